"""A pack to play with: the real one copied, so that every test changes just the row it is about."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

from daumoi.foundation.principal import Principal, acting, system
from daumoi.law.pack import FILES

Rows = list[dict[str, Any]]
Change = Callable[[str, Callable[[Rows], object]], None]


@pytest.fixture
def loader(db: None) -> Iterator[Principal]:
    """The system at work, inside the transaction of the test."""
    with acting(system("nạp gói dữ liệu")) as principal:
        yield principal


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the law files of the pack of Việt Nam."""
    for name in FILES:
        source = settings.PACKS / "vietnam" / name
        if source.exists():
            shutil.copyfile(source, tmp_path / name)
    return tmp_path


@pytest.fixture
def change(folder: Path) -> Change:
    """Change the rows of one file of the copy."""

    def apply(name: str, edit: Callable[[Rows], object]) -> None:
        rows = yaml.load((folder / name).read_bytes(), Loader=yaml.CSafeLoader)
        edit(rows)
        text = yaml.dump(rows, Dumper=yaml.CSafeDumper, allow_unicode=True)
        (folder / name).write_text(text, encoding="utf-8")

    return apply


def row(rows: Rows, code: str) -> dict[str, Any]:
    """The row of that code."""
    return next(each for each in rows if each["code"] == code)
