"""Who may see and do what: two layers, the foreign stays unknown."""

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.test import Client

from daumoi.accounts.models import Person
from daumoi.council import actions
from daumoi.council.access import access_council, access_session
from daumoi.council.models import Council, Invitation, Opinion, Seat, Session
from daumoi.council.models.keeping import Kept
from daumoi.council.tests.scene import AT, HELD, Scene, person
from daumoi.foundation.errors import Forbidden, NotFound
from daumoi.foundation.principal import acting, system

WRITES = (
    "/hoi-dong/hd-thu/thanh-vien/",
    "/hoi-dong/hd-thu/phien-moi/",
    "/hoi-dong/hd-thu/kien-toan/",
    "/hoi-dong/hd-thu/kien-nghi-moi/",
    "/hoi-dong/phien/hop-1/tai-lieu/",
    "/hoi-dong/phien/hop-1/diem-danh/",
    "/hoi-dong/phien/hop-1/diem-danh/bo-a/",
    "/hoi-dong/phien/hop-1/ket-luan/",
    "/hoi-dong/phien/hop-1/bien-ban/",
    "/hoi-dong/phien/hop-1/thong-bao/",
    "/hoi-dong/phien/hop-1/khong-to-chuc/",
)
READS = (
    "/hoi-dong/hd-thu/",
    "/hoi-dong/phien/hop-1/",
    "/hoi-dong/phien/hop-1/lan-truoc/",
    "/hoi-dong/phien/hop-1/y-kien/",
    "/hoi-dong/phien/hop-1/tai-lieu/1/1/",
    "/api/v1/council/sessions/hop-1",
    "/api/v1/council/councils/hd-thu",
)


def _codes(scene: Scene, person: Person, places: tuple[str, ...]) -> set[int]:
    client = scene.cast.client(person)
    return {client.get(place).status_code for place in places}


def test_members_read_what_they_were_invited_to_and_keep_nothing(scene: Scene) -> None:
    scene.meeting()
    for who in (scene.cast.leader, scene.cast.officer, scene.leader_c):
        assert _codes(scene, who, READS) == {200}, who
        assert _codes(scene, who, WRITES) == {403}, who


def test_a_foreign_body_finds_nothing_at_all(scene: Scene) -> None:
    scene.meeting()
    for who in (scene.officer_d, scene.cast.outsider, scene.cast.unit_officer):
        assert _codes(scene, who, READS + WRITES) == {404}, who


def test_a_session_under_preparation_is_the_secretariats_alone(scene: Scene) -> None:
    scene.meeting(sent=False)
    assert _codes(scene, scene.cast.leader, READS[1:5]) == {404}
    assert _codes(scene, scene.cast.coordinator, READS[1:5]) == {200}


def test_the_secretariat_and_the_chair_open_their_pages(scene: Scene) -> None:
    scene.held()
    later = ("/hoi-dong/phien/hop-1/thong-bao/", "/hoi-dong/phien/hop-1/khong-to-chuc/")
    now = tuple(place for place in READS + WRITES if place not in later)
    assert _codes(scene, scene.cast.coordinator, now) == {200}
    assert _codes(scene, scene.cast.coordinator, later) == {409}  # no form that could not be sent
    chair = scene.cast.client(scene.chair)
    assert chair.get("/hoi-dong/phien/hop-1/ket-luan/").status_code == 200
    assert chair.get("/hoi-dong/phien/hop-1/bien-ban/").status_code == 403


def test_the_databases_own_half_hides_foreign_rows_with_the_applications_scoping_off(scene: Scene) -> None:
    scene.meeting()
    models: tuple[type[Kept], ...] = (Council, Seat, Session, Invitation)
    seen = {}
    for who in (scene.cast.leader, scene.officer_d, scene.cast.outsider, scene.chair):
        with acting(scene.cast.principal(who)):
            seen[who.username] = [model._default_manager.filter(**_own(model)).count() for model in models]
    assert seen == {
        "lanhdao.a": [1, 3, 1, 3],
        "chuyenvien.d": [0, 0, 0, 0],
        "nguoingoai": [0, 0, 0, 0],
        "chutich.b": [1, 3, 1, 3],
    }


def _own(model: type[Kept]) -> dict[str, str]:
    """The rows of the scene, without the published ones of the pack."""
    return {
        Council: {"code": "hd-thu"},
        Seat: {"council__code": "hd-thu"},
        Session: {"code": "hop-1"},
        Invitation: {"session__code": "hop-1"},
    }[model]


