"""Small parts of a definition that are words: names in two languages, sources, what is confirmed and what is not."""

from typing import Literal

import msgspec


class Text(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Words in Vietnamese, with English where it exists."""

    vi: str
    en: str = ""

    def __str__(self) -> str:
        return self.vi


class Source(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """Where the definition was read: `code` is what other parts quote, `where` a page, decision or repository."""

    code: str
    title: str
    where: str
    note: str = ""


class StatusNote(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """What is known of one part of the definition: read in a source or recomputed from published figures
    (`confirmed`), or still to be compared with the owner's text (`unconfirmed`)."""

    part: str
    status: Literal["confirmed", "unconfirmed"]
    text: Text
    source: str = ""


class Regime(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Editions (years) the definition is used for, both ends included; `last_year` is empty while it is in use."""

    first_year: int
    last_year: int | None = None

    def covers(self, year: int) -> bool:
        """Whether an edition of `year` follows this definition."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)
