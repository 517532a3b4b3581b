"""Góp ý dự thảo in words: the board, the table of opinions and explanations as page, workbook and paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from daumoi.documents.forms.consulting import DecisionsForm
from daumoi.documents.models import Consultation, ConsultedBody, OpinionDecision
from daumoi.documents.queries.consulting import ConsultedLine, OpinionRow, Sheet
from daumoi.documents.rendering import model
from daumoi.documents.rules.consulting import DraftPart, Line
from daumoi.ui.spreadsheets import Sheet as Workbook
from daumoi.ui.spreadsheets import SheetColumn, Value, write_workbook
from daumoi.ui.wording import short_date

_STANDINGS = {
    Line.WAITING: (gettext_lazy("Chưa trả lời"), "none"),
    Line.LATE: (gettext_lazy("Quá hạn"), "late"),
    Line.OPINED: (gettext_lazy("Đã góp ý"), "done"),
    Line.AGREED: (gettext_lazy("Nhất trí, không có ý kiến"), "done"),
}
DECISIONS = {
    OpinionDecision.OPEN: gettext_lazy("Chưa xử lý"),
    OpinionDecision.ACCEPTED: gettext_lazy("Tiếp thu"),
    OpinionDecision.PARTLY: gettext_lazy("Tiếp thu một phần"),
    OpinionDecision.REFUSED: gettext_lazy("Không tiếp thu"),
}
_TONES = {
    OpinionDecision.OPEN: "soon",
    OpinionDecision.ACCEPTED: "done",
    OpinionDecision.PARTLY: "act",
    OpinionDecision.REFUSED: "none",
}
_COLUMNS = (
    (gettext_noop("Cơ quan, đơn vị"), 24, "2fr"),
    (gettext_noop("Điều, khoản"), 20, "1.6fr"),
    (gettext_noop("Ý kiến (nguyên văn)"), 48, "4fr"),
    (gettext_noop("Tiếp thu"), 16, "1.3fr"),
    (gettext_noop("Giải trình, lý do"), 40, "3fr"),
    (gettext_noop("Đã sửa"), 40, "3fr"),
)


@dataclass(frozen=True)
class LineView:
    """One asked place as the board shows it."""

    line: ConsultedBody
    words: str
    tone: str
    opinions: int
    is_waiting: bool


@dataclass(frozen=True)
class OpinionView:
    """One opinion in the table, with its cells of the form while it may be decided."""

    row: OpinionRow
    decision: str
    tone: str
    where: str
    cells: tuple[forms.BoundField, ...]


def line_view(one: ConsultedLine) -> LineView:
    """One line in words."""
    words, tone = _STANDINGS[one.standing]
    said = _("Quá hạn %(n)d ngày") % {"n": one.days_late} if one.days_late else str(words)
    waiting = one.standing in (Line.WAITING, Line.LATE)
    return LineView(one.line, said, tone, one.opinions, waiting)


def opinion_views(
    rows: Sequence[OpinionRow], *, parts: Sequence[DraftPart], form: DecisionsForm | None = None
) -> list[OpinionView]:
    """The rows of the table as a page shows them."""
    names = {part.key: part.label for part in parts}
    return [
        OpinionView(
            row=row,
            decision=str(DECISIONS[OpinionDecision(row.opinion.decision)]),
            tone=_TONES[OpinionDecision(row.opinion.decision)],
            where=names.get(row.opinion.change_part or row.opinion.part, ""),
            cells=form.cells(row.opinion.pk) if form is not None else (),
        )
        for row in rows
    ]


def _cells(view: OpinionView) -> tuple[str, ...]:
    opinion = view.row.opinion
    return (
        view.row.giver,
        view.row.part_name,
        opinion.text,
        view.decision,
        opinion.reason,
        _changed(view),
    )


def _changed(view: OpinionView) -> str:
    change = view.row.opinion.change
    return f"{view.where}: {change}" if change and view.where else change


def opinions_workbook(*, sheet: Sheet, at: datetime, day: date) -> bytes:
    """The table and the board as XLSX."""
    one = sheet.consultation
    title = _("Tổng hợp, tiếp thu, giải trình ý kiến: %(subject)s, lần %(round)d") % {
        "subject": one.subject,
        "round": one.round,
    }
    opinions = Workbook(
        name=_("Tiếp thu, giải trình"),
        title=title,
        columns=tuple(SheetColumn(_(name), "text", width) for name, width, _share in _COLUMNS),
        rows=[_cells(view) for view in opinion_views(sheet.opinions, parts=sheet.parts)],
        as_of=day,
    )
    board = Workbook(
        name=_("Nơi được lấy ý kiến"),
        title=title,
        columns=(
            SheetColumn(_("Cơ quan, đơn vị"), "text", 36),
            SheetColumn(_("Trả lời"), "text", 26),
            SheetColumn(_("Ngày trả lời"), "date", 14),
            SheetColumn(_("Công văn"), "text", 22),
            SheetColumn(_("Ngày công văn"), "date", 14),
            SheetColumn(_("Số ý kiến"), "whole", 10),
        ),
        rows=[_board_row(line) for line in sheet.lines],
        as_of=day,
    )
    return write_workbook(sheets=[opinions, board], created=at, simulated=one.is_simulated)


def _board_row(one: ConsultedLine) -> tuple[Value, ...]:
    line = one.line
    words = line_view(one).words
    return (line.name, words, line.answered_on, line.letter_code, line.letter_date, one.opinions)


def table_paper(*, sheet: Sheet, place: str, day: date) -> model.Paper:
    """Báo cáo tổng hợp, tiếp thu, giải trình: the figures in words, the table as a landscape annex."""
    one = sheet.consultation
    views = opinion_views(sheet.opinions, parts=sheet.parts)
    blocks: list[model.Block] = [
        model.Heading(level=1, text="Quá trình lấy ý kiến"),
        model.Paragraph((_asked_words(sheet),)),
        model.Heading(level=1, text="Kết quả"),
        model.Paragraph((_result_words(sheet),)),
    ]
    for title, wanted in (
        ("Nhất trí, không có ý kiến", (Line.AGREED,)),
        ("Chưa trả lời", (Line.WAITING, Line.LATE)),
    ):
        names = [line.line.name for line in sheet.lines if line.standing in wanted]
        if names:
            blocks.append(model.Paragraph((f"{title}: {'; '.join(names)}.",)))
    refused = [view for view in views if view.row.opinion.decision == OpinionDecision.REFUSED]
    if refused:
        blocks.append(model.Heading(level=1, text="Ý kiến không tiếp thu"))
        items = [
            f"{view.row.giver}, {view.row.part_name}: {view.row.opinion.reason.rstrip('.')}."
            for view in refused
        ]
        blocks.append(model.Items(tuple((item,) for item in items)))
    return model.Paper(
        issuer=model.Issuer(name=one.asker_name.upper()),
        kind="BÁO CÁO",
        subject=f"Tổng hợp, tiếp thu, giải trình ý kiến góp ý dự thảo {one.kind_name.lower()} {one.subject}",
        notation="BC",
        place=place,
        blocks=tuple(blocks),
        annexes=(_annex(views),),
        as_of=day,
        content_code=one.digest[:12],
        draft=one.published_at is None,
        simulated=one.is_simulated,
    )


def _asked_words(sheet: Sheet) -> str:
    one = sheet.consultation
    return (
        f"Ngày {short_date(one.opened_on)}, {one.asker_name} gửi dự thảo {one.kind_name.lower()} {one.subject} "
        f"lấy ý kiến lần {one.round} của {len(sheet.lines)} cơ quan, đơn vị; hạn góp ý {short_date(one.due_on)}."
    )


def _result_words(sheet: Sheet) -> str:
    return (
        f"Có {sheet.count(Line.OPINED)} nơi góp ý, {sheet.count(Line.AGREED)} nơi nhất trí, "
        f"{sheet.count(Line.WAITING, Line.LATE)} nơi chưa trả lời. Trong {len(sheet.opinions)} ý kiến: "
        f"tiếp thu {sheet.decided(OpinionDecision.ACCEPTED)}, "
        f"tiếp thu một phần {sheet.decided(OpinionDecision.PARTLY)}, "
        f"không tiếp thu {sheet.decided(OpinionDecision.REFUSED)}, "
        f"chưa xử lý {sheet.decided(OpinionDecision.OPEN)}. Chi tiết tại Phụ lục."
    )


def _annex(views: Sequence[OpinionView]) -> model.Annex:
    columns = (
        model.Column(title="TT", align="centre", width="1cm"),
        *(model.Column(title=name, width=share) for name, _width, share in _COLUMNS),
    )
    rows = tuple(model.Row((str(number), *_cells(view))) for number, view in enumerate(views, start=1))
    block: model.Block = (
        model.Table(columns=columns, rows=rows, dense=True)
        if rows
        else model.Paragraph(("Không có ý kiến nào.",))
    )
    return model.Annex(
        title="Bảng tổng hợp, tiếp thu, giải trình ý kiến", blocks=(block,), orientation="landscape"
    )


def opinion_template(*, consultation: Consultation, parts: Sequence[DraftPart], name: str) -> model.Paper:
    """The empty table an organisation fills in: one row for each part of the draft, and one for the whole."""
    labels = ["Chung", *(part.name for part in parts)]
    table = model.Table(
        columns=(
            model.Column(title="Điều, khoản", width="2fr"),
            model.Column(title="Nội dung góp ý", width="5fr"),
        ),
        rows=tuple(model.Row((label, "")) for label in labels),
    )
    told = (
        f"Ghi ý kiến vào cột “Nội dung góp ý”; dòng để trống là không có ý kiến. Hạn gửi "
        f"{short_date(consultation.due_on)}, đầu mối {consultation.contact_name} "
        f"{consultation.contact_telephone}".rstrip()
        + "."
    )
    return model.Paper(
        issuer=model.Issuer(name=name.upper()),
        kind="BẢNG GÓP Ý",
        subject=f"Dự thảo {consultation.kind_name.lower()} {consultation.subject}",
        notation="",
        blocks=(model.Paragraph((told,)), table),
        simulated=consultation.is_simulated,
    )
