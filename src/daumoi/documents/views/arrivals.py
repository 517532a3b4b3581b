"""Papers that came in: into the register, to a unit, settled."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from daumoi.documents import actions, queries
from daumoi.documents.access import DocumentPermission
from daumoi.documents.forms.arrivals import ArrivalForm, AssignForm, FinishForm
from daumoi.documents.models import Paper
from daumoi.documents.views.door import attempted, desk_of, opened_paper, posted, status_of
from daumoi.foundation import clock
from daumoi.foundation.errors import Conflict, Invalid
from daumoi.ui.requests import PageRequest

TWICE = "documents.arrival.twice"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def arrival_new(request: PageRequest) -> HttpResponse:
    """Enter a paper into the register of arrivals; a twin is pointed out before anything is written."""
    desk = desk_of(request, DocumentPermission.CLERK)
    form = ArrivalForm(
        request.POST or None,
        request.FILES or None,
        kinds=queries.kinds(),
        asked=queries.papers_asking(principal=request.principal),
        bodies=queries.known_bodies(day=request.today, simulated=desk.is_simulated),
    )
    if posted(request) and form.is_valid():
        made = attempted(
            form,
            lambda: actions.register_arrival(
                by=request.principal,
                owner=desk,
                arrival=form.arrival(),
                at=clock.now(),
                file=form.upload(),
                is_secret=form.cleaned_data["is_secret"],
                although_twice=form.cleaned_data["although_twice"],
            ),
            refused=lambda error: _notice_twin(form, error),
        )
        if made is not None:
            messages.success(request, _arrived_words(made))
            return redirect("documents:paper", made.pk)
    return render(request, "documents/arrivals/form.html", {"form": form}, status=status_of(form))


def _notice_twin(form: ArrivalForm, error: Invalid | Conflict) -> None:
    if error.code == TWICE:
        form.offer_twice()


def _arrived_words(paper: Paper) -> str:
    if paper.arrival_number is None:
        return _("Đã ghi văn bản đến. Cơ quan chưa mở sổ văn bản đến nên chưa có số đến.")
    return _("Đã vào sổ văn bản đến, số đến %(number)d.") % {"number": paper.arrival_number}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def paper_assign(request: PageRequest, number: int) -> HttpResponse:
    """Hand an arrived paper to a unit; the sender sees that it was assigned."""
    paper = opened_paper(request, number, DocumentPermission.CLERK)
    units = queries.units_of(body_id=paper.root_id, day=request.today)
    initial = {"unit": str(paper.assigned_unit_id or "")}
    form = AssignForm(request.POST or None, units=units, own=paper.root, initial=initial)
    if posted(request) and form.is_valid():
        done = attempted(
            form,
            lambda: actions.assign_paper(
                by=request.principal,
                paper=paper,
                unit=form.chosen(),
                words=form.cleaned_data["words"],
                at=clock.now(),
            ),
        )
        if done is not None:
            messages.success(request, _("Đã giao xử lý. Đơn vị thấy việc này ở “Việc của tôi”."))
            return redirect("documents:paper", paper.pk)
    context = {"form": form, "paper": paper}
    return render(request, "documents/arrivals/assign.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def paper_finish(request: PageRequest, number: int) -> HttpResponse:
    """Say how an arrived paper was settled."""
    paper = opened_paper(request, number, DocumentPermission.CLERK)
    form = FinishForm(request.POST or None)
    if posted(request) and form.is_valid():
        done = attempted(
            form,
            lambda: actions.finish_paper(
                by=request.principal, paper=paper, words=form.cleaned_data["words"], at=clock.now()
            ),
        )
        if done is not None:
            messages.success(request, _("Đã ghi kết quả xử lý văn bản đến."))
            return redirect("documents:paper", paper.pk)
    context = {"form": form, "paper": paper}
    return render(request, "documents/arrivals/finish.html", context, status=status_of(form))
