"""People and programs' keys at the installation's own command line."""

import json
from datetime import timedelta

import click

from daumoi.accounts import actions
from daumoi.accounts.models import Person
from daumoi.foundation import clock
from daumoi.foundation.errors import NotFound
from daumoi.foundation.operating import operating


@click.group()
def accounts() -> None:
    """Người dùng và khóa chương trình."""


@accounts.command("create")
@click.argument("username")
@click.option("--name", required=True, help="Họ và tên.")
@click.option("--email", default="", help="Thư điện tử.")
@click.password_option("--password", prompt="Mật khẩu", confirmation_prompt="Nhập lại mật khẩu")
def create(username: str, name: str, email: str, password: str) -> None:
    """Lập tài khoản USERNAME; quyền có từ phân công (daumoi organisations appoint)."""
    with operating() as principal:
        person = actions.create_person(
            by=principal, username=username, full_name=name, email=email, password=password
        )
    click.echo(f"Đã lập tài khoản {person.username} ({person.full_name}).")


@accounts.command("token")
@click.argument("username")
@click.option("--label", required=True, help="Chương trình nào dùng khóa này.")
@click.option("--days", default=90, show_default=True, help="Số ngày khóa có hiệu lực.")
def token(username: str, label: str, days: int) -> None:
    """Cấp khóa chương trình cho USERNAME; khóa chỉ hiện một lần."""
    with operating() as principal:
        person = Person.objects.filter(username=username).first()
        if person is None:
            raise NotFound(
                "accounts.person",
                f"Không có tài khoản “{username}”.",
                remedy="Xem danh sách: daumoi accounts list.",
            )
        key = actions.issue_token(
            by=principal, person=person, label=label, expires_at=clock.now() + timedelta(days=days)
        )
    click.echo(key)


@accounts.command("list")
@click.option("--json", "as_json", is_flag=True, help="In dạng JSON.")
def people(as_json: bool) -> None:
    """Danh sách tài khoản."""
    with operating():
        rows = [
            {"username": person.username, "name": person.full_name, "active": person.is_active}
            for person in Person.objects.order_by("username")
        ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        click.echo(f"{row['username']:<24} {row['name']}" + ("" if row["active"] else "  (đã ngừng)"))


COMMANDS: tuple[click.Command, ...] = (accounts,)
