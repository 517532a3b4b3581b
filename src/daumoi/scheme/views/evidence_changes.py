"""Dated changes of form: every body's path over the years, and what may be said of the years around a change."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from daumoi.indices.access import access_index
from daumoi.indices.models import Index
from daumoi.scheme.access import SchemePermission
from daumoi.scheme.forms.evidence import ChangesForm
from daumoi.scheme.presenters import evidence_changes as pages
from daumoi.scheme.presenters import evidence_charts as charts
from daumoi.scheme.presenters import evidence_files as files
from daumoi.scheme.queries import evidence_upgrades
from daumoi.scheme.queries.evidence_labels import FORMS
from daumoi.scheme.queries.evidence_upgrades import Series, Studied
from daumoi.scheme.views.evidence import shows_simulated
from daumoi.ui.requests import PageRequest

USUAL = {"hinh_thuc": "cuc", "truoc": "2", "sau": "2"}


def _series(request: PageRequest, index: Index, forms: tuple[str, ...], aside: dict[str, str]) -> Series:
    simulated = index.is_simulated or shows_simulated(request)
    request.simulated = simulated
    return evidence_upgrades.series_of(
        principal=request.principal, index=index, forms=forms, set_aside=aside, simulated=simulated
    )


@dataclass(frozen=True)
class _Asked:
    form: ChangesForm
    forms: tuple[str, ...]
    series: Series
    studied: Studied | None


def _asked(request: PageRequest, code: str) -> _Asked:
    """The series and its study as asked in the address; without a study where the form is not valid."""
    request.principal.require(SchemePermission.VIEW)
    found = access_index(principal=request.principal, code=code)
    asked = {**USUAL, **{name: request.GET[name] for name in (*USUAL, "khong_xet") if name in request.GET}}
    forms = (asked["hinh_thuc"] if asked["hinh_thuc"] in FORMS else USUAL["hinh_thuc"],)
    series = _series(request, found, forms, {})
    form = ChangesForm(asked, codes=series.codes)
    if not form.is_valid():
        return _Asked(form, forms, series, None)
    given = form.cleaned_data
    if given["khong_xet"]:
        series = _series(request, found, forms, given["khong_xet"])
    studied = evidence_upgrades.studied(series=series, before=given["truoc"], after=given["sau"], forms=forms)
    return _Asked(form, forms, series, studied)


@require_safe
@login_required
def changes(request: PageRequest, index: str) -> HttpResponse:
    """The study around dated changes, or the reason why there is none; the paths are drawn either way."""
    asked = _asked(request, index)
    series, studied = asked.series, asked.studied
    context = {
        **pages.page(series, studied, asked.forms),
        "form": asked.form,
        "asked": request.GET.urlencode(),
    }
    if studied is None:
        return render(request, "scheme/evidence/changes.html", context, status=422)
    specs = [charts.paths(series)]
    if studied.study is not None and series.source is not None:
        specs.append(charts.around(studied.study, places=series.source.decimals))
    context["charts"] = [charts.draw(spec, simulated=request.simulated) for spec in specs if spec is not None]
    return render(request, "scheme/evidence/changes.html", context)


@require_safe
@login_required
def changes_json(request: PageRequest, index: str) -> HttpResponse:
    """Everything that went into the study and came out of it."""
    asked = _asked(request, index)
    if asked.studied is None:
        return changes(request, index)
    content = files.changes_as_json(asked.series, asked.studied, asked.forms)
    name = f'attachment; filename="chuyen-hinh-thuc-{index}.json"'
    return HttpResponse(content, content_type="application/json", headers={"Content-Disposition": name})
