"""The shapes of recommendations and of evidence, as programs send and receive them."""

from datetime import date
from typing import Any

from ninja import Field, Schema


class RecommendationOut(Schema):
    """A letter that recommended forms of organisation."""

    code: str
    title: str
    on: date
    instrument: str | None


class ClauseOut(Schema):
    """How the bodies that a clause addresses stand on the last day."""

    number: int
    text: str
    provision: str
    bodies: int
    followed: int
    not_followed: int
    unknown: int
    gone: int


class FormOnDayOut(Schema):
    """How a body's unit stood on a day; `heed`: theo, chua_theo, chua_xac_dinh, khong_con."""

    day: date
    exists: bool
    form: str
    form_name: str
    unit: str
    source: str
    is_presumed: bool
    heed: str


class FollowedBodyOut(Schema):
    """One body through the days; without a clause the register cannot say which one addresses it."""

    code: str
    name: str
    clause: int | None
    became: list[str]
    days: list[FormOnDayOut]


class RecommendationDetailOut(RecommendationOut):
    """A recommendation followed body by body; `newcomers` did not exist on its day."""

    clauses: list[ClauseOut]
    unplaced: int
    bodies: list[FollowedBodyOut]
    newcomers: list[FollowedBodyOut]


class EvidenceEditionOut(Schema):
    """A published edition that the question can be asked of."""

    index: str
    edition: str
    title: str
    year: int
    is_simulated: bool


class EvidenceFindingsOut(Schema):
    """Question, coding table, inputs, figures and the sentences that may be said of them."""

    edition: dict[str, Any]
    question: dict[str, Any]
    inputs_sha256: str
    seed: int
    bodies: list[dict[str, Any]]
    inputs: dict[str, Any]
    outputs: dict[str, Any]
    sentences: dict[str, list[str]]
    methods: dict[str, str]
    libraries: dict[str, str]


class EvidenceQuery(Schema):
    """The question, settled before any score is seen: `primary` names the outcome (the index or a pillar), `forms` the
    first group, `others` the second (empty: every other form), `covariates` what is held fixed (two at most)."""

    primary: str = ""
    forms: list[str] = Field(["cuc"], max_length=10)
    others: list[str] = Field([], max_length=10)
    day: date | None = None
    group: str = ""
    covariates: list[str] = Field([], max_length=10)
    firm_only: bool = False
