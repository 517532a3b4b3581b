"""The ledger: a matter lives from session to session, with its age, its owner, its day and what proves it."""

from datetime import date

import pytest

from daumoi.council import actions, queries
from daumoi.council.access import access_matter
from daumoi.council.models import Matter
from daumoi.council.tests.scene import MEETING_AT, TODAY, Scene
from daumoi.foundation.errors import Conflict, Forbidden, Invalid, NotFound
from daumoi.foundation.principal import acting
from daumoi.inbox import queries as inbox

RAISED = date(2026, 3, 1)


def _raise(scene: Scene, **more: object) -> Matter:
    given: dict[str, object] = {
        "kind": "kien_nghi",
        "title": "Hướng dẫn chế độ cho cán bộ chuyên trách",
        "raised_on": RAISED,
        "raised_by": "Bộ C",
        "responsible": scene.cast.body_a,
        "due_on": date(2026, 9, 1),
    }
    with acting(scene.cast.principal(scene.cast.coordinator)) as by:
        return actions.raise_matter(by=by, council=scene.council, **{**given, **more})  # type: ignore[arg-type]


def test_a_matter_gets_a_code_an_entry_and_a_line_for_the_one_who_is_to_act(scene: Scene) -> None:
    made, other = _raise(scene), _raise(scene, title="Việc thứ hai")
    assert (made.code, other.code) == ("hd-thu-2026-01", "hd-thu-2026-02")
    officer = scene.cast.principal(scene.cast.officer)
    with acting(officer):
        waiting = inbox.waiting_for(principal=officer, day=TODAY)
    found = [item for item in waiting.overdue if item.kind == "council.matter"]
    assert {item.address for item in found} == {
        "/hoi-dong/kien-nghi/hd-thu-2026-01/",
        "/hoi-dong/kien-nghi/hd-thu-2026-02/",
    }
    assert scene.cast.client(scene.cast.officer).get(found[0].address).status_code == 200


def test_a_late_matter_stands_in_the_late_view_with_its_days(scene: Scene) -> None:
    _raise(scene)
    with acting(scene.cast.principal(scene.cast.coordinator)) as principal:
        found = queries.ledger(principal=principal, day=TODAY, council=scene.council)
    (row,) = found.late
    assert (row.age.days, row.age.overdue) == (266, 82)
    page = scene.cast.client(scene.cast.coordinator).get("/hoi-dong/kien-nghi/?loc=qua-han&as_of=2026-11-22")
    assert "quá 82 ngày" in page.content.decode()


def test_the_responsible_body_reports_and_only_the_secretariat_closes(scene: Scene) -> None:
    made = _raise(scene)
    given = {"on": TODAY, "today": TODAY, "text": "Đã gửi dự thảo hướng dẫn."}
    with acting(scene.cast.principal(scene.cast.officer)) as by:
        actions.add_entry(
            by=by,
            matter=made,
            state="working",
            link_kind="document",
            link_code="88/BA-TH",
            **given,  # type: ignore[arg-type]
        )
        with pytest.raises(Forbidden, match="thư ký"):
            actions.add_entry(by=by, matter=made, state="resolved", **given)  # type: ignore[arg-type]
    with acting(scene.cast.principal(scene.cast.coordinator)) as by:
        actions.add_entry(by=by, matter=made, state="resolved", **given)  # type: ignore[arg-type]
        view = queries.matter_view(
            principal=by, matter=access_matter(principal=by, code=made.code), day=TODAY
        )
    assert [entry.state for entry in view.entries] == ["raised", "working", "resolved"]
    assert not view.row.is_open
    officer = scene.cast.principal(scene.cast.officer)
    with acting(officer):
        assert inbox.open_count(principal=officer) == 0


