import pickle

import pytest

from daumoi_calc.expressions import ErrorCode, ExpressionError
from daumoi_calc.expressions.language import MAX_DEPTH, MAX_SOURCE
from daumoi_calc.expressions.parser import parse
from daumoi_calc.expressions.unparse import unparse


@pytest.mark.parametrize(
    ("source", "same_as"),
    [
        ("a + b * c", "a + (b * c)"),
        ("a - b - c", "(a - b) - c"),
        ("a / b * c", "(a / b) * c"),
        ("a || b && c", "a || (b && c)"),
        ("a && b || c && d", "(a && b) || (c && d)"),
        ("a + b < c * d", "(a + b) < (c * d)"),
        ("!a == b", "(!a) == b"),
        ("-a * b", "(-a) * b"),
        ("a ? b : c ? d : e", "a ? b : (c ? d : e)"),
        ("a || b ? c : d", "(a || b) ? c : d"),
        ("if(a, b, c)", "a ? b : c"),
        ("a in ['x', 'y'] && b", "(a in ['x', 'y']) && b"),
        ("a == -1", "a == (-1)"),
        ("((a))", "a"),
        ('"x" == t', "'x' == t"),
        ("r'a\\d' == t", "'a\\\\d' == t"),
        ("1.50", "1.5"),
        ("a\n&&\tb", "a && b"),
    ],
)
def test_two_spellings_are_one_program(source: str, same_as: str) -> None:
    assert parse(source) == parse(same_as)


@pytest.mark.parametrize(
    ("source", "different"),
    [
        ("a - (b - c)", "a - b - c"),
        ("a / (b * c)", "a / b * c"),
        ("(a || b) && c", "a || b && c"),
        ("!(a == b)", "!a == b"),
        ("-(1)", "-1"),
        ("(a ? b : c) ? d : e", "a ? b : (c ? d : e)"),
    ],
)
def test_brackets_that_change_the_meaning_are_kept(source: str, different: str) -> None:
    assert parse(source) != parse(different)
    assert unparse(parse(source)) == source


def test_nodes_keep_their_place_in_the_source() -> None:
    source = "  giao >= co_mat + 1"
    tree = parse(source)
    assert source[tree.start : tree.end] == "giao >= co_mat + 1"
    assert source[tree.children[1].start : tree.children[1].end] == "co_mat + 1"


@pytest.mark.parametrize(
    ("source", "faulty", "message", "remedy"),
    [
        ("a = 1", "=", "Không hiểu «=»", "dùng =="),
        ("a <> 1", "<>", "Không hiểu «<>»", "dùng !="),
        ("a ≤ 1", "≤", "Không hiểu «≤»", "dùng <="),
        ("a & b", "&", "Không hiểu «&»", "dùng &&"),
        ("${a} > 1", "${", "Không hiểu «${»", "viết thẳng tên biến"),
        ("a % 2 == 0", "%", "Không hiểu «%»", "không có phép %"),
        ("t == “x”", "“", "Không hiểu «“»", "nháy thẳng"),
        ("a and b", "and", "Không hiểu «and»", "dùng &&"),
        ("not(a)", "not", "Không có hàm not", "dùng !"),
        ("a == null", "null", "không phải là biến", "is_missing"),
        ("a < b < c", "<", "Không viết liền hai phép so sánh", "a < b && b < c"),
        ("(a > 1", " ", "Thiếu dấu «)»", "thêm «)»"),
        ("a > 1)", ")", "Thừa dấu «)»", "xóa dấu này"),
        ("a ? b", " ", "Thiếu dấu «:»", "thêm «:»"),
        ("a >", " ", "Biểu thức dừng giữa chừng", "viết một giá trị"),
        ("", " ", "Biểu thức dừng giữa chừng", "viết một giá trị"),
        ("max(a,)", ")", "«)» không đứng được ở đây", "viết một giá trị"),
        ("max(a b)", "b", "Thiếu dấu «,»", "thêm «,»"),
        ("a b", "b", "Thừa «b»", "thêm phép toán"),
        ("'abc", "'abc", "chưa đóng nháy", "thêm dấu '"),
        ("'a\\q'", "\\q", "Không hiểu «\\q»", "các dạng cho phép"),
        ("'\\ud800'", "\\u", "Không hiểu «\\u»", "các dạng cho phép"),
        ("'\ud800'", "\ud800", "U+D800", "xóa ký tự"),
        ("'a\0'", "\0", "U+0000", "xóa ký tự"),
        ("'a\\u0000'", "\\u", "Không hiểu «\\u»", "các dạng cho phép"),
        ("1.234.567", "1.234.", "viết liền với", "không có dấu phân cách hàng nghìn"),
        ("1e3", "1e", "viết liền với", "không có dạng 1e3"),
        (".5", ".", "Không hiểu «.»", "0.5"),
        ("0.12345678901", "0.12345678901", "quá 10 chữ số thập phân", "làm tròn"),
        ("1" + "0" * 30, "1" + "0" * 30, "vượt quá 30 chữ số", "đơn vị tính"),
        ("biên_chế > 1", "ê", "chữ có dấu", "mã của câu hỏi"),
        ("ten.contains('x')", "ten.contains", "Không gọi hàm sau dấu chấm", "viết contains("),
        ("date('30/06/2016')", "date('30/06/2016')", "Ngày không đúng dạng", "2016-06-30"),
        ("date('2016-02-30')", "date('2016-02-30')", "Ngày không đúng dạng", "ngày có thật"),
        ("date('2016-W26-4')", "date('2016-W26-4')", "Ngày không đúng dạng", "ngày có thật"),
        ("if(a, b)", "if(a, b)", "đúng 3 tham số", "if(điều kiện"),
        ("a \x00 b", "\x00", "U+0000", "xóa ký tự"),
    ],
)
def test_a_fault_is_placed_explained_and_given_a_remedy(
    source: str, faulty: str, message: str, remedy: str
) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(source)
    fault = caught.value
    assert message in fault.message_vi
    assert remedy in fault.remedy_vi
    # At the very end there is nothing to point at but the place behind the last character.
    assert (source + " ")[fault.start : fault.end] == faulty


