import json
from collections import Counter
from collections.abc import Mapping

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daumoi_calc.expressions import MISSING, ErrorCode, ExpressionError, compile_expression, compile_json
from daumoi_calc.expressions.parser import parse
from daumoi_calc.expressions.tests.programs import (
    ENVIRONMENT,
    Author,
    mostly_typed_programs,
    programs,
    replies,
)
from daumoi_calc.expressions.tests.reference import TooLarge, reference_value
from daumoi_calc.expressions.unparse import quote_text, unparse

_SIGNS = ["(", ")", "[", "]", ",", "?", ":", "+", "-", "*", "/", "!", "&&", "||", "==", "<=", "in"]
_TOKENS = [*_SIGNS, "n1", "t1", "b1", "bang.so", "if", "sum", "1", "2.5", "'a'"]
_SETTINGS = settings(
    deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def evaluated(source: str, reply: Mapping[str, object]) -> tuple[str, object]:
    """How a case ends: ("value", …), ("missing", None), ("refused", place) or ("error", code)."""
    try:
        compiled = compile_expression(source, environment=ENVIRONMENT)
    except ExpressionError as fault:
        return "refused", (fault.start, fault.end)
    try:
        value = compiled.evaluate(reply)
    except ExpressionError as fault:
        return "error", fault.code
    return ("missing", None) if value is MISSING else ("value", value)


def compared(source: str, reply: Mapping[str, object]) -> str:
    """How the case ends, after comparing it with the reference evaluator."""
    ending, result = evaluated(source, reply)
    if ending == "refused":
        return ending
    try:
        expected = reference_value(parse(source), reply)
    except TooLarge:
        assert (ending, result) == ("error", ErrorCode.VALUE)
        return ending
    assert (ending, result) == (("missing", None) if expected is None else ("value", expected)), (
        source,
        reply,
    )
    return ending


def test_random_programs_agree_with_the_reference_and_four_in_five_yield_a_value() -> None:
    endings: Counter[str] = Counter()
    for seed in range(2000):
        author = Author(seed)
        endings[compared(author.mostly_typed(seed % 5), author.reply())] += 1
    assert endings["value"] / endings.total() >= 0.8, endings
    assert endings["refused"] > 50, "the generator is meant to spoil some programs"
    assert endings["missing"] > 50, "the generator is meant to leave some answers out"


@settings(_SETTINGS, max_examples=500)
@given(source=mostly_typed_programs(), reply=replies())
def test_programs_hypothesis_looks_for_agree_with_the_reference(
    source: str, reply: dict[str, object]
) -> None:
    compared(source, reply)


def refusal(source: str) -> ExpressionError | None:
    """The error with which ``source`` is refused, if it is."""
    try:
        compile_expression(source, environment=ENVIRONMENT)
    except ExpressionError as fault:
        return fault
    return None


@settings(_SETTINGS, max_examples=300)
@given(source=mostly_typed_programs())
def test_a_refusal_points_inside_the_source_and_names_a_remedy(source: str) -> None:
    fault = refusal(source)
    if fault is not None:
        assert 0 <= fault.start < fault.end <= len(source)
        assert fault.remedy_vi


@settings(_SETTINGS, max_examples=300)
@given(source=programs())
def test_the_canonical_text_reads_back_as_the_same_program(source: str) -> None:
    tree = parse(source)
    canonical = unparse(tree)
    assert parse(canonical) == tree
    assert unparse(parse(canonical)) == canonical


@settings(_SETTINGS, max_examples=200)
@given(source=programs(), reply=replies())
def test_the_json_form_reads_back_as_the_same_program_with_the_same_result(
    source: str, reply: dict[str, object]
) -> None:
    original = compile_expression(source, environment=ENVIRONMENT)
    restored = compile_json(json.loads(json.dumps(original.to_json())), environment=ENVIRONMENT)
    assert restored.tree == original.tree
    assert restored.to_json() == original.to_json()
    assert restored.depends_on == original.depends_on
    assert evaluated(restored.canonical(), reply) == evaluated(source, reply)


@settings(_SETTINGS, max_examples=200)
@given(source=programs())
def test_every_program_has_a_sentence(source: str) -> None:
    sentence = compile_expression(source, environment=ENVIRONMENT).sentence({"n1": "Biên chế"})
    assert sentence
    assert not {"&&", "||", "==", "!="} & set(sentence.split())


@settings(_SETTINGS, max_examples=500)
@given(source=st.text(max_size=60))
def test_any_text_is_either_a_program_or_an_explained_refusal(source: str) -> None:
    fault = refusal(source)
    if fault is not None:
        assert fault.message_vi
        assert fault.remedy_vi
        assert 0 <= fault.start <= len(source)


@settings(_SETTINGS, max_examples=500)
@given(words=st.lists(st.sampled_from(_TOKENS), max_size=14))
def test_any_heap_of_tokens_is_either_a_program_or_an_explained_refusal(words: list[str]) -> None:
    source = " ".join(words)
    fault = refusal(source)
    if fault is not None:
        assert fault.remedy_vi
        assert 0 <= fault.start < max(fault.end, 1) <= len(source) + 1


@settings(_SETTINGS, max_examples=300)
@given(text=st.text(st.characters(min_codepoint=1, exclude_categories=["Cs"]), max_size=40))
def test_a_quoted_text_reads_back_as_itself_in_nfc(text: str) -> None:
    compiled = compile_expression(f"t1 == {quote_text(text)}", environment=ENVIRONMENT)
    assert compiled.evaluate({"t1": text}) is True
