"""Forms of the steps of an edition, a sheet and an appeal."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from daumoi.foundation.errors import DomainError, Invalid
from daumoi.indices.forms.cells import number_of
from daumoi.indices.models import AppealResult
from daumoi.indices.rules import Mark
from daumoi.organisations.models import Organisation
from daumoi.ui.inputs import day_field

if TYPE_CHECKING:
    from daumoi.ui.inputs import Words

_CODE = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*$",
    _("Mã chỉ gồm chữ thường không dấu, chữ số và gạch nối, ví dụ 2026 hoặc 2026-dinh-chinh."),
)
_GROUP = "bodies-"


def _text(
    label: "Words", *, rows: int = 0, most: int = 4000, required: bool = True, hint: "Words" = ""
) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(
        label=label,
        required=required,
        max_length=most,
        help_text=hint,
        widget=widget,
        error_messages={"required": _("Ô này chưa ghi.")},
    )


def _code(label: "Words", hint: "Words") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=60,
        validators=[_CODE],
        error_messages={"required": _("Đặt mã.")},
    )


def place_refusal(form: forms.Form, error: DomainError) -> None:
    """Put a refusal of the rules beside the field it is about; elsewhere it stands above the form."""
    text = f"{error.message} {error.remedy}".strip()
    fields = form.fields.items()
    name = next((key for key, one in fields if error.place and str(one.label) == error.place), None)
    form.add_error(name, text if name or not error.place else f"{error.place}: {text}")


class EditionForm(forms.Form):
    """A new edition; who takes part is one body a line, by peer group where the definition has groups."""

    title = _text(_("Tên kỳ"), most=300, hint=_("Ví dụ: Đánh giá chuyển đổi số cấp bộ năm 2026."))
    code = _code(_("Mã kỳ"), _("Đi trong địa chỉ trang, thường là năm."))
    year = forms.IntegerField(label=_("Năm"), min_value=2000, max_value=2100)
    cut_off = day_field(label=_("Thời điểm chốt số liệu"))
    due_on = day_field(label=_("Hạn gửi phiếu"), required=False)
    letter = _text(_("Công văn đề nghị tự đánh giá"), most=200, required=False, hint=_("Số, ký hiệu, ngày."))

    def __init__(
        self, *args: Any, groups: Mapping[str, str], find: Callable[[str], Organisation], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self._find = find
        self._groups = dict(groups)
        for code, name in self._groups.items():
            label = gettext("Cơ quan tham gia: %s") % name if code else gettext("Cơ quan tham gia")
            self.fields[f"{_GROUP}{code}"] = _text(
                label,
                rows=6,
                most=20_000,
                required=len(groups) == 1,
                hint=gettext("Mỗi dòng một cơ quan: tên hoặc mã."),
            )

    def clean(self) -> dict[str, Any]:
        """Lines become bodies of the register; a line that means none is refused at its field."""
        values = super().clean() or {}
        found: dict[str, list[Organisation]] = {}
        for code in self._groups:
            name = f"{_GROUP}{code}"
            try:
                lines = [line.strip() for line in values.pop(name, "").splitlines()]
                found[code] = [self._find(line) for line in lines if line]
            except DomainError as refusal:
                self.add_error(name, f"{refusal.message} {refusal.remedy}")
        return {**values, "bodies": found}


class SendForm(forms.Form):
    """The letter under which a sheet goes out."""

    document = _text(_("Công văn gửi"), most=200, hint=_("Số, ký hiệu, ngày của công văn đã ký."))


class EvidenceForm(forms.Form):
    """A proof: a PDF, or a paper by its number."""

    title = _text(_("Tên minh chứng"), most=300)
    file = forms.FileField(
        label=_("Tệp PDF"),
        required=False,
        help_text=_("Tối đa 20 MB, không có mật khẩu, không phải tài liệu mật."),
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf"}),
    )
    document = _text(
        _("Hoặc văn bản đã có số"), most=200, required=False, hint=_("Số, ký hiệu, ngày văn bản.")
    )

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        file = self.cleaned_data["file"]
        return {
            "title": self.cleaned_data["title"],
            "document": self.cleaned_data["document"],
            "name": file.name if file else "",
            "content": file.read() if file else None,
        }


class WorkbookForm(forms.Form):
    """A filled workbook."""

    file = forms.FileField(
        label=_("Tệp Excel đã điền"),
        help_text=_("Tệp tải từ phiếu này, tối đa 2 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": _("Chưa chọn tệp.")},
    )


class AskForm(forms.Form):
    """What a body is asked to add or explain."""

    words = _text(_("Nội dung đề nghị"), rows=4, hint=_("Nêu tiêu chí, minh chứng còn thiếu."))


class AppealsForm(forms.Form):
    """Telling the verified marks and taking appeals."""

    until = day_field(label=_("Nhận kiến nghị đến hết ngày"))
    document = _text(_("Công văn thông báo"), most=200, hint=_("Số, ký hiệu, ngày."))


class AppealForm(forms.Form):
    """What a body asks to be looked at again."""

    text = _text(_("Nội dung kiến nghị"), rows=5, hint=_("Nêu căn cứ, minh chứng."))
    document = _text(_("Công văn kèm theo"), most=200, required=False)


class AnswerForm(forms.Form):
    """The answer to an appeal, with the new mark where it is accepted."""

    result = forms.ChoiceField(
        label=_("Kết quả"),
        choices=[(value, capfirst(label)) for value, label in AppealResult.choices if value],
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một kết quả.")},
    )
    value = _text(
        _("Điểm mới"), most=40, required=False, hint=_("Chỉ khi tiếp thu: số, hoặc “không thuộc phạm vi”.")
    )
    answer = _text(_("Trả lời"), rows=4)

    def clean_value(self) -> Mark | None:
        """The new mark, None when the field is empty."""
        text = self.cleaned_data["value"].strip()
        if not text:
            return None
        if text.lower() == "không thuộc phạm vi":
            return Mark("not_applicable")
        try:
            number: Decimal = number_of(text)
        except Invalid as error:
            raise forms.ValidationError(f"{error.message} {error.remedy}") from error
        return Mark("value", number)


class PublishForm(forms.Form):
    """The decision under which an edition is published."""

    document = _text(_("Quyết định công bố"), most=300, hint=_("Số, ký hiệu, ngày của văn bản đã ký."))
    on = day_field(label=_("Ngày công bố"))


class CorrectForm(forms.Form):
    """The beginning of a correction."""

    code = _code(_("Mã kỳ đính chính"), _("Ví dụ 2026-dinh-chinh."))
    reason = _text(_("Lý do đính chính"), rows=3)
    letter = _text(_("Văn bản"), most=200, required=False)
