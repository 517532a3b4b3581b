"""Two days side by side: which bodies and duties came and went, and which cells changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from daumoi.foundation.principal import Principal
from daumoi.mandates.models import Duty, Group
from daumoi.mandates.queries.coverage import BodyLine, Cell, Coverage, coverage
from daumoi.mandates.rules import Verdict


@dataclass(frozen=True)
class CellChange:
    """A cell that reads differently on the two days, for a body and a duty that exist on both."""

    line: BodyLine
    duty: Duty
    before: Cell
    after: Cell


@dataclass(frozen=True)
class GroupChange:
    """What a group added up to on the two days; None where the day has no binding duty in it."""

    group: Group
    before: Mapping[Verdict, int] | None
    after: Mapping[Verdict, int] | None


@dataclass(frozen=True)
class CoverageChange:
    """The matrix of `earlier` against the matrix of `later`."""

    earlier: Coverage
    later: Coverage
    bodies_gone: tuple[BodyLine, ...]
    bodies_new: tuple[BodyLine, ...]
    duties_gone: tuple[Duty, ...]
    duties_new: tuple[Duty, ...]
    cells: tuple[CellChange, ...]
    groups: tuple[GroupChange, ...]


def coverage_change(
    *, principal: Principal, one: date, other: date, simulated: bool = False
) -> CoverageChange:
    """What differs between two days, the earlier one first whichever way they are given."""
    earlier = coverage(principal=principal, day=min(one, other), simulated=simulated)
    later = coverage(principal=principal, day=max(one, other), simulated=simulated)
    codes_before, codes_after = _codes(earlier), _codes(later)
    known_before = {duty.pk for duty in earlier.duties}
    known_after = {duty.pk for duty in later.duties}
    return CoverageChange(
        earlier=earlier,
        later=later,
        bodies_gone=tuple(line for line in earlier.bodies if line.code not in codes_after),
        bodies_new=tuple(line for line in later.bodies if line.code not in codes_before),
        duties_gone=tuple(duty for duty in earlier.duties if duty.pk not in known_after),
        duties_new=tuple(duty for duty in later.duties if duty.pk not in known_before),
        cells=tuple(_cell_changes(earlier, later)),
        groups=tuple(_group_changes(earlier, later)),
    )


def _codes(found: Coverage) -> set[str]:
    return {line.code for line in found.bodies}


def _cell_changes(earlier: Coverage, later: Coverage) -> list[CellChange]:
    before = {
        line.code: dict(zip((d.pk for d in earlier.duties), line.cells, strict=True))
        for line in earlier.bodies
    }
    changes = []
    for line in later.bodies:
        known = before.get(line.code, {})
        for duty, cell in zip(later.duties, line.cells, strict=True):
            old = known.get(duty.pk)
            if old is not None and (old.standing, old.holder) != (cell.standing, cell.holder):
                changes.append(CellChange(line, duty, old, cell))
    return changes


def _group_changes(earlier: Coverage, later: Coverage) -> list[GroupChange]:
    changes = []
    for group in Group:
        before, after = earlier.group(group), later.group(group)
        counted = [
            block.counts if block is not None and block.is_counted else None for block in (before, after)
        ]
        if any(counted):
            changes.append(GroupChange(group, counted[0], counted[1]))
    return changes
