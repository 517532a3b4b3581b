"""Verbs of the installation itself: bring the database up to date, load a pack, collect files, serve."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click
from django.conf import settings
from django.core.management import execute_from_command_line
from django.db import DatabaseError

from daumoi.config import database, packs
from daumoi.config.translations import compile_catalogues
from daumoi.config.web_server import WORKERS, web_server
from daumoi.documents import actions as documents
from daumoi.foundation import clock
from daumoi.foundation.errors import Conflict, DomainError
from daumoi.foundation.operating import operating
from daumoi.history import queries as history
from daumoi.organisations import actions as organisations
from daumoi.ui import assets as ui_assets


@click.command()
def migrate() -> None:
    """Nâng cơ sở dữ liệu lên bản này và cấp lại quyền cho vai trò phục vụ."""
    database.migrate(verbosity=0)
    click.echo("Cơ sở dữ liệu đã đúng với bản này.")


@click.group()
def pack() -> None:
    """Gói dữ liệu pháp lý và sổ đăng ký của một quốc gia."""


@pack.command("load")
@click.argument("name", default="vietnam")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
def load(name: str, as_json: bool) -> None:
    """Nạp hoặc cập nhật gói dữ liệu NAME (thư mục trong packs/ hoặc đường dẫn)."""
    folder = Path(name) if "/" in name else settings.PACKS / name
    counts = packs.load_pack(folder)
    if as_json:
        click.echo(json.dumps(counts, ensure_ascii=False, indent=2))
        return
    click.echo(f"Gói {folder.name}: " + ", ".join(f"{count} {kind}" for kind, count in counts.items()) + ".")


@click.command()
@click.option("--node-modules", type=click.Path(path_type=Path), default=None, help="Thư mục gói npm.")
def assets(node_modules: Path | None) -> None:
    """Gom tệp giao diện có sẵn và biên dịch bản dịch."""
    changed = ui_assets.collect(
        node_modules=node_modules or settings.PROJECT / "node_modules", target=settings.HOME / "assets"
    )
    compiled = compile_catalogues()
    click.echo(f"Tệp giao diện: {'đã gom mới' if changed else 'không đổi'}; bản dịch: {compiled} ngôn ngữ.")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=WORKERS, show_default="2 × số nhân CPU", help="Số tiến trình phục vụ.")
def serve(host: str, port: int, workers: int) -> None:
    """Phục vụ trang web cho tới khi nhận Ctrl-C."""
    arguments = web_server(bind=f"{host}:{port}", workers=workers)
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    if os.environ.get("DATABASE_URL"):
        os.execv(sys.executable, arguments)  # noqa: S606 - the web server takes this process's place
    sys.exit(subprocess.call(arguments))


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def django(arguments: tuple[str, ...]) -> None:
    """Lệnh quản trị của Django, với vai trò chủ sở hữu cơ sở dữ liệu."""
    execute_from_command_line(["daumoi django", *arguments])


def _align(day: date) -> str:
    with operating("việc hằng ngày"):
        moved = organisations.align_bodies(day=day)
    return f"{moved} đơn vị đổi cơ quan chủ quản"


def _verify(day: date) -> str:
    with operating("việc hằng ngày"):
        found = history.verify()
    if found:
        raise Conflict(
            "daily.journal",
            f"Nhật ký có {len(found)} chỗ không khớp: {found[0].sentence}",
            remedy="Chạy daumoi history verify để xem từng dòng, đối chiếu với mã đầu chuỗi đã in.",
        )
    return "nhật ký nguyên vẹn"


def _remind(day: date) -> str:
    with operating("việc hằng ngày"):
        found = documents.remind_late(day=day, at=clock.now())
    return f"{found.papers} văn bản có nơi chậm trả lời, {found.closed} việc đôn đốc không còn cần"


def _opinions(day: date) -> str:
    with operating("việc hằng ngày"):
        late = documents.remind_opinions(day=day, at=clock.now())
        asked = documents.remind_guidance(day=day, at=clock.now())
    return f"{late} đợt góp ý có nơi chậm, {asked} đề nghị hướng dẫn đến hạn"


def _archive(day: date) -> str:
    with operating("việc hằng ngày"):
        warned = documents.warn_archive(day=day)
    return f"{warned} hồ sơ sắp đến hạn nộp lưu"


DAILY: tuple[tuple[str, Callable[[date], str]], ...] = (
    ("Sắp xếp tổ chức có hiệu lực hôm nay", _align),
    ("Việc đôn đốc trả lời văn bản", _remind),
    ("Góp ý dự thảo, đề nghị hướng dẫn đến hạn", _opinions),
    ("Hồ sơ sắp đến hạn nộp lưu", _archive),
    ("Đối chiếu nhật ký", _verify),
)
"""The works of every day, in their order, each in a transaction of its own. A room that gets one adds it here."""


@click.command()
def daily() -> None:
    """Chạy các việc hằng ngày của mọi phòng; chạy lại trong ngày không sao. Mã thoát 1 khi có việc không xong."""
    failed = 0
    for title, work in DAILY:
        try:
            said = work(clock.today())
        except (DomainError, DatabaseError) as error:
            failed += 1
            click.echo(f"{title}: CHƯA XONG. {error}", err=True)
        else:
            click.echo(f"{title}: {said}.")
    if failed:
        sys.exit(1)


def add_to(group: click.Group) -> None:
    """Join these verbs to the command line."""
    for command in (migrate, pack, assets, serve, daily, django):
        group.add_command(command)
