"""The sentences word for word, and what is printed of figures."""

from dataclasses import replace

import numpy as np
import pytest

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
    two_groups,
)
from daumoi_calc.statistics.sentences import (
    RESERVATION,
    AdjustedFinding,
    ContaminationFinding,
    GroupFinding,
    LabelFinding,
    Language,
    OutcomesFinding,
    PairsFinding,
    RankStatement,
    Scale,
    Source,
    StratifiedFinding,
    Trend,
    UpgradeFinding,
    say,
)
from daumoi_calc.statistics.upgrades import Panel, Window, study_upgrades

VI, EN = Language.VIETNAMESE, Language.ENGLISH
SOURCE = Source("Chỉ số thử", "2.1", 2022, Scale.RAW, decimals=1)


def eight_and_fourteen(ahead: float) -> Groups:
    """Fourteen units at 1 … 14; eight with the form, spread evenly and moved by ``ahead``."""
    return two_groups(
        first=[1.25 + 1.7 * place + ahead for place in range(8)], others=[float(n) for n in range(1, 15)]
    )


def found(ahead: float) -> Comparison:
    return compare(groups=eight_and_fourteen(ahead), seed=1)


def test_a_difference_is_told_with_delta_interval_p_and_weights() -> None:
    comparison = found(6.0)
    finding = GroupFinding(SOURCE, "Cục", comparison, SignUnderWeights(10_000, 0.934, 0.25, 1))
    vietnamese, english = (
        say(finding=finding, language=VI).sentences,
        say(finding=finding, language=EN).sentences,
    )
    assert vietnamese[0] == (
        "Trong năm 2022, theo Chỉ số thử phiên bản 2.1, 8 đơn vị hình thức Cục có điểm trung bình cao hơn 5,7 điểm"
        " so với 14 đơn vị khác; delta = 0,66, khoảng tin cậy 95 %: 0,16 đến 0,88, p = 0,007; thay đổi trọng số"
        " 10.000 lần: dấu giữ nguyên ở 93,4 %."
    )
    assert english[0] == (
        "In 2022, on Chỉ số thử version 2.1, the 8 units of form Cục scored on average 5.7 points higher than the"
        " 14 others; delta = 0.66, 95% confidence interval: 0.16 to 0.88, p = 0.007; weights varied 10,000 times:"
        " sign kept in 93.4%."
    )
    assert "tất cả 319.770 cách gán nhãn" in vietnamese[2]


def test_a_large_p_says_that_evidence_is_short_and_what_could_be_detected() -> None:
    statement = say(finding=GroupFinding(SOURCE, "Cục", found(0.5)), language=VI)
    assert statement.sentences[1] == (
        "Chưa đủ bằng chứng để nói hai nhóm khác nhau; với 8 và 14 đơn vị như vậy chỉ phát hiện được |delta| từ"
        " 0,536 (kiểm định hạng)."
    )


def test_what_can_be_detected_stands_beside_a_small_p_as_well() -> None:
    assert "|delta| từ 0,536" in say(finding=GroupFinding(SOURCE, "Cục", found(6.0)), language=VI).text


def test_groups_that_can_detect_nothing_say_so() -> None:
    comparison = compare(groups=two_groups(first=[9.0, 8.0], others=[1.0, 2.0, 3.0]), seed=1)
    text = say(finding=GroupFinding(SOURCE, "Cục", comparison), language=VI).text
    assert "với 2 và 3 đơn vị như vậy, kiểm định hạng chưa thể phát hiện, dù chênh lệch lớn đến đâu" in text


def test_a_lower_mean_is_told_as_lower_and_an_equal_one_as_equal() -> None:
    assert "thấp hơn" in say(finding=GroupFinding(SOURCE, "Cục", found(-6.0)), language=VI).sentences[0]
    level = compare(groups=two_groups(first=[1.0, 3.0], others=[2.0, 2.0, 2.0]), seed=1)
    sentence = say(finding=GroupFinding(SOURCE, "Cục", level), language=VI).sentences[0]
    assert "có điểm trung bình bằng điểm trung bình của 3 đơn vị khác" in sentence


def test_a_small_difference_is_not_printed_as_nought() -> None:
    scores = [0.5000, 0.5003, 0.5001], [0.5000, 0.5001, 0.4999]
    comparison = compare(groups=two_groups(first=scores[0], others=scores[1]), seed=1)
    assert "cao hơn 0,0001 điểm" in say(finding=GroupFinding(SOURCE, "Cục", comparison), language=VI).text


def test_scores_that_depend_on_other_units_carry_a_warning() -> None:
    relative = replace(SOURCE, scale=Scale.RELATIVE)
    assert (
        "Lưu ý: điểm được chuẩn hóa"
        in say(finding=GroupFinding(relative, "Cục", found(1.0)), language=VI).text
    )


def test_a_drawn_p_is_told_with_its_error() -> None:
    rng = np.random.default_rng(1)
    comparison = compare(
        groups=two_groups(first=rng.normal(size=15).tolist(), others=rng.normal(size=20).tolist()), seed=1
    )
    text = say(finding=GroupFinding(SOURCE, "Cục", comparison), language=VI).text
    assert "trong 100.000 cách gán nhãn rút ngẫu nhiên (sai số chuẩn 0,00" in text


