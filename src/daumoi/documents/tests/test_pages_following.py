"""Following answers: the sentence, the board, marking by hand, reminders drafted and remembered every morning."""

import json
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from daumoi.documents import actions, queries
from daumoi.documents.cli import documents
from daumoi.documents.composition import print_paper
from daumoi.documents.models import Addressee, DeliveryState, LinkKind, Paper, PaperState
from daumoi.documents.tests.desk import AT, DAY
from daumoi.documents.tests.test_pages_arrivals import LETTER
from daumoi.documents.tests.test_pages_registers import desks, issued, page
from daumoi.foundation.clock import frozen
from daumoi.foundation.errors import Conflict
from daumoi.foundation.principal import acting
from daumoi.inbox.models import Item
from tests.cast import Cast

__all__ = ["desks"]
LATER = DAY + timedelta(days=15)  # five days after the answer was due
LATE_AT = AT + timedelta(days=15)


def line_of(cast: Cast, paper: Paper) -> Addressee:
    """The one line of a paper."""
    with acting(cast.principal(cast.clerk)):
        return Addressee.objects.get(paper=paper)


def test_the_sentence_counts_answers_and_who_is_late(desks: Cast, fonts: Path) -> None:
    paper = issued(desks, fonts)
    client = desks.client(desks.officer)
    with frozen(DAY):
        words = page(client, "/van-ban/theo-doi/")
        assert "đã trả lời 0/1" in words
        assert "chậm 1" not in words
    with frozen(LATER):
        words = page(client, "/van-ban/theo-doi/?loc=cham")
        assert "chậm 1" in words
        assert "5 ngày" in words
        board = page(client, f"/van-ban/{paper.pk}/theo-doi/")
        assert "Chậm 5 ngày" in board
        assert "Soạn đôn đốc" in board


def test_no_paper_followed_says_how_one_comes_to_be(desks: Cast) -> None:
    assert "Chưa có văn bản nào đề nghị trả lời" in page(desks.client(desks.officer), "/van-ban/theo-doi/")


def test_a_clerk_marks_a_line_by_hand(desks: Cast, fonts: Path) -> None:
    paper = issued(desks, fonts)
    client, place = desks.client(desks.clerk), f"/van-ban/{paper.pk}/theo-doi/{line_of(desks, paper).pk}/"
    nothing = client.post(place, {"words": "không chọn gì"})
    assert nothing.status_code == 422
    assert "Chọn tình trạng mới hoặc văn bản trả lời" in nothing.content.decode()
    client.post(place, {"told": "working", "words": "Bộ B báo qua điện thoại"})
    line = line_of(desks, paper)
    assert (line.state, line.state_words) == (DeliveryState.WORKING, "Bộ B báo qua điện thoại")


def test_an_arrived_paper_is_chosen_as_the_answer(desks: Cast, fonts: Path) -> None:
    paper = issued(desks, fonts)
    client = desks.client(desks.clerk)
    client.post("/van-ban/den/moi/", LETTER)
    with acting(desks.principal(desks.clerk)):
        answer = Paper.objects.get(code_number="88", owner=desks.body_a)
    client.post(
        f"/van-ban/{paper.pk}/theo-doi/{line_of(desks, paper).pk}/", {"told": "", "answer": str(answer.pk)}
    )
    line = line_of(desks, paper)
    assert (line.state, line.answer_id, line.answered_on) == (DeliveryState.ANSWERED, answer.pk, DAY)
    assert "88/BB-CNTT" in page(client, f"/van-ban/{paper.pk}/theo-doi/")


def test_a_reminder_is_drafted_from_what_is_late_and_only_once(desks: Cast, fonts: Path) -> None:
    paper = issued(desks, fonts)
    client = desks.client(desks.officer)
    with frozen(LATER):
        client.post(f"/van-ban/{paper.pk}/don-doc/", {"how": "rieng"})
        again = client.post(f"/van-ban/{paper.pk}/don-doc/", {"how": "chung"})
    assert again.status_code == 409
    assert "đã có công văn đôn đốc" in again.content.decode()
    officer = desks.principal(desks.officer)
    with acting(officer):
        [reminder] = Paper.objects.filter(links__target=paper, links__kind=LinkKind.REMINDS)
        assert (reminder.state, reminder.code_notation) == (PaperState.DRAFT, "BA-TTTT")
        assert [line.organ_name for line in reminder.addressees.all()] == ["Bộ B"]
        words = actions.newest_content(paper=reminder)
        assert "hạn trả lời là ngày 30/11/2026" in words.plain
        assert words.contact is not None
        printed = print_paper(paper=reminder, content=words, at=AT, fonts=fonts)
    assert printed.pages == 1


