"""Councils, sessions, results and the ledger as plain values, for programs."""

from typing import Any

from daumoi.council.models import MatterEntry, Opinion, OpinionKind
from daumoi.council.queries import (
    Board,
    CouncilView,
    InvitationLine,
    LastTime,
    Ledger,
    MatterRow,
    MatterView,
    PaperLine,
    Result,
    SessionView,
)
from daumoi.council.rules import Quorum


def council_data(view: CouncilView) -> dict[str, Any]:
    """One council as of a day."""
    return {
        "code": view.council.code,
        "kind": view.council.kind,
        "presence": view.council.presence,
        "is_simulated": view.council.is_simulated,
        "name": view.state.name if view.state is not None else "",
        "standing_body": view.standing,
        "states": [
            {
                "name": state.name,
                "founding": state.founding_words,
                "statute": state.statute_words,
                "quorum": f"{state.quorum_numerator}/{state.quorum_denominator}"
                if state.quorum_numerator
                else None,
                "valid_from": state.valid_from,
                "valid_to": state.valid_to,
                "source": state.source_text,
                "confidence": state.confidence,
            }
            for state in view.states
        ],
        "seats": [
            {
                "organisation": row.seat.owner.code,
                "name": row.organisation,
                "role": row.seat.role,
                "holder": row.seat.holder,
                "position": row.seat.position,
                "substitute": row.seat.substitute,
                "valid_from": row.seat.valid_from,
                "valid_to": row.seat.valid_to,
            }
            for row in view.seats
        ],
        "sessions": [
            {
                "code": one.code,
                "title": one.title,
                "held_on": one.held_on,
                "mode": one.mode,
                "state": one.state,
            }
            for one in view.sessions
        ],
        "open_matters": view.open_matters,
    }


def session_data(view: SessionView) -> dict[str, Any]:
    """One session with everything said in it, kinds apart."""
    session = view.session
    return {
        "code": session.code,
        "council": session.council.code,
        "council_name": view.council_name,
        "title": session.title,
        "mode": session.mode,
        "held_on": session.held_on,
        "due_on": session.due_on,
        "place": session.place,
        "state": session.state,
        "letter": session.letter_number,
        "notice": session.notice_number,
        "is_simulated": session.is_simulated,
        "source": session.source_text,
        "confidence": session.confidence if session.source_id else "",
        "note": session.note,
        "agenda": [
            {"number": item.number, "title": item.title, "kind": item.kind, "presenter": item.presenter}
            for item in view.items
        ],
        "papers": [_paper_data(line) for line in view.papers],
        "members": [_member_data(line) for line in view.invitations],
        "quorum": _quorum_data(view.quorum),
        "information": [opinion_data(one) for one in view.of_kind(OpinionKind.INFORMATION)],
        "opinions": [opinion_data(one) for one in view.asked],
        "conclusions": [opinion_data(one) for one in view.conclusions],
        "questions": [
            {"number": one.number, "text": one.text, "is_anonymous": one.is_anonymous}
            for one in view.questions
        ],
        "matters": [row.matter.code for row in view.matters],
    }


def _paper_data(line: PaperLine) -> dict[str, Any]:
    return {
        "number": line.current.number,
        "title": line.current.title,
        "document": line.current.document_code,
        "version": line.current.version,
        "sha256": line.current.sha256,
        "frozen_at": line.current.frozen_at,
        "replaced_after_sending": line.was_replaced,
    }


def _member_data(line: InvitationLine) -> dict[str, Any]:
    row = line.invitation
    return {
        "organisation": row.owner.code,
        "name": line.organisation,
        "holder": row.holder,
        "role": row.seat.role,
        "sent_at": row.sent_at,
        "channel": row.channel,
        "proof": row.proof,
        "answer": row.answer,
        "attendance": row.attendance,
        "attended_by": row.attended_by,
        "absence_reason": row.absence_reason,
        "form": row.form_state,
        "form_flaws": [flaw for flaw in row.form_flaws.split(",") if flaw],
        "returned_on": row.returned_on,
    }


