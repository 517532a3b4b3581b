"""Which body counts as what: the form of its IT unit as of a day, with where that was read and how sure it is.

A body counts as having a form when one of its IT units has it that day. What the register cannot say is never
guessed: such bodies are left out by name.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from daumoi.organisations import queries as organisations
from daumoi.organisations.models import Form
from daumoi.organisations.queries import BodyRow, Certainty, UnitRow

FORMS = (Form.DEPARTMENT, Form.ADVISORY, Form.CENTRE, Form.OFFICE, Form.DIVISION, Form.OTHER)
"""Forms that can be compared; not knowing a form is not a form."""


class Side(StrEnum):
    """Where a body stands in a comparison."""

    FIRST = "first"
    OTHERS = "others"
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class Coding:
    """How bodies are coded, settled before any score is looked at.

    `others` empty: every other known form. `firm_only` leaves out what the register only presumes.
    """

    day: date
    forms: tuple[str, ...]
    others: tuple[str, ...] = ()
    firm_only: bool = False


@dataclass(frozen=True)
class Label:
    """One body of the coding table. `reason` says why it is left out; empty where it takes part.

    `source` is the place where the form was read, `last_stated` the newest day a source states it.
    """

    code: str
    name: str
    unit_code: str
    unit_name: str
    form: str
    form_label: str
    certainty: Certainty
    source: str
    last_stated: date | None
    side: Side
    reason: str

    @property
    def is_doubtful(self) -> bool:
        """Whether it takes part on a presumption only."""
        return self.side is not Side.LEFT_OUT and self.certainty is not Certainty.CONFIRMED


def labels(
    *,
    units: Iterable[tuple[str, str]],
    coding: Coding,
    simulated: bool,
    bodies: Sequence[BodyRow] | None = None,
) -> tuple[Label, ...]:
    """The coding table of `units` (code, printed name) in the order given; two or three statements.

    `bodies` may hand in the register of the day where it was read already.
    """
    known = {
        row.organisation.code: row
        for row in (
            bodies if bodies is not None else organisations.bodies(day=coding.day, simulated=simulated)
        )
    }
    return tuple(_label(code, name, known, coding) for code, name in units)


def form_words(forms: Sequence[str]) -> str:
    """Forms in words: “Cục”, “Cục, Vụ”."""
    return ", ".join(str(Form(form).label) for form in forms)


def _label(code: str, printed: str, known: Mapping[str, BodyRow], coding: Coding) -> Label:
    row = known.get(code)
    if row is None:
        return _unknown(code, printed, _("không có trong sổ đăng ký vào ngày đã chọn"))
    name = row.state.display_short
    speaking = _speaking(row.units, coding)
    if speaking is None:
        return _unknown(code, name, _("sổ đăng ký chưa xác định được hình thức tổ chức vào ngày đã chọn"))
    side, reason = _side(speaking, coding)
    return Label(
        code=code,
        name=name,
        unit_code=speaking.code,
        unit_name=speaking.name,
        form=speaking.form,
        form_label=speaking.form_label,
        certainty=speaking.certainty,
        source=speaking.source,
        last_stated=speaking.last_stated,
        side=side,
        reason=reason,
    )


def _speaking(units: Sequence[UnitRow], coding: Coding) -> UnitRow | None:
    """The unit that decides the label: one of the form, else the first; None when an unknown one could be of the form."""
    of_form = next((unit for unit in units if _is_known(unit) and unit.form in coding.forms), None)
    if of_form is not None:
        return of_form
    return units[0] if units and all(_is_known(unit) for unit in units) else None


def _is_known(unit: UnitRow) -> bool:
    return unit.certainty is not Certainty.NOT_KNOWN and unit.form not in {
        Form.UNKNOWN.value,
        Form.NONE.value,
    }


def _side(unit: UnitRow, coding: Coding) -> tuple[Side, str]:
    if coding.firm_only and unit.certainty is not Certainty.CONFIRMED:
        return Side.LEFT_OUT, _("hình thức mới ở mức suy đoán, chưa xác nhận")
    if unit.form in coding.forms:
        return Side.FIRST, ""
    if coding.others and unit.form not in coding.others:
        return Side.LEFT_OUT, _("hình thức không thuộc hai nhóm đã chọn")
    return Side.OTHERS, ""


def _unknown(code: str, name: str, reason: str) -> Label:
    return Label(
        code=code,
        name=name,
        unit_code="",
        unit_name="",
        form=Form.UNKNOWN.value,
        form_label=str(Form.UNKNOWN.label),
        certainty=Certainty.NOT_KNOWN,
        source="",
        last_stated=None,
        side=Side.LEFT_OUT,
        reason=reason,
    )
