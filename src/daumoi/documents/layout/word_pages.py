"""Page set-up and page numbers of a Word file, told as the pages a reader would get."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

from django.utils.translation import gettext as _
from lxml import etree

from daumoi.documents.intake import WordFile
from daumoi.documents.layout.model import Measure, NumberMark, Page
from daumoi.documents.layout.word_styles import Styles, W

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_TWIPS_PER_MM = 1440 / 25.4
_LETTER = (215.9, 279.4)  # mm: what Word assumes when a file says nothing
_ROUNDING = 0.3  # mm; Word stores whole twips, and dialogs round to a tenth of a centimetre or inch
_PAGE_FIELD = re.compile(r"^\s*PAGE\b")
_SECOND = {"upperRoman": "II", "lowerRoman": "ii", "upperLetter": "B", "lowerLetter": "b"}
_OFF = frozenset({"0", "false", "off"})
_EDGES = ("top", "bottom", "left", "right")


@dataclass(frozen=True, slots=True)
class Setup:
    """One section: sizes in mm, which header and footer it names, how it counts."""

    width: float = _LETTER[0]
    height: float = _LETTER[1]
    margins: dict[str, float] = field(default_factory=dict)
    parts: dict[tuple[str, str], str] = field(default_factory=dict)
    first_differs: bool = False
    number_format: str = "decimal"
    start: int | None = None

    @classmethod
    def read(cls, node: etree._Element) -> Self:
        """From a ``w:sectPr``; what it leaves out is what Word assumes."""
        size, margin = node.find(f"{W}pgSz"), node.find(f"{W}pgMar")
        title, numbering = node.find(f"{W}titlePg"), node.find(f"{W}pgNumType")
        margins = {edge: abs(_twips(margin, edge)) for edge in _EDGES}
        margins["left"] += _twips(margin, "gutter")
        parts = {
            (zone, reference.get(f"{W}type", "default")): reference.get(f"{_R}id", "")
            for zone in ("header", "footer")
            for reference in node.findall(f"{W}{zone}Reference")
        }
        start = "" if numbering is None else numbering.get(f"{W}start", "")
        return cls(
            width=_twips(size, "w") or _LETTER[0],
            height=_twips(size, "h") or _LETTER[1],
            margins=margins,
            parts=parts,
            first_differs=title is not None and title.get(f"{W}val") not in _OFF,
            number_format=("" if numbering is None else numbering.get(f"{W}fmt", "")) or "decimal",
            start=int(start) if start.isdecimal() else None,
        )


class WordPages:
    """The pages that matter for the rules: the first, those after it, and each later section."""

    def __init__(self, word: WordFile, styles: Styles, setups: Sequence[Setup], *, estimate: int) -> None:
        self._word = word
        self._styles = styles
        self._setups = setups
        self._parts = {zone: word.related(zone) for zone in ("header", "footer")}
        self._told = _told_pages(word)
        self.count = max(estimate, self._told, len(setups))

    def pages(self) -> tuple[Page, ...]:
        setup = self._setups[0]
        second = self._mark(setup, "default")
        first = self._mark(setup, "first") if setup.first_differs else second
        found = [self._page(setup, _("Trang {0}").format(1), mark=first, first=True)]
        if self.count > 1 or second is not None:
            found.append(self._page(setup, _("Từ trang 2"), mark=second))
        found += [
            self._page(later, _("Phần {0} của tệp (section {0})").format(number), numbered=False)
            for number, later in enumerate(self._setups[1:], start=2)
        ]
        return tuple(found)

    def _page(
        self,
        setup: Setup,
        label: str,
        *,
        mark: NumberMark | None = None,
        first: bool = False,
        numbered: bool = True,
    ) -> Page:
        margins = {edge: Measure(size - _ROUNDING, size + _ROUNDING) for edge, size in setup.margins.items()}
        return Page(label, setup.width, setup.height, margins, mark, first, numbered)

    def _mark(self, setup: Setup, kind: str) -> NumberMark | None:
        for zone in ("header", "footer"):
            part = self._parts[zone].get(setup.parts.get((zone, kind), ""))
            if part is None:
                continue
            for paragraph in self._word.xml(part).iter(f"{W}p"):
                if (run := _page_field(paragraph)) is not None:
                    return self._described(paragraph, run, setup, top=zone == "header")
        return None

    def _described(
        self, paragraph: etree._Element, run: etree._Element, setup: Setup, *, top: bool
    ) -> NumberMark:
        look = self._styles.paragraph(paragraph)
        frame = paragraph.find(f"{W}pPr/{W}framePr")
        framed = frame is not None and frame.get(f"{W}xAlign") == "center"
        tabbed = any(tab.get(f"{W}alignment") == "center" for tab in paragraph.iter(f"{W}ptab"))
        number = _SECOND.get(setup.number_format, str((setup.start or 1) + 1))
        return NumberMark(
            text=number,
            place=_("Đầu trang") if top else _("Chân trang"),
            size=self._styles.run(run, paragraph_style=look.style).size,
            zone="top" if top else "bottom",
            centred=look.alignment == "centre" or framed or tabbed or _at_centre_tab(paragraph),
            expected=("2",),
        )


def _page_field(paragraph: etree._Element) -> etree._Element | None:
    """The run whose look the page number takes, when the paragraph prints one."""
    for simple in paragraph.iter(f"{W}fldSimple"):
        if _PAGE_FIELD.match(simple.get(f"{W}instr", "")):
            return next(simple.iter(f"{W}r"), simple)
    for instruction in paragraph.iter(f"{W}instrText"):
        if _PAGE_FIELD.match(instruction.text or ""):
            return instruction.getparent()
    return None


def _at_centre_tab(paragraph: etree._Element) -> bool:
    """Word's "Header" style has a centre stop: one tab before the number brings it there."""
    tabs = sum(1 for _tab in paragraph.iterfind(f"{W}r/{W}tab"))
    return tabs == 1


def _told_pages(word: WordFile) -> int:
    """The number of pages Word wrote into the file's properties, 0 when it did not."""
    if "docProps/app.xml" not in word.archive.names:
        return 0
    for node in word.xml("docProps/app.xml").iter():
        if isinstance(node.tag, str) and node.tag.endswith("}Pages") and (node.text or "").isdecimal():
            return int(node.text or "0")
    return 0


def _twips(node: etree._Element | None, name: str) -> float:
    value = "" if node is None else node.get(f"{W}{name}", "")
    try:
        return float(value) / _TWIPS_PER_MM
    except ValueError:
        return 0.0
