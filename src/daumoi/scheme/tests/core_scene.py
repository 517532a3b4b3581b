"""A scheme of two bodies over a round of the shipped questionnaire, with body A's accepted reply as facts."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import reverse

from daumoi.facts import actions as facts
from daumoi.facts.models import Element
from daumoi.foundation.clock import HANOI
from daumoi.foundation.principal import Principal, acting, system
from daumoi.mandates.models import Duty, DutySet
from daumoi.scheme import actions
from daumoi.scheme.access import access_proposal, access_scheme
from daumoi.scheme.actions import Given, NewPhase, PostGiven
from daumoi.scheme.models import Phase, Proposal, Scheme
from daumoi.surveys import actions as surveys
from daumoi.surveys.models import Questionnaire, Reply, ReplyState, Round
from tests.cast import Cast

AT = datetime(2016, 10, 3, 9, 0, tzinfo=HANOI)
AS_OF, DUE = date(2016, 9, 15), date(2016, 11, 15)
LETTER = "Công văn 12/BA-CNTT ngày 10/10/2016"
CORE = "n17-trien-khai-thong-nhat"
REPLIED: dict[str, object] = {
    "de_xuat.hinh_thuc": "cuc",
    "de_xuat.phuong_an": "pa1",
    "de_xuat.ly_do": "Khối lượng quản lý đã vượt khả năng của mô hình hiện nay.",
    "de_xuat.nguon_bien_che": "Văn phòng Bộ A",
    "nhan_luc.cong_chuc.giao": 5,
    "nhan_luc.vien_chuc_ngan_sach.giao": 19,
    "nhan_luc.hop_dong.giao": 4,
    "nhan_luc.can_bo_sung": 6,
    "chuyen_mon.an_toan.dai_hoc": 2,
    "chuyen_mon.an_toan.khac": 1,
    "kinh_phi.thuong_xuyen.2015": 3000,
    "kinh_phi.thuong_xuyen.2016": "3298.5",
    "tai_chinh.muc_tu_chu": "nha_nuoc_bao_dam",
    "attt.don_vi_rieng": False,
    "nhiem_vu.n17_trien_khai_thong_nhat.giao": "partial",
    "nhiem_vu.n17_trien_khai_thong_nhat.de_nghi": "lead",
    "nhiem_vu.n17_kiem_tra.giao": "lead",
    "nhiem_vu.n17_kiem_tra.de_nghi": "lead",
    "nhiem_vu.n17_bao_dam_attt.de_nghi": "elsewhere",
    "nhiem_vu.attt.don_vi_khac": "Cục An toàn Bộ A",
}


@dataclass(frozen=True)
class CoreScene:
    """The scheme with the people around it."""

    cast: Cast
    round: Round
    coordinator: Principal
    officer: Principal

    def scheme(self) -> Scheme:
        """The scheme anew; inside `acting`."""
        return Scheme.objects.select_related("owner", "root", "round", "duty_set").get(code="de-an-thu")

    def proposal(self, option: int = 1, body: str = "bo-a", *, by: Principal | None = None) -> Proposal:
        """A proposal anew; inside `acting`."""
        who = by or self.coordinator
        return access_proposal(principal=who, scheme=self.scheme(), body_code=body, option=option)

    def take(self) -> actions.Taken:
        """Take what was replied."""
        with acting(self.coordinator):
            return actions.take_replies(by=self.coordinator, scheme=self.scheme(), at=AT)

    def open(self) -> None:
        """Let the bodies propose."""
        with acting(self.coordinator):
            actions.open_to_bodies(
                by=self.coordinator, scheme=self.scheme(), document="Công văn 3012/BB ngày 03/10/2016"
            )

    def write(self, given: Given, option: int = 1, document: str = "") -> Proposal:
        """Body A's officer writes."""
        with acting(self.officer):
            return actions.write_proposal(
                by=self.officer,
                scheme=self.scheme(),
                body=self.cast.body_a,
                option=option,
                given=given,
                at=AT,
                document=document,
            )

    def planned(self, *, needed: int = 24, given_up: int = 17) -> None:
        """Body A's Cục with its posts and the core duty, sent: something to plan."""
        self.take()
        self.open()
        with acting(self.officer):
            phase = Phase.objects.get(scheme=self.scheme(), number=1)
            duties = Duty.objects.filter(code__in=(CORE, "n17-kiem-tra"))
            held = {duty: ("unit", "") for duty in duties}
        self.write(
            Given(
                form="cuc",
                unit_name="Cục CNTT Bộ A",
                phase=phase,
                reason="Đủ thẩm quyền",
                posts={
                    "cong_chuc": PostGiven(needed, 5, given_up, "Văn phòng Bộ A"),
                    "vien_chuc_ngan_sach": PostGiven(0, 19),
                },
                money={("thuong_xuyen", 2018): actions.MoneyGiven(running=2_000_000_000)},
                duties=held,
            ),
            document=LETTER,
        )

    def ceiling(self, amount: int, kind: str = "cong_chuc") -> None:
        """A ceiling of posts over all bodies."""
        with acting(self.coordinator):
            actions.set_post_ceiling(
                by=self.coordinator,
                scheme=self.scheme(),
                kind=kind,
                amount=amount,
                basis="Yêu cầu không tăng biên chế",
            )


