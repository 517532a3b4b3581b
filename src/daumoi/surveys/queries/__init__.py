from daumoi.surveys.queries.coordination import (
    addressees,
    coordinating_organisations,
    letter_of,
    published_questionnaires,
    reminders_of,
    sections_done,
)
from daumoi.surveys.queries.definitions import compiled_of, compiled_questionnaire
from daumoi.surveys.queries.export import export_columns, export_lines
from daumoi.surveys.queries.handovers import Part, parts_of, units_to_hand_to
from daumoi.surveys.queries.questionnaires import QuestionnaireRow, questionnaires
from daumoi.surveys.queries.replies import MyReply, ReplySheet, my_replies, reply_sheet
from daumoi.surveys.queries.rounds import ARRIVED, Board, BoardRow, RoundRow, board, rounds
from daumoi.surveys.queries.standing import RoundStanding, standing_of
from daumoi.surveys.queries.summaries import (
    ApproverSummary,
    CoordinatorSummary,
    OwnReply,
    coordinator_summary,
    head_summary,
    leader_summary,
    ministry_summary,
)

__all__ = [
    "ARRIVED",
    "ApproverSummary",
    "Board",
    "BoardRow",
    "CoordinatorSummary",
    "MyReply",
    "OwnReply",
    "Part",
    "QuestionnaireRow",
    "ReplySheet",
    "RoundRow",
    "RoundStanding",
    "addressees",
    "board",
    "compiled_of",
    "compiled_questionnaire",
    "coordinating_organisations",
    "coordinator_summary",
    "export_columns",
    "export_lines",
    "head_summary",
    "leader_summary",
    "letter_of",
    "ministry_summary",
    "my_replies",
    "parts_of",
    "published_questionnaires",
    "questionnaires",
    "reminders_of",
    "reply_sheet",
    "rounds",
    "sections_done",
    "standing_of",
    "units_to_hand_to",
]
