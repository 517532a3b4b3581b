"""The annex of a reply as a paper to be signed: the answers as on the questionnaire, the content code on every page."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from daumoi.documents.rendering import render_letter, render_report
from daumoi.documents.rendering.model import (
    Block,
    Callout,
    Cell,
    Column,
    Contact,
    Document,
    Heading,
    Issuer,
    Items,
    Letter,
    Paragraph,
    Row,
    Signature,
    Strong,
    Table,
)
from daumoi.surveys.definition import Grid, Question, Roster, Section
from daumoi.surveys.definition.values import show
from daumoi.surveys.models import AnswerStatus, Reminder
from daumoi.surveys.queries.replies import ReplySheet
from daumoi.ui.wording import short_date

_ABSENCE = {
    AnswerStatus.NO_DATA: "chưa có số liệu",
    AnswerStatus.NOT_APPLICABLE: "không thuộc phạm vi",
    AnswerStatus.NOT_ARISEN: "không phát sinh",
}
_NUMERIC = {"integer", "decimal", "money", "percent"}


def annex_pdf(*, sheet: ReplySheet, code: str, at: datetime, fonts: Path) -> bytes:
    """The annex as PDF. `code` is the content code of exactly these answers; the same content gives the same bytes."""
    return render_report(annex_document(sheet=sheet, code=code), at=at, fonts=fonts)


def annex_document(*, sheet: ReplySheet, code: str) -> Document:
    """The annex as a structured paper."""
    round_ = sheet.reply.round
    letter = f"công văn số {round_.letter_number}"
    if round_.letter_date is not None:
        letter += f" ngày {short_date(round_.letter_date)}"
    opening: list[Block] = [
        Paragraph(
            (
                f"Trả lời {letter}. Số liệu chốt đến ngày {short_date(round_.cutoff_on)}. Mã nội dung: ",
                Strong(code),
                ".",
            )
        ),
        Callout(
            (
                "Mã nội dung đổi khi bất kỳ câu trả lời nào đổi. Văn bản đã ký có hiệu lực với đúng nội dung mang mã này.",
            ),
            title="Kiểm tra trước khi ký",
        ),
    ]
    body = [block for section in sheet.compiled.definition.sections for block in _section(sheet, section)]
    return Document(
        kind="PHỤ LỤC",
        issuer=Issuer(name=sheet.organisation_name.upper()),
        subject=f"Trả lời phiếu “{round_.title}”",
        notation="",
        blocks=(*opening, *body, *_explanations(sheet)),
        signature=Signature(position="THỦ TRƯỞNG CƠ QUAN"),
        simulated=round_.is_simulated,
        as_of=round_.cutoff_on,
        content_code=code,
    )


def _section(sheet: ReplySheet, section: Section) -> Iterator[Block]:
    if not sheet.evaluation.sections.get(section.code, True):
        return
    yield Heading(1, section.title.vi, number=section.code.upper())
    questions: list[Question] = []
    for item in section.items:
        if isinstance(item, Question):
            questions.append(item)
            continue
        yield from _questions(sheet, questions)
        questions = []
        if sheet.evaluation.relevant.get((item.code, 0), True):
            yield _grid(sheet, item) if isinstance(item, Grid) else _roster(sheet, item)
    yield from _questions(sheet, questions)


def _questions(sheet: ReplySheet, questions: list[Question]) -> Iterator[Block]:
    rows = tuple(
        Row((question.code.upper(), question.label.vi, _answer(sheet, question.code)))
        for question in questions
        if sheet.evaluation.relevant.get((question.code, 0), True)
    )
    if rows:
        columns = (
            Column("Câu", width="1.6cm"),
            Column("Nội dung", width="3fr"),
            Column("Trả lời", width="4fr"),
        )
        yield Table(columns=columns, rows=rows)


def _grid(sheet: ReplySheet, grid: Grid) -> Table:
    columns = (
        Column("", width="3fr"),
        *(
            Column(
                column.label.vi,
                align="right" if column.type in _NUMERIC else "left",
                width="1fr" if column.type in _NUMERIC else "2fr",
                unit=column.unit,
            )
            for column in grid.columns
        ),
    )
    rows = tuple(
        Row(
            (
                row.label.vi,
                *(_answer(sheet, f"{grid.code}_{row.code}_{column.code}") for column in grid.columns),
            )
        )
        for row in grid.rows
    )
    return Table(
        columns=columns, rows=rows, caption=f"{grid.code.upper()}. {grid.label.vi}", dense=len(columns) > 6
    )


def _roster(sheet: ReplySheet, roster: Roster) -> Table:
    columns = (
        Column("TT", align="centre", width="1cm"),
        *(
            Column(
                column.label.vi,
                align="right" if column.type in _NUMERIC else "left",
                width="1fr",
                unit=column.unit,
            )
            for column in roster.columns
        ),
    )
    rows = tuple(
        Row(
            (str(number), *(_answer(sheet, f"{roster.code}.{column.code}", row) for column in roster.columns))
        )
        for number, row in enumerate(sheet.rows.get(roster.code, []), start=1)
    )
    if not rows:
        held = sheet.answers.get((roster.code, 0))
        words = _ABSENCE.get(AnswerStatus(held.status), "") if held is not None else "chưa trả lời"
        rows = (Row((Cell((words,), span=len(columns), tone="muted"),)),)
    return Table(
        columns=columns,
        rows=rows,
        caption=f"{roster.code.upper()}. {roster.label.vi}",
        dense=len(columns) > 6,
    )


def _answer(sheet: ReplySheet, name: str, row: int = 0) -> str | Cell:
    if not sheet.evaluation.relevant.get((name, row), True):
        return Cell(("—",), tone="muted")
    held = sheet.answers.get((name, row))
    if held is not None and held.status in _ABSENCE:
        return Cell((_ABSENCE[AnswerStatus(held.status)],), tone="muted")
    value = sheet.value(name, row)
    if value is None:
        return Cell(("chưa trả lời",), tone="muted")
    variable = sheet.compiled.variables[name]
    return show(variable, value, sheet.compiled.definition)


def _explanations(sheet: ReplySheet) -> Iterator[Block]:
    if sheet.explanations:
        yield Heading(1, "Giải trình số liệu", number="")
        yield Items(
            tuple(
                ((f"{check}" if not row else f"{check}, dòng {row}") + f": {one.text} ({one.author_name})",)
                for (check, row), one in sorted(sheet.explanations.items())
            )
        )


def reminder_pdf(*, reminder: Reminder, issuer: str, addressee: str, at: datetime, fonts: Path) -> bytes:
    """A letter of reminder (công văn đôn đốc) ready for the body's own document system."""
    round_ = reminder.reply.round
    paragraphs = tuple(Paragraph((text,)) for text in reminder.text.split("\n\n") if text.strip())
    letter = Letter(
        issuer=Issuer(name=issuer.upper()),
        subject=f"đôn đốc trả lời phiếu “{round_.title}”",
        notation="",
        blocks=paragraphs,
        addressees=(addressee,),
        deadline=reminder.reply.due_on,
        contact=Contact(name=round_.contact_name, telephone=round_.contact_phone, email=round_.contact_email),
        closing="Trân trọng.",
        recipients=("Như trên", "Lưu: VT"),
        signature=Signature(position="THỦ TRƯỞNG CƠ QUAN"),
        simulated=round_.is_simulated,
        draft=not reminder.number,
    )
    return render_letter(letter, at=at, fonts=fonts)
