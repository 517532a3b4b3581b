"""Recording how a duty is held: periods, holders, rights, the trace that stays."""

from datetime import date

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from daumoi.foundation.errors import Conflict, Forbidden, Invalid
from daumoi.foundation.principal import acting
from daumoi.history.models import Act
from daumoi.mandates.models import Assignment
from daumoi.mandates.tests.helpers import CLERK, PLAN, RULES, duty, record
from daumoi.organisations.models import Level, Organisation, OrganisationState
from tests.cast import START, Cast


def test_a_new_record_closes_the_one_before_on_its_first_day(cast: Cast) -> None:
    first = record(cast.body_a, unit=cast.unit_a, since=date(2016, 1, 1))
    second = record(cast.body_a, holding="none", since=date(2017, 3, 1))
    with acting(CLERK):
        first.refresh_from_db()
        assert (first.valid_from, first.valid_to) == (date(2016, 1, 1), date(2017, 3, 1))
        assert second.valid_to == duty().valid_to
        assert second.owner_id == cast.body_a.pk


def test_an_earlier_record_made_later_ends_where_the_known_one_begins(cast: Cast) -> None:
    record(cast.body_a, unit=cast.unit_a, since=date(2017, 3, 1))
    earlier = record(cast.body_a, holding="partial", unit=cast.unit_a, since=date(2014, 1, 1))
    assert earlier.valid_to == date(2017, 3, 1)


def test_the_act_stands_in_the_bodys_journal_with_its_paper(cast: Cast) -> None:
    officer = cast.principal(cast.officer)
    record(cast.body_a, unit=cast.unit_a, by=officer)
    with acting(officer):
        act = Act.objects.get(code="mandates.assignment.made")
    assert act.root_id == cast.body_a.pk
    assert act.document == "Quyết định 10/QĐ-MP"
    assert act.person_id == cast.officer.pk
    assert act.details["after"]["holding"] == "lead"


def test_a_second_record_of_the_same_day_needs_a_reason_and_keeps_what_was_there(cast: Cast) -> None:
    made = record(cast.body_a, unit=cast.unit_a)
    with pytest.raises(Conflict, match="bắt đầu đúng ngày này"), transaction.atomic():
        record(cast.body_a, holding="none")
    corrected = record(cast.body_a, holding="none", reason="Đọc nhầm điều khoản")
    assert corrected.pk == made.pk
    events = apps.get_model("mandates", "AssignmentEvent")
    with acting(CLERK):
        assert Assignment.objects.filter(root=cast.body_a).count() == 1
        kept = events.objects.filter(pgh_obj_id=made.pk).order_by("pgh_id")
        assert list(kept.values_list("holding", flat=True)) == ["lead", "none"]
        act = Act.objects.get(code="mandates.assignment.corrected")
    assert act.reason == "Đọc nhầm điều khoản"
    assert act.details["before"]["holding"] == "lead"


def test_people_without_the_right_over_the_body_are_refused(cast: Cast) -> None:
    for person in (cast.officer_b, cast.leader, cast.unit_officer, cast.inspector, cast.outsider):
        with pytest.raises(Forbidden), transaction.atomic():
            record(cast.body_a, unit=cast.unit_a, by=cast.principal(person))
    record(cast.body_a, unit=cast.unit_a, by=cast.principal(cast.coordinator))


def test_a_unit_of_another_body_cannot_lead(cast: Cast) -> None:
    with pytest.raises(Invalid, match="không thuộc cơ quan này"):
        record(cast.body_a, unit=cast.unit_b)


def test_a_unit_outside_the_specialised_ones_holds_the_duty_elsewhere(cast: Cast) -> None:
    with acting(CLERK):
        office = Organisation.objects.create(
            code="bo-a.vp", level=Level.UNIT, body=cast.body_a, is_simulated=True
        )
        OrganisationState.objects.create(
            organisation=office, parent=cast.body_a, name="Văn phòng Bộ A", form="van_phong", valid_from=START
        )
    with pytest.raises(Invalid, match="phải là một đơn vị chuyên trách"), transaction.atomic():
        record(cast.body_a, unit=office)
    made = record(cast.body_a, holding="elsewhere", unit=office)
    assert made.owner_id == office.pk


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"since": date(2006, 1, 1)}, "nằm ngoài thời gian|không có cơ quan"),
        ({"since": date(2026, 7, 1)}, "nằm ngoài thời gian"),
        ({"document": "  "}, "Chưa nêu văn bản"),
        ({"holding": "một nửa"}, "Không có cách giao"),
        ({"holding": "elsewhere", "unit": None}, "Chưa nêu đơn vị nào"),
    ],
)
def test_a_record_that_does_not_fit_is_refused_with_place_and_remedy(
    cast: Cast, changes: dict[str, object], message: str
) -> None:
    given = {"unit": cast.unit_a} | changes
    with pytest.raises(Invalid, match=message) as refusal:
        record(cast.body_a, **given)  # type: ignore[arg-type]
    assert refusal.value.remedy
    assert refusal.value.place


def test_a_body_that_did_not_exist_then_is_refused(cast: Cast) -> None:
    with pytest.raises(Invalid, match="Sổ đăng ký không có cơ quan"):
        record(cast.body_a, unit=cast.unit_a, since=date(2009, 1, 1))


def test_the_database_itself_refuses_overlapping_records(cast: Cast) -> None:
    made = record(cast.body_a, unit=cast.unit_a)
    made.pk = None
    made.valid_from = date(2017, 1, 1)
    with acting(CLERK), pytest.raises(IntegrityError, match="mandates_assignment_no_overlap"):
        made.save(force_insert=True)


def test_records_of_two_duties_do_not_disturb_each_other(cast: Cast) -> None:
    one = record(cast.body_a, PLAN, unit=cast.unit_a)
    two = record(cast.body_a, RULES, holding="none")
    with acting(CLERK):
        one.refresh_from_db()
    assert one.valid_to == two.valid_to == duty().valid_to
