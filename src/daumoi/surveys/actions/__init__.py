from daumoi.surveys.actions.answers import (
    AnswerChanged,
    NewAnswer,
    add_row,
    clear_answer,
    confirm_prefill,
    declare_not_arisen,
    explain,
    mark_section,
    remove_row,
    save_answer,
    save_answers,
)
from daumoi.surveys.actions.clarifications import Asked, answer_clarification, ask_clarification
from daumoi.surveys.actions.coordinating import edit_reminder, report_paper_difference, set_contact
from daumoi.surveys.actions.coordination import draft_reminder, extend, send_reminder, waive
from daumoi.surveys.actions.incoming import drop_package, keep_package, kept_package
from daumoi.surveys.actions.paper import check_paper, start_from_paper
from daumoi.surveys.actions.replies import (
    approve_by_click,
    attach_signed_letter,
    close_reply,
    current_code,
    prepare_annex,
    receive,
    send_reply,
)
from daumoi.surveys.actions.rounds import addressees_on, close_round, create_round, edit_round, issue_round

__all__ = [
    "AnswerChanged",
    "Asked",
    "NewAnswer",
    "add_row",
    "addressees_on",
    "answer_clarification",
    "approve_by_click",
    "ask_clarification",
    "attach_signed_letter",
    "check_paper",
    "clear_answer",
    "close_reply",
    "close_round",
    "confirm_prefill",
    "create_round",
    "current_code",
    "declare_not_arisen",
    "draft_reminder",
    "drop_package",
    "edit_reminder",
    "edit_round",
    "explain",
    "extend",
    "issue_round",
    "keep_package",
    "kept_package",
    "mark_section",
    "prepare_annex",
    "receive",
    "remove_row",
    "report_paper_difference",
    "save_answer",
    "save_answers",
    "send_reminder",
    "send_reply",
    "set_contact",
    "start_from_paper",
    "waive",
]
