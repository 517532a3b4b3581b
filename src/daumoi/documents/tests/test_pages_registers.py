"""The books of a desk as pages: what stands where, who may open them, search, paging, the printed register."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from django.test import Client

from daumoi.documents import actions
from daumoi.documents.models import Paper, Side
from daumoi.documents.queries import books
from daumoi.documents.tests.desk import AT, DAY, draft, kind, open_registers, signed
from daumoi.foundation.clock import frozen
from daumoi.foundation.principal import acting
from tests.cast import Cast

BOOK = "/van-ban/"


def issued(cast: Cast, fonts: Path, *, subject: str = "khảo sát hiện trạng đơn vị chuyên trách") -> Paper:
    """A numbered letter of Bộ A to Bộ B, whose registers must be open."""
    paper = draft(cast, subject=subject)
    officer, clerk = cast.principal(cast.officer), cast.principal(cast.clerk)
    with acting(officer):
        actions.set_addressees(
            by=officer,
            paper=paper,
            main=[cast.body_b],
            expects_answer=True,
            due_date=DAY.replace(day=30),
            day=DAY,
        )
    signed(cast, paper)
    with acting(clerk):
        return actions.issue_paper(by=clerk, paper=paper, at=AT, fonts=fonts, unit="TTTT")


def page(client: Client, address: str = BOOK) -> str:
    """The words of a page that opens."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return answer.content.decode()


@pytest.fixture
def desks(cast: Cast) -> Cast:
    """Both bodies with open registers."""
    open_registers(cast, body=cast.body_a, agency="BA")
    open_registers(cast, body=cast.body_b, agency="BB")
    return cast


def test_an_issued_letter_stands_in_the_senders_book_and_in_the_receivers(desks: Cast, fonts: Path) -> None:
    issued(desks, fonts)
    ours = page(desks.client(desks.clerk), "/van-ban/?so=di&nam=2026")
    assert "01/BA-TTTT" in ours
    assert "Nguyễn Văn A" in ours
    assert "1 văn bản đi" in ours
    theirs = page(desks.client(desks.clerk_b), "/van-ban/?so=den")
    assert "01/BA-TTTT" in theirs
    assert "Hạn trả lời 30/11/2026" in theirs


def test_drafts_and_papers_under_way_are_a_book_of_their_own(desks: Cast) -> None:
    draft(desks, subject="dự thảo chưa ai ký")
    client = desks.client(desks.officer)
    assert "dự thảo chưa ai ký" not in page(client)
    assert "dự thảo chưa ai ký" in page(client, "/van-ban/?so=du-thao")


def test_search_needs_no_diacritics_and_finds_beginnings_of_words(desks: Cast, fonts: Path) -> None:
    issued(desks, fonts)
    client = desks.client(desks.clerk)
    assert "01/BA-TTTT" in page(client, "/van-ban/?tim=khao+sat+hien")
    assert "Không có văn bản nào khớp" in page(client, "/van-ban/?tim=ngan+sach")


