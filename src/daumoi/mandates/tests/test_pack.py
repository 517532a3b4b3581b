"""Loading the room's part of a pack: twice is once, bad rows are named, people's records win."""

from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import transaction

from daumoi.foundation.errors import Conflict, Forbidden, Invalid
from daumoi.foundation.principal import acting, system
from daumoi.history.models import Act
from daumoi.mandates import actions
from daumoi.mandates.models import Assignment, Duty, DutySet
from daumoi.mandates.tests.helpers import PLAN, record
from daumoi.organisations.models import Organisation
from tests.cast import Cast

BY = system("nạp gói")
REAL = Path(settings.PACKS) / "vietnam"

SETS = "- {code: luat-thu, name: {vi: Luật thử}, number: 1, source: S1}\n"
DUTIES = """
- code: viec-mot
  group: ke_hoach
  name: {vi: Việc một}
  short: {vi: Việc một}
  set: luat-thu
  provisions: [nd-64-2007-nd-cp#d46k1]
  valid_from: 2015-01-01
  confidence: A
  source: S1
"""
EVIDENCE = """
duty_evidence:
  - {body: bca, duty: viec-mot, holding: elsewhere, holder: {vi: Đơn vị nêu trong nguồn}, from: 2016-01-01,
     source: S1, confidence: B, instrument: nd-64-2007-nd-cp}
"""


def pack(folder: Path, *, sets: str = SETS, duties: str = DUTIES, evidence: str = EVIDENCE) -> Path:
    """A small pack over the law and organisations of the real one."""
    for name, text in (("duty_sets", sets), ("duties", duties), ("organisations", evidence)):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def load(folder: Path) -> dict[str, int]:
    with acting(BY), transaction.atomic():
        return actions.load_pack(folder=folder, by=BY)


def acts() -> int:
    with acting(BY):
        return Act.objects.filter(code="mandates.pack.loaded").count()


def test_loading_the_real_pack_again_changes_nothing_and_leaves_no_second_act(db: None) -> None:
    before, versions = acts(), _versions()
    counts = load(REAL)
    assert counts["duty_sets"] == 4
    assert counts["duties"] >= 40
    assert (acts(), _versions()) == (before, versions) == (1, versions)


def _versions() -> int:
    with acting(BY):
        return int(apps.get_model("mandates", "AssignmentEvent").objects.count())


def test_a_small_pack_replaces_the_rows_and_is_journalled_once(db: None, tmp_path: Path) -> None:
    folder = pack(tmp_path)
    assert load(folder) == {"duty_sets": 1, "duties": 1, "duty_evidence": 1}
    load(folder)
    assert acts() == 2
    with acting(BY):
        made = Assignment.objects.get()
        assert (made.holding, made.holder_text, made.is_published, made.from_pack) == (
            "elsewhere",
            "Đơn vị nêu trong nguồn",
            True,
            True,
        )
        assert list(Duty.objects.get().provisions.values_list("code", flat=True)) == [
            "nd-64-2007-nd-cp#d46k1"
        ]
        assert DutySet.objects.get().name == "Luật thử"


def test_changed_rows_are_brought_up_to_date_and_vanished_evidence_goes(db: None, tmp_path: Path) -> None:
    load(pack(tmp_path))
    load(
        pack(tmp_path, duties=DUTIES.replace("Việc một}", "Việc đã đổi}", 1), evidence="duty_evidence: []\n")
    )
    with acting(BY):
        assert Duty.objects.get().name == "Việc đã đổi"
        assert not Assignment.objects.exists()


def test_a_duty_that_vanished_while_records_hold_it_is_refused_and_nothing_changes(
    cast: Cast, tmp_path: Path
) -> None:
    record(cast.body_a, unit=cast.unit_a)
    with acting(BY):
        before = Duty.objects.count()
    with pytest.raises(Conflict, match=PLAN) as refusal:
        load(pack(tmp_path))
    assert "valid_to" in refusal.value.remedy
    with acting(BY):
        assert Duty.objects.count() == before


def test_what_a_body_recorded_itself_wins_over_evidence(db: None, tmp_path: Path) -> None:
    load(pack(tmp_path))
    with acting(BY):
        body = Organisation.objects.get(code="bca")
        actions.assign(
            by=BY,
            body=body,
            duty=Duty.objects.get(),
            holding="none",
            basis=actions.Basis(document="Quyết định 1"),
            since=date(2018, 1, 1),
        )
    assert load(pack(tmp_path))["duty_evidence"] == 0
    with acting(BY):
        rows = Assignment.objects.order_by("valid_from")
        assert [(row.holding, row.valid_from, row.valid_to) for row in rows] == [
            ("elsewhere", date(2016, 1, 1), date(2018, 1, 1)),
            ("none", date(2018, 1, 1), None),
        ]


def test_people_may_not_load_a_pack(cast: Cast, tmp_path: Path) -> None:
    officer = cast.principal(cast.officer)
    with acting(officer), pytest.raises(Forbidden):
        actions.load_pack(folder=pack(tmp_path), by=officer)


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("duties", "group: ke_hoach", "group: ke_hoach_x", "không có nhóm"),
        ("duties", "set: luat-thu", "set: la", "không có danh mục"),
        ("duties", "nd-64-2007-nd-cp#d46k1", "nd-1-1111#d1", "không có điều khoản"),
        (
            "duties",
            "valid_from: 2015-01-01",
            "valid_from: 2015-01-01\n  valid_to: 2015-01-01",
            "không sau ngày",
        ),
        ("duties", "valid_from: 2015-01-01", "valid_from: hôm qua", "valid_from"),
        ("duties", "short: {vi: Việc một}", f"short: {{vi: {'dài ' * 12}}}", "tên ngắn"),
        ("duties", "source: S1", "source: KHONG-CO", "không có nguồn"),
        ("duties", "confidence: A", "confidance: A", "confidance"),
        ("evidence", "body: bca", "body: khong-co", "không có cơ quan"),
        ("evidence", "body: bca, ", "", "chưa nêu cơ quan"),
        ("evidence", "holding: elsewhere", "holding: nua", "không có cách giao"),
        ("evidence", "duty: viec-mot", "duty: viec-hai", "không có nhiệm vụ"),
        ("evidence", "instrument: nd-64-2007-nd-cp", "instrument: nd-la", "không có văn bản"),
    ],
)
def test_a_bad_row_is_refused_by_file_row_and_reason_with_nothing_loaded(
    db: None, tmp_path: Path, file: str, old: str, new: str, message: str
) -> None:
    text = {"duties": DUTIES, "evidence": EVIDENCE}[file]
    assert old in text
    with acting(BY):
        before = (Duty.objects.count(), Assignment.objects.count())
    with pytest.raises(Invalid, match=message) as refusal:
        load(pack(tmp_path, **{file: text.replace(old, new, 1)}))
    assert "Dòng 1" in str(refusal.value)
    assert refusal.value.place.startswith({"duties": "duties.yaml", "evidence": "organisations.yaml"}[file])
    assert refusal.value.remedy
    with acting(BY):
        assert (Duty.objects.count(), Assignment.objects.count()) == before


def test_a_code_used_twice_is_refused(db: None, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="Dòng 2 viec-mot"):
        load(pack(tmp_path, duties=DUTIES + DUTIES))


def test_bytes_that_are_not_utf8_are_refused(db: None, tmp_path: Path) -> None:
    folder = pack(tmp_path)
    (folder / "organisations.yaml").write_bytes(b"duty_evidence: [\xff\xfe]")
    with pytest.raises(Invalid, match="Không đọc được YAML"):
        load(folder)
