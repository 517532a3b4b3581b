from daumoi.surveys.queries.coordination import (
    coordinating_organisations,
    published_questionnaires,
    reminders_of,
    sections_done,
)
from daumoi.surveys.queries.definitions import compiled_of, compiled_questionnaire
from daumoi.surveys.queries.replies import MyReply, ReplySheet, my_replies, reply_sheet
from daumoi.surveys.queries.rounds import ARRIVED, Board, BoardRow, RoundRow, board, rounds

__all__ = [
    "ARRIVED",
    "Board",
    "BoardRow",
    "MyReply",
    "ReplySheet",
    "RoundRow",
    "board",
    "compiled_of",
    "compiled_questionnaire",
    "coordinating_organisations",
    "my_replies",
    "published_questionnaires",
    "reminders_of",
    "reply_sheet",
    "rounds",
    "sections_done",
]
