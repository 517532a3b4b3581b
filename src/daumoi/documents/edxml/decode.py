"""From elements to values, by the tables of the schema; what the tables do not know is kept whole."""

from collections.abc import Callable
from datetime import date, datetime
from enum import Enum, IntEnum
from typing import Any, TypeVar, cast

import msgspec
from django.utils.translation import gettext as _

from daumoi.documents.edxml.faults import refusal, shown
from daumoi.documents.edxml.limits import Limits
from daumoi.documents.edxml.model import NAMESPACE, Extra, ExtraAttribute
from daumoi.documents.edxml.schema import TABLES, Element, Kind
from daumoi.documents.edxml.tree import Node, as_xml

S = TypeVar("S", bound=msgspec.Struct)
MOST = 10**9
"""The largest count a message may state."""

_FLAGS = {"true": True, "1": True, "false": False, "0": False}


class Keeper:
    """Collects what the tables do not know, with the place it must return to."""

    def __init__(self, *, limits: Limits) -> None:
        self.limits = limits
        self.extra: list[Extra] = []
        self.attributes: list[ExtraAttribute] = []
        self.lines: dict[str, int] = {}

    def element(self, node: Node, *, parent: str) -> None:
        """Keep an unknown element; one with nothing inside says nothing and is dropped."""
        if not node.is_blank:
            self.extra.append(Extra(parent=parent, xml=as_xml(node)))

    def attributes_of(self, node: Node, *, path: str) -> None:
        """Keep the attributes of a known element, and the line it stands on."""
        self.lines[path] = node.line
        self.attributes += [
            ExtraAttribute(path=path, name=one.full_name, value=one.value) for one in node.attributes
        ]


def known_children(node: Node, names: frozenset[str], *, path: str, keeper: Keeper) -> dict[str, list[Node]]:
    """The children of those names, blank ones left out; others go to the keeper, stray text is refused."""
    found: dict[str, list[Node]] = {}
    if node.text:
        raise refusal(
            "stray",
            _("Có chữ “%(text)s” nằm ngoài mọi trường.") % {"text": shown(node.text)},
            path=path,
            line=node.line,
        )
    for child in node.children:
        if child.namespace == NAMESPACE and child.name in names:
            if not child.is_blank:
                found.setdefault(child.name, []).append(child)
        else:
            keeper.element(child, parent=path)
    return found


def the_only(nodes: list[Node], *, path: str) -> Node:
    """The one element that may stand there; a second one would leave open which counts."""
    if len(nodes) > 1:
        raise refusal(
            "repeated",
            _("Trường này xuất hiện %(count)d lần, chỉ được một lần.") % {"count": len(nodes)},
            path=path,
            line=nodes[1].line,
        )
    return nodes[0]


def numbered(path: str, index: int) -> str:
    """The path of one of several elements, counted from 1."""
    return f"{path}[{index}]"


def struct(cls: type[S], node: Node, *, path: str, keeper: Keeper, given: dict[str, Any] | None = None) -> S:
    """A value of `cls` from its element; `given` are fields that come from elsewhere in the message."""
    table = TABLES[cls]
    spelt = {spelling: one for one in table for spelling in (one.name, *one.aliases)}
    found: dict[str, list[Node]] = {}
    for name, nodes in known_children(node, frozenset(spelt), path=path, keeper=keeper).items():
        found.setdefault(spelt[name].name, []).extend(nodes)
    keeper.attributes_of(node, path=path)
    values = dict(given or {})
    for one in table:
        if one.name in found:
            values[one.field] = _value(one, found[one.name], path=f"{path}/{one.name}", keeper=keeper)
    return cls(**values)


def _value(one: Element, nodes: list[Node], *, path: str, keeper: Keeper) -> Any:
    if one.kind is Kind.MANY:
        return _many(one, nodes, path=path, keeper=keeper)
    node = the_only(nodes, path=path)
    if one.kind is Kind.ONE:
        return struct(_struct_of(one), node, path=path, keeper=keeper)
    if one.kind in (Kind.TEXTS, Kind.GROUP):
        return _wrapped(one, node, path=path, keeper=keeper)
    text = leaf(node, path=path, keeper=keeper)
    return _leaf_value(one, text, path=path, line=node.line) if text else _EMPTY.get(one.kind)


