"""The rule stands twice, in Python for a row and in SQL for counts: here the two are held together."""

from datetime import date
from itertools import product

from daumoi.foundation.principal import Principal
from daumoi.law.models import Instrument, InstrumentStatus, Pack
from daumoi.law.queries.force import force_expression, instrument_verdict, read_on

DAYS = (date(2006, 1, 1), date(2011, 9, 8), date(2017, 5, 31), date(2026, 11, 22), date(2027, 3, 1))


def test_counts_and_rows_agree_on_every_combination_of_what_may_be_known(loader: Principal) -> None:
    made = [
        Instrument(
            code=f"thu-{number}",
            kind="khac",
            issued=issued,
            effective_from=start,
            effective_to=end,
            status=status,
            named_until=named,
            not_before=year,
        )
        for number, (issued, start, end, status, named, year) in enumerate(
            product(
                (None, date(2009, 1, 1)),
                (None, date(2010, 1, 1)),
                (None, date(2016, 1, 1), date(2027, 1, 1)),
                InstrumentStatus.values,
                (None, date(2018, 1, 1)),
                (None, date(2009, 1, 1)),
            )
        )
    ]
    Instrument.objects.bulk_create(made)
    _agree()


def test_counts_and_rows_agree_on_the_real_register(loader: Principal) -> None:
    assert Instrument.objects.count() > 100
    _agree()


def _agree() -> None:
    read = read_on()
    assert read == Pack.objects.get().retrieved
    for day in (*DAYS, read):
        counted = Instrument.objects.annotate(force=force_expression(day=day, read=read))
        for row in counted:
            verdict = instrument_verdict(instrument=row, day=day, read=read)
            assert row.force == verdict.force.value, f"{row.code} {day} {verdict}"
