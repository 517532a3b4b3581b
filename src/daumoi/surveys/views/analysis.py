"""The analysis of a round: sentence first, charts, and every figure with the cells it was made of."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from daumoi.foundation.errors import NotFound
from daumoi.surveys import queries
from daumoi.surveys.access import SurveyPermission, access_round
from daumoi.surveys.exchange import bulk
from daumoi.surveys.presenters import analysis as presenters
from daumoi.surveys.presenters import analysis_sheets as sheets
from daumoi.surveys.queries import analysis
from daumoi.ui.requests import PageRequest

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def read(request: PageRequest, code: str) -> analysis.Reading:
    """The round as far as the reader may analyse it; marks the page when it is simulated."""
    round_ = access_round(principal=request.principal, code=code, permission=SurveyPermission.ANALYSE)
    request.simulated = round_.is_simulated
    return analysis.read_round(principal=request.principal, round_=round_)


@require_safe
@login_required
def home(request: PageRequest, code: str) -> HttpResponse:
    """The round at a glance."""
    reading = read(request, code)
    opinions = analysis.difficulties(principal=request.principal, reading=reading)
    page = presenters.home_page(reading=reading, opinions=opinions)
    return render(request, "surveys/analysis/home.html", _context(reading, page=page))


@require_safe
@login_required
def frequencies(request: PageRequest, code: str) -> HttpResponse:
    """How often each answer was given, question by question."""
    reading = read(request, code)
    page = presenters.frequencies_page(reading=reading, found=analysis.frequencies(reading))
    return render(request, "surveys/analysis/frequencies.html", _context(reading, page=page))


@require_safe
@login_required
def frequencies_workbook(request: PageRequest, code: str) -> HttpResponse:
    """The same as XLSX."""
    reading = read(request, code)
    content = sheets.frequencies_workbook(reading=reading, found=analysis.frequencies(reading))
    return _download(content, f"tan-suat-{code}.xlsx")


@require_safe
@login_required
def answers_workbook(request: PageRequest, code: str) -> HttpResponse:
    """Every answer of the round as one table: a line a reply, a column a question."""
    round_ = access_round(principal=request.principal, code=code, permission=SurveyPermission.ANALYSE)
    content = bulk.workbook(
        columns=queries.export_columns(round_=round_),
        lines=queries.export_lines(principal=request.principal, round_=round_),
        simulated=round_.is_simulated,
    )
    return _download(content, f"so-lieu-{code}{'-mo-phong' if round_.is_simulated else ''}.xlsx")


@require_safe
@login_required
def cross_table(request: PageRequest, code: str, variable: str) -> HttpResponse:
    """One question against the form of the unit."""
    reading = read(request, code)
    question = reading.compiled.variables.get(variable)
    if question is None or question.field.type not in analysis.COUNTED:
        raise NotFound(
            "surveys.cross_table",
            f"Không có bảng chéo cho câu “{variable}”.",
            remedy="Chọn câu có lựa chọn ở trang tần suất.",
        )
    page = presenters.cross_page(reading=reading, table=analysis.cross_table(reading, variable=question))
    return render(request, "surveys/analysis/cross_table.html", _context(reading, page=page))


@require_safe
@login_required
def gap(request: PageRequest, code: str) -> HttpResponse:
    """What is done less what is assigned, duty by duty, with the bodies on each side."""
    reading = read(request, code)
    page = presenters.gap_page(reading=reading)
    return render(request, "surveys/analysis/gap.html", _context(reading, page=page))


@require_safe
@login_required
def gap_workbook(request: PageRequest, code: str) -> HttpResponse:
    """The same as XLSX."""
    reading = read(request, code)
    return _download(sheets.gap_workbook(reading=reading), f"chenh-lech-{code}.xlsx")


@require_safe
@login_required
def figure(request: PageRequest, code: str, figure: str) -> HttpResponse:
    """“Ô nguồn”: the cells of one figure, each with the place in the reply and the paper behind it."""
    reading = read(request, code)
    found = analysis.find_figure(principal=request.principal, reading=reading, code=figure)
    page = presenters.figure_page(reading=reading, figure=found)
    return render(request, "surveys/analysis/figure.html", _context(reading, page=page))


@require_safe
@login_required
def national_report(request: PageRequest, code: str) -> HttpResponse:
    """The national report joins rooms, so its page stands in the overview; this address leads there."""
    access_round(principal=request.principal, code=code, permission=SurveyPermission.ANALYSE)
    return redirect("national_report", code)


def _context(reading: analysis.Reading, **more: object) -> dict[str, object]:
    return {"round": reading.round, "reading": reading, "simulated": reading.round.is_simulated, **more}


def _download(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
