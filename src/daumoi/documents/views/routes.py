"""Quy trình ký: the chains of the pack, the body's own, making and changing one."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from daumoi.documents import queries
from daumoi.documents.access import DocumentPermission
from daumoi.documents.actions.routes import save_route, switch_route
from daumoi.documents.forms.own import RouteForm, route_initial, steps_sent
from daumoi.documents.models import ChainAct, OwnRoute, Route
from daumoi.documents.queries import drafts
from daumoi.documents.rules.chain import RouteStep, route_steps
from daumoi.documents.views.door import attempted, desk_of, posted, status_of
from daumoi.organisations.models import Organisation
from daumoi.ui.requests import PageRequest


@dataclass(frozen=True)
class _RouteView:
    """A chain as its card shows it."""

    name: str
    kinds: str
    steps: list[tuple[str, str, bool]]
    own: OwnRoute | None = None
    note: str = ""
    may_edit: bool = False
    code: str = ""


@require_safe
@login_required
def routes(request: PageRequest) -> HttpResponse:
    """Own chains first, then those of the pack."""
    desk_of(request, DocumentPermission.VIEW)
    names = {kind.code: kind.display_name for kind in queries.kinds()}
    own = [_view(one, names, request) for one in drafts.own_routes(principal=request.principal)]
    common = [_view(one, names, request) for one in drafts.pack_routes()]
    may_add = request.principal.holds(DocumentPermission.CONFIGURE)
    return render(request, "documents/own/routes.html", {"own": own, "common": common, "may_add": may_add})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def route_new(request: PageRequest) -> HttpResponse:
    """Make an own chain, from a chain of the pack when `?tu=` names one."""
    owner = desk_of(request, DocumentPermission.CONFIGURE)
    wanted = request.GET.get("tu", "")
    start = next((one for one in drafts.pack_routes() if one.code == wanted), None)
    return _edit(request, owner=owner, route=None, start=start)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def route_edit(request: PageRequest, number: int) -> HttpResponse:
    """Change an own chain; papers on their way keep theirs."""
    route = drafts.own_route(principal=request.principal, number=number)
    permission = DocumentPermission.CONFIGURE
    request.principal.require_at_home(permission, body_id=route.root_id, owner_id=route.owner_id)
    return _edit(request, owner=route.owner, route=route, start=route)


@require_POST
@login_required
def route_switch(request: PageRequest, number: int) -> HttpResponse:
    """Stop offering an own chain, or offer it again."""
    route = drafts.own_route(principal=request.principal, number=number)
    made = switch_route(by=request.principal, route=route, active=request.POST.get("active") == "1")
    words = (
        _("Đang dùng quy trình “%(name)s”.") if made.is_active else _("Đã thôi dùng quy trình “%(name)s”.")
    )
    messages.success(request, words % {"name": made.name})
    return redirect("documents:routes")


def _edit(
    request: PageRequest, *, owner: Organisation, route: OwnRoute | None, start: OwnRoute | Route | None
) -> HttpResponse:
    steps = route_steps(start.steps, place=start.name) if start is not None else []
    more = "more" in request.POST
    form = RouteForm(
        request.POST if posted(request) and not more else None,
        offered=queries.kinds(),
        steps=(steps_sent(request.POST) + more) if posted(request) else max(len(steps), 4),
        initial=_sent(request)
        if more
        else route_initial(
            name=start.name if start is not None else "",
            kinds=start.kinds if start is not None else [],
            steps=steps,
        ),
    )
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        made = attempted(
            form,
            lambda: save_route(
                by=request.principal,
                owner=owner,
                name=given["name"],
                kinds=given["kinds"],
                steps=form.steps(),
                route=route,
            ),
        )
        if made is not None:
            messages.success(request, _("Đã lưu quy trình “%(name)s”.") % {"name": made.name})
            return redirect("documents:routes")
    context = {"form": form, "route": route, "steps": _step_fields(form)}
    return render(request, "documents/own/route.html", context, status=status_of(form))


def _sent(request: PageRequest) -> dict[str, object]:
    return {name: request.POST.get(name) for name in request.POST} | {"kinds": request.POST.getlist("kinds")}


def _step_fields(form: RouteForm) -> list[dict[str, object]]:
    parts = ("act", "title", "permission", "outside")
    return [
        {"number": number + 1} | {part: form[f"step_{number}_{part}"] for part in parts}
        for number in range(form.step_count)
    ]


def _view(route: OwnRoute | Route, names: dict[str, str], request: PageRequest) -> _RouteView:
    steps: list[RouteStep] = route_steps(route.steps, place=route.name)
    own = route if isinstance(route, OwnRoute) else None
    return _RouteView(
        name=str(route),
        kinds=", ".join(names.get(code, code) for code in route.kinds),
        steps=[(str(ChainAct(step.act).label), step.title, step.outside) for step in steps],
        own=own,
        note="" if own is not None else getattr(route, "note", ""),
        may_edit=own is not None and _may(request, own),
        code=route.code if isinstance(route, Route) else "",
    )


def _may(request: PageRequest, route: OwnRoute) -> bool:
    return request.principal.may_at_home(
        DocumentPermission.CONFIGURE, body_id=route.root_id, owner_id=route.owner_id
    )
