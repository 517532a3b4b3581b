"""Does the form matter? Choose an edition, name the outcome, look; bodies paired by hand; the files to compute it again."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from daumoi.accounts.models import Person
from daumoi.foundation.errors import DomainError
from daumoi.indices.models import Edition
from daumoi.indices.queries import ResultView
from daumoi.scheme.access import SchemePermission, access_compared
from daumoi.scheme.forms.evidence import PairsForm, QuestionForm
from daumoi.scheme.presenters import evidence_charts as charts
from daumoi.scheme.presenters import evidence_files as files
from daumoi.scheme.presenters import evidence_pages as pages
from daumoi.scheme.queries import evidence, evidence_outcomes, evidence_pairs, evidence_upgrades
from daumoi.scheme.queries.evidence import Answer
from daumoi.scheme.queries.evidence_labels import Label
from daumoi.ui.requests import PageRequest


def shows_simulated(request: PageRequest) -> bool:
    """Whether lists show the simulated government: as asked by `realm`, else as the reader is simulated themselves."""
    asked = request.GET.get("realm", "")
    pretended = isinstance(request.user, Person) and request.user.is_simulated
    request.simulated = asked == "mo-phong" or (asked != "that" and pretended)
    return request.simulated


def _seen(request: PageRequest, index: str, edition: str) -> Edition:
    """The edition of the address, published or quoted; its page carries the mark when it is simulated."""
    found = access_compared(principal=request.principal, index=index, code=edition)
    request.simulated = found.is_simulated
    return found


def _form(request: PageRequest, view: ResultView) -> tuple[QuestionForm, tuple[Label, ...]]:
    """The question as asked in the address, or the empty form; with the labels of the usual question."""
    usual = evidence.default_question(view=view)
    rows = evidence.coding_of(view=view, coding=usual.coding)
    offered = evidence.offered_covariates(
        principal=request.principal, view=view, coding=usual.coding, rows=rows
    )
    form = QuestionForm(
        request.GET if "ket_qua_chinh" in request.GET or "hinh_thuc" in request.GET else None,
        outcomes=[(one.code, one.name) for one in evidence_outcomes.outcome_choices(view=view)],
        groups=view.groups,
        covariates=[(one.code, one.name) for one in offered],
        cut_off=view.edition.cut_off,
        group=usual.group,
    )
    return form, rows


def _ask_page(
    request: PageRequest,
    view: ResultView,
    form: QuestionForm,
    rows: tuple[Label, ...],
    refused: DomainError | None = None,
) -> HttpResponse:
    usual = evidence.default_question(view=view)
    valid = form.is_bound and form.is_valid()
    coding = form.question(group=usual.group).coding if valid else usual.coding
    shown = rows if coding == usual.coding else evidence.coding_of(view=view, coding=coding)
    context = pages.asking(view, shown, coding)
    status = 422 if refused is not None or (form.is_bound and not valid) else 200
    return render(
        request, "scheme/evidence/ask.html", {**context, "form": form, "refused": refused}, status=status
    )


def _asked(request: PageRequest, index: str, edition: str) -> Answer | HttpResponse:
    """The answer to a complete question; otherwise the page that asks, with what is wrong."""
    found = _seen(request, index, edition)
    view = evidence_outcomes.view_of(edition=found)
    form, rows = _form(request, view)
    if not form.is_bound or not form.is_valid():
        return _ask_page(request, view, form, rows)
    try:
        return evidence.answer(
            principal=request.principal,
            edition=found,
            question=form.question(group=evidence.default_question(view=view).group),
        )
    except DomainError as refused:
        return _ask_page(request, view, form, rows, refused)


@require_safe
@login_required
def index(request: PageRequest) -> HttpResponse:
    """The editions that can be looked at."""
    request.principal.require(SchemePermission.VIEW)
    simulated = shows_simulated(request)
    editions = evidence_outcomes.comparable_editions(principal=request.principal, simulated=simulated)
    known = evidence_upgrades.comparable_indices(principal=request.principal, simulated=simulated)
    context = {**pages.beginning(editions, known), "shows_simulated": simulated}
    return render(request, "scheme/evidence/index.html", context)


@require_safe
@login_required
def ask(request: PageRequest, index: str, edition: str) -> HttpResponse:
    """Name the primary outcome and the two groups before any score is shown."""
    view = evidence_outcomes.view_of(edition=_seen(request, index, edition))
    return _ask_page(request, view, *_form(request, view))


@require_safe
@login_required
def result(request: PageRequest, index: str, edition: str) -> HttpResponse:
    """What was found, in the allowed sentences only."""
    found = _asked(request, index, edition)
    if isinstance(found, HttpResponse):
        return found
    context = pages.answered(found, asked=request.GET.urlencode())
    context["charts"] = [
        charts.draw(spec, simulated=request.simulated)
        for spec in (charts.strip(found), charts.distribution(found))
    ]
    return render(request, "scheme/evidence/result.html", context)


@require_safe
@login_required
def pairs(request: PageRequest, index: str, edition: str) -> HttpResponse:
    """Pair bodies by hand without seeing scores, then compare inside the pairs."""
    found = _asked(request, index, edition)
    if isinstance(found, HttpResponse):
        return found
    given = any(name.startswith("cap-") for name in request.GET)
    rows = sorted(
        (pages.as_sided(row) for row in found.rows), key=lambda one: one.code
    )  # their order tells no score
    form = PairsForm(request.GET if given else None, rows=rows)
    paired, refused = None, None
    if form.is_bound and form.is_valid():
        try:
            paired = evidence_pairs.paired(answer=found, chosen=form.chosen)
        except DomainError as error:
            refused = error
    kept = [(name, value) for name, values in request.GET.lists() if name[:4] != "cap-" for value in values]
    context = {**pages.pairing(found, paired, kept), "form": form, "refused": refused}
    if paired is not None and paired.found is not None:
        context["chart"] = charts.draw(charts.pairs(found, paired), simulated=request.simulated)
    wrong = refused is not None or (form.is_bound and not form.is_valid())
    return render(request, "scheme/evidence/pairs.html", context, status=422 if wrong else 200)


@require_safe
@login_required
def result_json(request: PageRequest, index: str, edition: str) -> HttpResponse:
    """Question, inputs, figures and sentences as JSON."""
    found = _asked(request, index, edition)
    if isinstance(found, HttpResponse):
        return found
    return _download(files.as_json(found), kind="application/json", name=f"bang-chung-{index}-{edition}.json")


@require_safe
@login_required
def result_csv(request: PageRequest, index: str, edition: str) -> HttpResponse:
    """One line for each body as CSV."""
    found = _asked(request, index, edition)
    if isinstance(found, HttpResponse):
        return found
    return _download(
        files.as_csv(found), kind="text/csv; charset=utf-8", name=f"bang-chung-{index}-{edition}.csv"
    )


def _download(content: bytes, *, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