def test_both_results_stand_when_the_form_defines_an_indicator() -> None:
    rng = np.random.default_rng(2)
    indicators = rng.random((22, 4))
    indicators[:, 0] = [1.0] * 8 + [0.0] * 14
    both = contamination(
        groups=eight_and_fourteen(0),
        indicators=indicators.tolist(),
        names=["có đơn vị chuyên trách", "b", "c", "d"],
        weights=[2, 1, 1, 1],
        defined_by_form=[True, False, False, False],
        seed=1,
    )
    sentences = say(finding=ContaminationFinding(SOURCE, "Cục", both), language=VI).sentences
    assert sentences[0].startswith("Trong năm 2022, theo Chỉ số thử phiên bản 2.1, tính trên mọi chỉ tiêu")
    assert sentences[1].startswith(
        "Bỏ 1 chỉ tiêu đo chính hình thức tổ chức (có đơn vị chuyên trách; 40 % trọng số)"
    )
    assert both.everything.means.reference.p < 0.05 < both.without.means.reference.p
    assert sentences[2].startswith("Chưa đủ bằng chứng")


def test_the_range_over_wrong_labels_names_the_units_that_decide() -> None:
    labels = one_label_wrong(groups=eight_and_fourteen(6.0), seed=1)
    sentences = say(finding=LabelFinding(SOURCE, "Cục", labels), language=VI).sentences
    low, high = labels.deltas
    assert "của từng đơn vị (22 lần)" in sentences[0]
    assert f"delta từ {low:.2f} đến {high:.2f}".replace(".", ",") in sentences[0]
    assert labels.verdict_changes
    assert sentences[1].endswith("khi đổi nhãn của: " + "; ".join(labels.verdict_changes) + ".")


def test_a_finding_that_no_label_turns_says_that_it_stays() -> None:
    labels = one_label_wrong(groups=eight_and_fourteen(40.0), seed=1)
    assert "giữ nguyên ở mọi lần đổi" in say(finding=LabelFinding(SOURCE, "Cục", labels), language=VI).text


def test_several_outcomes_are_told_with_adjusted_p() -> None:
    finding = OutcomesFinding(
        SOURCE, "Cục", (("dịch vụ công", found(6.0)), ("hạ tầng", found(0.5)), ("nhân lực", found(-0.5)))
    )
    sentences = say(finding=finding, language=VI).sentences
    assert "3 kết quả được so cùng lúc" in sentences[0]
    assert sentences[1].startswith("dịch vụ công: 8 đơn vị hình thức Cục")
    assert f"p = {finding.adjusted[0]:.3f}".replace(".", ",") in sentences[1]
    assert finding.adjusted[0] == pytest.approx(3 * found(6.0).means.reference.p)
    assert sentences[4] == (
        "Sau điều chỉnh, chưa đủ bằng chứng để nói hai nhóm khác nhau ở: hạ tầng; nhân lực."
    )


def test_strata_pairs_and_covariates_have_their_sentences() -> None:
    groups = eight_and_fourteen(1.0)
    within = stratified(groups=groups, strata=["lớn", "nhỏ"] * 11, seed=1)
    paired = matched_pairs(first=groups.first.tolist(), others=groups.others[:8].tolist(), seed=1)
    adjusted = freedman_lane(groups=groups, covariates=[list(range(22))], seed=1)
    texts = [
        say(finding=finding, language=VI).text
        for finding in (
            StratifiedFinding(SOURCE, "Cục", "quy mô", within),
            PairsFinding(SOURCE, "Cục", paired),
            AdjustedFinding(SOURCE, "Cục", adjusted, ("số thủ tục",), detectable(first=8, others=14)),
        )
    ]
    assert "so trong từng tầng theo quy mô, 8 đơn vị hình thức Cục" in texts[0]
    assert f"chỉ phát hiện được chênh lệch trên {within.threshold:.1f} điểm".replace(".", ",") in texts[0]
    assert "ở 8 cặp ghép" in texts[1]
    assert "khi giữ cố định số thủ tục" in texts[2]


def test_upgrades_are_told_with_pre_trend_placebo_and_their_weakness() -> None:
    scores = np.random.default_rng(3).normal(50, 2, size=(14, 8))
    panel = Panel(
        units=tuple(f"Bộ {place}" for place in range(14)),
        years=tuple(range(2007, 2015)),
        scores=tuple(tuple(row) for row in scores.tolist()),
        upgraded=(2010, 2011, *(None,) * 12),
    )
    study = study_upgrades(panel=panel, window=Window(3, 2), seed=1)
    sentences = say(finding=UpgradeFinding(SOURCE, "Cục", study), language=VI).sentences
    assert "điểm của 2 đơn vị thay đổi bình quân" in sentences[0]
    assert "qua 182 cách gán lại năm chuyển" in sentences[0]
    assert sentences[1].startswith("Chưa đủ bằng chứng để nói mức thay đổi khác nhau; với số đơn vị như vậy")
    assert "khó phát hiện sai khác khi có ít đơn vị" in sentences[2]


def test_trend_and_rank_have_their_sentences() -> None:
    trend = Trend("Bộ A", SOURCE, ((2017, 61.25), (2019, 64.5)), breaks=(2016, 2020))
    assert say(finding=trend, language=VI).sentences[0] == (
        "Từ năm 2017 đến năm 2019, điểm của Bộ A theo Chỉ số thử phiên bản 2.1 tăng 3,2 điểm, từ 61,2 đến 64,5."
    )
    rank = RankStatement("Bộ A", SOURCE, rank=3, low=1, high=6, of_units=22, level=0.9, draws=10_000)
    assert say(finding=rank, language=EN).sentences[0] == (
        "In 2022, on Chỉ số thử version 2.1, Bộ A holds place 3 of 22; over 10,000 ways of computing, the 90%"
        " interval of its place is 1 to 6."
    )


@pytest.mark.parametrize("language", list(Language))
def test_the_reservation_is_always_the_last_sentence(language: Language) -> None:
    statement = say(finding=GroupFinding(SOURCE, "Cục", found(1.0)), language=language)
    assert statement.text.endswith(RESERVATION[language])
    assert RESERVATION[VI] == "Đây là mối liên hệ quan sát được, không phải bằng chứng nhân quả."
