"""The round of 2016: issued under a letter, answered with the mess of real life, closed by the coordinator."""

from datetime import date, timedelta

from django.conf import settings

from daumoi.config.demo.government import BODIES, COORDINATOR, Body
from daumoi.config.demo.people import leader, officer, principal
from daumoi.config.demo.replying import answer, fill, moment, name_contacts, settle, sign
from daumoi.foundation.errors import Invalid, NotFound
from daumoi.foundation.principal import Principal, acting
from daumoi.history import actions as history
from daumoi.organisations.models import Organisation
from daumoi.surveys import actions, queries
from daumoi.surveys.exchange.annex import annex_pdf
from daumoi.surveys.exchange.reading import read_form
from daumoi.surveys.exchange.workbook import write_form
from daumoi.surveys.models import Questionnaire, QuestionnaireState, Reply, Round

CODE = "khao-sat-2016"
QUESTIONNAIRE = "hien-trang-va-yeu-cau"
ISSUED = date(2016, 7, 4)
DUE = date(2016, 8, 15)
CLOSED = date(2016, 9, 20)
_LATE = {8: 4, 14: 9, 18: 15}
"""Days past the due day, by body."""
_REMINDERS = (
    (8, 2, "2811/MP-KS"),
    (14, 2, "2812/MP-KS"),
    (18, 2, "2813/MP-KS"),
    (19, 2, "2814/MP-KS"),
    (19, 21, "3050/MP-KS"),
)
"""Body, days past the due day, number of the letter."""
_BY_CLICK = frozenset({3, 9, 13, 20})


def published(code: str) -> Questionnaire:
    """The newest published version of a questionnaire."""
    found = (
        Questionnaire.objects.filter(code=code, state=QuestionnaireState.PUBLISHED)
        .order_by("-published_at")
        .first()
    )
    if found is None:
        raise NotFound(
            "demo.questionnaire",
            f"Chưa có mẫu phiếu “{code}”.",
            remedy="Nạp gói dữ liệu trước: daumoi pack load vietnam.",
        )
    return found


def build(*, places: dict[str, Organisation]) -> Round:
    """Play the whole round; nothing happens when it was played before."""
    known = Round.objects.filter(code=CODE).first()
    if known is not None:
        return known
    coordinator = principal("dieuphoi", ISSUED)
    with acting(coordinator):
        made = _issue(coordinator, places)
        replies = {reply.owner.code: reply for reply in _replies(made)}
        name_contacts(by=coordinator, replies=replies)
    _extend(coordinator, replies)
    _answers(replies, [body for body in BODIES if body.style not in ("missing", "paper", "late")])
    _paper(replies)
    _remind(replies)
    _answers(replies, [body for body in BODIES if body.style == "late"])
    _receive(replies)
    _clarify(replies)
    with acting(coordinator):
        for body in BODIES:
            if body.style not in ("missing", "clarify"):
                actions.close_reply(
                    by=coordinator, reply=replies[body.code], at=moment(date(2016, 9, 12), 10, body.number)
                )
        actions.close_round(by=coordinator, round_=made, at=moment(date(2016, 9, 14), 16))
    return made


def _replies(round_: Round) -> list[Reply]:
    return list(
        Reply.objects.filter(round=round_)
        .select_related("round", "round__questionnaire", "round__owner", "owner")
        .order_by("owner__code")
    )


def _issue(by: Principal, places: dict[str, Organisation]) -> Round:
    made = actions.create_round(
        by=by,
        coordinator=places[COORDINATOR],
        code=CODE,
        title="Khảo sát hiện trạng và yêu cầu đối với đơn vị chuyên trách về công nghệ thông tin năm 2016",
        questionnaire=published(QUESTIONNAIRE),
        cutoff_on=date(2016, 6, 30),
        due_on=DUE,
        contact_name="Nguyễn Thu Hà",
        contact_phone="024 3900 0101",
        contact_email="dieuphoi@mp16.mophong.vn",
        purpose="Phục vụ xây dựng đề án về tổ chức, hoạt động của đơn vị chuyên trách.",
        is_simulated=True,
    )
    actions.issue_round(
        by=by,
        round_=made,
        addressees=[places[body.code] for body in BODIES],
        letter_number="2234/MP-KS",
        letter_date=ISSUED,
        letter_signer="KT. Bộ trưởng, Thứ trưởng Đặng Minh Sơn",
        at=moment(ISSUED, 10),
    )
    return made


def _answers(replies: dict[str, Reply], bodies: list[Body]) -> None:
    for body in bodies:
        _refused_workbook(replies, body)
        answer(reply=replies[body.code], body=body, on=_sent_on(body), by_click=body.number in _BY_CLICK)


def _sent_on(body: Body) -> date:
    late = _LATE.get(body.number)
    if late is not None:
        return DUE + timedelta(days=late)
    day = ISSUED + timedelta(days=18 + (body.number * 5) % 24)
    return day if day.isoweekday() < 6 else day - timedelta(days=2)


def _extend(by: Principal, replies: dict[str, Reply]) -> None:
    with acting(by):
        actions.extend(
            by=by,
            reply=replies["mp-10"],
            due_on=DUE + timedelta(days=10),
            reason="Bộ J đang sắp xếp lại các tổng cục, đề nghị thêm mười ngày để chốt số liệu nhân lực.",
            document="Công văn số 812/BJ-MP",
        )


