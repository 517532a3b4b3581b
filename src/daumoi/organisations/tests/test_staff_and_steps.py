"""Staff figures of four kinds, assigned and present, and the steps that make a Cục."""

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction

from daumoi.foundation.errors import Conflict, DomainError, Forbidden, Invalid
from daumoi.foundation.principal import acting, system
from daumoi.history.models import Act
from daumoi.organisations import actions, queries
from daumoi.organisations.actions import StepAnswer
from daumoi.organisations.models import EstablishmentStep, StaffCount
from tests.cast import Cast

TODAY = date(2026, 11, 22)
CLOSED = date(2026, 6, 30)
FIGURES = {("cong_chuc", "giao"): 12, ("cong_chuc", "co_mat"): 11, ("hop_dong", "co_mat"): 0}


def _record(cast: Cast, person: Any, **changes: Any) -> list[StaffCount]:
    by = cast.principal(person)
    wishes: dict[str, Any] = {
        "unit": cast.unit_a,
        "on": CLOSED,
        "counts": FIGURES,
        "document": "Báo cáo 12/BC-MP",
        "today": TODAY,
    }
    with acting(by), transaction.atomic():
        return actions.record_staff(by=by, **(wishes | changes))


def test_zero_is_a_figure_and_what_was_not_given_stays_unknown(cast: Cast) -> None:
    _record(cast, cast.officer)
    by = cast.principal(cast.officer)
    with acting(by):
        staff = queries.staff_of(principal=by, organisation=cast.unit_a, day=TODAY)
    assert staff.people("hop_dong", "co_mat") == 0
    assert staff.people("hop_dong", "giao") is None
    assert staff.people("cong_chuc", "giao") == 12


def test_staff_is_read_as_of_a_day(cast: Cast) -> None:
    _record(cast, cast.officer, on=date(2025, 12, 31), counts={("cong_chuc", "giao"): 9})
    _record(cast, cast.officer, counts={("cong_chuc", "giao"): 12})
    by = cast.principal(cast.officer)
    with acting(by):
        days = (date(2025, 12, 30), date(2025, 12, 31), date(2026, 6, 29), CLOSED)
        read = [queries.staff_of(principal=by, organisation=cast.unit_a, day=day) for day in days]
    assert [staff.people("cong_chuc", "giao") for staff in read] == [None, 9, 9, 12]


def test_another_figure_for_the_same_day_needs_a_reason_and_keeps_the_old_one(cast: Cast) -> None:
    _record(cast, cast.officer)
    changed = FIGURES | {("cong_chuc", "giao"): 13}
    with pytest.raises(Conflict, match="đã có số liệu khác"):
        _record(cast, cast.officer, counts=changed)
    _record(cast, cast.officer, counts=changed, reason="Đọc nhầm dòng")
    with acting(system("đọc")):
        row = apps.get_model("organisations", "StaffCountEvent").objects
        history = (
            row.filter(kind="cong_chuc", measure="giao").order_by("pgh_id").values_list("people", flat=True)
        )
        assert list(history) == [12, 13]
        act = Act.objects.filter(code="organisations.staff.recorded").latest("id")
    assert act.details["before"] == {"cong_chuc/giao": 12}
    assert act.reason == "Đọc nhầm dòng"
    assert act.root_id == cast.body_a.pk


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"counts": {}}, "staff_empty"),
        ({"counts": {("cong_chuc", "giao"): -1}}, "staff_number"),
        ({"counts": {("cong_chuc", "giao"): 10**9}}, "staff_number"),
        ({"on": date(2026, 11, 23)}, "staff_future"),
        ({"document": " "}, "staff_document"),
    ],
)
def test_figures_that_cannot_be_are_refused(cast: Cast, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Invalid) as refusal:
        _record(cast, cast.officer, **changes)
    assert refusal.value.code == f"organisations.{code}"
    with acting(system("đọc")):
        assert not StaffCount.objects.exists()


@pytest.mark.parametrize("who", ["coordinator", "officer", "head", "unit_officer"])
def test_who_keeps_figures_may_record_them(cast: Cast, who: str) -> None:
    assert len(_record(cast, getattr(cast, who))) == 3


@pytest.mark.parametrize("who", ["leader", "inspector", "outsider", "officer_b"])
def test_nobody_else_may(cast: Cast, who: str) -> None:
    with pytest.raises(Forbidden):
        _record(cast, getattr(cast, who))


def test_only_ones_own_figures_are_read(cast: Cast) -> None:
    _record(cast, cast.officer)
    for person, seen in ((cast.unit_officer, 12), (cast.coordinator, 12), (cast.officer_b, None)):
        by = cast.principal(person)
        with acting(by):
            staff = queries.staff_of(principal=by, organisation=cast.unit_a, day=TODAY)
        assert staff.people("cong_chuc", "giao") == seen


ALL_DONE = {
    step.value: StepAnswer("xong", date(2025, 1, n), f"Văn bản {n}")
    for n, step in enumerate(EstablishmentStep.Step, start=1)
}


def _steps(cast: Cast, person: Any, answers: dict[str, StepAnswer]) -> list[EstablishmentStep]:
    by = cast.principal(person)
    with acting(by), transaction.atomic():
        return actions.record_steps(by=by, organisation=cast.unit_a, answers=answers, today=TODAY)


def test_a_cuc_stands_only_when_all_six_steps_are_done(cast: Cast) -> None:
    by = cast.principal(cast.officer)
    _steps(cast, cast.officer, {"de_an": StepAnswer("xong", date(2017, 4, 27), "17/TTr-MP")})
    with acting(by):
        path = queries.steps_of(principal=by, organisation=cast.unit_a)
    assert (path.done, path.stands) == (1, False)
    assert [step.state for step in path.steps] == ["xong", *["chua_ro"] * 5]
    _steps(cast, cast.officer, ALL_DONE)
    with acting(by):
        path = queries.steps_of(principal=by, organisation=cast.unit_a)
    assert (path.done, path.stands) == (6, True)


def test_only_steps_that_differ_are_written(cast: Cast) -> None:
    assert len(_steps(cast, cast.officer, ALL_DONE)) == 6
    assert _steps(cast, cast.officer, ALL_DONE) == []
    with acting(system("đọc")):
        assert Act.objects.filter(code="organisations.steps.recorded").count() == 1


@pytest.mark.parametrize(
    "answer",
    [
        StepAnswer("xong", None, "Văn bản"),
        StepAnswer("da_trinh", date(2026, 1, 1), ""),
        StepAnswer("xong", date(2027, 1, 1), "Văn bản"),
        StepAnswer("dang", date(2027, 1, 1), ""),
    ],
)
def test_a_step_without_proof_or_from_the_future_is_refused(cast: Cast, answer: StepAnswer) -> None:
    with pytest.raises(DomainError) as refusal:
        _steps(cast, cast.officer, {"de_an": answer})
    assert "đề án" in refusal.value.message
    assert refusal.value.remedy


def test_a_ministrys_steps_are_its_own_papers(cast: Cast) -> None:
    _steps(cast, cast.officer, ALL_DONE)
    by = cast.principal(cast.officer_b)
    with acting(by):
        assert not EstablishmentStep.objects.exists()
        assert queries.steps_of(principal=by, organisation=cast.unit_a).done == 0
    with pytest.raises(Forbidden):
        _steps(cast, cast.officer_b, ALL_DONE)
