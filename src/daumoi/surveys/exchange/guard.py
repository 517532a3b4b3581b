"""A workbook is looked at from outside before anything opens it: size, kind, macros, bombs, formulas."""

import io
import re
import zipfile

from daumoi.foundation.errors import Invalid

MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
MOST_RATIO = 200
MOST_ENTRIES = 2_000
_FORMULA = re.compile(rb'<c\s[^>]*?r="([A-Z]{1,3}[0-9]{1,7})"[^>]*>\s*<f[\s>/]')
_SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")


def open_workbook(*, name: str, data: bytes) -> zipfile.ZipFile:
    """The workbook as a zip that is safe to read; everything else is refused with the remedy."""
    place = f"Tệp {name}"
    if len(data) > MOST_BYTES:
        raise Invalid(
            "surveys.workbook.size",
            f"Tệp lớn {len(data) / 2**20:.0f} MB, quá {MOST_BYTES // 2**20} MB.",
            remedy="Dùng đúng tệp Excel tải từ hệ thống; không chèn ảnh hay trang khác vào tệp.",
            place=place,
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Invalid(
            "surveys.workbook.kind",
            "Tệp không phải Excel (.xlsx), hoặc có mật khẩu.",
            remedy="Mở bằng Excel hoặc LibreOffice, bỏ mật khẩu, lưu lại dạng .xlsx.",
            place=place,
        ) from error
    names = {entry.filename for entry in entries}
    if "xl/workbook.xml" not in names:
        raise Invalid(
            "surveys.workbook.kind",
            "Tệp nén này không phải sổ Excel.",
            remedy="Lưu lại dạng .xlsx rồi nộp.",
            place=place,
        )
    if any("vbaProject" in entry or (entry.endswith(".bin") and "macro" in entry.lower()) for entry in names):
        raise Invalid(
            "surveys.workbook.macros",
            "Tệp chứa macro nên không được mở.",
            remedy="Lưu thành “Sổ làm việc Excel (.xlsx)”, loại không có macro.",
            place=place,
        )
    unpacked = sum(entry.file_size for entry in entries)
    swollen = any(
        entry.file_size > 2**20 and entry.file_size > MOST_RATIO * max(entry.compress_size, 1)
        for entry in entries
    )
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or swollen:
        raise Invalid(
            "surveys.workbook.bomb",
            f"Tệp bung ra {unpacked / 2**20:.0f} MB, bất thường với một phiếu khảo sát.",
            remedy="Tải lại tệp mẫu từ hệ thống và điền vào đó; báo đầu mối an ninh mạng nếu tệp này từ nơi lạ.",
            place=place,
        )
    return archive


def formula_cells(archive: zipfile.ZipFile) -> dict[int, set[str]]:
    """Cells that hold a formula, by the number of their sheet in the workbook (from 1)."""
    found: dict[int, set[str]] = {}
    for entry in archive.namelist():
        if _SHEET.fullmatch(entry):
            number = int(re.sub(r"\D", "", entry.rsplit("/", 1)[1]))
            found[number] = {match.decode() for match in _FORMULA.findall(archive.read(entry))}
    return found
