"""The suite's database and cast, shared by the rooms' tests and by tests/."""

import pytest

pytest_plugins = ["tests.database", "tests.cast"]

_LONG = ("tests/permissions/", "tests/journeys/", "src/daumoi/config/demo/", "tests/budgets/")
"""Where single tests take minutes: they begin first, so that two workers end together."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long tests first; all others as they were found."""
    items.sort(key=lambda item: not item.nodeid.startswith(_LONG))
