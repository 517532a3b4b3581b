"""The board of a round: who answered, who is late, whom to call."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from daumoi.foundation import clock
from daumoi.surveys import queries
from daumoi.surveys.models import RoundState
from daumoi.surveys.presenters import board as shapes
from daumoi.surveys.views.coordinating import coordinated_round
from daumoi.ui.requests import PageRequest

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@login_required
def board(request: PageRequest, code: str) -> HttpResponse:
    """A round at a glance; before it is issued, what is ready and what is not."""
    round_ = coordinated_round(request, code)
    if round_.state == RoundState.DRAFT:
        addressees = queries.addressees(day=request.as_of, simulated=round_.is_simulated)
        compiled = queries.compiled_questionnaire(round_.questionnaire)
        context = {
            "round": round_,
            "addressees": addressees,
            "sections": compiled.sections,
            "letter": queries.letter_of(principal=request.principal, round_=round_),
        }
        return render(request, "surveys/rounds/draft.html", context)
    found = queries.board(principal=request.principal, round_=round_, today=request.as_of)
    page = shapes.board_page(
        board=found,
        sections_done=queries.sections_done(principal=request.principal, round_=round_),
        sections=len(queries.compiled_questionnaire(round_.questionnaire).sections),
        day=request.as_of,
        reader=request.principal.person_id,
        chosen=request.GET.get("loc", ""),
        cursor=request.GET.get("cursor", ""),
    )
    return render(request, "surveys/board/board.html", {"page": page, "round": round_})


@require_safe
@login_required
def board_workbook(request: PageRequest, code: str) -> HttpResponse:
    """The board as an Excel file."""
    round_ = coordinated_round(request, code)
    data = shapes.board_workbook(
        board=queries.board(principal=request.principal, round_=round_, today=request.as_of),
        sections_done=queries.sections_done(principal=request.principal, round_=round_),
        sections=len(queries.compiled_questionnaire(round_.questionnaire).sections),
        day=request.as_of,
        at=clock.now(),
    )
    name = f"tinh-hinh-tra-loi-{round_.code}-{request.as_of:%Y-%m-%d}.xlsx"
    return HttpResponse(
        data, content_type=_XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
