"""The published list of named patterns for ``matches(x, 'name')``.

Authors cannot write patterns of their own in the language: a wrong one rejects right answers in every
ministry at once, and a careless one can take a server down. Each pattern here is bounded in length before it
is tried.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class NamedPattern:
    """One pattern as published: its name, how a sentence calls it, an example, and the longest text it
    accepts.
    """

    name: str
    label_vi: str
    example: str
    longest: int
    accepts: Callable[[str], object]

    def matches(self, text: str) -> bool:
        """Whether the whole of ``text`` has the form."""
        return len(text) <= self.longest and self.accepts(text) is not None


def _pattern(name: str, label_vi: str, example: str, longest: int, expression: str) -> NamedPattern:
    return NamedPattern(name, label_vi, example, longest, re.compile(expression, re.ASCII).fullmatch)


# Sign of a document: initials of its kind and of who issues it, Vietnamese capitals included (QĐ,
# HĐGĐCNTTCQTƯ).
_INITIALS: Final = "[A-ZĐƯÂÊÔƠ][A-Za-zĐđƯưÂâÊêÔôƠơ]{0,14}"
_AGENCY: Final = rf"{_INITIALS}(?:[.&]{_INITIALS}){{0,3}}"

_LIST: Final = (
    _pattern(
        # Decision 20/2020/QĐ-TTg, Article 4: capitals A–Z and digits in groups parted by dots, at most 35
        # characters; or the older form of QCVN 102:2016/BTTTT still found on exchanged documents.
        "ma_dinh_danh",
        "mã định danh điện tử của cơ quan",
        "G09.22.15",
        35,
        r"[A-Z][0-9]{2}(?:\.[0-9A-Z]{2,3}){0,10}|[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Z][0-9]{2}",
    ),
    _pattern("so_dinh_danh_ca_nhan", "số định danh cá nhân (12 chữ số)", "001085012345", 12, r"0[0-9]{11}"),
    _pattern("ma_so_thue", "mã số thuế", "0100109106", 14, r"[0-9]{10}(?:-[0-9]{3})?|[0-9]{12}"),
    _pattern(
        "email",
        "địa chỉ thư điện tử",
        "vanthu@mic.gov.vn",
        254,
        r"[A-Za-z0-9_%+-]+(?:\.[A-Za-z0-9_%+-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}",
    ),
    _pattern(
        "so_dien_thoai",
        "số điện thoại",
        "024 3943 5602",
        20,
        r"(?:0|\+84[ .-]?)[1-9](?:[ .-]?[0-9]){8,9}|1[89]00(?:[ .-]?[0-9]){4,6}",
    ),
    _pattern(
        # Numbered per Decree 30/2020/NĐ-CP (number/kind-agency, number/year/kind-agency, number/agency-unit)
        # and the form of Party documents (number-kind/agency).
        "so_ky_hieu_van_ban",
        "số, ký hiệu văn bản",
        "2234/BTTTT-THH",
        60,
        rf"[0-9]{{1,6}}[a-z]?/(?:(?:19|20)[0-9]{{2}}/)?{_AGENCY}(?:-{_AGENCY}){{0,4}}"
        rf"|[0-9]{{1,6}}-{_INITIALS}/{_AGENCY}"
        r"|[0-9]{1,6}/(?:19|20)[0-9]{2}/(?:QH|UBTVQH)[0-9]{1,2}",
    ),
    _pattern(
        "trang_web",
        "địa chỉ trang tin điện tử",
        "https://mic.gov.vn",
        300,
        r"https?://(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}(?::[0-9]{2,5})?(?:/[!-~]*)?",
    ),
    _pattern("nam", "năm (4 chữ số)", "2016", 4, r"(?:19|20)[0-9]{2}"),
)

NAMED_PATTERNS: Final = {pattern.name: pattern for pattern in _LIST}
"""Every named pattern of version 1, in the order in which it is published."""
