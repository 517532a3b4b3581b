"""A later or a faulty version of the pack: what changes, what is kept, what is refused with file and row."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.db import transaction

from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import acting, system
from daumoi.history.models import Act
from daumoi.organisations import actions, queries
from daumoi.organisations.models import Aggregate, Organisation, OrganisationState, Succession
from daumoi.organisations.queries import Certainty, NewOrganisation
from daumoi.organisations.tests.scene import PAPER

TODAY = date(2026, 11, 22)
Pack = dict[str, Any]
Edit = Callable[[Pack], None]

pytestmark = pytest.mark.django_db


@pytest.fixture
def load(tmp_path: Path) -> Callable[[Edit], dict[str, int]]:
    """Load the pack of Việt Nam after an edit of its register."""
    content: Pack = yaml.safe_load(
        (settings.PACKS / "vietnam" / "organisations.yaml").read_text(encoding="utf-8")
    )

    def run(edit: Edit) -> dict[str, int]:
        edit(content)
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        (tmp_path / "organisations.yaml").write_text(text, encoding="utf-8")
        by = system("nạp gói")
        with acting(by), transaction.atomic():
            return actions.load_pack(folder=tmp_path, by=by)

    return run


Load = Callable[[Edit], dict[str, int]]


def _row(pack: Pack, kind: str, code: str) -> Pack:
    return next(row for row in pack[kind] if row["code"] == code)


def _unit_state(code: str, **changes: Any) -> Edit:
    return lambda pack: _row(pack, "units", code)["states"][-1].update(changes)


def _drop(kind: str, code: str) -> Edit:
    return lambda pack: pack[kind].remove(_row(pack, kind, code))


def test_a_later_version_changes_only_the_rows_that_differ(load: Load) -> None:
    before = dict(OrganisationState.objects.values_list("pk", "name"))
    load(_unit_state("vpcp-cuc-chuyen-doi-so", name="Cục Chuyển đổi số Chính phủ"))
    after = dict(OrganisationState.objects.values_list("pk", "name"))
    assert len(before.keys() - after.keys()) == 1
    assert {after[pk] for pk in after.keys() - before.keys()} == {"Cục Chuyển đổi số Chính phủ"}
    with acting(system("đọc")):
        act = Act.objects.filter(code="organisations.pack.loaded").latest("id")
    assert act.details["changes"]["states"] == 2
    assert len(act.details["digest"]) == 64


def test_periods_may_shift_against_each_other(load: Load) -> None:
    def shift(pack: Pack) -> None:
        first, second = _row(pack, "units", "byt-cntt")["states"]
        first["to"] = second["from"] = date(2014, 1, 1)

    load(shift)
    states = OrganisationState.objects.filter(organisation__code="byt-cntt").order_by("valid_from")
    assert [state.valid_to for state in states] == [date(2014, 1, 1), None]


def test_a_unit_that_only_a_secondary_source_names_is_presumed(load: Load) -> None:
    def weaken(pack: Pack) -> None:
        state = _row(pack, "units", "vpcp-cuc-chuyen-doi-so")["states"][0]
        state["attested"] = [{"on": TODAY, "source": state["source"], "confidence": "C"}]

    load(weaken)
    vpcp = Organisation.objects.get(code="vpcp")
    row = queries.body_row(organisation=vpcp, day=TODAY)
    assert row is not None
    assert (row.unit.certainty, row.unit.confidence) == (Certainty.PRESUMED, "C")


def test_rows_that_vanish_from_the_pack_leave_the_register(load: Load) -> None:
    def drop(pack: Pack) -> None:
        _drop("units", "ttcp-trung-tam-thong-tin")(pack)
        pack["aggregates"].clear()
        pack["succession"] = [row for row in pack["succession"] if row["successor"] != "bca"]

    load(drop)
    assert not Organisation.objects.filter(code="ttcp-trung-tam-thong-tin").exists()
    assert not Aggregate.objects.exists()
    assert not Succession.objects.filter(successor__code="bca").exists()


def test_a_row_that_something_rests_on_is_not_dropped(load: Load) -> None:
    unit = Organisation.objects.get(code="ttcp-trung-tam-thong-tin")
    by = system("nhân lực")
    with acting(by), transaction.atomic():
        counts = {("cong_chuc", "giao"): 5}
        actions.record_staff(
            by=by, unit=unit, on=date(2025, 1, 1), counts=counts, document="BC 1", today=TODAY
        )
    with pytest.raises(Conflict) as refusal:
        load(_drop("units", "ttcp-trung-tam-thong-tin"))
    assert refusal.value.place == "organisations.yaml"
    assert "ttcp-trung-tam-thong-tin" in refusal.value.message
    assert refusal.value.remedy
    assert Organisation.objects.filter(code="ttcp-trung-tam-thong-tin").exists()


def test_what_this_installation_recorded_prevails_over_the_pack(load: Load) -> None:
    unit = Organisation.objects.get(code="byt-cntt")
    by = system("điều phối")
    with acting(by), transaction.atomic():
        actions.rename(
            by=by,
            organisation=unit,
            name="Cục Chuyển đổi số y tế",
            on=date(2024, 1, 1),
            basis=PAPER,
            today=TODAY,
        )
    counts = load(_unit_state("byt-cntt", name="Tên khác của gói"))
    assert counts["kept"] == 1
    names = [state.name for state in queries.timeline(organisation=unit)]
    assert names == [
        "Trung tâm Công nghệ thông tin y tế",
        "Cục Công nghệ thông tin",
        "Cục Chuyển đổi số y tế",
    ]
    with acting(system("đọc")):
        act = Act.objects.filter(code="organisations.pack.loaded").order_by("-id").first()
    assert act is not None


def test_a_code_that_people_here_use_is_not_taken_over(load: Load) -> None:
    by = system("điều phối")
    new = NewOrganisation(name="Trung tâm Mới", form="trung_tam", code="byt-moi")
    with acting(by), transaction.atomic():
        parent = Organisation.objects.get(code="byt")
        actions.establish(by=by, new=new, parent=parent, on=date(2024, 1, 1), basis=PAPER, today=TODAY)
    with pytest.raises(Conflict, match="byt-moi"):
        load(lambda pack: _row(pack, "units", "byt-cntt").update(code="byt-moi"))


def _second_state(start: date) -> Edit:
    def add(pack: Pack) -> None:
        states = _row(pack, "units", "vpcp-cuc-chuyen-doi-so")["states"]
        states.append({**states[0], "name": "Tên chồng", "from": start})

    return add


def _undated(pack: Pack) -> None:
    _row(pack, "bodies", "bqp")["states"][0]["attested"] = []


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (_unit_state("vpcp-cuc-chuyen-doi-so", form="to_chuc"), "to_chuc"),
        (_unit_state("vpcp-cuc-chuyen-doi-so", hinh_thuc="cuc"), "hinh_thuc"),
        (_unit_state("vpcp-cuc-chuyen-doi-so", source="khong-co"), "khong-co"),
        (_unit_state("vpcp-cuc-chuyen-doi-so", basis="nd-khong-co"), "nd-khong-co"),
        (_unit_state("vpcp-cuc-chuyen-doi-so", to=date(2020, 1, 1)), "không sau ngày bắt đầu"),
        (_unit_state("bgtvt-trung-tam-cntt", to=None), "còn sau ngày bgtvt kết thúc"),
        (_second_state(date(2026, 1, 5)), "chồng ngày"),
        (_undated, "không có from"),
        (lambda pack: _row(pack, "units", "byt-cntt").update(code="byt"), "đã dùng"),
        (lambda pack: _row(pack, "units", "byt-cntt").update(body="khong-co"), "khong-co"),
        (lambda pack: pack["succession"][0].update(successor="khong-co"), "khong-co"),
        (lambda pack: pack["succession"][0].update(predecessors=["btc"]), "phải khác"),
        (lambda pack: pack["aggregates"][0].update(numerator=23), "23/22"),
        (lambda pack: pack.update(bodies={"a": 1}), "danh sách"),
    ],
)
def test_a_bad_row_is_refused_by_file_and_row_and_nothing_is_written(
    load: Load, edit: Edit, said: str
) -> None:
    before = list(OrganisationState.objects.order_by("pk").values())
    with pytest.raises(Invalid) as refusal:
        load(edit)
    assert refusal.value.place == "organisations.yaml"
    assert said in refusal.value.message
    assert refusal.value.remedy
    assert list(OrganisationState.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("content", [b"bodies: [", b"\xff\xfe\x00bodies", b"- a\n- b\n"])
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "organisations.yaml").write_bytes(content)
    by = system("nạp gói")
    with acting(by), pytest.raises(Invalid, match=r"organisations\.yaml"), transaction.atomic():
        actions.load_pack(folder=tmp_path, by=by)
