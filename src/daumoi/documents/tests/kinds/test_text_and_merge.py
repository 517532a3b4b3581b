"""Plain text becomes articles and lists, hostile text stays text, and many letters come out one by one."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from daumoi.documents.rendering import blocks_from_text, render_many, render_paper
from daumoi.documents.rendering.model import (
    Article,
    Attendance,
    Attendees,
    Clause,
    Detail,
    Details,
    Division,
    Enclosed,
    Form,
    FormRow,
    Heading,
    Issuer,
    Items,
    Opinion,
    Opinions,
    Paper,
    Paragraph,
    Party,
    Person,
    Point,
    Signature,
)
from daumoi.documents.tests.kinds import daily
from daumoi.documents.tests.kinds.reading import word_text
from daumoi.documents.tests.pdf import flat, pages
from daumoi.documents.tests.samples import AT
from daumoi.documents.word import render_docx

HOSTILE = '#hack *x* $y$ {{ 7*7 }} {% if 1 %} <w:t>z</w:t> &amp; \\u{41} #read("a") ]] <!-- '


def test_typed_conventions_become_the_blocks_they_mean() -> None:
    text = """Chương I
    Quy định chung
    Điều 1. Phạm vi
    Quy chế này áp dụng cho các bộ.
    1. Một khoản;
    a) Một điểm;
    đ) Điểm nữa.
    - Mục một;
    - Mục hai.
    II. Nội dung

    Mục 1 của Nghị định này là câu thường."""
    assert blocks_from_text(text, titled_articles=True) == (
        Division("chapter", "Quy định chung"),
        Article((), "Phạm vi"),
        Paragraph(("Quy chế này áp dụng cho các bộ.",)),
        Clause(("Một khoản;",)),
        Point(("Một điểm;",)),
        Point(("Điểm nữa.",)),
        Items((("Mục một;",), ("Mục hai.",))),
        Heading(1, "Nội dung"),
        Paragraph(("Mục 1 của Nghị định này là câu thường.",)),
    )


def test_in_a_decision_the_text_follows_the_number_of_the_article() -> None:
    assert blocks_from_text("Điều 4. Thành lập Tổ công tác.") == (Article(("Thành lập Tổ công tác.",)),)
    assert blocks_from_text("Điều 1: Giao Cục A", titled_articles=False) == (Article(("Giao Cục A",)),)


def test_years_and_dates_at_the_beginning_of_a_line_stay_words() -> None:
    for line in ("2026. Năm bản lề", "27/4/2026 đã trình", "A. Phần chữ cái", "Điều này cần làm rõ."):
        assert blocks_from_text(line) == (Paragraph((line,)),)


@pytest.fixture
def hostile() -> Paper:
    signature = Signature(HOSTILE, HOSTILE, (f"KT. {HOSTILE}",), remark=HOSTILE)
    detail = Detail(HOSTILE, (HOSTILE,))
    blocks = (
        Division("part", HOSTILE),
        Heading(1, HOSTILE),
        Article((HOSTILE,), HOSTILE),
        Clause((HOSTILE,)),
        Point((HOSTILE,)),
        Items(((HOSTILE,),)),
        Details((detail,)),
        Attendance((Attendees(HOSTILE, (Person(HOSTILE), Person(HOSTILE)), HOSTILE),)),
        Party(HOSTILE, HOSTILE, (detail,)),
        Form((FormRow(HOSTILE, ((HOSTILE,),)),)),
        Opinions((Opinion(HOSTILE, HOSTILE, HOSTILE),), title=HOSTILE),
    )
    return Paper(
        issuer=Issuer(HOSTILE, HOSTILE),
        kind="QUYẾT ĐỊNH",
        subject=HOSTILE,
        notation=HOSTILE,
        authority=HOSTILE,
        grounds=(HOSTILE, HOSTILE),
        blocks=blocks,
        enclosed=Enclosed("QUY CHẾ", HOSTILE, (Paragraph((HOSTILE,)),)),
        signature=signature,
        cosignature=signature,
        recipients=(HOSTILE,),
        drafter=HOSTILE,
        address=HOSTILE,
    )


def _squeezed(text: str) -> str:
    return "".join(text.split())


def test_what_users_write_is_never_markup_in_either_file(hostile: Paper, fonts: Path) -> None:
    pdf = render_paper(hostile, kind_layout="decision", at=AT, fonts=fonts)
    word = render_docx(hostile, kind_layout="decision", at=AT, fonts=fonts)
    wanted = _squeezed(HOSTILE)
    for text in ("".join(pages(pdf)), word_text(word)):
        found = _squeezed(text)
        assert found.count(wanted) + found.count(wanted.upper()) >= 24
        assert "49" not in found


def test_control_signs_and_emoji_do_not_break_a_word_file(fonts: Path) -> None:
    paper = msgspec.structs.replace(
        daily.DECISION, blocks=(Paragraph(("Tốt \x00\x0b\ufffe\ud83d 😀 \u202e xong\ttab\ndòng",)),)
    )
    text = word_text(render_docx(paper, kind_layout="decision", at=AT, fonts=fonts))
    assert "xong" in text
    assert "dòng./." in text


def _letters(count: int) -> Iterator[tuple[Paper, str]]:
    for number in range(1, count + 1):
        addressed = msgspec.structs.replace(daily.LETTER, addressees=(f"Bộ {number}",), number=number)
        yield addressed, f"https://kiemtra.example.vn/v/{number}"


def test_letters_of_a_merge_are_each_their_own_and_equal_to_single_ones(fonts: Path) -> None:
    merged = list(render_many(_letters(3), kind_layout="letter", at=AT, fonts=fonts))
    for number, (pdf, (paper, url)) in enumerate(zip(merged, _letters(3), strict=True), start=1):
        text = flat(pages(pdf)[0])
        assert f"Kính gửi: Bộ {number}" in text
        assert f"Số: 0{number}/BA-CĐS" in text
        assert pdf == render_paper(paper, kind_layout="letter", at=AT, fonts=fonts, verify_url=url)


def test_a_merge_makes_letters_as_they_are_asked_for(fonts: Path) -> None:
    taken: list[int] = []

    def counted() -> Iterator[tuple[Paper, str]]:
        for index, pair in enumerate(_letters(50)):
            taken.append(index)
            yield pair

    merged = render_many(counted(), kind_layout="letter", at=AT, fonts=fonts)
    next(merged)
    assert taken == [0]
