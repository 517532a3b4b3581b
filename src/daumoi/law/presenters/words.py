"""The words of the law room: how things stand, why, and when they fall due. Shared by pages, API and CLI."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, gettext_noop, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from daumoi.foundation.periods import Period
from daumoi.law.models import Instrument, InstrumentRelation, LegalDeadline
from daumoi.law.rules import Clock, Force, Reason, Verdict, read_clock
from daumoi.ui.formats import written_date

ACTS: dict[str, str] = {"law.pack.loaded": gettext_noop("nạp gói dữ liệu pháp lý")}
"""The room's acts as the journal says them."""


@dataclass(frozen=True)
class ForceMark:
    """A force as a word with its sign and tone."""

    word: str | Promise
    tone: str
    icon: str


FORCES: dict[Force, ForceMark] = {
    Force.IN_FORCE: ForceMark(gettext_lazy("còn hiệu lực"), "done", "circle-check"),
    Force.UNKNOWN: ForceMark(gettext_lazy("chưa xác định"), "soon", "question-mark"),
    Force.NO_FORCE: ForceMark(gettext_lazy("không đặt hiệu lực"), "none", "file-text"),
    Force.EXPIRED: ForceMark(gettext_lazy("hết hiệu lực"), "none", "circle-x"),
    Force.NOT_YET: ForceMark(gettext_lazy("chưa có hiệu lực"), "act", "hourglass"),
    Force.NOT_ISSUED: ForceMark(gettext_lazy("chưa ban hành"), "none", "circle-dashed"),
}
"""Every force in the order in which pages list them."""


def day_text(day: date | None) -> str:
    """A day as documents write it; nothing for an unknown one."""
    return written_date(day, language=get_language() or "vi") if day is not None else ""


def why(verdict: Verdict, *, read: date, ended_by: Sequence[Instrument] = ()) -> str:
    """The verdict's reason in one sentence that claims no more than the register knows."""
    sentence = _REASONS[verdict.reason]
    if verdict.on is None and verdict.reason in _WITHOUT_DATE:
        sentence = _WITHOUT_DATE[verdict.reason]
    said = str(sentence) % {**_dates(verdict), "read": day_text(read)}
    if ended_by:
        names = ", ".join(str(instrument) for instrument in ended_by)
        return _("%(sentence)s Được thay thế, bãi bỏ bởi %(names)s.") % {"sentence": said, "names": names}
    return said


_REASONS: dict[Reason, Promise | str] = {
    Reason.BEFORE_ISSUE: gettext_lazy("Ngày này chưa có văn bản: ban hành ngày %(on)s."),
    Reason.BEFORE_YEAR: gettext_lazy("Ngày này chưa có văn bản: số, ký hiệu cho biết ban hành năm %(year)s."),
    Reason.BEFORE_START: gettext_lazy("Ngày này chưa có hiệu lực: có hiệu lực từ %(on)s."),
    Reason.NOT_YET_STATED: gettext_lazy("Nguồn đọc ngày %(read)s ghi chưa có hiệu lực."),
    Reason.AFTER_END: gettext_lazy("Hết hiệu lực từ %(on)s."),
    Reason.ENDED_STATED: gettext_lazy("Nguồn đọc ngày %(read)s ghi đã hết hiệu lực; chưa rõ từ ngày nào."),
    Reason.BETWEEN_DATES: gettext_lazy("Có hiệu lực từ %(on)s đến trước ngày %(until)s."),
    Reason.STARTED_STILL: gettext_lazy("Có hiệu lực từ %(on)s; nguồn đọc ngày %(read)s ghi còn hiệu lực."),
    Reason.STATED: gettext_lazy("Nguồn đọc ngày %(read)s ghi còn hiệu lực; chưa rõ có hiệu lực từ ngày nào."),
    Reason.ADMINISTRATIVE: gettext_lazy("Văn bản không đặt thời hạn hiệu lực; ban hành ngày %(on)s."),
    Reason.START_UNKNOWN: gettext_lazy(
        "Hết hiệu lực từ %(on)s; chưa rõ bắt đầu từ ngày nào nên chưa khẳng định được cho ngày này."
    ),
    Reason.NAMED_IN_REGIME: gettext_lazy(
        "Có hiệu lực từ %(on)s; chế độ có nguồn trong sổ còn nêu văn bản này đến trước %(until)s."
    ),
    Reason.END_UNKNOWN: gettext_lazy(
        "Có hiệu lực từ %(on)s; chưa có nguồn cho biết ngày này còn hay đã hết hiệu lực."
    ),
    Reason.ENDED_UNKNOWN_WHEN: gettext_lazy("Có hiệu lực từ %(on)s, nay đã hết; chưa rõ hết từ ngày nào."),
    Reason.DATES_UNKNOWN: gettext_lazy("Ban hành ngày %(on)s; chưa có nguồn cho biết hiệu lực ngày này."),
}


def when(verdict: Verdict) -> str:
    """The dates of a verdict in a few words, for rows of a list; `why` is the whole sentence."""
    return str(_SHORT.get(verdict.reason, "")) % _dates(verdict)


def _dates(verdict: Verdict) -> dict[str, str]:
    year = str(verdict.on.year) if verdict.on is not None else ""
    return {"on": day_text(verdict.on), "until": day_text(verdict.until), "year": year}