def test_nobody_late_means_no_reminder(desks: Cast, fonts: Path) -> None:
    paper = issued(desks, fonts)
    officer = desks.principal(desks.officer)
    with acting(officer), pytest.raises(Conflict, match="không còn nơi nào chậm"):
        actions.draft_reminders(by=officer, paper=paper, day=DAY)


def test_each_morning_the_desk_is_told_once_and_no_longer_than_needed(desks: Cast, fonts: Path) -> None:
    paper = issued(desks, fonts)

    def waiting() -> int:
        with acting(desks.principal(desks.officer)):
            return Item.objects.filter(kind="documents.late", thing_id=paper.pk, done_at=None).count()

    assert actions.remind_late(day=DAY, at=AT).papers == 0
    for _morning in range(2):
        assert actions.remind_late(day=LATER, at=LATE_AT).papers == 1
    assert waiting() == 1
    clerk = desks.principal(desks.clerk)
    with acting(clerk):
        line = queries.lines_of(paper=paper, day=LATER)[0].addressee
        line.paper = paper
        answer = _answer(desks, LATE_AT)
        actions.mark_line(by=clerk, line=line, told="", words="", at=LATE_AT, answer=answer)
    assert waiting() == 0


def test_what_was_recalled_is_no_longer_reminded_of(desks: Cast, fonts: Path) -> None:
    paper = issued(desks, fonts)
    actions.remind_late(day=LATER, at=LATE_AT)
    clerk = desks.principal(desks.clerk)
    with acting(clerk):
        actions.recall_paper(by=clerk, paper=paper, reason="gửi nhầm", at=LATE_AT)
    assert actions.remind_late(day=LATER, at=LATE_AT).closed == 1


def _answer(cast: Cast, at: datetime) -> Paper:
    clerk = cast.principal(cast.clerk)
    arrival = actions.Arrival(
        kind=Paper.objects.filter(owner=cast.body_a).latest("pk").kind,
        code="90/BB-CNTT",
        issued_date=at.date(),
        organ_name="Bộ B",
        subject="trả lời muộn",
    )
    return actions.register_arrival(by=clerk, owner=cast.body_a, arrival=arrival, at=at)


def test_the_workbook_has_a_row_for_each_addressee(desks: Cast, fonts: Path) -> None:
    issued(desks, fonts)
    with frozen(LATER):
        answer = desks.client(desks.officer).get("/van-ban/theo-doi/tai/")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    rows = [row for row in sheet.iter_rows(values_only=True) if row[0] == "01/BA-TTTT"]
    assert [(row[3], row[7]) for row in rows] == [("Bộ B", 5)]


@pytest.mark.parametrize(("person", "board", "mark"), [("leader", 200, 403), ("officer_b", 404, 404)])
def test_who_may_look_and_who_may_mark(desks: Cast, fonts: Path, person: str, board: int, mark: int) -> None:
    paper = issued(desks, fonts)
    client = desks.client(getattr(desks, person))
    assert client.get(f"/van-ban/{paper.pk}/theo-doi/").status_code == board
    assert client.get(f"/van-ban/{paper.pk}/theo-doi/{line_of(desks, paper).pk}/").status_code == mark
    assert client.post(f"/van-ban/{paper.pk}/don-doc/", {"how": "chung"}).status_code == mark


def test_the_papers_page_shows_its_lines(desks: Cast, fonts: Path) -> None:
    paper = issued(desks, fonts)
    words = page(desks.client(desks.clerk), f"/van-ban/{paper.pk}/")
    assert "Nơi nhận và trả lời" in words
    assert "Ghi nhận" in words


def test_the_command_line_tells_the_book_and_what_is_late(desks: Cast, fonts: Path) -> None:
    issued(desks, fonts)
    with frozen(LATER):
        run = CliRunner()
        [row] = json.loads(
            run.invoke(documents, ["register", "--side", "out", "--year", "2026", "--json"]).stdout
        )
        [late] = json.loads(run.invoke(documents, ["following", "--json"]).stdout)
        words = run.invoke(documents, ["following"]).stdout
    assert (row["code"], row["issued_date"]) == ("01/BA-TTTT", "2026-11-20")
    assert [(line["organisation"], line["standing"]) for line in late["lines"]] == [("bo-b", "late")]
    assert "đã trả lời 0/1, chậm 1" in words
