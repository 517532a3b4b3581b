"""Regular expressions whose matching time grows with the length of the text and never explodes.

The pattern becomes a Thompson automaton; the text is read once, character by character, while the set of
places the automaton may be in is carried along. Sets met before are remembered with their successors, so
ordinary patterns cost one dictionary look-up per character.
"""

from typing import Final

from daumoi_calc.expressions.errors import ErrorCode, ExpressionError
from daumoi_calc.expressions.pattern_syntax import (
    Alternatives,
    Anchor,
    Characters,
    Pattern,
    Ranges,
    Repeat,
    Sequence,
    parse_pattern,
)

MAX_STATES: Final = 2_000
MAX_TEXT: Final = 100_000  # characters
MAX_WORK: Final = 500_000  # places visited while sets are built, per text
_MAX_BUILDS: Final = (
    10_000  # parts unrolled; empty parts cost no place, so places alone would not stop ((){200}){200}
)
_MAX_REMEMBERED: Final = 200_000  # places held in remembered sets, per pattern


class _Set:
    """A set of places of the automaton, closed under steps that read nothing."""

    __slots__ = ("accepting", "following", "places")

    def __init__(self, places: frozenset[int], accepting: bool) -> None:
        self.places = places
        self.accepting = accepting
        self.following: dict[str, _Set] = {}


class LinearPattern:
    """A compiled pattern. Raises ``ExpressionError`` (PATTERN) where ``source`` leaves the subset or is too
    large.

    Matching is linear in the text: at most one pass, each character costing at most the size of the
    automaton, which is itself bounded by ``MAX_STATES``.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self._automaton = _Automaton(parse_pattern(source))

    def fullmatch(self, text: str) -> bool:
        """Whether the whole of ``text`` fits. Raises ``ExpressionError`` (LIMIT) past ``MAX_TEXT`` or
        ``MAX_WORK``.
        """
        return self._automaton.run(text, anywhere=False)

    def search(self, text: str) -> bool:
        """Whether some part of ``text`` fits; same limits as ``fullmatch``."""
        return self._automaton.run(text, anywhere=True)


class _Automaton:
    """Places numbered from 0; each place reads a character, steps freely, asks for an end of the text, or
    accepts.
    """

    def __init__(self, pattern: Pattern) -> None:
        self.reads: list[Ranges | None] = []
        self.steps: list[tuple[int, ...]] = []
        self.anchors: list[bool | None] = []  # True: only at the start, False: only at the end, None: free
        self.builds = 0
        self.accept = self.place()
        self.begin = self.build(pattern, self.accept)
        self.remembered = 0
        self.sets: dict[tuple[frozenset[int], bool], _Set] = {}

    def place(self, *steps: int, reads: Ranges | None = None, anchor: bool | None = None) -> int:
        if len(self.steps) >= MAX_STATES:
            raise _too_large()
        self.reads.append(reads)
        self.steps.append(steps)
        self.anchors.append(anchor)
        return len(self.steps) - 1

    def build(self, pattern: Pattern, after: int) -> int:
        """The place from which ``pattern`` and then ``after`` is read."""
        self.builds += 1
        if self.builds > _MAX_BUILDS:
            raise _too_large()
        match pattern:
            case Characters():
                return self.place(after, reads=pattern.ranges)
            case Anchor():
                return self.place(after, anchor=pattern.at_start)
            case Sequence():
                for part in reversed(pattern.parts):
                    after = self.build(part, after)
                return after
            case Alternatives():
                return self.place(*(self.build(part, after) for part in pattern.parts))
            case Repeat():
                return self.build_repeat(pattern, after)

    def build_repeat(self, pattern: Repeat, after: int) -> int:
        if pattern.most is None:
            loop = self.place()
            self.steps[loop] = (self.build(pattern.part, loop), after)
            entry = loop
        else:
            entry = after
            for _ in range(pattern.most - pattern.least):
                entry = self.place(self.build(pattern.part, entry), after)
        for _ in range(pattern.least):
            entry = self.build(pattern.part, entry)
        return entry

    def closed(self, places: list[int], *, at_start: bool, at_end: bool) -> frozenset[int]:
        """``places`` and all that they reach without reading, given where in the text we stand."""
        found: set[int] = set()
        pending = list(places)
        while pending:
            place = pending.pop()
            if place in found:
                continue
            found.add(place)
            anchor = self.anchors[place]
            passes = anchor is None or (at_start if anchor else at_end)
            if self.reads[place] is None and passes:
                pending.extend(self.steps[place])
        return frozenset(found)

    def run(self, text: str, *, anywhere: bool) -> bool:
        if len(text) > MAX_TEXT:
            raise ExpressionError(
                f"Văn bản dài quá {MAX_TEXT} ký tự để so mẫu",
                remedy_vi="rút ngắn câu trả lời",
                code=ErrorCode.LIMIT,
            )
        current = self.remember(self.closed([self.begin], at_start=True, at_end=False), anywhere)
        work = 0
        for character in text:
            if anywhere and current.accepting:
                return True
            following = current.following.get(character)
            if following is None:
                work += len(current.places) + 1
                if work > MAX_WORK:
                    raise ExpressionError(
                        "Mẫu quá tốn kém với văn bản này", remedy_vi="đơn giản hóa mẫu", code=ErrorCode.LIMIT
                    )
                following = self.follow(current, character, anywhere)
                work += len(following.places)
            if not following.places:
                return False
            current = following
        if current.accepting:
            return True
        return self.accept in self.closed(list(current.places), at_start=not text, at_end=True)

    def follow(self, current: _Set, character: str, anywhere: bool) -> _Set:
        point = ord(character)
        reached = [
            self.steps[place][0]
            for place in current.places
            if (ranges := self.reads[place]) is not None and any(low <= point <= high for low, high in ranges)
        ]
        if anywhere:
            reached.append(self.begin)
        following = self.remember(self.closed(reached, at_start=False, at_end=False), anywhere)
        current.following[character] = following
        return following

    def remember(self, places: frozenset[int], anywhere: bool) -> _Set:
        known = self.sets.get((places, anywhere))
        if known is None:
            self.remembered += len(places) + 1
            if self.remembered > _MAX_REMEMBERED:
                # Forget rather than grow. A set still in use by a running match stays valid, it is only not
                # found again.
                self.remembered = len(places) + 1
                self.sets = {}
            known = self.sets[(places, anywhere)] = _Set(places, self.accept in places)
        return known


def _too_large() -> ExpressionError:
    return ExpressionError(
        "Mẫu quá lớn sau khi khai triển các phép lặp",
        0,
        0,
        "giảm số lần lặp {m,n} lồng nhau",
        ErrorCode.PATTERN,
    )
