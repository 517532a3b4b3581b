"""Life of the embedded server: started once for everybody who needs it, stopped by the last one."""

import contextlib
import fcntl
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, TracebackType
from typing import IO

from daumoi.config.postgres import cluster, credentials
from daumoi.config.postgres.credentials import Credentials, Urls
from daumoi.config.postgres.errors import EmbeddedServerError
from daumoi.config.postgres.places import Place, data_folder, locate
from daumoi.config.postgres.processes import (
    Answer,
    ask,
    clear_leftovers,
    free_port,
    port_is_free,
    postmaster,
)

_START_SECONDS = 120  # crash recovery of a large database takes its time
_STOP_SECONDS = 60
_START_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Status:
    """State of one embedded server as seen now."""

    running: bool
    answers: bool
    process: int | None
    port: int | None
    data_dir: str | None
    logs: str | None


class EmbeddedServer:
    """The PostgreSQL server of one installation.

    `home` is the installation's folder: data in `<home>/postgres`, passwords in `<home>/postgres.json`.
    `throwaway` is for tests: quick, and not safe against power loss.

    As a context manager it counts itself among the users of the server and stops the server on leaving if
    it was the last one; SIGTERM then leaves in an orderly way too. All methods raise `EmbeddedServerError`
    with a Vietnamese message. Several processes may call them at the same time.
    """

    def __init__(self, home: Path, *, throwaway: bool = False) -> None:
        self._home = home.resolve()  # as the system names it: processes are known by their working folder
        self._throwaway = throwaway
        self._use: IO[str] | None = None
        self._previous_handler: object = None

    def ensure_running(self) -> Urls:
        """Create, recover or start the server as needed; returns when both roles can sign in."""
        with self._alone():
            known = credentials.load(home=self._home)
            data_dir = data_folder(home=self._home, known=known)
            if data_dir is not None and postmaster(data_dir) is not None:
                if known is not None and self._wait_until_ready(known, data_dir):
                    return known.urls
                self._halt(data_dir)
            try:
                return self._cold_start(known)
            except EmbeddedServerError:
                if not self._throwaway or data_dir is None or not cluster.is_throwaway(data_dir):
                    raise
                self._remove(data_dir)  # test data damaged by a power cut: new data is as good
                return self._cold_start(None)

    def stop(self) -> bool:
        """Stop the server whoever uses it (open transactions are rolled back); False when it did not run."""
        if not self._home.exists():
            return False
        with self._alone():
            return self._stop_running()

    def stop_if_unused(self) -> bool:
        """Stop the server unless a process is still inside its context; False when nothing was stopped."""
        if not self._home.exists():
            return False
        with self._alone(), self._users_file() as users:
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            return self._stop_running()

    def status(self) -> Status:
        """Look without changing anything."""
        known = credentials.load(home=self._home)
        data_dir = data_folder(home=self._home, known=known)
        process = postmaster(data_dir) if data_dir is not None else None
        answers = process is not None and known is not None and ask(known.urls.app)[0] is Answer.READY
        return Status(
            running=process is not None,
            answers=answers,
            process=process,
            port=known.port if known is not None else None,
            data_dir=str(data_dir) if data_dir is not None else None,
            logs=str(data_dir / "log") if data_dir is not None else None,
        )

    def __enter__(self) -> Urls:
        self._catch_sigterm()
        try:
            self._use = self._users_file()
            fcntl.flock(self._use, fcntl.LOCK_SH)
            return self.ensure_running()
        except BaseException:
            self._leave()
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()

    def _leave(self) -> None:
        if self._use is not None:
            self._use.close()
            self._use = None
        try:
            self.stop_if_unused()
        finally:
            self._release_sigterm()

    def _catch_sigterm(self) -> None:
        """Without a handler SIGTERM ends Python on the spot and the server would stay behind."""
        if (
            threading.current_thread() is threading.main_thread()
            and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
        ):
            self._previous_handler = signal.signal(signal.SIGTERM, _exit_in_order)

    def _release_sigterm(self) -> None:
        if self._previous_handler is not None:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            self._previous_handler = None

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """One process at a time starts or stops; the system frees the lock of a killed process."""
        with self._shared_file("postgres.lock") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _users_file(self) -> IO[str]:
        """Every user holds a shared lock on this file for as long as it lives."""
        return self._shared_file("postgres.users")

    def _shared_file(self, name: str) -> IO[str]:
        path = self._home / name
        try:
            self._home.mkdir(parents=True, exist_ok=True)
            file = path.open("a", encoding="ascii")
        except OSError as error:
            raise EmbeddedServerError(
                f"Không ghi được {path} ({error.strerror}). Hãy chạy bằng tài khoản sở hữu {self._home} "
                "và kiểm tra quyền ghi."
            ) from error
        credentials.give_to_owner_of(self._home, file.fileno())
        return file

    def _cold_start(self, known: Credentials | None) -> Urls:
        place = locate(home=self._home, known=known)
        cluster.make_cluster(place, throwaway=self._throwaway)
        clear_leftovers(place.data_dir, socket_folder=place.socket_folder())
        wanted = known or credentials.new(home=self._home, data_dir=place.data_dir, port=free_port())
        wanted = wanted.at(home=self._home, data_dir=place.data_dir)
        credentials.save(home=self._home, credentials=wanted)
        cluster.apply_roles(place, wanted)
        for _ in range(_START_ATTEMPTS):
            if not port_is_free(wanted.port):
                wanted = wanted.on_port(free_port())
                credentials.save(home=self._home, credentials=wanted)
            if self._launch(place, wanted):
                break
        else:
            raise EmbeddedServerError(
                f"PostgreSQL không khởi động được. Xem {place.data_dir / 'start.log'}\n{_last_lines(place)}"
            )
        self._check_roles(wanted)
        return wanted.urls

    def _launch(self, place: Place, wanted: Credentials) -> bool:
        socket = place.socket_folder()
        cluster.write_settings(place, port=wanted.port, socket=socket, throwaway=self._throwaway)
        (place.data_dir / "start.log").unlink(missing_ok=True)
        done = place.account.run(
            [
                *(place.program("pg_ctl"), "start", "-D", place.data_dir, "-w", "-t", str(_START_SECONDS)),
                *("-s", "-l", place.data_dir / "start.log"),
            ],
            timeout=_START_SECONDS + 30,
        )
        return done.code == 0

    def _check_roles(self, wanted: Credentials) -> None:
        for url in (wanted.urls.owner, wanted.urls.app):
            verdict, words = ask(url)
            if verdict is not Answer.READY:
                raise EmbeddedServerError(
                    f"PostgreSQL đã chạy ở cổng {wanted.port} nhưng không đăng nhập được: {words}. "
                    f"Hãy đổi tên {self._home / credentials.FILE_NAME} rồi chạy lại."
                )

    def _wait_until_ready(self, known: Credentials, data_dir: Path) -> bool:
        """True when the running server lets us in; False when it must be restarted (new passwords, dying)."""
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline:
            verdict, _ = ask(known.urls.app)
            if verdict is Answer.READY:
                return True
            if verdict is Answer.REFUSED or _listens_elsewhere(data_dir, known.port):
                return False
            if postmaster(data_dir) is None:
                return False
            time.sleep(0.2)
        return False

    def _stop_running(self) -> bool:
        data_dir = data_folder(home=self._home, known=credentials.load(home=self._home))
        if data_dir is None or postmaster(data_dir) is None:
            return False
        self._halt(data_dir)
        return True

    def _halt(self, data_dir: Path) -> None:
        place = locate(home=self._home, known=credentials.load(home=self._home))
        for mode in ("fast", "immediate"):
            place.account.run(
                [
                    *(place.program("pg_ctl"), "stop", "-D", data_dir, "-s", "-w"),
                    *("-t", str(_STOP_SECONDS), "-m", mode),
                ],
                timeout=_STOP_SECONDS + 30,
            )
            if postmaster(data_dir) is None:
                return
        raise EmbeddedServerError(
            f"PostgreSQL (tiến trình {postmaster(data_dir)}) trong {data_dir} không chịu dừng. "
            "Hãy kết thúc tiến trình này rồi chạy lại."
        )

    def destroy(self) -> None:
        """Stop a throw-away server and remove its data and passwords; refused for any other server."""
        if not self._home.exists():
            return
        with self._alone():
            data_dir = data_folder(home=self._home, known=credentials.load(home=self._home))
            if data_dir is None:
                return
            if not cluster.is_throwaway(data_dir):
                raise EmbeddedServerError(f"Không xoá {data_dir}: đây không phải máy chủ dùng để thử.")
            self._stop_running()
            self._remove(data_dir)

    def _remove(self, data_dir: Path) -> None:
        for folder in (data_dir, data_dir.with_name("postgres-socket")):
            shutil.rmtree(folder, ignore_errors=True)
        if data_dir.parent != self._home:  # a folder made for this installation alone
            data_dir.parent.rmdir()
        (self._home / credentials.FILE_NAME).unlink(missing_ok=True)


def _exit_in_order(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _listens_elsewhere(data_dir: Path, port: int) -> bool:
    """True when the server is ready on another port than the one we know (its password file was replaced)."""
    lines = (data_dir / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    return len(lines) > 7 and lines[7].strip() == "ready" and lines[3].strip() != str(port)


def _last_lines(place: Place, *, count: int = 8) -> str:
    """The end of what the server said while starting, from the newest of its logs."""
    found = [place.data_dir / "start.log", *sorted((place.data_dir / "log").glob("*.log"))]
    newest = max((log for log in found if log.exists()), key=lambda log: log.stat().st_mtime, default=None)
    if newest is None:
        return ""
    return "\n".join(newest.read_text(encoding="utf-8", errors="replace").splitlines()[-count:])
