"""What changed between two versions, and between what was drafted and what a figure reads today."""

import difflib
from dataclasses import dataclass
from datetime import date

from daumoi.documents.models import Figure, Paper, Version
from daumoi.documents.ports import Asked, figure_values
from daumoi.documents.rules.content import content_of
from daumoi.foundation.errors import DomainError
from daumoi.foundation.principal import Principal


@dataclass(frozen=True)
class Piece:
    """Words of a line that stand in both versions, or in one of them only."""

    text: str
    mark: str
    """same, gone or new"""


@dataclass(frozen=True)
class Change:
    """One pair of lines side by side; an empty side means the line stands in the other version only."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    is_changed: bool


def changes_between(*, before: Version, after: Version) -> list[Change]:
    """The two versions line beside line, changed words marked."""
    old, new = content_of(before.content).plain.splitlines(), content_of(after.content).plain.splitlines()
    changes: list[Change] = []
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            changes += [_same(line) for line in old[old_from:old_to]]
            continue
        gone, added = old[old_from:old_to], new[new_from:new_to]
        for index in range(max(len(gone), len(added))):
            left = gone[index] if index < len(gone) else ""
            right = added[index] if index < len(added) else ""
            changes.append(_pair(left, right))
    return changes


def _same(line: str) -> Change:
    piece = (Piece(line, "same"),)
    return Change(before=piece, after=piece, is_changed=False)


def _pair(left: str, right: str) -> Change:
    """Two lines word by word; lines that have little in common are shown as one gone and one new."""
    old, new = left.split(" "), right.split(" ")
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    if not left or not right or matcher.ratio() < 0.3:
        return Change(
            before=(Piece(left, "gone"),) if left else (),
            after=(Piece(right, "new"),) if right else (),
            is_changed=True,
        )
    before: list[Piece] = []
    after: list[Piece] = []
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if old_to > old_from:
            before.append(Piece(" ".join(old[old_from:old_to]), "same" if kind == "equal" else "gone"))
        if new_to > new_from:
            after.append(Piece(" ".join(new[new_from:new_to]), "same" if kind == "equal" else "new"))
    return Change(before=tuple(before), after=tuple(after), is_changed=True)


@dataclass(frozen=True)
class FigureRow:
    """A live figure: what the text says, what its query answers today, and whether that differs."""

    figure: Figure
    today: str
    problem: str

    @property
    def is_changed(self) -> bool:
        """Whether the query answers otherwise than the text says."""
        return not self.problem and self.today != (self.figure.frozen_value or self.figure.value)


def figures_of(*, principal: Principal, paper: Paper, day: date) -> list[FigureRow]:
    """Every live figure of a paper, asked once more for the day it speaks of."""
    figures = list(Figure.objects.filter(paper=paper))
    asked = [Asked(one.query, one.parameters, one.as_of) for one in figures]
    answers = figure_values(principal=principal, asked=asked)
    return [
        FigureRow(figure, today="", problem=answer.message)
        if isinstance(answer, DomainError)
        else FigureRow(figure, today=answer.value, problem="")
        for figure, answer in zip(figures, answers, strict=True)
    ]
