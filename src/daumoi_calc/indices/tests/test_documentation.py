"""The example of the documentation is a definition that works, and its table names every method there is."""

import re
import textwrap
from pathlib import Path
from typing import get_args

import pytest

from daumoi_calc.indices import Table, compute, read_definition
from daumoi_calc.indices.definition import methods

PAGE = Path(__file__).resolve().parents[4] / "docs" / "build" / "indices.md"


def example() -> str:
    found = re.search(r"(?m)^    code: vi-du.*(?:\n(?:    .*)?)*", PAGE.read_text(encoding="utf-8"))
    assert found is not None
    return textwrap.dedent(found[0])


def test_the_worked_example_computes() -> None:
    definition = read_definition(example())
    columns = {"so_may": [90, 40], "so_can_bo": [100, 80], "mbps": [500, 100], "quy-che": [1, 0]}
    result = compute(definition=definition, table=Table.build(units=["A", "B"], columns=columns))
    # 18 + 40 + 10 of 70 points; 10 + 10 + 0 of 70.
    assert result.score() == pytest.approx([68 / 70, 20 / 70])


@pytest.mark.parametrize(
    "kind",
    ["MissingPolicy", "ImputationMethod", "NormalisationMethod", "WeightingMethod", "AggregationMethod"],
)
def test_every_method_is_documented(kind: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name in get_args(getattr(methods, kind)):
        assert f"`{name}`" in page or f" {name}`" in page, name
