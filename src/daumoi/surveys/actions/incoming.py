"""A package that arrived waits here, under the name of its hash, while the coordinator looks at what it is."""

import hashlib
import os
import re
import time
from pathlib import Path

from django.conf import settings

from daumoi.foundation.errors import NotFound
from daumoi.foundation.principal import Principal
from daumoi.surveys.access import SurveyPermission
from daumoi.surveys.exchange.package import Package, read_package

_KEPT_SECONDS = 24 * 3600
_NAME = re.compile(r"[0-9a-f]{64}")


def _folder() -> Path:
    folder = Path(settings.HOME) / "incoming"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def keep_package(*, by: Principal, data: bytes) -> str:
    """Check a package and put it aside; returns its SHA-256. What nobody entered within a day is dropped."""
    by.require(SurveyPermission.COORDINATE)
    read_package(data)
    folder = _folder()
    for old in folder.glob("*.zip"):
        if time.time() - old.stat().st_mtime > _KEPT_SECONDS:
            old.unlink(missing_ok=True)
    digest = hashlib.sha256(data).hexdigest()
    handle = os.open(folder / f"{digest}.zip", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(data)
    return digest


def kept_package(*, by: Principal, digest: str) -> tuple[Package, bytes]:
    """The package put aside under this SHA-256, read again with the same suspicion."""
    by.require(SurveyPermission.COORDINATE)
    file = _folder() / f"{digest}.zip"
    if not _NAME.fullmatch(digest) or not file.exists():
        raise NotFound(
            "surveys.package.gone", "Gói này không còn chờ nhập.", remedy="Nộp lại tệp gói trả lời."
        )
    data = file.read_bytes()
    return read_package(data), data


def drop_package(*, by: Principal, digest: str) -> None:
    """Forget a package once it was entered, or when it is not wanted."""
    by.require(SurveyPermission.COORDINATE)
    if _NAME.fullmatch(digest):
        (_folder() / f"{digest}.zip").unlink(missing_ok=True)
