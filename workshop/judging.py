"""The verbs that judge the work: `test`, `check`, `bench`."""

import shutil
import xml.etree.ElementTree as Xml
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from workshop.database import database, spare_database
from workshop.preparing import prepare
from workshop.running import PYTHON, VAR, VENV, Env, Failure, call, no_words, say, step

TEMPLATE = ("python", "-m", "tests.database")
_CHECKS: dict[str, Sequence[str]] = {
    "Kiểu dữ liệu (mypy)": ["mypy"],
    "Cách trình bày (ruff format)": ["ruff", "format", "--check", ".", "dev"],
    "Lỗi thường gặp (ruff check)": ["ruff", "check", ".", "dev"],
    "Mô hình và bản nâng cấp (makemigrations)": [
        "daumoi",
        "django",
        "makemigrations",
        "--check",
        "--dry-run",
    ],
    "Cửa một chiều giữa các phòng (lint-imports)": ["lint-imports"],
}
"""The longest first: beside it the others are done."""

_WHOLE_SUITE = ("--numprocesses=2", "--dist=loadfile", "--no-loadscope-reorder")
"""Two workers, each with a database of its own; a file stays together, so that its costly scenes are built once.

Files are dealt out in the order of conftest.py: the long ones first.
"""


def test(words: list[str]) -> None:
    """The whole suite, or with words only pytest on those (paths and pytest's own options).

    In continuous integration (`CI=true`), or with `DAUMOI_REQUIRE_JOURNEYS=1`, a browser journey that did not
    run is a failure.
    """
    prepare("dev")
    with spare_database() as found:
        required = found.get("CI") == "true" or found.get("DAUMOI_REQUIRE_JOURNEYS") == "1"
        env = with_browser(found, required=required)
        if not words:
            checks(env, beside={"Cơ sở dữ liệu mẫu của bộ kiểm thử": TEMPLATE})
        report = VAR / "test-report.xml"
        report.unlink(missing_ok=True)
        call(
            *(PYTHON, "-m", "pytest", f"--junitxml={report}", "-rs", *(words or _WHOLE_SUITE)),
            env=env,
            remedy="Có kiểm thử không đạt, xem ở trên.",
        )
        if required and not words and (problem := missing_journeys(report)):
            raise Failure(f"Hành trình trình duyệt là bắt buộc nhưng {problem}.")


def check(words: list[str]) -> None:
    """Everything of `test` but the tests."""
    no_words(words)
    prepare("dev")
    with spare_database() as env:
        checks(env)


def bench(words: list[str]) -> None:
    """One JSON line per bench; words choose modules of bench/. On a durable server, as in service."""
    prepare("dev")
    with database(VAR / "bench-postgres") as env:
        call(PYTHON, "-m", "bench", *words, env=env, remedy="Có phép đo vượt ngân sách, xem ở trên.")


def checks(env: Env, *, beside: Mapping[str, Sequence[str]] | None = None) -> None:
    """Style, types, import contracts and migrations: all are run, two at a time, then all that failed are named.

    :param beside: other work that fills the time of the second while the longest check runs.
    """
    work = _CHECKS | dict(beside or {})

    def passes(title: str) -> bool:
        program, *words = work[title]
        try:
            with step(title):
                call(VENV / "bin" / program, *words, env=env, remedy="Hãy sửa các dòng đã nêu.", quiet=True)
        except Failure as failure:
            say(f"  ✗ {failure}")
            return False
        return True

    with ThreadPoolExecutor(2) as pair:
        outcomes = dict(zip(work, pair.map(passes, work), strict=True))
    if failed := [title for title, passed in outcomes.items() if not passed]:
        raise Failure(f"Chưa đạt: {'; '.join(failed)}.")


def with_browser(env: Env, *, required: bool) -> Env:
    """Environment that names the Chromium for the browser journeys, or leaves them out with a visible reason.

    Raises `Failure` when they are required and there is none.
    """
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    found = env.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), "")
    if found and Path(found).exists():
        return env | {"CHROMIUM": found}
    reason = "không thấy Chromium (đã tìm $CHROMIUM và chromium trong PATH; Debian: apt-get install chromium)"
    if required:
        raise Failure(f"Hành trình trình duyệt là bắt buộc nhưng {reason}.")
    say(f"! Bỏ qua các hành trình trình duyệt: {reason}.")
    return {key: value for key, value in env.items() if key != "CHROMIUM"}


def missing_journeys(report: Path) -> str:
    """Why the journeys do not count as run, by pytest's own report (JUnit XML); empty when they do."""
    tree = Xml.parse(report)  # noqa: S314 (written by our own pytest a moment ago)
    cases = [case for case in tree.iter("testcase") if "journey" in case.get("classname", "")]
    skipped = [case.get("name", "?") for case in cases if case.find("skipped") is not None]
    if not cases:
        return "không có hành trình nào được chạy"
    return f"có hành trình bị bỏ qua: {', '.join(skipped)}" if skipped else ""
