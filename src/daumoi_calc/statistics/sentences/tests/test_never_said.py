"""What cannot be said, because it cannot be built; and a search over random findings for words that may not occur."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daumoi_calc.statistics.comparison import (
    Comparison,
    Groups,
    SignUnderWeights,
    compare,
    contamination,
    detectable,
    freedman_lane,
    matched_pairs,
    one_label_wrong,
    stratified,
)
from daumoi_calc.statistics.sentences import (
    RESERVATION,
    AdjustedFinding,
    ContaminationFinding,
    Finding,
    GroupFinding,
    Incomparable,
    LabelFinding,
    Language,
    OutcomesFinding,
    PairsFinding,
    RankStatement,
    Scale,
    Source,
    Statement,
    StratifiedFinding,
    Trend,
    UpgradeFinding,
    forbidden_words,
    say,
)
from daumoi_calc.statistics.upgrades import Panel, Window, study_upgrades

SOURCE = Source("Chỉ số thử", "1", 2022, Scale.GOALPOSTS)
FORBIDDEN = {
    Language.VIETNAMESE: (
        " vì ",
        " do ",
        " nhờ ",
        " bởi ",
        " nên ",
        "dẫn đến",
        "gây ra",
        "khiến",
        "tác động",
        "ảnh hưởng",
        "nguyên nhân",
        "không có khác biệt",
        "không khác",
        "hiệu quả",
        "chứng minh",
        "chứng tỏ",
    ),
    Language.ENGLISH: (
        "because",
        "caus",
        "due to",
        "thanks to",
        "leads to",
        "should",
        "therefore",
        "no difference",
        "effect",
        "impact",
        "prove",
        "shows that",
    ),
}
"""Written apart from the library's own list, so that a hole in that list is seen."""


@st.composite
def random_groups(draw: st.DrawFn, least: int = 3) -> Groups:
    """Six to twelve units, with ties now and then, each side with at least ``least``."""
    count = draw(st.integers(2 * least, 12))
    size = draw(st.integers(least, count - least))
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    scores = rng.normal(50, draw(st.sampled_from([0.001, 1.0, 20.0])), count)
    scores[:size] += draw(st.sampled_from([0.0, 0.5, 30.0, -30.0]))
    if draw(st.booleans()):
        scores = np.round(scores)
    labels = (True,) * size + (False,) * (count - size)
    return Groups(tuple(f"Bộ {place}" for place in range(count)), tuple(scores.tolist()), labels)


def upgrade_finding(seed: int, source: Source) -> UpgradeFinding:
    rng = np.random.default_rng(seed)
    panel = Panel(
        units=tuple(f"Bộ {place}" for place in range(7)),
        years=tuple(range(2008, 2016)),
        scores=tuple(tuple(row) for row in rng.normal(50, 2, size=(7, 8)).tolist()),
        upgraded=(2011, 2012, *(None,) * 5),
    )
    fixed = replace(source, scale=Scale.RAW)
    return UpgradeFinding(fixed, "Cục", study_upgrades(panel=panel, window=Window(2, 2), seed=1))


