"""The pages of a PDF through the reading library, within a budget of drawing orders."""

import io
import logging
from collections.abc import Sequence

from django.utils.translation import gettext as _
from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTPage
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import list_value, stream_value
from pdfminer.utils import MATRIX_IDENTITY, Matrix

from daumoi.documents.layout.pdf_lines import Sheet, sheet_of
from daumoi.foundation.errors import Invalid

MOST_PAGES = 400
MOST_ORDERS = 24 * 2**20  # bytes of drawing orders carried out; a page of tables has some forty thousand


def read_sheets(data: bytes, *, place: str) -> list[Sheet]:
    """Every page with its lines and rules, at most :data:`MOST_PAGES` of them.

    :raises Invalid: pages that cannot be read, or that draw so much that reading them would block others.
    """
    # The library reports every oddity of a font as a warning; none of them concerns the officer.
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    pages = _pages(data, place)
    return [sheet_of(page, number=number) for number, page in enumerate(pages, start=1)]


class _TooMuch(Exception):
    """The budget of drawing orders is spent."""


class _Collector(PDFLayoutAnalyzer):
    """Keeps letters in the order they were drawn: the library's own grouping is slow and not needed."""

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources, laparams=None)
        self.pages: list[LTPage] = []
        self.orders = 0

    def receive_layout(self, ltpage: LTPage) -> None:
        self.pages.append(ltpage)


class _Interpreter(PDFPageInterpreter):
    """Counts what is drawn, pictures inside pictures too: a few of them can ask for the same work for hours."""

    def render_contents(
        self, resources: dict[object, object], streams: Sequence[object], ctm: Matrix = MATRIX_IDENTITY
    ) -> None:
        device = self.device
        if isinstance(device, _Collector):
            device.orders += sum(len(stream_value(stream).get_data()) + 64 for stream in list_value(streams))
            if device.orders > MOST_ORDERS:
                raise _TooMuch
        super().render_contents(resources, streams, ctm)


def _pages(data: bytes, place: str) -> list[LTPage]:
    resources = PDFResourceManager()
    collector = _Collector(resources)
    interpreter = _Interpreter(resources, collector)
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        for page in PDFPage.create_pages(document):
            interpreter.process_page(page)
            if len(collector.pages) >= MOST_PAGES:
                break
    except _TooMuch as error:
        raise Invalid(
            "documents.layout.size",
            _("Tệp PDF vẽ quá nhiều hình để kiểm tra thể thức."),
            place=place,
            remedy=_("Tách phần bản vẽ, bản đồ thành tệp riêng rồi kiểm tra phần văn bản."),
        ) from error
    except Exception as error:
        # A damaged file makes the library fail in any way at all; whichever it was, the pages are unreadable.
        raise Invalid(
            "documents.intake.kind",
            _("Không đọc được các trang của tệp PDF."),
            place=place,
            remedy=_("In lại thành PDF từ phần mềm soạn thảo rồi nộp lại."),
        ) from error
    return collector.pages
