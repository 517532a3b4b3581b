from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from daumoi.foundation import clock
from tests.cast import Cast

MOST_OF_A_LIST = 15
MOST_OF_ONE_THING = 22
BOOKKEEPING = ("SAVEPOINT", "RELEASE", "select enter_as")
TODAY = date(2026, 11, 22)

ADDRESSES = [
    ("law:index", []),
    ("law:instrument", ["nd-64-2007-nd-cp"]),
    ("law:provision", ["nd-64-2007-nd-cp", "d46"]),
    ("law:in_force", []),
    ("law:subject", ["cap_do_an_toan"]),
    ("law:calendar", []),
    ("law:sources", []),
]


@pytest.fixture(autouse=True)
def _today() -> object:
    """Pages are asked for on the day of the brief."""
    with clock.frozen(TODAY) as moment:
        yield moment


@pytest.fixture
def officer(cast: Cast) -> Client:
    """A signed-in officer's browser."""
    return cast.client(cast.officer)


def text_of(client: Client, address: str, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize(("route", "arguments"), ADDRESSES)
def test_every_page_opens_for_whoever_is_signed_in(cast: Cast, route: str, arguments: list[str]) -> None:
    address = reverse(route, args=arguments)
    for person in (cast.officer, cast.unit_officer, cast.outsider):
        assert cast.client(person).get(address).status_code == 200


@pytest.mark.parametrize(("route", "arguments"), ADDRESSES)
def test_a_visitor_is_sent_to_sign_in(db: None, route: str, arguments: list[str]) -> None:
    address = reverse(route, args=arguments)
    answer = Client().get(address)
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize(("route", "arguments"), ADDRESSES)
@pytest.mark.parametrize("day", ["2026-11-22", "2011-09-08"])
def test_a_page_asks_the_database_few_questions(
    officer: Client, route: str, arguments: list[str], day: str
) -> None:
    address = reverse(route, args=arguments)
    officer.get(address, {"as_of": day})  # the first visit also fills what the process keeps
    with CaptureQueriesContext(connection) as asked:
        officer.get(address, {"as_of": day})
    questions = [query["sql"] for query in asked if not query["sql"].startswith(BOOKKEEPING)]
    assert len(questions) <= (MOST_OF_A_LIST if not arguments else MOST_OF_ONE_THING), questions


def test_the_register_opens_with_the_sentence_of_the_day(officer: Client) -> None:
    page = text_of(officer, reverse("law:index"))
    assert "Ngày 22/11/2026: trong" in page
    assert "còn hiệu lực</a>" in page
    assert "chưa xác định</a>" in page


def test_the_past_shows_less_law(officer: Client) -> None:
    page = text_of(officer, reverse("law:index"), as_of="2011-09-08")
    assert "Ngày 08/9/2011: trong" in page
    assert "Nghị định 64/2007/NĐ-CP" in page
    assert "Nghị định 331/2026/NĐ-CP" not in page
    assert "Nghị định 331/2026/NĐ-CP" in text_of(
        officer, reverse("law:index"), as_of="2011-09-08", force="all"
    )


def test_search_on_the_page_needs_no_marks(officer: Client) -> None:
    page = text_of(officer, reverse("law:index"), q="nghi dinh 64")
    assert "Nghị định 64/2007/NĐ-CP" in page
    assert "Nghị định 331/2026/NĐ-CP" not in page


def test_an_empty_search_says_what_to_do(officer: Client) -> None:
    page = text_of(officer, reverse("law:index"), q="khongcotunay")
    assert "Không có văn bản nào khớp." in page
    assert "Xem cả sổ" in page


def test_a_choice_that_does_not_exist_is_said_beside_its_field(officer: Client) -> None:
    assert "không có trong danh sách" in text_of(officer, reverse("law:index"), kind="sach_trang")


def test_a_cursor_nobody_wrote_is_refused(officer: Client) -> None:
    assert officer.get(reverse("law:index"), {"cursor": "abc"}).status_code == 422


def test_the_next_page_is_reached_by_its_cursor(officer: Client) -> None:
    first = officer.get(reverse("law:index"), {"force": "all"})
    cursor = first.context["page"].register.next
    assert (
        f"cursor={cursor.replace('~', '%7E')}" in first.content.decode() or cursor in first.content.decode()
    )
    second = officer.get(reverse("law:index"), {"force": "all", "cursor": cursor})
    shown = [{line.instrument.code for line in page.context["page"].lines} for page in (first, second)]
    assert shown[1]
    assert not shown[0] & shown[1]


def test_an_instrument_shows_numbers_relations_and_provisions(officer: Client) -> None:
    page = text_of(officer, reverse("law:instrument", args=["nd-64-2007-nd-cp"]))
    assert "hết hiệu lực" in page
    assert "Được thay thế bởi" in page
    assert 'id="d46"' in page
    printed = text_of(officer, reverse("law:instrument", args=["ttr-17-ttr-btttt-2017"]))
    assert "17/TTr-BTTTT" in printed
    assert "17/Tr-BTTTT" in printed


@pytest.mark.parametrize(
    ("route", "arguments"),
    [
        ("law:instrument", ["khong-co"]),
        ("law:provision", ["nd-64-2007-nd-cp", "d999"]),
        ("law:subject", ["khong-co"]),
    ],
)
def test_what_is_not_in_the_register_is_not_found(officer: Client, route: str, arguments: list[str]) -> None:
    assert officer.get(reverse(route, args=arguments)).status_code == 404


def test_the_law_about_a_subject_differs_on_three_days(officer: Client) -> None:
    address = reverse("law:subject", args=["cap_do_an_toan"])
    titles = [
        officer.get(address, {"as_of": day}).context["page"].view.period.title
        for day in ("2011-09-08", "2017-05-31", "2026-11-22")
    ]
    assert len(set(titles)) == 3


def test_choosing_a_subject_and_a_day_leads_to_the_comparison_with_the_date_kept(officer: Client) -> None:
    answer = officer.get(
        reverse("law:in_force"), {"subject": "cap_do_an_toan", "compare": "2011-09-08", "as_of": "2017-05-31"}
    )
    assert answer.status_code == 302
    page = officer.get(answer["Location"]).content.decode()
    assert "Ngày 08/9/2011" in page
    assert "Ngày 31/5/2017" in page
    assert "Giữa 08/9/2011 và 31/5/2017" in page


def test_a_day_that_is_no_day_is_refused_with_the_remedy(officer: Client) -> None:
    answer = officer.get(reverse("law:subject", args=["cap_do_an_toan"]), {"compare": "hôm kia"})
    assert answer.status_code == 422
    assert "không phải là một ngày" in answer.content.decode()


def test_the_calendar_names_the_next_date_and_the_days_left(officer: Client) -> None:
    page = text_of(officer, reverse("law:calendar"))
    assert "Gần nhất là 20/12/2026" in page
    assert "còn 28 ngày" in page
    assert reverse("law:provision", args=["nd-331-2026-nd-cp", "d35k4a"]) in page


def test_links_keep_the_readers_date(officer: Client) -> None:
    page = text_of(officer, reverse("law:index"), as_of="2011-09-08")
    assert f"{reverse('law:instrument', args=['nd-64-2007-nd-cp'])}?as_of=2011-09-08" in page


def test_the_sources_name_the_pack_and_its_digest(officer: Client) -> None:
    page = text_of(officer, reverse("law:sources"))
    assert "Gói dữ liệu Việt Nam" in page
    assert "mã nội dung" in page
