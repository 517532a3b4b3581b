"""The way of a reply, its parts and what is missing, in the words of the person who fills it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from daumoi.surveys.definition import Roster, Section
from daumoi.surveys.definition.outcome import Progress
from daumoi.surveys.definition.values import words
from daumoi.surveys.models import ReplyState
from daumoi.surveys.presenters.filling_cells import language
from daumoi.surveys.presenters.filling_section import is_asked
from daumoi.surveys.queries.handovers import Part
from daumoi.surveys.queries.replies import MyReply, ReplySheet


@dataclass(frozen=True)
class WayStep:
    """One step on the way of a reply: done, current or still to come."""

    name: str
    state: str
    note: str = ""


@dataclass(frozen=True)
class Task:
    """A section as a row of the task list."""

    code: str
    title: str
    words: str
    tone: str
    detail: str
    done_by: str
    done_at: datetime | None
    is_asked: bool
    progress: Progress
    parts: tuple[Part, ...] = ()
    """Whom the section was handed to."""


@dataclass(frozen=True)
class Standing:
    """What is still to do, counted over the whole reply."""

    answered: int
    expected: int
    hard: int
    unexplained: int
    unconfirmed: int

    @property
    def missing(self) -> int:
        """Required questions without an answer."""
        return self.expected - self.answered

    @property
    def is_ready(self) -> bool:
        """Whether the annex may be printed for signing."""
        return not (self.missing or self.hard or self.unexplained or self.unconfirmed)


@dataclass(frozen=True)
class NextStep:
    """The one thing to do now. `route` is the name of the page that does it."""

    verb: str
    route: str
    icon: str


def standing(sheet: ReplySheet) -> Standing:
    """The counts of a reply."""
    parts = sheet.evaluation.section_progress.values()
    return Standing(
        answered=sum(part.answered for part in parts),
        expected=sum(part.expected for part in parts),
        hard=sum(part.hard for part in parts),
        unexplained=len(sheet.unexplained()),
        unconfirmed=len(sheet.unconfirmed()),
    )


def way(sheet: ReplySheet, now: Standing) -> list[WayStep]:
    """điền → rà soát → in phụ lục → ký → gửi → tiếp nhận → chốt, and where the reply stands on it."""
    reply = sheet.reply
    sent = reply.state != ReplyState.OPEN
    approved = bool(reply.content_code) and reply.approved_code == reply.content_code
    steps = [
        (_("Điền"), sent or not now.missing, _share(now)),
        (_("Rà soát"), sent or now.is_ready, ""),
        (_("In phụ lục"), sent or bool(reply.content_code), ""),
        (_("Ký"), sent or approved, ""),
        (_("Gửi"), reply.sent_at is not None and sent, _day(reply.sent_at)),
        (_("Tiếp nhận"), reply.received_at is not None, _day(reply.received_at)),
    ]
    if reply.state == ReplyState.CLARIFY:
        steps.append((_("Bổ sung, làm rõ"), False, _questions(len(sheet.open_questions))))
    steps.append((_("Chốt"), reply.closed_at is not None, _day(reply.closed_at)))
    result, found = [], False
    for name, done, note in steps:
        state = "done" if done and not found else "next" if found else "current"
        found = found or state == "current"
        result.append(WayStep(name, state, note if state != "next" else ""))
    return result


def _share(now: Standing) -> str:
    return f"{now.answered}/{now.expected}" if now.missing else ""


def _day(moment: datetime | None) -> str:
    if moment is None:
        return ""
    here = localtime(moment)
    return f"{here.day:02d}/{here.month}"


def _questions(count: int) -> str:
    return ngettext("%(count)d câu", "%(count)d câu", count) % {"count": count}


def section_title(section: Section) -> str:
    """“A. Đơn vị”."""
    return f"{section.code.upper()}. {words(section.title, language())}"


def tasks(sheet: ReplySheet, parts: Sequence[Part] = ()) -> list[Task]:
    """The sections as rows of the task list, in the order of the paper, with whom each was handed to."""
    found = []
    for section in sheet.compiled.sections:
        handed = tuple(part for part in parts if part.handover.section == section.code)
        found.append(replace(task(sheet, section), parts=handed))
    return found


def task(sheet: ReplySheet, section: Section) -> Task:
    """One section: how far it is and who declared it finished."""
    progress = sheet.evaluation.section_progress[section.code]
    mark = sheet.section_marks.get(section.code)
    asked = sheet.evaluation.sections.get(section.code, True) and any(
        is_asked(sheet, item) for item in section.items
    )
    state, tone = (
        _state(sheet, section, progress, marked=mark is not None)
        if asked
        else (_("không phải điền lúc này"), "none")
    )
    return Task(
        code=section.code,
        title=section_title(section),
        words=state,
        tone=tone,
        detail=_detail(progress) if asked and sheet.reply.state == ReplyState.OPEN else "",
        done_by=mark.done_by if mark is not None else "",
        done_at=mark.done_at if mark is not None else None,
        is_asked=asked,
        progress=progress,
    )


def _state(sheet: ReplySheet, section: Section, progress: Progress, *, marked: bool) -> tuple[str, str]:
    asked_about = sum(1 for name, _row in sheet.open_questions if _section_of(sheet, name) == section.code)
    if asked_about:
        return ngettext("cần làm rõ %(n)d câu", "cần làm rõ %(n)d câu", asked_about) % {
            "n": asked_about
        }, "soon"
    if sheet.reply.state != ReplyState.OPEN:
        return _("đã gửi"), "done"
    if progress.hard:
        return ngettext("%(n)d lỗi phải sửa", "%(n)d lỗi phải sửa", progress.hard) % {
            "n": progress.hard
        }, "late"
    if progress.is_complete and marked:
        return _("đã xong"), "done"
    if progress.is_complete and (progress.answered or progress.optional_answered):
        return _("đủ số liệu, chưa đánh dấu xong"), "act"
    if not (progress.answered or progress.optional_answered or progress.unconfirmed):
        return _("chưa điền"), "none"
    left = progress.expected - progress.answered
    if left:
        return ngettext("đang điền, còn %(n)d câu", "đang điền, còn %(n)d câu", left) % {"n": left}, "act"
    return _("đang điền"), "act"


def _detail(progress: Progress) -> str:
    parts = []
    if progress.unconfirmed:
        parts.append(_("%(n)d giá trị điền sẵn chưa xác nhận") % {"n": progress.unconfirmed})
    if progress.soft:
        parts.append(_("%(n)d số liệu khác thường") % {"n": progress.soft})
    if progress.optional and progress.optional_answered < progress.optional:
        parts.append(
            _("câu không bắt buộc đã trả lời %(done)d/%(all)d")
            % {"done": progress.optional_answered, "all": progress.optional}
        )
    return " · ".join(parts)


def _section_of(sheet: ReplySheet, name: str) -> str:
    variable = sheet.compiled.variables.get(name)
    return variable.section.code if variable is not None else ""


def next_step(sheet: ReplySheet, now: Standing) -> NextStep | None:
    """The verb for this reader; None when nothing is theirs to do."""
    reply = sheet.reply
    approved = bool(reply.content_code) and reply.approved_code == reply.content_code
    if reply.state == ReplyState.CLARIFY and sheet.may_fill and sheet.open_questions:
        return NextStep(_("Trả lời câu cần làm rõ"), "surveys:reply_clarify", "message")
    if reply.state not in (ReplyState.OPEN, ReplyState.CLARIFY):
        return None
    if any(part.done_at is None for part in sheet.parts) and reply.state == ReplyState.OPEN:
        return NextStep(_("Điền phần được giao"), "surveys:reply_continue", "pencil")
    if sheet.may_fill and not now.is_ready:
        if now.missing or now.hard:
            return NextStep(_("Điền tiếp"), "surveys:reply_continue", "pencil")
        return NextStep(_("Rà soát"), "surveys:reply_check", "list-check")
    if sheet.may_approve and now.is_ready and reply.content_code and not approved:
        return NextStep(_("Xem và phê duyệt"), "surveys:reply_check", "signature")
    if sheet.may_fill and now.is_ready:
        if approved:
            return NextStep(_("Gửi trả lời"), "surveys:reply_send", "send")
        return NextStep(_("In phụ lục, trình ký"), "surveys:reply_send", "printer")
    return None


def first_open_section(sheet: ReplySheet) -> str:
    """Where “Điền tiếp” leads: the first section that wants something."""
    waiting_parts = {part.section for part in sheet.parts if part.done_at is None}
    asked = [one for one in tasks(sheet) if one.is_asked and (not waiting_parts or one.code in waiting_parts)]
    waiting = [one for one in asked if one.tone not in ("done",)]
    return (waiting or asked or tasks(sheet))[0].code


@dataclass(frozen=True)
class EmptyTable:
    """A table with open rows in which nothing stands yet."""

    code: str
    title: str


def empty_tables(sheet: ReplySheet) -> list[EmptyTable]:
    """The tables that may be declared “không phát sinh” in one click."""
    if sheet.reply.state != ReplyState.OPEN or not sheet.may_fill:
        return []
    return [
        EmptyTable(item.code, words(item.label, language()))
        for section in sheet.compiled.sections
        for item in section.items
        if isinstance(item, Roster)
        and is_asked(sheet, item)
        and not sheet.rows.get(item.code)
        and (item.code, 0) not in sheet.answers
    ]


@dataclass(frozen=True)
class MyRow:
    """One reply in the list of a person's replies."""

    found: MyReply
    state: str
    tone: str
    verb: str
    is_waiting: bool

    @property
    def due_on(self) -> date:
        """The day that counts for this reader: the unit's own where a part was handed to it."""
        waiting = [part.due_on for part in self.found.parts if part.done_at is None]
        return min(waiting, default=self.found.reply.due_on)


