"""Parts of replies handed to units: what a person may write of a reply that is not their own, and who has done what."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from daumoi.foundation.principal import Principal
from daumoi.organisations import queries as organisations
from daumoi.organisations.models import Organisation
from daumoi.surveys.access import SurveyPermission
from daumoi.surveys.models import Handover, Reply


@dataclass(frozen=True)
class Part:
    """One section in the hands of one unit, with the unit's name."""

    handover: Handover
    unit_name: str
    is_mine: bool


def own_parts(*, principal: Principal, reply: Reply) -> list[Handover]:
    """What of the reply is handed to the principal's units and theirs to fill; no query where nothing can be."""
    if not principal.units or principal.system or reply.root_id in principal.bodies:
        return []
    rows = reply.handovers.filter(owner_id__in=principal.units, withdrawn_at__isnull=True)
    return [
        row
        for row in rows
        if principal.may(SurveyPermission.FILL, body_id=row.root_id, owner_id=row.owner_id)
    ]


def parts_of(*, principal: Principal, reply: Reply, day: date) -> list[Part]:
    """Every part in the hands of units that the principal may see, in the order of handing over (2 queries)."""
    rows = list(Handover.objects.visible_to(principal).filter(reply=reply, withdrawn_at__isnull=True))
    names = organisations.names_as_of(ids={row.owner_id for row in rows}, day=day) if rows else {}
    return [Part(row, names.get(row.owner_id, ""), row.owner_id in principal.units) for row in rows]


def own_parts_by_reply(*, principal: Principal, replies: Iterable[int]) -> dict[int, list[Handover]]:
    """The parts handed to the principal's units, by reply (1 query; none without units)."""
    found: dict[int, list[Handover]] = defaultdict(list)
    if principal.units:
        rows = Handover.objects.filter(
            reply_id__in=list(replies), owner_id__in=principal.units, withdrawn_at__isnull=True
        )
        for row in rows:
            found[row.reply_id].append(row)
    return found


def units_to_hand_to(*, reply: Reply, day: date) -> list[tuple[Organisation, str]]:
    """The units of the reply's organisation on a day with their names, nearest first."""
    top = organisations.tree(organisation_id=reply.owner_id, day=day)
    found: list[tuple[Organisation, str]] = []
    level = list(top.children) if top is not None else []
    while level:
        found += [(node.state.organisation, node.state.name) for node in level]
        level = [child for node in level for child in node.children]
    return found
