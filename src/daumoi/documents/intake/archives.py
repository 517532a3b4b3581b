"""An archive is counted before it is unpacked, and counted again while it is."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from django.utils.translation import gettext as _

from daumoi.foundation.errors import Invalid

_MEGABYTE = 2**20
_SMALL = _MEGABYTE  # Below this a high ratio is harmless: empty XML packs very well.
_CHUNK = 64 * 1024
_ENCRYPTED = 0x1
_OFFICE_BINARY = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKINGS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_DRIVE = re.compile(r"^[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class ZipLimits:
    """What an archive may hold: bytes packed, bytes unpacked in all, ratio of one entry, entries."""

    packed: int = 30 * _MEGABYTE
    unpacked: int = 200 * _MEGABYTE
    ratio: int = 200
    entries: int = 2_000


class SafeArchive:
    """An archive whose directory was found harmless; reading counts the bytes that really come out."""

    def __init__(self, archive: zipfile.ZipFile, *, place: str, limits: ZipLimits) -> None:
        self._archive = archive
        self._place = place
        self._left = limits.unpacked
        self.names: frozenset[str] = frozenset(archive.namelist())

    def read(self, name: str) -> bytes:
        """The bytes of one entry.

        :raises Invalid: no such entry, a damaged one, or more bytes than the archive may hold in all.
        """
        if name not in self.names:
            message = _("Tệp thiếu phần “{name}”.").format(name=name)
            raise _refused("incomplete", message, _resave(), self._place)
        parts: list[bytes] = []
        try:
            with self._archive.open(name) as stream:
                while piece := stream.read(_CHUNK):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise _bomb(self._place)
                    parts.append(piece)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, OSError) as error:
            message = _("Phần “{name}” của tệp bị hỏng.").format(name=name)
            raise _refused("damaged", message, _resave(), self._place) from error
        return b"".join(parts)


def read_zip_safely(data: bytes, *, name: str, limits: ZipLimits | None = None) -> SafeArchive:
    """Open an archive after looking at its directory only.

    :param name: the file's name, for the place of a refusal; nothing is ever written under it.
    :raises Invalid: too large, not a ZIP, encrypted, too many or repeated entries, a name that leaves
        the archive's own folder, sizes or ratios of a decompression bomb.
    """
    limits = limits or ZipLimits()
    place = file_place(name)
    if len(data) > limits.packed:
        message = _("Tệp lớn {size} MB, quá {most} MB.").format(
            size=-(-len(data) // _MEGABYTE), most=limits.packed // _MEGABYTE
        )
        raise _refused("size", message, _("Giảm dung lượng ảnh trong tệp hoặc chia thành nhiều tệp."), place)
    if data.startswith(_OFFICE_BINARY):
        message = _("Tệp có mật khẩu, hoặc ở định dạng Office cũ (.doc, .xls).")
        raise _refused("encrypted", message, _("Bỏ mật khẩu rồi lưu lại ở định dạng .docx."), place)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise _refused("kind", _("Tệp không phải tệp nén hợp lệ."), _resave(), place) from error
    _check_directory(archive.infolist(), limits=limits, place=place)
    return SafeArchive(archive, place=place, limits=limits)


def file_place(name: str) -> str:
    """How a refusal names a file: without folders, line ends or more letters than a line has."""
    bare = re.sub(r"[\x00-\x1f]", "", name).replace("\\", "/").rsplit("/", 1)[-1]
    return _("Tệp {name}").format(name=bare[:120] or "?")


def _check_directory(entries: list[zipfile.ZipInfo], *, limits: ZipLimits, place: str) -> None:
    names = [entry.orig_filename for entry in entries]
    wrong = next((name for name in names if _leaves_the_archive(name)), None)
    if wrong is not None:
        message = _("Tệp nén chứa đường dẫn không hợp lệ: “{name}”.").format(name=wrong[:80])
        raise _refused("path", message, _report(), place)
    if len(set(names)) != len(names):
        raise _refused("repeated", _("Tệp nén chứa hai phần cùng tên."), _resave(), place)
    if any(entry.header_offset < 0 or entry.compress_type not in _PACKINGS for entry in entries):
        raise _refused("kind", _("Tệp nén bị cắt đầu hoặc nén theo cách lạ."), _resave(), place)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise _refused("encrypted", _("Tệp nén có mật khẩu."), _("Bỏ mật khẩu rồi nộp lại."), place)
    swollen = any(
        entry.file_size > _SMALL and entry.file_size > limits.ratio * max(entry.compress_size, 1)
        for entry in entries
    )
    if swollen or len(entries) > limits.entries or sum(e.file_size for e in entries) > limits.unpacked:
        raise _bomb(place)


def _leaves_the_archive(name: str) -> bool:
    if not name or name.startswith("/") or "\\" in name or "\x00" in name or _DRIVE.match(name):
        return True
    return ".." in name.split("/")


def _bomb(place: str) -> Invalid:
    message = _("Tệp bung ra lớn bất thường, giống tệp phá hoại (bom nén).")
    return _refused("bomb", message, _report(), place)


def _resave() -> str:
    return _("Mở bằng Word hoặc LibreOffice, lưu lại dạng .docx rồi nộp lại.")


def _report() -> str:
    return _("Không mở tệp này; hỏi lại nơi gửi và báo đầu mối an ninh mạng nếu tệp từ nơi lạ.")


def _refused(code: str, message: str, remedy: str, place: str) -> Invalid:
    return Invalid(f"documents.intake.{code}", message, remedy=remedy, place=place)
