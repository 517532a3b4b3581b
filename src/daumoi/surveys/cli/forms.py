"""Questionnaires in and out of the command line as XLSForm."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

import click

from daumoi.foundation.operating import operating
from daumoi.surveys import actions, queries
from daumoi.surveys.definition import Definition, from_data
from daumoi.surveys.models import QuestionnaireState
from daumoi.surveys.presenters import questionnaires as presenters
from daumoi.surveys.xlsform import SheetProblem, read_xlsform
from daumoi.surveys.xlsform.guard import check_size
from daumoi.surveys.xlsform.problems import Refusal

FORM = click.argument("form", type=click.Path(exists=True, dir_okay=False, path_type=Path))
JSON = click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")


@click.command("import")
@FORM
@click.option("--publish", "at_once", is_flag=True, help="Ban hành ngay; bản đã ban hành không sửa được nữa.")
@click.option("--version", default="", help="Số bản thay cho số ghi trong tờ settings.")
@JSON
def import_form(form: Path, at_once: bool, version: str, as_json: bool) -> None:
    """Nhập một XLSForm thành mẫu phiếu (dự thảo, hoặc ban hành ngay)."""
    content = _content(form, as_json)
    try:
        with operating() as principal:
            made = actions.import_form(by=principal, content=content, name=form.name, version=version)
            row = made.questionnaire
            if at_once and row.state == QuestionnaireState.DRAFT:
                actions.publish(by=principal, questionnaire=row)
            state, definition = str(row.get_state_display()), from_data(row.definition)
    except actions.FormRefused as refused:
        _refuse(refused.problems, as_json)
    _report(definition, state, made.notes, as_json)


@click.command("check")
@FORM
@JSON
def check(form: Path, as_json: bool) -> None:
    """Xem một XLSForm có nhận được không, không ghi gì."""
    read = read_xlsform(_content(form, as_json), name=form.name)
    if read.definition is None:
        _refuse(read.problems, as_json)
    _report(read.definition, "nhận được", read.notes, as_json)


@click.command("questionnaires")
@JSON
def questionnaires(as_json: bool) -> None:
    """Các mẫu phiếu và các bản của chúng."""
    with operating() as principal:
        rows = [presenters.row_data(row) for row in queries.questionnaires(principal=principal)]
    if as_json:
        _print(rows)
        return
    for row in rows:
        click.echo(
            f"{row['code']}  bản {row['version']}  {row['state_words']}  "
            f"{row['variables']} câu và ô, {row['checks']} kiểm tra  {row['title']}"
        )
    if not rows:
        click.echo(
            "Chưa có mẫu phiếu nào. Nạp gói dữ liệu, hoặc nhập từ XLSForm: daumoi surveys import PHIEU.xlsx"
        )


def _content(form: Path, as_json: bool) -> bytes:
    """The file, refused unread when it is too heavy."""
    try:
        check_size(form.stat().st_size)
    except Refusal as refusal:
        _refuse([SheetProblem(refusal.message, refusal.remedy, column=form.name)], as_json)
    return form.read_bytes()


def _print(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def _report(definition: Definition, state: str, notes: Iterable[SheetProblem], as_json: bool) -> None:
    counts = presenters.counts(definition)
    if as_json:
        _print({**counts, "state": state, "notes": [_told(note) for note in notes]})
        return
    click.echo(
        f"“{counts['title']}” (mã {counts['code']}, bản {counts['version']}, {state}): {counts['sections']} phần, "
        f"{counts['variables']} câu và ô, {counts['tables']} bảng dòng mở, {counts['calculations']} ô tính, "
        f"{counts['checks']} kiểm tra."
    )
    for note in notes:
        click.echo(f"Lưu ý: {note}")


def _refuse(problems: Iterable[SheetProblem], as_json: bool) -> NoReturn:
    """One line per problem, exit code 1."""
    found = list(problems)
    if as_json:
        _print({"problems": [_told(problem) for problem in found]})
    else:
        for problem in found:
            click.echo(str(problem), err=True)
        click.echo(f"Không nhận: {len(found)} lỗi. Chưa ghi gì.", err=True)
    sys.exit(1)


def _told(problem: SheetProblem) -> dict[str, object]:
    return {
        "place": problem.place,
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column if problem.sheet else "",
        "message": problem.message,
        "remedy": problem.remedy,
    }


COMMANDS: tuple[click.Command, ...] = (import_form, check, questionnaires)
