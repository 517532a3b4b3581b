import pytest
from pyxform.xls2xform import convert

from daumoi.surveys.definition import Question, Roster
from daumoi.surveys.definition.compile import compiled
from daumoi.surveys.definition.evaluate import AnswerSet, Given, evaluate
from daumoi.surveys.tests.xlsform.forms import (
    YES_NO,
    Rows,
    accepted,
    ask,
    read,
    ready,
    staff_form,
    survey,
    workbook,
)
from daumoi.surveys.xlsform import read_xlsform, write_xlsform


def answers(**given: object) -> AnswerSet:
    return AnswerSet({(name, 0): Given("answered", value) for name, value in given.items()})


def rule(*rows: dict[str, str], of: str) -> str:
    """The expression that came of the row named `of`: its condition, calculation or check."""
    form = accepted(*rows)
    found = next(item for section in form.sections for item in section.items if item.code == of)
    assert isinstance(found, Question)
    return found.relevant or found.calculation or found.choice_filter or found.checks[0].expression


def test_a_form_as_ministries_draw_it_is_accepted_and_also_converts_in_pyxform() -> None:
    content = staff_form()
    found = read_xlsform(content, name="nhan-luc.xlsx")
    assert found.problems == ()
    form = found.definition
    assert form is not None
    assert (form.code, form.version, form.title.vi) == ("nhan-luc", "3", "Khảo sát nhân lực")
    assert [section.code for section in form.sections] == ["don_vi", "nhan_luc", "chung"]
    assert form.sections[1].title.en == "Staff"
    assert len(compiled(form).variables) == 18
    assert "Hệ thống thông tin" in convert(content).xform


def test_the_imported_form_works_as_it_was_drawn() -> None:
    form = compiled(read_xlsform(staff_form(), name="nhan-luc.xlsx").definition)  # type: ignore[arg-type]
    given = {
        ("hinh_thuc", 0): Given("answered", "cuc"),
        ("giao", 0): Given("answered", 10),
        ("co_mat", 0): Given("answered", 12),
        ("mien", 0): Given("answered", "1"),
        ("tinh", 0): Given("answered", "hcm"),
        ("he_thong.ten_ht", 1): Given("answered", "Cổng"),
        ("he_thong.kinh_phi", 1): Given("answered", "1500.5"),
        ("he_thong.ten_ht", 2): Given("answered", "Văn bản"),
    }
    found = evaluate(form, AnswerSet(given))
    assert found.calculated["thieu", 0] == -2
    assert found.calculated["tong", 0] == "1500.5"
    assert found.calculated["so_ht", 0] == 2
    assert found.calculated["muc", 0] == "ít"
    assert found.calculated["he_thong.ty_dong", 1] == "1.5"
    assert {one.code for one in found.violations} == {"co_mat_rb", "filter:tinh"}
    assert found.relevant["hinh_thuc_khac", 0] is False
    assert found.choices["tinh", 0] == ("hn",)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("${a} > 5", "a > 5"),
        ("${a} >= 1 and ${a} <= 10 or ${b} = 2", "a >= 1 && a <= 10 || b == 2"),
        ("${h} = 'cuc'", "h == 'cuc'"),
        ("'cuc' = ${h}", "'cuc' == h"),
        ("${h} = 'cuc' or ${h} = 'vu'", "h in ['cuc', 'vu']"),
        ("${h} != ''", "!is_missing(h)"),
        ("${a} = ''", "is_missing(a)"),
        ("selected(${m}, 'vu')", "selected(m, 'vu')"),
        ("selected(${h}, 'vu')", "selected(h, 'vu')"),
        ("not(selected(${m}, 'vu'))", "!selected(m, 'vu')"),
        ("count-selected(${m}) > 1", "coalesce(size(m), 0) > 1"),
        ("string-length(${t}) > 3", "coalesce(size(t), 0) > 3"),
        ("contains(${t}, 'Cục')", "contains(t, 'Cục')"),
        ("starts-with(${t}, 'A')", "starts_with(t, 'A')"),
        ("${d} > date('2016-06-30')", "d > date('2016-06-30')"),
        ("${d} < '2016-06-30'", "d < date('2016-06-30')"),
        ("${d} - ${e} > 30", "days_between(e, d) > 30"),
        ("${a} + ${b} * 2 div 4 - -1 > 0", "a + b * 2 / 4 - -1 > 0"),
        ("coalesce(${a}, 0) > 0", "coalesce(a, 0) > 0"),
        ("if(${a} > 1, ${b}, 3) > 2", "(a > 1 ? b : 3) > 2"),
        ("min(${a}, ${b}, 7) < max(${a}, 1)", "min(a, b, 7) < max(a, 1)"),
        ("round(${a} div 3, 1) = 1", "round(a / 3, 1) == 1"),
        ("abs(${a}) > number(${b})", "abs(a) > b"),
        ("${a} = '5'", "a == 5"),
        ("${t} = 5", "t == '5'"),
        ("true() and not(false())", "true && !false"),
        ("${a} != 3 and (${b} > 1)", "a != 3 && b > 1"),
        ("“cuc” = ${h}", "'cuc' == h"),
    ],
)
def test_expressions_become_the_language_of_the_house(written: str, expected: str) -> None:
    rows = [
        ask("integer", "a"),
        ask("decimal", "b"),
        ask("text", "t"),
        ask("date", "d"),
        ask("date", "e"),
        ask("select_one hinh_thuc", "h"),
        ask("select_multiple hinh_thuc", "m"),
        ask("text", "z", relevant=written),
    ]
    assert rule(*rows, of="z") == expected


