from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daumoi.surveys.definition import Variable, variables
from daumoi.surveys.definition.values import (
    ParseProblem,
    from_json,
    parse_absence,
    parse_input,
    show,
    to_json,
    value_problem,
)
from daumoi.surveys.tests.definition.samples import definition, question

FORM = definition(
    question("so", "integer", unit="người"),
    question("le", "decimal", decimals=2),
    question("tu_do", "decimal"),
    question("tien", "money", unit="triệu đồng", decimals=1),
    question("ty_le", "percent", decimals=1),
    question("chu", "text", max_length=10),
    question("dai", "long_text"),
    question("ngay", "date"),
    question("co", "boolean"),
    question("mot", "choice", choices="forms"),
    question("nhieu", "choices", choices="provinces"),
)
BY_NAME: dict[str, Variable] = {variable.name: variable for variable in variables(FORM)}


def typed(name: str, text: str) -> object:
    return parse_input(BY_NAME[name], text, FORM)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("so", "1.234", 1234),
        ("so", " 12 người ", 12),
        ("so", "-3", -3),
        ("le", "1.234,5", "1234.5"),
        ("le", "1234.50", "1234.5"),
        ("le", "7,00", 7),
        ("tien", "1.234.567,8 triệu đồng", "1234567.8"),
        ("tien", "12 000", 12000),
        ("ty_le", "45,5 %", "45.5"),
        ("ty_le", "100%", 100),
        ("chu", " Cục\nCNTT ", "Cục CNTT"),
        ("dai", "a\r\nb", "a\nb"),
        ("ngay", "4/7/2016", "2016-07-04"),
        ("ngay", "2016-07-04", "2016-07-04"),
        ("ngay", "04.07.2016", "2016-07-04"),
        ("ngay", "ngày 4 tháng 7 năm 2016", "2016-07-04"),
        ("ngay", "2016-07-04 00:00:00", "2016-07-04"),
        ("co", "Có", True),
        ("co", "KHÔNG", False),
        ("co", "x", True),
        ("mot", "Cục", "cuc"),
        ("mot", "department", "cuc"),
        ("mot", "trung tâm", "trung_tam"),
        ("mot", "vu", "vu"),
        ("nhieu", "Hải Phòng; Hà Nội", ["hn", "hp"]),
        ("nhieu", "hcm hn", ["hn", "hcm"]),
        ("nhieu", "Hà Nội, Hải Phòng", ["hn", "hp"]),
        ("so", "   ", None),
    ],
)
def test_typed_text_becomes_the_value_to_store(name: str, text: str, value: object) -> None:
    assert typed(name, text) == value
    assert type(typed(name, text)) is type(value)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("so", "mười", "không phải là số"),
        ("so", "1,5", "số nguyên"),
        ("tu_do", "1.234", "đọc được hai cách"),
        ("ty_le", "1000000000", "0 đến 100"),
        ("ty_le", "-1", "0 đến 100"),
        ("so", "1234567890123456789", "18 chữ số"),
        ("chu", "một hai ba bốn", "tối đa 10"),
        ("chu", "a\x00b", "ký tự điều khiển"),
        ("ngay", "30/2/2016", "Không có ngày"),
        ("ngay", "4/7/16", "không phải là ngày"),
        ("co", "có thể", "có hay không"),
        ("mot", "Tổng cục", "Chọn một trong"),
        ("nhieu", "Hà Nội; Huế", "“Huế”"),
    ],
)
def test_what_is_not_a_value_is_refused_with_a_remedy(name: str, text: str, words: str) -> None:
    problem = typed(name, text)
    assert isinstance(problem, ParseProblem)
    assert words in str(problem)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("so", "abc", "Cần một số"),
        ("so", True, "Cần một số"),
        ("so", "1.5", "số nguyên"),
        ("so", [1], "Cần một số"),
        ("le", "NaN", "xác định"),
        ("le", 10**18, "18 chữ số"),
        ("tu_do", "0.12345678901", "10 chữ số thập phân"),
        ("tu_do", "1e999999", "18 chữ số"),
        ("ty_le", 101, "0 đến 100"),
        ("chu", 5, "Cần văn bản"),
        ("chu", "x" * 11, "tối đa 10"),
        ("chu", "\ud800", "ký tự điều khiển"),
        ("ngay", "04/07/2016", "năm-tháng-ngày"),
        ("ngay", "2016-02-30", "trong lịch"),
        ("co", "true", "Có"),
        ("mot", "tong_cuc", "“tong_cuc”"),
        ("mot", ["cuc"], "Cần một lựa chọn"),
        ("nhieu", "hn", "danh sách"),
        ("nhieu", ["hn", "hue"], "“hue”"),
    ],
)
def test_a_json_value_that_does_not_fit_is_told_why(name: str, value: object, words: str) -> None:
    assert words in str(value_problem(BY_NAME[name], value, FORM))


