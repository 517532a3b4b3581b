"""Whether a status message is really about a document we know, sent by someone who may say so."""

import unicodedata

import msgspec
from django.utils.translation import gettext as _

from daumoi.documents.edxml.model import DocumentMessage, StatusCode, StatusMessage


class StatusMatch(msgspec.Struct, frozen=True, kw_only=True):
    """The answer of :func:`status_matches`: true, or false with a stable code and a reason in words."""

    code: str = ""
    reason: str = ""

    def __bool__(self) -> bool:
        return not self.code


def status_matches(status: StatusMessage, *, sent: DocumentMessage) -> StatusMatch:
    """Whether `status` speaks of the document `sent` and its sender is entitled to.

    It must name the body that issued the document, the document itself (by its id, or by number and day), and
    come from one of its receivers; a take-back (13) comes from the issuer. Whoever delivered the message must
    be checked by the transport: this compares what the messages say. Moments are not compared, as clocks of
    real systems differ (a sample reports a status ten days before the document was issued).
    """
    for check in (_names_the_issuer, _names_the_document, _comes_from_a_party):
        found = check(status, sent)
        if not found:
            return found
    return StatusMatch()


def _names_the_issuer(status: StatusMessage, sent: DocumentMessage) -> StatusMatch:
    named, issuer = _plain(status.response_for.organ_id), _plain(sent.sender.organ_id)
    if named == issuer:
        return StatusMatch()
    return StatusMatch(
        code="documents.edxml.status.other_body",
        reason=_("Trạng thái nói về văn bản của “%(named)s”, không phải của “%(issuer)s”.")
        % {"named": status.response_for.organ_id, "issuer": sent.sender.organ_id},
    )


def _names_the_document(status: StatusMessage, sent: DocumentMessage) -> StatusMatch:
    answered, day = status.response_for, sent.promulgation.day
    by_id = bool(answered.document_id) and _plain(answered.document_id) in _ids_of(sent)
    by_code = bool(answered.code) and _plain(answered.code) == _plain(sent.code.text)
    by_day = answered.day is not None and answered.day == day
    contradicts = (
        (answered.document_id and not by_id)
        or (answered.code and sent.code.text and not by_code)
        or (answered.day and day and not by_day)
    )
    if not contradicts and (by_id or (by_code and by_day)):
        return StatusMatch()
    return StatusMatch(
        code="documents.edxml.status.other_document",
        reason=_("Trạng thái nói về văn bản “%(named)s”, không phải “%(sent)s”.")
        % {
            "named": answered.document_id or answered.code,
            "sent": sent.document_id or sent.code.text,
        },
    )


def _comes_from_a_party(status: StatusMessage, sent: DocumentMessage) -> StatusMatch:
    if status.status is StatusCode.TAKE_BACK:
        entitled = {_plain(sent.sender.organ_id)}
    else:
        entitled = {_plain(one.organ_id) for one in sent.to}
    if _plain(status.sender.organ_id) in entitled:
        return StatusMatch()
    return StatusMatch(
        code="documents.edxml.status.stranger",
        reason=_("Bên gửi trạng thái “%(sender)s” không phải bên có quyền báo mã %(code)s cho văn bản này.")
        % {"sender": status.sender.organ_id, "code": status.status.value},
    )


def _ids_of(sent: DocumentMessage) -> set[str]:
    """The document's id, and the composed form issuer,day,number/notation that older systems send."""
    ids = {_plain(sent.document_id)} if sent.document_id else set()
    if sent.promulgation.day and sent.code.text:
        day = f"{sent.promulgation.day:%Y/%m/%d}"
        ids.add(_plain(f"{sent.sender.organ_id},{day},{sent.code.text}"))
    return ids


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split()).casefold()
