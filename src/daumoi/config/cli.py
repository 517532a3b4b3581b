"""The product's own command line: `daumoi ROOM VERB …`. Rooms bring their verbs in `cli.py`; this file joins them."""

import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from importlib import import_module
from pathlib import Path
from typing import Any

import click

OWNER_VERBS = frozenset({"migrate", "django"})
"""Verbs that change the schema: they connect as the owner of the database."""

SERVERLESS = frozenset({"", "assets", "index"})
"""Verbs that need no database."""

NO_DATABASE = "postgresql://nobody@127.0.0.1:1/none"
"""The settings want an address; a serverless verb opens none."""

PROJECT = Path(__file__).resolve().parents[3]
ROOMS = (
    "overview",
    "council",
    "scheme",
    "indices",
    "surveys",
    "documents",
    "mandates",
    "organisations",
    "law",
    "accounts",
    "history",
)
"""Rooms with verbs of their own, in the order of the help page."""


class Rooms(click.Group):
    """Loads Django, then the rooms' verbs, only when a verb is really asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(super().list_commands(ctx))


def main() -> None:
    """Entry point of `.venv/bin/daumoi`: one clear line and a non-zero exit on a domain error."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "daumoi.config.settings.base")
    verb = next((word for word in sys.argv[1:] if not word.startswith("-")), "")
    if verb in OWNER_VERBS:
        os.environ["DAUMOI_ROLE"] = "owner"
    if verb in SERVERLESS:
        os.environ.setdefault("DATABASE_URL", NO_DATABASE)
        os.environ.setdefault("DATABASE_OWNER_URL", NO_DATABASE)
    with _server_if_ours(verb):
        _run()


def _server_if_ours(verb: str) -> AbstractContextManager[object]:
    """The embedded server for the time of a verb, when no other server is named and it is not held already."""
    if os.environ.get("DATABASE_URL") or verb in SERVERLESS:
        return nullcontext()
    from daumoi.config.postgres_server import EmbeddedServer  # only an installation without a server needs it

    return EmbeddedServer(Path(os.environ.get("DAUMOI_HOME", PROJECT / "var")))


def _run() -> None:
    import django

    django.setup()
    from daumoi.config import verbs
    from daumoi.foundation.errors import DomainError

    group = Rooms(name="daumoi", help="Đầu Mối: điều hành các đơn vị chuyên trách CNTT – chuyển đổi số.")
    verbs.add_to(group)
    for place in (*ROOMS, "config.demo"):
        module: Any = import_module(f"daumoi.{place}.cli")
        for command in module.COMMANDS:
            group.add_command(command)
    try:
        run: Callable[..., Any] = group.main
        run(prog_name="daumoi", standalone_mode=False)
    except DomainError as error:
        click.echo(f"Lỗi: {error}", err=True)
        sys.exit(1)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except BrokenPipeError:
        sys.exit(0)
