"""Which line is what: the components of an administrative paper, told by their words and their place.

Recognition never asks how a line is formatted, for that is what the rules will judge: a motto in the
wrong size is still the motto.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from daumoi.documents.layout.closing import Closing, find_closing
from daumoi.documents.layout.model import Line, Paper, Paragraph, Run
from daumoi.documents.layout.pack import KindName, LayoutRules
from daumoi.documents.layout.text import fold, is_capitals, likeness, plain

_HEAD_LINES = 30
_TITLE_LINES = 14  # lines after the head among which the kind's name is looked for
_ALIKE = 0.72
_SURELY = 0.94
_NUMBER = re.compile(r"(?:số|so|sô)\b\s*[:.]?.*", re.IGNORECASE)
_DATE = re.compile(r"[^\d:]*,?\s*ngay\b[^:]*\bthang\b[^:]*\bnam\b[\s\d.…]*")
_ANNEX = re.compile(r"phu luc(?: (?:so )?[ivxlc\d]+)?[.:]?")
_ABOUT = re.compile(r"(?:v/\s*v|ve viec)\b")
_GROUND = re.compile(r"(?:can cu|theo de nghi|xet de nghi)\b")
_SUBJECT_LINES = 6
_NEXT_LINE = 9.0  # mm between two lines of one component at most
_ADDRESSED = ("kinh gui", "kinh moi", "kinh trinh")
_TELEGRAM = re.compile(r"\bdien\s*:")


@dataclass(frozen=True, slots=True)
class Anatomy:
    """The parts found; what is missing is None or empty. ``kind`` is the kind named."""

    national: Line | None = None
    national_broken: bool = False
    motto: Line | None = None
    agencies: tuple[Line, ...] = ()
    number: Line | None = None
    about: tuple[Line, ...] = ()
    date: Line | None = None
    kind_line: Line | None = None
    kind: KindName | None = None
    subject: tuple[Line, ...] = ()
    addressee: Line | None = None
    grounds: tuple[Paragraph, ...] = ()
    body: tuple[Paragraph, ...] = ()
    closing: Closing = field(default_factory=Closing)
    annexes: tuple[Line, ...] = ()

    def components(self) -> tuple[Line, ...]:
        """Every line of head, title, foot and annex titles, in the order of the paper."""
        closing = self.closing
        single = (self.national, self.motto, self.number, self.date, self.kind_line, self.addressee)
        found = [line for line in (*single, closing.heading, closing.name) if line is not None]
        found += [
            *self.agencies,
            *self.about,
            *self.subject,
            *closing.recipients,
            *closing.titles,
            *self.annexes,
        ]
        return tuple(sorted(found, key=lambda line: line.number))

    @property
    def is_letter(self) -> bool:
        """A công văn: no kind is named."""
        return self.kind_line is None


def dissect(paper: Paper, *, rules: LayoutRules) -> Anatomy:
    """Recognise the components of a paper, with the words of the pack."""
    lines = paper.lines
    annexes = _annexes(lines)
    first_annex = annexes[0].number if annexes else float("inf")
    main = [line for line in lines if line.number < first_annex]
    head = [line for line in main[:_HEAD_LINES] if line.page <= 1]
    national, broken = _national(head, rules.values("national.text"))
    motto = _most_alike(head, rules.values("motto.text"))
    number = _first(head, lambda line: _is_number(line) and line not in (national, motto))
    date = _first(head, lambda line: _is_date(line) and line is not number)
    top = {line.number for line in (national, motto, number, date) if line is not None}
    above = [line for line in head if line.number not in top]
    last = max((line.number for line in (number, date, motto) if line is not None), default=0)
    kind_line, kind = _kind(main, after=last, kinds=rules.kinds)
    if kind_line is None and national is None:
        kind_line, kind = _copy(head, rules.kinds)
    closing = find_closing(main, after=kind_line.number if kind_line else last)
    start = kind_line.number if kind_line else last
    prose = [
        paragraph
        for paragraph in paper.paragraphs
        if start < paragraph.first.number < closing.starts_at(first_annex)
    ]
    grounds = _grounds(prose) if kind_line else ()
    subject = _subject(main, kind_line)
    about = _about(above, number=number, national=national)
    taken = {line.number for line in (*subject, *about)} | {ground.first.number for ground in grounds}
    return Anatomy(
        national=national,
        national_broken=broken,
        motto=motto,
        agencies=_agencies(above, number=number, national=national),
        number=number,
        about=about,
        date=date,
        kind_line=kind_line,
        kind=kind,
        subject=subject,
        addressee=_first(main, lambda line: fold(line.text).startswith(_ADDRESSED)),
        grounds=grounds,
        body=tuple(paragraph for paragraph in prose if paragraph.first.number not in taken),
        closing=closing,
        annexes=annexes,
    )


def _first(lines: Sequence[Line], test: Callable[[Line], bool]) -> Line | None:
    return next((line for line in lines if test(line)), None)


def _most_alike(lines: Sequence[Line], words: Sequence[str]) -> Line | None:
    scored = [(max((likeness(line.text, word) for word in words), default=0.0), line) for line in lines]
    best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best[1] if best[0] >= _ALIKE else None


def _national(lines: Sequence[Line], words: Sequence[str]) -> tuple[Line | None, bool]:
    """The line of the state's name; when a narrow column broke it, its two lines as one, and True."""
    whole = _most_alike(lines, words)
    right = [line for line in lines if line.side == "right"]
    broken = [
        replace(first, runs=(*first.runs, Run(" ", "", 0.0), *second.runs))
        for first, second in pairwise(right)
        if max((likeness(f"{first.text} {second.text}", word) for word in words), default=0.0) > _SURELY
    ]
    if broken and (whole is None or likeness(whole.text, words[0]) <= _SURELY):
        return broken[0], True
    return whole, False


