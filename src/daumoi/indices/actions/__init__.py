from daumoi.indices.actions.appeals import answer_appeal, raise_appeal
from daumoi.indices.actions.definitions import adopt_definition
from daumoi.indices.actions.editions import (
    correct_edition,
    open_appeals,
    open_edition,
    publish_edition,
    start_verifying,
)
from daumoi.indices.actions.pack import load_pack
from daumoi.indices.actions.sheets import (
    add_evidence,
    prefill_sheets,
    remove_evidence,
    save_sheet,
    send_sheet,
)
from daumoi.indices.actions.verifying import ask_sheet, receive_sheet, remind_sheet, verify_sheet

__all__ = [
    "add_evidence",
    "adopt_definition",
    "answer_appeal",
    "ask_sheet",
    "correct_edition",
    "load_pack",
    "open_appeals",
    "open_edition",
    "prefill_sheets",
    "publish_edition",
    "raise_appeal",
    "receive_sheet",
    "remind_sheet",
    "remove_evidence",
    "save_sheet",
    "send_sheet",
    "start_verifying",
    "verify_sheet",
]
