"""“Theo dõi trả lời”: who answered, who is late, marking by hand, drafting reminders."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from daumoi.documents import actions, queries
from daumoi.documents.access import DocumentPermission, access_addressee
from daumoi.documents.forms.following import LineForm, RemindForm
from daumoi.documents.presenters import following as shapes
from daumoi.documents.presenters.following import PaperView
from daumoi.documents.views.door import XLSX, attempted, desk_of, download, opened_paper, posted, status_of
from daumoi.foundation import clock
from daumoi.organisations import queries as organisations
from daumoi.ui.requests import PageRequest


@require_safe
@login_required
def following(request: PageRequest) -> HttpResponse:
    """Every paper that asked for answers, those with somebody late first."""
    desk_of(request, DocumentPermission.VIEW)
    papers = _followed(request)
    only_late = request.GET.get("loc") == "cham"
    shown = [one for one in papers if one.followed.late] if only_late else papers
    context = {"totals": shapes.totals(papers), "papers": shown, "only_late": only_late}
    return render(request, "documents/following/index.html", context)


@require_safe
@login_required
def following_workbook(request: PageRequest) -> HttpResponse:
    """Every line of every paper that asked, as XLSX."""
    desk = desk_of(request, DocumentPermission.VIEW)
    names = organisations.names_as_of(ids={desk.pk}, day=request.as_of)
    data = shapes.following_workbook(
        papers=_followed(request),
        organisation=names.get(desk.pk, desk.code),
        day=request.as_of,
        at=clock.now(),
        simulated=desk.is_simulated,
    )
    return download(data, name=f"theo-doi-tra-loi-{request.as_of:%Y-%m-%d}.xlsx", media_type=XLSX)


@require_safe
@login_required
def following_paper(request: PageRequest, number: int) -> HttpResponse:
    """The board of one paper: each addressee, how far it came, who answered with what, who is late."""
    paper = opened_paper(request, number)
    view = shapes.paper_view(queries.followed_paper(paper=paper, day=request.as_of))
    reach = {"body_id": paper.root_id, "owner_id": paper.owner_id}
    context = {
        "paper": paper,
        "view": view,
        "may_mark": request.principal.may_at_home(DocumentPermission.CLERK, **reach),
        "may_remind": bool(view.followed.late)
        and request.principal.may_at_home(DocumentPermission.DRAFT, **reach),
        "remind": RemindForm(),
    }
    return render(request, "documents/following/paper.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def line_mark(request: PageRequest, number: int, line: int) -> HttpResponse:
    """Mark by hand how far a paper came with one addressee, or choose the arrived paper that answers it."""
    paper = opened_paper(request, number, DocumentPermission.CLERK)
    found = access_addressee(paper=paper, number=line)
    form = LineForm(
        request.POST or None, arrivals=queries.possible_answers(principal=request.principal, line=found)
    )
    if posted(request) and form.is_valid():
        typed = form.cleaned_data
        done = attempted(
            form,
            lambda: actions.mark_line(
                by=request.principal,
                line=found,
                told=typed["told"],
                words=typed["words"],
                at=clock.now(),
                answer=form.chosen(),
            ),
        )
        if done is not None:
            messages.success(request, _("Đã ghi tình trạng của %(name)s.") % {"name": found.organ_name})
            return redirect("documents:following_paper", paper.pk)
    context = {"form": form, "paper": paper, "line": found}
    return render(request, "documents/following/line.html", context, status=status_of(form))


@require_POST
@login_required
def remind(request: PageRequest, number: int) -> HttpResponse:
    """“Soạn đôn đốc”: draft the letters and open them; nothing is sent."""
    paper = opened_paper(request, number, DocumentPermission.DRAFT)
    form = RemindForm(request.POST)
    together = form.is_valid() and form.cleaned_data["how"] == RemindForm.TOGETHER
    made = actions.draft_reminders(by=request.principal, paper=paper, day=request.today, together=together)
    words = ngettext(
        "Đã soạn %(n)d công văn đôn đốc. Việc tiếp theo: xem lời văn rồi trình.",
        "Đã soạn %(n)d công văn đôn đốc. Việc tiếp theo: xem lời văn rồi trình.",
        len(made),
    )
    messages.success(request, words % {"n": len(made)})
    if len(made) == 1:
        return redirect("documents:paper", made[0].pk)
    return redirect("/van-ban/?so=du-thao")


def _followed(request: PageRequest) -> list[PaperView]:
    found = queries.followed_papers(principal=request.principal, day=request.as_of)
    views = [shapes.paper_view(one) for one in found]
    return sorted(views, key=lambda one: (-one.followed.late, one.followed.answered == one.followed.asked))
