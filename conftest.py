"""The suite's database and cast, shared by the rooms' tests and by tests/."""

import gc
from collections.abc import Generator

import pytest

pytest_plugins = ["tests.database", "tests.cast"]

_LONG = ("tests/", "src/daumoi/config/demo/")
"""Where single tests take minutes: they begin first, so that two workers end together."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long tests first; all others as they were found."""
    items.sort(key=lambda item: not item.nodeid.startswith(_LONG))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """No garbage is looked for while tests are imported and collected, nor among them later: they stay to the end."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        # a test leaves little; looking through it less often is a fiftieth of the work
        gc.set_threshold(50_000)
        gc.enable()
