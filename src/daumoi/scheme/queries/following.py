"""A recommendation followed over the years: each body it addressed, by the dated register, day by day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from daumoi.foundation.errors import NotFound
from daumoi.organisations import queries as organisations
from daumoi.organisations.models import Aggregate, Form, Succession
from daumoi.organisations.queries import BodyRow, Certainty
from daumoi.scheme.aftermath_rules import Heed, clause_for, heed_of
from daumoi.scheme.models import Recommendation


@dataclass(frozen=True)
class FormOnDay:
    """How a body's unit stood on a day. `form` is empty where the register does not know; `exists` whether there was
    such a body at all."""

    day: date
    exists: bool
    form: str
    words: str
    unit: str
    source: str
    is_presumed: bool
    heed: Heed


@dataclass(frozen=True)
class FollowedBody:
    """One body through the days; `clause` is the number of the clause that addresses it (None: not known)."""

    code: str
    name: str
    clause: int | None
    cells: tuple[FormOnDay, ...]
    became: tuple[str, ...]
    """Names of the bodies it merged into or passed its work to, within the days shown."""


@dataclass(frozen=True)
class ClauseCount:
    """How many bodies a clause addresses, and how they stand on the last day."""

    number: int
    text: str
    provision: str
    bodies: int
    followed: int
    not_followed: int
    unknown: int
    gone: int


@dataclass(frozen=True)
class Followed:
    """The whole table. `unplaced` bodies existed on the first day but the register cannot say under which clause."""

    recommendation: Recommendation
    days: tuple[date, ...]
    rows: tuple[FollowedBody, ...]
    newcomers: tuple[FollowedBody, ...]
    clauses: tuple[ClauseCount, ...]
    unplaced: int
    aggregates: tuple[Aggregate, ...]


def recommendations() -> list[Recommendation]:
    """Every recommendation of the pack, oldest first."""
    return list(Recommendation.objects.select_related("instrument", "source"))


def recommendation_of(*, code: str) -> Recommendation:
    """One recommendation by its code."""
    found = Recommendation.objects.select_related("instrument", "source").filter(code=code).first()
    if found is None:
        raise NotFound(
            "scheme.recommendation",
            f"Không có khuyến nghị mã “{code}”.",
            remedy="Chọn trong danh sách khuyến nghị.",
        )
    return found


def followed(*, recommendation: Recommendation, today: date) -> Followed:
    """The table of a recommendation: its own days up to `today`, and `today` (three statements a day)."""
    told = [date.fromisoformat(one) for one in recommendation.days]
    days = tuple(dict.fromkeys([*(one for one in told if one < today), today]))
    registers = [{row.organisation.code: row for row in organisations.bodies(day=day)} for day in days]
    first = registers[0]
    clauses: list[dict[str, Any]] = recommendation.clauses
    rows = []
    for code in first:
        rows.append(_body(code, days, registers, clauses, addressed=True))
    newcomers = [
        _body(code, days, registers, clauses, addressed=False)
        for code in dict.fromkeys(code for one in registers[1:] for code in one)
        if code not in first
    ]
    rows = _with_successors(rows, days)
    return Followed(
        recommendation=recommendation,
        days=days,
        rows=tuple(rows),
        newcomers=tuple(newcomers),
        clauses=tuple(_counts(clauses, rows)),
        unplaced=sum(1 for row in rows if row.clause is None),
        aggregates=tuple(
            one for one in organisations.aggregates_near(day=recommendation.on) if one.on == recommendation.on
        ),
    )


def _body(
    code: str,
    days: tuple[date, ...],
    registers: list[dict[str, BodyRow]],
    clauses: list[dict[str, Any]],
    *,
    addressed: bool,
) -> FollowedBody:
    found = [one.get(code) for one in registers]
    named = next(row for row in reversed(found) if row is not None)
    clause = clause_for(clauses=clauses, at_start=_form(found[0])) if addressed else None
    wished: list[str] = [] if clause is None else clauses[clauses.index(clause)]["wants"]
    wants = tuple(wished)
    return FollowedBody(
        code=code,
        name=named.state.display_short,
        clause=int(str(clause["number"])) if clause is not None else None,
        cells=tuple(_cell(day, row, wants) for day, row in zip(days, found, strict=True)),
        became=(),
    )


def _form(row: BodyRow | None) -> str:
    if row is None or row.unit.state is None or row.unit.form == Form.UNKNOWN:
        return ""
    return row.unit.form


def _cell(day: date, row: BodyRow | None, wants: tuple[str, ...]) -> FormOnDay:
    form = _form(row)
    return FormOnDay(
        day=day,
        exists=row is not None,
        form=form,
        words=row.unit.form_label if row is not None and form else "",
        unit=row.unit.name if row is not None else "",
        source=row.unit.source if row is not None else "",
        is_presumed=row is not None and bool(form) and row.unit.certainty != Certainty.CONFIRMED,
        heed=heed_of(wants=wants, now=form, exists=row is not None) if wants else Heed.UNKNOWN,
    )


def _with_successors(rows: list[FollowedBody], days: tuple[date, ...]) -> list[FollowedBody]:
    """Say of bodies that are gone on the last day what became of them."""
    gone = [row.code for row in rows if not row.cells[-1].exists]
    links = list(
        Succession.objects.filter(
            predecessor__code__in=gone,
            kind__in=[Succession.Kind.MERGE, Succession.Kind.SPLIT],
            on__lte=days[-1],
        ).select_related("predecessor", "successor")
    )
    names = organisations.names_as_of(ids={one.successor_id for one in links}, day=days[-1])
    became: dict[str, list[str]] = {}
    for one in links:
        became.setdefault(one.predecessor.code, []).append(names.get(one.successor_id, one.successor.code))
    return [
        FollowedBody(row.code, row.name, row.clause, row.cells, tuple(became.get(row.code, ())))
        for row in rows
    ]


def _counts(clauses: list[dict[str, Any]], rows: list[FollowedBody]) -> Iterable[ClauseCount]:
    for clause in clauses:
        mine = [row.cells[-1].heed for row in rows if row.clause == clause["number"]]
        yield ClauseCount(
            number=clause["number"],
            text=clause["text"],
            provision=clause.get("provision", ""),
            bodies=len(mine),
            followed=mine.count(Heed.FOLLOWED),
            not_followed=mine.count(Heed.NOT_FOLLOWED),
            unknown=mine.count(Heed.UNKNOWN),
            gone=mine.count(Heed.GONE),
        )
