"""The simulated government: 22 bodies, their units with dated forms, and what happened to them."""

from dataclasses import dataclass
from datetime import date

from daumoi.foundation.principal import Principal
from daumoi.organisations import actions, queries
from daumoi.organisations.actions import Basis
from daumoi.organisations.models import Form, Kind, Organisation
from daumoi.organisations.queries.plans import NewOrganisation

COORDINATOR = "mp-16.dieu-phoi"
"""The unit of body P that runs the rounds."""
FOUNDED = date(2007, 8, 1)


@dataclass(frozen=True)
class Body:
    """One simulated body with the unit it has on the cut-off day of the round of 2016.

    `size` is the number of people of the unit; `style` steers what its reply says.
    """

    number: int
    letter: str
    form: str
    size: int
    wish: str
    phase: str
    style: str = ""

    @property
    def code(self) -> str:
        """The code of the body."""
        return f"mp-{self.number:02d}"

    @property
    def unit_code(self) -> str:
        """The code of its IT unit."""
        return f"{self.code}.cntt"

    @property
    def is_agency(self) -> bool:
        """Whether it is an agency of ministry rank."""
        return self.number > 19

    @property
    def name(self) -> str:
        """Its name."""
        return f"Cơ quan {self.letter}" if self.is_agency else f"Bộ {self.letter}"

    @property
    def abbreviation(self) -> str:
        """What stands in the notation of its letters."""
        return f"{'CQ' if self.is_agency else 'B'}{self.letter}-MP"

    @property
    def unit_name(self) -> str:
        """The name of its unit on the cut-off day; empty when it has none."""
        return _UNIT_NAMES[self.form].format(body=self.name) if self.form else ""


_UNIT_NAMES = {
    "cuc": "Cục Công nghệ thông tin {body}",
    "vu": "Vụ Công nghệ thông tin {body}",
    "trung_tam": "Trung tâm Thông tin {body}",
    "van_phong": "Phòng Tin học, Văn phòng {body}",
    "phong": "Phòng Công nghệ thông tin thuộc Vụ Kế hoạch {body}",
}

BODIES = (
    Body(1, "A", "trung_tam", 34, "cuc", "pa1"),
    Body(2, "B", "cuc", 78, "giu_nguyen", "pa1"),
    Body(3, "C", "cuc", 112, "giu_nguyen", "pa1"),
    Body(4, "D", "trung_tam", 41, "cuc", "pa1", "stretched"),
    Body(5, "E", "trung_tam", 22, "cuc", "pa2"),
    Body(6, "F", "vu", 19, "cuc", "pa2"),
    Body(7, "G", "cuc", 65, "giu_nguyen", "pa1"),
    Body(8, "H", "trung_tam", 28, "cuc", "pa2", "late"),
    Body(9, "I", "trung_tam", 53, "cuc", "pa1"),
    Body(10, "J", "cuc", 91, "giu_nguyen", "pa3"),
    Body(11, "K", "van_phong", 9, "trung_tam", "pa2", "poor"),
    Body(12, "L", "trung_tam", 37, "giu_nguyen", "pa3", "clarify"),
    Body(13, "M", "cuc", 84, "giu_nguyen", "pa1"),
    Body(14, "N", "trung_tam", 26, "cuc", "pa2", "late"),
    Body(15, "O", "cuc", 59, "giu_nguyen", "pa1", "clarify"),
    Body(16, "P", "trung_tam", 45, "cuc", "pa1"),
    Body(17, "Q", "cuc", 120, "giu_nguyen", "pa1", "paper"),
    Body(18, "R", "trung_tam", 31, "cuc", "pa2", "late"),
    Body(19, "S", "trung_tam", 24, "cuc", "pa1", "missing"),
    Body(20, "T", "cuc", 47, "giu_nguyen", "pa3"),
    Body(21, "U", "trung_tam", 15, "cuc", "pa2", "poor"),
    Body(22, "V", "", 0, "trung_tam", "pa2", "none"),
)
"""On 08/9/2011 seven of them have a Cục; body T's centre becomes the eighth in 2014, four more follow the survey."""

_BECAME_CUC_BEFORE = {20: date(2014, 5, 12)}
BECAME_CUC_AFTER = {1: date(2018, 1, 15), 4: date(2018, 10, 1), 9: date(2019, 3, 20), 16: date(2020, 7, 1)}


def build(*, by: Principal, today: date) -> dict[str, Organisation]:
    """Establish bodies and units through the register's acts; returns every organisation by code."""
    made = {row.organisation.code: row.organisation for row in queries.bodies(day=today, simulated=True)}
    for body in BODIES:
        if body.code not in made:
            _establish(by=by, body=body, today=today)
    codes = [body.code for body in BODIES] + [body.unit_code for body in BODIES if body.form] + [COORDINATOR]
    return organisations(codes)


def organisations(codes: list[str]) -> dict[str, Organisation]:
    """Organisations by code."""
    return {row.code: row for row in Organisation.objects.filter(code__in=codes)}


def _establish(*, by: Principal, body: Body, today: date) -> None:
    kind = Kind.AGENCY if body.is_agency else Kind.MINISTRY
    decree = Basis(document=f"Nghị định mô phỏng số {40 + body.number}/2007/MP", note="Mô phỏng")
    actions.establish(
        by=by,
        new=NewOrganisation(
            name=body.name, kind=kind, code=body.code, abbreviation=body.abbreviation, is_it_unit=False
        ),
        parent=None,
        on=FOUNDED,
        basis=decree,
        today=today,
        simulated=True,
    )
    at = organisations([body.code])[body.code]
    if body.form:
        _establish_unit(by=by, body=body, above=at, today=today)
    if COORDINATOR.startswith(f"{body.code}."):
        actions.establish(
            by=by,
            new=NewOrganisation(
                name=f"Cục Điều phối công nghệ thông tin {body.name}",
                short_name="Cục Điều phối CNTT",
                form=Form.DEPARTMENT,
                code=COORDINATOR,
                is_public_service_unit=False,
                is_it_unit=False,
            ),
            parent=at,
            on=date(2008, 1, 1),
            basis=Basis(document="Quyết định mô phỏng số 05/2008/QĐ-MP"),
            today=today,
        )


def _establish_unit(*, by: Principal, body: Body, above: Organisation, today: date) -> None:
    before = _BECAME_CUC_BEFORE.get(body.number)
    form = "trung_tam" if before else body.form
    actions.establish(
        by=by,
        new=NewOrganisation(
            name=_UNIT_NAMES[form].format(body=body.name),
            form=form,
            code=body.unit_code,
            is_public_service_unit=form == "trung_tam",
        ),
        parent=above,
        on=date(2008, 1 + body.number % 12, 1 + body.number),
        basis=Basis(document=f"Quyết định số {110 + 3 * body.number}/QĐ-{body.abbreviation}"),
        today=today,
    )
    for on in (before, BECAME_CUC_AFTER.get(body.number)):
        if on is not None:
            actions.upgrade(
                by=by,
                organisation=organisations([body.unit_code])[body.unit_code],
                form=Form.DEPARTMENT,
                name=_UNIT_NAMES["cuc"].format(body=body.name),
                is_public_service_unit=False,
                on=on,
                basis=Basis(document=f"Quyết định số {200 + body.number}/QĐ-{body.abbreviation}"),
                today=today,
            )
