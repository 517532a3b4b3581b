"""What must be remembered of a request although everything it wrote is undone: refusals that the journal tells."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Trace:
    """One refusal for the journal.

    `code` is the act's, `label` what it was about, `root_id` and `owner_id` whose journal it stands in.
    """

    code: str
    label: str
    root_id: int
    owner_id: int
    reason: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


_KEPT: ContextVar[list[Trace] | None] = ContextVar("kept_traces", default=None)


@contextmanager
def keeping_traces() -> Iterator[list[Trace]]:
    """Collect what is left inside; whoever opened it writes it down once the transaction inside has ended."""
    kept: list[Trace] = []
    token = _KEPT.set(kept)
    try:
        yield kept
    finally:
        _KEPT.reset(token)


def leave_trace(trace: Trace) -> None:
    """Have `trace` remembered; where nobody keeps traces (a command line, a test) nothing happens."""
    kept = _KEPT.get()
    if kept is not None:
        kept.append(trace)
