"""At which desks a person works, and which organisations stand around a desk."""

from datetime import date

from daumoi.documents.access import DocumentPermission
from daumoi.documents.models import Addressee, AddresseeRole, ExchangeAddress, Paper
from daumoi.foundation.periods import holding_on
from daumoi.foundation.principal import Principal, Scope
from daumoi.organisations.models import Organisation, OrganisationState


def desks(*, principal: Principal, permission: DocumentPermission) -> list[Organisation]:
    """The organisations whose papers the person handles with this permission: bodies first, then units.

    A person of a unit works at the unit's own desk; anybody appointed over a body works at the body's, whichever unit
    the appointment names.
    """
    ids = [
        grant.organisation_id if grant.scope is Scope.UNIT else grant.body_id
        for grant in principal.grants
        if permission in grant.permissions
    ]
    found = {row.pk: row for row in Organisation.objects.filter(pk__in=ids).select_related("body")}
    rows = [found[one] for one in dict.fromkeys(ids) if one in found]
    return sorted(rows, key=lambda row: row.body_id is not None)


def units_of(*, body_id: int, day: date) -> list[tuple[Organisation, str]]:
    """The units of a body on a day with their names, in the order of their names."""
    rows = OrganisationState.objects.filter(holding_on(day), organisation__body_id=body_id)
    states = rows.select_related("organisation").order_by("name_sort", "pk")
    return [(state.organisation, state.name) for state in states]


def known_bodies(*, day: date, simulated: bool) -> list[tuple[Organisation, str]]:
    """The bodies of the network on a day with their names, as they stand in the official list."""
    rows = OrganisationState.objects.filter(
        holding_on(day), organisation__body__isnull=True, organisation__is_simulated=simulated
    )
    states = rows.select_related("organisation").order_by("organisation__number", "organisation__code")
    return [(state.organisation, state.name) for state in states]


def addressed_names(*, paper: Paper) -> dict[int, str]:
    """What the organisations that a paper is addressed to are called on it, by organisation."""
    lines = Addressee.objects.filter(paper=paper, role=AddresseeRole.MAIN, organisation__isnull=False)
    return {
        int(pk): name for pk, name in lines.values_list("organisation_id", "organ_name") if pk is not None
    }


def exchange_address_of(*, organisation: Organisation) -> ExchangeAddress | None:
    """Under which code the organisation sends and receives, if it does."""
    return ExchangeAddress.objects.filter(organisation=organisation).first()
