"""Quốc hiệu, tiêu ngữ, agencies, number and notation, place and date."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from daumoi.documents.layout.model import Line
from daumoi.documents.layout.pack import LayoutRule
from daumoi.documents.layout.rules.checking import Checking, number
from daumoi.documents.layout.text import mostly, plain

_NUMBER = re.compile(r"Số: ?(?P<number>\d*|[….]+) ?/(?P<notation>[^\s/](?:[^/]*[^\s/])?)")
_NOTATION = re.compile(r"(?P<first>[A-ZĐĂÂÊÔƠƯa-zđ&]+)-(?P<rest>[A-ZĐĂÂÊÔƠƯa-zđ0-9&.,-]+)")
_DATE = re.compile(
    r"(?P<place>\S.*\S), ngày ?(?P<day>\d*|[….]+) ?tháng ?(?P<month>\d*|[….]+) ?năm ?(?P<year>\d{4}|[….]*)"
)
_JANUARY_AND_FEBRUARY = (1, 2)


def check_national(checking: Checking) -> None:
    """Words, size and style of the state's name and motto, and the rule below the motto."""
    parts = checking.parts
    if parts.national is None:
        checking.missing("national.text")
    else:
        _check_words(checking, "national.text", parts.national)
        checking.style("national.style", parts.national)
        checking.size("national.size", parts.national)
    if parts.motto is None:
        checking.missing("motto.text")
        return
    _check_words(checking, "motto.text", parts.motto)
    checking.style("motto.style", parts.motto)
    checking.size("motto.size", parts.motto)
    _check_rule_below(checking, "motto.line", [parts.motto])


def check_agencies(checking: Checking) -> None:
    """The issuing body in bold capitals with a short rule below, the body above it not in bold."""
    agencies = checking.parts.agencies
    if not agencies:
        checking.missing("agency.missing")
        return
    own = [line for line in agencies if mostly(line.runs, lambda run: run.bold)] or [agencies[-1]]
    if own[-1] is not agencies[-1]:
        own = [agencies[-1]]
    parents = [line for line in agencies if line not in own]
    checking.style("agency.style", own[0], also=own[1:])
    if parents:
        checking.style("agency.parent", parents[0], also=parents[1:])
    checking.size("agency.size", agencies[0], also=agencies[1:])
    _check_rule_below(checking, "agency.line", own)


def check_number(checking: Checking) -> None:
    """Form of the number, its leading zero, the notation that fits the kind, and the type."""
    line = checking.parts.number
    if line is None:
        checking.missing("number.missing")
        return
    _check_number_text(checking, line)
    checking.size("number.size", line)
    checking.style("number.style", line)


def check_date(checking: Checking) -> None:
    """Form and zeros of place and date, and the type."""
    line = checking.parts.date
    if line is None:
        checking.missing("date.missing")
        return
    found = _DATE.fullmatch(plain(line.text))
    row = checking.rule("date.form")
    if found is None and row is not None:
        checking.report(row, line=line, expected=_like(row), found=_("Ghi “{0}”").format(plain(line.text)))
    if found is not None:
        _check_zeros(checking, line, found)
    checking.style("date.style", line)
    checking.size("date.size", line)


def _check_words(checking: Checking, code: str, line: Line) -> None:
    """The words themselves; small letters for capitals are a matter of style, and judged there."""
    row = checking.rule(code)
    if row is None:
        return
    if code == "national.text" and checking.parts.national_broken:
        found = _("Ngắt thành hai dòng, cột chứa quốc hiệu quá hẹp")
        checking.report(row, line=line, expected=_("viết trên một dòng"), found=found)
        return
    text = plain(line.text)
    right = {value.casefold() if code == "national.text" else value for value in row.values}
    if (text.casefold() if code == "national.text" else text) not in right:
        expected = _("ghi “{0}”").format(row.values[0])
        checking.report(row, line=line, expected=expected, found=_("Ghi “{0}”").format(text))


def _check_rule_below(checking: Checking, code: str, lines: Sequence[Line]) -> None:
    """A drawn rule below the last line; its length is compared with the longest, where the file tells it."""
    row = checking.rule(code)
    last = lines[-1]
    if row is None or last.rule_below is None:
        return
    if any(run.underlined for run in last.runs):
        checking.report(row, line=last, expected=row.name, found=_("Dùng gạch chân thay cho đường kẻ"))
        return
    if last.rule_below == 0:
        checking.report(row, line=last, expected=row.name, found=_("Không có đường kẻ"))
        return
    length = last.rule_below * (last.x1 - last.x0)
    shares = [length / (line.x1 - line.x0) for line in lines if line.x1 > line.x0]
    if not any((row.low or 0) <= share <= (row.high or 99) for share in shares):
        expected = _("dài từ {0} đến {1} dòng chữ").format(number(row.low or 0), number(row.high or 0))
        checking.report(
            row, line=last, expected=expected, found=_("Dài {0} dòng chữ").format(number(shares[-1]))
        )


def _check_number_text(checking: Checking, line: Line) -> None:
    row = checking.rule("number.form")
    if row is None:
        return
    found = _NUMBER.fullmatch(plain(line.text))
    notation = found["notation"] if found else ""
    if found is None or not _NOTATION.fullmatch(notation):
        checking.report(row, line=line, expected=_like(row), found=_("Ghi “{0}”").format(plain(line.text)))
        return
    zero = checking.rule("number.zero")
    if zero is not None and len(found["number"]) == 1 and found["number"].isdecimal():
        expected = _("ghi “Số: 0{0}/…”").format(found["number"])
        checking.report(
            zero, line=line, expected=expected, found=_("Ghi “Số: {0}/…”").format(found["number"])
        )
    _check_kind_of_notation(checking, line, notation)


def _check_kind_of_notation(checking: Checking, line: Line, notation: str) -> None:
    row = checking.rule("number.kind")
    short = checking.rules.abbreviations
    if row is None or not short:
        return
    first = notation.split("-")[0]
    kind = checking.parts.kind
    found = _("Ký hiệu “{0}”").format(notation)
    if kind is not None and kind.abbreviation and first != kind.abbreviation:
        expected = _("ký hiệu bắt đầu bằng “{0}-” vì là {1}").format(kind.abbreviation, kind.title.lower())
        checking.report(row, line=line, expected=expected, found=found)
    elif kind is None and checking.parts.about and first in short:
        expected = _("công văn ghi chữ viết tắt của cơ quan, không ghi tên loại")
        checking.report(row, line=line, expected=expected, found=found)


def _check_zeros(checking: Checking, line: Line, found: re.Match[str]) -> None:
    row = checking.rule("date.zero")
    if row is None:
        return
    day, month = found["day"], found["month"]
    right_day = f"{int(day):02d}" if day.isdecimal() else day
    right_month = month
    if month.isdecimal():
        right_month = f"{int(month):02d}" if int(month) in _JANUARY_AND_FEBRUARY else str(int(month))
    if (day, month) != (right_day, right_month):
        expected = _("ghi “ngày {0} tháng {1}”").format(right_day, right_month)
        checking.report(
            row, line=line, expected=expected, found=_("Ghi “ngày {0} tháng {1}”").format(day, month)
        )


def _like(row: LayoutRule) -> str:
    return _("ghi như “{0}”").format(row.values[0] if row.values else "")
