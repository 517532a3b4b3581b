"""Weights and scores level by level, for the units of one peer group."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from daumoi_calc.indices.combine import combine
from daumoi_calc.indices.definition import Definition, Indicator, Node, Weighting
from daumoi_calc.indices.normalise import is_constant, normalise
from daumoi_calc.indices.table import Flags, Floats
from daumoi_calc.indices.trail import Notice
from daumoi_calc.indices.weigh import Weights, benefit_of_doubt, first_component, optimised


@dataclass(frozen=True, eq=False)
class Part:
    """One part of the tree for all units: its scores, whether it applies, how much it weighs under `points`, how many
    of its indicators apply and how many of these have data."""

    scores: Floats
    applies: Flags
    mass: Floats
    asked: Floats
    given: Floats


@dataclass(eq=False)
class Levels:
    """Scores of every node and the weights used at each: (n × parts) in the order of its children."""

    scores: dict[str, Floats] = field(default_factory=dict)
    weights: dict[str, Floats] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)


def score_levels(
    *, definition: Definition, leaves: dict[str, Part], units: Sequence[str], peer_group: str
) -> Levels:
    """Scores of all nodes from the parts of the indicators.

    Raises `ComputeFault` where the method has no meaning on these scores.
    """
    work = _Work(definition, leaves, tuple(units), peer_group)
    work.node(definition.tree)
    return work.levels


class _Work:
    def __init__(
        self, definition: Definition, leaves: dict[str, Part], units: tuple[str, ...], group: str
    ) -> None:
        self.definition, self.leaves, self.units, self.group = definition, leaves, units, group
        self.levels = Levels()

    def part(self, part: Node | Indicator) -> Part:
        return self.leaves[part.code] if isinstance(part, Indicator) else self.node(part)

    def node(self, node: Node) -> Part:
        parts = [self.part(child) for child in node.children]
        scores = np.column_stack([part.scores for part in parts])
        applies = np.column_stack([part.applies for part in parts])
        asked, given = (
            sum((p.asked for p in parts), np.zeros(len(scores))),
            sum((p.given for p in parts), np.zeros(len(scores))),
        )
        counted, whole = self._gaps(scores, applies)
        usable = whole & ~self._too_thin(asked, given)
        found, weights = self._score(node, parts, counted, usable)
        if node.normalisation is not None:
            found = self._rescaled(node, found)
        self.levels.scores[node.code] = found
        self.levels.weights[node.code] = weights
        by_points = self.definition.weighting_of(node).method == "points"
        mass = (
            np.where(applies, np.column_stack([part.mass for part in parts]), 0.0).sum(axis=1)
            if by_points
            else np.full(len(scores), node.weight)
        )
        return Part(found, np.asarray(applies.any(axis=1)), mass, asked, given)

    def _gaps(self, scores: Floats, applies: Flags) -> tuple[Floats, Flags]:
        """Scores with gaps as the definition wants them, and the units that can have a score at all."""
        gap = applies & np.isnan(scores)
        held = np.where(applies, scores, np.nan)
        match self.definition.missing:
            case "zero":
                held = np.where(gap, 0.0, held)
                whole = applies.any(axis=1)
            case "propagate":
                whole = applies.any(axis=1) & ~gap.any(axis=1)
            case _:
                whole = ~np.isnan(held).all(axis=1)
        return held, np.asarray(whole)

    def _too_thin(self, asked: Floats, given: Floats) -> Flags:
        least = self.definition.availability.node
        thin: Flags = given < least * asked - 1e-12
        return thin

    def _score(self, node: Node, parts: list[Part], scores: Floats, usable: Flags) -> tuple[Floats, Floats]:
        weighting = self.definition.weighting_of(node)
        inside = np.where(usable[:, None], scores, np.nan)
        if weighting.method == "benefit_of_doubt":
            return benefit_of_doubt(scores=inside, least_share=weighting.least_share, place=node.code)
        raw = self._raw_weights(node, weighting, parts, inside)
        held = np.where(np.isnan(inside), 0.0, raw)
        total = held.sum(axis=1, keepdims=True)
        weights = np.divide(held, total, out=np.zeros_like(held), where=total != 0)
        found = combine(
            scores=inside,
            weights=weights,
            method=self.definition.aggregation_of(node),
            place=node.code,
            units=self.units,
        )
        return found, weights

    def _raw_weights(self, node: Node, weighting: Weighting, parts: list[Part], scores: Floats) -> Floats:
        match weighting.method:
            case "points":
                return np.column_stack([part.mass for part in parts])
            case "equal":
                given = np.ones(len(parts))
            case "pca":
                given = self._said(node, first_component(scores=scores))
            case "optimised":
                targets = np.array([weighting.targets.get(child.code, 1.0) for child in node.children])
                given = self._said(node, optimised(scores=scores, targets=targets))
            case _:
                given = np.array([child.weight for child in node.children])
        return np.broadcast_to(given, scores.shape)

    def _said(self, node: Node, weights: Weights) -> Floats:
        if weights.notice:
            self._notice("weights", node, f"Trọng số của “{node.name}”: {weights.notice}.")
        return weights.values

    def _rescaled(self, node: Node, scores: Floats) -> Floats:
        assert node.normalisation is not None
        if is_constant(scores) and node.normalisation.depends_on_sample:
            self._notice("constant", node, f"“{node.name}” bằng nhau ở mọi đơn vị nên không phân biệt được.")
        return normalise(
            values=scores,
            scale=node.normalisation,
            indicator=None,
            units=self.units,
            place=f"nhánh “{node.code}”",
        )

    def _notice(self, code: str, node: Node, message: str) -> None:
        self.levels.notices.append(Notice(code, node.code, message, self.group))
