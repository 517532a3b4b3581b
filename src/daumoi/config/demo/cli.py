"""`daumoi demo`: build the simulated government and its rounds, write the reports, say who may sign in."""

from pathlib import Path

import click
from django.conf import settings

from daumoi.config.demo import building, people


@click.command()
@click.option("--reports/--no-reports", default=True, show_default=True, help="Lập báo cáo sau khi dựng.")
@click.option("--out", type=click.Path(path_type=Path), default=None, help="Thư mục báo cáo.")
def demo(reports: bool, out: Path | None) -> None:
    """Dựng chính phủ mô phỏng (chạy lại không đổi gì), lập báo cáo, in tài khoản."""
    built = building.build()
    click.echo(
        "Chính phủ mô phỏng: đã có sẵn, không thay đổi."
        if built.was_there
        else f"Chính phủ mô phỏng: {built.bodies} cơ quan, {built.replies} trả lời, {built.acts} dòng nhật ký."
    )
    if reports:
        click.echo("Báo cáo:")
        for path in building.write_reports(folder=out or settings.REPORTS):
            click.echo(f"  {path}")
    click.echo(f"Tài khoản mô phỏng (mật khẩu: {people.PASSWORD}):")
    for account in people.ACCOUNTS:
        where = f" · {account.position}" if account.position else ""
        click.echo(f"  {account.username:<12} {account.full_name:<16} {account.role_title}{where}")


COMMANDS: tuple[click.Command, ...] = (demo,)
