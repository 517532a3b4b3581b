"""The coordinator's pages: a round from its draft to its end, and who may not see them."""

import pytest
from django.test import Client
from django.urls import reverse

from daumoi.foundation.principal import acting
from daumoi.surveys import actions, queries
from daumoi.surveys.models import Clarification, Reply, ReplyState, Round, RoundState
from daumoi.surveys.tests.coordinating import DAY, page, post, refused, send, state_of, text_of
from daumoi.surveys.tests.factories import AT, make_questionnaire, make_round, reply_of
from tests.cast import Cast

FRAME = 16
"""Statements that the frame of any page asks: session, person, appointments, entering, menu, key days, savepoints."""


@pytest.fixture
def coordinator(cast: Cast) -> Client:
    return cast.client(cast.coordinator)


@pytest.fixture
def reply(cast: Cast) -> Reply:
    return reply_of(cast, make_round(cast))


ROUND = {
    "title": "Khảo sát năm 2026",
    "code": "dot-2026",
    "purpose": "",
    "cutoff_on": "2026-06-30",
    "due_on": "15/08/2026",
    "contact_name": "Nguyễn Đầu Mối",
    "contact_phone": "024 3000 0101",
    "contact_email": "",
    "is_simulated": "on",
}


def test_a_round_goes_from_its_form_to_the_addressees(cast: Cast, coordinator: Client) -> None:
    with acting(cast.principal(cast.coordinator)):
        questionnaire = make_questionnaire()
    assert "Chưa có đợt khảo sát nào" in page(coordinator, "rounds")
    assert "Hai ngày khác nhau" in page(coordinator, "round_new")
    post(coordinator, "round_new", **ROUND, questionnaire=questionnaire.pk)
    draft = page(coordinator, "round", "dot-2026")
    assert "chưa cơ quan nào thấy" in draft
    assert "Bộ A" in draft
    assert "15/8/2026" in draft
    changed = {name: value for name, value in ROUND.items() if name not in ("code", "is_simulated")}
    post(
        coordinator,
        "round_edit",
        "dot-2026",
        **changed | {"due_on": "2026-08-20"},
        questionnaire=questionnaire.pk,
    )
    assert "20/8/2026" in page(coordinator, "round", "dot-2026")
    assert "2 cơ quan dưới đây" in page(coordinator, "round_issue", "dot-2026")
    letter = {"letter_number": "123/MP-KS", "letter_date": "2026-07-04", "letter_signer": "Nguyễn Ký"}
    post(coordinator, "round_issue", "dot-2026", **letter, addressees=["bo-a"])
    board = page(coordinator, "round", "dot-2026")
    assert "0/1" in board
    assert "123/MP-KS" in board
    assert "đã phát hành theo công văn" in page(coordinator, "round_issue", "dot-2026", status=409)


def test_the_form_says_what_is_wrong_at_its_place(cast: Cast, coordinator: Client) -> None:
    with acting(cast.principal(cast.coordinator)):
        questionnaire = make_questionnaire()
    wrong = ROUND | {"due_on": "2026-06-30", "questionnaire": questionnaire.pk}
    answered = refused(coordinator, 422, "round_new", **wrong)
    assert "quá sát thời điểm chốt số liệu" in answered
    assert 'href="#id_due_on"' in answered
    assert "dành cho địa chỉ" in refused(coordinator, 422, "round_new", **wrong | {"code": "moi"})
    with acting(cast.principal(cast.coordinator)):
        assert not Round.objects.exists()


def test_a_letter_dated_tomorrow_is_not_believed(cast: Cast, coordinator: Client) -> None:
    make_round(cast, issued=False)
    letter = {
        "letter_number": "1/MP",
        "letter_date": "2099-01-01",
        "letter_signer": "Ký",
        "addressees": ["bo-a"],
    }
    assert "ở tương lai" in refused(coordinator, 422, "round_issue", "dot-1", **letter)
    assert "Chọn ít nhất một cơ quan" in refused(
        coordinator, 422, "round_issue", "dot-1", **letter | {"addressees": [], "letter_date": "2016-07-04"}
    )


