"""The live figures that may stand in an official paper: stored queries of the rooms, bound to the port of documents."""

from collections.abc import Mapping, Sequence
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from daumoi.config.scheme_figures import SCHEME_FIGURES, reading
from daumoi.documents.ports import FigureChoice, FigureSource, FigureValue
from daumoi.foundation.errors import Invalid
from daumoi.foundation.principal import Principal
from daumoi.organisations import queries as organisations
from daumoi.organisations.models import Form
from daumoi.surveys import queries as surveys
from daumoi.surveys.access import SurveyPermission, access_round
from daumoi.ui.wording import short_date


class _OfRound:
    """Base of figures about one round of a survey."""

    code = ""
    title = ""
    parameter = "Đợt khảo sát"

    def choices(self, *, principal: Principal) -> Sequence[FigureChoice]:
        """The rounds within the person's reach, newest first."""
        return [FigureChoice(row.round.code, row.round.title) for row in surveys.rounds(principal=principal)]

    def value(self, *, principal: Principal, parameters: Mapping[str, str], as_of: date) -> FigureValue:
        """How the round stood at the end of the day."""
        round_ = access_round(principal=principal, code=parameters.get("code", ""))
        with reading(principal, SurveyPermission.COORDINATE, round_) as reader:
            standing = surveys.standing_of(principal=reader, round_=round_, day=as_of)
        return FigureValue(
            value=self._written(standing),
            address=reverse("surveys:round", args=[round_.code]),
            label=f"{self.title}: {round_.title}, đến hết ngày {short_date(as_of)}",
        )

    def _written(self, standing: surveys.RoundStanding) -> str:
        raise NotImplementedError


class Arrived(_OfRound):
    """How many of those asked have answered."""

    code = "surveys.arrived"
    title = "Số cơ quan đã trả lời trên tổng số"

    def _written(self, standing: surveys.RoundStanding) -> str:
        return f"{standing.arrived}/{standing.asked}"


class Missing(_OfRound):
    """How many of those asked have not answered."""

    code = "surveys.missing"
    title = "Số cơ quan chưa trả lời"

    def _written(self, standing: surveys.RoundStanding) -> str:
        return str(standing.asked - standing.arrived)


class Late(_OfRound):
    """How many answered after their day."""

    code = "surveys.late"
    title = "Số cơ quan trả lời sau hạn"

    def _written(self, standing: surveys.RoundStanding) -> str:
        return str(standing.late)


class _OfRegister:
    """Base of figures about the register of bodies and units."""

    code = ""
    title = ""
    parameter = "Sổ đăng ký"

    def choices(self, *, principal: Principal) -> Sequence[FigureChoice]:
        """The real register, and the simulated one beside it."""
        return [
            FigureChoice("that", _("các cơ quan có thật")),
            FigureChoice("mo-phong", _("cơ quan mô phỏng")),
        ]

    def value(self, *, principal: Principal, parameters: Mapping[str, str], as_of: date) -> FigureValue:
        """The register as of the day."""
        realm = parameters.get("code", "that")
        if realm not in ("that", "mo-phong"):
            raise Invalid(
                "figures.register",
                _("Không có sổ đăng ký “%s”.") % realm,
                remedy=_("Chọn trong danh sách."),
                place=self.parameter,
            )
        rows = organisations.bodies(day=as_of, simulated=realm == "mo-phong")
        asked = {"as_of": as_of.isoformat()} | ({"realm": realm} if realm == "mo-phong" else {})
        return FigureValue(
            value=str(self._count(rows)),
            address=f"{reverse('organisations:index')}?{urlencode(asked)}",
            label=f"{self.title}, ngày {short_date(as_of)}",
        )

    def _count(self, rows: Sequence[organisations.BodyRow]) -> int:
        raise NotImplementedError


class Bodies(_OfRegister):
    """How many ministries and ministry-level bodies there were."""

    code = "organisations.bodies"
    title = "Số bộ, cơ quan ngang bộ"

    def _count(self, rows: Sequence[organisations.BodyRow]) -> int:
        return len(rows)


class WithDepartment(_OfRegister):
    """How many bodies have a unit that the register can name and that is a Cục."""

    code = "organisations.departments"
    title = "Số cơ quan có đơn vị là Cục (theo sổ đăng ký)"

    def _count(self, rows: Sequence[organisations.BodyRow]) -> int:
        return sum(any(unit.form == Form.DEPARTMENT for unit in row.units) for row in rows)


class WithoutKnownUnit(_OfRegister):
    """How many bodies have no unit that the register can name."""

    code = "organisations.unknown"
    title = "Số cơ quan sổ đăng ký chưa nêu được đơn vị"

    def _count(self, rows: Sequence[organisations.BodyRow]) -> int:
        return sum(row.unit.state is None for row in rows)


FIGURES: tuple[FigureSource, ...] = (
    Arrived(),
    Missing(),
    Late(),
    Bodies(),
    WithDepartment(),
    WithoutKnownUnit(),
    *SCHEME_FIGURES,
)