@st.composite
def findings(draw: st.DrawFn) -> list[Finding]:
    """One finding of each kind about one random comparison."""
    groups, scale = draw(random_groups()), draw(st.sampled_from(Scale))
    source = replace(SOURCE, scale=scale, decimals=draw(st.integers(0, 4)))
    n1, n2 = groups.sizes
    plain = compare(groups=groups, seed=1)
    rng = np.random.default_rng(draw(st.integers(0, 999)))
    indicators = rng.random((n1 + n2, 3)).tolist()
    both = contamination(
        groups=groups,
        indicators=indicators,
        names=["có đơn vị", "b", "c"],
        weights=[1, 1, 1],
        defined_by_form=[draw(st.booleans()), False, False],
        seed=1,
    )
    kept = draw(st.floats(0, 1))
    other = compare(groups=groups.with_scores(scores=rng.random(n1 + n2).tolist()), seed=1)
    adjusted = freedman_lane(groups=groups, covariates=[rng.random(n1 + n2).tolist()], seed=1, draws=200)
    within = stratified(groups=groups, strata=["a"] * (n1 + n2 - 1) + ["b"], seed=1)
    paired = matched_pairs(first=groups.first[:3].tolist(), others=groups.others[:3].tolist(), seed=1)
    found: list[Finding] = [
        GroupFinding(source, "Cục", plain, SignUnderWeights(1000, kept, 0.25, 1)),
        LabelFinding(source, "Cục", one_label_wrong(groups=groups, seed=1)),
        ContaminationFinding(source, "Cục", both),
        OutcomesFinding(source, "Cục", (("a", plain), ("b", other))),
        AdjustedFinding(source, "Cục", adjusted, ("ngân sách",), detectable(first=n1, others=n2)),
        StratifiedFinding(source, "Cục", "quy mô", within),
        PairsFinding(source, "Cục", paired),
        upgrade_finding(draw(st.integers(0, 50)), source),
        RankStatement("Bộ A", source, 2, 1, 4, 7, 0.9, 1000),
    ]
    if scale is not Scale.RELATIVE:
        found.append(Trend("Bộ A", source, ((2017, draw(st.floats(-9, 9))), (2019, 1.0)), ()))
    return found


@given(findings(), st.sampled_from(Language))
@settings(max_examples=40, deadline=None)
def test_no_finding_speaks_of_causes_advice_or_equality(found: list[Finding], language: Language) -> None:
    for finding in found:
        statement = say(finding=finding, language=language)
        assert statement.sentences[-1] == RESERVATION[language]
        spoken = f" {' '.join(statement.sentences[:-1]).casefold()} "
        assert not [word for word in FORBIDDEN[language] if word in spoken], spoken
        assert "{" not in spoken
        assert "nan" not in spoken.split()
        assert "inf" not in spoken


@given(random_groups(least=2))
@settings(max_examples=60, deadline=None)
def test_a_p_above_five_hundredths_always_brings_the_lack_of_evidence_and_a_smaller_one_never(
    groups: Groups,
) -> None:
    comparison = compare(groups=groups, seed=1)
    text = say(finding=GroupFinding(SOURCE, "Cục", comparison), language=Language.VIETNAMESE).text
    weak = comparison.means.reference.p > 0.05 or comparison.detectable is None
    assert ("Chưa đủ bằng chứng" in text) == weak


@pytest.mark.parametrize("first", [2015, 2010])
def test_a_trend_across_a_change_of_method_cannot_be_built(first: int) -> None:
    with pytest.raises(Incomparable, match="đổi phương pháp năm 2016"):
        Trend("Bộ A", SOURCE, ((first, 1.0), (2016, 2.0), (2017, 3.0)), breaks=(2016,))


def test_a_trend_that_begins_with_the_new_method_can_be_built() -> None:
    assert Trend("Bộ A", SOURCE, ((2016, 1.0), (2017, 2.0)), breaks=(2016,)).points[0] == (2016, 1.0)


def test_a_trend_of_scores_that_depend_on_others_cannot_be_built() -> None:
    with pytest.raises(Incomparable, match="không nói lên diễn biến"):
        Trend("Bộ A", replace(SOURCE, scale=Scale.RELATIVE), ((2016, 1.0), (2017, 2.0)), breaks=())


@pytest.mark.parametrize(
    "points", [((2017, 1.0),), ((2018, 1.0), (2017, 2.0)), ((2017, 1.0), (2018, np.nan))]
)
def test_a_trend_needs_two_scored_years_in_order(points: tuple[tuple[int, float], ...]) -> None:
    with pytest.raises(Incomparable):
        Trend("Bộ A", SOURCE, points, breaks=())


def test_a_rank_without_an_interval_cannot_be_built() -> None:
    with pytest.raises(TypeError, match="low"):
        RankStatement(unit="Bộ A", source=SOURCE, rank=3, of_units=22, level=0.9, draws=1000)  # type: ignore[call-arg]


@pytest.mark.parametrize(("low", "high"), [(4, 6), (1, 2), (0, 5), (1, 23)])
def test_an_interval_that_does_not_hold_the_rank_is_refused(low: int, high: int) -> None:
    with pytest.raises(Incomparable, match="khoảng hạng"):
        RankStatement("Bộ A", SOURCE, rank=3, low=low, high=high, of_units=22, level=0.9, draws=1000)


