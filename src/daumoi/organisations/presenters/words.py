"""The words of the register: forms, certainty, periods. Shared by pages, API and CLI."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from daumoi.organisations.models import Form, OrganisationState, UnitRole
from daumoi.organisations.queries import Certainty, UnitRow
from daumoi.ui.formats import written_date

SECONDARY = frozenset({"C", "?"})


@dataclass(frozen=True)
class CertaintyMark:
    """How sure a statement is, as a word with its tone, and the sentence that says why."""

    word: str
    tone: str
    why: str


def day_text(day: date | None) -> str:
    """A day as documents write it; nothing for an unknown one."""
    return written_date(day, language=get_language() or "vi") if day is not None else ""


def certainty_mark(*, certainty: Certainty, last: date | None, confidence: str, day: date) -> CertaintyMark:
    """“xác nhận”, “suy đoán” or “chưa xác định”, with what the last source said when."""
    if certainty is Certainty.NOT_KNOWN:
        return CertaintyMark(_("chưa xác định"), "none", _("Chưa có nguồn nào gọi tên đơn vị tại ngày này."))
    if certainty is Certainty.CONFIRMED:
        why = (
            _("Nguồn nêu đến %(day)s.") % {"day": day_text(last)} if last else _("Theo văn bản đã ghi nhận.")
        )
        return CertaintyMark(_("xác nhận"), "done", why)
    if confidence in SECONDARY:
        return CertaintyMark(_("suy đoán"), "soon", _("Mới có nguồn thứ cấp hoặc chưa kiểm chứng."))
    if last is not None and last <= day:
        why = _("Nguồn cuối nêu %(day)s, sau đó chưa thấy nguồn nào khác.") % {"day": day_text(last)}
        return CertaintyMark(_("suy đoán"), "soon", why)
    return CertaintyMark(_("suy đoán"), "soon", _("Ngày bắt đầu chưa có nguồn xác nhận."))


def unit_certainty(*, row: UnitRow, day: date) -> CertaintyMark:
    """The certainty of a row of the register."""
    return certainty_mark(certainty=row.certainty, last=row.last_stated, confidence=row.confidence, day=day)


def form_word(form: str) -> str:
    """The organisational form in words; “chưa xác định” where none is recorded."""
    return str(Form(form).label) if form else str(Form.UNKNOWN.label)


def role_word(role: str) -> str:
    """What the unit serves, where the register knows."""
    return str(UnitRole(role).label) if role else ""


def period_words(state: OrganisationState) -> str:
    """“từ 25/3/2013 (lần đầu nguồn nêu) đến trước 01/3/2025” as far as it is known."""
    start = day_text(state.valid_from)
    since = (
        _("từ %(day)s") % {"day": start}
        if state.from_known
        else _("chậm nhất từ %(day)s (lần đầu nguồn nêu)") % {"day": start}
    )
    if state.valid_to is None:
        return pgettext("khoảng thời gian", "%(since)s đến nay") % {"since": since}
    end = day_text(state.valid_to)
    if state.to_known:
        return _("%(since)s đến trước %(end)s") % {"since": since, "end": end}
    return _("%(since)s đến khoảng trước %(end)s (ngày thay đổi chưa rõ)") % {"since": since, "end": end}
