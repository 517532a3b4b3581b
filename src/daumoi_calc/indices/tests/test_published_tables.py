"""Published tables against their own inputs: the United Nations index wave by wave, Vietnamese rows, planted slips."""

import pytest

from daumoi_calc.indices import Mismatch, check_published, compute, fitted_weights, read_published, read_table
from daumoi_calc.indices.tests.material import defined, fixture, indicator, node, shipped

WAVES = {
    2003: "2003", 2004: "2003", 2005: "2003", 2010: "2010", 2012: "2012", 2014: "2014", 2016: "2014", 2018: "2014",
    2020: "2014",
}  # fmt: skip


def checked(name: str, text: str, *, complete: bool = True) -> list[Mismatch]:
    definition = shipped(name)
    return check_published(
        definition=definition,
        table=read_table(text, definition=definition),
        published=read_published(text, definition=definition),
        complete=complete,
    )


@pytest.mark.parametrize(("year", "version"), WAVES.items())
def test_each_wave_of_the_un_index_follows_from_its_components(year: int, version: str) -> None:
    assert checked(f"egdi-{version}", fixture(f"egdi_{year}.csv")) == []


def test_the_wave_of_2008_is_flagged_for_nearly_every_country() -> None:
    found = checked("egdi-2003", fixture("egdi_2008.csv"))
    gross = [one for one in found if one.kind == "score" and abs(one.printed - one.recomputed) > 5e-5]
    assert len(gross) == 181  # of 182 scored; the 11 not scored are left out
    assert max(abs(one.printed - one.recomputed) for one in gross) == pytest.approx(0.0136, abs=5e-5)
    assert all(one.explanations == () for one in found)  # the method differs: no single slip explains it


def test_the_wave_of_2010_does_not_follow_from_equal_weights_and_its_own_weights_are_found() -> None:
    text = fixture("egdi_2010.csv")
    assert len(checked("egdi-2012", text)) > 150
    definition = shipped("egdi-2012")
    fitted = fitted_weights(
        definition=definition,
        table=read_table(text, definition=definition),
        published=read_published(text, definition=definition),
    )
    assert fitted is not None
    assert fitted.weights == pytest.approx({"osi": 0.34, "tii": 0.33, "hci": 0.33}, abs=1e-4)
    assert fitted.largest_difference < 1e-5


def test_zero_means_not_scored_before_2014() -> None:
    """In 2003 twenty countries have components but an index of 0: scoring them would move everybody's place."""
    assert fixture("egdi_2003.csv").count(",0.00000,0.00000,0.00000,") == 20
    loose = shipped("egdi-2014")
    text = fixture("egdi_2003.csv")
    found = check_published(
        definition=loose,
        table=read_table(text, definition=loose),
        published=read_published(text, definition=loose),
    )
    assert sum(one.kind == "score" for one in found) == 18  # two of the twenty have no component either


def test_the_misprint_in_the_ict_index_of_2022_is_found_and_explained() -> None:
    header, *lines = fixture("vn_ictindex2022_rows.csv").strip().splitlines()
    # The published rows carry no group; the second body is placed among those without services.
    groups = ("co-dich-vu-cong", "khong-dich-vu-cong", "co-dich-vu-cong")
    text = "\n".join([f"{header},nhom", *(f"{a},{b}" for a, b in zip(lines, groups, strict=True))])
    found = checked("ict-index-2016", text, complete=False)
    assert [one.unit for one in found] == ["Bộ Văn hóa - Thể thao và Du lịch"]
    [why] = found[0].explanations
    assert (why.column, why.repeats) == ("ung_dung", True)
    assert why.needed == pytest.approx(0.9164, abs=1e-6)
    assert "0,9164 thay vì 0,8838" in found[0].message


