"""What home pages say about surveys, for each role."""

from datetime import date

from django.template.loader import render_to_string

from daumoi.foundation.principal import acting
from daumoi.surveys import actions, queries
from daumoi.surveys.tests.factories import AT, fill, make_round, reply_of
from tests.cast import Cast

DAY = date(2016, 8, 21)


def test_the_coordinator_reads_who_is_missing_and_whom_to_call(cast: Cast) -> None:
    reply = reply_of(cast, make_round(cast))
    coordinator = cast.principal(cast.coordinator)
    with acting(coordinator):
        actions.set_contact(by=coordinator, reply=reply, name="Phòng Tổng hợp", phone="024 3000 0118")
        summary = queries.coordinator_summary(principal=coordinator, day=DAY)
        assert summary is not None
        (found,) = summary.rounds
        assert (found.arrived, found.asked, found.missing, found.overdue) == (0, 2, 2, 2)
        assert [call.name for call in found.calls] == ["Bộ A", "Bộ B"]
        shown = render_to_string("surveys/summary/_coordinator.html", {"summary": summary, "as_of": DAY})
    for words in ("0/2", "Phòng Tổng hợp", "tel:02430000118", "quá 6 ngày"):
        assert words in shown


def test_others_have_no_coordinators_summary(cast: Cast) -> None:
    officer = cast.principal(cast.officer)
    with acting(officer):
        assert queries.coordinator_summary(principal=officer, day=DAY) is None
        assert queries.head_summary(principal=officer, day=DAY) is None


def test_an_officer_reads_how_far_the_reply_is(cast: Cast) -> None:
    make_round(cast)
    officer = cast.principal(cast.officer)
    with acting(officer):
        (own,) = queries.ministry_summary(principal=officer, day=DAY)
        assert (own.name, own.sections_done, own.sections, own.unconfirmed) == ("Bộ A", 0, 2, 1)
        assert own.lateness.days == 6
        shown = render_to_string("surveys/summary/_ministry.html", {"summary": (own,), "as_of": DAY})
    assert "xong 0/2 phần" in shown


def test_a_leader_reads_what_waits_for_a_decision_first(cast: Cast) -> None:
    reply = reply_of(cast, make_round(cast))
    officer, leader = cast.principal(cast.officer), cast.principal(cast.leader)
    with acting(officer):
        fill(by=officer, reply=reply)
        code = actions.prepare_annex(by=officer, reply=reply, at=AT)
    with acting(leader):
        summary = queries.leader_summary(principal=leader, day=DAY)
        assert summary is not None
        assert summary.total == 1
        shown = render_to_string("surveys/summary/_leader.html", {"summary": summary, "as_of": DAY})
        head = render_to_string("surveys/summary/_head.html", {"summary": summary, "as_of": DAY})
    assert code in shown
    assert "Xem để phê duyệt" in shown
    assert "Chờ tôi cho ý kiến, ký" in head


def test_a_foreign_officer_reads_nothing_of_it(cast: Cast) -> None:
    make_round(cast)
    outsider = cast.principal(cast.outsider)
    with acting(outsider):
        assert queries.ministry_summary(principal=outsider, day=DAY) == ()


def test_summaries_ask_few_questions(cast: Cast, django_assert_max_num_queries: object) -> None:
    make_round(cast)
    for person, ask, most in (
        (cast.coordinator, queries.coordinator_summary, 4),
        (cast.officer, queries.ministry_summary, 2),
    ):
        principal = cast.principal(person)
        with acting(principal), django_assert_max_num_queries(most):  # type: ignore[operator]
            ask(principal=principal, day=DAY)
