"""The reading pages: who may open them, what they say first, how few questions they ask."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from daumoi.foundation.principal import acting, system
from daumoi.organisations import actions
from daumoi.organisations.models import Organisation, OrganisationState
from tests.cast import START, Cast

pytestmark = pytest.mark.usefixtures("today")
BOOKKEEPING = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "select enter_as")

ARGUMENTS = {"index": [], "body": ["bo-a"], "unit": ["bo-a.tt"], "chart": ["bo-a"]}
VERBS = {
    "acts": [],
    "act": ["doi-ten"],
    "appointments": [],
    "appoint": [],
    "staff": ["bo-a.tt"],
    "steps": ["bo-a.tt"],
}
MAY = {
    "coordinator": {"acts", "act", "appointments", "appoint", "staff", "steps"},
    "officer": {"staff", "steps"},
    "head": {"staff", "steps"},
    "unit_officer": {"staff", "steps"},
    "leader": set(),
    "inspector": set(),
    "outsider": set(),
    "officer_b": set(),
}


def _address(route: str) -> str:
    return reverse(f"organisations:{route}", args=(ARGUMENTS | VERBS)[route])


def _text(client: Client, address: str, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


@pytest.fixture
def coordinator(cast: Cast) -> Client:
    """The coordinator's browser."""
    return cast.client(cast.coordinator)


@pytest.mark.parametrize("who", [who for who in MAY if who != "outsider"])
def test_whoever_is_appointed_reads_the_register(cast: Cast, who: str) -> None:
    client = cast.client(getattr(cast, who))
    assert {route: client.get(_address(route)).status_code for route in ARGUMENTS} == dict.fromkeys(
        ARGUMENTS, 200
    )


def test_somebody_without_appointment_learns_nothing(cast: Cast) -> None:
    client = cast.client(cast.outsider)
    codes = {route: client.get(_address(route)).status_code for route in ARGUMENTS}
    assert codes == {"index": 403, "body": 404, "unit": 404, "chart": 404}


@pytest.mark.parametrize("route", [*ARGUMENTS, *VERBS])
def test_a_visitor_is_sent_to_sign_in(db: None, route: str) -> None:
    answer = Client().get(_address(route))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("who", MAY)
def test_a_page_of_entry_opens_only_for_who_may_enter(cast: Cast, who: str) -> None:
    client = cast.client(getattr(cast, who))
    codes = {route: client.get(_address(route)).status_code for route in VERBS}
    hidden = {"staff", "steps"} if who == "outsider" else set()
    assert codes == {route: 200 if route in MAY[who] else 404 if route in hidden else 403 for route in VERBS}


def test_the_officer_of_another_body_cannot_write_into_this_one(cast: Cast) -> None:
    client = cast.client(cast.officer_b)
    for route in ("staff", "steps"):
        assert client.post(_address(route), {"on": "2026-01-01", "document": "x"}).status_code == 403


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2011-09-08", "Ngày 08/9/2011 có"),
        ("2017-05-31", "22 bộ, cơ quan ngang bộ"),
        ("2025-02-28", "22 bộ, cơ quan ngang bộ"),
        ("2025-03-01", "17 bộ, cơ quan ngang bộ"),
        ("2026-11-22", "17 bộ, cơ quan ngang bộ"),
    ],
)
def test_the_register_opens_with_the_sentence_of_the_day(
    coordinator: Client, day: str, sentence: str
) -> None:
    assert sentence in _text(coordinator, _address("index"), as_of=day)


def test_the_published_count_is_shown_as_published_and_apart(coordinator: Client) -> None:
    page = _text(coordinator, _address("index"), as_of="2011-09-08")
    assert "Theo công bố ngày 08/9/2011" in page
    assert "8 trên 22" in page
    assert "không trộn với sổ" in page
    assert "Theo công bố" not in _text(coordinator, _address("index"), as_of="2011-09-08", realm="mo-phong")


def test_a_body_without_a_known_unit_says_so_instead_of_showing_nothing(coordinator: Client) -> None:
    page = _text(coordinator, _address("index"), as_of="2011-09-08", form="chua_xac_dinh")
    assert "chưa có số liệu" in page
    assert "chưa xác định" in page
    assert "Cục Ứng dụng công nghệ thông tin" not in page


def test_the_register_can_be_filtered_by_form(coordinator: Client) -> None:
    page = _text(coordinator, _address("index"), as_of="2017-05-31", form="trung_tam")
    assert "Ủy ban Dân tộc" in page
    assert "Bộ Tư pháp" not in page


def test_the_simulated_government_stands_apart_and_is_marked(coordinator: Client) -> None:
    page = _text(coordinator, _address("index"), realm="mo-phong")
    assert "Bộ A" in page
    assert "Bộ Quốc phòng" not in page
    assert "Dữ liệu mô phỏng" in page
    assert "Bộ A" not in _text(coordinator, _address("index"))


def test_a_page_of_the_real_register_carries_no_simulated_mark(coordinator: Client) -> None:
    page = _text(coordinator, reverse("organisations:body", args=["byt"]))
    assert "Dữ liệu mô phỏng" not in page
    assert "Dữ liệu mô phỏng" in _text(coordinator, _address("body"))


def test_a_body_that_ended_says_what_became_of_it(coordinator: Client) -> None:
    page = _text(coordinator, reverse("organisations:body", args=["btttt"]), as_of="2026-11-22")
    assert "sổ đăng ký không ghi cơ quan, đơn vị này" in page
    assert "hợp nhất vào" in page
    assert "Bộ Khoa học và Công nghệ" in page
    successor = _text(coordinator, reverse("organisations:body", args=["bkhcn"]))
    assert "Bộ Thông tin và Truyền thông hợp nhất vào cơ quan này" in successor


