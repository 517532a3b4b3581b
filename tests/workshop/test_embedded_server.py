"""The embedded PostgreSQL: who may do what, and what survives violence."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from daumoi.config.postgres_server import EmbeddedServer, EmbeddedServerError, Urls, urls

PROJECT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "daumoi.config.postgres_server"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(PROJECT / "src")}


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """A folder that the server's account can walk into, as an installation usually is."""
    with tempfile.TemporaryDirectory(prefix="dm-") as made:
        folder = Path(made)
        folder.chmod(0o755)
        yield folder
        EmbeddedServer(folder, throwaway=True).destroy()


@pytest.fixture
def server(home: Path) -> EmbeddedServer:
    return EmbeddedServer(home, throwaway=True)


@pytest.fixture
def running(server: EmbeddedServer) -> Urls:
    return server.ensure_running()


def value(url: str, statement: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(statement.encode()).fetchone()
    return row[0] if row else None


def do(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement.encode())


def test_both_roles_sign_in_to_a_vietnamese_database(running: Urls) -> None:
    assert value(running.app, "select current_user") == "daumoi_app"
    assert value(running.owner, "select current_user") == "daumoi_owner"
    assert value(running.app, "select lower('ĐƯỜNG')") == "đường"
    assert (
        value(running.app, "select datlocale from pg_database where datname = current_database()")
        == "C.UTF-8"
    )


def test_secrets_and_data_are_closed_to_others(home: Path, running: Urls) -> None:
    assert (home / "postgres.json").stat().st_mode & 0o777 == 0o600
    assert (home / "postgres").stat().st_mode & 0o777 == 0o700
    assert (home / "postgres-socket").stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has another account to run the server under")
def test_under_root_the_server_runs_as_an_account_of_its_own(home: Path, running: Urls) -> None:
    assert (home / "postgres").stat().st_uid != 0


@pytest.mark.parametrize(
    "statement",
    [
        "create table t (i int)",
        "create temporary table t (i int)",
        "create schema s",
        "create database d",
        "create role r",
        "set role daumoi_owner",
        "alter role daumoi_app superuser",
    ],
)
def test_the_serving_role_creates_nothing(running: Urls, statement: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        do(running.app, statement)


def test_the_owner_makes_test_databases_but_is_no_superuser(running: Urls) -> None:
    do(running.owner, "create database of_a_test")
    do(running.owner, "drop database of_a_test")
    assert (
        value(running.owner, "select rolsuper or rolbypassrls from pg_roles where rolname = current_user")
        is False
    )
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        do(running.owner, "create role r")


def test_nobody_signs_in_as_superuser_or_without_the_password(running: Urls) -> None:
    place = running.app.rpartition("@")[2]
    for stranger in ("daumoi_server:x", "daumoi_server", "daumoi_app:wrong", "daumoi_app"):
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(f"postgresql://{stranger}@{place}")


def test_the_server_listens_on_loopback_only(running: Urls) -> None:
    assert value(running.owner, "show listen_addresses") == "127.0.0.1"


def test_each_role_has_its_limits(running: Urls) -> None:
    limits = ("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout")
    assert [value(running.app, f"show {limit}") for limit in limits] == ["5s", "1min", "1min"]
    assert [value(running.owner, f"show {limit}") for limit in limits] == ["30s", "30min", "10min"]


def test_only_a_throwaway_server_gives_up_durability(
    server: EmbeddedServer, home: Path, running: Urls
) -> None:
    assert value(running.owner, "show fsync") == "off"
    server.stop()
    durable = EmbeddedServer(home)
    assert value(durable.ensure_running().owner, "show fsync") == "on"
    durable.stop()


def test_real_data_is_neither_run_unsafely_nor_removed(server: EmbeddedServer, home: Path) -> None:
    server.ensure_running()
    server.stop()
    mark = home / "postgres" / "daumoi-throwaway"
    mark.rename(home / "mark")  # what is left looks like the data of a real installation
    try:
        with pytest.raises(EmbeddedServerError, match="là dữ liệu thật"):
            server.ensure_running()
        with pytest.raises(EmbeddedServerError, match="Không xoá"):
            server.destroy()
        assert (home / "postgres" / "PG_VERSION").exists()
    finally:
        (home / "mark").rename(mark)


def test_damaged_test_data_is_made_anew(server: EmbeddedServer, home: Path) -> None:
    server.ensure_running()
    server.stop()
    (home / "postgres" / "global" / "pg_control").unlink()
    assert value(server.ensure_running().app, "select 1") == 1


def test_committed_rows_survive_kill_minus_nine(server: EmbeddedServer, home: Path) -> None:
    server.stop()
    durable = EmbeddedServer(home)
    running = durable.ensure_running()
    do(running.owner, "create table if not exists kept (i int)")
    busy = psycopg.connect(running.owner)
    busy.execute("insert into kept select generate_series(1, 1000)")
    busy.commit()
    busy.execute("insert into kept select generate_series(1, 1000)")  # never committed
    process = durable.status().process
    assert process is not None
    os.kill(process, signal.SIGKILL)
    again = durable.ensure_running()
    busy.close()
    assert value(again.owner, "select count(*) from kept") == 1000
    durable.stop()


def test_a_lock_file_naming_a_foreign_process_is_no_obstacle(server: EmbeddedServer, home: Path) -> None:
    server.ensure_running()
    server.stop()
    pid_file = home / "postgres" / "postmaster.pid"
    pid_file.write_text(f"{os.getpid()}\n{home / 'postgres'}\n1\n5432\n\n127.0.0.1\n1 1\nready\n")
    assert not server.status().running
    server.ensure_running()
    assert server.status().answers


def test_starts_at_the_same_time_end_in_one_server(server: EmbeddedServer, home: Path) -> None:
    server.stop()
    starts = [
        subprocess.Popen(
            [*COMMAND, "start", "--throwaway", "--json", "--home", str(home)],
            env=ENVIRONMENT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    answers = {start.communicate(timeout=60)[0] for start in starts}
    assert [start.returncode for start in starts] == [0, 0, 0]
    assert len(answers) == 1
    assert server.status().answers


def test_a_port_taken_by_another_program_is_replaced(server: EmbeddedServer, running: Urls) -> None:
    server.stop()
    port = server.status().port
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", port))
        other.listen()
        moved = server.ensure_running()
    assert f":{port}/" not in moved.app
    assert value(moved.app, "select 1") == 1


def test_a_lost_password_file_is_healed_by_a_restart(
    server: EmbeddedServer, home: Path, running: Urls
) -> None:
    (home / "postgres.json").unlink()
    healed = server.ensure_running()
    assert healed.app != running.app
    assert value(healed.app, "select 1") == 1


def test_a_damaged_password_file_says_what_to_do(server: EmbeddedServer, home: Path, running: Urls) -> None:
    file = home / "postgres.json"
    good = file.read_text()
    file.write_text("{")
    try:
        with pytest.raises(EmbeddedServerError, match=r"postgres\.json bị hỏng.*đổi tên"):
            server.ensure_running()
    finally:
        file.write_text(good)


def test_a_copy_of_an_installation_never_serves_the_original(home: Path, running: Urls) -> None:
    copy = home / "copy"
    copy.mkdir()
    shutil.copy(home / "postgres.json", copy)
    shutil.copytree(home / "postgres", copy / "postgres", ignore=shutil.ignore_patterns("base", "pg_wal"))
    try:
        assert not EmbeddedServer(copy).status().running
    finally:
        shutil.rmtree(copy)


def test_the_last_user_stops_the_server(server: EmbeddedServer, home: Path) -> None:
    server.stop()
    with server as first:
        with EmbeddedServer(home, throwaway=True) as second:
            assert first == second
        assert server.status().answers
        assert not server.stop_if_unused()
    assert not server.status().running


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_holder_and_server_in_order(server: EmbeddedServer, home: Path, number: int) -> None:
    server.stop()
    holder = subprocess.Popen(
        [*COMMAND, "hold", "--throwaway", "--home", str(home)],
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout
    assert "PostgreSQL đang chạy" in holder.stdout.readline()
    assert server.status().answers
    holder.send_signal(number)
    holder.communicate(timeout=30)
    assert holder.returncode == 0
    assert not server.status().running


def test_a_holder_whose_starter_was_killed_stops_the_server(server: EmbeddedServer, home: Path) -> None:
    server.stop()
    holder = subprocess.Popen(
        [*COMMAND, "hold", "--while-stdin-open", "--throwaway", "--home", str(home)],
        env=ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout
    holder.stdout.readline()
    assert server.status().answers
    holder.communicate(timeout=30)  # closes its input, as the end of the starter does
    deadline = time.monotonic() + 10
    while server.status().running and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not server.status().running


def test_before_the_first_start_there_is_no_address_but_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(EmbeddedServerError, match=r"\./dev run"):
        urls(tmp_path)
    told = subprocess.run(
        [*COMMAND, "urls", "--home", str(tmp_path)], env=ENVIRONMENT, capture_output=True, text=True
    )
    assert told.returncode == 1
    assert told.stderr.startswith("Lỗi: Chưa có cơ sở dữ liệu")
    assert len(told.stderr.splitlines()) == 1


def test_a_folder_with_foreign_files_is_not_taken_for_data(home: Path) -> None:
    letter = home / "other" / "postgres" / "letter.txt"
    letter.parent.mkdir(parents=True)
    letter.write_text("x")
    with pytest.raises(EmbeddedServerError, match="có tệp lạ"):
        EmbeddedServer(home / "other", throwaway=True).ensure_running()
    assert letter.exists()


@pytest.mark.skipif(
    os.geteuid() != 0, reason="only root may install below a folder that the server cannot enter"
)
def test_below_a_closed_folder_of_root_the_data_finds_open_ground(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    server = EmbeddedServer(closed / "var", throwaway=True)
    try:
        assert value(server.ensure_running().app, "select 1") == 1
        data_dir = Path(server.status().data_dir or "")
        assert not data_dir.is_relative_to(closed)
        assert data_dir.stat().st_mode & 0o777 == 0o700
        assert (closed / "var" / "postgres.json").stat().st_mode & 0o777 == 0o600
    finally:
        server.destroy()
    assert not data_dir.parent.exists()
