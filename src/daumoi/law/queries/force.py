"""The force of instruments on a day: the rule of `rules.force_on` for a row, and as SQL for counts."""

from datetime import date

from django.db.models import Case, CharField, Q, Value, When

from daumoi.law.models import Instrument, Pack, Provision
from daumoi.law.rules import ENDED, STANDING, Force, Standing, Verdict, force_on


def read_on() -> date:
    """The day the pack's sources were last read: what its statuses speak of. `date.min` without a pack."""
    return Pack.objects.order_by("-retrieved").values_list("retrieved", flat=True).first() or date.min


def instrument_verdict(*, instrument: Instrument, day: date, read: date) -> Verdict:
    """How an instrument stands on `day`; `read` is `read_on()`, asked once per page."""
    return force_on(
        standing=_standing(instrument, instrument.effective_from, instrument.effective_to, read), day=day
    )


def provision_verdict(*, provision: Provision, instrument: Instrument, day: date, read: date) -> Verdict:
    """How one provision stands on `day`: its own dates, its instrument's issue and status."""
    return force_on(standing=_standing(instrument, provision.valid_from, provision.valid_to, read), day=day)


def _standing(instrument: Instrument, start: date | None, end: date | None, read: date) -> Standing:
    return Standing(
        issued=instrument.issued,
        effective_from=start,
        effective_to=end,
        status=instrument.status,
        read_on=read,
        named_until=instrument.named_until,
        not_before=instrument.not_before,
    )


def force_expression(*, day: date, read: date) -> Case:
    """`rules.force_on` in SQL, for filters and counts over the register (a test holds the two together)."""
    cases = [
        (Q(effective_to__lte=day), Force.EXPIRED),
        (Q(issued__gt=day) | Q(issued__isnull=True, not_before__gt=day), Force.NOT_ISSUED),
        (Q(effective_from__gt=day), Force.NOT_YET),
        (Q(effective_from__isnull=False, effective_to__isnull=False), Force.IN_FORCE),
        (Q(status="historical", effective_from__isnull=True), Force.NO_FORCE),
        (Q(status__in=STANDING, effective_from__isnull=False), Force.IN_FORCE),
    ]
    if day <= read:
        cases.append((Q(status="not_yet"), Force.NOT_YET))
    if day >= read:
        cases.append((Q(status="in_force"), Force.IN_FORCE))
        cases.append((Q(status__in=ENDED, effective_to__isnull=True), Force.EXPIRED))
    cases.append((Q(effective_from__isnull=False, named_until__gt=day), Force.IN_FORCE))
    return Case(
        *(When(condition, then=Value(force.value)) for condition, force in cases),
        default=Value(Force.UNKNOWN.value),
        output_field=CharField(),
    )
