"""What the coordinator does with a body's sheet: receive, ask, remind, verify."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from daumoi.foundation.errors import Conflict
from daumoi.foundation.principal import Principal
from daumoi.inbox import actions as inbox
from daumoi.indices import rules
from daumoi.indices.access import IndexPermission
from daumoi.indices.actions.steps import (
    held_edition,
    held_sheet,
    journal,
    outline_for,
    require,
    said,
    score,
    write_entries,
    write_verified,
)
from daumoi.indices.models import Edition, Entry, Sheet, SheetState
from daumoi.indices.rules import Mark, Step
from daumoi.surveys.actions.papers import refuse_secret


@transaction.atomic
def receive_sheet(*, by: Principal, sheet: Sheet, at: datetime) -> Sheet:
    """Write down that a sent sheet has arrived (đã tiếp nhận)."""
    require(by, IndexPermission.COORDINATE, sheet.edition)
    held_edition(sheet.edition, Step.RECEIVE)
    fresh = held_sheet(sheet)
    if fresh.state != SheetState.SENT:
        raise Conflict(
            "indices.sheet.not_sent",
            _("Phiếu %s, không có gì để tiếp nhận.") % fresh.get_state_display(),
            remedy=_("Đôn đốc cơ quan gửi phiếu, hoặc mở phiếu để thẩm định."),
        )
    fresh.state, fresh.received_on = SheetState.RECEIVED, at.date()
    fresh.save(update_fields=["state", "received_on"])
    journal(by, "indices.sheet.received", fresh, of=fresh)
    return fresh


@transaction.atomic
def ask_sheet(*, by: Principal, sheet: Sheet, words: str, at: datetime) -> Sheet:
    """Ask the body to add to or explain its sheet (đề nghị bổ sung, làm rõ); the sheet goes back to it."""
    require(by, IndexPermission.COORDINATE, sheet.edition)
    edition = held_edition(sheet.edition, Step.CLARIFY)
    fresh = held_sheet(sheet)
    if fresh.is_with_body:
        raise Conflict(
            "indices.sheet.with_body",
            _("Phiếu đang ở cơ quan (%s).") % fresh.get_state_display(),
            remedy=_("Đôn đốc nếu quá hạn."),
        )
    words = said(words, place=_("Nội dung đề nghị"), message=_("Chưa ghi cần bổ sung, làm rõ điều gì."))
    refuse_secret(text=words, place=_("Nội dung đề nghị"))
    fresh.state, fresh.asked, fresh.asked_on = SheetState.CLARIFY, words, at.date()
    fresh.save(update_fields=["state", "asked", "asked_on"])
    inbox.close(kind=rules.INBOX_VERIFY, thing_id=fresh.pk, at=at)
    post_sheet(
        edition=edition, sheet=fresh, title=_("Bổ sung, làm rõ phiếu tự chấm: %s") % edition, detail=words
    )
    journal(by, "indices.sheet.asked", fresh, of=fresh, reason=words)
    return fresh


def post_sheet(*, edition: Edition, sheet: Sheet, title: str, detail: str = "") -> None:
    """Put the sheet on its body's list of things to do."""
    inbox.post(
        kind=rules.INBOX_SHEET,
        thing_id=sheet.pk,
        owner=sheet.owner,
        title=title,
        detail=detail,
        document=edition.letter,
        verb=_("Điền tiếp"),
        address=rules.sheet_address(edition.version.index.code, edition.code, sheet.owner.code),
        permission=IndexPermission.FILL,
        due_on=edition.due_on,
    )


@transaction.atomic
def remind_sheet(*, by: Principal, sheet: Sheet, at: datetime) -> Sheet:
    """Remind a body whose sheet has not come (đôn đốc): it stands on top of its list again, and the day is kept."""
    require(by, IndexPermission.COORDINATE, sheet.edition)
    edition = held_edition(sheet.edition, Step.REMIND)
    fresh = held_sheet(sheet)
    if not fresh.is_with_body:
        raise Conflict(
            "indices.sheet.nothing_to_remind",
            _("Phiếu %s, không cần đôn đốc.") % fresh.get_state_display(),
            remedy=_("Thẩm định phiếu."),
        )
    if fresh.reminded_on == at.date():
        raise Conflict(
            "indices.sheet.reminded_today",
            _("Hôm nay đã đôn đốc cơ quan này."),
            remedy=_("Liên hệ trực tiếp đầu mối."),
        )
    fresh.reminders, fresh.reminded_on = fresh.reminders + 1, at.date()
    fresh.save(update_fields=["reminders", "reminded_on"])
    times = _("Đôn đốc lần %d") % fresh.reminders
    post_sheet(edition=edition, sheet=fresh, title=_("Phiếu tự chấm: %s") % edition, detail=times)
    journal(by, "indices.sheet.reminded", fresh, of=fresh, details={"times": fresh.reminders})
    return fresh


@transaction.atomic
def verify_sheet(
    *, by: Principal, sheet: Sheet, marks: Mapping[str, Mark], at: datetime, finished: bool = False
) -> Sheet:
    """Write verified values; `words` of a mark is the reason, needed wherever the value differs from the body's.

    :raises Invalid: a difference without a reason, a value outside what the criterion allows.
    :raises Conflict: `finished` while cells are not verified yet.
    """
    require(by, IndexPermission.COORDINATE, sheet.edition)
    edition = held_edition(sheet.edition, Step.VERIFY)
    fresh = held_sheet(sheet)
    outline = outline_for(edition)
    cells = {cell.column: cell for cell in outline.cells}
    entries = list(Entry.objects.select_for_update().filter(sheet=fresh).order_by("number"))
    for entry in entries:
        mark = marks.get(entry.column)
        if mark is not None:
            cell = cells[entry.column]
            rules.check_mark(mark, most=cell.most, is_yes_no=cell.is_yes_no, place=cell.name)
            write_verified(entry, mark, place=cell.name)
    score(entries, outline, verified=True)
    write_entries(entries, verified=True)
    waiting = [entry for entry in entries if not entry.verified_kind]
    if finished and waiting:
        names = "; ".join(cells[entry.column].name for entry in waiting[:3])
        raise Conflict(
            "indices.verify.gaps",
            _("Còn %(count)d tiêu chí chưa thẩm định: %(names)s.") % {"count": len(waiting), "names": names},
            remedy=_("Ghi điểm thẩm định cho mọi tiêu chí rồi kết thúc."),
        )
    if finished:
        fresh.state, fresh.verified_on, fresh.verified_by = SheetState.VERIFIED, at.date(), by.name
        inbox.close_all(kinds=(rules.INBOX_VERIFY, rules.INBOX_SHEET), things=(fresh.pk,), at=at)
    elif fresh.state == SheetState.SENT:
        fresh.state, fresh.received_on = SheetState.RECEIVED, at.date()
    fresh.save(update_fields=["state", "received_on", "verified_on", "verified_by"])
    differing = sum(entry.differs for entry in entries)
    journal(
        by, "indices.sheet.verified", fresh, of=fresh, details={"finished": finished, "differing": differing}
    )
    return fresh
