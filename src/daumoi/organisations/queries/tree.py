"""The tree of organisations as of a day: dated edges, read by one recursive query."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from daumoi.organisations.models import Organisation, OrganisationState
from daumoi.organisations.queries.partial import columns_of, instance, select_list

_DESCENDANTS = """
with recursive level(ids, depth) as (
    select array_agg(s.organisation_id), 1 from organisations_organisationstate s
    where s.parent_id = %(top)s and s.valid_from <= %(day)s and (s.valid_to is null or s.valid_to > %(day)s)
    union all
    select (select array_agg(s.organisation_id) from organisations_organisationstate s
            where s.parent_id = any(level.ids) and s.valid_from <= %(day)s
              and (s.valid_to is null or s.valid_to > %(day)s)), level.depth + 1
    from level where level.ids is not null and level.depth < 20
)
select unnest(ids) from level
"""
"""A level at a time, not a unit at a time: one walk along the index per level instead of one search per unit."""

_BODIES_OVER = """
with recursive up(start, at, depth) as (
    select s.organisation_id, s.parent_id, 1 from organisations_organisationstate s
    where s.organisation_id = any(%(ids)s) and s.valid_from <= %(day)s and (s.valid_to is null or s.valid_to > %(day)s)
    union all
    select up.start, s.parent_id, up.depth + 1
    from up join organisations_organisationstate s on s.organisation_id = up.at
    where s.valid_from <= %(day)s and (s.valid_to is null or s.valid_to > %(day)s) and up.depth < 20
)
select up.start, o.id from up join organisations_organisation o on o.id = up.at where o.level = 'ministry'
"""


_STATE = columns_of(
    OrganisationState, *("id", "organisation_id", "parent_id", "name", "short_name", "form", "kind")
)
_ORGANISATION = columns_of(Organisation, "id", "code", "level", "is_it_unit")
_STATES = f"""
select {select_list(("s", _STATE), ("o", _ORGANISATION))}
from organisations_organisationstate s join organisations_organisation o on o.id = s.organisation_id
where s.organisation_id = any(%(ids)s) and s.valid_from <= %(day)s and (s.valid_to is null or s.valid_to > %(day)s)
order by o.number, s.name_sort, s.id
"""  # noqa: S608 - names of columns of our own models


@dataclass
class TreeNode:
    """An organisation with what stands under it on a day."""

    state: OrganisationState
    children: list["TreeNode"] = field(default_factory=list)


def descendants(*, organisation_id: int, day: date) -> list[int]:
    """Ids of all organisations below one on a day, nearest first; 20 levels at most."""
    with connection.cursor() as cursor:
        cursor.execute(_DESCENDANTS, {"top": organisation_id, "day": day})
        return [row[0] for row in cursor.fetchall()]


def bodies_over(*, ids: list[int], day: date) -> dict[int, int]:
    """For each organisation that existed on `day` the body it stood in then, by following its parents."""
    with connection.cursor() as cursor:
        cursor.execute(_BODIES_OVER, {"ids": ids, "day": day})
        return dict(cursor.fetchall())


def tree(*, organisation_id: int, day: date) -> TreeNode | None:
    """The organisation with everything below it on a day, in two queries; None when it did not exist then.

    The states carry only what a tree shows (names, form, kind); anything else of one is read when asked for.
    """
    ids = [organisation_id, *descendants(organisation_id=organisation_id, day=day)]
    with connection.cursor() as cursor:
        cursor.execute(_STATES, {"ids": ids, "day": day})
        nodes = {node.state.organisation_id: node for node in map(_node, cursor.fetchall())}
    for node in nodes.values():
        parent = nodes.get(node.state.parent_id or 0)
        if parent is not None and node.state.organisation_id != organisation_id:
            parent.children.append(node)
    return nodes.get(organisation_id)


def _node(row: tuple[Any, ...]) -> TreeNode:
    state = instance(OrganisationState, _STATE, row[: len(_STATE)])
    state.organisation = instance(Organisation, _ORGANISATION, row[len(_STATE) :])
    return TreeNode(state)
