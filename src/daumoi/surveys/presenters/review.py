"""The review of one reply: how it stands, whether the signed paper is of this content, what was asked, what was done."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from daumoi.history.models import Act
from daumoi.surveys import actions, rules
from daumoi.surveys.definition.outcome import Violation
from daumoi.surveys.models import Clarification, Explanation, Reminder, ReplyFile, ReplyState
from daumoi.surveys.presenters.acts import ActLine, act_lines
from daumoi.surveys.presenters.filling_cells import language
from daumoi.surveys.presenters.sheets import Paper, PaperCell, PaperSection
from daumoi.surveys.queries.replies import ReplySheet
from daumoi.surveys.rules import Step


@dataclass(frozen=True)
class CodeCheck:
    """Whether the paper was signed for exactly these answers."""

    tone: str
    words: str
    detail: str


@dataclass(frozen=True)
class Remark:
    """A check that does not hold, in the reply's words and with its explanation."""

    violation: Violation
    message: str
    explanation: Explanation | None


@dataclass(frozen=True)
class AskedLine:
    """One question that was asked, with what stood there and what stands there now."""

    one: Clarification
    cell: PaperCell | None


@dataclass(frozen=True)
class ReviewPage:
    """Everything the review page shows."""

    sheet: ReplySheet
    sections: tuple[PaperSection, ...]
    code: str
    check: CodeCheck | None
    remarks: tuple[Remark, ...]
    asked: tuple[AskedLine, ...]
    acts: tuple[ActLine, ...]
    reminders: tuple[Reminder, ...]
    letters: tuple[ReplyFile, ...]
    state: str
    tone: str
    late: str
    may: frozenset[str]
    difference: str
    waits_for: tuple[str, int, int]

    @property
    def open_count(self) -> int:
        """How many questions wait for the ministry."""
        return sum(1 for line in self.asked if line.one.answered_at is None)


def review_page(*, sheet: ReplySheet, acts: list[Act], reminders: list[Reminder], day: date) -> ReviewPage:
    """One reply as the coordinator sees it."""
    reply = sheet.reply
    paper = Paper(sheet)
    late = rules.lateness(
        due_on=reply.due_on, sent_on=reply.sent_at.date() if reply.sent_at else None, today=day
    )
    code = actions.current_code(sheet=sheet) if sheet.content_visible else ""
    state, tone = _state(sheet, late)
    visible = sheet.content_visible
    return ReviewPage(
        sheet=sheet,
        sections=paper.sections() if visible else (),
        code=code,
        check=code_check(sheet=sheet, code=code) if visible and reply.state != ReplyState.OPEN else None,
        remarks=_remarks(sheet) if visible else (),
        asked=tuple(AskedLine(one, paper.cell((one.variable, one.row))) for one in sheet.clarifications),
        acts=tuple(act_lines(acts)),
        reminders=tuple(reminders),
        letters=tuple(sheet.files),
        state=state,
        tone=tone,
        late=_late(sheet, late),
        may=frozenset(step.value for step in Step if step in rules.STEPS[reply.state]),
        difference=_difference(acts),
        waits_for=_sections(sheet),
    )


def _state(sheet: ReplySheet, late: rules.Lateness) -> tuple[str, str]:
    state = ReplyState(sheet.reply.state)
    tones = {
        ReplyState.OPEN: "late" if late.is_late else "none",
        ReplyState.SENT: "act",
        ReplyState.RECEIVED: "act",
        ReplyState.CLARIFY: "soon",
        ReplyState.CLOSED: "done",
        ReplyState.WAIVED: "none",
    }
    if state == ReplyState.OPEN and sheet.reply.is_from_paper:
        return _("đang nhập từ giấy"), "act"
    return _(rules.STATE_WORDS[state]), tones[state]


def _late(sheet: ReplySheet, late: rules.Lateness) -> str:
    if not late.is_late or sheet.reply.state == ReplyState.WAIVED:
        return ""
    if sheet.reply.sent_at:
        return ngettext("gửi chậm %(n)d ngày", "gửi chậm %(n)d ngày", late.days) % {"n": late.days}
    return ngettext("quá hạn %(n)d ngày", "quá hạn %(n)d ngày", late.days) % {"n": late.days}


