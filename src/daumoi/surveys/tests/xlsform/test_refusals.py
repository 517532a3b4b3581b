import io
import zipfile

import pytest

from daumoi.surveys.tests.xlsform.forms import YES_NO, ask, refused, survey, workbook
from daumoi.surveys.xlsform import ACCEPTED_FUNCTIONS, read_xlsform
from daumoi.surveys.xlsform import guard as guards


def only(problems: list[str]) -> str:
    assert len(problems) == 1, problems
    return problems[0]


@pytest.mark.parametrize(
    ("rows", "place", "words"),
    [
        ([ask("integer", "a", constraint="today() > 3")], "Tờ survey, dòng 2, cột constraint", "today()"),
        (
            [ask("text", "a", relevant="${khong_co} = 1")],
            "dòng 2, cột relevant",
            "Không có câu hỏi “khong_co”",
        ),
        (
            [ask("integer", "tuoi"), ask("text", "a", relevant="${tuio} = 1")],
            "dòng 3, cột relevant",
            "${tuoi}",
        ),
        ([ask("text", "a", relevant="${a} = ")], "dòng 2, cột relevant", "dừng giữa chừng"),
        ([ask("text", "a", relevant="/data/a = 1")], "cột relevant", "đường dẫn XPath"),
        ([ask("text", "a", relevant="../a = 1")], "cột relevant", "đường dẫn XPath"),
        ([ask("integer", "a", constraint=". mod 2 = 0")], "cột constraint", "mod"),
        ([ask("text", "a", constraint=". > 5")], "cột constraint", "Cần"),
        ([ask("text", "a", constraint="regex(., '(a)\\1')")], "cột constraint", "mẫu"),
        ([ask("integer", "a", constraint="regex(., '[0-9]')")], "cột constraint", "text"),
        ([ask("integer", "a"), ask("text", "b", relevant="${a} = 'x'")], "dòng 3, cột relevant", "Cần"),
        (
            [ask("select_one hinh_thuc", "a"), ask("text", "b", relevant="${a} = 'cucc'")],
            "cột relevant",
            "«cuc»",
        ),
        (
            [ask("select_multiple hinh_thuc", "a"), ask("text", "b", relevant="${a} = 'cuc'")],
            "cột relevant",
            "selected",
        ),
        ([ask("select_one la", "a")], "dòng 2, cột type", "không có danh sách “la”"),
        ([ask("select_one hinh_thuc or_other", "a")], "dòng 2, cột type", "or_other"),
        ([ask("geopoint", "a")], "dòng 2, cột type", "geopoint"),
        ([ask("image", "a")], "dòng 2, cột type", "công văn"),
        ([ask("select_one_from_file x.csv", "a")], "dòng 2, cột type", "choices"),
        ([ask("text", "a"), ask("text", "a")], "dòng 3, cột name", "dòng 2"),
        ([ask("text", "Ten"), ask("text", "ten")], "dòng 3, cột name", "trùng mã"),
        ([ask("text", "tên")], "dòng 2, cột name", "không dùng được"),
        ([ask("text", "")], "dòng 2, cột name", "Thiếu tên"),
        ([{"type": "begin_group", "name": "g"}, ask("text", "a")], "dòng 2, cột type", "chưa có end_group"),
        ([ask("text", "a"), {"type": "end_group"}], "dòng 3, cột type", "không khớp"),
        (
            [ask("calculate", "a", calculation="concat(${b}, 'x')"), ask("text", "b")],
            "dòng 2, cột calculation",
            "concat()",
        ),
        (
            [ask("calculate", "a", calculation="selected-at(${b}, 0)"), ask("text", "b")],
            "cột calculation",
            "selected-at()",
        ),
        (
            [ask("calculate", "a", calculation="1 + if(${b} > 1, 2, '')"), ask("integer", "b")],
            "calculation",
            "relevant",
        ),
        ([ask("text", "a", choice_filter="x = 1", required="maybe")], "dòng 2, cột required", "maybe"),
    ],
)
def test_each_refusal_names_its_cell_and_a_way_out(
    rows: list[dict[str, str]], place: str, words: str
) -> None:
    problem = only(refused(*rows))
    assert place in problem
    assert words in problem
    assert problem.endswith((".", "?"))


def test_cycles_are_named_with_their_path_and_rows() -> None:
    problems = refused(
        ask("calculate", "x", calculation="${y} + 1"),
        ask("calculate", "y", calculation="${z} + 1"),
        ask("calculate", "z", calculation="${x} + 1"),
    )
    assert "x (dòng 2) → y (dòng 3) → z (dòng 4) → x (dòng 2)" in only(problems)
    shown = refused(ask("integer", "p", relevant="${q} > 1"), ask("integer", "q", relevant="${p} > 1"))
    assert "phụ thuộc vòng tròn" in only(shown)
    assert "dòng 2, cột relevant" in only(shown)


def test_all_faults_are_shown_in_one_pass() -> None:
    problems = refused(
        ask("integer", "a", constraint="now() > 1"),
        ask("text", "b", relevant="${zz} = 1"),
        ask("barcode", "c"),
    )
    assert [problem.split(":")[0] for problem in problems] == [
        "Tờ survey, dòng 2, cột constraint",
        "Tờ survey, dòng 3, cột relevant",
        "Tờ survey, dòng 4, cột type",
    ]


