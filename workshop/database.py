"""A running PostgreSQL for as long as a verb needs it."""

import contextlib
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

from workshop.running import PYTHON, ROOT, VAR, Env, Failure, environment, is_mine_alone, step

_RUNS_AT_ONCE = 9


@contextlib.contextmanager
def database(home: Path, *options: str) -> Iterator[Env]:
    """Environment with the addresses of a PostgreSQL: that of DATABASE_URL, else our own in `home`.

    Our own is held by a child process that stops it when this process ends, however it ends.
    """
    env = environment()
    if env.get("DATABASE_URL"):
        yield env
        return
    with step("Khởi động PostgreSQL"):
        keeper = subprocess.Popen(
            [
                *(str(PYTHON), "-m", "daumoi.config.postgres_server", "hold", "--while-stdin-open", "--json"),
                *("--home", str(home), *options),
            ],
            cwd=ROOT,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        told = keeper.stdout.readline() if keeper.stdout else ""
    try:
        if not told:
            raise Failure("PostgreSQL không khởi động được, xem thông báo ở trên.")
        urls = json.loads(told)
        yield env | {"DATABASE_URL": urls["app"], "DATABASE_OWNER_URL": urls["owner"]}
    finally:
        keeper.communicate()


@contextlib.contextmanager
def spare_database() -> Iterator[Env]:
    """A throw-away server that nobody else uses now, so that two test runs in one folder never meet."""
    VAR.mkdir(parents=True, exist_ok=True)
    for number in range(1, _RUNS_AT_ONCE + 1):
        home = VAR / ("test-postgres" if number == 1 else f"test-postgres-{number}")
        with home.with_suffix(".lock").open("a", encoding="ascii") as lock:
            if is_mine_alone(lock):
                with database(home, "--throwaway") as env:
                    yield env
                return
    raise Failure(f"{_RUNS_AT_ONCE} lượt kiểm thử đang chạy trong thư mục này. Hãy đợi hoặc dừng bớt.")
