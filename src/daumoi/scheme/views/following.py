"""A recommendation followed over the years."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from daumoi.scheme.access import SchemePermission
from daumoi.scheme.presenters import papers as words
from daumoi.scheme.presenters.papers_sheets import followed_workbook
from daumoi.scheme.queries import following as queries
from daumoi.scheme.views.doors import download
from daumoi.ui.requests import PageRequest


@require_safe
@login_required
def recommendations(request: PageRequest) -> HttpResponse:
    """The recommendations of the pack."""
    request.principal.require(SchemePermission.VIEW)
    return render(request, "scheme/papers/recommendations.html", {"rows": queries.recommendations()})


@require_safe
@login_required
def recommendation(request: PageRequest, code: str) -> HttpResponse:
    """Body × day, from the dated register."""
    request.principal.require(SchemePermission.VIEW)
    found = queries.followed(recommendation=queries.recommendation_of(code=code), today=request.as_of)
    context = {
        "found": found,
        "sentence": words.followed_sentence(found),
        "rows": [(row, *words.last_words(row)) for row in found.rows],
    }
    return render(request, "scheme/papers/recommendation.html", context)


@require_safe
@login_required
def recommendation_workbook(request: PageRequest, code: str) -> HttpResponse:
    """The same rows as a workbook."""
    request.principal.require(SchemePermission.VIEW)
    found = queries.followed(recommendation=queries.recommendation_of(code=code), today=request.as_of)
    return download(followed_workbook(found), name=f"khuyen-nghi-{code}.xlsx")