def make_core_scene(cast: Cast) -> CoreScene:
    """Write round, reply and scheme into the database at hand."""
    by, officer = cast.principal(cast.coordinator), cast.principal(cast.officer)
    with acting(by):
        round_ = _round(cast, by)
        actions.create_scheme(
            by=by,
            coordinator=cast.body_b,
            code="de-an-thu",
            title="Mô hình tổ chức của đơn vị chuyên trách",
            title_then="Nâng cao hiệu quả hoạt động của đơn vị chuyên trách",
            as_of=AS_OF,
            round_=round_,
            duty_set=DutySet.objects.get(code="nhom_2017"),
            due_on=DUE,
            phases=(NewPhase("Giai đoạn 1", 2017, 2018), NewPhase("Giai đoạn 2", 2019, 2020)),
        )
        access_scheme(principal=by, code="de-an-thu")
    return CoreScene(cast, round_, by, officer)


def _round(cast: Cast, by: Principal) -> Round:
    made = surveys.create_round(
        by=by,
        coordinator=cast.body_b,
        code="khao-sat-thu",
        title="Khảo sát thử",
        questionnaire=Questionnaire.objects.get(code="hien-trang-va-yeu-cau"),
        cutoff_on=date(2016, 6, 30),
        due_on=date(2016, 8, 15),
        contact_name="Nguyễn Điều Phối",
        contact_phone="024 3900 0101",
        is_simulated=True,
    )
    surveys.issue_round(
        by=by,
        round_=made,
        addressees=[cast.body_a, cast.body_b],
        letter_number="2234/BB",
        letter_date=date(2016, 7, 4),
        letter_signer="Thứ trưởng",
        at=AT,
    )
    reply = Reply.objects.get(round=made, owner=cast.body_a)
    reply.state, reply.letter_number, reply.sent_at = ReplyState.CLOSED, "88/BA-CNTT", AT
    reply.save()
    record(cast, reply, REPLIED)
    return made


def record(cast: Cast, reply: Reply, values: dict[str, object]) -> None:
    """The reply's answers as facts."""
    assert set(values) <= set(Element.objects.values_list("code", flat=True))
    with acting(system("ghi trả lời")) as by:
        facts.record_facts(
            by=by,
            owner=cast.body_a,
            on=date(2016, 6, 30),
            new=[
                facts.NewFact(element=element, status="confirmed", value=value, source_text="Phiếu Bộ A")
                for element, value in values.items()
            ],
            source_kind="surveys.reply",
            source_id=reply.pk,
            confirmed_by="Phạm Lãnh Đạo",
            confirmed_at=AT,
            is_simulated=True,
        )


def page(client: Client, route: str, *args: object, status: int = 200, **query: str) -> str:
    """The text of a page of the scheme."""
    response = client.get(reverse(f"scheme:{route}", args=["de-an-thu", *args]), query)
    assert response.status_code == status, text_of(response)[:2000]
    return text_of(response)


def post(client: Client, route: str, *args: object, status: int = 302, **data: Any) -> str:
    """Send a form; the text of the answer."""
    response = client.post(reverse(f"scheme:{route}", args=["de-an-thu", *args]), data)
    assert response.status_code == status, text_of(response)[:3000]
    return text_of(response)


def text_of(response: Any) -> str:
    """A refusal marks the outermost transaction, which here is the test's own: let the test go on."""
    transaction.get_connection().set_rollback(False)
    return str(response.content.decode())
