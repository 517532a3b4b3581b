"""Papers as PDF: right text, right layout, sealed, reproducible, and deaf to markup in users' words."""

import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import msgspec
import pytest

from daumoi.documents import rendering
from daumoi.documents.rendering import RenderingError, render_letter, render_pdf, render_report
from daumoi.documents.rendering.model import (
    Annex,
    Block,
    Callout,
    Cell,
    Column,
    Document,
    Emphasis,
    Figure,
    Heading,
    Issuer,
    Items,
    Link,
    Paragraph,
    Quote,
    Reference,
    Row,
    Signature,
    SourceNote,
    Strong,
    Table,
)
from daumoi.documents.tests.pdf import flat, font_descriptors, page_number, pages, reader
from daumoi.documents.tests.samples import AT, bar_svg, letter, report

HOSTILE = (
    "#panic() #{1+1} *đậm* _nghiêng_ $x^2$ @nguồn <nhãn> \\u{41} \\ `mã` [a](b) // bỏ /* bỏ */ = Đề - mục "
    '+ số #sys.inputs #read("/etc/passwd") ~ -- --- \' " </svg> {{ }} %s'
)


@pytest.fixture(scope="module")
def report_pdf(fonts: Path) -> bytes:
    return render_report(report(), at=AT, fonts=fonts)


@pytest.fixture(scope="module")
def letter_pdf(fonts: Path) -> bytes:
    return render_letter(letter(), at=AT, fonts=fonts)


def _paper(*blocks: Block, fonts: Path, sources: tuple[SourceNote, ...] = ()) -> bytes:
    document = Document(issuer=Issuer("Bộ A"), subject="thử", notation="BC-A", blocks=blocks, sources=sources)
    return render_report(document, at=AT, fonts=fonts)


def test_the_head_of_a_report_carries_every_part_the_decree_names(report_pdf: bytes) -> None:
    first = flat(pages(report_pdf)[0])
    for part in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "BỘ DỮ LIỆU MÔ PHỎNG",
        "CỤC TIN HỌC HÓA",
        "Số: 05/BC-THH",
        "Hà Nội, ngày 08 tháng 02 năm 2017",
        "BÁO CÁO",
        "Kính gửi: Bộ trưởng",
        "(Số liệu tính đến ngày 21/8/2016)",
        "I. HIỆN TRẠNG TỔ CHỨC",
    ):
        assert part in first


def test_the_foot_carries_signer_and_recipients(report_pdf: bytes) -> None:
    text = flat(" ".join(pages(report_pdf)))
    assert "KT. CỤC TRƯỞNG PHÓ CỤC TRƯỞNG Nguyễn Văn Mẫu" in text
    for line in ("Nơi nhận:", "- Như trên;", "- Các bộ, cơ quan ngang bộ;", "- Lưu: VT, THH."):
        assert line in text


def test_page_one_has_no_number_and_page_two_has(report_pdf: bytes) -> None:
    numbers = [page_number(page) for page in pages(report_pdf)]
    assert numbers[:3] == [None, "2", "3"]


def test_pages_of_an_annex_are_counted_from_one_again(fonts: Path) -> None:
    rows = tuple(Row((str(index),)) for index in range(90))
    annex = Annex("Dài", (Table((Column("Mục"),), rows),))
    document = msgspec.structs.replace(report(), annexes=(annex,))
    found = pages(render_report(document, at=AT, fonts=fonts))
    start = next(index for index, page in enumerate(found) if "Phụ lục I\n" in page)
    assert [page_number(page) for page in found[start : start + 3]] == [None, "2", "3"]


def test_the_wide_matrix_lies_on_one_landscape_page_and_the_rest_stands(report_pdf: bytes) -> None:
    found = reader(report_pdf).pages
    sizes = [(round(float(page.mediabox.width)), round(float(page.mediabox.height))) for page in found]
    landscape = [index for index, size in enumerate(sizes) if size == (842, 595)]
    assert len(landscape) == 1
    assert sizes[0] == (595, 842)
    matrix = found[landscape[0]].extract_text()
    assert "Bộ A" in matrix
    assert "Cơ quan V" in matrix
    assert {"●", "◐", "○", "↗"} <= set(matrix)
    assert "chưa có số liệu" in matrix


