"""The register as the pack of Việt Nam gives it: who existed on a day, which units can be named, how sure that is."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from daumoi.foundation.principal import acting, system
from daumoi.history.models import Act
from daumoi.organisations import actions, queries
from daumoi.organisations.models import Organisation, OrganisationState, Reorganisation
from daumoi.organisations.queries import BodyRow, Certainty

SEED_2011, COUNCIL, MERGER, TODAY = date(2011, 9, 8), date(2017, 5, 31), date(2025, 3, 1), date(2026, 11, 22)
VIETNAM = settings.PACKS / "vietnam"

pytestmark = pytest.mark.django_db


def _bodies(day: date) -> dict[str, BodyRow]:
    return {row.organisation.code: row for row in queries.bodies(day=day)}


def _load(folder: Path = VIETNAM) -> dict[str, int]:
    by = system("nạp gói")
    with acting(by), transaction.atomic():
        return actions.load_pack(folder=folder, by=by)


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (SEED_2011, 22),
        (date(2016, 7, 4), 22),
        (COUNCIL, 22),
        (date(2025, 2, 28), 22),
        (MERGER, 17),
        (TODAY, 17),
    ],
)
def test_the_register_knows_how_many_bodies_there_were(day: date, count: int) -> None:
    assert len(queries.bodies(day=day)) == count


def test_the_bodies_come_in_the_official_order_with_merged_ones_in_their_place() -> None:
    names = [row.state.name for row in queries.bodies(day=TODAY)]
    assert names[:3] == ["Bộ Quốc phòng", "Bộ Công an", "Bộ Ngoại giao"]
    assert names.index("Bộ Nông nghiệp và Môi trường") == names.index("Bộ Xây dựng") - 1
    assert names[-4:] == [
        "Bộ Dân tộc và Tôn giáo",
        "Ngân hàng Nhà nước Việt Nam",
        "Thanh tra Chính phủ",
        "Văn phòng Chính phủ",
    ]


def test_in_2011_the_register_names_only_what_a_source_names() -> None:
    rows = _bodies(SEED_2011)
    named = {code for code, row in rows.items() if row.unit.name}
    assert named == {"btttt", "byt"}
    assert rows["btttt"].unit.name == "Cục Ứng dụng công nghệ thông tin"
    assert rows["btttt"].unit.certainty is Certainty.CONFIRMED
    assert rows["byt"].unit.certainty is Certainty.PRESUMED
    assert rows["bqp"].unit.form == "chua_xac_dinh"
    assert rows["bqp"].unit.certainty is Certainty.NOT_KNOWN


def test_the_published_count_stands_beside_the_register_and_is_not_mixed_in() -> None:
    aggregate = queries.aggregates_near(day=SEED_2011)[0]
    assert (aggregate.numerator, aggregate.denominator) == (8, 22)
    assert queries.aggregates_near(day=date(2011, 9, 7)) == []
    departments = [row for row in queries.bodies(day=SEED_2011) if any(u.form == "cuc" for u in row.units)]
    assert len(departments) < aggregate.numerator


def test_on_the_day_of_the_council_each_unit_has_the_form_its_source_gives() -> None:
    rows = _bodies(COUNCIL)
    assert (rows["ubdt"].unit.name, rows["ubdt"].unit.form) == ("Trung tâm Thông tin", "trung_tam")
    assert rows["ubdt"].unit.certainty is Certainty.CONFIRMED
    assert rows["btnmt"].unit.name == "Cục Công nghệ thông tin và Dữ liệu tài nguyên môi trường"
    assert rows["bqp"].unit.certainty is Certainty.PRESUMED
    assert rows["bqp"].unit.last_stated == date(2017, 3, 16)
    assert rows["bqp"].unit.source
    assert {unit.name for unit in rows["btttt"].units} == {"Cục Tin học hóa", "Trung tâm Thông tin"}


def test_succession_can_be_followed_both_ways_across_the_merger() -> None:
    by_code = Organisation.objects.in_bulk(field_name="code")
    came_from, became = queries.succession_of(organisation=by_code["btttt"])
    assert came_from == []
    assert {(s.successor.code, s.kind) for s in became} == {
        ("bkhcn", "merge"),
        ("bca", "transfer_of_functions"),
    }
    came_from, _ = queries.succession_of(organisation=by_code["bnnmt"])
    assert {s.predecessor.code for s in came_from} == {"bnnptnt", "btnmt"}
    act = Reorganisation.objects.get(
        from_pack=True, parts__organisation=by_code["bnnmt"], parts__side="after"
    )
    assert act.on == MERGER
    assert act.instrument is not None
    ended = OrganisationState.objects.get(organisation=by_code["btnmt"], valid_to=MERGER)
    assert ended.closed_by == act


def test_loading_again_changes_nothing_and_writes_no_history() -> None:
    events = OrganisationState.pgh_event_models["insert"]  # type: ignore[attr-defined]
    with acting(system("đọc")):
        acts, rows = Act.objects.count(), events.objects.count()
        ids = set(OrganisationState.objects.values_list("pk", flat=True))
    counts = _load()
    with acting(system("đọc")):
        assert Act.objects.count() == acts
        assert events.objects.count() == rows
    assert set(OrganisationState.objects.values_list("pk", flat=True)) == ids
    assert counts["bodies"] == 24
    assert "kept" not in counts
