"""The simulated council: a session on the scheme, opinions with what became of each, the notice of conclusions."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse

from daumoi.config.demo.government import BODIES, COORDINATOR
from daumoi.config.demo.letters import Sent
from daumoi.config.demo.people import leader, principal
from daumoi.config.demo.replying import moment
from daumoi.council import actions, queries
from daumoi.council.models import (
    AgendaKind,
    Attendance,
    Council,
    MatterKind,
    MatterState,
    Mode,
    OpinionKind,
    OpinionVerdict,
    SeatRole,
    Session,
)
from daumoi.council.presenters.official import notice_paper
from daumoi.documents import actions as documents
from daumoi.documents.models import Paper, PaperFile
from daumoi.foundation.principal import Principal, acting
from daumoi.organisations.models import Organisation

CODE, SESSION = "hoi-dong-mo-phong", "mo-phong-2026-1"
SINCE, HELD = date(2026, 1, 15), date(2026, 11, 20)
_CHAIR = 16
_ABSENT = {9: "đi công tác theo lịch đã báo"}
_SUBSTITUTE = {5: "Phó Vụ trưởng được cử dự thay"}
_SAID: tuple[tuple[int, str, str, str, str, str], ...] = (
    (
        4,
        "Băn khoăn việc chuyển sang mô hình mới sẽ làm tăng biên chế.",
        OpinionVerdict.ACCEPTED,
        "Đề án đã tính không tăng tổng biên chế.",
        "Thêm bảng điều chuyển biên chế theo từng phương án",
        "Phần III, Phụ lục 2",
    ),
    (
        7,
        "Chưa có hướng dẫn chức năng, nhiệm vụ nên mỗi Trung tâm làm một khác.",
        OpinionVerdict.ACCEPTED,
        "Cần hướng dẫn chung.",
        "Thêm nhiệm vụ ban hành hướng dẫn trong quý I năm 2027",
        "Phần IV, mục 2",
    ),
    (
        11,
        "Đề nghị giữ bộ phận cứng về quản lý công nghệ thông tin và an ninh mạng.",
        OpinionVerdict.PARTLY,
        "Giữ bộ phận cứng; số người do từng cơ quan quyết định trong biên chế được giao.",
        "Nêu khung số người tối thiểu theo nhóm",
        "Phần III, mục 3",
    ),
    (
        18,
        "Đề nghị mọi cơ quan đều phải thành lập Cục.",
        OpinionVerdict.NOT,
        "Hình thức do từng cơ quan căn cứ điều kiện cụ thể đề xuất.",
        "",
        "",
    ),
)
_CONCLUSIONS = (
    "Cơ quan thường trực tiếp thu ý kiến của các thành viên, hoàn thiện đề án, gửi xin ý kiến bằng văn bản.",
    "Các cơ quan chưa cho ý kiến gửi văn bản chậm nhất ngày 30/11/2026.",
    "Cơ quan thường trực soạn hướng dẫn chung về chức năng, nhiệm vụ, trình trong quý I năm 2027.",
)


@dataclass(frozen=True)
class Held:
    """The session and its notice."""

    session: Session
    notice: Paper
    opinions: int


def build(*, places: dict[str, Organisation], sent: Sent) -> Held:
    """Play the session; nothing happens when it was played before."""
    by = principal("dieuphoi", HELD)
    known = Session.objects.filter(code=SESSION).first()
    with acting(by):
        session = known or _hold(by, places, sent)
        notice = Paper.objects.select_related("kind").get(about_kind="council.session", about_id=session.pk)
        return Held(session=session, notice=notice, opinions=session.opinions.count())


def _hold(by: Principal, places: dict[str, Organisation], sent: Sent) -> Session:
    council = _council(by, places)
    session = actions.create_session(
        by=by,
        council=council,
        code=SESSION,
        title="Phiên họp về đề án mô hình đơn vị chuyên trách",
        mode=Mode.MEETING,
        held_on=HELD,
        place="Phòng họp số 1 (mô phỏng)",
        starts_at="08 giờ 30",
        purpose="Thông tin kết quả lấy ý kiến, cho ý kiến về dự thảo đề án.",
        contact="Nguyễn Thu Hà, 024 3900 0101",
    )
    inform = actions.add_item(
        by=by, session=session, title="Kết quả lấy ý kiến bằng văn bản", kind=AgendaKind.INFORM
    )
    discuss = actions.add_item(by=by, session=session, title="Dự thảo đề án", kind=AgendaKind.DISCUSS)
    print_of_letter = PaperFile.objects.filter(paper=sent.letter).order_by("id").first()
    assert print_of_letter is not None
    actions.add_paper(
        by=by,
        session=session,
        title=f"Công văn số {sent.letter.code} và tổng hợp trả lời",
        name=print_of_letter.name,
        content=bytes(print_of_letter.content),
        item=inform,
        at=moment(date(2026, 11, 17), 14),
    )
    actions.send_session(
        by=by,
        session=session,
        letter_number="07/GM-HĐ",
        letter_date=date(2026, 11, 17),
        at=moment(date(2026, 11, 17), 15),
    )
    _attend(by, session)
    actions.open_session(by=by, session=session, at=moment(HELD, 8, 30))
    actions.record_opinion(
        by=by,
        session=session,
        kind=OpinionKind.INFORMATION,
        text=f"Đã có {sent.answered}/{len(BODIES)} cơ quan trả lời công văn số {sent.letter.code}.",
        speaker="Cơ quan thường trực",
        item=inform,
    )
    for number, text, verdict, reason, change, place in _SAID:
        opinion = actions.record_opinion(
            by=by,
            session=session,
            kind=OpinionKind.OPINION,
            text=text,
            speaker=f"{leader(number).full_name}, {BODIES[number - 1].name}",
            item=discuss,
        )
        actions.explain_opinion(
            by=by,
            opinion=opinion,
            verdict=verdict,
            reason=reason,
            change_made=change,
            change_place=place,
            at=moment(HELD, 10),
        )
    actions.write_minutes(
        by=by,
        session=session,
        text="Chủ tịch khai mạc.\nCơ quan thường trực thông tin kết quả.\nCác thành viên thảo luận.",
    )
    actions.conclude(
        by=by,
        session=session,
        conclusions=_CONCLUSIONS,
        document="Bút tích của Chủ tịch trên dự thảo kết luận",
        at=moment(HELD, 11),
    )
    _remember(by, council, session, places, sent)
    _notice(by, session)
    return Session.objects.get(pk=session.pk)


def _council(by: Principal, places: dict[str, Organisation]) -> Council:
    council = actions.create_council(
        by=by,
        keeper=places[COORDINATOR],
        code=CODE,
        kind="hoi_dong",
        name="Hội đồng Giám đốc công nghệ thông tin (mô phỏng)",
        short_name="Hội đồng",
        since=SINCE,
        founding_text="Quyết định mô phỏng số 15/QĐ-BP",
        standing_text="Bộ phận điều phối, Bộ P",
        quorum_numerator=2,
        quorum_denominator=3,
        quorum_basis="Quy chế mô phỏng, Điều 6",
    )
    for body in BODIES:
        head = leader(body.number)
        chair = body.number == _CHAIR
        actions.seat_member(
            by=by,
            council=council,
            organisation=places[body.code],
            role=SeatRole.CHAIR if chair else SeatRole.MEMBER,
            holder=head.full_name,
            position=f"{head.position} {body.name}",
            since=SINCE,
            document="Quyết định mô phỏng số 15/QĐ-BP",
            number=1 if chair else body.number + 1,
        )
    return council


def _attend(by: Principal, session: Session) -> None:
    numbers = {body.code: body.number for body in BODIES}
    for invitation in session.invitations.select_related("seat", "owner"):
        number = numbers.get(invitation.owner.code, 0)
        if number in _ABSENT:
            actions.mark_attendance(
                by=by, invitation=invitation, attendance=Attendance.ABSENT, reason=_ABSENT[number]
            )
        elif number in _SUBSTITUTE:
            actions.mark_attendance(
                by=by,
                invitation=invitation,
                attendance=Attendance.SUBSTITUTE,
                attended_by=_SUBSTITUTE[number],
            )
        else:
            actions.mark_attendance(by=by, invitation=invitation, attendance=Attendance.PRESENT)


def _remember(
    by: Principal, council: Council, session: Session, places: dict[str, Organisation], sent: Sent
) -> None:
    """What the session leaves in the ledger, with what it stands on."""
    matter = actions.raise_matter(
        by=by,
        council=council,
        kind=MatterKind.CONCLUSION,
        title="Hướng dẫn chung về chức năng, nhiệm vụ của đơn vị chuyên trách",
        raised_on=HELD,
        raised_by="Chủ tịch Hội đồng",
        text=_CONCLUSIONS[2],
        session=session,
        responsible=places[COORDINATOR],
        due_on=date(2027, 3, 31),
    )
    actions.add_entry(
        by=by,
        matter=matter,
        on=HELD,
        state=MatterState.WORKING,
        text="Giao cơ quan thường trực soạn; căn cứ kết quả lấy ý kiến.",
        today=HELD,
        session=session,
        link_kind="document",
        link_code=sent.letter.code,
        link_label=f"Công văn số {sent.letter.code}",
        link_address=reverse("documents:paper", args=[sent.letter.pk]),
    )


def _notice(by: Principal, session: Session) -> None:
    """The notice of conclusions through the register of papers; its number issues the session."""
    view = queries.session_view(principal=by, session=session, day=HELD)
    paper = actions.draft_official(
        by=by,
        session=session,
        kind="thong_bao",
        paper=notice_paper(view),
        address=reverse("council:session", args=[session.code]),
        day=HELD,
    )
    documents.record_signed_outside(by=by, paper=paper, signer=leader(_CHAIR).full_name, at=moment(HELD, 15))
    documents.issue_paper(by=by, paper=paper, at=moment(HELD, 16), fonts=settings.FONTS)
