"""The foot of a paper: where it is sent, who signs; told by words and side, never by format."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from daumoi.documents.layout.model import Line
from daumoi.documents.layout.text import fold, is_capitals

_HEADING = re.compile(r"noi nhan\s*[:.]?")
_PREFIX = re.compile(r"(?:t\.?m|k\.?t|t\.?l|t\.?u\.?q|q)\s*[.,]?\s+\S", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){1,6}")
_TITLE_WORDS = (
    "bo truong",
    "thu truong",
    "cuc truong",
    "vu truong",
    "giam doc",
    "chu tich",
    "chanh van phong",
)
_NEXT_LINE = 9.0  # mm between two lines of the list at most
_DASHES = ("-", "–", "•")
_FRAME = 4.0  # mm above the heading from which the signer's lines may begin
_LOWEST_SIZE = 11.0  # points: smaller print on the right belongs to a signature box


@dataclass(frozen=True, slots=True)
class Closing:
    """Heading and lines of the list of recipients; lines with right and position of the signer; the name."""

    heading: Line | None = None
    recipients: tuple[Line, ...] = ()
    titles: tuple[Line, ...] = ()
    name: Line | None = None

    def starts_at(self, end: float) -> float:
        """The number of the first line of the foot, or ``end`` when there is none."""
        first = [self.heading, *self.titles, self.name]
        return min((line.number for line in first if line is not None), default=end)


def find_closing(lines: Sequence[Line], *, after: int) -> Closing:
    """The foot among the lines of the main paper (annexes apart) that come after its head."""
    body = [line for line in lines if line.number > after]
    heading = next((line for line in reversed(body) if _HEADING.fullmatch(fold(line.text))), None)
    recipients = _recipients(body, heading) if heading is not None else ()
    signer = _signer(body, heading, recipients)
    if not signer:
        return Closing(heading, recipients)
    last = signer[-1]
    if not is_capitals(last.text) and len(signer) > 1 and _NAME.fullmatch(last.text) and not _is_title(last):
        return Closing(heading, recipients, signer[:-1], last)
    return Closing(heading, recipients, signer)


def _is_title(line: Line) -> bool:
    text = fold(line.text)
    return bool(_PREFIX.match(line.text)) or any(word in text for word in _TITLE_WORDS)


def _recipients(body: Sequence[Line], heading: Line) -> tuple[Line, ...]:
    found: list[Line] = []
    for line in body:
        if line.number <= heading.number or line.cell != heading.cell:
            continue
        if heading.y and line.page != heading.page:
            break
        if line.side == "right":
            continue
        if not heading.y and not heading.cell and not line.text.startswith(_DASHES):
            break
        if found and _is_registry(found) and found[-1].text.endswith("."):
            break  # What follows the entry of the registry (copies, address) belongs to no list.
        if line.y and found and line.y - found[-1].y > _NEXT_LINE:
            break
        found.append(line)
    return tuple(found)


def _is_registry(lines: Sequence[Line]) -> bool:
    """Whether the last entry so far is the one kept by the registry."""
    start = next((line for line in reversed(lines) if line.text[:1] in _DASHES), lines[-1])
    return fold(start.text).lstrip("-–• ").startswith("luu")


def _signer(body: Sequence[Line], heading: Line | None, recipients: tuple[Line, ...]) -> tuple[Line, ...]:
    """Lines of the signer's block: beside the heading, or the last lines standing on the right."""
    candidates = [line for line in body if line is not heading and line not in recipients]
    if heading is not None and heading.cell:
        table = heading.cell.split(",")[0]
        block = [line for line in candidates if line.cell.split(",")[0] == table and line.side == "right"]
    elif heading is not None and heading.y:
        block = [
            line
            for line in candidates
            if line.page == heading.page and line.y >= heading.y - _FRAME and line.side == "right"
        ]
    else:
        block = _last_on_the_right(candidates)
    return tuple(line for line in block if _belongs(line))


def _last_on_the_right(lines: Sequence[Line]) -> list[Line]:
    """Without a heading beside it, the block begins at the last line with a right or a position to sign."""
    tail = [line for line in lines if line.side == "right" or _is_set_right(line)]
    starts = [index for index, line in enumerate(tail) if _PREFIX.match(line.text) and is_capitals(line.text)]
    if not starts:
        starts = [index for index, line in enumerate(tail) if is_capitals(line.text) and _is_title(line)][-1:]
    return tail[starts[0] :] if starts else []


def _is_set_right(line: Line) -> bool:
    """In a Word file without a table the block stands in the middle or on the right by alignment."""
    return not line.y and line.side == "full" and line.alignment in {"centre", "right"}


def _belongs(line: Line) -> bool:
    text = line.text
    if text.startswith("(") or ":" in text or any(character.isdigit() for character in text):
        return False
    return max(run.size for run in line.runs) >= _LOWEST_SIZE and fold(text) not in {"da ky", "dau ky"}
