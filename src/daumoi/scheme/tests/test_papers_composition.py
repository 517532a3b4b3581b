"""The words of the set, from plain values alone."""

from dataclasses import replace
from datetime import date

import pytest

from daumoi.scheme.papers_composition import COMPOSERS, Composed
from daumoi.scheme.papers_composition.tables import money_table, opinions_table, posts_table
from daumoi.scheme.papers_material import (
    BodyLine,
    CeilingLine,
    DraftOpinionLine,
    Ground,
    Material,
    PhaseLine,
    PlanWords,
    Round,
    WayLine,
)

A = BodyLine(
    code="bo-a",
    name="Bộ A",
    unit_now="Trung tâm Thông tin Bộ A",
    form_now="trung_tam",
    form_now_words="Trung tâm",
    wish_words="Cục",
    decided_form="cuc",
    decided_words="Cục",
    phase="gd1",
    unit_name="Cục Chuyển đổi số Bộ A",
    net={"cong_chuc": 3, "vien_chuc_ngan_sach": -5},
    given={"cong_chuc": 2},
    givers="Văn phòng Bộ A",
    money={("thuong_xuyen", 2027): 1_500_000_000, ("dau_tu", 2027): 500_000_000},
)
B = BodyLine("bo-b", "Bộ B", "", "", "", "", "giu_nguyen", "giữ nguyên", "")
MATERIAL = Material(
    code="de-an-thu",
    title="Nâng cao hiệu quả",
    title_then="Mô hình tổ chức",
    purpose="Thống nhất chức năng.",
    as_of=date(2026, 9, 30),
    day=date(2026, 11, 20),
    writer="Bộ P",
    head="BỘ TRƯỞNG",
    round_code="khao-sat",
    round_title="Khảo sát",
    round_letter="01/BP-ĐP",
    duty_set="Bốn nhóm nhiệm vụ",
    duties=("Kế hoạch", "An toàn thông tin"),
    phases=(PhaseLine("gd1", 1, "Giai đoạn 1", 2027, 2028),),
    bodies=(A, B),
    figures={
        name: name
        for name in (
            *("co_quan", "da_de_xuat", "de_nghi_cuc", "them_cong_chuc", "phuong_an_thay_doi", "tran_bi_vuot"),
            *("phuong_an_cuc", "phuong_an_gd1", "pa_them_cong_chuc", "pa_dieu_chuyen_cong_chuc"),
            *("pa_kinh_phi", "pa_kinh_phi_thuong_xuyen_2027"),
        )
    },
    survey={"tra-loi.da-gui": "đã gửi", "hinh-thuc.cuc": "Cục"},
    plan=PlanWords(3, "ab" * 32, 90, 90, "Theo ý kiến lãnh đạo", ""),
    opinions=(),
    rounds=(),
    way=(),
    grounds=(Ground("Luật Mẫu số 1 ngày 01/01/2020"),),
    ceilings=(CeilingLine("Biên chế công chức", False, 0, "Không tăng biên chế"),),
    kinds={"cong_chuc": "biên chế công chức", "vien_chuc_ngan_sach": "người hưởng lương ngân sách"},
    sources={"thuong_xuyen": "chi thường xuyên", "dau_tu": "chi đầu tư"},
    regimes=(),
)
REFUSED = DraftOpinionLine(
    "Bộ K", "Điều 2", "Đề nghị tăng biên chế.", "refused", "không tiếp thu", "Vượt trần đã thống nhất.", "", 7
)
DIFFERS = WayLine(
    5,
    "y_kien",
    date(2026, 7, 2),
    "Bộ L",
    "khac",
    "lĩnh vực khác",
    "khac",
    "có ý kiến khác",
    "9/BL-VP",
    "Chưa nên",
)