def _many(one: Element, nodes: list[Node], *, path: str, keeper: Keeper) -> tuple[msgspec.Struct, ...]:
    return tuple(
        struct(_struct_of(one), node, path=numbered(path, index), keeper=keeper)
        for index, node in enumerate(nodes, start=1)
    )


def _wrapped(one: Element, node: Node, *, path: str, keeper: Keeper) -> tuple[Any, ...]:
    inner = known_children(node, frozenset({one.inner}), path=path, keeper=keeper).get(one.inner, [])
    keeper.attributes_of(node, path=path)
    if one.kind is Kind.GROUP:
        return _many(one, inner, path=f"{path}/{one.inner}", keeper=keeper)
    return tuple(
        leaf(child, path=numbered(f"{path}/{one.inner}", index), keeper=keeper)
        for index, child in enumerate(inner, start=1)
    )


def leaf(node: Node, *, path: str, keeper: Keeper) -> str:
    """The text of an element that may hold nothing but text."""
    if node.children:
        raise refusal(
            "nested",
            _("Trường chỉ được chứa chữ nhưng có thẻ “%(name)s” bên trong.")
            % {"name": shown(node.children[0].name)},
            path=path,
            line=node.children[0].line,
        )
    keeper.attributes_of(node, path=path)
    if len(node.text) > keeper.limits.value:
        raise refusal("value", _("Giá trị của trường quá dài."), path=path, line=node.line)
    return node.text


def _struct_of(one: Element) -> type[msgspec.Struct]:
    assert one.of is not None
    assert issubclass(one.of, msgspec.Struct)
    return one.of


def _leaf_value(one: Element, text: str, *, path: str, line: int) -> Any:
    try:
        return _CONVERT[one.kind](one, text)
    except (ValueError, KeyError) as error:
        raise refusal(
            f"value.{one.kind.name.lower()}",
            _("Giá trị “%(value)s” không hợp lệ.") % {"value": shown(text)},
            remedy=_expected(one),
            path=path,
            line=line,
        ) from error


def _day(_one: Element, text: str) -> date:
    if len(text) != 10:
        raise ValueError(text)
    return datetime.strptime(text, "%Y/%m/%d").date()


def _moment(_one: Element, text: str) -> datetime:
    if len(text) != 19:
        raise ValueError(text)
    return datetime.strptime(text, "%Y/%m/%d %H:%M:%S")


def _number(_one: Element, text: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > 12 or int(text) > MOST:
        raise ValueError(text)
    return int(text)


def _code(one: Element, text: str) -> Enum:
    assert one.of is not None
    if not (text.isascii() and text.isdigit()) or len(text) > 2:
        raise ValueError(text)
    kind = cast(type[Enum], one.of)
    return kind(int(text)) if issubclass(kind, IntEnum) else kind(f"{int(text):02d}")


_CONVERT: dict[Kind, Callable[[Element, str], Any]] = {
    Kind.TEXT: lambda _one, text: text,
    Kind.DAY: _day,
    Kind.MOMENT: _moment,
    Kind.NUMBER: _number,
    Kind.FLAG: lambda _one, text: _FLAGS[text.lower()],
    Kind.CODE: _code,
}
_EMPTY = {Kind.TEXT: ""}


def _expected(one: Element) -> str:
    match one.kind:
        case Kind.DAY:
            return _("Ngày ghi dạng năm/tháng/ngày, ví dụ 2026/08/19.")
        case Kind.MOMENT:
            return _("Thời điểm ghi dạng năm/tháng/ngày giờ:phút:giây, ví dụ 2026/08/19 08:30:00.")
        case Kind.NUMBER:
            return _("Chỉ ghi số nguyên không âm.")
        case Kind.FLAG:
            return _("Chỉ nhận true hoặc false.")
        case _:
            assert one.of is not None
            codes = ", ".join(str(member.value) for member in cast(type[Enum], one.of))
            return _("Chỉ nhận các mã: %(codes)s.") % {"codes": codes}
