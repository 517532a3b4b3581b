"""Everything the report “state of the specialised units as of a day” says, read from the rooms below."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, prefetch_related_objects

from daumoi.foundation.principal import Principal
from daumoi.history import queries as history
from daumoi.law import queries as law
from daumoi.law.access import access_subject
from daumoi.law.models import Provision
from daumoi.law.queries import SubjectOnDay
from daumoi.mandates import queries as mandates
from daumoi.mandates.queries import Coverage
from daumoi.organisations import queries as organisations
from daumoi.organisations.models import Aggregate, Attestation, Form, Level, Succession
from daumoi.organisations.queries import BodyRow, Certainty, UnitRow

SUBJECT = "don_vi_chuyen_trach"
"""The subject of the law register that this report is about."""

KEY_DAYS = (date(2011, 9, 8), date(2017, 5, 31))
"""Days to look back to: the letter that counted the departments of the network, and the Council's session on
the scheme. A report says what changed since the last of them before its day."""


@dataclass(frozen=True)
class UnitLine:
    """A body with one of its units (or with none that the register can name)."""

    body: BodyRow
    unit: UnitRow
    is_first: bool

    @property
    def is_known(self) -> bool:
        """Whether the register can name the unit."""
        return self.unit.state is not None


@dataclass(frozen=True)
class UnitChange:
    """A body whose units the register shows differently on the two days; empty where it cannot name one."""

    body: BodyRow
    before: tuple[UnitRow, ...]
    after: tuple[UnitRow, ...]


@dataclass(frozen=True)
class SuccessionLine:
    """What became of a body, with the names of both days."""

    link: Succession
    before: str
    after: str


@dataclass(frozen=True)
class StatusChange:
    """What the register shows differently since an earlier day."""

    since: date
    bodies_before: int
    gone: tuple[BodyRow, ...]
    new: tuple[BodyRow, ...]
    successions: tuple[SuccessionLine, ...]
    units: tuple[UnitChange, ...]


@dataclass(frozen=True)
class Published:
    """A published count that names nobody, beside what the register can name on the count's own day."""

    aggregate: Aggregate
    bodies: int
    named: int
    forms: dict[Form, int]


@dataclass(frozen=True)
class StatusReport:
    """The report's content, before it becomes words, a PDF or a workbook."""

    day: date
    simulated: bool
    lines: tuple[UnitLine, ...]
    bodies: tuple[BodyRow, ...]
    published: tuple[Published, ...]
    change: StatusChange | None
    coverage: Coverage
    provisions: dict[int, tuple[Provision, ...]]
    law: SubjectOnDay
    unit_words: str
    journal_head: str
    packs: tuple[str, ...]

    @property
    def named(self) -> int:
        """How many bodies the register can name a unit for."""
        return _named(self.bodies)

    @property
    def forms(self) -> dict[Form, int]:
        """How many bodies have a unit of each form (a body with two forms counts in both)."""
        return _forms(self.bodies)

    def certainty(self, certainty: Certainty) -> int:
        """How many named units are that sure on the day."""
        return sum(line.is_known and line.unit.certainty is certainty for line in self.lines)


def status_report(*, principal: Principal, day: date, simulated: bool = False) -> StatusReport:
    """What the register says of the specialised units on `day`, with everything it rests on."""
    bodies = tuple(organisations.bodies(day=day, simulated=simulated))
    prefetch_related_objects(
        [row.state for row in bodies],
        Prefetch("attestations", Attestation.objects.select_related("source").order_by("on", "id")),
    )
    coverage = mandates.coverage(principal=principal, day=day, simulated=simulated)
    subject = access_subject(principal=principal, code=SUBJECT)
    head = history.head()
    return StatusReport(
        day=day,
        simulated=simulated,
        lines=tuple(_lines(bodies)),
        bodies=bodies,
        published=() if simulated else _published(day),
        change=_change(bodies, day, simulated=simulated),
        coverage=coverage,
        provisions=_provisions(principal, day),
        law=law.in_force(subject=subject, day=day),
        unit_words=mandates.unit_words(coverage.hats),
        journal_head=head.seal if head is not None else "",
        packs=tuple(str(pack) for pack in law.sources().packs),
    )


def previous_key_day(day: date) -> date | None:
    """The key day before `day`; None for the first of them."""
    return max((key for key in KEY_DAYS if key < day), default=None)


def _named(bodies: Iterable[BodyRow]) -> int:
    return sum(any(unit.state is not None for unit in row.units) for row in bodies)


def _forms(bodies: Iterable[BodyRow]) -> dict[Form, int]:
    found: Counter[Form] = Counter()
    for row in bodies:
        found.update({Form(unit.form) for unit in row.units if unit.state is not None})
    return {form: found[form] for form in Form if found[form]}


def _published(day: date) -> tuple[Published, ...]:
    counts = []
    for aggregate in organisations.aggregates_near(day=day):
        then = organisations.bodies(day=aggregate.on)
        counts.append(Published(aggregate, len(then), _named(then), _forms(then)))
    return tuple(counts)


def _lines(bodies: Iterable[BodyRow]) -> Iterable[UnitLine]:
    for row in bodies:
        for index, unit in enumerate(row.units):
            yield UnitLine(row, unit, is_first=index == 0)


def _change(bodies: tuple[BodyRow, ...], day: date, *, simulated: bool) -> StatusChange | None:
    since = previous_key_day(day)
    if since is None:
        return None
    earlier = organisations.bodies(day=since, simulated=simulated)
    before = {row.organisation.pk: row for row in earlier}
    after = {row.organisation.pk: row for row in bodies}
    return StatusChange(
        since=since,
        bodies_before=len(earlier),
        gone=tuple(row for key, row in before.items() if key not in after),
        new=tuple(row for key, row in after.items() if key not in before),
        successions=_successions(since, day, simulated=simulated),
        units=tuple(
            UnitChange(row, _known(before[key]), _known(row))
            for key, row in after.items()
            if key in before and _shape(before[key]) != _shape(row)
        ),
    )


def _successions(since: date, day: date, *, simulated: bool) -> tuple[SuccessionLine, ...]:
    rows = list(
        Succession.objects.filter(
            on__gt=since,
            on__lte=day,
            predecessor__level=Level.MINISTRY,
            successor__level=Level.MINISTRY,
            predecessor__is_simulated=simulated,
        ).select_related("source", "instrument")
    )
    before = organisations.names_as_of(ids={row.predecessor_id for row in rows}, day=since)
    after = organisations.names_as_of(ids={row.successor_id for row in rows}, day=day)
    return tuple(SuccessionLine(row, before[row.predecessor_id], after[row.successor_id]) for row in rows)


def _known(row: BodyRow) -> tuple[UnitRow, ...]:
    return tuple(unit for unit in row.units if unit.state is not None)


def _shape(row: BodyRow) -> set[tuple[str, str, str]]:
    return {(unit.code, unit.name, unit.form) for unit in _known(row)}


def _provisions(principal: Principal, day: date) -> dict[int, tuple[Provision, ...]]:
    duties = mandates.catalogue(principal=principal, day=day)
    return {duty.pk: tuple(duty.provisions.all()) for duty in duties}
