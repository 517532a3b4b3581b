"""The room's part of a data pack: kinds of paper and signing chains, checked row by row."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from daumoi.documents.rules.chain import route_steps
from daumoi.foundation.errors import Invalid
from daumoi.foundation.yaml_rows import read_rows

KINDS_FILE = "document_kinds.yaml"
ROUTES_FILE = "signing_routes.yaml"


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text in Vietnamese and, where there is one, in English."""

    vi: str
    en: str | None = None


class PartRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part offered when drafting: its heading and a line of guidance."""

    title: str
    guidance: str = ""


class KindRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of paper."""

    code: str
    name: Words
    family: str
    abbreviation: str = ""
    model: str = ""
    daily: bool = False
    parts: list[PartRow] = []
    confidence: str = "?"
    source: str | None = None
    locator: str | None = None
    note: str | None = None


class RouteRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One signing chain."""

    code: str
    name: Words
    steps: list[dict[str, Any]]
    kinds: list[str] = []
    note: str | None = None


@dataclass(frozen=True)
class DocumentPack:
    """Everything this room reads."""

    kinds: list[KindRow]
    routes: list[RouteRow]

    @property
    def digest(self) -> str:
        """SHA-256 of the rows in one canonical spelling."""
        return hashlib.sha256(
            msgspec.json.encode([self.kinds, self.routes], order="deterministic")
        ).hexdigest()


def read_pack(folder: Path) -> DocumentPack:
    """The rows of the pack in `folder`; `Invalid` names file and row."""
    kinds, routes = read_rows(folder / KINDS_FILE, KindRow), read_rows(folder / ROUTES_FILE, RouteRow)
    _once(KINDS_FILE, [row.code for row in kinds])
    _once(ROUTES_FILE, [row.code for row in routes])
    known = {row.code for row in kinds}
    for number, row in enumerate(routes, start=1):
        place = f"{ROUTES_FILE}, dòng {number} {row.code}"
        route_steps(row.steps, place=place)
        for kind in row.kinds:
            if kind not in known:
                raise Invalid(
                    "documents.pack",
                    f"Không có loại văn bản “{kind}”.",
                    place=place,
                    remedy=f"Khai loại ấy trong {KINDS_FILE} trước.",
                )
    return DocumentPack(kinds, routes)


def _once(file: str, codes: list[str]) -> None:
    seen: set[str] = set()
    for number, code in enumerate(codes, start=1):
        if code in seen:
            raise Invalid(
                "documents.pack", f"Dòng {number}: mã “{code}” đã có.", place=file, remedy="Đặt mã khác."
            )
        seen.add(code)