def test_the_board_says_how_things_stand(cast: Cast, reply: Reply, coordinator: Client) -> None:
    send(cast, reply)
    board = page(coordinator, "round", "dot-1")
    for words in (
        "1/2",
        "chưa gửi",
        "quá 6 ngày",
        "Soạn đôn đốc",
        "88/BA-CNTT",
        "Tiếp nhận",
        "Dữ liệu mô phỏng",
    ):
        assert words in board
    overdue = page(coordinator, "round", "dot-1", loc="overdue")
    assert "bo-a/" not in overdue.split('id="co-quan"')[1]
    assert "bo-b/" in overdue
    assert "1/2" in page(coordinator, "rounds")


def test_the_board_goes_out_as_excel(reply: Reply, coordinator: Client) -> None:
    response = coordinator.get(reverse("surveys:round_workbook", args=["dot-1"]), {"as_of": str(DAY)})
    assert response.content.startswith(b"PK")
    assert "tinh-hinh-tra-loi-dot-1-2016-08-21.xlsx" in response["Content-Disposition"]


def test_a_reply_is_received_clarified_and_closed(cast: Cast, reply: Reply, coordinator: Client) -> None:
    before = page(coordinator, "review", "dot-1", "bo-a")
    assert "nội dung chỉ hiện ở đây sau khi gửi" in before
    send(cast, reply)
    sent = page(coordinator, "review", "dot-1", "bo-a")
    for words in (
        "Trung tâm Thông tin Bộ A",
        "mã trên công văn khớp nội dung",
        "88/BA-CNTT",
        "không phát sinh",
    ):
        assert words in sent
    post(coordinator, "review_receive", "dot-1", "bo-a")
    chosen = {"cau": ["b1_hop_dong_giao:0", "a1:0"], "chon": "1"}
    assert 'value="b1_hop_dong_giao:0"' in page(coordinator, "review_clarify", "dot-1", "bo-a")
    assert "Chưa đánh dấu câu nào" in page(
        coordinator, "review_clarify", "dot-1", "bo-a", status=422, chon="1"
    )
    asking = coordinator.get(
        reverse("surveys:review_clarify", args=["dot-1", "bo-a"]), chosen
    ).content.decode()
    assert "2 câu sẽ được mở lại" in asking
    incomplete = {
        **chosen,
        "hoi:a1:0": "Tên đúng như quyết định?",
        "hoi:b1_hop_dong_giao:0": "",
        "due_on": "2016-08-25",
    }
    assert "Ghi rõ điều cần làm rõ" in refused(
        coordinator, 422, "review_clarify", "dot-1", "bo-a", **incomplete
    )
    complete = incomplete | {"hoi:b1_hop_dong_giao:0": "Có gồm hợp đồng thời vụ không?"}
    post(coordinator, "review_clarify", "dot-1", "bo-a", **complete)
    assert state_of(cast, reply) == ReplyState.CLARIFY
    asked = page(coordinator, "review", "dot-1", "bo-a")
    assert "2 câu chờ làm rõ" in asked
    assert "làm rõ 2 câu" in page(coordinator, "round", "dot-1")
    assert "không thể chốt" in refused(coordinator, 409, "review_close", "dot-1", "bo-a")


def test_a_clarified_value_shows_what_stood_there(cast: Cast, reply: Reply, coordinator: Client) -> None:
    send(cast, reply)
    post(coordinator, "review_receive", "dot-1", "bo-a")
    words = {
        "cau": "b1_hop_dong_giao:0",
        "hoi:b1_hop_dong_giao:0": "Có gồm thời vụ không?",
        "due_on": "2016-08-25",
    }
    post(coordinator, "review_clarify", "dot-1", "bo-a", **words)
    officer = cast.principal(cast.officer)
    with acting(officer):
        reply.refresh_from_db()
        one = Clarification.objects.select_related("reply").get(reply=reply)
        actions.answer_clarification(
            by=officer,
            clarification=one,
            text="Không gồm thời vụ, sửa lại.",
            new=actions.NewAnswer("b1_hop_dong_giao", 7, seen_version=1),
            at=AT,
        )
    shown = page(coordinator, "review", "dot-1", "bo-a")
    assert "Giá trị: 5 người → 7 người" in shown or "Giá trị: 5 → 7" in shown
    assert "chưa ký cho nội dung hiện tại" in shown


def test_the_signed_letter_can_be_fetched(cast: Cast, reply: Reply, coordinator: Client) -> None:
    send(cast, reply)
    with acting(cast.principal(cast.coordinator)):
        number = reply.files.get().pk
    response = coordinator.get(reverse("surveys:review_file", args=["dot-1", "bo-a", number]))
    assert response.content.startswith(b"%PDF")
    assert page(coordinator, "review_file", "dot-1", "bo-b", number, status=404)


