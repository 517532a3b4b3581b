"""How one form field is laid out: label, hint, the message about what is wrong, then the control.

The order follows the pattern of public-service forms: whoever reads the page aloud hears the question, the
help and the mistake before reaching the control. Django already ties hint and message to the control
(`aria-describedby`, `aria-invalid`); the ids here are the ones it uses.
"""

from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

_CONTROL_CLASS = {"select": "form-select", "text": "form-control", "file": "form-control"}


@dataclass(frozen=True)
class FieldView:
    """A field as its template reads it. `layout` is one of text, file, select, choices, single, hidden."""

    field: BoundField
    layout: str
    control: SafeString
    unit: str
    width: str

    @property
    def hint_id(self) -> str:
        """The id that Django's `aria-describedby` points to for the help text."""
        return f"{self.field.auto_id}_helptext"

    @property
    def error_id(self) -> str:
        """The id that Django's `aria-describedby` points to for the messages."""
        return f"{self.field.auto_id}_error"

    @property
    def described_by(self) -> str:
        """Ids of hint and messages, for groups where the fieldset carries the description."""
        return self.field.aria_describedby or ""

    @property
    def is_optional(self) -> bool:
        """Optional questions are marked, required ones are the rule; a lone tick box needs no mark."""
        return not self.field.field.required and self.layout not in {"single", "hidden"}


@dataclass(frozen=True)
class Mistake:
    """One line of the summary above a form; without `anchor` it concerns the form as a whole."""

    text: str
    anchor: str


def field_view(*, field: BoundField, unit: str = "", width: str = "") -> FieldView:
    """Lay out one field. `unit` stands after the control (“triệu đồng”), `width` is short, medium or full."""
    layout = _layout(field.field.widget)
    own_class = _CONTROL_CLASS.get(layout, "")
    given = str(field.field.widget.attrs.get("class", ""))
    classes = " ".join(part for part in (own_class, given, "is-invalid" if field.errors else "") if part)
    control = field.as_widget(attrs={"class": classes} if classes else None)
    return FieldView(field=field, layout=layout, control=control, unit=unit, width=width)


def mistakes(*, form: forms.BaseForm) -> list[Mistake]:
    """Everything wrong with a bound form, in the order of its fields, the form as a whole first."""
    whole = [Mistake(str(text), "") for text in form.non_field_errors()]
    return whole + [
        Mistake(str(text), first_control_id(field=field)) for field in form for text in field.errors
    ]


def first_control_id(*, field: BoundField) -> str:
    """Where a link to the field must lead: the control, or the first choice of a group."""
    if _layout(field.field.widget) == "choices":
        return next((choice.id_for_label for choice in field.subwidgets), field.auto_id)
    return field.id_for_label or field.auto_id


def _layout(widget: forms.Widget) -> str:
    """The layout that suits a widget; what is not known is a plain control."""
    if widget.is_hidden:
        return "hidden"
    layouts: tuple[tuple[type[forms.Widget], str], ...] = (
        (forms.CheckboxInput, "single"),
        (forms.RadioSelect, "choices"),
        (forms.CheckboxSelectMultiple, "choices"),
        (forms.Select, "select"),
        (forms.FileInput, "file"),
    )
    return next((layout for kind, layout in layouts if isinstance(widget, kind)), "text")
