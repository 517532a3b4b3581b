"""Findings in words, in the allowed shapes only: `say(finding=…, language=…)`."""

from daumoi_calc.statistics.refusals import Incomparable
from daumoi_calc.statistics.sentences.findings import (
    AdjustedFinding,
    ContaminationFinding,
    Finding,
    GroupFinding,
    LabelFinding,
    OutcomesFinding,
    PairsFinding,
    RankStatement,
    Scale,
    Source,
    StratifiedFinding,
    Trend,
    UpgradeFinding,
)
from daumoi_calc.statistics.sentences.statement import (
    RESERVATION,
    Language,
    Statement,
    checked_name,
    forbidden_words,
)
from daumoi_calc.statistics.sentences.wording import say

__all__ = [
    "RESERVATION",
    "AdjustedFinding",
    "ContaminationFinding",
    "Finding",
    "GroupFinding",
    "Incomparable",
    "LabelFinding",
    "Language",
    "OutcomesFinding",
    "PairsFinding",
    "RankStatement",
    "Scale",
    "Source",
    "Statement",
    "StratifiedFinding",
    "Trend",
    "UpgradeFinding",
    "checked_name",
    "forbidden_words",
    "say",
]