def test_a_repeat_within_a_repeat_is_refused() -> None:
    problems = refused(
        {"type": "begin_repeat", "name": "p"},
        ask("text", "a"),
        {"type": "begin_repeat", "name": "q"},
        ask("text", "b"),
        {"type": "end_repeat"},
        {"type": "end_repeat"},
    )
    assert "Bảng lặp nằm trong bảng lặp" in problems[0]
    assert "dòng 4" in problems[0]


def test_a_column_of_a_repeat_is_used_outside_only_through_a_total() -> None:
    problem = only(
        refused(
            {"type": "begin_repeat", "name": "p"},
            ask("integer", "a"),
            {"type": "end_repeat"},
            ask("calculate", "b", calculation="${a} + 1"),
        )
    )
    assert "dòng 5, cột calculation" in problem
    assert "sum" in problem


def test_choices_are_checked_in_their_own_sheet() -> None:
    choices = (*YES_NO, ("hinh_thuc", "cuc", "Lặp"), ("hinh_thuc", "co cach", "Cách"), (None, "x", "Mồ côi"))
    problems = refused(ask("select_one hinh_thuc", "a"), choices=choices)
    assert [problem.split(":")[0] for problem in problems] == [
        "Tờ choices, dòng 7, cột name",
        "Tờ choices, dòng 8, cột name",
        "Tờ choices, dòng 9, cột list_name",
    ]


def test_a_choice_filter_knows_the_columns_of_its_list() -> None:
    problem = only(
        refused(ask("integer", "m"), ask("select_one hinh_thuc", "a", choice_filter="vung = ${m}"))
    )
    assert "không có cột “vung”" in problem
    assert "cột choice_filter" in problem


def test_formula_cells_are_named_by_their_address() -> None:
    content = workbook([["type", "name", "label"], ["text", "a", "=A2&B2"]])
    problems = read_xlsform(content, name="x.xlsx").problems
    assert only([str(problem) for problem in problems]).startswith(
        "Tờ survey, dòng 2, cột label: Ô C2 là công thức."
    )


def file_problem(content: bytes) -> str:
    found = read_xlsform(content, name="thu.xlsx")
    assert found.definition is None
    return only([str(problem) for problem in found.problems])


def packed(parts: dict[str, bytes], level: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", level) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def form() -> bytes:
    return workbook(survey(ask("text", "a")), YES_NO)


@pytest.mark.parametrize(
    "content",
    [b"", b"type,name\ntext,a\n", b"\xff\xfe\x00 kh\xc3\xb4ng", b"PK\x03\x04 hong", packed({"a.txt": b"x"})],
)
def test_what_is_not_a_workbook_is_refused(content: bytes) -> None:
    assert "bảng tính .xlsx" in file_problem(content)


def test_an_old_or_locked_workbook_is_refused() -> None:
    assert ".xls" in file_problem(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def test_sixty_megabytes_are_refused_before_anything_is_opened() -> None:
    assert "nặng 60 MB, tối đa 20 MB" in file_problem(b"PK" + bytes(60 * 1024 * 1024))


def test_macros_are_refused(form: bytes) -> None:
    assert "macro" in file_problem(packed({**unpacked(form), "xl/vbaProject.bin": b"x"}))
    parts = unpacked(form)
    kinds = parts["[Content_Types].xml"].replace(
        b"spreadsheetml.sheet.main+xml", b"sheet.macroEnabled.main+xml"
    )
    assert "macro" in file_problem(packed({**parts, "[Content_Types].xml": kinds}))


def test_a_zip_bomb_is_refused_without_being_swallowed(form: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = packed({**unpacked(form), "xl/media/x.bin": bytes(30 * 1024 * 1024)})
    assert len(bomb) < 100_000
    assert "lớn bất thường" in file_problem(bomb)
    monkeypatch.setattr(guards, "MAX_UNPACKED", 10)
    assert "lớn bất thường" in file_problem(form)


def test_a_broken_or_wrongly_encoded_sheet_is_refused(form: bytes) -> None:
    parts = unpacked(form)
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert "mã ký tự" in file_problem(
        packed({**parts, "xl/worksheets/sheet1.xml": sheet[:200] + b"\xff\xfe<<"})
    )
    entity = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    body = entity + sheet[sheet.index(b"<worksheet") :]
    assert "bảng tính" in file_problem(packed({**parts, "xl/worksheets/sheet1.xml": body}))


def test_a_workbook_without_a_survey_sheet_is_refused() -> None:
    assert "không có tờ survey" in file_problem(workbook([], YES_NO))


def test_a_form_without_questions_is_refused() -> None:
    assert "Không có câu hỏi nào" in file_problem(workbook([["type", "name", "label"]]))


def test_more_rows_than_a_form_can_have_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("daumoi.surveys.xlsform.sheets.MAX_ROWS", 5)
    assert "hơn 5 dòng" in file_problem(workbook(survey(*(ask("text", f"a{n}") for n in range(9)))))


def test_the_published_list_of_functions_is_the_one_in_the_documentation() -> None:
    from pathlib import Path

    page = (Path(__file__).parents[5] / "docs" / "use" / "xlsform.md").read_text(encoding="utf-8")
    table = page.split("## Hàm nhận được")[1].split("##")[0]
    listed = {line.split("`")[1].split("(")[0] for line in table.splitlines() if line.startswith("| `")}
    assert listed == set(ACCEPTED_FUNCTIONS)
