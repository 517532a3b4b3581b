"""The register page: the sentence first, then body by unit, then what is published in aggregate."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from daumoi.organisations.models import Aggregate, Form
from daumoi.organisations.presenters.words import CertaintyMark, role_word, unit_certainty
from daumoi.organisations.queries import BodyRow, UnitRow
from daumoi.ui.formats import written_number

NAMED = "named"
"""The filter “bodies whose unit the register can name”, beside the forms themselves."""


@dataclass(frozen=True)
class UnitLine:
    """One unit of a body, or the statement that none can be named."""

    row: UnitRow
    certainty: CertaintyMark
    role: str
    note: str


@dataclass(frozen=True)
class BodyLine:
    """One body with its units."""

    row: BodyRow
    number: int
    units: tuple[UnitLine, ...]


@dataclass(frozen=True)
class Choice:
    """A filter with how many bodies it leaves."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class IndexPage:
    """The register as of a day, filtered. `named`, `departments` and `unknown` count bodies of the whole day."""

    day: date
    simulated: bool
    lines: tuple[BodyLine, ...]
    total: int
    ministries: int
    agencies: int
    named: int
    departments: int
    unknown: int
    chosen: str
    choices: tuple[Choice, ...]
    aggregates: tuple[Aggregate, ...]

    @property
    def bodies_words(self) -> str:
        """“22 bộ, cơ quan ngang bộ”."""
        words = ngettext("%(n)s bộ, cơ quan ngang bộ", "%(n)s bộ, cơ quan ngang bộ", self.total)
        return words % {"n": written_number(self.total, language=get_language() or "vi")}


def index_page(
    *, rows: list[BodyRow], aggregates: list[Aggregate], day: date, form: str, simulated: bool
) -> IndexPage:
    """Everything the register page shows. `form` filters by a form, by “named”, or not at all."""
    counts = {value: sum(_matches(row, value) for row in rows) for value in (NAMED, *_FORMS)}
    chosen = form if form in counts else ""
    lines = tuple(
        BodyLine(row, number, tuple(_unit_line(row, unit, day) for unit in row.units))
        for number, row in enumerate(rows, start=1)
        if not chosen or _matches(row, chosen)
    )
    return IndexPage(
        day=day,
        simulated=simulated,
        lines=lines,
        total=len(rows),
        ministries=sum(row.state.kind == "bo" for row in rows),
        agencies=sum(row.state.kind == "co_quan_ngang_bo" for row in rows),
        named=counts[NAMED],
        departments=counts[Form.DEPARTMENT.value],
        unknown=len(rows) - counts[NAMED],
        chosen=chosen,
        choices=_choices(counts, chosen, len(rows)),
        aggregates=() if simulated else tuple(aggregates),
    )


_FORMS = tuple(form.value for form in Form if form is not Form.NONE)


def _matches(row: BodyRow, value: str) -> bool:
    """A body has a named unit, a unit of that form, or (for “chưa xác định”) one whose form is not known."""
    if value == NAMED:
        return any(unit.state is not None for unit in row.units)
    return any(unit.form == value for unit in row.units)


def _choices(counts: dict[str, int], chosen: str, total: int) -> tuple[Choice, ...]:
    everything = Choice("", _("Tất cả cơ quan"), total, not chosen)
    named = Choice(NAMED, _("Gọi được tên đơn vị"), counts[NAMED], chosen == NAMED)
    forms = [
        Choice(value, str(Form(value).label), counts[value], chosen == value)
        for value in _FORMS
        if counts[value] or chosen == value
    ]
    return (everything, named, *forms)


def _unit_line(body: BodyRow, unit: UnitRow, day: date) -> UnitLine:
    return UnitLine(
        row=unit,
        certainty=unit_certainty(row=unit, day=day),
        role=role_word(unit.state.role) if unit.state is not None else "",
        note=body.organisation.unit_note if unit.state is None else "",
    )
