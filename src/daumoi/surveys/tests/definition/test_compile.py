from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from daumoi.surveys.definition import (
    Choice,
    Definition,
    Grid,
    GridRow,
    Question,
    Roster,
    Section,
    Text,
    decode,
    digest,
    encode,
    from_data,
    variables,
)
from daumoi.surveys.definition.compile import DefinitionError, compiled
from daumoi.surveys.definition.evaluate import AnswerSet, evaluate
from daumoi.surveys.definition.faults import checks_of
from daumoi.surveys.tests.definition.samples import (
    FORMS,
    check,
    column,
    definition,
    question,
    staff_grid,
    systems_roster,
)

PACK = Path(__file__).parents[5] / "packs" / "vietnam"
FORM = question("form", "choice", choices="forms")


def faults(form: Definition) -> list[str]:
    with pytest.raises(DefinitionError) as caught:
        compiled(form)
    return [str(problem) for problem in caught.value.problems]


def test_every_fault_names_its_place_and_all_are_found_at_once() -> None:
    found = faults(
        definition(
            question("a", relevant="b > 1"),
            question("c", calculation="form == 'cuc'"),
            FORM,
            staff_grid(),
            question("d", checks=(check("x", "d + 1"),)),
            question("e", "choice", choices="forms", checks=(check("y", "e == 'tong_cuc'"),)),
        )
    )
    assert len(found) == 4
    assert found[0].startswith("Câu A, điều kiện hiện: Không có biến «b»")
    assert found[1].startswith("Câu C, phép tính: Cần số")
    assert "kiểm tra “x”: Cần đúng/sai" in found[2]
    assert "Mã «tong_cuc» không có trong danh sách lựa chọn" in found[3]
    assert all("Cách sửa" in problem for problem in found)


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (question("A1"), "Mã “A1” không dùng được"),
        (question("row"), "từ dành riêng"),
        (question("null"), "từ dành riêng"),
        (question("x", "choice", choices="la"), "Không có danh sách lựa chọn “la”"),
        (question("x", choices="forms"), "Chỉ câu lựa chọn"),
        (question("x", decimals=11), "thập phân 11"),
        (question("x", max_length=0), "Độ dài tối đa 0"),
        (question("x", label=Text(vi=" ")), "Chưa có câu hỏi bằng chữ"),
        (question("x", calculation="1", prefill="registry.form"), "điền sẵn"),
        (question("x", checks=(check("k", "1 > 0"),)), "không xét câu trả lời nào"),
        (question("x", checks=(check("k", ""),)), "không xét câu trả lời nào"),
        (question("x", checks=(check("a b", "x > 0"),)), "Mã “a b” không dùng được"),
        (question("x", checks=(check("k", "x > 0"), check("k", "x > 1"))), "kiểm tra “k” dùng 2 lần"),
        (Grid(code="g", label=Text("G"), rows=(), columns=(column("c"),)), "Bảng chưa có dòng"),
        (Grid(code="g", label=Text("G"), rows=(GridRow("r", Text("R")),), columns=()), "Bảng chưa có cột"),
        (
            Roster(code="g", label=Text("G"), columns=(column("2016"),)),
            "“2016” không dùng được trong biểu thức",
        ),
        (Roster(code="g", label=Text("G"), columns=(column("c"),), max_rows=0), "Số dòng tối đa 0"),
    ],
)
def test_each_structural_fault_is_refused(item: Any, words: str) -> None:
    assert any(words in problem for problem in faults(definition(item)))


def test_names_that_meet_across_tables_are_refused() -> None:
    grid = Grid(code="a", label=Text("A"), rows=(GridRow("b", Text("B")),), columns=(column("c"),))
    assert any("Tên “a_b_c” trùng" in problem for problem in faults(definition(question("a_b_c"), grid)))
    assert any(
        "câu hoặc bảng “a” dùng 2 lần" in problem for problem in faults(definition(question("a"), grid))
    )


def test_code_lists_and_sections_are_checked_too() -> None:
    form = Definition(
        code="x",
        version="1",
        title=Text("X"),
        sections=(
            Section(code="a", title=Text(""), items=(question("q"),)),
            Section(code="a", title=Text("B"), items=()),
        ),
        codelists={"ds": (FORMS[0], FORMS[0], Choice("có cách", Text("")))},
        language_version=2,
    )
    text = "\n".join(faults(form))
    for words in (
        "phiên bản ngôn ngữ 2",
        "phần “a” dùng 2 lần",
        "chưa có tên",
        "“cuc” dùng 2 lần",
        "dấu cách",
        "nhãn",
    ):
        assert words in text


