"""Đề nghị hướng dẫn: the register, asking, answering, guidance for all."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from daumoi.documents import queries as documents
from daumoi.documents.access import DocumentPermission
from daumoi.documents.actions import guidance as actions
from daumoi.documents.forms.guidance import (
    AnswerForm,
    AskForm,
    AssignForm,
    GeneralForm,
    RecordForm,
    SearchForm,
    TermForm,
)
from daumoi.documents.models import GuidanceRequest
from daumoi.documents.queries import guidance as queries
from daumoi.documents.views.door import attempted, desk_of, posted, status_of
from daumoi.foundation import clock
from daumoi.ui.requests import PageRequest

_READ_WRITE = ["GET", "HEAD", "POST"]


@require_safe
@login_required
def register(request: PageRequest) -> HttpResponse:
    """Requests to answer, the oldest unanswered first; one's own requests; what was published to all."""
    desk = desk_of(request, DocumentPermission.VIEW)
    principal, day = request.principal, request.as_of
    form = SearchForm(request.GET or None)
    words, state = form.words()
    context = {
        "search": form,
        "searched": bool(words or state),
        "counts": queries.counts(principal=principal, day=day),
        "rows": queries.requests(principal=principal, day=day, words=words, state=state),
        "own": queries.own_requests(principal=principal, day=day, words=words),
        "general": queries.general_guidance(principal=principal, words=words),
        "term": queries.term_of(owner=desk, day=day),
        "may": principal.holds(DocumentPermission.DRAFT),
        "may_set": principal.holds(DocumentPermission.CONFIGURE),
    }
    return render(request, "documents/guidance/index.html", context)


@require_http_methods(_READ_WRITE)
@login_required
def ask(request: PageRequest) -> HttpResponse:
    """Ask another body for guidance."""
    desk = desk_of(request, DocumentPermission.DRAFT)
    bodies = documents.known_bodies(day=request.today, simulated=desk.is_simulated)
    form = AskForm(request.POST or None, bodies=[(one, name) for one, name in bodies if one.pk != desk.pk])
    if posted(request) and form.is_valid():
        given = form.cleaned_data
        made = attempted(
            form,
            lambda: actions.ask_guidance(
                by=request.principal,
                asker=desk,
                desk=form.chosen(),
                question=given["question"],
                provision=given["provision"],
                letter_code=given["letter_code"],
                letter_date=given["letter_date"],
                day=request.today,
            ),
        )
        if made is not None:
            messages.success(request, _("Đã gửi đề nghị hướng dẫn; câu trả lời sẽ hiện ở trang này."))
            return redirect("documents:guidance_request", made.pk)
    context = {"form": form, "verb": _("Gửi đề nghị"), "page_title": _("Đề nghị hướng dẫn")}
    return render(request, "documents/guidance/form.html", context, status=status_of(form))


@require_http_methods(_READ_WRITE)
@login_required
def record(request: PageRequest) -> HttpResponse:
    """Type in a request that came by letter or telephone."""
    desk = desk_of(request, DocumentPermission.DRAFT)
    bodies = documents.known_bodies(day=request.today, simulated=desk.is_simulated)
    form = RecordForm(request.POST or None, bodies=[(one, name) for one, name in bodies if one.pk != desk.pk])
    if posted(request) and form.is_valid():
        given = form.cleaned_data
        asker, name = form.who()
        made = attempted(
            form,
            lambda: actions.register_guidance(
                by=request.principal,
                desk=desk,
                asker=asker,
                name=name,
                question=given["question"],
                provision=given["provision"],
                letter_code=given["letter_code"],
                letter_date=given["letter_date"],
                day=request.today,
            ),
        )
        if made is not None:
            messages.success(request, _("Đã vào sổ. Việc tiếp theo: giao đơn vị xử lý hoặc trả lời."))
            return redirect("documents:guidance_request", made.pk)
    context = {"form": form, "verb": _("Vào sổ"), "page_title": _("Vào sổ đề nghị hướng dẫn")}
    return render(request, "documents/guidance/form.html", context, status=status_of(form))


@require_safe
@login_required
def request_page(request: PageRequest, number: int) -> HttpResponse:
    """One request: the question, who answers until when, the answer."""
    found = _opened(request, number)
    return _request_page(request, found)


def _request_page(
    request: PageRequest,
    found: GuidanceRequest,
    *,
    answering: AnswerForm | None = None,
    assigning: AssignForm | None = None,
) -> HttpResponse:
    is_open = found.state in queries.OPEN
    may_answer = is_open and actions.may_answer_guidance(by=request.principal, request=found)
    may_assign = is_open and request.principal.may_at_home(
        DocumentPermission.DRAFT, body_id=found.root_id, owner_id=found.owner_id
    )
    if may_answer and answering is None:
        answering = _answer_form(request, found)
    if may_assign and assigning is None:
        assigning = _assign_form(request, found)
    context = {
        "one": found,
        "is_open": is_open,
        "late": (request.as_of - found.due_on).days if is_open and found.due_on else 0,
        "answering": answering if may_answer else None,
        "assigning": assigning if may_assign else None,
        "may_general": found.general_id is None
        and request.principal.may_at_home(
            DocumentPermission.DRAFT, body_id=found.root_id, owner_id=found.owner_id
        ),
    }
    status = max((status_of(form) for form in (answering, assigning) if form is not None), default=200)
    return render(request, "documents/guidance/request.html", context, status=status)


