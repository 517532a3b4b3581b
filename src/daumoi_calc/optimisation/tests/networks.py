"""Small problems for the tests, by hand and drawn, and the slow certain way to their best plan."""

import itertools
import random
from collections.abc import Iterator

from hypothesis import strategies as st

from daumoi_calc.optimisation import (
    Area,
    Body,
    Choice,
    Cover,
    Criterion,
    Donor,
    Duty,
    Exclusion,
    Form,
    GivenUp,
    MoneyCeiling,
    OneOffCost,
    Option,
    Phase,
    Pick,
    PostCeiling,
    PostCount,
    PostKind,
    Problem,
    Requirement,
    Score,
    Source,
    Unit,
    YearCost,
    violations,
)
from daumoi_calc.optimisation.arithmetic import live_through, parts_of

OFFICIALS = PostKind.CIVIL_SERVANT
BILLION = 1_000_000_000
YEARS = (2027, 2028, 2029)
PHASES = (
    Phase(code="p1", name="giai đoạn 1", years=(2027,)),
    Phase(code="p2", name="giai đoạn 2", years=(2028, 2029)),
)


def points(*per_phase: int) -> tuple[Score, ...]:
    return (Score(criterion="kq", per_phase=per_phase),)


def keep(*per_phase: int, duties: tuple[str, ...] = ()) -> Option:
    return Option(code="giu", name="giữ nguyên", form=Form.KEEP, scores=points(*per_phase), duties=duties)


def cuc(
    *per_phase: int, posts: int = 0, given: int = 0, donor: str = "vp", duties: tuple[str, ...] = ()
) -> Option:
    return Option(
        code="cuc",
        name="lập Cục",
        form=Form.DEPARTMENT,
        scores=points(*per_phase),
        duties=duties,
        posts=(PostCount(kind=OFFICIALS, count=posts),),
        given_up=(GivenUp(donor=donor, kind=OFFICIALS, count=given),) if given else (),
    )


def vu(*per_phase: int, duties: tuple[str, ...] = ()) -> Option:
    return Option(
        code="vu", name="lập Vụ", form=Form.ADVISORY, scores=points(*per_phase), duties=duties, preference=1
    )


def unit(code: str, *options: Option, body: str = "A") -> Unit:
    return Unit(code=code, name=f"Đơn vị {code}", body=body, options=options)


def problem(*units: Unit, **rest: object) -> Problem:
    """Two phases, ministries A and B, one criterion of weight 1, the office `vp` of A with 10 posts to spare."""
    given: dict[str, object] = {
        "phases": PHASES,
        "bodies": (Body(code="A", name="Bộ A"), Body(code="B", name="Bộ B")),
        "criteria": (Criterion(code="kq", name="kết quả", weight=1),),
        "sources": (Source(code="hc", name="kinh phí quản lý hành chính"),),
        "donors": (_office(10),),
        **rest,
    }
    return Problem(units=units, **given)  # type: ignore[arg-type]  # tests hand in what they vary


def _office(spare: int) -> Donor:
    available = (PostCount(kind=OFFICIALS, count=spare),)
    return Donor(code="vp", name="Văn phòng Bộ A", body="A", available=available)


def ceiling(*limits: int, body: str | None = None, code: str = "tran") -> PostCeiling:
    return PostCeiling(code=code, name="Trần biên chế", kind=OFFICIALS, limits=limits, body=body)


def knapsack() -> Problem:
    """Twelve units of uneven worth and size under one tight ceiling."""
    return problem(
        *(
            unit(
                f"u{place:02}",
                keep(0, 0),
                cuc(place * 7 % 11 + 5, place * 5 % 7 + 3, posts=place * 3 % 8 + 2),
            )
            for place in range(12)
        ),
        post_ceilings=(ceiling(11, 23),),
    )


