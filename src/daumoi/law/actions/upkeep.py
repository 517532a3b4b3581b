"""Bringing a table to what a pack says: matched by key, changed only where it differs, removed last."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db import models

from daumoi.foundation.errors import Conflict

M = TypeVar("M", bound=models.Model)
Key = str | tuple[Any, ...]


@dataclass
class Change:
    """How many rows of one table were added, changed and removed."""

    added: int = 0
    changed: int = 0
    removed: int = 0

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


@dataclass
class Table(Generic[M]):
    """One table with the rows the pack wants: `rows` by key after `fill`, `vanished` until `clear`."""

    model: type[M]
    key: Callable[[M], Key]
    rows: dict[Key, M] = field(default_factory=dict)
    vanished: list[M] = field(default_factory=list)
    change: Change = field(default_factory=Change)

    def fill(self, wanted: Iterable[M]) -> None:
        """Insert what is new, update what differs, remember what the pack no longer has."""
        present = {self.key(row): row for row in self.model._default_manager.all()}
        fields = [f for f in self.model._meta.concrete_fields if not f.primary_key and f.editable]
        fresh: list[M] = []
        for row in wanted:
            known = present.pop(self.key(row), None)
            self.rows[self.key(row)] = row if known is None else known
            if known is None:
                fresh.append(row)
            elif _copy(row, known, fields):
                known.save()
                self.change.changed += 1
        self.model._default_manager.bulk_create(fresh)
        self.change.added = len(fresh)
        self.vanished = list(present.values())

    def clear(self) -> None:
        """Remove the vanished rows; `Conflict` when another room still rests on one of them."""
        for row in self.vanished:
            user = _user_above(row)
            if user:
                name = f"“{row}” ({getattr(row, 'code', row.pk)})"
                raise Conflict(
                    "pack.in_use",
                    f"Gói mới không còn {name} nhưng {user} vẫn dẫn tới dòng này.",
                    remedy="Giữ dòng trong gói, hoặc bỏ chỗ dẫn ở một bản gói trước rồi mới bỏ dòng.",
                    place=self.model._meta.label_lower,
                )
            row.delete()
            self.change.removed += 1


def _copy(wanted: models.Model, known: models.Model, fields: "Sequence[models.Field[Any, Any]]") -> bool:
    """Carry the wanted values over; whether anything differed."""
    differs = False
    for column in fields:
        value = getattr(wanted, column.attname)
        if getattr(known, column.attname) != value:
            setattr(known, column.attname, value)
            differs = True
    return differs


def _user_above(row: models.Model) -> str:
    """A row of another room that refers to this one, in words; row history does not count."""
    for relation in row._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel) or hasattr(
            relation.related_model, "pgh_tracked_model"
        ):
            continue
        above: Any = relation.related_model
        if above._meta.app_label == row._meta.app_label:
            continue
        found = above._default_manager.filter(**{relation.field.name: row}).first()
        if found is not None:
            return f"“{found}” ({above._meta.label_lower})"
    return ""


def fill_links(*, through: type[models.Model], ends: tuple[str, str], wanted: set[tuple[int, int]]) -> Change:
    """Make a link table hold exactly the wanted pairs of ids; `ends` names its two columns."""
    manager = through._default_manager
    present: dict[tuple[int, int], int] = {
        (first, second): pk for pk, first, second in manager.values_list("pk", *ends)
    }
    surplus = [pk for pair, pk in present.items() if pair not in wanted]
    missing = sorted(wanted - present.keys())
    if surplus:
        manager.filter(pk__in=surplus).delete()
    manager.bulk_create(through(**dict(zip(ends, pair, strict=True))) for pair in missing)
    return Change(added=len(missing), removed=len(surplus))
