"""Writing the status report as files. Producing a report changes nothing, so it leaves no act in the journal."""

import os
import tempfile
from datetime import date, datetime, time
from pathlib import Path

from django.conf import settings
from django.utils.translation import override

from daumoi.documents.rendering import render_report
from daumoi.foundation.clock import HANOI
from daumoi.foundation.principal import Principal
from daumoi.overview.presenters.status_report import status_document
from daumoi.overview.presenters.status_report_sheets import status_workbook
from daumoi.overview.status_report_queries import StatusReport, status_report


def file_stem(*, day: date, simulated: bool = False) -> str:
    """The name of the report's files, without ending: `hien-trang-2011-09-08`."""
    return f"hien-trang-{day.isoformat()}{'-mo-phong' if simulated else ''}"


def report_pdf(*, report: StatusReport) -> bytes:
    """The report as PDF, dated by its day: the same content gives the same bytes."""
    with override("vi"):
        document = status_document(
            report=report,
            issuer=settings.INSTALLATION_NAME,
            fonts=settings.FONTS,
            cache=settings.CACHE_FILES / "charts",
        )
        return render_report(document, at=_moment(report.day), fonts=settings.FONTS)


def report_workbook(*, report: StatusReport) -> bytes:
    """The report as XLSX; same content, same bytes."""
    with override("vi"):
        return status_workbook(report=report, created=_moment(report.day))


def write_status_report(
    *, principal: Principal, day: date, folder: Path, simulated: bool = False
) -> tuple[Path, Path]:
    """Write PDF and XLSX of the report into `folder`; returns their paths."""
    with override("vi"):
        report = status_report(principal=principal, day=day, simulated=simulated)
    folder.mkdir(parents=True, exist_ok=True)
    stem = file_stem(day=day, simulated=simulated)
    pdf, workbook = folder / f"{stem}.pdf", folder / f"{stem}.xlsx"
    _write(pdf, report_pdf(report=report))
    _write(workbook, report_workbook(report=report))
    return pdf, workbook


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: another request may be reading the same name."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as draft:
        draft.write(content)
    os.replace(draft.name, path)


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(0, 0), tzinfo=HANOI)
