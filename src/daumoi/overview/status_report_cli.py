"""`daumoi report status`: the status report as files."""

from pathlib import Path

import click

from daumoi.foundation.clock import today
from daumoi.foundation.operating import operating
from daumoi.foundation.periods import parse_day
from daumoi.overview.status_report_actions import write_status_report


@click.group()
def report() -> None:
    """Báo cáo dạng PDF và XLSX."""


@report.command()
@click.option("--as-of", "as_of", default="", help="Ngày chốt số liệu, YYYY-MM-DD; mặc định hôm nay.")
@click.option(
    "--out",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Thư mục nhận tệp.",
)
@click.option("--simulated", is_flag=True, help="Chính phủ mô phỏng thay cho số liệu thật.")
def status(as_of: str, folder: Path, simulated: bool) -> None:
    """Hiện trạng đơn vị chuyên trách tính đến một ngày."""
    day = parse_day(as_of, default=today())
    with operating() as principal:
        for path in write_status_report(principal=principal, day=day, folder=folder, simulated=simulated):
            click.echo(str(path))


COMMANDS: tuple[click.Command, ...] = (report,)
