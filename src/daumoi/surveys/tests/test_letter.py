"""The official letter of a round: its number issues the round, each reply answers its line."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from daumoi.documents import actions as documents
from daumoi.documents.fonts import build_fonts
from daumoi.documents.models import Addressee, DeliveryState, Paper
from daumoi.documents.tests.desk import open_registers
from daumoi.foundation.errors import Conflict, Forbidden
from daumoi.foundation.principal import acting
from daumoi.surveys import actions, queries
from daumoi.surveys.actions.letters import close_letter_line
from daumoi.surveys.models import Reply, ReplyState, Round, RoundState
from daumoi.surveys.tests.factories import make_round
from tests.cast import Cast

PROJECT = Path(__file__).resolve().parents[4]
DAY = date(2016, 7, 4)
AT = datetime(2016, 7, 4, 2, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def fonts() -> Path:
    target = PROJECT / "var" / "fonts"
    build_fonts(target=target, node_modules=PROJECT / "node_modules")
    return target


def _letter(cast: Cast) -> tuple[Round, Paper]:
    """A prepared round of Bộ B (where the coordinator sits) and its drafted letter to both bodies."""
    open_registers(cast, body=cast.body_b, agency="BB")
    open_registers(cast, body=cast.body_a, agency="BA")
    round_ = make_round(cast, issued=False)
    coordinator = cast.principal(cast.coordinator)
    with acting(coordinator):
        return round_, actions.draft_letter(
            by=coordinator, round_=round_, addressees=[cast.body_a, cast.body_b], day=DAY
        )


def test_the_letter_takes_addressees_deadline_and_contact_from_the_round(cast: Cast) -> None:
    round_, paper = _letter(cast)
    with acting(cast.principal(cast.coordinator)):
        lines = Addressee.objects.filter(paper=paper)
        assert {line.organisation for line in lines} == {cast.body_a, cast.body_b}
        assert {line.due_date for line in lines} == {round_.due_on}
        contact = documents.newest_content(paper=paper).contact
        assert contact is not None
        assert contact.name == round_.contact_name


def test_issuing_the_letter_issues_the_round_under_its_number(cast: Cast, fonts: Path) -> None:
    round_, paper = _letter(cast)
    coordinator = cast.principal(cast.coordinator)
    with acting(coordinator):
        documents.record_signed_outside(by=coordinator, paper=paper, signer="Thứ trưởng A", at=AT)
        documents.issue_paper(by=coordinator, paper=paper, at=AT, fonts=fonts, unit="CĐS")
        round_.refresh_from_db()
        assert (round_.state, round_.letter_number) == (RoundState.ISSUED, "01/BB-CĐS")
        assert Reply.objects.filter(round=round_).count() == 2


def test_a_reply_that_was_sent_answers_its_line_of_the_letter(cast: Cast, fonts: Path) -> None:
    round_, paper = _letter(cast)
    coordinator = cast.principal(cast.coordinator)
    with acting(coordinator):
        documents.record_signed_outside(by=coordinator, paper=paper, signer="Thứ trưởng A", at=AT)
        documents.issue_paper(by=coordinator, paper=paper, at=AT, fonts=fonts, unit="CĐS")
        reply = Reply.objects.select_related("round", "owner").get(round=round_, owner=cast.body_a)
        reply.letter_number, reply.letter_date = "99/BA-TTTT", DAY
        assert close_letter_line(reply=reply, at=AT) == 1
        line = Addressee.objects.get(paper=paper, organisation=cast.body_a)
        assert (line.state, line.answered_on) == (DeliveryState.ANSWERED, DAY)
        assert reply.state == ReplyState.OPEN, "the line follows the reply, not the other way round"


def test_one_round_has_one_letter_on_its_way(cast: Cast) -> None:
    round_, _paper = _letter(cast)
    coordinator = cast.principal(cast.coordinator)
    with acting(coordinator), pytest.raises(Conflict, match="đã được soạn"):
        actions.draft_letter(by=coordinator, round_=round_, addressees=[cast.body_a], day=DAY)


def test_only_who_coordinates_the_round_drafts_its_letter(cast: Cast) -> None:
    round_ = make_round(cast, issued=False)
    officer = cast.principal(cast.officer_b)
    with acting(officer), pytest.raises(Forbidden):
        actions.draft_letter(by=officer, round_=round_, addressees=[cast.body_a], day=DAY)


def test_the_standing_of_a_round_counts_up_to_the_day(cast: Cast, fonts: Path) -> None:
    round_, paper = _letter(cast)
    coordinator = cast.principal(cast.coordinator)
    with acting(coordinator):
        documents.record_signed_outside(by=coordinator, paper=paper, signer="Thứ trưởng A", at=AT)
        documents.issue_paper(by=coordinator, paper=paper, at=AT, fonts=fonts, unit="CĐS")
        Reply.objects.filter(round=round_, owner=cast.body_a).update(sent_at=AT, state=ReplyState.SENT)
        before = queries.standing_of(principal=coordinator, round_=round_, day=date(2016, 7, 3))
        after = queries.standing_of(principal=coordinator, round_=round_, day=DAY)
    assert (before.arrived, after.arrived, after.asked) == (0, 1, 2)
