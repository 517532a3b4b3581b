"""Loading the law part of a data pack: all of it or nothing, as often as one likes."""

import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from daumoi.foundation.folding import fold
from daumoi.foundation.principal import Principal
from daumoi.history import actions as history
from daumoi.law.access import LawPermission
from daumoi.law.actions.upkeep import Change, Table, fill_links
from daumoi.law.models import (
    Confidence,
    Instrument,
    InstrumentRelation,
    LegalDeadline,
    Pack,
    Party,
    Provision,
    RegimePeriod,
    Source,
    Subject,
)
from daumoi.law.pack import DeadlineRow, InstrumentRow, LawPack, NamedRow, ProvisionRow, Stated, read_pack

_YEAR = re.compile(r"(?<=[/:])(?:19|20)\d\d(?![0-9])")
_WORD = re.compile(r"[^a-z0-9]+")


@transaction.atomic
def load_pack(*, folder: Path, by: Principal) -> dict[str, int]:
    """Bring the register to what the pack in `folder` says; returns how many rows each kind now has.

    Rows are matched by code. Rows the pack no longer has are removed, unless another room rests on one
    (`Conflict`). A bad row is `Invalid`, with nothing written. One act is journalled when anything changed.
    """
    by.require(LawPermission.LOAD)
    return _Load(read_pack(folder)).run(by)


