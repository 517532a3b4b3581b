"""Units over the years, the year in which each was upgraded, and the years in which the index changed its method."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np

from daumoi_calc.statistics.comparison.groups import Floats
from daumoi_calc.statistics.refusals import Incomparable


@dataclass(frozen=True)
class Panel:
    """Scores of ``units`` (rows) in consecutive ``years`` (columns); None where a unit was not scored.

    ``upgraded`` holds for each unit the first year with the new form, None without an upgrade. A year before the
    first column says that the unit had the form all along; one after the last column, that it has it not yet.
    ``breaks`` are the first years of a new method: scores from such a year on cannot be compared with earlier ones.

    :raises Incomparable: a unit stands twice, or years are missing between the first and the last.
    """

    units: tuple[str, ...]
    years: tuple[int, ...]
    scores: tuple[tuple[float | None, ...], ...]
    upgraded: tuple[int | None, ...]
    breaks: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if not len(self.units) == len(self.scores) == len(self.upgraded):
            raise ValueError("scores and upgraded must have one entry for each unit")
        if any(len(row) != len(self.years) for row in self.scores):
            raise ValueError("each row of scores must have one entry for each year")
        if len(set(self.units)) < len(self.units):
            raise Incomparable("Có đơn vị đứng hai dòng. Mỗi đơn vị chỉ được có một dòng.")
        if not self.years or list(self.years) != list(range(self.years[0], self.years[-1] + 1)):
            raise Incomparable("Các năm phải liên tiếp; năm không chấm điểm thì để trống từng ô.")

    @property
    def table(self) -> Floats:
        """Scores as units x years; not-a-number where a unit was not scored."""
        rows = [[np.nan if score is None else score for score in row] for row in self.scores]
        return np.asarray(rows, dtype=np.float64).reshape(len(self.units), len(self.years))


@dataclass(frozen=True)
class Window:
    """Years looked at around an upgrade: ``before`` whole years, and ``after``, the year of upgrade included.

    Two years before are the least that allow a pre-trend and a placebo date.
    """

    before: int
    after: int

    def __post_init__(self) -> None:
        if self.before < 2 or self.after < 1:
            raise Incomparable("Cửa sổ cần ít nhất hai năm trước và một năm từ khi nâng cấp.")

    @property
    def times(self) -> range:
        """Years counted from the year of upgrade, which is 0."""
        return range(-self.before, self.after)


@dataclass(frozen=True)
class UnitPath:
    """The scores of one unit for drawing. A line may join points inside a segment only.

    Segments end where the method of the index changed or a year was not scored.
    """

    unit: str
    upgraded: int | None
    segments: tuple[tuple[tuple[int, float], ...], ...]


@dataclass(frozen=True)
class LeftOut:
    """A unit that is neither an event nor a control, and why."""

    unit: str
    reason: str


@dataclass(frozen=True)
class Study:
    """The part of a panel that a study uses: rows of the units in it, and the events (row, year) by year."""

    units: tuple[str, ...]
    scores: Floats
    first_year: int
    events: tuple[tuple[int, int], ...]
    left_out: tuple[LeftOut, ...]


def unit_paths(*, panel: Panel) -> tuple[UnitPath, ...]:
    """Every unit's path, cut where it may not be joined."""
    return tuple(
        UnitPath(unit, upgraded, _segments(panel, row))
        for unit, upgraded, row in zip(panel.units, panel.upgraded, panel.scores, strict=True)
    )


def _segments(panel: Panel, row: Sequence[float | None]) -> tuple[tuple[tuple[int, float], ...], ...]:
    segments: list[list[tuple[int, float]]] = [[]]
    for year, score in zip(panel.years, row, strict=True):
        if year in panel.breaks or score is None:
            segments.append([])
        if score is not None:
            segments[-1].append((year, score))
    return tuple(tuple(segment) for segment in segments if segment)


