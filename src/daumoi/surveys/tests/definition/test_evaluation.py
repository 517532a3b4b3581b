from typing import Any

import pytest

from daumoi.surveys.definition.compile import compiled
from daumoi.surveys.definition.evaluate import AnswerSet, Given, evaluate, evaluate_change
from daumoi.surveys.tests.definition.samples import (
    answers,
    check,
    definition,
    question,
    staff_grid,
    systems_roster,
)

FORM = question("form", "choice", choices="forms", required=True)


def codes(evaluation: Any) -> list[tuple[str, int]]:
    return [(one.code, one.row) for one in evaluation.violations]


def test_a_question_shows_only_when_its_condition_definitely_holds() -> None:
    form = compiled(definition(FORM, question("a2", relevant="form != 'cuc'")))
    assert evaluate(form, answers()).relevant["a2", 0] is False
    assert evaluate(form, answers(form="cuc")).relevant["a2", 0] is False
    assert evaluate(form, answers(form="vu")).relevant["a2", 0] is True


def test_a_hidden_answer_is_excluded_from_rules_but_nothing_is_changed() -> None:
    form = compiled(
        definition(
            FORM,
            question("a2", relevant="form == 'cuc'"),
            question("a3", calculation="coalesce(a2, 0) + 1"),
        )
    )
    given = answers(form="vu", a2=7)
    assert evaluate(form, given).calculated["a3", 0] == 1
    assert given.given["a2", 0].value == 7
    assert evaluate(form, answers(form="cuc", a2=7)).calculated["a3", 0] == 8


@pytest.mark.parametrize("status", ["no_data", "not_applicable", "not_arisen"])
def test_explicit_absence_is_missing_in_rules_and_counts_as_answered(status: str) -> None:
    form = compiled(
        definition(
            question("a1", required=True, checks=(check("a1_duong", "a1 > 0"),)),
            question("a2", calculation="a1"),
        )
    )
    found = evaluate(form, answers(a1=Given(status, None)))
    assert found.calculated["a2", 0] is None
    assert found.violations == []
    assert found.missing_required == []
    assert found.section_progress["a"].is_complete


def test_a_prefilled_value_counts_but_its_section_waits_for_confirmation() -> None:
    form = compiled(definition(question("a1", required=True), question("a2", calculation="a1 * 2")))
    found = evaluate(form, answers(a1=Given("prefilled", 21)))
    assert found.calculated["a2", 0] == 42
    progress = found.section_progress["a"]
    assert (progress.answered, progress.expected, progress.unconfirmed) == (1, 1, 1)
    assert not progress.is_complete


def test_an_unanswered_reply_breaks_no_check_and_lists_what_is_required() -> None:
    form = compiled(definition(FORM, staff_grid(), systems_roster()))
    found = evaluate(form, answers())
    assert found.violations == []
    assert found.missing_required == [("form", 0), ("b1_cong_chuc_giao", 0), ("e1", 0)]


def test_grid_rules_speak_of_their_own_row_and_hidden_rows_are_left_out() -> None:
    form = compiled(definition(FORM, staff_grid()))
    given: dict[str, Any] = {
        "form": "vu",
        "b1_cong_chuc_giao": 5,
        "b1_cong_chuc_co_mat": 6,
        "b1_vien_chuc_giao": 5,
        "b1_vien_chuc_co_mat": 6,
    }
    assert codes(evaluate(form, answers(**given))) == [("b1_vuot.cong_chuc", 0)]
    found = evaluate(form, answers(**{**given, "form": "trung_tam", "b1_cong_chuc_co_mat": 0}))
    assert codes(found) == [("b1_co_nguoi.cong_chuc", 0), ("b1_vuot.vien_chuc", 0)]
    assert found.violations[1].place == "Bảng B1, dòng “Viên chức”, cột “Có mặt”"
    assert found.violations[1].sentence == "Có mặt phải nhỏ hơn hoặc bằng Được giao"


def test_calculated_cells_are_rounded_as_they_are_printed() -> None:
    form = compiled(definition(FORM, staff_grid()))
    found = evaluate(form, answers(b1_cong_chuc_giao=3, b1_cong_chuc_co_mat=2))
    assert found.calculated["b1_cong_chuc_ty_le", 0] == "66.7"


