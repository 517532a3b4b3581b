"""The page of the status report, and its two files."""

from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from daumoi.overview.presenters.status_report_page import status_page
from daumoi.overview.status_report_actions import write_status_report
from daumoi.overview.status_report_queries import status_report
from daumoi.ui.requests import PageRequest


def _simulated(request: PageRequest) -> bool:
    return request.GET.get("realm") == "mo-phong"


@login_required
@require_GET
def page(request: PageRequest) -> HttpResponse:
    """How things stand on the day, body by body, with the files to take away."""
    simulated = _simulated(request)
    report = status_report(principal=request.principal, day=request.as_of, simulated=simulated)
    context = {"page": status_page(report), "report": report, "simulated": simulated}
    return render(request, "overview/status_report.html", context)


@login_required
@require_GET
def pdf(request: PageRequest) -> FileResponse:
    """The report as PDF."""
    return _send(_files(request)[0])


@login_required
@require_GET
def workbook(request: PageRequest) -> FileResponse:
    """The report as XLSX."""
    return _send(_files(request)[1])


def _files(request: PageRequest) -> tuple[Path, Path]:
    return write_status_report(
        principal=request.principal,
        day=request.as_of,
        folder=settings.REPORTS,
        simulated=_simulated(request),
    )


def _send(file: Path) -> FileResponse:
    """The bytes as they are now: nothing is read after the answer has begun."""
    return FileResponse(BytesIO(file.read_bytes()), as_attachment=True, filename=file.name)
