"""What of an edition can be compared: the index and its pillars, with and without what the form itself defines."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import msgspec
import numpy as np

from daumoi.foundation.principal import Principal
from daumoi.indices import queries as indices
from daumoi.indices.models import Edition
from daumoi.indices.queries import ResultView, UnitRow
from daumoi.indices.queries.uncertain import SPREAD, PeerScheme, peer_schemes
from daumoi_calc.indices import IndexFault, Result, compute, read_table
from daumoi_calc.indices.definition import (
    AnyRule,
    Combined,
    Definition,
    Indicator,
    Node,
    PeerShare,
    read_definition,
    walk,
)
from daumoi_calc.indices.uncertainty.sampling import RelativeNoise, draw_weights, stream
from daumoi_calc.indices.uncertainty.scoring import Scorer
from daumoi_calc.statistics.comparison import SignUnderWeights
from daumoi_calc.statistics.sentences import Incomparable, Scale, Source, checked_name

WEIGHT_DRAWS = 10_000
_BATCH = 500


@dataclass(frozen=True)
class OutcomeChoice:
    """Something that can be named as the primary outcome: the index itself or a pillar."""

    code: str
    name: str


@dataclass(frozen=True)
class Cleaned:
    """Scores by unit without the indicators that the form defines, and what was left out.

    `refusal` says in words why there is none; then the rest is empty. `names` may be empty: nothing is marked.
    """

    scores: Mapping[str, float]
    names: tuple[str, ...]
    share: float
    refusal: str = ""


def comparable_editions(*, principal: Principal, simulated: bool) -> list[Edition]:
    """Published and quoted editions the reader sees, newest first, without those that a correction replaced."""
    rows = (
        Edition.objects.visible_to(principal)
        .filter(is_published=True, is_simulated=simulated)
        .select_related("version__index", "owner")
        .defer("inputs", "result", "intervals", "version__definition")
        .order_by("-year", "version__index__name", "-id")
    )
    found = list(rows)
    replaced = {edition.corrects_id for edition in found}
    return [edition for edition in found if edition.pk not in replaced]


def view_of(*, edition: Edition) -> ResultView:
    """The stored result of an edition."""
    return indices.result_view(edition=edition)


def outcome_choices(*, view: ResultView) -> tuple[OutcomeChoice, ...]:
    """The index first, then the pillars that have scores."""
    definition = view.outline.definition
    root = OutcomeChoice(definition.tree.code, definition.name.vi)
    pillars = [
        OutcomeChoice(code, name)
        for code, name in view.pillars
        if code != root.code and any(score_of(row, code) is not None for row in view.rows)
    ]
    return (root, *pillars)


def score_of(row: UnitRow, node: str) -> float | None:
    """The score of a unit on the index or one of its pillars; None where it has none."""
    value = row.nodes.get(node, row.parts.get(node))
    if value is None and node not in row.nodes and node not in row.parts:
        value = row.score
    return float(value) if isinstance(value, int | float) and np.isfinite(value) else None


def source_of(*, view: ResultView) -> Source:
    """The edition as every sentence names it."""
    definition, edition = view.outline.definition, view.edition
    return Source(
        index=speakable(definition.name.vi, instead=definition.code),
        version=definition.version,
        year=edition.year,
        scale=scale_of(definition=definition),
        decimals=max(3, min(definition.rounding.places, 6)),
    )


def scale_of(*, definition: Definition) -> Scale:
    """Whether one unit's score moves when another's does: then differences are told with a warning."""
    relative = definition.goalpost_policy.ends == "sample" or any(
        definition.normalisation_of(one).depends_on_sample or _is_relative(one.rule)
        for one in definition.indicators
    )
    return Scale.RELATIVE if relative else Scale.GOALPOSTS


def _is_relative(rule: AnyRule) -> bool:
    return isinstance(rule, PeerShare) or (isinstance(rule, Combined) and any(map(_is_relative, rule.parts)))


def speakable(name: str, *, instead: str) -> str:
    """A name that may stand in a sentence, else the code `instead`: some names carry wording that no statement may hold."""
    try:
        return checked_name(name)
    except Incomparable:
        return checked_name(instead)


# Without what the form defines ---------------------------------------------------------------------------------------


def cleaned(*, edition: Edition, node: str, group: str) -> Cleaned:
    """The outcome computed anew from the stored table without the indicators marked `defined_by_form`."""
    definition = _definition(edition.version.definition)
    part = next((one for one in walk(definition.tree) if one.code == node), definition.tree)
    under = [one for one in walk(part) if isinstance(one, Indicator)]
    marked = [one for one in under if one.defined_by_form]
    if not marked:
        return Cleaned({}, (), 0.0)
    if not edition.inputs:
        return Cleaned({}, (), 0.0, "Kết quả này dẫn từ nguồn khác, không có số liệu gốc để tính lại.")
    if len(marked) == len(under):
        return Cleaned({}, (), 0.0, "Mọi chỉ tiêu của kết quả này đều đo chính hình thức tổ chức.")
    result = _reduced(edition.version.definition, edition.inputs)
    if result is None:
        return Cleaned({}, (), 0.0, "Cách tính của chỉ số không bỏ bớt được các chỉ tiêu này.")
    if node not in result.nodes and node not in result.indicators:
        return Cleaned({}, (), 0.0, "Cách tính của chỉ số không bỏ bớt được các chỉ tiêu này.")
    values = result.score(node) if node in result.nodes else result.stage("normalised", node)
    scores = {
        code: float(value) for code, value in zip(result.units, values, strict=True) if np.isfinite(value)
    }
    names = tuple(speakable(one.name.vi, instead=one.code) for one in marked)
    return Cleaned(scores, names, _share(edition, under, marked, group))


def _share(edition: Edition, under: list[Indicator], marked: list[Indicator], group: str) -> float:
    """The share of the weight under the node that the marked indicators have."""
    weights = {
        line.part: line.effective
        for line in _whole(edition.version.definition, edition.inputs).weights
        if line.peer_group == group and np.isfinite(line.effective)
    }
    total = sum(weights.get(one.code, 0.0) for one in under)
    return sum(weights.get(one.code, 0.0) for one in marked) / total if total else 0.0


@lru_cache(maxsize=16)
def _definition(text: str) -> Definition:
    return read_definition(text)


@lru_cache(maxsize=8)
def _whole(text: str, inputs: str) -> Result:
    definition = _definition(text)
    return compute(definition=definition, table=read_table(inputs, definition=definition))


@lru_cache(maxsize=8)
def _reduced(text: str, inputs: str) -> Result | None:
    definition = _definition(text)
    tree = _without(definition.tree)
    if not isinstance(tree, Node):
        return None
    smaller = msgspec.structs.replace(definition, tree=tree)
    try:
        return compute(definition=smaller, table=read_table(inputs, definition=smaller))
    except IndexFault:
        return None


def _without(part: Node | Indicator) -> Node | Indicator | None:
    if isinstance(part, Indicator):
        return None if part.defined_by_form else part
    children = tuple(kept for child in part.children if (kept := _without(child)) is not None)
    return msgspec.structs.replace(part, children=children) if children else None


# Other weights -------------------------------------------------------------------------------------------------------


def sign_kept(
    *, edition: Edition, node: str, group: str, first: tuple[str, ...], others: tuple[str, ...], seed: int
) -> SignUnderWeights | None:
    """How often the difference keeps its sign when every weight at every level moves by up to a quarter.

    None where weights cannot be varied: no inputs, a single indicator, or a method without weights.
    """
    if not edition.inputs:
        return None
    return _sign_kept(edition.version.definition, edition.inputs, node, group, first, others, seed)


@lru_cache(maxsize=64)
def _sign_kept(
    text: str, inputs: str, node: str, group: str, first: tuple[str, ...], others: tuple[str, ...], seed: int
) -> SignUnderWeights | None:
    definition = _definition(text)
    branch = next((one for one in walk(definition.tree) if isinstance(one, Node) and one.code == node), None)
    if branch is None:
        return None
    narrowed = msgspec.structs.replace(definition, tree=branch)
    try:
        result = compute(definition=narrowed, table=read_table(inputs, definition=narrowed))
    except IndexFault:
        return None
    schemes, _reason = peer_schemes(result)
    peer = next((one for one in schemes if one.group == group), None)
    if peer is None:
        return None
    rows = {result.units[place]: row for row, place in enumerate(peer.places)}
    if not set(first) | set(others) <= set(rows):
        return None
    return _varied(peer, [rows[code] for code in first], [rows[code] for code in others], seed)


def _varied(peer: PeerScheme, first: list[int], others: list[int], seed: int) -> SignUnderWeights | None:
    scheme = peer.scheme
    model, generator = RelativeNoise((SPREAD,) * peer.levels), stream(seed)
    try:
        scorer = Scorer(scheme)
        nominal = _gap(scorer.scores(scheme.tree.nominal), first, others)[0]
        kept = 0
        for _start in range(0, WEIGHT_DRAWS, _BATCH):
            weights = draw_weights(tree=scheme.tree, model=model, generator=generator, draws=_BATCH)
            gaps = _gap(scorer.scores(weights), first, others)
            kept += int(np.count_nonzero(np.sign(gaps) == np.sign(nominal))) if nominal else 0
    except ValueError:
        return None
    return SignUnderWeights(WEIGHT_DRAWS, kept / WEIGHT_DRAWS, SPREAD, seed)


def _gap(scores: np.ndarray, first: list[int], others: list[int]) -> np.ndarray:
    found: np.ndarray = scores[:, first].mean(axis=1) - scores[:, others].mean(axis=1)
    return found
