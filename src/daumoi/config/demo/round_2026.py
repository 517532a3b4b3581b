"""A round that runs today: some replies are closed, some wait for the coordinator, some are half filled in."""

from dataclasses import replace
from datetime import date

from daumoi.config.demo.answers import Answers
from daumoi.config.demo.government import BECAME_CUC_AFTER, BODIES, COORDINATOR, Body
from daumoi.config.demo.people import officer, principal
from daumoi.config.demo.replying import answer, moment, name_contacts
from daumoi.config.demo.round_2016 import published
from daumoi.foundation.principal import Principal, acting
from daumoi.organisations.models import Organisation
from daumoi.surveys import actions, queries
from daumoi.surveys.models import Reply, Round

CODE = "ra-soat-2026"
QUESTIONNAIRE = "ra-soat-don-vi-chuyen-trach"
ISSUED = date(2026, 11, 2)
DUE = date(2026, 12, 4)
_SENT = {
    2: date(2026, 11, 10),
    3: date(2026, 11, 11),
    7: date(2026, 11, 12),
    13: date(2026, 11, 12),
    16: date(2026, 11, 13),
    20: date(2026, 11, 16),
    9: date(2026, 11, 17),
    17: date(2026, 11, 18),
    5: date(2026, 11, 20),
    12: date(2026, 11, 20),
}
_CLOSED = (2, 3, 7)
_RECEIVED = (2, 3, 7, 13, 16, 20, 9)
_HALF = (1, 4, 6, 15)


def build(*, places: dict[str, Organisation]) -> Round:
    """Play the round up to now; nothing happens when it was played before."""
    known = Round.objects.filter(code=CODE).first()
    if known is not None:
        return known
    by = principal("dieuphoi", ISSUED)
    with acting(by):
        made = _issue(by, places)
        rows = Reply.objects.filter(round=made).select_related(
            "round__questionnaire", "round__owner", "owner"
        )
        replies = {reply.owner.code: reply for reply in rows}
        name_contacts(by=by, replies=replies)
    bodies = {body.number: _as_of_today(body) for body in BODIES}
    for number, day in _SENT.items():
        body = bodies[number]
        answer(reply=replies[body.code], body=body, on=day, by_click=number % 2 == 1)
    for number in _HALF:
        _begin(replies[bodies[number].code], bodies[number])
    with acting(by):
        for number in _RECEIVED:
            actions.receive(
                by=by, reply=replies[bodies[number].code], at=moment(date(2026, 11, 19), 9, number)
            )
        for number in _CLOSED:
            actions.close_reply(
                by=by, reply=replies[bodies[number].code], at=moment(date(2026, 11, 20), 10, number)
            )
        _ask(by, replies)
        actions.extend(
            by=by,
            reply=replies["mp-18"],
            due_on=date(2026, 12, 11),
            reason="Bộ R đang bàn giao hai hệ thống, đề nghị thêm một tuần để chốt số hệ thống.",
            document="Công văn số 1904/BR-MP",
        )
    return made


def _as_of_today(body: Body) -> Body:
    return replace(body, form="cuc") if body.number in BECAME_CUC_AFTER else body


def _issue(by: Principal, places: dict[str, Organisation]) -> Round:
    made = actions.create_round(
        by=by,
        coordinator=places[COORDINATOR],
        code=CODE,
        title="Rà soát đơn vị chuyên trách về chuyển đổi số năm 2026",
        questionnaire=published(QUESTIONNAIRE),
        cutoff_on=date(2026, 10, 31),
        due_on=DUE,
        contact_name="Nguyễn Thu Hà",
        contact_phone="024 3900 0101",
        contact_email="dieuphoi@mp16.mophong.vn",
        purpose="Cập nhật sổ đăng ký và tình hình xác định cấp độ trước báo cáo năm.",
        is_simulated=True,
    )
    actions.issue_round(
        by=by,
        round_=made,
        addressees=[places[body.code] for body in BODIES],
        letter_number="4120/MP-KS",
        letter_date=ISSUED,
        letter_signer="KT. Bộ trưởng, Thứ trưởng Đặng Minh Sơn",
        at=moment(ISSUED, 10),
    )
    return made


def _begin(reply: Reply, body: Body) -> None:
    """The first two sections are filled in, the rest waits."""
    by = principal(officer(body.number).username, date(2026, 11, 18))
    with acting(by):
        sheet = queries.reply_sheet(principal=by, reply=reply)
        given = Answers(body=body, compiled=sheet.compiled).build()
        rows = [
            actions.NewAnswer(name, one.value, row, one.status)
            for (name, row), one in given.items()
            if name.startswith(("a", "b"))
            and (name, row) not in sheet.answers
            and name in sheet.compiled.variables
        ]
        actions.save_answers(by=by, reply=reply, answers=rows, at=moment(date(2026, 11, 18)))


def _ask(by: Principal, replies: dict[str, Reply]) -> None:
    for number, variable, text in (
        (16, "c2", "Số hệ thống có quyết định cấp độ khác danh sách đã gửi tháng 9, đề nghị rà lại."),
        (20, "b1_hop_dong_co_mat", "Số lao động hợp đồng đã gồm người thuê ngoài theo gói dịch vụ chưa?"),
    ):
        actions.ask_clarification(
            by=by,
            reply=replies[f"mp-{number:02d}"],
            questions=[actions.Asked(variable, text)],
            due_on=date(2026, 11, 27),
            at=moment(date(2026, 11, 20), 14),
        )
