"""Counting, referring and refusing before anything is typeset."""

from dataclasses import dataclass
from typing import Any, Literal

import msgspec
import pytest

from daumoi.documents.rendering import RenderingError
from daumoi.documents.rendering.compose import compose_letter, compose_report
from daumoi.documents.rendering.model import (
    Annex,
    Block,
    Cell,
    Column,
    Contact,
    Document,
    Figure,
    Heading,
    Issuer,
    Items,
    Letter,
    Link,
    Paragraph,
    Reference,
    Row,
    Signature,
    SourceNote,
    Table,
)
from daumoi.documents.tests.samples import AT, letter, report

ONE_COLUMN = (Column("Mục"),)


@dataclass
class Draft:
    """A report of the given blocks."""

    blocks: tuple[Block, ...] = ()
    annexes: tuple[Annex, ...] = ()
    sources: tuple[SourceNote, ...] = ()

    def composed(self) -> dict[str, Any]:
        document = Document(
            issuer=Issuer("Bộ A"),
            subject="thử",
            notation="BC-A",
            blocks=self.blocks,
            annexes=self.annexes,
            sources=self.sources,
        )
        return compose_report(document, at=AT)


def test_headings_count_by_level_and_start_again_under_a_higher_one() -> None:
    levels: tuple[Literal[1, 2, 3], ...] = (1, 2, 3, 3, 2, 3, 1, 2)
    blocks = tuple(Heading(level, "x") for level in levels)
    numbers = [block["number"] for block in Draft(blocks).composed()["blocks"]]
    assert numbers == ["I.", "1.", "a)", "b)", "2.", "a)", "II.", "1."]


def test_a_heading_may_bring_its_own_number_or_none() -> None:
    blocks = (Heading(1, "x", number="Phần A."), Heading(1, "y", number=""), Heading(1, "z"))
    assert [block["number"] for block in Draft(blocks).composed()["blocks"]] == ["Phần A.", "", "I."]


def test_the_outline_never_skips_a_level_whatever_the_titles_look_like() -> None:
    blocks = (Heading(2, "x"), Heading(3, "y"), Heading(1, "z"), Heading(3, "t"))
    assert [block["outline"] for block in Draft(blocks).composed()["blocks"]] == [1, 2, 1, 2]


def test_lists_are_led_by_dashes_letters_or_numbers() -> None:
    def markers(marker: Any) -> list[str]:
        (block,) = Draft((Items((("x",),) * 5, marker=marker),)).composed()["blocks"]
        return [item["marker"] for item in block["items"]]

    assert markers("dash") == ["-"] * 5
    assert markers("letter") == ["a)", "b)", "c)", "d)", "đ)"]
    assert markers("number") == ["1.", "2.", "3.", "4.", "5."]


def test_sources_are_numbered_by_first_citation_and_none_is_lost() -> None:
    sources = tuple(SourceNote(id=name, title=name) for name in ("never", "second", "first"))
    blocks = (
        Paragraph(("x", Reference("first"))),
        Table(ONE_COLUMN, (Row((Cell(("y", Reference("first"))),)),), sources=("second",)),
    )
    composed = Draft(blocks, sources=sources).composed()
    assert [(entry["number"], entry["title"]) for entry in composed["sources"]] == [
        (1, "first"),
        (2, "second"),
        (3, "never"),
    ]
    assert composed["blocks"][1]["sources"] == [2]
    assert composed["annexes"][-1]["blocks"] == [{"kind": "sources"}]


def test_a_reference_without_source_is_refused_by_name() -> None:
    with pytest.raises(RenderingError, match="«ghost»") as caught:
        Draft((Paragraph((Reference("ghost"),)),)).composed()
    assert caught.value.code == "documents.unknown_source"


def test_a_single_annex_has_no_number_and_several_have_roman_ones() -> None:
    annex = Annex("x", (Paragraph(("y",)),))
    assert [entry["number"] for entry in Draft(annexes=(annex,)).composed()["annexes"]] == [""]
    with_sources = Draft(annexes=(annex, annex), sources=(SourceNote(id="s", title="t"),)).composed()
    assert [entry["number"] for entry in with_sources["annexes"]] == ["I", "II", "III"]


def test_headings_of_an_annex_count_from_the_beginning() -> None:
    annex = Annex("x", (Heading(1, "y"),))
    composed = Draft((Heading(1, "a"), Heading(1, "b")), annexes=(annex,)).composed()
    assert composed["annexes"][0]["blocks"][0]["number"] == "I."
    assert composed["annexes"][0]["blocks"][0]["outline"] == 2


