"""How sure the places are: the spread of each unit's place when the weights of the definition are varied.

Joins the two halves of `daumoi_calc.indices`: a result (normalised values, weights used) becomes the plain arrays of
`uncertainty`. Every draw keeps the method and changes each weight by up to a quarter, at every level.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from daumoi_calc.indices.definition import Definition, Indicator, Node
from daumoi_calc.indices.result import Result
from daumoi_calc.indices.uncertainty.montecarlo import simulate
from daumoi_calc.indices.uncertainty.sampling import RelativeNoise
from daumoi_calc.indices.uncertainty.scoring import Scheme
from daumoi_calc.indices.uncertainty.tree import Aggregation, Tree, tree_of

DRAWS = 5_000
SPREAD = 0.25
TOP = 3
_MEANS = {kind.value: kind for kind in Aggregation}


@dataclass(frozen=True)
class PeerScheme:
    """The units of one peer group that have a score, as places in the result, and their scheme."""

    group: str
    places: tuple[int, ...]
    scheme: Scheme

    @property
    def levels(self) -> int:
        """Levels of weights."""
        return len(self.scheme.tree.levels)


def peer_schemes(result: Result) -> tuple[list[PeerScheme], str]:
    """One scheme a peer group; an empty list with the reason in words where the method cannot be varied this way."""
    definition = result.definition
    means = {definition.aggregation_of(node).method for node in definition.nodes}
    if not means <= set(_MEANS):
        return (
            [],
            "Cách tổng hợp của chỉ số không phải trung bình có trọng số nên không thay đổi trọng số được.",
        )
    found = []
    for group in dict.fromkeys(result.peer_groups or ("",) * len(result.units)):
        tree = _tree(definition, result, group)
        if tree is None:
            return [], "Mỗi cấp dùng một cách tổng hợp khác nhau nên chưa tính được khoảng."
        rows = [
            place
            for place, own in enumerate(result.peer_groups or ("",) * len(result.units))
            if own == group and result.score()[place] == result.score()[place]
        ]
        if len(rows) < 2:
            continue
        values = result.stages["normalised"][rows]
        if definition.missing == "zero":
            values = np.where(result.applies[rows] & np.isnan(values), 0.0, values)
        found.append(PeerScheme(group, tuple(rows), Scheme(group or definition.code, values, tree)))
    return found, "" if found else "Chưa đủ hai đơn vị có điểm để so thứ tự."


def place_intervals(result: Result) -> dict[str, Any]:
    """The 90 % interval of each unit's place, the chance to keep it, and to stand among the first; plain JSON.

    The seed comes from the data, so that the same data give the same intervals.
    """
    if result.definition.presentation.form != "ranks":
        return {"units": {}, "reason": "Chủ sở hữu chỉ số chỉ cho xếp nhóm, không xếp thứ tự."}
    schemes, reason = peer_schemes(result)
    seed = int(result.recipe.data_digest[:8], 16)
    units: dict[str, dict[str, float]] = {}
    for peer in schemes:
        ranks = result.rank()[list(peer.places)].astype(np.int64)
        try:
            cloud = simulate(
                schemes=[peer.scheme],
                weights=RelativeNoise((SPREAD,) * peer.levels),
                draws=DRAWS,
                seed=seed,
                nominal_ranks=ranks,
            )
        except ValueError:
            return {"units": {}, "reason": "Có điểm bằng không nên cách tổng hợp này không tính khoảng được."}
        keeps, first = cloud.probability_of_nominal(), cloud.probability_at_most(TOP)
        for row, place in enumerate(peer.places):
            units[result.units[place]] = {
                "low": float(cloud.q05[row]),
                "high": float(cloud.q95[row]),
                "median": float(cloud.median[row]),
                "keeps": round(float(keeps[row]), 4),
                "first": round(float(first[row]), 4),
            }
    return {"units": units, "reason": reason, "draws": DRAWS, "spread": SPREAD, "seed": seed, "top": TOP}


def _tree(definition: Definition, result: Result, group: str) -> Tree | None:
    """The hierarchy with the weights used in a group; branches of unequal depth get links of one child."""
    used = {(line.node, line.part): line.used for line in result.weights if line.peer_group == group}
    depth = _depth(definition.tree)
    parents: list[list[int]] = [[] for _level in range(depth)]
    weights: list[list[float]] = [[] for _level in range(depth)]
    means: list[set[str]] = [set() for _level in range(depth)]

    def put(level: int, parent: int, weight: float, mean: str) -> int:
        parents[level].append(parent)
        weights[level].append(weight)
        means[level].add(mean)
        return len(parents[level]) - 1

    def climb(node: Node, level: int, place: int) -> None:
        mean = definition.aggregation_of(node).method
        for child in node.children:
            own = put(level, place, used.get((node.code, child.code), child.weight), mean)
            if isinstance(child, Indicator):
                for lower in range(level - 1, -1, -1):
                    own = put(lower, own, 1.0, mean)
            else:
                climb(child, level - 1, own)

    climb(definition.tree, depth - 1, 0)
    if any(len(kinds) > 1 for kinds in means):
        return None
    return tree_of(parents=parents, weights=weights, aggregation=[_MEANS[kinds.pop()] for kinds in means])


def _depth(node: Node) -> int:
    return 1 + max((_depth(child) for child in node.children if isinstance(child, Node)), default=0)