def test_a_long_table_repeats_its_header_and_says_that_it_goes_on(fonts: Path) -> None:
    rows = tuple(Row((f"dòng {index}", "x")) for index in range(120))
    table = Table(
        (Column("Đầu cột", unit="người"), Column("Khác")), rows, caption="Dài", note=("Ghi chú chung.",)
    )
    found = pages(_paper(table, fonts=fonts))
    assert len(found) >= 3
    for index, page in enumerate(found):
        assert "Đầu cột" in page
        assert "(người)" in page
        assert "Ghi chú chung." in page
        assert ("Bảng 1 (tiếp theo)" in flat(page)) is (index > 0)
    assert all(f"dòng {index}" in flat(" ".join(found)) for index in range(120))


def test_a_heading_never_ends_a_page(fonts: Path) -> None:
    """Whatever precedes it, the last line of a page is text, not the title of what comes next."""
    seen = set()
    for lines in range(16, 44):
        filler = tuple(Paragraph((f"Đoạn {index}.",)) for index in range(lines))
        found = pages(
            _paper(*filler, Heading(1, "Đề mục sau"), Paragraph(("Ngay dưới đề mục.",)), fonts=fonts)
        )
        place = next(index for index, page in enumerate(found) if "ĐỀ MỤC SAU" in page)
        assert "Ngay dưới đề mục." in found[place]
        seen.add(place)
    assert seen == {0, 1}, "the lengths tried must carry the title over the end of the page"


def test_a_row_of_several_lines_is_not_torn_by_the_end_of_a_page(fonts: Path) -> None:
    rows = tuple(Row((f"đầu{index} " + "chữ " * 40 + f"cuối{index}",)) for index in range(40))
    found = pages(_paper(Table((Column("Ý kiến", width="7cm"),), rows), fonts=fonts))
    assert len(found) > 2
    for index in range(40):
        assert [f"đầu{index} " in page for page in found] == [
            f"cuối{index}\n" in f"{page}\n" for page in found
        ]


def test_a_letter_has_its_subject_under_the_number_and_no_name_of_kind(letter_pdf: bytes) -> None:
    (only,) = pages(letter_pdf)
    text = flat(only)
    assert "V/v khảo sát hiện trạng" in text
    assert text.index("/BTTDL-THH") < text.index("V/v") < text.index("Kính gửi:")
    assert "CÔNG VĂN" not in text
    assert "- Các bộ, cơ quan ngang bộ; - Các cơ quan thuộc Chính phủ." in text
    assert "Hạn gửi: chậm nhất ngày 15 tháng 8 năm 2016." in text
    assert "quý cơ quan./." in text
    assert page_number(only) is None


def test_simulated_data_wear_the_mark_on_every_page_and_real_data_never(
    fonts: Path, report_pdf: bytes
) -> None:
    assert all("DỮ LIỆU MÔ PHỎNG" in page for page in pages(report_pdf))
    real = msgspec.structs.replace(report(simulated=False), issuer=Issuer("Bộ A"))
    assert not any("MÔ PHỎNG" in page.upper() for page in pages(render_report(real, at=AT, fonts=fonts)))


def test_every_page_names_its_content_code_and_the_head_of_the_journal(report_pdf: bytes) -> None:
    for page in pages(report_pdf):
        assert "7K2M-94QD-XH3P" in page
        assert "9f86d081884c7d65" in page


