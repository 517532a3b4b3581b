"""What the council does when papers move: the notice of conclusions of a session was issued."""

from daumoi.council.actions.registering import ABOUT, NOTICE, issue_notice_of_paper
from daumoi.documents.events import PaperIssued, paper_issued


def take_notice(news: PaperIssued) -> None:
    """The notice got its number in the register of papers: the session is issued under it."""
    if news.about_kind == ABOUT and news.kind == NOTICE:
        issue_notice_of_paper(session_id=news.about_id, number=news.code, on=news.on, signer=news.signer)


def listen() -> None:
    """Called once, when all rooms are loaded."""
    paper_issued.subscribe(take_notice)
