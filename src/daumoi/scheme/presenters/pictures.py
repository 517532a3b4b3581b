"""Pictures of plans and sums, each with its sentence and its table."""

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from daumoi.documents.charts import (
    Bar,
    Chart,
    ChartSpec,
    Series,
    Stack,
    Tone,
    horizontal_bars,
    render_chart,
    stacked_bars,
)
from daumoi.scheme.models import ProposedForm
from daumoi.scheme.queries import Moved, PlanPicture, Sums

_TONES: tuple[Tone, ...] = ("held", "held_3", "held_2", "held_4")


def draw(chart: ChartSpec) -> Chart:
    """The picture for the screen, kept by its content."""
    return render_chart(chart, fonts=settings.FONTS, variant="light", cache=settings.CACHE_FILES / "charts")


def phases_picture(found: PlanPicture) -> Chart:
    """What units become, by phase."""
    series = [
        Series(phase.name, _TONES[place % len(_TONES)]) for place, phase in enumerate(found.problem.phases)
    ]
    stays = _("giữ nguyên")
    series.append(Series(stays, "muted"))
    rows = []
    for form in ProposedForm:
        parts = {
            phase.name: float(sum(1 for line in lines if line.form == form.value))
            for phase, lines in found.by_phase
        }
        parts[stays] = float(sum(1 for line in found.kept if line.form == form.value))
        if sum(parts.values()):
            rows.append(Stack(capfirst(str(form.label)), parts))
    return draw(
        stacked_bars(
            title=_("Đơn vị chuyên trách của các bộ theo phương án"),
            rows=rows,
            series=series,
            unit=_("bộ"),
            summary=_phases_words(rows),
        )
    )


def _phases_words(rows: list[Stack]) -> str:
    """What becomes of the units, in a sentence."""
    said = [f"{row.label.lower() if row.label != 'Cục' else row.label} {int(row.total)}" for row in rows]
    return _("Đến hết các giai đoạn: %s bộ.") % ", ".join(said)


def growth_picture(sums: Sums, names: dict[str, str]) -> Chart | None:
    """By how many civil-service posts each body would grow; None while nobody does."""
    found = next((one for one in sums.posts if one.kind == "cong_chuc"), None)
    rows = [
        Bar(names.get(code, code), float(net), "held")
        for code, net in (found.bodies if found else ())
        if net > 0
    ]
    if not rows:
        return None
    return draw(
        horizontal_bars(
            title=_("Biên chế công chức đề nghị tăng thêm, sau khi trừ số điều chuyển trong bộ"),
            rows=rows,
            unit=_("người"),
        )
    )


def moved_picture(found: Moved, *, unit: str, scale: int) -> Chart | None:
    """What each step of a moved ceiling would add in points; None while there is no plan to compare with."""
    rows = [
        Bar(f"{step.extra // scale:+d} {unit}".replace("-", "−"), float(step.gain))
        for step in found.steps
        if step.gain is not None and step.gain >= 0 and step.extra
    ]
    if not rows:
        return None
    return draw(horizontal_bars(title=_("Điểm tăng thêm khi nới trần"), rows=rows, unit=_("điểm")))
