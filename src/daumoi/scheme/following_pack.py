"""The room's second file of a data pack: recommendations on forms of organisation, to be followed over the years."""

import hashlib
from datetime import date
from pathlib import Path

import msgspec

from daumoi.foundation.errors import Invalid
from daumoi.foundation.yaml_rows import read_rows

FILE = "recommendations.yaml"


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text in Vietnamese, perhaps in English too."""

    vi: str
    en: str = ""


class ClauseRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A clause: whom it addresses (forms held on the first day; an empty list means all others), what it wishes."""

    number: int
    provision: str
    text: str
    had: list[str] = []
    wants: list[str]


class RecommendationRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A letter that recommends; `days` are those on which the register is asked."""

    code: str
    title: Words
    instrument: str
    on: date
    days: list[date]
    clauses: list[ClauseRow]
    source: str
    locator: str = ""
    confidence: str = "?"
    note: str = ""


def read_recommendations(folder: Path) -> list[RecommendationRow]:
    """The rows of the pack, checked.

    :raises Invalid: days that do not begin with the letter's own or run backwards, or clauses without a wish.
    """
    rows = read_rows(folder / FILE, RecommendationRow)
    for row in rows:
        if not row.days or row.days[0] != row.on or sorted(set(row.days)) != row.days:
            raise Invalid(
                "pack.recommendation.days",
                f"{row.code}: các ngày phải tăng dần và bắt đầu từ ngày của văn bản.",
                place=FILE,
                remedy="Sửa mục days.",
            )
        if not row.clauses or any(not clause.wants for clause in row.clauses):
            raise Invalid(
                "pack.recommendation.clauses",
                f"{row.code}: mỗi đề nghị phải nêu hình thức mong muốn (wants).",
                place=FILE,
                remedy="Sửa mục clauses.",
            )
    return rows


def digest_of(rows: list[RecommendationRow]) -> str:
    """SHA-256 of the rows."""
    return hashlib.sha256(msgspec.json.encode(rows, order="deterministic")).hexdigest()
