"""A simulated council of three bodies, kept by the coordinator in Bộ B, and a body that has nothing to do with it."""

import hashlib
import io
from dataclasses import dataclass
from datetime import date, datetime

from pypdf import PdfWriter

from daumoi.accounts.models import Person
from daumoi.council import actions
from daumoi.council.access import access_council, access_session
from daumoi.council.models import Council, Invitation, Seat, Session
from daumoi.foundation.clock import HANOI
from daumoi.foundation.principal import acting, system
from daumoi.organisations.models import Organisation
from tests.cast import PASSWORD, Cast, appoint, make_body

TODAY = date(2026, 11, 22)
HELD = date(2026, 12, 10)
DUE = date(2026, 12, 15)
AT = datetime(2026, 12, 1, 9, 0, tzinfo=HANOI)
MEETING_AT = datetime(2026, 12, 10, 9, 0, tzinfo=HANOI)


def pdf() -> bytes:
    """The smallest paper."""
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(out)
    return out.getvalue()


def person(username: str, full_name: str, role: str, over: Organisation) -> Person:
    """Somebody more, appointed."""
    made = Person(username=username, full_name=full_name, is_simulated=True)
    made.set_password(PASSWORD)
    made.save()
    appoint(made, role, over)
    return made


@dataclass(frozen=True)
class Scene:
    """The council and the people around it, besides the cast."""

    cast: Cast
    body_c: Organisation
    body_d: Organisation
    chair: Person
    leader_c: Person
    officer_d: Person
    council: Council

    def session(self, code: str) -> Session:
        """The session anew, as the database has it."""
        with acting(system("xem")) as principal:
            return access_session(principal=principal, code=code)

    def line(self, session: Session, body: Organisation) -> Invitation:
        """The line of one body in a session."""
        with acting(system("xem")):
            return Invitation.objects.select_related("session", "seat", "owner").get(
                session=session, owner=body
            )

    def meeting(self, code: str = "hop-1", *, sent: bool = True, held_on: date = HELD) -> Session:
        """A meeting with an agenda and a paper, sent to the three members."""
        with acting(self.cast.principal(self.cast.coordinator)) as by:
            made = actions.create_session(
                by=by,
                council=self.council,
                code=code,
                title=f"Họp thử nghiệm {code}",
                mode="meeting",
                held_on=held_on,
                place="Phòng họp A",
                starts_at="08 giờ 30",
            )
            actions.add_item(by=by, session=made, title="Dự thảo quy chế phối hợp", presenter="Cục mô phỏng")
            actions.add_paper(
                by=by, session=made, title="Dự thảo quy chế", name="qc.pdf", content=pdf(), at=AT
            )
            if sent:
                actions.send_session(
                    by=by, session=made, letter_number="12/GM-HĐ", letter_date=AT.date(), at=AT
                )
        return self.session(code)

    def ballot(self, code: str = "phieu-1", *, sent: bool = True) -> Session:
        """A written consultation with one named and one anonymous question."""
        with acting(self.cast.principal(self.cast.coordinator)) as by:
            made = actions.create_session(
                by=by,
                council=self.council,
                code=code,
                title="Lấy ý kiến dự thảo quy chế",
                mode="written",
                held_on=AT.date(),
                due_on=DUE,
            )
            actions.add_question(by=by, session=made, text="Thống nhất nội dung dự thảo?")
            actions.add_question(by=by, session=made, text="Giới thiệu cơ quan chủ trì?", is_anonymous=True)
            if sent:
                actions.send_session(
                    by=by, session=made, letter_number="15/CV-HĐ", letter_date=AT.date(), at=AT
                )
        return self.session(code)

    def attend(self, session: Session, **words: str) -> None:
        """Note attendance by body code: present, substitute or absent."""
        with acting(self.cast.principal(self.cast.coordinator)) as by:
            for line in Invitation.objects.select_related("session", "owner").filter(session=session):
                said = words.get(line.owner.code.replace("-", "_"), "present")
                actions.mark_attendance(
                    by=by, invitation=line, attendance=said, attended_by="Người thay", reason="Đi công tác"
                )

    def held(self, code: str = "hop-1", held_on: date = HELD) -> Session:
        """A meeting that was opened."""
        made = self.meeting(code, held_on=held_on)
        self.attend(made)
        with acting(self.cast.principal(self.cast.coordinator)) as by:
            actions.open_session(by=by, session=made, at=MEETING_AT)
        return self.session(code)

    def give(self, session: Session, who: Person, body: Organisation, *marks: actions.Box) -> Invitation:
        """Hand in a member's form."""
        line = self.line(session, body)
        with acting(self.cast.principal(who)) as by:
            return actions.return_form(
                by=by, invitation=line, boxes=dict(enumerate(marks, start=1)), signed=True, at=AT
            )


AGREE, DISAGREE = actions.Box("agree"), actions.Box("disagree")


def make_scene(cast: Cast) -> Scene:
    """Write the council into the database at hand."""
    with acting(system("dựng vai")):
        body_c, body_d = make_body("bo-c", "Bộ C", 3), make_body("bo-d", "Bộ D", 4)
        chair = person("chutich.b", "Bùi Chủ Tịch", "council_chair", cast.body_b)
        leader_c = person("lanhdao.c", "Dương Lãnh Đạo C", "ministry_leader", body_c)
        officer_d = person("chuyenvien.d", "Đỗ Người D", "ministry_leader", body_d)
    with acting(cast.principal(cast.coordinator)) as by:
        actions.create_council(
            by=by,
            keeper=cast.body_b,
            code="hd-thu",
            kind="hoi_dong",
            name="Hội đồng thử nghiệm",
            short_name="Hội đồng thử",
            since=date(2026, 1, 1),
            founding_text="Quyết định 01/QĐ-BB",
            quorum_numerator=2,
            quorum_denominator=3,
            quorum_basis="Điều 5 quy chế mô phỏng",
        )
        council = access_council(principal=by, code="hd-thu")
        for body, role, holder in (
            (cast.body_b, "chair", "Bùi Chủ Tịch"),
            (cast.body_a, "member", "Phạm Lãnh Đạo"),
            (body_c, "member", "Dương Lãnh Đạo C"),
        ):
            actions.seat_member(
                by=by,
                council=council,
                organisation=body,
                role=role,
                holder=holder,
                position="Thứ trưởng",
                since=date(2026, 1, 1),
                document="Quyết định 02/QĐ-BB",
            )
    return Scene(cast, body_c, body_d, chair, leader_c, officer_d, council)


def digest(content: bytes) -> str:
    """SHA-256 in figures."""
    return hashlib.sha256(content).hexdigest()


def seat_of(scene: Scene, body: Organisation) -> Seat:
    """The seat of a body."""
    with acting(system("xem")):
        return Seat.objects.select_related("council", "owner").get(council=scene.council, owner=body)
