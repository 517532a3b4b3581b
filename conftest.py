"""The suite's database and cast, shared by the rooms' tests and by tests/."""

import gc
from collections.abc import Generator

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

pytest_plugins = ["tests.database", "tests.cast"]

_LONG = ("tests/", "src/daumoi/config/demo/")
"""Where single tests take minutes: they begin first, so that two workers end together."""

_IN_ONE_HOUSE = frozenset(
    f"tests/journeys/test_{name}_journey.py"
    for name in ("letter", "survey", "small_screen", "newcomer", "no_script")
)
"""Journeys that walk in the same served house: on one worker it is furnished once."""


class OneHouseScheduling(LoadFileScheduling):
    """Deals out whole files; those of one house go to the same worker."""

    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        return "tests/journeys" if file in _IN_ONE_HOUSE else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling | None:
    """How files go to workers, where the command asks for whole files."""
    return OneHouseScheduling(config, log) if config.getvalue("dist") == "loadfile" else None


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
