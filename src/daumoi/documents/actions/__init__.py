from daumoi.documents.actions.addresses import set_exchange_address
from daumoi.documents.actions.arrivals import assign_paper, finish_paper
from daumoi.documents.actions.deciding import remind_opinions
from daumoi.documents.actions.delivery import answered_elsewhere, mark_line
from daumoi.documents.actions.drafting import (
    begin_paper,
    cancel_paper,
    newest_content,
    newest_version,
    set_addressees,
    write_version,
)
from daumoi.documents.actions.exchange import dispatch, retry_message
from daumoi.documents.actions.figures import NamedFigure, remove_figure, set_figure, set_figures
from daumoi.documents.actions.files import attach_file
from daumoi.documents.actions.folders import (
    add_paper,
    close_folder,
    hand_over,
    open_folder,
    take_out,
    warn_archive,
)
from daumoi.documents.actions.guidance import remind_guidance
from daumoi.documents.actions.incoming import Arrival, register_arrival
from daumoi.documents.actions.issuing import issue_paper, recall_paper, record_issue
from daumoi.documents.actions.numbering import (
    cancel_number,
    close_series,
    open_series,
    reserve_number,
    series_for,
)
from daumoi.documents.actions.pack import load_pack
from daumoi.documents.actions.receiving import take_message
from daumoi.documents.actions.reminding import Reminded, draft_reminders, remind_late
from daumoi.documents.actions.signing import (
    advise,
    approve,
    record_signed_outside,
    routes_for,
    send_back,
    submit_paper,
)

__all__ = [
    "Arrival",
    "NamedFigure",
    "Reminded",
    "add_paper",
    "advise",
    "answered_elsewhere",
    "approve",
    "assign_paper",
    "attach_file",
    "begin_paper",
    "cancel_number",
    "cancel_paper",
    "close_folder",
    "close_series",
    "dispatch",
    "draft_reminders",
    "finish_paper",
    "hand_over",
    "issue_paper",
    "load_pack",
    "mark_line",
    "newest_content",
    "newest_version",
    "open_folder",
    "open_series",
    "recall_paper",
    "record_issue",
    "record_signed_outside",
    "register_arrival",
    "remind_guidance",
    "remind_late",
    "remind_opinions",
    "remove_figure",
    "reserve_number",
    "retry_message",
    "routes_for",
    "send_back",
    "series_for",
    "set_addressees",
    "set_exchange_address",
    "set_figure",
    "set_figures",
    "submit_paper",
    "take_message",
    "take_out",
    "warn_archive",
    "write_version",
]
