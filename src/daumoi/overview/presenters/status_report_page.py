"""The status report as its page shows it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from daumoi.foundation.clock import today
from daumoi.organisations.queries import Certainty
from daumoi.overview.presenters import status_report_words as words
from daumoi.overview.status_report_queries import StatusReport, UnitLine

_TONES = {Certainty.CONFIRMED: "done", Certainty.PRESUMED: "soon", Certainty.NOT_KNOWN: "none"}


@dataclass(frozen=True)
class UnitView:
    """One row of the table: a body (named on its first row) with one of its units."""

    body_code: str
    body: str
    is_first: bool
    is_known: bool
    unit: str
    role: str
    form: str
    certainty: str
    tone: str
    source: str
    confidence: str


@dataclass(frozen=True)
class ChangeView:
    """A body whose units differ between the two days."""

    body: str
    before: str
    after: str


@dataclass(frozen=True)
class StatusPage:
    """Everything the page shows."""

    lead: str
    certainty: str
    published: tuple[str, ...]
    coverage: str
    change: str
    law: str
    rows: tuple[UnitView, ...]
    changes: tuple[ChangeView, ...]
    pdf_url: str
    workbook_url: str
    matrix_url: str


def status_page(report: StatusReport) -> StatusPage:
    """Shape the report for its page."""
    changes = report.change.units if report.change else ()
    return StatusPage(
        lead=words.summary_sentence(report),
        certainty=words.certainty_sentence(report) if report.named else "",
        published=tuple(words.published_sentence(row) for row in report.published),
        coverage=words.coverage_sentence(report),
        change=words.change_sentence(report),
        law=report.law.period.display_title if report.law.period else "",
        rows=tuple(_row(line) for line in report.lines),
        changes=tuple(
            ChangeView(
                row.body.state.display_short,
                "; ".join(unit.name for unit in row.before),
                "; ".join(unit.name for unit in row.after),
            )
            for row in changes
        ),
        pdf_url=_url("status_report:pdf", report),
        workbook_url=_url("status_report:workbook", report),
        matrix_url=_url("mandates:matrix", report),
    )


def _row(line: UnitLine) -> UnitView:
    unit = line.unit
    return UnitView(
        body_code=line.body.organisation.code,
        body=line.body.state.name,
        is_first=line.is_first,
        is_known=line.is_known,
        unit=unit.name,
        role=words.role_words(unit),
        form=words.form_words(unit.form),
        certainty=words.certainty_words(unit),
        tone=_TONES[unit.certainty],
        source=unit.source,
        confidence=unit.confidence,
    )


def _url(route: str, report: StatusReport) -> str:
    asked = {
        "as_of": report.day.isoformat() if report.day != today() else "",
        "realm": "mo-phong" if report.simulated else "",
    }
    query = urlencode([(name, value) for name, value in asked.items() if value])
    return f"{reverse(route)}?{query}" if query else reverse(route)
