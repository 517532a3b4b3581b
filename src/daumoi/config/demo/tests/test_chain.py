"""The story of a letter: out to 22 bodies, answers back, a session, its table of opinions and its notice."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.db import transaction
from pypdf import PdfReader
from pytest_django import DjangoDbBlocker
from python_calamine import CalamineWorkbook

from daumoi.config.demo import chain, government, letters, people
from daumoi.config.demo.chain import Chain
from daumoi.council.models import Matter, SessionState
from daumoi.documents import queries
from daumoi.documents.edxml.model import DocumentMessage
from daumoi.documents.edxml.read import read_message
from daumoi.documents.models import DeliveryState, NumberState, Paper, PaperState, Side
from daumoi.documents.rules.waiting import Standing
from daumoi.foundation.principal import acting, system
from daumoi.inbox.models import Item
from daumoi.surveys.models import RoundState

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def played(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Chain]:
    """The story alone, without the rest of the demonstration, in a transaction that is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield chain.build()
        transaction.set_rollback(True)


def test_the_letter_issued_the_round_under_its_number(played: Chain) -> None:
    letter = played.sent.letter
    assert (letter.code, letter.state) == ("01/BP-ĐP", PaperState.ISSUED)
    with acting(people.principal("dieuphoi", TODAY)):
        played.sent.round.refresh_from_db()
        assert (played.sent.round.state, played.sent.round.letter_number) == (RoundState.ISSUED, letter.code)


def test_every_body_got_it_in_its_register_or_as_a_message(played: Chain) -> None:
    assert (played.asked, played.arrived, played.sent.messages_out) == (22, 20, 2)
    with acting(system("xem")):
        numbers = Paper.objects.filter(guid=played.sent.letter.guid, side=Side.IN)
        assert all(paper.arrival_number for paper in numbers)


def test_answers_closed_their_lines_by_form_letter_and_message(played: Chain) -> None:
    with acting(people.principal("vanthu", TODAY)):
        lines = queries.lines_of(paper=played.sent.letter, day=TODAY)
        by = {
            "form": [line for line in lines if line.addressee.state_words.startswith("Trả lời bằng phiếu")],
            "paper": [line for line in lines if line.addressee.answer is not None],
        }
        standings = [line.standing for line in lines]
    assert (len(by["form"]), len(by["paper"])) == (16, 3)
    assert standings.count(Standing.ANSWERED_LATE) == len(letters.LATE)
    assert standings.count(Standing.LATE) == 3
    assert {line.addressee.state for line in by["form"] + by["paper"]} == {DeliveryState.ANSWERED}


def test_the_coordinator_is_asked_to_enter_the_answers_that_came_on_paper(played: Chain) -> None:
    with acting(people.principal("dieuphoi", TODAY)):
        waiting = Item.objects.filter(
            kind="surveys.review", title__startswith="Nhập trả lời giấy", done_at=None
        )
        assert waiting.count() == 3


def test_the_series_has_no_gap(played: Chain) -> None:
    with acting(people.principal("vanthu", TODAY)):
        series = played.sent.letter.series
        assert series is not None
        rows = queries.numbers_of(series=series, year=2026)
    assert [row.number for row in rows] == list(range(len(rows), 0, -1))
    assert {row.state for row in rows} == {NumberState.ISSUED}


def test_the_session_is_issued_under_the_number_of_its_notice(played: Chain) -> None:
    session = played.held.session
    assert session.state == SessionState.ISSUED
    assert session.notice_number == played.held.notice.code
    with acting(people.principal("dieuphoi", TODAY)):
        matter = Matter.objects.get(session=session)
        assert matter.entries.filter(link_code=played.sent.letter.code).exists()


def test_the_files_are_what_they_say(played: Chain, tmp_path: Path) -> None:
    files = {path.name: path.read_bytes() for path in chain.write_files(chain=played, folder=tmp_path)}
    messages = [read_message(BytesIO(data)) for name, data in files.items() if name.endswith(".edxml")]
    assert [message.code.text for message in messages if isinstance(message, DocumentMessage)] == [
        "01/BP-ĐP"
    ] * 2
    notice = next(data for name, data in files.items() if "TB" in name)
    words = " ".join(page.extract_text() for page in PdfReader(BytesIO(notice)).pages)
    assert "THÔNG BÁO" in words
    assert "Kết luận của Chủ tịch" in words
    table = CalamineWorkbook.from_filelike(BytesIO(files["bang-y-kien.xlsx"]))
    cells = [cell for row in table.get_sheet_by_index(0).to_python() for cell in row]
    assert any("bộ phận cứng" in str(cell) for cell in cells)


def test_playing_it_again_changes_nothing(played: Chain) -> None:
    again = chain.build()
    assert (again.sent.letter.pk, again.held.session.pk) == (played.sent.letter.pk, played.held.session.pk)
    assert len(government.BODIES) == again.asked