def test_an_interval_from_a_handful_of_draws_is_refused() -> None:
    with pytest.raises(Incomparable, match="100 lần"):
        RankStatement("Bộ A", SOURCE, rank=3, low=1, high=4, of_units=22, level=0.9, draws=10)


def test_ranks_are_no_outcome() -> None:
    with pytest.raises(ValueError):
        Scale("rank")


def comparison_of(**changes: object) -> Comparison:
    groups = Groups(tuple("ABCDEF"), (9.0, 8.0, 5.0, 7.0, 2.0, 1.0), (True,) * 3 + (False,) * 3)
    return replace(compare(groups=groups, seed=1), **changes)  # type: ignore[arg-type]


def test_a_comparison_with_its_interval_taken_away_is_refused() -> None:
    plain = comparison_of()
    point = replace(plain.delta, low=plain.delta.value, high=plain.delta.value)
    with pytest.raises(ValueError, match="interval"):
        GroupFinding(SOURCE, "Cục", comparison_of(delta=point))


def test_a_comparison_with_a_p_of_nought_is_refused() -> None:
    plain = comparison_of()
    means = replace(plain.means, reference=replace(plain.means.reference, p=0.0))
    with pytest.raises(ValueError, match="never 0"):
        GroupFinding(SOURCE, "Cục", comparison_of(means=means))


@pytest.mark.parametrize(
    "name",
    [
        "Cục, nhờ đó điểm cao",
        "Cục vì có thẩm quyền",
        "Cục DẪN  ĐẾN điểm cao",
        "Cục, which leads to better scores",
        "Cục. Mọi bộ phải có Cục",
        "Cục\nnên nâng cấp",
        "",
        "x" * 121,
    ],
)
def test_a_claim_does_not_slip_in_as_a_name(name: str) -> None:
    with pytest.raises(Incomparable):
        GroupFinding(SOURCE, name, comparison_of())
    with pytest.raises(Incomparable):
        Source(name, "1", 2022, Scale.RAW)
    with pytest.raises(Incomparable):
        RankStatement(name, SOURCE, rank=3, low=1, high=4, of_units=22, level=0.9, draws=1000)


@pytest.mark.parametrize(
    "name",
    [
        "Cục",
        "Vụ",
        "Văn phòng Chính phủ",
        "Bộ Văn hóa, Thể thao và Du lịch",
        "Trung tâm (đơn vị sự nghiệp)",
        "Vụ Khoa học - Công nghệ",
        "DTI 2022 (922/QĐ)",
    ],
)
def test_names_of_the_field_pass(name: str) -> None:
    assert GroupFinding(SOURCE, name, comparison_of()).form == name


@pytest.mark.parametrize(
    "claim",
    [
        "Điểm cao hơn do có Cục.",
        "Các bộ nên nâng cấp thành Cục.",
        "Hai nhóm không có khác biệt.",
        "Cục làm tăng điểm.",
        "The form leads to better scores.",
        "There is no difference.",
    ],
)
def test_a_statement_put_together_by_hand_refuses_claims(claim: str) -> None:
    for language in Language:
        with pytest.raises(ValueError, match="not allowed"):
            Statement(language, (claim, RESERVATION[language]))


def test_a_statement_without_its_reservation_is_refused() -> None:
    with pytest.raises(ValueError, match="reservation"):
        Statement(Language.VIETNAMESE, ("Điểm trung bình cao hơn 2 điểm.",))


def test_forbidden_words_are_found_in_any_case_and_any_composition_of_marks() -> None:
    assert forbidden_words("VÌ có Cục") == ("vì",)
    assert forbidden_words("vi\u0300 co\u0301 Cục") == ("vì",)
    assert forbidden_words("Ví dụ, dòng doanh nghiệp, bổi") == ()


def test_an_upgrade_finding_needs_fixed_scores() -> None:
    finding = upgrade_finding(1, SOURCE)
    with pytest.raises(Incomparable, match="mốc cố định"):
        replace(finding, source=replace(SOURCE, scale=Scale.RELATIVE))
