"""What a body does with its sheet: values, evidence, sending."""

import hashlib
from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from daumoi.facts.models import Fact
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
    write_entries,
)
from daumoi.indices.definition import Cell
from daumoi.indices.models import Edition, Entry, EntryState, Evidence, EvidenceKind, Sheet, SheetState
from daumoi.indices.rules import Mark, Step
from daumoi.surveys.actions.papers import read_signed_paper, refuse_secret

MOST_NOTE = 2000


@transaction.atomic
def save_sheet(
    *, by: Principal, sheet: Sheet, marks: Mapping[str, Mark], confirmed: Collection[str] = ()
) -> Sheet:
    """Write the body's own values; `confirmed` names the prefilled columns the officer stands by unchanged.

    :raises Invalid: a value outside what its criterion allows; nothing is written then.
    :raises Conflict: the sheet is with the coordinator, or the edition no longer takes values.
    """
    require(by, IndexPermission.FILL, sheet)
    edition = held_edition(sheet.edition, Step.FILL)
    fresh = _with_body(held_sheet(sheet))
    outline = outline_for(edition)
    cells = {cell.column: cell for cell in outline.cells}
    entries = list(Entry.objects.select_for_update().filter(sheet=fresh).order_by("number"))
    before = {entry.pk: _shape(entry) for entry in entries}
    for entry in entries:
        mark = marks.get(entry.column)
        if mark is not None:
            _write(entry, mark, cells[entry.column], confirmed=entry.column in confirmed)
    score(entries, outline, verified=False)
    changed = [entry for entry in entries if _shape(entry) != before[entry.pk]]
    if changed:
        write_entries(changed, verified=False)
        journal(
            by, "indices.sheet.saved", fresh, of=fresh, details={"columns": [one.column for one in changed]}
        )
    return fresh


def _shape(entry: Entry) -> tuple[object, ...]:
    return (
        *(entry.self_kind, entry.self_value, entry.self_note, entry.state, entry.self_score),
        *(entry.source_kind, entry.fact_id),
    )


def _write(entry: Entry, mark: Mark, cell: Cell, *, confirmed: bool) -> None:
    rules.check_mark(mark, most=cell.most, is_yes_no=cell.is_yes_no, place=cell.name)
    refuse_secret(text=mark.words, place=cell.name)
    value = mark.value if mark.kind == "value" else None
    if (mark.kind, value) != (entry.self_kind, entry.self_value):
        entry.self_kind, entry.self_value = mark.kind, value
        entry.source_kind, entry.fact_id, entry.source_text, entry.source_on = "typed", None, "", None
        entry.state = EntryState.CONFIRMED
    elif entry.state == EntryState.UNCONFIRMED and confirmed:
        entry.state = EntryState.CONFIRMED
    if not mark.kind:
        entry.state, entry.source_kind = EntryState.EMPTY, ""
    entry.self_note = mark.words.strip()[:MOST_NOTE]


def _with_body(sheet: Sheet) -> Sheet:
    if not sheet.is_with_body:
        raise Conflict(
            "indices.sheet.sent",
            _("Phiếu %s nên không sửa được.") % sheet.get_state_display(),
            remedy=_("Đề nghị cơ quan điều phối mở lại phiếu để bổ sung, làm rõ."),
        )
    return sheet


@transaction.atomic
def prefill_sheets(*, by: Principal, edition: Edition, sheets: Collection[Sheet], day: date) -> int:
    """Fill empty cells from facts of the bodies known by `day`, each as not yet confirmed; returns how many.

    A column of the definition that is an element of the facts dictionary takes that element's newest value.
    """
    facts = {
        (fact.owner_id, fact.element.code): fact
        for fact in Fact.objects.filter(
            owner_id__in=[sheet.owner_id for sheet in sheets], on__lte=day, replaced_by__isnull=True, row=""
        )
        .select_related("element")
        .order_by("owner_id", "element_id", "-on", "-id")
        .distinct("owner_id", "element_id")
    }
    held = held_edition(edition, Step.FILL)
    cells: dict[int, list[Entry]] = {}
    for entry in Entry.objects.select_for_update().filter(sheet__in=sheets).order_by("sheet_id", "number"):
        cells.setdefault(entry.sheet_id, []).append(entry)
    changed: list[Entry] = []
    count = 0
    for sheet in sheets:
        entries = cells[sheet.pk]
        filled = [entry for entry in entries if _prefill(entry, facts.get((sheet.owner_id, entry.column)))]
        if filled:
            score(entries, outline_for(held), verified=False)
            changed += entries
            count += len(filled)
            columns = [one.column for one in filled]
            journal(by, "indices.sheet.prefilled", sheet, of=sheet, details={"columns": columns})
    write_entries(changed, verified=False)
    return count


def _prefill(entry: Entry, fact: Fact | None) -> bool:
    """Put a fact on an empty cell (not yet saved); whether it could be taken."""
    mark = _mark_of(fact) if fact is not None and entry.state == EntryState.EMPTY else None
    if fact is None or mark is None:
        return False
    entry.self_kind, entry.self_value = mark.kind, mark.value
    entry.source_kind, entry.fact_id = "fact", fact.pk
    entry.source_text, entry.source_on = fact.source_text[:500], fact.on
    entry.state = EntryState.UNCONFIRMED
    return True


