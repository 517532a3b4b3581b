"""The verbs that judge the work: `test`, `check`, `bench`."""

import shutil
import xml.etree.ElementTree as Xml
from collections.abc import Callable, Sequence
from pathlib import Path

from workshop.database import database, spare_database
from workshop.preparing import prepare, preparing
from workshop.running import PYTHON, VAR, VENV, Env, Failure, call, no_words, say, side_by_side, step

TEMPLATE = (PYTHON, "-m", "tests.database")
Check = tuple[str, Sequence[str]]
_TYPES: Check = ("Kiểu dữ liệu (mypy)", ["mypy"])
"""Takes longer than all others together: they, and the beginning of the tests, are done beside it."""
_CHECKS: Sequence[Check] = (
    ("Cách trình bày (ruff format)", ["ruff", "format", "--check", ".", "dev"]),
    ("Lỗi thường gặp (ruff check)", ["ruff", "check", ".", "dev"]),
    ("Cửa một chiều giữa các phòng (lint-imports)", ["lint-imports"]),
)
_MIGRATIONS: Check = (
    "Mô hình và bản nâng cấp (makemigrations)",
    ["daumoi", "django", "makemigrations", "--check", "--dry-run"],
)

_WHOLE_SUITE = ("--numprocesses=2", "--dist=loadfile", "--no-loadscope-reorder")
"""Two workers, each with a database of its own; a file stays together, so that its costly scenes are built once.

Files are dealt out in the order of conftest.py: the long ones first.
"""


def test(words: list[str]) -> None:
    """The whole suite, or with words only pytest on those (paths and pytest's own options).

    In continuous integration (`CI=true`), or with `DAUMOI_REQUIRE_JOURNEYS=1`, a browser journey that did not
    run is a failure.
    """
    with preparing("dev") as ready, spare_database() as found:
        required = found.get("CI") == "true" or found.get("DAUMOI_REQUIRE_JOURNEYS") == "1"
        env = with_browser(found, required=required)
        if words:
            ready()
            run_tests(env, words)
        else:
            side_by_side(
                lambda: checks(env, _TYPES), lambda: whole_suite(env, ready=ready, journeys_required=required)
            )


def whole_suite(env: Env, *, ready: Callable[[], None], journeys_required: bool) -> None:
    """The quick checks, then every test; `ready` returns when there is what pages and papers need."""
    checks(env, *_CHECKS)
    with step("Mô hình khớp bản nâng cấp; cơ sở dữ liệu mẫu của bộ kiểm thử"):
        call(*TEMPLATE, env=env, remedy="Không dựng được cơ sở dữ liệu mẫu, xem ở trên.")
    ready()
    report = run_tests(env, _WHOLE_SUITE)
    if journeys_required and (problem := missing_journeys(report)):
        raise Failure(f"Hành trình trình duyệt là bắt buộc nhưng {problem}.")


def run_tests(env: Env, words: Sequence[str]) -> Path:
    """Pytest with these words; where it left its report."""
    report = VAR / "test-report.xml"
    report.unlink(missing_ok=True)
    call(
        *(PYTHON, "-m", "pytest", f"--junitxml={report}", "-rs", *words),
        env=env,
        remedy="Có kiểm thử không đạt, xem ở trên.",
    )
    return report


def check(words: list[str]) -> None:
    """Everything of `test` but the tests."""
    no_words(words)
    prepare("dev")
    with spare_database() as env:
        side_by_side(lambda: checks(env, _TYPES), lambda: checks(env, *_CHECKS, _MIGRATIONS))


def bench(words: list[str]) -> None:
    """One JSON line per bench; words choose modules of bench/. On a durable server, as in service."""
    prepare("dev")
    with database(VAR / "bench-postgres") as env:
        call(PYTHON, "-m", "bench", *words, env=env, remedy="Có phép đo vượt ngân sách, xem ở trên.")


def checks(env: Env, *wanted: Check) -> None:
    """Style, import contracts, migrations, types: all that are wanted are run, then all that failed are named."""
    failed = []
    for title, (program, *words) in wanted:
        try:
            with step(title):
                call(VENV / "bin" / program, *words, env=env, remedy="Hãy sửa các dòng đã nêu.", quiet=True)
        except Failure as failure:
            say(f"  ✗ {failure}")
            failed.append(title)
    if failed:
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
