"""Shapes of the sheet of a body, for its officer and for the coordinator who verifies it."""

from dataclasses import dataclass
from decimal import Decimal

from django.http import QueryDict
from django.utils.translation import gettext as _

from daumoi.indices.definition import Cell
from daumoi.indices.models import Appeal, Entry, EntryState, Evidence, MarkKind
from daumoi.indices.presenters.about import indicator_words
from daumoi.indices.presenters.words import APPEAL_TONES, mark_text, points_text
from daumoi.indices.queries import CellRow, PillarBlock, SheetView
from daumoi.indices.rules import written
from daumoi.ui.formats import written_date


@dataclass(frozen=True)
class CellLine:
    """One cell as the page shows it."""

    number: int
    column: str
    name: str
    version: str
    unit: str
    hint: str
    rule: str
    asked: tuple[str, ...]
    value: str
    kind: str
    note: str
    state: str
    source: str
    evidence: tuple[Evidence, ...]
    own_text: str
    own_points: str
    verified_text: str
    verified_points: str
    differs: bool
    reason: str
    appeals: tuple[tuple[Appeal, str], ...]
    open_appeal: bool

    @property
    def is_unconfirmed(self) -> bool:
        """Whether a prefilled value waits for the officer."""
        return self.state == EntryState.UNCONFIRMED


@dataclass(frozen=True)
class BlockPage:
    """One pillar of the sheet with its totals in words."""

    code: str
    name: str
    total: str
    lines: tuple[CellLine, ...]


def sheet_page(view: SheetView, *, posted: QueryDict | None) -> tuple[BlockPage, ...]:
    """The sheet by pillars; what was typed and refused stays as typed."""
    return tuple(
        BlockPage(
            block.pillar.code,
            block.pillar.name,
            _total(block, view),
            tuple(_own(row, view, posted) for row in block.rows),
        )
        for block in view.blocks
    )


def verify_page(view: SheetView, *, posted: QueryDict | None) -> tuple[CellLine, ...]:
    """All criteria in one list: those that differ first, then those not verified, then the rest."""
    lines = [_verified(row, view, posted) for row in view.rows]
    entries = {row.cell.number: row.entry for row in view.rows}
    return tuple(
        sorted(
            lines, key=lambda line: (not line.differs, bool(entries[line.number].verified_kind), line.number)
        )
    )


def _total(block: PillarBlock, view: SheetView) -> str:
    most = points_text(block.pillar.most)
    if not most:
        return ""
    words = _("tự chấm %(points)s/%(most)s điểm") % {
        "points": points_text(block.self_points) or "–",
        "most": most,
    }
    if view.shows_verified and block.verified_points is not None:
        words += _(", thẩm định %s") % points_text(block.verified_points)
    return words


def _own(row: CellRow, view: SheetView, posted: QueryDict | None) -> CellLine:
    entry = row.entry
    typed = _typed(posted, row.cell.number, "note")
    value, kind, note = typed or (*_fields(entry.self_kind, entry), entry.self_note)
    return _line(row, view, value=value, kind=kind, note=note)


def _verified(row: CellRow, view: SheetView, posted: QueryDict | None) -> CellLine:
    entry = row.entry
    typed = _typed(posted, row.cell.number, "reason")
    if entry.verified_kind:
        verified = written(entry.verified_value) if entry.verified_value is not None else ""
        stored = (verified, _absence(entry.verified_kind), entry.reason)
    else:
        stored = (*_fields(entry.self_kind or MarkKind.MISSING, entry), "")
    value, kind, note = typed or stored
    return _line(row, view, value=value, kind=kind, note=note)


def _typed(posted: QueryDict | None, number: int, words: str) -> tuple[str, str, str] | None:
    if posted is None or f"value-{number}" not in posted:
        return None
    return (
        posted.get(f"value-{number}", ""),
        posted.get(f"kind-{number}", ""),
        posted.get(f"{words}-{number}", ""),
    )


def _fields(kind: str, entry: Entry) -> tuple[str, str]:
    return (written(entry.self_value) if entry.self_value is not None else "", _absence(kind))


def _absence(kind: str) -> str:
    return kind if kind in {MarkKind.MISSING, MarkKind.NOT_APPLICABLE} else ""


def _line(row: CellRow, view: SheetView, *, value: str, kind: str, note: str) -> CellLine:
    entry, cell = row.entry, row.cell
    return CellLine(
        number=cell.number,
        column=cell.column,
        name=cell_name(cell, view),
        version=cell.indicator.version,
        unit=cell.unit,
        hint=cell.hint,
        rule=indicator_words(cell.indicator, view.outline.definition)
        if cell.is_own
        else _("số để chia cho tiêu chí trên"),
        asked=tuple(text.vi for text in cell.indicator.evidence) if cell.is_own else (),
        value=value,
        kind=kind,
        note=note,
        state=entry.state,
        source=_source(entry),
        evidence=row.evidence,
        own_text=_text(cell, entry.self_kind, entry.self_value),
        own_points=points_text(entry.self_score),
        verified_text=_text(cell, entry.verified_kind, entry.verified_value) if entry.verified_kind else "",
        verified_points=points_text(entry.verified_score),
        differs=entry.differs,
        reason=entry.reason,
        appeals=tuple((one, APPEAL_TONES[one.result]) for one in row.appeals),
        open_appeal=any(not one.result for one in row.appeals),
    )


def _text(cell: Cell, kind: str, value: Decimal | None) -> str:
    if cell.is_yes_no and kind == MarkKind.VALUE:
        return _("có") if value else _("không")
    return mark_text(kind, value)


def cell_name(cell: Cell, view: SheetView) -> str:
    """What a cell is called: its criterion, or what the dictionary of facts calls the column."""
    return cell.name if cell.is_own else view.elements.get(cell.column, _("Số để chia (%s)") % cell.column)


def _source(entry: Entry) -> str:
    if entry.source_kind != "fact":
        return ""
    day = written_date(entry.source_on) if entry.source_on else ""
    return _("%(source)s, số ngày %(day)s") % {"source": entry.source_text, "day": day}
