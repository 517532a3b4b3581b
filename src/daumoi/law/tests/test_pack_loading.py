import re
from datetime import date
from pathlib import Path

import pytest

from daumoi.foundation.errors import Conflict, Forbidden, Invalid
from daumoi.foundation.principal import VISITOR, Principal
from daumoi.history.models import Act
from daumoi.law.actions import load_pack
from daumoi.law.models import Instrument, LegalDeadline, Pack, Provision, RegimePeriod, Subject
from daumoi.law.queries import instrument_view
from daumoi.law.tests.conftest import Change, Rows, row
from tests.cast import Cast

LOADED = "law.pack.loaded"
DECREE = "nd-64-2007-nd-cp"


def test_loading_again_changes_nothing_and_journals_nothing(loader: Principal, folder: Path) -> None:
    first = load_pack(folder=folder, by=loader)
    acts = Act.objects.filter(code=LOADED).count()
    ids = set(Instrument.objects.values_list("pk", flat=True))
    assert load_pack(folder=folder, by=loader) == first
    assert Act.objects.filter(code=LOADED).count() == acts
    assert set(Instrument.objects.values_list("pk", flat=True)) == ids
    assert first["instruments"] == len(ids)


def test_a_changed_row_is_brought_up_to_date_and_the_act_says_how_many(
    loader: Principal, folder: Path, change: Change
) -> None:
    load_pack(folder=folder, by=loader)
    before = Instrument.objects.get(code=DECREE)
    change("instruments.yaml", lambda rows: row(rows, DECREE)["title"].update(vi="Tên đã sửa lại"))
    counts = load_pack(folder=folder, by=loader)
    after = Instrument.objects.get(code=DECREE)
    assert (after.pk, after.title) == (before.pk, "Tên đã sửa lại")
    assert "ten da sua lai" in after.search_folded
    act = Act.objects.filter(code=LOADED).latest("id")
    assert act.details["changes"] == {"instruments": {"added": 0, "changed": 1, "removed": 0}}
    assert act.details["counts"] == counts
    assert act.details["digest"] == Pack.objects.get().digest


def test_every_row_that_changed_is_remembered_by_the_database(
    loader: Principal, folder: Path, change: Change
) -> None:
    load_pack(folder=folder, by=loader)
    change("instruments.yaml", lambda rows: row(rows, DECREE)["title"].update(vi="Tên đã sửa lại"))
    load_pack(folder=folder, by=loader)
    titles = Instrument.objects.get(code=DECREE).events.order_by("pgh_id").values_list("title", flat=True)  # type: ignore[attr-defined]
    assert list(titles)[-1] == "Tên đã sửa lại"
    assert len(titles) > 1


def test_a_row_that_left_the_pack_leaves_the_register(
    loader: Principal, folder: Path, change: Change
) -> None:
    load_pack(folder=folder, by=loader)
    change("calendar.yaml", lambda rows: rows.remove(row(rows, "mau-08-gui-chu-quan")))
    load_pack(folder=folder, by=loader)
    assert not LegalDeadline.objects.filter(code="mau-08-gui-chu-quan").exists()
    act = Act.objects.filter(code=LOADED).latest("id")
    assert act.details["changes"]["deadlines"]["removed"] == 1


def test_a_row_that_another_room_rests_on_may_not_leave(
    cast: Cast, loader: Principal, folder: Path, change: Change
) -> None:
    def add(rows: Rows) -> None:
        rows.append(row(rows, "cv-2656-bca-a05") | {"code": "cv-thu", "number": "1/THU"})

    change("instruments.yaml", add)
    load_pack(folder=folder, by=loader)
    cast.unit_a.states.update(basis=Instrument.objects.get(code="cv-thu"))
    change("instruments.yaml", lambda rows: rows.remove(row(rows, "cv-thu")))
    with pytest.raises(Conflict, match=r"cv-thu.*Trung tâm Thông tin Bộ A"):
        load_pack(folder=folder, by=loader)


def test_periods_of_a_subject_may_be_moved_against_each_other(
    loader: Principal, folder: Path, change: Change
) -> None:
    def move(rows: Rows) -> None:
        periods = next(each for each in rows if each["subject"] == "cap_do_an_toan")["periods"]
        row(periods, "capdo-2016")["to"] = row(periods, "capdo-2017")["from"] = date(2018, 1, 1)

    load_pack(folder=folder, by=loader)
    change("regimes.yaml", move)
    load_pack(folder=folder, by=loader)
    assert RegimePeriod.objects.get(code="capdo-2016").valid_to == date(2018, 1, 1)


