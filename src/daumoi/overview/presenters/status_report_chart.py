"""The one picture of the status report: units by form, and how sure each is."""

from collections import Counter, defaultdict

from daumoi.documents.charts import ChartSpec, Series, Stack, stacked_bars
from daumoi.organisations.models import Form
from daumoi.organisations.queries import Certainty
from daumoi.overview.presenters import status_report_words as words
from daumoi.overview.status_report_queries import StatusReport

_SERIES = (
    Series(words.CERTAINTY_WORDS[Certainty.CONFIRMED], "held"),
    Series(words.CERTAINTY_WORDS[Certainty.PRESUMED], "held_3"),
    Series(words.CERTAINTY_WORDS[Certainty.NOT_KNOWN], "unknown"),
)
_ABSENT = "Chưa xác định đơn vị"


def status_chart(report: StatusReport) -> ChartSpec:
    """Units by form in three shades of certainty; bodies without a known unit have a bar of their own."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for line in report.lines:
        label = _label(line.unit.form) if line.is_known else _ABSENT
        counts[label][words.CERTAINTY_WORDS[line.unit.certainty]] += 1
    order = [*dict.fromkeys(_label(form.value) for form in Form), _ABSENT]
    chart = stacked_bars(
        title="Đơn vị chuyên trách theo hình thức và mức chắc chắn",
        rows=[Stack(label, dict(counts[label])) for label in order if label in counts],
        series=_SERIES,
        unit="đơn vị, cơ quan",
        summary=f"{words.summary_sentence(report)} {words.certainty_sentence(report)}",
    )
    return chart.marked_simulated() if report.simulated else chart


def _label(form: str) -> str:
    named = words.form_words(form)
    return named[:1].upper() + named[1:]
