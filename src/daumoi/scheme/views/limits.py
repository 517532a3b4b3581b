"""Pages of what a plan must respect: ceilings, rules, and how plans are valued."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from daumoi.foundation.errors import NotFound
from daumoi.scheme import actions, queries
from daumoi.scheme.forms import MoneyCeilingForm, PostCeilingForm, ReasonForm, RuleForm, WeightsForm
from daumoi.scheme.models import Scheme
from daumoi.scheme.queries import Present
from daumoi.scheme.views.doors import (
    attempted,
    changing,
    coordinated,
    posted,
    step_page,
)
from daumoi.ui.requests import PageRequest


def _bodies(scheme: Scheme) -> tuple[list[Present], list[tuple[str, str]]]:
    found = queries.bodies_of(scheme=scheme)
    return found, [(one.body.code, one.name) for one in found]


@require_safe
@login_required
def limits(request: PageRequest, code: str) -> HttpResponse:
    """Ceilings, rules and weights on one page."""
    scheme = coordinated(request, code)
    principal = request.principal
    names = {one.body.pk: one.name for one in queries.bodies_of(scheme=scheme)}
    ceilings = queries.ceilings_of(principal=principal, scheme=scheme)
    rules = queries.rules_of(principal=principal, scheme=scheme)
    active = sum(1 for rule in rules if rule.is_active)
    context = {
        "scheme": scheme,
        "coordinates": True,
        "ceilings": [(row, names.get(row.body_id or 0, "")) for row in ceilings],
        "rules": rules,
        "weights": queries.weights_of(principal=principal, scheme=scheme),
        "may_write": queries.may_write(principal=principal, scheme=scheme),
        "sentence": _("%(ceilings)d trần; %(rules)d ràng buộc đang dùng.")
        % {"ceilings": len(ceilings), "rules": active},
    }
    return render(request, "scheme/limits.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def post_ceiling(request: PageRequest, code: str) -> HttpResponse:
    """Set a ceiling of posts."""
    scheme = changing(request, code)
    rows, named = _bodies(scheme)
    form = PostCeilingForm(request.POST or None, bodies=named)
    if posted(request) and form.is_valid():
        data = dict(form.cleaned_data)
        wanted = data.pop("body")
        body = next((one.body for one in rows if one.body.code == wanted), None)
        done = attempted(
            form,
            lambda: actions.set_post_ceiling(by=request.principal, scheme=scheme, body=body, **data),
        )
        if done is not None:
            messages.success(request, _("Đã đặt trần."))
            return redirect("scheme:limits", code)
    return _limit_page(request, scheme, form, _("Trần biên chế"))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def money_ceiling(request: PageRequest, code: str) -> HttpResponse:
    """Set a ceiling of money."""
    scheme = changing(request, code)
    rows, named = _bodies(scheme)
    form = MoneyCeilingForm(request.POST or None, bodies=named)
    if posted(request) and form.is_valid():
        data = dict(form.cleaned_data)
        wanted = data.pop("body")
        body = next((one.body for one in rows if one.body.code == wanted), None)
        done = attempted(
            form,
            lambda: actions.set_money_ceiling(by=request.principal, scheme=scheme, body=body, **data),
        )
        if done is not None:
            messages.success(request, _("Đã đặt trần."))
            return redirect("scheme:limits", code)
    return _limit_page(request, scheme, form, _("Trần kinh phí"))


def _limit_page(
    request: PageRequest, scheme: Scheme, form: PostCeilingForm | MoneyCeilingForm, title: str
) -> HttpResponse:
    return step_page(
        request,
        scheme,
        form,
        title=title,
        verb=_("Đặt trần"),
        lead=_("Đặt lại trần của cùng loại và phạm vi thì mức cũ được thay; nhật ký giữ mức cũ."),
        back=reverse("scheme:limits", args=[scheme.code]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ceiling_remove(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Take a ceiling away."""
    scheme = changing(request, code)
    held = queries.ceiling_of(principal=request.principal, scheme=scheme, number=number)
    if held is None:
        raise NotFound("scheme.ceiling", _("Trần này không còn."), remedy=_("Mở lại trang trần."))
    form = ReasonForm(request.POST or None)
    if posted(request) and form.is_valid():

        def remove() -> bool:
            actions.remove_ceiling(
                by=request.principal, scheme=scheme, number=number, reason=form.cleaned_data["reason"]
            )
            return True

        if attempted(form, remove):
            messages.success(request, _("Đã bỏ trần."))
            return redirect("scheme:limits", code)
    return step_page(
        request,
        scheme,
        form,
        title=_("Bỏ trần: %s") % held,
        verb=_("Bỏ trần"),
        back=reverse("scheme:limits", args=[code]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def rule_new(request: PageRequest, code: str) -> HttpResponse:
    """One rule more."""
    scheme = changing(request, code)
    rows, named = _bodies(scheme)
    phases = queries.phases_of(principal=request.principal, scheme=scheme)
    duties = queries.duties_of(scheme=scheme)
    form = RuleForm(
        request.POST or None,
        bodies=named,
        phases=[(str(phase.number), phase.name) for phase in phases],
        duties=[(duty.code, duty.display_name) for duty in duties],
    )
    if posted(request) and form.is_valid():
        data = dict(form.cleaned_data)
        by_code = {one.body.code: one.body for one in rows}
        data["first"] = by_code.get(data["first"])
        data["second"] = by_code.get(data["second"])
        data["phase"] = next((one for one in phases if str(one.number) == data["phase"]), None)
        data["duty"] = next((one for one in duties if one.code == data["duty"]), None)
        done = attempted(form, lambda: actions.add_rule(by=request.principal, scheme=scheme, **data))
        if done is not None:
            messages.success(request, _("Đã thêm ràng buộc."))
            return redirect("scheme:limits", code)
    return step_page(
        request,
        scheme,
        form,
        title=_("Thêm ràng buộc"),
        verb=_("Thêm ràng buộc"),
        back=reverse("scheme:limits", args=[code]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def rule_switch(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Leave a rule out of the computations, or take it in again."""
    scheme = changing(request, code)
    rules = queries.rules_of(principal=request.principal, scheme=scheme)
    held = next((rule for rule in rules if rule.number == number), None)
    if held is None:
        raise NotFound("scheme.rule", _("Đề án không có ràng buộc số %d.") % number)
    form = ReasonForm(request.POST or None)
    if posted(request) and form.is_valid():
        done = attempted(
            form,
            lambda: actions.suspend_rule(
                by=request.principal,
                scheme=scheme,
                number=number,
                reason=form.cleaned_data["reason"],
                active=not held.is_active,
            ),
        )
        if done is not None:
            messages.success(request, _("Đã ghi."))
            return redirect("scheme:limits", code)
    verb = _("Tạm bỏ ràng buộc") if held.is_active else _("Dùng lại ràng buộc")
    return step_page(
        request,
        scheme,
        form,
        title=verb,
        verb=verb,
        lead=held.sentence,
        back=reverse("scheme:limits", args=[code]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def weights(request: PageRequest, code: str) -> HttpResponse:
    """How many points each thing is worth."""
    scheme = changing(request, code)
    rows = queries.weights_of(principal=request.principal, scheme=scheme)
    form = WeightsForm(request.POST or None, weights=rows)
    if posted(request) and form.is_valid():

        def change() -> bool:
            actions.set_weights(
                by=request.principal, scheme=scheme, points=form.points(), basis=form.cleaned_data["basis"]
            )
            return True

        if attempted(form, change):
            messages.success(request, _("Đã đổi cách chấm điểm; các lần tính trước giữ điểm cũ."))
            return redirect("scheme:limits", code)
    return step_page(
        request,
        scheme,
        form,
        title=_("Cách chấm điểm phương án"),
        verb=_("Lưu cách chấm điểm"),
        lead=_("Điểm chỉ để so các phương án của đề án này với nhau; đổi điểm thì tính lại."),
        back=reverse("scheme:limits", args=[code]),
    )
