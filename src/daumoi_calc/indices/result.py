"""What a computation gives: every stage, scores and ranks, weights used, the trail, and the recipe to do it again."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from daumoi_calc.indices.canonical import DIGITS, canonical_bytes, printed
from daumoi_calc.indices.definition import Band, Definition
from daumoi_calc.indices.table import Flags, Floats
from daumoi_calc.indices.trail import AuditLine, Notice

STAGES = ("denominated", "imputed", "treated", "normalised")
"""Names of the stages kept, in order. Of an indicator scored by rule the first three hold its points."""


@dataclass(frozen=True)
class Recipe:
    """All that is needed to compute the same result again, and to know that it is the same."""

    definition_code: str
    definition_version: str
    definition_digest: str
    data_digest: str
    significant_digits: int
    versions: Mapping[str, str]

    def as_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "definition": {
                "code": self.definition_code,
                "version": self.definition_version,
                "sha256": self.definition_digest,
            },
            "data_sha256": self.data_digest,
            "significant_digits": self.significant_digits,
            "versions": dict(self.versions),
        }


@dataclass(frozen=True)
class WeightLine:
    """The weight of one part in its node, as used (mean over the units scored), and `effective`: in the index, the
    product down the tree. `lowest` and `highest` differ where units have weights of their own."""

    node: str
    part: str
    used: float
    lowest: float
    highest: float
    effective: float
    peer_group: str = ""


@dataclass(frozen=True, eq=False)
class Result:
    """Units in the order of the table, indicators and nodes in the order of the definition (the index last).

    `stages[name]` is n × indicators, `applies` says where an indicator applies at all; `scores` and `ranks` are n ×
    nodes, NaN for a unit without a score; `ranks` are all NaN when the owner shows groups only. Ranks are inside the
    unit's peer group (`peer_groups`, one code a unit, empty without groups).
    """

    definition: Definition
    units: tuple[str, ...]
    names: tuple[str, ...]
    peer_groups: tuple[str, ...]
    indicators: tuple[str, ...]
    nodes: tuple[str, ...]
    stages: Mapping[str, Floats]
    applies: Flags
    scores: Floats
    ranks: Floats
    weights: tuple[WeightLine, ...]
    audit: tuple[AuditLine, ...]
    flags: tuple[Notice, ...]
    recipe: Recipe

    def stage(self, name: str, indicator: str) -> Floats:
        """One indicator's numbers at one stage (n); KeyError or ValueError for an unknown name."""
        return self.stages[name][:, self.indicators.index(indicator)]

    def score(self, node: str = "") -> Floats:
        """Scores of one node (n), of the index itself without a name."""
        return self.scores[:, self.nodes.index(node) if node else -1]

    def rank(self, node: str = "") -> Floats:
        """Ranks of one node (n), of the index itself without a name."""
        return self.ranks[:, self.nodes.index(node) if node else -1]

    def printed(self, node: str = "") -> tuple[str, ...]:
        """Scores as the owner prints them, by the rounding rule; empty text for a unit without a score."""
        found = (printed(float(score), self.definition.rounding) for score in self.score(node))
        return tuple("" if one is None else str(one) for one in found)

    def bands(self) -> tuple[Band | None, ...]:
        """The group of every unit's index score, judged on ten significant digits; None without a score or groups."""
        return tuple(self.definition.presentation.band_of(float(f"{score:.9e}")) for score in self.score())

    def digest(self) -> str:
        """SHA-256 over definition, data and every stage, score and rank in canonical rounding, units in order of code:
        computing again gives the same, whatever the order of rows and the versions of the libraries."""
        order = np.argsort(np.array(self.units), kind="stable")
        found = hashlib.sha256()
        recipe = self.recipe
        head = (recipe.definition_digest, recipe.data_digest, str(DIGITS), *self.indicators, *self.nodes)
        found.update("\x1f".join(head).encode())
        for name in STAGES:
            found.update(name.encode() + canonical_bytes(self.stages[name][order]))
        found.update(canonical_bytes(self.scores[order]) + canonical_bytes(self.ranks[order]))
        return found.hexdigest()
