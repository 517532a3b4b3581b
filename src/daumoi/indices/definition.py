"""What the pages need of a definition: its pillars, its criteria, and the cells that a body fills in.

The definition itself is a value of `daumoi_calc.indices`; texts are read once per digest and kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from daumoi.indices.rules import RESERVED_CODES
from daumoi_calc.indices.definition import (
    AnyRule,
    Combined,
    Definition,
    Indicator,
    Node,
    PeerShare,
    Points,
    Raw,
    Share,
    Tiers,
    YesNo,
    read_definition,
)
from daumoi_calc.indices.faults import Problem

EARLIEST, LATEST = 1900, 2200


@dataclass(frozen=True)
class Cell:
    """One column of the table as an officer is asked for it, for the first criterion that reads it.

    `most` is the largest value allowed where the column holds points or a yes; `is_own` says whether the column is the
    criterion's own (others are denominators and parts of a combined rule).
    """

    number: int
    column: str
    indicator: Indicator
    name: str
    unit: str
    hint: str
    most: float | None
    is_own: bool
    is_points: bool
    is_yes_no: bool


@dataclass(frozen=True)
class Pillar:
    """A branch directly under the index with its cells; `most` its maximum points, None where it has none."""

    code: str
    name: str
    weight: float
    most: float | None
    indicators: tuple[Indicator, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Outline:
    """A definition as the sheet of a body shows it."""

    definition: Definition
    pillars: tuple[Pillar, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell, in the order of the sheet."""
        return tuple(cell for pillar in self.pillars for cell in pillar.cells)

    @property
    def gives_places(self) -> bool:
        """Whether the owner lets units be ranked."""
        return self.definition.presentation.form == "ranks"

    @property
    def most(self) -> float | None:
        """The maximum points of the whole index, None where it is not a point index."""
        return _sum([pillar.most for pillar in self.pillars])


@lru_cache(maxsize=64)
def outline_of(text: str) -> Outline:
    """The outline of a definition in YAML; `DefinitionFault` (Vietnamese) when the text cannot be used."""
    definition = read_definition(text)
    seen: set[str] = set()
    number = 0
    pillars = []
    for part in definition.tree.children:
        indicators = tuple(_indicators(part))
        cells = []
        for indicator in indicators:
            for cell in _cells(indicator, seen):
                number += 1
                cells.append(_numbered(cell, number))
        name = part.name.vi
        most = _sum([one.most for one in indicators])
        pillars.append(Pillar(part.code, name, part.weight, most, indicators, tuple(cells)))
    return Outline(definition, tuple(pillars))


def keeping_problems(definition: Definition) -> tuple[Problem, ...]:
    """What keeps a definition that can be computed from being kept here: words too long for their place, a year nobody
    means, a code that an address of this room uses."""
    shorter = "Viết ngắn lại."
    regime = definition.regime
    found = [
        Problem(place, f"dài hơn {most} ký tự.", shorter)
        for place, text, most in _lengths(definition)
        if len(text) > most
    ]
    for place, year in (("first_year", regime.first_year), ("last_year", regime.last_year)):
        if year is not None and not EARLIEST <= year <= LATEST:
            found.append(
                Problem(f"regime.{place}", f"“{year}” không phải là một năm.", "Ghi năm bốn chữ số.")
            )
    if definition.code in RESERVED_CODES:
        found.append(Problem("code", f"“{definition.code}” đã dùng cho địa chỉ của trang.", "Đặt mã khác."))
    return tuple(found)


def _lengths(definition: Definition) -> Iterator[tuple[str, str, int]]:
    yield "code", definition.code, 60
    yield "version", definition.version, 40
    yield "name.vi", definition.name.vi, 300
    yield "name.en", definition.name.en, 300
    yield "owner", definition.owner, 300
    for group in definition.peers.groups if definition.peers is not None else ():
        yield "peers.groups", group, 60
    yield from _part_lengths(definition.tree, "tree")


