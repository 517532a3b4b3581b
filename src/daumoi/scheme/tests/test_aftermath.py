"""After the decision: tasks with days, results with papers, steps towards a Cục, the register beside the plan."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from daumoi.foundation.errors import Conflict, Forbidden
from daumoi.foundation.principal import acting
from daumoi.inbox.models import Item
from daumoi.mandates.models import Assignment
from daumoi.organisations import actions as organisations
from daumoi.organisations.models import EstablishmentStep, OrganisationState
from daumoi.scheme.actions import aftermath as actions
from daumoi.scheme.aftermath_rules import Progress, months_after, progress_of
from daumoi.scheme.models import FollowTask, FollowTaskKind
from daumoi.scheme.queries.aftermath import aftermath
from daumoi.scheme.tests.papers_scene import (
    DAY,
    TASK_ADDRESS,
    PapersScene,
    make_papers_scene,
    to_decision,
)
from tests.cast import Cast

TODAY = date(2026, 11, 22)
AFTER = "/de-an/de-an-thu/sau-quyet-dinh/"
PATHS = "/de-an/de-an-thu/buoc-lap-cuc/"
TERMS = actions.Terms(designate_by=date(2027, 3, 31), own_scheme_months=6)


@pytest.fixture
def scene(cast: Cast) -> PapersScene:
    return make_papers_scene(cast)


def opened(scene: PapersScene) -> dict[str, FollowTask]:
    """The tasks of Bộ A by kind, once the scheme was decided."""
    to_decision(scene)
    with acting(scene.coordinator):
        actions.open_tasks(
            by=scene.coordinator, scheme=scene.fresh(), terms=TERMS, address=TASK_ADDRESS, today=TODAY
        )
        rows = FollowTask.objects.filter(owner=scene.cast.body_a)
        return {task.kind: task for task in rows}


def test_a_decision_gives_each_body_its_work_with_days_of_its_phase(scene: PapersScene) -> None:
    tasks = opened(scene)
    assert {kind: task.due_on for kind, task in tasks.items()} == {
        FollowTaskKind.DESIGNATE: date(2027, 3, 31),
        FollowTaskKind.OWN_SCHEME: date(2027, 7, 1),
        FollowTaskKind.FUNCTIONS: date(2027, 12, 31),
        FollowTaskKind.POSTS: date(2027, 12, 31),
    }
    assert "99/QĐ-TTg" in tasks[FollowTaskKind.DESIGNATE].decision
    with acting(scene.coordinator):
        others = FollowTask.objects.filter(owner=scene.cast.body_b).values_list("kind", flat=True)
        assert list(others) == [FollowTaskKind.DESIGNATE]


def test_the_work_stands_on_the_list_of_the_body_and_leaves_it_when_done(scene: PapersScene) -> None:
    task = opened(scene)[FollowTaskKind.OWN_SCHEME]
    address = f"{AFTER}{task.pk}/"
    with acting(scene.officer):
        item = Item.objects.get(kind="scheme.task", thing_id=task.pk)
        assert (item.address, item.due_on) == (address, task.due_on)
    client = scene.cast.client(scene.cast.officer)
    assert "Ghi kết quả" in client.get(address).content.decode()
    answer = client.post(address, {"on": "2026-11-21", "document": "Quyết định số 8/QĐ-BA"})
    assert answer.status_code == 302
    with acting(scene.officer):
        assert not Item.objects.filter(thing_id=task.pk, kind="scheme.task", done_at=None).exists()
    assert "8/QĐ-BA" in client.get(address).content.decode()


def test_no_work_is_given_before_the_decision(scene: PapersScene) -> None:
    with acting(scene.coordinator), pytest.raises(Conflict, match="chưa có quyết định"):
        actions.open_tasks(
            by=scene.coordinator, scheme=scene.fresh(), terms=TERMS, address=TASK_ADDRESS, today=TODAY
        )


def test_giving_the_work_twice_gives_it_once(scene: PapersScene) -> None:
    first = opened(scene)
    with acting(scene.coordinator):
        again = actions.open_tasks(
            by=scene.coordinator, scheme=scene.fresh(), terms=TERMS, address=TASK_ADDRESS, today=TODAY
        )
    assert first
    assert again == []


def test_a_foreign_body_neither_reads_nor_finishes_a_task(scene: PapersScene) -> None:
    task = opened(scene)[FollowTaskKind.OWN_SCHEME]
    foreign = scene.cast.client(scene.cast.officer_b)
    assert foreign.get(f"{AFTER}{task.pk}/").status_code == 404
    leader = scene.cast.client(scene.cast.leader)
    assert leader.get(f"{AFTER}{task.pk}/").status_code == 200
    assert "<form class" not in leader.get(f"{AFTER}{task.pk}/").content.decode().split("<main")[1]


def test_designating_the_unit_writes_the_duties_into_the_register(scene: PapersScene) -> None:
    task = opened(scene)[FollowTaskKind.DESIGNATE]
    client = scene.cast.client(scene.cast.officer)
    page = client.get(f"{AFTER}{task.pk}/")
    wanted = page.context["form"].fields["duties"].choices[0][0]
    answer = client.post(
        f"{AFTER}{task.pk}/",
        {"on": "2026-11-21", "document": "9/QĐ-BA", "unit": scene.cast.unit_a.code, "duties": [wanted]},
    )
    assert answer.status_code == 302, answer.context["form"].errors
    with acting(scene.officer):
        made = Assignment.objects.get(root=scene.cast.body_a, duty__code=wanted)
    assert (made.owner_id, made.document) == (scene.cast.unit_a.pk, "9/QĐ-BA")
    assert "99/QĐ-TTg" in made.note


def _steps(scene: PapersScene, *, until: str = "bo_nhiem") -> None:
    """Bộ A's steps, done up to one."""
    order = list(EstablishmentStep.Step)
    done = order[: order.index(EstablishmentStep.Step(until)) + 1]
    with acting(scene.officer):
        organisations.record_steps(
            by=scene.officer,
            organisation=scene.cast.unit_a,
            answers={
                step.value: organisations.StepAnswer("xong", date(2026, 11, 1 + place), f"VB số {place + 1}")
                for place, step in enumerate(done)
            },
            today=TODAY,
        )