def test_a_unit_page_says_form_parent_and_how_sure_that_is(coordinator: Client) -> None:
    page = _text(coordinator, reverse("organisations:unit", args=["bqp-cuc-cntt"]), as_of="2017-05-31")
    assert "Ngày 31/5/2017: Cục, trực thuộc Bộ Quốc phòng." in page
    assert "Suy đoán" in page
    assert "Nguồn cuối nêu 16/3/2017" in page


def test_a_unit_asked_for_as_a_body_leads_to_its_own_page(coordinator: Client) -> None:
    answer = coordinator.get(reverse("organisations:body", args=["bo-a.tt"]), {"as_of": "2017-05-31"})
    assert answer.status_code == 302
    assert answer["Location"] == f"{reverse('organisations:unit', args=['bo-a.tt'])}?as_of=2017-05-31"


@pytest.mark.parametrize("route", ["body", "unit", "chart"])
def test_an_unknown_code_is_not_found(coordinator: Client, route: str) -> None:
    answer = coordinator.get(reverse(f"organisations:{route}", args=["khong-co"]))
    assert answer.status_code == 404
    assert "khong-co" in answer.content.decode()


def test_staff_and_journal_are_shown_only_within_reach(cast: Cast) -> None:
    with acting(system("dựng")), transaction.atomic():
        actions.record_staff(
            by=system("dựng"),
            unit=cast.unit_a,
            on=date(2026, 6, 30),
            counts={("cong_chuc", "giao"): 777},
            document="Báo cáo 9/BC-MP",
            today=date(2026, 11, 22),
        )
    own, foreign = (_text(cast.client(person), _address("unit")) for person in (cast.officer, cast.officer_b))
    assert "777" in own
    assert "ghi số liệu nhân lực" in own
    assert "777" not in foreign
    assert "Báo cáo 9/BC-MP" not in foreign


def test_verbs_stand_only_where_they_work(cast: Cast) -> None:
    coordinator, officer, leader = (
        _text(cast.client(person), _address("unit"))
        for person in (cast.coordinator, cast.officer, cast.leader)
    )
    assert "Tổ chức lại" in coordinator
    assert "Đính chính" in coordinator
    assert "Tổ chức lại" not in officer
    assert "Ghi số liệu nhân lực" in officer
    assert "Ghi số liệu nhân lực" not in leader


def make_tree(cast: Cast, units: int = 21, divisions: int = 5) -> None:
    """Let body A have `units` units with `divisions` each, beside its IT unit."""
    with acting(system("dựng")), transaction.atomic():
        for number in range(units):
            top = Organisation.objects.create(
                code=f"bo-a.{number}", level="unit", body=cast.body_a, is_simulated=True, number=number + 1
            )
            made = [
                Organisation(code=f"bo-a.{number}.{n}", level="unit", body=cast.body_a, is_simulated=True)
                for n in range(divisions)
            ]
            Organisation.objects.bulk_create(made)
            OrganisationState.objects.create(
                organisation=top,
                parent=cast.body_a,
                name=f"Vụ Tổng hợp và Hợp tác số {number}",
                form="vu",
                valid_from=START,
            )
            OrganisationState.objects.bulk_create(
                OrganisationState(
                    organisation=below, parent=top, name=f"Phòng {below.code}", form="phong", valid_from=START
                )
                for below in made
            )


def _questions(client: Client, address: str, **query: str) -> list[str]:
    """What a page asks the database, warm, without the keeping of transactions."""
    client.get(address, query)
    with CaptureQueriesContext(connection) as asked:
        client.get(address, query)
    return [q["sql"] for q in asked if not q["sql"].startswith(BOOKKEEPING)]


FRAME = 7
"""Session, person, appointments with names and successions, what waits: what every page asks."""


def test_the_chart_of_130_units_asks_few_questions(cast: Cast) -> None:
    make_tree(cast)
    client = cast.client(cast.officer)
    assert client.get(_address("chart")).content.decode().count('class="org-node') >= 128
    questions = _questions(client, _address("chart"))
    assert len(questions) - FRAME <= 8, questions


@pytest.mark.parametrize(("route", "most"), [("index", 7), ("body", 20), ("unit", 18)])
@pytest.mark.parametrize("day", ["2026-11-22", "2017-05-31"])
def test_a_page_asks_a_fixed_number_of_questions(cast: Cast, route: str, most: int, day: str) -> None:
    questions = _questions(cast.client(cast.officer), _address(route), as_of=day)
    assert len(questions) - FRAME <= most, questions


def test_the_chart_is_also_a_table_and_every_box_is_a_link(cast: Cast, coordinator: Client) -> None:
    make_tree(cast, units=2, divisions=1)
    page = _text(coordinator, _address("chart"), as_of="2017-05-31")
    address = reverse("organisations:unit", args=["bo-a.0.0"])
    assert page.count(f'href="{address}?as_of=2017-05-31"') == 2
    assert "Sơ đồ dưới dạng bảng" in page


def test_the_chart_of_a_day_before_the_body_says_so(coordinator: Client) -> None:
    page = _text(coordinator, _address("chart"), as_of="2010-12-31")
    assert "Ngày này sổ không ghi cơ quan, đơn vị." in page
