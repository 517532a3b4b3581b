"""What our pages take of the kit: these classes, and how bare elements look.

The whole sheet is eight times as long, and a browser reads it anew for every page. A new class is entered here.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import tinycss2

CLASSES = frozenset(
    {
        "btn",
        "btn-danger",
        "btn-primary",
        "btn-sm",
        "d-block",
        "form-control",
        "form-hint",
        "form-label",
        "form-select",
        "icon",
        "invalid-feedback",
        "is-invalid",
        "table",
        "visually-hidden",
    }
)
_LICENCE = re.compile(r"/\*!.*?\*/\s*", re.DOTALL)
_CONDITIONS = frozenset({"media", "supports", "container", "layer"})
"""At-rules that hold rules."""


def used_part(sheet: str) -> str:
    """The sheet without selectors that ask for a class beyond `CLASSES`, and without rules that then ask for nothing.

    A selector that names a foreign class only to exclude it (`:not(.x)`) or as one of several (`:is(.x, .y)`) stays.
    What is declared for the whole page (colours, lengths, animations) stays too, and the words about the licence.
    """
    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    return "".join([*_LICENCE.findall(sheet), *_written(rules)])


def classes_asked(sheet: str) -> set[str]:
    """Every class that a selector of the sheet asks for, outside of exclusions."""
    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    return {name for rule in _plain_rules(rules) for name in _classes(rule.prelude)}


def _written(rules: Sequence[Any]) -> Iterator[str]:
    for rule in rules:
        if _holds_rules(rule):
            if inner := "".join(_written(_inside(rule))):
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}"
        elif rule.type == "qualified-rule":
            wanted = [one for one in _selectors(rule.prelude) if _classes(one) <= CLASSES]
            if wanted:
                heads = ",".join(tinycss2.serialize(one) for one in wanted)
                yield f"{heads}{{{tinycss2.serialize(rule.content)}}}"
        else:
            yield rule.serialize()


def _plain_rules(rules: Sequence[Any]) -> Iterator[Any]:
    for rule in rules:
        if _holds_rules(rule):
            yield from _plain_rules(_inside(rule))
        elif rule.type == "qualified-rule":
            yield rule


def _holds_rules(rule: Any) -> bool:
    return rule.type == "at-rule" and rule.lower_at_keyword in _CONDITIONS and rule.content is not None


def _inside(rule: Any) -> Sequence[Any]:
    held: list[Any] = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
    return held


def _selectors(prelude: Sequence[Any]) -> Iterator[list[Any]]:
    """The selectors of a list, each as its tokens."""
    one: list[Any] = []
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            yield one
            one = []
        else:
            one.append(token)
    yield one


def _classes(selector: Sequence[Any]) -> set[str]:
    """Names after a dot; what stands in brackets is a token of its own and not looked into."""
    return {
        name.value
        for dot, name in pairwise(selector)
        if dot.type == "literal" and dot.value == "." and name.type == "ident"
    }
