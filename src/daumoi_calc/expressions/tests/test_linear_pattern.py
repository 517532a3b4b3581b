import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daumoi_calc.expressions import ErrorCode, ExpressionError, LinearPattern
from daumoi_calc.expressions.linear_pattern import MAX_TEXT

_LETTERS = "ab1-_ ắ"
_ATOMS = ("a", "b", "1", "ắ", r"\-", r"\.", ".", r"\d", r"\D", r"\w", r"\W", r"\s", r"\S")
_CLASSES = ("[ab]", "[^a]", "[a-b1]", r"[\d_]", r"[^\w]", "[ắ-]", r"[\-ab]", "[^a-b]")
_REPEATS = ("?", "*", "+", "{2}", "{0,2}", "{1,}", "{0}", "*?", "+?", "??", "{1,3}?")


def _grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    group = st.builds("({})".format, inner) | st.builds("(?:{})".format, inner)
    repeated = st.builds(
        "{}{}".format, st.sampled_from((*_ATOMS, *_CLASSES)) | group, st.sampled_from(_REPEATS)
    )
    joined = st.builds("{}{}".format, inner, inner)
    either = st.builds("{}|{}".format, inner, inner)
    return group | repeated | joined | either


def patterns() -> st.SearchStrategy[str]:
    """Patterns of the subset, anchors only at the ends of the whole, where all engines agree."""
    body = st.recursive(st.sampled_from((*_ATOMS, *_CLASSES)), _grown, max_leaves=8)
    return st.builds(
        lambda start, inner, end: f"{start}(?:{inner}){end}",
        st.sampled_from(("", "^")),
        body,
        st.sampled_from(("", "$")),
    )


@settings(deadline=None, database=None, max_examples=800)
@given(pattern=patterns(), text=st.text(_LETTERS, max_size=12))
def test_the_subset_matches_exactly_what_pythons_engine_matches(pattern: str, text: str) -> None:
    ours = LinearPattern(pattern)
    # "$" of Python also matches before a last line end; ours, like JavaScript's, only at the very end.
    theirs = re.compile(pattern.replace("$", r"\Z"), re.ASCII)
    assert ours.fullmatch(text) is (theirs.fullmatch(text) is not None)
    assert ours.search(text) is (theirs.search(text) is not None)
    assert ours.fullmatch(text) is (theirs.fullmatch(text) is not None), "the second run uses remembered sets"


@pytest.mark.parametrize(
    ("pattern", "text", "whole", "part"),
    [
        ("", "", True, True),
        ("", "a", False, True),
        ("^$", "", True, True),
        ("$^", "", True, True),
        ("^a$", "ba", False, False),
        ("a$|^b", "ca", False, True),
        ("(^a|b)c", "bc", True, True),
        ("x(^a|b)", "xa", False, False),
        ("a|", "", True, True),
        ("(a|ab)(c|bcd)", "abcd", True, True),
        ("[0-9]{10}", "0123456789", True, True),
        ("[0-9]{10}", "01234567890", False, True),
        (r"^[A-Z]{2,3}-\d{4}$", "CN-2016", True, True),
        ("[à-ỹ]+", "ộ", True, True),
        (r"[\x41-\x43]\u0111", "Bđ", True, True),
        (r"\.\*\/", ".*/", True, True),
        ("a.c", "a\nc", False, False),
        ("[^a]", "\n", True, True),
        ("(a*)*b", "aaab", True, True),
        ("(()|a)+", "aa", True, True),
        ("a{0}", "", True, True),
        ("]}", "]}", True, True),
    ],
)
def test_ordinary_patterns(pattern: str, text: str, whole: bool, part: bool) -> None:
    compiled = LinearPattern(pattern)
    assert compiled.fullmatch(text) is whole
    assert compiled.search(text) is part


