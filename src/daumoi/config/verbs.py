"""Verbs of the installation itself: bring the database up to date, load a pack, collect files, serve."""

import json
import os
import subprocess
import sys
from pathlib import Path

import click
from django.conf import settings
from django.core.management import execute_from_command_line

from daumoi.config import database, packs
from daumoi.config.translations import compile_catalogues
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
@click.option("--workers", default=2, show_default=True, help="Số tiến trình phục vụ.")
def serve(host: str, port: int, workers: int) -> None:
    """Phục vụ trang web cho tới khi nhận Ctrl-C."""
    arguments = [
        sys.executable,
        *("-m", "gunicorn", "daumoi.config.wsgi:application"),
        *("--bind", f"{host}:{port}", "--workers", str(workers), "--threads", "4"),
        *("--worker-class", "gthread", "--timeout", "120", "--log-level", "warning"),
    ]
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    if os.environ.get("DATABASE_URL"):
        os.execv(sys.executable, arguments)  # noqa: S606 - the web server takes this process's place
    sys.exit(subprocess.call(arguments))


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def django(arguments: tuple[str, ...]) -> None:
    """Lệnh quản trị của Django, với vai trò chủ sở hữu cơ sở dữ liệu."""
    execute_from_command_line(["daumoi django", *arguments])


def add_to(group: click.Group) -> None:
    """Join these verbs to the command line."""
    for command in (migrate, pack, assets, serve, django):
        group.add_command(command)