def _refused_workbook(replies: dict[str, Reply], body: Body) -> None:
    """Body E first sends the workbook made for body F: it is refused as a whole, and the journal says why."""
    if body.number != 5:
        return
    on = _sent_on(body) - timedelta(days=4)
    other = principal(officer(6).username, on)
    with acting(other):
        workbook = write_form(sheet=queries.reply_sheet(principal=other, reply=replies["mp-06"]))
    by, reply = principal(officer(5).username, on), replies[body.code]
    with acting(by):
        try:
            read_form(workbook, name="bieu-Bo-E.xlsx", sheet=queries.reply_sheet(principal=by, reply=reply))
        except Invalid as refusal:
            history.record(
                by=by,
                code="surveys.workbook.refused",
                thing=reply,
                label=f"{reply.round.title} · {reply.owner.code}",
                root_id=reply.root_id,
                owner_id=reply.owner_id,
                reason=str(refusal),
                details={"file": "bieu-Bo-E.xlsx", "code": refusal.code},
            )


def _paper(replies: dict[str, Reply]) -> None:
    """Body Q answers on paper: one officer enters it from the scan, another one compares."""
    body = next(one for one in BODIES if one.style == "paper")
    reply, on = replies[body.code], DUE - timedelta(days=4)
    clerk, second = principal("dieuphoi", on), principal("dieuphoi2", on)
    signer = leader(body.number)
    with acting(clerk):
        sheet = queries.reply_sheet(principal=clerk, reply=reply)
        actions.start_from_paper(
            by=clerk,
            reply=reply,
            name="quet-cong-van-BQ.pdf",
            content=annex_pdf(sheet=sheet, code="", at=moment(on), fonts=settings.FONTS),
            number=f"1629/{body.abbreviation}",
            letter_date=on - timedelta(days=2),
            signer=f"KT. Bộ trưởng, {signer.position} {signer.full_name}",
            at=moment(on),
        )
        fill(by=clerk, reply=reply, body=body, at=moment(on, 10), source="nhập từ bản quét công văn 1629")
        settle(by=clerk, reply=reply)
        code = actions.current_code(sheet=queries.reply_sheet(principal=clerk, reply=reply))
    with acting(second):
        actions.check_paper(by=second, reply=reply, seen_code=code, at=moment(on, 15))


def _remind(replies: dict[str, Reply]) -> None:
    """Reminders to the late ones and, twice, to body S, which never answers."""
    by = principal("dieuphoi", DUE)
    with acting(by):
        for number, days, paper in _REMINDERS:
            on = DUE + timedelta(days=days)
            reply = replies[f"mp-{number:02d}"]
            drafted = actions.draft_reminder(by=by, reply=reply, today=on)
            actions.send_reminder(by=by, reminder=drafted, text=drafted.text, number=paper, sent_on=on)


def _receive(replies: dict[str, Reply]) -> None:
    by = principal("dieuphoi", CLOSED)
    with acting(by):
        for body in BODIES:
            if body.style not in ("missing", "paper"):
                day = _sent_on(body) + timedelta(days=1)
                actions.receive(by=by, reply=replies[body.code], at=moment(day, 9, body.number))


def _clarify(replies: dict[str, Reply]) -> None:
    """Two bodies are asked: body O answers and its reply is closed, body L's answer is still awaited."""
    asked_on = date(2016, 8, 30)
    by = principal("dieuphoi2", asked_on)
    with acting(by):
        (first,) = actions.ask_clarification(
            by=by,
            reply=replies["mp-15"],
            questions=[
                actions.Asked("f3", "Số người làm an toàn thông tin đã gồm người của đơn vị riêng chưa?")
            ],
            due_on=date(2016, 9, 9),
            at=moment(asked_on),
        )
        actions.ask_clarification(
            by=by,
            reply=replies["mp-12"],
            questions=[
                actions.Asked("g6", "Đề nghị nói rõ lý do chọn phương án khi vẫn giữ mô hình Trung tâm."),
                actions.Asked(
                    "b1_cong_chuc_giao", "Số biên chế công chức được giao khác số trong báo cáo năm trước."
                ),
            ],
            due_on=date(2016, 9, 9),
            at=moment(asked_on, 9, 30),
        )
    body, on = BODIES[14], date(2016, 9, 7)
    reply = replies[body.code]
    replier = principal(officer(body.number).username, on)
    with acting(replier):
        sheet = queries.reply_sheet(principal=replier, reply=reply)
        held = sheet.answers[first.variable, 0]
        actions.answer_clarification(
            by=replier,
            clarification=first,
            text="Chưa gồm ba người của đơn vị an toàn riêng, nay bổ sung.",
            new=actions.NewAnswer(first.variable, int(str(held.value)) + 3, seen_version=held.version),
            at=moment(on),
        )
        sign(by=replier, reply=reply, body=body, on=on, number=2001)
        actions.send_reply(by=replier, reply=reply, at=moment(on, 16))
    with acting(by):
        actions.close_reply(by=by, reply=reply, at=moment(date(2016, 9, 12), 11))