def test_a_member_cannot_write_into_the_secretariats_rows(scene: Scene) -> None:
    session = scene.meeting()
    with acting(scene.cast.principal(scene.cast.leader)):
        assert Session.objects.filter(pk=session.pk).update(title="Sửa trộm") == 0
        assert (
            Invitation.objects.filter(session=session).exclude(owner=scene.cast.body_a).update(answer="") == 0
        )
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Opinion.objects.create(
                session=session,
                kind="opinion",
                number=1,
                speaker="Ai đó",
                text="Chèn",
                owner_id=session.owner_id,
                root_id=session.root_id,
                desk_id=session.desk_id,
            )


def test_the_pack_is_read_by_everybody_and_written_by_nobody_outside(scene: Scene) -> None:
    for who in (scene.cast.outsider, scene.officer_d, scene.cast.inspector):
        client = scene.cast.client(who)
        for place in (
            "/hoi-dong/",
            "/hoi-dong/hdgd-cntt-trung-uong/",
            "/hoi-dong/phien/hdgd-2017-05-31/",
            "/hoi-dong/phien/hdgd-2017-05-31/lan-truoc/",
            "/hoi-dong/kien-nghi/",
            "/hoi-dong/kien-nghi/hdgd-2016-01/",
            "/api/v1/council/ledger",
        ):
            assert client.get(place).status_code == 200, (who, place)
        assert client.get("/hoi-dong/kien-nghi/hdgd-2016-01/dien-bien/").status_code == 403


def test_a_visitor_is_asked_to_sign_in(scene: Scene) -> None:
    assert Client().get("/hoi-dong/").status_code == 302
    assert Client().get("/api/v1/council/ledger").status_code == 401


def test_a_ministrys_own_committee_works_with_its_own_secretary(scene: Scene) -> None:
    """No network appointment anywhere: the secretary of Bộ A keeps a committee with Bộ C as a member."""
    cast = scene.cast
    with acting(system("dựng vai")):
        secretary = person("thuky.a", "Kiều Thư Ký", "council_secretary", cast.body_a)
    with acting(cast.principal(secretary)) as by:
        actions.create_council(
            by=by,
            keeper=cast.body_a,
            code="bcd-a",
            kind="ban_chi_dao",
            name="Ban chỉ đạo thử",
            since=HELD.replace(month=1),
            founding_text="Quyết định 5/QĐ-BA",
            quorum_numerator=1,
            quorum_denominator=2,
        )
        council = access_council(principal=by, code="bcd-a")
        for body, role in ((cast.body_a, "chair"), (scene.body_c, "member")):
            actions.seat_member(
                by=by,
                council=council,
                organisation=body,
                role=role,
                holder=f"Người {body.code}",
                position="",
                since=HELD.replace(month=1),
                document="Quyết định 6/QĐ-BA",
            )
        session = actions.create_session(
            by=by, council=council, code="bcd-1", title="Họp ban", mode="meeting", held_on=HELD
        )
        actions.add_item(by=by, session=session, title="Nội dung")
        lines = actions.send_session(by=by, session=session, letter_number="1/GM", letter_date=HELD, at=AT)
        for line in lines:
            actions.mark_attendance(by=by, invitation=line, attendance="present")
        actions.open_session(by=by, session=access_session(principal=by, code="bcd-1"), at=AT)
    with acting(cast.principal(scene.leader_c)) as member:
        assert access_session(principal=member, code="bcd-1").state == "open"
    with acting(cast.principal(scene.officer_d)) as foreign, pytest.raises(NotFound):
        access_session(principal=foreign, code="bcd-1")
    with acting(cast.principal(secretary)) as by, pytest.raises((Forbidden, NotFound)):
        access_session(principal=by, code="hop-1")


def test_every_table_of_the_room_carries_the_four_policies(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """select c.relname, c.relrowsecurity, (select count(*) from pg_policy p where p.polrelid = c.oid)
               from pg_class c where c.relkind = 'r' and c.relname like 'council\\_%'"""
        )
        rows = cursor.fetchall()
    assert len(rows) == 22
    assert all(secured and policies == 4 for _name, secured, policies in rows), rows


def test_a_person_without_a_seat_hands_in_no_opinion(scene: Scene) -> None:
    scene.meeting()
    for who in (scene.cast.officer, scene.cast.inspector, scene.chair):
        assert scene.cast.client(who).get("/hoi-dong/phien/hop-1/y-kien/them/").status_code == 403, who


def test_nothing_is_made_up_for_a_session_told_by_sources(scene: Scene) -> None:
    client = scene.cast.client(scene.cast.coordinator)
    for name in ("giay-moi.pdf", "bien-ban.pdf", "thong-bao.pdf", "gui/", "ket-luan/", "chuong-trinh/"):
        assert client.get(f"/hoi-dong/phien/hdgd-2017-05-31/{name}").status_code == 409, name
    for name in ("thanh-vien/", "kien-toan/", "phien-moi/"):
        assert client.get(f"/hoi-dong/hdgd-cntt-trung-uong/{name}").status_code == 409, name
