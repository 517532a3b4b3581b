"""Writing the national report of a round as files. Producing a report changes nothing, so it leaves no act."""

import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.utils.translation import override

from daumoi.documents.charts import Chart, ChartSpec, Variant, render_chart
from daumoi.documents.rendering import render_report
from daumoi.foundation.principal import Principal
from daumoi.overview.national_report_queries import NationalReport, national_report
from daumoi.overview.presenters.national_report import national_document
from daumoi.overview.presenters.national_report_sheets import national_workbook
from daumoi.surveys.models import Round


def draw_chart(chart: ChartSpec, *, variant: Variant = "print") -> Chart:
    """A picture for one ground, drawn once and kept by its content."""
    return render_chart(chart, fonts=settings.FONTS, variant=variant, cache=settings.CACHE_FILES / "charts")


def report_pdf(*, report: NationalReport) -> bytes:
    """The report as PDF, dated by the last change of the replies: the same replies give the same bytes."""
    with override("vi"):
        document = national_document(report=report, draw=draw_chart)
        return render_report(document, at=report.settled_at, fonts=settings.FONTS)


def report_workbook(*, report: NationalReport) -> bytes:
    """The annexes as XLSX; same replies, same bytes."""
    with override("vi"):
        return national_workbook(report=report)


def file_stem(*, round_: Round) -> str:
    """The name of the report's files, without ending."""
    return f"tong-hop-{round_.code}{'-mo-phong' if round_.is_simulated else ''}"


def write_national_report(*, principal: Principal, round_: Round, folder: Path) -> tuple[Path, Path]:
    """Write PDF and XLSX of the round's report into `folder`; returns their paths."""
    with override("vi"):
        report = national_report(principal=principal, round_=round_)
    folder.mkdir(parents=True, exist_ok=True)
    stem = file_stem(round_=round_)
    pdf, workbook = folder / f"{stem}.pdf", folder / f"{stem}.xlsx"
    _write(pdf, report_pdf(report=report))
    _write(workbook, report_workbook(report=report))
    return pdf, workbook


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: another request may be reading the same name."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as draft:
        draft.write(content)
    os.replace(draft.name, path)
