"""Fields shared by the forms of this room. Nothing here reads tables: what finds rows is handed in."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from daumoi.foundation.errors import DomainError
from daumoi.law.models import Confidence, Instrument
from daumoi.organisations import queries
from daumoi.organisations.actions import Basis
from daumoi.organisations.models import Organisation

ORGANISATIONS_LIST = "organisations-list"
INSTRUMENTS_LIST = "instruments-list"


class DayField(forms.DateField):
    """A day: a calendar where the browser has one, otherwise written 08/9/2011 or 2011-09-08."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        options.setdefault("input_formats", ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"])
        options.setdefault("error_messages", {}).setdefault("required", _("Chưa ghi ngày."))
        options["error_messages"].setdefault(
            "invalid", _("Không phải là một ngày. Viết theo dạng 08/9/2011.")
        )
        super().__init__(**options)


class FoundField(forms.CharField):
    """A text that means a row: the form hands in `find`, whose refusal becomes the field's message."""

    find: Callable[[str], Any] | None = None

    def __init__(self, *, suggestions: str, **options: Any) -> None:
        options.setdefault("widget", forms.TextInput(attrs={"list": suggestions, "autocomplete": "off"}))
        options.setdefault("max_length", 400)
        super().__init__(**options)

    def clean(self, value: Any) -> Any:
        """The row meant, or None for an empty optional field."""
        text = super().clean(value)
        if not text:
            return None
        assert self.find is not None, "the form must hand in `find`"
        try:
            return self.find(text)
        except DomainError as refusal:
            raise forms.ValidationError(f"{refusal.message} {refusal.remedy}") from refusal


def organisation_field(**options: Any) -> FoundField:
    """A field that names an organisation."""
    options.setdefault("help_text", _("Gõ vài chữ của tên rồi chọn, hoặc ghi mã."))
    return FoundField(suggestions=ORGANISATIONS_LIST, **options)


class BasisFields(forms.Form):
    """The paper something rests on."""

    instrument = FoundField(
        suggestions=INSTRUMENTS_LIST,
        label=_("Văn bản trong sổ Căn cứ pháp lý"),
        required=False,
        help_text=_("Gõ số, ký hiệu rồi chọn. Văn bản chưa có trong sổ thì để trống ô này."),
    )
    document = forms.CharField(
        label=_("Văn bản chưa có trong sổ"),
        required=False,
        max_length=200,
        help_text=_("Loại, số, ký hiệu, ngày, cơ quan ban hành."),
    )
    confidence = forms.ChoiceField(
        label=_("Bạn đã kiểm tra văn bản đến đâu"),
        choices=Confidence.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn mức đã kiểm tra, để người đọc sổ biết tin đến đâu.")},
    )
    note = forms.CharField(
        label=_("Ghi chú"), required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["instrument"]
        assert isinstance(field, FoundField)
        field.find = find_instrument

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("instrument") and not cleaned.get("document") and "instrument" not in self.errors:
            self.add_error("document", _("Chọn văn bản ở ô trên, hoặc ghi văn bản vào đây."))
        return cleaned

    def basis(self) -> Basis:
        """The paper as the actions take it."""
        return Basis(
            instrument=self.cleaned_data["instrument"],
            document=self.cleaned_data["document"].strip(),
            confidence=self.cleaned_data["confidence"],
            note=self.cleaned_data["note"].strip(),
        )


def find_instrument(text: str) -> Instrument:
    """The instrument an officer means."""
    return queries.find_instrument(text=text)


def finder(*, day: date, simulated: bool) -> Callable[[str], Organisation]:
    """What finds an organisation of the day in the real or the simulated register."""

    def find(text: str) -> Organisation:
        return queries.find_organisation(text=text, day=day, simulated=simulated)

    return find


def yes_no_unknown(value: str) -> bool | None:
    """The answer of a three-way question."""
    return {"yes": True, "no": False}.get(value)
