"""Each act of reorganisation: what changes, from which day, and what is refused."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from daumoi.foundation.errors import Conflict, DomainError, Forbidden, Invalid
from daumoi.foundation.principal import acting, system
from daumoi.history.models import Act
from daumoi.organisations import actions, events, queries
from daumoi.organisations.actions import Basis
from daumoi.organisations.models import (
    Appointment,
    Organisation,
    OrganisationState,
    Reorganisation,
    Succession,
)
from daumoi.organisations.queries import plans
from daumoi.organisations.tests.scene import PAPER, TODAY, Scene, body, on_day, said, unit
from tests.cast import START, Cast, appoint

DAY = date(2018, 7, 1)
EVE = DAY - timedelta(days=1)


@pytest.fixture
def scene(db: None) -> Iterator[Scene]:
    """The small government, in one transaction of system work."""
    with acting(system("thử nghiệm")), transaction.atomic():
        yield Scene()


def test_a_new_unit_exists_from_its_day_and_not_the_day_before(scene: Scene) -> None:
    act = scene.act("establish", new=unit("Trung tâm Dữ liệu"), parent=scene.m2, on=DAY)
    made = Organisation.objects.get(reorganisation_parts__reorganisation=act)
    assert said(made, EVE) is None
    assert said(made, DAY) == ("Trung tâm Dữ liệu", "trung_tam", "m2")
    assert (made.code, made.body, made.is_simulated, made.is_it_unit) == ("m2.ttdl", scene.m2, True, True)


def test_a_new_body_takes_the_next_place_in_its_register(scene: Scene) -> None:
    scene.act("establish", new=body("Bộ M3", "m3"), parent=None, simulated=True, on=DAY)
    made = Organisation.objects.get(code="m3")
    assert (made.number, made.is_simulated, made.body) == (13, True, None)
    assert [row.state.name for row in queries.bodies(day=DAY, simulated=True)][-1] == "Bộ M3"


def test_a_rename_keeps_the_old_name_until_its_day(scene: Scene) -> None:
    scene.act("rename", organisation=scene.centre, name="Trung tâm Chuyển đổi số", on=DAY)
    assert said(scene.centre, EVE) == ("Trung tâm Tin học", "trung_tam", "m1")
    assert said(scene.centre, DAY) == ("Trung tâm Chuyển đổi số", "trung_tam", "m1")


def test_a_rename_recorded_late_leaves_what_came_after_untouched(scene: Scene) -> None:
    scene.act("rename", organisation=scene.centre, name="Tên thứ ba", on=date(2022, 1, 1))
    scene.act("rename", organisation=scene.centre, name="Tên thứ hai", on=DAY)
    assert [state.name for state in queries.timeline(organisation=scene.centre)] == [
        "Trung tâm Tin học",
        "Tên thứ hai",
        "Tên thứ ba",
    ]


def test_an_upgrade_changes_form_and_name_together(scene: Scene) -> None:
    scene.act(
        "upgrade",
        organisation=scene.centre,
        form="cuc",
        name="Cục CNTT",
        is_public_service_unit=False,
        on=DAY,
    )
    assert said(scene.centre, DAY) == ("Cục CNTT", "cuc", "m1")
    assert said(scene.plans, DAY) == ("Phòng Kế hoạch", "phong", "m1.tt")


def test_a_merged_body_ends_and_its_units_move_along(scene: Scene) -> None:
    scene.act("merge", sources=[scene.m1], into=scene.m2, name="Bộ M2 mới", on=DAY)
    assert said(scene.m1, EVE) == ("Bộ M1", "", "")
    assert said(scene.m1, DAY) is None
    assert said(scene.m2, DAY) == ("Bộ M2 mới", "", "")
    assert said(scene.centre, EVE) == ("Trung tâm Tin học", "trung_tam", "m1")
    assert said(scene.centre, DAY) == ("Trung tâm Tin học", "trung_tam", "m2")
    for moved in (scene.centre, scene.plans):
        moved.refresh_from_db()
        assert moved.body == scene.m2
    link = Succession.objects.get(predecessor=scene.m1)
    assert (link.successor, link.kind, link.inherits, link.on) == (scene.m2, "merge", True, DAY)


def test_two_units_become_a_new_one(scene: Scene) -> None:
    scene.act(
        "merge",
        sources=[scene.plans, scene.security],
        into=unit("Phòng Tổng hợp", "phong"),
        parent=scene.centre,
        on=DAY,
    )
    assert said(scene.plans, DAY) is None
    new = OrganisationState.objects.as_of(DAY).get(name="Phòng Tổng hợp")
    assert new.parent == scene.centre
    assert new.opened_by is not None
    assert set(new.opened_by.parts.filter(side="before").values_list("organisation", flat=True)) == {
        scene.plans.pk,
        scene.security.pk,
    }


def test_a_unit_may_merge_into_the_unit_above_it(scene: Scene) -> None:
    scene.act("merge", sources=[scene.plans], into=scene.centre, on=DAY)
    assert said(scene.plans, DAY) is None
    assert said(scene.centre, DAY) == ("Trung tâm Tin học", "trung_tam", "m1")


def test_a_split_that_leaves_the_unit_standing_adds_one_beside_it(scene: Scene) -> None:
    scene.act(
        "split", organisation=scene.centre, parts=[unit("Trung tâm An ninh mạng")], continues=True, on=DAY
    )
    assert said(scene.centre, DAY) == ("Trung tâm Tin học", "trung_tam", "m1")
    part = OrganisationState.objects.as_of(DAY).get(name="Trung tâm An ninh mạng")
    assert part.parent == scene.m1
    link = Succession.objects.get(predecessor=scene.centre)
    assert (link.kind, link.inherits) == ("transfer_of_functions", False)


def test_a_split_that_ends_the_unit_leaves_its_divisions_and_papers_to_the_first_part(scene: Scene) -> None:
    parts = [unit("Trung tâm Một"), unit("Trung tâm Hai")]
    scene.act("split", organisation=scene.centre, parts=parts, continues=False, on=DAY)
    assert said(scene.centre, DAY) is None
    first = OrganisationState.objects.as_of(DAY).get(name="Trung tâm Một").organisation
    assert said(scene.plans, DAY) == ("Phòng Kế hoạch", "phong", first.code)
    links = Succession.objects.filter(predecessor=scene.centre).order_by("pk")
    assert [(link.kind, link.inherits) for link in links] == [("split", True), ("split", False)]


def test_a_transferred_unit_changes_body_with_everything_below_it(scene: Scene) -> None:
    scene.act("transfer", organisation=scene.centre, parent=scene.m2, on=DAY)
    assert said(scene.centre, EVE) == ("Trung tâm Tin học", "trung_tam", "m1")
    assert said(scene.centre, DAY) == ("Trung tâm Tin học", "trung_tam", "m2")
    scene.plans.refresh_from_db()
    assert scene.plans.body == scene.m2
    rows = {
        row.organisation.code: {u.code for u in row.units} for row in queries.bodies(day=EVE, simulated=True)
    }
    assert rows == {"m1": {"m1.tt"}, "m2": {"m2.cuc"}}
    rows = {
        row.organisation.code: {u.code for u in row.units} for row in queries.bodies(day=DAY, simulated=True)
    }
    assert rows == {"m1": {""}, "m2": {"m1.tt", "m2.cuc"}}


def test_a_transfer_recorded_ahead_of_its_day_moves_rights_only_on_that_day(scene: Scene) -> None:
    ahead = TODAY + timedelta(days=30)
    scene.act("transfer", organisation=scene.centre, parent=scene.m2, on=ahead)
    scene.plans.refresh_from_db()
    assert scene.plans.body == scene.m1
    actions.align_bodies(day=ahead)
    scene.plans.refresh_from_db()
    assert scene.plans.body == scene.m2


def test_an_empty_unit_is_dissolved(scene: Scene) -> None:
    scene.act("dissolve", organisation=scene.plans, on=DAY)
    assert said(scene.plans, EVE) is not None
    assert said(scene.plans, DAY) is None


def test_two_acts_may_happen_on_one_day(scene: Scene) -> None:
    scene.act("merge", sources=[scene.m1], into=scene.m2, on=DAY)
    scene.act("rename", organisation=scene.centre, name="Trung tâm CNTT", on=DAY)
    scene.act("merge", sources=[scene.centre], into=scene.cuc, on=DAY)
    assert said(scene.centre, EVE) == ("Trung tâm Tin học", "trung_tam", "m1")
    assert said(scene.centre, DAY) is None
    assert said(scene.plans, DAY) == ("Phòng Kế hoạch", "phong", "m2.cuc")


def test_every_act_stands_in_the_journal_of_every_body_it_touches(scene: Scene) -> None:
    scene.act("transfer", organisation=scene.centre, parent=scene.m2, on=DAY)
    acts = Act.objects.filter(code="organisations.unit.transferred", thing_id=scene.centre.pk)
    assert {act.root_id for act in acts} == {scene.m1.pk, scene.m2.pk}
    assert acts[0].document == PAPER.document
    assert acts[0].details["before"]["parent"] == scene.m1.pk
    assert acts[0].details["after"]["parent"] == scene.m2.pk


def test_rooms_above_hear_of_an_act_inside_its_transaction(scene: Scene) -> None:
    heard: list[events.Reorganised] = []
    events.unit_merged.subscribe(heard.append)
    try:
        act = scene.act("merge", sources=[scene.plans], into=scene.security, on=DAY)
    finally:
        events.unit_merged.unsubscribe(heard.append)
    assert [(news.reorganisation_id, news.before, news.after) for news in heard] == [
        (act.pk, (scene.plans.pk, scene.security.pk), (scene.security.pk,))
    ]


def test_a_listener_that_fails_leaves_nothing_of_the_act(scene: Scene) -> None:
    def refuse(news: events.Reorganised) -> None:
        raise Conflict("thử.hỏng", "Phòng bên trên không chịu.")

    events.unit_dissolved.subscribe(refuse)
    try:
        with pytest.raises(Conflict), transaction.atomic():
            scene.act("dissolve", organisation=scene.plans, on=DAY)
    finally:
        events.unit_dissolved.unsubscribe(refuse)
    assert said(scene.plans, DAY) is not None
    assert not Reorganisation.objects.filter(kind="dissolve").exists()


Wish = tuple[str, dict[str, Any]]


def _refusals(scene: Scene) -> dict[str, Wish]:
    early = START - timedelta(days=1)
    return {
        "organisations.not_there": ("rename", {"organisation": scene.centre, "name": "X", "on": early}),
        "organisations.first_day": ("rename", {"organisation": scene.centre, "name": "X", "on": START}),
        "organisations.nothing_changes": (
            "rename",
            {"organisation": scene.centre, "name": "Trung tâm Tin học", "on": DAY},
        ),
        "organisations.name": ("rename", {"organisation": scene.centre, "name": "  ", "on": DAY}),
        "organisations.same_form": (
            "upgrade",
            {"organisation": scene.centre, "form": "trung_tam", "on": DAY},
        ),
        "organisations.only_units": ("upgrade", {"organisation": scene.m1, "form": "cuc", "on": DAY}),
        "organisations.same_parent": (
            "transfer",
            {"organisation": scene.centre, "parent": scene.m1, "on": DAY},
        ),
        "organisations.own_parent": (
            "transfer",
            {"organisation": scene.centre, "parent": scene.centre, "on": DAY},
        ),
        "organisations.cycle": ("transfer", {"organisation": scene.centre, "parent": scene.plans, "on": DAY}),
        "organisations.merge_into_itself": ("merge", {"sources": [scene.m1], "into": scene.m1, "on": DAY}),
        "organisations.merge_nothing": ("merge", {"sources": [], "into": scene.m1, "on": DAY}),
        "organisations.merge_one": (
            "merge",
            {"sources": [scene.plans], "into": unit("Mới"), "parent": scene.centre, "on": DAY},
        ),
        "organisations.levels": ("merge", {"sources": [scene.centre], "into": scene.m2, "on": DAY}),
        "organisations.has_children": ("dissolve", {"organisation": scene.centre, "on": DAY}),
        "organisations.same_name": (
            "establish",
            {"new": unit("trung tâm tin hoc"), "parent": scene.m1, "on": DAY},
        ),
        "organisations.code_taken": (
            "establish",
            {"new": unit("Mới", code="m2"), "parent": scene.m1, "on": DAY},
        ),
        "organisations.split_parts": (
            "split",
            {"organisation": scene.centre, "parts": [unit("Một")], "continues": False, "on": DAY},
        ),
        "organisations.split_names": (
            "split",
            {
                "organisation": scene.centre,
                "parts": [unit("Một"), unit("một")],
                "continues": False,
                "on": DAY,
            },
        ),
    }


CODES = (
    *("not_there", "first_day", "nothing_changes", "name", "same_form", "only_units", "same_parent"),
    *("own_parent", "cycle", "merge_into_itself", "merge_nothing", "merge_one", "levels", "has_children"),
    *("same_name", "code_taken", "split_parts", "split_names"),
)


@pytest.mark.parametrize("code", [f"organisations.{code}" for code in CODES])
def test_what_cannot_be_is_refused_with_a_sentence_and_a_way_out(scene: Scene, code: str) -> None:
    verb, wishes = _refusals(scene)[code]
    before = list(OrganisationState.objects.order_by("pk").values())
    with pytest.raises(DomainError) as refusal, transaction.atomic():
        scene.act(verb, **wishes)
    assert refusal.value.code == code
    assert refusal.value.message
    assert refusal.value.remedy
    assert list(OrganisationState.objects.order_by("pk").values()) == before


def test_an_act_without_a_paper_cannot_even_be_written_down(scene: Scene) -> None:
    with pytest.raises(Invalid, match="văn bản làm căn cứ"):
        Basis(document="  ")


def test_an_ended_unit_cannot_end_again_or_receive(scene: Scene) -> None:
    scene.act("dissolve", organisation=scene.plans, on=date(2020, 1, 1))
    with pytest.raises(Conflict, match="kết thúc"), transaction.atomic():
        scene.act("dissolve", organisation=scene.plans, on=DAY)
    with pytest.raises(Conflict, match="kết thúc"), transaction.atomic():
        scene.act("merge", sources=[scene.security], into=scene.plans, on=DAY)
    with pytest.raises(Conflict, match="kết thúc"), transaction.atomic():
        scene.act("transfer", organisation=scene.security, parent=scene.plans, on=DAY)


def test_a_body_cannot_end_before_something_recorded_under_it_begins(scene: Scene) -> None:
    scene.act("establish", new=unit("Trung tâm Mới"), parent=scene.cuc, on=date(2020, 1, 1))
    with pytest.raises(Conflict, match="Trung tâm Mới"), transaction.atomic():
        scene.act("dissolve", organisation=scene.cuc, on=DAY)


def test_real_and_simulated_organisations_never_meet(scene: Scene) -> None:
    real = Organisation.objects.get(code="bqp")
    with pytest.raises(Invalid, match="mô phỏng"), transaction.atomic():
        scene.act("transfer", organisation=scene.centre, parent=real, on=DAY)


def test_what_was_confirmed_is_what_was_shown(scene: Scene) -> None:
    seen = plans.plan_rename(organisation=scene.centre, name="Tên mới", on=DAY).digest
    scene.act("rename", organisation=scene.centre, name="Tên xen vào", on=date(2017, 1, 1))
    with pytest.raises(Conflict, match="sau khi bạn xem trước"), transaction.atomic():
        scene.act("rename", organisation=scene.centre, name="Tên mới", on=DAY, seen=seen)
    again = plans.plan_rename(organisation=scene.centre, name="Tên mới", on=DAY).digest
    scene.act("rename", organisation=scene.centre, name="Tên mới", on=DAY, seen=again)
    assert on_day(scene.centre, DAY) is not None


def test_the_database_itself_refuses_overlapping_states(scene: Scene) -> None:
    overlapping = [
        OrganisationState(organisation=scene.centre, parent=scene.m1, name="Trùng", valid_from=DAY),
        OrganisationState(organisation=scene.cuc, parent=scene.m2, name="Trùng", valid_from=DAY),
    ]
    for state in overlapping:
        with pytest.raises(IntegrityError, match="no_overlap"), transaction.atomic():
            state.save()
    with pytest.raises(IntegrityError, match="no_overlap"), transaction.atomic():
        OrganisationState.objects.bulk_create(overlapping)


def test_a_whole_body_right_does_not_follow_a_unit_that_leaves(cast: Cast) -> None:
    coordinator = cast.principal(cast.coordinator)
    with acting(coordinator), transaction.atomic():
        actions.transfer(
            by=coordinator, organisation=cast.unit_a, parent=cast.body_b, on=DAY, basis=PAPER, today=TODAY
        )
    head = cast.principal(cast.head, TODAY)
    assert head.grants == ()
    officer = cast.principal(cast.unit_officer, TODAY)
    assert officer.units == {cast.unit_a.pk}
    assert officer.grants[0].body_id == cast.body_b.pk
    assert cast.principal(cast.officer, TODAY).bodies == {cast.body_a.pk}


def test_the_people_of_a_merged_body_lose_it_and_the_successor_reads_its_papers(cast: Cast) -> None:
    coordinator = cast.principal(cast.coordinator)
    with acting(coordinator), transaction.atomic():
        actions.merge(
            by=coordinator, sources=[cast.body_b], into=cast.body_a, on=DAY, basis=PAPER, today=TODAY
        )
    assert cast.principal(cast.officer_b, TODAY).grants == ()
    assert cast.principal(cast.officer_b, EVE).grants != ()
    assert cast.principal(cast.officer, TODAY).bodies == {cast.body_a.pk, cast.body_b.pk}
    assert cast.principal(cast.officer, EVE).bodies == {cast.body_a.pk}
    carried = cast.principal(cast.coordinator, TODAY)
    assert carried.sees_network
    assert carried.grants[0].organisation_id == cast.body_a.pk


def test_nobody_reorganises_outside_their_reach(cast: Cast) -> None:
    for person in (cast.officer, cast.head, cast.leader, cast.unit_officer, cast.inspector, cast.outsider):
        by = cast.principal(person)
        with acting(by), pytest.raises(Forbidden), transaction.atomic():
            actions.rename(by=by, organisation=cast.unit_a, name="Tên mới", on=DAY, basis=PAPER, today=TODAY)
    assert said(cast.unit_a, DAY) == ("Trung tâm Thông tin Bộ A", "trung_tam", "bo-a")


def test_a_second_coordinator_role_at_the_successor_is_not_doubled(cast: Cast) -> None:
    with acting(system("dựng vai")):
        appoint(cast.coordinator, "national_coordinator", cast.body_a)
    coordinator = cast.principal(cast.coordinator)
    with acting(coordinator), transaction.atomic():
        actions.merge(
            by=coordinator, sources=[cast.body_b], into=cast.body_a, on=DAY, basis=PAPER, today=TODAY
        )
        held = Appointment.objects.filter(person=cast.coordinator).as_of(TODAY)
        assert [appointment.owner for appointment in held] == [cast.body_a]