def test_the_message_shows_the_faulty_line_with_carets() -> None:
    source = "giao >= 0 &&\nco_mat = giao"
    with pytest.raises(ExpressionError) as caught:
        parse(source)
    assert caught.value.pointed(source) == (
        "co_mat = giao\n       ^\nKhông hiểu «=» (ký tự 21). Cách sửa: dùng == để so sánh bằng"
    )


def test_a_source_longer_than_the_limit_is_refused() -> None:
    longest = "1" + " " * (MAX_SOURCE - 1)
    assert unparse(parse(longest)) == "1"
    with pytest.raises(ExpressionError, match=r"4001 ký tự, giới hạn là 4000") as caught:
        parse(longest + " ")
    assert caught.value.code is ErrorCode.LIMIT


@pytest.mark.parametrize(
    "deep",
    [
        "(" * 1500 + "a" + ")" * 1500,
        "-" * 3000 + "a",
        "!" * 3000 + "a",
        "abs(" * 900 + "a" + ")" * 900,
        "a ? b : " * 400 + "c",
        "a ? " * 900,
        "[" * 3000,
        "a+(" * 1000 + "a" + ")" * 1000,
    ],
)
def test_deep_nesting_is_refused_before_it_can_exhaust_the_stack(deep: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(deep)
    assert caught.value.code in (ErrorCode.LIMIT, ErrorCode.SYNTAX)


def test_nesting_up_to_the_limit_is_read() -> None:
    tree = parse("abs(" * (MAX_DEPTH - 1) + "a" + ")" * (MAX_DEPTH - 1))
    assert parse(unparse(tree)) == tree
    with pytest.raises(ExpressionError, match="lồng nhau quá 64 tầng"):
        parse("abs(" * MAX_DEPTH + "a" + ")" * MAX_DEPTH)


def test_a_long_total_is_flat_and_not_deep() -> None:
    tree = parse(" + ".join(f"n{place}" for place in range(500)))
    assert len(tree.children) == 500


def test_a_message_never_quotes_a_word_as_long_as_the_source() -> None:
    with pytest.raises(ExpressionError) as caught:
        parse("(" + "a" * 3000 + ".b(1))")
    assert len(str(caught.value)) < 3500
    assert len(caught.value.message_vi) <= 300


def test_an_error_without_a_place_is_shown_without_one() -> None:
    fault = ExpressionError("Biểu thức quá lớn", remedy_vi="tách ra")
    assert fault.pointed("a") == str(fault) == "Biểu thức quá lớn. Cách sửa: tách ra"


def test_an_error_survives_being_sent_to_another_process() -> None:
    with pytest.raises(ExpressionError) as caught:
        parse("a = 1")
    copied = pickle.loads(pickle.dumps(caught.value))
    assert str(copied) == str(caught.value)
    assert copied.code is caught.value.code
