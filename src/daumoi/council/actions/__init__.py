from daumoi.council.actions.ballots import Box, close_ballot, enter_paper_form, extend_ballot, return_form
from daumoi.council.actions.bodies import create_council, end_seat, renew_council, seat_member
from daumoi.council.actions.holding import (
    answer_invitation,
    conclude,
    explain_opinion,
    issue_notice,
    mark_attendance,
    open_session,
    record_opinion,
    write_minutes,
)
from daumoi.council.actions.matters import add_entry, assign_matter, raise_matter
from daumoi.council.actions.pack import load_pack
from daumoi.council.actions.preparing import (
    add_item,
    add_paper,
    add_question,
    create_session,
    remove_item,
    send_session,
    stop_session,
)
from daumoi.council.actions.registering import draft_official

__all__ = [
    "Box",
    "add_entry",
    "add_item",
    "add_paper",
    "add_question",
    "answer_invitation",
    "assign_matter",
    "close_ballot",
    "conclude",
    "create_council",
    "create_session",
    "draft_official",
    "end_seat",
    "enter_paper_form",
    "explain_opinion",
    "extend_ballot",
    "issue_notice",
    "load_pack",
    "mark_attendance",
    "open_session",
    "raise_matter",
    "record_opinion",
    "remove_item",
    "renew_council",
    "return_form",
    "seat_member",
    "send_session",
    "stop_session",
    "write_minutes",
]
