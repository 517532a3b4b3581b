"""The one picture of the status report: units by form, and how sure each is."""

from collections import Counter, defaultdict

from daumoi.documents.charts import ChartSpec, Series, Stack, Tone, stacked_bars
from daumoi.organisations.models import Form
from daumoi.organisations.queries import Certainty
from daumoi.overview.presenters import status_report_words as words
from daumoi.overview.status_report_queries import StatusReport

_TONES: dict[Certainty, Tone] = {
    Certainty.CONFIRMED: "held",
    Certainty.PRESUMED: "held_3",
    Certainty.NOT_KNOWN: "unknown",
}
_ABSENT = "Chưa xác định đơn vị"


def status_chart(report: StatusReport) -> ChartSpec:
    """Units by form in three shades of certainty; bodies without a known unit have a bar of their own."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for line in report.lines:
        label = _label(line.unit.form) if line.is_known else _ABSENT
        counts[label][str(words.CERTAINTY_WORDS[line.unit.certainty])] += 1
    order = [*dict.fromkeys(_label(form.value) for form in Form), _ABSENT]
    chart = stacked_bars(
        title="Đơn vị chuyên trách theo hình thức và mức chắc chắn",
        rows=[Stack(label, dict(counts[label])) for label in order if label in counts],
        series=[Series(str(words.CERTAINTY_WORDS[kind]), tone) for kind, tone in _TONES.items()],
        unit="đơn vị, cơ quan",
        summary=_summary(report),
    )
    return chart.marked_simulated() if report.simulated else chart


def _summary(report: StatusReport) -> str:
    confirmed = report.certainty(Certainty.CONFIRMED)
    presumed = report.certainty(Certainty.PRESUMED)
    rest = len(report.bodies) - report.named
    return (
        f"{confirmed} đơn vị có nguồn xác nhận vào ngày này, {presumed} đơn vị suy đoán, "
        f"{rest} cơ quan chưa xác định đơn vị."
    )


def _label(form: str) -> str:
    named = words.form_words(form)
    return named[:1].upper() + named[1:]
