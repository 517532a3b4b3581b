"""The national report of a round on the screen, and its two files."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from daumoi.documents.charts import Chart, ChartSpec
from daumoi.overview import national_report_actions as actions
from daumoi.overview import national_report_queries as queries
from daumoi.overview.presenters import national_report_page as presenters
from daumoi.surveys.access import SurveyPermission, access_round
from daumoi.ui.requests import PageRequest

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _report(request: PageRequest, code: str) -> queries.NationalReport:
    round_ = access_round(principal=request.principal, code=code, permission=SurveyPermission.ANALYSE)
    return queries.national_report(principal=request.principal, round_=round_)


@login_required
@require_GET
def national_report(request: PageRequest, code: str) -> HttpResponse:
    """The report as a page: the same sentences, tables and pictures; each figure opens its cells."""
    report = _report(request, code)
    page = presenters.report_page(report=report, draw=_on_screen)
    return render(
        request, "overview/national_report.html", {"page": page, "simulated": report.round.is_simulated}
    )


def _on_screen(chart: ChartSpec) -> Chart:
    return actions.draw_chart(chart, variant="light")


@login_required
@require_GET
def national_report_pdf(request: PageRequest, code: str) -> HttpResponse:
    """The report as PDF."""
    report = _report(request, code)
    return _download(actions.report_pdf(report=report), PDF, f"{actions.file_stem(round_=report.round)}.pdf")


@login_required
@require_GET
def national_report_workbook(request: PageRequest, code: str) -> HttpResponse:
    """The annexes as XLSX."""
    report = _report(request, code)
    return _download(
        actions.report_workbook(report=report), XLSX, f"{actions.file_stem(round_=report.round)}.xlsx"
    )


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
