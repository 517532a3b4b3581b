"""Editable Word files: sections, page numbers, tables, pictures, the same bytes twice."""

import io
import subprocess
import sys
import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from daumoi.documents import rendering
from daumoi.documents.rendering.model import (
    Callout,
    Cell,
    Column,
    Figure,
    Link,
    PageBreak,
    Paper,
    Paragraph,
    Quote,
    Reference,
    Row,
    SourceNote,
    Table,
)
from daumoi.documents.tests.kinds import daily, other
from daumoi.documents.tests.kinds.reading import millimetres, opened, word_file, word_text
from daumoi.documents.tests.samples import AT, bar_svg, matrix, staff_table
from daumoi.documents.word import render_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
URL = "https://kiemtra.example.vn/v/7K2M94QDXH3P"


def made(fonts: Path, *blocks: Any, **changes: Any) -> bytes:
    """A plan of the given blocks as DOCX."""
    paper = msgspec.structs.replace(daily.PLAN, blocks=blocks, **changes)
    return render_docx(paper, kind_layout="named", at=AT, fonts=fonts)


def test_annexes_are_sections_and_wide_ones_lie(fonts: Path) -> None:
    document = opened(word_file("cong_van", daily.LETTER, fonts))
    sizes = [millimetres(section.page_width, section.page_height) for section in document.sections]
    assert sizes == [[210, 297], [210, 297], [297, 210]]
    starts = [section._sectPr.find(f"{W}pgNumType") for section in document.sections]
    assert [start is not None and start.get(f"{W}start") for start in starts] == [False, "1", "1"]
    text = word_text(word_file("cong_van", daily.LETTER, fonts))
    assert "Phụ lục I DANH MỤC BIỂU KHẢO SÁT (Kèm theo Công văn số 05/BA-CĐS" in text


def test_the_address_stands_in_the_foot_of_the_first_page_only(fonts: Path) -> None:
    sections = opened(word_file("cong_van", daily.LETTER, fonts)).sections
    assert "vanthu@example.vn" in sections[0].first_page_footer._element.xml
    assert all("vanthu@example.vn" not in section.footer._element.xml for section in sections)
    assert "vanthu@example.vn" not in sections[1].first_page_footer._element.xml


def test_a_table_repeats_its_header_and_keeps_its_rows_whole(fonts: Path) -> None:
    document = opened(made(fonts, staff_table(), sources=_SOURCES))
    table = next(table for table in document.tables if "Bộ, cơ quan" in table._tbl.xml)
    rows = table._tbl.findall(f"{W}tr")
    headers = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
    assert headers[:3] == [True, True, False]
    assert not any(headers[2:])
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_every_row_of_a_table_covers_every_column(fonts: Path) -> None:
    document = opened(made(fonts, staff_table(), matrix(), sources=_SOURCES))
    for table in document.tables:
        columns = len(table._tbl.tblGrid.findall(f"{W}gridCol"))
        for row in table._tbl.findall(f"{W}tr"):
            spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.findall(f"{W}tc")]
            assert sum(1 if span is None else int(span.get(f"{W}val") or 0) for span in spans) == columns


def test_pictures_are_png_with_the_words_for_those_who_cannot_see_them(fonts: Path) -> None:
    figure = Figure(summary="Cục chiếm 8/22 bộ.", svg=bar_svg(), caption="Hình thức", sources=("a1",))
    data = made(fonts, figure, sources=_SOURCES)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        pictures = [name for name in archive.namelist() if name.startswith("word/media/")]
        assert len(pictures) == 1
        assert archive.read(pictures[0]).startswith(b"\x89PNG")
    assert 'descr="Cục chiếm 8/22 bộ."' in opened(data).element.xml
    assert "Hình 1. Hình thức" in word_text(data)


def test_references_links_quotes_and_boxes_keep_their_words(fonts: Path) -> None:
    data = made(
        fonts,
        Paragraph(
            ("Theo nguồn", Reference("a1"), " và ", Link("trang", "https://a.vn"), Link("x", "javascript:1"))
        ),
        Quote("Nguyên văn", attribution=("Bộ D",)),
        Callout(("Để trống.",), title="Chưa có số liệu", tone="absence"),
        PageBreak(),
        Table((Column("Mục"),), (Row((Cell(("8",), mark="lead", tone="held"),)),), explain_marks=True),
        sources=_SOURCES,
    )
    text = word_text(data)
    for words in ("Theo nguồn[1] và trang", "“Nguyên văn”", "— Bộ D", "Chưa có số liệu", "● 8", "● chủ trì"):
        assert words in text
    targets = {rel.target_ref for rel in opened(data).part.rels.values() if rel.is_external}
    assert targets == {"https://a.vn"}


