"""Appeals: a body asks that a verified mark be looked at again; the coordinator answers."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import Principal
from daumoi.inbox import actions as inbox
from daumoi.indices import rules
from daumoi.indices.access import IndexPermission
from daumoi.indices.actions.steps import (
    body_of,
    held_edition,
    held_sheet,
    journal,
    outline_for,
    require,
    said,
    score,
    write_verified,
)
from daumoi.indices.models import Appeal, AppealResult, Edition, Entry, Sheet
from daumoi.indices.rules import Mark, Step
from daumoi.surveys.actions.papers import refuse_secret


@transaction.atomic
def raise_appeal(
    *, by: Principal, sheet: Sheet, entry: Entry, text: str, at: datetime, document: str = ""
) -> Appeal:
    """Ask that the verified mark of one criterion be looked at again.

    :raises Conflict: outside the days for appeals, or one on the same criterion still waits for its answer.
    """
    require(by, IndexPermission.FILL, sheet)
    edition = held_edition(sheet.edition, Step.APPEAL)
    fresh = held_sheet(sheet)
    if edition.appeals_until is not None and at.date() > edition.appeals_until:
        raise Conflict(
            "indices.appeal.late",
            _("Đã hết hạn nhận kiến nghị (%s).") % f"{edition.appeals_until:%d/%m/%Y}",
            remedy=_("Gửi công văn tới cơ quan điều phối."),
        )
    text = said(text, place=_("Nội dung kiến nghị"), message=_("Chưa ghi nội dung kiến nghị."))
    refuse_secret(text=f"{text}\n{document}", place=_("Nội dung kiến nghị"))
    if Appeal.objects.filter(entry=entry, result="").exists():
        raise Conflict(
            "indices.appeal.waiting",
            _("Tiêu chí này đã có kiến nghị đang chờ trả lời."),
            remedy=_("Chờ trả lời, hoặc kiến nghị tiêu chí khác."),
        )
    made = Appeal.objects.create(
        sheet=fresh,
        entry=entry,
        number=Appeal.objects.filter(sheet=fresh).count() + 1,
        text=text,
        document=document.strip()[:200],
        raised_on=at.date(),
        raised_by=by.name,
        owner_id=fresh.owner_id,
        root_id=fresh.root_id,
        desk_id=fresh.desk_id,
    )
    inbox.post(
        kind=rules.INBOX_APPEAL,
        thing_id=made.pk,
        owner=edition.owner,
        title=_("Kiến nghị xem lại điểm của %s") % body_of(fresh),
        detail=text,
        document=document,
        verb=_("Trả lời"),
        address=rules.appeals_address(edition.version.index.code, edition.code),
        permission=IndexPermission.COORDINATE,
    )
    journal(by, "indices.appeal.raised", made, of=fresh, reason=text, document=document)
    return made


@transaction.atomic
def answer_appeal(
    *, by: Principal, appeal: Appeal, result: str, answer: str, at: datetime, mark: Mark | None = None
) -> Appeal:
    """Answer an appeal; when it is accepted, wholly or in part, `mark` is the new verified mark.

    :raises Invalid: no answer, accepted without another mark, kept with another mark.
    :raises Conflict: it was answered before.
    """
    edition: Edition = appeal.sheet.edition
    require(by, IndexPermission.COORDINATE, edition)
    edition = held_edition(edition, Step.ANSWER)
    fresh = Appeal.objects.select_for_update().get(pk=appeal.pk)
    if fresh.result:
        raise Conflict(
            "indices.appeal.answered", _("Kiến nghị này đã trả lời."), remedy=_("Mở lại danh sách kiến nghị.")
        )
    if result not in AppealResult.values or not result:
        raise Invalid("indices.appeal.result", _("Chưa chọn kết quả."), place=_("Kết quả"))
    answer = said(answer, place=_("Trả lời"), message=_("Chưa ghi trả lời."))
    refuse_secret(text=answer, place=_("Trả lời"))
    if result == AppealResult.KEPT:
        if mark is not None:
            raise Invalid(
                "indices.appeal.kept",
                _("Giữ điểm thẩm định thì không ghi điểm mới."),
                place=_("Điểm mới"),
                remedy=_("Bỏ điểm mới, hoặc chọn tiếp thu."),
            )
    else:
        _remark(edition, appeal, mark, answer)
    fresh.result, fresh.answer = result, answer
    fresh.answered_on, fresh.answered_by = at.date(), by.name
    fresh.save()
    inbox.close(kind=rules.INBOX_APPEAL, thing_id=fresh.pk, at=at)
    journal(by, "indices.appeal.answered", fresh, of=appeal.sheet, reason=answer, details={"result": result})
    return fresh


def _remark(edition: Edition, appeal: Appeal, mark: Mark | None, answer: str) -> None:
    outline = outline_for(edition)
    cells = {cell.column: cell for cell in outline.cells}
    entries = list(Entry.objects.select_for_update().filter(sheet=appeal.sheet_id).order_by("number"))
    entry = next(one for one in entries if one.pk == appeal.entry_id)
    cell = cells[entry.column]
    if mark is None or (mark.kind, mark.value) == (entry.verified_kind, entry.verified_value):
        raise Invalid(
            "indices.appeal.no_mark",
            _("Tiếp thu thì phải ghi điểm thẩm định mới."),
            place=_("Điểm mới"),
            remedy=_("Ghi điểm mới, hoặc chọn giữ điểm thẩm định."),
        )
    rules.check_mark(mark, most=cell.most, is_yes_no=cell.is_yes_no, place=_("Điểm mới"))
    write_verified(entry, Mark(mark.kind, mark.value, answer), place=cell.name)
    score(entries, outline, verified=True)
    for one in entries:
        one.save()
