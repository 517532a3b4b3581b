"""Paths of the project, progress lines, and running other programs."""

import contextlib
import fcntl
import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
PRODUCT = VENV / "bin" / "daumoi"
VAR = Path(os.environ.get("DAUMOI_HOME") or ROOT / "var").absolute()
NODE_MODULES = ROOT / "node_modules"
Env = dict[str, str]


class Failure(Exception):
    """Work cannot go on; the text is Vietnamese, with place and remedy."""


def say(text: str) -> None:
    """One line to the person, at once; lines of works side by side stay whole."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


@contextlib.contextmanager
def step(title: str) -> Iterator[None]:
    """A progress line before, and the seconds it took after."""
    say(f"▸ {title} …")
    begun = time.monotonic()
    yield
    seconds = f"{time.monotonic() - begun:.1f}".replace(".", ",")
    say(f"  ✓ {title}: {seconds} giây")


def environment() -> Env:
    """Environment of everything started here: the project's own interpreter and programs come first.

    Compiled Python is kept whatever the machine says: every start would compile all libraries again.
    """
    hidden = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "PYTHONDONTWRITEBYTECODE")
    env = {key: value for key, value in os.environ.items() if key not in hidden}
    env["PATH"] = f"{VENV / 'bin'}{os.pathsep}{env.get('PATH', os.defpath)}"
    env.setdefault("PIP_ROOT_USER_ACTION", "ignore")
    env.setdefault("PYTHONUTF8", "1")
    return env


def call(*command: object, remedy: str, env: Env | None = None, quiet: bool = False) -> None:
    """Run a command in the project folder.

    Raises `Failure` with the remedy when it cannot be started or ends with an error; a quiet command then
    shows what it had to say.
    """
    words = [str(word) for word in command]
    sink = subprocess.PIPE if quiet else None
    errors = subprocess.STDOUT if quiet else None
    try:
        done = subprocess.run(
            words, cwd=ROOT, env=env or environment(), stdout=sink, stderr=errors, check=False
        )
    except OSError as error:
        raise Failure(f"Không chạy được {words[0]} ({error.strerror}). {remedy}") from error
    if done.returncode:
        if done.stdout:
            sys.stdout.write(done.stdout.decode(errors="replace"))
        shown = " ".join([Path(words[0]).name, *words[1:4]])
        raise Failure(f"Lệnh “{shown}” lỗi (mã {done.returncode}). {remedy}")


def side_by_side(*works: Callable[[], None]) -> None:
    """Do works that do not need each other at the same time; when all have ended, raise the first failure.

    The last one is done by the caller's own thread, so that an interruption reaches it at once: give the longest last.
    """
    *others, last = works
    with ThreadPoolExecutor(max(len(others), 1)) as hands:
        begun = [hands.submit(work) for work in others]
        last()
    for work in begun:
        work.result()


def fingerprint(*parts: object) -> str:
    """Hash of files (by content) and words, together with the place of the project folder."""
    digest = hashlib.sha256(str(ROOT).encode())
    for part in parts:
        digest.update(part.read_bytes() if isinstance(part, Path) else str(part).encode())
    return digest.hexdigest()


def is_fresh(stamp: Path, wanted: str) -> bool:
    """True when the stamp left by an earlier run says that this very work is done."""
    return stamp.exists() and stamp.read_text(encoding="ascii") == wanted


def is_mine_alone(lock: IO[str]) -> bool:
    """Take the lock for the life of this process; False when another process has it."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def no_words(words: list[str]) -> None:
    """For verbs without options."""
    if words:
        raise Failure(f"Lệnh này không nhận thêm: {' '.join(words)}.")
