"""What surveys do when papers move: the letter of a round was issued, an addressee answered it on paper."""

from daumoi.documents.events import LineAnswered, PaperIssued, line_answered, paper_issued
from daumoi.foundation import clock
from daumoi.surveys import actions
from daumoi.surveys.rules import LETTER_ABOUT


def issue_round_of_letter(news: PaperIssued) -> None:
    """The letter of a prepared round got its number: the round goes out under it."""
    if news.about_kind == LETTER_ABOUT:
        actions.issue_under_letter(
            round_id=news.about_id,
            paper_id=news.paper_id,
            code=news.code,
            on=news.on,
            signer=news.signer,
            at=clock.now(),
        )


def tell_coordinator_of_paper_answer(news: LineAnswered) -> None:
    """An answer came on paper: the coordinator's people are asked to enter it from the scan."""
    if news.about_kind == LETTER_ABOUT and news.organisation_id is not None:
        actions.ask_to_enter_paper(
            round_id=news.about_id, organisation_id=news.organisation_id, code=news.answer_code
        )


def listen() -> None:
    """Called once, when all rooms are loaded."""
    paper_issued.subscribe(issue_round_of_letter)
    line_answered.subscribe(tell_coordinator_of_paper_answer)
