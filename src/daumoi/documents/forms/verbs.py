"""What is typed when a paper is submitted, judged, signed, numbered, recalled, given up."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from daumoi.documents.forms.fields import file_field, words_field
from daumoi.documents.models import Number
from daumoi.ui.inputs import day_field

AGREE, RETURN = "agree", "return"


class SubmitForm(forms.Form):
    """Which route the paper takes, and a word with it."""

    route = forms.ChoiceField(
        label=_("Quy trình ký"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn quy trình ký."), "invalid_choice": _("Không có quy trình này.")},
    )
    note = words_field(
        label=_("Lời trình"), help_text=_("Vấn đề cần lãnh đạo lưu ý; vào phiếu trình."), most=2000
    )

    def __init__(self, *args: object, routes: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["route"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(routes)
        if routes:
            field.initial = routes[0][0]


class JudgeForm(forms.Form):
    """Agree, or send back with what must be changed."""

    answer = forms.ChoiceField(
        label=_("Kết quả"), widget=forms.RadioSelect, error_messages={"required": _("Chọn kết quả.")}
    )
    opinion = words_field(
        label=_("Ý kiến"), help_text=_("Trả lại thì phải ghi cần sửa gì; vào phiếu trình."), rows=4, most=4000
    )

    def __init__(self, *args: object, agree: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["answer"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(AGREE, agree), (RETURN, _("Trả lại người soạn"))]
        field.initial = AGREE

    @property
    def agrees(self) -> bool:
        """Whether the paper goes on."""
        return bool(self.cleaned_data["answer"] == AGREE)


class SignedForm(forms.Form):
    """A signature that was given outside this program."""

    signer = forms.CharField(
        label=_("Người ký"),
        max_length=200,
        help_text=_("Chức vụ và họ tên như trên văn bản."),
        error_messages={"required": _("Ghi người ký.")},
    )
    file = file_field(label=_("Bản PDF đã ký"), help_text=_("Tối đa 30 MB; không tải văn bản mật."))


class IssueForm(forms.Form):
    """From which number, and whose abbreviation ends a letter's notation."""

    unit = forms.CharField(
        label=_("Chữ viết tắt đơn vị soạn thảo"),
        required=False,
        max_length=20,
        help_text=_("Đứng cuối ký hiệu công văn, ví dụ THH."),
    )
    reserved = forms.ChoiceField(label=_("Số"), required=False, widget=forms.RadioSelect)

    def __init__(
        self, *args: object, following: str, reserved: Sequence[Number], asks_unit: bool, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._reserved = {str(number.pk): number for number in reserved}
        if not asks_unit:
            del self.fields["unit"]
        if not reserved:
            del self.fields["reserved"]
            return
        field = self.fields["reserved"]
        assert isinstance(field, forms.ChoiceField)
        kept = _("số giữ trước")
        field.choices = [
            ("", _("%(number)s, số tiếp theo") % {"number": following}),
            *((key, f"{number}, {kept}: {number.reason}") for key, number in self._reserved.items()),
        ]

    @property
    def number(self) -> Number | None:
        """The reserved number that was chosen."""
        return self._reserved.get(self.cleaned_data.get("reserved", ""))


class RecordIssueForm(forms.Form):
    """The number that the body's own document system gave."""

    code = forms.CharField(
        label=_("Số, ký hiệu"),
        max_length=60,
        help_text=_("Như trên văn bản, ví dụ 2723/BTTTT-ƯDCNTT."),
        error_messages={"required": _("Ghi số, ký hiệu.")},
    )
    on = day_field(label=_("Ngày ban hành"))
    file = file_field(label=_("Bản PDF đã ký"), help_text=_("Tối đa 30 MB; không tải văn bản mật."))


class ReasonForm(forms.Form):
    """Why a paper is recalled or given up."""

    reason = words_field(label=_("Lý do"), required=_("Ghi lý do."))
