"""Words and shapes of the analysis pages."""

from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.urls import reverse

from daumoi.documents.charts import Chart, ChartSpec, render_chart
from daumoi.surveys.definition.values import ABSENCES
from daumoi.surveys.presenters.coding import place_url
from daumoi.surveys.queries import analysis
from daumoi.surveys.queries.analysis import (
    COUNTED,
    CrossTable,
    Difficulties,
    Figure,
    Frequency,
    Gap,
    GroupRow,
    Reading,
    pictures,
)
from daumoi.ui.formats import written_date, written_number

PHASE = "de_xuat.phuong_an"


@dataclass(frozen=True)
class Shown:
    """A figure as text with the address of its cells; empty address where there is nothing to open."""

    text: str
    url: str
    label: str


def shown(reading: Reading, figure: Figure) -> Shown:
    """A figure for a page."""
    text = f"{figure.numerator}/{figure.denominator}" if figure.is_share else written_number(figure.value)
    url = reverse("surveys:figure", args=[reading.round.code, figure.code]) if figure.cells else ""
    return Shown(text, url, figure.label)


def draw(chart: ChartSpec) -> Chart:
    """The picture for the screen, kept by its content."""
    return render_chart(chart, fonts=settings.FONTS, variant="light", cache=settings.CACHE_FILES / "charts")


# The round at a glance ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class HomePage:
    """The analysis home of a round. A questionnaire without a theme has no chart of it."""

    arrived: Shown
    on_time: Shown
    late: Shown
    missing: Shown
    cuc: Shown | None
    weakest: tuple[str, Shown] | None
    late_names: tuple[str, ...]
    missing_names: tuple[str, ...]
    charts: tuple[Chart, ...]
    texts: int
    coded: int


def home_page(*, reading: Reading, opinions: Difficulties) -> HomePage:
    """The sentence first, then the pictures of the themes that the questionnaire asks about."""
    response = analysis.response(reading)
    forms = analysis.form_figures(reading)
    groups = analysis.group_rows(reading)
    cuc = next((figure for figure in forms if figure.code == "hinh-thuc.cuc"), None)
    return HomePage(
        arrived=shown(reading, response.arrived),
        on_time=shown(reading, response.on_time),
        late=shown(reading, response.late),
        missing=shown(reading, response.missing),
        cuc=shown(reading, cuc) if cuc is not None else None,
        weakest=_weakest(reading, groups),
        late_names=tuple(f"{voice.name} ({voice.lateness.days} ngày)" for voice in response.late_voices),
        missing_names=tuple(voice.name for voice in response.missing_voices),
        charts=tuple(draw(chart) for chart in _charts(reading, forms, groups, opinions)),
        texts=len(opinions.texts),
        coded=len(opinions.coded),
    )


def _weakest(reading: Reading, groups: tuple[GroupRow, ...]) -> tuple[str, Shown] | None:
    if len(groups) < 2:
        return None
    least = min(groups[:-1], key=lambda row: row.full.numerator)
    return least.title, shown(reading, least.full)


def _charts(
    reading: Reading, forms: tuple[Figure, ...], groups: tuple[GroupRow, ...], opinions: Difficulties
) -> list[ChartSpec]:
    simulated, asked = reading.round.is_simulated, reading.asked
    found = []
    if any(figure.numerator for figure in forms):
        found.append(pictures.forms_chart(forms, asked=asked, simulated=simulated))
    if groups:
        found.append(pictures.groups_chart(groups, simulated=simulated))
        found.append(pictures.duties_chart(analysis.duty_rows(reading), asked=asked, simulated=simulated))
    staff = analysis.staff_rows(reading)
    if len(staff) > 1:
        found.append(pictures.staff_chart(staff, simulated=simulated))
    money = analysis.money_rows(reading)
    if money:
        found.append(pictures.money_chart(money, simulated=simulated))
    wishes = analysis.wish_table(reading)
    if wishes:
        phases = list(reading.element_labels(PHASE).values())
        found.append(pictures.wishes_chart(wishes, phases, simulated=simulated))
    if any(entry.texts for entry in opinions.entries):
        found.append(pictures.difficulties_chart(opinions, asked=asked, simulated=simulated))
    return found


# Frequencies and cross-tables --------------------------------------------------------------------------


@dataclass(frozen=True)
class OptionLine:
    """One answer with how often it was given."""

    label: str
    count: int
    tone: str
    url: str


@dataclass(frozen=True)
class QuestionLine:
    """One question on the page of frequencies."""

    place: str
    label: str
    asked: int
    answered: int
    absences: tuple[tuple[str, int], ...]
    bars: tuple[OptionLine, ...]
    numbers: tuple[tuple[str, str], ...]
    unit: str
    cross_url: str


@dataclass(frozen=True)
class SectionLines:
    """The questions of a section."""

    code: str
    title: str
    questions: tuple[QuestionLine, ...]


@dataclass(frozen=True)
class FrequenciesPage:
    """All questions by section."""

    sections: tuple[SectionLines, ...]
    questions: int
    complete: int


def frequencies_page(*, reading: Reading, found: tuple[Frequency, ...]) -> FrequenciesPage:
    """Every question that at least one body was asked."""
    sections = [
        SectionLines(
            section.code.upper(),
            section.title.vi,
            tuple(_line(reading, one) for one in found if one.variable.section.code == section.code),
        )
        for section in reading.compiled.sections
    ]
    complete = sum(1 for one in found if one.asked and one.answered == one.asked)
    return FrequenciesPage(tuple(sections), len(found), complete)


