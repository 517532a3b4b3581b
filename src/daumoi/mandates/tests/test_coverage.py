"""The matrix as of a day: what it shows, to whom, at what cost."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from daumoi.foundation.errors import Forbidden, NotFound
from daumoi.foundation.principal import VISITOR, acting, system
from daumoi.mandates import queries
from daumoi.mandates.models import Group
from daumoi.mandates.queries import Coverage, Standing, Verdict
from daumoi.mandates.tests.helpers import DAY, PLAN, RULES, SAFETY, duty, record
from daumoi.organisations.models import Form
from tests.cast import Cast, make_body, make_unit

READER = system("người đọc")


def real(day: date, duty_set: str | None = None) -> Coverage:
    with acting(READER):
        return queries.coverage(principal=READER, day=day, duty_set=duty_set)


def simulated(cast: Cast, person: object = None, day: date = DAY) -> Coverage:
    principal = cast.principal(person) if person else READER  # type: ignore[arg-type]
    with acting(principal):
        return queries.coverage(principal=principal, day=day, simulated=True)


@pytest.mark.parametrize(
    ("day", "bodies", "sets", "counted"),
    [
        (date(2011, 9, 8), 22, {"nd_64_2007"}, 5),
        (date(2017, 5, 31), 22, {"nd_64_2007", "nhom_2017"}, 15),
        (date(2025, 3, 1), 17, {"nd_64_2007", "nhom_2017"}, 15),
        (date(2026, 11, 22), 17, {"nd_224_2026", "nd_331_2026"}, 29),
    ],
)
def test_bodies_and_duties_are_those_of_the_day(
    db: None, day: date, bodies: int, sets: set[str], counted: int
) -> None:
    found = real(day)
    assert len(found.bodies) == bodies
    assert {one.set.code for one in found.duties} == sets
    assert len(found.duties) == counted


def test_a_cell_nobody_has_spoken_of_is_present_and_says_so(db: None) -> None:
    found = real(date(2011, 9, 8))
    assert all(len(line.cells) == len(found.duties) for line in found.bodies)
    assert {cell.standing for line in found.bodies for cell in line.cells} == {Standing.NO_DATA}
    assert len(found.without_data) == 22
    assert all(block.counts[Verdict.NO_DATA] == 22 for block in found.groups)


def test_one_set_may_be_chosen_and_a_set_of_another_time_is_refused(db: None) -> None:
    assert {one.set.code for one in real(DAY, "nhom_2017").duties} == {"nhom_2017"}
    assert {one.set.code for one in real(date(2026, 11, 22), "all").duties} == {
        "nd_224_2026",
        "nd_331_2026",
        "nhom_2017",
    }
    with pytest.raises(NotFound, match="nd_224_2026"):
        real(DAY, "nd_224_2026")


def test_proposed_duties_do_not_count_beside_the_law_but_count_alone(db: None) -> None:
    both, alone = real(DAY), real(DAY, "nhom_2017")
    inspect = both.group(Group.INSPECT)
    assert inspect is not None
    assert not inspect.is_counted
    chosen = alone.group(Group.INSPECT)
    assert chosen is not None
    assert chosen.counts[Verdict.NO_DATA] == 22


def test_records_become_cells_with_holder_basis_and_verdict(cast: Cast) -> None:
    record(cast.body_a, PLAN, unit=cast.unit_a)
    record(cast.body_a, RULES, holding="none")
    found = simulated(cast)
    cell = found.cell("bo-a", PLAN)
    assert (cell.standing, cell.holder, cell.basis) == (
        Standing.LEAD,
        "Trung tâm Thông tin Bộ A",
        "Quyết định 10/QĐ-MP",
    )
    assert found.cell("bo-a", RULES).standing is Standing.NONE
    plan = found.group(Group.PLAN)
    assert plan is not None
    assert (plan.counts[Verdict.PART], plan.counts[Verdict.NO_DATA]) == (1, 1)
    assert [line.code for line in found.without_data] == ["bo-b"]


def test_a_separate_security_unit_is_no_gap(cast: Cast) -> None:
    record(
        cast.body_a,
        SAFETY,
        holding="elsewhere",
        holder_text="Cục An toàn Bộ A",
        since=date(2017, 5, 1),
    )
    record(cast.body_a, "n17-quan-ly-attt", unit=cast.unit_a, since=date(2017, 5, 1))
    with acting(READER):
        found = queries.coverage(principal=READER, day=DAY, simulated=True, duty_set="nhom_2017")
    line = next(line for line in found.bodies if line.code == "bo-a")
    assert line.verdicts[Group.SECURE] is Verdict.FULL


def test_the_past_is_shown_as_it_was(cast: Cast) -> None:
    record(cast.body_a, unit=cast.unit_a, since=date(2015, 1, 1))
    record(cast.body_a, holding="none", since=date(2017, 1, 1))
    assert simulated(cast, day=date(2016, 12, 31)).cell("bo-a", PLAN).standing is Standing.LEAD
    assert simulated(cast, day=date(2017, 1, 1)).cell("bo-a", PLAN).standing is Standing.NONE
    assert simulated(cast, day=date(2014, 12, 31)).cell("bo-a", PLAN).standing is Standing.NO_DATA


def test_a_ministry_sees_what_others_published_and_nothing_else_of_theirs(cast: Cast) -> None:
    record(cast.body_a, PLAN, unit=cast.unit_a, published=True)
    record(cast.body_a, RULES, unit=cast.unit_a, published=False)
    seen = simulated(cast, cast.officer_b)
    assert seen.cell("bo-a", PLAN).standing is Standing.LEAD
    assert seen.cell("bo-a", RULES).standing is Standing.NO_DATA
    own = simulated(cast, cast.officer)
    assert own.cell("bo-a", RULES).standing is Standing.LEAD
    assert not own.cell("bo-a", RULES).is_published


def test_a_visitor_sees_no_matrix(db: None) -> None:
    with acting(VISITOR), pytest.raises(Forbidden):
        queries.coverage(principal=VISITOR, day=DAY)


def test_the_matrix_costs_a_fixed_number_of_queries(cast: Cast) -> None:
    def cost() -> int:
        with (
            acting(READER),
            CaptureQueriesContext(
                connection,
            ) as caught,
        ):
            queries.coverage(principal=READER, day=DAY, simulated=True)
        return len([query for query in caught.captured_queries if "enter_as" not in query["sql"]])

    record(cast.body_a, unit=cast.unit_a)
    small = cost()
    with acting(READER):
        for number in range(20):
            body = make_body(f"bo-{number}", f"Bộ thử {number}", number + 3)
            unit = make_unit(f"bo-{number}.tt", f"Trung tâm {number}", body, Form.CENTRE)
            record(body, unit=unit)
            record(body, SAFETY, holding="elsewhere", holder_text="Đơn vị riêng", since=date(2017, 5, 1))
    assert cost() == small <= 8


def test_what_the_unit_is_called_follows_the_law_of_the_day(db: None) -> None:
    assert queries.unit_words(real(DAY).hats) == "đơn vị chuyên trách về công nghệ thông tin"
    assert queries.unit_words(real(date(2026, 6, 30)).hats) == "đơn vị chuyên trách về công nghệ thông tin"
    assert queries.unit_words(real(date(2026, 7, 1)).hats) == "đơn vị chuyên trách về chuyển đổi số"


def test_two_days_are_compared_by_bodies_duties_and_cells(cast: Cast) -> None:
    record(cast.body_a, unit=cast.unit_a, since=date(2015, 1, 1))
    record(cast.body_a, holding="none", since=date(2017, 1, 1))
    with acting(READER):
        change = queries.coverage_change(principal=READER, one=DAY, other=date(2016, 1, 1), simulated=True)
        reform = queries.coverage_change(principal=READER, one=DAY, other=date(2026, 11, 22))
    assert (change.earlier.day, change.later.day) == (date(2016, 1, 1), DAY)
    assert [(row.line.code, row.duty.code) for row in change.cells] == [("bo-a", PLAN)]
    assert {one.code for one in change.duties_new} >= {SAFETY}
    assert duty(PLAN) in reform.duties_gone
    assert len(reform.bodies_gone) >= 5
    assert {line.row.state.name for line in reform.bodies_new} >= {"Bộ Nông nghiệp và Môi trường"}
