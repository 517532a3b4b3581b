"""The shapes that programs send and receive; the values come from `data`."""

from datetime import date, datetime

from ninja import Schema


class StateOut(Schema):
    """A council during a half-open period."""

    name: str
    founding: str
    statute: str
    quorum: str | None
    valid_from: date
    valid_to: date | None
    source: str
    confidence: str


class SeatOut(Schema):
    """A seat on the day."""

    organisation: str
    name: str
    role: str
    holder: str
    position: str
    substitute: str
    valid_from: date
    valid_to: date | None


class SessionLine(Schema):
    """A session of a council."""

    code: str
    title: str
    held_on: date
    mode: str
    state: str


class CouncilOut(Schema):
    """A council as of a day."""

    code: str
    kind: str
    name: str
    presence: str
    standing_body: str
    is_simulated: bool
    states: list[StateOut]
    seats: list[SeatOut]
    sessions: list[SessionLine]
    open_matters: int


class AgendaItemOut(Schema):
    """An item of an agenda."""

    number: int
    title: str
    kind: str
    presenter: str


class SessionPaperOut(Schema):
    """The version of a paper that holds; `replaced_after_sending` tells of another that had been sent."""

    number: int
    title: str
    document: str
    version: int
    sha256: str
    frozen_at: datetime | None
    replaced_after_sending: bool


class MemberOut(Schema):
    """A member's line in a session: proof of sending, answer, attendance, form."""

    organisation: str
    name: str
    holder: str
    role: str
    sent_at: datetime
    channel: str
    proof: str
    answer: str
    attendance: str
    attended_by: str
    absence_reason: str
    form: str
    form_flaws: list[str]
    returned_on: date | None


class QuorumOut(Schema):
    """How a session stands against its rule; `needed` is null where the rule is not recorded."""

    entitled: int
    present: int
    substitutes: int
    counted: int
    needed: int | None
    is_reached: bool


class CouncilOpinionOut(Schema):
    """One thing said: `information`, `opinion` or `conclusion`; only opinions have a verdict."""

    number: int
    kind: str
    speaker: str
    text: str
    is_verbatim: bool
    verdict: str
    reason: str
    change_made: str
    change_place: str
    source: str
    confidence: str


class QuestionOut(Schema):
    """One question of a ballot."""

    number: int
    text: str
    is_anonymous: bool


class SessionOut(Schema):
    """One session with everything said in it, kinds apart."""

    code: str
    council: str
    council_name: str
    title: str
    mode: str
    held_on: date
    due_on: date | None
    place: str
    state: str
    letter: str
    notice: str
    is_simulated: bool
    source: str
    confidence: str
    note: str
    agenda: list[AgendaItemOut]
    papers: list[SessionPaperOut]
    members: list[MemberOut]
    quorum: QuorumOut
    information: list[CouncilOpinionOut]
    opinions: list[CouncilOpinionOut]
    conclusions: list[CouncilOpinionOut]
    questions: list[QuestionOut]
    matters: list[str]


class EntryOut(Schema):
    """What happened to a matter on a day."""

    on: date
    state: str
    text: str
    link_kind: str
    link_code: str
    link_label: str
    link_address: str
    source: str


class FollowedOut(Schema):
    """A matter between two sessions."""

    matter: str
    title: str
    then: str | None
    now: str
    between: list[EntryOut]


class LastTimeOut(Schema):
    """What the session before left, and what became of it."""

    session: str
    before: str | None
    conclusions: list[CouncilOpinionOut]
    opinions: list[CouncilOpinionOut]
    followed: list[FollowedOut]


class MatterOut(Schema):
    """One line of the ledger."""

    code: str
    council: str
    kind: str
    title: str
    raised_on: date
    raised_by: str
    session: str | None
    responsible: str
    due_on: date | None
    state: str
    since: date
    age_days: int
    overdue_days: int
    last_words: str
    is_simulated: bool
    source: str
    confidence: str


class MatterWithEntries(MatterOut):
    """One matter with everything that happened to it."""

    text: str
    entries: list[EntryOut]


class LedgerOut(Schema):
    """The ledger as of a day, oldest open matters first."""

    as_of: date
    open: int
    late: int
    matters: list[MatterOut]


class SaidOut(Schema):
    """An other opinion, verbatim; `who` is empty where the question was anonymous."""

    who: str
    text: str


class NamedOut(Schema):
    """One member's box."""

    who: str
    mark: str


class QuestionResultOut(QuestionOut):
    """Totals of one question over the valid forms."""

    agree: int
    disagree: int
    other: int
    unclear: int
    other_opinions: list[SaidOut]
    named: list[NamedOut]


class BoxIn(Schema):
    """What stands in one box: agree, disagree or other; `text` is the other opinion."""

    question: int
    mark: str
    text: str = ""


class FormIn(Schema):
    """A member's form; `signed` stands for the signature."""

    boxes: list[BoxIn]
    signed: bool
    organisation: str = ""


class InvitationAnswerIn(Schema):
    """A member's answer to an invitation: attend, substitute or absent."""

    answer: str
    substitute: str = ""
    reason: str = ""
    organisation: str = ""


class AttendanceIn(Schema):
    """Who sat in a seat: present, substitute or absent."""

    organisation: str
    attendance: str
    attended_by: str = ""
    reason: str = ""


class ExplainIn(Schema):
    """What became of an opinion: accepted, partly or not."""

    verdict: str
    reason: str = ""
    change_made: str = ""
    change_place: str = ""


class EntryIn(Schema):
    """What happened to a matter."""

    on: date
    state: str
    text: str
    link_kind: str = ""
    link_code: str = ""
    link_label: str = ""
    link_address: str = ""
