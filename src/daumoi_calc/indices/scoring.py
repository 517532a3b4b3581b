"""Points from facts: the rules of an index scored by points (ratio × maximum, share of the best peer, tiers, …)."""

from dataclasses import dataclass

import numpy as np

from daumoi_calc.indices.definition import (
    AnyRule,
    Combined,
    Count,
    Indicator,
    PeerShare,
    Points,
    Raw,
    Share,
    Tiers,
    YesNo,
    most_points,
)
from daumoi_calc.indices.faults import ComputeFault, Problem
from daumoi_calc.indices.table import GIVEN, MISSING, NOT_APPLICABLE, Flags, Floats, States, Table

_SLACK = 1e-9


@dataclass(frozen=True, eq=False)
class Scored:
    """Points of one rule by unit: NaN where the state is not GIVEN; `most` is the maximum that applies to the unit."""

    points: Floats
    states: States
    most: Floats


def score_indicator(*, indicator: Indicator, table: Table) -> Scored:
    """Points of an indicator for the units of one peer group.

    Raises `ComputeFault` naming unit and indicator for a number the rule cannot take: points over the maximum, a ratio
    outside 0–1, a yes/no that is neither 1 nor 0, a negative count.
    """
    scored = _rule(indicator.rule, indicator, table)
    if indicator.max_points is None:
        return scored
    most = np.where(
        np.isnan(scored.most), indicator.max_points, np.minimum(scored.most, indicator.max_points)
    )
    over = scored.points > most * (1 + _SLACK)
    if isinstance(indicator.rule, Points):
        _refuse(over | (scored.points < 0), indicator, table, f"điểm phải từ 0 đến {indicator.max_points:g}")
    return Scored(np.minimum(scored.points, most), scored.states, most)


def _rule(rule: AnyRule, indicator: Indicator, table: Table) -> Scored:
    if isinstance(rule, Combined):
        return _combined(rule, indicator, table)
    values, states = _read(rule, indicator, table)
    most = most_points(rule)
    points = _points(rule, values, indicator, table)
    return Scored(points, states, np.full(len(values), np.nan if most is None else most))


def _read(rule: AnyRule, indicator: Indicator, table: Table) -> tuple[Floats, States]:
    """The fact, divided by `per` where the rule says so; a denominator of 0 makes the ratio a gap."""
    values, states = table.column(getattr(rule, "column", "") or indicator.source_column)
    per = getattr(rule, "per", "")
    if not per:
        return values, states
    below, below_states = table.column(per)
    joined = np.maximum(states, below_states)
    joined = np.where((joined == GIVEN) & (below == 0), MISSING, joined).astype(np.int8)
    ratio = np.full(len(values), np.nan)
    np.divide(values, below, out=ratio, where=joined == GIVEN)
    return ratio, joined


def _points(rule: AnyRule, values: Floats, indicator: Indicator, table: Table) -> Floats:
    negative = values < 0
    match rule:
        case Share():
            over = np.zeros(len(values), dtype=np.bool_) if rule.per else values > 1
            _refuse(negative | over, indicator, table, "tỷ lệ phải từ 0 đến 1")
            return np.minimum(values, 1.0) * rule.points
        case PeerShare():
            _refuse(negative, indicator, table, "số phải không âm")
            best = np.nanmax(values) if np.isfinite(values).any() else 0.0
            return values / best * rule.points if best > 0 else values * 0.0
        case Tiers():
            return _tiers(rule, values)
        case Count():
            _refuse(negative, indicator, table, "số đếm phải không âm")
            return np.minimum(values * rule.each, rule.at_most)
        case YesNo():
            _refuse(
                ~np.isnan(values) & (values != 0) & (values != 1), indicator, table, "chỉ nhận 1 (có) hoặc 0"
            )
            return values * rule.points
        case Points() | Raw() | _:
            return values


def _tiers(rule: Tiers, values: Floats) -> Floats:
    points = np.where(np.isnan(values), np.nan, 0.0)
    for step in rule.steps:
        holds = values >= step.at_least if step.at_least is not None else values > (step.above or 0.0)
        points = np.where(holds, np.maximum(points, step.points), points)
    return points


def _combined(rule: Combined, indicator: Indicator, table: Table) -> Scored:
    parts = [_rule(part, indicator, table) for part in rule.parts]
    states = np.stack([part.states for part in parts])
    applies = states != NOT_APPLICABLE
    known = states == GIVEN
    points = np.where(known, np.stack([part.points for part in parts]), 0.0)
    most = np.where(applies, np.stack([part.most for part in parts]), 0.0)
    total, ceiling = (
        (points.sum(axis=0), most.sum(axis=0))
        if rule.take == "sum"
        else (points.max(axis=0), most.max(axis=0))
    )
    if rule.at_most is not None:
        total = np.minimum(total, rule.at_most)
        ceiling = np.where(np.isnan(ceiling), rule.at_most, np.minimum(ceiling, rule.at_most))
    joined = np.where(
        known.any(axis=0), GIVEN, np.where(applies.any(axis=0), MISSING, NOT_APPLICABLE)
    ).astype(np.int8)
    return Scored(np.where(joined == GIVEN, total, np.nan), joined, ceiling)


def _refuse(wrong: Flags, indicator: Indicator, table: Table, message: str) -> None:
    if not wrong.any():
        return
    raise ComputeFault(
        Problem(f"đơn vị “{table.units[row]}”, chỉ số “{indicator.code}”", f"{message}.", "Kiểm tra số liệu.")
        for row in np.flatnonzero(wrong)[:20]
    )