def test_a_day_is_extended_and_an_addressee_waived_with_reasons(
    cast: Cast, reply: Reply, coordinator: Client
) -> None:
    late = {"due_on": "2016-08-30", "reason": "Bộ A đề nghị lùi vì sắp xếp bộ máy.", "document": "90/BA"}
    assert "Hạn mới phải sau" in refused(
        coordinator, 422, "review_extend", "dot-1", "bo-a", **late | {"due_on": "2016-08-01"}
    )
    post(coordinator, "review_extend", "dot-1", "bo-a", **late)
    assert "sắp xếp bộ máy" in page(coordinator, "review", "dot-1", "bo-a")
    assert "Cần nêu lý do" in refused(
        coordinator, 422, "review_waive", "dot-1", "bo-b", reason="vì", document=""
    )
    post(
        coordinator, "review_waive", "dot-1", "bo-b", reason="Bộ B đã hợp nhất từ 01/8/2016.", document="NQ 1"
    )
    board = page(coordinator, "round", "dot-1")
    assert "0/1" in board
    assert "đã hợp nhất" in board


def test_whom_to_call_stands_on_the_board(reply: Reply, coordinator: Client) -> None:
    assert "Ghi đầu mối" in page(coordinator, "round", "dot-1")
    post(coordinator, "review_contact", "dot-1", "bo-a", name="Phòng Tổng hợp", phone="024 3000 0118")
    board = page(coordinator, "round", "dot-1")
    assert "Phòng Tổng hợp" in board
    assert "tel:02430000118" in board


def test_a_round_is_ended(cast: Cast, reply: Reply, coordinator: Client) -> None:
    post(coordinator, "round_close", "dot-1")
    with acting(cast.principal(cast.coordinator)):
        assert Round.objects.get(code="dot-1").state == RoundState.CLOSED
    assert "Đợt đã kết thúc" in page(coordinator, "round", "dot-1")


@pytest.mark.parametrize(
    "who", ["officer", "head", "leader", "unit_officer", "inspector", "outsider", "officer_b"]
)
def test_nobody_else_opens_the_coordinators_pages(cast: Cast, reply: Reply, who: str) -> None:
    client = cast.client(getattr(cast, who))
    for route, args in (
        ("round_new", ()),
        ("round", ("dot-1",)),
        ("round_workbook", ("dot-1",)),
        ("round_edit", ("dot-1",)),
        ("round_issue", ("dot-1",)),
        ("package_import", ("dot-1",)),
        ("review", ("dot-1", "bo-a")),
        ("review_clarify", ("dot-1", "bo-a")),
        ("review_extend", ("dot-1", "bo-a")),
        ("review_waive", ("dot-1", "bo-a")),
        ("paper_start", ("dot-1", "bo-a")),
        ("paper_check", ("dot-1", "bo-a")),
    ):
        response = client.get(reverse(f"surveys:{route}", args=args))
        assert response.status_code in (403, 404), (who, route)
        text_of(response)
    for route in ("review_receive", "review_close", "reminder_new"):
        response = client.post(reverse(f"surveys:{route}", args=["dot-1", "bo-a"]))
        assert response.status_code in (403, 404), (who, route)
        text_of(response)
    assert client.post(reverse("surveys:round_close", args=["dot-1"])).status_code in (403, 404)


def test_a_ministry_officer_is_led_to_their_own_replies(cast: Cast, reply: Reply) -> None:
    response = cast.client(cast.officer).get(reverse("surveys:rounds"))
    assert response["Location"] == reverse("surveys:my_replies")


def test_pages_ask_the_database_few_questions(
    cast: Cast, reply: Reply, coordinator: Client, django_assert_max_num_queries: object
) -> None:
    send(cast, reply)
    queries.compiled_of(reply)
    for route, args, most in (
        ("rounds", (), FRAME + 1),
        ("round_new", (), FRAME + 2),
        ("round", ("dot-1",), FRAME + 6),
        ("review", ("dot-1", "bo-a"), FRAME + 10),
    ):
        page(coordinator, route, *args)
        with django_assert_max_num_queries(most):  # type: ignore[operator]
            page(coordinator, route, *args)
