"""Rows of a hand-written statement as model instances, for the few readers that run at every pause of the keyboard.

Building and compiling a query over six joined tables costs several milliseconds each time; its text never changes.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar, cast

from django.db import connection, models

M = TypeVar("M", bound=models.Model)


class Columns(Generic[M]):
    """The columns of a model under an alias: their names for the statement, and its part of a row as an instance.

    Fields in `without` stay deferred, as with `defer`.
    """

    def __init__(self, model: type[M], alias: str, *, without: Sequence[str] = ()) -> None:
        self.model = model
        self.alias = alias
        self.fields = [field for field in model._meta.concrete_fields if field.name not in without]
        self.names = [field.attname for field in self.fields]

    def __len__(self) -> int:
        return len(self.names)

    @property
    def text(self) -> str:
        """The columns as they stand after `select`."""
        return ", ".join(f'{self.alias}."{field.column}"' for field in self.fields)

    @cached_property
    def converters(self) -> list[tuple[int, Any, Any]]:
        """What a field wants done to a value from the database: position, field, function."""
        return [
            (place, field, convert)
            for place, field in enumerate(self.fields)
            for convert in cast(Any, field).get_db_converters(connection)
        ]

    def read(self, row: Sequence[Any]) -> M:
        """The instance in a row that holds these columns and no more."""
        values = list(row)
        for place, field, convert in self.converters:
            values[place] = convert(values[place], field, connection)
        return self.model.from_db("default", self.names, values)


def parts_of_row(row: Sequence[Any], *parts: Columns[Any]) -> list[Any]:
    """The instances in a row that holds the columns of `parts` one after the other."""
    found, start = [], 0
    for part in parts:
        found.append(part.read(row[start : start + len(part)]))
        start += len(part)
    return found
