"""The coefficients against published worked examples."""

import pytest

from daumoi_calc.statistics import cohen_kappa, krippendorff_alpha


def test_kappa_of_the_textbook_table_of_fifty_proposals() -> None:
    """Two readers, 50 grant proposals: yes/yes 20, yes/no 5, no/yes 10, no/no 15 give 0.4."""
    first = ["yes"] * 25 + ["no"] * 25
    second = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    assert cohen_kappa(first, second) == pytest.approx(0.4)


def test_alpha_of_binary_data_by_two_observers() -> None:
    """Krippendorff 2011, part A: ten units, alpha 0.095."""
    meg = "0100000000"
    owen = "1110010010"
    assert krippendorff_alpha(list(zip(meg, owen, strict=True))) == pytest.approx(0.095, abs=0.0005)


def test_alpha_of_nominal_data_by_two_observers() -> None:
    """Krippendorff 2011, part B: twelve articles, alpha 0.692."""
    ben = "aabbdcccedda"
    gerry = "babbbccceddd"
    assert krippendorff_alpha(list(zip(ben, gerry, strict=True))) == pytest.approx(0.692, abs=0.0005)


def test_alpha_of_nominal_data_with_missing_judgements() -> None:
    """Krippendorff 2011, part C: four observers, twelve units, some missing, alpha 0.743."""
    rows = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    ]
    assert krippendorff_alpha([list(unit) for unit in zip(*rows, strict=True)]) == pytest.approx(
        0.743, abs=0.0005
    )


def test_one_answer_only_leaves_nothing_to_measure() -> None:
    assert cohen_kappa(["a", "a"], ["a", "a"]) is None
    assert krippendorff_alpha([["a", "a"], ["a", "a"]]) is None
    assert krippendorff_alpha([["a", None]]) is None


def test_lists_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="same things"):
        cohen_kappa(["a"], ["a", "b"])
