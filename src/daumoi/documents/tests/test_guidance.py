"""Đề nghị hướng dẫn: asked, handed on, answered within the term, made general for all."""

from datetime import date, timedelta

import pytest

from daumoi.documents.actions.guidance import (
    answer_guidance,
    ask_guidance,
    assign_guidance,
    make_general,
    register_guidance,
    remind_guidance,
    set_guidance_term,
)
from daumoi.documents.models import GeneralGuidance, GuidanceRequest
from daumoi.documents.queries import guidance as queries
from daumoi.documents.tests.consulting_desk import third_body
from daumoi.documents.tests.desk import AT, DAY
from daumoi.foundation.errors import Conflict, Forbidden, Invalid, NotFound
from daumoi.foundation.principal import acting
from daumoi.inbox.models import Item
from tests.cast import Cast


def with_term(cast: Cast, days: int = 5) -> None:
    """Bộ A answers within so many working days."""
    clerk = cast.principal(cast.clerk)
    with acting(clerk):
        set_guidance_term(
            by=clerk,
            owner=cast.body_a,
            days=days,
            ground="Quy chế làm việc của Bộ A",
            valid_from=date(2026, 1, 1),
        )


def asked(cast: Cast, question: str = "Trung tâm có được tự mua phần mềm?") -> GuidanceRequest:
    """Bộ B asks Bộ A."""
    officer_b = cast.principal(cast.officer_b)
    with acting(officer_b):
        return ask_guidance(
            by=officer_b, asker=cast.body_b, desk=cast.body_a, question=question, provision="Điều 46", day=DAY
        )


def test_a_request_gets_the_day_that_the_desks_own_term_gives(cast: Cast) -> None:
    assert asked(cast).due_on is None, "no term, no invented day"
    with_term(cast)
    made = asked(cast)
    assert (made.due_on, made.due_ground) == (date(2026, 11, 27), "Quy chế làm việc của Bộ A")
    with acting(cast.principal(cast.officer)):
        item = Item.objects.get(kind="documents.guidance", thing_id=made.pk, done_at=None)
        assert (item.owner_id, item.due_on) == (cast.body_a.pk, made.due_on)


def test_both_sides_and_nobody_else_see_a_request(cast: Cast) -> None:
    made = asked(cast)
    _body, stranger = third_body(cast)
    for person in (cast.officer, cast.officer_b):
        principal = cast.principal(person)
        with acting(principal):
            assert queries.opened_request(principal=principal, number=made.pk) == made
    with acting(stranger):
        assert not GuidanceRequest.objects.exists()
        with pytest.raises(NotFound):
            queries.opened_request(principal=stranger, number=made.pk)


def test_the_asker_cannot_answer_itself(cast: Cast) -> None:
    made = asked(cast)
    officer_b = cast.principal(cast.officer_b)
    with acting(officer_b), pytest.raises(Forbidden):
        answer_guidance(by=officer_b, request=made, answer="Được.", at=AT)


def test_the_unit_it_was_handed_to_reads_and_answers(cast: Cast) -> None:
    made = asked(cast)
    officer, unit_officer = cast.principal(cast.officer), cast.principal(cast.unit_officer)
    with acting(unit_officer), pytest.raises(NotFound):
        queries.opened_request(principal=unit_officer, number=made.pk)
    with acting(officer):
        assign_guidance(by=officer, request=made, unit=cast.unit_a, at=AT)
    with acting(unit_officer):
        found = queries.opened_request(principal=unit_officer, number=made.pk)
        answer_guidance(by=unit_officer, request=found, answer="Được, theo dự toán.", at=AT)
    officer_b = cast.principal(cast.officer_b)
    with acting(officer_b):
        told = queries.opened_request(principal=officer_b, number=made.pk)
        assert (told.state, told.answer) == ("answered", "Được, theo dự toán.")
        assert not Item.objects.filter(kind="documents.guidance", done_at=None).exists()
    with acting(officer), pytest.raises(Conflict, match="đã được trả lời"):
        answer_guidance(by=officer, request=told, answer="Lần nữa.", at=AT)


def test_the_oldest_unanswered_stands_first(cast: Cast) -> None:
    officer = cast.principal(cast.officer)
    with acting(officer):
        for days, name in ((1, "Sở Mới"), (9, "Sở Cũ"), (5, "Sở Giữa")):
            register_guidance(
                by=officer,
                desk=cast.body_a,
                asker=None,
                name=name,
                question="Vướng gì đó",
                day=DAY - timedelta(days=days),
            )
        rows = queries.requests(principal=officer, day=DAY)
        assert [row.request.asker_name for row in rows] == ["Sở Cũ", "Sở Giữa", "Sở Mới"]
        found = queries.requests(principal=officer, day=DAY, words="so giua")
        assert [row.request.asker_name for row in found] == ["Sở Giữa"]


def test_general_guidance_answers_its_requests_and_is_read_by_everybody(cast: Cast) -> None:
    first, second = asked(cast), asked(cast, "Có phải thẩm định không?")
    officer = cast.principal(cast.officer)
    with acting(officer):
        answer_guidance(by=officer, request=first, answer="Được.", at=AT)
        made = make_general(
            by=officer,
            desk=cast.body_a,
            requests=[first, second],
            title="Mua sắm phần mềm",
            text="Thực hiện theo dự toán được giao.",
            at=AT,
        )
        first.refresh_from_db()
        second.refresh_from_db()
    assert (first.state, first.answer) == ("general", "Được.")
    assert (second.state, second.answer) == ("general", "Thực hiện theo dự toán được giao.")
    _body, stranger = third_body(cast)
    with acting(stranger):
        assert [one.title for one in GeneralGuidance.objects.all()] == ["Mua sắm phần mềm"]
        found = queries.general_guidance(principal=stranger, words="mua sam")
        assert found == [made]
        assert queries.covered_by(principal=stranger, general=made) == []


def test_what_is_near_or_past_its_day_is_renewed_on_the_desk(cast: Cast) -> None:
    with_term(cast)
    made = asked(cast)
    assert remind_guidance(day=DAY, at=AT) == 0
    assert made.due_on is not None
    assert remind_guidance(day=made.due_on + timedelta(days=2), at=AT) == 1
    with acting(cast.principal(cast.officer)):
        item = Item.objects.get(kind="documents.guidance", thing_id=made.pk, done_at=None)
        assert item.detail.startswith("Chậm 2 ngày")


@pytest.mark.parametrize(("question", "match"), [("  ", "Chưa ghi"), ("Hỏi\nMẬT", "độ mật")])
def test_an_empty_or_secret_question_is_refused(cast: Cast, question: str, match: str) -> None:
    with pytest.raises(Invalid, match=match):
        asked(cast, question)


def test_who_may_not_configure_sets_no_term(cast: Cast) -> None:
    officer = cast.principal(cast.officer)
    with acting(officer), pytest.raises(Forbidden):
        set_guidance_term(by=officer, owner=cast.body_a, days=5, ground="Quy chế", valid_from=DAY)
