"""A status is believed only about the right document, of the right body, from someone entitled to say it."""

from datetime import date

import msgspec
import pytest

from daumoi.documents.edxml.match import status_matches
from daumoi.documents.edxml.model import Code, DocumentMessage, Organisation, Promulgation, StatusCode
from daumoi.documents.tests.edxml.messages import letter, read_status, sample, status


def test_a_status_from_a_receiver_about_our_letter_matches() -> None:
    assert status_matches(status(), sent=letter())


def test_the_sample_status_matches_the_document_it_speaks_of() -> None:
    """The sample names its document in the composed form issuer,day,number."""
    sent = DocumentMessage(
        sender=Organisation(organ_id="000.00.00.G22"),
        to=(Organisation(organ_id="000.00.00.H41"),),
        code=Code(number="7816", notation="VPCP-TTĐT"),
        promulgation=Promulgation(day=date(2015, 9, 30)),
        subject="V/v kết nối",
        document_id="another-id-of-the-sender",
    )
    assert status_matches(read_status(sample("status_finish_06")), sent=sent)


def test_a_status_naming_another_body_is_forged() -> None:
    found = status_matches(status(issuer="000.00.00.Z99"), sent=letter())
    assert not found
    assert found.code == "documents.edxml.status.other_body"
    assert "000.00.00.Z99" in found.reason


def test_a_status_from_a_body_that_never_received_the_letter_is_forged() -> None:
    found = status_matches(status(sender="000.00.00.C03"), sent=letter())
    assert found.code == "documents.edxml.status.stranger"


def test_a_status_about_another_document_does_not_match() -> None:
    found = status_matches(status(document_id="doc-2"), sent=letter())
    assert found.code == "documents.edxml.status.other_document"


@pytest.mark.parametrize("change", [{"code": "13/BMP-CNTT"}, {"day": date(2026, 8, 20)}])
def test_a_right_id_does_not_cover_a_wrong_number_or_day(change: dict[str, object]) -> None:
    told = status()
    told = msgspec.structs.replace(told, response_for=msgspec.structs.replace(told.response_for, **change))
    assert status_matches(told, sent=letter()).code == "documents.edxml.status.other_document"


def test_number_and_day_are_enough_and_number_alone_is_not() -> None:
    told = status(document_id="")
    assert status_matches(told, sent=letter())
    bare = msgspec.structs.replace(told, response_for=msgspec.structs.replace(told.response_for, day=None))
    assert not status_matches(bare, sent=letter())


def test_a_take_back_comes_from_the_issuer_only() -> None:
    assert status_matches(status(sender="000.00.00.A01", code=StatusCode.TAKE_BACK), sent=letter())
    assert not status_matches(status(code=StatusCode.TAKE_BACK), sent=letter())
    assert not status_matches(status(sender="000.00.00.A01", code=StatusCode.DONE), sent=letter())