_SHORT: dict[Reason, Promise | str] = {
    Reason.BEFORE_ISSUE: gettext_lazy("ban hành %(on)s"),
    Reason.BEFORE_YEAR: gettext_lazy("ban hành năm %(year)s"),
    Reason.BEFORE_START: gettext_lazy("từ %(on)s"),
    Reason.AFTER_END: gettext_lazy("từ %(on)s"),
    Reason.ENDED_STATED: gettext_lazy("chưa rõ từ ngày nào"),
    Reason.BETWEEN_DATES: gettext_lazy("%(on)s – trước %(until)s"),
    Reason.STARTED_STILL: gettext_lazy("từ %(on)s"),
    Reason.STATED: gettext_lazy("chưa rõ từ ngày nào"),
    Reason.NAMED_IN_REGIME: gettext_lazy("từ %(on)s"),
    Reason.START_UNKNOWN: gettext_lazy("hết từ %(on)s, chưa rõ ngày bắt đầu"),
    Reason.END_UNKNOWN: gettext_lazy("từ %(on)s, chưa rõ còn hay hết"),
    Reason.ENDED_UNKNOWN_WHEN: gettext_lazy("từ %(on)s, đã hết, chưa rõ ngày"),
    Reason.DATES_UNKNOWN: gettext_lazy("chưa rõ ngày hiệu lực"),
}

_WITHOUT_DATE: dict[Reason, Promise | str] = {
    Reason.ADMINISTRATIVE: gettext_lazy("Văn bản không đặt thời hạn hiệu lực; chưa rõ ngày ban hành."),
    Reason.DATES_UNKNOWN: gettext_lazy("Chưa có nguồn cho biết ngày ban hành và hiệu lực ngày này."),
}

Kind = InstrumentRelation.Kind

OUTGOING: dict[str, Promise | str] = {
    Kind.REPLACES: gettext_lazy("Thay thế"),
    Kind.AMENDS: gettext_lazy("Sửa đổi, bổ sung"),
    Kind.GUIDES: gettext_lazy("Hướng dẫn, quy định chi tiết"),
    Kind.REPEALS: gettext_lazy("Bãi bỏ"),
    Kind.BASED_ON: gettext_lazy("Căn cứ vào"),
    Kind.ANSWERS: gettext_lazy("Trả lời"),
}
INCOMING: dict[str, Promise | str] = {
    Kind.REPLACES: gettext_lazy("Được thay thế bởi"),
    Kind.AMENDS: gettext_lazy("Được sửa đổi, bổ sung bởi"),
    Kind.GUIDES: gettext_lazy("Được hướng dẫn, quy định chi tiết bởi"),
    Kind.REPEALS: gettext_lazy("Bị bãi bỏ bởi"),
    Kind.BASED_ON: gettext_lazy("Là căn cứ của"),
    Kind.ANSWERS: gettext_lazy("Được trả lời bởi"),
}


# Deadlines ----------------------------------------------------------------------------------------------


def due_words(deadline: LegalDeadline) -> str:
    """The limit itself: “20/12 hằng năm”, “31/12/2026”, “trong 24 giờ”."""
    if deadline.due_on is not None:
        return day_text(deadline.due_on)
    if deadline.due_month is not None and deadline.due_day is not None:
        return _("%(day)02d/%(month)d hằng năm") % {"day": deadline.due_day, "month": deadline.due_month}
    clock = read_clock(deadline.due_clock)
    return clock_words(clock) if clock is not None else deadline.due_clock


def clock_words(clock: Clock) -> str:
    """A limit counted from an event, in words."""
    if clock.mode in _FIXED_CLOCKS:
        return str(_FIXED_CLOCKS[clock.mode])
    length = _length(clock)
    if clock.mode == "before":
        return _("trước ít nhất %(length)s") % {"length": length}
    if clock.mode == "after":
        return _("trong %(length)s") % {"length": length}
    return _("%(length)s một lần") % {"length": length}


_FIXED_CLOCKS: dict[str, Promise | str] = {
    "at_once": gettext_lazy("ngay lập tức"),
    "on_request": gettext_lazy("khi được yêu cầu"),
}


def _length(clock: Clock) -> str:
    n = clock.count
    words = {
        "h": ngettext("%(n)d giờ", "%(n)d giờ", n),
        "d": ngettext("%(n)d ngày", "%(n)d ngày", n),
        "wd": ngettext("%(n)d ngày làm việc", "%(n)d ngày làm việc", n),
        "w": ngettext("%(n)d tuần", "%(n)d tuần", n),
        "m": ngettext("%(n)d tháng", "%(n)d tháng", n),
        "y": ngettext("%(n)d năm", "%(n)d năm", n),
    }
    return words[clock.unit] % {"n": n}


def period_words(period: Period | None) -> str:
    """A stretch of days with both ends named: “15/12/2025 – 14/12/2026”."""
    if period is None or period.end is None:
        return ""
    return f"{day_text(period.start)} – {day_text(period.end - timedelta(days=1))}"


def validity_words(start: date | None, end: date | None) -> str:
    """A period of law: “từ 01/7/2026”, “18/5/2007 – trước 01/7/2026”; an unknown start is said."""
    since = day_text(start) if start is not None else str(pgettext_lazy("ngày bắt đầu", "chưa rõ"))
    if end is None:
        return _("từ %(since)s") % {"since": since}
    return _("%(since)s – trước %(end)s") % {"since": since, "end": day_text(end)}
