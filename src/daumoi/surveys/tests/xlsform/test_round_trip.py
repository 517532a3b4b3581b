import io
import zipfile
from pathlib import Path

import msgspec
import pytest
from openpyxl import load_workbook
from pyxform.xls2xform import convert

from daumoi.surveys.definition import Choice, Definition, Question, Section, Text
from daumoi.surveys.tests.definition.samples import check, definition, question, staff_grid, systems_roster
from daumoi.surveys.xlsform import read_xlsform, write_xlsform
from daumoi.surveys.xlsform.plainform import without_grids

PACK = Path(__file__).parents[5] / "packs" / "vietnam" / "questionnaires"
FORM = question("form", "choice", choices="forms")


@pytest.fixture(scope="module")
def survey_2016() -> Definition:
    return msgspec.yaml.decode((PACK / "hien-trang-va-yeu-cau-2016.yaml").read_bytes(), type=Definition)


def returned(form: Definition, content: bytes = b"") -> Definition:
    """What comes back when the form goes out as a workbook and is read again."""
    found = read_xlsform(content or write_xlsform(form), name="tro-lai.xlsx")
    assert found.problems == (), "\n".join(str(problem) for problem in found.problems)
    assert found.definition is not None
    return msgspec.structs.replace(found.definition, imported_from=form.imported_from)


def cells(content: bytes, sheet: str) -> list[dict[str, object]]:
    """The rows of a sheet by heading."""
    rows = list(load_workbook(io.BytesIO(content))[sheet].iter_rows(values_only=True))
    return [dict(zip(map(str, rows[0]), row, strict=True)) for row in rows[1:]]


def row_of(content: bytes, name: str) -> dict[str, object]:
    return next(row for row in cells(content, "survey") if row["name"] == name)


def edited(content: bytes, name: str, heading: str, text: str) -> bytes:
    """The workbook after somebody changed one cell of the survey sheet in Excel."""
    book = load_workbook(io.BytesIO(content))
    sheet = book["survey"]
    headings = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        if row[headings.index("name")].value == name:
            row[headings.index(heading)].value = text
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_the_survey_of_2016_goes_out_and_comes_back_with_grids_as_questions(survey_2016: Definition) -> None:
    assert returned(survey_2016) == without_grids(survey_2016)


def test_the_exported_workbook_is_a_form_to_pyxform(survey_2016: Definition) -> None:
    warnings: list[str] = []
    form = convert(write_xlsform(survey_2016), warnings=warnings)
    assert warnings == []
    assert "relevant=\"( /data/a/a2  = 'co')\"" in form.xform
    assert "Biên chế công chức – Được giao" in form.xform
    assert "Assigned" in form.xform


def test_the_same_questionnaire_gives_the_same_bytes(survey_2016: Definition) -> None:
    first = write_xlsform(survey_2016)
    assert write_xlsform(msgspec.json.decode(msgspec.json.encode(survey_2016), type=Definition)) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_rules_are_written_as_odk_writes_them() -> None:
    content = write_xlsform(
        definition(
            FORM,
            question(
                "a", checks=(check("a1", "a >= 0"), check("a2", "a <= 9"), check("a3", "a < 5", "soft"))
            ),
            question("b", "boolean", relevant="form in ['cuc', 'vu'] && !is_missing(a)"),
            question("c", "text", relevant="b", checks=(check("c1", "matches(c, 'email')"),)),
            question("d", "decimal", calculation="b ? a / 2 : -1"),
            question("e", "boolean", calculation="a > 1 || form == 'vu'"),
            question("f", "date"),
            question("g", calculation="days_between(f, date('2016-06-30'))"),
            systems_roster(),
            question("h", "money", calculation="sum(coalesce(e1.tong, 0)) + mean(e1.nam_1)"),
        )
    )
    assert row_of(content, "a")["constraint"] == "(. >= 0) and (. <= 9)"
    assert row_of(content, "a")["constraint_message::Tiếng Việt (vi)"] == "Sai a1 Sai a2"
    assert row_of(content, "b")["relevant"] == "(${form} = 'cuc' or ${form} = 'vu') and not(${a} = '')"
    assert row_of(content, "b")["type"] == "select_one daumoi_co_khong"
    assert row_of(content, "c")["relevant"] == "(${b} = 'co')"
    assert str(row_of(content, "c")["constraint"]).startswith("regex(., '[A-Za-z0-9")
    assert row_of(content, "d")["calculation"] == "if((${b} = 'co'), ${a} div 2, -1)"
    assert row_of(content, "e")["calculation"] == "if(${a} > 1 or ${form} = 'vu', 'co', 'khong')"
    assert row_of(content, "g")["calculation"] == "(date('2016-06-30') - ${f})"
    assert row_of(content, "e1_tong")["calculation"] == "${e1_nam_1} + coalesce(${e1_nam_2}, 0)"
    assert row_of(content, "h")["calculation"] == (
        "sum(${e1_tong}) + (sum(${e1_nam_1}) div count-non-empty(${e1_nam_1}))"
    )
    assert convert(content).warnings == []


def test_soft_checks_and_checks_of_tables_come_back_too() -> None:
    form = definition(
        FORM,
        question("q", checks=(check("q1", "q >= 0"), check("q2", "q < 5", "soft"))),
        systems_roster(max_rows=30),
    )
    assert returned(form) == without_grids(form)


def test_a_constraint_changed_in_excel_replaces_the_checks_of_its_question() -> None:
    form = definition(question("a", checks=(check("a1", "a >= 0"), check("a2", "a < 5", "soft"))))
    changed = edited(write_xlsform(form), "a", "constraint", ". >= 1")
    item = returned(form, changed).sections[0].items[0]
    assert isinstance(item, Question)
    assert [(one.code, one.expression) for one in item.checks] == [("a_rb", "a >= 1")]


def test_other_languages_and_attributes_come_back() -> None:
    label = Text("Tên", "Name", {"fr": "Nom"})
    form = Definition(
        code="x",
        version="2",
        title=Text("Phiếu", "Form", {"fr": "Fiche"}),
        note="Ghi chú",
        sections=(
            Section(
                code="s", title=label, hint=Text("Lời nhắc", "Hint"), items=(question("a", label=label),)
            ),
        ),
        codelists={"ds": (Choice("1", Text("Một"), {"mien": "bac", "loai": "x"}), Choice("2", label))},
    )
    assert returned(form) == form


def test_grids_become_questions_with_their_rows_in_the_captions_and_their_rules_in_the_cells() -> None:
    form = without_grids(definition(FORM, staff_grid()))
    names = [item.code for item in form.sections[0].items]
    assert names[1:4] == ["b1_cong_chuc_giao", "b1_cong_chuc_co_mat", "b1_cong_chuc_ty_le"]
    present, share, other = (form.sections[0].items[place] for place in (2, 3, 4))
    assert isinstance(present, Question)
    assert isinstance(share, Question)
    assert [one.expression for one in present.checks] == [
        "b1_cong_chuc_co_mat <= b1_cong_chuc_giao",
        "b1_cong_chuc_co_mat > 0",
    ]
    assert share.calculation == "b1_cong_chuc_co_mat * 100 / b1_cong_chuc_giao"
    assert other.label.vi == "Viên chức – Được giao"
    assert other.relevant == "form == 'trung_tam'"
