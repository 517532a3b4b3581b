"""What the pages of this room have in common: obtaining a paper, a desk; a refusal shown at its field."""

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from daumoi.documents import queries
from daumoi.documents.access import DocumentPermission, access_paper
from daumoi.documents.forms.fields import as_upload
from daumoi.documents.models import Paper
from daumoi.foundation.errors import Conflict, Forbidden, Invalid
from daumoi.organisations.models import Organisation
from daumoi.ui.requests import PageRequest

T = TypeVar("T")
UNPROCESSABLE = 422
PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ZIP = "application/zip"


def opened_paper(
    request: PageRequest, number: int, permission: DocumentPermission = DocumentPermission.VIEW
) -> Paper:
    """The paper of the address; its page carries the mark when the paper is simulated."""
    paper = access_paper(principal=request.principal, number=number, permission=permission)
    request.simulated = paper.is_simulated
    return paper


def desk_of(request: PageRequest, permission: DocumentPermission) -> Organisation:
    """The organisation at whose desk the person holds the permission; refused when there is none."""
    request.principal.require(permission)
    desks = queries.desks(principal=request.principal, permission=permission)
    if not desks:
        raise Forbidden(
            "documents.desk",
            _("Phân công hiện tại của bạn không gắn với bàn văn bản của cơ quan nào."),
            remedy=_("Đề nghị người quản trị của cơ quan kiểm tra phân công, vai trò của bạn."),
        )
    request.simulated = desks[0].is_simulated
    return desks[0]


def attempted(
    form: forms.Form,
    act: Callable[[], T],
    *,
    refused: Callable[[Invalid | Conflict], None] | None = None,
) -> T | None:
    """Do what a valid form asks; a refusal of the rules is put at the field it names, and None comes back.

    :param refused: hears of the refusal as well, for a page that then offers another way.
    """
    try:
        return act()
    except (Invalid, Conflict) as error:
        words = f"{error.message} {error.remedy}".strip()
        field = next(
            (name for name, one in form.fields.items() if error.place and str(one.label) == error.place), None
        )
        form.add_error(field, words if field or not error.place else f"{error.place}: {words}")
        if refused is not None:
            refused(error)
        return None


def status_of(form: forms.Form) -> int:
    """422 for a form that was refused, 200 otherwise."""
    return UNPROCESSABLE if form.is_bound and form.errors else 200


def posted(request: HttpRequest) -> bool:
    """Whether the form was sent."""
    return request.method == "POST"


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with, even when that is nothing but the pressing of its button; None when it was not sent."""
    return request.POST if posted(request) else None


def uploaded(value: UploadedFile | None) -> tuple[str, bytes] | None:
    """Name and bytes of an uploaded file, as the actions take it."""
    return as_upload(value)


def download(data: bytes, *, name: str, media_type: str, inline: bool = False) -> HttpResponse:
    """A file to keep, or to look at in the page when `inline`."""
    answer = HttpResponse(data, content_type=media_type)
    answer["Content-Disposition"] = content_disposition_header(not inline, name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
