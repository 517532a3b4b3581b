"""Pages of councils: the list, one council, a new one, its seats."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from daumoi.council import actions, queries
from daumoi.council.access import CouncilPermission, access_seat
from daumoi.council.forms import CouncilForm, EndSeatForm, RenewForm, SeatForm
from daumoi.council.presenters import pages
from daumoi.council.views.doors import (
    attempted,
    changing_council,
    finder,
    kept,
    offered,
    posted,
    seen_council,
    shows_simulated,
    status_of,
)
from daumoi.foundation.errors import Forbidden
from daumoi.ui.requests import PageRequest

OLDEST = 5


@require_safe
@login_required
def index(request: PageRequest) -> HttpResponse:
    """The councils one may know of, and what has waited longest."""
    simulated = shows_simulated(request)
    rows = queries.councils(principal=request.principal, day=request.as_of, simulated=simulated)
    found = queries.ledger(principal=request.principal, day=request.as_of, simulated=simulated)
    context = {
        "rows": rows,
        "kept": kept(request),
        "oldest": found.open[:OLDEST],
        "waiting": len(found.open),
        "sentence": pages.index_sentence(rows, found, kept=kept(request)),
        "has_simulated": simulated or queries.has_simulated(principal=request.principal),
        "shows_simulated": simulated,
        "may_create": bool(queries.keeping_organisations(principal=request.principal)),
    }
    return render(request, "council/index.html", context)


@require_safe
@login_required
def council(request: PageRequest, code: str) -> HttpResponse:
    """One council: name and acts over time, members, sessions, what waits."""
    found = seen_council(request, code)
    view = queries.council_view(principal=request.principal, council=found, day=request.as_of)
    context = {
        "view": view,
        "ledger_url": f"{reverse('council:ledger')}?hoi-dong={found.code}",
        "sentence": pages.council_sentence(view, request.as_of, kept=kept(request)),
    }
    return render(request, "council/council.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def council_new(request: PageRequest) -> HttpResponse:
    """Set up a council."""
    request.principal.require(CouncilPermission.SECRETARY)
    keepers = queries.keeping_organisations(principal=request.principal)
    if not keepers:
        raise Forbidden(
            "council.keeper",
            _("Bạn chưa được phân công làm thư ký hội đồng của cơ quan nào."),
            remedy=_("Đề nghị người quản trị phân công."),
        )
    form = CouncilForm(request.POST or None, initial={"since": request.as_of, "quorum_inclusive": "1"})
    if posted(request) and form.is_valid():
        made = attempted(
            form, lambda: actions.create_council(by=request.principal, keeper=keepers[0], **form.values())
        )
        if made is not None:
            messages.success(request, _("Đã lập. Việc tiếp theo: ghi thành viên."))
            return redirect("council:seats", made.code)
    return render(request, "council/council_form.html", {"form": form}, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def seats(request: PageRequest, code: str) -> HttpResponse:
    """Who sits in the council; a new seat."""
    found = changing_council(request, code)
    form = SeatForm(
        request.POST or None,
        find=finder(request, simulated=found.is_simulated),
        initial={"since": request.as_of},
    )
    if posted(request) and form.is_valid():
        made = attempted(
            form, lambda: actions.seat_member(by=request.principal, council=found, **form.cleaned_data)
        )
        if made is not None:
            messages.success(request, _("Đã ghi thành viên."))
            return redirect("council:seats", code)
    context = {
        "view": queries.council_view(principal=request.principal, council=found, day=request.as_of),
        "form": form,
        "suggestions": offered(request, simulated=found.is_simulated),
    }
    return render(request, "council/seats.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def seat_end(request: PageRequest, code: str, number: int) -> HttpResponse:
    """End a member's term."""
    found = changing_council(request, code)
    seat = access_seat(principal=request.principal, council=found, number=number)
    form = EndSeatForm(request.POST or None, initial={"on": request.as_of})
    if posted(request) and form.is_valid():
        done = attempted(form, lambda: actions.end_seat(by=request.principal, seat=seat, **form.cleaned_data))
        if done is not None:
            messages.success(request, _("Đã ghi ngày thôi giữ ghế."))
            return redirect("council:seats", code)
    context = {
        "council": found,
        "form": form,
        "title": _("Kết thúc nhiệm kỳ: %s") % seat,
        "verb": _("Ghi nhận"),
        "back": "council:seats",
    }
    return render(request, "council/council_step.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def renew(request: PageRequest, code: str) -> HttpResponse:
    """From a day on: another name, another quorum, another standing body, under a document."""
    found = changing_council(request, code)
    state = queries.state_on(council=found, day=request.as_of)
    form = RenewForm(request.POST or None, initial=RenewForm.initial_of(state, request.as_of))
    if posted(request) and form.is_valid():
        done = attempted(
            form, lambda: actions.renew_council(by=request.principal, council=found, **form.values())
        )
        if done is not None:
            messages.success(request, _("Đã ghi kiện toàn; ghi nhận trước đó khép lại từ ngày ấy."))
            return redirect("council:council", code)
    context = {
        "council": found,
        "form": form,
        "title": _("Kiện toàn, sửa quy chế"),
        "verb": _("Ghi nhận"),
        "back": "council:council",
    }
    return render(request, "council/council_step.html", context, status=status_of(form))
