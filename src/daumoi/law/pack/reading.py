"""Reading the law files of a pack. What `read_pack` returns may be written as it stands."""

import hashlib
from pathlib import Path

import msgspec

from daumoi.foundation.errors import Invalid
from daumoi.foundation.yaml_rows import read_rows
from daumoi.law.pack.checks import check
from daumoi.law.pack.rows import (
    DeadlineRow,
    IdentityRow,
    InstrumentRow,
    LawPack,
    NamedRow,
    ProvisionRow,
    RegimeRow,
    SourceRow,
)

FILES = (
    "pack.yaml",
    "sources.yaml",
    "subjects.yaml",
    "instruments.yaml",
    "provisions.yaml",
    "regimes.yaml",
    "roles.yaml",
    "calendar.yaml",
)
"""The files of a pack that this room reads, in the order in which they refer to each other."""


def read_pack(folder: Path) -> LawPack:
    """Read and check the room's files in `folder`; raises `Invalid` at the first row that cannot stand."""
    found = LawPack(
        identity=_read_identity(folder / "pack.yaml"),
        digest=_digest(folder),
        sources=read_rows(folder / "sources.yaml", SourceRow),
        subjects=read_rows(folder / "subjects.yaml", NamedRow),
        roles=read_rows(folder / "roles.yaml", NamedRow),
        instruments=read_rows(folder / "instruments.yaml", InstrumentRow),
        provisions=read_rows(folder / "provisions.yaml", ProvisionRow),
        regimes=read_rows(folder / "regimes.yaml", RegimeRow),
        deadlines=read_rows(folder / "calendar.yaml", DeadlineRow),
    )
    check(found)
    return found


def _read_identity(file: Path) -> IdentityRow:
    try:
        return msgspec.yaml.decode(file.read_bytes(), type=IdentityRow)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Invalid(
            "pack.identity",
            f"Không đọc được thẻ nhận dạng của gói: {error}",
            place=file.name,
            remedy="Tệp cần có code, name (vi, en), version và retrieved (ngày đọc nguồn).",
        ) from error


def _digest(folder: Path) -> str:
    """One digest over the room's files, so that two installations can compare what they loaded."""
    digest = hashlib.sha256()
    for name in FILES:
        file = folder / name
        if file.exists():
            digest.update(f"{name}\n".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()
