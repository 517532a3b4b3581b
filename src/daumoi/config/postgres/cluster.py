"""Making a cluster, its settings and its roles.

Everything that needs a superuser is done by the single-user backend while the server is down. The superuser
has no password and is rejected by `pg_hba.conf`, so over a connection nobody is a superuser and nobody
passes row-level security (`owner` does, and no request is ever served as `owner`).
"""

import hashlib
import shutil
from pathlib import Path

from daumoi.config.postgres.credentials import APP_ROLE, DATABASE, OWNER_ROLE, Credentials
from daumoi.config.postgres.errors import EmbeddedServerError
from daumoi.config.postgres.places import Place, is_cluster

SUPERUSER = "daumoi_server"
_ROLES_STAMP = "daumoi-roles.sha256"
_THROWAWAY_MARK = "daumoi-throwaway"

_ACCESS_RULES = f"""\
# Written by Đầu Mối at each start. Loopback only, a password for everybody, no way in for the superuser.
local  all  {SUPERUSER}                 reject
host   all  {SUPERUSER}  0.0.0.0/0      reject
local  all  all                           scram-sha-256
host   all  all            127.0.0.1/32   scram-sha-256
"""

_SETTINGS = """\
# Written by Đầu Mối at each start; put changes of your own into custom.conf in this folder.
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = '{socket}'
unix_socket_permissions = 0700
max_connections = 100
password_encryption = 'scram-sha-256'
shared_buffers = '128MB'
dynamic_shared_memory_type = posix
max_wal_size = '1GB'
min_wal_size = '80MB'
jit = off
timezone = 'UTC'
lc_messages = 'C'
default_text_search_config = 'pg_catalog.simple'
logging_collector = on
log_directory = 'log'
log_filename = 'postgresql-%a.log'
log_truncate_on_rotation = on
log_rotation_age = '1d'
log_rotation_size = 0
log_timezone = 'UTC'
log_line_prefix = '%m [%p] %q%u@%d '
{durability}include_if_exists = 'custom.conf'
"""

_THROWAWAY = """\
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
autovacuum = off
"""

_ROLES = f"""\
do $$ begin
  if not exists (select from pg_roles where rolname = '{OWNER_ROLE}') then create role {OWNER_ROLE}; end if;
  if not exists (select from pg_roles where rolname = '{APP_ROLE}') then create role {APP_ROLE}; end if;
end $$;

alter role {OWNER_ROLE} with login nosuperuser createdb nocreaterole noreplication nobypassrls
  password '{{owner_password}}';

alter role {APP_ROLE} with login nosuperuser nocreatedb nocreaterole noreplication nobypassrls
  password '{{app_password}}';

alter role {OWNER_ROLE} set lock_timeout = '30s';

alter role {OWNER_ROLE} set statement_timeout = '30min';

alter role {OWNER_ROLE} set idle_in_transaction_session_timeout = '10min';

alter role {APP_ROLE} set lock_timeout = '5s';

alter role {APP_ROLE} set statement_timeout = '60s';

alter role {APP_ROLE} set idle_in_transaction_session_timeout = '60s';

revoke all on database postgres, template1 from public;

grant connect on database postgres to {OWNER_ROLE};

"""  # noqa: S608 (role names of this program, no input)

_DATABASE = f"""\
create database {DATABASE} owner {OWNER_ROLE};

"""

_DATABASE_RIGHTS = f"""\
revoke all on database {DATABASE} from public;

grant connect on database {DATABASE} to {APP_ROLE};

"""

_SCHEMA_RIGHTS = f"""\
revoke create on schema public from public;

grant usage on schema public to {APP_ROLE};

"""


def is_throwaway(data_dir: Path) -> bool:
    """True for a cluster made for tests: only such a one may run without durability or be removed."""
    return (data_dir / _THROWAWAY_MARK).exists()


