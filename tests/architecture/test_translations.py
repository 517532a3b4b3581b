"""English is complete: every sentence of the product is in the committed catalogue, translated."""

import re

import pytest
from babel.messages.catalog import Catalog

from tests.architecture.sources import PROJECT, python_files
from workshop import messages

RENEW = "chạy: python -m workshop.messages, rồi dịch các câu còn trống"


@pytest.fixture(scope="module")
def extracted() -> Catalog:
    return messages.extracted()


@pytest.fixture(scope="module")
def english() -> Catalog:
    known = messages.committed()
    if known is None:
        pytest.skip(f"chưa có bản dịch {messages.ENGLISH.name}; {RENEW}")
    return known


def test_sentences_of_programs_and_of_templates_are_found(extracted: Catalog) -> None:
    """The reader of sources works: one sentence of a program, one of a template, one role title."""
    assert extracted.get("%(amount)s triệu đồng") is not None
    assert extracted.get("Tính đến ngày") is not None
    assert len(extracted) > 500


def test_every_sentence_is_translated_into_english(extracted: Catalog, english: Catalog) -> None:
    faults = messages.untranslated(extracted, english)
    assert faults == [], f"{len(faults)} câu; {RENEW}"


def test_no_translation_is_left_for_a_sentence_that_vanished(extracted: Catalog, english: Catalog) -> None:
    gone = [
        str(message.id)
        for message in english
        if message.id and extracted.get(message.id, message.context) is None
    ]
    assert gone == [], RENEW


def test_a_missing_translation_and_a_lost_figure_are_named() -> None:
    """The judge itself can fail: an empty sentence, and one whose figure went astray."""
    wanted, known = Catalog(locale="en"), Catalog(locale="en")
    for sentence, translation in (
        ("Chào", ""),
        ("Có %(count)d đơn vị", "There are units"),
        ("Đóng", "Close"),
    ):
        wanted.add(sentence)
        known.add(sentence, translation)
    assert messages.untranslated(wanted, known) == [
        "chưa dịch: Chào",
        "khác chỗ điền số liệu: Có %(count)d đơn vị",
    ]


def test_sentences_are_marked_only_under_names_the_catalogue_knows() -> None:
    """A function imported under a name of its own would mark sentences that nobody collects."""
    renamed = re.compile(r"\bgettext(?:_lazy|_noop)? as (?!_\b)\w+")
    strange = [
        f"{file.relative_to(PROJECT)}: {found}"
        for file in python_files("src")
        for found in renamed.findall(file.read_text(encoding="utf-8"))
    ]
    assert strange == []
