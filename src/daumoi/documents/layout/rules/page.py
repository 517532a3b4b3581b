"""Paper, margins and page numbers."""

from django.utils.translation import gettext as _

from daumoi.documents.layout.model import NumberMark, Page, Run
from daumoi.documents.layout.rules.checking import Checking, found_size, number, range_words, size_words

_TOLERANCE = 1.0  # mm, for the size of paper
_EDGES = ("top", "bottom", "left", "right")


def check_pages(checking: Checking) -> None:
    """A4, upright or lying; the four margins of upright pages."""
    told: set[str] = set()
    for page in checking.paper.pages:
        _check_size(checking, page)
        for edge in _EDGES:
            measure = page.margins.get(edge)
            row = checking.rule(f"page.margin.{edge}") if measure else None
            # Lying pages turn the margins with the paper: which edge is which is then left to the reader.
            if measure is None or row is None or page.width > page.height or edge in told:
                continue
            if not measure.meets(row.low, row.high):
                told.add(edge)
                found = _("Khoảng {length} mm").format(length=number(round((measure.low + measure.high) / 2)))
                checking.report(row, place=page.label, expected=range_words(row), found=found)


def _check_size(checking: Checking, page: Page) -> None:
    row = checking.rule("page.size")
    if row is None or row.low is None or row.high is None:
        return
    short, long = sorted((page.width, page.height))
    if abs(short - row.low) > _TOLERANCE or abs(long - row.high) > _TOLERANCE:
        checking.report(
            row,
            place=page.label,
            expected=f"{number(row.low)} × {number(row.high)} mm",
            found=f"{number(round(page.width))} × {number(round(page.height))} mm",
        )


def check_numbers(checking: Checking) -> None:
    """Arabic numbers in the middle of the upper margin, from the second page on."""
    told: set[str] = set()
    for page in checking.paper.pages:
        if page.first:
            _check_first(checking, page)
        elif page.numbered:
            for code in _number_faults(page.mark):
                if code not in told:
                    told.add(code)
                    _report(checking, code, page)


def _check_first(checking: Checking, page: Page) -> None:
    row = checking.rule("page.number.first")
    if row is not None and page.mark is not None:
        checking.report(
            row,
            place=page.label,
            expected=_("không hiện số ở trang đầu"),
            found=_("Có số “{text}”").format(text="1" if checking.paper.kind == "docx" else page.mark.text),
        )


def _number_faults(mark: NumberMark | None) -> list[str]:
    if mark is None:
        return ["page.number.missing"]
    faults = []
    if mark.zone != "top" or not mark.centred:
        faults.append("page.number.place")
    if mark.expected and mark.text not in mark.expected:
        faults.append("page.number.form")
    return [*faults, "page.number.size"]


def _report(checking: Checking, code: str, page: Page) -> None:
    row, mark = checking.rule(code), page.mark
    if row is None:
        return
    if mark is None:
        checking.report(row, place=page.label, expected=row.name, found=_("Không thấy số trang"))
        return
    place = f"{page.label} – {mark.place}" if checking.paper.kind == "docx" else mark.place
    runs = (Run(mark.text, "", mark.size),)
    if code == "page.number.size":
        if not checking.fits(row, runs):
            checking.report(row, place=place, expected=size_words(row), found=found_size(runs))
    elif code == "page.number.form":
        found = _("Số “{text}”").format(text=mark.text)
        checking.report(row, place=place, expected=_("số {text}").format(text=mark.expected[0]), found=found)
    else:
        where = _("đầu trang") if mark.zone == "top" else _("chân trang")
        side = _("căn giữa") if mark.centred else _("không căn giữa")
        checking.report(
            row, place=place, expected=row.name, found=_("Số trang ở {0}, {1}").format(where, side)
        )
