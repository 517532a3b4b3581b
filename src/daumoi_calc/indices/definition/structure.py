"""The shape of a definition: who owns it, how it is computed, and the tree of indicators.

Everything is frozen; equal definitions have equal canonical JSON and so the same `digest`. Read one from YAML with
`read_definition`; a value built in code should pass `problems_of` first.
"""

import hashlib
from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from daumoi_calc.indices.definition.methods import (
    Aggregation,
    Availability,
    Imputation,
    MissingPolicy,
    Normalisation,
    Rounding,
    Treatment,
    Weighting,
)
from daumoi_calc.indices.definition.rules import AnyRule, Raw, columns_of, most_points
from daumoi_calc.indices.definition.words import Regime, Source, StatusNote, Text


class Goalposts(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """The fixed ends of an indicator's scale in its own unit, after denominating. `low` is the smaller number whatever
    the direction: the worst end of an `up` indicator, the best end of a `down` one."""

    low: float
    high: float


class Indicator(
    msgspec.Struct,
    frozen=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    kw_only=True,
    tag_field="kind",
    tag="indicator",
):
    """One thing measured. `code` + `version` name its meaning: a changed question is a new version.

    `column` is its column in the table (the code when empty), `denominator` the column it is divided by and `per` how
    many of that (1000 persons). `max_points` belongs to point indices; a rule that fixes its own maximum needs none.
    `evidence` says what proves it. `defined_by_form` marks what the organisational form itself decides: such indicators
    are left out when forms are compared, and the sentence says why.
    """

    code: str
    name: Text
    version: str = "1"
    unit: str = ""
    direction: Literal["up", "down"] = "up"
    weight: float = 1.0
    column: str = ""
    denominator: str = ""
    per: float = 1.0
    rule: AnyRule = Raw()
    max_points: float | None = None
    goalposts: Goalposts | None = None
    target: float | None = None
    reference: str = ""
    normalisation: Normalisation | None = None
    treated: bool = True
    evidence: tuple[Text, ...] = ()
    defined_by_form: bool = False
    note: Text | None = None

    @property
    def source_column(self) -> str:
        """The column of the table that holds the indicator."""
        return self.column or self.code

    @property
    def is_scored_by_points(self) -> bool:
        """Whether a rule gives points, so that the value is a share of the maximum."""
        return not isinstance(self.rule, Raw)

    @property
    def most(self) -> float | None:
        """The maximum points, from `max_points` or from the rule."""
        return self.max_points if self.max_points is not None else most_points(self.rule)

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column the indicator needs."""
        found = [*columns_of(self.rule, own=self.source_column)]
        if self.denominator:
            found.append(self.denominator)
        return tuple(dict.fromkeys(found))


class Node(
    msgspec.Struct,
    frozen=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    kw_only=True,
    tag_field="kind",
    tag="node",
):
    """A pillar, sub-index or the index itself. Methods left empty are those of the definition; `normalisation` (never
    inherited) brings the node's scores to a new scale before the level above. `column` is how the owner's published
    table calls the node."""

    code: str
    name: Text
    children: tuple["Node | Indicator", ...]
    weight: float = 1.0
    weighting: Weighting | None = None
    aggregation: Aggregation | None = None
    normalisation: Normalisation | None = None
    column: str = ""
    note: Text | None = None

    @property
    def source_column(self) -> str:
        """The column of a published table that holds the node's score."""
        return self.column or self.code


class Band(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """A group of scores from `at_least` on, or strictly `above`; the lowest band has neither."""

    code: str
    name: Text
    at_least: float | None = None
    above: float | None = None

    def holds(self, score: float) -> bool:
        """Whether `score` lies on or over the band's lower end."""
        if self.above is not None:
            return score > self.above
        return self.at_least is None or score >= self.at_least


class Presentation(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """What the owner lets be shown: places (`ranks`) or `groups` only. `bands` run from the highest to the lowest.
    `ties`: 1,2,2,4 (`competition`), 1,2,2,3 (`dense`), 1,2.5,2.5,4 (`average`)."""

    form: Literal["ranks", "groups"] = "ranks"
    bands: tuple[Band, ...] = ()
    ties: Literal["competition", "dense", "average"] = "competition"

    def band_of(self, score: float) -> Band | None:
        """The first band that holds `score`; None for a missing score or outside all bands."""
        return next((band for band in self.bands if band.holds(score)), None) if score == score else None


class Peers(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """Peer groups: everything that depends on other units (filling gaps, outliers, scale, weights, ranks) happens
    inside a group. `column` holds each unit's group; `groups` are the codes allowed and their names."""

    column: str
    groups: dict[str, Text]


class GoalpostPolicy(
    msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True
):
    """Whether scores of several editions may be compared (`fixed` ends) or each edition stands alone (`sample`), and
    why a definition departs from fixed ends."""

    ends: Literal["fixed", "sample"] = "fixed"
    reason: Text | None = None


class Layout(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """Names of the columns that are not indicators, and the number (if any) that a table prints for “not scored”."""

    unit: str = "unit"
    name: str = ""
    rank: str = "rank"
    not_scored: float | None = None


class Definition(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, kw_only=True):
    """An index as a value. `code` + `version` name it; `comparable_with` lists versions of the same code whose scores
    may be chained with this one's (any other version is a break)."""

    code: str
    version: str
    name: Text
    owner: str
    regime: Regime
    sources: tuple[Source, ...]
    status: tuple[StatusNote, ...]
    tree: Node
    summary: Text | None = None
    comparable_with: tuple[str, ...] = ()
    presentation: Presentation = Presentation()
    goalpost_policy: GoalpostPolicy = GoalpostPolicy()
    layout: Layout = Layout()
    peers: Peers | None = None
    missing: MissingPolicy = "propagate"
    availability: Availability = Availability()
    imputation: Imputation = Imputation()
    treatment: Treatment = Treatment()
    normalisation: Normalisation = Normalisation()
    weighting: Weighting = Weighting()
    aggregation: Aggregation = Aggregation()
    rounding: Rounding = Rounding()

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Every indicator, in the order of the tree."""
        return tuple(part for part in walk(self.tree) if isinstance(part, Indicator))

    @property
    def nodes(self) -> tuple[Node, ...]:
        """Every node in the order of computing: children before parents, the index itself last."""
        return tuple(reversed([part for part in walk(self.tree) if isinstance(part, Node)]))

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of numbers a table must have."""
        found = (column for indicator in self.indicators for column in indicator.columns)
        return tuple(dict.fromkeys(found))

    @property
    def text_columns(self) -> tuple[str, ...]:
        """The columns of words a table must have: peer group and imputation group."""
        peers = (self.peers.column,) if self.peers else ()
        return tuple(dict.fromkeys(name for name in (*peers, self.imputation.group) if name))

    def weighting_of(self, node: Node) -> Weighting:
        """How the parts of `node` weigh."""
        return node.weighting or self.weighting

    def aggregation_of(self, node: Node) -> Aggregation:
        """How the parts of `node` are brought together."""
        return node.aggregation or self.aggregation

    def normalisation_of(self, indicator: Indicator) -> Normalisation:
        """How `indicator` comes to the common scale; points are a share of their maximum, so nothing more is done."""
        if indicator.is_scored_by_points:
            return indicator.normalisation or Normalisation()
        return indicator.normalisation or self.normalisation

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical JSON."""
        return hashlib.sha256(definition_bytes(self)).hexdigest()


def definition_bytes(definition: Definition) -> bytes:
    """The canonical JSON of a definition: keys sorted, defaults left out, UTF-8. Read back by `definition_from_json`."""
    return msgspec.json.encode(definition, order="deterministic")


def definition_to_json(definition: Definition) -> dict[str, Any]:
    """The definition as plain JSON values, for storing."""
    found: dict[str, Any] = msgspec.json.decode(definition_bytes(definition))
    return found


def walk(part: Node | Indicator) -> Iterator[Node | Indicator]:
    """The part and everything under it, parents before children, in order."""
    yield part
    if isinstance(part, Node):
        for child in part.children:
            yield from walk(child)
