"""Form fields that every room asks in the same way, with the same words when they are not understood."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

    Words = _StrOrPromise
    """A text, or one that is translated when it is shown."""


def day_field(*, label: "Words", help_text: "Words" = "", required: bool = True) -> forms.DateField:
    """A day, picked from a calendar or typed as ngày/tháng/năm."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Chọn một ngày."),
            "invalid": _("Ngày viết theo dạng ngày/tháng/năm, ví dụ 30/6/2026."),
        },
    )
