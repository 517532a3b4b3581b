"""A round whose questionnaire asks few of the things the national report speaks of."""

from django.urls import reverse

from tests.cast import Cast
from tests.journeys.house import issue_round


def test_the_report_says_what_the_questionnaire_did_not_ask(cast: Cast) -> None:
    round_ = issue_round(cast)
    browser = cast.client(cast.coordinator)
    browser.raise_request_exception = True
    page = browser.get(reverse("national_report", args=[round_.code]))
    assert page.status_code == 200
    assert "không hỏi từng nhiệm vụ" in page.content.decode()
    pdf = browser.get(reverse("national_report_pdf", args=[round_.code]))
    assert pdf.content.startswith(b"%PDF-")
    workbook = browser.get(reverse("national_report_workbook", args=[round_.code]))
    assert workbook.content.startswith(b"PK")
