"""Coverage: duty × body as of a day, every cell with its basis, absences said."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from daumoi.foundation.errors import NotFound
from daumoi.foundation.principal import Principal
from daumoi.law.models import Instrument
from daumoi.mandates.access import MandatePermission
from daumoi.mandates.models import Assignment, Duty, DutySet, Group, Hat
from daumoi.mandates.rules import (
    SetOnDay,
    Standing,
    Verdict,
    basis_words,
    shown_by_default,
    source_words,
    standing_of,
    verdict_of,
    weight_of,
)
from daumoi.organisations import queries as organisations
from daumoi.organisations.models import Level, Organisation
from daumoi.organisations.queries import BodyRow


@dataclass(frozen=True)
class Cell:
    """How one duty stands in one body, and what says so. `standing` is `no_data` where nobody has said."""

    standing: Standing
    holder: str = ""
    basis: str = ""
    source: str = ""
    confidence: str = ""
    since: date | None = None
    is_published: bool = True

    @property
    def is_known(self) -> bool:
        """Whether anybody has said anything."""
        return self.standing is not Standing.NO_DATA


UNKNOWN = Cell(Standing.NO_DATA)
EVERYTHING = "all"
"""Asks for every set of the day, proposals that later law has overtaken included."""


@dataclass(frozen=True)
class GroupBlock:
    """One of the four groups (or the rest) with its duties and what the bodies' cells add up to."""

    group: Group
    duties: tuple[Duty, ...]
    counts: Mapping[Verdict, int]

    @property
    def is_counted(self) -> bool:
        """Whether the group has duties that count towards a verdict."""
        return bool(self.counts)


@dataclass(frozen=True)
class BodyLine:
    """One body with its units, its cells in the order of `Coverage.duties`, and a verdict for each group."""

    row: BodyRow
    cells: tuple[Cell, ...]
    verdicts: Mapping[Group, Verdict]

    @property
    def code(self) -> str:
        """The body's code."""
        return self.row.organisation.code

    @property
    def has_data(self) -> bool:
        """Whether at least one cell is known."""
        return any(cell.is_known for cell in self.cells)


@dataclass(frozen=True)
class Coverage:
    """The whole matrix as of a day. `sets` are those one may choose on that day, `chosen` the one asked for.

    Verdicts and counts rest on duties that law sets; proposed ones count only where nothing else is shown.
    """

    day: date
    simulated: bool
    sets: tuple[DutySet, ...]
    chosen: DutySet | None
    duties: tuple[Duty, ...]
    groups: tuple[GroupBlock, ...]
    bodies: tuple[BodyLine, ...]
    hats: frozenset[str]

    def cell(self, body: str, duty: str) -> Cell:
        """The cell of a body and a duty, by their codes."""
        line = next(line for line in self.bodies if line.code == body)
        return line.cells[next(index for index, column in enumerate(self.duties) if column.code == duty)]

    @property
    def without_data(self) -> tuple[BodyLine, ...]:
        """Bodies of which no cell is known."""
        return tuple(line for line in self.bodies if not line.has_data)

    def group(self, group: Group) -> GroupBlock | None:
        """The block of a group, None when the day has no duty in it."""
        return next((block for block in self.groups if block.group is group), None)


def coverage(
    *, principal: Principal, day: date, simulated: bool = False, duty_set: str | None = None
) -> Coverage:
    """The coverage matrix of all bodies that existed on `day` (8 queries at most, whatever its size).

    Holders are shown as far as the principal may see: published records of every body, unpublished ones
    within the principal's appointments.

    :raises NotFound: `duty_set` has no duty valid on that day.
    """
    principal.require(MandatePermission.VIEW)
    valid = duties_on(day)
    sets = tuple(dict.fromkeys(duty.set for duty in valid))
    chosen = chosen_set(sets=sets, code=duty_set, day=day)
    columns = by_group(_shown(valid, chosen, everything=duty_set == EVERYTHING))
    rows = organisations.bodies(day=day, simulated=simulated)
    found = _cells(principal=principal, day=day, duties=columns, rows=rows)
    counted = counting(columns)
    lines = _lines(rows, columns, counted, found)
    return Coverage(
        day=day,
        simulated=simulated,
        sets=sets,
        chosen=chosen,
        duties=columns,
        groups=tuple(_blocks(columns, counted, lines)),
        bodies=lines,
        hats=frozenset(duty.hat for duty in valid),
    )


