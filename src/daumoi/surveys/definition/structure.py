"""The shape of a questionnaire. Stored as JSON in a version that never changes once published.

Codes are small letters, digits and underscores. A question is one variable named by its code; a cell of a grid
is `<grid>_<row>_<column>`; a column of a roster (a table with open rows) is `<roster>.<column>` in rules outside
the table and `row.<column>` in rules of the table itself (grids offer `row.<column>` too).
"""

import hashlib
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal

import msgspec

FieldType = Literal[
    "text", "long_text", "integer", "decimal", "money", "percent", "date", "boolean", "choice", "choices"
]
NUMERIC: frozenset[str] = frozenset({"integer", "decimal", "money", "percent"})


class Text(msgspec.Struct, frozen=True, omit_defaults=True):
    """Words in Vietnamese, with English (and further languages by code) where they exist."""

    vi: str
    en: str = ""
    others: dict[str, str] = {}

    def __str__(self) -> str:
        return self.vi


class Choice(msgspec.Struct, frozen=True, omit_defaults=True):
    """One entry of a code list. `attributes` carry what cascades filter by (`{"tinh": "01"}`)."""

    code: str
    label: Text
    attributes: dict[str, str] = {}


class Check(msgspec.Struct, frozen=True, omit_defaults=True):
    """A rule that must not be definitely false. `soft` ones ask for an explanation instead of refusing."""

    code: str
    expression: str
    message: Text
    kind: Literal["hard", "soft"] = "hard"


class Field(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One value asked for. Expressions are in the language of `daumoi_calc.expressions`.

    `grouping: false` marks numbers that are names (a year, a code): they are written 2008, not 2.008, and not summed.
    """

    code: str
    label: Text
    type: FieldType
    hint: Text | None = None
    unit: str = ""
    required: bool = False
    choices: str = ""
    choice_filter: str = ""
    relevant: str = ""
    calculation: str = ""
    checks: tuple[Check, ...] = ()
    element: str = ""
    prefill: str = ""
    decimals: int = 0
    grouping: bool = True
    max_length: int = 2000


class Question(Field, frozen=True, omit_defaults=True, kw_only=True, tag_field="item", tag="question"):
    """A single question of a section."""


class GridRow(msgspec.Struct, frozen=True, omit_defaults=True):
    """A fixed row of a grid. `reference` is the code elsewhere of what it is about (a duty of `mandates`)."""

    code: str
    label: Text
    relevant: str = ""
    reference: str = ""


class Grid(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, tag_field="item", tag="grid"):
    """A table of fixed rows and columns; every cell is one variable."""

    code: str
    label: Text
    rows: tuple[GridRow, ...]
    columns: tuple[Field, ...]
    hint: Text | None = None
    relevant: str = ""
    checks: tuple[Check, ...] = ()


class Roster(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True, tag_field="item", tag="roster"):
    """A table with open rows, which may be declared “không phát sinh” in one click."""

    code: str
    label: Text
    columns: tuple[Field, ...]
    hint: Text | None = None
    relevant: str = ""
    max_rows: int = 200
    checks: tuple[Check, ...] = ()


class Section(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A part of the questionnaire that one person can fill at a sitting."""

    code: str
    title: Text
    items: tuple[Question | Grid | Roster, ...]
    hint: Text | None = None
    relevant: str = ""


class Definition(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A whole questionnaire."""

    code: str
    version: str
    title: Text
    sections: tuple[Section, ...]
    codelists: dict[str, tuple[Choice, ...]] = {}
    language_version: int = 1
    note: str = ""
    imported_from: str = ""


class Variable(msgspec.Struct, frozen=True, kw_only=True):
    """One value of a reply: where it stands and what it may hold. Roster columns have `roster` and many rows."""

    name: str
    place: str
    section: Section
    item: Question | Grid | Roster
    field: Field
    row: GridRow | None = None
    roster: str = ""


def variables(definition: Definition) -> Iterator[Variable]:
    """Every variable in the order of the paper, with the place a message names (“Bảng B2, dòng …, cột …”)."""
    for section in definition.sections:
        for item in section.items:
            if isinstance(item, Question):
                yield Variable(
                    name=item.code, place=f"Câu {item.code.upper()}", section=section, item=item, field=item
                )
            elif isinstance(item, Grid):
                for row in item.rows:
                    for column in item.columns:
                        yield Variable(
                            name=f"{item.code}_{row.code}_{column.code}",
                            place=f"Bảng {item.code.upper()}, dòng “{row.label}”, cột “{column.label}”",
                            section=section,
                            item=item,
                            field=_cell(column, row),
                            row=row,
                        )
            else:
                for column in item.columns:
                    yield Variable(
                        name=f"{item.code}.{column.code}",
                        place=f"Bảng {item.code.upper()}, cột “{column.label}”",
                        section=section,
                        item=item,
                        field=column,
                        roster=item.code,
                    )


def _cell(column: Field, row: GridRow) -> Field:
    """The column as the field of one cell: every cell is an element of its own (`nhan_luc.{row}.giao`)."""
    if not column.element:
        return column
    whole = column.element if "{row}" in column.element else f"{column.element}.{{row}}"
    return msgspec.structs.replace(column, element=whole.replace("{row}", row.code))


def encode(definition: Definition) -> bytes:
    """Canonical JSON: equal definitions give the same bytes, whether a default was written out or not."""
    return msgspec.json.encode(_plain(definition), order="deterministic")


def _plain(value: Any) -> Any:
    """Structs as objects without the members that equal their defaults (msgspec omits by identity only)."""
    if isinstance(value, msgspec.Struct):
        config = value.__struct_config__
        named = {config.tag_field: config.tag} if config.tag_field else {}
        members = ((name, getattr(value, name), default) for name, default in _members(type(value)))
        return named | {
            name: _plain(held) for name, held, default in members if held != default and held != {}
        }
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return {key: _plain(held) for key, held in value.items()} if isinstance(value, dict) else value


@cache
def _members(kind: type[msgspec.Struct]) -> tuple[tuple[str, Any], ...]:
    return tuple((one.name, one.default) for one in msgspec.structs.fields(kind))


def decode(data: bytes | str) -> Definition:
    """The definition in a JSON text; `msgspec.ValidationError` names the path of what is wrong."""
    return msgspec.json.decode(data, type=Definition, strict=True)


def from_data(data: object) -> Definition:
    """The definition in decoded JSON, as the database returns it."""
    return msgspec.convert(data, Definition, strict=True)


def digest(definition: Definition) -> str:
    """SHA-256 of the canonical JSON, in hex."""
    return hashlib.sha256(encode(definition)).hexdigest()
