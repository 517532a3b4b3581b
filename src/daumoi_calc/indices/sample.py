"""The indicators of one peer group through the stages: points or denominators, gaps, outliers, the common scale."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from daumoi_calc.indices.definition import Definition, Indicator
from daumoi_calc.indices.impute import impute
from daumoi_calc.indices.levels import Part
from daumoi_calc.indices.normalise import is_constant, normalise
from daumoi_calc.indices.scoring import score_indicator
from daumoi_calc.indices.table import GIVEN, MISSING, NOT_APPLICABLE, Floats, States, Table
from daumoi_calc.indices.trail import AuditLine, Notice
from daumoi_calc.indices.treat import treat


@dataclass(eq=False)
class Sample:
    """Stages of one peer group: arrays n × indicators in the order of the definition."""

    units: tuple[str, ...]
    states: States
    most: Floats
    stages: dict[str, Floats]
    audit: list[AuditLine] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def leaves(self, indicators: Sequence[Indicator]) -> dict[str, Part]:
        """What the levels above need of every indicator."""
        scores = self.stages["normalised"]
        return {
            part.code: Part(
                scores=scores[:, place],
                applies=self.states[:, place] != NOT_APPLICABLE,
                mass=self.most[:, place]
                if part.is_scored_by_points
                else np.full(len(self.units), part.weight),
                asked=(self.states[:, place] != NOT_APPLICABLE).astype(np.float64),
                given=(self.states[:, place] == GIVEN).astype(np.float64),
            )
            for place, part in enumerate(indicators)
        }


def first_stage(*, definition: Definition, table: Table) -> Sample:
    """Points by rule, or numbers over their denominators, with the kind of absence of every cell."""
    indicators = definition.indicators
    shape = (len(table.units), len(indicators))
    values, most = np.full(shape, np.nan), np.full(shape, np.nan)
    states = np.full(shape, MISSING, dtype=np.int8)
    for place, part in enumerate(indicators):
        if part.is_scored_by_points:
            scored = score_indicator(indicator=part, table=table)
            values[:, place], states[:, place], most[:, place] = scored.points, scored.states, scored.most
        else:
            values[:, place], states[:, place] = _denominated(part, table)
    return Sample(table.units, states, most, {"denominated": values})


def _denominated(part: Indicator, table: Table) -> tuple[Floats, States]:
    values, states = table.column(part.source_column)
    if not part.denominator:
        return values, states
    below, below_states = table.column(part.denominator)
    joined = np.maximum(states, below_states)
    joined = np.where((joined == GIVEN) & (below == 0), MISSING, joined).astype(np.int8)
    found = np.full(len(values), np.nan)
    np.divide(values * part.per, below, out=found, where=joined == GIVEN)
    return found, joined


def enough_data(*, definition: Definition, sample: Sample) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Units with the share of applicable indicators that the definition asks for, and with at least one number: filling
    in everything would invent a unit. Where a gap scores 0, a unit that gave nothing has that score."""
    asked = (sample.states != NOT_APPLICABLE).sum(axis=1)
    given = (sample.states == GIVEN).sum(axis=1)
    found: np.ndarray[tuple[int, ...], np.dtype[np.bool_]] = (
        given >= definition.availability.unit * asked - 1e-12
    ) & ((given > 0) | ((definition.missing == "zero") & (asked > 0)))
    return found


def further_stages(*, definition: Definition, sample: Sample, groups: Sequence[str], peer_group: str) -> None:
    """Fills in `imputed`, `treated` and `normalised`, with the trail. Indicators scored by rule pass through."""
    imputed = _imputed(definition, sample, groups, peer_group)
    treated = imputed.copy()
    normalised = np.full(imputed.shape, np.nan)
    for place, part in enumerate(definition.indicators):
        if part.is_scored_by_points:
            normalised[:, place] = imputed[:, place] / sample.most[:, place]
            continue
        if part.treated:
            treated[:, place] = _treated(definition, sample, part, imputed[:, place], peer_group)
        normalised[:, place] = _scaled(definition, sample, part, treated[:, place], peer_group)
    sample.stages.update(imputed=imputed, treated=treated, normalised=normalised)