def body_coverage(*, principal: Principal, body: Organisation, day: date) -> Coverage:
    """The matrix of one body: what it must see done on `day`, and how; no line when it did not exist then."""
    principal.require(MandatePermission.VIEW)
    columns = by_group(_shown(duties_on(day), None, everything=False))
    counted = counting(columns)
    row = organisations.body_row(organisation=body, day=day)
    lines: tuple[BodyLine, ...] = ()
    if row is not None:
        found = _cells(principal=principal, day=day, duties=columns, rows=[row])
        lines = _lines([row], columns, counted, found)
    return Coverage(
        day=day,
        simulated=body.is_simulated,
        sets=tuple(dict.fromkeys(duty.set for duty in columns)),
        chosen=None,
        duties=columns,
        groups=tuple(_blocks(columns, counted, lines)),
        bodies=lines,
        hats=frozenset(duty.hat for duty in columns),
    )


def duties_on(day: date) -> list[Duty]:
    """The duties that hold on `day`, in the order of the catalogue, with their sets (1 query)."""
    return list(
        Duty.objects.as_of(day).select_related("set", "source").order_by("set__number", "number", "id")
    )


def chosen_set(*, sets: Iterable[DutySet], code: str | None, day: date) -> DutySet | None:
    """The set of that code among those with duties on the day; None when none (or all) is asked for."""
    if not code or code == EVERYTHING:
        return None
    known = {duty_set.code: duty_set for duty_set in sets}
    if code not in known:
        raise NotFound(
            "mandates.set",
            _("Ngày %(day)s không có nhiệm vụ nào thuộc danh mục “%(code)s”.")
            % {"day": f"{day:%d/%m/%Y}", "code": code},
            remedy=_("Danh mục có nhiệm vụ trong ngày đó: %s.") % (", ".join(known) or _("chưa có")),
        )
    return known[code]


def _shown(valid: list[Duty], chosen: DutySet | None, *, everything: bool) -> Iterable[Duty]:
    """The duties of the set chosen; without choice those of the law and of proposals still open."""
    if everything:
        return valid
    if chosen is not None:
        return [duty for duty in valid if duty.set_id == chosen.pk]
    since: dict[str, SetOnDay] = {}
    for duty in valid:
        known = since.get(duty.set.code)
        start = min(known.since, duty.valid_from) if known else duty.valid_from
        since[duty.set.code] = SetOnDay(duty.set.code, duty.set.is_proposal, start)
    codes = shown_by_default(since.values())
    return [duty for duty in valid if duty.set.code in codes]


def by_group(duties: Iterable[Duty]) -> tuple[Duty, ...]:
    """Duties in the order of the groups; within a group the order they came in."""
    order = {group.value: place for place, group in enumerate(Group)}
    return tuple(sorted(duties, key=lambda duty: order[duty.group]))


def has_simulated() -> bool:
    """Whether this installation holds a simulated government beside the real one."""
    return Organisation.objects.filter(level=Level.MINISTRY, is_simulated=True).exists()


def unit_words(hats: Iterable[str]) -> str:
    """What the specialised unit is called on a day, from the capacities its duties are set for."""
    if Hat.TRANSFORMATION in hats:
        return str(Hat.TRANSFORMATION.label)
    return _("đơn vị chuyên trách về công nghệ thông tin")


_COLUMNS = (
    *("root_id", "duty_id", "holding", "owner_id", "owner__level", "owner__is_it_unit", "holder_text"),
    *("document", "locator", "confidence", "valid_from", "is_published"),
    *("instrument_id", "instrument__kind", "instrument__number", "instrument__title", "source__title"),
)
"""What a cell needs of its record. A matrix has hundreds: plain values cost a fifth of model instances."""


def _cells(
    *, principal: Principal, day: date, duties: Iterable[Duty], rows: Iterable[BodyRow]
) -> dict[tuple[int, int], Cell]:
    """Every known cell by (body, duty), in one query, or two when a unit outside the rows holds a duty."""
    shown = list(rows)
    records = list(
        Assignment.objects.visible_to(principal)
        .as_of(day)
        .filter(duty_id__in=[duty.pk for duty in duties], root_id__in=[row.organisation.pk for row in shown])
        .values(*_COLUMNS)
    )
    names = {unit.state.organisation_id: unit.name for row in shown for unit in row.units if unit.state}
    others = {row["owner_id"] for row in records if row["owner__level"] == Level.UNIT} - names.keys()
    if others:
        names |= organisations.names_as_of(ids=others, day=day)
    titles = _instrument_words(records)
    return {(row["root_id"], row["duty_id"]): _cell(row, names, titles) for row in records}


