"""The small tree of a message without its files, and elements kept as self-contained XML."""

from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

XML_PREFIX = "xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """An attribute with its namespace resolved and the prefix it was written with."""

    namespace: str
    prefix: str
    name: str
    value: str

    @property
    def full_name(self) -> str:
        """{namespace}name, or the plain name."""
        return f"{{{self.namespace}}}{self.name}" if self.namespace else self.name


@dataclass(slots=True, kw_only=True, eq=False)
class Node:
    """An element: name, attributes, then texts and children in their order; `line` counts from 1."""

    namespace: str
    prefix: str
    name: str
    line: int
    attributes: list[Attribute] = field(default_factory=list)
    items: list["str | Node"] = field(default_factory=list)

    @property
    def children(self) -> list["Node"]:
        """The elements inside, in order."""
        return [item for item in self.items if isinstance(item, Node)]

    @property
    def text(self) -> str:
        """The texts directly inside, joined and without outer white space."""
        return "".join(item for item in self.items if isinstance(item, str)).strip()

    @property
    def is_blank(self) -> bool:
        """Nothing inside at any depth: messages send such elements for "none"."""
        return not self.attributes and not self.text and all(child.is_blank for child in self.children)


def as_xml(node: Node) -> bytes:
    """The element as UTF-8 XML that stands alone: prefixes as written, each declared where first needed.

    Prefixes, order and white space are those of the message; comments are gone, as they are in canonical XML.
    """
    parts: list[str] = []
    _write(node, {}, parts)
    return "".join(parts).encode()


def _write(node: Node, declared: dict[str, str], parts: list[str]) -> None:
    needed = {node.prefix: node.namespace}
    needed.update((one.prefix, one.namespace) for one in node.attributes if one.prefix)
    missing = {
        prefix: uri
        for prefix, uri in sorted(needed.items())
        if prefix != XML_PREFIX and declared.get(prefix) != uri
    }
    parts.append(f"<{_qualified(node.prefix, node.name)}")
    parts += [
        f" xmlns{':' if prefix else ''}{prefix}={quoted_attribute(uri)}" for prefix, uri in missing.items()
    ]
    parts += [f" {_qualified(one.prefix, one.name)}={quoted_attribute(one.value)}" for one in node.attributes]
    parts.append(">")
    inside = {**declared, **missing}
    for item in node.items:
        if isinstance(item, str):
            parts.append(escaped_text(item))
        else:
            _write(item, inside, parts)
    parts.append(f"</{_qualified(node.prefix, node.name)}>")


def _qualified(prefix: str, name: str) -> str:
    return f"{prefix}:{name}" if prefix else name


def escaped_text(text: str) -> str:
    """Text for the inside of an element; a carriage return survives only as a reference."""
    return escape(text, {"\r": "&#13;"})


def quoted_attribute(text: str) -> str:
    """An attribute value with its quotes; white space other than a blank survives only as references."""
    return quoteattr(text, {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;"})