def make_cluster(place: Place, *, throwaway: bool) -> None:
    """Run initdb unless the cluster exists; an interrupted attempt leaves a `.new` folder, which is redone.

    Raises `EmbeddedServerError` when initdb fails, when something else lies in the data folder, or when a
    throw-away server is wanted over real data.
    """
    if is_cluster(place.data_dir):
        _check_version(place)
        if throwaway and not is_throwaway(place.data_dir):
            raise EmbeddedServerError(
                f"Dữ liệu trong {place.data_dir} là dữ liệu thật, không dùng làm máy chủ để thử. "
                "Hãy chọn thư mục khác hoặc bỏ --throwaway."
            )
        return
    if place.data_dir.exists() and any(place.data_dir.iterdir()):
        raise EmbeddedServerError(
            f"Thư mục {place.data_dir} có tệp lạ, không phải dữ liệu PostgreSQL. Hãy đổi tên nó rồi chạy lại."
        )
    beside = place.data_dir.with_name(f"{place.data_dir.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    place.account.make_folder(beside)
    done = place.account.run(
        [
            *(place.program("initdb"), "-D", beside, "--no-instructions", f"--username={SUPERUSER}"),
            *("--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"),
            *("--auth-local=reject", "--auth-host=reject", *(["--no-sync"] if throwaway else [])),
        ]
    )
    if done.code != 0:
        raise EmbeddedServerError(
            f"Không tạo được dữ liệu PostgreSQL trong {beside}: {done.output.strip()[-400:]} "
            "Hãy kiểm tra dung lượng đĩa và quyền ghi."
        )
    if throwaway:
        place.account.write(beside / _THROWAWAY_MARK, "")
    beside.rename(place.data_dir)


def _check_version(place: Place) -> None:
    have = (place.data_dir / "PG_VERSION").read_text(encoding="ascii").strip()
    told = place.account.run([place.program("postgres"), "--version"]).output  # "postgres (PostgreSQL) 18.4"
    want = told.split()[-1].split(".")[0] if told.split() else "?"
    if have != want:
        raise EmbeddedServerError(
            f"Dữ liệu trong {place.data_dir} của PostgreSQL {have}, chương trình là bản {want}. "
            "Hãy xuất dữ liệu bằng bản cũ (pg_dump) và nạp lại, hoặc cài đúng bản đã khoá trong requirements."
        )


def write_settings(place: Place, *, port: int, socket: Path | None, throwaway: bool) -> None:
    """Write postgresql.conf and pg_hba.conf.

    `throwaway` gives up every guarantee against power loss and is for test servers only.
    """
    text = _SETTINGS.format(port=port, socket=socket or "", durability=_THROWAWAY if throwaway else "")
    place.account.write(place.data_dir / "postgresql.conf", text)
    place.account.write(place.data_dir / "pg_hba.conf", _ACCESS_RULES)


def apply_roles(place: Place, credentials: Credentials) -> None:
    """Bring database, roles, passwords and limits to what this program says; needs the server down.

    Does nothing when they already are (a hash of the statements lies in the data folder). So a lost
    password file is repaired by the next start. Raises `EmbeddedServerError` at the first statement
    refused.
    """
    roles = _ROLES.format(owner_password=credentials.owner_password, app_password=credentials.app_password)
    wanted = hashlib.sha256("".join((roles, _DATABASE_RIGHTS, _SCHEMA_RIGHTS)).encode()).hexdigest()
    stamp = place.data_dir / _ROLES_STAMP
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    _as_superuser(place, "postgres", roles)
    if DATABASE not in _databases(place):
        _as_superuser(place, "postgres", _DATABASE)
    _as_superuser(place, "postgres", _DATABASE_RIGHTS)
    for database in ("template1", DATABASE):  # template1: test databases inherit the same closed schema
        _as_superuser(place, database, _SCHEMA_RIGHTS)
    place.account.write(stamp, wanted)


def _databases(place: Place) -> set[str]:
    """Names of the databases, as the single-user backend prints them: `1: datname = "daumoi" (typeid …)`."""
    printed = _as_superuser(place, "postgres", "select datname from pg_database;\n\n")
    return {line.split('"')[1] for line in printed.splitlines() if 'datname = "' in line}


def _as_superuser(place: Place, database: str, statements: str) -> str:
    """Run statements (each closed by a semicolon and an empty line) in the single-user backend."""
    done = place.account.run(
        [
            *(place.program("postgres"), "--single", "-j", "-D", place.data_dir),
            *("-c", "exit_on_error=on", "-c", "log_min_error_statement=panic", database),
        ],
        text_in=statements,
    )
    if done.code != 0:
        raise EmbeddedServerError(
            f"Không thiết lập được vai trò trong {place.data_dir}: {done.output.strip()[-400:]} "
            "Hãy dừng mọi PostgreSQL đang dùng thư mục này rồi chạy lại."
        )
    return done.output
