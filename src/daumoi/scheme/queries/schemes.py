"""Readers of schemes: the list, one scheme with what it lives by."""

from dataclasses import dataclass

from django.db.models import Count, Q

from daumoi.foundation.principal import Principal
from daumoi.mandates.models import Duty, DutySet
from daumoi.organisations.models import Organisation
from daumoi.scheme.access import SchemePermission, may_coordinate
from daumoi.scheme.models import Ceiling, Phase, PlanChoice, PlanRun, ProposalState, Rule, Scheme, Weight
from daumoi.surveys.models import Round, RoundState


@dataclass(frozen=True)
class SchemeRow:
    """One scheme of the list."""

    scheme: Scheme
    proposed: int
    """Bodies whose proposals the reader may see."""


def has_simulated(*, principal: Principal) -> bool:
    """Whether the principal may know of a simulated scheme."""
    return Scheme.objects.visible_to(principal).filter(is_simulated=True).exists()


def schemes(*, principal: Principal, simulated: bool = False) -> list[SchemeRow]:
    """Schemes the principal writes or that were opened to the bodies, newest first."""
    sent = Q(proposals__state__in=[ProposalState.SENT, ProposalState.TAKEN])
    if not principal.sees_network:
        sent &= Q(proposals__root_id__in=sorted(principal.bodies))
    rows = (
        Scheme.objects.visible_to(principal)
        .filter(is_simulated=simulated)
        .select_related("owner", "round")
        .annotate(bodies=Count("proposals__root", filter=sent, distinct=True))
    )
    return [SchemeRow(row, getattr(row, "bodies", 0)) for row in rows]


def phases_of(*, principal: Principal, scheme: Scheme) -> list[Phase]:
    """The phases in order."""
    return list(Phase.objects.visible_to(principal).filter(scheme=scheme))


def phase_of(*, principal: Principal, scheme: Scheme, number: int) -> Phase | None:
    """One phase by its number; None when there is none."""
    return Phase.objects.visible_to(principal).filter(scheme=scheme, number=number).first()


def ceilings_of(*, principal: Principal, scheme: Scheme) -> list[Ceiling]:
    """The ceilings: posts first, then money by year."""
    rows = Ceiling.objects.visible_to(principal).filter(scheme=scheme).select_related("body")
    return sorted(rows, key=lambda one: (one.kind != "posts", one.year or 0, one.body_id or 0, one.pk))


def ceiling_of(*, principal: Principal, scheme: Scheme, number: int) -> Ceiling | None:
    """One ceiling; None when there is none."""
    return Ceiling.objects.visible_to(principal).filter(scheme=scheme, pk=number).first()


def rules_of(*, principal: Principal, scheme: Scheme) -> list[Rule]:
    """Every rule, those left out of the computations too."""
    rows = Rule.objects.visible_to(principal).filter(scheme=scheme)
    return list(rows.select_related("first", "second", "phase", "duty"))


def weights_of(*, principal: Principal, scheme: Scheme) -> list[Weight]:
    """What gives a plan points."""
    return list(Weight.objects.visible_to(principal).filter(scheme=scheme))


def duties_of(*, scheme: Scheme) -> list[Duty]:
    """The duties that the scheme wants every body to hold, else all that hold on its day."""
    rows = Duty.objects.select_related("set").order_by("set__number", "number", "id")
    if scheme.duty_set is not None:
        return list(rows.filter(set=scheme.duty_set))
    return list(rows.as_of(scheme.as_of))


def duty_sets() -> list[DutySet]:
    """The catalogues of duties that a scheme may want."""
    return list(DutySet.objects.all())


def runs_of(*, principal: Principal, scheme: Scheme) -> list[PlanRun]:
    """Every computation, newest first, without what it was computed from."""
    rows = PlanRun.objects.visible_to(principal).filter(scheme=scheme)
    return list(rows.defer("problem", "result"))


def last_run(*, principal: Principal, scheme: Scheme, kind: str) -> PlanRun | None:
    """The newest computation of a kind."""
    return PlanRun.objects.visible_to(principal).filter(scheme=scheme, kind=kind).first()


def chosen_of(*, principal: Principal, scheme: Scheme) -> PlanChoice | None:
    """The choice that stands, with its run."""
    return (
        PlanChoice.objects.visible_to(principal)
        .filter(scheme=scheme, ended_at__isnull=True)
        .select_related("run")
        .first()
    )


def coordinating_organisations(*, principal: Principal) -> list[Organisation]:
    """The organisations for which the principal may begin a scheme."""
    ids = [
        grant.organisation_id
        for grant in principal.grants
        if SchemePermission.COORDINATE in grant.permissions
    ]
    return list(Organisation.objects.filter(pk__in=ids).order_by("code"))


def rounds_to_build_on(*, principal: Principal, simulated: bool) -> list[Round]:
    """Rounds that were issued, newest first."""
    rows = Round.objects.visible_to(principal).filter(is_simulated=simulated)
    return list(rows.exclude(state=RoundState.DRAFT))


def may_write(*, principal: Principal, scheme: Scheme) -> bool:
    """Whether the principal writes the scheme and it still may change."""
    return scheme.is_open and may_coordinate(principal=principal, scheme=scheme)
