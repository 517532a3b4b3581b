"""The workshop door: `./dev`, the lock files, the build machine's script and the bench runner."""

import ast
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import bench
from bench.__main__ import main as run_benches
from workshop import judging, locking, serving
from workshop.running import Failure, environment, side_by_side

PROJECT = Path(__file__).resolve().parents[2]
DOOR = PROJECT / "dev"
VERBS = ("run", "test", "setup", "check", "lock", "bench", "demo", "shell")
LOCKS = [*sorted((PROJECT / "requirements").glob("*.txt")), PROJECT / "package-lock.json"]


def door(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, DOOR, *words],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        check=False,
    )


def test_the_door_lists_its_verbs() -> None:
    told = door()
    assert told.returncode == 0
    assert [line.split()[0] for line in told.stdout.splitlines() if line.startswith("  ")] == list(VERBS)


def test_an_unknown_verb_or_word_is_refused_in_one_line() -> None:
    told = door("ruun")
    assert (told.returncode, len(told.stdout.splitlines())) == (2, 1)
    assert "ruun" in told.stdout
    told = door("setup", "extra")
    assert (told.returncode, told.stdout) == (1, "Lỗi: Lệnh này không nhận thêm: extra.\n")


# messages.py renews the English catalogue and runs inside the environment that `dev` made
STANDALONE = [file for file in sorted((PROJECT / "workshop").glob("*.py")) if file.name != "messages.py"]


@pytest.mark.parametrize("file", [DOOR, *STANDALONE], ids=lambda file: file.name)
def test_the_workshop_needs_nothing_but_the_standard_library(file: Path) -> None:
    imported: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add((node.module or "").split(".")[0])
    assert imported <= sys.stdlib_module_names | {"workshop"}


def test_an_old_interpreter_can_read_the_door_and_says_what_to_install(tmp_path: Path) -> None:
    ast.parse(DOOR.read_text(encoding="utf-8"), feature_version=(3, 6))
    pretend = (
        f"import runpy, sys; sys.version_info = (3, 9, 2); runpy.run_path({str(DOOR)!r}, run_name='__main__')"
    )
    told = subprocess.run(
        [sys.executable, "-c", pretend],
        capture_output=True,
        text=True,
        env={"PATH": str(tmp_path)},
        check=False,
    )
    assert told.returncode == 1
    assert "3.11" in told.stderr
    assert "3.9" in told.stderr
    assert "apt-get install" in told.stderr


def test_an_old_interpreter_hands_over_to_a_newer_one(tmp_path: Path) -> None:
    (tmp_path / "python3.12").symlink_to(sys.executable)
    pretend = (
        f"import runpy, sys; sys.version_info = (3, 9, 2); runpy.run_path({str(DOOR)!r}, run_name='__main__')"
    )
    told = subprocess.run(
        [sys.executable, "-c", pretend],
        capture_output=True,
        text=True,
        env={"PATH": str(tmp_path)},
        check=False,
    )
    assert told.returncode == 0
    assert "./dev" in told.stdout


@pytest.mark.parametrize("file", LOCKS, ids=lambda file: file.name)
def test_lock_files_hold_no_address(file: Path) -> None:
    assert "://" not in file.read_text(encoding="utf-8")


