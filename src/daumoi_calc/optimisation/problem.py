"""What is to be planned: units, their options, phases, and the limits that every plan must respect.

All amounts are integers: money in đồng, posts in heads, scores in points on the caller's own scale. Everything
is measured against today: an option's posts are what it adds to (or, negative, takes off) the present number.
A code names one thing among its kind; lists have no meaning in their order, except phases, which are in time
order.
"""

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """What becomes of a unit. `KEEP` is the present state: it holds until a change, or to the end."""

    KEEP = "giu_nguyen"
    STRENGTHEN = "cung_co"
    DEPARTMENT = "cuc"
    ADVISORY = "vu"
    CENTRE = "trung_tam"
    MERGE = "sap_nhap"


class Security(StrEnum):
    """Whether the unit of an option also answers for network security, or another unit does."""

    INSIDE = "trong_don_vi"
    SEPARATE = "tach_rieng"


class PostKind(StrEnum):
    """Kinds of posts that may not be summed with each other."""

    CIVIL_SERVANT = "cong_chuc"
    SALARIED = "vien_chuc_ngan_sach"
    SELF_FUNDED = "vien_chuc_nguon_thu"
    CONTRACT = "hop_dong"


class Area(StrEnum):
    """The part of the work to which a duty belongs."""

    MANAGEMENT = "quan_ly_cntt"
    SECURITY = "an_ninh_mang"
    OTHER = "khac"


class Cover(StrEnum):
    """How many units of a body must hold a duty when the last phase is over."""

    FREE = "khong_bat_buoc"
    AT_LEAST_ONE = "it_nhat_mot"
    EXACTLY_ONE = "dung_mot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A ministry or an agency of ministerial rank, to which units belong."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A period of whole calendar years; a change in a phase holds from the phase's first year.

    `most_changes` is how many units may change in it at most; None means any number.
    """

    code: str
    name: str
    years: tuple[int, ...]
    most_changes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """Something by which options are judged; `weight` multiplies its points in the value of a plan."""

    code: str
    name: str
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A source of money."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A duty of the field, and how many units of each body must hold it at the end.

    `bodies` are the bodies to which the demand applies; None means every body.
    """

    code: str
    name: str
    area: Area
    cover: Cover
    bodies: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostCount:
    """A number of posts of one kind."""

    kind: PostKind
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Donor:
    """A unit that may give up posts to others, and how many of each kind it can spare in all."""

    code: str
    name: str
    body: str
    available: tuple[PostCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenUp:
    """Posts that `donor` hands over when an option is taken; `count` is not negative."""

    donor: str
    kind: PostKind
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Points of an option on one criterion, for each phase in which it holds (as many as there are phases)."""

    criterion: str
    per_phase: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearCost:
    """Running cost in đồng of one year from one source, spent if the option holds in that year."""

    source: str
    year: int
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOffCost:
    """Cost in đồng of the change itself, spent in the first year of the phase in which the unit changes."""

    source: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One thing that may become of a unit.

    `duties` are what the unit answers for once the option holds. `posts` are added to the unit's body (negative:
    taken off); `given_up` is taken off the bodies of the donors. `preference` is 1, 2 or 3 when the ministry
    proposed the option as its Phương án 1, 2 or 3. `merge` names the merger of which the option is a part: all
    units with an option in that merger take it in the same phase or not at all. `allowed_phases` are
    the phases in which the change may happen; None means any.
    """

    code: str
    name: str
    form: Form
    scores: tuple[Score, ...] = ()
    duties: tuple[str, ...] = ()
    posts: tuple[PostCount, ...] = ()
    given_up: tuple[GivenUp, ...] = ()
    running: tuple[YearCost, ...] = ()
    one_off: tuple[OneOffCost, ...] = ()
    preference: int | None = None
    security: Security | None = None
    merge: str | None = None
    allowed_phases: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit and its options. A unit without an option of form `KEEP` must change in some phase."""

    code: str
    name: str
    body: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostCeiling:
    """By how much posts of a kind may grow by the end of each phase, in one body or (None) in all together.

    Zero everywhere says that posts must not grow.
    """

    code: str
    name: str
    kind: PostKind
    limits: tuple[int, ...]
    body: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyCeiling:
    """The most that may be spent from a source in a year, in đồng, in one body or (None) in all together."""

    code: str
    name: str
    source: str
    year: int
    limit: int
    body: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """A unit ends with one of these options."""

    unit: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """When one pick is made, so must the other be.

    `lag` says when: None by the end, 0 no later than the first, 1 at least one phase before it, and so on.
    Options that keep the present state count as made before the first phase.
    """

    code: str
    name: str
    when: Pick
    then: Pick
    lag: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """At most `most` of these picks are made."""

    code: str
    name: str
    picks: tuple[Pick, ...]
    most: int = 1


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Choice:
    """What becomes of a unit, and in which phase.

    In a plan `phase` is None for an option that keeps the present state. In a demand (`forced`, `forbidden`)
    None means: in whatever phase.
    """

    unit: str
    option: str
    phase: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Everything that a plan is computed from.

    The value of a plan is the sum of: weighted points of all units over all phases; `proposal_points[n - 1]` for
    each unit that gets its ministry's Phương án n; minus `cost_points` for each tỷ đồng spent over the whole
    time (rounded to whole points per unit); minus `anchor_penalty` for each unit that departs from `anchor`, an
    earlier plan.
    """

    phases: tuple[Phase, ...]
    bodies: tuple[Body, ...]
    criteria: tuple[Criterion, ...]
    units: tuple[Unit, ...]
    sources: tuple[Source, ...] = ()
    duties: tuple[Duty, ...] = ()
    donors: tuple[Donor, ...] = ()
    post_ceilings: tuple[PostCeiling, ...] = ()
    money_ceilings: tuple[MoneyCeiling, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    forced: tuple[Choice, ...] = ()
    forbidden: tuple[Choice, ...] = ()
    proposal_points: tuple[int, ...] = (0, 0, 0)
    cost_points: int = 0
    anchor: tuple[Choice, ...] = ()
    anchor_penalty: int = 0
