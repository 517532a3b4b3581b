"""Fields shared by the forms of this room. Nothing here reads tables: what finds rows is handed in."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from daumoi.foundation.errors import DomainError
from daumoi.organisations.models import Organisation

if TYPE_CHECKING:
    from daumoi.ui.inputs import Words

_CODE = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*$",
    _("Mã chỉ gồm chữ thường không dấu, chữ số và gạch nối, ví dụ hdcds-2026-12-10."),
)
RESERVED = frozenset({"moi", "lap", "phien", "kien-nghi"})
Choices = list[tuple[str, "str | Promise"]]


def choices(pairs: Iterable[tuple[Any, Any]]) -> Choices:
    """Choices for a form, each beginning with a capital; the empty one is left out."""
    return [(str(value), capfirst(label)) for value, label in pairs if value != ""]


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


def choice_field(
    label: "Words", pairs: Choices, *, required: bool = True, hint: "Words" = ""
) -> forms.ChoiceField:
    """One of a few, as radio buttons."""
    return forms.ChoiceField(
        label=label,
        choices=pairs,
        required=required,
        help_text=hint,
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một trong các phương án.")},
    )


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


class FoundField(forms.CharField):
    """A text that means an organisation: the form hands in `find`, whose refusal becomes the field's message."""

    find: Callable[[str], Organisation] | None = None

    def __init__(self, **options: Any) -> None:
        options.setdefault(
            "widget", forms.TextInput(attrs={"list": "organisations-list", "autocomplete": "off"})
        )
        options.setdefault("help_text", _("Gõ vài chữ của tên rồi chọn, hoặc ghi mã."))
        super().__init__(max_length=400, **options)

    def clean(self, value: Any) -> Any:
        """The organisation meant, or None for an empty optional field."""
        text = super().clean(value)
        if not text:
            return None
        assert self.find is not None, "the form must hand in `find`"
        try:
            return self.find(text)
        except DomainError as refusal:
            raise forms.ValidationError(f"{refusal.message} {refusal.remedy}") from refusal


class FindingForm(forms.Form):
    """A form in which an organisation is named."""

    def __init__(self, *args: Any, find: Callable[[str], Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            if isinstance(field, FoundField):
                field.find = find


def place_refusal(form: forms.Form, error: DomainError) -> None:
    """Put a refusal of the rules beside the field it is about; elsewhere it stands above the form."""
    text = f"{error.message} {error.remedy}".strip()
    name = next(
        (key for key, one in form.fields.items() if error.place and str(one.label) == error.place), None
    )
    if name is None and error.place.startswith(gettext("Câu %d").split("%")[0]):
        number = error.place.rsplit(" ", 1)[-1]
        name = f"mark-{number}" if f"mark-{number}" in form.fields else None
    form.add_error(name, text if name or not error.place else f"{error.place}: {text}")
