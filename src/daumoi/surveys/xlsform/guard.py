"""Looking at a file before anything opens it: size, kind, macros, and what it would unpack to."""

import io
import zipfile
from typing import Final

from daumoi.surveys.xlsform.problems import Refusal

MAX_BYTES: Final = 20 * 1024 * 1024
MAX_UNPACKED: Final = 200 * 1024 * 1024
MAX_RATIO: Final = 200
MAX_PARTS: Final = 2_000
_CHUNK: Final = 1024 * 1024
_RATIO_MATTERS_ABOVE: Final = 5 * 1024 * 1024
_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"


def inspect(content: bytes) -> None:
    """Raise `Refusal` unless the bytes are a plain workbook of reasonable size.

    Sizes are measured by unpacking in pieces, since a directory of a zip file may lie about them.
    """
    check_size(len(content))
    if content.startswith(_OLD_EXCEL):
        raise Refusal(
            "Tệp thuộc dạng Excel cũ (.xls) hoặc có mật khẩu mở tệp.",
            "Mở tệp, bỏ mật khẩu, lưu lại dạng .xlsx.",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _parts(archive)
            _sizes(archive, len(content))
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        EOFError,
        NotImplementedError,
        OSError,
        RuntimeError,
    ) as error:
        raise Refusal(
            "Tệp không phải là bảng tính .xlsx, hoặc đã hỏng.", "Lưu lại từ Excel dạng .xlsx."
        ) from error


def check_size(size: int) -> None:
    """Raise `Refusal` for a file too heavy to be read at all; callers may ask before they read."""
    if size > MAX_BYTES:
        raise Refusal(
            f"Tệp nặng {size / 1024 / 1024:.0f} MB, tối đa {MAX_BYTES // 1024 // 1024} MB.",
            "Bỏ hình ảnh và các tờ không thuộc biểu mẫu rồi lưu lại.",
        )


def _parts(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise Refusal("Tệp nén này không phải là bảng tính .xlsx.", "Lưu biểu mẫu từ Excel dạng .xlsx.")
    if len(names) > MAX_PARTS or len(names) != len(set(names)):
        raise Refusal("Cấu trúc bên trong bảng tính bất thường.", "Tạo tệp mới và chép các tờ sang.")
    kinds = archive.open("[Content_Types].xml").read(_CHUNK)
    if any(name.lower().endswith("vbaproject.bin") for name in names) or b"macroEnabled" in kinds:
        raise Refusal("Tệp có macro; macro không bao giờ được nhận.", "Lưu lại dạng .xlsx (không macro).")


def _sizes(archive: zipfile.ZipFile, packed: int) -> None:
    total = 0
    for entry in archive.infolist():
        with archive.open(entry) as part:
            while piece := part.read(_CHUNK):
                total += len(piece)
                if total > MAX_UNPACKED or (total > _RATIO_MATTERS_ABOVE and total > packed * MAX_RATIO):
                    raise Refusal(
                        "Bảng tính bung ra lớn bất thường so với kích thước tệp, nên không mở.",
                        "Tạo tệp mới và chỉ chép các tờ survey, choices, settings sang.",
                    )
