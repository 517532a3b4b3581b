"""The tables of steps, aftermath and recommendations as workbooks, from the same rows as their pages."""

from datetime import date, datetime, time

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from daumoi.foundation.clock import HANOI
from daumoi.organisations.models import EstablishmentStep
from daumoi.scheme.models import Scheme
from daumoi.scheme.presenters.papers import (
    aftermath_sentence,
    followed_sentence,
    last_words,
    paths_sentence,
    progress_words,
)
from daumoi.scheme.queries.aftermath import Aftermath
from daumoi.scheme.queries.establishing import PathRow
from daumoi.scheme.queries.following import Followed
from daumoi.ui.formats import written_date
from daumoi.ui.spreadsheets import Sheet, SheetColumn, SheetRow, Value, write_workbook


def paths_workbook(*, scheme: Scheme, rows: list[PathRow], day: date) -> bytes:
    """One row a body, three columns a step. Same rows, same bytes."""
    columns = [
        SheetColumn(_("Bộ, cơ quan ngang bộ"), width=28),
        SheetColumn(_("Đơn vị"), width=34),
        SheetColumn(_("Hình thức trong sổ"), width=18),
    ]
    for step in EstablishmentStep.Step:
        columns.append(SheetColumn(capfirst(str(step.label)), width=22))
        columns.append(SheetColumn(_("Ngày"), kind="date", width=12))
        columns.append(SheetColumn(_("Văn bản"), width=24))
    columns += [SheetColumn(_("Bước tiếp theo"), width=30), SheetColumn(_("Ai làm"), width=26)]
    found = []
    for row in rows:
        cells: list[Value] = [row.name, row.unit_name, row.form_words]
        for one in row.steps:
            cells += [str(one.get_state_display()), one.on, one.document]
        following = row.next_step
        cells += [str(following.get_step_display()) if following is not None else "", row.next_who]
        found.append(SheetRow(tuple(cells)))
    return _book(
        Sheet(
            name=_("Các bước lập Cục"),
            title=_("Các bước lập Cục: %s") % scheme.title,
            columns=tuple(columns),
            rows=found,
            as_of=day,
            source=_("Sổ đăng ký tổ chức"),
            notes=(paths_sentence(rows, day=day),),
        ),
        day,
        simulated=scheme.is_simulated,
    )


def aftermath_workbook(found: Aftermath) -> bytes:
    """One row a body: wish, decision, register of the day, tasks."""
    titles = (
        (_("Bộ, cơ quan ngang bộ"), 28),
        (_("Bộ đề xuất"), 20),
        (_("Quyết định"), 20),
        (_("Giai đoạn"), 20),
        (_("Hình thức ngày lấy số liệu"), 22),
        (_("Hình thức hôm nay"), 20),
        (_("Đơn vị hôm nay"), 34),
        (_("So với phương án"), 26),
    )
    sheet = Sheet(
        name=_("Sau quyết định"),
        title=_("Tiến độ sau quyết định: %s") % found.scheme.title,
        columns=(
            *(SheetColumn(title, width=width) for title, width in titles),
            SheetColumn(_("Việc xong"), kind="whole", width=10),
            SheetColumn(_("Tổng số việc"), kind="whole", width=10),
            SheetColumn(_("Việc quá hạn"), kind="whole", width=10),
        ),
        rows=[
            SheetRow(
                (
                    row.name,
                    row.wish_words,
                    row.decided_words,
                    row.line.line.phase_name,
                    row.at_start_words,
                    row.now_words,
                    row.unit_now,
                    progress_words(row.progress),
                    row.done,
                    len(row.tasks),
                    row.late(found.day),
                )
            )
            for row in found.rows
        ],
        as_of=found.day,
        source=_("Phương án được chọn và sổ đăng ký tổ chức"),
        notes=(aftermath_sentence(found),),
    )
    return _book(sheet, found.day, simulated=found.scheme.is_simulated)


def followed_workbook(found: Followed) -> bytes:
    """Body × day."""
    columns = [
        SheetColumn(_("Bộ, cơ quan ngang bộ"), width=32),
        SheetColumn(_("Đề nghị số"), kind="whole", width=10),
    ]
    for day in found.days:
        columns += [
            SheetColumn(_("Hình thức ngày %s") % written_date(day), width=20),
            SheetColumn(_("Đơn vị, nguồn"), width=44),
        ]
    columns += [SheetColumn(_("Hôm nay so với đề nghị"), width=24), SheetColumn(_("Chuyển thành"), width=30)]
    rows = []
    for one in (*found.rows, *found.newcomers):
        cells: list[Value] = [one.name, one.clause]
        for cell in one.cells:
            words = cell.words or (_("chưa xác định") if cell.exists else _("không có cơ quan này"))
            presumed = _(" (suy đoán)") if cell.is_presumed else ""
            cells += [f"{words}{presumed}", f"{cell.unit}; {cell.source}".strip("; ")]
        heed, _tone = last_words(one)
        rows.append(SheetRow((*cells, heed, ", ".join(one.became))))
    sheet = Sheet(
        name=_("Theo khuyến nghị"),
        title=found.recommendation.title,
        columns=tuple(columns),
        rows=rows,
        as_of=found.days[-1],
        source=str(found.recommendation.instrument or ""),
        notes=(followed_sentence(found),),
    )
    return _book(sheet, found.days[-1], simulated=False)


def _book(sheet: Sheet, day: date, *, simulated: bool) -> bytes:
    created = datetime.combine(day, time(8, 0), tzinfo=HANOI)
    return write_workbook(sheets=[sheet], created=created, simulated=simulated)
