"""Users' text on its way to the page."""

import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest

from daumoi.documents.rendering import render_report
from daumoi.documents.rendering.model import Document, Issuer, Paragraph
from daumoi.documents.rendering.text import REPLACEMENT, SYMBOLS, breakable, clean, clean_tree
from daumoi.documents.tests.pdf import pages


def test_decomposed_letters_are_composed(fonts: Path) -> None:
    composed = "Trường hợp ứng cứu sự cố"
    assert clean(unicodedata.normalize("NFD", composed), fonts=fonts) == composed


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a\x00b\x07c", "abc"),
        ("phải\u202eiárt\u202c", "phảiiárt"),
        ("một\u200bhai\ufeff", "mộthai"),
        ("dòng 1\r\ndòng 2\u2028dòng 3", "dòng 1\ndòng 2\ndòng 3"),
        ("5\u202f000\tđồng", "5\u00a0000 đồng"),
        ("tốt 😀", f"tốt {REPLACEMENT}"),
        ("\ud800", REPLACEMENT),
        ("≤ 15 %, ☑ có", "≤ 15 %, ☑ có"),
    ],
)
def test_what_cannot_be_drawn_is_removed_or_replaced_visibly(raw: str, expected: str, fonts: Path) -> None:
    assert clean(raw, fonts=fonts) == expected


def test_every_sign_promised_is_really_drawn(fonts: Path) -> None:
    """The archival standard makes the typesetter refuse what no typeface draws: no passing by luck."""
    document = Document(issuer=Issuer("Bộ A"), subject="x", notation="BC-A", blocks=(Paragraph((SYMBOLS,)),))
    text = "".join(pages(render_report(document, at=datetime(2026, 11, 22, tzinfo=UTC), fonts=fonts)))
    drawn = unicodedata.normalize("NFKC", text)
    for sign in SYMBOLS:
        assert sign in text or unicodedata.normalize("NFKC", sign) in drawn


def test_long_codes_get_places_to_break_and_words_do_not() -> None:
    address = "https://daumoi.example.vn/khao-sat/2016/tra-loi?bang=B2&dong=3"
    assert breakable(address).replace("\u200b", "") == address
    assert max(map(len, breakable(address).split("\u200b"))) <= 16
    assert max(map(len, breakable("A" * 500).split("\u200b"))) <= 16
    sentence = "Chương trình ứng dụng công nghệ thông tin trong hoạt động của cơ quan nhà nước"
    assert breakable(sentence) == sentence


def test_addresses_and_pictures_are_left_whole(fonts: Path) -> None:
    address = "https://daumoi.example.vn/" + "a" * 60
    cleaned = clean_tree({"url": address, "text": address, "rows": [1, None, True, 2.5]}, fonts=fonts)
    assert cleaned["url"] == address
    assert cleaned["text"] != address
    assert cleaned["rows"] == [1, None, True, 2.5]
