"""Model instances of rows that were read by written-out SQL: only some of their columns, the rest as with `only`."""

from typing import Any, TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


def columns_of(model: type[models.Model], *wanted: str) -> tuple[str, ...]:
    """The wanted columns in the order of the model's fields, as `Model.from_db` expects them."""
    known = tuple(field.attname for field in model._meta.concrete_fields if field.attname in wanted)
    assert len(known) == len(wanted), f"{model}: {set(wanted) - set(known)}"
    return known


def select_list(*tables: tuple[str, tuple[str, ...]]) -> str:
    """The columns of each table under its short name, for a select."""
    return ", ".join(f'{alias}."{column}"' for alias, columns in tables for column in columns)


def instance(model: type[M], columns: tuple[str, ...], values: tuple[Any, ...]) -> M:
    """The row as an instance; a column that was not read is read when somebody asks for it."""
    return model.from_db("default", columns, values)