@pytest.mark.parametrize(
    ("kind", "constraint", "expected"),
    [
        ("integer", ". >= 0 and . < ${a}", "z >= 0 && z < a"),
        ("text", "regex(., '^[0-9]{10}$')", "regex(z, '^[0-9]{10}$')"),
        ("text", "string-length(.) <= 20", "size(z) <= 20"),
        ("select_multiple hinh_thuc", "count-selected(.) <= 2", "size(z) <= 2"),
        ("select_one hinh_thuc", ". != 'khac'", "z != 'khac'"),
        ("date", ". <= date('2020-01-01')", "z <= date('2020-01-01')"),
    ],
)
def test_a_constraint_speaks_of_its_own_question(kind: str, constraint: str, expected: str) -> None:
    assert rule(ask("integer", "a"), ask(kind, "z", constraint=constraint), of="z") == expected


def test_the_type_of_a_calculation_is_inferred_through_other_calculations() -> None:
    form = ready(
        ask("calculate", "c3", calculation="if(${c2}, 'lớn', 'nhỏ')"),
        ask("calculate", "c2", calculation="${c1} > 10"),
        ask("calculate", "c1", calculation="${a} * 2"),
        ask("integer", "a"),
        ask("calculate", "c4", calculation="${h}"),
        ask("select_one hinh_thuc", "h"),
    )
    kinds = {name: variable.field.type for name, variable in form.variables.items()}
    assert kinds == {
        "c3": "text",
        "c2": "boolean",
        "c1": "decimal",
        "a": "integer",
        "c4": "choice",
        "h": "choice",
    }
    found = evaluate(form, answers(a=7, h="vu"))
    assert (found.calculated["c3", 0], found.calculated["c4", 0]) == ("lớn", "vu")


def test_a_calculation_with_an_empty_branch_is_hidden_instead() -> None:
    form = ready(ask("integer", "a"), ask("calculate", "c", calculation="if(${a} > 3, ${a} * 2, '')"))
    assert form.variables["c"].field.relevant == "a > 3"
    assert evaluate(form, answers(a=4)).calculated["c", 0] == 8
    assert ("c", 0) not in evaluate(form, answers(a=1)).calculated


def test_a_repeat_is_a_table_with_open_rows_and_may_hold_groups() -> None:
    form = accepted(
        {"type": "begin_repeat", "name": "Du_An", "label::Tiếng Việt (vi)": "Dự án", "repeat_count": "12"},
        ask("text", "ten", required="yes"),
        {"type": "begin_group", "name": "tien", "relevant": "${ten} != ''"},
        ask("integer", "von", constraint=". > 0"),
        {"type": "end_group"},
        {"type": "end_repeat"},
        ask("calculate", "tong", calculation="sum(${von})"),
        ask("calculate", "lon_nhat", calculation="max(${von})"),
        ask("calculate", "da_dien", calculation="count-non-empty(${von})"),
    )
    table, total, largest, filled = form.sections[0].items
    assert isinstance(table, Roster)
    assert (table.code, table.max_rows, table.columns[1].relevant) == ("du_an", 12, "!is_missing(row.ten)")
    assert table.columns[1].checks[0].expression == "row.von > 0"
    assert isinstance(total, Question)
    assert isinstance(largest, Question)
    assert isinstance(filled, Question)
    assert total.calculation == "sum(coalesce(du_an.von, 0))"
    assert largest.calculation == "max(du_an.von)"
    assert filled.calculation == "count(du_an.von)"


def test_groups_inside_a_section_are_flattened_with_their_conditions_and_captions() -> None:
    form = accepted(
        {"type": "begin group", "name": "ngoai", "label::Tiếng Việt (vi)": "Ngoài", "relevant": "${a} > 0"},
        {
            "type": "begin group",
            "name": "trong",
            "label::Tiếng Việt (vi)": "Trong",
            "relevant": "${a} > 1 or ${a} = 0",
        },
        ask("text", "b", relevant="${a} > 2"),
        ask("text", "c"),
        {"type": "end group"},
        {"type": "end group"},
        ask("integer", "a"),
    )
    first, second = form.sections[0].items
    assert form.sections[0].relevant == "a > 0"
    assert first.relevant == "(a > 1 || a == 0) && a > 2"
    assert second.relevant == "a > 1 || a == 0"
    assert first.hint is not None
    assert first.hint.vi == "Trong"
    assert [section.code for section in form.sections] == ["ngoai", "chung"]


