"""What is taken of the kit's style sheet, and that pages ask for nothing else of it."""

import re
from functools import cache
from pathlib import Path

import pytest

from daumoi.ui import assets, kit

SOURCES = Path(kit.__file__).parents[1]
NODE_MODULES = SOURCES.parents[1] / "node_modules"
_NAMED = re.compile(r"""class["']?\s*[=:]\s*(?:"([^"]*)"|'([^']*)')""")
_TEMPLATE_TAG = re.compile(r"\{[%{].*?[%}]\}", re.DOTALL)


@cache
def whole_sheet() -> str:
    return (NODE_MODULES / assets.KIT_SHEET).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("sheet", "used"),
    [
        ("h1{margin:0}", "h1{margin:0}"),
        (":root{--a:1px}", ":root{--a:1px}"),
        (".btn{color:red}", ".btn{color:red}"),
        (".btn .unicorn{color:red}", ""),
        (".btn.unicorn{color:red}", ""),
        (".btn,.unicorn,a{color:red}", ".btn,a{color:red}"),
        (".btn:not(.unicorn,.horn){color:red}", ".btn:not(.unicorn,.horn){color:red}"),
        (".table>:is(thead,.unicorn){color:red}", ".table>:is(thead,.unicorn){color:red}"),
        ("@media print{.unicorn{color:red}}", ""),
        ("@media print{.unicorn{color:red}p{margin:0}}", "@media print{p{margin:0}}"),
        ("@keyframes turn{to{rotate:1turn}}", "@keyframes turn{to{rotate:1turn}}"),
        ('a{background:url("x,.unicorn{")}', 'a{background:url("x,.unicorn{")}'),
    ],
)
def test_a_rule_stays_when_a_page_of_ours_can_meet_it(sheet: str, used: str) -> None:
    assert kit.used_part(sheet) == used


def test_the_words_about_the_licence_stay() -> None:
    assert "Licensed under MIT" in kit.used_part(whole_sheet())[:400]
    assert "sourceMappingURL" not in kit.used_part(whole_sheet())


def test_every_named_class_is_one_of_the_kit() -> None:
    assert kit.classes_asked(whole_sheet()) >= kit.CLASSES


def test_taking_the_used_part_again_changes_nothing() -> None:
    once = kit.used_part(whole_sheet())
    assert kit.used_part(once) == once
    assert len(once) * 6 < len(whole_sheet())


def test_templates_programs_and_scripts_name_no_other_class_of_the_kit() -> None:
    """What only a drawn page shows is looked at by the walk over all addresses."""
    ours = (file for kind in ("html", "py", "js") for file in SOURCES.rglob(f"*.{kind}"))
    named = {
        name
        for file in ours
        for found in _NAMED.findall(file.read_text(encoding="utf-8"))
        for name in _TEMPLATE_TAG.sub(" ", "".join(found)).split()
    }
    assert "btn" in named
    assert named & kit.classes_asked(whole_sheet()) <= kit.CLASSES, "thêm vào daumoi/ui/kit.py"
