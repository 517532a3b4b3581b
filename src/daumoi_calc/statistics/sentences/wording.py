"""From findings to statements. Every sentence comes from the book of phrases; the reservation always ends it."""

from collections.abc import Callable
from dataclasses import dataclass
from math import isinf
from typing import Any, Final

from daumoi_calc.statistics.comparison import ALPHA, Comparison, Detectable, Reference
from daumoi_calc.statistics.sentences.figures import Figures, vanishes
from daumoi_calc.statistics.sentences.findings import (
    AdjustedFinding,
    ContaminationFinding,
    Finding,
    GroupFinding,
    LabelFinding,
    OutcomesFinding,
    PairsFinding,
    RankStatement,
    Scale,
    Source,
    StratifiedFinding,
    Trend,
    UpgradeFinding,
)
from daumoi_calc.statistics.sentences.phrases import BOOKS, Phrases
from daumoi_calc.statistics.sentences.statement import RESERVATION, Language, Statement, checked_name


def say(*, finding: Finding, language: Language) -> Statement:
    """The finding in words: what was seen, what it can bear, and the reservation."""
    speaker = _Speaker(BOOKS[language], Figures(language))
    sentences = _SHAPES[type(finding)](speaker, finding)
    return Statement(language, (*sentences, RESERVATION[language]))


@dataclass(frozen=True)
class _Speaker:
    book: Phrases
    figures: Figures

    def where(self, source: Source) -> dict[str, Any]:
        """Index, version and year, as every shape needs them."""
        return {
            "index": checked_name(source.index),
            "version": checked_name(source.version),
            "year": source.year,
        }

    def direction(self, difference: float, decimals: int, *, level: str | None = None) -> str:
        """Higher or lower than, with the points; ``level`` when nothing of the difference can be printed."""
        if vanishes(difference):
            return level or self.book.level
        shape = self.book.higher if difference > 0 else self.book.lower
        return shape.format(points=self.figures.distance(difference, decimals))

    def interval(self, comparison: Comparison, *, adjusted: float | None = None) -> str:
        """Delta, its interval and p (its own or an ``adjusted`` one): never one without the others."""
        delta = comparison.delta
        p = comparison.means.reference.p if adjusted is None else adjusted
        return self.book.interval.format(
            delta=self.figures.number(delta.value, 2),
            level=self.figures.share(delta.level),
            low=self.figures.number(delta.low, 2),
            high=self.figures.number(delta.high, 2),
            p=self.figures.probability(p),
        )

    def groups(
        self,
        shape: str,
        source: Source,
        form: str,
        comparison: Comparison,
        *,
        tail: str = "",
        adjusted: float | None = None,
    ) -> str:
        """One comparison in one sentence."""
        return shape.format(
            **self.where(source),
            form=checked_name(form),
            n1=comparison.first,
            n2=comparison.others,
            direction=self.direction(
                comparison.means.difference, source.decimals, level=self.book.means_level
            ),
            figures=self.interval(comparison, adjusted=adjusted) + tail,
        )

    def bearing(self, comparison: Comparison) -> str:
        """Whether there is enough evidence, and what groups of these sizes can show at all."""
        return self.limits(
            comparison.means.reference.p, comparison.detectable, comparison.first, comparison.others
        )

    def limits(self, p: float, found: Detectable | None, first: int, others: int) -> str:
        """As ``bearing``, from its parts."""
        if found is None:
            return self.book.little_blind.format(n1=first, n2=others)
        shape = self.book.little if p > ALPHA else self.book.enough
        # rounded up, so that no delta below the limit is promised
        least = self.figures.number(found.delta + 0.0005 - 1e-12, 3)
        return shape.format(n1=first, n2=others, least=least)

    def points_limit(self, p: float, threshold: float, decimals: int) -> list[str]:
        """As ``limits`` where what can be detected is known in score points."""
        if p <= ALPHA:
            return []
        if isinf(threshold):
            return [self.book.little_points_blind]
        return [self.book.little_points.format(least=self.figures.distance(threshold, decimals))]

    def meaning(self, placed: Reference) -> str:
        """What the p-value stands for."""
        count = self.figures.count(placed.labellings)
        if placed.exact:
            return self.book.labellings_all.format(count=count)
        return self.book.labellings_drawn.format(count=count, error=self.figures.number(placed.error, 4))

    def warning(self, source: Source) -> list[str]:
        """A warning for scores that depend on other units."""
        return [self.book.relative] if source.scale is Scale.RELATIVE else []