def test_a_cycle_is_told_with_its_whole_path() -> None:
    found = faults(
        definition(
            question("a", relevant="c > 0"),
            question("b", calculation="a + 1"),
            question("c", calculation="b + 1"),
        )
    )
    assert found == [
        "Câu A: Các câu phụ thuộc vòng tròn: Câu A → Câu C → Câu B → Câu A (a → c → b → a). "
        "Bỏ ít nhất một tham chiếu trong điều kiện hiện hoặc phép tính trên đường vòng này."
    ]


def test_a_section_cannot_depend_on_its_own_questions() -> None:
    assert "vòng tròn" in faults(definition(FORM, relevant="form == 'cuc'"))[0]


def test_columns_outside_their_table_must_be_gathered() -> None:
    found = faults(definition(systems_roster(), question("x", calculation="e1.nam_1 + 1")))
    assert "sum" in found[0]


def test_unreachable_questions_are_warned_of_once_per_place_and_through_others() -> None:
    form = compiled(
        definition(
            FORM,
            question("a", relevant="form == 'cuc' && form == 'vu'"),
            question("b", relevant="a > 0"),
            question("c", relevant="form in ['cuc', 'vu']"),
            question("d", "boolean", relevant="c > 3"),
            question("e", relevant="d && !d"),
        )
    )
    assert [warning.place for warning in form.warnings] == ["Câu A", "Câu B", "Câu E"]


def test_a_definition_survives_json_yaml_and_the_database_with_one_digest() -> None:
    form = definition(
        FORM, staff_grid(), systems_roster(max_rows=200), question("t", "text", max_length=2000)
    )
    again = decode(encode(form))
    assert again == form
    assert digest(again) == digest(form)
    assert from_data(msgspec.json.decode(encode(form))) == form
    written_out = msgspec.json.encode(form)
    assert digest(decode(written_out)) == digest(form)


def test_cells_of_a_grid_are_elements_of_their_own() -> None:
    grid = Grid(
        code="g",
        label=Text("G"),
        rows=(GridRow("x", Text("X")), GridRow("y", Text("Y"))),
        columns=(column("a", element="nl.{row}.giao"), column("b", element="nl.co_mat"), column("c")),
    )
    elements = [variable.field.element for variable in variables(definition(grid))]
    assert elements == ["nl.x.giao", "nl.co_mat.x", "", "nl.y.giao", "nl.co_mat.y", ""]


def test_sentences_name_rows_columns_and_choices() -> None:
    form = compiled(
        definition(FORM, staff_grid(), question("z", checks=(check("z1", "form == 'cuc' ? z > 0 : true"),)))
    )
    assert form.sentence("z1") == "Nếu Câu form là «Cục» thì Câu z phải lớn hơn 0"
    assert form.sentence("b1_vuot.cong_chuc") == "Có mặt phải nhỏ hơn hoặc bằng Được giao"


@pytest.fixture(scope="module")
def survey_2016() -> Definition:
    file = PACK / "questionnaires" / "hien-trang-va-yeu-cau-2016.yaml"
    return msgspec.yaml.decode(file.read_bytes(), type=Definition)


def test_the_survey_of_2016_compiles_without_a_warning(survey_2016: Definition) -> None:
    form = compiled(survey_2016)
    assert form.warnings == ()
    assert [section.code for section in form.sections] == list("abcdefgh")
    kinds = [one.kind for _, one in checks_of(survey_2016)]
    assert kinds.count("hard") >= 25
    assert kinds.count("soft") >= 20
    assert evaluate(form, AnswerSet({})).violations == []


def test_its_duties_are_those_of_the_catalogue(survey_2016: Definition) -> None:
    rows = yaml.safe_load((PACK / "duties.yaml").read_text(encoding="utf-8"))
    catalogue = {row["code"]: row["name"]["vi"] for row in rows if row["set"] == "nhom_2017"}
    grid = next(item for section in survey_2016.sections for item in section.items if item.code == "c1")
    assert isinstance(grid, Grid)
    assert {row.reference: row.label.vi for row in grid.rows} == catalogue
    assert all(row.code == row.reference.replace("-", "_") for row in grid.rows)


def test_everything_in_it_has_words_in_both_languages(survey_2016: Definition) -> None:
    missing: list[str] = []

    def look(value: object, place: str) -> None:
        if isinstance(value, Text):
            if not value.vi or not value.en:
                missing.append(f"{place}: {value.vi}")
        elif isinstance(value, msgspec.Struct):
            for name in value.__struct_fields__:
                look(getattr(value, name), f"{place}.{name}")
        elif isinstance(value, (tuple, dict)):
            for number, one in enumerate(value.values() if isinstance(value, dict) else value):
                look(one, f"{place}[{number}]")

    look(survey_2016, "")
    assert missing == []


def test_each_element_of_it_is_asked_once(survey_2016: Definition) -> None:
    elements = [variable.field.element for variable in variables(survey_2016) if variable.field.element]
    assert len(elements) == len(set(elements))
    assert isinstance(next(iter(survey_2016.sections[0].items)), Question)