def test_a_circle_of_replacements_does_no_harm(loader: Principal, folder: Path, change: Change) -> None:
    def bite(rows: Rows) -> None:
        row(rows, DECREE)["relations"].append(
            {"type": "replaces", "target": "nd-224-2026-nd-cp", "confidence": "?", "source": "PL"}
        )

    change("instruments.yaml", bite)
    load_pack(folder=folder, by=loader)
    day = Pack.objects.get().retrieved
    view = instrument_view(instrument=Instrument.objects.get(code=DECREE), day=day)
    codes = [line.instrument.code for line in view.lineage]
    assert len(codes) == len(set(codes))
    assert {DECREE, "nd-224-2026-nd-cp"} <= set(codes)


def test_a_visitor_may_not_load_a_pack(loader: Principal, folder: Path) -> None:
    with pytest.raises(Forbidden):
        load_pack(folder=folder, by=VISITOR)


BAD_ROWS = [
    ("instruments.yaml", lambda rows: rows[2].update(kind="nghi_dinnh"), r"Dòng 3 .*nghi_dinnh"),
    ("instruments.yaml", lambda rows: rows[2].update(titel="x"), r"Dòng 3 .*titel"),
    (
        "instruments.yaml",
        lambda rows: rows[2].update(source="khong-co"),
        r"Dòng 3 .*“khong-co”.*sources.yaml",
    ),
    ("instruments.yaml", lambda rows: rows[2].update(subjects=["la"]), r"Dòng 3 .*lĩnh vực “la”"),
    ("instruments.yaml", lambda rows: rows[2].update(number=None, title=None), r"Dòng 3 .*không có cả số"),
    ("instruments.yaml", lambda rows: rows.append(dict(rows[0])), r"luat-67.*đã dùng ở dòng trước"),
    ("instruments.yaml", lambda rows: rows[0].update(status="in_force"), r"Dòng 1 .*trái với ngày hiệu lực"),
    ("instruments.yaml", lambda rows: rows[3]["relations"][0].update(target="x"), r"Dòng 4 .*văn bản “x”"),
    ("provisions.yaml", lambda rows: rows[0].update(instrument="x"), r"Dòng 1 .*văn bản “x”"),
    ("provisions.yaml", lambda rows: rows[0].update(code="nd-64-2007-nd-cp"), r"Dòng 1 .*dấu #"),
    ("provisions.yaml", lambda rows: rows[0].update(valid_from="hôm qua"), r"Dòng 1 .*"),
    ("regimes.yaml", lambda rows: rows[0]["periods"][1].update({"from": None}), r"Dòng 1 .*chồng ngày"),
    ("regimes.yaml", lambda rows: rows[0]["periods"][0].update(instruments=["x"]), r"Dòng 1 .*văn bản “x”"),
    (
        "calendar.yaml",
        lambda rows: rows[0].update(due={"month": 2, "day": 30}),
        r"Dòng 1 .*không có ngày 30/2",
    ),
    ("calendar.yaml", lambda rows: rows[0].update(due="+5 ngày"), r"Dòng 1 .*không hiểu thời hạn"),
    ("calendar.yaml", lambda rows: rows[0].update(provision="x#y"), r"Dòng 1 .*điều khoản “x#y”"),
    (
        "calendar.yaml",
        lambda rows: rows[0].update(data_period={"from": "13-01", "to": "12-31"}),
        r"kỳ số liệu",
    ),
]


@pytest.mark.parametrize(("file", "spoil", "message"), BAD_ROWS)
def test_a_bad_row_is_refused_with_its_place_and_nothing_is_loaded(
    loader: Principal, folder: Path, change: Change, file: str, spoil: object, message: str
) -> None:
    change("subjects.yaml", lambda rows: rows.append({"code": "moi", "name": {"vi": "Lĩnh vực mới"}}))
    change(file, spoil)  # type: ignore[arg-type]
    before = (Instrument.objects.count(), Provision.objects.count(), Act.objects.count())
    with pytest.raises(Invalid) as refusal:
        load_pack(folder=folder, by=loader)
    assert re.search(message, refusal.value.message, re.DOTALL), refusal.value.message
    assert refusal.value.place == file
    assert refusal.value.remedy
    assert not Subject.objects.filter(code="moi").exists()
    assert (Instrument.objects.count(), Provision.objects.count(), Act.objects.count()) == before


@pytest.mark.parametrize("text", ["", "code: vietnam", "code: [", "- code: x"])
def test_a_pack_without_its_card_is_refused(loader: Principal, folder: Path, text: str) -> None:
    (folder / "pack.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(Invalid, match="thẻ nhận dạng") as refusal:
        load_pack(folder=folder, by=loader)
    assert refusal.value.place == "pack.yaml"
