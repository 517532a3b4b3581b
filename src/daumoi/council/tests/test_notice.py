"""The notice of conclusions leaves the session for the register of papers, and comes back as its number."""

from datetime import date

from django.test import Client

from daumoi.council import actions
from daumoi.council.models import Session
from daumoi.council.tests.scene import MEETING_AT, Scene, person
from daumoi.foundation.principal import acting, system

NOTICE = "/hoi-dong/phien/hop-1/thong-bao/"


def concluded(scene: Scene) -> Session:
    """A session on which the chair has concluded."""
    session = scene.held()
    with acting(scene.cast.principal(scene.chair)) as by:
        actions.conclude(by=by, session=session, conclusions=["Thống nhất."], at=MEETING_AT)
    return scene.session("hop-1")


def draft(client: Client) -> int:
    """Ask for the notice in the register; the status of the answer."""
    return client.post(f"{NOTICE}soan/").status_code


def test_the_notice_is_drafted_into_the_register_once(scene: Scene) -> None:
    concluded(scene)
    client = scene.cast.client(scene.cast.coordinator)
    assert "Soạn vào sổ văn bản" in client.get(NOTICE).content.decode()
    assert (draft(client), draft(client)) == (302, 409)
    page = client.get(NOTICE).content.decode()
    assert "đang ở trạng thái “dự thảo”" in page
    assert "Soạn vào sổ văn bản" not in page


def test_a_secretary_without_a_desk_takes_the_number_from_elsewhere(scene: Scene) -> None:
    concluded(scene)
    with acting(system("dựng vai")):
        secretary = person("thuky.b", "Tô Thư Ký", "council_secretary", scene.cast.body_b)
    client = scene.cast.client(secretary)
    assert "Soạn vào sổ văn bản" not in client.get(NOTICE).content.decode()
    assert draft(client) == 403
    given = {"number": "21/TB-HĐ", "on": date(2026, 12, 10).isoformat(), "signer": "Bùi Chủ Tịch"}
    assert client.post(NOTICE, given).status_code == 302


def test_no_notice_is_drafted_before_the_chair_concluded(scene: Scene) -> None:
    scene.held()
    assert draft(scene.cast.client(scene.cast.coordinator)) == 409


def test_a_member_cannot_draft_the_notice(scene: Scene) -> None:
    concluded(scene)
    assert draft(scene.cast.client(scene.cast.leader)) == 403
