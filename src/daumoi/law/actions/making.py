"""From rows of a pack to rows of the database, with what the pack implies but does not write down."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.utils.translation import override

from daumoi.foundation.folding import fold
from daumoi.law.actions.upkeep import Table
from daumoi.law.models import (
    Confidence,
    Instrument,
    InstrumentRelation,
    LegalDeadline,
    Party,
    Provision,
    RegimePeriod,
    Source,
    Subject,
)
from daumoi.law.pack import DeadlineRow, InstrumentRow, LawPack, PeriodRow, ProvisionRow, Stated

_YEAR = re.compile(r"(?<=[/:])(?:19|20)\d\d(?![0-9])")
_WORD = re.compile(r"[^a-z0-9]+")


def _by_code(row: Any) -> str:
    return str(row.code)


class Maker:
    """Makes the rows of one pack. `tables` are in the order in which they refer to each other."""

    def __init__(self, pack: LawPack) -> None:
        self.pack = pack
        self.named_until = _named_until(pack)
        self.sources = Table(Source, _by_code)
        self.subjects = Table(Subject, _by_code)
        self.parties = Table(Party, _by_code)
        self.instruments = Table(Instrument, _by_code)
        self.relations = Table(InstrumentRelation, lambda row: (row.subject_id, row.kind, row.target_id))
        self.provisions = Table(Provision, _by_code)
        self.regimes = Table(RegimePeriod, _by_code)
        self.deadlines = Table(LegalDeadline, _by_code)
        self.tables: dict[str, Table[Any]] = {
            "sources": self.sources,
            "subjects": self.subjects,
            "parties": self.parties,
            "instruments": self.instruments,
            "relations": self.relations,
            "provisions": self.provisions,
            "regimes": self.regimes,
            "deadlines": self.deadlines,
        }

    def steps(self) -> Iterator[tuple[str, Iterable[models.Model]]]:
        """Each table's name with its rows, made when it is that table's turn: later rows need earlier ones."""
        pack = self.pack
        yield (
            "sources",
            (
                Source(code=row.code, title=row.title, where=row.where or "", note=row.note or "")
                for row in pack.sources
            ),
        )
        yield (
            "subjects",
            (
                Subject(code=row.code, name=row.name.vi, name_en=row.name.en or "", number=number)
                for number, row in enumerate(pack.subjects, start=1)
            ),
        )
        yield "parties", self.party_rows()
        yield "instruments", (self.instrument(row) for row in pack.instruments)
        yield "relations", self.relation_rows()
        yield "provisions", (self.provision(n, row) for n, row in enumerate(pack.provisions, start=1))
        yield (
            "regimes",
            (self.period(regime.subject, period) for regime in pack.regimes for period in regime.periods),
        )
        yield "deadlines", (self.deadline(row) for row in pack.deadlines)

    def subject_links(self) -> set[tuple[int, int]]:
        """Which instrument is about which subject, as pairs of ids."""
        return {
            (self.instruments.rows[row.code].pk, self.subjects.rows[subject].pk)
            for row in self.pack.instruments
            for subject in row.subjects
        }

    def regime_links(self) -> set[tuple[int, int]]:
        """Which regime rests on which instrument, as pairs of ids."""
        return {
            (self.regimes.rows[period.code].pk, self.instruments.rows[instrument].pk)
            for regime in self.pack.regimes
            for period in regime.periods
            for instrument in period.instruments
        }

    def stated(self, row: Stated) -> dict[str, Any]:
        """The columns of a sourced statement."""
        return {
            "source": self.sources.rows[row.source],
            "confidence": row.confidence.value,
            "locator": row.locator or "",
            "note": row.note or "",
        }

    def party_rows(self) -> Iterator[Party]:
        """The roles that deadlines name; one that the pack does not name in words keeps its code."""
        names = {row.code: row.name for row in self.pack.roles}
        used = {code for row in self.pack.deadlines for code in (row.from_role, row.to_role) if code}
        for code in sorted(used | names.keys()):
            name = names.get(code)
            yield Party(
                code=code,
                name=name.vi if name else code.replace("_", " "),
                name_en=(name.en or "") if name else "",
            )

    def instrument(self, row: InstrumentRow) -> Instrument:
        """An instrument with the words it is found by and the days its number and the regimes imply."""
        return Instrument(
            code=row.code,
            kind=row.kind.value,
            number=row.number or "",
            number_as_printed=row.number_as_printed or "",
            issuer=row.issuer.name or "",
            issuer_code=row.issuer.code or "",
            title=row.title.vi if row.title else "",
            title_en=(row.title.en or "") if row.title else "",
            title_as_printed=row.title_as_printed or "",
            issued=row.issued,
            effective_from=row.effective_from,
            effective_to=row.effective_to,
            status=row.status.value,
            not_before=_not_before(row.number),
            named_until=self.named_until.get(row.code),
            search_text=_search_text(row),
            **self.stated(row),
        )

    def relation_rows(self) -> Iterator[InstrumentRelation]:
        """What instruments do to each other."""
        for row in self.pack.instruments:
            for relation in row.relations:
                yield InstrumentRelation(
                    subject=self.instruments.rows[row.code],
                    kind=relation.type.value,
                    target=self.instruments.rows[relation.target],
                    on=relation.on,
                    provision=relation.provision or "",
                    **self.stated(relation),
                )

    def provision(self, number: int, row: ProvisionRow) -> Provision:
        """A provision holds as long as its instrument unless the pack says otherwise."""
        instrument = self.instruments.rows[row.instrument]
        return Provision(
            code=row.code,
            instrument=instrument,
            place=row.locator,
            text=row.text.vi,
            text_en=row.text.en or "",
            valid_from=row.valid_from or instrument.effective_from,
            valid_to=row.valid_to or instrument.effective_to,
            number=number,
            source=self.sources.rows[row.source],
            confidence=row.confidence.value,
            note=row.note or "",
        )

    def period(self, subject: str, row: PeriodRow) -> RegimePeriod:
        """One regime period of a subject."""
        return RegimePeriod(
            code=row.code,
            subject=self.subjects.rows[subject],
            title=row.title.vi,
            title_en=row.title.en or "",
            authority=row.body or "",
            valid_from=row.since,
            valid_to=row.until,
            **self.stated(row),
        )

    def deadline(self, row: DeadlineRow) -> LegalDeadline:
        """A deadline with exactly one limit: a day of every year, one day, or a clock."""
        made = LegalDeadline(
            code=row.code,
            subject=self.subjects.rows[row.subject],
            name=row.name.vi,
            name_en=row.name.en or "",
            kind=row.kind.value,
            provision=self.provisions.rows[row.provision] if row.provision else None,
            from_party=self.parties.rows[row.from_role] if row.from_role else None,
            to_party=self.parties.rows[row.to_role] if row.to_role else None,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            **self.stated(row),
        )
        if isinstance(row.due, str):
            made.due_clock = row.due
        elif row.due.year is not None:
            made.due_on = row.due.on_day()
        else:
            made.due_month, made.due_day = row.due.month, row.due.day
        if row.data_period is not None:
            made.data_from, made.data_to = row.data_period.first, row.data_period.last
        return made


def _named_until(pack: LawPack) -> dict[str, date]:
    """For each instrument, the first day on which no sourced regime names it any more.

    A regime whose start nobody studied, or that is itself unverified, is no evidence; an open one speaks
    up to the day the sources were read.
    """
    until: dict[str, date] = {}
    for regime in pack.regimes:
        for period in regime.periods:
            if period.since is None or period.confidence is Confidence.UNVERIFIED:
                continue
            end = period.until or pack.identity.retrieved + timedelta(days=1)
            for code in period.instruments:
                until[code] = max(end, until.get(code, end))
    return until


def _not_before(number: str | None) -> date | None:
    """The first day of the latest year in a number (“33/2024/…”, “TCVN 11930:2017”)."""
    years = _YEAR.findall(number or "")
    return date(int(max(years)), 1, 1) if years else None


def _search_text(row: InstrumentRow) -> str:
    """What an officer may type to find the instrument, as plain words: kind, numbers, titles, issuer."""
    with override("vi"):
        kind = str(row.kind.label)
    titles = (row.title.vi, row.title.en) if row.title else ()
    numbers = (row.number, row.number_as_printed)
    parts = (kind, *numbers, *titles, row.title_as_printed, row.issuer.name)
    words = dict.fromkeys(_WORD.sub(" ", fold(" ".join(part for part in parts if part))).split())
    return " ".join(words)
