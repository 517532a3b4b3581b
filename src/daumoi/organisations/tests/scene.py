"""A small simulated government for the tests of acts, with short ways to write and read it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from daumoi.foundation.principal import Principal, system
from daumoi.organisations import actions
from daumoi.organisations.actions import Basis
from daumoi.organisations.models import Form, Kind, Organisation, OrganisationState, Reorganisation
from daumoi.organisations.queries.plans import NewOrganisation
from tests.cast import START, make_body, make_unit

TODAY = date(2026, 11, 22)
PAPER = Basis(document="Quyết định mô phỏng 01/QĐ-MP", confidence="A")


@dataclass
class Scene:
    """Body M1 with a centre that has two divisions, body M2 with a Cục. All begin on the cast's first day."""

    by: Principal = field(default_factory=lambda: system("thử nghiệm"))

    def __post_init__(self) -> None:
        self.m1, self.m2 = make_body("m1", "Bộ M1", 11), make_body("m2", "Bộ M2", 12)
        self.centre = make_unit("m1.tt", "Trung tâm Tin học", self.m1)
        self.plans = self.division("m1.kh", "Phòng Kế hoạch")
        self.security = self.division("m1.at", "Phòng An toàn")
        self.cuc = make_unit("m2.cuc", "Cục Công nghệ thông tin", self.m2, Form.DEPARTMENT)

    def division(self, code: str, name: str, parent: Organisation | None = None) -> Organisation:
        """A division below the centre (or `parent`)."""
        under = parent or self.centre
        unit = Organisation.objects.create(code=code, level="unit", body_id=under.root_pk, is_simulated=True)
        OrganisationState.objects.create(
            organisation=unit, parent=under, name=name, form=Form.DIVISION, valid_from=START
        )
        return unit

    def act(self, verb: str, **wishes: Any) -> Reorganisation:
        """Do one act with the usual paper."""
        wishes.setdefault("basis", PAPER)
        done: Reorganisation = getattr(actions, verb)(by=self.by, today=TODAY, **wishes)
        return done


def unit(name: str, form: str = "trung_tam", **more: Any) -> NewOrganisation:
    """A unit to be created."""
    return NewOrganisation(name=name, form=form, **more)


def body(name: str, code: str, **more: Any) -> NewOrganisation:
    """A body to be created."""
    return NewOrganisation(name=name, code=code, kind=Kind.MINISTRY, **more)


def on_day(organisation: Organisation | str, day: date) -> OrganisationState | None:
    """The state of an organisation on a day."""
    code = organisation if isinstance(organisation, str) else organisation.code
    return (
        OrganisationState.objects.as_of(day).filter(organisation__code=code).select_related("parent").first()
    )


def said(organisation: Organisation | str, day: date) -> tuple[str, str, str] | None:
    """(name, form, code of the parent) on a day; None when it did not exist."""
    state = on_day(organisation, day)
    if state is None:
        return None
    return state.name, state.form, state.parent.code if state.parent is not None else ""
