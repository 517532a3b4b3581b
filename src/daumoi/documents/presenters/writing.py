"""The page of drafting: every part with its guidance, the annexes, the live figures."""

from dataclasses import dataclass

from django.forms.boundfield import BoundField

from daumoi.documents.forms.words import NAMED, WordsForm
from daumoi.documents.queries import FigureRow
from daumoi.documents.rules.content import Content


@dataclass(frozen=True)
class PartRow:
    """One part of the body: its two fields and what the pack says about it."""

    number: int
    title: BoundField
    text: BoundField
    guidance: str


@dataclass(frozen=True)
class AnnexRow:
    """One annex; `has_table` when a room made its content, which stays as it is."""

    number: int
    title: BoundField
    text: BoundField
    landscape: BoundField
    has_table: bool


@dataclass(frozen=True)
class WritingPage:
    """What the page of drafting shows beside plain fields."""

    parts: tuple[PartRow, ...]
    annexes: tuple[AnnexRow, ...]
    named: tuple[BoundField, ...]
    figures: tuple[FigureRow, ...]
    used: frozenset[str]
    is_ready: bool


def writing_page(*, form: WordsForm, content: Content, figures: list[FigureRow]) -> WritingPage:
    """The fields of the form in the order of the printed paper."""
    guides = [str(part.get("guidance", "")) for part in form.paper.kind.parts]
    return WritingPage(
        parts=tuple(
            PartRow(
                number=number + 1,
                title=form[f"part_{number}_title"],
                text=form[f"part_{number}_text"],
                guidance=guides[number] if number < len(guides) else "",
            )
            for number in range(form.part_count)
        ),
        annexes=tuple(
            AnnexRow(
                number=number + 1,
                title=form[f"annex_{number}_title"],
                text=form[f"annex_{number}_text"],
                landscape=form[f"annex_{number}_landscape"],
                has_table=number < len(content.annexes) and bool(content.annexes[number].blocks),
            )
            for number in range(form.annex_count)
        ),
        named=tuple(
            form[f"named_{name}"]
            for name in NAMED.get(form.paper.kind.family, {})
            if f"named_{name}" in form.fields
        ),
        figures=tuple(figures),
        used=frozenset(content.figure_keys()),
        is_ready=bool(content.ready),
    )
