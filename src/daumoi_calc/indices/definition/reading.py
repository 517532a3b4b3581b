"""From YAML or stored JSON to a checked definition. Every refusal is a Vietnamese sentence with its path in the file."""

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec
import yaml

from daumoi_calc.indices.definition.checks import problems_of
from daumoi_calc.indices.definition.structure import Definition
from daumoi_calc.indices.faults import DefinitionFault, Problem

MAX_TEXT: Final = 2_000_000
"""Longest definition read, in characters: far above any real index, far below what could hurt."""
MAX_NESTING: Final = 100
"""Groups in groups that are read at most; reading deeper ones would take longer with the square of their depth."""


def read_definition(text: str) -> Definition:
    """The definition written in YAML.

    Raises `DefinitionFault` with every problem: not YAML, a wrong field (by path, `tree.children[1].weight`), or a
    method that cannot work (no goalposts where the scale asks for them).
    """
    if len(text) > MAX_TEXT:
        raise _refusal("tệp", f"dài hơn {MAX_TEXT} ký tự.", "Tách bớt phần ghi chú.")
    raw = _loaded(text.removeprefix("\ufeff"))
    if not isinstance(raw, Mapping):
        raise _refusal("tệp", "không phải là một định nghĩa.", "Viết theo mẫu: code, version, name, …, tree.")
    return definition_from_json(raw)


def _loaded(body: str) -> Any:
    """The values of the text; `DefinitionFault` where it is no YAML that may be read."""
    try:
        _look_before(body)
        loader = _Loader(body)
        try:
            return loader.get_single_data()
        finally:
            loader.dispose()
    except DefinitionFault:
        raise
    except yaml.YAMLError as error:
        raise _refusal(
            _yaml_place(error), "không đọc được YAML.", "Kiểm tra thụt dòng và dấu hai chấm."
        ) from error
    except RecursionError as error:
        raise _refusal("tệp", "lồng quá sâu.", "Giảm số cấp.") from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        # what the loader lets through for a date, number or tag that cannot be one (2026-13-45, !!bool x)
        raise _refusal(
            "tệp", "có giá trị không đọc được (ngày, số hoặc thẻ !!).", "Viết giá trị đó trong dấu nháy."
        ) from error


def _look_before(body: str) -> None:
    """Refuse what a few lines could make unreadable: aliases that name billions of values, groups in groups."""
    depth = 0
    for event in yaml.parse(body, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            raise _refusal("tệp", "dùng ký hiệu * của YAML.", "Viết đủ từng mục.")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_NESTING:
            raise _refusal("tệp", "lồng quá sâu.", "Giảm số cấp.")


def definition_from_json(data: Mapping[str, Any]) -> Definition:
    """The definition stored by `definition_to_json`; same errors as `read_definition`."""
    try:
        definition = msgspec.convert(data, Definition, strict=True)
        problems = (*_not_finite(data, ""), *problems_of(definition))
    except msgspec.ValidationError as error:
        raise DefinitionFault([_translated(str(error))]) from error
    except RecursionError as error:
        raise _refusal("tệp", "lồng quá sâu.", "Giảm số cấp.") from error
    if problems:
        raise DefinitionFault(problems)
    return definition


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # chosen by what is installed
    """Safe YAML that refuses a key written twice in one group."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        seen: set[str] = set()
        for key, _ in node.value:
            name = str(key.value)
            if name in seen:
                raise yaml.MarkedYAMLError("", None, f"“{name}”", key.start_mark)
            seen.add(name)
        return super().construct_mapping(node, deep=deep)


def _not_finite(data: Any, place: str) -> Iterator[Problem]:
    """Infinite numbers and NaN, which YAML can write and JSON cannot keep."""
    if isinstance(data, float) and not math.isfinite(data):
        yield Problem(place, "phải là một số hữu hạn.")
    elif isinstance(data, Mapping):
        for name, value in data.items():
            yield from _not_finite(value, f"{place}.{name}" if place else str(name))
    elif isinstance(data, (list, tuple)):
        for number, value in enumerate(data):
            yield from _not_finite(value, f"{place}[{number}]")


def _refusal(place: str, message: str, remedy: str) -> DefinitionFault:
    return DefinitionFault([Problem(place, message, remedy)])


def _yaml_place(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    return f"dòng {mark.line + 1}, cột {mark.column + 1}" if mark is not None else "tệp"


_PATH: Final = re.compile(r" - at `\$\.?(.*)`$")
_TYPES_VI: Final = {
    "str": "chữ",
    "int": "số nguyên",
    "float": "số",
    "bool": "đúng/sai (true, false)",
    "object": "một nhóm trường",
    "array": "danh sách",
    "null": "để trống",
    "date": "ngày (viết trong dấu nháy để thành chữ)",
}
_SHAPES: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (re.compile(r"Object missing required field `(.+?)`"), "thiếu trường “{0}”."),
    (re.compile(r"Object contains unknown field `(.+?)`"), "không có trường “{0}” ở đây; kiểm tra chính tả."),
    (re.compile(r"Expected `(.+?)`, got `(.+?)`"), "cần {0}, đang là {1}."),
    (
        re.compile(r"Invalid enum value (.+)"),
        "không nhận giá trị {0}; xem danh sách trong tài liệu định dạng.",
    ),
    (re.compile(r"Invalid value (.+)"), "không nhận giá trị {0}; xem danh sách trong tài liệu định dạng."),
)


def _translated(message: str) -> Problem:
    """msgspec's own sentence as ours: path first, then what is wrong."""
    path = _PATH.search(message)
    place = path[1] if path and path[1] else "tệp"
    body = _PATH.sub("", message)
    for shape, sentence in _SHAPES:
        found = shape.fullmatch(body)
        if found:
            words = [
                " hoặc ".join(_TYPES_VI.get(one.strip(), one) for one in g.split("|")) for g in found.groups()
            ]
            return Problem(place, sentence.format(*words))
    return Problem(place, f"không đúng dạng ({body}).")
