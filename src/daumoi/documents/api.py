from datetime import date, datetime
from typing import Any, Literal

from ninja import Query, Router, Schema

from daumoi.documents import queries
from daumoi.documents.access import DocumentPermission, access_paper
from daumoi.documents.api_consulting import router as consulting_router
from daumoi.documents.presenters.data import line_data, paper_data
from daumoi.documents.queries import Book, BookFilters
from daumoi.foundation import clock
from daumoi.ui.requests import PageRequest

router = Router(tags=["documents"])
router.add_router("", consulting_router)


class PaperOut(Schema):
    """One paper as its register tells it; names of fields as in a document system (Annex VI)."""

    id: int
    side: str
    state: str
    kind: str
    code: str
    issued_date: date | None
    organ_name: str
    subject: str
    signer_full_name: str
    to_places: str
    priority: int
    due_date: date | None
    arrival_number: int | None
    arrival_date: date | None
    is_secret_stub: bool
    is_simulated: bool


class BookOut(Schema):
    """A page of a book; `next` is the cursor of the page after, null on the last."""

    papers: list[PaperOut]
    next: str | None


class FileOut(Schema):
    """A file of a paper."""

    id: int
    role: str
    name: str
    media_type: str
    size: int
    sha256: str


class LinkOut(Schema):
    """How the paper stands to another."""

    kind: str
    paper: int
    code: str


class PaperDetailOut(PaperOut):
    """One paper with what lies around it."""

    guid: str
    signer_position: str
    page_amount: int
    files: list[FileOut]
    links: list[LinkOut]
    linked_from: list[LinkOut]


class LineOut(Schema):
    """One addressee of a paper: what was asked, how far the paper came, what answered it."""

    id: int
    organisation: str | None
    organ_name: str
    role: str
    expects_answer: bool
    due_date: date | None
    state: str
    standing: str
    days_late: int
    answered_on: date | None
    answer: int | None
    state_at: datetime | None


class SeriesOut(Schema):
    """A series of numbers."""

    id: int
    name: str
    side: str
    mode: str
    agency: str
    kinds: list[str]
    valid_from: date
    valid_to: date | None
    last: int


class BookQuery(Schema):
    """What narrows the list."""

    book: Literal["di", "den", "du-thao"] = "di"
    year: int | None = None
    kind: str = ""
    state: str = ""
    text: str = ""
    unanswered: bool = False
    cursor: str = ""


@router.get("", response=BookOut, summary="Sổ văn bản đi, đến, dự thảo của cơ quan mình")
def papers(request: PageRequest, asked: Query[BookQuery]) -> Any:
    principal = request.principal
    principal.require(DocumentPermission.VIEW)
    filters = BookFilters(
        book=Book(asked.book),
        year=asked.year,
        kind=asked.kind,
        state=asked.state,
        text=asked.text,
        unanswered=asked.unanswered,
        after=asked.cursor,
    )
    page = queries.book_page(principal=principal, filters=filters)
    return BookOut(papers=[PaperOut(**paper_data(one)) for one in page.papers], next=page.next)


@router.get("/series", response=list[SeriesOut], summary="Các sổ số của cơ quan mình")
def series(request: PageRequest) -> Any:
    principal = request.principal
    principal.require(DocumentPermission.VIEW)
    rows = queries.series_list(principal=principal)
    last = queries.last_given(series=rows, year=clock.today().year)
    return [
        SeriesOut(
            id=row.pk,
            name=row.name,
            side=row.side,
            mode=row.mode,
            agency=row.agency,
            kinds=row.kinds,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            last=last.get(row.pk, 0),
        )
        for row in rows
    ]


@router.get("/{int:number}", response=PaperDetailOut, summary="Một văn bản, tệp và liên hệ với văn bản khác")
def paper(request: PageRequest, number: int) -> Any:
    principal = request.principal
    found = access_paper(principal=principal, number=number)
    sheet = queries.paper_sheet(principal=principal, paper=found)
    return PaperDetailOut(
        **paper_data(found),
        guid=str(found.guid),
        signer_position=found.signer_position,
        page_amount=found.page_amount,
        files=[FileOut.from_orm(one) for one in sheet.files],
        links=[LinkOut(kind=one.kind, paper=one.target_id, code=one.target.code) for one in sheet.links],
        linked_from=[
            LinkOut(kind=one.kind, paper=one.paper_id, code=one.paper.code) for one in sheet.linked_from
        ],
    )


@router.get("/{int:number}/lines", response=list[LineOut], summary="Theo dõi trả lời của một văn bản")
def lines(request: PageRequest, number: int) -> Any:
    found = access_paper(principal=request.principal, number=number)
    return [LineOut(**line_data(one)) for one in queries.lines_of(paper=found, day=clock.today())]
