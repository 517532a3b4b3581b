"""Pages of this room are asked for on the day of the brief."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from daumoi.foundation import clock

TODAY = date(2026, 11, 22)


@pytest.fixture
def today() -> Iterator[datetime]:
    """The clock held still."""
    with clock.frozen(TODAY) as moment:
        yield moment