def _answer_form(request: PageRequest, found: GuidanceRequest) -> AnswerForm:
    papers = queries.answering_papers(principal=request.principal, request=found)
    return AnswerForm(request.POST if posted(request) else None, papers=papers)


def _assign_form(request: PageRequest, found: GuidanceRequest) -> AssignForm:
    units = documents.units_of(body_id=found.root_id, day=request.today)
    return AssignForm(request.POST if posted(request) else None, units=units)


@require_http_methods(_READ_WRITE)
@login_required
def answer(request: PageRequest, number: int) -> HttpResponse:
    """Answer a request."""
    found = _opened(request, number)
    form = _answer_form(request, found)
    if posted(request) and form.is_valid():
        given = form.cleaned_data
        done = attempted(
            form,
            lambda: actions.answer_guidance(
                by=request.principal,
                request=found,
                answer=given["answer"],
                paper=form.chosen(),
                code=given["code"],
                at=clock.now(),
            ),
        )
        if done is not None:
            messages.success(request, _("Đã trả lời %(name)s.") % {"name": found.asker_name})
            return redirect("documents:guidance_request", found.pk)
    return _request_page(request, found, answering=form, assigning=_fresh_assign(request, found))


def _fresh_assign(request: PageRequest, found: GuidanceRequest) -> AssignForm:
    return AssignForm(units=documents.units_of(body_id=found.root_id, day=request.today))


@require_http_methods(_READ_WRITE)
@login_required
def assign(request: PageRequest, number: int) -> HttpResponse:
    """Hand a request to a unit."""
    found = queries.opened_request(
        principal=request.principal, number=number, permission=DocumentPermission.DRAFT
    )
    request.simulated = found.is_simulated
    form = _assign_form(request, found)
    if posted(request) and form.is_valid():
        given = form.cleaned_data
        done = attempted(
            form,
            lambda: actions.assign_guidance(
                by=request.principal, request=found, unit=form.chosen(), words=given["words"], at=clock.now()
            ),
        )
        if done is not None:
            messages.success(request, _("Đã giao đơn vị xử lý."))
            return redirect("documents:guidance_request", found.pk)
    papers = queries.answering_papers(principal=request.principal, request=found)
    return _request_page(request, found, assigning=form, answering=AnswerForm(papers=papers))


@require_http_methods(_READ_WRITE)
@login_required
def general_new(request: PageRequest) -> HttpResponse:
    """Publish guidance for all, from one request or from several."""
    desk = desk_of(request, DocumentPermission.DRAFT)
    requests = queries.coverable(principal=request.principal, desk=desk)
    start = next((one for one in requests if str(one.pk) == request.GET.get("tu", "")), None)
    initial = {"text": start.answer, "provision": start.provision, "covers": [str(start.pk)]} if start else {}
    form = GeneralForm(request.POST or None, requests=requests, initial=initial)
    if posted(request) and form.is_valid():
        given = form.cleaned_data
        made = attempted(
            form,
            lambda: actions.make_general(
                by=request.principal,
                desk=desk,
                requests=form.chosen(),
                title=given["title"],
                text=given["text"],
                provision=given["provision"],
                code=given["code"],
                at=clock.now(),
            ),
        )
        if made is not None:
            messages.success(request, _("Đã ban hành hướng dẫn chung; mọi cơ quan đọc được."))
            return redirect("documents:guidance_general", made.pk)
    context = {"form": form, "verb": _("Ban hành hướng dẫn chung"), "page_title": _("Hướng dẫn chung")}
    return render(request, "documents/guidance/form.html", context, status=status_of(form))


@require_safe
@login_required
def general(request: PageRequest, number: int) -> HttpResponse:
    """One guidance for all, with the requests it answers as far as the reader may see them."""
    found = queries.opened_general(principal=request.principal, number=number)
    request.simulated = found.is_simulated
    covered = queries.covered_by(principal=request.principal, general=found)
    return render(request, "documents/guidance/general.html", {"one": found, "covered": covered})


@require_http_methods(_READ_WRITE)
@login_required
def term(request: PageRequest) -> HttpResponse:
    """Within how many working days the desk answers."""
    desk = desk_of(request, DocumentPermission.CONFIGURE)
    before = queries.term_of(owner=desk, day=request.today)
    initial = {"valid_from": request.today}
    if before is not None:
        initial |= {"days": before.days, "ground": before.ground}  # type: ignore[dict-item]
    form = TermForm(request.POST or None, initial=initial)
    if posted(request) and form.is_valid():
        given = form.cleaned_data
        done = attempted(form, lambda: actions.set_guidance_term(by=request.principal, owner=desk, **given))
        if done is not None:
            messages.success(request, _("Đã đặt thời hạn; áp dụng cho đề nghị đến sau."))
            return redirect("documents:guidance")
    context = {"form": form, "verb": _("Đặt thời hạn"), "page_title": _("Thời hạn trả lời đề nghị hướng dẫn")}
    return render(request, "documents/guidance/form.html", context, status=status_of(form))


def _opened(request: PageRequest, number: int) -> GuidanceRequest:
    found = queries.opened_request(principal=request.principal, number=number)
    request.simulated = found.is_simulated
    return found
