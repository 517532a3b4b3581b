"""Figures as they stand in sentences: decimal comma in Vietnamese, point in English."""

from dataclasses import dataclass

from daumoi_calc.statistics.sentences.statement import Language

_SWAP = str.maketrans({",": ".", ".": ","})
_MOST_DECIMALS = 8


@dataclass(frozen=True)
class Figures:
    """Writes figures of one language."""

    language: Language

    def number(self, value: float, decimals: int) -> str:
        """``value`` with so many decimals; never a negative zero.

        >>> Figures(Language.VIETNAMESE).number(-1234.5, 2)
        '-1.234,50'
        """
        text = f"{round(value, decimals) + 0.0:,.{decimals}f}"
        return text.translate(_SWAP) if self.language is Language.VIETNAMESE else text

    def count(self, value: int) -> str:
        """A whole number."""
        return self.number(value, 0)

    def distance(self, value: float, decimals: int) -> str:
        """The size of a difference, with more decimals when it would otherwise be printed as 0."""
        while decimals < _MOST_DECIMALS and round(abs(value), decimals) == 0:
            decimals += 1
        return self.number(abs(value), decimals)

    def share(self, value: float) -> str:
        """A share in per cent, with one decimal unless it is whole; what is not quite 100 or 0 is never rounded to it."""
        percent = round(100 * value, 1)
        if value < 1:
            percent = min(percent, 99.9)
        if value > 0:
            percent = max(percent, 0.1)
        return self.number(percent, 0 if percent == int(percent) else 1)

    def probability(self, p: float) -> str:
        """``p = 0,042``, or ``p < 0,001``; a p above 0.05 is never rounded down to 0.05."""
        if p < 0.001:
            return f"p < {self.number(0.001, 3)}"
        return f"p = {self.bare_probability(p)}"

    def bare_probability(self, p: float) -> str:
        """The figure alone, with three decimals, four next to 0.05, more below 0.001."""
        if p < 0.001:
            return self.distance(p, 4)
        return self.number(p, 4 if abs(p - 0.05) < 0.0005 else 3)

    def names(self, names: tuple[str, ...]) -> str:
        """Names in a row."""
        return "; ".join(names)


def vanishes(value: float) -> bool:
    """True when a difference is so small that no figure of it can be printed."""
    return round(abs(value), _MOST_DECIMALS) == 0