def _mark_of(fact: Fact) -> Mark | None:
    """A fact as a mark; None when it is no number."""
    if fact.status == "not_applicable":
        return Mark("not_applicable")
    if fact.status == "no_data":
        return Mark("missing")
    if fact.status == "not_arisen":
        return Mark("value", Decimal(0))
    if fact.number is not None:
        return Mark("value", fact.number)
    if isinstance(fact.value, bool):
        return Mark("value", Decimal(int(fact.value)))
    return None


@transaction.atomic
def add_evidence(
    *,
    by: Principal,
    sheet: Sheet,
    entry: Entry,
    title: str,
    at: datetime,
    document: str = "",
    name: str = "",
    content: bytes | None = None,
) -> Evidence:
    """Attach a proof to a cell: a PDF, a registered paper by its number, or (with neither) the fact behind the value.

    :raises Invalid: nothing to prove with, not a PDF, a state secret.
    """
    require(by, IndexPermission.FILL, sheet)
    held_edition(sheet.edition, Step.FILL)
    _with_body(held_sheet(sheet))
    title = said(title, place=_("Tên minh chứng"), message=_("Chưa ghi tên minh chứng."))
    refuse_secret(text=f"{title}\n{document}", place=_("Tên minh chứng"))
    sha256 = ""
    kind, fact_id = EvidenceKind.PAPER, None
    if content is not None:
        read_signed_paper(name=name, content=content)
        sha256, kind = hashlib.sha256(content).hexdigest(), EvidenceKind.FILE
    elif not document.strip():
        if entry.fact_id is None:
            raise Invalid(
                "indices.evidence.empty",
                _("Chưa chọn tệp, cũng chưa ghi số, ký hiệu văn bản."),
                place=_("Tệp PDF"),
                remedy=_("Chọn một tệp PDF, hoặc ghi số, ký hiệu, ngày của văn bản chứng minh."),
            )
        kind, fact_id = EvidenceKind.FACT, entry.fact_id
    made = Evidence.objects.create(
        entry=entry,
        kind=kind,
        title=title[:300],
        document=document.strip()[:200],
        fact_id=fact_id,
        name=name[:200],
        content=content,
        size=len(content or b""),
        sha256=sha256,
        added_by=by.name,
        added_at=at,
        owner_id=sheet.owner_id,
        root_id=sheet.root_id,
        desk_id=sheet.desk_id,
    )
    journal(
        by,
        "indices.evidence.added",
        made,
        of=sheet,
        document=document,
        details={"column": entry.column, "sha256": sha256},
    )
    return made


@transaction.atomic
def remove_evidence(*, by: Principal, sheet: Sheet, evidence: Evidence) -> None:
    """Take a proof away while the sheet is with the body; the journal keeps that it was there."""
    require(by, IndexPermission.FILL, sheet)
    held_edition(sheet.edition, Step.FILL)
    _with_body(held_sheet(sheet))
    journal(
        by,
        "indices.evidence.removed",
        evidence,
        of=sheet,
        details={"column": evidence.entry.column, "sha256": evidence.sha256},
    )
    evidence.delete()


@transaction.atomic
def send_sheet(*, by: Principal, sheet: Sheet, document: str, at: datetime) -> Sheet:
    """Send the sheet to the coordinator under the body's letter; every cell must be said and confirmed.

    :raises Conflict: cells are empty or prefilled values are not confirmed; the message names the first ones.
    """
    require(by, IndexPermission.FILL, sheet)
    edition = held_edition(sheet.edition, Step.SEND)
    fresh = _with_body(held_sheet(sheet))
    document = said(
        document,
        place=_("Công văn gửi"),
        message=_("Chưa ghi công văn gửi phiếu."),
        remedy=_("Ghi số, ký hiệu, ngày của công văn đã ký."),
    )
    refuse_secret(text=document, place=_("Công văn gửi"))
    _refuse_gaps(fresh, {cell.column: cell.name for cell in outline_for(edition).cells})
    fresh.state, fresh.sent_on, fresh.sent_by, fresh.sent_under = (
        SheetState.SENT,
        at.date(),
        by.name,
        document[:200],
    )
    fresh.asked = ""
    fresh.save(update_fields=["state", "sent_on", "sent_by", "sent_under", "asked"])
    inbox.close(kind=rules.INBOX_SHEET, thing_id=fresh.pk, at=at)
    inbox.post(
        kind=rules.INBOX_VERIFY,
        thing_id=fresh.pk,
        owner=edition.owner,
        title=_("Phiếu tự chấm của %s") % body_of(fresh),
        detail=str(edition),
        document=document,
        verb=_("Tiếp nhận, thẩm định"),
        address=rules.verify_address(edition.version.index.code, edition.code, fresh.owner.code),
        permission=IndexPermission.COORDINATE,
    )
    journal(by, "indices.sheet.sent", fresh, of=fresh, document=document)
    return fresh


def _refuse_gaps(sheet: Sheet, names: Mapping[str, str]) -> None:
    rows = list(Entry.objects.filter(sheet=sheet).exclude(state=EntryState.CONFIRMED).order_by("number"))
    if not rows:
        return
    first = "; ".join(names.get(row.column, row.column) for row in rows[:3])
    raise Conflict(
        "indices.sheet.gaps",
        _("Còn %(count)d tiêu chí chưa ghi hoặc chưa xác nhận: %(names)s.")
        % {"count": len(rows), "names": first},
        place=_("Phiếu tự chấm"),
        remedy=_("Ghi số, hoặc chọn chưa có số liệu, không thuộc phạm vi; đánh dấu xác nhận ở số điền sẵn."),
    )