def test_the_state_of_any_day_is_what_the_entries_said_by_then(scene: Scene) -> None:
    made = _raise(scene)
    with acting(scene.cast.principal(scene.cast.coordinator)) as by:
        actions.add_entry(
            by=by, matter=made, on=date(2026, 5, 1), state="submitted", text="Đã trình.", today=TODAY
        )
        actions.add_entry(
            by=by,
            matter=made,
            on=date(2026, 10, 1),
            state="dropped",
            text="Luật mới đã quy định.",
            today=TODAY,
        )
        open_in = {
            day: [
                row.state.value for row in queries.ledger(principal=by, day=day, council=scene.council).open
            ]
            for day in (date(2026, 2, 1), date(2026, 3, 1), date(2026, 6, 1), TODAY)
        }
    assert list(open_in.values()) == [[], ["raised"], ["submitted"], []]


def test_the_past_is_not_rewritten_and_the_future_not_told(scene: Scene) -> None:
    made = _raise(scene)
    with acting(scene.cast.principal(scene.cast.coordinator)) as by:
        actions.add_entry(
            by=by, matter=made, on=date(2026, 6, 1), state="working", text="Đang làm.", today=TODAY
        )
        with pytest.raises(Conflict, match="01/6/2026"):
            actions.add_entry(
                by=by, matter=made, on=date(2026, 5, 1), state="working", text="Cũ", today=TODAY
            )
        with pytest.raises(Invalid, match="đến hôm nay"):
            actions.add_entry(
                by=by, matter=made, on=date(2027, 1, 1), state="working", text="Mai", today=TODAY
            )
        with pytest.raises(Invalid, match="chưa ghi số"):
            actions.add_entry(
                by=by, matter=made, on=TODAY, state="working", text="x", today=TODAY, link_kind="task"
            )
        with pytest.raises(Invalid, match="Địa chỉ"):
            actions.add_entry(
                by=by,
                matter=made,
                on=TODAY,
                state="working",
                text="x",
                today=TODAY,
                link_kind="task",
                link_code="1",
                link_address="javascript:alert(1)",
            )


def test_a_matter_concerns_its_body_and_nobody_elses(scene: Scene) -> None:
    made = _raise(scene)
    with acting(scene.cast.principal(scene.cast.officer)) as principal:
        assert access_matter(principal=principal, code=made.code).pk == made.pk
    with acting(scene.cast.principal(scene.officer_d)) as principal:
        with pytest.raises(NotFound):
            access_matter(principal=principal, code=made.code)
        assert not Matter.objects.filter(pk=made.pk).exists()  # the database's own half


def test_giving_a_matter_to_another_body_moves_what_waits(scene: Scene) -> None:
    made = _raise(scene)
    with acting(scene.cast.principal(scene.cast.coordinator)) as by:
        actions.assign_matter(
            by=by,
            matter=made,
            responsible=scene.body_c,
            due_on=date(2026, 12, 31),
            reason="Thông báo 21/TB-HĐ",
        )
    for person, waiting in ((scene.cast.officer, 0), (scene.leader_c, 1)):
        principal = scene.cast.principal(person)
        with acting(principal):
            assert inbox.open_count(principal=principal) == waiting


def test_a_conclusion_becomes_a_matter_with_the_chairs_words(scene: Scene) -> None:
    session = scene.held()
    with acting(scene.cast.principal(scene.chair)) as chair:
        (made,) = actions.conclude(by=chair, session=session, conclusions=["Bộ A chủ trì."], at=MEETING_AT)
    client = scene.cast.client(scene.cast.coordinator)
    place = f"/hoi-dong/phien/hop-1/y-kien/{made.number}/theo-doi/"
    form = client.get(place).content.decode()
    assert "Bộ A chủ trì." in form
    sent = client.post(
        place,
        {
            "kind": "ket_luan",
            "title": "Bộ A chủ trì dự thảo",
            "raised_on": "2026-12-10",
            "responsible": "bo-a",
            "due_on": "2027-01-31",
        },
    )
    assert sent.status_code == 302
    with acting(scene.cast.principal(scene.cast.officer)) as principal:
        matter = access_matter(principal=principal, code="hd-thu-2026-01")
    assert (matter.raised_by, matter.text) == ("Bùi Chủ Tịch, Thứ trưởng", "Bộ A chủ trì.")
    assert matter.responsible == scene.cast.body_a
