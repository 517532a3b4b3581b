"""“Soạn văn bản”: choose a kind, name the paper, begin."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from daumoi.documents import queries
from daumoi.documents.access import DocumentPermission, access_kind, access_paper
from daumoi.documents.actions.beginning import begin_draft
from daumoi.documents.forms.begin import BeginForm
from daumoi.documents.models import Paper, Side
from daumoi.documents.presenters.begin import kinds_page
from daumoi.documents.queries import drafts
from daumoi.documents.views.door import attempted, desk_of, posted, sent, status_of
from daumoi.foundation.errors import NotFound
from daumoi.organisations import queries as organisations
from daumoi.ui.requests import PageRequest

ANSWERS = "tra-loi"


@require_safe
@login_required
def begin(request: PageRequest) -> HttpResponse:
    """The kinds of paper: ten daily ones as cards, the others in a list."""
    desk_of(request, DocumentPermission.DRAFT)
    answered = _answered(request)
    page = kinds_page(kinds=queries.kinds(), query=request.GET.urlencode())
    return render(request, "documents/drafting/kinds.html", {"page": page, "answered": answered})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def begin_kind(request: PageRequest, kind: str) -> HttpResponse:
    """Subject, urgency, in whose name; then the words."""
    desk_of(request, DocumentPermission.DRAFT)
    found = access_kind(principal=request.principal, code=kind)
    answered = _answered(request)
    desks = drafts.drafting_desks(principal=request.principal, permission=DocumentPermission.DRAFT)
    names = organisations.names_as_of(ids={one.pk for one in desks}, day=request.today)
    form = BeginForm(
        sent(request),
        kind=found,
        desks=[(one, names.get(one.pk, one.code)) for one in desks],
        templates=drafts.templates_for(principal=request.principal, kind=found),
        initial={"subject": _subject(answered), "desk": str(answered.owner_id) if answered else ""},
    )
    if posted(request) and form.is_valid():
        given = form.cleaned_data
        paper = attempted(
            form,
            lambda: begin_draft(
                by=request.principal,
                owner=form.owner,
                kind=found,
                subject=given["subject"],
                day=request.today,
                unit=given.get("unit", ""),
                priority=given["priority"],
                answers=answered,
                template=form.own_template,
            ),
        )
        if paper is not None:
            messages.success(request, _("Đã mở dự thảo. Việc tiếp theo: soạn lời văn."))
            return redirect("documents:write", paper.pk)
    context = {"form": form, "kind": found, "answered": answered}
    return render(request, "documents/drafting/begin.html", context, status=status_of(form))


def _answered(request: PageRequest) -> Paper | None:
    """The arrived paper that the new one answers, named in the address."""
    number = request.GET.get(ANSWERS, "")
    if not number:
        return None
    paper = access_paper(principal=request.principal, number=int(number) if number.isdecimal() else 0)
    if paper.side != Side.IN:
        raise NotFound(
            "documents.answered",
            _("Chỉ trả lời được văn bản đến."),
            remedy=_("Chọn văn bản trong sổ văn bản đến."),
        )
    return paper


def _subject(answered: Paper | None) -> str:
    if answered is None or not answered.subject:
        return ""
    return (
        _("trả lời văn bản số %(code)s về %(subject)s") % {"code": answered.code, "subject": answered.subject}
    )[:500]