def stubborn() -> Problem:
    """Twelve units worth hardly more than the posts they take: a search that has to branch."""
    draw = random.Random(1)
    sizes = [draw.randint(100, 999) for _ in range(12)]
    return problem(
        *(
            unit(f"u{place:02}", keep(0, 0), cuc(0, size + 100, posts=size))
            for place, size in enumerate(sizes)
        ),
        post_ceilings=(ceiling(sum(sizes) // 2, sum(sizes) // 3),),
    )


def all_choices(unit: Unit) -> Iterator[Choice]:
    for option in unit.options:
        if option.form is Form.KEEP:
            yield Choice(unit=unit.code, option=option.code)
            continue
        for phase in PHASES:
            if option.allowed_phases is None or phase.code in option.allowed_phases:
                yield Choice(unit=unit.code, option=option.code, phase=phase.code)


def every_plan(problem: Problem) -> list[tuple[int, tuple[Choice, ...]]]:
    """Values and choices of all plans that break nothing, by trying every combination."""
    return [
        (sum(part.points for part in parts_of(problem, live_through(problem, choices))), choices)
        for choices in itertools.product(*(all_choices(unit) for unit in problem.units))
        if not violations(problem, choices)
    ]


_small = st.integers(-4, 12)
_picks = st.builds(
    Pick,
    unit=st.sampled_from(["u0", "u1", "u2"]),
    options=st.lists(st.sampled_from(["a", "b"]), min_size=1, unique=True).map(tuple),
)


@st.composite
def _options(draw: st.DrawFn, place: int) -> tuple[Option, ...]:
    options = []
    for code in ("giu", "a", "b", "m"):
        kept, merged = code == "giu", code == "m"
        if (merged and place == 2) or ((kept or merged) and draw(st.integers(0, 3)) == 0):
            continue
        costs = st.integers(0, 3).map(lambda much: much * BILLION // 2)
        running = tuple(YearCost(source="hc", year=year, amount=draw(costs)) for year in YEARS)
        options.append(
            Option(
                code=code,
                name=code,
                form=Form.KEEP if kept else Form.MERGE if merged else Form.ADVISORY,
                scores=points(draw(_small), draw(_small)),
                duties=tuple(sorted(draw(st.sets(st.sampled_from(["d1", "d2"]))))),
                posts=() if kept else (PostCount(kind=OFFICIALS, count=draw(st.integers(-2, 6))),),
                given_up=()
                if kept
                else (GivenUp(donor="vp", kind=OFFICIALS, count=draw(st.integers(0, 4))),),
                running=running,
                one_off=() if kept else (OneOffCost(source="hc", amount=draw(costs)),),
                preference=draw(st.sampled_from([None, 1, 2, 3])),
                merge="hop_nhat" if merged else None,
                allowed_phases=draw(st.sampled_from([None, None, ("p1",), ("p2",)])),
            )
        )
    return tuple(options)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Three units in two ministries with every kind of limit; some have no plan at all."""
    units = tuple(unit(f"u{place}", *draw(_options(place)), body="AAB"[place]) for place in range(3))
    if sum(option.form is Form.MERGE for item in units for option in item.options) < 2:
        units = tuple(
            unit(item.code, *(option for option in item.options if option.code != "m"), body=item.body)
            for item in units
        )
    covers = st.sampled_from([Cover.FREE, Cover.FREE, Cover.AT_LEAST_ONE, Cover.EXACTLY_ONE])
    money = st.integers(5, 16).map(lambda much: much * BILLION // 2)
    return problem(
        *units,
        phases=tuple(
            Phase(code=phase.code, name=phase.name, years=phase.years, most_changes=draw(st.integers(1, 3)))
            for phase in PHASES
        ),
        duties=(
            Duty(code="d1", name="d1", area=Area.MANAGEMENT, cover=draw(covers)),
            Duty(code="d2", name="d2", area=Area.SECURITY, cover=draw(covers)),
        ),
        donors=(_office(draw(st.integers(0, 8))),),
        post_ceilings=(
            ceiling(draw(st.integers(-2, 8)), draw(st.integers(-2, 8))),
            ceiling(draw(st.integers(0, 5)), draw(st.integers(0, 5)), body="A", code="tran_a"),
        ),
        money_ceilings=tuple(
            MoneyCeiling(code=f"t{year}", name=f"Trần {year}", source="hc", year=year, limit=draw(money))
            for year in YEARS
        ),
        requirements=tuple(
            Requirement(code=f"r{place}", name="đi cùng", when=when, then=then, lag=lag)
            for place, (when, then, lag) in enumerate(
                draw(st.lists(st.tuples(_picks, _picks, st.sampled_from([None, 0, 1])), max_size=2))
            )
        ),
        exclusions=tuple(
            Exclusion(code=f"x{place}", name="loại trừ", picks=picks)
            for place, picks in enumerate(
                draw(st.lists(st.lists(_picks, min_size=2, max_size=3).map(tuple), max_size=1))
            )
        ),
        proposal_points=(6, 3, 1),
        cost_points=draw(st.integers(0, 3)),
    )
