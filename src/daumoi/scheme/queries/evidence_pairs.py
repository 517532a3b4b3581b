"""Bodies paired by hand: one of the form with one that is as like it as can be found, settled without seeing scores."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from daumoi.foundation.errors import Invalid
from daumoi.scheme.queries.evidence import Answer, Row
from daumoi.scheme.queries.evidence_labels import Side
from daumoi_calc.statistics.comparison import Pairs, matched_pairs
from daumoi_calc.statistics.refusals import Incomparable


@dataclass(frozen=True)
class Pair:
    """A body of the form and its partner."""

    first: Row
    other: Row

    @property
    def difference(self) -> float:
        """Score of the first minus that of the other."""
        return (self.first.score or 0.0) - (self.other.score or 0.0)


@dataclass(frozen=True)
class Paired:
    """The pairs, who stayed alone, and what was found; `refusal` says why nothing was.

    `without` is the same on the outcome without the indicators that the form itself defines, where there is such a one.
    """

    pairs: tuple[Pair, ...]
    alone: tuple[Row, ...]
    found: Pairs | None
    refusal: str
    without: Pairs | None = None


def paired(*, answer: Answer, chosen: Mapping[str, str]) -> Paired:
    """Compare the pairs of `chosen` (code of a body of the form to the code of its partner).

    :raises Invalid: a body is not on its side of the comparison, or serves in two pairs.
    """
    first = {row.label.code: row for row in answer.side(Side.FIRST)}
    others = {row.label.code: row for row in answer.side(Side.OTHERS)}
    wrong = [code for code in chosen if code not in first] + [
        code for code in chosen.values() if code not in others
    ]
    if wrong:
        raise Invalid(
            "scheme.evidence.pairs.side",
            _("Không ghép được “%s”: không thuộc đúng nhóm của phép so.") % ", ".join(wrong),
            place=_("Ghép cặp"),
            remedy=_("Chọn lại trong danh sách."),
        )
    twice = sorted({code for code in chosen.values() if list(chosen.values()).count(code) > 1})
    if twice:
        raise Invalid(
            "scheme.evidence.pairs.twice",
            _("%s đứng ở hai cặp.") % ", ".join(others[code].label.name for code in twice),
            place=_("Ghép cặp"),
            remedy=_("Mỗi cơ quan chỉ đứng ở một cặp; bỏ bớt một cặp."),
        )
    pairs = tuple(Pair(first[code], others[other]) for code, other in sorted(chosen.items()))
    taken = set(chosen) | set(chosen.values())
    alone = tuple(row for code, row in {**first, **others}.items() if code not in taken)
    scores = [(pair.first.score or 0.0, pair.other.score or 0.0) for pair in pairs]
    found, refusal = _compared(scores, seed=answer.findings.seed)
    return Paired(pairs, alone, found, refusal, _without(answer, pairs))


def _without(answer: Answer, pairs: Sequence[Pair]) -> Pairs | None:
    main = answer.inputs.main
    if not main.without:
        return None
    reduced = dict(zip(answer.inputs.codes, main.without, strict=True))
    scores = [(reduced[pair.first.label.code], reduced[pair.other.label.code]) for pair in pairs]
    return _compared(scores, seed=answer.findings.seed)[0]


def _compared(scores: Sequence[tuple[float, float]], *, seed: int) -> tuple[Pairs | None, str]:
    try:
        found = matched_pairs(
            first=[one for one, _ in scores], others=[other for _, other in scores], seed=seed
        )
    except Incomparable as refused:
        return None, str(refused)
    return found, ""