def test_a_note_goes_into_the_hint_of_the_next_question() -> None:
    form = accepted(
        {"type": "note", "name": "n1", "label::Tiếng Việt (vi)": "Chỉ tính đến 30/6."},
        ask("integer", "a", **{"hint::Tiếng Việt (vi)": "Người"}),
    )
    assert form.sections[0].items[0].hint is not None
    assert form.sections[0].items[0].hint.vi == "Chỉ tính đến 30/6.\nNgười"


def test_all_languages_are_kept_and_a_form_without_vietnamese_uses_its_main_language() -> None:
    head = ["type", "name", "label::English (en)", "label::Français (fr)", "label::Tiếng Việt (vi)"]
    found = read_xlsform(workbook([head, ["text", "a", "Name", "Nom", "Tên"]]), name="x.xlsx").definition
    assert found is not None
    label = found.sections[0].items[0].label
    assert (label.vi, label.en, label.others) == ("Tên", "Name", {"fr": "Nom"})
    foreign = read_xlsform(workbook([head[:4], ["text", "a", "Name", "Nom"]]), name="x.xlsx")
    assert foreign.definition is not None
    label = foreign.definition.sections[0].items[0].label
    assert (label.vi, label.en, label.others) == ("Name", "Name", {"fr": "Nom"})
    assert any("không có tiếng Việt" in note.message for note in foreign.notes)


def test_plain_labels_and_old_headings_are_read() -> None:
    head = ["Type", "Name", "Label", "Hint", "Relevance", "bind::required"]
    rows: Rows = [
        head,
        ["integer", "Tuoi", "Tuổi", "Tròn năm", None, "TRUE"],
        ["text", "y", "Y", None, "${Tuoi} > 3", "no"],
    ]
    found = read_xlsform(workbook(rows), name="x.xlsx")
    assert found.problems == ()
    assert found.definition is not None
    first, second = found.definition.sections[0].items
    assert isinstance(first, Question)
    assert (first.code, first.label.vi, first.required, second.relevant) == ("tuoi", "Tuổi", True, "tuoi > 3")


def test_a_conditional_requirement_becomes_a_check() -> None:
    form = ready(ask("integer", "a"), ask("text", "b", required="${a} > 5", required_message="Cần ghi tên"))
    assert [one.code for one in evaluate(form, answers(a=6)).violations] == ["b_bb"]
    assert evaluate(form, answers(a=6)).violations[0].message == "Cần ghi tên"
    assert evaluate(form, answers(a=5)).violations == []
    assert evaluate(form, answers(a=6, b="x")).violations == []


def test_a_range_and_an_acknowledgement_become_a_checked_number_and_a_yes_no() -> None:
    form = ready(ask("range", "diem", parameters="start=1 end=5 step=1"), ask("acknowledge", "ok"))
    assert form.variables["diem"].field.type == "integer"
    assert form.variables["ok"].field.type == "boolean"
    assert [one.code for one in evaluate(form, answers(diem=6)).violations] == ["diem_khoang"]


def test_what_is_left_out_is_said() -> None:
    found = read(
        {"type": "deviceid", "name": "may"},
        ask("text", "a", appearance="numbers", default="x"),
        ask("text", "b", read_only="yes"),
    )
    assert found.definition is not None
    said = " ".join(str(note) for note in found.notes)
    assert "deviceid" in said
    assert "appearance" in said
    assert "mặc định" in said
    assert "read_only" in said


def test_a_thousand_blank_formatted_rows_do_not_matter() -> None:
    rows = [list(row) for row in survey(ask("text", "a"))]
    rows += [[None] * 3 for _ in range(50)] + [["text", "b", "Sau năm mươi dòng trống"]]
    found = read_xlsform(workbook(rows, YES_NO), name="x.xlsx")
    assert found.definition is not None
    assert [item.code for item in found.definition.sections[0].items] == ["a", "b"]


def test_a_question_nobody_can_reach_is_remarked() -> None:
    found = read(ask("select_one cokhong", "a"), ask("text", "b", relevant="${a} = 'co' and ${a} = 'khong'"))
    assert found.definition is not None
    assert [(note.row, note.column) for note in found.notes] == [(3, "relevant")]


def test_the_word_plain_number_keeps_years_ungrouped() -> None:
    found = read(ask("integer", "nam", appearance="plain-number"), ask("integer", "nguoi"))
    assert found.definition is not None
    assert not any("appearance" in str(note) for note in found.notes)
    questions = {one.code: one for section in found.definition.sections for one in section.items}
    assert (questions["nam"].grouping, questions["nguoi"].grouping) == (False, True)  # type: ignore[union-attr]
    again = read_xlsform(write_xlsform(found.definition), name="ra.xlsx").definition
    assert again is not None
    assert again.sections == found.definition.sections
