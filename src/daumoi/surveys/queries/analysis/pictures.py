"""The charts of a round, each with its sentence and table, for the pages and for the national report alike."""

from collections.abc import Iterable

from daumoi.documents.charts import Bar, ChartSpec, Series, Stack, horizontal_bars, stacked_bars
from daumoi.surveys.queries.analysis.coded import Difficulties
from daumoi.surveys.queries.analysis.duties import ASSIGNED, DONE, DutyRow, GroupRow
from daumoi.surveys.queries.analysis.figures import Figure
from daumoi.surveys.queries.analysis.themes import MoneyRow, StaffRow
from daumoi.ui.formats import written_number

_HELD = (
    Series("Chủ trì", "held"),
    Series("Một phần", "held_3"),
    Series("Đơn vị khác", "muted"),
    Series("Không", "soon"),
    Series("Chưa trả lời", "unknown"),
)
_ORDER = ("lead", "partial", "elsewhere", "none")
_SOURCES = ("held", "held_2", "held_3", "held_4", "muted")


def forms_chart(figures: tuple[Figure, ...], *, asked: int, simulated: bool) -> ChartSpec:
    """How many units have each form, on the scale of all bodies asked."""
    rows = [Bar(figure.label, figure.numerator) for figure in figures if figure.numerator]
    return _marked(
        horizontal_bars(
            title="Hình thức tổ chức của đơn vị chuyên trách", rows=rows, unit="cơ quan", maximum=asked
        ),
        simulated,
    )


def groups_chart(rows: tuple[GroupRow, ...], *, simulated: bool) -> ChartSpec:
    """Coverage of the groups of duties as assigned."""
    series = (
        Series("Đủ nhiệm vụ", "held"),
        Series("Một phần", "held_3"),
        Series("Chưa có", "soon"),
        Series("Chưa trả lời", "unknown"),
    )
    stacks = [
        Stack(
            row.title,
            {
                "Đủ nhiệm vụ": row.full.numerator,
                "Một phần": row.partial.numerator,
                "Chưa có": row.nothing.numerator,
                "Chưa trả lời": row.unknown,
            },
        )
        for row in rows
    ]
    return _marked(
        stacked_bars(
            title="Mức bao phủ các nhóm nhiệm vụ theo văn bản giao",
            rows=stacks,
            series=series,
            unit="cơ quan",
            summary=_sentence(
                f"{row.title}: đủ {row.full.numerator}/{row.full.denominator} cơ quan" for row in rows
            ),
        ),
        simulated,
    )


def duties_chart(
    rows: tuple[DutyRow, ...], *, asked: int, simulated: bool, column: str = ASSIGNED
) -> ChartSpec:
    """Each duty: lead, partial, elsewhere, none, not answered."""
    words = "thực tế thực hiện" if column == DONE else "đang được giao"
    stacks = []
    for row in rows:
        counts = [row.figures[column, holding].numerator for holding in _ORDER]
        parts = dict(zip((part.name for part in _HELD), (*counts, asked - sum(counts)), strict=True))
        stacks.append(Stack(row.short, parts))
    leading = sorted(rows, key=lambda row: -row.figures[column, "lead"].numerator)
    ends = (("Chủ trì nhiều nhất", leading[0]), ("ít nhất", leading[-1])) if leading else ()
    summary = _sentence(
        f"{which}: {row.short} ({row.figures[column, 'lead'].numerator}/{asked} cơ quan)"
        for which, row in ends
    )
    return _marked(
        stacked_bars(
            title=f"Từng nhiệm vụ: {words}", rows=stacks, series=_HELD, unit="cơ quan", summary=summary
        ),
        simulated,
    )


def staff_chart(rows: tuple[StaffRow, ...], *, simulated: bool) -> ChartSpec:
    """People by kind, assigned beside present; the row of all kinds is left to the table."""
    bars = []
    for row in rows[:-1]:
        bars.append(Bar(f"{row.label}: được giao", float(row.assigned.value), "held_3"))
        bars.append(Bar(f"{row.label}: có mặt", float(row.present.value), "held"))
    return _marked(
        horizontal_bars(title="Nhân lực theo loại, được giao và có mặt", rows=bars, unit="người"), simulated
    )


def money_chart(rows: tuple[MoneyRow, ...], *, simulated: bool) -> ChartSpec:
    """Money by year, stacked by source, in billion đồng so that the figures can be read."""
    parts = [row for row in rows if not row.is_total]
    years = sorted({year for row in parts for year in row.years})
    series = [Series(_brief(row.label), _SOURCES[index % len(_SOURCES)]) for index, row in enumerate(parts)]  # type: ignore[arg-type]
    stacks = [
        Stack(
            f"Năm {year}",
            {
                _brief(row.label): round(float(row.years[year].value) / 1000, 1)
                for row in parts
                if year in row.years
            },
        )
        for year in years
    ]
    summary = _sentence(f"{stack.label}: {written_number(round(stack.total, 1))} tỷ đồng" for stack in stacks)
    return _marked(
        stacked_bars(
            title="Kinh phí theo nguồn", rows=stacks, series=series, unit="tỷ đồng", summary=summary
        ),
        simulated,
    )


def wishes_chart(
    table: tuple[tuple[str, tuple[Figure, ...]], ...], phases: list[str], *, simulated: bool
) -> ChartSpec:
    """What the ministries propose, by phase."""
    names = [phase.split(":")[0] for phase in phases]
    series = [Series(name, tone) for name, tone in zip(names, _SOURCES, strict=False)]  # type: ignore[arg-type]
    stacks = [
        Stack(label, {name: figure.numerator for name, figure in zip(names, figures, strict=True)})
        for label, figures in table
    ]
    return _marked(
        stacked_bars(
            title="Mô hình các cơ quan đề xuất, theo phương án", rows=stacks, series=series, unit="cơ quan"
        ),
        simulated,
    )


def difficulties_chart(found: Difficulties, *, asked: int, simulated: bool) -> ChartSpec:
    """How many bodies raise each difficulty in their own words."""
    entries = sorted(found.entries, key=lambda entry: -entry.figure.numerator)
    rows = [Bar(entry.entry.label, entry.figure.numerator) for entry in entries if entry.texts]
    return _marked(
        horizontal_bars(
            title="Khó khăn, kiến nghị nêu trong ý kiến", rows=rows, unit="cơ quan", maximum=asked
        ),
        simulated,
    )


def _sentence(clauses: Iterable[str]) -> str:
    return "; ".join(clauses) + "."


def _marked(chart: ChartSpec, simulated: bool) -> ChartSpec:
    return chart.marked_simulated() if simulated else chart


def _brief(label: str) -> str:
    """A source of money short enough for a legend: without brackets, and without what stands before a comma."""
    words = label.split(" (")[0].rsplit(", ", 1)[-1]
    return words[:1].upper() + words[1:]
