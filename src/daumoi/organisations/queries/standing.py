"""How an organisation stands on the day of an act: what the rules need to know of it."""

from datetime import date

from django.db import connection
from django.db.models import Q

from daumoi.organisations.models import Organisation, OrganisationState
from daumoi.organisations.queries.tree import bodies_over
from daumoi.organisations.rules import Draft, Standing, StateFacts

_ABOVE = """
with recursive above(id, from_day, to_day, depth) as (
    select s.parent_id, greatest(s.valid_from, %(day)s), s.valid_to, 1
    from organisations_organisationstate s
    where s.organisation_id = %(start)s and s.parent_id is not null and (s.valid_to is null or s.valid_to > %(day)s)
    union all
    select s.parent_id, greatest(s.valid_from, above.from_day), least(s.valid_to, above.to_day), above.depth + 1
    from above join organisations_organisationstate s on s.organisation_id = above.id
    where s.parent_id is not null and (s.valid_to is null or s.valid_to > above.from_day)
      and (above.to_day is null or s.valid_from < above.to_day) and above.depth < 20
)
select distinct id from above
"""


def standing(*, organisation: Organisation, day: date) -> Standing:
    """The organisation with its states around `day`, what stands under it then or later, and what is above it."""
    rows = list(organisation.states.select_related("organisation", "opened_by").order_by("valid_from"))
    states = [facts(row) for row in rows]
    holding = next(
        (s for s in states if s.valid_from <= day and (s.valid_to is None or s.valid_to > day)), None
    )
    return Standing(
        pk=organisation.pk,
        code=organisation.code,
        level=organisation.level,
        root=_root(organisation, day),
        is_it_unit=organisation.is_it_unit,
        is_simulated=organisation.is_simulated,
        state=holding,
        earlier=holding is not None and _follows_by_hand(rows, holding),
        next_start=next((s.valid_from for s in states if s.valid_from > day), None),
        last_day=_end_of_run(states, holding),
        children=children(organisation=organisation, day=day),
        above=above(organisation_id=organisation.pk, day=day),
    )


def children(*, organisation: Organisation, day: date | None = None) -> tuple[StateFacts, ...]:
    """The states that stand under the organisation on `day` or later (None: that ever stood there)."""
    rows = OrganisationState.objects.filter(parent=organisation).select_related("organisation")
    if day is not None:
        rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day))
    return tuple(facts(state) for state in rows.order_by("valid_from", "organisation__number", "name_sort"))


def facts(state: OrganisationState) -> StateFacts:
    """A state as the rules see it."""
    return StateFacts(
        pk=state.pk,
        organisation=state.organisation_id,
        code=state.organisation.code,
        draft=Draft(
            name=state.name,
            short_name=state.short_name,
            abbreviation=state.abbreviation,
            kind=state.kind,
            form=state.form,
            role=state.role,
            is_public_service_unit=state.is_public_service_unit,
            parent=state.parent_id,
        ),
        valid_from=state.valid_from,
        valid_to=state.valid_to,
        to_known=state.to_known,
    )


def above(*, organisation_id: int, day: date) -> frozenset[int]:
    """Ids of every organisation that stands over one on some day from `day` on."""
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE, {"start": organisation_id, "day": day})
        return frozenset(row[0] for row in cursor.fetchall())


def _follows_by_hand(rows: list[OrganisationState], holding: StateFacts) -> bool:
    """Whether the state continues another one by an act recorded here: a second act may follow on its first day.

    A state that the pack attests from that day is evidence, which an act does not replace.
    """
    row = next(row for row in rows if row.pk == holding.pk)
    by_hand = row.opened_by is not None and not row.opened_by.from_pack
    return by_hand and any(other.valid_to == row.valid_from for other in rows)


def _end_of_run(states: list[StateFacts], holding: StateFacts | None) -> date | None:
    """The end of the unbroken run of states that the day lies in."""
    if holding is None:
        return None
    end = holding.valid_to
    for state in states:
        if end is not None and state.valid_from == end:
            end = state.valid_to
    return end


def _root(organisation: Organisation, day: date) -> int:
    """The body over the organisation on the day; the present one when the register does not say."""
    if organisation.body_id is None:
        return organisation.pk
    return bodies_over(ids=[organisation.pk], day=day).get(organisation.pk, organisation.body_id)
