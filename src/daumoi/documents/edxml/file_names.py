"""Names of attachments: never a path, never a mark of state secret, safe on every disk."""

import re
import unicodedata
from itertools import pairwise

from django.utils.translation import gettext as _

from daumoi.documents.edxml.faults import refusal, shown

LONGEST = 200
"""Bytes of a safe name in UTF-8; file systems stop at 255."""

_SEPARATORS = frozenset("/\\")
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{kind}{n}" for kind in ("com", "lpt") for n in range(1, 10))}
)
_ENDING = re.compile(r"(\.signed)?\.[a-z0-9]{1,5}$")
_WORD = re.compile(r"[^\W_]+")
_LEVELS = frozenset({"tối", "toi", "tuyệt", "tuyet"})
_SECRET = frozenset({"mật", "mat"})
_FUSED = frozenset({"tốimật", "toimat", "tuyệtmật", "tuyetmat"})
_BEFORE_A_LEVEL = frozenset({"độ", "do", "dấu", "dau", "mức", "muc"})
_BRACKETED = re.compile(r"[\[({]\s*(?:tối|toi|tuyệt|tuyet)?\s*(?:mật|mat)\s*[\])}]", re.IGNORECASE)
_ORDINARY_BEFORE = frozenset({"bảo", "bao", "bí", "bi", "khuôn", "khuon", "gương", "guong", "tân", "tan"})
_ORDINARY_AFTER = frozenset({"khẩu", "khau", "mã", "ma", "độ", "do", "thư", "thu", "ong", "bằng", "bang"})


def check_name(name: str, *, path: str, line: int | None = None) -> None:
    """Raise Invalid for a name that is a path, hides something, or carries a mark of state secret."""
    if not name.strip():
        raise refusal("attachment.name", _("Tệp đính kèm không có tên."), path=path, line=line)
    if _SEPARATORS & set(name) or name.strip() in {".", ".."} or re.match(r"\s*[A-Za-z]:", name):
        raise refusal(
            "attachment.path",
            _("Tên tệp “%(name)s” chứa đường dẫn.") % {"name": shown(name)},
            remedy=_("Báo bộ phận an toàn thông tin; đề nghị bên gửi chỉ ghi tên tệp."),
            path=path,
            line=line,
        )
    if any(unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for letter in name):
        raise refusal(
            "attachment.name",
            _("Tên tệp “%(name)s” có ký tự ẩn.") % {"name": shown(name)},
            path=path,
            line=line,
        )
    if is_marked_secret(name):
        raise refusal(
            "secret",
            _("Tệp “%(name)s” mang dấu chỉ độ mật nên không được đưa vào hệ thống này.")
            % {"name": shown(name)},
            remedy=_("Gửi theo đường văn bản mật, đúng pháp luật về bảo vệ bí mật nhà nước."),
            path=path,
            line=line,
        )


def is_marked_secret(name: str) -> bool:
    """Whether a file name carries a mark of state secret (Mật, Tối mật, Tuyệt mật).

    The mark stands in brackets, after “độ/dấu/mức”, or as a word of its own at either end of the name; ordinary
    words (bảo mật, bí mật, mật khẩu) are no mark.
    """
    plain = unicodedata.normalize("NFC", name).casefold()
    stem = _ENDING.sub("", plain)
    words = _WORD.findall(stem)
    if _BRACKETED.search(plain) or _FUSED & set(words):
        return True
    pairs = list(pairwise(words))
    if any(second in _SECRET and first in _LEVELS | _BEFORE_A_LEVEL for first, second in pairs):
        return True
    if not words:
        return False
    leads = words[0] in _SECRET and (len(words) == 1 or words[1] not in _ORDINARY_AFTER)
    closes = words[-1] in _SECRET and (len(words) == 1 or words[-2] not in _ORDINARY_BEFORE)
    return leads or closes


def says_secret(text: str) -> bool:
    """Whether a field of the header, such as the sphere of circulation, is nothing but a mark of secret."""
    words = _WORD.findall(unicodedata.normalize("NFC", text).casefold())
    return words in (["mật"], ["tối", "mật"], ["tuyệt", "mật"], ["toi", "mat"], ["tuyet", "mat"])


def safe_name(name: str) -> str:
    """The name to store a file under: one part, no reserved letters or device names, at most 200 bytes.

    The name must have passed :func:`check_name`.
    """
    plain = unicodedata.normalize("NFC", name).strip()
    plain = re.sub(r'[<>:"|?*/\\]', "_", plain).rstrip(". ").lstrip(". ") or "tep"
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > 10:
        stem, ending = plain, ""
    if stem.split(".")[0].casefold() in _DEVICES:
        stem = f"_{stem}"
    tail = f".{ending}" if ending else ""
    room = LONGEST - len(tail.encode())
    return stem.encode()[:room].decode("utf-8", "ignore").rstrip() + tail