def _group(speaker: _Speaker, finding: GroupFinding) -> list[str]:
    book, figures, varied = speaker.book, speaker.figures, finding.weights
    tail = ""
    if varied is not None:
        tail = book.weights.format(draws=figures.count(varied.draws), kept=figures.share(varied.kept))
    comparison = finding.comparison
    return [
        speaker.groups(book.groups, finding.source, finding.form, comparison, tail=tail),
        speaker.bearing(comparison),
        speaker.meaning(comparison.means.reference),
        *speaker.warning(finding.source),
    ]


def _adjusted(speaker: _Speaker, finding: AdjustedFinding) -> list[str]:
    adjusted, source = finding.adjusted, finding.source
    sentence = speaker.book.adjusted.format(
        **speaker.where(source),
        form=checked_name(finding.form),
        covariates=speaker.figures.names(finding.covariates),
        direction=speaker.direction(adjusted.difference, source.decimals),
        p=speaker.figures.probability(adjusted.reference.p),
    )
    found = finding.detectable
    little = []
    if found is not None:
        little = [speaker.limits(adjusted.reference.p, found, found.first, found.others)]
    elif adjusted.reference.p > ALPHA:
        little = [speaker.book.little_plain]
    return [sentence, *little, *speaker.warning(source)]


def _stratified(speaker: _Speaker, finding: StratifiedFinding) -> list[str]:
    result, source = finding.stratified, finding.source
    speaking = [stratum for stratum in result.strata if stratum.difference is not None]
    sentence = speaker.book.stratified.format(
        **speaker.where(source),
        form=checked_name(finding.form),
        kind=checked_name(finding.kind),
        n1=sum(stratum.first for stratum in speaking),
        n2=sum(stratum.others for stratum in speaking),
        direction=speaker.direction(result.difference, source.decimals, level=speaker.book.means_level),
        p=speaker.figures.probability(result.reference.p),
    )
    silent = [speaker.book.silent.format(count=result.silent_units)] if result.silent_units else []
    little = speaker.points_limit(result.reference.p, result.threshold, source.decimals)
    return [sentence, *silent, *little, *speaker.warning(source)]


def _pairs(speaker: _Speaker, finding: PairsFinding) -> list[str]:
    pairs, source = finding.pairs, finding.source
    sentence = speaker.book.pairs.format(
        **speaker.where(source),
        form=checked_name(finding.form),
        count=pairs.count,
        direction=speaker.direction(pairs.difference, source.decimals, level=speaker.book.means_level),
        p=speaker.figures.probability(pairs.reference.p),
    )
    little = speaker.points_limit(pairs.reference.p, pairs.threshold, source.decimals)
    return [sentence, *little, *speaker.warning(source)]


def _labels(speaker: _Speaker, finding: LabelFinding) -> list[str]:
    labels, figures, decimals = finding.labels, speaker.figures, finding.source.decimals
    low, high = (figures.number(value, decimals) for value in labels.differences)
    delta_low, delta_high = (figures.number(value, 2) for value in labels.deltas)
    p_low, p_high = (figures.bare_probability(value) for value in labels.p_values)
    sentences = [
        speaker.book.labels.format(
            **speaker.where(finding.source),
            form=checked_name(finding.form),
            count=len(labels.rows),
            low=low,
            high=high,
            delta_low=delta_low,
            delta_high=delta_high,
            p_low=p_low,
            p_high=p_high,
        )
    ]
    for shape, units in (
        (speaker.book.labels_sign, labels.sign_changes),
        (speaker.book.labels_verdict, labels.verdict_changes),
    ):
        if units:
            sentences.append(shape.format(units=figures.names(units)))
    if not labels.sign_changes and not labels.verdict_changes:
        sentences.append(speaker.book.labels_steady)
    return [*sentences, speaker.bearing(labels.base), *speaker.warning(finding.source)]


