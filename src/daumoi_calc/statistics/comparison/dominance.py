"""Cliff's delta, an effect that does not depend on the scale of the index, with an interval that holds for small groups.

delta = P(form higher) − P(other higher) = 2·U/(n1·n2) − 1 (N. Cliff, Psychological Bulletin 114:494, 1993). The
interval is method 5 of R. G. Newcombe, Statistics in Medicine 25:559 (2006): with θ = (delta + 1)/2 the limits
solve (θ̂ − θ)² = z²·V(θ), where V is the variance of Hanley and McNeil with both sample sizes replaced by
their mean. Unlike a bootstrap it covers at complete separation as well.
"""

from dataclasses import dataclass

import scipy

from daumoi_calc.statistics.comparison.groups import Groups
from daumoi_calc.statistics.comparison.ranks import pairs_won

_EDGE = 1e-9  # nearer to 0 or 1 than any U/(n1·n2) of units that can be counted


@dataclass(frozen=True)
class Delta:
    """Cliff's delta from −1 (every other unit is higher) to 1, with its interval at ``level``."""

    value: float
    low: float
    high: float
    level: float


def cliff_delta(*, groups: Groups, level: float = 0.95) -> Delta:
    """Cliff's delta of the units of the form against the others."""
    n1, n2 = groups.sizes
    return delta_of_u(u=pairs_won(groups.first, groups.others), first=n1, others=n2, level=level)


def delta_of_u(*, u: float, first: int, others: int, level: float = 0.95) -> Delta:
    """Delta and interval from U alone (0 … first·others)."""
    theta = u / (first * others)
    low, high = newcombe_limits(theta=theta, first=first, others=others, level=level)
    return Delta(2 * theta - 1, 2 * low - 1, 2 * high - 1, level)


def newcombe_limits(*, theta: float, first: int, others: int, level: float) -> tuple[float, float]:
    """Limits of θ = U/(n1·n2) by method 5; inside 0 … 1 and never a single point."""
    z_squared = float(scipy.special.ndtri((1 + level) / 2)) ** 2

    def excess(candidate: float) -> float:
        return (theta - candidate) ** 2 - z_squared * _variance(candidate, first, others)

    # At complete separation θ̂ itself solves the equation; the limit wanted is the other root.
    inside = min(max(theta, _EDGE), 1 - _EDGE)
    low = 0.0 if theta <= 0 else float(scipy.optimize.brentq(excess, 0.0, inside, xtol=1e-12))
    high = 1.0 if theta >= 1 else float(scipy.optimize.brentq(excess, inside, 1.0, xtol=1e-12))
    return low, high


def _variance(theta: float, first: int, others: int) -> float:
    common = (first + others) / 2 - 1
    spread = 1 + common * ((1 - theta) / (2 - theta) + theta / (1 + theta))
    return theta * (1 - theta) * spread / (first * others)
