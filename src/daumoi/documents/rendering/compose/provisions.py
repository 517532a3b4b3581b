"""Parts, chapters, articles, clauses and points: their numbers and the words of their lines."""

from collections.abc import Callable
from typing import Any

from daumoi.documents.rendering import model
from daumoi.ui import wording

Composed = dict[str, Any]
RunsOf = Callable[[model.Runs], list[Any]]
_LEVELS: dict[model.Level, str] = {
    "part": "Phần",
    "chapter": "Chương",
    "section": "Mục",
    "subsection": "Tiểu mục",
}


class Provisions:
    """Numbers what a ruling paper is made of; ``runs`` composes the words of a line."""

    def __init__(self, runs: RunsOf) -> None:
        self._runs = runs
        self._divisions = dict.fromkeys(_LEVELS, 0)
        self._articles = self._clauses = self._points = 0

    def restart(self) -> None:
        """A paper enclosed with this one, or an annex, counts from the beginning."""
        self._divisions = dict.fromkeys(_LEVELS, 0)
        self._articles = 0
        self.restart_clauses()

    def restart_clauses(self) -> None:
        """After a heading, an article or a division clauses begin at 1."""
        self._clauses = self._points = 0

    def compose(self, block: model.Provision) -> Composed:
        """What a template needs to print the block."""
        match block:
            case model.Division():
                return self._division(block)
            case model.Article():
                self._articles += 1
                self.restart_clauses()
                return self._numbered("article", f"Điều {self._articles}.", block)
            case model.Clause():
                self._clauses += 1
                self._points = 0
                return self._numbered("clause", f"{self._clauses}.", block)
            case model.Point():
                self._points += 1
                number = f"{wording.alphabet_letter(self._points)})"
                return {"kind": "point", "number": number, "title": "", "runs": self._runs(block.runs)}
        return self._form(block)

    def _form(
        self, block: model.Details | model.Attendance | model.Party | model.Form | model.Opinions
    ) -> Composed:
        match block:
            case model.Details():
                return {"kind": "details", "rows": self._details(block.rows)}
            case model.Attendance():
                return {"kind": "attendance", "groups": [_group(group) for group in block.groups]}
            case model.Party():
                head = {"role": block.role, "name": block.name}
                return {"kind": "party", **head, "rows": self._details(block.rows)}
            case model.Form():
                return {"kind": "form", "rows": [self._box(row) for row in block.rows]}
            case model.Opinions():
                rows = [_opinion(row) for row in block.rows]
                return {"kind": "opinions", "title": block.title, "rows": rows}

    def _division(self, block: model.Division) -> Composed:
        levels = list(_LEVELS)
        self._divisions[block.level] += 1
        # Chapters run on through the parts; sections restart in a chapter, subsections in a section.
        for lower in levels[max(levels.index(block.level), 1) + 1 :]:
            self._divisions[lower] = 0
        self.restart_clauses()
        count = self._divisions[block.level]
        number = wording.roman(count) if block.level in ("part", "chapter") else str(count)
        return {"kind": "division", "number": f"{_LEVELS[block.level]} {number}", "title": block.title}

    def _numbered(self, kind: str, number: str, block: model.Article | model.Clause) -> Composed:
        return {"kind": kind, "number": number, "title": block.title, "runs": self._runs(block.runs)}

    def _details(self, rows: tuple[model.Detail, ...]) -> list[Composed]:
        return [{"label": row.label, "runs": self._runs(row.runs)} for row in rows]

    def _box(self, row: model.FormRow) -> Composed:
        paragraphs = [self._runs(runs) for runs in row.paragraphs]
        return {"label": row.label, "paragraphs": paragraphs, "lines": max(0, min(row.lines, 30))}


def _group(group: model.Attendees) -> Composed:
    """A single person stands on the line of the label, several below it."""
    people = [person.words for person in group.people]
    inline = people.pop() if len(people) == 1 else ""
    parts = [part for part in (inline, group.note) if part]
    return {"label": group.label, "inline": "; ".join(parts), "people": wording.enumerated(people)}


def _opinion(row: model.Opinion) -> Composed:
    on = wording.short_date(row.on) if row.on else ""
    return {"level": row.level, "text": row.text, "name": row.name, "on": on}
