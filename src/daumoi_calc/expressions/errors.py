"""The one error of the language: what is wrong, where in the source, and what to do about it."""

from enum import StrEnum
from typing import Final

MAX_MESSAGE: Final = 300


class ErrorCode(StrEnum):
    """The family of a fault, for callers that treat families differently."""

    SYNTAX = "syntax"
    NAME = "name"
    TYPE = "type"
    VALUE = "value"
    LIMIT = "limit"
    CYCLE = "cycle"
    PATTERN = "pattern"
    VERSION = "version"


class ExpressionError(ValueError):
    """A fault in an expression, or in a value handed to one.

    ``start`` and ``end`` are offsets in code points into the source text, half-open; both are 0 where there
    is no source to point at (a wrong value, a cycle). ``message_vi`` says what is wrong and ``remedy_vi``
    what to write instead; both are Vietnamese sentences fit for the person who drew up the form.
    """

    def __init__(
        self,
        message_vi: str,
        start: int = 0,
        end: int = 0,
        remedy_vi: str = "",
        code: ErrorCode = ErrorCode.SYNTAX,
    ) -> None:
        if len(message_vi) > MAX_MESSAGE:
            message_vi = message_vi[: MAX_MESSAGE - 1] + "…"  # it may quote a word as long as the source
        # All five go to the base class so that the error survives pickling on its way out of a worker.
        super().__init__(message_vi, start, end, remedy_vi, code)
        self.message_vi = message_vi
        self.start = start
        self.end = end
        self.remedy_vi = remedy_vi
        self.code = code

    def __str__(self) -> str:
        first, last = self.start + 1, max(self.end, self.start + 1)
        place = f" (ký tự {first}–{last})" if last > first else f" (ký tự {first})"
        remedy = f" Cách sửa: {self.remedy_vi}" if self.remedy_vi else ""
        return f"{self.message_vi}{place if self.end else ''}.{remedy}"

    def pointed(self, source: str) -> str:
        """The faulty line of ``source`` with carets under the place, followed by the message."""
        if not self.end:
            return str(self)
        line_start = source.rfind("\n", 0, self.start) + 1
        line_end = source.find("\n", self.start)
        line = source[line_start:] if line_end < 0 else source[line_start:line_end]
        column = self.start - line_start
        width = max(1, min(self.end - self.start, len(line) - column))
        return f"{line}\n{' ' * column}{'^' * width}\n{self}"


class CycleError(ExpressionError):
    """Calculated cells that need one another; ``path`` starts and ends with the same name."""

    def __init__(self, path: tuple[str, ...]) -> None:
        super().__init__(
            f"Các ô tính phụ thuộc vòng tròn: {' → '.join(path)}",
            remedy_vi="bỏ ít nhất một trong các tham chiếu trên đường vòng này",
            code=ErrorCode.CYCLE,
        )
        self.args = (path,)
        self.path = path


class NumberTextError(ExpressionError):
    """A text typed as a number that is not one, or that has two readings; positions are in that text."""
