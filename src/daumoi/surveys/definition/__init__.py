"""A questionnaire as a value: sections, questions, tables, code lists and rules. Pure: no Django, no I/O."""

from daumoi.surveys.definition.structure import (
    Check,
    Choice,
    Definition,
    Field,
    Grid,
    GridRow,
    Question,
    Roster,
    Section,
    Text,
    Variable,
    decode,
    digest,
    encode,
    from_data,
    variables,
)

__all__ = [
    "Check",
    "Choice",
    "Definition",
    "Field",
    "Grid",
    "GridRow",
    "Question",
    "Roster",
    "Section",
    "Text",
    "Variable",
    "decode",
    "digest",
    "encode",
    "from_data",
    "variables",
]
