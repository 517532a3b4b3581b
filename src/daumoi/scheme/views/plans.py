"""Pages of plans: the overview, questions to the planner, one run, choosing."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from daumoi.foundation.errors import Conflict
from daumoi.scheme import actions, queries
from daumoi.scheme.access import access_run
from daumoi.scheme.actions import Wanted
from daumoi.scheme.forms import AlternativesForm, CeilingStepsForm, ChoosePlanForm, ManualForm, WhyNotForm
from daumoi.scheme.forms.fields import Choices
from daumoi.scheme.models import CeilingKind, PlanRun, RunKind, Scheme
from daumoi.scheme.presenters import plans as shapes
from daumoi.scheme.rules import DONG_PER_MILLION
from daumoi.scheme.views.doors import (
    attempted,
    changing,
    coordinated,
    moment,
    posted,
    status_of,
    step_page,
)
from daumoi.ui.requests import PageRequest
from daumoi_calc import optimisation as calc

_SHOWN = 20


@require_safe
@login_required
def plan(request: PageRequest, code: str) -> HttpResponse:
    """The chosen plan, else the newest best one; every question asked so far."""
    scheme = coordinated(request, code)
    principal = request.principal
    choice = queries.chosen_of(principal=principal, scheme=scheme)
    best = (
        choice.run
        if choice is not None
        else queries.last_run(principal=principal, scheme=scheme, kind=RunKind.OPTIMUM)
    )
    runs = queries.runs_of(principal=principal, scheme=scheme)
    page = shapes.run_page(best) if best is not None else None
    shape = (
        page.plans[choice.variant if choice is not None else 0] if page is not None and page.plans else None
    )
    context = {
        "scheme": scheme,
        "coordinates": True,
        "choice": choice,
        "page": page,
        "shape": shape,
        "sentence": _plan_sentence(page, chosen=choice is not None),
        "runs": runs[:_SHOWN],
        "hidden": max(0, len(runs) - _SHOWN),
        "may_write": queries.may_write(principal=principal, scheme=scheme),
    }
    return render(request, "scheme/plan.html", context)


def _plan_sentence(page: shapes.RunPage | None, *, chosen: bool) -> str:
    if page is None:
        return _("Chưa tính phương án nào.")
    if not page.plans:
        return page.sentence
    if chosen:
        return _("Đã chọn phương án tổng thể: %s") % page.plans[0].sentence
    return _("Chưa chọn. Phương án nhiều điểm nhất: %s") % page.plans[0].sentence


@require_POST
@login_required
def solve(request: PageRequest, code: str) -> HttpResponse:
    """Find the plan of the most points."""
    scheme = changing(request, code)
    run = actions.solve_plan(by=request.principal, scheme=scheme, at=moment())
    return redirect("scheme:run", code, run.number)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def alternatives(request: PageRequest, code: str) -> HttpResponse:
    """Plans nearly as good as the best."""
    scheme = changing(request, code)
    form = AlternativesForm(request.POST or None, initial={"within_percent": 2, "count": 5})
    return _asked(
        request,
        scheme,
        form,
        lambda: actions.find_alternatives(
            by=request.principal, scheme=scheme, at=moment(), **form.cleaned_data
        ),
        title=_("Các phương án gần ngang nhau"),
        verb=_("Tìm phương án khác"),
        lead=_("Mỗi hai phương án khác nhau ở ít nhất hai bộ."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def why_not(request: PageRequest, code: str) -> HttpResponse:
    """Force a choice in and see what falls out."""
    scheme = changing(request, code)
    prepared = queries.prepare(principal=request.principal, scheme=scheme)
    form = WhyNotForm(
        request.POST or None,
        options=[
            (f"{unit.code}|{option.code}", f"{name}: {option.name}")
            for unit, name in queries.options_of(prepared.problem)
            for option in unit.options
        ],
        phases=[(phase.code, phase.name) for phase in prepared.problem.phases],
        initial={"choice": request.GET.get("chon", "")},
    )
    return _asked(
        request,
        scheme,
        form,
        lambda: actions.ask_why_not(
            by=request.principal, scheme=scheme, wanted=Wanted(*form.wanted), at=moment()
        ),
        title=_("Vì sao không chọn?"),
        verb=_("Thử bắt buộc chọn"),
        lead=_(
            "Máy bắt buộc chọn rồi tính lại: mất bao nhiêu điểm, bộ nào phải đổi theo, hoặc vì sao không thể."
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ceiling(request: PageRequest, code: str) -> HttpResponse:
    """What more posts, or more money, would buy."""
    scheme = changing(request, code)
    rows = queries.ceilings_of(principal=request.principal, scheme=scheme)
    named = [(str(row.pk), f"{row}{f' · {row.body.code}' if row.body is not None else ''}") for row in rows]
    form = CeilingStepsForm(request.POST or None, ceilings=named, initial={"steps": "5 10 20"})

    def ask() -> PlanRun:
        held = next(row for row in rows if str(row.pk) == form.cleaned_data["ceiling"])
        scale = DONG_PER_MILLION if held.kind == CeilingKind.MONEY else 1
        steps = [step * scale for step in form.cleaned_data["steps"]]
        return actions.move_ceiling(
            by=request.principal, scheme=scheme, ceiling=held, steps=steps, at=moment()
        )

    return _asked(
        request,
        scheme,
        form,
        ask,
        title=_("Nới trần thì được gì?"),
        verb=_("Tính các mức nới"),
        lead=_("Trần thật không đổi; máy chỉ tính thử từng mức."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def manual(request: PageRequest, code: str) -> HttpResponse:
    """A plan made by hand, scored beside the machine's."""
    scheme = changing(request, code)
    prepared = queries.prepare(principal=request.principal, scheme=scheme)
    choice = queries.chosen_of(principal=request.principal, scheme=scheme)
    chosen = (
        {one.unit: one for one in queries.choices_of(choice.run, choice.variant)}
        if choice is not None
        else {}
    )
    form = ManualForm(request.POST or None, rows=_manual_rows(prepared.problem, chosen))
    if posted(request) and form.is_valid():
        made = attempted(
            form,
            lambda: actions.score_manual(
                by=request.principal,
                scheme=scheme,
                choices=[Wanted(*one) for one in form.chosen()],
                at=moment(),
            ),
        )
        if made is not None:
            return redirect("scheme:run", code, made.number)
    context = {
        "scheme": scheme,
        "coordinates": True,
        "form": form,
        "notes": prepared.notes,
        "from_chosen": bool(chosen),
    }
    return render(request, "scheme/manual.html", context, status=status_of(form))