def _is_number(line: Line) -> bool:
    text = plain(line.text)
    return (
        len(text) < 60
        and bool(_NUMBER.fullmatch(text))
        and ("/" in text or text[2:5].strip().startswith((":", ".")))
    )


def _is_date(line: Line) -> bool:
    return len(line.text) < 80 and line.side != "left" and bool(_DATE.fullmatch(fold(line.text)))


def _agencies(head: Sequence[Line], *, number: Line | None, national: Line | None) -> tuple[Line, ...]:
    """What stands on the left above the number; without a number, lines in capitals on the left."""
    found: list[Line] = []
    for line in head:
        if line.side != "left":
            continue
        if number is not None:
            if line.number < number.number and _above(line, number):
                found.append(line)
        elif national is not None and is_capitals(line.text) and abs(line.number - national.number) < 8:
            found.append(line)
    return tuple(line for line in found if any(character.isalpha() for character in line.text))


def _above(line: Line, other: Line) -> bool:
    return line.y < other.y or not other.y


def _about(head: Sequence[Line], *, number: Line | None, national: Line | None) -> tuple[Line, ...]:
    """The subject of a letter: the lines on the left under the number."""
    if number is None or national is None:
        return ()
    found: list[Line] = []
    for line in (line for line in head if line.number > number.number):
        if fold(line.text).startswith(_ADDRESSED):
            break
        if not found:
            if _begins_about(line, number):
                found.append(line)
        elif _goes_on_about(line, found):
            found.append(line)
        elif line.side == found[0].side:
            break
    return tuple(found)


def _begins_about(line: Line, number: Line) -> bool:
    """Right below the number on its side, or anywhere in the head when it begins as subjects do."""
    if _ABOUT.match(fold(line.text)):
        return True
    if line.side != number.side or (line.in_table and not line.cell):
        return False
    return line.cell == number.cell if line.cell else bool(line.y) and line.y - number.y < _NEXT_LINE


def _goes_on_about(line: Line, found: Sequence[Line]) -> bool:
    last = found[-1]
    if line.side != last.side or line.cell != last.cell or len(found) >= _SUBJECT_LINES:
        return False
    if line.in_table and not line.cell:
        return False
    return bool(line.cell) or (
        bool(line.y) and line.y - last.y < _NEXT_LINE and line.alignment == last.alignment
    )


def _kind(
    lines: Sequence[Line], *, after: int, kinds: Sequence[KindName]
) -> tuple[Line | None, KindName | None]:
    folded = {fold(kind.title): kind for kind in kinds}
    personal = [fold(kind.title).split()[:1] for kind in kinds if kind.family == "personal"]
    following = [line for line in lines if line.number > after and not line.in_table][:_TITLE_LINES]
    for line in following:
        text = fold(line.text)
        if text.startswith(_ADDRESSED):
            break
        if text in folded:
            return line, folded[text]
        # A personal letter is titled by its occasion: "THƯ CHÚC MỪNG".
        if line.alignment == "centre" and is_capitals(line.text) and text.split()[:1] in personal:
            return line, next(kind for kind in kinds if kind.family == "personal")
    return None, None


def _copy(lines: Sequence[Line], kinds: Sequence[KindName]) -> tuple[Line | None, KindName | None]:
    """The title of a copy, standing alone on the right where an original has the state's name."""
    titles = {fold(kind.title): kind for kind in kinds if kind.family == "copy"}
    found = _first(lines, lambda line: line.side == "right" and fold(line.text) in titles)
    return found, None if found is None else titles[fold(found.text)]


def _subject(lines: Sequence[Line], kind: Line | None) -> tuple[Line, ...]:
    """The lines in the middle right below the kind's name."""
    if kind is None:
        return ()
    found: list[Line] = []
    for line in (line for line in lines if line.number > kind.number):
        text = fold(line.text)
        stops = (
            line.alignment != "centre"
            or text.startswith((*_ADDRESSED, "("))
            or _TELEGRAM.search(text)
            or is_capitals(line.text)
        )
        if stops or len(found) >= _SUBJECT_LINES or line.in_table:
            break
        found.append(line)
    return tuple(found)


def _grounds(prose: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Paragraphs that open the paper with "Căn cứ", each but the last ended by a semicolon."""
    found: list[Paragraph] = []
    for paragraph in prose:
        if not _GROUND.match(fold(paragraph.text)):
            break
        found.append(paragraph)
        if not paragraph.text.rstrip().endswith(";"):
            break
    ended = found and (len(found) > 1 or found[0].text.rstrip().endswith(";"))
    return tuple(found) if ended else ()


def _annexes(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Lines that open an annex: alone on their line, in the middle, after the head of the paper."""
    return tuple(
        line
        for index, line in enumerate(lines)
        if index > 8
        and line.alignment == "centre"
        and not line.in_table
        and _ANNEX.fullmatch(fold(line.text))
    )
