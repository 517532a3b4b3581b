"""A PDF is walked through once: actions, scripts, attached files, encryption and swollen streams are refused."""

import io
import zlib
from typing import Any

from django.utils.translation import gettext as _
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from daumoi.documents.intake.archives import file_place
from daumoi.foundation.errors import Invalid

MOST_BYTES = 50 * 2**20
MOST_UNPACKED = 300 * 2**20
MOST_OBJECTS = 300_000
_STEP = 2**20
_RUNNING_ACTIONS = frozenset(
    {
        "/JavaScript",
        "/Launch",
        "/ImportData",
        "/SubmitForm",
        "/Rendition",
        "/GoToE",
        "/GoToR",
        "/RichMediaExecute",
    }
)
_RUNNING_KEYS = ("/JS", "/JavaScript", "/XFA")
_PLAYING = frozenset({"/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"})
# The tree of structure and the way back to parents hold no actions and are by far the largest part.
_NOT_FOLLOWED = frozenset({"/StructTreeRoot", "/Parent", "/P"})


def check_pdf_safety(data: bytes, *, name: str = "") -> None:
    """Refuse a PDF that does anything but show pages. Links to web and mail addresses are left alone.

    :param name: the file's name, for the place of a refusal.
    :raises Invalid: too large, not a PDF, encrypted, scripts or launching actions, attached files,
        players, or streams that swell beyond measure.
    """
    place = file_place(name or "PDF")
    if len(data) > MOST_BYTES:
        message = _("Tệp lớn {size} MB, quá {most} MB.").format(
            size=-(-len(data) // 2**20), most=MOST_BYTES // 2**20
        )
        raise Invalid("documents.intake.size", message, place=place, remedy=_("Giảm độ phân giải bản quét."))
    if b"%PDF-" not in data[:1024]:
        raise _not_pdf(place)
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if "/Encrypt" in reader.trailer:
            raise Invalid(
                "documents.intake.encrypted",
                _("Tệp PDF có mật khẩu hoặc bị khóa."),
                place=place,
                remedy=_("Bỏ mật khẩu, in lại thành PDF không khóa rồi nộp lại."),
            )
        _Walk(place).through(reader.trailer["/Root"])
    except (PyPdfError, KeyError, ValueError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise _not_pdf(place) from error


class _Walk:
    """Goes through everything reachable from the catalogue, each object once."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._seen: set[int] = set()
        self._unpacked = 0

    def through(self, root: Any) -> None:
        waiting: list[Any] = [root]
        visited = 0
        while waiting:
            visited += 1
            if visited > MOST_OBJECTS:
                raise self._swollen()
            thing = waiting.pop()
            if isinstance(thing, IndirectObject):
                if thing.idnum in self._seen:
                    continue
                self._seen.add(thing.idnum)
                thing = thing.get_object()
            if isinstance(thing, DictionaryObject):
                self._look_at(thing)
                waiting += [
                    value for key, value in thing.items() if key not in _NOT_FOLLOWED and _holds(value)
                ]
            elif isinstance(thing, ArrayObject):
                waiting += [value for value in thing if _holds(value)]

    def _look_at(self, thing: DictionaryObject) -> None:
        subtype = _value(thing, "/Subtype")
        if _value(thing, "/S") in _RUNNING_ACTIONS or any(key in thing for key in _RUNNING_KEYS):
            raise self._refused("script", _("Tệp PDF chứa lệnh chạy được (JavaScript, mở chương trình)."))
        if "/EF" in thing or subtype == "/FileAttachment":
            raise self._refused("embedded", _("Tệp PDF đính kèm tệp khác bên trong."))
        if subtype in _PLAYING:
            raise self._refused("embedded", _("Tệp PDF nhúng âm thanh, phim hoặc đối tượng khác."))
        if isinstance(thing, StreamObject):
            self._unpacked += self._unpacked_size(thing)
            if self._unpacked > MOST_UNPACKED:
                raise self._swollen()

    def _unpacked_size(self, stream: StreamObject) -> int:
        """How many bytes the stream gives once inflated, counted without keeping them."""
        filters = _value(stream, "/Filter")
        names = [str(item) for item in filters] if isinstance(filters, ArrayObject) else [str(filters)]
        packed = [name for name in names if name in {"/FlateDecode", "/Fl", "/LZWDecode", "/LZW"}]
        if len(packed) > 1:
            raise self._swollen()
        data: bytes = stream._data
        if names[0] not in {"/FlateDecode", "/Fl"}:
            return len(data)
        inflate = zlib.decompressobj()
        size = 0
        try:
            while data and not inflate.eof:
                size += len(inflate.decompress(data, _STEP))
                data = inflate.unconsumed_tail
                if self._unpacked + size > MOST_UNPACKED:
                    break
        except zlib.error:
            return size  # A damaged stream draws nothing more than what was counted.
        return size

    def _swollen(self) -> Invalid:
        return self._refused("bomb", _("Tệp PDF bung ra lớn bất thường, giống tệp phá hoại."))

    def _refused(self, code: str, message: str) -> Invalid:
        remedy = _("In lại thành PDF thường (chỉ có trang giấy) rồi nộp lại.")
        return Invalid(f"documents.intake.{code}", message, place=self._place, remedy=remedy)


def _value(thing: DictionaryObject, key: str) -> Any:
    """The value of a key, also when it is written as a reference to keep it from being seen."""
    value = thing.get(key)
    return value.get_object() if isinstance(value, IndirectObject) else value


def _holds(value: Any) -> bool:
    return isinstance(value, IndirectObject | DictionaryObject | ArrayObject)


def _not_pdf(place: str) -> Invalid:
    return Invalid(
        "documents.intake.kind",
        _("Tệp không phải PDF hợp lệ, hoặc đã hỏng."),
        place=place,
        remedy=_("Mở bằng phần mềm đọc PDF, in lại thành PDF rồi nộp lại."),
    )
