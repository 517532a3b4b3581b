"""The force of instruments on a day: the rule of `rules.force_on` for a row, and as SQL for counts."""

from collections.abc import Iterable
from datetime import date

from django.db.models import CharField
from django.db.models.expressions import RawSQL

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


def force_expression(*, day: date, read: date) -> RawSQL:
    """`rules.force_on` in SQL, for filters and counts over the register (a test holds the two together).

    Written out, since building the same from `Case` and `When` costs a list page more than asking the database.
    """
    cases: list[tuple[str, list[object], Force]] = [
        ("{t}.effective_to <= %s", [day], Force.EXPIRED),
        ("{t}.issued > %s or ({t}.issued is null and {t}.not_before > %s)", [day, day], Force.NOT_ISSUED),
        ("{t}.effective_from > %s", [day], Force.NOT_YET),
        ("{t}.effective_from is not null and {t}.effective_to is not null", [], Force.IN_FORCE),
        ("{t}.status = 'historical' and {t}.effective_from is null", [], Force.NO_FORCE),
        ("{t}.status = any(%s) and {t}.effective_from is not null", [_words(STANDING)], Force.IN_FORCE),
    ]
    if day <= read:
        cases.append(("{t}.status = 'not_yet'", [], Force.NOT_YET))
    if day >= read:
        cases.append(("{t}.status = 'in_force'", [], Force.IN_FORCE))
        cases.append(("{t}.status = any(%s) and {t}.effective_to is null", [_words(ENDED)], Force.EXPIRED))
    cases.append(("{t}.effective_from is not null and {t}.named_until > %s", [day], Force.IN_FORCE))
    whens = " ".join(f"when {condition} then '{force.value}'" for condition, _values, force in cases)
    values = [value for _condition, given, _force in cases for value in given]
    whole = f"case {whens} else '{Force.UNKNOWN.value}' end".replace("{t}", Instrument._meta.db_table)
    return RawSQL(whole, values, output_field=CharField())  # noqa: S611 - every value is a parameter


def _words(statuses: Iterable[str]) -> list[str]:
    return [str(status) for status in statuses]
