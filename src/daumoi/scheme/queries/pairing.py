"""Rules between bodies, forced and forbidden choices, as the planner takes them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from daumoi.organisations.models import Organisation
from daumoi.scheme.models import DUTY_KINDS, PAIR_KINDS, Rule, RuleKind
from daumoi_calc import optimisation as calc


def apply_rules(
    problem: calc.Problem, rules: Iterable[Rule], *, phase_codes: Mapping[int, str]
) -> tuple[calc.Problem, tuple[str, ...]]:
    """The problem under the rules, and a sentence for each rule that no option on the table answers to."""
    units = {unit.code: unit for unit in problem.units}
    requirements: list[calc.Requirement] = []
    exclusions: list[calc.Exclusion] = []
    forced: list[calc.Choice] = []
    forbidden: list[calc.Choice] = []
    notes: list[str] = []
    for rule in rules:
        if rule.kind in DUTY_KINDS:
            continue  # these are demands on duties, already in the problem
        first = _pick(units, rule.first, rule.first_form)
        second = _pick(units, rule.second, rule.second_form) if rule.kind in PAIR_KINDS else None
        if first is None or (rule.kind in PAIR_KINDS and second is None):
            notes.append(
                _("Ràng buộc %(number)d (“%(sentence)s”) chưa có tác dụng: chưa bộ nào đề xuất mô hình ấy.")
                % {"number": rule.number, "sentence": rule.sentence}
            )
            continue
        if second is not None:
            requirements.extend(_requirements(rule, first, second))
            if rule.kind == RuleKind.EXCLUDES:
                exclusions.append(calc.Exclusion(code=_code(rule), name=rule.sentence, picks=(first, second)))
            continue
        phase = phase_codes.get(rule.phase_id) if rule.phase_id is not None else None
        if rule.kind == RuleKind.FORBIDDEN:
            forbidden += [
                calc.Choice(unit=first.unit, option=option, phase=phase) for option in first.options
            ]
        elif rule.kind == RuleKind.FORCED:
            requirement, choices, others = _force(rule, units[first.unit], first, phase, phase_codes.values())
            requirements += requirement
            forced += choices
            forbidden += others
    changed = replace(
        problem,
        requirements=tuple(requirements),
        exclusions=tuple(exclusions),
        forced=tuple(forced),
        forbidden=tuple(dict.fromkeys(forbidden)),
    )
    return changed, tuple(notes)


def _code(rule: Rule, part: str = "") -> str:
    return f"rb{rule.number}{part}"


def _pick(units: Mapping[str, calc.Unit], body: Organisation | None, form: str) -> calc.Pick | None:
    """The options of a body that have the form (blank: that change anything); None when it has none."""
    unit = units.get(body.code) if body is not None else None
    if unit is None:
        return None
    options = tuple(
        option.code
        for option in unit.options
        if (option.form == form if form else option.form is not calc.Form.KEEP)
    )
    return calc.Pick(unit=unit.code, options=options) if options else None


def _requirements(rule: Rule, first: calc.Pick, second: calc.Pick) -> Iterator[calc.Requirement]:
    name = rule.sentence
    if rule.kind == RuleKind.REQUIRES:
        yield calc.Requirement(code=_code(rule), name=name, when=first, then=second)
    elif rule.kind == RuleKind.SAME_PHASE:
        yield calc.Requirement(code=_code(rule, "a"), name=name, when=first, then=second, lag=0)
        yield calc.Requirement(code=_code(rule, "b"), name=name, when=second, then=first, lag=0)
    elif rule.kind == RuleKind.BEFORE:
        yield calc.Requirement(code=_code(rule), name=name, when=second, then=first, lag=1)


def _force(
    rule: Rule, unit: calc.Unit, pick: calc.Pick, phase: str | None, phases: Iterable[str]
) -> tuple[list[calc.Requirement], list[calc.Choice], list[calc.Choice]]:
    """One option is forced as such; one of several by asking for any of them, in the phase wanted."""
    if len(pick.options) == 1:
        option = next(one for one in unit.options if one.code == pick.options[0])
        kept = option.form is calc.Form.KEEP
        choice = calc.Choice(unit=unit.code, option=option.code, phase=None if kept else phase)
        return [], [choice], []
    whole = calc.Pick(unit=unit.code, options=tuple(option.code for option in unit.options))
    demand = calc.Requirement(code=_code(rule), name=rule.sentence, when=whole, then=pick)
    others = [
        calc.Choice(unit=unit.code, option=option, phase=other)
        for option in pick.options
        for other in phases
        if phase is not None and other != phase
    ]
    return [demand], [], others
