"""Every limit checked on a plan in whole numbers, without the solver and without the solver's model."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from daumoi_calc.optimisation.arithmetic import Accounts, live_through, parts_of, usage_of
from daumoi_calc.optimisation.plan import ConstraintKind, Plan, Usage, Violation
from daumoi_calc.optimisation.problem import (
    Choice,
    Cover,
    Duty,
    Form,
    Pick,
    PostKind,
    Problem,
    Requirement,
)
from daumoi_calc.optimisation.words import POSTS, Names, money, number, option_of


def verify(problem: Problem, plan: Plan) -> list[Violation]:
    """What is wrong with a plan: broken limits, and a value that is not the sum of its parts. Empty is good."""
    found = violations(problem, plan.choices)
    if any(item.kind is ConstraintKind.COMPLETE for item in found):
        return found
    parts = parts_of(problem, live_through(problem, plan.choices))
    value = sum(part.points for part in parts)
    if value != plan.value or set(parts) != set(plan.parts) or plan.value > plan.bound:
        words = f"Giá trị ghi {number(plan.value)} điểm, tính lại được {number(value)} điểm"
        words += f", cận trên ghi {number(plan.bound)} điểm."
        found.append(
            Violation(kind=ConstraintKind.VALUE, code="value", sentence=words, excess=abs(value - plan.value))
        )
    return found


def violations(problem: Problem, choices: Sequence[Choice]) -> list[Violation]:
    """The limits that a set of choices breaks; choices that name nothing in the problem are reported and dropped."""
    names = Names(problem)
    found = list(_complete(problem, choices, names))
    accounts = live_through(problem, understood(problem, choices))
    found += [_over(problem, use, names) for use in usage_of(problem, accounts) if use.left < 0]
    found += _duties(problem, accounts, names)
    for requirement in problem.requirements:
        found += _requirement(requirement, accounts, names)
    found += _exclusions(problem, accounts, names)
    found += _mergers(problem, accounts)
    found += _demands(problem, accounts, names)
    return found


def understood(problem: Problem, choices: Iterable[Choice]) -> list[Choice]:
    """The choices that name a unit, one of its options and a fitting phase, the first for each unit."""
    known: dict[str, Choice] = {}
    for choice in choices:
        if choice.unit not in known and _fits(problem, choice):
            known[choice.unit] = choice
    return list(known.values())


def _fits(problem: Problem, choice: Choice) -> bool:
    unit = next((unit for unit in problem.units if unit.code == choice.unit), None)
    option = option_of(unit, choice.option)
    if option is None:
        return False
    if option.form is Form.KEEP:
        return choice.phase is None
    allowed = option.allowed_phases
    return any(phase.code == choice.phase for phase in problem.phases) and (
        allowed is None or choice.phase in allowed
    )


def _complete(problem: Problem, choices: Sequence[Choice], names: Names) -> Iterator[Violation]:
    times = Counter(choice.unit for choice in choices)
    fitting = {choice.unit for choice in understood(problem, choices)}
    for unit in problem.units:
        if times[unit.code] == 0:
            yield _broken(ConstraintKind.COMPLETE, unit.code, f"{names.unit(unit.code)} chưa có phương án.")
        if times[unit.code] > 1:
            words = f"{names.unit(unit.code)} có {times[unit.code]} phương án, chỉ được một."
            yield _broken(ConstraintKind.COMPLETE, unit.code, words, times[unit.code] - 1)
    for choice in choices:
        if choice.unit not in fitting:
            words = f"{names.choice(choice)}: đơn vị, phương án hoặc giai đoạn này không có để chọn."
            yield _broken(ConstraintKind.COMPLETE, choice.unit, words)


def _over(problem: Problem, use: Usage, names: Names) -> Violation:
    """A ceiling that is used beyond its limit, in words with both figures."""
    if use.kind is ConstraintKind.MONEY:
        words = f"{use.name}, năm {use.moment}: chi {money(use.used)}, trần {money(use.limit)}."
    elif use.kind is ConstraintKind.POSTS:
        kind = next(item.kind for item in problem.post_ceilings if item.code == use.code)
        words = f"{use.name}, đến hết {names.phase(use.moment)}: {POSTS[kind]} thay đổi {number(use.used)}, "
        words += f"chỉ được tăng {number(use.limit)}."
    elif use.kind is ConstraintKind.DONOR:
        donor = next(item for item in problem.donors if item.code == use.name)
        kind = PostKind(use.code.rpartition("/")[2])
        words = f"{donor.name} phải nhường {number(use.used)} {POSTS[kind]}, chỉ có thể nhường "
        words += f"{number(use.limit)}."
    else:
        words = f"{use.name}: {number(use.used)} đơn vị chuyển, nhiều nhất {number(use.limit)}."
    return _broken(use.kind, use.code, words, -use.left)


def _duties(problem: Problem, accounts: Accounts, names: Names) -> Iterator[Violation]:
    for duty in problem.duties:
        if duty.cover is Cover.FREE:
            continue
        for body in bodies_of(problem, duty):
            holders = sum(
                duty.code in accounts.final[unit.code].duties
                for unit in problem.units
                if unit.body == body and unit.code in accounts.final
            )
            if holders == 0 or (holders > 1 and duty.cover is Cover.EXACTLY_ONE):
                wanted = "đúng một" if duty.cover is Cover.EXACTLY_ONE else "ít nhất một"
                words = f"{names.body(body)}: nhiệm vụ “{duty.name}” cần {wanted} đơn vị, đang có {holders}."
                yield _broken(ConstraintKind.DUTY, f"{duty.code}/{body}", words, abs(holders - 1))


def bodies_of(problem: Problem, duty: Duty) -> tuple[str, ...]:
    """The bodies in which a duty must be held: those it names, otherwise all that have units."""
    if duty.bodies is not None:
        return duty.bodies
    return tuple(sorted({unit.body for unit in problem.units}))


def _made(pick: Pick, accounts: Accounts) -> bool:
    option = accounts.final.get(pick.unit)
    return option is not None and option.code in pick.options


def _requirement(requirement: Requirement, accounts: Accounts, names: Names) -> Iterator[Violation]:
    if not _made(requirement.when, accounts):
        return
    when, then = requirement.when.unit, requirement.then.unit
    made = _made(requirement.then, accounts)
    if made and requirement.lag is not None:
        kept = accounts.moment[then] < 0
        made = kept or accounts.moment[then] + requirement.lag <= accounts.moment[when]
    if not made:
        words = f"{requirement.name}: {names.unit(when)} chọn {accounts.final[when].name} "
        words += f"nhưng {names.unit(then)} không có phương án phải đi cùng hoặc chưa đến lúc."
        yield _broken(ConstraintKind.REQUIREMENT, requirement.code, words)


def _exclusions(problem: Problem, accounts: Accounts, names: Names) -> Iterator[Violation]:
    for exclusion in problem.exclusions:
        made = [pick.unit for pick in exclusion.picks if _made(pick, accounts)]
        if len(made) > exclusion.most:
            words = f"{exclusion.name}: {', '.join(map(names.unit, made))}; nhiều nhất {exclusion.most}."
            yield _broken(ConstraintKind.EXCLUSION, exclusion.code, words, len(made) - exclusion.most)


def _mergers(problem: Problem, accounts: Accounts) -> Iterator[Violation]:
    members: dict[str, set[str]] = {}
    for unit in problem.units:
        for option in unit.options:
            if option.merge is not None:
                members.setdefault(option.merge, set()).add(unit.code)
    for merge, units in sorted(members.items()):
        moments = {
            accounts.moment[unit] if unit in accounts.final and accounts.final[unit].merge == merge else None
            for unit in units
        }
        if len(moments) > 1:
            words = f"Sáp nhập {merge}: {len(units)} đơn vị phải cùng sáp nhập trong một giai đoạn."
            yield _broken(ConstraintKind.MERGE, merge, words)


def _demands(problem: Problem, accounts: Accounts, names: Names) -> Iterator[Violation]:
    places = {phase.code: place for place, phase in enumerate(problem.phases)}

    def met(demand: Choice) -> bool:
        option = accounts.final.get(demand.unit)
        same = option is not None and option.code == demand.option
        return same and (demand.phase is None or places[demand.phase] == accounts.moment[demand.unit])

    for demand in problem.forced:
        if not met(demand):
            words = f"Bắt buộc nhưng không chọn: {names.choice(demand)}."
            yield _broken(ConstraintKind.FORCED, demand_code(demand), words)
    for demand in problem.forbidden:
        if met(demand):
            words = f"Không được nhưng vẫn chọn: {names.choice(demand)}."
            yield _broken(ConstraintKind.FORBIDDEN, demand_code(demand), words)


def demand_code(demand: Choice) -> str:
    """A demand's code among the limits: unit, option and, where given, phase."""
    return "/".join(part for part in (demand.unit, demand.option, demand.phase) if part is not None)


def _broken(kind: ConstraintKind, code: str, sentence: str, excess: int = 1) -> Violation:
    return Violation(kind=kind, code=code, sentence=sentence, excess=excess)
