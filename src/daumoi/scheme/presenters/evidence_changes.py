"""What the page of dated changes shows: the statement or the reason why there is none, the changes, the method breaks."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from daumoi.scheme.presenters import evidence_words as words
from daumoi.scheme.queries.evidence_figures import p_words, signed
from daumoi.scheme.queries.evidence_labels import form_words
from daumoi.scheme.queries.evidence_upgrades import Change, Series, Studied
from daumoi.ui.formats import written_number


@dataclass(frozen=True)
class ChangeLine:
    """One dated change: how it enters the study, and by how much body and controls moved."""

    change: Change
    name: str
    role: str
    own: str
    controls: str
    difference: str


def page(series: Series, studied: Studied | None, forms: tuple[str, ...]) -> dict[str, Any]:
    """Everything of the page besides its pictures."""
    form = words.speakable_form(forms)
    statement = words.of_changes(series, studied, form) if studied is not None else None
    return {
        "index": series.index,
        "series": series,
        "sentence": _sentence(series, forms),
        "statement": statement,
        "without": words.of_changes_without(series, studied, form) if studied is not None else None,
        "removed": ", ".join(series.removed),
        "lines": _lines(series, studied),
        "left_out": _left_out(series, studied),
        "breaks": series.breaks,
        "how": _how(series, studied),
        "reservation": words.reservation(),
        "years": [edition.year for edition in series.editions],
    }


def _sentence(series: Series, forms: tuple[str, ...]) -> str:
    if series.panel is None:
        return _("Chỉ số này chưa có kỳ nào được công bố.")
    years = series.panel.years
    if len(series.editions) == 1:
        return _("chỉ có 1 kỳ đã công bố, năm %d.") % years[0]
    dated = [one for one in series.changes if one.year in years]
    words_ = ngettext(
        "%(editions)d kỳ từ %(first)d đến %(last)d; "
        "sổ đăng ký có %(count)d lần chuyển sang hình thức %(form)s trong các năm này.",
        "%(editions)d kỳ từ %(first)d đến %(last)d; "
        "sổ đăng ký có %(count)d lần chuyển sang hình thức %(form)s trong các năm này.",
        len(dated),
    )
    return words_ % {
        "editions": len(series.editions),
        "first": years[0],
        "last": years[-1],
        "count": len(dated),
        "form": form_words(forms),
    }


def _lines(series: Series, studied: Studied | None) -> list[ChangeLine]:
    if series.panel is None:
        return []
    places = series.source.decimals if series.source is not None else 3
    study = studied.study if studied is not None else None
    events = {event.unit: event for event in study.events} if study is not None else {}
    names = dict(zip(series.codes, series.panel.units, strict=True))
    lines = []
    for one in series.changes:
        if one.year not in series.panel.years and one.year <= series.panel.years[-1]:
            continue  # had the form before the first edition
        name = names[one.body_code]
        event = events.get(name)
        lines.append(
            ChangeLine(
                change=one,
                name=name,
                role=_role(series, one, name, counted=event is not None),
                own=signed(event.change, places) if event is not None else "",
                controls=signed(event.controls_change, places) if event is not None else "",
                difference=signed(event.difference, places) if event is not None else "",
            )
        )
    return lines


def _role(series: Series, change: Change, name: str, *, counted: bool) -> str:
    if counted:
        return _("được tính")
    if name in series.set_aside:
        return _("không xét: %s") % series.set_aside[name]
    if series.panel is not None and change.year > series.panel.years[-1]:
        return _("sau kỳ cuối, làm đối chiếu")
    return _("chưa tính được")


def _left_out(series: Series, studied: Studied | None) -> list[tuple[str, str]]:
    if studied is not None and studied.study is not None:
        return [(one.unit, one.reason) for one in studied.study.left_out]
    return sorted(series.set_aside.items())


def _how(series: Series, studied: Studied | None) -> list[tuple[str, str]]:
    study = studied.study if studied is not None else None
    if study is None or series.source is None:
        return []
    places = series.source.decimals
    rows = []
    for title, one in (
        (_("Thay đổi sau so với trước, trừ đối chiếu"), study.effect),
        (_("Xu hướng mỗi năm trước khi chuyển"), study.pre_trend),
        (_("Năm giả định sớm hơn %d năm") % study.placebo_shift, study.placebo),
    ):
        ways = written_number(one.reference.labellings)
        kind = (
            _("tất cả %s cách gán lại năm")
            if one.reference.exact
            else _("%s cách gán lại năm, rút ngẫu nhiên")
        )
        rows.append((title, f"{signed(one.value, places)}; {p_words(one.reference.p)}; {kind % ways}"))
    rows.append((_("Hạt giống"), str(studied.seed if studied is not None else 0)))
    return rows
