"""Does a problem hold together: all its faults at once, each with the place and what to do."""

from collections import Counter
from collections.abc import Iterable, Iterator

from daumoi_calc.optimisation.problem import (
    Area,
    Choice,
    Duty,
    Form,
    Option,
    Pick,
    Problem,
    Security,
    Unit,
)


class ProblemError(ValueError):
    """A problem that cannot be planned. `faults` are Vietnamese sentences without a final mark."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__(faults)
        self.faults = faults

    def __str__(self) -> str:
        return "Bài toán phương án chưa dùng được: " + "; ".join(self.faults) + "."


def check(problem: Problem) -> None:
    """Raises `ProblemError` with every fault found."""
    faults = (
        *_lists(problem),
        *(fault for unit in problem.units for fault in _unit(problem, unit)),
        *_ceilings(problem),
        *_rules(problem),
        *_mergers(problem),
    )
    if faults:
        raise ProblemError(faults)


def _lists(problem: Problem) -> Iterator[str]:
    if not problem.phases or not problem.units:
        yield "cần ít nhất một giai đoạn và một đơn vị"
    for words, codes in (
        ("giai đoạn", [phase.code for phase in problem.phases]),
        ("cơ quan", [body.code for body in problem.bodies]),
        ("tiêu chí", [criterion.code for criterion in problem.criteria]),
        ("đơn vị", [unit.code for unit in problem.units]),
        ("nguồn kinh phí", [source.code for source in problem.sources]),
        ("nhiệm vụ", [duty.code for duty in problem.duties]),
        ("đơn vị nhường biên chế", [donor.code for donor in problem.donors]),
        ("trần", ceiling_codes(problem)),
        ("điều kiện", [requirement.code for requirement in problem.requirements]),
        ("loại trừ", [exclusion.code for exclusion in problem.exclusions]),
    ):
        yield from _twice(codes, f"mã {words}")
    years = [year for phase in problem.phases for year in phase.years]
    if years != sorted(set(years)) or any(not phase.years for phase in problem.phases):
        yield "mỗi giai đoạn phải có năm, các năm tăng dần và không trùng giữa các giai đoạn"
    if any(phase.most_changes is not None and phase.most_changes < 0 for phase in problem.phases):
        yield "số đơn vị được chuyển trong một giai đoạn không được âm"


def ceiling_codes(problem: Problem) -> list[str]:
    """Codes of the ceilings of posts, then of money; no two are the same in a checked problem."""
    return [item.code for item in problem.post_ceilings] + [item.code for item in problem.money_ceilings]


def _unit(problem: Problem, unit: Unit) -> Iterator[str]:
    place = f"đơn vị {unit.name} ({unit.code})"
    yield from _known([unit.body], {body.code for body in problem.bodies}, f"{place}: cơ quan")
    yield from _twice([option.code for option in unit.options], f"{place}: mã phương án")
    if all(option.allowed_phases == () for option in unit.options):
        yield f"{place} chưa có phương án nào chọn được"
    if sum(option.form is Form.KEEP for option in unit.options) > 1:
        yield f"{place} chỉ được có một phương án giữ nguyên"
    for option in unit.options:
        yield from _option(problem, option, f"{place}, phương án {option.name} ({option.code})")


def _option(problem: Problem, option: Option, place: str) -> Iterator[str]:
    criteria = {criterion.code for criterion in problem.criteria}
    duties = {duty.code: duty for duty in problem.duties}
    sources = {source.code for source in problem.sources}
    years = {year for phase in problem.phases for year in phase.years}
    yield from _known([score.criterion for score in option.scores], criteria, f"{place}: tiêu chí")
    yield from _twice([score.criterion for score in option.scores], f"{place}: tiêu chí")
    if any(len(score.per_phase) != len(problem.phases) for score in option.scores):
        yield f"{place}: điểm phải có đủ {len(problem.phases)} giai đoạn"
    yield from _known(option.duties, duties, f"{place}: nhiệm vụ")
    yield from _twice(option.duties, f"{place}: nhiệm vụ")
    yield from _twice([str(post.kind) for post in option.posts], f"{place}: loại biên chế")
    yield from _known([given.donor for given in option.given_up], _donors(problem), f"{place}: nơi nhường")
    yield from _twice([f"{given.donor}/{given.kind}" for given in option.given_up], f"{place}: nơi nhường")
    yield from _known([cost.source for cost in option.running], sources, f"{place}: nguồn")
    yield from _known([cost.source for cost in option.one_off], sources, f"{place}: nguồn")
    yield from _twice([f"{cost.source}/{cost.year}" for cost in option.running], f"{place}: chi thường xuyên")
    yield from _twice([cost.source for cost in option.one_off], f"{place}: chi một lần")
    yield from _known([cost.year for cost in option.running], years, f"{place}: năm")
    yield from _known(
        option.allowed_phases or (), {phase.code for phase in problem.phases}, f"{place}: giai đoạn"
    )
    if any(given.count < 0 for given in option.given_up):
        yield f"{place}: số biên chế nhường không được âm"
    if option.preference is not None and not 1 <= option.preference <= len(problem.proposal_points):
        yield f"{place}: thứ tự đề xuất phải từ 1 đến {len(problem.proposal_points)}"
    if option.form is Form.KEEP and (option.posts or option.given_up or option.one_off or option.merge):
        yield f"{place}: giữ nguyên thì không thêm bớt biên chế, không chi một lần, không sáp nhập"
    if (option.form is Form.MERGE) != (option.merge is not None):
        yield f"{place}: phương án sáp nhập phải ghi mã cuộc sáp nhập, phương án khác thì không"
    yield from _security(option, duties, place)


def _security(option: Option, duties: dict[str, Duty], place: str) -> Iterator[str]:
    held = [code for code in option.duties if code in duties and duties[code].area is Area.SECURITY]
    if option.security is Security.INSIDE and not held:
        yield f"{place}: ghi an ninh mạng trong đơn vị nhưng không có nhiệm vụ an ninh mạng nào"
    if option.security is Security.SEPARATE and held:
        yield f"{place}: ghi an ninh mạng tách riêng nhưng vẫn giữ nhiệm vụ {', '.join(held)}"


def _ceilings(problem: Problem) -> Iterator[str]:
    bodies = {body.code for body in problem.bodies}
    for ceiling in problem.post_ceilings:
        place = f"trần biên chế {ceiling.name} ({ceiling.code})"
        if len(ceiling.limits) != len(problem.phases):
            yield f"{place} phải có đủ {len(problem.phases)} giai đoạn"
        yield from _known([ceiling.body] if ceiling.body is not None else [], bodies, f"{place}: cơ quan")
    years = {year for phase in problem.phases for year in phase.years}
    for money in problem.money_ceilings:
        place = f"trần kinh phí {money.name} ({money.code})"
        yield from _known([money.source], {source.code for source in problem.sources}, f"{place}: nguồn")
        yield from _known([money.year], years, f"{place}: năm")
        yield from _known([money.body] if money.body is not None else [], bodies, f"{place}: cơ quan")
    for donor in problem.donors:
        place = f"đơn vị nhường biên chế {donor.name} ({donor.code})"
        yield from _known([donor.body], bodies, f"{place}: cơ quan")
        yield from _twice([str(post.kind) for post in donor.available], f"{place}: loại biên chế")
    for duty in problem.duties:
        yield from _known(duty.bodies or (), bodies, f"nhiệm vụ {duty.name} ({duty.code}): cơ quan")


def _rules(problem: Problem) -> Iterator[str]:
    for requirement in problem.requirements:
        place = f"điều kiện {requirement.name} ({requirement.code})"
        yield from _picks(problem, (requirement.when, requirement.then), place)
        if requirement.lag is not None and requirement.lag < 0:
            yield f"{place}: số giai đoạn phải đi trước không được âm"
    for exclusion in problem.exclusions:
        place = f"loại trừ {exclusion.name} ({exclusion.code})"
        yield from _picks(problem, exclusion.picks, place)
        if exclusion.most < 0:
            yield f"{place}: số lượng nhiều nhất không được âm"
    for words, demands in (
        ("yêu cầu bắt buộc", problem.forced),
        ("yêu cầu không chọn", problem.forbidden),
        ("phương án lần trước", problem.anchor),
    ):
        yield from _demands(problem, demands, words)
    yield from _twice([choice.unit for choice in problem.anchor], "phương án lần trước: đơn vị")
    if problem.anchor_penalty < 0 or problem.cost_points < 0:
        yield "điểm trừ không được âm"


def _picks(problem: Problem, picks: Iterable[Pick], place: str) -> Iterator[str]:
    options = {unit.code: {option.code for option in unit.options} for unit in problem.units}
    for pick in picks:
        yield from _known([pick.unit], options, f"{place}: đơn vị")
        yield from _known(pick.options, options.get(pick.unit, set(pick.options)), f"{place}: phương án")
        yield from _twice(pick.options, f"{place}: phương án")


def _demands(problem: Problem, demands: Iterable[Choice], words: str) -> Iterator[str]:
    phases = {phase.code for phase in problem.phases}
    for demand in demands:
        yield from _picks(problem, [Pick(unit=demand.unit, options=(demand.option,))], words)
        yield from _known([demand.phase] if demand.phase is not None else [], phases, f"{words}: giai đoạn")


def _mergers(problem: Problem) -> Iterator[str]:
    parts = Counter(
        (option.merge, unit.code)
        for unit in problem.units
        for option in unit.options
        if option.merge is not None
    )
    yield from (
        f"đơn vị {unit} có hai phương án trong cuộc sáp nhập {merge}"
        for (merge, unit), times in parts.items()
        if times > 1
    )
    members = Counter(merge for merge, _ in parts)
    yield from (f"cuộc sáp nhập {merge} chỉ có một đơn vị" for merge, units in members.items() if units < 2)


def _donors(problem: Problem) -> set[str]:
    return {donor.code for donor in problem.donors}


def _known(codes: Iterable[object], known: Iterable[object], place: str) -> Iterator[str]:
    listed = set(known)
    yield from (f"{place} “{code}” không có trong bài toán" for code in codes if code not in listed)


def _twice(codes: Iterable[str], place: str) -> Iterator[str]:
    yield from (f"{place} “{code}” ghi hai lần" for code, times in Counter(codes).items() if times > 1)
