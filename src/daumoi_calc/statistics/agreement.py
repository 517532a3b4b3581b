"""How far people who judge the same things independently agree, beyond chance.

Sources: J. Cohen, "A coefficient of agreement for nominal scales" (1960); K. Krippendorff, "Computing
Krippendorff's Alpha-Reliability" (2011). Both are for nominal judgements. 1 is full agreement, 0 what chance
alone would give; below 0 people disagree systematically.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from fractions import Fraction
from itertools import permutations


def cohen_kappa(first: Sequence[Hashable], second: Sequence[Hashable]) -> float | None:
    """Kappa of two people who each judged every thing; None when both always gave one and the same answer.

    :raises ValueError: the two lists differ in length, or there is nothing in them.

    >>> cohen_kappa(["a", "a", "b", "b"], ["a", "a", "b", "a"])
    0.5
    """
    if len(first) != len(second) or not first:
        raise ValueError("both must have judged the same things, and at least one")
    things = len(first)
    observed = Fraction(sum(one == other for one, other in zip(first, second, strict=True)), things)
    left, right = Counter(first), Counter(second)
    by_chance = sum((Fraction(left[answer] * right[answer], things**2) for answer in left), Fraction(0))
    if by_chance == 1:
        return None
    return float((observed - by_chance) / (1 - by_chance))


def krippendorff_alpha(things: Sequence[Sequence[Hashable | None]]) -> float | None:
    """Nominal alpha. Each thing lists the answers given to it; None is a missing answer.

    Things judged fewer than twice do not count. None when nothing can be paired, or when everybody always gave
    one and the same answer (then agreement beyond chance cannot be measured).

    >>> krippendorff_alpha([["a", "a"], ["b", "b"]])
    1.0
    """
    weights: dict[tuple[Hashable, Hashable], Fraction] = {}
    for answers in things:
        given = [answer for answer in answers if answer is not None]
        if len(given) < 2:
            continue
        share = Fraction(1, len(given) - 1)
        for pair in permutations(given, 2):
            weights[pair] = weights.get(pair, Fraction(0)) + share
    totals: dict[Hashable, Fraction] = {}
    for (answer, _), weight in weights.items():
        totals[answer] = totals.get(answer, Fraction(0)) + weight
    paired = sum(totals.values(), Fraction(0))
    if paired < 2 or len(totals) < 2:
        return None
    disagreeing = sum((weight for (one, other), weight in weights.items() if one != other), Fraction(0))
    expected = (paired**2 - sum(total**2 for total in totals.values())) / (paired - 1)
    return float(1 - disagreeing / expected)
