"""Whether the numbers agree with the framework: do the indicators of a pillar speak of one thing?

The checks are those of the JRC audits of composite indicators (OECD/JRC Handbook, 2008): correlation with the own
pillar above that with others, Cronbach's alpha, one principal component per pillar.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from daumoi_calc.indices.uncertainty.arrays import BoolArray, FloatArray, IntArray, matrix_of

WEAK, REDUNDANT = 0.3, 0.92  # correlations below, above which an indicator is worth a second look
LOW_ALPHA = 0.7
FEWEST_UNITS = 3  # with fewer pairs a correlation says nothing


class Flag(StrEnum):
    """What is worth a look; `words` gives the sentence."""

    CONSTANT = "constant"
    AGAINST_PILLAR = "against_pillar"
    WEAK_IN_PILLAR = "weak_in_pillar"
    CLOSER_TO_OTHER = "closer_to_other"
    REDUNDANT = "redundant"
    LOW_ALPHA = "low_alpha"
    SEVERAL_COMPONENTS = "several_components"
    OPPOSED_LOADINGS = "opposed_loadings"
    NOT_ASSESSED = "not_assessed"


@dataclass(frozen=True, slots=True, eq=False)
class IndicatorCoherence:
    """One indicator.

    ``own``: correlation with the mean of its pillar's other indicators; ``with_pillar``: with the pillar, itself
    included (larger by construction); ``others``: with each pillar (its own: ``own``); ``twin``: the indicator of the
    same pillar it correlates with most, and ``twin_correlation``. None where it cannot be computed.
    """

    indicator: int
    pillar: int
    own: float | None
    with_pillar: float | None
    others: tuple[float | None, ...]
    twin: int | None
    twin_correlation: float | None
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True, eq=False)
class PillarCoherence:
    """One pillar, on the ``units`` that have all its indicators.

    ``alpha``: Cronbach's, on the values as they are; ``eigenvalues`` of the correlation matrix, largest first;
    ``loadings`` of the first component (sign: most of them positive); ``explained``: its share of the variance. None
    with fewer than two indicators that vary, or too few units.
    """

    pillar: int
    indicators: tuple[int, ...]
    units: int
    alpha: float | None
    eigenvalues: tuple[float, ...] | None
    loadings: tuple[float, ...] | None
    explained: float | None
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Coherence:
    """The whole check: ``correlations`` is indicators x indicators (pairs of units that have both; NaN unknown)."""

    indicators: tuple[IndicatorCoherence, ...]
    pillars: tuple[PillarCoherence, ...]
    correlations: FloatArray


def coherence(*, values: ArrayLike, pillars: Sequence[int] | IntArray) -> Coherence:
    """Check ``values`` (units x indicators, normalised, higher is better, NaN: does not apply).

    ``pillars`` gives the pillar of each indicator, numbered from 0 without gaps.

    :raises ValueError: pillars that do not fit.
    """
    table = matrix_of(values, what="values")
    own = np.asarray(pillars, dtype=np.int64)
    if own.shape != (table.shape[1],) or set(own.tolist()) != set(range(int(own.max()) + 1)):
        raise ValueError(f"pillars must number the {table.shape[1]} indicators from 0 without gaps")
    correlations = _correlations(table)
    members = [np.flatnonzero(own == pillar) for pillar in range(int(own.max()) + 1)]
    return Coherence(
        tuple(_indicator(table, own, members, correlations, place) for place in range(len(own))),
        tuple(_pillar(table, pillar, places) for pillar, places in enumerate(members)),
        correlations,
    )


def cronbach_alpha(values: ArrayLike) -> float | None:
    """Cronbach's alpha of the columns (units x items, no gaps); None with fewer than two items or no spread.

    >>> cronbach_alpha([[1, 1], [2, 2], [3, 3]])
    1.0
    """
    table = matrix_of(values, what="values")
    items = table.shape[1]
    if items < 2 or len(table) < 2:
        return None
    total = float(table.sum(axis=1).var(ddof=1))
    if not total > 0:
        return None
    return float(items / (items - 1) * (1 - table.var(axis=0, ddof=1).sum() / total))


def words(flag: Flag) -> str:
    """The flag as a Vietnamese sentence for the statistician's page."""
    return _WORDS[flag]


_WORDS = {
    Flag.CONSTANT: "Chỉ tiêu không phân biệt được các đơn vị: mọi giá trị bằng nhau.",
    Flag.AGAINST_PILLAR: "Chỉ tiêu đi ngược trụ cột của mình; hãy xem lại chiều tốt – xấu hoặc cách đo.",
    Flag.WEAK_IN_PILLAR: "Chỉ tiêu liên hệ yếu với trụ cột của mình (hệ số tương quan dưới 0,3).",
    Flag.CLOSER_TO_OTHER: "Chỉ tiêu gần một trụ cột khác hơn trụ cột của mình; hãy xem lại cách xếp nhóm.",
    Flag.REDUNDANT: "Chỉ tiêu gần trùng một chỉ tiêu cùng trụ cột (tương quan trên 0,92): có thể bị tính hai lần.",
    Flag.LOW_ALPHA: "Các chỉ tiêu của trụ cột ít nhất quán với nhau (alpha dưới 0,7).",
    Flag.SEVERAL_COMPONENTS: "Trụ cột chứa nhiều hơn một thành phần chính: có thể đang gộp các việc khác nhau.",
    Flag.OPPOSED_LOADINGS: "Trong trụ cột có chỉ tiêu kéo ngược chiều các chỉ tiêu còn lại.",
    Flag.NOT_ASSESSED: "Chưa đủ đơn vị hoặc chỉ tiêu có biến động để đánh giá.",
}


