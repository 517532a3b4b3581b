"""The bodies of a day and their IT units as lists show them, with one statement for the states and one for their sources.

Written out in SQL: the same through querysets with their joins of six tables costs a page three quarters of its
time in building the statement and filling hundreds of columns that no list shows. What is left out here is read
when somebody asks for it, as with `only`.
"""

from collections import defaultdict
from datetime import date
from typing import Any

from django.db import connection, models
from django.db.models.query import QuerySet

from daumoi.law.models import Instrument, Source
from daumoi.organisations.models import Attestation, Organisation, OrganisationState, Reorganisation
from daumoi.organisations.queries.partial import columns_of, instance, select_list

_STATE = columns_of(
    OrganisationState,
    *("id", "organisation_id", "parent_id", "source_id", "basis_id", "opened_by_id", "locator", "confidence"),
    *("name", "short_name", "abbreviation", "kind", "form", "role", "is_public_service_unit", "note"),
    *("valid_from", "valid_to", "from_known", "to_known"),
)
_ORGANISATION = columns_of(
    Organisation,
    *("id", "code", "level", "body_id", "is_it_unit", "is_simulated", "number", "unit_note", "from_pack"),
)
_SOURCE = columns_of(Source, "id", "code", "title", "where")
_INSTRUMENT = columns_of(Instrument, "id", "code", "kind", "number", "title", "title_en")
_ACT = columns_of(Reorganisation, "id", "document", "instrument_id")
_ATTESTATION = columns_of(Attestation, "id", "state_id", "on", "source_id", "locator", "confidence")
_PARTS: tuple[tuple[str, type[models.Model], tuple[str, ...]], ...] = (
    ("s", OrganisationState, _STATE),
    ("o", Organisation, _ORGANISATION),
    ("r", Source, _SOURCE),
    ("b", Instrument, _INSTRUMENT),
    ("a", Reorganisation, _ACT),
    ("i", Instrument, _INSTRUMENT),
)

_LISTED = f"""
select {select_list(*((alias, columns) for alias, _model, columns in _PARTS))}
from organisations_organisation o
join organisations_organisationstate s on s.organisation_id = o.id
  and s.valid_from <= %(day)s and (s.valid_to is null or s.valid_to > %(day)s)
left join law_source r on r.id = s.source_id
left join law_instrument b on b.id = s.basis_id
left join organisations_reorganisation a on a.id = s.opened_by_id
left join law_instrument i on i.id = a.instrument_id
where o.is_simulated = %(simulated)s and (o.level = 'ministry' or o.is_it_unit)
order by o.number, o.id
"""  # noqa: S608 - names of columns of our own models

_ATTESTED = f"""
select {select_list(("t", _ATTESTATION), ("r", _SOURCE))}
from organisations_attestation t left join law_source r on r.id = t.source_id
where t.state_id = any(%(states)s)
order by t."on", t.id
"""  # noqa: S608 - names of columns of our own models


def listed_states(*, day: date, simulated: bool) -> list[OrganisationState]:
    """The states of bodies and IT units that hold on `day`, in the official order, with source and attestations."""
    with connection.cursor() as cursor:
        cursor.execute(_LISTED, {"day": day, "simulated": simulated})
        states = [_state(row) for row in cursor.fetchall()]
        cursor.execute(_ATTESTED, {"states": [state.pk for state in states]})
        attested = cursor.fetchall()
    _attest(states, attested)
    return states


def _state(row: tuple[Any, ...]) -> OrganisationState:
    made: list[Any] = []
    start = 0
    for _alias, model, columns in _PARTS:
        values = row[start : start + len(columns)]
        made.append(instance(model, columns, values) if values[0] is not None else None)
        start += len(columns)
    state, organisation, source, basis, act, instrument = made
    if act is not None:
        act.instrument = instrument
    state.organisation, state.source, state.basis, state.opened_by = organisation, source, basis, act
    return state  # type: ignore[no-any-return]


def _attest(states: list[OrganisationState], rows: list[tuple[Any, ...]]) -> None:
    """Give each state its attestations, where `state.attestations.all()` finds them."""
    width = len(_ATTESTATION)
    found: dict[int, list[Attestation]] = defaultdict(list)
    for row in rows:
        attestation = instance(Attestation, _ATTESTATION, row[:width])
        attestation.source = instance(Source, _SOURCE, row[width:]) if row[width] is not None else None
        found[attestation.state_id].append(attestation)
    for state in states:
        known: QuerySet[Attestation] = QuerySet(Attestation)
        known._result_cache = found[state.pk]
        state._prefetched_objects_cache = {"attestations": known}  # type: ignore[attr-defined]
