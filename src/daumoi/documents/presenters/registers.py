"""The books of a desk as pages and as the printed registers of Annex IV of Decree 30/2020/NĐ-CP."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from daumoi.documents.models import Paper, PaperState, Urgency
from daumoi.documents.queries.books import Book, BookCounts
from daumoi.ui.spreadsheets import Sheet, SheetColumn, Value, write_workbook

TONES: dict[str, str] = {
    PaperState.DRAFT: "none",
    PaperState.SUBMITTED: "act",
    PaperState.SIGNED: "soon",
    PaperState.ISSUED: "done",
    PaperState.ARRIVED: "soon",
    PaperState.ASSIGNED: "act",
    PaperState.DONE: "done",
    PaperState.RECALLED: "late",
    PaperState.CANCELLED: "none",
}
"""How a state is coloured wherever a paper stands in a list."""


MOST_NAMED = 4


@dataclass(frozen=True)
class Tab:
    """One of the books in the row above the table."""

    book: Book
    title: str
    count: int
    is_open: bool


@dataclass(frozen=True)
class BookLine:
    """A paper as a line of its book."""

    paper: Paper
    state: str
    tone: str
    urgency: str
    subject: str
    unit: str

    @property
    def receivers(self) -> str:
        """Who receives it, the first few named and the others counted; the page of the paper names all."""
        places = [place for place in self.paper.to_places.split("; ") if place]
        if len(places) <= MOST_NAMED:
            return self.paper.to_places
        more = _("và %(n)d nơi khác") % {"n": len(places) - MOST_NAMED + 1}
        return f"{'; '.join(places[: MOST_NAMED - 1])} {more}"


def tabs(*, counts: BookCounts, chosen: Book) -> list[Tab]:
    """The three books with how much stands in each."""
    rows = (
        (Book.OUT, _("Văn bản đi"), counts.out),
        (Book.IN, _("Văn bản đến"), counts.incoming),
        (Book.DRAFTS, _("Dự thảo, đang trình"), counts.drafts),
    )
    return [Tab(book, title, count, book is chosen) for book, title, count in rows]


def book_lines(*, papers: Sequence[Paper], units: Mapping[int, str]) -> list[BookLine]:
    """The papers of a page with their states, and the units that work on them, in words."""
    return [
        BookLine(
            paper=paper,
            state=PaperState(paper.state).label.capitalize(),
            tone=TONES[paper.state],
            urgency=str(Urgency(paper.priority).label) if paper.priority else "",
            subject=subject_of(paper),
            unit=units.get(paper.assigned_unit_id or 0, ""),
        )
        for paper in papers
    ]


def subject_of(paper: Paper) -> str:
    """The subject; of a secret paper only that it is one."""
    return _("văn bản mật, chỉ ghi số, ngày") if paper.is_secret_stub else paper.subject


def book_workbook(
    *,
    book: Book,
    year: int | None,
    papers: Sequence[Paper],
    assigned: Mapping[int, date],
    units: Mapping[int, str],
    organisation: str,
    day: date,
    at: datetime,
    simulated: bool,
) -> bytes:
    """The register of a year as XLSX with the columns of Annex IV; drafts with what is known of them."""
    columns, write = {
        Book.OUT: (_OUT, _out_row),
        Book.IN: (
            _IN,
            lambda paper: _in_row(paper, units.get(paper.assigned_unit_id or 0, ""), assigned.get(paper.pk)),
        ),
        Book.DRAFTS: (_DRAFTS, _draft_row),
    }[book]
    titles = {
        Book.OUT: _("Sổ đăng ký văn bản đi"),
        Book.IN: _("Sổ đăng ký văn bản đến"),
        Book.DRAFTS: _("Dự thảo, văn bản đang trình"),
    }
    title = titles[book] + (_(" năm %(year)d") % {"year": year} if year else "")
    sheet = Sheet(
        name=str(year or _("Các năm")),
        title=f"{organisation}: {title}",
        columns=tuple(SheetColumn(_(name), kind, width) for name, kind, width in columns),  # type: ignore[arg-type]
        rows=[write(paper) for paper in papers],
        as_of=day,
    )
    return write_workbook(sheets=[sheet], created=at, simulated=simulated)


_OUT = (
    (gettext_noop("Số, ký hiệu văn bản"), "text", 20),
    (gettext_noop("Ngày tháng văn bản"), "date", 13),
    (gettext_noop("Tên loại và trích yếu nội dung văn bản"), "text", 50),
    (gettext_noop("Người ký"), "text", 20),
    (gettext_noop("Nơi nhận văn bản"), "text", 32),
    (gettext_noop("Đơn vị, người nhận bản lưu"), "text", 18),
    (gettext_noop("Số lượng bản"), "whole", 10),
    (gettext_noop("Ghi chú"), "text", 24),
)
_IN = (
    (gettext_noop("Ngày đến"), "date", 12),
    (gettext_noop("Số đến"), "whole", 8),
    (gettext_noop("Tác giả"), "text", 26),
    (gettext_noop("Số, ký hiệu văn bản"), "text", 20),
    (gettext_noop("Ngày tháng văn bản"), "date", 13),
    (gettext_noop("Tên loại và trích yếu nội dung văn bản"), "text", 48),
    (gettext_noop("Đơn vị hoặc người nhận"), "text", 22),
    (gettext_noop("Ngày chuyển"), "date", 12),
    (gettext_noop("Ký nhận"), "text", 12),
    (gettext_noop("Ghi chú"), "text", 24),
)
_DRAFTS = (
    (gettext_noop("Tên loại và trích yếu nội dung văn bản"), "text", 60),
    (gettext_noop("Tình trạng"), "text", 20),
    (gettext_noop("Ngày soạn"), "date", 13),
    (gettext_noop("Nơi nhận văn bản"), "text", 40),
    (gettext_noop("Hạn gửi"), "date", 13),
)


def _out_row(paper: Paper) -> tuple[Value, ...]:
    return (
        paper.code,
        paper.issued_date,
        _title(paper),
        paper.signer_full_name,
        paper.to_places,
        "",
        paper.issued_amount or None,
        _remark(paper),
    )


def _in_row(paper: Paper, unit: str, handed_on: date | None) -> tuple[Value, ...]:
    return (
        paper.arrival_date,
        paper.arrival_number,
        paper.organ_name,
        paper.code,
        paper.issued_date,
        _title(paper),
        unit,
        handed_on,
        "",
        _remark(paper),
    )


def _draft_row(paper: Paper) -> tuple[Value, ...]:
    state = str(PaperState(paper.state).label)
    return (_title(paper), state, paper.created_at.date(), paper.to_places, paper.due_date)


def _title(paper: Paper) -> str:
    return f"{paper.kind.name}: {subject_of(paper)}"


def _remark(paper: Paper) -> str:
    if paper.state != PaperState.RECALLED:
        return ""
    return _("Đã thu hồi: %(reason)s") % {"reason": paper.state_reason}
