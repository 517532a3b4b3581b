"""The error of this room."""

from daumoi.foundation.errors import DomainError


class RenderingError(DomainError):
    """A document cannot be typeset: its content contradicts itself, or a template or typeface is missing."""

    status = 500
