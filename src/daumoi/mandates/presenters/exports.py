"""The matrix as data and as a workbook: the same cells in the same words for pages, programs and Excel."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, time
from typing import Any

from django.utils.translation import gettext as _

from daumoi.mandates.models import Duty, Group
from daumoi.mandates.presenters.words import STANDINGS, VERDICTS
from daumoi.mandates.queries import BodyLine, Cell, Coverage
from daumoi.mandates.rules import Standing, Verdict
from daumoi.ui.spreadsheets import Sheet, SheetColumn, SheetRow, write_workbook

SIGNS: dict[Standing, str] = {
    Standing.LEAD: "●",
    Standing.PARTIAL: "◐",
    Standing.NONE: "○",
    Standing.ELSEWHERE: "↗",
    Standing.NO_DATA: "?",
}


def coverage_data(found: Coverage) -> dict[str, Any]:
    """The matrix as plain values: `as_of`, `duties`, `organisations`, `cells`; every cell is present."""
    return {
        "as_of": found.day.isoformat(),
        "duties": [duty_data(duty) for duty in found.duties],
        "organisations": [_organisation_data(line) for line in found.bodies],
        "cells": [
            _cell_data(line, duty, cell)
            for line in found.bodies
            for duty, cell in zip(found.duties, line.cells, strict=True)
        ],
    }


def duty_data(duty: Duty) -> dict[str, Any]:
    """One duty as plain values."""
    return {
        "code": duty.code,
        "name": duty.display_name,
        "group": duty.group,
        "set": duty.set.code,
        "is_proposal": duty.set.is_proposal,
        "may_sit_elsewhere": duty.may_sit_elsewhere,
        "valid_from": duty.valid_from.isoformat(),
        "valid_to": duty.valid_to.isoformat() if duty.valid_to else None,
        "source": duty.source_text,
        "confidence": duty.confidence,
    }


def _organisation_data(line: BodyLine) -> dict[str, Any]:
    return {
        "code": line.code,
        "name": line.row.state.name,
        "kind": line.row.state.kind,
        "it_units": [
            {"code": unit.code, "name": unit.name, "form": unit.form, "source": unit.source}
            for unit in line.row.units
            if unit.state is not None
        ],
        "groups": {group.value: verdict.value for group, verdict in line.verdicts.items()},
    }


def _cell_data(line: BodyLine, duty: Duty, cell: Cell) -> dict[str, Any]:
    return {
        "organisation": line.code,
        "duty": duty.code,
        "holding": cell.standing.value,
        "holder": cell.holder,
        "basis": cell.basis,
        "source": cell.source,
        "confidence": cell.confidence,
    }


def coverage_workbook(found: Coverage) -> bytes:
    """The matrix as XLSX: matrix, basis of cells, sums, catalogue. Same matrix, same bytes."""
    return write_workbook(
        sheets=[_matrix_sheet(found), _cells_sheet(found), _sums_sheet(found), _duties_sheet(found)],
        created=datetime.combine(found.day, time(0, 0), tzinfo=UTC),
        simulated=found.simulated,
    )


def file_name(found: Coverage) -> str:
    """The name of a file of the matrix, without its ending."""
    realm = "-mo-phong" if found.simulated else ""
    chosen = f"-{found.chosen.code.replace('_', '-')}" if found.chosen else ""
    return f"nhiem-vu-{found.day.isoformat()}{chosen}{realm}"


def set_names(found: Coverage) -> str:
    """Where the duties shown come from, proposals marked, in one line."""
    sets = dict.fromkeys(duty.set for duty in found.duties)
    return "; ".join(f"{one} ({_('đề xuất')})" if one.is_proposal else str(one) for one in sets)


def _matrix_sheet(found: Coverage) -> Sheet:
    columns = [SheetColumn(_("Cơ quan"), width=34), SheetColumn(_("Đơn vị chuyên trách"), width=34)]
    columns += [SheetColumn(_column_title(duty), width=12, group=_group_title(duty)) for duty in found.duties]
    rows = [
        SheetRow((line.row.state.name, units_text(line), *(_sign(cell) for cell in line.cells)))
        for line in found.bodies
    ]
    legend = " · ".join(f"{SIGNS[standing]} {words}" for standing, words in STANDINGS.items())
    return Sheet(
        name=_("Ma trận"),
        title=_("Nhiệm vụ theo bốn nhóm, từng cơ quan"),
        columns=tuple(columns),
        rows=rows,
        as_of=found.day,
        source=set_names(found),
        notes=(legend,),
    )


def _column_title(duty: Duty) -> str:
    return f"{duty.display_short} ({_('đề xuất')})" if duty.set.is_proposal else duty.display_short


def _group_title(duty: Duty) -> str:
    return str(Group(duty.group).label)


def _sign(cell: Cell) -> str:
    return f"{SIGNS[cell.standing]} {STANDINGS[cell.standing]}"


def units_text(line: BodyLine) -> str:
    """The body's specialised units of the day, or that the register cannot name one."""
    named = [unit.name for unit in line.row.units if unit.state is not None]
    return "; ".join(named) or _("chưa xác định")