def test_a_reference_leads_to_its_row_in_the_table_of_sources(report_pdf: bytes) -> None:
    document = reader(report_pdf)
    inside, outside = 0, set()
    for page in document.pages:
        for reference in page.get("/Annots", []):
            annotation = reference.get_object()
            if "/Dest" in annotation or annotation.get("/A", {}).get("/S") == "/GoTo":
                inside += 1
            elif annotation.get("/A", {}).get("/S") == "/URI":
                outside.add(annotation["/A"]["/URI"])
    assert inside >= 8
    assert outside == {"https://vanban.example.vn/64-2007"}
    sources = flat(pages(report_pdf)[-1])
    assert "NGUỒN SỐ LIỆU VÀ VĂN BẢN DẪN CHIẾU" in sources
    assert "[1] Nghị định số 64/2007/NĐ-CP" in sources
    assert "Điều 46" in sources


def test_the_file_is_archival_accessible_and_says_what_it_is(report_pdf: bytes) -> None:
    document = reader(report_pdf)
    root: Any = document.trailer["/Root"]
    assert root["/Lang"] == "vi-VN"
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    metadata = root["/Metadata"].get_data().decode()
    for claim in ("<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>A", "<pdfuaid:part>1</pdfuaid:part>"):
        assert claim in metadata
    assert document.metadata is not None
    assert str(document.metadata.title).startswith("Báo cáo Tổng hợp khảo sát")
    assert document.metadata.author == "Cục Tin học hóa"
    assert document.metadata.creation_date == AT


def test_titles_become_bookmarks(report_pdf: bytes) -> None:
    def titles(items: list[object]) -> list[str]:
        found: list[str] = []
        for item in items:
            found += titles(item) if isinstance(item, list) else [str(getattr(item, "title", ""))]
        return found

    assert "I. HIỆN TRẠNG TỔ CHỨC" in titles(list(reader(report_pdf).outline))


def test_every_typeface_is_embedded_and_the_text_is_tinos(report_pdf: bytes) -> None:
    descriptors = font_descriptors(report_pdf)
    names = {name.split("+")[-1] for name in descriptors}
    assert {"Tinos-Regular", "Tinos-Bold", "Tinos-Italic", "BeVietnamPro-SemiBold"} <= names
    assert names <= {
        *("Tinos-Regular", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"),
        *("BeVietnamPro-Regular", "BeVietnamPro-SemiBold", "DejaVuSansMono"),
    }
    for descriptor in descriptors.values():
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)


def test_the_same_report_twice_is_the_same_bytes_and_another_is_not(fonts: Path, report_pdf: bytes) -> None:
    assert render_report(report(), at=AT, fonts=fonts) == report_pdf
    in_hanoi = AT.astimezone(timezone(timedelta(hours=7)))
    assert render_report(report(), at=in_hanoi, fonts=fonts) == report_pdf
    assert render_report(report(subject="khác"), at=AT, fonts=fonts) != report_pdf
    assert render_report(report(), at=AT + timedelta(seconds=1), fonts=fonts) != report_pdf


def test_another_process_with_another_hash_seed_gives_the_same_bytes(
    fonts: Path, letter_pdf: bytes, tmp_path: Path
) -> None:
    code = (
        "import sys; from pathlib import Path; from daumoi.documents.rendering import render_letter;"
        "from daumoi.documents.tests.samples import AT, letter;"
        "Path(sys.argv[2]).write_bytes(render_letter(letter(), at=AT, fonts=Path(sys.argv[1])))"
    )
    source = str(Path(rendering.__file__).parents[3])
    subprocess.run(
        [sys.executable, "-c", code, str(fonts), str(tmp_path / "other.pdf")],
        env={"PYTHONPATH": source, "PYTHONHASHSEED": "7", "TZ": "America/New_York"},
        check=True,
    )
    assert (tmp_path / "other.pdf").read_bytes() == letter_pdf


