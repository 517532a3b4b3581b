"""The suite's database and cast, shared by the rooms' tests and by tests/."""

import gc

import pytest

pytest_plugins = ["tests.database", "tests.cast"]

_LONG = ("tests/", "src/daumoi/config/demo/")
"""Where single tests take minutes: they begin first, so that two workers end together."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long tests first; all others as they were found."""
    items.sort(key=lambda item: not item.nodeid.startswith(_LONG))


gc.disable()  # while modules are imported and tests collected, nothing is thrown away


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: the collector of garbage need not walk through it again."""
    gc.collect()
    gc.freeze()
    gc.enable()