def test_a_roster_is_judged_row_by_row_and_summed_outside() -> None:
    form = compiled(definition(systems_roster(), question("e2", "money", calculation="sum(e1.tong)")))
    found = evaluate(
        form,
        answers(
            e1__ten__1="A", e1__loai__1="cuc", e1__nam_1__1=70, e1__nam_2__1=60,
            e1__ten__4="B", e1__loai__4="vu", e1__nam_1__4=40, e1__nam_2__4=1000,
        ),
    )  # fmt: skip
    assert found.relevant["e1.nam_2", 1] is True
    assert found.relevant["e1.nam_2", 4] is False
    assert found.calculated["e1.tong", 4] == 40
    assert found.calculated["e2", 0] == 170
    assert codes(found) == [("e1_tran", 0), ("e1_tang", 1)]
    assert found.violations[1].place == "Bảng E1, dòng 1"


def test_a_roster_is_unknown_until_it_has_rows_or_is_declared_not_to_have_arisen() -> None:
    form = compiled(definition(systems_roster(), question("e2", "money", calculation="sum(e1.nam_1)")))
    assert evaluate(form, answers()).calculated["e2", 0] is None
    declared = evaluate(form, answers(e1=Given("not_arisen")))
    assert declared.calculated["e2", 0] == 0
    assert declared.missing_required == []
    assert declared.section_progress["a"].is_complete


def test_a_roster_row_without_a_required_column_is_missing_it() -> None:
    form = compiled(definition(systems_roster()))
    found = evaluate(form, answers(e1__nam_1__2=5))
    assert found.missing_required == [("e1.ten", 2)]


def test_a_value_that_does_not_fit_is_reported_and_counts_as_missing() -> None:
    form = compiled(
        definition(FORM, question("a2", relevant="form == 'phong'" if False else "form == 'cuc'"))
    )
    found = evaluate(form, AnswerSet({("form", 0): Given("prefilled", "phong")}))
    assert codes(found) == [("value:form", 0)]
    assert "phong" in found.violations[0].message
    assert found.relevant["a2", 0] is False


def test_a_choice_filter_leaves_what_fits_the_parent_and_refuses_the_rest() -> None:
    form = compiled(
        definition(
            question("mien", "choice", choices="regions"),
            question("tinh", "choice", choices="provinces", choice_filter="choice.mien == mien"),
        )
    )
    found = evaluate(form, answers(mien="bac", tinh="hcm"))
    assert found.choices["tinh", 0] == ("hn", "hp")
    assert codes(found) == [("filter:tinh", 0)]
    assert evaluate(form, answers(mien="nam", tinh="hcm")).violations == []
    assert evaluate(form, answers(tinh="hcm")).choices["tinh", 0] == ()


def test_sections_hide_as_a_whole() -> None:
    form = compiled(definition(question("a2", required=True), relevant="true == false"))
    found = evaluate(form, answers())
    assert found.sections == {"a": False}
    assert found.missing_required == []
    assert form.warnings[0].message == "Không bao giờ hiện ra với bất kỳ câu trả lời nào."


def test_a_change_touches_only_what_depends_on_it() -> None:
    form = compiled(
        definition(FORM, staff_grid(), systems_roster(), question("z", calculation="b1_cong_chuc_giao"))
    )
    found = evaluate_change(form, answers(form="vu", b1_cong_chuc_giao=5), ["b1_cong_chuc_giao"])
    assert found.partial
    assert {name for name, _ in found.relevant} == {"b1_cong_chuc_giao", "b1_cong_chuc_ty_le", "z"}
    assert found.calculated == {("b1_cong_chuc_ty_le", 0): None, ("z", 0): 5}
    assert found.checked == {"b1_vuot.cong_chuc"}


def test_dependants_include_what_is_shown_calculated_and_checked() -> None:
    form = compiled(definition(FORM, staff_grid()))
    assert form.dependants_of("b1_cong_chuc_giao") == {"b1_cong_chuc_ty_le", "b1_cong_chuc_co_mat"}
    assert {"b1_vien_chuc_giao", "b1_vien_chuc_co_mat"} <= form.dependants_of("form")
