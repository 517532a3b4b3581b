"""The shapes that programs send and receive; the values come from `records` and `data`."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from ninja import Field, Schema
from pydantic import StringConstraints

MOST_MARKS = 2000
Words = Annotated[str, StringConstraints(max_length=4000, pattern=r"^[^\x00]*$")]
Line = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00]*$")]
MarkKindName = Literal["", "value", "missing", "not_applicable"]


class IndexVersionOut(Schema):
    """One definition: from `first_year` up to but not including `end_year`."""

    version: str
    name: str
    digest: str
    first_year: int | None
    end_year: int | None


class IndexOut(Schema):
    """One index; `editions` counts the published ones, `newest` is the code of the newest of them."""

    code: str
    name: str
    owner: str
    presentation: str
    is_simulated: bool
    versions: list[IndexVersionOut]
    editions: int
    newest: str | None


class EditionOut(Schema):
    """One edition of an index and where it stands."""

    index: str
    version: str
    code: str
    title: str
    year: int
    state: str
    cut_off: date
    due_on: date | None
    appeals_until: date | None
    published_on: date | None
    published_under: str
    corrects: str | None
    digest: str
    is_simulated: bool


class IndexDetailOut(Schema):
    """One index with its editions; `definition` is the text (YAML) of the version asked for, else of the newest."""

    code: str
    name: str
    owner: str
    presentation: str
    is_simulated: bool
    versions: list[IndexVersionOut]
    version: str
    definition: str
    editions: list[EditionOut]


class SheetLineOut(Schema):
    """One body of an edition; what was verified is told to the coordinator only."""

    body: str
    name: str
    group: str
    state: str
    sent_on: date | None
    sent_under: str
    received_on: date | None
    confirmed: int
    total: int
    verified: int | None
    differing: int | None
    open_appeals: int


class EditionDetailOut(EditionOut):
    """One edition with the sheets that the reader may see."""

    sheets: list[SheetLineOut]


class ResultUnitOut(Schema):
    """One unit of a result. Places where the owner gives places (with their bounds over 90 % of the weightings), else
    its band; `pillars` are scores by code."""

    code: str
    name: str
    group: str | None
    score: str | None
    rank: float | None = None
    rank_low_90: float | None = None
    rank_high_90: float | None = None
    band: str | None = None
    pillars: dict[str, Any]


class IndexResultOut(Schema):
    """A published result, with what is needed to compute it again."""

    index: str
    edition: str
    title: str
    year: int
    version: str
    state: str
    simulated: bool
    data_cut_off: date
    published_on: date | None
    published_under: str
    corrects: str | None
    recipe: Any
    digest: str | None
    units: list[ResultUnitOut]


class CriterionOut(Schema):
    """One indicator of a unit on the scale of the index; null where it has no value, “na” where it does not apply."""

    code: str
    name: str
    score: Any


class UnitDetailOut(ResultUnitOut):
    """One unit with its indicators."""

    criteria: list[CriterionOut]


class EvidenceOut(Schema):
    """A proof of a cell: a file kept here, a paper by its number, or a fact of the product."""

    number: int
    kind: str
    title: str
    document: str
    name: str
    size: int
    sha256: str
    added_by: str
    added_at: datetime


class AppealOut(Schema):
    """An appeal and what became of it (accepted, partly, kept; empty while it waits)."""

    body: str
    number: int
    column: str
    criterion: str
    text: str
    document: str
    raised_on: date
    result: str
    answer: str
    answered_on: date | None


class SheetCellOut(Schema):
    """One cell: what the body says, what the verification found, why they differ. What was verified is null, and the
    reason empty, as long as the reader may not see it."""

    column: str
    criterion: str
    name: str
    unit: str
    most: float | None
    state: str
    self_kind: str
    self_value: Decimal | None
    self_points: Decimal | None
    note: str
    source: str
    verified_kind: str | None
    verified_value: Decimal | None
    verified_points: Decimal | None
    reason: str
    evidence: list[EvidenceOut]


class SheetOut(Schema):
    """The sheet of one body."""

    index: str
    edition: str
    body: str
    name: str
    state: str
    asked: str
    may_fill: bool
    may_appeal: bool
    cells: list[SheetCellOut]


class MarkIn(Schema):
    """What is said of one cell. `kind`: value, missing, not_applicable, or empty to take back what was said;
    `words` is the body's note, or the reason of a verified mark; `confirmed` stands by a prefilled value as it is."""

    column: Line
    kind: MarkKindName = "value"
    value: Decimal | None = None
    words: Words = ""
    confirmed: bool = False


class MarksIn(Schema):
    """The cells of one body that are written; the others stay as they are."""

    marks: list[MarkIn] = Field(max_length=MOST_MARKS)


class VerifiedIn(MarksIn):
    """Verified marks; `finished` ends the verification of the sheet."""

    finished: bool = False


class AppealIn(Schema):
    """Why the verified mark of a cell should be looked at again."""

    column: Line
    text: Words
    document: Line = ""


class AppealAnswerIn(Schema):
    """The answer to an appeal; accepted, wholly or in part, with the new mark."""

    result: Literal["accepted", "partly", "kept"]
    answer: Words
    kind: Literal["value", "missing", "not_applicable"] = "value"
    value: Decimal | None = None