def _manual_rows(
    problem: calc.Problem, chosen: dict[str, calc.Choice]
) -> list[tuple[str, str, Choices, str]]:
    rows = []
    for unit, name in queries.options_of(problem):
        pairs: Choices = []
        for option in unit.options:
            if option.form is calc.Form.KEEP:
                pairs.insert(0, (f"{option.code}|", option.name))
                continue
            allowed = option.allowed_phases
            pairs += [
                (f"{option.code}|{phase.code}", f"{option.name}, {phase.name}")
                for phase in problem.phases
                if allowed is None or phase.code in allowed
            ]
        held = chosen.get(unit.code)
        rows.append((unit.code, name, pairs, f"{held.option}|{held.phase or ''}" if held else pairs[0][0]))
    return rows


def _asked(
    request: PageRequest,
    scheme: Scheme,
    form: forms.Form,
    act: Callable[[], PlanRun],
    *,
    title: str,
    verb: str,
    lead: str,
) -> HttpResponse:
    """A question to the planner; its answer is a run with a page of its own."""
    if posted(request) and form.is_valid():
        made = attempted(form, act)
        if made is not None:
            return redirect("scheme:run", scheme.code, made.number)
    back = reverse("scheme:plan", args=[scheme.code])
    return step_page(request, scheme, form, title=title, verb=verb, lead=lead, back=back)


@require_safe
@login_required
def run(request: PageRequest, code: str, number: int) -> HttpResponse:
    """One run: the answer in words, the plans, what it was computed from."""
    scheme = coordinated(request, code)
    found = access_run(principal=request.principal, scheme=scheme, number=number)
    choice = queries.chosen_of(principal=request.principal, scheme=scheme)
    context = {
        "scheme": scheme,
        "coordinates": True,
        "run": found,
        "page": shapes.run_page(found),
        "choice": choice,
        "may_write": queries.may_write(principal=request.principal, scheme=scheme),
    }
    return render(request, "scheme/run.html", context)


@require_POST
@login_required
def recheck(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Compute a run again from what is stored and say whether it comes out the same."""
    scheme = coordinated(request, code)
    found = access_run(principal=request.principal, scheme=scheme, number=number)
    again = queries.recheck(run=found)
    if again.is_same:
        said = _("Đã tính lại từ dữ liệu lưu kèm: kết quả trùng khớp, mã băm %s.") % again.digest[:16]
        messages.success(request, said)
    else:
        messages.error(
            request,
            _(
                "Tính lại ra kết quả khác: mã băm %(now)s, mã đã lưu %(then)s. Thư viện khi lưu: %(libraries)s."
            )
            % {
                "now": again.digest[:16],
                "then": found.result_digest[:16],
                "libraries": ", ".join(f"{name} {text}" for name, text in found.versions.items()),
            },
        )
    return redirect("scheme:run", code, number)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def choose(request: PageRequest, code: str, number: int, variant: int) -> HttpResponse:
    """Make a plan the scheme's plan."""
    scheme = changing(request, code)
    found = access_run(principal=request.principal, scheme=scheme, number=number)
    found.scheme = scheme
    if not queries.choices_of(found, variant):
        raise Conflict(
            "scheme.no_plan",
            _("Lần tính %d không có phương án nào giữ được mọi ràng buộc để chọn.") % number,
            remedy=_("Chọn phương án của một lần tính khác."),
        )
    form = ChoosePlanForm(request.POST or None)
    if posted(request) and form.is_valid():
        made = attempted(
            form,
            lambda: actions.choose_plan(
                by=request.principal, run=found, variant=variant, at=moment(), **form.cleaned_data
            ),
        )
        if made is not None:
            messages.success(request, _("Đã chọn phương án tổng thể của đề án."))
            return redirect("scheme:plan", code)
    return step_page(
        request,
        scheme,
        form,
        title=_("Chọn phương án tổng thể"),
        verb=_("Chọn phương án này"),
        lead=_("Lần tính %(number)d, phương án %(variant)d. Phương án chọn trước đó, nếu có, khép lại.")
        % {"number": number, "variant": variant + 1},
        back=reverse("scheme:run", args=[code, number]),
    )
