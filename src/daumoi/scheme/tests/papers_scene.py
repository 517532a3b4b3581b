"""A scheme with a chosen plan, for tests of its papers: Bộ A proposes a Cục, Bộ B keeps its own and writes the scheme."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from daumoi.documents import actions as documents
from daumoi.documents.models import NumberingMode, RegisterSide
from daumoi.foundation.principal import Principal, acting
from daumoi.organisations.models import StaffKind
from daumoi.scheme import actions
from daumoi.scheme.actions import papers, submission
from daumoi.scheme.models import Phase, Scheme, SchemePaper, SubmissionEvent
from tests.cast import Cast

AS_OF = date(2026, 9, 30)
DAY = date(2026, 11, 20)
AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
ADDRESS = "/de-an/de-an-thu/ho-so/"
TASK_ADDRESS = "/de-an/de-an-thu/sau-quyet-dinh/0/"


@dataclass(frozen=True)
class PapersScene:
    """The scheme, and the people who act on it."""

    cast: Cast
    scheme: Scheme
    coordinator: Principal
    officer: Principal

    def fresh(self) -> Scheme:
        """The scheme as it stands; for use inside `acting`."""
        return Scheme.objects.select_related("owner", "root", "round", "duty_set").get(pk=self.scheme.pk)

    def happens(
        self,
        kind: str,
        on: date = DAY,
        *,
        body_name: str = "",
        field: str = "",
        verdict: str = "",
        document: str = "",
        words: str = "",
    ) -> SubmissionEvent:
        """One line of the log."""
        told = submission.NewEvent(kind, on, body_name, field, verdict, document, words)
        with acting(self.coordinator):
            return submission.record_event(
                by=self.coordinator,
                scheme=self.scheme,
                event=told,
                today=date(2026, 11, 22),
                at=AT,
            )

    def drafts(self, role: str, day: date = DAY) -> SchemePaper:
        """One paper of the set."""
        with acting(self.coordinator):
            return papers.draft_paper(
                by=self.coordinator, scheme=self.scheme, role=role, address=ADDRESS, day=day, at=AT
            )


def make_papers_scene(cast: Cast, *, chosen: bool = True) -> PapersScene:
    """The scheme; with `chosen` a plan was computed and chosen."""
    by, officer = cast.principal(cast.coordinator), cast.principal(cast.officer)
    _open_register(cast)
    with acting(by):
        scheme = actions.create_scheme(
            by=by,
            coordinator=cast.body_b,
            code="de-an-thu",
            title="Nâng cao hiệu quả hoạt động của đơn vị chuyên trách",
            title_then="Mô hình tổ chức hoạt động của đơn vị chuyên trách",
            purpose="Các bộ chưa có khung chung về tổ chức đơn vị chuyên trách.",
            as_of=AS_OF,
            due_on=date(2026, 12, 31),
            phases=[actions.NewPhase("Giai đoạn 1", 2027, 2027)],
        )
        actions.set_post_ceiling(
            by=by, scheme=scheme, kind=StaffKind.CIVIL_SERVANT, amount=0, basis="Không tăng biên chế"
        )
        scheme = actions.open_to_bodies(by=by, scheme=scheme, document="Công văn số 10/BB-THH")
    scene = PapersScene(cast, scheme, by, officer)
    _propose(scene)
    if chosen:
        with acting(by):
            run = actions.solve_plan(by=by, scheme=scene.fresh(), at=AT)
            actions.choose_plan(by=by, run=run, reason="Theo ý kiến của lãnh đạo", at=AT)
    return scene


def _propose(scene: PapersScene) -> None:
    officer, cast = scene.officer, scene.cast
    with acting(officer):
        proposal = actions.write_proposal(
            by=officer,
            scheme=scene.scheme,
            body=cast.body_a,
            option=1,
            given=actions.Given(
                form="cuc",
                unit_name="Cục Chuyển đổi số Bộ A",
                phase=Phase.objects.get(scheme=scene.scheme, number=1),
                reason="Nhiệm vụ quản lý ngày càng nhiều",
                posts={
                    StaffKind.CIVIL_SERVANT: actions.PostGiven(
                        needed=30, present=12, given_up=18, giver_text="Văn phòng Bộ A"
                    )
                },
                money={("thuong_xuyen", 2027): actions.MoneyGiven(running=1_500_000_000)},
            ),
            at=AT,
        )
        actions.send_proposal(by=officer, proposal=proposal, document="Công văn số 5/BA-TTTT", at=AT)
    with acting(scene.coordinator):
        actions.take_proposals(by=scene.coordinator, scheme=scene.scheme, at=AT)


def _open_register(cast: Cast) -> None:
    clerk = cast.principal(cast.clerk_b)
    with acting(clerk):
        documents.open_series(
            by=clerk,
            owner=cast.body_b,
            name="Văn bản đi",
            side=RegisterSide.OUT,
            mode=NumberingMode.OWN,
            agency="BB",
            kinds=[],
            valid_from=date(2016, 1, 1),
        )


def to_decision(scene: PapersScene) -> SubmissionEvent:
    """The way of the scheme up to its decision, once returned."""
    scene.happens("lay_y_kien", date(2026, 7, 1))
    scene.happens(
        "y_kien",
        date(2026, 7, 20),
        body_name="Bộ Nội vụ",
        field="to_chuc",
        verdict="co_y_kien",
        document="12/BNV-TCBC",
        words="Làm rõ biên chế",
    )
    scene.happens(
        "y_kien", date(2026, 7, 22), body_name="Bộ Tài chính", field="tai_chinh", verdict="nhat_tri"
    )
    scene.happens("trinh", date(2026, 8, 1), document="17/TTr-BB")
    scene.happens("tra_lai", date(2026, 8, 20), body_name="Văn phòng Chính phủ", words="Bổ sung lộ trình")
    scene.happens("trinh_lai", date(2026, 9, 5), document="21/TTr-BB")
    return scene.happens(
        "ban_hanh", date(2026, 11, 10), body_name="Thủ tướng Chính phủ", document="99/QĐ-TTg"
    )