def test_only_captioned_tables_and_figures_are_counted() -> None:
    table = Table(ONE_COLUMN, (Row(("y",)),))
    named = Table(ONE_COLUMN, (Row(("y",)),), caption="Có tên")
    svg = "<svg xmlns='http://www.w3.org/2000/svg'/>"
    figure = Figure(summary="s", svg=svg, caption="Hình có tên", table=named)
    labels = [block["label"] for block in Draft((table, named, figure, named)).composed()["blocks"]]
    assert labels == ["", "Bảng 1", "Hình 1. ", "Bảng 3"]


@pytest.mark.parametrize(
    ("row", "count"), [(Row(("một", "hai")), 2), (Row(()), 0), (Row((Cell(("x",), span=3),)), 3)]
)
def test_a_row_that_does_not_fit_is_refused_with_its_place(row: Row, count: int) -> None:
    table = Table(ONE_COLUMN, (Row(("được",)), row), caption="Nhân lực")
    with pytest.raises(RenderingError, match=f"Bảng 1 «Nhân lực», dòng 2: Có {count} ô"):
        Draft((table,)).composed()


def test_a_table_without_columns_and_an_unknown_width_are_refused() -> None:
    with pytest.raises(RenderingError, match="không có cột"):
        Draft((Table((), ()),)).composed()
    with pytest.raises(RenderingError, match="«30%» của cột «Mục»"):
        Draft((Table((Column("Mục", width="30%"),), ()),)).composed()


def test_neighbouring_columns_share_a_title_and_separate_runs_do_not() -> None:
    columns = tuple(Column("x", group=group) for group in ("", "A", "A", "B", "A"))
    (block,) = Draft((Table(columns, ()),)).composed()["blocks"]
    assert [(group["title"], group["span"]) for group in block["groups"]] == [
        ("", 1),
        ("A", 2),
        ("B", 1),
        ("A", 1),
    ]


def test_only_ordinary_addresses_become_links() -> None:
    urls = ("https://a.vn", "mailto:a@b.vn", "javascript:alert(1)", "file:///etc/passwd", "a.vn")
    (block,) = Draft((Paragraph(tuple(Link("x", url) for url in urls)),)).composed()["blocks"]
    assert [run["url"] for run in block["runs"]] == ["https://a.vn", "mailto:a@b.vn", "", "", ""]


def test_a_picture_that_is_no_png_is_refused() -> None:
    with pytest.raises(RenderingError, match="PNG"):
        Draft((Figure(summary="s", png=b"GIF89a" + b"\0" * 40),)).composed()


def test_a_figure_needs_exactly_one_picture_and_words() -> None:
    with pytest.raises(ValueError, match="either"):
        Figure(summary="s")
    with pytest.raises(ValueError, match="summary"):
        Figure(summary=" ", svg="<svg/>")


def test_a_signing_prefix_outside_the_decree_is_refused() -> None:
    assert Signature(position="Thứ trưởng", on_behalf=("KT. BỘ TRƯỞNG",)).lines == (
        "KT. BỘ TRƯỞNG",
        "Thứ trưởng",
    )
    with pytest.raises(ValueError, match="PP"):
        Signature(position="x", on_behalf=("PP. BỘ TRƯỞNG",))


def test_legal_grounds_end_with_semicolons_and_a_full_stop() -> None:
    assert [line[-1] for line in compose_report(report(), at=AT)["grounds"]] == [";", "."]


def test_the_annex_names_the_paper_it_belongs_to() -> None:
    attached = compose_report(report(), at=AT)["annexes"][0]["attached"]
    assert attached == "(Kèm theo Báo cáo số 05/BC-THH ngày 08 tháng 02 năm 2017 của Cục Tin học hóa)"


def test_a_letter_ends_with_deadline_contact_and_greeting_and_one_final_sign() -> None:
    closing = compose_letter(letter(), at=AT)["closing"]
    assert [line["label"] for line in closing] == ["Hạn gửi:", "Đầu mối liên hệ:", ""]
    assert closing[0]["text"] == "chậm nhất ngày 15 tháng 8 năm 2016."
    assert "điện thoại: 024\u00a03000\u00a00101; thư điện tử: tonghop@example.vn." in closing[1]["text"]
    assert [line["text"].endswith("./.") for line in closing] == [False, False, True]


def test_a_letter_that_only_names_a_contact_still_ends_properly() -> None:
    short = msgspec.structs.replace(letter(), closing="", deadline=None, contact=Contact("ông B", "024"))
    assert isinstance(short, Letter)
    assert [line["text"] for line in compose_letter(short, at=AT)["closing"]] == ["ông B; điện thoại: 024./."]
