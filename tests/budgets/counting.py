"""How statements of an answer are counted."""

from pathlib import Path

from django.test.utils import CaptureQueriesContext

COMMITTED = Path(__file__).with_name("query_counts.json")
"""Statements of each page and API answer; tests/permissions/test_address_sweep.py compares, `renew` writes."""

FRAME = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT", "select enter_as(")
"""Statements of the transaction itself; the test's own transaction around it repeats them."""

MEMORY = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "query-counts"}}
"""The cache as it is in service; the suite otherwise runs without one."""


def asked_of(asked: CaptureQueriesContext) -> int:
    """Statements but those of the frame."""
    return sum(1 for one in asked.captured_queries if not one["sql"].startswith(FRAME))
