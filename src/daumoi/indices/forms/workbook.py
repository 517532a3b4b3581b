"""A filled workbook read back as if it had been typed on the page; nothing is saved by reading."""

import io
import zipfile
from collections.abc import Iterable

from django.http import QueryDict
from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from daumoi.foundation.errors import Invalid
from daumoi.indices.definition import Cell

MOST_BYTES = 2 * 1024 * 1024
MOST_UNPACKED = 20 * 1024 * 1024
_ABSENCES = {"chưa có số liệu": "missing", "không thuộc phạm vi": "not_applicable"}
_VALUE, _KIND, _NOTE = 4, 5, 6


def read_workbook(*, name: str, data: bytes, cells: Iterable[Cell]) -> QueryDict:
    """The values of the workbook as the fields of the page.

    :raises Invalid: not a workbook, too large, with macros, or with none of the sheet's cells in it.
    """
    _look_outside(name, data)
    try:
        rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    except (CalamineError, ValueError, IndexError) as error:
        raise _refusal(name, _("Không đọc được tệp Excel."), _("Lưu lại dạng .xlsx rồi nộp.")) from error
    numbers = {cell.column: cell.number for cell in cells}
    posted = QueryDict(mutable=True)
    found = 0
    for row in rows:
        number = numbers.get(str(row[0]).strip()) if row else None
        if number is None:
            continue
        found += 1
        texts = [_text(value) for value in row] + [""] * (_NOTE + 1)
        words = texts[_KIND].lower()
        posted[f"value-{number}"] = texts[_VALUE]
        posted[f"kind-{number}"] = _ABSENCES.get(words, "")
        posted[f"note-{number}"] = texts[_NOTE]
        if words and words not in _ABSENCES:
            posted[f"value-{number}"] = (
                f"{texts[_VALUE]} {words}".strip()
            )  # refused at its cell, with the words
    if not found:
        raise _refusal(
            name, _("Tệp không có dòng nào của phiếu này."), _("Tải tệp Excel của phiếu rồi điền vào đó.")
        )
    return posted


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float):
        return f"{value:.10g}".replace(".", ",")
    return str(value).strip()


def _look_outside(name: str, data: bytes) -> None:
    """Size, kind, macros, bombs: before anything opens the file."""
    if len(data) > MOST_BYTES:
        raise _refusal(name, _("Tệp quá 2 MB."), _("Dùng đúng tệp tải từ hệ thống, không chèn ảnh."))
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise _refusal(
            name, _("Tệp không phải Excel (.xlsx), hoặc có mật khẩu."), _("Lưu lại dạng .xlsx.")
        ) from error
    names = {entry.filename for entry in entries}
    if "xl/workbook.xml" not in names or any("vbaProject" in entry for entry in names):
        raise _refusal(
            name, _("Tệp không phải sổ Excel, hoặc chứa macro."), _("Lưu lại dạng .xlsx không có macro.")
        )
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise _refusal(name, _("Tệp bung ra lớn bất thường."), _("Tải lại tệp từ hệ thống rồi điền."))


def _refusal(name: str, message: str, remedy: str) -> Invalid:
    return Invalid("indices.workbook", message, place=_("Tệp %s") % name, remedy=remedy)
