"""The sentence that says what a chart shows, made from the same rows, for those who do not see it."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from daumoi.documents.charts.rows import Bar, HeatCell, Interval, Series, Span, Stack
from daumoi.ui.wording import figure, short_date

_NOTHING = "Chưa có số liệu."


def of_bars(rows: Sequence[Bar], *, unit: str, maximum: float | None) -> str:
    """What bars show: the largest, the smallest, and each value when there are few."""
    known = sorted(((row.value, row.label) for row in rows if row.value is not None), reverse=True)
    if not known:
        return _NOTHING
    measure = f" {unit}" if unit else ""
    whole = f"/{figure(maximum)}" if maximum is not None else ""
    if len(known) <= 6:
        shown = ((row.label, row.value) for row in rows if row.value is not None)
        listed = "; ".join(f"{label}: {figure(value)}{whole}{measure}" for label, value in shown)
        return _sentence(listed, _absent(len(rows) - len(known)))
    highest, lowest = known[0], known[-1]
    return _sentence(
        f"Cao nhất: {highest[1]} ({figure(highest[0])}{whole}{measure})",
        f"thấp nhất: {lowest[1]} ({figure(lowest[0])}{whole}{measure})",
        f"{len(known)} mục có số liệu",
        _absent(len(rows) - len(known)),
    )


def of_stacks(rows: Sequence[Stack], series: Sequence[Series], *, unit: str) -> str:
    """What stacked bars show: how the whole divides among the parts."""
    totals = {part.name: sum(row.parts.get(part.name, 0) for row in rows) for part in series}
    whole = sum(totals.values())
    if not whole:
        return _NOTHING
    shares = ", ".join(
        f"{name} {figure(amount)} ({figure(100 * amount / whole, places=0)} %)"
        for name, amount in totals.items()
    )
    measure = f" {unit}" if unit else ""
    return _sentence(f"Tổng {figure(whole)}{measure}: {shares}", f"{len(rows)} mục")


def of_intervals(rows: Sequence[Interval], *, unit: str) -> str:
    """What intervals show: the highest, the lowest, and where the uncertainty is widest."""
    if not rows:
        return _NOTHING
    highest = max(rows, key=lambda row: row.value)
    lowest = min(rows, key=lambda row: row.value)
    widest = max(rows, key=lambda row: row.high - row.low)
    measure = f" {unit}" if unit else ""
    return _sentence(
        f"Cao nhất: {highest.label} ({figure(highest.value)}{measure})",
        f"thấp nhất: {lowest.label} ({figure(lowest.value)}{measure})",
        f"khoảng rộng nhất: {widest.label} (từ {figure(widest.low)} đến {figure(widest.high)})",
    )


def of_spans(spans: Sequence[Span], states: Sequence[Series], *, at: date) -> str:
    """How many subjects are in each state on the last day drawn."""
    lasting = (span for span in spans if span.start < at and (span.end is None or span.end >= at))
    current = {span.label: span.state for span in lasting}
    if not current:
        return _NOTHING
    counts = Counter(current.values())
    listed = ", ".join(f"{state.name} {counts[state.name]}" for state in states if counts[state.name])
    changes = len(spans) - len({span.label for span in spans})
    return _sentence(f"Đến ngày {short_date(at)}: {listed}", f"{changes} lần thay đổi trong kỳ")


def of_cells(cells: Sequence[HeatCell], *, unit: str) -> str:
    """What a heat matrix shows: its largest and smallest cell, and how many are unknown."""
    known = [cell for cell in cells if cell.value is not None]
    if not known:
        return _NOTHING
    highest = max(known, key=lambda cell: cell.value or 0)
    measure = f" {unit}" if unit else ""
    return _sentence(
        f"Lớn nhất: {highest.row} – {highest.column} ({figure(highest.value or 0)}{measure})",
        f"{len(known)}/{len(cells)} ô có số liệu",
    )


def _absent(count: int) -> str:
    return f"{count} mục chưa có số liệu" if count else ""


def _sentence(*clauses: str) -> str:
    return "; ".join(clause for clause in clauses if clause) + "."
