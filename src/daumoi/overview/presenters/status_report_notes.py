"""The numbered sources of the report: every statement is cited through here, each place once."""

import re
from datetime import date
from typing import cast

from daumoi.documents.rendering.model import Confidence, Reference, SourceNote
from daumoi.law.models import Instrument, Provision, Source, Sourced
from daumoi.organisations.models import Attestation

_REPOSITORY = re.compile(r"github\.com/(?P<name>[\w.-]+/[\w.-]+)@(?P<commit>[0-9a-f]{7,40})/(?P<path>\S*)$")


class Notes:
    """Collects what is cited; the same place of the same source is one note."""

    def __init__(self) -> None:
        self._notes: dict[str, SourceNote] = {}

    @property
    def all(self) -> tuple[SourceNote, ...]:
        """Everything cited so far, in the order of the first citation."""
        return tuple(self._notes.values())

    def note(self, reference: Reference) -> SourceNote:
        """The note behind a reference."""
        return self._notes[reference.source]

    def statement(self, row: Sourced) -> tuple[Reference, ...]:
        """Where a statement of the register was read; nothing when it names no source."""
        if row.source is None:
            return ()
        return (self._cite(row.source.title, row.locator, row.confidence, url=address(row.source)),)

    def attestation(self, row: Attestation) -> tuple[Reference, ...]:
        """A dated place where a source names an organisation."""
        if row.source is None:
            return ()
        return (
            self._cite(row.source.title, row.locator, row.confidence, url=address(row.source), dated=row.on),
        )

    def provision(self, row: Provision) -> Reference:
        """An article, with the place where it was read."""
        read = f"đọc tại: {row.source.title}" if row.source else ""
        return self._cite(str(row), read, row.confidence)

    def instrument(self, row: Instrument) -> Reference:
        """A whole instrument, with the place where it was read."""
        title = f"{row} – {row.title}" if row.number and row.title else str(row)
        read = f"đọc tại: {row.source.title}" if row.source else ""
        return self._cite(title, read, row.confidence, url=address(row.source), dated=row.issued)

    def _cite(
        self, title: str, locator: str, confidence: str, *, url: str = "", dated: date | None = None
    ) -> Reference:
        key = f"{title}|{locator}"
        if key not in self._notes:
            self._notes[key] = SourceNote(
                id=key,
                title=title,
                locator=locator,
                url=url,
                dated=dated,
                confidence=cast(Confidence, confidence),
            )
        return Reference(key)


def address(source: Source | None) -> str:
    """An address that opens the source, where its place is one: a file of a public repository at a commit."""
    found = _REPOSITORY.match(source.where) if source is not None else None
    if found is None:
        return ""
    return f"https://github.com/{found['name']}/blob/{found['commit']}/{found['path']}".rstrip("/")
