"""The project's own programs as the tests of its shape read them: each file is parsed once."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
SOURCE = PROJECT / "src"


def python_files(*folders: str) -> Iterator[Path]:
    """Every program below the folders of the project, migrations aside."""
    for folder in folders:
        for file in sorted((PROJECT / folder).rglob("*.py")):
            if "migrations" not in file.parts and "node_modules" not in file.parts:
                yield file


@cache
def parsed(file: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(file.read_text(encoding="utf-8"))
