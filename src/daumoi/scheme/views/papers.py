"""The set of papers: the page of the set, drafting one, composing one anew after looking at what would change."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from daumoi.foundation.errors import Invalid, NotFound
from daumoi.scheme.actions import papers as actions
from daumoi.scheme.models import PaperRole
from daumoi.scheme.presenters import papers as words
from daumoi.scheme.queries.papers import held_paper, paper_set, redrawing
from daumoi.scheme.queries.submission import way_view
from daumoi.scheme.views.doors import coordinated, moment
from daumoi.ui.requests import PageRequest


@require_safe
@login_required
def papers(request: PageRequest, code: str) -> HttpResponse:
    """The six papers: which stand, in what state, what changed since, what to do next."""
    scheme = coordinated(request, code)
    found = paper_set(principal=request.principal, scheme=scheme)
    way = way_view(principal=request.principal, scheme=scheme, day=request.as_of)
    is_running = way.standing.state not in ("decided", "stopped")
    context = {
        "scheme": scheme,
        "found": found,
        "rows": [(row, words.row_note(row)) for row in found.rows],
        "sentence": words.set_sentence(found, is_running=is_running),
        "way": words.way_sentence(way),
        "is_running": is_running,
    }
    return render(request, "scheme/papers/set.html", context)


@require_POST
@login_required
def paper_draft(request: PageRequest, code: str, role: str) -> HttpResponse:
    """Draft one paper and open it in the register of papers."""
    scheme = coordinated(request, code)
    made = actions.draft_paper(
        by=request.principal,
        scheme=scheme,
        role=_role(role),
        address=reverse("scheme:papers", args=[scheme.code]),
        day=request.today,
        at=moment(),
    )
    messages.success(request, _("Đã soạn %s từ số liệu hiện có; đọc lại và sửa lời văn.") % made)
    return redirect("documents:paper", made.paper_id)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def paper_redraw(request: PageRequest, code: str, role: str) -> HttpResponse:
    """What composing anew would change, line beside line; then the new version."""
    scheme = coordinated(request, code)
    held = held_paper(principal=request.principal, scheme=scheme, role=_role(role))
    if request.method == "POST":
        made = actions.redraw_paper(
            by=request.principal,
            held=held,
            day=request.today,
            at=moment(),
            seen=_seen(request.POST.get("seen", "")),
        )
        if made.changed:
            messages.success(
                request, _("Đã thêm bản %d; các bản trước vẫn đọc được ở “Các bản”.") % made.version
            )
        else:
            messages.info(request, _("Lời văn không đổi; số liệu đã được hỏi lại."))
        return redirect("documents:paper", held.paper_id)
    composed = actions.compose(by=request.principal, scheme=scheme, role=held.role, day=request.today)
    found = redrawing(held=held, content=composed.content)
    context = {"scheme": scheme, "held": held, "found": found, "paper": held.paper}
    return render(request, "scheme/papers/redraw.html", context)


def _seen(text: str) -> int:
    if not text.isdigit():
        raise Invalid(
            "scheme.paper.seen",
            _("Không rõ bạn so sánh với bản nào."),
            remedy=_("Mở lại trang “Soạn lại”."),
        )
    return int(text)


def _role(text: str) -> PaperRole:
    if text not in PaperRole.values:
        raise NotFound(
            "scheme.role",
            _("Hồ sơ trình không có loại “%s”.") % text,
            remedy=_("Mở trang hồ sơ trình của đề án."),
        )
    return PaperRole(text)
