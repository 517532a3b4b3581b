"""Fields shared by the forms of this room. Nothing here reads tables: what may be chosen is handed in."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from daumoi.foundation.errors import DomainError, Invalid
from daumoi.scheme.rules import dong_of

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from daumoi.ui.inputs import Words


Choices = list[tuple[str, "str | Promise"]]
_CODE = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*$",
    _("Mã chỉ gồm chữ thường không dấu, chữ số và gạch nối, ví dụ de-an-2026."),
)
RESERVED = frozenset({"moi", "khuyen-nghi", "bang-chung", "recommendations", "evidence"})


def choices(pairs: Iterable[tuple[Any, Any]], *, empty: "Words" = "") -> Choices:
    """Choices for a form, each beginning with a capital; `empty` is the words for choosing nothing."""
    found: Choices = [(str(value), capfirst(label)) for value, label in pairs if value != ""]
    return [("", empty), *found] if empty else found


def text_field(
    label: "Words", *, rows: int = 0, most: int = 4000, required: bool = True, hint: "Words" = ""
) -> forms.CharField:
    """A text; `rows` makes it an area of so many lines."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(
        label=label,
        required=required,
        max_length=most,
        help_text=hint,
        widget=widget,
        error_messages={"required": _("Ô này chưa ghi.")},
    )


def select_field(
    label: "Words", pairs: Choices, *, required: bool = True, hint: "Words" = ""
) -> forms.ChoiceField:
    """One of many, from a list."""
    return forms.ChoiceField(
        label=label,
        choices=pairs,
        required=required,
        help_text=hint,
        error_messages={"required": _("Chọn một dòng trong danh sách.")},
    )


def whole_field(
    label: "Words", *, required: bool = False, least: int | None = 0, hint: "Words" = ""
) -> forms.IntegerField:
    """A whole number; an empty one means that nothing is said."""
    return forms.IntegerField(
        label=label,
        required=required,
        min_value=least,
        max_value=10_000_000,
        help_text=hint,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": _("Ô này chưa ghi."),
            "invalid": _("Ghi một số nguyên, không có đơn vị."),
        },
    )


class CommaField(forms.DecimalField):
    """A number that may be typed with the Vietnamese decimal comma."""

    def to_python(self, value: Any) -> Any:
        """Understand the comma."""
        return super().to_python(value.strip().replace(",", ".") if isinstance(value, str) else value)


class MillionField(CommaField):
    """Money typed in triệu đồng, kept as whole đồng; an empty one means that nothing is said."""

    def __init__(self, *, label: "Words", required: bool = False, hint: "Words" = "") -> None:
        super().__init__(
            label=label,
            required=required,
            min_value=0,
            max_digits=12,
            decimal_places=3,
            help_text=hint,
            localize=False,
            widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            error_messages={"required": _("Ô này chưa ghi."), "invalid": _("Ghi một số, đơn vị triệu đồng.")},
        )

    def clean(self, value: Any) -> Any:
        """Whole đồng, or None."""
        millions: Decimal | None = super().clean(value)
        return None if millions is None else dong_of(millions)


class CodeField(forms.CharField):
    """A code that goes into addresses."""

    def __init__(self, *, label: "Words", hint: "Words") -> None:
        super().__init__(
            label=label,
            help_text=hint,
            max_length=60,
            validators=[_CODE],
            error_messages={"required": _("Đặt mã.")},
        )

    def validate(self, value: Any) -> None:
        """Refuse the words that addresses of this room begin with."""
        super().validate(value)
        if value in RESERVED:
            raise forms.ValidationError(
                gettext("Mã “%s” đã dùng cho địa chỉ của trang; chọn mã khác.") % value
            )


def place_refusal(form: forms.Form, error: DomainError) -> None:
    """Put a refusal of the rules beside the field it is about; elsewhere it stands above the form."""
    text = f"{error.message} {error.remedy}".strip()
    name = next(
        (key for key, one in form.fields.items() if error.place and str(one.label) == error.place), None
    )
    form.add_error(name, text if name or not error.place else f"{error.place}: {text}")


def require_valid(form: forms.Form) -> None:
    """Raise `Invalid` with the first mistake of a form, at the field's name for people."""
    if form.is_valid():
        return
    name, mistakes = next(iter(form.errors.items()))
    field = form.fields.get(name)
    raise Invalid("scheme.sent.form", str(mistakes[0]), place=str(field.label) if field is not None else "")
