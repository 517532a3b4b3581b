"""The operating-system account that PostgreSQL runs under.

PostgreSQL refuses to run as root, and a server that can read everything is not wanted anyway. For an ordinary
user the account is the user; for root it is an unprivileged system account, created when missing.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from daumoi.config.postgres.errors import EmbeddedServerError

SYSTEM_ACCOUNT = "daumoi-postgres"
_FALLBACK_ACCOUNTS = ("postgres", "nobody")


@dataclass(frozen=True, slots=True)
class Finished:
    """A command that ended: exit code and everything it printed."""

    code: int
    output: str


@dataclass(frozen=True, slots=True)
class Account:
    """An account with the few things done in its name."""

    uid: int
    gid: int

    @property
    def is_current(self) -> bool:
        """True when commands need no change of user."""
        return self.uid == os.geteuid()

    def run(self, command: Sequence[str | Path], *, text_in: str = "", timeout: float = 180) -> Finished:
        """Run a command as this account in a clean environment; a command that cannot start gives code 126.

        Output goes through a file, not a pipe: a daemon that outlives the command would keep a pipe open.
        """
        words = [str(word) for word in command]
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as printed:
            try:
                done = subprocess.run(
                    words,
                    input=text_in,
                    stdout=printed,
                    stderr=subprocess.STDOUT,
                    text=True,
                    timeout=timeout,
                    check=False,
                    cwd="/",
                    env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
                    user=None if self.is_current else self.uid,
                    group=None if self.is_current else self.gid,
                    extra_groups=None if self.is_current else [],
                )
            except OSError as error:
                return Finished(code=126, output=str(error))
            except subprocess.TimeoutExpired as error:
                raise EmbeddedServerError(
                    f"Lệnh {Path(words[0]).name} không kết thúc sau {timeout:.0f} giây. "
                    "Máy có thể đang quá tải; hãy thử lại."
                ) from error
            printed.seek(0)
            return Finished(code=done.returncode, output=printed.read())

    def can_enter(self, folder: Path) -> bool:
        """True when the account can reach this folder through its parents (asked, not guessed from modes)."""
        if self.is_current:
            return os.access(folder, os.X_OK)
        return self.run(["/bin/sh", "-c", 'cd -- "$1"', "sh", folder]).code == 0

    def make_folder(self, folder: Path, *, mode: int = 0o700) -> None:
        """Make sure the folder exists, belongs to the account and has this mode; parents stay untouched."""
        try:
            folder.mkdir(mode=mode, exist_ok=True)
            if folder.is_symlink() or (not self.is_current and folder.stat().st_uid not in (0, self.uid)):
                raise EmbeddedServerError(
                    f"Thư mục {folder} thuộc tài khoản khác hoặc là liên kết. Hãy đổi tên nó rồi chạy lại."
                )
            if folder.stat().st_uid != self.uid:
                os.chown(folder, self.uid, self.gid, follow_symlinks=False)
            folder.chmod(mode)
        except OSError as error:
            raise EmbeddedServerError(
                f"Không tạo được thư mục {folder} ({error.strerror}). Hãy kiểm tra quyền ghi và chỗ trống."
            ) from error

    def write(self, path: Path, text: str) -> None:
        """Write a private file (0600) of the account in one step, never through a link lying in the way."""
        beside = path.with_name(f".{path.name}.new")
        beside.unlink(missing_ok=True)
        handle = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_NOFOLLOW, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            if not self.is_current:
                os.fchown(file.fileno(), self.uid, self.gid)
        beside.replace(path)


def account_for(data_dir: Path) -> Account:
    """The account that runs (or shall run) the cluster in `data_dir`.

    An existing cluster keeps its owner. Raises `EmbeddedServerError` when it belongs to somebody else.
    """
    mine = os.geteuid()
    owner = data_dir.stat().st_uid if data_dir.exists() else None
    if mine != 0:
        if owner not in (None, mine):
            raise EmbeddedServerError(
                f"Dữ liệu trong {data_dir} thuộc tài khoản số {owner}. Hãy chạy bằng tài khoản đó, "
                "hoặc bằng root nếu lần đầu đã chạy bằng root."
            )
        return Account(uid=mine, gid=os.getegid())
    if owner:
        return Account(uid=owner, gid=data_dir.stat().st_gid)
    return _system_account()


def _system_account() -> Account:
    if _named(SYSTEM_ACCOUNT) is None and (
        program := shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    ):
        subprocess.run(
            [
                *(program, "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"),
                *("--shell", "/usr/sbin/nologin", SYSTEM_ACCOUNT),
            ],
            check=False,  # looked up afterwards: a read-only /etc or a parallel start is no disaster
            capture_output=True,
        )
    for name in (SYSTEM_ACCOUNT, *_FALLBACK_ACCOUNTS):
        found = _named(name)
        if found is not None and found.uid != 0:
            return found
    raise EmbeddedServerError(
        f"PostgreSQL không chạy được bằng root và máy không có tài khoản {SYSTEM_ACCOUNT}. "
        f"Hãy tạo tài khoản: useradd --system {SYSTEM_ACCOUNT}, hoặc chạy bằng tài khoản thường."
    )


def _named(name: str) -> Account | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(uid=entry.pw_uid, gid=entry.pw_gid)