def _instrument_words(records: Iterable[Mapping[str, Any]]) -> dict[int | None, str]:
    """Each instrument of the records in words, once."""
    return {
        row["instrument_id"]: str(
            Instrument(
                kind=row["instrument__kind"], number=row["instrument__number"], title=row["instrument__title"]
            )
        )
        for row in {row["instrument_id"]: row for row in records if row["instrument_id"]}.values()
    }


def _cell(row: Mapping[str, Any], names: Mapping[int, str], instruments: Mapping[int | None, str]) -> Cell:
    outside = row["owner__level"] == Level.UNIT and not row["owner__is_it_unit"]
    return Cell(
        standing=standing_of(holding=row["holding"], held_by_other_unit=outside),
        holder=names.get(row["owner_id"], "") or row["holder_text"],
        basis=basis_words(
            instrument=instruments.get(row["instrument_id"], ""),
            locator=row["locator"],
            document=row["document"],
        ),
        source=source_words(title=row["source__title"] or "", locator=row["locator"]),
        confidence=row["confidence"],
        since=row["valid_from"],
        is_published=row["is_published"],
    )


def cell_of(*, record: Assignment, names: Mapping[int, str]) -> Cell:
    """One record as a cell; `names` gives the units' names as of the day."""
    is_unit = record.owner.level == Level.UNIT
    outside = is_unit and not record.owner.is_it_unit
    return Cell(
        standing=standing_of(holding=record.holding, held_by_other_unit=outside),
        holder=(names.get(record.owner_id, "") if is_unit else "") or record.holder_text,
        basis=record.basis_text,
        source=record.source_text,
        confidence=record.confidence,
        since=record.valid_from,
        is_published=record.is_published,
    )


def counting(columns: Iterable[Duty]) -> frozenset[int]:
    """Keys of the duties that count towards verdicts: binding ones, else (nothing binding shown) proposed."""
    shown = list(columns)
    binding = frozenset(duty.pk for duty in shown if not duty.set.is_proposal)
    return binding or frozenset(duty.pk for duty in shown)


def _lines(
    rows: Iterable[BodyRow],
    columns: tuple[Duty, ...],
    counted: frozenset[int],
    found: Mapping[tuple[int, int], Cell],
) -> tuple[BodyLine, ...]:
    keys = [duty.pk for duty in columns]
    groups: dict[Group, list[tuple[int, bool]]] = defaultdict(list)
    for place, duty in enumerate(columns):
        if keys[place] in counted:
            groups[Group(duty.group)].append((place, duty.may_sit_elsewhere))
    lines = []
    for row in rows:
        body = row.organisation.pk
        cells = tuple([found.get((body, key), UNKNOWN) for key in keys])
        lines.append(
            BodyLine(row, cells, {group: _verdict(cells, places) for group, places in groups.items()})
        )
    return tuple(lines)


def _verdict(cells: tuple[Cell, ...], places: Iterable[tuple[int, bool]]) -> Verdict:
    """What the cells at `places` add up to; beside each place whether its duty may sit in a separate unit."""
    weights = [
        weight_of(
            standing=cells[place].standing,
            may_sit_elsewhere=may_sit_elsewhere,
            is_named=bool(cells[place].holder),
        )
        for place, may_sit_elsewhere in places
    ]
    return verdict_of(weights)


def _blocks(
    columns: tuple[Duty, ...], counted: frozenset[int], lines: tuple[BodyLine, ...]
) -> Iterable[GroupBlock]:
    for group in Group:
        duties = tuple(duty for duty in columns if duty.group == group)
        if not duties:
            continue
        tally: dict[Verdict, int] = {}
        if any(duty.pk in counted for duty in duties):
            tally = dict.fromkeys(Verdict, 0)
            for line in lines:
                tally[line.verdicts[group]] += 1
        yield GroupBlock(group, duties, tally)