def test_the_table_names_the_next_step_and_who_takes_it(scene: PapersScene) -> None:
    _steps(scene, until="tham_dinh")
    page = scene.cast.client(scene.cast.coordinator).get(PATHS).content.decode()
    assert "Nghị định về cơ cấu tổ chức của bộ" in page
    assert "Chính phủ quy định cơ cấu tổ chức của bộ" in page


def test_a_body_with_open_steps_is_not_written_as_a_department(scene: PapersScene) -> None:
    _steps(scene, until="tham_dinh")
    client = scene.cast.client(scene.cast.coordinator)
    answer = client.post(f"{PATHS}bo-a/ghi-so/", {"name": "Cục A", "on": "2026-11-20"})
    assert answer.status_code == 422
    with acting(scene.coordinator):
        assert not OrganisationState.objects.filter(name="Cục A").exists()


def test_all_steps_done_the_department_goes_into_the_register_with_its_papers(scene: PapersScene) -> None:
    to_decision(scene)
    _steps(scene)
    client = scene.cast.client(scene.cast.coordinator)
    assert "Ghi Cục vào sổ" in client.get(PATHS).content.decode()
    form = client.get(f"{PATHS}bo-a/ghi-so/")
    assert form.context["form"].initial["name"] == "Cục Chuyển đổi số Bộ A"
    answer = client.post(f"{PATHS}bo-a/ghi-so/", {"name": "Cục Chuyển đổi số Bộ A", "on": "2026-11-20"})
    assert answer.status_code == 302
    with acting(scene.coordinator):
        state = OrganisationState.objects.get(name="Cục Chuyển đổi số Bộ A")
        found = aftermath(principal=scene.coordinator, scheme=scene.fresh(), day=TODAY)
    assert state.form == "cuc"
    assert "VB số 3" in state.basis_text
    assert {row.code: row.progress for row in found.rows}["bo-a"] == Progress.DONE
    page = client.get(AFTER).content.decode()
    assert "đã đúng phương án" in page


def test_somebody_who_does_not_keep_the_register_may_not_write_the_department(scene: PapersScene) -> None:
    _steps(scene)
    client = scene.cast.client(scene.cast.officer)
    assert client.get(f"{PATHS}bo-a/ghi-so/").status_code == 403
    assert "Ghi Cục vào sổ" not in client.get(PATHS).content.decode()


def test_the_progress_of_the_past_is_that_of_the_past(scene: PapersScene) -> None:
    with acting(scene.coordinator):
        now = aftermath(principal=scene.coordinator, scheme=scene.fresh(), day=DAY)
        later = aftermath(principal=scene.coordinator, scheme=scene.fresh(), day=date(2028, 1, 1))
    assert {row.code: row.progress for row in now.rows}["bo-a"] == Progress.NOT_YET
    assert {row.code: row.progress for row in later.rows}["bo-a"] == Progress.LATE


@pytest.mark.parametrize("name", ["buoc-lap-cuc", "sau-quyet-dinh"])
def test_the_tables_come_as_workbooks(scene: PapersScene, name: str) -> None:
    client = scene.cast.client(scene.cast.coordinator)
    answer = client.get(f"/de-an/de-an-thu/{name}.xlsx")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    assert any(cell.value == "Bộ A" for row in sheet.iter_rows() for cell in row)


def test_opening_tasks_through_the_page(scene: PapersScene) -> None:
    to_decision(scene)
    client = scene.cast.client(scene.cast.coordinator)
    answer = client.post(
        f"{AFTER}giao-viec/", {"designate_by": "2027-03-31", "own_scheme_months": "6"}, follow=True
    )
    assert "Chỉ định đơn vị chuyên trách" in answer.content.decode()
    with acting(scene.officer), pytest.raises(Forbidden):
        actions.open_tasks(
            by=scene.officer, scheme=scene.scheme, terms=TERMS, address=TASK_ADDRESS, today=TODAY
        )


@pytest.mark.parametrize(
    ("decided", "at_start", "now", "day", "wanted"),
    [
        ("cuc", "trung_tam", "cuc", date(2027, 1, 1), Progress.DONE),
        ("cuc", "trung_tam", "trung_tam", date(2027, 1, 1), Progress.NOT_YET),
        ("cuc", "trung_tam", "trung_tam", date(2028, 1, 1), Progress.LATE),
        ("cuc", "trung_tam", "vu", date(2027, 1, 1), Progress.DIFFERS),
        ("cuc", "trung_tam", "", date(2027, 1, 1), Progress.UNKNOWN),
        ("giu_nguyen", "trung_tam", "trung_tam", date(2029, 1, 1), Progress.DONE),
        ("giu_nguyen", "", "trung_tam", date(2029, 1, 1), Progress.UNKNOWN),
    ],
)
def test_the_register_is_compared_with_the_plan(
    decided: str, at_start: str, now: str, day: date, wanted: Progress
) -> None:
    ends = date(2028, 1, 1)
    assert progress_of(decided=decided, at_start=at_start, now=now, phase_ends=ends, day=day) == wanted


def test_months_end_on_a_day_that_exists() -> None:
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_after(date(2026, 1, 1), 12) == date(2027, 1, 1)
