"""`daumoi law …`: the register at the command line. Every verb has `--as-of` and `--json`."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import click
from ninja import Schema

from daumoi.foundation import clock
from daumoi.foundation.operating import operating
from daumoi.foundation.periods import parse_day
from daumoi.law import queries
from daumoi.law.access import access_instrument, access_subject
from daumoi.law.presenters import records
from daumoi.law.presenters.regimes import regime_sentence
from daumoi.law.presenters.words import day_text


@click.group()
def law() -> None:
    """Căn cứ pháp lý: văn bản, pháp luật hiện hành, lịch nghĩa vụ."""


def _dated(command: Callable[..., None]) -> Callable[..., None]:
    """The two options of every verb."""
    command = click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")(command)
    return click.option(
        "--as-of", "as_of", default="", help="Ngày xem, ví dụ 2011-09-08; bỏ trống là hôm nay."
    )(command)


@law.command("list")
@click.argument("words", nargs=-1)
@click.option("--kind", default="", help="Loại: luat, nghi_dinh, thong_tu…")
@click.option("--subject", default="", help="Mã lĩnh vực.")
@click.option("--force", default="", help="Tình trạng: in_force, expired, unknown…, hoặc all.")
@click.option("--limit", default=queries.PAGE, show_default=True, type=click.IntRange(1, 1000))
@_dated
def list_instruments(
    words: tuple[str, ...], kind: str, subject: str, force: str, limit: int, as_of: str, as_json: bool
) -> None:
    """Liệt kê văn bản khớp WORDS (gõ không dấu cũng được)."""
    with operating():
        day = _day(as_of)
        filters = queries.Filters(text=" ".join(words), kind=kind, subject=subject, force=force)
        found = queries.register(day=day, filters=filters, size=limit)
        record = records.register_record(register=found, day=day)
    if as_json:
        _print(record)
        return
    for item in record.items:
        click.echo(f"{item.code:32} {item.name} · {item.force.word} · {item.title or 'chưa rõ tên'}")
    click.echo(f"{len(record.items)}/{record.matching} văn bản, tính đến ngày {day_text(day)}.")


@law.command("show")
@click.argument("code")
@_dated
def show(code: str, as_of: str, as_json: bool) -> None:
    """Văn bản mã CODE: hiệu lực, quan hệ, điều khoản."""
    with operating() as principal:
        day = _day(as_of)
        found = access_instrument(principal=principal, code=code)
        record = records.instrument_detail(view=queries.instrument_view(instrument=found, day=day), day=day)
    if as_json:
        _print(record)
        return
    click.echo(f"{record.name} · {record.title or 'chưa rõ tên'}")
    click.echo(f"Ngày {day_text(day)}: {record.force.word}. {record.force.why}")
    for relation in record.relations:
        on = f" từ {day_text(relation.on)}" if relation.on else ""
        click.echo(f"  {relation.word}: {relation.name}{on}")
    for provision in record.provisions:
        click.echo(f"  {provision.place}: {provision.text}")
    click.echo(f"Nguồn: {record.source.title}, {record.source.locator} ({record.source.confidence}).")


@law.command("in-force")
@click.argument("subject")
@_dated
def in_force(subject: str, as_of: str, as_json: bool) -> None:
    """Pháp luật hiện hành về lĩnh vực mã SUBJECT."""
    with operating() as principal:
        found = access_subject(principal=principal, code=subject)
        view = queries.in_force(subject=found, day=_day(as_of))
        record = records.in_force_record(view=view)
        sentence = regime_sentence(view=view)
    if as_json:
        _print(record)
        return
    click.echo(f"{record.name}. {sentence}")
    if record.regime is not None and record.regime.authority:
        click.echo(f"Cơ quan quản lý, hướng dẫn: {record.regime.authority}.")
    for item in record.instruments:
        click.echo(f"  {item.name} · {item.force.word} · {len(item.provisions)} điều khoản trong sổ")
    if record.before is not None:
        click.echo(f"Trước đó, đến {day_text(record.before.valid_to)}: {record.before.title}.")
    if record.after is not None:
        click.echo(f"Sau đó, từ {day_text(record.after.valid_from)}: {record.after.title}.")


@law.command("deadlines")
@_dated
def deadlines(as_of: str, as_json: bool) -> None:
    """Lịch nghĩa vụ: thời hạn theo luật và ngày đến hạn tới."""
    with operating():
        day = _day(as_of)
        items = [records.deadline_record(row=row, day=day) for row in queries.deadlines_on(day=day)]
    if as_json:
        _print(records.CalendarRecord(as_of=day, items=items))
        return
    for item in items:
        when = f"{day_text(item.next_on)} (còn {item.days_left} ngày)" if item.next_on else item.due
        click.echo(f"{when:28} {item.name}")
    click.echo(f"{len(items)} thời hạn, tính đến ngày {day_text(day)}.")


def _day(text: str) -> date:
    return parse_day(text, default=clock.today())


def _print(record: Schema) -> None:
    shown: dict[str, Any] = record.model_dump(mode="json")
    click.echo(json.dumps(shown, ensure_ascii=False, indent=2))


COMMANDS: tuple[click.Command, ...] = (law,)