def _contamination(speaker: _Speaker, finding: ContaminationFinding) -> list[str]:
    both, figures = finding.contamination, speaker.figures
    worse = max(both.everything.means.reference.p, both.without.means.reference.p)
    without = speaker.groups(
        speaker.book.without.replace("{count}", figures.count(len(both.removed)))
        .replace("{names}", figures.names(tuple(checked_name(name) for name in both.removed)))
        .replace("{share}", figures.share(both.removed_weight)),
        finding.source,
        finding.form,
        both.without,
    )
    return [
        speaker.groups(speaker.book.everything, finding.source, finding.form, both.everything),
        *([without] if both.removed else []),
        # both versions have to speak before there is enough evidence
        speaker.limits(worse, both.without.detectable, both.without.first, both.without.others),
        *speaker.warning(finding.source),
    ]


def _outcomes(speaker: _Speaker, finding: OutcomesFinding) -> list[str]:
    book, first = speaker.book, finding.outcomes[0][1]
    adjusted = list(zip(finding.outcomes, finding.adjusted, strict=True))
    each = [
        speaker.groups(
            book.outcome.replace("{name}", checked_name(name)), finding.source, finding.form, one, adjusted=p
        )
        for (name, one), p in adjusted
    ]
    little = tuple(checked_name(name) for (name, _), p in adjusted if p > ALPHA)
    return [
        book.outcomes.format(**speaker.where(finding.source), count=len(each)),
        *each,
        *([book.outcomes_little.format(names=speaker.figures.names(little))] if little else []),
        speaker.limits(0.0, first.detectable, first.first, first.others),
        *speaker.warning(finding.source),
    ]


def _upgrades(speaker: _Speaker, finding: UpgradeFinding) -> list[str]:
    study, figures, decimals = finding.study, speaker.figures, finding.source.decimals
    effect, book = study.effect, speaker.book
    sentences = [
        book.upgrades.format(
            **speaker.where(finding.source),
            form=checked_name(finding.form),
            count=len(study.events),
            direction=speaker.direction(effect.value, decimals),
            p=figures.probability(effect.reference.p),
            ways=figures.count(effect.reference.labellings),
        )
    ]
    if effect.reference.p > ALPHA:
        blind = isinf(effect.threshold)
        least = "" if blind else figures.distance(effect.threshold, decimals)
        sentences.append(book.upgrades_blind if blind else book.upgrades_little.format(least=least))
    sentences.append(
        book.before.format(
            slope=figures.number(study.pre_trend.value, decimals),
            slope_p=figures.probability(study.pre_trend.reference.p),
            shift=study.placebo_shift,
            placebo=figures.number(study.placebo.value, decimals),
            placebo_p=figures.probability(study.placebo.reference.p),
        )
    )
    return sentences


def _trend(speaker: _Speaker, finding: Trend) -> list[str]:
    (first, start), (last, end) = finding.points[0], finding.points[-1]
    decimals, figures = finding.source.decimals, speaker.figures
    change = end - start
    shape = speaker.book.trend_up if change > 0 else speaker.book.trend_down
    if vanishes(change):
        shape = speaker.book.trend_level
    return [
        shape.format(
            **speaker.where(finding.source),
            unit=checked_name(finding.unit),
            first=first,
            last=last,
            points=figures.distance(change, decimals),
            start=figures.number(start, decimals),
            end=figures.number(end, decimals),
        )
    ]


def _rank(speaker: _Speaker, finding: RankStatement) -> list[str]:
    sentence = speaker.book.rank.format(
        **speaker.where(finding.source),
        unit=checked_name(finding.unit),
        rank=finding.rank,
        low=finding.low,
        high=finding.high,
        of=finding.of_units,
        draws=speaker.figures.count(finding.draws),
        level=speaker.figures.share(finding.level),
    )
    return [sentence]


_SHAPES: Final[dict[type[Any], Callable[[_Speaker, Any], list[str]]]] = {
    GroupFinding: _group,
    AdjustedFinding: _adjusted,
    StratifiedFinding: _stratified,
    PairsFinding: _pairs,
    LabelFinding: _labels,
    ContaminationFinding: _contamination,
    OutcomesFinding: _outcomes,
    UpgradeFinding: _upgrades,
    Trend: _trend,
    RankStatement: _rank,
}
