"""What goes into an evaluation and what comes out of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

Key = tuple[str, int]
VALUED: Final = frozenset({"answered", "prefilled"})


@dataclass(frozen=True, slots=True)
class Given:
    """One answer: its status (`answered`, `prefilled` or an absence) and its JSON value."""

    status: str = "answered"
    value: object = None

    @property
    def is_blank(self) -> bool:
        """Nothing was said: no value and no explicit absence."""
        return self.value is None and self.status in VALUED


@dataclass(frozen=True)
class AnswerSet:
    """The answers of a reply by variable and row (0 outside tables with open rows).

    `rows` lists the open rows of each roster; left out, they are the rows that answers mention. A roster
    declared “không phát sinh” has an answer of that status under its own code.
    """

    given: Mapping[Key, Given]
    rows: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.rows:
            found: dict[str, set[int]] = {}
            for name, row in self.given:
                roster, dot, _ = name.partition(".")
                if dot and row:
                    found.setdefault(roster, set()).add(row)
            object.__setattr__(self, "rows", {roster: tuple(sorted(rows)) for roster, rows in found.items()})


@dataclass(frozen=True, slots=True)
class Violation:
    """A check that does not hold. `code` and `row` name it within the reply, also for its explanation."""

    code: str
    kind: Literal["hard", "soft"]
    name: str
    row: int
    place: str
    message: str
    sentence: str
    fields: tuple[str, ...]
    section: str
    message_en: str = ""


@dataclass(slots=True)
class Progress:
    """How far a section is. `answered` of `expected` counts required questions and tables that are shown."""

    answered: int = 0
    expected: int = 0
    hard: int = 0
    soft: int = 0
    unconfirmed: int = 0
    optional: int = 0
    optional_answered: int = 0

    @property
    def is_complete(self) -> bool:
        """Nothing required is open, nothing is wrong, everything filled in beforehand is confirmed."""
        return self.answered >= self.expected and not self.hard and not self.unconfirmed


@dataclass(frozen=True)
class Evaluation:
    """The judgement. Tables stand in `relevant` under their own code, row 0; sections in `sections`.

    `choices` lists the codes that a filter leaves; `partial` ones hold only what a change touched (`checked`
    names the checks looked at) and no progress.
    """

    relevant: dict[Key, bool]
    calculated: dict[Key, Any]
    violations: list[Violation]
    missing_required: list[Key]
    section_progress: dict[str, Progress]
    sections: dict[str, bool]
    choices: dict[Key, tuple[str, ...]]
    checked: frozenset[str]
    partial: bool = False

    def of_kind(self, kind: Literal["hard", "soft"]) -> list[Violation]:
        """The violations of one kind, in the order of the paper."""
        return [violation for violation in self.violations if violation.kind == kind]
