"""The room's part of a data pack: definitions (one YAML file each) and results published elsewhere, with their source."""

import hashlib
from datetime import date
from pathlib import Path

import msgspec
from django.utils.translation import gettext as _

from daumoi.foundation.errors import Invalid
from daumoi.foundation.yaml_rows import read_rows

FOLDER = "indices"
RESULTS = "index_results.yaml"


class UnitRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One unit as published: the name as printed, its register code only where that is certain, score as printed,
    place, and the components that were published too (by node or indicator code)."""

    name: str
    score: str
    rank: int | None = None
    code: str | None = None
    group: str = ""
    parts: dict[str, str] = {}


class ResultRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One published edition of an index. `source` is a source of its definition; `out_of` says how many were ranked
    where only some are told."""

    index: str
    version: str
    code: str
    title: str
    year: int
    cut_off: date
    keeper: str
    source: str
    published_under: str
    units: list[UnitRow]
    published_on: date | None = None
    out_of: int | None = None
    locator: str | None = None
    note: str | None = None


def read_definitions(folder: Path) -> list[tuple[str, str]]:
    """File name and text of every definition of the pack; none where it has no such folder.

    :raises Invalid: a file is not UTF-8.
    """
    found = []
    for file in sorted((folder / FOLDER).glob("*.yaml")):
        try:
            found.append((f"{FOLDER}/{file.name}", file.read_text(encoding="utf-8")))
        except UnicodeDecodeError as error:
            raise Invalid(
                "indices.pack.utf8",
                _("Tệp không phải mã UTF-8."),
                place=file.name,
                remedy=_("Lưu lại tệp ở mã UTF-8."),
            ) from error
    return found


def read_results(folder: Path) -> list[ResultRow]:
    """Results published elsewhere.

    :raises Invalid: a row is malformed or an edition stands twice; names file and row.
    """
    rows = read_rows(folder / RESULTS, ResultRow)
    seen: set[tuple[str, str]] = set()
    for number, row in enumerate(rows, start=1):
        if (row.index, row.code) in seen:
            raise refuse(number, row, _("kỳ này đã khai ở trên."), _("Giữ một dòng."))
        seen.add((row.index, row.code))
        for unit in row.units:
            _check_number(number, row, unit.score)
            for value in unit.parts.values():
                _check_number(number, row, value)
    return rows


def _check_number(number: int, row: ResultRow, text: str) -> None:
    try:
        float(text)
    except ValueError as error:
        raise refuse(
            number, row, _("“%s” không phải là số.") % text, _("Ghi số với dấu chấm thập phân.")
        ) from error


def refuse(number: int, row: ResultRow, problem: str, remedy: str) -> Invalid:
    """The refusal of one row."""
    message = _("Dòng %(number)d %(code)s: %(problem)s") % {
        "number": number,
        "code": f"{row.index} {row.code}",
        "problem": problem,
    }
    return Invalid("indices.pack", message, place=RESULTS, remedy=remedy)


def digest_of(definitions: list[tuple[str, str]], results: list[ResultRow]) -> str:
    """SHA-256 of everything read, in one canonical spelling."""
    return hashlib.sha256(msgspec.json.encode([definitions, results], order="deterministic")).hexdigest()
