"""`daumoi report round`: the national report of a round as files."""

from pathlib import Path

import click

from daumoi.foundation.operating import operating
from daumoi.overview.national_report_actions import write_national_report
from daumoi.surveys.access import SurveyPermission, access_round


@click.command("round")
@click.argument("code")
@click.option(
    "--out",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Thư mục nhận tệp.",
)
def round_report(code: str, folder: Path) -> None:
    """Báo cáo tổng hợp của đợt khảo sát CODE."""
    with operating() as principal:
        round_ = access_round(principal=principal, code=code, permission=SurveyPermission.ANALYSE)
        for path in write_national_report(principal=principal, round_=round_, folder=folder):
            click.echo(str(path))
