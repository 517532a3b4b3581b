"""Recipients, the signer's block, annexes."""

import re

from django.utils.translation import gettext as _

from daumoi.documents.layout.model import Line
from daumoi.documents.layout.rules.checking import Checking
from daumoi.documents.layout.text import plain
from daumoi.ui.wording import roman

_RIGHT_PREFIX = re.compile(r"(?P<prefix>TM|KT|TL|TUQ|Q)\. \S")
_ANY_PREFIX = re.compile(r"(?:T\.?M|K\.?T|T\.?L|T\.?U\.?Q|Q)(?=[\s.,])", re.IGNORECASE)
_LAST = re.compile(r"[-–] ?Lưu: ?VT\b.*[.]")
_ROMAN = re.compile(r"phụ lục (?P<number>[IVXLC]+)\.?", re.IGNORECASE)


def check_recipients(checking: Checking) -> None:
    """Heading, size of the list, and the line for the registry at its end."""
    closing = checking.parts.closing
    if closing.heading is None:
        checking.missing("recipients.missing")
        return
    checking.style("recipients.heading.style", closing.heading)
    checking.size("recipients.heading.size", closing.heading)
    if not closing.recipients:
        return
    checking.size("recipients.size", closing.recipients[0], also=closing.recipients[1:])
    row = checking.rule("recipients.last")
    last = _last_entry(closing.recipients)
    if row is not None and not _LAST.fullmatch(plain(last[1])):
        expected = _("dòng cuối “{0}…”").format(row.values[0] if row.values else "")
        checking.report(
            row, line=last[0], expected=expected, found=_("Dòng cuối “{0}”").format(plain(last[1]))
        )


def _last_entry(lines: tuple[Line, ...]) -> tuple[Line, str]:
    """The last entry of the list, which may run over several lines of a PDF."""
    start = max((index for index, line in enumerate(lines) if line.text[:1] in "-–•"), default=len(lines) - 1)
    return lines[start], " ".join(line.text for line in lines[start:])


def check_signature(checking: Checking) -> None:
    """Right and position in bold capitals, the name in bold below."""
    closing = checking.parts.closing
    if not closing.titles:
        checking.missing("signature.missing")
        return
    _check_prefixes(checking, closing.titles)
    checking.style("signature.style", closing.titles[0], also=closing.titles[1:])
    name = (closing.name,) if closing.name is not None else ()
    checking.size("signature.size", closing.titles[0], also=(*closing.titles[1:], *name))
    if closing.name is not None:
        checking.style("signature.name", closing.name)


def _check_prefixes(checking: Checking, titles: tuple[Line, ...]) -> None:
    row = checking.rule("signature.prefix")
    prefixed = [line for line in titles if _ANY_PREFIX.match(line.text)]
    wrong = [line for line in prefixed if not _RIGHT_PREFIX.match(plain(line.text).upper())]
    if row is not None and wrong:
        expected = _("một trong {0}, liền dấu chấm và một dấu cách").format(" ".join(row.values))
        checking.report(
            row, line=wrong[0], expected=expected, found=_("Ghi “{0}”").format(plain(wrong[0].text))
        )
    row = checking.rule("signature.position")
    last = titles[-1]
    if row is not None and plain(last.text).upper().startswith(row.values):
        expected = _("chức vụ của người ký ở dòng dưới")
        checking.report(
            row, line=last, expected=expected, found=_("Không có dòng chức vụ dưới “{0}”").format(last.text)
        )


def check_annexes(checking: Checking) -> None:
    """Roman numbers in order when there are several; size and style of the line."""
    annexes = checking.parts.annexes
    if not annexes:
        return
    checking.size("annex.size", annexes[0], also=annexes[1:])
    checking.style("annex.style", annexes[0], also=annexes[1:])
    row = checking.rule("annex.number")
    if row is None or len(annexes) < 2:
        return
    for position, line in enumerate(annexes, start=1):
        expected = roman(position)
        found = _ROMAN.fullmatch(plain(line.text))
        if found is None or found["number"].upper() != expected:
            checking.report(
                row,
                line=line,
                expected=_("ghi “Phụ lục {0}”").format(expected),
                found=_("Ghi “{0}”").format(plain(line.text)),
            )
            return
