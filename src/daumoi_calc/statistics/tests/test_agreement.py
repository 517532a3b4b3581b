"""The coefficients against published worked examples."""

from fractions import Fraction

import pytest

from daumoi_calc.statistics import cohen_kappa, krippendorff_alpha


def test_kappa_of_the_textbook_table_of_fifty_proposals() -> None:
    """Two readers, 50 grant proposals: yes/yes 20, yes/no 5, no/yes 10, no/no 15 give 0.4."""
    first = ["yes"] * 25 + ["no"] * 25
    second = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    assert cohen_kappa(first, second) == pytest.approx(0.4)


def test_kappa_follows_from_the_table_itself() -> None:
    """70 of 100 alike; the readers say yes 60 and 70 times: chance gives 0.6·0.7 + 0.4·0.3 = 0.54."""
    first = ["yes"] * 60 + ["no"] * 40
    second = ["yes"] * 50 + ["no"] * 10 + ["yes"] * 20 + ["no"] * 20
    observed, chance = Fraction(70, 100), Fraction(60 * 70 + 40 * 30, 100**2)
    assert cohen_kappa(first, second) == float((observed - chance) / (1 - chance))


def by_hand(total: int, diagonal: list[int], marginals: list[int]) -> float:
    """Nominal alpha from a coincidence matrix: [(n-1)Σo_cc - Σn_c(n_c-1)] / [n(n-1) - Σn_c(n_c-1)]."""
    assert sum(marginals) == total
    alike = sum(count * (count - 1) for count in marginals)
    return float(Fraction((total - 1) * sum(diagonal) - alike, total * (total - 1) - alike))


def test_alpha_of_binary_data_by_two_observers() -> None:
    """Krippendorff 2011, part A: ten units. The matrix holds 10 and 2 on its diagonal, 4 on each side; alpha 0.095."""
    meg = "0100000000"
    owen = "1110010010"
    expected = by_hand(20, [10, 2], [14, 6])
    assert expected == pytest.approx(1 - 19 * 4 / (14 * 6))
    assert expected == pytest.approx(0.095, abs=0.0005)
    assert krippendorff_alpha(list(zip(meg, owen, strict=True))) == expected


def test_alpha_of_nominal_data_by_two_observers() -> None:
    """Krippendorff 2011, part B: twelve articles. a, b, c, d, e agree 1, 2, 3, 2, 1 times; alpha 0.692."""
    ben = "aabbdcccedda"
    gerry = "babbbccceddd"
    expected = by_hand(24, [2, 4, 6, 4, 2], [4, 6, 6, 6, 2])
    assert expected == pytest.approx(0.692, abs=0.0005)
    assert krippendorff_alpha(list(zip(ben, gerry, strict=True))) == expected


def test_alpha_of_nominal_data_with_missing_judgements() -> None:
    """Krippendorff 2011, part C: four observers, twelve units, some missing, 40 values that pair; alpha 0.743.

    Unit 12 has one judgement and drops out; unit 6 (1, 2, 3, 4) adds nothing to the diagonal.
    """
    rows = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    ]
    expected = by_hand(40, [7, 10, 8, 4, 3], [9, 13, 10, 5, 3])
    assert expected == pytest.approx(0.743, abs=0.0005)
    assert krippendorff_alpha([list(unit) for unit in zip(*rows, strict=True)]) == expected


def test_one_answer_only_leaves_nothing_to_measure() -> None:
    assert cohen_kappa(["a", "a"], ["a", "a"]) is None
    assert krippendorff_alpha([["a", "a"], ["a", "a"]]) is None
    assert krippendorff_alpha([["a", None]]) is None


def test_lists_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="same things"):
        cohen_kappa(["a"], ["a", "b"])
