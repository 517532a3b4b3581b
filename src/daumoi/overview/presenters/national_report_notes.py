"""References of the national report: each figure has a number that opens the cells it was made of."""

from collections import defaultdict
from collections.abc import Iterator

from daumoi.documents.rendering.model import Cell, Inline, Reference, SourceNote
from daumoi.surveys.queries.analysis import Figure, Reading, Source
from daumoi.ui.formats import written_number as written


class FigureNotes:
    """Collects the figures a report cites, in the order of the first citation."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.figures: dict[str, Figure] = {}

    def cite(self, figure: Figure) -> Reference:
        """The small number behind a figure."""
        self.figures.setdefault(figure.code, figure)
        return Reference(figure.code)

    def shown(self, figure: Figure) -> tuple[Inline, ...]:
        """The figure as it stands in a sentence, with its number."""
        return (value(figure), self.cite(figure))

    def cell(self, figure: Figure) -> Cell:
        """The figure as it stands in a table, with its number; one without any cell has none to open."""
        return Cell((value(figure), self.cite(figure)) if figure.cells else (value(figure),))

    @property
    def sources(self) -> tuple[SourceNote, ...]:
        """One note per figure."""
        return tuple(
            SourceNote(id=figure.code, title=f"{figure.label}: {value(figure)}", locator=self.locator(figure))
            for figure in self.figures.values()
        )

    def locator(self, figure: Figure) -> str:
        """Which questions the figure rests on, and how many cells."""
        places = list(dict.fromkeys(self.reading.place(source) for source in figure.cells))
        listed = "; ".join(places[:2]) + (f" và {len(places) - 2} câu khác" if len(places) > 2 else "")
        return f"{listed}; {len(figure.cells)} ô, xem Bảng ô nguồn" if figure.cells else "không có ô nào"

    def cells(self, figure: Figure) -> Iterator[tuple[str, str]]:
        """For each question of a figure: its place, and who answered what, the same answers together."""
        by_place: dict[str, list[Source]] = {}
        for source in figure.cells:
            by_place.setdefault(self.reading.place(source), []).append(source)
        for place, sources in by_place.items():
            yield place, self._answers(sources)

    def _answers(self, sources: list[Source]) -> str:
        said: defaultdict[str, list[str]] = defaultdict(list)
        for source in sources:
            said[self.reading.words(source)].append(self.reading.by_code[source.organisation].name)
        if len(said) > 6:
            return "; ".join(f"{', '.join(bodies)}: {words}" for words, bodies in said.items())
        return "; ".join(f"{shortened(words)} – {', '.join(bodies)}" for words, bodies in said.items())


def value(figure: Figure) -> str:
    """A figure as written: counts of bodies with their denominator, sums with their unit."""
    if figure.is_share:
        return f"{figure.numerator}/{figure.denominator}"
    return written(figure.value)


def shortened(text: str, most: int = 160) -> str:
    """A long answer cut at a word."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + "…"


def small(text: str) -> str:
    """The text with a small first letter, for the middle of a sentence (abbreviations inside stay as they are)."""
    return text[:1].lower() + text[1:]
