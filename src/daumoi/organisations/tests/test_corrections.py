"""Putting a wrong record right: never silently, never against other states."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction

from daumoi.foundation.errors import Conflict, Forbidden, Invalid
from daumoi.foundation.principal import acting, system
from daumoi.history.models import Act
from daumoi.organisations import actions, events
from daumoi.organisations.models import OrganisationState, StateCorrection
from daumoi.organisations.queries.standing import facts
from daumoi.organisations.rules.corrections import Corrected
from daumoi.organisations.tests.scene import TODAY, Scene, said
from tests.cast import START, Cast

DAY = date(2018, 7, 1)


@pytest.fixture
def scene(db: None) -> Iterator[Scene]:
    """The small government."""
    with acting(system("thử nghiệm")), transaction.atomic():
        yield Scene()


def _as_recorded(state: OrganisationState, **changes: Any) -> Corrected:
    recorded = Corrected(
        facts(state).draft, state.valid_from, state.valid_to, state.from_known, state.to_known
    )
    draft = replace(recorded.draft, **{k: v for k, v in changes.items() if hasattr(recorded.draft, k)})
    dates = {k: v for k, v in changes.items() if not hasattr(recorded.draft, k)}
    return replace(recorded, draft=draft, **dates)


def _correct(
    scene: Scene, state: OrganisationState, reason: str = "Ghi nhầm khi nhập", **changes: Any
) -> StateCorrection:
    return actions.correct_state(
        by=scene.by, state=state, corrected=_as_recorded(state, **changes), reason=reason, today=TODAY
    )


def test_a_correction_says_what_it_corrects_and_why(scene: Scene) -> None:
    state = scene.centre.states.get()
    correction = _correct(scene, state, name="Trung tâm Tin học và Thống kê")
    assert said(scene.centre, START) == ("Trung tâm Tin học và Thống kê", "trung_tam", "m1")
    assert correction.before == {"name": "Trung tâm Tin học"}
    assert correction.after == {"name": "Trung tâm Tin học và Thống kê"}
    act = Act.objects.get(code="organisations.state.corrected", thing_id=scene.centre.pk)
    assert (act.root_id, act.reason) == (scene.m1.pk, "Ghi nhầm khi nhập")
    assert act.details["before"] == correction.before


def test_the_row_history_keeps_what_was_recorded_before(scene: Scene) -> None:
    state = scene.centre.states.get()
    _correct(scene, state, form="van_phong")
    events_of_row = apps.get_model("organisations", "OrganisationStateEvent").objects.filter(
        pgh_obj_id=state.pk
    )
    assert list(events_of_row.order_by("pgh_id").values_list("pgh_label", "form")) == [
        ("insert", "trung_tam"),
        ("update", "van_phong"),
    ]


def test_search_finds_the_corrected_name(scene: Scene) -> None:
    _correct(scene, scene.centre.states.get(), name="Trung tâm Đổi mới")
    assert OrganisationState.objects.get(organisation=scene.centre).name_folded == "trung tam doi moi"


def test_a_corrected_beginning_moves_the_day_from_which_the_state_holds(scene: Scene) -> None:
    _correct(scene, scene.plans.states.get(), valid_from=date(2013, 1, 1), from_known=False)
    assert said(scene.plans, date(2012, 12, 31)) is None
    assert said(scene.plans, date(2013, 1, 1)) is not None


def test_a_corrected_parent_moves_the_unit(scene: Scene) -> None:
    _correct(scene, scene.centre.states.get(), parent=scene.m2.pk)
    scene.plans.refresh_from_db()
    assert scene.plans.body == scene.m2


def test_rooms_above_hear_of_a_correction(scene: Scene) -> None:
    heard: list[events.Corrected] = []
    events.state_corrected.subscribe(heard.append)
    try:
        correction = _correct(scene, scene.centre.states.get(), name="Khác")
    finally:
        events.state_corrected.unsubscribe(heard.append)
    assert [(news.organisation_id, news.correction_id) for news in heard] == [
        (scene.centre.pk, correction.pk)
    ]


@pytest.mark.parametrize(
    ("changes", "reason", "code"),
    [
        ({}, "Ghi nhầm", "nothing_corrected"),
        ({"name": "Khác"}, " ", "no_reason"),
        ({"name": " "}, "Ghi nhầm", "name"),
        ({"valid_to": START}, "Ghi nhầm", "periods.empty"),
        ({"valid_from": date(2015, 1, 1)}, "Ghi nhầm", "orphans"),
        ({"valid_to": date(2020, 1, 1)}, "Ghi nhầm", "orphans"),
        ({"parent": None}, "Ghi nhầm", "parent_level"),
    ],
)
def test_a_correction_that_cannot_be_true_is_refused(
    scene: Scene, changes: dict[str, Any], reason: str, code: str
) -> None:
    with pytest.raises((Invalid, Conflict)) as refusal, transaction.atomic():
        _correct(scene, scene.centre.states.get(), reason, **changes)
    assert refusal.value.code.endswith(code)
    assert refusal.value.remedy
    assert not StateCorrection.objects.exists()


def test_a_correction_may_not_overlap_the_next_state(scene: Scene) -> None:
    scene.act("rename", organisation=scene.plans, name="Phòng Kế hoạch, Tài chính", on=DAY)
    first = scene.plans.states.order_by("valid_from").first()
    assert first is not None
    with pytest.raises(Conflict, match="Phòng Kế hoạch, Tài chính"), transaction.atomic():
        _correct(scene, first, valid_to=None)


def test_a_correction_may_not_make_a_circle(scene: Scene) -> None:
    with pytest.raises(Invalid, match="nằm trong"), transaction.atomic():
        _correct(scene, scene.centre.states.get(), parent=scene.plans.pk)


def test_only_the_keeper_of_the_register_corrects(cast: Cast) -> None:
    by = cast.principal(cast.officer)
    state = cast.unit_a.states.get()
    with acting(by), pytest.raises(Forbidden), transaction.atomic():
        actions.correct_state(
            by=by, state=state, corrected=_as_recorded(state, name="Khác"), reason="Ghi nhầm", today=TODAY
        )
