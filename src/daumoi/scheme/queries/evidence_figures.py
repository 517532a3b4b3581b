"""Figures of a comparison that a paper may carry live. Never a difference without its interval, p and group sizes.

Each figure is text as it may stand in a paper: the caller cannot print the difference and leave the interval behind.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isinf

from django.utils.translation import gettext as _

from daumoi.scheme.queries.evidence import Answer
from daumoi.ui.formats import written_number
from daumoi_calc.statistics.comparison import Comparison


@dataclass(frozen=True)
class EvidenceFigure:
    """A figure as text, its bare value, what it means, and the digest of the inputs it was computed from."""

    name: str
    text: str
    value: float
    label: str
    digest: str


def difference(*, answer: Answer) -> EvidenceFigure:
    """The difference of the means in score points, with the Hodges–Lehmann shift and its interval."""
    found, decimals = answer.findings.comparison, answer.inputs.source.decimals
    shift = found.shift
    words = _(
        "%(difference)s điểm (độ dời giữa hai nhóm %(shift)s; khoảng tin cậy %(level)s %%: %(low)s đến %(high)s)"
    )
    text = words % {
        "difference": signed(found.means.difference, decimals),
        "shift": signed(shift.value, decimals),
        "level": _level(shift.level),
        "low": signed(shift.low, decimals),
        "high": signed(shift.high, decimals),
    }
    label = _("Chênh lệch điểm trung bình giữa %(n1)d đơn vị hình thức %(form)s và %(n2)d đơn vị khác")
    sizes = {"n1": found.first, "n2": found.others, "form": answer.inputs.form}
    return EvidenceFigure("chenh_lech", text, found.means.difference, label % sizes, answer.digest)


def delta(*, answer: Answer) -> EvidenceFigure:
    """Cliff's delta with its interval, p and the least delta that groups of these sizes can show."""
    found = answer.findings.comparison
    return EvidenceFigure(
        "delta",
        delta_words(found),
        found.delta.value,
        _("Cliff’s delta, khoảng tin cậy và giá trị p"),
        answer.digest,
    )


def figures(*, answer: Answer) -> Mapping[str, EvidenceFigure]:
    """Every figure by name."""
    return {one.name: one for one in (difference(answer=answer), delta(answer=answer))}


def delta_words(found: Comparison) -> str:
    """“0,28 (khoảng tin cậy 95 %: −0,26 đến 0,68; p = 0,171; phát hiện được từ |delta| 0,556)”."""
    words = _("%(delta)s (khoảng tin cậy %(level)s %%: %(low)s đến %(high)s; %(p)s; %(least)s)")
    return words % {
        "delta": signed(found.delta.value, 2),
        "level": _level(found.delta.level),
        "low": signed(found.delta.low, 2),
        "high": signed(found.delta.high, 2),
        "p": p_words(found.means.reference.p),
        "least": least_words(found),
    }


def p_words(p: float) -> str:
    """“p = 0,042”; tiny ones as “p < 0,001”; a p above 0.05 is never rounded down to it."""
    if p < 0.001:
        return "p < 0,001"
    places = 4 if abs(p - 0.05) < 0.0005 else 3
    return f"p = {written_number(round(p, places), places=places)}"


def least_words(found: Comparison) -> str:
    """What groups of these sizes can show at all."""
    if found.detectable is None:
        return _("với số đơn vị như vậy kiểm định hạng chưa thể phát hiện")
    least = (
        -int(-(found.detectable.delta * 1000) // 1) / 1000
    )  # rounded up: nothing below the limit is promised
    return _("phát hiện được từ |delta| %s") % written_number(least, places=3)


def signed(value: float, places: int) -> str:
    """A number with a real minus sign; an open end as ∞."""
    if isinf(value):
        return "+∞" if value > 0 else "−∞"
    rounded = round(value, places)
    text = written_number(abs(rounded), places=places)
    return f"−{text}" if rounded < 0 else text


def _level(level: float) -> str:
    percent = round(100 * level, 1)
    return written_number(percent, places=0 if percent == int(percent) else 1)
