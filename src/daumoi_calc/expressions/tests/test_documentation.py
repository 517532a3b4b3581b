"""The page for builders lists what the language really has, and its examples work."""

import re
from pathlib import Path

import pytest

from daumoi_calc.expressions import (
    BOOLEAN,
    DATE,
    DEFAULT_FUEL,
    FUNCTIONS,
    LANGUAGE_VERSION,
    MAX_DEPTH,
    MAX_SOURCE,
    NAMED_PATTERNS,
    NUMBER,
    TEXT,
    Environment,
    choice,
    choices,
    compile_expression,
    rows_of,
)

PAGE = (Path(__file__).parents[4] / "docs" / "build" / "expressions.md").read_text(encoding="utf-8")

# The variables that the page and the published examples speak of.
ENVIRONMENT = Environment(
    dict.fromkeys(
        ("giao", "co_mat", "nam", "nu", "hop_dong", "da_chi", "duoc_giao", "nam_1", "nam_2"), NUMBER
    )
    | dict.fromkeys(("ten", "ma", "kho_khan", "thu_truong", "thu_dien_tu", "so_van_ban"), TEXT)
    | dict.fromkeys(("ngay_gui", "ngay_nhan"), DATE)
    | dict.fromkeys(("nguon.so_tien", "can_bo.nam_sinh", "du_an.tien_do"), rows_of(NUMBER))
    | {"du_an.bat_dau": rows_of(DATE), "hinh_thuc": choices("cuc", "vu"), "loai": choice("cuc", "vu")}
    | {"previous.giao": NUMBER, "registry.giao": NUMBER, "row.so_tien": NUMBER, "co_bo_phan_cung": BOOLEAN},
    imported=True,
)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_is_on_the_page_and_its_published_example_is_a_program(name: str) -> None:
    assert f"`{FUNCTIONS[name].usage.split(' hoặc ')[0]}`" in PAGE
    compile_expression(FUNCTIONS[name].example, environment=ENVIRONMENT)


@pytest.mark.parametrize("name", NAMED_PATTERNS)
def test_every_named_pattern_is_on_the_page(name: str) -> None:
    assert f"`{name}`" in PAGE


def test_the_limits_on_the_page_are_the_limits_of_the_code() -> None:
    assert f"version {LANGUAGE_VERSION}" in PAGE
    for limit in (MAX_SOURCE, MAX_DEPTH, DEFAULT_FUEL):
        assert f"{limit:,}" in PAGE


def test_the_examples_of_the_page_are_programs_and_say_what_the_page_says() -> None:
    rows = re.findall(r"^\| `([^`]+)` \| (.+) \|$", PAGE.partition("## Examples")[2], re.MULTILINE)
    assert len(rows) >= 6
    labels = dict(re.findall(r"`(\w+)` = ([^,.\n]+)", PAGE.partition("## Examples")[2]))
    for source, words in rows:
        compiled = compile_expression(source, environment=ENVIRONMENT)
        assert compiled.sentence(labels, options={"loai": {"cuc": "Cục"}}) == words
