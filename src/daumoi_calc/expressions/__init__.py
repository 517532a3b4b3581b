"""The closed expression language of forms and indices: skip logic, checks, calculated cells.

Publish: ``compile_expression(source, environment=…, expects=BOOLEAN)`` or a whole ``RuleSet``; every fault
carries its place and a remedy. Fill in: ``RuleSet.check`` and ``RuleSet.recheck``. Explain:
``Compiled.sentence``. Grammar, semantics and limits: ``docs/build/expressions.md``.
"""

from daumoi_calc.expressions.boundary import Value
from daumoi_calc.expressions.compiled import Compiled, Outcome, compile_expression, compile_json, rule_outcome
from daumoi_calc.expressions.errors import CycleError, ErrorCode, ExpressionError, NumberTextError
from daumoi_calc.expressions.functions import FUNCTIONS, Function
from daumoi_calc.expressions.graph import Affected, DependencyGraph, topological_order
from daumoi_calc.expressions.language import DEFAULT_FUEL, LANGUAGE_VERSION, MAX_DEPTH, MAX_SOURCE
from daumoi_calc.expressions.linear_pattern import LinearPattern
from daumoi_calc.expressions.patterns import NAMED_PATTERNS, NamedPattern
from daumoi_calc.expressions.rules import RuleSet, RuleSetError, Verdict
from daumoi_calc.expressions.types import (
    BOOLEAN,
    DATE,
    MISSING,
    NUMBER,
    RESERVED,
    TEXT,
    Environment,
    Kind,
    Missing,
    Type,
    choice,
    choices,
    name_fault,
    rows_of,
)
from daumoi_calc.expressions.unparse import quote_text
from daumoi_calc.expressions.vietnamese_numbers import format_number, parse_vietnamese_number

__all__ = [
    "BOOLEAN",
    "DATE",
    "DEFAULT_FUEL",
    "FUNCTIONS",
    "LANGUAGE_VERSION",
    "MAX_DEPTH",
    "MAX_SOURCE",
    "MISSING",
    "NAMED_PATTERNS",
    "NUMBER",
    "RESERVED",
    "TEXT",
    "Affected",
    "Compiled",
    "CycleError",
    "DependencyGraph",
    "Environment",
    "ErrorCode",
    "ExpressionError",
    "Function",
    "Kind",
    "LinearPattern",
    "Missing",
    "NamedPattern",
    "NumberTextError",
    "Outcome",
    "RuleSet",
    "RuleSetError",
    "Type",
    "Value",
    "Verdict",
    "choice",
    "choices",
    "compile_expression",
    "compile_json",
    "format_number",
    "name_fault",
    "parse_vietnamese_number",
    "quote_text",
    "rows_of",
    "rule_outcome",
    "topological_order",
]
