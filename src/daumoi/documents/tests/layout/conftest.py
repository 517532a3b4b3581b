"""The rules of the pack that ships with the product, and our typefaces."""

from datetime import date
from pathlib import Path

import pytest

from daumoi.documents.layout import LayoutRules, read_rules

PACK = Path(__file__).resolve().parents[5] / "packs" / "vietnam"


@pytest.fixture(scope="session")
def rules() -> LayoutRules:
    return read_rules(PACK, on=date(2026, 11, 22))
