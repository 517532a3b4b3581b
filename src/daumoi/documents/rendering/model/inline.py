"""What stands inside a line: words, bold and italic words, addresses, references to sources."""

import msgspec


class Part(msgspec.Struct, frozen=True, tag_field="kind", omit_defaults=False):
    """Base of everything that can stand in a document."""


class Strong(Part, frozen=True, tag="strong"):
    """Words in bold."""

    text: str


class Emphasis(Part, frozen=True, tag="emphasis"):
    """Words in italics."""

    text: str


class Link(Part, frozen=True, tag="link"):
    """Words that open an address (http, https or mailto)."""

    text: str
    url: str


class Reference(Part, frozen=True, tag="reference"):
    """A small raised number that leads to one :class:`SourceNote` of the document, by its id."""

    source: str


Inline = str | Strong | Emphasis | Link | Reference
Runs = tuple[Inline, ...]
