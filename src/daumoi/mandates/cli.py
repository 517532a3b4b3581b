"""Verbs of this room: the coverage matrix and the catalogue of duties."""

import json
from datetime import date
from typing import Any

import click

from daumoi.foundation.clock import today
from daumoi.foundation.operating import operating
from daumoi.foundation.periods import parse_day
from daumoi.mandates import presenters, queries
from daumoi.mandates.queries import Coverage, Verdict

AS_OF = click.option("--as-of", "as_of", default="", help="Ngày xem, YYYY-MM-DD; mặc định hôm nay.")
JSON = click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")


def _day(text: str) -> date:
    return parse_day(text, default=today())


def _print(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


@click.command()
@AS_OF
@click.option("--simulated", is_flag=True, help="Chính phủ mô phỏng thay cho số liệu thật.")
@click.option("--set", "duty_set", default="", help="Chỉ một danh mục nhiệm vụ; all: mọi danh mục.")
@JSON
def coverage(as_of: str, simulated: bool, duty_set: str, as_json: bool) -> None:
    """Ma trận nhiệm vụ × cơ quan tại một ngày."""
    with operating() as principal:
        found = queries.coverage(
            principal=principal, day=_day(as_of), simulated=simulated, duty_set=duty_set or None
        )
        if as_json:
            _print(presenters.coverage_data(found))
        else:
            _print_matrix(found)


def _print_matrix(found: Coverage) -> None:
    cells = len(found.bodies) * len(found.duties)
    known = sum(cell.is_known for line in found.bodies for cell in line.cells)
    click.echo(
        f"Ngày {found.day:%d/%m/%Y}: {len(found.bodies)} cơ quan, {len(found.duties)} nhiệm vụ; "
        f"{known}/{cells} ô có số liệu, {len(found.without_data)} cơ quan chưa có số liệu nào."
    )
    for block in found.groups:
        if not block.is_counted:
            continue
        said = ", ".join(
            f"{block.counts[verdict]} {presenters.verdict_words(verdict)}"
            for verdict in Verdict
            if block.counts[verdict]
        )
        click.echo(f"  {block.group.label} ({len(block.duties)} nhiệm vụ): {said}.")
    click.echo("Dùng --json để lấy từng ô.")


@click.group()
def mandates() -> None:
    """Danh mục nhiệm vụ của đơn vị chuyên trách."""


@mandates.command()
@AS_OF
@click.option("--all", "everything", is_flag=True, help="Nhiệm vụ của mọi thời kỳ.")
@JSON
def duties(as_of: str, everything: bool, as_json: bool) -> None:
    """Nhiệm vụ có hiệu lực tại một ngày, với điều khoản làm căn cứ."""
    with operating() as principal:
        found = queries.catalogue(principal=principal, day=_day(as_of), include_past=everything)
        rows = [presenters.duty_with_grounds(duty) for duty in found]
    if as_json:
        _print(rows)
        return
    for row in rows:
        mark = " (đề xuất)" if row["is_proposal"] else ""
        click.echo(f"{row['code']:32} {row['group']:12} {row['name']}{mark}")


COMMANDS: tuple[click.Command, ...] = (coverage, mandates)
