"""Coverage of the duties as the replies tell it, and the gap between what is done and what is assigned."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from daumoi.mandates.models import Duty, Group
from daumoi.surveys.queries.analysis.figures import Figure, Source, share
from daumoi.surveys.queries.analysis.reading import Reading, Voice

ASSIGNED, DONE, WISHED, REASON = "giao", "thuc_te", "de_nghi", "ly_do"
COLUMNS = (ASSIGNED, DONE, WISHED)
HOLDINGS = ("lead", "partial", "none", "elsewhere")
_HELD = frozenset({"lead", "partial"})


@dataclass(frozen=True)
class DutyRow:
    """One duty of the questionnaire: for each column (assigned, done, wished) how many bodies say what."""

    code: str
    name: str
    short: str
    group: str
    variables: dict[str, str]
    figures: dict[tuple[str, str], Figure]

    @property
    def assigned(self) -> tuple[Figure, ...]:
        """Lead, partial, none, elsewhere among the assigned."""
        return tuple(self.figures[ASSIGNED, holding] for holding in HOLDINGS)

    @property
    def done(self) -> tuple[Figure, ...]:
        """The same for what is carried out."""
        return tuple(self.figures[DONE, holding] for holding in HOLDINGS)

    @property
    def wished(self) -> tuple[Figure, ...]:
        """The same for what is wished."""
        return tuple(self.figures[WISHED, holding] for holding in HOLDINGS)


def duty_rows(reading: Reading) -> tuple[DutyRow, ...]:
    """Every row of the questionnaire that is about a duty of the catalogue, in the order of the paper.

    Several themes of one page ask for them: they are made once for a reading and kept with it.
    """
    if "duty_rows" not in reading.kept:
        reading.kept["duty_rows"] = _duty_rows(reading)
    return cast(tuple[DutyRow, ...], reading.kept["duty_rows"])


def _duty_rows(reading: Reading) -> tuple[DutyRow, ...]:
    variables: defaultdict[str, dict[str, str]] = defaultdict(dict)
    names: dict[str, str] = {}
    for name, one in reading.compiled.variables.items():
        if one.row is not None and one.row.reference and one.field.element:
            variables[one.row.reference][one.field.element.rsplit(".", 1)[-1]] = name
            names[one.row.reference] = one.row.label.vi
    known = {duty.code: duty for duty in Duty.objects.filter(code__in=names)}
    return tuple(
        DutyRow(
            code=code,
            name=names[code],
            short=known[code].short if code in known else names[code],
            group=known[code].group if code in known else Group.OTHER,
            variables=columns,
            figures=_figures(reading, code, names[code], columns),
        )
        for code, columns in variables.items()
    )


def _figures(
    reading: Reading, duty: str, name: str, columns: dict[str, str]
) -> dict[tuple[str, str], Figure]:
    found: dict[tuple[str, str], Figure] = {}
    for column in COLUMNS:
        variable = reading.compiled.variables.get(columns.get(column, ""))
        labels = reading.labels(variable) if variable is not None else {}
        for holding in HOLDINGS:
            cells = (
                source
                for _, source, cell in (reading.cells(variable.name) if variable is not None else ())
                if cell.value == holding and cell.has_value
            )
            found[column, holding] = share(
                code=f"nhiem-vu.{duty}.{column}.{holding}",
                label=f"{name}: {labels.get(holding, holding).lower()}",
                cells=cells,
                asked=reading.asked,
            )
    return found


@dataclass(frozen=True)
class GroupRow:
    """One of the groups of duties: how many bodies have all of it, a part, nothing; those that did not say apart."""

    group: str
    title: str
    duties: tuple[DutyRow, ...]
    full: Figure
    partial: Figure
    nothing: Figure

    @property
    def unknown(self) -> int:
        """How many of those asked did not say."""
        return self.full.denominator - self.full.numerator - self.partial.numerator - self.nothing.numerator


def group_rows(reading: Reading, *, column: str = ASSIGNED) -> tuple[GroupRow, ...]:
    """The groups in one column. Full: each duty lies with the unit as lead, or with another unit by assignment."""
    by_group: defaultdict[str, list[DutyRow]] = defaultdict(list)
    for row in duty_rows(reading):
        by_group[row.group].append(row)
    return tuple(_group_row(reading, group, tuple(rows), column) for group, rows in by_group.items())


def _group_row(reading: Reading, group: str, duties: tuple[DutyRow, ...], column: str) -> GroupRow:
    sources: dict[str, list[Source]] = {"full": [], "partial": [], "nothing": []}
    for voice in reading.arrived:
        verdict = _verdict(voice, duties, column)
        if verdict:
            sources[verdict] += [Source(voice.code, duty.variables[column]) for duty in duties]
    title = str(Group(group).label)
    words = {"full": "đủ các nhiệm vụ", "partial": "một phần", "nothing": "chưa có nhiệm vụ nào"}
    found = {
        verdict: share(
            code=f"nhom.{group}.{column}.{verdict}",
            label=f"{title}: {words[verdict]}",
            cells=sources[verdict],
            asked=reading.asked,
        )
        for verdict in sources
    }
    return GroupRow(group, title, duties, found["full"], found["partial"], found["nothing"])


def _verdict(voice: Voice, duties: tuple[DutyRow, ...], column: str) -> str:
    values = [cell.value for duty in duties if (cell := voice.cell(duty.variables[column])).has_value]
    if len(values) < len(duties):
        return ""
    if all(value in ("lead", "elsewhere") for value in values):
        return "full"
    return "nothing" if all(value == "none" for value in values) else "partial"


@dataclass(frozen=True)
class Gap:
    """Done minus assigned for one duty, with the bodies on each side."""

    duty: DutyRow
    assigned: Figure
    done: Figure
    unasked: Figure
    undone: Figure

    @property
    def balance(self) -> int:
        """Bodies that do it, less bodies to which it is assigned."""
        return self.done.numerator - self.assigned.numerator


def gaps(reading: Reading) -> tuple[Gap, ...]:
    """The gap of every duty. “Unasked”: done though assigned to nobody; “undone”: assigned to the unit, not done."""
    return tuple(_gap(reading, row) for row in duty_rows(reading))


def _gap(reading: Reading, row: DutyRow) -> Gap:
    pairs = list(_pairs(reading, row))
    held = [(voice, given in _HELD, done in _HELD) for voice, given, done in pairs]

    def figure(kind: str, words: str, column: str, voices: list[Voice]) -> Figure:
        return share(
            code=f"chenh.{row.code}.{kind}",
            label=f"{row.name}: {words}",
            cells=(Source(voice.code, row.variables[column]) for voice in voices),
            asked=reading.asked,
        )

    return Gap(
        duty=row,
        assigned=figure("duoc-giao", "được giao", ASSIGNED, [v for v, given, _ in held if given]),
        done=figure("dang-lam", "thực tế thực hiện", DONE, [v for v, _, done in held if done]),
        unasked=figure(
            "lam-chua-giao", "làm khi chưa được giao", DONE, [v for v, g, d in held if d and not g]
        ),
        undone=figure("giao-chua-lam", "được giao mà chưa làm", DONE, [v for v, g, d in held if g and not d]),
    )


def _pairs(reading: Reading, row: DutyRow) -> Iterator[tuple[Voice, str, str]]:
    for voice in reading.arrived:
        given, done = voice.cell(row.variables[ASSIGNED]), voice.cell(row.variables[DONE])
        if given.has_value and done.has_value:
            yield voice, given.value, done.value
