"""What of an index moves with the other units: then scores of two editions stand on different ground."""

from typing import Final

from daumoi_calc.indices.definition.rules import AnyRule, Combined, PeerShare
from daumoi_calc.indices.definition.structure import Definition, Indicator, Node

_MOVING_WEIGHTS: Final = frozenset({"pca", "optimised", "benefit_of_doubt"})


def moving_parts(definition: Definition) -> tuple[str, ...]:
    """Codes of indicators and nodes whose score depends on the other units of the edition: by a scale or a rule that
    looks at them, by weights found from the data, by outranking. Filling gaps and treating outliers are not counted."""
    indicators = (part.code for part in definition.indicators if _indicator(definition, part))
    return (*indicators, *(node.code for node in definition.nodes if _node(definition, node)))


def _indicator(definition: Definition, part: Indicator) -> bool:
    return definition.normalisation_of(part).depends_on_sample or _looks_at_peers(part.rule)


def _looks_at_peers(rule: AnyRule) -> bool:
    if isinstance(rule, Combined):
        return any(_looks_at_peers(part) for part in rule.parts)
    return isinstance(rule, PeerShare)


def _node(definition: Definition, node: Node) -> bool:
    return (
        (node.normalisation is not None and node.normalisation.depends_on_sample)
        or definition.weighting_of(node).method in _MOVING_WEIGHTS
        or definition.aggregation_of(node).method == "copeland"
    )