@pytest.mark.parametrize(
    ("name", "value", "vietnamese", "english"),
    [
        ("so", 1234, "1.234", "1,234"),
        ("le", "1234.5", "1.234,5", "1,234.5"),
        ("ty_le", 66.66666, "66,7", "66.7"),
        ("ngay", "2016-07-04", "04/07/2016", "04/07/2016"),
        ("co", False, "Không", "No"),
        ("mot", "cuc", "Cục", "Department"),
        ("mot", "la", "la", "la"),
        ("nhieu", ["hcm", "hn"], "Hà Nội; Thành phố Hồ Chí Minh", "Hà Nội; Thành phố Hồ Chí Minh"),
        ("chu", "Tên", "Tên", "Tên"),
        ("chu", None, "", ""),
        ("so", "không phải số", "không phải số", "không phải số"),
    ],
)
def test_values_are_shown_as_people_read_them(
    name: str, value: object, vietnamese: str, english: str
) -> None:
    assert show(BY_NAME[name], value, FORM) == vietnamese
    assert show(BY_NAME[name], value, FORM, "en") == english


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Không phát sinh", "not_arisen"),
        ("chưa có số liệu.", "no_data"),
        ("Không có số liệu", "no_data"),
        ("không thuộc phạm vi", "not_applicable"),
        ("no data yet", "no_data"),
        ("0", None),
        ("", None),
    ],
)
def test_the_words_of_absence_are_understood(text: str, status: str | None) -> None:
    assert parse_absence(text) == status


@settings(deadline=None)  # a busy machine is not a wrong value
@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2, allow_nan=False, allow_infinity=False))
def test_a_number_survives_showing_typing_and_storing(number: Decimal) -> None:
    stored = to_json(number)
    assert from_json(BY_NAME["le"].field, stored) == number
    assert typed("le", show(BY_NAME["le"], stored, FORM)) == stored


@settings(deadline=None)  # a busy machine is not a wrong value
@given(st.dates())
def test_a_day_survives_showing_and_typing(day: object) -> None:
    stored = to_json(day)
    assert typed("ngay", str(stored)) == stored


@settings(deadline=None)  # a busy machine is not a wrong value
@given(st.text())
def test_no_typed_text_breaks_the_reading(text: str) -> None:
    for name in BY_NAME:
        value = typed(name, text)
        assert (
            value is None
            or isinstance(value, ParseProblem)
            or value_problem(BY_NAME[name], value, FORM) is None
        )


def test_numbers_that_are_names_are_not_grouped() -> None:
    form = definition(question("nam", "integer", grouping=False), question("so", "integer"))
    year, count = variables(form)
    assert (show(year, 2008, form), show(year, 2008, form, "en")) == ("2008", "2008")
    assert (show(count, 2008, form), show(count, 2008, form, "en")) == ("2.008", "2,008")
    assert parse_input(year, "2008", form) == parse_input(year, "2.008", form) == 2008
