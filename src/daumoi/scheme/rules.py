"""Pure decisions on plain values: what posts and money come to, and by which regime a unit lives."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

DONG_PER_MILLION = 1_000_000
ADMINISTRATIVE_FORMS = frozenset({"cuc", "vu"})
"""Forms of the State's administration: they never live by the rules for public service units."""
SERVICE_FORMS = frozenset({"trung_tam"})
"""Forms that are public service units unless the register says otherwise."""


class Autonomy(StrEnum):
    """How far a public service unit pays for itself, in the four levels that every regime so far has had."""

    FULL = "tu_bao_dam_toan_bo"
    RECURRENT = "tu_bao_dam_thuong_xuyen"
    PART = "tu_bao_dam_mot_phan"
    STATE = "nha_nuoc_bao_dam"


@dataclass(frozen=True)
class Step:
    """One class of a regime: a level, between two rates in percent (`at_least` included, `below` excluded)."""

    code: str
    name: str
    level: Autonomy
    at_least: Decimal | None = None
    below: Decimal | None = None
    provision: str = ""

    def holds(self, rate: Decimal) -> bool:
        """Whether a unit with that rate falls into this class as far as the rate can tell."""
        return (self.at_least is None or rate >= self.at_least) and (self.below is None or rate < self.below)


@dataclass(frozen=True)
class Regime:
    """The classes of public service units that hold during `[valid_from, valid_to)`, on an instrument of the pack."""

    code: str
    name: str
    instrument: str
    valid_from: date
    valid_to: date | None
    steps: tuple[Step, ...]

    def holds_on(self, day: date) -> bool:
        """Whether it applies on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


class FinancingKind(StrEnum):
    """What a unit lives on."""

    ADMINISTRATIVE = "quan_ly_hanh_chinh"
    SERVICE = "su_nghiep"
    UNKNOWN_STATUS = "chua_ro_loai_hinh"
    NO_REGIME = "chua_co_quy_dinh"


@dataclass(frozen=True)
class Financing:
    """The answer: a kind, and for a public service unit its regime with the class.

    Several `steps` mean that what is known does not decide between them: the page says what is missing.
    """

    kind: FinancingKind
    regime: Regime | None = None
    steps: tuple[Step, ...] = ()

    @property
    def is_decided(self) -> bool:
        """Whether nothing is missing."""
        return self.kind is FinancingKind.ADMINISTRATIVE or len(self.steps) == 1


def financing_of(
    *,
    form: str,
    is_public_service_unit: bool | None,
    self_financing_rate: Decimal | None,
    day: date,
    regimes: Iterable[Regime],
    autonomy: Autonomy | None = None,
) -> Financing:
    """By what a unit of that form lives on `day`.

    A Cục or a Vụ lives on administrative money whatever else is said. For other forms the status decides; a Centre
    counts as a public service unit while the register is silent. `self_financing_rate` is income over recurrent
    spending in percent; `autonomy` is the level that the unit itself declared, which decides where it is given.
    """
    if form in ADMINISTRATIVE_FORMS or is_public_service_unit is False:
        return Financing(FinancingKind.ADMINISTRATIVE)
    if is_public_service_unit is None and form not in SERVICE_FORMS:
        return Financing(FinancingKind.UNKNOWN_STATUS)
    regime = next((one for one in regimes if one.holds_on(day)), None)
    if regime is None:
        return Financing(FinancingKind.NO_REGIME)
    steps = regime.steps
    if autonomy is not None:
        steps = tuple(step for step in steps if step.level is autonomy)
    if self_financing_rate is not None:
        narrowed = tuple(step for step in steps if step.holds(self_financing_rate))
        steps = narrowed or steps
    return Financing(FinancingKind.SERVICE, regime, steps)


def disagrees(*, autonomy: Autonomy | None, rate: Decimal | None, regime: Regime) -> bool:
    """Whether the declared level and the rate cannot both be right under the regime."""
    if autonomy is None or rate is None:
        return False
    return not any(step.holds(rate) for step in regime.steps if step.level is autonomy)


@dataclass(frozen=True)
class PostLine:
    """Posts of one kind in one proposal. None: not known."""

    kind: str
    needed: int | None
    present: int | None
    given_up: int = 0

    @property
    def net(self) -> int | None:
        """By how many posts the body grows (negative: shrinks); None while need or presence is not known."""
        if self.needed is None or self.present is None:
            return None
        return self.needed - self.present - self.given_up


@dataclass(frozen=True)
class Sum:
    """A sum that says how many of its parts are not known: a gap is not a zero."""

    total: int = 0
    known: int = 0
    unknown: int = 0

    def plus(self, value: int | None) -> "Sum":
        """The sum with one more part."""
        if value is None:
            return Sum(self.total, self.known, self.unknown + 1)
        return Sum(self.total + value, self.known + 1, self.unknown)


def net_by_kind(lines: Iterable[PostLine]) -> dict[str, Sum]:
    """Net growth of posts by kind. Kinds are never added to each other."""
    sums: dict[str, Sum] = {}
    for line in lines:
        sums[line.kind] = sums.get(line.kind, Sum()).plus(line.net)
    return sums


def over(used: int, limit: int | None) -> int:
    """By how much a limit is exceeded; 0 when it holds or when there is none."""
    return max(0, used - limit) if limit is not None else 0


def million(dong: int) -> Decimal:
    """đồng as triệu đồng, exact."""
    return Decimal(dong) / DONG_PER_MILLION


def dong_of(millions: Decimal) -> int:
    """Triệu đồng as whole đồng. Raises ValueError when parts of a đồng would be lost."""
    value = millions * DONG_PER_MILLION
    if value != value.to_integral_value():
        raise ValueError(millions)
    return int(value)
