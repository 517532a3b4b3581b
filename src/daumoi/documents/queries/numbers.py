"""Series and the numbers they gave."""

from datetime import date

from daumoi.documents.models import Number, NumberState, RegisterSide, Series
from daumoi.foundation.principal import Principal


def series_list(*, principal: Principal) -> list[Series]:
    """The series of the principal's desks, open ones first."""
    rows = Series.objects.visible_to(principal).select_related("owner")
    return sorted(rows, key=lambda series: (series.valid_to is not None, series.side, series.name))


def numbers_of(*, series: Series, year: int, limit: int = 200) -> list[Number]:
    """The newest numbers of a series in a year, with what became of them."""
    rows = Number.objects.filter(series=series, year=year).select_related("paper", "paper__kind")
    return list(rows.order_by("-number")[:limit])


def open_numbers(*, principal: Principal, day: date) -> list[Number]:
    """Reserved numbers of the year that a paper may still take."""
    rows = Number.objects.visible_to(principal).filter(
        state=NumberState.RESERVED, year=day.year, series__side=RegisterSide.OUT
    )
    return list(rows.select_related("series").order_by("series_id", "number"))