def chosen_study(*, panel: Panel, window: Window, set_aside: Mapping[str, str]) -> Study:
    """Settle which units are events, which may be controls, and which stay outside.

    ``set_aside`` names units that were declared out before the results were seen, with the reason.

    :raises Incomparable: a window crosses a change of method or the edge of the data, windows lie in two methods, an
        upgraded unit was not scored in its window, nobody was upgraded, or a unit set aside is unknown or without a
        reason.
    """
    unknown = sorted(set(set_aside) - set(panel.units))
    if unknown:
        raise Incomparable(f"Không có đơn vị {', '.join(unknown)} trong bảng. Sửa danh sách không xét.")
    if not all(set_aside.values()):
        raise Incomparable("Mỗi đơn vị không xét phải kèm lý do.")
    upgrades = dict(_within(panel, set_aside))
    for unit, year in upgrades.items():
        _refuse_window(panel, window, unit, year)
    _refuse_two_methods(panel, window, list(upgrades.values()))
    if not upgrades:
        raise Incomparable("Không có đơn vị nào được nâng cấp trong các năm của bảng.")
    # one set of controls serves every date that may be handed to any unit, so all windows must be scored
    needed = [
        year + time - panel.years[0] for year in sorted(set(upgrades.values())) for time in window.times
    ]
    table, left_out, rows = panel.table, [], []
    for position, unit in enumerate(panel.units):
        reason = set_aside.get(unit) or _reason(panel, position, table[position, needed])
        if reason:
            left_out.append(LeftOut(unit, reason))
        else:
            rows.append(position)
    events = [
        (place, upgrades[panel.units[row]]) for place, row in enumerate(rows) if panel.units[row] in upgrades
    ]
    return Study(
        units=tuple(panel.units[row] for row in rows),
        scores=table[rows],
        first_year=panel.years[0],
        events=tuple(sorted(events, key=lambda event: (event[1], event[0]))),
        left_out=tuple(left_out),
    )


def _within(panel: Panel, set_aside: Mapping[str, str]) -> list[tuple[str, int]]:
    return [
        (unit, year)
        for unit, year in zip(panel.units, panel.upgraded, strict=True)
        if year is not None and year in panel.years and unit not in set_aside
    ]


def _refuse_window(panel: Panel, window: Window, unit: str, year: int) -> None:
    first, last = year - window.before, year + window.after - 1
    for changed in panel.breaks:
        if first < changed <= last:
            raise Incomparable(
                f"{unit}: cửa sổ {first}-{last} vượt qua năm {changed}, khi chỉ số đổi phương pháp. "
                "Rút ngắn cửa sổ, hoặc khai báo đơn vị này không xét, kèm lý do."
            )
    if first < panel.years[0] or last > panel.years[-1]:
        raise Incomparable(
            f"{unit}: cửa sổ {first}-{last} vượt ra ngoài các năm có số liệu. "
            "Rút ngắn cửa sổ, hoặc khai báo đơn vị này không xét, kèm lý do."
        )


def _refuse_two_methods(panel: Panel, window: Window, years: list[int]) -> None:
    """Points of two methods are not the same points, so events of both have no mean in common."""
    for changed in panel.breaks:
        if any(year < changed for year in years) and any(year - window.before >= changed for year in years):
            raise Incomparable(
                f"Các lần nâng cấp nằm ở cả hai phía của năm {changed}, khi chỉ số đổi phương pháp. "
                f"Xét riêng từng giai đoạn, trước và từ năm {changed}."
            )


def _reason(panel: Panel, position: int, scores: Floats) -> str:
    """Why a unit cannot take part; empty when it can."""
    year = panel.upgraded[position]
    if year is not None and year < panel.years[0]:
        return "đã có hình thức này từ trước năm đầu của bảng"
    if all(isfinite(score) for score in scores):
        return ""
    if year in panel.years:
        raise Incomparable(
            f"{panel.units[position]}: thiếu điểm trong các năm cần so sánh. "
            "Bổ sung điểm, hoặc khai báo đơn vị này không xét, kèm lý do."
        )
    return "thiếu điểm trong các năm cần so sánh"