def _quorum_data(found: Quorum) -> dict[str, Any]:
    return {
        "entitled": found.entitled,
        "present": found.present,
        "substitutes": found.substitutes,
        "counted": found.counted,
        "needed": found.needed,
        "is_reached": found.is_reached,
    }


def opinion_data(one: Opinion) -> dict[str, Any]:
    """One thing said, and what became of it."""
    return {
        "number": one.number,
        "kind": one.kind,
        "speaker": one.speaker,
        "text": one.text,
        "is_verbatim": one.is_verbatim,
        "verdict": one.verdict,
        "reason": one.reason,
        "change_made": one.change_made,
        "change_place": one.change_place,
        "source": one.source_text,
        "confidence": one.confidence if one.source_id else "",
    }


def last_time_data(page: LastTime) -> dict[str, Any]:
    """What the session before left, and what became of it."""
    return {
        "session": page.session.code,
        "before": page.before.code if page.before is not None else None,
        "conclusions": [opinion_data(one) for one in page.conclusions],
        "opinions": [opinion_data(one) for one in page.asked],
        "followed": [
            {
                "matter": one.now.matter.code,
                "title": one.now.matter.title,
                "then": one.then.state.value if one.then is not None else None,
                "now": one.now.state.value,
                "between": [entry_data(entry) for entry in one.between],
            }
            for one in page.followed
        ],
    }


def ledger_data(found: Ledger) -> dict[str, Any]:
    """The ledger as of a day: `as_of`, `matters` with the oldest open ones first."""
    return {
        "as_of": found.day,
        "open": len(found.open),
        "late": len(found.late),
        "matters": [matter_data(row) for row in (*found.open, *found.closed)],
    }


def matter_data(row: MatterRow) -> dict[str, Any]:
    """One line of the ledger."""
    matter = row.matter
    return {
        "code": matter.code,
        "council": matter.council.code,
        "kind": matter.kind,
        "title": matter.title,
        "raised_on": matter.raised_on,
        "raised_by": matter.raised_by,
        "session": matter.session.code if matter.session is not None else None,
        "responsible": row.responsible,
        "due_on": matter.due_on,
        "state": row.state.value,
        "since": row.since,
        "age_days": row.age.days,
        "overdue_days": row.age.overdue if row.is_open else 0,
        "last_words": row.last_words,
        "is_simulated": matter.is_simulated,
        "source": matter.source_text,
        "confidence": matter.confidence if matter.source_id else "",
    }


def matter_view_data(view: MatterView) -> dict[str, Any]:
    """One matter with everything that happened to it by the day."""
    return {
        **matter_data(view.row),
        "text": view.row.matter.text,
        "entries": [entry_data(entry) for entry in view.entries],
    }


def entry_data(entry: MatterEntry) -> dict[str, Any]:
    """What happened to a matter on a day."""
    return {
        "on": entry.on,
        "state": entry.state,
        "text": entry.text,
        "link_kind": entry.link_kind,
        "link_code": entry.link_code,
        "link_label": entry.link_label,
        "link_address": entry.link_address,
        "source": entry.source_text,
    }


def board_data(board: Board) -> dict[str, Any]:
    """Where the forms stand."""
    return {
        "sent": len(board.lines),
        "returned": board.returned,
        "valid": len(board.valid),
        "invalid": len(board.invalid),
        "missing": [line.organisation for line in board.missing],
        "due_on": board.due_on,
        "quorum": _quorum_data(board.quorum),
    }


def result_data(found: Result) -> list[dict[str, Any]]:
    """The totals of a closed ballot, question by question; other opinions verbatim."""
    return [
        {
            "number": one.question.number,
            "text": one.question.text,
            "is_anonymous": one.question.is_anonymous,
            "agree": one.totals.agree,
            "disagree": one.totals.disagree,
            "other": one.totals.other,
            "unclear": one.totals.unclear,
            "other_opinions": [{"who": said.who, "text": said.text} for said in one.others],
            "named": [{"who": line.who, "mark": line.mark.value} for line in one.named],
        }
        for one in found.questions
    ]
