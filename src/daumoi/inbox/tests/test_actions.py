"""What waits is posted once, renewed, moved and closed."""

from datetime import UTC, date, datetime

import pytest

from daumoi.foundation.principal import acting, system
from daumoi.inbox import actions
from daumoi.inbox.models import Item
from tests.cast import Cast

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)


def post(cast: Cast, thing: int, title: str, *, kind: str = "thu.viec") -> None:
    with acting(cast.principal(cast.officer)):
        actions.post(kind=kind, thing_id=thing, owner=cast.body_a, title=title, verb="Xem", address="/")


def lines() -> list[tuple[int, str, bool]]:
    with acting(system("xem")):
        found = Item.objects.filter(kind__startswith="thu.").order_by("id")
        return [(item.thing_id, item.title, item.done_at is not None) for item in found]


def test_posting_again_renews_the_open_line(cast: Cast) -> None:
    post(cast, 1, "Bản đầu")
    post(cast, 1, "Bản sau")
    assert lines() == [(1, "Bản sau", False)]


def test_a_closed_line_stays_and_a_new_one_opens(cast: Cast) -> None:
    post(cast, 1, "Lần một")
    assert actions.close(kind="thu.viec", thing_id=1, at=AT) == 1
    post(cast, 1, "Lần hai")
    assert lines() == [(1, "Lần một", True), (1, "Lần hai", False)]


def test_many_are_closed_at_once_and_others_left(cast: Cast) -> None:
    for thing in (1, 2, 3):
        post(cast, thing, f"Việc {thing}")
    post(cast, 1, "Việc khác loại", kind="thu.khac")
    assert actions.close_all(kinds=("thu.viec",), things=(1, 3, 9), at=AT) == 2
    assert [title for _thing, title, done in lines() if not done] == ["Việc 2", "Việc khác loại"]


def test_what_waits_for_the_things_of_a_query_is_closed(cast: Cast) -> None:
    post(cast, 1, "Việc 1")
    with acting(system("xem")):
        things = Item.objects.filter(title="Việc 1").values_list("thing_id", flat=True)
    assert actions.close_all(kinds=("thu.viec",), things=things, at=AT) == 1


@pytest.mark.parametrize("closed", [False, True])
def test_only_what_is_open_gets_another_day(cast: Cast, closed: bool) -> None:
    post(cast, 1, "Việc 1")
    if closed:
        actions.close(kind="thu.viec", thing_id=1, at=AT)
    assert actions.move(kind="thu.viec", thing_id=1, due_on=date(2026, 12, 1)) == int(not closed)
