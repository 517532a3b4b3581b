"""Papers and lines as plain values, for programs: the interface and the command line."""

from typing import Any

from daumoi.documents.models import Paper
from daumoi.documents.queries.followed import FollowedLine

_FIELDS = (
    "id",
    "side",
    "state",
    "code",
    "issued_date",
    "organ_name",
    "subject",
    "signer_full_name",
    "to_places",
    "priority",
    "due_date",
    "arrival_number",
    "arrival_date",
    "is_secret_stub",
    "is_simulated",
)


def paper_data(paper: Paper) -> dict[str, Any]:
    """A paper as its register tells it."""
    return {name: getattr(paper, name) for name in _FIELDS} | {"kind": paper.kind.code}


def line_data(one: FollowedLine) -> dict[str, Any]:
    """An addressee of a paper with how the answer stands."""
    row = one.addressee
    return {
        "id": row.pk,
        "organisation": row.organisation.code if row.organisation is not None else None,
        "organ_name": row.organ_name,
        "role": row.role,
        "expects_answer": row.expects_answer,
        "due_date": row.due_date,
        "state": row.state,
        "standing": one.standing.value,
        "days_late": one.days_late,
        "answered_on": row.answered_on,
        "answer": row.answer_id,
        "state_at": row.state_at,
    }
