"""Who may see and do what: two layers, the foreign stays unknown."""

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from daumoi.accounts.models import Person
from daumoi.foundation.principal import acting
from daumoi.indices.models import Appeal, Edition, Entry, Evidence, Kept, Sheet
from daumoi.indices.tests.scene import HOME, Scene

OWN = (f"{HOME}phieu/bo-a/", f"{HOME}phieu/bo-a/minh-chung/mang/")
FILLING = (f"{HOME}phieu/bo-a/gui/",)
COORDINATING = (
    f"{HOME}tham-dinh/bo-a/",
    f"{HOME}cong-bo/",
    f"{HOME}thong-bao-diem/",
    f"{HOME}dinh-chinh/",
)
POSTS = (
    f"{HOME}bat-dau-tham-dinh/",
    f"{HOME}tham-dinh/bo-a/tiep-nhan/",
    f"{HOME}tham-dinh/bo-a/don-doc/",
)


def _codes(scene: Scene, person: Person, places: tuple[str, ...]) -> set[int]:
    client = scene.cast.client(person)
    return {client.get(place).status_code for place in places}


def test_a_body_sees_and_fills_its_own_sheet_only(scene: Scene) -> None:
    assert _codes(scene, scene.cast.officer, (HOME, *OWN, *FILLING)) == {200}
    assert _codes(scene, scene.officer_c, (HOME,)) == {200}
    assert _codes(scene, scene.officer_c, (*OWN, *FILLING)) == {404}


def test_a_leader_reads_and_writes_nothing(scene: Scene) -> None:
    assert _codes(scene, scene.cast.leader, (HOME, *OWN)) == {200}
    assert _codes(scene, scene.cast.leader, FILLING) == {403}
    refused = scene.cast.client(scene.cast.leader).post(f"{HOME}phieu/bo-a/", {"value-1": "5"})
    assert refused.status_code == 403


def test_bodies_do_not_coordinate(scene: Scene) -> None:
    for who in (scene.cast.officer, scene.cast.leader, scene.officer_c):
        assert _codes(scene, who, COORDINATING) <= {403, 404}, who
        client = scene.cast.client(who)
        assert {client.post(place).status_code for place in POSTS} <= {403, 404}, who
        assert client.get("/chi-so/lap/").status_code == 403


def test_somebody_outside_finds_nothing_before_publication(scene: Scene) -> None:
    for who in (scene.officer_d, scene.cast.outsider):
        assert _codes(scene, who, (HOME, *OWN, *FILLING, *COORDINATING)) == {404}, who


def test_after_publication_the_result_is_public_and_the_sheets_are_not(scene: Scene) -> None:
    scene.publish()
    for who in (scene.officer_d, scene.cast.outsider):
        assert _codes(scene, who, (HOME,)) == {200}
        assert _codes(scene, who, OWN) == {404}
        assert _codes(scene, who, (f"{HOME}dinh-chinh/",)) == {403}


def test_a_visitor_reads_what_is_published_and_is_asked_to_sign_in_for_the_rest(scene: Scene) -> None:
    public = (
        HOME,
        f"{HOME}ket-qua.csv",
        f"{HOME}ket-qua.json",
        f"{HOME}danh-muc.jsonld",
        f"{HOME}co-quan/bo-a/",
    )
    inside = (
        "/chi-so/lap/",
        "/chi-so/nhan-dinh-nghia/",
        f"{HOME}thong-ke/",
        f"{HOME}kiem-tra/",
        *OWN,
        *COORDINATING,
    )
    assert {Client().get(place).status_code for place in (*public, *inside)} <= {302, 405}
    scene.publish()
    assert {Client().get(place).status_code for place in public} == {200}
    assert {Client().get(place).status_code for place in inside} <= {302, 405}


def test_the_databases_own_half_hides_foreign_rows(scene: Scene) -> None:
    scene.everybody_sends()
    models: tuple[type[Kept], ...] = (Edition, Sheet, Entry, Appeal, Evidence)
    seen = {}
    for who in (scene.cast.officer, scene.officer_d, scene.cast.outsider, scene.cast.coordinator):
        with acting(scene.cast.principal(who)):
            rows = (model._default_manager.exclude(**_packed(model)) for model in models)
            seen[who.username] = [found.count() for found in rows]
    assert seen == {
        "chuyenvien.a": [1, 1, 5, 0, 0],
        "chuyenvien.d": [0, 0, 0, 0, 0],
        "nguoingoai": [0, 0, 0, 0, 0],
        "dieuphoi": [1, 3, 15, 0, 0],
    }


def _packed(model: type[Kept]) -> dict[str, bool]:
    """Published rows of a pack are everybody's."""
    return {"from_pack": True} if model is Edition else {"pk__isnull": True}


def test_a_body_cannot_write_into_another_sheet_or_the_edition(scene: Scene) -> None:
    sheet = scene.sheet(scene.body_c)
    with acting(scene.cast.principal(scene.cast.officer)):
        assert Edition.objects.filter(code="2026").update(title="Sửa trộm") == 0
        assert Sheet.objects.filter(pk=sheet.pk).update(state="verified") == 0
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Entry.objects.create(
                sheet=sheet,
                column="chen",
                indicator="chen",
                number=9,
                owner_id=sheet.owner_id,
                root_id=sheet.root_id,
                desk_id=sheet.desk_id,
            )


def test_every_owned_table_of_the_room_carries_the_four_policies(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """select c.relname, c.relrowsecurity, (select count(*) from pg_policy p where p.polrelid = c.oid)
               from pg_class c where c.relkind = 'r' and c.relname like 'indices\\_%'
                and c.relname not like 'indices\\_index%'"""
        )
        rows = cursor.fetchall()
    assert len(rows) == 9
    assert all(secured and policies == 4 for _name, secured, policies in rows), rows


MEMORY = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "indices-pages"}
}
FRAME = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT", "select enter_as(")


@override_settings(CACHES=MEMORY)
def test_pages_stay_within_their_query_budget(scene: Scene) -> None:
    scene.open_appeals()
    client = scene.cast.client(scene.cast.coordinator)
    for place in ("/chi-so/", HOME, f"{HOME}phieu/bo-a/", f"{HOME}tham-dinh/bo-a/", f"{HOME}kien-nghi/"):
        assert client.get(place).status_code == 200, place
        with CaptureQueriesContext(connection) as asked:
            client.get(place)
        count = sum(not one["sql"].startswith(FRAME) for one in asked.captured_queries)
        assert count <= 15, (place, count)