def _sections(sheet: ReplySheet) -> tuple[str, int, int]:
    """What the coordinator may know of a reply that was not sent: sections declared finished."""
    total = len(sheet.compiled.sections)
    return _("phần đã xong"), min(len(sheet.section_marks), total), total


def code_check(*, sheet: ReplySheet, code: str) -> CodeCheck:
    """Compare the code of the content with the code the signature stands for."""
    reply = sheet.reply
    letters = [file for file in sheet.files if file.kind == ReplyFile.Kind.SIGNED_LETTER]
    if reply.is_from_paper:
        return CodeCheck(
            "done",
            _("đã đối chiếu với bản quét"),
            _("Hai người khác nhau: một người nhập, một người kiểm tra."),
        )
    if reply.approved_code != code:
        detail = _("Bản đã ký mang mã %(signed)s, nội dung hiện tại có mã %(code)s.")
        return CodeCheck(
            "soon", _("chưa ký cho nội dung hiện tại"), detail % {"signed": reply.approved_code, "code": code}
        )
    if not letters:
        detail = _("Phê duyệt trên hệ thống: %(who)s, đúng mã %(code)s.")
        return CodeCheck(
            "done", _("khớp, phê duyệt trên hệ thống"), detail % {"who": reply.approved_by_text, "code": code}
        )
    last = letters[-1]
    if last.content_code == code and last.code_agrees:
        return CodeCheck(
            "done",
            _("mã trên công văn khớp nội dung"),
            _("Công văn đã ký mang mã %(code)s.") % {"code": code},
        )
    if last.content_code == code and last.code_agrees is None:
        detail = _(
            "Gói trả lời có chữ ký số khớp; mã trên tệp công văn chưa được đọc, hãy mở tệp để đối chiếu mã %(code)s."
        )
        return CodeCheck("act", _("khớp theo gói trả lời"), detail % {"code": code})
    detail = _("Tệp công văn mang mã %(file)s, nội dung hiện tại có mã %(code)s.")
    return CodeCheck(
        "late", _("công văn không khớp nội dung"), detail % {"file": last.content_code, "code": code}
    )


def _remarks(sheet: ReplySheet) -> tuple[Remark, ...]:
    return tuple(
        Remark(
            violation,
            violation.message_en if language() == "en" and violation.message_en else violation.message,
            sheet.explanations.get((violation.code, violation.row)),
        )
        for violation in sheet.evaluation.violations
    )


def _difference(acts: list[Act]) -> str:
    """What the second person last found different, until the entry is checked."""
    for act in acts:
        if act.code == "surveys.reply.paper_checked":
            return ""
        if act.code == "surveys.reply.paper_differs":
            return act.reason
    return ""


@dataclass(frozen=True)
class QuestionToAsk:
    """One chosen question on the way to being asked."""

    cell: PaperCell
    number: int
    text: str
    problem: str

    @property
    def field(self) -> str:
        """The id of its text."""
        return f"hoi-{self.number}"


def questions_to_ask(
    *, sheet: ReplySheet, chosen: list[tuple[str, int]], texts: dict[str, str], check: bool
) -> tuple[QuestionToAsk, ...]:
    """The chosen questions with what was typed; with `check`, an empty text is a problem."""
    paper = Paper(sheet)
    found = (paper.cell(key) for key in dict.fromkeys(chosen))
    cells = [cell for cell in found if cell is not None and cell.may_be_asked]
    return tuple(
        QuestionToAsk(
            cell,
            number,
            texts.get(cell.key, ""),
            _("Ghi rõ điều cần làm rõ ở %(place)s (ít nhất 5 chữ).") % {"place": cell.place}
            if check and len(texts.get(cell.key, "").strip()) < 5
            else "",
        )
        for number, cell in enumerate(cells, start=1)
    )