def test_a_search_that_left_older_papers_out_says_so_and_the_workbook_has_them(
    desks: Cast, fonts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    issued(desks, fonts)
    issued(desks, fonts)
    client = desks.client(desks.clerk)
    told = "văn bản mới nhất có các từ này"
    assert told not in page(client, "/van-ban/?tim=khao+sat")
    monkeypatch.setattr(books, "MOST_FOUND", 1)
    shown = page(client, "/van-ban/?tim=khao+sat")
    assert f"Chỉ xét 1 {told}" in shown
    assert ("02/BA-TTTT" in shown, "01/BA-TTTT" in shown) == (True, False)
    workbook = openpyxl.load_workbook(BytesIO(client.get("/van-ban/tai-so/?tim=khao+sat").content))
    words = {str(cell.value) for row in workbook.active.iter_rows() for cell in row}
    assert {"01/BA-TTTT", "02/BA-TTTT"} <= words


def test_a_foreign_body_sees_nothing_of_the_book(desks: Cast, fonts: Path) -> None:
    issued(desks, fonts, subject="chuyện riêng của Bộ A")
    assert "chuyện riêng" not in page(desks.client(desks.officer_b), "/van-ban/?so=di")
    assert "chuyện riêng" not in page(desks.client(desks.coordinator), "/van-ban/?so=di&tim=chuyen")


@pytest.mark.parametrize("person", ["outsider", "inspector"])
def test_who_has_no_desk_is_refused(desks: Cast, person: str) -> None:
    client = desks.client(getattr(desks, person))
    for address in (BOOK, "/van-ban/tai-so/", "/van-ban/theo-doi/", "/van-ban/ho-so/", "/van-ban/so-so/"):
        assert client.get(address).status_code == 403, address


def test_a_visitor_is_asked_to_sign_in(desks: Cast) -> None:
    assert Client().get(BOOK)["Location"].startswith("/tai-khoan/")


def test_pages_follow_each_other_by_key_without_losing_a_line(
    desks: Cast, fonts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(books, "PAGE", 2)
    papers = [issued(desks, fonts, subject=f"công việc thứ {number}") for number in range(5)]
    client, seen, cursor = desks.client(desks.clerk), [], ""
    for _turn in range(3):
        answer = client.get(BOOK, {"so": "di", "cursor": cursor})
        shown = answer.context["page"]
        seen += [paper.code for paper in shown.papers]
        cursor = shown.next or ""
    assert seen == [paper.code for paper in reversed(papers)]
    assert cursor == ""
    assert client.get(BOOK, {"so": "di", "cursor": "hôm qua"}).status_code == 422


def test_what_nobody_answered_can_be_asked_for(desks: Cast, fonts: Path) -> None:
    issued(desks, fonts)
    assert "01/BA-TTTT" in page(desks.client(desks.clerk), "/van-ban/?so=di&chua_tra_loi=on")
    assert "01/BA-TTTT" in page(desks.client(desks.clerk_b), "/van-ban/?so=den&chua_tra_loi=on")


def test_the_register_is_exported_with_the_columns_of_the_annex(desks: Cast, fonts: Path) -> None:
    paper = issued(desks, fonts)
    clerk_b = desks.principal(desks.clerk_b)
    with acting(clerk_b):
        arrived = Paper.objects.get(owner=desks.body_b, side=Side.IN)
        actions.assign_paper(by=clerk_b, paper=arrived, unit=desks.unit_b, words="", at=AT)
    out = _cells(desks.client(desks.clerk), "/van-ban/tai-so/?so=di&nam=2026")
    assert ["Số, ký hiệu văn bản", "Ngày tháng văn bản"] in [row[:2] for row in out]
    assert any(row[0] == paper.code and row[3] == "Nguyễn Văn A" and row[4] == "Bộ B" for row in out)
    incoming = _cells(desks.client(desks.clerk_b), "/van-ban/tai-so/?so=den&nam=2026")
    [line] = [row for row in incoming if row[3] == paper.code]
    assert line[1:3] == [1, "Bộ A"]
    assert line[6] == "Cục Công nghệ thông tin Bộ B"
    assert line[7] is not None, "the day it was handed on"


def _cells(client: Client, address: str) -> list[list[object]]:
    answer = client.get(address)
    assert answer.status_code == 200
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_an_empty_book_says_what_to_do(desks: Cast) -> None:
    assert "Vào sổ văn bản đến" in page(desks.client(desks.clerk), "/van-ban/?so=den")
    assert "Soạn văn bản" in page(desks.client(desks.officer))


def test_the_mark_of_simulated_data_stands_on_the_book(desks: Cast) -> None:
    with frozen(DAY):
        assert "is-simulated" in page(desks.client(desks.clerk))


def test_kinds_narrow_the_book(desks: Cast, fonts: Path) -> None:
    issued(desks, fonts)
    client = desks.client(desks.clerk)
    assert "01/BA-TTTT" in page(client, f"/van-ban/?loai={kind().code}")
    assert "01/BA-TTTT" not in page(client, "/van-ban/?loai=quyet_dinh")
