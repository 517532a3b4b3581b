"""The page of drafting: words, addressees, live figures; saving makes a new version and loses nobody's words."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from daumoi.documents import actions, queries
from daumoi.documents.access import DocumentPermission
from daumoi.documents.actions.writing import Addressing, addressing_of, save_draft
from daumoi.documents.forms.words import ANNEX, PART, WordsForm, counted, initial_of
from daumoi.documents.models import Paper, Version
from daumoi.documents.presenters.writing import WritingPage, writing_page
from daumoi.documents.queries import Change, drafts
from daumoi.documents.rules.content import Content, content_of
from daumoi.documents.views.door import attempted, opened_paper, posted, status_of
from daumoi.foundation.errors import Conflict
from daumoi.organisations import queries as organisations
from daumoi.organisations.models import Organisation
from daumoi.ui.requests import PageRequest

NEWER = "documents.version.newer"


@dataclass
class _Clash:
    """A newer version that somebody saved meanwhile, beside the words that were just sent."""

    newest: Version | None = None
    changes: list[Change] = field(default_factory=list)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def write(request: PageRequest, number: int) -> HttpResponse:
    """Read, change and save a draft."""
    paper = opened_paper(request, number, DocumentPermission.DRAFT)
    if not paper.is_editable:
        raise Conflict(
            "documents.state",
            _("Văn bản này không còn là dự thảo nên không sửa lời văn được."),
            remedy=_("Mở trang văn bản để xem bước tiếp theo."),
        )
    version = actions.newest_version(paper=paper)
    content = content_of(version.content)
    form = _form(request, paper, version, content)
    clash = _Clash()
    if posted(request) and "more" not in request.POST and form.is_valid():
        saved = _saved(request, paper, form, clash)
        if saved is not None:
            return _onward(request, paper, saved, before=version)
    context = {
        "paper": paper,
        "kind": paper.kind,
        "form": form,
        "version": version,
        "page": _page(request, paper, form, content),
        "clash": clash,
        "dirty": posted(request),
    }
    return render(request, "documents/drafting/write.html", context, status=status_of(form))


def _form(request: PageRequest, paper: Paper, version: Version, content: Content) -> WordsForm:
    addressing = addressing_of(paper=paper)
    bodies = _choices(request, paper, addressing)
    at_least = max(1, len(paper.kind.parts))
    data = request.POST if posted(request) else None
    more = request.POST.get("more", "")
    sent = data is not None
    parts = counted(request.POST, kind=PART, at_least=at_least) if sent else max(at_least, len(content.parts))
    annexes = counted(request.POST, kind=ANNEX, at_least=0) if sent else len(content.annexes)
    return WordsForm(
        data if not more else None,
        paper=paper,
        content=content,
        bodies=bodies,
        parts=parts + (more == PART),
        annexes=annexes + (more == ANNEX),
        initial=_sent_words(request)
        if more
        else initial_of(paper=paper, content=content, addressing=addressing, seen=version.number),
    )


def _choices(request: PageRequest, paper: Paper, addressing: Addressing) -> list[tuple[Organisation, str]]:
    """Every other body of today, and whoever is addressed already: our own, or one that has ended since."""
    addressed = {one.pk: one for one in addressing.main}
    found = [
        (row.organisation, row.state.name)
        for row in organisations.bodies(day=request.today, simulated=paper.is_simulated)
        if row.state is not None
        and (row.organisation.pk != paper.owner_id or row.organisation.pk in addressed)
    ]
    listed = {one.pk for one, _name in found}
    names = queries.addressed_names(paper=paper)
    return found + [(one, names.get(pk, one.code)) for pk, one in addressed.items() if pk not in listed]


def _sent_words(request: PageRequest) -> dict[str, object]:
    """What was typed so far, when only another field is wanted."""
    return {name: request.POST.get(name) for name in request.POST} | {"main": request.POST.getlist("main")}


def _saved(request: PageRequest, paper: Paper, form: WordsForm, clash: _Clash) -> Version | None:
    def save() -> Version:
        return save_draft(
            by=request.principal,
            paper=paper,
            content=form.content(),
            seen=form.cleaned_data["seen"],
            subject=form.cleaned_data["subject"],
            addressing=form.addressing(),
            day=request.today,
            note=form.cleaned_data["note"],
            priority=form.cleaned_data["priority"],
        )

    try:
        return attempted(form, lambda: _not_clashing(save))
    except _Newer:
        clash.newest = actions.newest_version(paper=paper)
        clash.changes = drafts.changes_to_words(before=clash.newest, content=form.content())
        form.add_error(
            None,
            _(
                "%(name)s đã lưu bản %(number)d trong lúc bạn soạn. Lời của bạn còn nguyên ở dưới; so sánh, sửa rồi lưu lại."
            )
            % {"name": clash.newest.author_name, "number": clash.newest.number},
        )
        form.move_on(seen=clash.newest.number)
        return None


class _Newer(Exception):
    """Somebody saved meanwhile."""


def _not_clashing(save: Callable[[], Version]) -> Version:
    try:
        return save()
    except Conflict as error:
        if error.code == NEWER:
            raise _Newer from error
        raise


def _onward(request: PageRequest, paper: Paper, saved: Version, *, before: Version) -> HttpResponse:
    told = (
        _("Đã lưu bản %(number)d.") % {"number": saved.number}
        if saved.number != before.number
        else _("Lời văn không đổi nên không thêm bản mới; nơi nhận và trích yếu đã lưu.")
    )
    messages.success(request, told)
    if "figures" in request.POST:
        return redirect("documents:figure_new", paper.pk)
    if "leave" in request.POST:
        return redirect("documents:paper", paper.pk)
    return redirect("documents:write", paper.pk)


def _page(request: PageRequest, paper: Paper, form: WordsForm, content: Content) -> WritingPage:
    rows = queries.figures_of(principal=request.principal, paper=paper, day=request.today)
    return writing_page(form=form, content=content, figures=rows)
