"""`daumoi surveys export`: the data of a round as a table, or a questionnaire as XLSForm."""

from pathlib import Path

import click

from daumoi.foundation.errors import Invalid, NotFound
from daumoi.foundation.operating import operating
from daumoi.foundation.principal import Principal
from daumoi.surveys import queries
from daumoi.surveys.access import access_round
from daumoi.surveys.definition import from_data
from daumoi.surveys.exchange.bulk import write_csv, write_workbook
from daumoi.surveys.models import Round
from daumoi.surveys.xlsform import write_xlsform


@click.command("export")
@click.argument("code")
@click.argument("target", required=False, type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.option("--out", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="Tệp ghi ra.")
@click.option("--version", default="", help="Số bản của mẫu phiếu; mặc định bản mới nhất.")
def export(code: str, target: Path | None, out: Path | None, version: str) -> None:
    """Xuất toàn bộ số liệu của đợt CODE (.xlsx hoặc .csv), hay mẫu phiếu CODE thành XLSForm.

    Mã vừa là đợt vừa là mẫu phiếu thì lấy đợt; thêm --version để lấy mẫu phiếu.
    """
    file = out or target
    if file is None or (out is not None and target is not None):
        raise click.UsageError("Cần đúng một tệp ghi ra: --out TEP.xlsx")
    with operating() as principal:
        round_ = None if version else _round(principal, code)
        words = (
            _write_form(principal, code, version, file)
            if round_ is None
            else _write_round(principal, round_, file)
        )
    click.echo(f"{file}: {words}")


def _round(principal: Principal, code: str) -> Round | None:
    """The round of that code; None when the code is not a round's."""
    try:
        return access_round(principal=principal, code=code)
    except NotFound:
        return None


def _write_form(principal: Principal, code: str, version: str, file: Path) -> str:
    rows = [row.questionnaire for row in queries.questionnaires(principal=principal)]
    found = next((one for one in rows if one.code == code and version in ("", one.version)), None)
    if found is None:
        known = sorted(
            {one.code for one in rows} | {row.round.code for row in queries.rounds(principal=principal)}
        )
        raise NotFound(
            "surveys.export",
            f"Không có đợt khảo sát hay mẫu phiếu “{code}” {version}".strip() + ".",
            remedy=f"Hiện có: {', '.join(known)}."
            if known
            else "Nạp gói dữ liệu trước: daumoi pack load vietnam.",
        )
    definition = from_data(found.definition)
    file.write_bytes(write_xlsform(definition))
    return f"mẫu phiếu “{definition.code}” bản {definition.version}."


def _write_round(principal: Principal, round_: Round, file: Path) -> str:
    columns = queries.export_columns(round_=round_)
    lines = list(queries.export_lines(principal=principal, round_=round_))
    if file.suffix.lower() == ".csv":
        file.write_bytes(write_csv(columns=columns, lines=lines))
    elif file.suffix.lower() == ".xlsx":
        write_workbook(target=file, columns=columns, lines=lines, simulated=round_.is_simulated)
    else:
        raise Invalid(
            "surveys.export.kind",
            f"Không ghi được số liệu thành tệp “{file.suffix or file.name}”.",
            remedy="Đặt tên tệp kết thúc bằng .xlsx hoặc .csv.",
            place=file.name,
        )
    mark = ", số liệu mô phỏng" if round_.is_simulated else ""
    return f"{len(lines)} trả lời, {len(columns)} cột của đợt “{round_.code}”{mark}."


COMMANDS: tuple[click.Command, ...] = (export,)
