"""What an officer types about a file of papers. The lengths are those of Annex VI of Decree 30/2020/NĐ-CP."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from daumoi.documents.models import Paper
from daumoi.ui.inputs import day_field


class FolderForm(forms.Form):
    """A file to open."""

    title = forms.CharField(
        label=_("Tiêu đề hồ sơ"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Việc gì, của ai, thời gian nào; ví dụ: Hồ sơ khảo sát đơn vị chuyên trách năm 2026."),
        error_messages={"required": _("Đặt tiêu đề hồ sơ.")},
    )
    file_notation = forms.CharField(
        label=_("Ký hiệu hồ sơ"),
        max_length=20,
        help_text=_("Theo danh mục hồ sơ của cơ quan, ví dụ 05.TTTT."),
        error_messages={"required": _("Ghi ký hiệu hồ sơ.")},
    )
    file_catalog = forms.IntegerField(label=_("Năm hình thành"), min_value=1945, max_value=2999)
    maintenance = forms.CharField(
        label=_("Thời hạn lưu trữ"),
        max_length=30,
        required=False,
        help_text=_("Theo danh mục hồ sơ, ví dụ: vĩnh viễn; 20 năm."),
    )
    rights = forms.CharField(label=_("Chế độ sử dụng"), max_length=30, required=False)
    start_date = day_field(label=_("Thời gian bắt đầu"))
    description = forms.CharField(
        label=_("Ghi chú"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class AddPaperForm(forms.Form):
    """Which paper goes into a file, and at which place."""

    paper = forms.ChoiceField(label=_("Văn bản"), error_messages={"required": _("Chọn văn bản.")})
    ordinal = forms.IntegerField(
        label=_("Số thứ tự trong hồ sơ"),
        min_value=1,
        max_value=999,
        required=False,
        help_text=_("Bỏ trống: đặt sau văn bản cuối."),
    )

    def __init__(self, *args: object, papers: Sequence[Paper], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._papers = {str(paper.pk): paper for paper in papers}
        field = self.fields["paper"]
        assert isinstance(field, forms.ChoiceField)
        named = [
            (key, f"{one.code} · {one.organ_name} · {one.subject[:80]}") for key, one in self._papers.items()
        ]
        field.choices = [("", _("Chọn văn bản")), *named]

    def chosen(self) -> Paper:
        """The paper."""
        return self._papers[self.cleaned_data["paper"]]


class CloseFolderForm(forms.Form):
    """The day a file ended, and until when it goes to the archive."""

    end_date = day_field(label=_("Thời gian kết thúc"))
    handover_due = day_field(
        label=_("Hạn nộp lưu"),
        help_text=_("Trong một năm kể từ khi công việc kết thúc; trước hạn 30 ngày hệ thống nhắc."),
    )