def test_the_five_published_provinces_of_2022_recompute_within_rounding() -> None:
    text = fixture("vn_dti2022_province_top5.csv")
    assert checked("dti-tinh-2022", text, complete=False) == []
    definition = shipped("dti-tinh-2022")
    result = compute(definition=definition, table=read_table(text, definition=definition))
    printed, _ = read_published(text, definition=definition).column("pdti")
    assert abs(result.score() - printed).max() < 5.6e-5
    assert result.rank().tolist() == [1, 2, 3, 4, 5]


def test_the_17_ministries_of_2019_get_their_published_places() -> None:
    text = fixture("vn_aita2019_ministries.csv")
    assert checked("aita-2019", text) == []
    definition = shipped("aita-2019")
    result = compute(definition=definition, table=read_table(text, definition=definition))
    assert result.rank().tolist() == list(range(1, 18))
    assert result.printed()[0] == "0.9291"


TWO = node(
    "thu", indicator("a", goalposts={"low": 0, "high": 1}), indicator("b", goalposts={"low": 0, "high": 1})
)
FIXED = {"normalisation": {"method": "goalposts"}, "goalpost_policy": {"ends": "fixed"}}


def planted(text: str, *, complete: bool = True, more: dict[str, object] | None = None) -> list[Mismatch]:
    definition = defined(TWO, **{**FIXED, **(more or {})})
    return check_published(
        definition=definition,
        table=read_table(text, definition=definition),
        published=read_published(text, definition=definition),
        complete=complete,
    )


def test_a_score_inside_the_rounding_of_its_inputs_is_accepted_and_one_just_outside_is_not() -> None:
    # (0.123 ± 0.0005 + 0.456 ± 0.0005) / 2 reaches from 0.2890 to 0.2900; printed to three decimals.
    assert planted("unit,a,b,thu\nx,0.123,0.456,0.290\n") == []
    assert planted("unit,a,b,thu\nx,0.123,0.456,0.289\n") == []
    assert [one.unit for one in planted("unit,a,b,thu\nx,0.123,0.456,0.291\n")] == ["x"]


def test_a_single_slip_names_every_number_that_could_be_wrong() -> None:
    [one] = planted("unit,a,b,thu\nx,0.120,0.460,0.300\n")
    assert [(why.column, round(why.needed, 6)) for why in one.explanations] == [("a", 0.14), ("b", 0.48)]


def test_a_wrong_place_is_found_and_a_place_open_between_near_ties_is_not() -> None:
    good = "unit,a,b,thu,rank\nx,0.9,0.9,0.90,1\ny,0.51,0.50,0.51,3\nz,0.50,0.51,0.51,2\n"
    assert planted(good) == []
    wrong = good.replace("0.90,1", "0.90,2")
    [one] = planted(wrong)
    assert (one.unit, one.kind, one.low, one.high) == ("x", "rank", 1, 1)


def test_in_part_of_a_ranking_a_lower_place_is_no_mistake_but_a_higher_one_is() -> None:
    part = "unit,a,b,thu,rank\nx,0.9,0.9,0.90,4\ny,0.5,0.5,0.50,{place}\n"
    assert planted(part.format(place=9), complete=False) == []
    assert [one.unit for one in planted(part.format(place=1), complete=False)] == ["y"]


def test_a_printed_score_without_data_is_absent() -> None:
    [one] = planted("unit,a,b,thu\nx,,0.456,0.290\n")
    assert one.kind == "absent"
    assert "không đủ để tính" in one.message


def test_a_scale_that_moves_with_the_sample_is_judged_by_trial() -> None:
    text = "unit,a,b,thu\nx,1.000,2.000,0.00\ny,3.000,5.000,0.71\nz,4.000,5.500,1.00\n"
    moving: dict[str, object] = {
        "normalisation": {"method": "min_max"},
        "goalpost_policy": {"ends": "sample", "reason": {"vi": "Thử."}},
    }
    right = (2 / 3 + 3 / 3.5) / 2  # 0.762
    assert [one.unit for one in planted(text, more=moving)] == ["y"]
    assert planted(text.replace("0.71", f"{right:.2f}"), more=moving) == []
