"""What the composers share: a composed paper, live figures by name, lists in words, money."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import msgspec

from daumoi.documents.rendering import model
from daumoi.documents.rules.content import AnnexText, Content
from daumoi.scheme.papers_material import BodyLine, Material
from daumoi.ui.formats import written_trieu
from daumoi.ui.wording import long_date, short_date

SCHEME_FIGURE, SURVEY_FIGURE = "scheme.figure", "surveys.figure"
SURVEY_ASKED, OPINION_FIGURE = "surveys.asked", "scheme.opinions"
NETWORK = "bộ, cơ quan ngang bộ"
HEAD_OF_GOVERNMENT = "Thủ tướng Chính phủ"


@dataclass(frozen=True)
class Binding:
    """A live figure of a paper: how the text calls it, the stored query, what it is asked with."""

    key: str
    query: str
    code: str


@dataclass(frozen=True)
class Composed:
    """A paper as composed: its kind of the register, subject, words, and the figures that the words bind."""

    kind: str
    subject: str
    content: Content
    figures: tuple[Binding, ...]


class Figures:
    """Collects the figures that a text binds. A figure that is not known is said so, never written as 0."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._found: dict[str, Binding] = {}

    def of(self, name: str) -> str:
        """A figure of the scheme, as `[[name]]`; words where it is not known."""
        if name not in self._material.figures:
            return "(chưa có số liệu)"
        return self._bind(name, SCHEME_FIGURE, f"{self._material.code}/{name}")

    def knows(self, name: str) -> bool:
        """Whether the scheme has that figure."""
        return name in self._material.figures

    def survey(self, code: str) -> str:
        """A figure of the survey's analysis."""
        if code not in self._material.survey:
            return "(chưa có số liệu)"
        key = "ks_" + code.replace("-", "_").replace(".", "_")
        return self._bind(key, SURVEY_FIGURE, f"{self._material.round_code}/{code}")

    def asked(self) -> str:
        """How many bodies the survey asked."""
        return self._bind("ks_so_hoi", SURVEY_ASKED, self._material.round_code)

    def opinions(self, name: str) -> str:
        """A count over the opinions on the drafts of the set."""
        return self._bind(f"yk_{name}", OPINION_FIGURE, f"{self._material.code}/{name}")

    def _bind(self, key: str, query: str, code: str) -> str:
        self._found[key] = Binding(key, query, code)
        return f"[[{key}]]"

    @property
    def bound(self) -> tuple[Binding, ...]:
        """What was bound, in order."""
        return tuple(self._found.values())


def lines(*texts: str) -> str:
    """Paragraphs of a part; empty ones are left out."""
    return "\n".join(text for text in texts if text.strip())


def dashes(items: Iterable[str]) -> str:
    """A list, one dash each; the last ends with a full stop."""
    found = [one.rstrip(".;") for one in items]
    return "\n".join(f"- {one}{'.' if place == len(found) else ';'}" for place, one in enumerate(found, 1))


def named(bodies: Iterable[BodyLine]) -> str:
    """Bodies in words: “Bộ A, Bộ B”."""
    return ", ".join(one.name for one in bodies)


def millions(dong: int) -> str:
    """An amount of đồng in triệu đồng, as written."""
    return written_trieu(dong)


def day_words(material: Material) -> str:
    """The day on which organisations and figures were taken."""
    return long_date(material.as_of)


def short_day(day: Any) -> str:
    """A day in figures."""
    return short_date(day)


def decided_words(body: BodyLine) -> str:
    """What the plan foresees for a body, in a table cell."""
    if not body.changes:
        return "Giữ nguyên hiện trạng"
    return f"{body.decided_words}: {body.unit_name}" if body.unit_name else body.decided_words


def table_annex(title: str, table: model.Table, *, landscape: bool = False) -> AnnexText:
    """An annex that holds one table."""
    return AnnexText(title=title, blocks=[msgspec.to_builtins(table)], landscape=landscape)


def lower_first(text: str) -> str:
    """The text inside a sentence."""
    return text[:1].lower() + text[1:]


def capitalised(text: str) -> str:
    """The text at the head of a line."""
    return text[:1].upper() + text[1:]