def _imputed(definition: Definition, sample: Sample, groups: Sequence[str], peer_group: str) -> Floats:
    values = sample.stages["denominated"]
    indicators = definition.indicators
    raw = np.array([not part.is_scored_by_points for part in indicators])
    gaps = (sample.states == MISSING) & raw
    method = definition.imputation
    found = values.copy()
    # Expectation-maximisation looks at what belongs together: the indicators of one pillar.
    blocks = _pillars(definition) if method.method == "em" else [np.arange(values.shape[1])]
    for block in blocks:
        columns = block[raw[block]]
        found[:, columns] = impute(
            values=values[:, columns], gaps=gaps[:, columns], method=method, groups=groups
        )
    for row, place in zip(*np.nonzero(gaps & ~np.isnan(found)), strict=True):
        sample.audit.append(
            AuditLine(
                "imputed",
                sample.units[row],
                indicators[place].code,
                method.method,
                float("nan"),
                float(found[row, place]),
                peer_group,
            )
        )
    return found


def _pillars(definition: Definition) -> list[np.ndarray[tuple[int, ...], np.dtype[np.intp]]]:
    places = {part.code: place for place, part in enumerate(definition.indicators)}
    found = (
        [places[child.code] for child in node.children if isinstance(child, Indicator)]
        for node in definition.nodes
    )
    return [np.array(block, dtype=np.intp) for block in found if block]


def _treated(
    definition: Definition, sample: Sample, part: Indicator, values: Floats, peer_group: str
) -> Floats:
    done = treat(values=values, gate=definition.treatment)
    if done.method == "none":
        return done.values
    if done.method == "winsorised":
        moved = np.flatnonzero(~np.isnan(values) & (done.values != values))
    else:
        moved = np.zeros(0, dtype=np.intp)
    for row in moved:
        sample.audit.append(
            AuditLine(
                "treated",
                sample.units[row],
                part.code,
                "winsorised",
                float(values[row]),
                float(done.values[row]),
                peer_group,
            )
        )
    if done.method in {"log", "box_cox"}:
        sample.audit.append(
            AuditLine("treated", "", part.code, done.method, float("nan"), done.parameter, peer_group)
        )
    if not done.passes:
        sample.notices.append(
            Notice(
                "outliers",
                part.code,
                f"“{part.name}” vẫn lệch nhiều sau khi xử lý giá trị ngoại lai.",
                peer_group,
            )
        )
    return done.values


def _scaled(
    definition: Definition, sample: Sample, part: Indicator, values: Floats, peer_group: str
) -> Floats:
    scale = definition.normalisation_of(part)
    if scale.depends_on_sample and is_constant(values):
        sample.notices.append(
            Notice(
                "constant",
                part.code,
                f"“{part.name}” bằng nhau ở mọi đơn vị nên không phân biệt được.",
                peer_group,
            )
        )
    if part.goalposts is not None and scale.method == "goalposts" and scale.clip:
        _beyond(sample, part, values, peer_group)
    return normalise(
        values=values, scale=scale, indicator=part, units=sample.units, place=f"chỉ số “{part.code}”"
    )


def _beyond(sample: Sample, part: Indicator, values: Floats, peer_group: str) -> None:
    assert part.goalposts is not None
    for row in np.flatnonzero((values < part.goalposts.low) | (values > part.goalposts.high)):
        sample.notices.append(
            Notice(
                "beyond_goalposts",
                part.code,
                f"{sample.units[row]}: {values[row]:g} nằm ngoài hai mốc "
                f"{part.goalposts.low:g}–{part.goalposts.high:g}, tính bằng mốc gần nhất.",
                peer_group,
            )
        )
