"""A limit that stands in the way, as a Vietnamese sentence with its figures."""

from collections.abc import Callable
from dataclasses import dataclass

from daumoi_calc.optimisation.plan import Conflict, ConstraintKind
from daumoi_calc.optimisation.problem import Choice, Cover, Pick, PostKind, Problem
from daumoi_calc.optimisation.verification import demand_code
from daumoi_calc.optimisation.words import POSTS, Names, money, number


@dataclass(frozen=True, slots=True)
class Short:
    """What the other limits make of one: the least they need (or the most they allow) beside the limit itself."""

    moment: str
    needed: int
    limit: int


def conflict(problem: Problem, limit: tuple[ConstraintKind, str], short: Short | None) -> Conflict:
    """The limit in words; without figures where no single number shows the conflict."""
    kind, code = limit
    tell = _SENTENCES[kind]
    return Conflict(
        kind=kind,
        code=code,
        sentence=tell(problem, Names(problem), code, short),
        needed=None if short is None else short.needed,
        limit=None if short is None else short.limit,
    )


def _posts(problem: Problem, names: Names, code: str, short: Short | None) -> str:
    ceiling = next(item for item in problem.post_ceilings if item.code == code)
    place = f"{ceiling.name} ({names.body(ceiling.body)})"
    if short is None:
        return f"{place}: không đủ {POSTS[ceiling.kind]} khi tính cả các giai đoạn."
    words = f"{place}: đến hết {names.phase(short.moment)} cần tăng ít nhất {number(short.needed)} "
    return f"{words}{POSTS[ceiling.kind]}, trần chỉ còn {number(short.limit)}."


def _money(problem: Problem, names: Names, code: str, short: Short | None) -> str:
    ceiling = next(item for item in problem.money_ceilings if item.code == code)
    place = f"{ceiling.name} ({names.body(ceiling.body)}), năm {ceiling.year}"
    if short is None:
        return f"{place}: trần {money(ceiling.limit)} không đủ."
    return f"{place}: cần ít nhất {money(short.needed)}, trần chỉ {money(short.limit)}."


def _donor(problem: Problem, names: Names, code: str, short: Short | None) -> str:
    donor_code, _, kind = code.rpartition("/")
    donor = next(item for item in problem.donors if item.code == donor_code)
    words = f"{donor.name} ({names.body(donor.body)})"
    posts = POSTS[PostKind(kind)]
    if short is None:
        return f"{words} không đủ {posts} để nhường."
    return (
        f"{words} phải nhường ít nhất {number(short.needed)} {posts}, chỉ nhường được {number(short.limit)}."
    )


def _phase(problem: Problem, names: Names, code: str, short: Short | None) -> str:
    phase = next(item for item in problem.phases if item.code == code)
    words = f"{phase.name} chỉ được chuyển nhiều nhất {number(phase.most_changes or 0)} đơn vị"
    return f"{words}." if short is None else f"{words}, cần chuyển ít nhất {number(short.needed)}."


def _duty(problem: Problem, names: Names, code: str, short: Short | None) -> str:
    duty_code, _, body = code.rpartition("/")
    duty = next(item for item in problem.duties if item.code == duty_code)
    wanted = "đúng một" if duty.cover is Cover.EXACTLY_ONE else "ít nhất một"
    words = f"{names.body(body)} phải có {wanted} đơn vị giữ nhiệm vụ “{duty.name}”"
    if short is None:
        return f"{words}."
    if short.needed == 0:
        return f"{words}, nhưng không còn đơn vị nào giữ được."
    return f"{words}, nhưng {number(short.needed)} đơn vị cùng phải giữ."


def _requirement(problem: Problem, names: Names, code: str, short: Short | None) -> str:
    item = next(item for item in problem.requirements if item.code == code)
    when = "" if item.lag is None else " không muộn hơn" if item.lag == 0 else f" trước {item.lag} giai đoạn"
    return f"{item.name}: khi {_picked(names, item.when)} thì{when} phải {_picked(names, item.then)}."


def _exclusion(problem: Problem, names: Names, code: str, short: Short | None) -> str:
    item = next(item for item in problem.exclusions if item.code == code)
    listed = "; ".join(_picked(names, pick) for pick in item.picks)
    words = f"{item.name}: nhiều nhất {number(item.most)} trong các lựa chọn {listed}"
    return f"{words}." if short is None else f"{words}; cần ít nhất {number(short.needed)}."


def _picked(names: Names, pick: Pick) -> str:
    options = " hoặc ".join(names.option(pick.unit, option) for option in pick.options)
    return f"{names.unit(pick.unit)} chọn {options}"


def _merge(problem: Problem, names: Names, code: str, short: Short | None) -> str:
    members = [
        names.unit(unit.code)
        for unit in problem.units
        if any(option.merge == code for option in unit.options)
    ]
    return f"{', '.join(members)} phải cùng sáp nhập trong một giai đoạn, hoặc đều không."


def _forced(problem: Problem, names: Names, code: str, short: Short | None) -> str:
    return f"Bắt buộc: {names.choice(_demand(problem.forced, code))}."


def _forbidden(problem: Problem, names: Names, code: str, short: Short | None) -> str:
    return f"Không được chọn: {names.choice(_demand(problem.forbidden, code))}."


def _demand(demands: tuple[Choice, ...], code: str) -> Choice:
    return next(demand for demand in demands if demand_code(demand) == code)


_SENTENCES: dict[ConstraintKind, Callable[[Problem, Names, str, Short | None], str]] = {
    ConstraintKind.POSTS: _posts,
    ConstraintKind.MONEY: _money,
    ConstraintKind.DONOR: _donor,
    ConstraintKind.PHASE: _phase,
    ConstraintKind.DUTY: _duty,
    ConstraintKind.REQUIREMENT: _requirement,
    ConstraintKind.EXCLUSION: _exclusion,
    ConstraintKind.MERGE: _merge,
    ConstraintKind.FORCED: _forced,
    ConstraintKind.FORBIDDEN: _forbidden,
}
