from daumoi.indices.models.appeals import Appeal, AppealResult
from daumoi.indices.models.definitions import Index, IndexVersion, Presentation
from daumoi.indices.models.editions import Edition, EditionState, Sheet, SheetState
from daumoi.indices.models.entries import Entry, EntryState, Evidence, EvidenceKind, MarkKind
from daumoi.indices.models.keeping import Kept

__all__ = [
    "Appeal",
    "AppealResult",
    "Edition",
    "EditionState",
    "Entry",
    "EntryState",
    "Evidence",
    "EvidenceKind",
    "Index",
    "IndexVersion",
    "Kept",
    "MarkKind",
    "Presentation",
    "Sheet",
    "SheetState",
]
