"""What accepted replies of a survey round say about the wished organisation: facts by body, and where each stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import Q

from daumoi.facts.models import Fact
from daumoi.foundation.principal import Principal
from daumoi.mandates.models import Holding
from daumoi.organisations.models import StaffKind
from daumoi.scheme.models import MoneySource
from daumoi.scheme.rules import DONG_PER_MILLION, Autonomy
from daumoi.surveys.models import Reply, ReplyState, Round
from daumoi.surveys.queries import compiled_questionnaire

SOURCE_KIND = "surveys.reply"
FORM, OPTION, REASON = "de_xuat.hinh_thuc", "de_xuat.phuong_an", "de_xuat.ly_do"
GIVER, MORE, LEVEL = "de_xuat.nguon_bien_che", "nhan_luc.can_bo_sung", "tai_chinh.muc_tu_chu"
SECURITY_APART, SECURITY_NAME = "attt.don_vi_rieng", "attt.ten_don_vi"
SECURITY_ELSEWHERE = "nhiem_vu.attt.don_vi_khac"
_WANTED = ("de_xuat.", "nhan_luc.", "chuyen_mon.", "kinh_phi.", "nhiem_vu.", "attt.", "tai_chinh.")
_ASSIGNED, _WISHED = ".giao", ".de_nghi"


@dataclass(frozen=True)
class ReplyFacts:
    """The facts that one accepted reply became, by element."""

    reply: Reply
    facts: Mapping[str, Fact]
    duties: Mapping[str, str]
    """Stem of a duty's elements (`nhiem_vu.<row>`) → code of the duty in the catalogue."""

    def fact(self, element: str) -> Fact | None:
        """The fact when it has a value."""
        found = self.facts.get(element)
        return found if found is not None and found.value is not None else None

    def text(self, element: str) -> str:
        """A text or a chosen code; empty where nothing was said."""
        found = self.fact(element)
        return str(found.value) if found is not None else ""

    def number(self, element: str) -> int | None:
        """A whole number; None where nothing was said."""
        found = self.fact(element)
        return int(found.number) if found is not None and found.number is not None else None

    def dong(self, element: str) -> int | None:
        """Money asked in triệu đồng, as whole đồng."""
        found = self.fact(element)
        if found is None or found.number is None:
            return None
        return int((found.number * DONG_PER_MILLION).to_integral_value())

    def yes(self, element: str) -> bool | None:
        """A yes or no; None where nothing was said."""
        found = self.fact(element)
        return bool(found.value) if found is not None else None

    @property
    def option(self) -> int | None:
        """Which Phương án the reply chose: 1, 2 or 3."""
        word = self.text(OPTION)
        return int(word[-1]) if word[-1:] in ("1", "2", "3") else None

    @property
    def autonomy(self) -> Autonomy | None:
        """The level of self-financing that the unit declared."""
        word = self.text(LEVEL)
        return Autonomy(word) if word in set(Autonomy) else None

    @property
    def posts(self) -> dict[str, int]:
        """Assigned posts by kind, as replied."""
        found = {kind: self.number(f"nhan_luc.{kind}.giao") for kind in StaffKind.values}
        return {kind: number for kind, number in found.items() if number is not None}

    def money(self) -> dict[tuple[str, int], int]:
        """Money the unit has, in đồng, by source and year."""
        found: dict[tuple[str, int], int] = {}
        for element in self.facts:
            stem, _dot, year = element.rpartition(".")
            source = stem.removeprefix("kinh_phi.")
            amount = self.dong(element) if source in MoneySource.values and year.isdigit() else None
            if amount is not None:
                found[source, int(year)] = amount
        return found

    def held(self, column: str) -> dict[str, str]:
        """Duty → how it is held (`.giao`) or wished (`.de_nghi`), where the reply says so."""
        found = {}
        for stem, duty in self.duties.items():
            value = self.text(f"{stem}{column}")
            if value in Holding.values:
                found[duty] = value
        return found

    @property
    def assigned(self) -> dict[str, str]:
        """How each duty is held now."""
        return self.held(_ASSIGNED)

    @property
    def wished(self) -> dict[str, str]:
        """How the body wishes each duty to be held."""
        return self.held(_WISHED)


@dataclass(frozen=True)
class Replied:
    """Every accepted reply of a round, by the body asked; and how many bodies were asked."""

    round: Round
    by_body: Mapping[int, ReplyFacts] = field(default_factory=dict)
    asked: int = 0


def replied(*, principal: Principal, round_: Round) -> Replied:
    """The accepted (closed) replies of a round that the principal may read, as facts. Three statements."""
    replies = list(
        Reply.objects.visible_to(principal)
        .filter(round=round_)
        .exclude(state=ReplyState.WAIVED)
        .select_related("owner", "round__questionnaire")
    )
    closed = {reply.pk: reply for reply in replies if reply.state == ReplyState.CLOSED}
    wanted = Q()
    for stem in _WANTED:
        wanted |= Q(element__code__startswith=stem)
    rows = (
        Fact.objects.visible_to(principal)
        .filter(wanted, source_kind=SOURCE_KIND, source_id__in=list(closed), row="", replaced_by__isnull=True)
        .select_related("element")
    )
    grouped: dict[int, dict[str, Fact]] = {number: {} for number in closed}
    for row in rows:
        grouped[row.source_id][row.element.code] = row
    duties = _duties(round_)
    by_body = {reply.owner_id: ReplyFacts(reply, grouped[number], duties) for number, reply in closed.items()}
    return Replied(round_, by_body, len(replies))


def _duties(round_: Round) -> dict[str, str]:
    """The duties that the questionnaire asks about, row by row."""
    found = {}
    for variable in compiled_questionnaire(round_.questionnaire).variables.values():
        element = variable.field.element or ""
        if variable.row is not None and variable.row.reference and element.endswith(_ASSIGNED):
            found[element.removesuffix(_ASSIGNED)] = variable.row.reference
    return found


def places(*, round_: Round) -> dict[str, tuple[str, str]]:
    """Element → the variable that asks it, and its place on the paper (“Câu G5”)."""
    return {
        variable.field.element: (variable.name, variable.place)
        for variable in compiled_questionnaire(round_.questionnaire).variables.values()
        if variable.field.element
    }
