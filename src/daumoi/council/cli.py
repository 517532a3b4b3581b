"""Verbs of this room: the ledger of recommendations and one session, as of any day."""

import json
from datetime import date
from typing import Any

import click

from daumoi.council import queries
from daumoi.council.access import access_council, access_session
from daumoi.council.presenters import data, pages, words
from daumoi.foundation.clock import today
from daumoi.foundation.operating import operating
from daumoi.foundation.periods import parse_day

AS_OF = click.option("--as-of", "as_of", default="", help="Ngày xem, YYYY-MM-DD; mặc định hôm nay.")
JSON = click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")


def _day(text: str) -> date:
    return parse_day(text, default=today())


def _print(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


@click.group()
def council() -> None:
    """Hội đồng, ban chỉ đạo: sổ kiến nghị và phiên họp."""


@council.command()
@AS_OF
@click.option("--council", "code", default="", help="Chỉ một hội đồng, theo mã.")
@click.option("--simulated", is_flag=True, help="Chính phủ mô phỏng thay cho số liệu thật.")
@JSON
def ledger(as_of: str, code: str, simulated: bool, as_json: bool) -> None:
    """Sổ theo dõi kiến nghị tại một ngày, việc lâu nhất trước."""
    with operating() as principal:
        chosen = access_council(principal=principal, code=code) if code else None
        found = queries.ledger(
            principal=principal,
            day=_day(as_of),
            council=chosen,
            simulated=None if chosen is not None else simulated,
        )
        if as_json:
            _print(data.ledger_data(found))
            return
        click.echo(
            f"Ngày {found.day:%d/%m/%Y}: {len(found.open)} việc đang chờ, {len(found.closed)} việc đã xong."
        )
        for row in (*found.open, *found.closed):
            click.echo(
                f"  {row.matter.code:20} {words.days_words(row.age.days):>22}  {row.state.label}: {row.matter.title}"
            )


@council.command()
@click.argument("code")
@JSON
def session(code: str, as_json: bool) -> None:
    """Một phiên: chương trình, thành viên, ý kiến, kết luận, và việc lần trước đến nay ra sao."""
    with operating() as principal:
        found = access_session(principal=principal, code=code)
        view = queries.session_view(principal=principal, session=found, day=today())
        last = queries.last_time(principal=principal, session=found)
        if as_json:
            _print({**data.session_data(view), "last_time": data.last_time_data(last)})
            return
        click.echo(f"{found.title} ({words.when_words(found)}): {found.state_words}.")
        click.echo(pages.last_time_sentence(last))
        for block in pages.kind_blocks(view):
            for one in block.rows:
                click.echo(f"  {block.title} · {one.speaker}: {one.text}")


COMMANDS: tuple[click.Command, ...] = (council,)
