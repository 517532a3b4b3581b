"""Files of papers: opened, filled in order, exported in the order of time, closed, remembered before the archive."""

from datetime import date
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from daumoi.documents import actions
from daumoi.documents.models import Folder
from daumoi.documents.tests.desk import DAY, draft
from daumoi.documents.tests.test_pages_registers import desks, issued, page
from daumoi.foundation.errors import Conflict
from daumoi.foundation.principal import acting
from daumoi.inbox.models import Item
from tests.cast import Cast

__all__ = ["desks"]
FOLDER = {
    "title": "Hồ sơ khảo sát đơn vị chuyên trách năm 2026",
    "file_notation": "05.TTTT",
    "file_catalog": "2026",
    "maintenance": "20 năm",
    "start_date": "2026-11-01",
}


def opened(cast: Cast) -> Folder:
    """A file of Bộ A, opened through its page."""
    answer = cast.client(cast.officer).post("/van-ban/ho-so/moi/", FOLDER)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    with acting(cast.principal(cast.officer)):
        return Folder.objects.get(file_notation="05.TTTT")


def test_papers_lie_in_their_order_and_a_paper_put_between_moves_the_others(desks: Cast, fonts: Path) -> None:
    folder, client = opened(desks), desks.client(desks.officer)
    first, second, third = (issued(desks, fonts, subject=f"văn bản {n}") for n in ("một", "hai", "ba"))
    for paper in (first, second):
        client.post(f"/van-ban/ho-so/{folder.pk}/them/", {"paper": str(paper.pk)})
    client.post(f"/van-ban/ho-so/{folder.pk}/them/", {"paper": str(third.pk), "ordinal": "1"})
    with acting(desks.principal(desks.officer)):
        order = list(folder.papers.order_by("doc_ordinal").values_list("pk", "doc_ordinal"))
    assert order == [(third.pk, 1), (first.pk, 2), (second.pk, 3)]
    client.post(f"/van-ban/ho-so/{folder.pk}/bo/{third.pk}/")
    with acting(desks.principal(desks.officer)):
        assert list(folder.papers.order_by("doc_ordinal").values_list("doc_ordinal", flat=True)) == [1, 2]


def test_a_second_file_of_the_same_notation_is_refused_at_the_field(desks: Cast) -> None:
    opened(desks)
    again = desks.client(desks.officer).post("/van-ban/ho-so/moi/", FOLDER)
    assert again.status_code == 422
    assert "đã có hồ sơ ký hiệu" in str(again.context["form"].errors["file_notation"])


def test_a_draft_and_a_paper_of_another_file_do_not_enter(desks: Cast, fonts: Path) -> None:
    folder, officer = opened(desks), desks.principal(desks.officer)
    with acting(officer):
        with pytest.raises(Conflict, match="chưa ban hành"):
            actions.add_paper(by=officer, folder=folder, paper=draft(desks))
        other = actions.open_folder(
            by=officer,
            owner=desks.body_a,
            title="Hồ sơ khác",
            file_notation="06",
            file_catalog=2026,
            start_date=DAY,
        )
    paper = issued(desks, fonts)
    with acting(officer):
        actions.add_paper(by=officer, folder=other, paper=paper)
        with pytest.raises(Conflict, match="đang nằm trong hồ sơ khác"):
            actions.add_paper(by=officer, folder=folder, paper=paper)


def test_the_export_holds_each_pdf_in_the_order_of_time_and_the_data_as_xml(desks: Cast, fonts: Path) -> None:
    folder, client = opened(desks), desks.client(desks.officer)
    paper = issued(desks, fonts, subject="gửi Bộ B & các đơn vị")
    client.post(f"/van-ban/ho-so/{folder.pk}/them/", {"paper": str(paper.pk)})
    answer = client.get(f"/van-ban/ho-so/{folder.pk}/tai/")
    archive = ZipFile(BytesIO(answer.content))
    assert archive.namelist() == ["ho-so.xml", "001_2026-11-20_01-ba-tttt.pdf"]
    assert archive.read("001_2026-11-20_01-ba-tttt.pdf").startswith(b"%PDF")
    root = ElementTree.fromstring(archive.read("ho-so.xml"))
    assert (root.findtext("Title"), root.findtext("Maintenance")) == (FOLDER["title"], "20 năm")
    assert (root.findtext("DocTotal"), root.findtext("FileNotation")) == ("1", "05.TTTT")
    [document] = root.findall("Documents/Document")
    assert document.findtext("Subject") == "gửi Bộ B & các đơn vị"
    assert (document.findtext("CodeNumber"), document.findtext("IssuedDate")) == ("01", "2026-11-20")
    assert document.findtext("SignerInfo/FullName") == "Nguyễn Văn A"
    assert document.findtext("To/OrganName") == "Bộ B"
    assert document.findtext("FileName") == "001_2026-11-20_01-ba-tttt.pdf"
    assert client.get(f"/van-ban/ho-so/{folder.pk}/tai/").content == answer.content


def test_a_closed_file_is_remembered_thirty_days_ahead_until_it_is_handed_over(
    desks: Cast, fonts: Path
) -> None:
    folder, client = opened(desks), desks.client(desks.clerk)
    place = f"/van-ban/ho-so/{folder.pk}/"
    empty = client.post(f"{place}dong/", {"end_date": "2026-12-31", "handover_due": "2027-12-31"})
    assert "Hồ sơ chưa có văn bản nào" in empty.content.decode()
    client.post(f"{place}them/", {"paper": str(issued(desks, fonts).pk)})
    backwards = client.post(f"{place}dong/", {"end_date": "2026-12-31", "handover_due": "2026-12-01"})
    assert backwards.status_code == 422
    client.post(f"{place}dong/", {"end_date": "2026-12-31", "handover_due": "2027-12-31"})
    assert actions.warn_archive(day=date(2027, 11, 30)) == 0
    for _morning in range(2):
        assert actions.warn_archive(day=date(2027, 12, 1)) == 1
    with acting(desks.principal(desks.clerk)):
        assert Item.objects.filter(kind="documents.archive", thing_id=folder.pk, done_at=None).count() == 1
    later = client.post(f"{place}them/", {"paper": str(issued(desks, fonts).pk)})
    assert "Hồ sơ đã đóng" in later.content.decode()
    client.post(f"{place}nop-luu/")
    assert actions.warn_archive(day=date(2027, 12, 1)) == 0
    with acting(desks.principal(desks.clerk)):
        assert not Item.objects.filter(kind="documents.archive", done_at=None).exists()
    assert "Đã nộp lưu" in page(client, "/van-ban/ho-so/")


@pytest.mark.parametrize(("person", "look", "write"), [("leader", 200, 403), ("officer_b", 404, 404)])
def test_who_may_look_into_a_file_and_who_may_fill_it(
    desks: Cast, person: str, look: int, write: int
) -> None:
    folder, client = opened(desks), desks.client(getattr(desks, person))
    place = f"/van-ban/ho-so/{folder.pk}/"
    assert client.get(place).status_code == look
    assert client.get(f"{place}tai/").status_code == look
    for verb in ("them", "dong", "nop-luu"):
        assert client.post(f"{place}{verb}/", {}).status_code == write
