"""The way of a scheme to the Prime Minister: its dated log, a new line, a line voided."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from daumoi.foundation.errors import Conflict, NotFound
from daumoi.scheme.actions import submission as actions
from daumoi.scheme.forms.submission import EventForm, VoidForm
from daumoi.scheme.models import EventKind
from daumoi.scheme.presenters import papers as words
from daumoi.scheme.queries.submission import event_of, way_view
from daumoi.scheme.views.doors import attempted, coordinated, moment, posted, step_page
from daumoi.ui.requests import PageRequest


@require_safe
@login_required
def way(request: PageRequest, code: str) -> HttpResponse:
    """The log as of the reader's day; the newest line first."""
    scheme = coordinated(request, code)
    view = way_view(principal=request.principal, scheme=scheme, day=request.as_of)
    kinds = [(EventKind(one), capfirst(str(EventKind(one).label))) for one in view.may_follow]
    context = {
        "scheme": scheme,
        "view": view,
        "sentence": words.way_sentence(view),
        "lines": [
            (one, words.EVENT_TONES.get(EventKind(one.kind), "none"), one.pk in view.voided)
            for one in reversed(view.lines)
        ],
        "kinds": kinds if request.as_of_is_today else [],
        "missing": words.missing_words(view) if view.standing.state == "drafting" else [],
    }
    return render(request, "scheme/papers/way.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def event_new(request: PageRequest, code: str, kind: str) -> HttpResponse:
    """One more line of the log."""
    scheme = coordinated(request, code)
    view = way_view(principal=request.principal, scheme=scheme, day=request.today)
    if kind not in EventKind.values or kind == EventKind.VOIDED:
        raise NotFound(
            "scheme.event.kind", _("Không có việc “%s”.") % kind, remedy=_("Chọn ở trang đường đi.")
        )
    if kind not in view.may_follow:
        raise Conflict(
            "scheme.event.state",
            _("Trạng thái hiện nay của đề án không cho ghi việc “%s”.") % EventKind(kind).label,
            remedy=_("Xem nhật ký đường đi của đề án, ghi các việc theo đúng thứ tự đã diễn ra."),
        )
    form = EventForm(request.POST or None, kind=EventKind(kind), initial={"on": request.today})
    if posted(request) and form.is_valid():
        made = attempted(
            form,
            lambda: actions.record_event(
                by=request.principal, scheme=scheme, event=form.event(), today=request.today, at=moment()
            ),
        )
        if made is not None:
            messages.success(request, _("Đã ghi: %s.") % made.get_kind_display())
            return redirect("scheme:way", scheme.code)
    return step_page(
        request,
        scheme,
        form,
        title=capfirst(str(EventKind(kind).label)),
        verb=_("Ghi vào nhật ký"),
        lead=_(
            "Ghi việc đã diễn ra, theo ngày trên văn bản. Dòng đã ghi không sửa; ghi nhầm thì gỡ, nêu lý do."
        ),
        back=reverse("scheme:way", args=[scheme.code]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def event_void(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Take a line out that was written by mistake."""
    scheme = coordinated(request, code)
    event = event_of(principal=request.principal, scheme=scheme, number=number)
    form = VoidForm(request.POST or None)
    if posted(request) and form.is_valid():
        done = attempted(
            form,
            lambda: actions.void_event(
                by=request.principal, event=event, today=request.today, at=moment(), **form.cleaned_data
            ),
        )
        if done is not None:
            messages.success(request, _("Đã gỡ dòng ghi nhầm."))
            return redirect("scheme:way", scheme.code)
    return step_page(
        request,
        scheme,
        form,
        title=_("Gỡ dòng ghi nhầm"),
        verb=_("Gỡ"),
        lead=_("Dòng “%s”.") % event,
        back=reverse("scheme:way", args=[scheme.code]),
    )
