"""The opinion table and the ledger as workbooks, from the same rows as their pages."""

from datetime import date

from django.utils.translation import gettext as _

from daumoi.council.presenters import pages
from daumoi.council.presenters.papers import moment_of
from daumoi.council.queries import Ledger, MatterRow, SessionView
from daumoi.ui.spreadsheets import Sheet, SheetColumn, SheetRow, write_workbook


def opinions_workbook(view: SessionView, *, day: date) -> bytes:
    """Opinion verbatim, taken up or not, why, what changed where. Same rows, same bytes."""
    titles = (
        (_("TT"), 6),
        (_("Người nêu"), 32),
        (_("Nội dung chương trình"), 28),
        (_("Ý kiến, kiến nghị"), 60),
        (_("Tiếp thu"), 18),
        (_("Lý do"), 44),
        (_("Đã sửa gì"), 40),
        (_("Sửa ở đâu"), 24),
    )
    rows = [
        SheetRow(
            (
                index,
                one.speaker,
                one.item.title if one.item is not None else "",
                one.text,
                str(one.get_verdict_display()),
                one.reason,
                one.change_made,
                one.change_place,
            )
        )
        for index, one in enumerate(view.asked, start=1)
    ]
    kinds = ("whole", *["text"] * 7)
    sheet = Sheet(
        name=_("Ý kiến, giải trình"),
        title=_("Tổng hợp, tiếp thu, giải trình ý kiến tại %s") % view.session.title,
        columns=tuple(
            SheetColumn(title, kind="whole" if kind == "whole" else "text", width=width)
            for (title, width), kind in zip(titles, kinds, strict=True)
        ),
        rows=rows,
        as_of=day,
        source=view.council_name,
        notes=(pages.opinions_sentence(view),),
    )
    return write_workbook(sheets=[sheet], created=moment_of(day), simulated=view.session.is_simulated)


def ledger_workbook(found: Ledger) -> bytes:
    """The ledger as of its day, open matters first, oldest first."""
    sheets = [
        _ledger_sheet(_("Đang chờ"), found.open, found.day),
        _ledger_sheet(_("Đã xong"), found.closed, found.day),
    ]
    return write_workbook(sheets=sheets, created=moment_of(found.day), simulated=found.is_simulated)


def _ledger_sheet(name: str, rows: tuple[MatterRow, ...], day: date) -> Sheet:
    return Sheet(
        name=name,
        title=_("Sổ theo dõi kiến nghị: %s") % name.lower(),
        columns=(
            SheetColumn(_("Mã"), width=20),
            SheetColumn(_("Loại"), width=16),
            SheetColumn(_("Việc"), width=48),
            SheetColumn(_("Ai nêu"), width=32),
            SheetColumn(_("Ngày nêu"), kind="date", width=12),
            SheetColumn(_("Ai xử lý"), width=30),
            SheetColumn(_("Hạn"), kind="date", width=12),
            SheetColumn(_("Tình trạng"), width=24),
            SheetColumn(_("Từ ngày"), kind="date", width=12),
            SheetColumn(_("Tuổi (ngày)"), kind="whole", width=10),
            SheetColumn(_("Diễn biến gần nhất"), width=60),
            SheetColumn(_("Nguồn"), width=40),
        ),
        rows=[
            SheetRow(
                (
                    row.matter.code,
                    row.matter.get_kind_display(),
                    row.matter.title,
                    row.matter.raised_by,
                    row.matter.raised_on,
                    row.responsible,
                    row.matter.due_on,
                    str(row.state.label),
                    row.since,
                    row.age.days,
                    row.last_words,
                    row.matter.source_text,
                )
            )
            for row in rows
        ],
        as_of=day,
    )
