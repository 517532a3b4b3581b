"""The statement that opens a reply reaches exactly as far as the scope of replies does, whatever the database adds."""

import dataclasses

import pytest

from daumoi.accounts.models import Person
from daumoi.foundation.errors import NotFound
from daumoi.foundation.principal import Principal, acting, system
from daumoi.surveys import actions
from daumoi.surveys.access import SurveyPermission, access_reply
from daumoi.surveys.models import Reply
from daumoi.surveys.tests.factories import AT
from daumoi.surveys.tests.filling_scene import Scene, make_scene
from tests.cast import Cast


@pytest.fixture
def scene(cast: Cast) -> Scene:
    return make_scene(cast)


def people(cast: Cast) -> dict[str, Principal]:
    """Everybody of the cast with the rights of the day."""
    named = {field.name: getattr(cast, field.name) for field in dataclasses.fields(cast)}
    return {name: cast.principal(one) for name, one in named.items() if isinstance(one, Person)}


def opens(principal: Principal, reply: Reply) -> bool:
    try:
        found = access_reply(
            principal=principal, round_code=reply.round.code, organisation_code=reply.owner.code
        )
    except NotFound:
        return False
    return found == reply


@pytest.mark.parametrize("is_handed", [False, True])
def test_a_reply_opens_for_those_in_its_scope(scene: Scene, is_handed: bool) -> None:
    cast, reply = scene.cast, scene.reply
    officer = cast.principal(cast.officer)
    if is_handed:
        with acting(officer):
            actions.hand_over(
                by=officer, reply=reply, unit=cast.unit_a, sections=("b",), due_on=reply.due_on, at=AT
            )
    with acting(system("xem phạm vi")):  # the policy of the database is open here: the statement stands alone
        opened = {name: opens(one, reply) for name, one in people(cast).items()}
        shown = {
            name: one.holds(SurveyPermission.VIEW) and reply in Reply.objects.visible_to(one)
            for name, one in people(cast).items()
        }
    assert opened == shown
    assert opened["officer"]
    assert not opened["officer_b"]
    assert opened["unit_officer"] is is_handed


def test_a_reply_comes_with_what_belongs_to_it(scene: Scene) -> None:
    officer = scene.cast.principal(scene.cast.officer)
    with acting(officer):
        found = access_reply(
            principal=officer, round_code=scene.round.code, organisation_code=scene.reply.owner.code
        )
        stored = Reply.objects.select_related("round__questionnaire", "round__owner", "owner").get(
            pk=found.pk
        )
        for field in Reply._meta.concrete_fields:
            assert getattr(found, field.attname) == getattr(stored, field.attname), field.name
        assert (found.round, found.owner) == (stored.round, stored.owner)
        assert found.round.questionnaire.digest == stored.round.questionnaire.digest
        assert found.round.owner.code == stored.round.owner.code