def test_what_users_write_is_never_markup_wherever_it_stands(fonts: Path) -> None:
    document = Document(
        issuer=Issuer(HOSTILE, parent=HOSTILE),
        kind="BÁO CÁO",
        subject=HOSTILE,
        notation="BC-A",
        grounds=(HOSTILE,),
        addressees=(HOSTILE, HOSTILE),
        recipients=(HOSTILE,),
        signature=Signature(position=HOSTILE, name=HOSTILE),
        blocks=(
            Heading(1, HOSTILE),
            Heading(2, HOSTILE),
            Paragraph(
                (HOSTILE, Strong(HOSTILE), Emphasis(HOSTILE), Link(HOSTILE, "https://a.vn"), Reference("s"))
            ),
            Items(((HOSTILE,),)),
            Quote(HOSTILE, attribution=(HOSTILE,)),
            Callout((HOSTILE,), title=HOSTILE),
            Table(
                (Column(HOSTILE, unit=HOSTILE, group=HOSTILE), Column("b", group=HOSTILE)),
                (Row((HOSTILE, Cell((HOSTILE,)))), Row((HOSTILE,), role="group")),
                caption=HOSTILE,
                note=(HOSTILE,),
            ),
            Figure(summary=HOSTILE, svg=bar_svg(), caption=HOSTILE, note=(HOSTILE,)),
        ),
        annexes=(Annex(HOSTILE, (Paragraph((HOSTILE,)),)),),
        sources=(SourceNote(id="s", title=HOSTILE, locator=HOSTILE, url="https://a.vn"),),
    )
    text = "".join("".join(pages(render_report(document, at=AT, fonts=fonts))).split())
    wanted = "".join(HOSTILE.split())
    assert text.count(wanted) + text.count(wanted.upper()) >= 20


def test_an_emoji_in_one_reply_does_not_stop_the_report(fonts: Path) -> None:
    text = flat(pages(_paper(Paragraph(("Rất tốt 😀 中 \x00 xong.",)), fonts=fonts))[0])
    assert "Rất tốt � � xong." in text


def test_a_cell_longer_than_a_page_is_printed_to_its_end(fonts: Path) -> None:
    words = " ".join(f"từ{index}" for index in range(3000))
    table = Table((Column("Ý kiến", width="1fr"), Column("TT")), (Row((words, "1")),), caption="Dài")
    found = pages(_paper(table, fonts=fonts))
    assert len(found) > 2
    text = flat(" ".join(found))
    assert all(f"từ{index}" in text for index in (0, 1500, 2999))


def test_a_png_picture_is_embedded(fonts: Path) -> None:
    from daumoi.documents.charts import Bar, horizontal_bars, render_chart

    drawn = render_chart(horizontal_bars(title="x", rows=[Bar("a", 1)], unit=""), fonts=fonts, png=True)
    assert drawn.png is not None
    pdf = _paper(Figure(summary="Một cột.", png=drawn.png, caption="Ảnh"), fonts=fonts)
    assert len(reader(pdf).pages[0].images) == 1


@pytest.mark.parametrize("name", ["missing.typ", "../fonts.py", "decree30"])
def test_only_templates_of_this_room_are_typeset(name: str, fonts: Path) -> None:
    with pytest.raises(RenderingError, match="Không có mẫu"):
        render_pdf(template=name, data={}, at=AT, fonts=fonts)


def test_data_a_template_cannot_use_become_a_vietnamese_error(fonts: Path) -> None:
    with pytest.raises(RenderingError, match=r"Không dàn trang được mẫu «report\.typ»") as caught:
        render_pdf(template="report.typ", data={"title": "x"}, at=AT, fonts=fonts)
    assert caught.value.remedy


def test_a_folder_without_all_typefaces_is_refused_by_name(fonts: Path, tmp_path: Path) -> None:
    (tmp_path / "fonts.json").write_bytes((fonts / "fonts.json").read_bytes())
    (tmp_path / "Tinos-Regular.ttf").write_bytes((fonts / "Tinos-Regular.ttf").read_bytes())
    with pytest.raises(RenderingError, match="Tinos Bold Italic"):
        render_letter(letter(), at=AT, fonts=tmp_path)


def test_the_moment_needs_a_time_zone(fonts: Path) -> None:
    with pytest.raises(ValueError, match="time zone"):
        render_letter(letter(), at=datetime(2026, 11, 22), fonts=fonts)


def test_rendering_leaves_no_files_behind(
    fonts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    render_letter(letter(), at=AT, fonts=fonts)
    assert list(tmp_path.iterdir()) == []
