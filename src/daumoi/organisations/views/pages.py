"""Reading pages: the register, a body, a unit, the organisation chart."""

from functools import cache
from urllib.parse import quote

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from daumoi.organisations import queries
from daumoi.organisations.access import access_organisation, access_register
from daumoi.organisations.models import Level, Organisation
from daumoi.organisations.presenters import chart as charts
from daumoi.organisations.presenters.drawing import draw
from daumoi.organisations.presenters.organisation import act_sentence, organisation_page
from daumoi.organisations.presenters.register import index_page
from daumoi.organisations.presenters.rows import RegisterWriter
from daumoi.organisations.presenters.words import day_text
from daumoi.organisations.queries import TreeNode
from daumoi.organisations.views.rights import verbs
from daumoi.ui.addresses import with_as_of
from daumoi.ui.requests import PageRequest

SIMULATED = "mo-phong"


def is_simulated(request: PageRequest) -> bool:
    """Whether the address asks for the simulated government (`?realm=mo-phong`)."""
    return request.GET.get("realm") == SIMULATED


@require_safe
@login_required
def index(request: PageRequest) -> HttpResponse:
    """The register as of a day: bodies by IT unit, with how sure each is."""
    access_register(principal=request.principal)
    simulated = is_simulated(request)
    page = index_page(
        rows=queries.bodies(day=request.as_of, simulated=simulated),
        aggregates=[] if simulated else queries.aggregates_near(day=request.as_of),
        day=request.as_of,
        form=request.GET.get("form", ""),
        simulated=simulated,
    )
    context = {
        "page": page,
        "rows": RegisterWriter(request).rows(page.lines),
        "verbs": verbs(request.principal),
        "realm": SIMULATED if simulated else "",
    }
    return render(request, "organisations/index.html", _marked(context, simulated))


@require_safe
@login_required
def body(request: PageRequest, code: str) -> HttpResponse:
    """One body as of a day."""
    return _organisation(request, code, Level.MINISTRY)


@require_safe
@login_required
def unit(request: PageRequest, code: str) -> HttpResponse:
    """One unit as of a day."""
    return _organisation(request, code, Level.UNIT)


def _organisation(request: PageRequest, code: str, level: Level) -> HttpResponse:
    organisation = access_organisation(principal=request.principal, code=code)
    if organisation.level != level:
        return redirect(with_as_of(url=address(organisation), request=request))
    view = queries.organisation_view(
        principal=request.principal, organisation=organisation, day=request.as_of
    )
    page = organisation_page(view=view, principal=request.principal, today=request.today)
    acts = [(row, act_sentence(row)) for row in view.acts]
    context = {"page": page, "acts": acts, "day": day_text(request.as_of)}
    return render(request, "organisations/organisation.html", _marked(context, organisation.is_simulated))


@require_safe
@login_required
def chart(request: PageRequest, code: str) -> HttpResponse:
    """The organisation chart below a body or unit as of a day."""
    organisation = access_organisation(principal=request.principal, code=code)
    top = queries.tree(organisation_id=organisation.pk, day=request.as_of)
    routes = {level: reverse(f"organisations:{name}", args=["-"]) for level, name in _ROUTES.items()}

    @cache
    def page_of(level: str, below: str) -> str:
        return with_as_of(url=routes[Level(level)].replace("/-/", f"/{quote(below)}/"), request=request)

    def url(node: TreeNode) -> str:
        return page_of(node.state.organisation.level, node.state.organisation.code)

    context: dict[str, object] = {"organisation": organisation, "top": top, "body_url": address(organisation)}
    if top is not None:
        rows = charts.chart_rows(top=top, url=url)
        label = _("Sơ đồ tổ chức của %(name)s") % {"name": top.state.name}
        drawing = draw(chart=charts.chart(top=top, url=url), label=label)
        context |= {"drawing": drawing, "rows": rows, "below": len(rows) - 1}
    return render(request, "organisations/chart.html", _marked(context, organisation.is_simulated))


_ROUTES = {Level.MINISTRY: "body", Level.UNIT: "unit"}


def address(organisation: Organisation) -> str:
    """The page of an organisation."""
    return reverse(f"organisations:{_ROUTES[Level(organisation.level)]}", args=[organisation.code])


def _marked(context: dict[str, object], simulated: bool) -> dict[str, object]:
    """Simulated rows mark the page; otherwise the installation decides."""
    return context | ({"simulated": True} if simulated else {})
