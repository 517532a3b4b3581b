"""The register at the command line."""

import json
from datetime import date
from typing import Any

import click

from daumoi.foundation import clock
from daumoi.foundation.errors import NotFound
from daumoi.foundation.operating import operating
from daumoi.foundation.periods import parse_day
from daumoi.organisations import actions, queries
from daumoi.organisations.access import access_organisation
from daumoi.organisations.presenters import records
from daumoi.organisations.presenters.words import day_text, form_word, period_words, unit_certainty
from daumoi.organisations.queries import TreeNode

_as_of = click.option(
    "--as-of", "as_of", metavar="NGÀY", help="Ngày xem: 2011-09-08 hoặc 08/9/2011; mặc định hôm nay."
)
_as_json = click.option("--json", "as_json", is_flag=True, help="In dạng JSON.")


@click.group()
def organisations() -> None:
    """Sổ đăng ký bộ, cơ quan ngang bộ và đơn vị chuyên trách."""


@organisations.command("list")
@click.option(
    "--level", type=click.Choice(["ministry", "unit"]), default="ministry", show_default=True, help="Cấp."
)
@_as_of
@click.option("--simulated", is_flag=True, help="Chính phủ mô phỏng thay cho sổ thật.")
@_as_json
def list_command(level: str, as_of: str | None, simulated: bool, as_json: bool) -> None:
    """Danh sách tại một ngày, mỗi cơ quan kèm đơn vị chuyên trách."""
    day = _day(as_of)
    with operating():
        rows = queries.bodies(day=day, simulated=simulated)
    if as_json:
        if level == "unit":
            _print([record.dict() for record in records.unit_list(rows=rows, day=day)])
        else:
            _print([records.body_record(row=row, day=day).dict() for row in rows])
        return
    for number, row in enumerate(rows, start=1):
        units = [unit for unit in row.units if level == "ministry" or unit.state is not None]
        for unit in units:
            certainty = unit_certainty(row=unit, day=day)
            named = f"{unit.name} ({unit.form_label}; {certainty.word})" if unit.state else certainty.word
            click.echo(f"{number:>3}. {row.state.name}: {named}")
    click.echo(f"Ngày {day_text(day)}: {len(rows)} bộ, cơ quan ngang bộ.")


@organisations.command("show")
@click.argument("code")
@_as_of
@_as_json
def show(code: str, as_of: str | None, as_json: bool) -> None:
    """Một cơ quan hoặc đơn vị: tình trạng tại ngày, quá trình, kế thừa."""
    day = _day(as_of)
    with operating() as principal:
        organisation = access_organisation(principal=principal, code=code)
        view = queries.organisation_view(principal=principal, organisation=organisation, day=day)
    if as_json:
        _print(records.detail_record(view=view).dict())
        return
    state = view.state
    click.echo(f"{view.name} [{code}]")
    click.echo(
        f"Ngày {day_text(day)}: không có trong sổ."
        if state is None
        else f"Ngày {day_text(day)}: {form_word(state.form) if state.form else state.get_kind_display()}, "
        f"{period_words(state)}. Căn cứ: {state.basis_text or 'chưa có số liệu'}"
    )
    for line in view.lines:
        for held in line.states:
            click.echo(f"  {held.name}: {period_words(held)}")
    for relative in view.came_from:
        click.echo(f"  ← {relative.name} ({relative.link.get_kind_display()}, {day_text(relative.link.on)})")
    for relative in view.became:
        click.echo(f"  → {relative.link.get_kind_display()} {relative.name} ({day_text(relative.link.on)})")


@organisations.command("tree")
@click.argument("code")
@_as_of
@_as_json
def tree(code: str, as_of: str | None, as_json: bool) -> None:
    """Cây tổ chức dưới một cơ quan tại một ngày."""
    day = _day(as_of)
    with operating() as principal:
        organisation = access_organisation(principal=principal, code=code)
        top = queries.tree(organisation_id=organisation.pk, day=day)
    if top is None:
        raise NotFound(
            "organisations.not_there",
            f"Ngày {day_text(day)} sổ đăng ký không có “{code}”.",
            remedy="Chọn ngày khác bằng --as-of.",
        )
    if as_json:
        _print(records.tree_record(node=top).dict())
    else:
        _print_branch(top, 0)


@organisations.command("align")
def align() -> None:
    """Cho các việc ghi trước có hiệu lực hôm nay: đơn vị theo đúng cơ quan chủ quản của ngày. Chạy hằng ngày."""
    with operating():
        moved = actions.align_bodies(day=clock.today())
    click.echo(f"{moved} đơn vị đổi cơ quan chủ quản.")


def _print_branch(node: TreeNode, depth: int) -> None:
    mark = " · chuyên trách" if node.state.organisation.is_it_unit else ""
    click.echo(f"{'  ' * depth}{node.state.name} [{node.state.organisation.code}]{mark}")
    for child in node.children:
        _print_branch(child, depth + 1)


def _day(text: str | None) -> date:
    return parse_day(text, default=clock.today())


def _print(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


COMMANDS: tuple[click.Command, ...] = (organisations,)
