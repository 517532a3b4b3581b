from daumoi.surveys.queries.definitions import compiled_of, compiled_questionnaire
from daumoi.surveys.queries.replies import MyReply, ReplySheet, my_replies, reply_sheet
from daumoi.surveys.queries.rounds import Board, BoardRow, RoundRow, board, rounds

__all__ = [
    "Board",
    "BoardRow",
    "MyReply",
    "ReplySheet",
    "RoundRow",
    "board",
    "compiled_of",
    "compiled_questionnaire",
    "my_replies",
    "reply_sheet",
    "rounds",
]