def _cells_sheet(found: Coverage) -> Sheet:
    titles = (
        (_("Mã cơ quan"), 16),
        (_("Cơ quan"), 34),
        (_("Mã nhiệm vụ"), 24),
        (_("Nhiệm vụ"), 44),
        (_("Cách giao"), 16),
        (_("Mã cách giao"), 12),
        (_("Đơn vị giữ"), 34),
        (_("Căn cứ"), 34),
        (_("Nguồn"), 40),
        (_("Độ tin cậy"), 10),
    )
    rows = [
        SheetRow(
            (
                line.code,
                line.row.state.name,
                duty.code,
                duty.display_name,
                str(STANDINGS[cell.standing]),
                cell.standing.value,
                cell.holder,
                cell.basis,
                cell.source,
                cell.confidence,
            )
        )
        for line in found.bodies
        for duty, cell in zip(found.duties, line.cells, strict=True)
    ]
    return Sheet(
        name=_("Căn cứ từng ô"),
        title=_("Căn cứ của từng ô trong ma trận"),
        columns=tuple(SheetColumn(title, width=width) for title, width in titles),
        rows=rows,
        as_of=found.day,
        source=set_names(found),
    )


def _sums_sheet(found: Coverage) -> Sheet:
    blocks = [block for block in found.groups if block.is_counted]
    columns = [
        SheetColumn(_("Nhóm nhiệm vụ"), width=36),
        SheetColumn(_("Số nhiệm vụ"), kind="whole", width=12),
    ]
    columns += [
        SheetColumn(str(words).capitalize(), kind="whole", width=14, group=_("Số cơ quan"))
        for words in VERDICTS.values()
    ]
    rows = [
        SheetRow(
            (
                str(block.group.label),
                len(block.duties),
                *(block.counts[verdict] for verdict in Verdict),
            )
        )
        for block in blocks
    ]
    return Sheet(
        name=_("Tổng hợp"),
        title=_("Mức độ giao nhiệm vụ theo nhóm"),
        columns=tuple(columns),
        rows=rows,
        as_of=found.day,
        source=set_names(found),
        notes=(
            _("Cộng theo hàng bằng số cơ quan: %d.") % len(found.bodies),
            _("Nhiệm vụ mới là đề xuất không tính vào tổng hợp khi có nhiệm vụ theo luật."),
        ),
    )


def _duties_sheet(found: Coverage) -> Sheet:
    titles = (
        (_("Mã"), 24, "text"),
        (_("Nhóm"), 28, "text"),
        (_("Nhiệm vụ"), 52, "text"),
        (_("Danh mục"), 32, "text"),
        (_("Tính chất"), 14, "text"),
        (_("Từ ngày"), 12, "date"),
        (_("Đến trước ngày"), 14, "date"),
        (_("Nguồn"), 40, "text"),
        (_("Độ tin cậy"), 10, "text"),
    )
    held = Counter(_held(found.bodies))
    rows = [
        SheetRow(
            (
                duty.code,
                _group_title(duty),
                duty.display_name,
                str(duty.set),
                _("đề xuất") if duty.set.is_proposal else _("theo luật"),
                duty.valid_from,
                duty.valid_to,
                duty.source_text,
                duty.confidence,
                held[index],
            )
        )
        for index, duty in enumerate(found.duties)
    ]
    columns = [SheetColumn(title, kind=kind, width=width) for title, width, kind in titles]  # type: ignore[arg-type]
    columns.append(SheetColumn(_("Số cơ quan có số liệu"), kind="whole", width=14))
    return Sheet(
        name=_("Nhiệm vụ"),
        title=_("Danh mục nhiệm vụ trong ma trận"),
        columns=tuple(columns),
        rows=rows,
        as_of=found.day,
    )


def _held(lines: Iterable[BodyLine]) -> Iterable[int]:
    for line in lines:
        for index, cell in enumerate(line.cells):
            if cell.is_known:
                yield index
