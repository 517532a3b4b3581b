"""The typefaces, built once into the same folder the product uses (a second run takes milliseconds)."""

from pathlib import Path

import pytest

from daumoi.documents.fonts import build_fonts

PROJECT = Path(__file__).resolve().parents[4]
NODE_MODULES = PROJECT / "node_modules"


@pytest.fixture(scope="session")
def node_modules() -> Path:
    return NODE_MODULES


@pytest.fixture(scope="session")
def fonts() -> Path:
    target = PROJECT / "var" / "fonts"
    build_fonts(target=target, node_modules=NODE_MODULES)
    return target
