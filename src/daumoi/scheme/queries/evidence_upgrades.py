"""Dated changes of form against the editions of one index: the panel of years, and the study of it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _

from daumoi.foundation.principal import Principal
from daumoi.indices import queries as indices
from daumoi.indices.models import Edition, Index
from daumoi.indices.queries import History, ResultView
from daumoi.organisations.models import Form, Level, OrganisationState
from daumoi.scheme.queries.evidence_labels import form_words
from daumoi.scheme.queries.evidence_outcomes import Cleaned, cleaned, score_of, source_of, speakable
from daumoi_calc.statistics.refusals import Incomparable
from daumoi_calc.statistics.sentences import Source
from daumoi_calc.statistics.upgrades import Panel, UnitPath, Upgrades, Window, study_upgrades, unit_paths

FEWEST_EVENTS = 2
FEWEST_CONTROLS = 3


@dataclass(frozen=True)
class Change:
    """A unit that took one of the forms: when, from which form, by which act; `is_dated` whether the day is known."""

    body_code: str
    unit_code: str
    unit_name: str
    on: date
    from_form: str
    to_form: str
    basis: str
    is_dated: bool
    year: int


@dataclass(frozen=True)
class Series:
    """An index over the years with the changes of form: what can be drawn, whether or not it can be studied.

    `breaks` are (first year, reason). `without` is the same panel computed without the indicators that the form
    itself defines (`removed`); None where nothing is marked, with `without_refusal` where it cannot be computed.
    """

    index: Index
    editions: tuple[Edition, ...]
    source: Source | None
    panel: Panel | None
    codes: tuple[str, ...]
    paths: tuple[UnitPath, ...]
    changes: tuple[Change, ...]
    breaks: tuple[tuple[int, str], ...]
    set_aside: Mapping[str, str]
    without: Panel | None = None
    removed: tuple[str, ...] = ()
    without_refusal: str = ""


@dataclass(frozen=True)
class Studied:
    """The study, or in words why there is none; `without` is the study without what the form itself defines."""

    study: Upgrades | None
    refusal: str
    seed: int
    without: Upgrades | None = None
    without_refusal: str = ""


def comparable_indices(*, principal: Principal, simulated: bool) -> list[tuple[Index, int]]:
    """Every index with published editions the reader sees, and how many years they cover."""
    rows = (
        Edition.objects.visible_to(principal)
        .filter(is_published=True, is_simulated=simulated)
        .select_related("version__index")
        .defer("inputs", "result", "intervals", "version__definition")
        .order_by("version__index__name", "year")
    )
    years: dict[int, tuple[Index, set[int]]] = {}
    for edition in rows:
        years.setdefault(edition.version.index_id, (edition.version.index, set()))[1].add(edition.year)
    return [(index, len(found)) for index, found in years.values()]


def series_of(
    *,
    principal: Principal,
    index: Index,
    forms: tuple[str, ...],
    set_aside: Mapping[str, str],
    simulated: bool,
) -> Series:
    """The years of an index with every unit's path and the dated changes to one of `forms`.

    Years count as having the form when the change lies on or before the day the edition cut off its data.
    `set_aside` names bodies (by code) declared out beforehand, each with its reason.
    """
    history = indices.history_of(principal=principal, index=index, simulated=simulated)
    views = _one_a_year(history)
    breaks = _breaks(history, {view.edition.pk for view in views})
    if not views:
        return Series(index, (), None, None, (), (), (), (), {})
    years = range(views[0].edition.year, views[-1].edition.year + 1)
    by_year = {view.edition.year: view for view in views}
    printed = {row.code: row.name for view in views for row in view.rows}
    codes = tuple(sorted(printed))
    names = _distinct({code: speakable(printed[code], instead=code) for code in codes})
    cut_offs = [
        (year, by_year[year].edition.cut_off if year in by_year else date(year, 12, 31)) for year in years
    ]
    changes, unknown = _changes(codes, forms, cut_offs, simulated)
    upgraded = {one.body_code: one.year for one in changes}
    aside = {names[code]: reason for code, reason in {**unknown, **set_aside}.items() if code in names}
    panel = Panel(
        units=tuple(names[code] for code in codes),
        years=tuple(years),
        scores=tuple(tuple(_score(by_year.get(year), code) for year in years) for code in codes),
        upgraded=tuple(upgraded.get(code) for code in codes),
        breaks=tuple(year for year, _reason in breaks),
    )
    cleaner = {view.edition.year: _cleaned(view) for view in views}
    removed = tuple(dict.fromkeys(name for one in cleaner.values() for name in one.names))
    problem = next((one.refusal for one in cleaner.values() if one.refusal), "")
    without = None
    if removed and not problem:
        rows = tuple(
            tuple(cleaner[year].scores.get(code) if year in cleaner else None for year in years)
            for code in codes
        )
        without = replace(panel, scores=rows)
    return Series(
        index=index,
        editions=tuple(view.edition for view in views),
        source=source_of(view=views[-1]),
        panel=panel,
        codes=codes,
        paths=unit_paths(panel=panel),
        changes=changes,
        breaks=breaks,
        set_aside=aside,
        without=without,
        removed=removed,
        without_refusal=problem,
    )


def _cleaned(view: ResultView) -> Cleaned:
    """A year's scores without the marked indicators; the plain ones where that year's definition marks none."""
    found = cleaned(edition=view.edition, node=view.outline.definition.tree.code, group="")
    if found.names or found.refusal:
        return found
    plain = {row.code: row.score for row in view.rows if row.score is not None}
    return replace(found, scores=plain)


def studied(*, series: Series, before: int, after: int, forms: tuple[str, ...]) -> Studied:
    """The study of a series with `before` years before a change and `after` from its year on; never raises."""
    if series.panel is None or len(series.editions) < 2:
        return Studied(None, _("Chỉ số này chưa có từ hai kỳ công bố trở lên nên không có dãy số để xem."), 0)
    within = [
        one
        for one in series.changes
        if one.year in series.panel.years and _name_of(series, one) not in series.set_aside
    ]
    if len(within) < FEWEST_EVENTS:
        return Studied(
            None,
            _(
                "Trong các năm có điểm chỉ có %(count)d lần chuyển sang hình thức %(form)s có ngày rõ; cần từ %(least)d lần."
            )
            % {"count": len(within), "form": form_words(forms), "least": FEWEST_EVENTS},
            0,
        )
    controls = sum(year is None or year > series.panel.years[-1] for year in series.panel.upgraded)
    if controls < FEWEST_CONTROLS:
        return Studied(
            None,
            _("Chỉ còn %(count)d cơ quan chưa chuyển để đối chiếu; cần từ %(least)d cơ quan.")
            % {"count": controls, "least": FEWEST_CONTROLS},
            0,
        )
    seed = int(panel_digest(series.panel)[:8], 16)
    try:
        window = Window(before, after)
        aside = tuple(sorted(series.set_aside.items()))
        study = _studied(series.panel, window, seed, aside)
    except Incomparable as refused:
        return Studied(None, str(refused), seed)
    if series.without is None:
        return Studied(study, "", seed, None, series.without_refusal)
    try:
        return Studied(study, "", seed, _studied(series.without, window, seed, aside))
    except Incomparable as refused:
        return Studied(study, "", seed, None, str(refused))


def panel_digest(panel: Panel) -> str:
    """SHA-256 of the panel: the same years, scores and dates of change give the same seed anywhere."""
    text = json.dumps(asdict(panel), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


@lru_cache(maxsize=32)
def _studied(panel: Panel, window: Window, seed: int, set_aside: tuple[tuple[str, str], ...]) -> Upgrades:
    return study_upgrades(panel=panel, window=window, seed=seed, set_aside=dict(set_aside))


def _name_of(series: Series, change: Change) -> str:
    units = series.panel.units if series.panel is not None else ()
    return units[series.codes.index(change.body_code)]


def _one_a_year(history: History) -> list[ResultView]:
    """One edition a year: the last one of the year."""
    last = {edition.year: edition for edition in history.editions}
    return [indices.result_view(edition=last[year]) for year in sorted(last)]


def _breaks(history: History, used: set[int]) -> tuple[tuple[int, str], ...]:
    found = []
    for segment in history.segments:
        years = [edition.year for edition in segment.editions if edition.pk in used]
        if segment.break_reason and years:
            found.append((years[0], segment.break_reason))
    return tuple(found)


def _distinct(names: Mapping[str, str]) -> dict[str, str]:
    """Names told apart by their code where two units are printed alike."""
    counts: dict[str, int] = {}
    for name in names.values():
        counts[name] = counts.get(name, 0) + 1
    return {code: name if counts[name] == 1 else f"{name} ({code})" for code, name in names.items()}


def _score(view: ResultView | None, code: str) -> float | None:
    row = view.unit(code) if view is not None else None
    return score_of(row, view.outline.definition.tree.code) if view is not None and row is not None else None


# Changes of form -----------------------------------------------------------------------------------------------------


def _changes(
    codes: Sequence[str], forms: tuple[str, ...], cut_offs: Sequence[tuple[int, date]], simulated: bool
) -> tuple[tuple[Change, ...], dict[str, str]]:
    """The first change of each body to one of the forms, and bodies that cannot be placed, with the reason."""
    rows = (
        OrganisationState.objects.filter(
            organisation__is_it_unit=True,
            organisation__level=Level.UNIT,
            organisation__is_simulated=simulated,
            organisation__body__code__in=list(codes),
        )
        .select_related("organisation__body", "opened_by__instrument", "source", "basis")
        .order_by("organisation_id", "valid_from", "id")
    )
    units: dict[str, list[OrganisationState]] = {}
    for state in rows:
        body = state.organisation.body
        units.setdefault(body.code if body is not None else "", []).append(state)
    changes: list[Change] = []
    unknown: dict[str, str] = {}
    for code in codes:
        states = units.get(code, [])
        if not states or any(state.form in {Form.UNKNOWN, Form.NONE} for state in states):
            unknown[code] = _("sổ đăng ký chưa xác định được hình thức qua các năm")
            continue
        change = _first_change(code, states, forms, cut_offs)
        if change is None:
            continue
        changes.append(change)
        if change.year < cut_offs[0][0]:
            continue
        if not change.is_dated:
            unknown[code] = _("chưa rõ ngày chuyển hình thức")
        elif not change.from_form:
            unknown[code] = _("đơn vị lập mới, không phải chuyển hình thức")
    return tuple(sorted(changes, key=lambda one: (one.on, one.body_code))), unknown


def _first_change(
    code: str,
    states: Sequence[OrganisationState],
    forms: tuple[str, ...],
    cut_offs: Sequence[tuple[int, date]],
) -> Change | None:
    """The first state of the form, with the form that the body's unit had before."""
    of_form = sorted((state for state in states if state.form in forms), key=lambda state: state.valid_from)
    if not of_form:
        return None
    first = of_form[0]
    before = [state for state in states if state.valid_from < first.valid_from]
    previous = max(before, key=lambda state: state.valid_from, default=None)
    year = next((year for year, day in cut_offs if first.valid_from <= day), cut_offs[-1][0] + 1)
    if first.valid_from <= cut_offs[0][1]:
        year = cut_offs[0][0] - 1  # nothing lies before it, so it had the form all along
    return Change(
        body_code=code,
        unit_code=first.organisation.code,
        unit_name=first.name,
        on=first.valid_from,
        from_form=str(Form(previous.form).label) if previous is not None else "",
        to_form=str(Form(first.form).label),
        basis=first.basis_text,
        is_dated=first.from_known,
        year=year,
    )
