"""One body answers: fills in, explains, prints, has it signed or approved, sends. All through the room's actions."""

from datetime import date, datetime, time, timedelta

from django.conf import settings

from daumoi.config.demo.answers import Answers
from daumoi.config.demo.government import BODIES, Body
from daumoi.config.demo.people import leader, officer, principal
from daumoi.foundation.clock import HANOI
from daumoi.foundation.principal import Principal, acting
from daumoi.surveys import actions, queries
from daumoi.surveys.exchange.annex import annex_pdf
from daumoi.surveys.models import AnswerStatus, Reply

_EXPLANATIONS = {
    "b1_co_mat_vuot_giao": "Có người biệt phái từ đơn vị khác đến tăng cường theo quyết định của bộ.",
    "b10_vuot_tong": "Một số người kiêm cả hai bộ phận, đã ghi trong đề án vị trí việc làm.",
    "c1_lam_khi_chua_giao": "Thực hiện theo ý kiến chỉ đạo của lãnh đạo bộ tại các cuộc giao ban, chưa có văn bản giao.",
    "c1_giao_ma_khong_lam": "Chưa bố trí được người và kinh phí, sẽ thực hiện từ năm 2017.",
    "c3_lech_giao": "Một số nhiệm vụ được giao chủ trì nhưng mới làm được một phần vì thiếu người, đã nêu ở phần G.",
    "d3_bien_dong": "Năm trước có dự án đầu tư kết thúc nên kinh phí thay đổi nhiều.",
    "d4_bien_dong": "Năm 2016 được giao dự án đầu tư trung tâm dữ liệu nên dự toán tăng mạnh.",
    "e4_khong_co": "Cơ quan chưa có thủ tục nào cung cấp trên mạng, đang lập danh mục.",
    "f6_khong_co_su_co": "Năm 2015 chưa có công cụ giám sát nên không ghi nhận được sự cố nào.",
    "g1_qua_nhieu": "Cơ quan gặp khó khăn trên nhiều mặt, chưa tách riêng được nhóm nào.",
    "a8_qua_cu": "Văn bản ban hành từ trước, đến nay chưa thay thế và vẫn đang áp dụng.",
}


def moment(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """An hour of a day in Hà Nội."""
    return datetime.combine(day, time(hour, minute), tzinfo=HANOI)


def name_contacts(*, by: Principal, replies: dict[str, Reply]) -> None:
    """The coordinator writes down whom to call at each addressee: the officer who fills the questionnaire in."""
    for body in BODIES:
        phone = f"024 3900 {body.number:02d}{(body.number * 37) % 90 + 10}"
        actions.set_contact(by=by, reply=replies[body.code], name=officer(body.number).full_name, phone=phone)


def fill(*, by: Principal, reply: Reply, body: Body, at: datetime, source: str = "") -> int:
    """Write every answer of the body at once; values filled in beforehand are confirmed or corrected."""
    compiled = queries.compiled_of(reply)
    sheet = queries.reply_sheet(principal=by, reply=reply)
    seen = {key: answer.version for key, answer in sheet.answers.items()}
    given = Answers(body=body, compiled=compiled).build()
    rows = [
        actions.NewAnswer(name, one.value, row, one.status, seen.get((name, row), 0))
        for (name, row), one in given.items()
        if name in compiled.variables
    ]
    actions.save_answers(by=by, reply=reply, answers=rows, at=at, source=source)
    for name, one in given.items():
        if name[0] not in compiled.variables and one.status == AnswerStatus.NOT_ARISEN:
            actions.declare_not_arisen(by=by, reply=reply, roster=name[0])
    left = queries.reply_sheet(principal=by, reply=reply).unconfirmed()
    if left:
        actions.confirm_prefill(by=by, reply=reply, variables=left)
    return len(rows)


def settle(*, by: Principal, reply: Reply) -> None:
    """Explain the soft checks that do not hold, and declare every section finished."""
    sheet = queries.reply_sheet(principal=by, reply=reply)
    for violation in sheet.unexplained():
        actions.explain(
            by=by,
            reply=reply,
            check_code=violation.code,
            row=violation.row,
            text=_EXPLANATIONS.get(
                violation.code.split(".")[0], "Số liệu đã được đơn vị kiểm tra lại, đúng với hồ sơ."
            ),
        )
    for section in sheet.compiled.sections:
        actions.mark_section(by=by, reply=reply, section=section.code, done=True)


def sign(*, by: Principal, reply: Reply, body: Body, on: date, number: int) -> None:
    """Print the annex, bring it back signed under a letter of the body."""
    at = moment(on, 8, 30)
    code = actions.prepare_annex(by=by, reply=reply, at=at)
    sheet = queries.reply_sheet(principal=by, reply=reply)
    signer = leader(body.number)
    actions.attach_signed_letter(
        by=by,
        reply=reply,
        name=f"{number}-{body.abbreviation}.pdf",
        content=annex_pdf(sheet=sheet, code=code, at=at, fonts=settings.FONTS),
        number=f"{number}/{body.abbreviation}",
        letter_date=on,
        signer=f"KT. Thủ trưởng cơ quan, {signer.position} {signer.full_name}",
        typed_code="",
        at=moment(on, 14),
    )


def approve(*, reply: Reply, body: Body, on: date) -> None:
    """The leader approves on the system exactly what was printed."""
    by = principal(leader(body.number).username, on)
    with acting(by):
        actions.approve_by_click(by=by, reply=reply, seen_code=reply.content_code, at=moment(on, 15))


def answer(*, reply: Reply, body: Body, on: date, by_click: bool = False) -> None:
    """The whole way of one body, until it was sent on the day."""
    by = principal(officer(body.number).username, on)
    with acting(by):
        fill(by=by, reply=reply, body=body, at=moment(on - timedelta(days=3)))
        settle(by=by, reply=reply)
        if by_click:
            actions.prepare_annex(by=by, reply=reply, at=moment(on, 8, 30))
        else:
            sign(by=by, reply=reply, body=body, on=on, number=1000 + 37 * body.number + 7 * (on.year - 2016))
    if by_click:
        approve(reply=reply, body=body, on=on)
    with acting(by):
        actions.send_reply(by=by, reply=reply, at=moment(on, 16, body.number))
