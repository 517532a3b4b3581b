"""The books of a desk: papers out, papers in, drafts on their way; on paper and as a workbook."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from daumoi.documents import queries
from daumoi.documents.access import DocumentPermission
from daumoi.documents.forms.registers import BookForm
from daumoi.documents.models import Paper
from daumoi.documents.presenters import registers as shapes
from daumoi.documents.queries import Book
from daumoi.documents.views.door import XLSX, desk_of, download
from daumoi.foundation import clock
from daumoi.organisations import queries as organisations
from daumoi.ui.requests import PageRequest


@require_safe
@login_required
def register(request: PageRequest) -> HttpResponse:
    """“Văn bản”: one of the three books, narrowed by what the address says."""
    desk = desk_of(request, DocumentPermission.VIEW)
    book, form = _asked(request)
    page = queries.book_page(
        principal=request.principal, filters=form.filters(after=request.GET.get("cursor", ""))
    )
    counts = queries.book_counts(principal=request.principal, year=request.as_of.year)
    names = _names(request, page.papers, extra={desk.pk})
    context = {
        "book": book.value,
        "form": form,
        "filtered": any(form.cleaned_data.values()),
        "page": page,
        "lines": shapes.book_lines(papers=page.papers, units=names),
        "tabs": shapes.tabs(counts=counts, chosen=book),
        "counts": counts,
        "year": request.as_of.year,
        "desk_name": names.get(desk.pk, desk.code),
        "may_register": request.principal.holds(DocumentPermission.CLERK),
        "may_draft": request.principal.holds(DocumentPermission.DRAFT),
    }
    return render(request, "documents/registers/index.html", context)


@require_safe
@login_required
def register_workbook(request: PageRequest) -> HttpResponse:
    """The chosen book within the filters as XLSX, with the columns of the printed register."""
    desk = desk_of(request, DocumentPermission.VIEW)
    book, form = _asked(request)
    filters = form.filters()
    papers = queries.book_rows(principal=request.principal, filters=filters)
    names = _names(request, papers, extra={desk.pk})
    data = shapes.book_workbook(
        book=book,
        year=filters.year,
        papers=papers,
        assigned=queries.assigned_days(papers=papers if book is Book.IN else []),
        units=names,
        organisation=names.get(desk.pk, desk.code),
        day=request.as_of,
        at=clock.now(),
        simulated=desk.is_simulated,
    )
    name = f"so-van-ban-{book.value}-{filters.year or 'cac-nam'}-{desk.code}.xlsx"
    return download(data, name=name, media_type=XLSX)


def _asked(request: PageRequest) -> tuple[Book, BookForm]:
    wanted = request.GET.get("so", Book.OUT)
    book = Book(wanted) if wanted in set(Book) else Book.OUT
    years = queries.book_years(principal=request.principal, day=request.as_of)
    return book, BookForm(request.GET, book=book, kinds=queries.kinds(), years=years)


def _names(
    request: PageRequest, papers: tuple[Paper, ...] | list[Paper], *, extra: set[int]
) -> dict[int, str]:
    units = {paper.assigned_unit_id for paper in papers if paper.assigned_unit_id}
    return organisations.names_as_of(ids=units | extra, day=request.as_of)