def my_rows(found: list[MyReply], *, may_fill: bool) -> list[MyRow]:
    """The list with its words: what waits first, then what is done."""
    rows = [_my_row(one, may_fill) for one in found]
    return sorted(rows, key=lambda row: (not row.is_waiting, row.due_on if row.is_waiting else date.max))


def _my_row(found: MyReply, may_fill: bool) -> MyRow:
    reply = found.reply
    if found.parts and reply.state == ReplyState.OPEN:
        return _part_row(found)
    if reply.state == ReplyState.OPEN:
        tone = "late" if found.lateness.is_late else "act"
        return MyRow(found, _("chưa gửi"), tone, _("Điền tiếp") if may_fill else _("Xem"), True)
    if reply.state == ReplyState.CLARIFY and not found.parts:
        count = _questions(found.waiting_questions)
        return MyRow(
            found,
            _("đề nghị làm rõ %(count)s") % {"count": count},
            "soon",
            _("Trả lời") if may_fill else _("Xem"),
            True,
        )
    tones = {ReplyState.SENT: "act", ReplyState.RECEIVED: "act", ReplyState.CLOSED: "done"}
    return MyRow(
        found, str(ReplyState(reply.state).label), tones.get(ReplyState(reply.state), "none"), _("Xem"), False
    )


def _part_row(found: MyReply) -> MyRow:
    """A reply of which a unit fills parts: its own state is whether those are done."""
    waiting = [part.section.upper() for part in found.parts if part.done_at is None]
    if waiting:
        said = _("được giao phần %(parts)s") % {"parts": ", ".join(waiting)}
        return MyRow(found, said, "act", _("Điền phần được giao"), True)
    return MyRow(found, _("đã xong phần được giao"), "done", _("Xem"), False)
