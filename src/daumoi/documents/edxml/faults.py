"""One way to say no: every refusal of a message names its place and what to do."""

from django.utils.translation import gettext as _

from daumoi.foundation.errors import Invalid


def refusal(code: str, message: str, *, remedy: str = "", path: str = "", line: int | None = None) -> Invalid:
    """The error to raise: `code` without the common prefix, `path` of the element, `line` counted from 1."""
    where = path
    if line is not None:
        counted = _("dòng %(line)d") % {"line": line}
        where = f"{path}, {counted}" if path else counted
    return Invalid(
        f"documents.edxml.{code}",
        message,
        remedy=remedy or _("Đề nghị bên gửi kiểm tra và gửi lại thông điệp."),
        place=where,
    )


def shown(value: str, *, longest: int = 60) -> str:
    """A value fit to stand in one line of a refusal: no control characters, cut when long."""
    plain = "".join(letter if letter.isprintable() else "�" for letter in value)
    return plain if len(plain) <= longest else f"{plain[:longest]}…"
