"""Where in the text of a definition a fault stands: the line of a path such as `tree.children[1].weight`."""

import re
from collections.abc import Iterable

import yaml

_STEP = re.compile(r"\[(\d+)\]|([^.\[\]]+)")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def lines_of(text: str, places: Iterable[str]) -> dict[str, int]:
    """Place → the line (from 1) on which it begins, else that of the part around it. What is no path is left out.

    `places` are those of the problems that `read_definition` found in `text`; where it could not read the YAML the
    place names the line itself.
    """
    wanted = [place for place in places if place != "tệp" and not place.startswith("dòng ")]
    if not wanted:
        return {}
    root = yaml.compose(text.removeprefix("\ufeff"), Loader=_LOADER)
    found = ((place, _line(root, place)) for place in wanted)
    return {place: line for place, line in found if line is not None}


def _line(node: yaml.Node | None, place: str) -> int | None:
    line = None
    for number, name in _STEP.findall(place):
        found = _item(node, int(number)) if number else _member(node, name)
        if found is None:
            break
        line, node = found
    return line


def _item(node: yaml.Node | None, number: int) -> tuple[int, yaml.Node] | None:
    if not isinstance(node, yaml.SequenceNode) or number >= len(node.value):
        return None
    return node.value[number].start_mark.line + 1, node.value[number]


def _member(node: yaml.Node | None, name: str) -> tuple[int, yaml.Node] | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    for key, value in node.value:
        if key.value == name:
            return key.start_mark.line + 1, value
    return None
