"""Verbs of this room: registers, following answers, messages of the national exchange of documents."""

import json
import os
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO

import click
import msgspec
from django.utils.translation import gettext as _

from daumoi.documents import queries
from daumoi.documents.cli.exchange import exchange
from daumoi.documents.cli.layout import check_layout
from daumoi.documents.edxml.faults import shown
from daumoi.documents.edxml.file_names import safe_name
from daumoi.documents.edxml.model import DocumentMessage, Message
from daumoi.documents.edxml.read import AttachmentHead, OpenTarget, read_message
from daumoi.documents.edxml.words import notes, summary
from daumoi.documents.presenters.data import line_data, paper_data
from daumoi.documents.queries import Book, BookFilters
from daumoi.foundation import clock
from daumoi.foundation.errors import Invalid
from daumoi.foundation.operating import operating

_BOOKS = {"out": Book.OUT, "in": Book.IN, "drafts": Book.DRAFTS}


@click.group()
def documents() -> None:
    """Văn bản và liên thông văn bản."""


@documents.group()
def edxml() -> None:
    """Thông điệp edXML của trục liên thông văn bản quốc gia."""


@edxml.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="In toàn bộ thông điệp dạng JSON.")
@click.option(
    "--attachments",
    type=click.Path(path_type=Path, file_okay=False),
    help="Thư mục để lưu tệp đính kèm; tệp trùng tên không bị ghi đè.",
)
def read(file: Path, as_json: bool, attachments: Path | None) -> None:
    """Đọc một tệp edXML; tệp hỏng hoặc nguy hiểm bị từ chối với một dòng lý do."""
    message = _message(file, attachments)
    if as_json:
        click.echo(json.dumps(_data(message), ensure_ascii=False, indent=2))
        return
    for line in summary(message):
        click.echo(f"{line.label}: {line.value}")
    for note in notes(message):
        click.echo(_("Lưu ý: %(note)s") % {"note": note})


@documents.command("register")
@click.option("--side", type=click.Choice(list(_BOOKS)), default="out", show_default=True, help="Sổ nào.")
@click.option("--year", type=int, help="Năm của sổ; bỏ trống thì mọi năm.")
@click.option("--json", "as_json", is_flag=True, help="In dạng JSON.")
def register(side: str, year: int | None, as_json: bool) -> None:
    """Sổ văn bản của mọi cơ quan trong hệ thống này, cũ trước."""
    with operating() as principal:
        papers = queries.book_rows(principal=principal, filters=BookFilters(book=_BOOKS[side], year=year))
        if as_json:
            click.echo(_json([paper_data(paper) for paper in papers]))
            return
        for paper in papers:
            day = f"{paper.issued_date:%d/%m/%Y}" if paper.issued_date else "–"
            click.echo(f"{paper.code or '–'}\t{day}\t{paper.organ_name}\t{paper.kind.name}: {paper.subject}")


@documents.command("following")
@click.option("--json", "as_json", is_flag=True, help="In dạng JSON.")
def following(as_json: bool) -> None:
    """Văn bản đề nghị trả lời: ai đã trả lời, ai chậm."""
    day = clock.today()
    with operating() as principal:
        found = queries.followed_papers(principal=principal, day=day)
        if as_json:
            rows = [
                paper_data(one.paper) | {"lines": [line_data(line) for line in one.lines]} for one in found
            ]
            click.echo(_json(rows))
            return
        for one in found:
            late = _(", chậm %(n)d") % {"n": one.late} if one.late else ""
            answered = _("đã trả lời %(n)d/%(of)d") % {"n": one.answered, "of": one.asked}
            click.echo(f"{one.paper.code}: {answered}{late} · {one.paper.subject}")


def _json(value: Any) -> str:
    """Indented UTF-8; days and moments as ISO 8601."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=lambda one: one.isoformat())


documents.add_command(check_layout)
documents.add_command(exchange)
COMMANDS: tuple[click.Command, ...] = (documents,)


def _message(file: Path, folder: Path | None) -> Message:
    try:
        return _read_into(file, folder) if folder else _read(file, None)
    except OSError as error:
        raise Invalid(
            "documents.edxml.file",
            _("Không đọc hoặc không ghi được tệp (%(reason)s).") % {"reason": error.strerror},
            remedy=_("Kiểm tra đường dẫn, quyền và chỗ trống trên đĩa."),
            place=shown(str(error.filename or file)),
        ) from error


def _read(file: Path, open_target: OpenTarget | None) -> Message:
    with file.open("rb") as source:
        size = os.fstat(source.fileno()).st_size
        return read_message(source, open_target=open_target, declared_length=size)


def _read_into(file: Path, folder: Path) -> Message:
    """Read and keep the files: they get their names only when the whole message has proved good."""
    parts: dict[int, Path] = {}
    try:
        with ExitStack() as opened:

            def open_part(head: AttachmentHead) -> BinaryIO:
                folder.mkdir(parents=True, exist_ok=True)
                part = folder / f".{os.getpid()}-{head.index}.part"
                parts[head.index] = part
                return opened.enter_context(part.open("xb"))

            message = _read(file, open_part)
        if isinstance(message, DocumentMessage):
            _name_files(message, parts=parts, folder=folder)
        return message
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def _name_files(message: DocumentMessage, *, parts: dict[int, Path], folder: Path) -> None:
    targets: dict[str, Path] = {}
    for index, attachment in enumerate(message.attachments, start=1):
        if attachment.content is not None and index in parts:
            name = safe_name(attachment.name)
            targets[name if name not in targets else f"{index}-{name}"] = parts[index]
    for name in targets:
        if (folder / name).exists():
            raise Invalid(
                "documents.edxml.file",
                _("Đã có tệp “%(name)s” trong thư mục.") % {"name": name},
                remedy=_("Chọn thư mục khác."),
                place=shown(str(folder)),
            )
    for name, part in targets.items():
        os.link(part, folder / name)


def _data(message: Message) -> dict[str, Any]:
    """The whole message for a program, with its summary in words; kept XML as text."""
    plain = msgspec.to_builtins(message, builtin_types=(bytes,))
    return {
        **_with_text(plain),
        "summary": [msgspec.to_builtins(line) for line in summary(message)],
        "notes": list(notes(message)),
    }


def _with_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _with_text(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_with_text(item) for item in value]
    return value.decode() if isinstance(value, bytes) else value
