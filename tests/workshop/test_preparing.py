"""From a fresh clone to a place where the product runs: which Python, which installer, what begins when."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from workshop import preparing
from workshop.running import Failure, is_mine_alone

PROJECT = Path(__file__).resolve().parents[2]
OPTIMISED = "'--prefix=/opt' '--enable-optimizations'"


def lock_is_free(folder: Path) -> bool:
    with (folder / "setup.lock").open("a", encoding="ascii") as lock:
        return is_mine_alone(lock)


def test_a_python_without_venv_names_the_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(preparing, "PYTHON", tmp_path / "missing")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(Failure, match="python3-venv"):
        preparing.ensure_venv()


@pytest.mark.parametrize(
    ("options", "ending", "taken"),
    [
        ("'--prefix=/opt'", 0, "distribution"),
        ("'--prefix=/opt'", 1, "running"),  # too old, or it cannot make environments
        ("'--prefix=/opt'", None, "running"),  # there is none
        (OPTIMISED, 0, "running"),
    ],
)
def test_a_slow_build_of_python_gives_way_to_the_distributions(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, options: str, ending: int | None, taken: str
) -> None:
    distribution = tmp_path / "distribution"
    if ending is not None:
        distribution.write_text(f"#!/bin/sh\nexit {ending}\n")
        distribution.chmod(0o755)
    monkeypatch.setattr(preparing, "DISTRIBUTION", distribution)
    monkeypatch.setattr(sys, "executable", "/opt/compiled/bin/running")
    monkeypatch.setattr("sysconfig.get_config_var", lambda name: options)
    assert Path(preparing.interpreter()).name == taken


def test_the_product_command_works_below_a_path_with_spaces(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "đầu mối"
    (folder / "daumoi" / "config").mkdir(parents=True)
    (folder / "daumoi" / "config" / "cli.py").write_text("import sys\ndef main():\n    print(sys.argv[1:])\n")
    (folder / "python").symlink_to(sys.executable)
    monkeypatch.setattr(preparing, "PYTHON", folder / "python")
    command = folder / "daumoi-command"
    command.write_text(preparing.console_script())
    command.chmod(0o755)
    told = subprocess.run(
        [command, "a b", "c"],
        capture_output=True,
        text=True,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(folder)},
        check=False,
    )
    assert told.stdout == "['a b', 'c']\n"


def test_the_installers_lock_is_part_of_the_developers_lock() -> None:
    uv, dev = (
        (PROJECT / "requirements" / f"{name}.txt").read_text(encoding="utf-8") for name in ("uv", "dev")
    )
    wanted = uv[: uv.index("# via")].rstrip()
    assert wanted.startswith("uv==")
    assert wanted in dev


def test_pip_installs_where_uv_cannot(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    asked: list[str] = []

    def call(program: Path, *words: object, **_options: object) -> None:
        asked.append(program.name)
        if program.name == "uv":
            raise Failure("không có mạng")

    monkeypatch.setattr(preparing, "call", call)
    monkeypatch.setattr(preparing, "VENV", tmp_path)
    preparing.install("dev")
    assert asked == ["uv", "python"]
    assert "pip làm thay" in capsys.readouterr().out
    assert (tmp_path / ".daumoi-dev").exists()


def test_the_mirror_that_pip_knows_is_told_to_uv(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "kho-goi-noi-bo")
    assert preparing.mirror() == {"UV_DEFAULT_INDEX": "kho-goi-noi-bo"}


@pytest.fixture
def slow_front_end(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> tuple[list[str], Event]:
    """A workshop whose libraries are there at once, its front-end files when the event says so: what was done."""
    done: list[str] = []
    fetched = Event()

    def front_end(**_options: object) -> None:
        assert fetched.wait(timeout=10)
        done.append("front_end")

    def assets(*, fetched: Callable[[], None]) -> None:
        fetched()
        done.append("assets")

    monkeypatch.setattr(preparing, "VAR", tmp_path)
    monkeypatch.setattr(preparing, "front_end", front_end)
    monkeypatch.setattr(preparing, "assets", assets)
    for quick in ("ensure_tools", "install", "link_project"):
        monkeypatch.setattr(preparing, quick, lambda *_words, quick=quick: done.append(quick))
    return done, fetched


def test_work_that_needs_no_page_begins_before_the_front_end_is_there(
    slow_front_end: tuple[list[str], Event], tmp_path: Path
) -> None:
    done, fetched = slow_front_end
    with preparing.preparing("dev") as ready:
        done.append("work")
        assert not lock_is_free(tmp_path)
        fetched.set()
        ready()
        assert done == ["ensure_tools", "install", "link_project", "work", "front_end", "assets"]
        assert lock_is_free(tmp_path)


def test_what_the_front_end_lacks_is_told_when_it_is_needed(
    slow_front_end: tuple[list[str], Event], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def no_network(**_options: object) -> None:
        raise Failure("không có mạng")

    monkeypatch.setattr(preparing, "front_end", no_network)
    with pytest.raises(Failure, match="không có mạng"), preparing.preparing("dev") as ready:
        ready()
    assert "assets" not in slow_front_end[0]
    assert lock_is_free(tmp_path)
