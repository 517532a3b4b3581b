"""A round's letter from draft to answers: drafted, signed in steps, numbered, sent to 22 bodies, answered by most.

Most bodies answer the form of the round on the system, two by a letter of their own, one by a message of the exchange;
three have not answered. Each answer closes its line.
"""

from dataclasses import dataclass
from datetime import date
from io import BytesIO

from django.conf import settings

from daumoi.config.demo.desks import ELSEWHERE, abbreviation, organ_id
from daumoi.config.demo.government import BODIES, COORDINATOR, Body
from daumoi.config.demo.people import clerk as clerk_of
from daumoi.config.demo.people import leader, officer, principal
from daumoi.config.demo.replying import moment, name_contacts
from daumoi.config.demo.round_2016 import published
from daumoi.documents import actions as documents
from daumoi.documents.edxml import model as edxml
from daumoi.documents.edxml.write import write_message
from daumoi.documents.models import Kind, Paper, Side
from daumoi.documents.rules.content import Content, Part, Signing
from daumoi.foundation.principal import acting
from daumoi.organisations.models import Organisation
from daumoi.surveys import actions as surveys
from daumoi.surveys.models import Reply, Round

ROUND = "y-kien-de-an-2026"
DRAFTED, ISSUED, DUE = date(2026, 11, 3), date(2026, 11, 5), date(2026, 11, 16)
_SILENT = (12, 19)
_BY_LETTER = (3, 10)
_BY_MESSAGE = 21
LATE = {8: date(2026, 11, 18), 14: date(2026, 11, 19)}


@dataclass(frozen=True)
class Sent:
    """The round, its letter, and what was found on the way."""

    round: Round
    letter: Paper
    messages_out: int
    answered: int


def build(*, places: dict[str, Organisation]) -> Sent:
    """Play the letter and its answers; nothing happens when it was played before."""
    clerk = principal("vanthu", ISSUED)
    known = Round.objects.filter(code=ROUND).first()
    if known is None:
        known = _prepare(places)
        _issue(known, places)
        _name_contacts(known)
        for body in BODIES:
            if body.number not in _SILENT and body.code not in ELSEWHERE:
                _answer(body, places, known)
        _answer_by_message(BODIES[_BY_MESSAGE - 1], places)
    with acting(clerk):
        letter = Paper.objects.select_related("kind").get(
            about_kind="surveys.round", about_id=known.pk, side=Side.OUT
        )
        lines = letter.addressees.all()
        return Sent(
            round=known,
            letter=letter,
            messages_out=letter.messages.count(),
            answered=sum(line.answered_on is not None for line in lines),
        )


def _prepare(places: dict[str, Organisation]) -> Round:
    by = principal("dieuphoi", DRAFTED)
    with acting(by):
        return surveys.create_round(
            by=by,
            coordinator=places[COORDINATOR],
            code=ROUND,
            title="Lấy ý kiến về đề án mô hình đơn vị chuyên trách",
            questionnaire=published("y-kien-du-thao"),
            cutoff_on=date(2026, 10, 31),
            due_on=DUE,
            contact_name="Nguyễn Thu Hà",
            contact_phone="024 3900 0101",
            purpose="Để hoàn thiện đề án trước phiên họp của Hội đồng, đề nghị quý cơ quan cho ý kiến bằng văn bản.",
            is_simulated=True,
        )


def _issue(round_: Round, places: dict[str, Organisation]) -> None:
    """Through the five acts: drafted and submitted, advised, checked, approved by the vice-minister, numbered."""
    by, chief, clerk = (
        principal("dieuphoi", DRAFTED),
        principal(leader(16).username, ISSUED),
        principal("vanthu", ISSUED),
    )
    with acting(by):
        paper = surveys.draft_letter(
            by=by, round_=round_, addressees=[places[body.code] for body in BODIES], day=DRAFTED
        )
        content = documents.newest_content(paper=paper)
        documents.write_version(
            by=by, paper=paper, content=_signed_by(content, "Đặng Minh Sơn"), seen=1, note="Thêm người ký"
        )
        documents.submit_paper(
            by=by, paper=paper, route="don_vi_thua_lenh", note="Kính trình.", at=moment(DRAFTED, 15)
        )
    with acting(chief):
        documents.advise(by=chief, paper=paper, opinion="Nhất trí.", at=moment(ISSUED, 8))
        documents.approve(by=chief, paper=paper, opinion="", at=moment(ISSUED, 9))
    with acting(clerk):
        documents.issue_paper(
            by=clerk,
            paper=paper,
            at=moment(ISSUED, 10),
            fonts=settings.FONTS,
            unit="ĐP",
            verify_at=f"{settings.PUBLIC_ADDRESS or 'http://127.0.0.1:8000'}/van-ban/xac-minh/",
        )


def _name_contacts(round_: Round) -> None:
    by = principal("dieuphoi", ISSUED)
    with acting(by):
        rows = Reply.objects.filter(round=round_).select_related("round__owner", "owner")
        name_contacts(by=by, replies={reply.owner.code: reply for reply in rows})


def _signed_by(content: Content, name: str) -> Content:
    signing = Signing(position="THỨ TRƯỞNG", name=name, on_behalf=["KT. BỘ TRƯỞNG"])
    return Content(
        parts=content.parts,
        closing=content.closing,
        recipients=["Như trên", "Bộ trưởng (để báo cáo)", "Lưu: VT, ĐP."],
        contact=content.contact,
        signing=signing,
    )


