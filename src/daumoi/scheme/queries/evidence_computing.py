"""From frozen inputs to findings: pure computing, kept by content."""

from dataclasses import dataclass
from functools import lru_cache
from math import comb

import numpy as np

from daumoi_calc.statistics.comparison import (
    Adjusted,
    Comparison,
    Contamination,
    Groups,
    Incomparable,
    OneLabelWrong,
    Stratified,
    compare,
    freedman_lane,
    holm,
    one_label_wrong,
    stratified,
)
from daumoi_calc.statistics.comparison.splits import DRAWS, MOST_SPLITS, drawn_sums, subset_sums
from daumoi_calc.statistics.sentences import Source

BINS = 48


@dataclass(frozen=True)
class OutcomeInputs:
    """Scores on one outcome, and those without the indicators that the form defines (empty where nothing is removed)."""

    code: str
    name: str
    scores: tuple[float, ...]
    without: tuple[float, ...]
    removed: tuple[str, ...]
    removed_share: float
    refusal: str


@dataclass(frozen=True)
class Inputs:
    """Everything that decides the figures. `strata` holds (unit, score, of form, peer group) of all peer groups."""

    source: Source
    edition_digest: str
    form: str
    primary: str
    codes: tuple[str, ...]
    names: tuple[str, ...]
    of_form: tuple[bool, ...]
    outcomes: tuple[OutcomeInputs, ...]
    covariates: tuple[tuple[str, tuple[float, ...]], ...] = ()
    covariate_problems: tuple[str, ...] = ()
    strata: tuple[tuple[str, float, bool, str], ...] = ()

    @property
    def main(self) -> OutcomeInputs:
        """The primary outcome."""
        return next(one for one in self.outcomes if one.code == self.primary)

    def groups(self, scores: tuple[float, ...]) -> Groups:
        """The two groups on some scores."""
        return Groups(self.names, scores, self.of_form)


@dataclass(frozen=True)
class Distribution:
    """How often each difference of means occurs among the labellings: left ends, right ends, counts."""

    edges: tuple[float, ...]
    counts: tuple[int, ...]
    observed: float
    labellings: int
    exact: bool


@dataclass(frozen=True)
class Findings:
    """What was computed. Each refusal says in words why the part beside it is None."""

    seed: int
    comparison: Comparison
    labels: OneLabelWrong
    distribution: Distribution
    outcomes: tuple[tuple[OutcomeInputs, Comparison, float], ...]
    contamination: Contamination | None
    contamination_refusal: str
    stratified: Stratified | None
    stratified_refusal: str
    adjusted: Adjusted | None
    adjusted_refusal: str


@lru_cache(maxsize=64)
def _computed(inputs: Inputs, seed: int) -> Findings:
    groups = inputs.groups(inputs.main.scores)
    comparison = compare(groups=groups, seed=seed)
    each = [
        (
            one,
            comparison
            if one.code == inputs.primary
            else compare(groups=inputs.groups(one.scores), seed=seed),
        )
        for one in inputs.outcomes
    ]
    adjusted_p = holm(p_values=[found.means.reference.p for _one, found in each])
    layered, layered_refusal = _stratified(inputs, seed)
    held, held_refusal = _adjusted(inputs, groups, seed)
    return Findings(
        seed=seed,
        comparison=comparison,
        labels=one_label_wrong(groups=groups, seed=seed),
        distribution=_distribution(groups, seed),
        outcomes=tuple((one, found, p) for (one, found), p in zip(each, adjusted_p, strict=True)),
        contamination=_contamination(inputs, comparison, seed),
        contamination_refusal=inputs.main.refusal,
        stratified=layered,
        stratified_refusal=layered_refusal,
        adjusted=held,
        adjusted_refusal=held_refusal,
    )


def computed(*, inputs: Inputs, seed: int) -> Findings:
    """The findings of the inputs; a second asking costs nothing."""
    return _computed(inputs, seed)


def _contamination(inputs: Inputs, everything: Comparison, seed: int) -> Contamination | None:
    """Both results; equal ones where the form defines no indicator; None where the second cannot be computed."""
    main = inputs.main
    if main.refusal:
        return None
    if not main.removed:
        return Contamination(everything, everything, (), 0.0)
    without = compare(groups=inputs.groups(main.without), seed=seed)
    return Contamination(everything, without, main.removed, main.removed_share)


def _stratified(inputs: Inputs, seed: int) -> tuple[Stratified | None, str]:
    if not inputs.strata:
        return None, ""
    units, scores, of_form, kinds = zip(*inputs.strata, strict=True)
    try:
        return stratified(groups=Groups(units, scores, of_form), strata=kinds, seed=seed), ""
    except Incomparable as refused:
        return None, str(refused)


def _adjusted(inputs: Inputs, groups: Groups, seed: int) -> tuple[Adjusted | None, str]:
    if inputs.covariate_problems:
        return None, " ".join(inputs.covariate_problems)
    if not inputs.covariates:
        return None, ""
    try:
        figures = [values for _name, values in inputs.covariates]
        return freedman_lane(groups=groups, covariates=figures, seed=seed), ""
    except Incomparable as refused:
        return None, str(refused)


def _distribution(groups: Groups, seed: int) -> Distribution:
    """Differences of means under every labelling, or under drawn ones where there are too many."""
    scores, (n1, n2) = groups.all_scores, groups.sizes
    centred = scores - scores.mean()
    exact = comb(n1 + n2, n1) <= MOST_SPLITS
    sums = (
        subset_sums(centred, n1)
        if exact
        else drawn_sums(centred, n1, draws=DRAWS, rng=np.random.default_rng(seed))
    )
    differences = sums * (1 / n1 + 1 / n2)
    observed = float(groups.first.mean() - groups.others.mean())
    reach = max(float(np.abs(differences).max()), abs(observed)) or 1.0
    counts, edges = np.histogram(differences, bins=BINS, range=(-reach, reach))
    return Distribution(
        edges=tuple(edges.tolist()),
        counts=tuple(int(count) for count in counts),
        observed=observed,
        labellings=len(differences),
        exact=exact,
    )
