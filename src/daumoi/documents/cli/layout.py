"""The verb that checks the layout of a file: `daumoi documents check-layout FILE`."""

import json
from pathlib import Path

import click
from django.conf import settings
from django.utils.translation import gettext as _

from daumoi.documents.layout import Report, check
from daumoi.documents.queries.layout import layout_rules
from daumoi.foundation import clock
from daumoi.foundation.errors import Invalid


@click.command("check-layout")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@click.pass_context
def check_layout(context: click.Context, file: Path, as_json: bool) -> None:
    """Kiểm tra thể thức một tệp Word hoặc PDF; có chỗ sai thì mã thoát là 1."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise Invalid(
            "documents.layout.file",
            _("Không đọc được tệp (%(reason)s).") % {"reason": error.strerror},
            remedy=_("Kiểm tra đường dẫn và quyền đọc."),
            place=file.name,
        ) from error
    report = check(file.name, data, rules=layout_rules(packs=settings.PACKS, on=clock.today()))
    click.echo(
        json.dumps(report_data(report), ensure_ascii=False, indent=2) if as_json else _told(report, file)
    )
    if not report.passed:
        context.exit(1)


def report_data(report: Report) -> dict[str, object]:
    """The report for a program."""
    parts = ("code", "severity", "place", "found", "expected", "remedy", "page")
    return {
        "kind": report.kind,
        "pages": report.pages,
        "passed": report.passed,
        "findings": [{part: getattr(one, part) for part in parts} for one in report.findings],
        "checked": [{"code": code, "name": name} for code, name in report.checked],
    }


def _told(report: Report, file: Path) -> str:
    words = {"file": file.name, "n": len(report.deviations), "rules": len(report.checked)}
    head = _("%(file)s: %(n)d chỗ sai thể thức theo %(rules)d quy tắc đã kiểm tra.") % words
    return "\n".join((head, *(f"- {one}" for one in report.findings)))