def composed(role: str, **changes: object) -> Composed:
    return COMPOSERS[role](replace(MATERIAL, **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize("role", list(COMPOSERS))
def test_every_figure_in_the_words_is_bound_and_every_bound_figure_is_in_the_words(role: str) -> None:
    made = composed(role)
    assert sorted(made.content.figure_keys()) == sorted(one.key for one in made.figures)


@pytest.mark.parametrize("role", list(COMPOSERS))
def test_nothing_is_composed_that_waits_to_be_filled_by_a_programmer(role: str) -> None:
    plain = composed(role, opinions=(REFUSED,), way=(DIFFERS,)).content.plain
    assert "None" not in plain
    assert "{" not in plain
    assert ".." not in plain.replace("…", "")


def test_a_figure_that_is_not_known_is_said_so_and_never_zero() -> None:
    plain = composed("bao_cao_khao_sat").content.plain
    assert "(chưa có số liệu)" in plain
    assert "[[ks_tra_loi_da_gui]]" in plain


def test_a_figure_of_the_survey_is_asked_by_round_and_code() -> None:
    bound = {one.key: (one.query, one.code) for one in composed("bao_cao_khao_sat").figures}
    assert bound["ks_tra_loi_da_gui"] == ("surveys.figure", "khao-sat/tra-loi.da-gui")
    assert bound["ks_so_hoi"] == ("surveys.asked", "khao-sat")
    assert bound["da_de_xuat"] == ("scheme.figure", "de-an-thu/da_de_xuat")


def test_a_scheme_without_a_survey_says_so() -> None:
    made = composed("bao_cao_khao_sat", round_code="", survey={})
    assert "không gắn với đợt khảo sát nào" in made.content.plain


def test_opinions_that_differ_or_were_refused_stand_in_the_submission() -> None:
    parts = {
        part.title: part.text
        for part in composed("to_trinh", opinions=(REFUSED,), way=(DIFFERS,)).content.parts
    }
    text = parts["Ý kiến còn khác nhau"]
    assert "Bộ L (Văn bản số 9/BL-VP, ngày 02/7/2026)" in text
    assert "Vượt trần đã thống nhất." in text
    assert "không còn ý kiến khác nhau" in composed("to_trinh").content.plain


def test_the_explanation_tells_what_was_refused_and_why() -> None:
    round_ = Round(7, "Đề án", date(2026, 7, 1), date(2026, 7, 20), 8, 7)
    made = composed("tiep_thu", opinions=(REFUSED,), rounds=(round_,))
    assert "Giải trình: Vượt trần đã thống nhất." in made.content.plain
    assert "hỏi 8 nơi, 7 nơi đã trả lời" in made.content.plain


def test_the_decision_ends_with_who_carries_it_out() -> None:
    text = composed("quyet_dinh").content.parts[0].text
    articles = [line for line in text.splitlines() if line.startswith("Điều ")]
    assert "chịu trách nhiệm thi hành" in articles[-1]
    assert [int(line.split()[1].rstrip(".")) for line in articles] == list(range(1, len(articles) + 1))
    assert "biên chế công chức tăng không quá 0" in text


def test_a_plan_that_was_not_proven_best_shows_its_bound() -> None:
    plan = PlanWords(3, "ab" * 32, 90, 97, "Theo ý kiến lãnh đạo", "")
    assert "cận trên của mọi phương án khác là 97" in composed("de_an", plan=plan).content.plain
    assert "đã được chứng minh" in composed("de_an").content.plain


def test_kinds_of_posts_are_summed_apart() -> None:
    annex = posts_table(MATERIAL)
    assert annex is not None
    total = annex.blocks[0]["rows"][-1]["cells"]
    assert list(total)[2:4] == ["+3", "–5"]


def test_money_is_summed_by_source_and_year() -> None:
    annex = money_table(MATERIAL)
    assert annex is not None
    rows = [list(row["cells"]) for row in annex.blocks[0]["rows"]]
    assert rows == [
        ["Chi thường xuyên", "1.500", "1.500"],
        ["Chi đầu tư", "500", "500"],
        ["Cộng", "2.000", "2.000"],
    ]


def test_tables_without_rows_are_left_out() -> None:
    bare = replace(MATERIAL, bodies=(B,))
    assert posts_table(bare) is None
    assert money_table(bare) is None
    assert opinions_table(bare) is None