def _line(reading: Reading, one: Frequency) -> QuestionLine:
    variable, code = one.variable, reading.round.code
    counted = variable.field.type in COUNTED
    absences = [
        (words.vi, one.absences[status]) for status, words in ABSENCES.items() if status in one.absences
    ]
    if one.blank:
        absences.append(("bỏ trống", one.blank))
    bars = tuple(
        OptionLine(
            label,
            count,
            "held",
            reverse("surveys:figure", args=[code, f"cau.{variable.name}.{option}"]) if count else "",
        )
        for option, label, count in one.options
    )
    return QuestionLine(
        place=variable.place,
        label=variable.field.label.vi,
        asked=one.asked,
        answered=one.answered,
        absences=tuple(absences),
        bars=bars,
        numbers=_numbers(one),
        unit=variable.field.unit,
        cross_url=reverse("surveys:cross_table", args=[code, variable.name])
        if counted and one.answered
        else "",
    )


def _numbers(one: Frequency) -> tuple[tuple[str, str], ...]:
    if one.numbers is None:
        return ()
    numbers = one.numbers
    if not one.variable.field.grouping:  # years are compared, not summed
        return (
            ("Thấp nhất", _as_name(numbers.least)),
            ("Trung vị", _as_name(numbers.middle)),
            ("Cao nhất", _as_name(numbers.greatest)),
        )
    return (
        ("Tổng", written_number(numbers.total)),
        ("Thấp nhất", written_number(numbers.least)),
        ("Trung vị", written_number(numbers.middle)),
        ("Cao nhất", written_number(numbers.greatest)),
    )


def _as_name(value: Decimal) -> str:
    """A number that is a name: 2008, not 2.008."""
    return f"{value:f}".replace(".", ",")


@dataclass(frozen=True)
class CrossPage:
    """One question against the form of the unit."""

    place: str
    question: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Shown, ...]], ...]
    answered: int


def cross_page(*, reading: Reading, table: CrossTable) -> CrossPage:
    """Counts only: each cell opens its bodies."""
    rows = tuple(
        (label, tuple(_count(reading, figure) for figure in figures)) for label, figures in table.rows
    )
    answered = len({cell.organisation for _, figures in table.rows for cell in figures[-1].cells})
    field = table.variable.field
    return CrossPage(table.variable.place, field.label.vi, table.columns, rows, answered)


def _count(reading: Reading, figure: Figure) -> Shown:
    found = shown(reading, figure)
    return Shown(str(figure.numerator), found.url, found.label)


# The gap -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class GapLine:
    """One duty: assigned, done, the balance, and the bodies on each side."""

    name: str
    assigned: Shown
    done: Shown
    balance: str
    unasked: Shown
    unasked_names: tuple[str, ...]
    undone: Shown
    undone_names: tuple[str, ...]


@dataclass(frozen=True)
class GapPage:
    """All duties by group, with the one that stands out on each side."""

    groups: tuple[tuple[str, tuple[GapLine, ...]], ...]
    most_unasked: Gap | None
    most_undone: Gap | None


def gap_page(*, reading: Reading) -> GapPage:
    """The gap of every duty, group by group."""
    gaps = analysis.gaps(reading)
    titles = {row.group: row.title for row in analysis.group_rows(reading)}
    groups = tuple(
        (title, tuple(_gap_line(reading, gap) for gap in gaps if gap.duty.group == group))
        for group, title in titles.items()
    )
    return GapPage(
        groups=groups,
        most_unasked=max(
            (gap for gap in gaps if gap.unasked.cells), key=lambda gap: gap.unasked.numerator, default=None
        ),
        most_undone=max(
            (gap for gap in gaps if gap.undone.cells), key=lambda gap: gap.undone.numerator, default=None
        ),
    )


def _gap_line(reading: Reading, gap: Gap) -> GapLine:
    return GapLine(
        name=gap.duty.name,
        assigned=_count(reading, gap.assigned),
        done=_count(reading, gap.done),
        balance=f"+{gap.balance}" if gap.balance > 0 else written_number(gap.balance),
        unasked=_count(reading, gap.unasked),
        unasked_names=_names(reading, gap.unasked),
        undone=_count(reading, gap.undone),
        undone_names=_names(reading, gap.undone),
    )


def _names(reading: Reading, figure: Figure) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reading.by_code[cell.organisation].name for cell in figure.cells))


# The cells of a figure ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class CellLine:
    """One cell with the paper behind it."""

    body: str
    place: str
    place_url: str
    answer: str
    letter: str
    approved_by: str
    sent: str
    content_code: str


@dataclass(frozen=True)
class FigurePage:
    """A figure opened."""

    label: str
    value: str
    unit: str
    is_share: bool
    numerator: int
    denominator: int
    cells: tuple[CellLine, ...]
    others: tuple[str, ...]
    missing: tuple[str, ...]


def figure_page(*, reading: Reading, figure: Figure) -> FigurePage:
    """The cells of a figure, and who is not among them: those who answered otherwise, those who did not answer."""
    inside = {cell.organisation for cell in figure.cells}
    lines = []
    for source in figure.cells:
        voice = reading.by_code[source.organisation]
        reply = voice.reply
        lines.append(
            CellLine(
                body=voice.name,
                place=reading.place(source),
                place_url=place_url(reading, source.organisation, source.variable, source.row),
                answer=reading.words(source),
                letter=voice.letter,
                approved_by=reply.approved_by_text,
                sent=written_date(reply.sent_at.date()) if reply.sent_at is not None else "",
                content_code=reply.approved_code,
            )
        )
    return FigurePage(
        label=figure.label,
        value=shown(reading, figure).text,
        unit=figure.unit,
        is_share=figure.is_share,
        numerator=figure.numerator,
        denominator=figure.denominator,
        cells=tuple(lines),
        others=tuple(voice.name for voice in reading.arrived if voice.code not in inside),
        missing=tuple(
            voice.name for voice in reading.voices if not voice.has_arrived and voice.code not in inside
        ),
    )
