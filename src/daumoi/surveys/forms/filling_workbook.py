"""What a workbook brings, carried signed from its preview to its saving, so that exactly what was seen is saved."""

from dataclasses import dataclass

from django.core import signing
from django.utils.translation import gettext as _

from daumoi.foundation.errors import Invalid
from daumoi.surveys.actions import NewAnswer
from daumoi.surveys.definition import Roster
from daumoi.surveys.exchange.reading import Incoming
from daumoi.surveys.queries.replies import ReplySheet

_SALT = "daumoi.surveys.workbook"
_PATIENCE_SECONDS = 3600


@dataclass(frozen=True)
class SeenWorkbook:
    """The changes of a workbook as its reader saw them."""

    name: str
    sha256: str
    answers: list[NewAnswer]
    not_arisen: list[str]


def seal(*, incoming: Incoming, sheet: ReplySheet, name: str, sha256: str) -> str:
    """The changes as a signed text for the preview's form."""
    changes = [
        [one.variable, one.row, one.status, one.value, _version(sheet, one.variable, one.row)]
        for one in incoming.changes
    ]
    return signing.dumps([sheet.reply.pk, name, sha256, changes], salt=_SALT, compress=True)


def _version(sheet: ReplySheet, variable: str, row: int) -> int:
    held = sheet.answers.get((variable, row))
    return held.version if held is not None else 0


def unseal(text: str, sheet: ReplySheet) -> SeenWorkbook:
    """The changes back from the form; refused when they are not of this reply or an hour old."""
    try:
        reply, name, sha256, changes = signing.loads(text, salt=_SALT, max_age=_PATIENCE_SECONDS)
    except signing.BadSignature as error:
        raise Invalid(
            "surveys.workbook.seen",
            _("Bản xem trước đã quá một giờ hoặc không còn nguyên vẹn."),
            remedy=_("Nộp lại tệp Excel."),
        ) from error
    if reply != sheet.reply.pk:
        raise Invalid(
            "surveys.workbook.other", _("Bản xem trước này của trả lời khác."), remedy=_("Nộp lại tệp Excel.")
        )
    tables = {
        item.code for section in sheet.compiled.sections for item in section.items if isinstance(item, Roster)
    }
    return SeenWorkbook(
        name=name,
        sha256=sha256,
        answers=[
            NewAnswer(variable, value, row, status, version)
            for variable, row, status, value, version in changes
            if variable not in tables
        ],
        not_arisen=[variable for variable, *_rest in changes if variable in tables],
    )
