"""A served house on real commits and a real Chromium, for the journeys of people."""

import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from playwright.sync_api import Browser, BrowserContext
from pytest_django import DjangoDbBlocker

from daumoi.config.settings.base import PROJECT
from daumoi.config.web_server import web_server
from daumoi.surveys.models import Round
from tests.cast import Cast, make_cast
from tests.database import cloned_database
from tests.journeys.house import House, issue_round, open_council, open_desks, open_scheme
from tests.journeys.reader import Reader

FOLDER = Path(__file__).parent
PATIENCE = 10_000
"""Milliseconds a page may take before a journey says it is stuck."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever stands in this folder is a journey."""
    for item in items:
        if FOLDER in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the browser: the one the workshop found, else the distribution's."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
    if not found or not Path(found).exists():
        pytest.skip("không thấy Chromium (đặt CHROMIUM, hoặc trên Debian: apt-get install chromium)")
    return found


@pytest.fixture(scope="session")
def browser_type_launch_args(chromium: str) -> dict[str, Any]:
    # Each page runs axe once: machine code made in the background for what will not run again is a fifth of the work.
    scripts = "--js-flags=--no-opt --no-maglev --no-flush-bytecode"
    return {
        "executable_path": chromium,
        "args": ["--no-sandbox", "--disable-background-networking", scripts],
    }


@pytest.fixture(scope="package")
def house(chromium: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[House]:
    """The product as it serves people: its own database, its own web server, the cast and a running round."""
    with _house(django_db_blocker, issue_round, open_desks) as made:
        yield made


@pytest.fixture(scope="module")
def council_house(
    chromium: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[House]:
    """A house of its own for the council: its letters take numbers that the other journeys count on."""
    with _house(django_db_blocker, open_council) as made:
        yield made


@pytest.fixture(scope="module")
def scheme_house(chromium: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[House]:
    """A house of its own for the scheme: three bodies, and a survey of which two replies were closed."""
    with _house(django_db_blocker, open_scheme) as made:
        yield made


@contextmanager
def _house(
    blocker: DjangoDbBlocker, furnish: Callable[[Cast], Round], *more: Callable[[Cast], object]
) -> Iterator[House]:
    """A database of its own with the cast, what `furnish` and `more` put into it, and a web server over it."""
    with cloned_database(blocker) as (name, _planter):
        cast = make_cast()
        round_ = furnish(cast)
        for put in more:
            put(cast)
        with _served(name) as address:
            yield House(address=address, cast=cast, round=round_)


@contextmanager
def _served(database: str) -> Iterator[str]:
    """A web server on a free loopback port for the time of the block, with the named database."""
    url = urlsplit(os.environ["DATABASE_URL"])
    environment = os.environ | {
        "DATABASE_URL": urlunsplit(url._replace(path=f"/{database}")),
        "DJANGO_SETTINGS_MODULE": "daumoi.config.settings.served",
        "PYTHONPATH": str(PROJECT / "src"),
        "PYTHONWARNINGS": "ignore",
    }
    with socket.create_server(("127.0.0.1", 0)) as door:
        handle = door.fileno()
        command = [*web_server(bind=f"fd://{handle}", workers=1), "--no-control-socket"]
        server = subprocess.Popen(command, env=environment, pass_fds=[handle])
        try:
            address = f"http://127.0.0.1:{door.getsockname()[1]}"
            _wait_for(f"{address}/tai-khoan/vao/", server)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=30)


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert server.poll() is None, "máy phục vụ dừng ngay khi khởi động"
        try:
            with urllib.request.urlopen(address, timeout=30):
                return
        except urllib.error.HTTPError:
            raise
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
    raise TimeoutError(address)


Enter = Callable[..., Reader]


@pytest.fixture
def enter(house: House, browser: Browser) -> Iterator[Enter]:
    """Open a fresh browser window on the house; its mistakes (script, blocked content) fail the journey."""
    opened: list[tuple[BrowserContext, Reader]] = []

    def begin(**options: Any) -> Reader:
        context = browser.new_context(
            base_url=house.address,
            locale="vi-VN",
            accept_downloads=True,
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(PATIENCE)
        reader = Reader(context.new_page(), has_script=options.get("java_script_enabled", True))
        opened.append((context, reader))
        return reader

    yield begin
    for context, _reader in opened:
        context.close()
    assert [mistake for _context, reader in opened for mistake in reader.mistakes] == []
