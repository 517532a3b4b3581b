"""Counting: what is asked, what is answered, what is still open."""

from typing import Protocol

from daumoi.surveys.definition.outcome import AnswerSet, Key, Progress, Violation
from daumoi.surveys.definition.plan import CompiledDefinition, Expression
from daumoi.surveys.definition.structure import Roster


class Judged(Protocol):
    """What counting needs to know of a finished evaluation."""

    compiled: CompiledDefinition
    answers: AnswerSet
    relevant: dict[Key, bool]
    violations: list[Violation]

    def holds_all(self, conditions: tuple[Expression, ...]) -> bool: ...


class Tally:
    """Counts what is asked, answered and still open, in the order of the paper."""

    def __init__(self, run: "Judged", touched: frozenset[str] | None) -> None:
        self.judged = run
        self.touched = touched
        self.given = run.answers.given
        self.missing: list[Key] = []
        self.progress = {section.code: Progress() for section in run.compiled.sections}

    def run(self) -> tuple[list[Key], dict[str, Progress]]:
        compiled, rosters = self.judged.compiled, set[str]()
        for name, variable in compiled.variables.items():
            if self.touched is not None and name not in self.touched:
                continue
            if variable.roster and variable.roster not in rosters and isinstance(variable.item, Roster):
                rosters.add(variable.roster)
                self.count_roster(variable.item, self.progress[variable.section.code])
            if variable.field.calculation:
                continue
            for row in self.judged.answers.rows.get(variable.roster, ()) if variable.roster else (0,):
                if self.judged.relevant.get((name, row)):
                    self.count((name, row), variable.field.required, self.progress[variable.section.code])
        for violation in self.judged.violations:
            progress = self.progress[violation.section]
            if violation.kind == "hard":
                progress.hard += 1
            else:
                progress.soft += 1
        return self.missing, self.progress

    def count(self, key: Key, required: bool, progress: Progress) -> None:
        given = self.given.get(key)
        answered = given is not None and not given.is_blank
        if given is not None and given.status == "prefilled" and answered:
            progress.unconfirmed += 1
        if not required:
            progress.optional += 1
            progress.optional_answered += answered
            return
        progress.expected += 1
        progress.answered += answered
        if not answered:
            self.missing.append(key)

    def count_roster(self, roster: Roster, progress: Progress) -> None:
        """A table with a required column wants at least one row, or to be declared “không phát sinh”."""
        required = any(column.required for column in roster.columns)
        _, _, shown = self.judged.compiled.items[roster.code]
        if not required or not self.judged.holds_all(shown):
            return
        declared = self.given.get((roster.code, 0))
        answered = bool(self.judged.answers.rows.get(roster.code)) or (
            declared is not None and not declared.is_blank
        )
        progress.expected += 1
        progress.answered += answered
        if not answered:
            self.missing.append((roster.code, 0))
