"""The sheet of proposals as a workbook, from the same rows as its page."""

from datetime import date, datetime, time

from django.utils.translation import gettext as _

from daumoi.foundation.clock import HANOI
from daumoi.organisations.models import StaffKind
from daumoi.scheme.models import MoneySource, Proposal
from daumoi.scheme.presenters import words
from daumoi.scheme.queries import Sheet as Proposals
from daumoi.scheme.queries import SheetCell, SheetRow, Sums
from daumoi.scheme.rules import Sum
from daumoi.ui.spreadsheets import Sheet, SheetColumn, write_workbook
from daumoi.ui.spreadsheets import SheetRow as Line


def moment_of(day: date) -> datetime:
    """The moment written into files of a day."""
    return datetime.combine(day, time(8), tzinfo=HANOI)


def proposals_workbook(found: Proposals, totals: Sums, *, day: date) -> bytes:
    """One row per Phương án, and the sums against ceilings. Same rows, same bytes."""
    scheme = found.scheme
    return write_workbook(
        sheets=[_proposals(found, day), _posts(totals, day), _money(totals, day)],
        created=moment_of(day),
        simulated=scheme.is_simulated,
    )


def _proposals(found: Proposals, day: date) -> Sheet:
    kinds = [str(label) for label in StaffKind.labels]
    columns = (
        SheetColumn(_("Bộ, cơ quan ngang bộ"), width=28),
        SheetColumn(_("Đơn vị hiện nay"), width=34),
        SheetColumn(_("Phương án"), kind="whole", width=10),
        SheetColumn(_("Mô hình đề nghị"), width=20),
        SheetColumn(_("Giai đoạn"), width=16),
        *(SheetColumn(kind, kind="whole", width=16, group=_("Tăng, giảm (người)")) for kind in kinds),
        SheetColumn(_("Lý do"), width=60),
        SheetColumn(_("Văn bản"), width=30),
        SheetColumn(_("Tình trạng"), width=16),
    )
    rows = [_line(row, cell) for row in found.rows for cell in row.cells if cell is not None]
    rows += [
        Line((row.present.name, row.present.unit_name, *([None] * (len(columns) - 3)), _("chưa đề xuất")))
        for row in found.rows
        if not row.proposed
    ]
    return Sheet(
        name=_("Đề xuất"),
        title=_("Đề xuất của các bộ: %s") % found.scheme.title,
        columns=columns,
        rows=rows,
        as_of=day,
    )


def _line(row: SheetRow, cell: SheetCell) -> Line:
    proposal: Proposal = cell.proposal
    nets = [cell.nets.get(kind, Sum()) for kind in StaffKind.values]
    return Line(
        (
            row.present.name,
            row.present.unit_name,
            proposal.option,
            str(proposal.get_form_display()),
            proposal.phase.name if proposal.phase is not None else "",
            *(None if one.unknown or not one.known else one.total for one in nets),
            proposal.reason,
            proposal.document,
            str(proposal.get_state_display()),
        )
    )


def _posts(totals: Sums, day: date) -> Sheet:
    titles = (_("Cần có"), _("Hiện được giao"), _("Điều chuyển đến"), _("Tăng, giảm"), _("Trần"))
    return Sheet(
        name=_("Biên chế và trần"),
        title=_("Tổng hợp biên chế theo loại"),
        columns=(
            SheetColumn(_("Loại"), width=40),
            *(SheetColumn(title, kind="whole", width=14) for title in titles),
            SheetColumn(_("Kết luận"), width=26),
        ),
        rows=[
            Line(
                (
                    one.label,
                    *(one.needed, one.present, one.given_up, one.net.total, one.limit),
                    words.post_verdict(one),
                )
            )
            for one in totals.posts
        ],
        as_of=day,
        notes=(words.sums_sentence(totals),),
    )


def _money(totals: Sums, day: date) -> Sheet:
    return Sheet(
        name=_("Kinh phí và trần"),
        title=_("Tổng hợp kinh phí theo nguồn và năm (triệu đồng)"),
        columns=(
            SheetColumn(_("Nguồn"), width=40),
            SheetColumn(_("Năm"), kind="text", width=8),
            *(
                SheetColumn(title, kind="million", width=16)
                for title in (_("Hiện có"), _("Chi thường niên thêm"), _("Chi một lần"), _("Trần"))
            ),
            SheetColumn(_("Kết luận"), width=30),
        ),
        rows=[
            Line(
                (
                    str(MoneySource(one.source).label),
                    str(one.year),
                    *(one.present, one.running.total, one.one_off, one.limit),
                    words.money_verdict(one),
                )
            )
            for one in totals.money
        ],
        as_of=day,
    )
