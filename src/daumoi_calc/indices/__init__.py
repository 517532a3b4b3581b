"""Composite indices: a definition and a table in, scores with every stage and their trail out.

    definition = read_definition(yaml_text)
    result = compute(definition=definition, table=read_table(csv_text, definition=definition))

Format and formulas: `docs/build/indices.md`.
"""

from daumoi_calc.indices.canonical import DIGITS, canonical_bytes, printed, significant
from daumoi_calc.indices.computation import compute, recipe_of, table_problems
from daumoi_calc.indices.csv_text import read_columns, read_published, read_table
from daumoi_calc.indices.definition import (
    Band,
    Definition,
    Indicator,
    Node,
    Text,
    definition_bytes,
    definition_from_json,
    definition_to_json,
    moving_parts,
    problems_of,
    read_definition,
    walk,
)
from daumoi_calc.indices.faults import ComputeFault, DefinitionFault, IndexFault, Problem, TableFault
from daumoi_calc.indices.published import (
    Explanation,
    FittedWeights,
    Mismatch,
    check_published,
    fitted_weights,
)
from daumoi_calc.indices.ranking import ranks_of
from daumoi_calc.indices.result import STAGES, Recipe, Result, WeightLine
from daumoi_calc.indices.table import (
    DOES_NOT_APPLY,
    GIVEN,
    MISSING,
    NOT_APPLICABLE,
    Cell,
    NotApplicable,
    Table,
)
from daumoi_calc.indices.trail import AuditLine, Notice

__all__ = [
    "DIGITS",
    "DOES_NOT_APPLY",
    "GIVEN",
    "MISSING",
    "NOT_APPLICABLE",
    "STAGES",
    "AuditLine",
    "Band",
    "Cell",
    "ComputeFault",
    "Definition",
    "DefinitionFault",
    "Explanation",
    "FittedWeights",
    "IndexFault",
    "Indicator",
    "Mismatch",
    "Node",
    "NotApplicable",
    "Notice",
    "Problem",
    "Recipe",
    "Result",
    "Table",
    "TableFault",
    "Text",
    "WeightLine",
    "canonical_bytes",
    "check_published",
    "compute",
    "definition_bytes",
    "definition_from_json",
    "definition_to_json",
    "fitted_weights",
    "moving_parts",
    "printed",
    "problems_of",
    "ranks_of",
    "read_columns",
    "read_definition",
    "read_published",
    "read_table",
    "recipe_of",
    "significant",
    "table_problems",
    "walk",
]
