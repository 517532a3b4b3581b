"""Plain text of an officer, typed by the usual conventions, as blocks of a paper.

"Điều 1. " begins an article, "1. " a clause, "a) " a point, "- " an item of a list, "I. " a heading, "Chương I",
"Phần I", "Mục 1" with the title on the next line a division; every other line is a paragraph. Numbers typed by hand are
dropped and counted again, so that they are right after a line was moved.
"""

import re
from collections.abc import Iterator
from typing import Literal

from daumoi.documents.rendering import model

_ARTICLE = re.compile(r"Điều\s+(?:\d+|…+|\.{2,})\s*[.:]\s*(?P<text>.*)", re.IGNORECASE)
# "Mục 1 của Nghị định này…" is a sentence: a title on the same line needs a stop after the number.
_DIVISION = re.compile(
    r"(?P<word>Phần|Chương|Mục|Tiểu mục)\s+(?:[IVXLC]+|\d+)(?:\s*[.:]\s*(?P<title>\S.*)?)?", re.IGNORECASE
)
_HEADING = re.compile(r"[IVX]+\.\s+(?P<text>\S.*)")
_CLAUSE = re.compile(r"\d{1,3}\.\s+(?P<text>\S.*)")
_POINT = re.compile(r"[a-zđ]{1,2}\)\s+(?P<text>\S.*)", re.IGNORECASE)
_ITEM = re.compile(r"[-–+•]\s+(?P<text>\S.*)")
_LEVELS: dict[str, model.Level] = {
    "phần": "part",
    "chương": "chapter",
    "mục": "section",
    "tiểu mục": "subsection",
}
_LONGEST_TITLE = 120  # characters; a longer line after "Điều 1." is text, not a title


def blocks_from_text(text: str, *, titled_articles: bool = False) -> tuple[model.Block, ...]:
    """The blocks the text means.

    :param titled_articles: the line of an article is its title when it is short and does not end like a
        sentence, as in regulations; in decisions the text follows the number.
    """
    lines = [line.strip() for line in text.replace("\r\n", "\n").split("\n")]
    return tuple(_joined(_blocks([line for line in lines if line], titled_articles)))


def _blocks(lines: list[str], titled: bool) -> Iterator[model.Block]:
    position = 0
    while position < len(lines):
        line = lines[position]
        position += 1
        division = _DIVISION.fullmatch(line)
        if division and (division["title"] or position < len(lines)):
            title = division["title"]
            if not title:
                title = lines[position]
                position += 1
            yield model.Division(_LEVELS[division["word"].lower()], title)
        else:
            yield _block(line, titled)


def _block(line: str, titled: bool) -> model.Block:
    if found := _ARTICLE.fullmatch(line):
        words = found["text"]
        is_title = titled and len(words) <= _LONGEST_TITLE and not words.endswith((".", ";", ":"))
        return model.Article(title=words) if is_title else model.Article((words,) if words else ())
    for pattern, make in (
        (_CLAUSE, _clause),
        (_POINT, _point),
        (_ITEM, _item),
        (_HEADING, _heading),
    ):
        if found := pattern.fullmatch(line):
            return make(found["text"])
    return model.Paragraph((line,))


def _clause(text: str) -> model.Block:
    return model.Clause((text,))


def _point(text: str) -> model.Block:
    return model.Point((text,))


def _item(text: str) -> model.Block:
    return model.Items(((text,),))


def _heading(text: str) -> model.Block:
    level: Literal[1] = 1
    return model.Heading(level, text)


def _joined(blocks: Iterator[model.Block]) -> Iterator[model.Block]:
    """Neighbouring items are one list."""
    waiting: model.Items | None = None
    for block in blocks:
        if isinstance(block, model.Items):
            waiting = block if waiting is None else model.Items((*waiting.items, *block.items))
            continue
        if waiting is not None:
            yield waiting
            waiting = None
        yield block
    if waiting is not None:
        yield waiting
