"""Numbers: none twice, none missing, none removed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, transaction

from daumoi.documents import actions
from daumoi.documents.actions.numbering import next_number
from daumoi.documents.models import Number, NumberingMode, NumberState, RegisterSide, Series
from daumoi.documents.rules import numbering as rules
from daumoi.documents.tests.desk import AT, DAY, open_registers
from daumoi.foundation.errors import Conflict, Forbidden, Invalid
from daumoi.foundation.principal import acting, system
from tests.cast import Cast, make_cast

CLERKS = 50


def test_fifty_clerks_at_once_get_fifty_numbers_without_a_gap(own_database: Callable[..., None]) -> None:
    cast = make_cast()
    series = open_registers(cast, body=cast.body_a, agency="BA")

    def take(_: int) -> int:
        try:
            with acting(system("văn thư")), transaction.atomic():
                return next_number(series=Series.objects.get(pk=series.pk), year=2026)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=CLERKS) as clerks:
        taken = list(clerks.map(take, range(CLERKS)))
    assert sorted(taken) == list(range(1, CLERKS + 1))


def test_a_number_whose_paper_failed_is_given_again(own_database: Callable[..., None]) -> None:
    cast = make_cast()
    series = open_registers(cast, body=cast.body_a, agency="BA")
    with acting(system("văn thư")):
        with transaction.atomic():
            assert next_number(series=series, year=2026) == 1
            transaction.set_rollback(True)  # the press failed
        with transaction.atomic():
            assert next_number(series=series, year=2026) == 1


def test_a_year_begins_again_at_the_first_number(cast: Cast) -> None:
    series = open_registers(cast, body=cast.body_a, agency="BA")
    with acting(system("văn thư")):
        assert [next_number(series=series, year=year) for year in (2026, 2026, 2027)] == [1, 2, 1]


def test_a_reserved_number_is_kept_and_a_cancelled_one_stays_with_its_reason(cast: Cast) -> None:
    series = open_registers(cast, body=cast.body_a, agency="BA")
    clerk = cast.principal(cast.clerk)
    with acting(clerk):
        held = actions.reserve_number(by=clerk, series=series, year=2026, reason="quyết định ký chiều", at=AT)
        actions.cancel_number(by=clerk, number=held, reason="không ban hành", at=AT)
        assert [(row.number, row.state) for row in Number.objects.filter(series=series)] == [
            (1, NumberState.CANCELLED)
        ]
        with pytest.raises(Conflict):
            actions.cancel_number(by=clerk, number=held, reason="lần nữa", at=AT)


def test_a_series_of_another_system_gives_no_number_here(cast: Cast) -> None:
    series = open_registers(cast, body=cast.body_a, agency="BA", mode=NumberingMode.EXTERNAL)
    clerk = cast.principal(cast.clerk)
    with acting(clerk), pytest.raises(Conflict, match="hệ thống văn bản của cơ quan"):
        actions.reserve_number(by=clerk, series=series, year=2026, reason="thử", at=AT)


def test_two_open_series_never_count_the_same_kind(cast: Cast) -> None:
    open_registers(cast, body=cast.body_a, agency="BA")
    clerk = cast.principal(cast.clerk)
    with acting(clerk), pytest.raises(Conflict, match="Văn bản đi"):
        actions.open_series(
            by=clerk,
            owner=cast.body_a,
            name="Sổ thứ hai",
            side=RegisterSide.OUT,
            mode=NumberingMode.OWN,
            agency="BA",
            kinds=[],
            valid_from=DAY,
        )


def test_only_the_clerk_of_the_body_opens_its_series(cast: Cast) -> None:
    for person in (cast.officer, cast.clerk_b, cast.coordinator):
        principal = cast.principal(person)
        with acting(principal), pytest.raises(Forbidden):
            actions.open_series(
                by=principal,
                owner=cast.body_a,
                name="Sổ lạ",
                side=RegisterSide.OUT,
                mode=NumberingMode.OWN,
                agency="BA",
                kinds=[],
                valid_from=DAY,
            )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2234/BTTTT-THH", ("2234", "BTTTT-THH")),
        ("Số: 05 / TTr-BTTTT", ("05", "TTr-BTTTT")),
        ("17/Tr-BTTTT", ("17", "Tr-BTTTT")),
    ],
)
def test_codes_are_read_as_people_write_them(written: str, read: tuple[str, str]) -> None:
    assert rules.split_code(written) == read


@pytest.mark.parametrize("written", ["", "2234", "/BTTTT", "Số:", "123456789012/BTTTT"])
def test_what_is_no_code_is_refused_with_an_example(written: str) -> None:
    with pytest.raises(Invalid, match="số, ký hiệu"):
        rules.split_code(written)


def test_the_same_code_typed_otherwise_is_one_paper() -> None:
    first = rules.duplicate_key(number="05", code_notation="BTTTT-THH", issuer="Bộ Thông tin và Truyền thông")
    second = rules.duplicate_key(
        number="5", code_notation="btttt-thh", issuer="bộ thông tin và truyền  thông"
    )
    assert first == second


def test_a_closed_series_counts_nothing_after_its_day(cast: Cast) -> None:
    series = open_registers(cast, body=cast.body_a, agency="BA")
    clerk = cast.principal(cast.clerk)
    with acting(clerk):
        actions.close_series(by=clerk, series=series, on=date(2026, 6, 1))
        found = actions.series_for(owner=cast.body_a, kind=None, side=RegisterSide.OUT, day=DAY)
    assert found is None
