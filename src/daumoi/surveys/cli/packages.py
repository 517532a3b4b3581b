"""Replies that travel between installations: `daumoi surveys package export | import`."""

import json
from pathlib import Path

import click

from daumoi.foundation import clock
from daumoi.foundation.errors import Invalid
from daumoi.foundation.operating import operating
from daumoi.surveys.access import access_reply
from daumoi.surveys.actions.packages import export_package, import_package
from daumoi.surveys.exchange.package import MOST_BYTES, Package, read_package

_OUT = click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Tệp gói ghi ra.",
)
_JSON = click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")


@click.group("package")
def package() -> None:
    """Gói trả lời có chữ ký, đi giữa hai bản cài đặt."""


@package.command("export")
@click.argument("round_code", metavar="ROUND")
@click.argument("organisation_code", metavar="ORGANISATION")
@_OUT
@_JSON
def export(round_code: str, organisation_code: str, out: Path, as_json: bool) -> None:
    """Đóng gói trả lời đã ký hoặc phê duyệt của một cơ quan trong một đợt."""
    with operating() as principal:
        reply = access_reply(principal=principal, round_code=round_code, organisation_code=organisation_code)
        data = export_package(by=principal, reply=reply)
        # inside the transaction: a file that cannot be written leaves no line in the journal
        out.write_bytes(data)
    _report(read_package(data), as_json, f"Đã ghi {out}. Đọc vân tay khóa này qua điện thoại cho nơi nhận.")


@package.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--round", "round_code", required=True, help="Mã đợt khảo sát nhận gói.")
@click.option("--fingerprint", default="", help="Vân tay khóa đã đối chiếu qua điện thoại, khi khóa còn lạ.")
@_JSON
def import_(file: Path, round_code: str, fingerprint: str, as_json: bool) -> None:
    """Nhập một gói trả lời; trả lời được ghi nhận là đã gửi."""
    if file.stat().st_size > MOST_BYTES:
        raise Invalid(
            "surveys.package.size",
            f"Gói nặng {file.stat().st_size >> 20} MB, tối đa {MOST_BYTES >> 20} MB.",
            remedy="Đề nghị cơ quan gửi lại gói do hệ thống xuất.",
            place=file.name,
        )
    data = file.read_bytes()
    found = read_package(data)
    with operating() as principal:
        reply = access_reply(
            principal=principal, round_code=round_code, organisation_code=found.manifest.organisation
        )
        import_package(by=principal, reply=reply, data=data, compared_fingerprint=fingerprint, at=clock.now())
    _report(found, as_json, "Đã nhập gói; trả lời được ghi nhận là đã gửi.")


def _report(found: Package, as_json: bool, words: str) -> None:
    manifest = found.manifest
    if as_json:
        told = {
            "round": manifest.round,
            "organisation": manifest.organisation,
            "content_code": manifest.content_code,
            "letter_number": manifest.letter_number,
            "fingerprint": found.fingerprint,
            "answers": len(found.content.answers),
            "is_simulated": manifest.is_simulated,
        }
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    click.echo(words)
    click.echo(
        f"Đợt {manifest.round} · {manifest.organisation} · mã nội dung {manifest.content_code} · "
        f"{len(found.content.answers)} câu"
    )
    click.echo(f"Vân tay khóa: {found.fingerprint}")


COMMANDS: tuple[click.Command, ...] = (package,)