def _part_lengths(part: Node | Indicator, place: str) -> Iterator[tuple[str, str, int]]:
    if isinstance(part, Indicator):
        yield f"{place}.version", part.version, 40
        for column in part.columns:
            yield place, column, 120
        return
    for number, child in enumerate(part.children):
        yield from _part_lengths(child, f"{place}.children[{number}]")


def _indicators(part: Node | Indicator) -> Iterator[Indicator]:
    if isinstance(part, Indicator):
        yield part
        return
    for child in part.children:
        yield from _indicators(child)


def _cells(indicator: Indicator, seen: set[str]) -> Iterator[Cell]:
    for column in indicator.columns:
        if column in seen:
            continue
        seen.add(column)
        rule = _reading(indicator.rule, column, indicator)
        is_own = column == indicator.source_column
        unit = "điểm" if isinstance(rule, Points) else (indicator.unit if is_own else "")
        yield Cell(
            number=0,
            column=column,
            indicator=indicator,
            name=indicator.name.vi if is_own else column,
            unit=unit,
            hint=_hint(indicator, rule, unit=unit),
            most=indicator.most if isinstance(rule, Points) else (1.0 if _is_share(rule) else None),
            is_own=is_own,
            is_points=isinstance(rule, Points),
            is_yes_no=isinstance(rule, YesNo),
        )


def _hint(indicator: Indicator, rule: AnyRule | None, *, unit: str) -> str:
    """What stands beside the field: how the value is to be written."""
    if isinstance(rule, YesNo):
        return "1 có, 0 không"
    if _is_share(rule):
        return "tỷ lệ 0–1"
    return (
        f"/{indicator.most:g} điểm".replace(".", ",") if isinstance(rule, Points) and indicator.most else unit
    )


def _is_share(rule: AnyRule | None) -> bool:
    return isinstance(rule, YesNo) or (isinstance(rule, Share) and not rule.per)


def _reading(rule: AnyRule, column: str, indicator: Indicator) -> AnyRule | None:
    """The rule that reads `column` as its value; None for a denominator."""
    if isinstance(rule, Combined):
        found = (_reading(part, column, indicator) for part in rule.parts)
        return next((one for one in found if one is not None), None)
    return rule if (rule.column or indicator.source_column) == column else None


def _numbered(cell: Cell, number: int) -> Cell:
    return Cell(
        number=number,
        column=cell.column,
        indicator=cell.indicator,
        name=cell.name,
        unit=cell.unit,
        hint=cell.hint,
        most=cell.most,
        is_own=cell.is_own,
        is_points=cell.is_points,
        is_yes_no=cell.is_yes_no,
    )


def _sum(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if known and len(known) == len(values) else None


def points_of(rule: AnyRule, *, own: str, values: dict[str, float | None]) -> float | None:
    """The points a rule gives from the body's own values; None where a value is missing or peers decide.

    For the running total on a sheet. Official points come from the whole field in `daumoi_calc.indices.compute`.
    """
    match rule:
        case Raw() | PeerShare():
            return None
        case Combined():
            parts = [points_of(part, own=own, values=values) for part in rule.parts]
            if all(part is None for part in parts):
                return None
            known = [part or 0.0 for part in parts]
            total = sum(known) if rule.take == "sum" else max(known)
            return total if rule.at_most is None else min(total, rule.at_most)
        case _:
            return _simple(rule, own=own, values=values)


def _simple(rule: AnyRule, *, own: str, values: dict[str, float | None]) -> float | None:
    value = values.get(rule.column or own)
    per = rule.per if isinstance(rule, (Share, Tiers)) else ""
    if per and value is not None:
        below = values.get(per)
        value = value / below if below else None
    if value is None:
        return None
    match rule:
        case Points():
            return value
        case Share():
            return min(max(value, 0.0), 1.0) * rule.points
        case YesNo():
            return rule.points if value else 0.0
        case Tiers():
            held = [
                step.points
                for step in rule.steps
                if (step.at_least is not None and value >= step.at_least)
                or (step.above is not None and value > step.above)
            ]
            return max(held, default=0.0)
        case _:
            return min(value * getattr(rule, "each", 0.0), getattr(rule, "at_most", 0.0))
