import copy
import json
from typing import Any

import pytest

from daumoi_calc.expressions import (
    DATE,
    LANGUAGE_VERSION,
    NUMBER,
    TEXT,
    Environment,
    ErrorCode,
    ExpressionError,
    choice,
    compile_expression,
    compile_json,
)

ENVIRONMENT = Environment({"giao": NUMBER, "ten": TEXT, "ngay": DATE, "ma": choice("cuc", "vu")})


def form_of(source: str) -> dict[str, Any]:
    """The JSON form of ``source``, as it comes back from a store."""
    form: dict[str, Any] = json.loads(
        json.dumps(compile_expression(source, environment=ENVIRONMENT).to_json())
    )
    return form


def test_the_form_names_version_type_variables_and_body() -> None:
    assert form_of("ma == 'cuc' ? giao >= 12.5 : ngay > date('2016-07-04')") == {
        "language": LANGUAGE_VERSION,
        "type": "boolean",
        "variables": {"giao": "number", "ma": "choice", "ngay": "date"},
        "body": {
            "if": [
                {"chain": ["=="], "of": [{"variable": "ma"}, {"code": "cuc"}]},
                {"chain": [">="], "of": [{"variable": "giao"}, {"number": "12.5"}]},
                {"chain": [">"], "of": [{"variable": "ngay"}, {"date": "2016-07-04"}]},
            ]
        },
    }


def test_another_version_is_refused() -> None:
    with pytest.raises(ExpressionError, match="phiên bản ngôn ngữ 2") as caught:
        compile_json(form_of("giao > 1") | {"language": 2}, environment=ENVIRONMENT)
    assert caught.value.code is ErrorCode.VERSION


def test_a_variable_that_changed_its_type_since_is_refused() -> None:
    form = form_of("is_missing(giao)")
    with pytest.raises(ExpressionError, match="«giao» đã đổi kiểu từ number sang text"):
        compile_json(form, environment=Environment({"giao": TEXT}))


def test_a_variable_that_is_gone_is_refused_by_name() -> None:
    with pytest.raises(ExpressionError, match="Không có biến «giao»"):
        compile_json(form_of("giao > 1"), environment=Environment({"ten": TEXT}))


def test_a_code_that_has_left_the_list_is_refused() -> None:
    with pytest.raises(ExpressionError, match="Mã «cuc» không có"):
        compile_json(form_of("ma == 'cuc'"), environment=Environment({"ma": choice("vu")}))


@pytest.mark.parametrize(
    "body",
    [
        None,
        5,
        {},
        {"unknown": 1},
        {"number": "1e5"},
        {"number": "--1"},
        {"number": ""},
        {"text": 5},
        {"text": "\ud800"},
        {"text": "a\0"},
        {"boolean": 1},
        {"date": "2016-02-30"},
        {"unary": "~", "of": {"variable": "giao"}},
        {"unary": "-"},
        {"chain": [], "of": [{"variable": "giao"}]},
        {"chain": ["+"], "of": [{"variable": "giao"}]},
        {"chain": ["+", "*"], "of": [{"variable": "giao"}] * 3},
        {"chain": ["<", "<"], "of": [{"variable": "giao"}] * 3},
        {"chain": [["+"]], "of": [{"variable": "giao"}] * 2},
        {"chain": "+", "of": [{"variable": "giao"}] * 2},
        {"if": [{"variable": "giao"}]},
        {"list": [{"number": "1"}]},
        {"call": "sum", "of": {"variable": "giao"}},
        {"call": "exec", "of": [{"text": "x"}]},
        {"variable": "__class__"},
    ],
)
def test_anything_that_is_not_the_json_of_a_program_is_refused(body: Any) -> None:
    with pytest.raises(ExpressionError):
        compile_json({"language": LANGUAGE_VERSION, "body": body}, environment=ENVIRONMENT)


def test_a_tree_too_deep_or_too_large_is_refused() -> None:
    deep: dict[str, Any] = {"variable": "giao"}
    for _ in range(70):
        deep = {"unary": "-", "of": deep}
    wide = {"chain": ["+"] * 4000, "of": [{"variable": "giao"} for _ in range(4001)]}
    for body in (deep, wide):
        with pytest.raises(ExpressionError) as caught:
            compile_json({"language": LANGUAGE_VERSION, "body": body}, environment=ENVIRONMENT)
        assert caught.value.code is ErrorCode.LIMIT


def test_reading_does_not_change_the_form() -> None:
    form = form_of("giao + 1 > 2 && ten != ''")
    before = copy.deepcopy(form)
    compile_json(form, environment=ENVIRONMENT)
    assert form == before
