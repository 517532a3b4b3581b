"""Report 1 on the real register: what it says for its days, from which sources, in PDF and XLSX."""

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.test import Client
from openpyxl import load_workbook
from pypdf import PdfReader

from daumoi.documents.fonts import build_fonts
from daumoi.documents.rendering.model import Reference
from daumoi.foundation.principal import acting, system
from daumoi.mandates.tests.helpers import record
from daumoi.organisations.queries import Certainty
from daumoi.overview.presenters.status_report import status_document
from daumoi.overview.status_report_actions import report_pdf, report_workbook, write_status_report
from daumoi.overview.status_report_cli import COMMANDS
from daumoi.overview.status_report_queries import StatusReport, previous_key_day, status_report
from tests.cast import Cast

READER = system("người đọc")
LETTER, SESSION, NOW = date(2011, 9, 8), date(2017, 5, 31), date(2026, 11, 22)


@pytest.fixture(scope="session")
def typefaces(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The typefaces, built once for the session where the installation has none yet."""
    target = settings.FONTS if (settings.FONTS / "fonts.json").exists() else tmp_path_factory.mktemp("phong")
    build_fonts(target=target, node_modules=settings.PROJECT / "node_modules")
    return target


@pytest.fixture(autouse=True)
def places(settings: pytest.FixtureRequest, typefaces: Path, tmp_path: Path) -> None:
    settings.FONTS = typefaces  # type: ignore[attr-defined]
    settings.REPORTS = tmp_path / "reports"  # type: ignore[attr-defined]
    settings.CACHE_FILES = tmp_path / "cache"  # type: ignore[attr-defined]


def report(day: date, *, simulated: bool = False) -> StatusReport:
    with acting(READER):
        return status_report(principal=READER, day=day, simulated=simulated)


def pdf_text(content: bytes) -> str:
    pages = PdfReader(BytesIO(content)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages)).replace("\u200b", "")


def test_the_register_of_each_day_is_the_one_the_sources_give(db: None) -> None:
    letter, session, now = report(LETTER), report(SESSION), report(NOW)
    assert [len(one.bodies) for one in (letter, session, now)] == [22, 22, 17]
    assert letter.named < session.named
    assert letter.unit_words == session.unit_words == "đơn vị chuyên trách về công nghệ thông tin"
    assert now.unit_words == "đơn vị chuyên trách về chuyển đổi số"


def test_the_published_count_stands_beside_the_register_and_is_not_mixed_with_it(db: None) -> None:
    found = report(LETTER)
    (published,) = found.published
    assert (published.aggregate.numerator, published.aggregate.denominator) == (8, 22)
    assert published.named == found.named < 8
    assert sum(found.forms.values()) >= found.named


def test_every_body_has_a_row_and_a_missing_unit_says_so(db: None) -> None:
    found = report(LETTER)
    assert {line.body.organisation.pk for line in found.lines} == {
        row.organisation.pk for row in found.bodies
    }
    missing = [line for line in found.lines if not line.is_known]
    assert len(missing) == len(found.bodies) - found.named
    assert all(line.unit.certainty is Certainty.NOT_KNOWN for line in missing)


def test_changes_are_told_since_the_key_day_before(db: None) -> None:
    assert previous_key_day(LETTER) is None
    assert previous_key_day(SESSION) == LETTER
    assert previous_key_day(NOW) == SESSION
    change = report(NOW).change
    assert change is not None
    assert (change.bodies_before, len(change.gone)) == (22, 7)
    names = {(line.before, line.after) for line in change.successions}
    assert ("Bộ Kế hoạch và Đầu tư", "Bộ Tài chính") in names
    assert report(LETTER).change is None


@pytest.mark.parametrize(
    ("day", "expected", "absent"),
    [
        (LETTER, ["8 trên 22", "Nghị định 64/2007/NĐ-CP", "Công văn 2723/BTTTT-ƯDCNTT"], ["224/2026"]),
        (
            SESSION,
            ["Cục Tin học hóa", "đề xuất, không phải quy định", "THAY ĐỔI SO VỚI NGÀY 08/9/2011"],
            ["Gửi kế hoạch"],
        ),
        (
            NOW,
            ["Nghị định 224/2026/NĐ-CP", "Nông nghiệp và Môi trường", "hợp nhất vào"],
            ["công nghệ thông tin của 11"],
        ),
    ],
)
def test_the_paper_says_it_in_good_vietnamese(
    db: None, day: date, expected: list[str], absent: list[str]
) -> None:
    content = report_pdf(report=report(day))
    text = pdf_text(content)
    for words in (*expected, f"Số liệu tính đến ngày {day.day:02d}/{day.month}/{day.year}", "chưa xác định"):
        assert words in text, words
    for words in absent:
        assert words not in text, words
    assert PdfReader(BytesIO(content)).metadata["/Author"]  # type: ignore[index]


def test_every_reference_of_the_paper_leads_to_a_source(db: None, typefaces: Path) -> None:
    document = status_document(report=report(SESSION), issuer="Đầu Mối", fonts=typefaces)
    known = {source.id for source in document.sources}

    def cited(part: object) -> Iterator[str]:
        if isinstance(part, Reference):
            yield part.source
        elif isinstance(part, tuple):
            for item in part:
                yield from cited(item)
        elif hasattr(part, "__struct_fields__"):
            for name in part.__struct_fields__:
                yield from cited(getattr(part, name))

    used = set(cited(document.blocks)) | set(cited(document.annexes))
    assert used == known
    assert len(used) > 20


def test_the_paper_carries_its_code_and_the_head_of_the_journal(db: None, typefaces: Path) -> None:
    found = report(LETTER)
    document = status_document(report=found, issuer="Đầu Mối", fonts=typefaces)
    assert found.journal_head.startswith(document.journal_head)
    assert len(document.journal_head) == 16
    other = status_document(report=report(SESSION), issuer="Đầu Mối", fonts=typefaces)
    assert document.content_code != other.content_code
    assert re.fullmatch(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){2}", document.content_code)


def test_the_same_data_twice_give_the_same_bytes(db: None, tmp_path: Path) -> None:
    def written(name: str) -> list[bytes]:
        with acting(READER):
            paths = write_status_report(principal=READER, day=LETTER, folder=tmp_path / name)
        assert [path.name for path in paths] == ["hien-trang-2011-09-08.pdf", "hien-trang-2011-09-08.xlsx"]
        return [path.read_bytes() for path in paths]

    assert written("một") == written("hai")


def test_the_workbook_has_the_figures_of_the_report(db: None) -> None:
    found = report(NOW)
    book = load_workbook(BytesIO(report_workbook(report=found)))
    assert book.sheetnames == [
        *("Tóm tắt", "Đơn vị", "Thay đổi", "Nhiệm vụ", "Ô có số liệu", "Pháp luật", "Nguồn"),
    ]
    summary = {row[0]: row[1] for row in book["Tóm tắt"].iter_rows(values_only=True)}
    assert summary["Bộ, cơ quan ngang bộ trong sổ"] == 17
    assert summary["Cơ quan nêu được tên đơn vị chuyên trách"] == found.named
    units = [row for row in book["Đơn vị"].iter_rows(values_only=True) if isinstance(row[0], int | float)]
    assert [row[2] for row in units] == [line.unit.name or "chưa xác định" for line in found.lines]
    assert all(row[6] for row, line in zip(units, found.lines, strict=True) if line.is_known)
    duties = [
        row for row in book["Nhiệm vụ"].iter_rows(values_only=True) if row[3] in ("theo luật", "đề xuất")
    ]
    assert len(duties) == len(found.coverage.duties)
    assert all(sum(row[5:10]) == 17 for row in duties)


def test_a_simulated_report_wears_its_mark_and_carries_no_real_count(cast: Cast) -> None:
    record(cast.body_a, unit=cast.unit_a)
    found = report(date(2016, 7, 4), simulated=True)
    assert found.published == ()
    text = pdf_text(report_pdf(report=found))
    assert "DỮ LIỆU MÔ PHỎNG" in text
    assert "Trung tâm Thông tin Bộ A" in text
    assert "8 trên 22" not in text
    book = load_workbook(BytesIO(report_workbook(report=found)))
    assert "MÔ PHỎNG" in str(book["Tóm tắt"]["A1"].value)


def test_the_page_leads_to_both_files(cast: Cast) -> None:
    client = cast.client(cast.officer)
    assert Client().get("/bao-cao/hien-trang/").status_code == 302
    page = client.get("/bao-cao/hien-trang/?as_of=2011-09-08").content.decode()
    assert "Ngày 08/9/2011 có 22 bộ, cơ quan ngang bộ" in page
    assert "/bao-cao/hien-trang.pdf?as_of=2011-09-08" in page
    pdf = client.get("/bao-cao/hien-trang.pdf?as_of=2011-09-08")
    assert 'filename="hien-trang-2011-09-08.pdf"' in pdf["Content-Disposition"]
    assert b"".join(pdf).startswith(b"%PDF-")
    workbook = client.get("/bao-cao/hien-trang.xlsx?as_of=2011-09-08")
    assert b"".join(workbook).startswith(b"PK")


def test_an_english_reader_gets_the_vietnamese_paper(cast: Cast) -> None:
    client = cast.client(cast.officer)
    address = "/bao-cao/hien-trang.pdf?as_of=2011-09-08"
    answers = [b"".join(client.get(address, headers={"Accept-Language": tongue})) for tongue in ("vi", "en")]
    assert answers[0] == answers[1]


def test_somebody_without_appointment_gets_no_report(cast: Cast) -> None:
    assert cast.client(cast.outsider).get("/bao-cao/hien-trang/").status_code == 403


def test_the_command_line_prints_the_paths_it_wrote(db: None, tmp_path: Path) -> None:
    (group,) = COMMANDS
    answer = CliRunner().invoke(
        group, ["status", "--as-of", "2017-05-31", "--out", str(tmp_path / "ra")], catch_exceptions=False
    )
    assert answer.output.split() == [
        str(tmp_path / "ra" / "hien-trang-2017-05-31.pdf"),
        str(tmp_path / "ra" / "hien-trang-2017-05-31.xlsx"),
    ]
