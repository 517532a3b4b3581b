"""The room's part of a data pack: by which classes public service units live, in which years, on which instrument."""

import hashlib
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec

from daumoi.foundation.yaml_rows import read_rows
from daumoi.scheme.rules import Autonomy

FILE = "financing.yaml"


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A name in Vietnamese and English."""

    vi: str
    en: str = ""


class StepRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One class: its level, and between which rates of self-financing in percent a unit falls into it."""

    code: str
    name: Words
    level: Autonomy
    at_least: Decimal | None = None
    below: Decimal | None = None
    provision: str | None = None


class RegimeRow(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    kw_only=True,
    rename={"since": "from", "until": "to"},
):
    """The classes that hold during `[from, to)`."""

    code: str
    name: Words
    instrument: str
    since: date
    until: date | None = None
    steps: list[StepRow]
    source: str
    locator: str | None = None
    confidence: str = "?"
    note: str | None = None


def read_pack(folder: Path) -> list[RegimeRow]:
    """The regimes of the pack in `folder`; none where the pack has no such file.

    :raises Invalid: a row is malformed; the message names file and row.
    """
    return read_rows(folder / FILE, RegimeRow)


def digest_of(rows: list[RegimeRow]) -> str:
    """SHA-256 of the rows, to see whether a pack brings anything new."""
    return hashlib.sha256(msgspec.json.encode(rows, order="deterministic")).hexdigest()
