"""Vietnamese words of the planner: names of forms and kinds of posts, figures as they are written."""

from typing import Final

from daumoi_calc.optimisation.problem import Choice, Form, Option, PostKind, Problem, Unit

FORMS: Final = {
    Form.KEEP: "giữ nguyên",
    Form.STRENGTHEN: "củng cố",
    Form.DEPARTMENT: "Cục",
    Form.ADVISORY: "Vụ",
    Form.CENTRE: "Trung tâm",
    Form.MERGE: "sáp nhập",
}
POSTS: Final = {
    PostKind.CIVIL_SERVANT: "biên chế công chức",
    PostKind.SALARIED: "người làm việc hưởng lương từ ngân sách",
    PostKind.SELF_FUNDED: "viên chức hưởng lương từ nguồn thu",
    PostKind.CONTRACT: "hợp đồng lao động",
}
_MILLION: Final = 1_000_000


def number(value: int) -> str:
    """An integer with thousands marked by dots: 1.234."""
    return f"{value:,}".replace(",", ".")


def money(value: int) -> str:
    """đồng, written in triệu đồng where nothing is lost by it."""
    if value % _MILLION == 0:
        return f"{number(value // _MILLION)} triệu đồng"
    return f"{number(value)} đồng"


class Names:
    """Names of the things of a problem by their codes; an unknown code stands for itself."""

    def __init__(self, problem: Problem) -> None:
        self._bodies = {body.code: body.name for body in problem.bodies}
        self._units = {unit.code: unit for unit in problem.units}
        self._phases = {phase.code: phase.name for phase in problem.phases}

    def body(self, code: str | None) -> str:
        """A body, or "toàn mạng lưới" for all together."""
        return "toàn mạng lưới" if code is None else self._bodies.get(code, code)

    def unit(self, code: str) -> str:
        """A unit with its body, which tells apart the many units of one name."""
        unit = self._units.get(code)
        return code if unit is None else f"{unit.name} ({self.body(unit.body)})"

    def phase(self, code: str) -> str:
        """A phase."""
        return self._phases.get(code, code)

    def option(self, unit_code: str, option_code: str) -> str:
        """An option of a unit."""
        option = option_of(self._units.get(unit_code), option_code)
        return option_code if option is None else option.name

    def choice(self, choice: Choice) -> str:
        """What becomes of a unit, and when."""
        when = "" if choice.phase is None else f", {self.phase(choice.phase)}"
        return f"{self.unit(choice.unit)}: {self.option(choice.unit, choice.option)}{when}"


def option_of(unit: Unit | None, code: str) -> Option | None:
    """The unit's option with a code, if there is one."""
    if unit is None:
        return None
    return next((option for option in unit.options if option.code == code), None)
