from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daumoi.scheme.rules import (
    Autonomy,
    Financing,
    FinancingKind,
    PostLine,
    Regime,
    Step,
    Sum,
    disagrees,
    dong_of,
    financing_of,
    million,
    net_by_kind,
    over,
)

_OLD = Regime(
    "cu",
    "Chế độ cũ",
    "vb-cu",
    date(2015, 4, 6),
    date(2021, 8, 15),
    (
        Step("cu-1", "loại 1", Autonomy.FULL, Decimal(100)),
        Step("cu-2", "loại 2", Autonomy.RECURRENT, Decimal(100)),
        Step("cu-3", "loại 3", Autonomy.PART, None, Decimal(100)),
        Step("cu-4", "loại 4", Autonomy.STATE, None, Decimal(100)),
    ),
)
_NEW = Regime(
    "moi",
    "Chế độ mới",
    "vb-moi",
    date(2021, 8, 15),
    None,
    (
        Step("moi-1", "nhóm 1", Autonomy.FULL, Decimal(100)),
        Step("moi-2", "nhóm 2", Autonomy.RECURRENT, Decimal(100)),
        Step("moi-3a", "nhóm 3, từ 70 %", Autonomy.PART, Decimal(70), Decimal(100)),
        Step("moi-3b", "nhóm 3, từ 30 %", Autonomy.PART, Decimal(30), Decimal(70)),
        Step("moi-3c", "nhóm 3, từ 10 %", Autonomy.PART, Decimal(10), Decimal(30)),
        Step("moi-4", "nhóm 4", Autonomy.STATE, None, Decimal(10)),
    ),
)
_REGIMES = (_OLD, _NEW)
_DAY_OLD, _DAY_NEW = date(2017, 4, 27), date(2026, 11, 22)


def _of(
    form: str,
    *,
    public: bool | None = None,
    rate: str | None = None,
    autonomy: Autonomy | None = None,
    day: date = _DAY_NEW,
) -> Financing:
    return financing_of(
        form=form,
        is_public_service_unit=public,
        self_financing_rate=None if rate is None else Decimal(rate),
        autonomy=autonomy,
        day=day,
        regimes=_REGIMES,
    )


@pytest.mark.parametrize("form", ["cuc", "vu"])
@pytest.mark.parametrize("public", [True, False, None])
@pytest.mark.parametrize("day", [_DAY_OLD, _DAY_NEW])
def test_a_cuc_or_vu_lives_on_administrative_money_at_any_time(
    form: str, public: bool | None, day: date
) -> None:
    answer = _of(form, public=public, rate="80", day=day)
    assert answer == Financing(FinancingKind.ADMINISTRATIVE)
    assert answer.is_decided


@pytest.mark.parametrize(
    ("rate", "code"),
    [
        *(("0", "moi-4"), ("9.99", "moi-4"), ("10", "moi-3c"), ("29.99", "moi-3c"), ("30", "moi-3b")),
        *(("69.99", "moi-3b"), ("70", "moi-3a"), ("99.99", "moi-3a")),
    ],
)
def test_the_rate_decides_the_group_of_a_centre(rate: str, code: str) -> None:
    answer = _of("trung_tam", rate=rate)
    assert [step.code for step in answer.steps] == [code]
    assert answer.regime is _NEW


def test_a_full_rate_alone_does_not_tell_the_two_highest_groups_apart() -> None:
    answer = _of("trung_tam", rate="100")
    assert [step.code for step in answer.steps] == ["moi-1", "moi-2"]
    assert not answer.is_decided
    assert [step.code for step in _of("trung_tam", rate="100", autonomy=Autonomy.FULL).steps] == ["moi-1"]


def test_the_day_decides_the_regime() -> None:
    last, first = date(2021, 8, 14), date(2021, 8, 15)
    assert _of("trung_tam", autonomy=Autonomy.STATE, day=last).steps[0].code == "cu-4"
    assert _of("trung_tam", autonomy=Autonomy.STATE, day=first).steps[0].code == "moi-4"
    assert _of("trung_tam", rate="50", day=date(2014, 1, 1)).kind is FinancingKind.NO_REGIME


def test_a_kept_unit_follows_its_status_in_the_register() -> None:
    assert _of("giu_nguyen", public=False).kind is FinancingKind.ADMINISTRATIVE
    assert _of("giu_nguyen", public=True, rate="20").steps[0].code == "moi-3c"
    assert _of("giu_nguyen", public=None).kind is FinancingKind.UNKNOWN_STATUS


def test_a_declared_level_that_the_rate_contradicts_is_noticed() -> None:
    assert disagrees(autonomy=Autonomy.STATE, rate=Decimal(40), regime=_NEW)
    assert not disagrees(autonomy=Autonomy.STATE, rate=Decimal(4), regime=_NEW)
    assert not disagrees(autonomy=None, rate=Decimal(4), regime=_NEW)


@given(st.decimals(min_value=0, max_value=100, places=2))
def test_every_rate_below_full_falls_into_exactly_one_group(rate: Decimal) -> None:
    found = [step for step in _NEW.steps if step.holds(rate)]
    assert len(found) == (2 if rate == 100 else 1)


_counts = st.none() | st.integers(0, 500)
_lines = st.lists(
    st.builds(
        PostLine,
        kind=st.sampled_from(["a", "b"]),
        needed=_counts,
        present=_counts,
        given_up=st.integers(0, 50),
    ),
    max_size=30,
)


@given(_lines)
def test_sums_count_every_line_once_and_never_mix_kinds(lines: list[PostLine]) -> None:
    sums = net_by_kind(lines)
    for kind, found in sums.items():
        mine = [line for line in lines if line.kind == kind]
        assert found.known + found.unknown == len(mine)
        assert found.total == sum(line.net for line in mine if line.net is not None)


@given(_lines)
def test_sums_do_not_depend_on_the_order(lines: list[PostLine]) -> None:
    assert net_by_kind(lines) == net_by_kind(list(reversed(lines)))


def test_a_gap_is_not_a_zero() -> None:
    assert PostLine("a", 5, None).net is None
    assert net_by_kind([PostLine("a", 5, None), PostLine("a", 3, 1, 2)]) == {"a": Sum(0, 1, 1)}


@given(st.integers(0, 10**15))
def test_money_goes_to_millions_and_back_without_loss(dong: int) -> None:
    assert dong_of(million(dong)) == dong


def test_parts_of_a_dong_are_refused() -> None:
    with pytest.raises(ValueError, match="1E-7"):
        dong_of(Decimal("0.0000001"))


@given(st.integers(-1000, 1000), st.none() | st.integers(-1000, 1000))
def test_exceeding_is_never_negative(used: int, limit: int | None) -> None:
    assert over(used, limit) == (max(0, used - limit) if limit is not None else 0)
