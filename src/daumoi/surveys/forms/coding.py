"""What a coder sends: codes with a quote, or a new group of opinions."""

import re
from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from daumoi.foundation.folding import fold
from daumoi.surveys.actions import NewEntry


@dataclass(frozen=True)
class ChosenCodes:
    """The codes of one text as sent."""

    codes: tuple[str, ...]
    quote: str
    is_quotable: bool


def read_codes(data: QueryDict) -> ChosenCodes:
    """The codes, the quote and whether it may be printed; what the codebook lacks is refused by the action."""
    return ChosenCodes(
        codes=tuple(data.getlist("ma")),
        quote=data.get("trich", "").strip()[:2000],
        is_quotable=data.get("duoc-trich") == "1",
    )


class EntryForm(forms.Form):
    """A group of opinions; its code is made from its name."""

    label = forms.CharField(label=_("Tên nhóm ý kiến"), max_length=200)
    definition = forms.CharField(
        label=_("Gồm và không gồm những gì"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
    )

    def entry(self) -> NewEntry:
        """The group to add."""
        label = self.cleaned_data["label"]
        code = re.sub("[^a-z0-9]+", "_", fold(label))[:40].strip("_")
        return NewEntry(code=code, label=label, definition=self.cleaned_data["definition"])
