"""What the journeys start from: a round on its way, two weeks before its deadline."""

import json
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import msgspec
from django.db import transaction

from daumoi.config.demo.government import BODIES, Body
from daumoi.config.demo.replying import fill, settle
from daumoi.config.demo.round_2016 import QUESTIONNAIRE, published
from daumoi.council import actions as council
from daumoi.council.models import AgendaKind, Attendance, MatterKind, Mode, OpinionKind, Session
from daumoi.council.tests.scene import Scene, make_scene, person
from daumoi.documents.models import ExchangeAddress
from daumoi.documents.tests.desk import open_registers
from daumoi.foundation import clock
from daumoi.foundation.principal import Principal, acting, system
from daumoi.organisations.models import Organisation
from daumoi.surveys import actions
from daumoi.surveys.definition import digest, encode
from daumoi.surveys.models import Questionnaire, Reply, Round
from daumoi.surveys.tests.factories import make_questionnaire, signed_pdf, small_definition
from tests.cast import Cast, appoint, make_body, make_unit

ROUND = "dot-1"
CONTACT_PHONE = "024 3000 0202"
BODY = "bo-a"
OTHER_BODY = "bo-b"
OPINION_ROUND = "y-kien-de-an"
SURVEY = "Khảo sát hiện trạng và yêu cầu, đợt mô phỏng"
COORDINATOR_ORGAN, DISTANT_ORGAN = "000.00.02.X90", "000.00.04.X90"
"""Invented codes of the exchange: Bộ B, which coordinates, and Bộ D, which has an installation of its own."""
LEFT_OPEN = "Ban hành hướng dẫn chung về chức năng, nhiệm vụ"
"""What the council's last session left in the ledger, forty days ago."""


@dataclass(frozen=True)
class House:
    """Where it is served, who is in it, which round runs."""

    address: str
    cast: Cast
    round: Round


def issue_round(cast: Cast) -> Round:
    """A simulated round to both bodies, issued yesterday under a letter, due in two weeks."""
    by, now = system("dựng đợt"), clock.now()
    with acting(by), transaction.atomic():
        made = actions.create_round(
            by=by,
            coordinator=cast.body_b,
            code=ROUND,
            title="Khảo sát hiện trạng đơn vị chuyên trách",
            questionnaire=_questionnaire(),
            cutoff_on=now.date() - timedelta(days=30),
            due_on=now.date() + timedelta(days=14),
            contact_name="Nguyễn Văn Đầu Mối",
            contact_phone="024 3000 0101",
            is_simulated=True,
        )
        actions.issue_round(
            by=by,
            round_=made,
            addressees=[cast.body_a, cast.body_b],
            letter_number="2234/MP-KS",
            letter_date=now.date() - timedelta(days=1),
            letter_signer="Nguyễn Ký",
            at=now - timedelta(days=1),
        )
        reply = Reply.objects.get(round=made, owner=cast.body_a)
        actions.set_contact(by=by, reply=reply, name="Vũ Đầu Mối A", phone=CONTACT_PHONE)
    return made


def open_desks(cast: Cast) -> None:
    """Both bodies keep their registers here."""
    with transaction.atomic():
        open_registers(cast, body=cast.body_a, agency="BA")
        open_registers(cast, body=cast.body_b, agency="BB")


def open_council(cast: Cast) -> Round:
    """Before a session: a round not yet sent, desks, a body beyond the exchange, and what the last session left open."""
    with transaction.atomic():
        scene = make_scene(cast)
        with acting(system("dựng vai")):
            secretary = person("thuky.b", "Tô Thư Ký", "council_secretary", cast.body_b)
            appoint(secretary, "ministry_officer", cast.body_b)
            for body, organ in ((cast.body_b, COORDINATOR_ORGAN), (scene.body_d, DISTANT_ORGAN)):
                ExchangeAddress.objects.create(organisation=body, organ_id=organ)
    open_desks(cast)
    with transaction.atomic(), acting(cast.principal(cast.coordinator)) as by:
        _hold_last_session(scene, by=by, on=clock.today() - timedelta(days=40))
    return _prepare_round(cast)


def _prepare_round(cast: Cast) -> Round:
    """A simulated round of opinions whose letter is still to be written."""
    by, today = system("dựng đợt"), clock.today()
    with acting(by), transaction.atomic():
        return actions.create_round(
            by=by,
            coordinator=cast.body_b,
            code=OPINION_ROUND,
            title="Lấy ý kiến về dự thảo đề án",
            questionnaire=_questionnaire(),
            cutoff_on=today - timedelta(days=30),
            due_on=today + timedelta(days=10),
            contact_name="Nguyễn Văn Đầu Mối",
            contact_phone="024 3000 0101",
            is_simulated=True,
        )


