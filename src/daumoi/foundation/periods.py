"""Half-open periods `[from, to)`: the first day that holds, and the first day that no longer does."""

from dataclasses import dataclass
from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import Q

from daumoi.foundation.errors import Invalid


@dataclass(frozen=True, order=True)
class Period:
    """Days from `start` (included) to `end` (excluded; None = without end)."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end <= self.start:
            raise Invalid(
                "periods.empty",
                f"Khoảng thời gian từ {self.start:%d/%m/%Y} đến {self.end:%d/%m/%Y} không có ngày nào.",
                remedy="Ngày hết hiệu lực phải sau ngày bắt đầu.",
            )

    def holds_on(self, day: date) -> bool:
        """Whether the period contains `day`."""
        return self.start <= day and (self.end is None or day < self.end)

    def overlaps(self, other: Self) -> bool:
        """Whether some day lies in both periods."""
        return (other.end is None or self.start < other.end) and (self.end is None or other.start < self.end)


def holding_on(day: date, prefix: str = "") -> Q:
    """The rows whose period holds on `day`.

    Plain comparisons on purpose: under row-level security range operators lose their index.
    """
    return Q(**{f"{prefix}valid_from__lte": day}) & (
        Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gt": day})
    )


M = TypeVar("M", bound=models.Model)


class DatedQuerySet(models.QuerySet[M]):
    """Rows with `valid_from` and `valid_to`."""

    def as_of(self, day: date) -> Self:
        """The rows that hold on `day`."""
        return self.filter(holding_on(day))


def parse_day(text: str | None, *, default: date) -> date:
    """A day written YYYY-MM-DD, D/M/YYYY or D-M-YYYY; empty gives `default`; anything else is refused."""
    text = (text or "").strip()
    if not text:
        return default
    try:
        if text[4:5] == "-":
            return date.fromisoformat(text)
        day, month, year = (int(part) for part in text.replace("-", "/").split("/"))
        return date(year, month, day)
    except ValueError:
        raise Invalid(
            "periods.day",
            f"“{text}” không phải là một ngày.",
            remedy="Viết theo dạng 08/9/2011 hoặc 2011-09-08.",
        ) from None
