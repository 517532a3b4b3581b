"""The index engine at the command line, from file to file: no server, no database."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from daumoi.indices.files import definition_file, published_file, refusal, table_file, write_result
from daumoi_calc.indices import (
    Definition,
    FittedWeights,
    IndexFault,
    Mismatch,
    Table,
    check_published,
    compute,
    fitted_weights,
)

MOST_SHOWN = 20
_file = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def index() -> None:
    """Tính và kiểm tra chỉ số tổng hợp từ tệp, không cần cơ sở dữ liệu."""


@index.command("compute")
@click.argument("definition", metavar="ĐỊNH_NGHĨA.yaml", type=_file)
@click.argument("data", metavar="SỐ_LIỆU.csv", type=_file)
@click.option(
    "--out",
    metavar="THƯ_MỤC",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Nơi ghi kết quả.",
)
@click.option("--json", "as_json", is_flag=True, help="In dạng JSON.")
def compute_command(definition: Path, data: Path, out: Path, as_json: bool) -> None:
    """Tính chỉ số: điểm, thứ hạng, từng bước, vết xử lý, công thức để tính lại."""
    rules = definition_file(definition)
    table = table_file(data, definition=rules)
    try:
        result = compute(definition=rules, table=table)
    except IndexFault as fault:
        raise refusal(fault, data) from fault
    written = write_result(result, out)
    if as_json:
        _print(
            {
                "folder": str(out),
                "files": written,
                "recipe": result.recipe.as_json(),
                "result_sha256": result.digest(),
                "flags": [asdict(flag) for flag in result.flags],
            }
        )
        return
    scored = sum(bool(text) for text in result.printed())
    click.echo(f"{rules.name} bản {rules.version}: {scored}/{len(result.units)} đơn vị có điểm.")
    for flag in result.flags[:MOST_SHOWN]:
        click.echo(f"  Lưu ý: {flag.message}")
    if len(result.flags) > MOST_SHOWN:
        click.echo(f"  … còn {len(result.flags) - MOST_SHOWN} lưu ý trong flags.csv.")
    _say_status(rules)
    click.echo(f"Đã ghi {len(written)} tệp vào {out}. Mã kết quả: {result.digest()}")


@index.command("check")
@click.argument("definition", metavar="ĐỊNH_NGHĨA.yaml", type=_file)
@click.argument("data", metavar="SỐ_LIỆU.csv", type=_file)
@click.argument("published", metavar="CÔNG_BỐ.csv", type=_file)
@click.option("--partial", is_flag=True, help="Bảng công bố chỉ có một phần số đơn vị.")
@click.option("--json", "as_json", is_flag=True, help="In dạng JSON.")
def check_command(definition: Path, data: Path, published: Path, partial: bool, as_json: bool) -> None:
    """Kiểm tra số công bố: ô nào không suy ra được từ số thành phần đã in. Kết thúc bằng mã 1 nếu có."""
    rules = definition_file(definition)
    table = table_file(data, definition=rules)
    printed = published_file(published, definition=rules)
    try:
        found = check_published(definition=rules, table=table, published=printed, complete=not partial)
        fitted = fitted_weights(definition=rules, table=table, published=printed) if found else None
    except IndexFault as fault:
        raise refusal(fault, data) from fault
    if as_json:
        _print(
            {
                "checked": _compared(table, printed),
                "mismatches": [_plain({**asdict(one), "message": one.message}) for one in found],
                "fitted_weights": asdict(fitted) if fitted else None,
            }
        )
    else:
        _say(rules, table, printed, found, fitted)
    if found:
        sys.exit(1)


def _say(
    rules: Definition, table: Table, printed: Table, found: list[Mismatch], fitted: FittedWeights | None
) -> None:
    units = _compared(table, printed)
    if not units:
        click.echo("Hai tệp không có đơn vị nào chung: chưa kiểm tra được gì.")
        return
    if not found:
        click.echo(f"{rules.name} bản {rules.version}: mọi số công bố của {units} đơn vị đều suy ra được.")
        return
    click.echo(f"{rules.name} bản {rules.version}: {len(found)} ô không suy ra được, trong {units} đơn vị.")
    for one in found:
        click.echo(f"  {one.message}")
    if fitted is not None:
        weights = ", ".join(
            f"{code} {weight:.4f}".replace(".", ",") for code, weight in fitted.weights.items()
        )
        left = f"{fitted.largest_difference:.2g}".replace(".", ",")
        click.echo(f"Trọng số khớp nhất với số công bố: {weights} (còn lệch nhiều nhất {left}).")


def _compared(table: Table, printed: Table) -> int:
    return len(set(table.units) & set(printed.units))


def _say_status(rules: Definition) -> None:
    for line in rules.status:
        if line.status == "unconfirmed":
            click.echo(f"  Chưa xác nhận: {line.text}")


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """JSON knows no NaN: a number that could not be computed is null."""
    return {name: None if value != value else value for name, value in values.items()}


def _print(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False))


COMMANDS: tuple[click.Command, ...] = (index,)
