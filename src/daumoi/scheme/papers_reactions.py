"""What the scheme does when its papers move: the tờ trình got its number, so the scheme went up under it."""

from django.utils.translation import gettext as _

from daumoi.documents.events import PaperIssued, paper_issued
from daumoi.foundation.clock import now
from daumoi.scheme.actions.papers import ABOUT
from daumoi.scheme.actions.submission import take_submission

_SUBMISSION = "to_trinh"


def take_paper(news: PaperIssued) -> None:
    """The submission was issued: its day and number go into the log, or onto the coordinator's list."""
    if news.about_kind == ABOUT and news.kind == _SUBMISSION:
        take_submission(
            scheme_id=news.about_id,
            paper_id=news.paper_id,
            code=news.code,
            on=news.on,
            at=now(),
            verb=_("Ghi vào đường đi"),
        )


def listen() -> None:
    """Called once, when all rooms are loaded."""
    paper_issued.subscribe(take_paper)
