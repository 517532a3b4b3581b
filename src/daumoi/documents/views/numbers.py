"""“Sổ số”: series of numbers, what became of each number, the body's address in the exchange."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from daumoi.documents import actions, queries
from daumoi.documents.access import DocumentPermission, access_number, access_series
from daumoi.documents.forms.numbers import (
    CancelForm,
    CloseForm,
    ExchangeAddressForm,
    ReserveForm,
    SeriesForm,
    YearForm,
)
from daumoi.documents.models import NumberingMode, RegisterSide, Series
from daumoi.documents.presenters import numbers as shapes
from daumoi.documents.views.door import attempted, desk_of, posted, status_of
from daumoi.foundation import clock
from daumoi.organisations import queries as organisations
from daumoi.ui.requests import PageRequest


@require_safe
@login_required
def series(request: PageRequest) -> HttpResponse:
    """The series of the desk and how far each has come this year."""
    desk = desk_of(request, DocumentPermission.VIEW)
    rows = queries.series_list(principal=request.principal)
    lines = shapes.series_lines(
        rows=rows,
        last=queries.last_given(series=rows, year=request.today.year),
        kinds=queries.kinds(),
        day=request.today,
    )
    context = {
        "lines": lines,
        "open": [line for line in lines if line.is_open],
        "year": request.today.year,
        "address": queries.exchange_address_of(organisation=desk),
        "may_configure": request.principal.holds(DocumentPermission.CONFIGURE),
    }
    return render(request, "documents/numbers/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def series_new(request: PageRequest) -> HttpResponse:
    """Open a series."""
    desk = desk_of(request, DocumentPermission.CONFIGURE)
    initial = {"valid_from": request.today.replace(month=1, day=1)}
    form = SeriesForm(request.POST or None, kinds=queries.kinds(), initial=initial)
    if posted(request) and form.is_valid():
        typed = form.cleaned_data
        made = attempted(
            form,
            lambda: actions.open_series(
                by=request.principal,
                owner=desk,
                name=typed["name"],
                side=RegisterSide(typed["side"]),
                mode=NumberingMode(typed["mode"]),
                agency=typed["agency"],
                kinds=typed["kinds"],
                first_number=typed["first_number"],
                valid_from=typed["valid_from"],
            ),
        )
        if made is not None:
            messages.success(request, _("Đã mở sổ “%(name)s”.") % {"name": made.name})
            return redirect("documents:series_page", made.pk)
    return render(request, "documents/numbers/form.html", {"form": form}, status=status_of(form))


@require_safe
@login_required
def series_page(request: PageRequest, number: int) -> HttpResponse:
    """One series: the numbers of a year, each with what became of it."""
    return _series_page(request, _opened(request, number))


@require_http_methods(["POST"])
@login_required
def series_close(request: PageRequest, number: int) -> HttpResponse:
    """Close a series from a day on."""
    found = _opened(request, number, DocumentPermission.CONFIGURE)
    form = CloseForm(request.POST)
    if form.is_valid():
        done = attempted(
            form, lambda: actions.close_series(by=request.principal, series=found, on=form.cleaned_data["on"])
        )
        if done is not None:
            messages.success(request, _("Đã đóng sổ “%(name)s”.") % {"name": found.name})
            return redirect("documents:series_page", found.pk)
    return _series_page(request, found, close=form)


@require_http_methods(["POST"])
@login_required
def number_reserve(request: PageRequest, number: int) -> HttpResponse:
    """Keep the next number for a paper that will come."""
    found = _opened(request, number, DocumentPermission.CLERK)
    form = ReserveForm(request.POST)
    if form.is_valid():
        at = clock.now()
        made = attempted(
            form,
            lambda: actions.reserve_number(
                by=request.principal, series=found, year=at.year, reason=form.cleaned_data["reason"], at=at
            ),
        )
        if made is not None:
            messages.success(request, _("Đã giữ số %(number)s.") % {"number": made})
            return redirect("documents:series_page", found.pk)
    return _series_page(request, found, reserve=form)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def number_cancel(request: PageRequest, number: int, row: int) -> HttpResponse:
    """Give a reserved number up, with the reason; it stays in the register."""
    found = _opened(request, number, DocumentPermission.CLERK)
    held = access_number(series=found, number=row)
    form = CancelForm(request.POST or None)
    if posted(request) and form.is_valid():
        done = attempted(
            form,
            lambda: actions.cancel_number(
                by=request.principal, number=held, reason=form.cleaned_data["reason"], at=clock.now()
            ),
        )
        if done is not None:
            messages.success(request, _("Đã huỷ số %(number)s; số không cấp lại.") % {"number": held})
            return redirect("documents:series_page", found.pk)
    context = {"form": form, "series": found, "number": held}
    return render(request, "documents/numbers/cancel.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def exchange_address(request: PageRequest) -> HttpResponse:
    """The body's own line in the address book of the exchange."""
    desk = desk_of(request, DocumentPermission.CONFIGURE)
    before = queries.exchange_address_of(organisation=desk)
    form = ExchangeAddressForm(request.POST or None, initial=ExchangeAddressForm.initial_of(before))
    if posted(request) and form.is_valid():
        made = attempted(
            form,
            lambda: actions.set_exchange_address(
                by=request.principal, organisation=desk, **form.cleaned_data
            ),
        )
        if made is not None:
            messages.success(request, _("Đã ghi địa chỉ liên thông của cơ quan."))
            return redirect("documents:series")
    names = organisations.names_as_of(ids={desk.pk}, day=request.today)
    context = {"form": form, "desk_name": names.get(desk.pk, desk.code), "before": before}
    return render(request, "documents/numbers/address.html", context, status=status_of(form))


def _opened(
    request: PageRequest, number: int, permission: DocumentPermission = DocumentPermission.VIEW
) -> Series:
    found = access_series(principal=request.principal, number=number, permission=permission)
    request.simulated = found.is_simulated
    return found


def _series_page(
    request: PageRequest, found: Series, *, close: CloseForm | None = None, reserve: ReserveForm | None = None
) -> HttpResponse:
    refused = close or reserve
    years = YearForm(request.GET, today=request.today, first=found.valid_from)
    year = years.year()
    [line] = shapes.series_lines(
        rows=[found],
        last=queries.last_given(series=[found], year=year),
        kinds=queries.kinds(),
        day=request.today,
    )
    reach = {"body_id": found.root_id, "owner_id": found.owner_id}
    may_number = request.principal.may_at_home(DocumentPermission.CLERK, **reach)
    may_close = request.principal.may_at_home(DocumentPermission.CONFIGURE, **reach)
    own = found.mode == NumberingMode.OWN and found.side == RegisterSide.OUT
    context = {
        "line": line,
        "series": found,
        "year": year,
        "years": years,
        "rows": shapes.number_lines(queries.numbers_of(series=found, year=year)),
        "reserve": reserve or (ReserveForm() if may_number and own and line.is_open else None),
        "close": close or (CloseForm() if may_close and found.valid_to is None else None),
        "may_number": may_number,
        "counts_arrivals": found.side == RegisterSide.IN,
    }
    status = status_of(refused) if refused is not None else 200
    return render(request, "documents/numbers/series.html", context, status=status)
