"""Indices, editions, sheets and appeals as plain values, for programs."""

from decimal import Decimal
from typing import Any

from daumoi.indices.definition import Cell
from daumoi.indices.models import Appeal, Edition, Evidence, Index, IndexVersion
from daumoi.indices.presenters.data import unit_data
from daumoi.indices.presenters.sheets import cell_name
from daumoi.indices.queries import (
    AppealLine,
    CellRow,
    EditionView,
    IndexRow,
    ResultView,
    SheetLine,
    SheetView,
    UnitRow,
)


def index_data(row: IndexRow) -> dict[str, Any]:
    """One index of the list."""
    newest = row.newest.code if row.newest is not None else None
    return {**_index(row.index, row.versions), "editions": row.editions, "newest": newest}


def index_detail(
    index: Index, version: IndexVersion, versions: list[IndexVersion], editions: list[Edition]
) -> dict[str, Any]:
    """One index with the definition asked for."""
    return {
        **_index(index, tuple(versions)),
        "version": version.version,
        "definition": version.definition,
        "editions": [edition_data(one) for one in editions],
    }


def _index(index: Index, versions: tuple[IndexVersion, ...]) -> dict[str, Any]:
    return {
        "code": index.code,
        "name": str(index),
        "owner": index.owner_text,
        "presentation": index.presentation,
        "is_simulated": index.is_simulated,
        "versions": [
            {
                "version": one.version,
                "name": one.name,
                "digest": one.digest,
                "first_year": one.first_year,
                "end_year": one.end_year,
            }
            for one in versions
        ],
    }


def edition_data(edition: Edition) -> dict[str, Any]:
    """One edition."""
    return {
        "index": edition.version.index.code,
        "version": edition.version.version,
        "code": edition.code,
        "title": edition.title,
        "year": edition.year,
        "state": edition.state,
        "cut_off": edition.cut_off,
        "due_on": edition.due_on,
        "appeals_until": edition.appeals_until,
        "published_on": edition.published_on,
        "published_under": edition.published_under,
        "corrects": edition.corrects.code if edition.corrects is not None else None,
        "digest": edition.digest,
        "is_simulated": edition.is_simulated,
    }


def edition_detail(view: EditionView) -> dict[str, Any]:
    """One edition with its bodies."""
    lines = [_line(line, coordinates=view.may_coordinate) for line in view.lines]
    return {**edition_data(view.edition), "sheets": lines}


def _line(line: SheetLine, *, coordinates: bool) -> dict[str, Any]:
    sheet = line.sheet
    return {
        "body": sheet.owner.code,
        "name": line.name,
        "group": sheet.group,
        "state": sheet.state,
        "sent_on": sheet.sent_on,
        "sent_under": sheet.sent_under,
        "received_on": sheet.received_on,
        "confirmed": line.confirmed,
        "total": line.total,
        "verified": line.verified if coordinates else None,
        "differing": line.differing if coordinates else None,
        "open_appeals": line.open_appeals,
    }


def unit_detail(view: ResultView, row: UnitRow) -> dict[str, Any]:
    """One unit of a result with its indicators."""
    indicators = (view.edition.result or {}).get("indicators", [])
    criteria = [
        {"code": one["code"], "name": one["name"], "score": row.parts.get(one["code"])} for one in indicators
    ]
    return {**unit_data(view, row), "criteria": criteria}


def sheet_data(view: SheetView) -> dict[str, Any]:
    """The sheet of one body as this reader may see it."""
    return {
        "index": view.edition.version.index.code,
        "edition": view.edition.code,
        "body": view.sheet.owner.code,
        "name": view.name,
        "state": view.sheet.state,
        "asked": view.sheet.asked,
        "may_fill": view.is_writable,
        "may_appeal": view.takes_appeals,
        "cells": [_cell(row, view) for row in view.rows],
    }


def _cell(row: CellRow, view: SheetView) -> dict[str, Any]:
    cell, entry = row.cell, row.entry
    verified: dict[str, Any] = {
        "verified_kind": None,
        "verified_value": None,
        "verified_points": None,
        "reason": "",
    }
    if view.shows_verified:
        verified = {
            "verified_kind": entry.verified_kind,
            "verified_value": _plain(entry.verified_value),
            "verified_points": _plain(entry.verified_score),
            "reason": entry.reason,
        }
    return {
        "column": cell.column,
        "criterion": cell.indicator.code,
        "name": cell_name(cell, view),
        "unit": cell.unit,
        "most": cell.most,
        "state": entry.state,
        "self_kind": entry.self_kind,
        "self_value": _plain(entry.self_value),
        "self_points": _plain(entry.self_score),
        "note": entry.self_note,
        "source": entry.source_text,
        **verified,
        "evidence": [_evidence(one) for one in row.evidence],
    }


def _plain(value: Decimal | None) -> Decimal | None:
    """The number without the zeros of its column."""
    return None if value is None else Decimal(f"{value.normalize():f}")


def _evidence(one: Evidence) -> dict[str, Any]:
    return {
        "number": one.pk,
        "kind": one.kind,
        "title": one.title,
        "document": one.document,
        "name": one.name,
        "size": one.size,
        "sha256": one.sha256,
        "added_by": one.added_by,
        "added_at": one.added_at,
    }


def appeals_data(lines: list[AppealLine]) -> list[dict[str, Any]]:
    """The appeals of an edition."""
    return [appeal_data(line.appeal, line.cell) for line in lines]


def appeal_data(appeal: Appeal, cell: Cell) -> dict[str, Any]:
    """One appeal about a cell."""
    return {
        "body": appeal.sheet.owner.code,
        "number": appeal.number,
        "column": cell.column,
        "criterion": cell.name,
        "text": appeal.text,
        "document": appeal.document,
        "raised_on": appeal.raised_on,
        "result": appeal.result,
        "answer": appeal.answer,
        "answered_on": appeal.answered_on,
    }
