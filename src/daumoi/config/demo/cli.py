"""`daumoi demo`: build the simulated government and its rounds, write the reports, say who may sign in.

`daumoi demo council` plays one story on it: a letter, its answers, a session of the council, its papers;
`daumoi demo scheme` another: what the bodies propose, the plan under the ceilings, the papers up to a signed decision.
"""

from pathlib import Path

import click
from django.conf import settings

from daumoi.config.demo import building, chain, going_up, people


@click.group(invoke_without_command=True)
@click.option("--reports/--no-reports", default=True, show_default=True, help="Lập báo cáo sau khi dựng.")
@click.option("--out", type=click.Path(path_type=Path), default=None, help="Thư mục báo cáo.")
@click.pass_context
def demo(context: click.Context, reports: bool, out: Path | None) -> None:
    """Dựng chính phủ mô phỏng (chạy lại không đổi gì), lập báo cáo, in tài khoản."""
    if context.invoked_subcommand is not None:
        return
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


@demo.command()
@click.option("--out", type=click.Path(path_type=Path), default=None, help="Thư mục tệp.")
def council(out: Path | None) -> None:
    """Công văn tới 22 cơ quan, trả lời về, phiên họp hội đồng, bảng ý kiến và thông báo kết luận (mô phỏng)."""
    played = chain.build()
    sent, held = played.sent, played.held
    click.echo(
        f"Công văn số {sent.letter.code}: tới {played.asked} cơ quan, {played.arrived} vào sổ văn bản đến tại đây,"
        f" {sent.messages_out} đi theo thông điệp edXML; đã trả lời {sent.answered}/{played.asked}."
    )
    click.echo(
        f"Phiên họp “{held.session.title}”: {held.opinions} ý kiến, kết luận; thông báo số {held.notice.code}."
    )
    for path in chain.write_files(chain=played, folder=out or settings.REPORTS / "hoi-dong"):
        click.echo(f"  {path}")


@demo.command()
@click.option("--out", type=click.Path(path_type=Path), default=None, help="Thư mục tệp.")
def scheme(out: Path | None) -> None:
    """Từ trả lời khảo sát 2016 đến đề xuất, phương án tổng thể, bộ hồ sơ và dự thảo Quyết định đã ký (mô phỏng)."""
    played = going_up.build()
    click.echo(
        f"Đề án “{played.scheme.title}”: {played.proposed} bộ đề xuất; phương án được chọn đổi tổ chức ở"
        f" {played.changing} bộ; {played.papers} văn bản; sau quyết định giao {played.tasks} việc."
    )
    for path in going_up.write_files(played=played, folder=out or settings.REPORTS / "de-an"):
        click.echo(f"  {path}")


COMMANDS: tuple[click.Command, ...] = (demo,)
