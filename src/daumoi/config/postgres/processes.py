"""Which processes of a cluster are alive, whether it answers, and which port is free."""

import contextlib
import os
import random
import signal
import socket
import sys
import time
from enum import Enum
from pathlib import Path

import psycopg

_ON_LINUX = sys.platform.startswith("linux")
_PORTS = range(15432, 29999)  # below the range from which systems take outgoing ports
_ORPHAN_PATIENCE = 5.0  # seconds a backend gets to notice that its postmaster was killed


class Answer(Enum):
    """What came back from an attempt to sign in."""

    READY = "ready"
    BUSY_STARTING = "starting"
    REFUSED = "refused"
    SILENT = "silent"


def ask(url: str) -> tuple[Answer, str]:
    """Sign in once; gives the verdict and the server's own words when it is not ready.

    The server proves that it knows the password (SCRAM), so another server on the same port never counts.
    A server whose connections are all taken is alive.
    """
    try:
        with psycopg.connect(url, connect_timeout=5, autocommit=True) as connection:
            connection.execute("select 1")
        return Answer.READY, ""
    except psycopg.OperationalError as error:
        words = str(error).strip()
    if "too many clients" in words or "connection slots" in words:
        return Answer.READY, words
    if (
        "starting up" in words
        or "not yet accepting" in words
        or "shutting down" in words
        or "in recovery" in words
    ):
        return Answer.BUSY_STARTING, words
    return (Answer.REFUSED if "FATAL" in words else Answer.SILENT), words


def postmaster(data_dir: Path) -> int | None:
    """Process id of the living postmaster of this very folder, else None.

    The lock file alone proves nothing: after a crash its number may belong to any other program, and in a
    copied folder it names the server of the original.
    """
    try:
        lines = (data_dir / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        process = abs(int(lines[0]))
        if lines[1] != str(data_dir):
            return None
    except (OSError, ValueError, IndexError):
        return None
    if _ON_LINUX:
        return process if _works_in(process, data_dir) else None
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return None
    except PermissionError:
        return process
    return process


def clear_leftovers(data_dir: Path, *, socket_folder: Path | None) -> None:
    """After a violent death: end orphaned backends, then remove the stale lock files of folder and socket.

    Lock files are removed only when no process works in the folder: they are what keeps two postmasters
    apart. PostgreSQL's own check looks at the process number alone, which after a crash may belong to
    anything, or to a dead process that nobody has buried (usual in containers). Elsewhere than on Linux
    that check decides.
    """
    if not _ON_LINUX:
        return
    deadline = time.monotonic() + _ORPHAN_PATIENCE
    while (orphans := _working_in(data_dir)) and time.monotonic() < deadline:
        time.sleep(0.1)
    for process in orphans:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    deadline = time.monotonic() + _ORPHAN_PATIENCE
    while (orphans := _working_in(data_dir)) and time.monotonic() < deadline:
        time.sleep(0.1)
    if orphans:
        return
    (data_dir / "postmaster.pid").unlink(missing_ok=True)
    for left in socket_folder.iterdir() if socket_folder is not None else ():
        left.unlink()


def _working_in(data_dir: Path) -> list[int]:
    numbers = (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit())
    return [number for number in numbers if _works_in(number, data_dir)]


def _works_in(process: int, data_dir: Path) -> bool:
    """True for a PostgreSQL process whose working folder is this one (a postmaster never leaves it)."""
    try:
        here = Path(f"/proc/{process}/cwd").readlink() == data_dir
        return here and Path(f"/proc/{process}/comm").read_text(encoding="utf-8").strip() == "postgres"
    except OSError:
        return False


def port_is_free(port: int) -> bool:
    """True when a server could listen on this loopback port now."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """A loopback port nobody listens on; random, so that two installations started together rarely meet."""
    while True:
        port = random.choice(_PORTS)  # noqa: S311 (not a secret)
        if port_is_free(port):
            return port
