"""What the papers of a scheme are composed from: plain values, read once (`queries.papers_material`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class PhaseLine:
    """A phase with its calendar years, first and last."""

    code: str
    number: int
    name: str
    first: int
    last: int
    most_changes: int | None = None


@dataclass(frozen=True)
class BodyLine:
    """One body: what it has, what it wished, what the chosen plan foresees.

    `form_now` and `decided_form` are codes, `…_words` their words; `net` and `given` are posts by kind of the option
    taken; `money` is đồng by (source, year).
    """

    code: str
    name: str
    unit_now: str
    form_now: str
    form_now_words: str
    wish_words: str
    decided_form: str
    decided_words: str
    phase: str
    unit_name: str = ""
    net: Mapping[str, int] = field(default_factory=dict)
    given: Mapping[str, int] = field(default_factory=dict)
    givers: str = ""
    money: Mapping[tuple[str, int], int] = field(default_factory=dict)

    @property
    def changes(self) -> bool:
        """Whether the plan changes its unit."""
        return bool(self.phase)


@dataclass(frozen=True)
class PlanWords:
    """The plan that was chosen, with what proves it."""

    run: int
    digest: str
    value: int
    bound: int
    reason: str
    document: str


@dataclass(frozen=True)
class DraftOpinionLine:
    """One opinion on a draft of the set, in its giver's words, and what became of it."""

    giver: str
    part: str
    text: str
    decision: str
    decision_words: str
    reason: str
    change: str
    consultation: int


@dataclass(frozen=True)
class Round:
    """One round of asking for opinions on a draft."""

    number: int
    paper: str
    opened: date
    due: date
    asked: int
    answered: int


@dataclass(frozen=True)
class WayLine:
    """One line of the log of the scheme's way."""

    number: int
    kind: str
    on: date
    body: str
    field: str
    field_words: str
    verdict: str
    verdict_words: str
    document: str
    words: str


@dataclass(frozen=True)
class Ground:
    """A legal ground of the day, as a paper cites it in full."""

    cited: str


@dataclass(frozen=True)
class CeilingLine:
    """A limit in words with its amount (posts, or đồng) and what it rests on."""

    name: str
    is_money: bool
    amount: int
    basis: str


@dataclass(frozen=True)
class Material:
    """Everything. `figures` are the scheme's figures that are known (name → label), `survey` the survey's (code →
    label); a text may bind only these. `kinds` and `sources` are the words of kinds of posts and sources of money."""

    code: str
    title: str
    title_then: str
    purpose: str
    as_of: date
    day: date
    writer: str
    """The body that submits the scheme."""
    head: str
    """The position of whoever heads the writing body, as it signs (“BỘ TRƯỞNG”)."""
    round_code: str
    round_title: str
    round_letter: str
    duty_set: str
    duties: tuple[str, ...]
    phases: tuple[PhaseLine, ...]
    bodies: tuple[BodyLine, ...]
    figures: Mapping[str, str]
    survey: Mapping[str, str]
    plan: PlanWords | None
    opinions: tuple[DraftOpinionLine, ...]
    rounds: tuple[Round, ...]
    way: tuple[WayLine, ...]
    grounds: tuple[Ground, ...]
    ceilings: tuple[CeilingLine, ...]
    kinds: Mapping[str, str]
    sources: Mapping[str, str]
    regimes: tuple[str, ...]

    @property
    def changing(self) -> tuple[BodyLine, ...]:
        """Bodies whose unit changes by the plan."""
        return tuple(one for one in self.bodies if one.changes)

    def in_phase(self, code: str) -> tuple[BodyLine, ...]:
        """Bodies that change in a phase."""
        return tuple(one for one in self.bodies if one.phase == code)

    @property
    def spoken(self) -> tuple[WayLine, ...]:
        """The opinions of bodies on the scheme."""
        return tuple(one for one in self.way if one.kind == "y_kien")

    @property
    def differing(self) -> tuple[WayLine, ...]:
        """Opinions that differ."""
        return tuple(one for one in self.spoken if one.verdict == "khac")

    @property
    def refused(self) -> tuple[DraftOpinionLine, ...]:
        """Opinions on the draft that were not taken up, or only in part."""
        return tuple(one for one in self.opinions if one.decision in ("refused", "partly"))
