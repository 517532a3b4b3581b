"""Addresses of góp ý dự thảo and đề nghị hướng dẫn."""

from django.urls import URLPattern, URLResolver, path, register_converter

from daumoi.documents.views import consulting, consulting_answers, guidance


class FileKind:
    """The three files of a table of opinions."""

    regex = "xlsx|pdf|docx"

    def to_python(self, value: str) -> str:
        """The ending itself."""
        return value

    def to_url(self, value: str) -> str:
        """The ending itself."""
        return value


register_converter(FileKind, "opinion_file")

_CONSULTING: list[URLPattern | URLResolver] = [
    path("gop-y/", consulting.consultations, name="consultations"),
    path("gop-y/moi/", consulting.drafts_to_ask, name="drafts_to_ask"),
    path("<int:number>/lay-y-kien/", consulting.consultation_new, name="consultation_new"),
    path("gop-y/<int:number>/", consulting.consultation, name="consultation"),
    path("gop-y/<int:number>/gia-han/", consulting.consultation_extend, name="consultation_extend"),
    path("gop-y/<int:number>/ket-thuc/", consulting.consultation_close, name="consultation_close"),
    path("gop-y/<int:number>/cong-bo/", consulting.consultation_publish, name="consultation_publish"),
    path("gop-y/<int:number>/thay-doi/", consulting.consultation_changes, name="consultation_changes"),
    path("gop-y/<int:number>/mau.docx", consulting_answers.opinion_template, name="opinion_template"),
    path("gop-y/<int:number>/bang.<opinion_file:kind>", consulting_answers.table_file, name="opinion_table"),
    path(
        "gop-y/<int:number>/cua-minh/<int:line>/",
        consulting_answers.consultation_own,
        name="consultation_own",
    ),
    path(
        "gop-y/<int:number>/tra-loi/<int:line>/",
        consulting_answers.consultation_answer,
        name="consultation_answer",
    ),
    path(
        "gop-y/<int:number>/tra-loi/<int:line>/tep/",
        consulting_answers.consultation_table,
        name="consultation_table",
    ),
    path("gop-y/<int:number>/nhap/<int:line>/", consulting_answers.line_record, name="line_record"),
]
_GUIDANCE: list[URLPattern | URLResolver] = [
    path("huong-dan/", guidance.register, name="guidance"),
    path("huong-dan/de-nghi/", guidance.ask, name="guidance_ask"),
    path("huong-dan/vao-so/", guidance.record, name="guidance_record"),
    path("huong-dan/thoi-han/", guidance.term, name="guidance_term"),
    path("huong-dan/chung/moi/", guidance.general_new, name="guidance_general_new"),
    path("huong-dan/chung/<int:number>/", guidance.general, name="guidance_general"),
    path("huong-dan/<int:number>/", guidance.request_page, name="guidance_request"),
    path("huong-dan/<int:number>/giao/", guidance.assign, name="guidance_assign"),
    path("huong-dan/<int:number>/tra-loi/", guidance.answer, name="guidance_answer"),
]
patterns: list[URLPattern | URLResolver] = [*_CONSULTING, *_GUIDANCE]
