"""Who holds which duty in the simulated government: from 2012 by form of the unit, from 2017 as the replies said."""

from datetime import date

from daumoi.config.demo.government import BODIES, Body
from daumoi.config.demo.people import principal
from daumoi.foundation.principal import Principal, acting
from daumoi.mandates import actions
from daumoi.mandates.actions import Basis
from daumoi.mandates.models import Assignment, Duty, Holding
from daumoi.organisations.models import Organisation
from daumoi.surveys.models import Round
from daumoi.surveys.queries import analysis

EARLIER, SCHEME = "nd_64_2007", "nhom_2017"
_FROM, _AFTER_SURVEY = date(2012, 1, 1), date(2017, 5, 15)
_FULL = frozenset({"cuc"})


def build(*, round_: Round, places: dict[str, Organisation]) -> int:
    """Record the assignments (unpublished, simulated); returns how many, 0 when they were recorded before."""
    by = principal("dieuphoi", _AFTER_SURVEY)
    with acting(by):
        if Assignment.objects.filter(root__is_simulated=True).exists():
            return 0
        made = 0
        for body in BODIES:
            for number, duty in enumerate(Duty.objects.filter(set__code=EARLIER)):
                holding = _earlier(body, number)
                _assign(by, places, body, duty, holding, since=_FROM, document=_decision(body), holder="")
                made += 1
        return made + _as_replied(by, round_, places)


def _earlier(body: Body, number: int) -> str:
    """A Cục leads all five functions; other units lead some and have a part in others."""
    if not body.form:
        return Holding.NONE
    if body.form in _FULL:
        return Holding.LEAD
    return (Holding.LEAD, Holding.PARTIAL, Holding.LEAD, Holding.NONE)[(body.number + number) % 4]


def _decision(body: Body) -> str:
    return f"Quyết định số {300 + body.number}/QĐ-{body.abbreviation} (mô phỏng)"


def _as_replied(by: Principal, round_: Round, places: dict[str, Organisation]) -> int:
    reading = analysis.read_round(principal=by, round_=round_)
    rows = analysis.duty_rows(reading)
    duties = {duty.code: duty for duty in Duty.objects.filter(set__code=SCHEME)}
    made = 0
    for body in BODIES:
        voice = reading.by_code[body.code]
        for row in rows:
            cell = voice.cell(row.variables["giao"])
            if (
                not cell.has_value
                or row.code not in duties
                or (not body.form and cell.value in ("lead", "partial"))
            ):
                continue
            document = f"Trả lời khảo sát 2016: {voice.letter}"
            holder = "Đơn vị an toàn thông tin riêng của bộ" if cell.value == Holding.ELSEWHERE else ""
            _assign(
                by,
                places,
                body,
                duties[row.code],
                cell.value,
                since=_AFTER_SURVEY,
                document=document,
                holder=holder,
            )
            made += 1
    return made


def _assign(
    by: Principal,
    places: dict[str, Organisation],
    body: Body,
    duty: Duty,
    holding: str,
    *,
    since: date,
    document: str,
    holder: str,
) -> None:
    held = holding in (Holding.LEAD, Holding.PARTIAL)
    actions.assign(
        by=by,
        body=places[body.code],
        duty=duty,
        holding=holding,
        basis=Basis(document=document, note="Mô phỏng"),
        since=since,
        unit=places[body.unit_code] if held else None,
        holder_text=holder,
    )