def test_every_locked_front_end_package_has_its_hash() -> None:
    """What is left out is a link into the project, and to the lock an empty place."""
    packages = json.loads((PROJECT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    fetched = {name: one for name, one in packages.items() if name and one and not one.get("link")}
    assert {name for name, package in fetched.items() if "integrity" not in package} == set()
    assert {"node_modules/@tabler/core", "node_modules/axe-core"} <= set(fetched)


def test_addresses_are_taken_out_of_a_front_end_lock(tmp_path: Path) -> None:
    file = tmp_path / "package-lock.json"
    package = {
        "version": "1",
        "integrity": "sha512-x",
        "resolved": "https://a",
        "funding": {"url": "https://b"},
    }
    link = {"resolved": "workshop/left-out", "link": True}
    locked = {"": {"name": "á"}, "node_modules/x": package, "node_modules/y": link}
    file.write_text(json.dumps({"packages": locked}))
    locking.strip_addresses(file)
    bare = {"version": "1", "integrity": "sha512-x"}
    assert json.loads(file.read_text()) == {"packages": locked | {"node_modules/x": bare}}


def test_a_taken_port_is_named_with_a_way_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(serving, "VAR", tmp_path)
    monkeypatch.setattr(serving, "_RECORD", tmp_path / "run.json")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(Failure, match=rf"Cổng {port} .*--port {port + 1}"):
            serving.run(["--port", str(port)])


def sleeping_server(tmp_path: Path) -> subprocess.Popen[bytes]:
    child = subprocess.Popen(
        [sys.executable, "-c", "import time; print(1, flush=True); time.sleep(60)"],
        start_new_session=True,
        stdout=subprocess.PIPE,
    )
    assert child.stdout
    with child.stdout as told:
        told.readline()  # once it speaks, the system shows its command line
    (tmp_path / "run.json").write_text(json.dumps({"process": child.pid, "port": 1}))
    return child


def test_a_web_server_left_behind_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(serving, "_RECORD", tmp_path / "run.json")
    monkeypatch.setattr(serving, "VENV", Path(sys.executable).parent)
    child = sleeping_server(tmp_path)
    serving.stop_leftover_server()
    assert child.wait(10) < 0
    assert not (tmp_path / "run.json").exists()


def test_a_foreign_process_with_the_recorded_number_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(serving, "_RECORD", tmp_path / "run.json")
    monkeypatch.setattr(serving, "VENV", tmp_path)
    child = sleeping_server(tmp_path)
    try:
        serving.stop_leftover_server()
        assert child.poll() is None
    finally:
        child.kill()
        child.wait()


def test_works_side_by_side_all_end_before_a_failure_is_told() -> None:
    ended = []

    def fail() -> None:
        raise Failure("hỏng")

    def work() -> None:
        ended.append(True)

    for works in ((fail, work), (work, fail)):
        with pytest.raises(Failure, match="hỏng"):
            side_by_side(*works)
    assert ended == [True, True]


def test_compiled_files_are_kept_whatever_the_machine_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert "PYTHONDONTWRITEBYTECODE" not in environment()


def test_required_journeys_without_a_browser_are_a_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(Failure, match="bắt buộc"):
        judging.with_browser({}, required=True)
    assert judging.with_browser({"CHROMIUM": "/nowhere"}, required=False) == {}
    assert "Bỏ qua các hành trình" in capsys.readouterr().out


def test_the_named_browser_is_used(tmp_path: Path) -> None:
    browser = tmp_path / "chromium"
    browser.touch()
    assert judging.with_browser({"CHROMIUM": str(browser)}, required=True) == {"CHROMIUM": str(browser)}


@pytest.mark.parametrize(
    ("cases", "problem"),
    [
        ('<testcase classname="tests.unit.test_a" name="a"/>', "không có hành trình nào được chạy"),
        ('<testcase classname="tests.journeys.test_a" name="b"><skipped/></testcase>', "bị bỏ qua: b"),
        ('<testcase classname="tests.journeys.test_a" name="c"/>', ""),
    ],
)
def test_journeys_count_only_when_pytest_ran_them(tmp_path: Path, cases: str, problem: str) -> None:
    report = tmp_path / "report.xml"
    report.write_text(f"<testsuites><testsuite>{cases}</testsuite></testsuites>")
    found = judging.missing_journeys(report)
    assert problem in found
    assert bool(found) == bool(problem)


def test_the_build_machine_runs_the_same_test_command() -> None:
    script = PROJECT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert subprocess.run(["bash", "-n", script], check=False).returncode == 0
    text = script.read_text(encoding="utf-8")
    assert "DAUMOI_REQUIRE_JOURNEYS=1" in text
    assert text.splitlines()[-1] == "./dev test"


@pytest.fixture
def benches(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(bench, "__path__", [str(tmp_path)])
    monkeypatch.delenv("DATABASE_URL", raising=False)
    for name in ("quick", "slow", "broken"):
        monkeypatch.delitem(sys.modules, f"bench.{name}", raising=False)
    return tmp_path


def write_bench(folder: Path, name: str, body: str) -> None:
    (folder / f"{name}.py").write_text(f"def run():\n    {body}\n")


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_benches_within_budget_pass(benches: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_bench(benches, "quick", "return [dict(name='quick', value=1, unit='ms', budget=2, ok=True)]")
    assert run_benches([]) == 0
    assert [(line["name"], line["ok"]) for line in lines(capsys)] == [("quick", True), ("over_budget", True)]


def test_a_slow_or_broken_bench_fails_the_run_and_hides_no_other(
    benches: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_bench(benches, "broken", "raise RuntimeError('x')")
    write_bench(benches, "quick", "return [dict(name='quick', value=1, unit='ms', budget=2, ok=True)]")
    write_bench(benches, "slow", "return [dict(name='slow', value=3, unit='ms', budget=2, ok=False)]")
    assert run_benches([]) == 1
    told = lines(capsys)
    assert [line["name"] for line in told] == ["broken", "quick", "slow", "over_budget"]
    assert told[-1]["value"] == 2


def test_no_bench_at_all_is_no_success(benches: Path) -> None:
    assert run_benches([]) == 1


def test_an_unknown_bench_is_named(benches: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_benches(["nothing"]) == 2
    assert "nothing" in capsys.readouterr().err
