"""How large a message may be. The figures are this product's own choice, not the standard's."""

import msgspec

MEGABYTE = 2**20


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds of one message, in bytes unless said otherwise; beyond them it is refused while being read."""

    message: int = 512 * MEGABYTE
    """The whole file, attachments encoded."""
    attachment: int = 200 * MEGABYTE
    """One attachment, decoded."""
    attachments: int = 100
    """How many attachments."""
    text: int = 4 * MEGABYTE
    """All text and attribute values outside attachments together, in characters."""
    value: int = 100_000
    """One value, in characters."""
    elements: int = 20_000
    """How many elements."""
    depth: int = 40
    """How deep elements may stand inside one another."""
    token: int = MEGABYTE
    """One piece of markup (a tag, a comment): longer ones are an attack on the parser."""
