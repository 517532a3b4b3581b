"""The list of editions, a new one, and what an index means and how it is made."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from daumoi.foundation.errors import NotFound
from daumoi.indices import actions, queries
from daumoi.indices.access import access_index, access_version
from daumoi.indices.definition import outline_of
from daumoi.indices.forms import EditionForm
from daumoi.indices.presenters import about as voices
from daumoi.indices.presenters import pictures, words
from daumoi.indices.views.doors import (
    attempted,
    open_once_published,
    posted,
    shows_simulated,
    status_of,
    the_keeper,
)
from daumoi.organisations.models import Organisation
from daumoi.organisations.queries import bodies, find_organisation
from daumoi.ui.requests import PageRequest


@require_safe
def index(request: PageRequest) -> HttpResponse:
    """The editions one may know of, what waits on whom, and the indices there are; a visitor sees what is published."""
    simulated = shows_simulated(request)
    rows = queries.edition_rows(principal=request.principal, simulated=simulated)
    context = {
        "rows": [
            (row, words.row_step(row), words.row_words(row, earlier))
            for row, earlier in words.shown_rows(rows)
        ],
        "indices": queries.index_rows(principal=request.principal, rows=rows, simulated=simulated),
        "sentence": words.list_sentence(rows),
        "has_simulated": simulated or queries.has_simulated(principal=request.principal),
        "shows_simulated": simulated,
        "may_open": bool(queries.keeping_organisations(principal=request.principal)),
    }
    return render(request, "indices/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edition_new(request: PageRequest) -> HttpResponse:
    """Choose a version, then say which year, which bodies, until when."""
    keeper = the_keeper(request)
    versions = queries.usable_versions(simulated=keeper.is_simulated)
    chosen = request.GET.get("ban", "")
    if not chosen:
        return render(request, "indices/edition_choose.html", {"versions": versions})
    version = next((one for one in versions if one.key == chosen), None)
    if version is None:
        raise NotFound(
            "indices.version", _("Không có phiên bản “%s”.") % chosen, remedy=_("Chọn lại phiên bản.")
        )
    peers = outline_of(version.definition).definition.peers
    groups = {code: text.vi for code, text in peers.groups.items()} if peers is not None else {"": ""}

    def find(text: str) -> Organisation:
        return find_organisation(text=text, day=request.today, simulated=keeper.is_simulated)

    everybody = "\n".join(
        f"{row.state.name} [{row.organisation.code}]"
        for row in bodies(day=request.today, simulated=keeper.is_simulated)
    )
    initial = {
        "year": request.today.year,
        "code": str(request.today.year),
        f"bodies-{next(iter(groups))}": everybody,
    }
    form = EditionForm(request.POST or None, groups=groups, find=find, initial=initial)
    if posted(request) and form.is_valid():
        made = attempted(
            form,
            lambda: actions.open_edition(
                by=request.principal, keeper=keeper, version=version, **form.cleaned_data
            ),
        )
        if made is not None:
            messages.success(request, _("Đã lập kỳ và giao phiếu tự chấm cho các cơ quan."))
            return redirect("indices:edition", version.index.code, made.code)
    return render(
        request, "indices/edition_form.html", {"form": form, "version": version}, status=status_of(form)
    )


@require_safe
@open_once_published
def index_page(request: PageRequest, index: str) -> HttpResponse:
    """What an index means, for a leader, and how it is made, for a statistician."""
    found = access_index(principal=request.principal, code=index)
    version = access_version(principal=request.principal, index=found, version=request.GET.get("ban", ""))
    request.simulated = found.is_simulated
    outline = outline_of(version.definition)
    context = {
        "index": found,
        "version": version,
        "versions": queries.versions_of(principal=request.principal, index=found),
        "editions": [
            (row, words.EDITION_TONES[row.state])
            for row in queries.editions_of(principal=request.principal, index=found)
        ],
        "outline": outline,
        "about": voices.about(outline),
        "sources": outline.definition.sources,
    }
    return render(request, "indices/about.html", context)


@require_safe
@open_once_published
def over_years(request: PageRequest, index: str) -> HttpResponse:
    """One unit over the years, with the breaks of method marked; the first unit when none is chosen."""
    found = access_index(principal=request.principal, code=index)
    history = queries.history_of(principal=request.principal, index=found)
    units = {
        unit["code"]: unit["name"]
        for edition in history.editions
        for unit in (edition.result or {}).get("units", [])
    }
    code = request.GET.get("don_vi", "") or next(iter(units), "")
    request.simulated = any(edition.is_simulated for edition in history.editions)
    spec = pictures.years(history, code)
    rows = [
        (edition, unit, words.decimal_text(unit["printed"]), "" if place else segment.break_reason)
        for segment in history.segments
        for place, edition in enumerate(segment.editions)
        for unit in (edition.result or {}).get("units", [])
        if unit["code"] == code
    ]
    context = {
        "index": found,
        "units": sorted(units.items(), key=lambda one: one[1]),
        "chosen": code,
        "name": units.get(code, ""),
        "rows": rows,
        "breaks": sum(bool(beside) for _edition, _unit, _score, beside in rows),
        "chart": pictures.draw(spec, simulated=request.simulated) if spec is not None else None,
    }
    return render(request, "indices/years.html", context)
