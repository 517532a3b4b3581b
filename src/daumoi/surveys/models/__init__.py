from daumoi.surveys.models.coding import Codebook, CodeEntry, Coding
from daumoi.surveys.models.questionnaires import Questionnaire, QuestionnaireState
from daumoi.surveys.models.replies import (
    Answer,
    AnswerStatus,
    Clarification,
    Explanation,
    Handover,
    Reply,
    ReplyFile,
    ReplyState,
    SectionMark,
)
from daumoi.surveys.models.rounds import Extension, Reminder, Round, RoundState

__all__ = [
    "Answer",
    "AnswerStatus",
    "Clarification",
    "CodeEntry",
    "Codebook",
    "Coding",
    "Explanation",
    "Extension",
    "Handover",
    "Questionnaire",
    "QuestionnaireState",
    "Reminder",
    "Reply",
    "ReplyFile",
    "ReplyState",
    "Round",
    "RoundState",
    "SectionMark",
]
