"""The sheet of a body as a workbook: for somebody without an account, filled in and handed back."""

from datetime import datetime

from django.utils.translation import gettext as _

from daumoi.indices.presenters.sheets import sheet_page
from daumoi.indices.queries import SheetView
from daumoi.ui.spreadsheets import Sheet, SheetColumn, SheetRow, write_workbook

_WORDS = {"missing": "chưa có số liệu", "not_applicable": "không thuộc phạm vi"}


def sheet_workbook(view: SheetView, *, at: datetime) -> bytes:
    """Every criterion with what is known, by pillars; the first column says which cell a row is."""
    columns = (
        SheetColumn("Mã", width=26),
        SheetColumn("Tiêu chí", width=46),
        SheetColumn("Cách chấm", width=34),
        SheetColumn("Cách ghi", width=16),
        SheetColumn("Giá trị", width=14),
        SheetColumn("Khi không có số", width=22),
        SheetColumn("Giải trình", width=44),
    )
    rows: list[SheetRow] = []
    for block in sheet_page(view, posted=None):
        rows.append(SheetRow((block.name, *("" for _column in columns[1:])), role="group"))
        rows += [
            SheetRow(
                (
                    line.column,
                    line.name,
                    line.rule,
                    line.hint,
                    line.value,
                    _WORDS.get(line.kind, ""),
                    line.note,
                )
            )
            for line in block.lines
        ]
    sheet = Sheet(
        name="Phiếu tự chấm",
        title=f"Phiếu tự chấm của {view.name}: {view.edition.title}",
        columns=columns,
        rows=rows,
        as_of=view.edition.cut_off,
        notes=(
            _("Chỉ ghi vào ba cột cuối. Không có số thì ghi “chưa có số liệu” hoặc “không thuộc phạm vi”."),
            _("Số 0 là một kết quả, khác với ô để trống."),
        ),
    )
    return write_workbook(sheets=[sheet], created=at, simulated=view.edition.is_simulated)