def _correlations(table: FloatArray) -> FloatArray:
    size = table.shape[1]
    found = np.eye(size)
    for one in range(size):
        for other in range(one):
            value = _correlation(table[:, one], table[:, other])
            found[one, other] = found[other, one] = np.nan if value is None else value
    return found


def _correlation(one: FloatArray, other: FloatArray) -> float | None:
    both = ~(np.isnan(one) | np.isnan(other))
    if both.sum() < FEWEST_UNITS:
        return None
    first, second = one[both] - one[both].mean(), other[both] - other[both].mean()
    if not (_varies(one[both]) and _varies(other[both])):
        return None
    scale = np.sqrt((first @ first) * (second @ second))
    return float(np.clip(first @ second / scale, -1.0, 1.0))


def _varies(column: FloatArray) -> bool:
    """Whether a column moves by more than the noise of its arithmetic."""
    return bool(np.ptp(column) > 1e-12 * np.abs(column).max())


def _mean_of(table: FloatArray) -> FloatArray:
    """Mean per unit of what applies to it; NaN where nothing does."""
    there: BoolArray = ~np.isnan(table)
    counts = there.sum(axis=1)
    sums = np.where(there, table, 0.0).sum(axis=1)
    return np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)


def _indicator(
    table: FloatArray, own: IntArray, members: Sequence[IntArray], correlations: FloatArray, place: int
) -> IndicatorCoherence:
    column, pillar = table[:, place], int(own[place])
    siblings = members[pillar][members[pillar] != place]
    alone = _correlation(column, _mean_of(table[:, siblings])) if len(siblings) else None
    others = tuple(
        alone if number == pillar else _correlation(column, _mean_of(table[:, group]))
        for number, group in enumerate(members)
    )
    near = [int(other) for other in siblings if not np.isnan(correlations[place, other])]
    twin = max(near, key=lambda other: correlations[place, other]) if near else None
    known = column[~np.isnan(column)]
    constant = not len(known) or not _varies(known)
    strangers = [value for number, value in enumerate(others) if number != pillar and value is not None]
    alike = None if twin is None else float(correlations[place, twin])
    return IndicatorCoherence(
        indicator=place,
        pillar=pillar,
        own=alone,
        with_pillar=_correlation(column, _mean_of(table[:, members[pillar]])),
        others=others,
        twin=twin,
        twin_correlation=alike,
        flags=_indicator_flags(constant, alone, strangers, alike),
    )


def _indicator_flags(
    constant: bool, own: float | None, strangers: Sequence[float], alike: float | None
) -> tuple[Flag, ...]:
    if constant:
        return (Flag.CONSTANT,)
    if own is None:
        return (Flag.NOT_ASSESSED,)
    flags = []
    if own < 0:
        flags.append(Flag.AGAINST_PILLAR)
    elif own < WEAK:
        flags.append(Flag.WEAK_IN_PILLAR)
    if strangers and max(strangers) > own:
        flags.append(Flag.CLOSER_TO_OTHER)
    if alike is not None and alike > REDUNDANT:
        flags.append(Flag.REDUNDANT)
    return tuple(flags)


def _pillar(table: FloatArray, pillar: int, places: IntArray) -> PillarCoherence:
    part = table[:, places]
    part = part[~np.isnan(part).any(axis=1)]
    indicators = tuple(int(place) for place in places)
    if len(part) < FEWEST_UNITS or len(places) < 2 or not all(_varies(column) for column in part.T):
        return PillarCoherence(pillar, indicators, len(part), None, None, None, None, (Flag.NOT_ASSESSED,))
    alpha = cronbach_alpha(part)
    values, vectors = np.linalg.eigh(np.corrcoef(part, rowvar=False))
    falling = np.maximum(values[::-1], 0.0)
    loadings = vectors[:, -1] * np.sqrt(falling[0])
    loadings = -loadings if (loadings < 0).sum() * 2 > len(loadings) else loadings
    flags = []
    if alpha is None or alpha < LOW_ALPHA:
        flags.append(Flag.LOW_ALPHA)
    if (falling > 1).sum() > 1:
        flags.append(Flag.SEVERAL_COMPONENTS)
    if (loadings < -1e-9).any():
        flags.append(Flag.OPPOSED_LOADINGS)
    return PillarCoherence(
        pillar=pillar,
        indicators=indicators,
        units=len(part),
        alpha=alpha,
        eigenvalues=tuple(falling.tolist()),
        loadings=tuple(loadings.tolist()),
        explained=float(falling[0] / falling.sum()),
        flags=tuple(flags),
    )
