from daumoi.organisations.queries.principals import appointed_people, principal_of
from daumoi.organisations.queries.register import (
    BodyRow,
    Certainty,
    UnitRow,
    aggregates_near,
    bodies,
    body_row,
    certainty_of,
    names_as_of,
    succession_of,
    timeline,
)
from daumoi.organisations.queries.tree import TreeNode, descendants, tree

__all__ = [
    "BodyRow",
    "Certainty",
    "TreeNode",
    "UnitRow",
    "aggregates_near",
    "appointed_people",
    "bodies",
    "body_row",
    "certainty_of",
    "descendants",
    "names_as_of",
    "principal_of",
    "succession_of",
    "timeline",
    "tree",
]
