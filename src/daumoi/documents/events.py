"""News of papers for rooms above: what was signed, numbered, delivered, answered. Listeners run in the act's transaction."""

from dataclasses import dataclass
from datetime import date

from daumoi.organisations.events import News


@dataclass(frozen=True)
class PaperIssued:
    """A paper got its number and left: its kind, what it speaks for, its code and its day."""

    paper_id: int
    kind: str
    about_kind: str
    about_id: int
    code: str
    on: date
    signer: str


@dataclass(frozen=True)
class LineAnswered:
    """An addressee answered: the paper that asked, the line, the paper that answers and its day."""

    paper_id: int
    about_kind: str
    about_id: int
    addressee_id: int
    organisation_id: int | None
    answer_id: int
    answer_code: str
    on: date


paper_issued: News[PaperIssued] = News("paper_issued")
line_answered: News[LineAnswered] = News("line_answered")
