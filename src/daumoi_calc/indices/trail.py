"""What happened to single numbers on the way: the lines a reader of a result can ask for."""

from dataclasses import dataclass
from typing import Literal

Stage = Literal[
    "screened", "scored", "denominated", "imputed", "treated", "normalised", "weighted", "aggregated"
]


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One change: at which stage, for which unit (empty: the whole column) and indicator or node, by which method, from
    which number to which (NaN where there was none)."""

    stage: Stage
    unit: str
    code: str
    method: str
    before: float
    after: float
    peer_group: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reader must know before using a figure: a stable `code` for programs and a Vietnamese sentence."""

    code: str
    place: str
    message: str
    peer_group: str = ""
