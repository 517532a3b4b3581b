"""Results: the public page, one unit beside its peers, the statistician's page, the check, open data."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from daumoi.foundation.errors import Conflict
from daumoi.indices import queries
from daumoi.indices.access import access_result, may
from daumoi.indices.models import Edition, EditionState
from daumoi.indices.presenters import data, pictures, results, words
from daumoi.indices.queries import ResultView
from daumoi.indices.queries.quoted import check_quoted
from daumoi.indices.queries.statistics import statistics_of
from daumoi.indices.views.doors import COORDINATE, download, open_once_published
from daumoi.ui.requests import PageRequest

WIDE = 3
"""With more pillars than that the tables need the whole width of the page."""


def _view(request: PageRequest, index: str, edition: str) -> ResultView:
    found = access_result(principal=request.principal, index=index, code=edition)
    request.simulated = found.is_simulated
    return queries.result_view(edition=found)


def _own(request: PageRequest, index: str, edition: str) -> ResultView:
    """A result that was computed here, with its inputs."""
    view = _view(request, index, edition)
    if view.edition.state != EditionState.PUBLISHED:
        raise Conflict(
            "indices.result.quoted",
            _("Kết quả này công bố ở nơi khác, không có số liệu gốc để tính lại."),
            remedy=_("Xem phần kiểm tra số đã công bố ở trang kết quả."),
        )
    return view


def result_page(request: PageRequest, edition: Edition) -> HttpResponse:
    """The page of a published or quoted edition."""
    view = queries.result_view(edition=edition)
    simulated = edition.is_simulated
    before = queries.previous_of(principal=request.principal, edition=edition)
    specs = [pictures.ranked(view, group) for group, _name in view.groups] + [pictures.heat(view)]
    if before is not None:
        specs.append(pictures.movement(queries.result_view(edition=before), view))
    context = {
        "edition": edition,
        "view": view,
        "blocks": results.blocks(view),
        "sentence": words.result_sentence(view),
        "is_wide": len(view.pillars) > WIDE,
        "charts": [pictures.draw(spec, simulated=simulated) for spec in specs if spec is not None],
        "checked": check_quoted(edition=edition) if view.is_quoted else None,
        "may_correct": edition.state == EditionState.PUBLISHED
        and may(principal=request.principal, row=edition, permission=COORDINATE),
    }
    return render(request, "indices/result.html", context)


@require_safe
@open_once_published
def unit(request: PageRequest, index: str, edition: str, unit: str) -> HttpResponse:
    """One unit beside its peers."""
    view = _view(request, index, edition)
    row = queries.unit_of(view=view, code=unit)
    spec = pictures.profile(view, row)
    simulated = view.edition.is_simulated
    context = {
        "edition": view.edition,
        "view": view,
        "row": row,
        "page": results.unit_page(view, row),
        "years_url": f"{reverse('indices:years', args=[index])}?{urlencode({'don_vi': row.code})}",
        "chart": pictures.draw(spec, simulated=simulated) if spec is not None else None,
    }
    return render(request, "indices/unit.html", context)


@require_safe
@login_required
def statistics(request: PageRequest, index: str, edition: str) -> HttpResponse:
    """Coherence, effective weights, sensitivity: for statisticians, nowhere else."""
    view = _own(request, index, edition)
    peers = dict(view.groups)
    context = {
        "edition": view.edition,
        "view": view,
        "groups": [
            (peers.get(one.group, ""), one, *results.tables(one))
            for one in statistics_of(edition=view.edition)
        ],
        "recipe": view.edition.recipe or {},
        "intervals": view.edition.intervals or {},
    }
    return render(request, "indices/statistics.html", context)


@require_safe
@login_required
def recheck(request: PageRequest, index: str, edition: str) -> HttpResponse:
    """Compute the published edition again from its stored table and compare the digests."""
    view = _own(request, index, edition)
    context = {
        "edition": view.edition,
        "view": view,
        "again": queries.recompute(edition=view.edition),
        "recipe": view.edition.recipe or {},
    }
    return render(request, "indices/recheck.html", context)


@require_safe
@open_once_published
def result_csv(request: PageRequest, index: str, edition: str) -> HttpResponse:
    """The result as CSV."""
    view = _view(request, index, edition)
    return download(data.as_csv(view), kind="text/csv; charset=utf-8", name=f"{index}-{edition}.csv")


@require_safe
@open_once_published
def result_json(request: PageRequest, index: str, edition: str) -> HttpResponse:
    """The result as JSON with recipe and digest."""
    view = _view(request, index, edition)
    return download(data.as_json(view), kind="application/json", name=f"{index}-{edition}.json")


@require_safe
@open_once_published
def catalogue(request: PageRequest, index: str, edition: str) -> HttpResponse:
    """The dataset for a catalogue of open data."""
    view = _view(request, index, edition)

    def absolute(name: str) -> str:
        return request.build_absolute_uri(reverse(f"indices:{name}", args=[index, edition]))

    files = {"text/csv": absolute("result_csv"), "application/json": absolute("result_json")}
    content = data.as_catalogue(view, page=absolute("edition"), files=files)
    return download(content, kind="application/ld+json", name=f"{index}-{edition}.jsonld")


@require_safe
@open_once_published
def inputs_csv(request: PageRequest, index: str, edition: str) -> HttpResponse:
    """The table the result was computed from; with the definition anybody computes it again without this product."""
    view = _own(request, index, edition)
    content = view.edition.inputs.encode("utf-8-sig")
    return download(content, kind="text/csv; charset=utf-8", name=f"{index}-{edition}-so-lieu.csv")


@require_safe
@open_once_published
def definition_yaml(request: PageRequest, index: str, edition: str) -> HttpResponse:
    """The definition of the edition as YAML."""
    view = _view(request, index, edition)
    content = view.edition.version.definition.encode()
    return download(
        content, kind="application/yaml; charset=utf-8", name=f"{index}-{view.edition.version.version}.yaml"
    )