def _answer(body: Body, places: dict[str, Organisation], round_: Round) -> None:
    """One body's desk: the letter arrived, was handed to the unit; then the answer, on the system or by letter."""
    owner, day = places[body.code], LATE.get(body.number, date(2026, 11, 9 + body.number % 6))
    clerk = principal(clerk_of(body.number).username, ISSUED)
    with acting(clerk):
        arrived = Paper.objects.select_related("kind", "owner").get(
            owner=owner, side=Side.IN, about_kind="surveys.round"
        )
        unit = places.get(body.unit_code)
        if unit is not None:
            documents.assign_paper(
                by=clerk, paper=arrived, unit=unit, words="Chủ trì, tham mưu trả lời", at=moment(ISSUED, 15)
            )
    if body.number in _BY_LETTER:
        _answer_by_letter(body, owner, places["mp-16"], arrived, day)
    else:
        _answer_on_form(body, round_, day)
    with acting(clerk):
        arrived.refresh_from_db()
        documents.finish_paper(by=clerk, paper=arrived, words="Đã trả lời", at=moment(day, 17))


def _answer_on_form(body: Body, round_: Round, day: date) -> None:
    writer, chief = (
        principal(officer(body.number).username, day),
        principal(leader(body.number).username, day),
    )
    with acting(writer):
        reply = Reply.objects.select_related("round__questionnaire", "round__owner", "owner").get(
            round=round_, owner__code=body.code
        )
        said = [surveys.NewAnswer("a1", "nhat_tri" if body.number % 5 == 0 else "co_gop_y")]
        if body.number % 5:
            said.append(surveys.NewAnswer("a2", OPINIONS[body.number % len(OPINIONS)]))
        surveys.save_answers(by=writer, reply=reply, answers=said, at=moment(day, 9))
        surveys.prepare_annex(by=writer, reply=reply, at=moment(day, 10))
    with acting(chief):
        surveys.approve_by_click(by=chief, reply=reply, seen_code=reply.content_code, at=moment(day, 14))
    with acting(writer):
        surveys.send_reply(by=writer, reply=reply, at=moment(day, 15))


def _answer_by_letter(
    body: Body, owner: Organisation, asker: Organisation, arrived: Paper, day: date
) -> None:
    writer, clerk = (
        principal(officer(body.number).username, day),
        principal(clerk_of(body.number).username, day),
    )
    with acting(writer):
        answer = documents.begin_paper(
            by=writer,
            owner=owner,
            kind=Kind.objects.get(code="cong_van"),
            subject="cho ý kiến về đề án mô hình đơn vị chuyên trách",
            day=day,
            content=_words(body),
            agency=abbreviation(body.letter, is_agency=body.is_agency),
            unit="CNTT",
            answers=arrived,
        )
        if not answer.addressees.filter(organisation=asker).exists():
            documents.set_addressees(by=writer, paper=answer, main=[asker], day=day)
    with acting(clerk):
        documents.record_signed_outside(
            by=clerk, paper=answer, signer=leader(body.number).full_name, at=moment(day, 14)
        )
        documents.issue_paper(by=clerk, paper=answer, at=moment(day, 15), fonts=settings.FONTS, unit="CNTT")


OPINIONS = (
    "Nhất trí với mô hình chung; đề nghị không làm tăng tổng biên chế.",
    "Đề nghị hướng dẫn rõ chức năng, nhiệm vụ để các đơn vị thực hiện thống nhất.",
    "Đề nghị giữ bộ phận cứng về quản lý và an ninh mạng khi chuyển đổi hình thức.",
    "Đề nghị quy định cách phối hợp với cơ quan chuyên trách về an ninh mạng.",
)


def _words(body: Body) -> Content:
    return Content(
        parts=[Part(text=OPINIONS[body.number % len(OPINIONS)])],
        closing="Trân trọng.",
        recipients=["Như trên", "Lưu: VT, CNTT."],
        signing=Signing(
            position="Thủ trưởng" if body.is_agency else "Thứ trưởng",
            name=leader(body.number).full_name,
            on_behalf=[] if body.is_agency else ["KT. BỘ TRƯỞNG"],
        ),
    )


def _answer_by_message(body: Body, places: dict[str, Organisation]) -> None:
    """A body with its own installation answers by the exchange: the message as its program would write it."""
    clerk = principal("vanthu", ISSUED)
    with acting(clerk):
        letter = Paper.objects.get(owner=places[COORDINATOR], side=Side.OUT, about_kind="surveys.round")
        day = date(2026, 11, 13)
        message = edxml.DocumentMessage(
            sender=edxml.Organisation(organ_id=organ_id(body.code), name=body.name, in_charge=body.name),
            to=(edxml.Organisation(organ_id=organ_id("mp-16"), name="Bộ P"),),
            code=edxml.Code(number="412", notation=f"{abbreviation(body.letter, is_agency=True)}-CNTT"),
            promulgation=edxml.Promulgation(place="Hà Nội", day=day),
            kind=edxml.DocumentKind(type="1", name="Công văn"),
            subject="cho ý kiến về đề án mô hình đơn vị chuyên trách",
            content=OPINIONS[0],
            signer=edxml.Signer(position="Phó Thủ trưởng", full_name=leader(body.number).full_name),
            response_for=(
                edxml.ResponseFor(
                    organ_id=organ_id("mp-16"),
                    code=letter.code,
                    day=letter.issued_date,
                    document_id=letter.guid,
                ),
            ),
            steering=edxml.Steering.REPORT,
            document_id=f"mo-phong-{body.code}-{letter.guid}",
        )
        out = BytesIO()
        write_message(message, to=out)
        documents.take_message(by=clerk, desk=places["mp-16"], data=out.getvalue(), at=moment(day, 16))