def test_the_square_code_is_a_picture_and_its_address_stands_in_the_foot(fonts: Path) -> None:
    data = word_file("quyet_dinh", daily.DECISION, fonts, verify_url=URL)
    document = opened(data)
    assert f"Mã QR mở trang kiểm tra văn bản: {URL}" in document.element.xml
    assert URL in document.sections[0].footer._element.xml


def test_the_seal_of_a_copy_stands_in_the_corner_of_the_first_page(fonts: Path) -> None:
    section = opened(word_file("quyet_dinh", other.COPIED_DECISION, fonts)).sections[0]
    assert "Thời gian ký: 06/02/2026 09:03:04 +07:00" in section.first_page_header._element.xml
    assert "Thời gian ký" not in section.header._element.xml


def test_simulated_figures_wear_their_mark_on_every_page(fonts: Path) -> None:
    section = opened(made(fonts, Paragraph(("a",)), simulated=True)).sections[0]
    for part in (section.header, section.first_page_header):
        assert "DỮ LIỆU MÔ PHỎNG" in part._element.xml
    assert "MÔ PHỎNG" not in opened(made(fonts, Paragraph(("a",)))).sections[0].header._element.xml


def test_heads_and_feet_are_tables_without_lines(fonts: Path) -> None:
    document = opened(word_file("to_trinh", daily.SUBMISSION, fonts))
    assert len(document.tables) == 2
    assert all(table._tbl.tblPr.find(f"{W}tblBorders") is None for table in document.tables)


def test_the_same_paper_gives_the_same_bytes_and_another_moment_others(fonts: Path) -> None:
    first = word_file("cong_van", daily.LETTER, fonts)
    assert word_file("cong_van", daily.LETTER, fonts) == first
    later = render_docx(daily.LETTER, kind_layout="letter", at=AT + timedelta(days=1), fonts=fonts)
    assert later != first


def test_another_process_with_another_hash_seed_gives_the_same_bytes(fonts: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from daumoi.documents.word.writer import render_docx;"
        "from daumoi.documents.tests.kinds.daily import PLAN; from daumoi.documents.tests.samples import AT;"
        "p = render_docx(PLAN, kind_layout='named', at=AT, fonts=Path(sys.argv[1]));"
        "Path(sys.argv[2]).write_bytes(p)"
    )
    source = str(Path(rendering.__file__).parents[3])
    subprocess.run(
        [sys.executable, "-c", code, str(fonts), str(tmp_path / "other.docx")],
        env={
            "PYTHONPATH": source,
            "PYTHONHASHSEED": "7",
            "TZ": "America/New_York",
            "DJANGO_SETTINGS_MODULE": "daumoi.config.settings.test",
            "DATABASE_URL": "postgresql://nobody@127.0.0.1/none",
        },
        check=True,
    )
    assert (tmp_path / "other.docx").read_bytes() == word_file("ke_hoach", daily.PLAN, fonts)


def test_the_properties_name_the_paper_and_no_machine(fonts: Path) -> None:
    properties = opened(word_file("to_trinh", daily.SUBMISSION, fonts)).core_properties
    assert properties.title.startswith("Tờ trình Về việc phê duyệt")
    assert properties.author == "Bộ A"
    assert properties.comments == properties.last_modified_by == ""
    assert properties.created == AT.replace(tzinfo=properties.created.tzinfo if properties.created else None)


def test_the_moment_needs_a_time_zone(fonts: Path) -> None:
    with pytest.raises(ValueError, match="time zone"):
        render_docx(daily.PLAN, kind_layout="named", at=datetime(2026, 11, 22), fonts=fonts)


_SOURCES = (
    SourceNote(id="a1", title="Trả lời của Bộ A", url="https://a.vn"),
    SourceNote(id="nd64", title="Nghị định"),
)


def test_a_paper_without_anything_still_opens(fonts: Path) -> None:
    empty = Paper(issuer=daily.BODY, kind="", subject="", notation="", blocks=())
    assert opened(render_docx(empty, kind_layout="personal", at=AT, fonts=fonts)).sections
