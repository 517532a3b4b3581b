"""The parts of a paper's page about its arrival and about following its answers."""

from dataclasses import dataclass
from typing import Any

from daumoi.documents import queries
from daumoi.documents.access import DocumentPermission
from daumoi.documents.forms.arrivals import AssignForm, FinishForm
from daumoi.documents.models import Addressee, Paper, Side, Steering
from daumoi.documents.presenters.following import PaperView, paper_view
from daumoi.documents.queries.followed import FollowedPaper
from daumoi.documents.rules import ways
from daumoi.organisations import queries as organisations
from daumoi.ui.requests import PageRequest


@dataclass(frozen=True)
class ArrivalPart:
    """What is to be done with a paper that came in, and by whom it was done."""

    paper: Paper
    unit: str
    asks: bool
    answered_line: Addressee | None
    assign: AssignForm | None
    finish: FinishForm | None
    may_answer: bool


@dataclass(frozen=True)
class FollowingPart:
    """How far a paper came with each addressee."""

    view: PaperView
    may_mark: bool
    may_remind: bool


def paper_parts(request: PageRequest, paper: Paper) -> dict[str, Any]:
    """`arrival` and `following` for the templates of the same names below `documents/paper/`; None where not due."""
    return {"arrival": arrival_part(request, paper), "following": following_part(request, paper)}


def arrival_part(request: PageRequest, paper: Paper) -> ArrivalPart | None:
    """The arrival side of a paper that came in."""
    if paper.side != Side.IN:
        return None
    principal, at = request.principal, {"body_id": paper.root_id, "owner_id": paper.owner_id}
    clerk = principal.may_at_home(DocumentPermission.CLERK, **at)
    assigns = clerk and ways.allows(paper.state, ways.Act.ASSIGN)
    units = queries.units_of(body_id=paper.root_id, day=request.today) if assigns else []
    unit_id = paper.assigned_unit_id
    names = organisations.names_as_of(ids={unit_id}, day=request.today) if unit_id else {}
    return ArrivalPart(
        paper=paper,
        unit=names.get(unit_id, "") if unit_id else "",
        asks=paper.steering == Steering.DIRECTIVE,
        answered_line=queries.line_answered_by(paper=paper),
        assign=AssignForm(units=units, own=paper.root) if assigns else None,
        finish=FinishForm() if clerk and ways.allows(paper.state, ways.Act.FINISH) else None,
        may_answer=principal.may_at_home(DocumentPermission.DRAFT, **at)
        and ways.allows(paper.state, ways.Act.FINISH),
    )


def following_part(request: PageRequest, paper: Paper) -> FollowingPart | None:
    """The addressees of a paper of ours with how far it came; None while it has none."""
    if paper.side != Side.OUT or not paper.code_number:
        return None
    lines = queries.lines_of(paper=paper, day=request.as_of)
    if not lines:
        return None
    principal, at = request.principal, {"body_id": paper.root_id, "owner_id": paper.owner_id}
    asked = FollowedPaper(paper, tuple(line for line in lines if line.addressee.expects_answer))
    return FollowingPart(
        view=paper_view(FollowedPaper(paper, lines)),
        may_mark=principal.may_at_home(DocumentPermission.CLERK, **at),
        may_remind=bool(asked.late) and principal.may_at_home(DocumentPermission.DRAFT, **at),
    )