class _Load:
    """One run over a checked pack. Tables are filled downward, then cleared upward."""

    def __init__(self, pack: LawPack) -> None:
        self.pack = pack
        self.sources: Table[Source] = Table(Source, lambda row: row.code)
        self.subjects: Table[Subject] = Table(Subject, lambda row: row.code)
        self.parties: Table[Party] = Table(Party, lambda row: row.code)
        self.instruments: Table[Instrument] = Table(Instrument, lambda row: row.code)
        self.relations: Table[InstrumentRelation] = Table(
            InstrumentRelation, lambda row: (row.subject_id, row.kind, row.target_id)
        )
        self.provisions: Table[Provision] = Table(Provision, lambda row: row.code)
        self.regimes: Table[RegimePeriod] = Table(RegimePeriod, lambda row: row.code)
        self.deadlines: Table[LegalDeadline] = Table(LegalDeadline, lambda row: row.code)
        self.links: Change = Change()
        self.named_until = _named_until(pack)

    def run(self, by: Principal) -> dict[str, int]:
        _allow_shifting_periods(True)
        self.fill()
        self.link()
        for table in reversed(self.tables().values()):
            table.clear()
        _allow_shifting_periods(False)
        changes = {name: table.change for name, table in self.tables().items()} | {"links": self.links}
        counts = {name: len(table.rows) for name, table in self.tables().items()}
        self.journal(by, counts, changes)
        return counts

    def tables(self) -> dict[str, Table[Any]]:
        """The tables in the order in which they refer to each other."""
        return {
            "sources": self.sources,
            "subjects": self.subjects,
            "parties": self.parties,
            "instruments": self.instruments,
            "relations": self.relations,
            "provisions": self.provisions,
            "regimes": self.regimes,
            "deadlines": self.deadlines,
        }

    def fill(self) -> None:
        pack = self.pack
        self.sources.fill(
            Source(code=row.code, title=row.title, where=row.where or "", note=row.note or "")
            for row in pack.sources
        )
        self.subjects.fill(
            Subject(code=row.code, name=row.name.vi, name_en=row.name.en or "", number=number)
            for number, row in enumerate(pack.subjects, start=1)
        )
        self.parties.fill(_party(code, self.role_names()) for code in sorted(self.role_codes()))
        self.instruments.fill(self.instrument(row) for row in pack.instruments)
        self.relations.fill(
            InstrumentRelation(
                subject=self.instruments.rows[row.code],
                kind=relation.type.value,
                target=self.instruments.rows[relation.target],
                on=relation.on,
                provision=relation.provision or "",
                **self.stated(relation),
            )
            for row in pack.instruments
            for relation in row.relations
        )
        self.provisions.fill(
            self.provision(number, row) for number, row in enumerate(pack.provisions, start=1)
        )
        self.regimes.fill(
            RegimePeriod(
                code=period.code,
                subject=self.subjects.rows[regime.subject],
                title=period.title.vi,
                title_en=period.title.en or "",
                authority=period.body or "",
                valid_from=period.since,
                valid_to=period.until,
                **self.stated(period),
            )
            for regime in pack.regimes
            for period in regime.periods
        )
        self.deadlines.fill(self.deadline(row) for row in pack.deadlines)

    def link(self) -> None:
        """The subjects of instruments and the instruments of regimes."""
        about = {
            (self.instruments.rows[row.code].pk, self.subjects.rows[subject].pk)
            for row in self.pack.instruments
            for subject in row.subjects
        }
        under = {
            (self.regimes.rows[period.code].pk, self.instruments.rows[instrument].pk)
            for regime in self.pack.regimes
            for period in regime.periods
            for instrument in period.instruments
        }
        for change in (
            fill_links(
                through=Instrument.subjects.through, ends=("instrument_id", "subject_id"), wanted=about
            ),
            fill_links(
                through=RegimePeriod.instruments.through,
                ends=("regimeperiod_id", "instrument_id"),
                wanted=under,
            ),
        ):
            self.links.added += change.added
            self.links.removed += change.removed

    def stated(self, row: Stated) -> dict[str, object]:
        """The columns of a sourced statement."""
        return {
            "source": self.sources.rows[row.source],
            "confidence": row.confidence.value,
            "locator": row.locator or "",
            "note": row.note or "",
        }

    def instrument(self, row: InstrumentRow) -> Instrument:
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

    def deadline(self, row: DeadlineRow) -> LegalDeadline:
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

    def role_names(self) -> Mapping[str, NamedRow]:
        return {row.code: row for row in self.pack.roles}

    def role_codes(self) -> set[str]:
        """The roles a deadline names; a pack without `roles.yaml` is shown with their codes."""
        named = {code for row in self.pack.deadlines for code in (row.from_role, row.to_role) if code}
        return named | {row.code for row in self.pack.roles}

    def journal(self, by: Principal, counts: dict[str, int], changes: dict[str, Change]) -> None:
        """One act with counts, changes and digest, unless everything was already so."""
        identity = self.pack.identity
        known = Pack.objects.filter(code=identity.code).first()
        if known is not None and known.digest == self.pack.digest and not any(changes.values()):
            return
        row, _made = Pack.objects.update_or_create(
            code=identity.code,
            defaults={
                "name": identity.name.vi,
                "name_en": identity.name.en or "",
                "version": identity.version,
                "retrieved": identity.retrieved,
                "digest": self.pack.digest,
            },
        )
        history.record(
            by=by,
            code="law.pack.loaded",
            thing=row,
            details={
                "version": identity.version,
                "retrieved": identity.retrieved.isoformat(),
                "digest": self.pack.digest,
                "counts": counts,
                "changes": {name: asdict(change) for name, change in changes.items() if change},
            },
        )


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


def _party(code: str, names: Mapping[str, NamedRow]) -> Party:
    row = names.get(code)
    if row is None:
        return Party(code=code, name=code.replace("_", " "))
    return Party(code=code, name=row.name.vi, name_en=row.name.en or "")


def _not_before(number: str | None) -> date | None:
    """The first day of the latest year in a number (“33/2024/QH15”, “TCVN 11930:2017”)."""
    years = _YEAR.findall(number or "")
    return date(int(max(years)), 1, 1) if years else None


def _search_text(row: InstrumentRow) -> str:
    """What an officer may type to find the instrument, as plain words: kind, numbers, titles, issuer."""
    titles = (row.title.vi, row.title.en) if row.title else ()
    parts = (
        row.kind.label,
        row.number,
        row.number_as_printed,
        *titles,
        row.title_as_printed,
        row.issuer.name,
    )
    words = dict.fromkeys(_WORD.sub(" ", fold(" ".join(str(part) for part in parts if part))).split())
    return " ".join(words)


def _allow_shifting_periods(allowed: bool) -> None:
    """While regimes are moved against each other their periods may overlap; afterwards they must not."""
    with connection.cursor() as cursor:
        cursor.execute(f"set constraints law_regime_no_overlap {'deferred' if allowed else 'immediate'}")
