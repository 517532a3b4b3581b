"""The letter of a round, drafted from what the round knows and then written like any other paper."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from daumoi.surveys import actions
from daumoi.surveys.views.coordinating import coordinated_round
from daumoi.ui.requests import PageRequest


@require_POST
@login_required
def letter_new(request: PageRequest, code: str) -> HttpResponse:
    """Draft the letter and open it where papers are written."""
    round_ = coordinated_round(request, code)
    paper = actions.draft_letter_to_all(by=request.principal, round_=round_, day=request.as_of)
    messages.success(
        request, _("Đã soạn công văn từ thông tin của đợt. Khi công văn được cấp số, đợt tự phát hành theo.")
    )
    return redirect("documents:paper", paper.pk)
