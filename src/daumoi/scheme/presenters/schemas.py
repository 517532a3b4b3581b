"""The shapes that programs send and receive; the values come from `records`."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from ninja import Field, Schema
from pydantic import StringConstraints

from daumoi.organisations.models import StaffKind
from daumoi.scheme.models import DutyHolder, MoneySource, ProposedForm, SecurityPlace, Skill
from daumoi.scheme.rules import Autonomy

MOST_ROWS = 500
Words = Annotated[str, StringConstraints(max_length=4000, pattern=r"^[^\x00]*$")]
Name = Annotated[str, StringConstraints(max_length=300, pattern=r"^[^\x00]*$")]
Whole = Annotated[int, Field(ge=0, le=10_000_000)]
Dong = Annotated[int, Field(ge=0, le=10**15)]


class SchemeOut(Schema):
    """One scheme; `bodies` counts those whose proposals the reader may see."""

    code: str
    title: str
    state: str
    as_of: date
    due_on: date | None
    is_open_to_bodies: bool
    is_simulated: bool
    bodies: int


class SchemePhaseOut(Schema):
    """A phase: whole years from `starts` up to but not including `ends`."""

    number: int
    name: str
    starts: date
    ends: date
    most_changes: int | None


class CeilingOut(Schema):
    """A limit over all bodies, or over one: posts of a kind (net change), or money of a source in a year, in đồng."""

    kind: str
    post_kind: str
    source: str
    year: int | None
    body: str | None
    amount: int
    basis: str


class SchemeDetailOut(Schema):
    """One scheme with its phases and the ceilings the reader may see."""

    code: str
    title: str
    title_then: str
    purpose: str
    state: str
    as_of: date
    due_on: date | None
    contact: str
    survey_round: str | None
    duty_set: str | None
    is_open_to_bodies: bool
    is_simulated: bool
    phases: list[SchemePhaseOut]
    ceilings: list[CeilingOut]


class NetOut(Schema):
    """By how many posts of one kind a body grows; `unknown` parts of the sum are not known."""

    kind: str
    total: int
    unknown: int


class ProposalLineOut(Schema):
    """One Phương án in the list."""

    option: int
    form: str
    unit_name: str
    phase: int | None
    state: str
    nets: list[NetOut]
    open_questions: int
    is_suggested: bool


class ProposalRowOut(Schema):
    """One body: how its unit stands on the scheme's day, and its proposals."""

    body: str
    name: str
    unit_name: str
    form: str
    may_propose: bool
    proposals: list[ProposalLineOut]


class ProposalPostOut(Schema):
    """Posts of one kind; null where nothing is said."""

    kind: str
    needed: int | None
    present: int | None
    given_up: int
    giver: str
    is_suggested: bool


class ProposalMoneyOut(Schema):
    """Money of one source in one year, in đồng; null where nothing is said."""

    source: str
    year: int
    present: int | None
    running: int | None
    one_off: int | None


class ProposalDutyOut(Schema):
    """A duty, and which unit would hold it."""

    duty: str
    holder: str
    holder_name: str


class ProposalSkillOut(Schema):
    """People of one skill."""

    skill: str
    needed: int | None
    present: int | None


class ProposalQuestionOut(Schema):
    """What was asked about it, and the answer."""

    number: int
    text: str
    due_on: date | None
    answer: str
    answered_at: datetime | None


class ProposalOut(Schema):
    """One Phương án. `sources` names, field by field, the place on the paper that a figure came from."""

    scheme: str
    body: str
    body_name: str
    option: int
    state: str
    origin: str
    form: str
    unit_name: str
    merge_with: str
    security: str
    security_unit: str
    phase: int | None
    reason: str
    legal_basis: str
    self_financing: Decimal | None
    autonomy: str
    people_more: int | None
    document: str
    sent_at: datetime | None
    financing: str
    nets: list[NetOut]
    posts: list[ProposalPostOut]
    money: list[ProposalMoneyOut]
    duties: list[ProposalDutyOut]
    skills: list[ProposalSkillOut]
    questions: list[ProposalQuestionOut]
    sources: dict[str, str]


class ProposalPostIn(Schema):
    """Posts of one kind; `giver` names the unit that gives posts up."""

    kind: StaffKind
    needed: Whole | None = None
    present: Whole | None = None
    given_up: Whole = 0
    giver: Annotated[str, StringConstraints(max_length=500, pattern=r"^[^\x00]*$")] = ""


class ProposalMoneyIn(Schema):
    """Money of one source in one year, in đồng."""

    source: MoneySource
    year: int = Field(ge=2000, le=2100)
    present: Dong | None = None
    running: Dong | None = None
    one_off: Dong | None = None


class ProposalDutyIn(Schema):
    """A duty by its code, and who would hold it."""

    duty: str
    holder: DutyHolder = DutyHolder.UNIT
    holder_name: Name = ""


class ProposalSkillIn(Schema):
    """People of one skill."""

    skill: Skill
    needed: Whole | None = None
    present: Whole | None = None


class ProposalIn(Schema):
    """A whole Phương án. A table left out stays as it is; a row left out of a table that is sent is removed.
    `document` is needed to change what was sent, and to enter a proposal for a body."""

    form: ProposedForm
    unit_name: Name = ""
    merge_with: Name = ""
    security: SecurityPlace = SecurityPlace.UNKNOWN
    security_unit: Name = ""
    phase: int | None = None
    reason: Words = ""
    legal_basis: Words = ""
    self_financing: Annotated[Decimal, Field(ge=0, le=100, decimal_places=2)] | None = None
    autonomy: Autonomy | None = None
    people_more: Whole | None = None
    document: Name = ""
    posts: list[ProposalPostIn] | None = Field(None, max_length=MOST_ROWS)
    money: list[ProposalMoneyIn] | None = Field(None, max_length=MOST_ROWS)
    duties: list[ProposalDutyIn] | None = Field(None, max_length=MOST_ROWS)
    skills: list[ProposalSkillIn] | None = Field(None, max_length=MOST_ROWS)


class ProposalSendIn(Schema):
    """The letter under which a Phương án goes out."""

    document: Name
