"""Several outcomes asked at once: Holm's step-down adjustment (S. Holm, Scand. J. Statistics 6:65, 1979)."""

from collections.abc import Sequence


def holm(*, p_values: Sequence[float]) -> tuple[float, ...]:
    """Adjusted p-values in the given order; comparing them with 0.05 keeps the whole family at 5 %.

    :raises ValueError: a p-value is not between 0 and 1.

    >>> [round(p, 3) for p in holm(p_values=[0.01, 0.04, 0.03, 0.005])]
    [0.03, 0.06, 0.06, 0.02]
    """
    if any(not 0 <= p <= 1 for p in p_values):
        raise ValueError("a p-value lies between 0 and 1")
    order = sorted(range(len(p_values)), key=lambda place: p_values[place])
    adjusted = [0.0] * len(p_values)
    reached = 0.0
    for rank, place in enumerate(order):
        reached = max(reached, min(1.0, (len(p_values) - rank) * p_values[place]))
        adjusted[place] = reached
    return tuple(adjusted)
