"""The rows of the register of instruments as markup.

Written here and not in a template: each row asks for a dozen tags, and they cost the template engine more than the
rest of the page. Everything that comes from data is escaped here.
"""

from collections.abc import Iterable
from html import escape
from urllib.parse import quote

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from daumoi.law.presenters.instruments import InstrumentLine
from daumoi.law.presenters.words import FORCES, day_text
from daumoi.ui import signs
from daumoi.ui.addresses import with_as_of


class RegisterWriter:
    """Writes instruments as rows; `request` gives the date that every address keeps."""

    def __init__(self, request: HttpRequest) -> None:
        self._route = with_as_of(url=reverse("law:instrument", args=["-"]), request=request)
        self._sources = with_as_of(url=reverse("law:sources"), request=request)
        self._printed = escape(_("nguồn in: %(number)s"))
        self._no_day = f'<span class="dm-note">{escape(_("chưa rõ"))}</span>'
        self._states = {
            force: f'<span class="dm-state is-{mark.tone}">{signs.icon(mark.icon)}{escape(str(mark.word))}</span>'
            for force, mark in FORCES.items()
        }
        self._no_title = signs.status_mark("no_data")

    def rows(self, lines: Iterable[InstrumentLine]) -> SafeString:
        """A row for each instrument."""
        return SafeString("\n".join([self._row(line) for line in lines]))

    def _row(self, line: InstrumentLine) -> str:
        instrument = line.instrument
        address = self._route.replace("/-/", f"/{quote(instrument.code)}/")
        printed = instrument.number_as_printed
        beside = f"<small>{self._printed % {'number': escape(printed)}}</small>" if printed else ""
        title = escape(instrument.display_title) if instrument.title else self._no_title
        issuer = f"<small>{escape(instrument.issuer)}</small>" if instrument.issuer else ""
        issued = escape(day_text(instrument.issued)) if instrument.issued else self._no_day
        code = instrument.source.code if instrument.source is not None else ""
        source = signs.provenance(code or "?", f"{self._sources}#{code}", instrument.confidence)
        return (
            f'<tr data-row><th scope="row"><a href="{escape(address)}">{escape(str(instrument))}</a>{beside}</th>'
            f'<td>{title}{issuer}</td><td class="is-figures">{issued}</td>'
            f"<td>{self._states[line.verdict.force]}<small>{escape(line.when)}</small></td><td>{source}</td></tr>"
        )