def _hold_last_session(scene: Scene, *, by: Principal, on: date) -> None:
    """A session held and concluded; one conclusion is followed in the ledger, Bộ A answers for it."""
    at = datetime.combine(on, time(9), tzinfo=clock.HANOI)
    session = council.create_session(
        by=by, council=scene.council, code="hop-truoc", title="Phiên họp trước", mode=Mode.MEETING, held_on=on
    )
    council.add_item(by=by, session=session, title="Dự thảo đề án", kind=AgendaKind.DISCUSS)
    lines = council.send_session(
        by=by, session=session, letter_number="01/GM-HĐ", letter_date=on - timedelta(days=3), at=at
    )
    for line in lines:
        council.mark_attendance(by=by, invitation=line, attendance=Attendance.PRESENT)
    council.open_session(by=by, session=session, at=at)
    council.record_opinion(
        by=by,
        session=session,
        kind=OpinionKind.OPINION,
        text="Mỗi nơi làm một khác vì chưa có hướng dẫn.",
        speaker="Bộ A",
    )
    concluded = council.conclude(
        by=by, session=session, conclusions=[f"{LEFT_OPEN}."], document="Bản ký ngày họp", at=at
    )
    council.issue_notice(
        by=by,
        session=Session.objects.get(pk=session.pk),
        number="01/TB-HĐ",
        on=on,
        signer="Bùi Chủ Tịch",
    )
    council.raise_matter(
        by=by,
        council=scene.council,
        kind=MatterKind.CONCLUSION,
        title=LEFT_OPEN,
        raised_on=on,
        opinion=concluded[0],
        responsible=scene.cast.body_a,
        due_on=on + timedelta(days=30),
    )


def _questionnaire() -> Questionnaire:
    """The small questionnaire, its form of unit being the pack's element: the national report is drawn from that."""
    made, plain = make_questionnaire(), small_definition()
    first, *others = plain.sections
    items = tuple(
        msgspec.structs.replace(one, element="don_vi.hinh_thuc") if one.code == "a2" else one
        for one in first.items
    )
    whole = msgspec.structs.replace(plain, sections=(msgspec.structs.replace(first, items=items), *others))
    made.definition, made.digest = json.loads(encode(whole)), digest(whole)
    made.save(update_fields=["definition", "digest"])
    return made


def open_scheme(cast: Cast) -> Round:
    """Before a scheme: a round of the shipped questionnaire to three bodies; Bộ A and Bộ E answered and were closed."""
    asks, wishes = BODIES[0], BODIES[4]
    with transaction.atomic(), acting(system("dựng cơ quan")):
        body_e = make_body("bo-e", wishes.name, wishes.number)
        make_unit("bo-e.tt", wishes.unit_name, body_e)
        officer_e = person("chuyenvien.e", "Lý Chuyên Viên E", "ministry_officer", body_e)
    open_desks(cast)
    with transaction.atomic(), acting(cast.principal(cast.coordinator)) as by:
        made = _issue_survey(by, [cast.body_a, cast.body_b, body_e], coordinator=cast.body_b)
    _accept(cast, _reply(made, cast.body_a), asks, cast.principal(cast.officer))
    _accept(cast, _reply(made, body_e), wishes, cast.principal(officer_e))
    return made


def _issue_survey(by: Principal, asked: list[Organisation], *, coordinator: Organisation) -> Round:
    """The simulated survey, sent twenty days ago; ten days are left."""
    today = clock.today()
    made = actions.create_round(
        by=by,
        coordinator=coordinator,
        code="khao-sat",
        title=SURVEY,
        questionnaire=published(QUESTIONNAIRE),
        cutoff_on=today - timedelta(days=50),
        due_on=today + timedelta(days=10),
        contact_name="Nguyễn Văn Đầu Mối",
        contact_phone="024 3000 0101",
        is_simulated=True,
    )
    actions.issue_round(
        by=by,
        round_=made,
        addressees=asked,
        letter_number="2234/BB-KS",
        letter_date=today - timedelta(days=20),
        letter_signer="Bùi Chủ Tịch",
        at=clock.now() - timedelta(days=20),
    )
    return made


def _reply(round_: Round, body: Organisation) -> Reply:
    with transaction.atomic(), acting(system("xem")):
        return Reply.objects.select_related("round", "round__questionnaire", "round__owner", "owner").get(
            round=round_, owner=body
        )


def _accept(cast: Cast, reply: Reply, body: Body, by: Principal) -> None:
    """One body answers the whole questionnaire under a signed letter; the coordinator closes the reply."""
    at = clock.now() - timedelta(days=5)
    with transaction.atomic(), acting(by):
        fill(by=by, reply=reply, body=body, at=at)
        settle(by=by, reply=reply)
        code = actions.prepare_annex(by=by, reply=reply, at=at)
        actions.attach_signed_letter(
            by=by,
            reply=reply,
            name=f"cong-van-{code}.pdf",
            content=signed_pdf(f"Ma noi dung {code}"),
            number=f"{80 + body.number}/B{body.letter}-CNTT",
            letter_date=at.date(),
            signer="KT. BỘ TRƯỞNG, Trần Ký",
            typed_code="",
            at=at,
        )
        actions.send_reply(by=by, reply=reply, at=at)
    with transaction.atomic(), acting(cast.principal(cast.coordinator)) as coordinator:
        actions.receive(by=coordinator, reply=reply, at=at + timedelta(days=1))
        actions.close_reply(by=coordinator, reply=reply, at=at + timedelta(days=2))
