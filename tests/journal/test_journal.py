"""The journal holds what was done, and names each place where somebody tampered with it."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import transaction

from daumoi.foundation.errors import Invalid
from daumoi.foundation.principal import acting, system
from daumoi.history import actions, queries
from daumoi.organisations.models import Organisation, StaffCount
from tests.cast import START, Cast, make_cast


def _three_acts(cast: Cast) -> list[int]:
    by = system("thử nghiệm")
    with acting(by), transaction.atomic():
        return [
            actions.record(
                by=by,
                code="organisations.unit.renamed",
                thing=cast.unit_a,
                root_id=cast.body_a.pk,
                reason=f"lần {n}",
            ).pk
            for n in range(3)
        ]


def test_each_body_has_its_own_chain(cast: Cast) -> None:
    _three_acts(cast)
    by = system("thử nghiệm")
    with acting(by):
        other = actions.record(
            by=by, code="organisations.unit.renamed", thing=cast.unit_b, root_id=cast.body_b.pk
        )
        other.refresh_from_db()
        assert other.sequence == 1
        head = queries.head(root_id=cast.body_a.pk)
        assert head is not None
        assert head.sequence == 3
        assert queries.verify() == []


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ("update history_act set reason = 'khác' where id = %(second)s", "edited"),
        ("delete from history_act where id = %(second)s", "removed"),
        ("delete from history_act where id = %(third)s", "tail_removed"),
        ("update history_act set previous = 'x' where id = %(second)s", "edited"),
        (
            "update history_act set sequence = case id when %(second)s then 30 else 20 end where id in"
            " (%(second)s, %(third)s)",
            "removed",
        ),
    ],
)
def test_tampering_is_named_with_its_line(own_database: Callable[..., None], fault: str, kind: str) -> None:
    cast = make_cast()
    _, second, third = _three_acts(cast)
    own_database(fault, {"second": second, "third": third})
    with acting(system("kiểm tra")), transaction.atomic():
        findings = queries.verify()
    assert kind in {finding.kind for finding in findings}
    assert all(finding.root_id == cast.body_a.pk for finding in findings)
    assert all(finding.sentence for finding in findings)


def test_an_act_needs_a_dotted_code(cast: Cast) -> None:
    with pytest.raises(Invalid, match="ba phần"):
        actions.record(by=system("thử"), code="renamed")


def test_bulk_writes_updates_and_deletes_leave_row_history(cast: Cast) -> None:
    events = apps.get_model("organisations", "StaffCountEvent")
    with acting(system("dựng số liệu")):
        StaffCount.objects.bulk_create(
            [
                StaffCount(owner=cast.unit_a, root=cast.body_a, on=START, kind=kind, measure="giao", people=5)
                for kind in ("cong_chuc", "hop_dong", "vien_chuc_ngan_sach")
            ]
        )
        StaffCount.objects.filter(owner=cast.unit_a).update(people=6)
        StaffCount.objects.filter(owner=cast.unit_a, kind="hop_dong").delete()
        labels = list(events.objects.order_by("pgh_id").values_list("pgh_label", "people"))
    assert labels == [("insert", 5)] * 3 + [("update", 6)] * 3 + [("delete", 6)]


def test_acts_are_seen_only_where_the_appointment_reaches(cast: Cast) -> None:
    _three_acts(cast)
    for person, count in ((cast.officer, 3), (cast.officer_b, 0), (cast.coordinator, 3), (cast.outsider, 0)):
        principal = cast.principal(person)
        with acting(principal):
            assert len(queries.acts_about(principal=principal, thing=cast.unit_a)) == count
    assert Organisation.objects.count() >= 4
