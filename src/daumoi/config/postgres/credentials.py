"""Port and passwords of one installation, kept in a file that only its owner can read."""

import hashlib
import json
import os
import secrets
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from daumoi.config.postgres.errors import EmbeddedServerError

FILE_NAME = "postgres.json"
DATABASE = "daumoi"
OWNER_ROLE = "daumoi_owner"
APP_ROLE = "daumoi_app"
HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Urls:
    """Addresses of the database: `app` serves people, `owner` migrates and creates test databases."""

    app: str
    owner: str


@dataclass(frozen=True, slots=True)
class Credentials:
    """What is needed to reach the server, and where it lives.

    `home` is the installation folder the file was written for, `data_dir` the folder of the cluster: with
    both, a copied installation is told apart from a moved one.
    """

    port: int
    host: str
    owner_password: str
    app_password: str
    home: str
    data_dir: str

    @property
    def urls(self) -> Urls:
        """Connection addresses for the two roles."""
        place = f"{self.host}:{self.port}/{DATABASE}"
        return Urls(
            app=f"postgresql://{APP_ROLE}:{self.app_password}@{place}",
            owner=f"postgresql://{OWNER_ROLE}:{self.owner_password}@{place}",
        )

    def on_port(self, port: int) -> "Credentials":
        """The same secrets on another port."""
        return replace(self, port=port)

    def at(self, *, home: Path, data_dir: Path) -> "Credentials":
        """The same secrets and port for a home that was moved."""
        return replace(self, home=str(home), data_dir=str(data_dir))


def new(*, home: Path, data_dir: Path, port: int) -> Credentials:
    """Fresh random passwords (256 bits each, safe inside an address without quoting)."""
    return Credentials(
        port=port,
        host=HOST,
        owner_password=secrets.token_urlsafe(32),
        app_password=secrets.token_urlsafe(32),
        home=str(home),
        data_dir=str(data_dir),
    )


def load(*, home: Path) -> Credentials | None:
    """Read `<home>/postgres.json`; None when the server was never started there.

    Raises `EmbeddedServerError` when the file cannot be read or is not what `save` wrote.
    """
    path = home / FILE_NAME
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return Credentials(
            port=int(found["port"]),
            host=str(found["host"]),
            owner_password=str(found["owner_password"]),
            app_password=str(found["app_password"]),
            home=str(found.get("home", home)),
            data_dir=str(found.get("data_dir", home / "postgres")),
        )
    except FileNotFoundError:
        return None
    except PermissionError as error:
        raise EmbeddedServerError(
            f"Không đọc được {path}: tệp thuộc tài khoản khác. "
            "Hãy chạy bằng đúng tài khoản đã cài đặt phần mềm."
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise EmbeddedServerError(
            f"Tệp {path} bị hỏng. Hãy đổi tên nó rồi chạy lại: mật khẩu mới sẽ được tạo, dữ liệu giữ nguyên."
        ) from error


def save(*, home: Path, credentials: Credentials) -> None:
    """Write the file with mode 0600 in one step, so that a reader never sees half of it.

    Started once by root in somebody's installation, the file still belongs to the owner of the installation.
    """
    if load(home=home) == credentials:
        return
    path = home / FILE_NAME
    beside = home / f".{FILE_NAME}.{os.getpid()}"
    beside.unlink(missing_ok=True)
    handle = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(asdict(credentials), file, indent=2)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
        give_to_owner_of(home, file.fileno())
    beside.replace(path)


def give_to_owner_of(home: Path, file: int) -> None:
    """Hand an open file, made by root, to the account that the installation belongs to."""
    if os.geteuid() == 0:
        owner = home.stat()
        os.fchown(file, owner.st_uid, owner.st_gid)


def urls(home: Path) -> Urls:
    """Addresses written by the last start under `home`; reads one file, starts nothing.

    Raises `EmbeddedServerError` when the server was never started there.
    """
    found = load(home=home)
    if found is None:
        raise EmbeddedServerError(
            f"Chưa có cơ sở dữ liệu trong {home}. Hãy chạy ./dev run, hoặc đặt biến DATABASE_URL."
        )
    return found.urls


def fingerprint(home: Path) -> str:
    """Short stable name of an installation, for folders outside it."""
    return hashlib.sha256(str(home).encode()).hexdigest()[:12]
