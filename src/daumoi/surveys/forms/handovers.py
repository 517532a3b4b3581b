"""What an officer types to hand parts of a reply to a unit."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from daumoi.organisations.models import Organisation
from daumoi.ui.inputs import day_field


class HandoverForm(forms.Form):
    """Which sections, to which unit, until when."""

    sections = forms.MultipleChoiceField(
        label=_("Phần giao"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Đơn vị sửa được các phần này và đọc được cả phiếu."),
        error_messages={
            "required": _("Chọn ít nhất một phần."),
            "invalid_choice": _("Có phần không thuộc mẫu phiếu; tải lại trang."),
        },
    )
    unit = forms.ChoiceField(
        label=_("Đơn vị"),
        error_messages={
            "required": _("Chọn đơn vị nhận."),
            "invalid_choice": _("Đơn vị này không có trong danh sách; tải lại trang."),
        },
    )
    due_on = day_field(label=_("Hạn của đơn vị"), help_text=_("Sớm hơn hạn gửi để còn rà soát, trình ký."))
    note = forms.CharField(
        label=_("Lời nhắn cho đơn vị"),
        required=False,
        max_length=300,
        help_text=_("Ví dụ lấy số theo quyết định giao biên chế nào."),
    )

    def __init__(
        self,
        *args: object,
        sections: Sequence[tuple[str, str]],
        units: Sequence[tuple[Organisation, str]],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._offered = {organisation.code: organisation for organisation, _name in units}
        for name, choices in (
            ("sections", list(sections)),
            ("unit", [("", _("Chọn đơn vị"))] + [(one.code, title) for one, title in units]),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    def values(self) -> dict[str, object]:
        """What was typed, as the action takes it."""
        return dict(self.cleaned_data) | {"unit": self._offered[self.cleaned_data["unit"]]}
