"""A coordinator at the pages: sending a body's reply, opening a page, posting a form."""

from datetime import date
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import reverse

from daumoi.foundation.principal import acting
from daumoi.surveys import actions
from daumoi.surveys.models import Reply
from daumoi.surveys.tests.factories import AT, fill, signed_pdf
from tests.cast import Cast

DAY = date(2016, 8, 21)


def send(cast: Cast, reply: Reply) -> None:
    """Body A's officer fills everything, has it signed and sends it."""
    officer = cast.principal(cast.officer)
    with acting(officer):
        fill(by=officer, reply=reply)
        code = actions.prepare_annex(by=officer, reply=reply, at=AT)
        actions.attach_signed_letter(
            by=officer,
            reply=reply,
            name="cv-88.pdf",
            content=signed_pdf(code),
            number="88/BA-CNTT",
            letter_date=date(2016, 8, 10),
            signer="KT. BỘ TRƯỞNG, Trần Ký",
            typed_code="",
            at=AT,
        )
        actions.send_reply(by=officer, reply=reply, at=AT)


def page(client: Client, route: str, *args: object, status: int = 200, **query: str) -> str:
    """The text of a page, seen on the tests' day unless told otherwise."""
    response = client.get(reverse(f"surveys:{route}", args=args), {"as_of": str(DAY), **query})
    assert response.status_code == status
    return text_of(response)


def post(client: Client, route: str, *args: object, **data: object) -> None:
    """Send a form that is taken."""
    response = client.post(reverse(f"surveys:{route}", args=args), data)
    assert response.status_code == 302, text_of(response)[:3000]


def refused(client: Client, status: int, route: str, *args: object, **data: object) -> str:
    """Send a form that is refused; the text of the answer."""
    response = client.post(reverse(f"surveys:{route}", args=args), data)
    assert response.status_code == status
    return text_of(response)


def text_of(response: Any) -> str:
    """A refusal marks the outermost transaction, which here is the test's own: let the test go on."""
    transaction.get_connection().set_rollback(False)
    return str(response.content.decode())


def state_of(cast: Cast, reply: Reply) -> str:
    principal = cast.principal(cast.coordinator)
    with acting(principal):
        return str(Reply.objects.get(pk=reply.pk).state)
