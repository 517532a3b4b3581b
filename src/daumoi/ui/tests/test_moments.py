"""Moments on pages are those of the clock in Hà Nội, however the database keeps them."""

from datetime import UTC, date, datetime

from django.template import engines
from django.utils.timezone import override


def rendered(text: str, **context: object) -> str:
    """A small template with the tags of every page."""
    return str(engines["django"].from_string(text).render(context))


def test_a_moment_kept_in_utc_is_written_in_hanoi_time() -> None:
    late = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)
    assert rendered("{{ at|vn_moment }}", at=late) == "1h30 ngày 23/11/2026"
    assert rendered("{% vn_moment at %}", at=late) == "1h30 ngày 23/11/2026"
    assert rendered("{{ at|vn_date }}", at=late) == "23/11/2026"


def test_days_and_moments_without_a_zone_are_what_they_say() -> None:
    assert rendered("{{ day|vn_date }}", day=date(2011, 9, 8)) == "08/9/2011"
    assert rendered("{{ at|vn_moment }}", at=datetime(2026, 11, 22, 14, 5)) == "14h05 ngày 22/11/2026"
    assert rendered("[{{ at|vn_moment }}]", at=None) == "[]"


def test_the_zone_does_not_follow_the_process() -> None:
    with override("Asia/Ho_Chi_Minh"):
        assert (
            rendered("{{ at|vn_moment }}", at=datetime(2026, 1, 2, 0, 0, tzinfo=UTC))
            == "7h00 ngày 02/01/2026"
        )