@pytest.mark.parametrize(
    ("pattern", "faulty", "message"),
    [
        (r"(a)\1", r"\1", "tham chiếu ngược"),
        ("(?=a)b", "(?=", "nhìn trước"),
        ("(?!a)b", "(?!", "nhìn trước"),
        ("(?<=a)b", "(?<=", "nhìn sau"),
        ("(?<!a)b", "(?<!", "nhìn sau"),
        ("(?P<x>a)", "(?P<", "nhóm có tên"),
        ("(?i)a", "(?", "cờ trong mẫu"),
        ("(?>a)", "(?>", "nhóm nguyên tử"),
        ("a++", "a++", "chiếm giữ"),
        ("a**", "a**", "Hai phép lặp"),
        ("a{2}{3}", "a{2}{", "Hai phép lặp"),
        ("*a", "*", "không có gì để lặp"),
        ("a|+", "+", "không có gì để lặp"),
        ("^*", "^*", "Không lặp được dấu neo"),
        ("(a", "(", "Thiếu dấu «)»"),
        ("a)", ")", "Thừa dấu «)»"),
        ("[a", "[", "Thiếu dấu «]»"),
        ("[]", "[]", "Lớp ký tự rỗng"),
        ("[b-a]", "b-a", "Khoảng «b-a»"),
        (r"[a-\d]", r"a-\d", "Khoảng"),
        ("[a[b]]", "[", "Không hỗ trợ «[»"),
        ("[a&&b]", "&", "Không hỗ trợ «&»"),
        ("a{,2}", "{", "viết không đúng"),
        ("a{3,2}", "{3,2}", "không hợp lệ"),
        ("a{9999}", "{9999}", "không hợp lệ"),
        (r"\bab", r"\b", "ký hiệu này"),
        (r"\p{L}", r"\p", "ký hiệu này"),
        ("a\\", "\\", "ký hiệu này"),
    ],
)
def test_what_leaves_the_subset_is_refused_with_the_reason_and_the_place(
    pattern: str, faulty: str, message: str
) -> None:
    with pytest.raises(ExpressionError) as caught:
        LinearPattern(pattern)
    fault = caught.value
    assert fault.code is ErrorCode.PATTERN
    assert message in fault.message_vi
    assert fault.remedy_vi
    assert pattern[fault.start : fault.end] == faulty


@pytest.mark.parametrize(
    "pattern",
    [
        "((a{100}){100}){100}",
        "(((){200}){200}){200}",
        "((a?){200}){200}",
        "((((a|b){50}){50}){50}){50}",
        "a" * 501,
        "(" * 60 + "a" + ")" * 60,
    ],
)
def test_a_pattern_that_unfolds_too_large_is_refused_at_once(pattern: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        LinearPattern(pattern)
    assert caught.value.code is ErrorCode.PATTERN


@pytest.mark.parametrize(
    "pattern", ["(a+)+$", "^(a*)*$", "^(a|a)*$", "(a|aa)+$", "(.*)*x", "^(a?){30}a{30}$"]
)
def test_patterns_that_explode_elsewhere_answer_on_ten_thousand_characters(pattern: str) -> None:
    """An engine that backtracks would never come to an end here; how long ours takes is measured by `./dev bench`."""
    compiled = LinearPattern(pattern)
    assert compiled.fullmatch("a" * 10_000 + "!") is False
    assert compiled.search("a" * 10_000 + "!") is False


def test_a_pattern_whose_sets_never_repeat_is_cut_off_by_its_work_limit() -> None:
    compiled = LinearPattern("(.*a.{200}){2}b")
    dice = random.Random(7)
    text = "".join(dice.choice("ab") for _ in range(50_000))
    with pytest.raises(ExpressionError, match="quá tốn kém") as caught:
        compiled.fullmatch(text)
    assert caught.value.code is ErrorCode.LIMIT


def test_a_text_beyond_the_limit_is_refused() -> None:
    with pytest.raises(ExpressionError, match="dài quá"):
        LinearPattern("a*").fullmatch("a" * (MAX_TEXT + 1))


def test_forgetting_remembered_sets_does_not_change_the_answer() -> None:
    compiled = LinearPattern("(a|b)*a(a|b){12}")
    tail = re.compile("(a|b)*a(a|b){12}")
    for seed in range(200):
        text = "".join("ab"[(place * (seed + 3) + place * place * seed) % 2] for place in range(400 + seed))
        assert compiled.fullmatch(text) is (tail.fullmatch(text) is not None)
