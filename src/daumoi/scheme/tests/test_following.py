"""A recommendation followed over the years, from the register of the pack."""

import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from daumoi.foundation.errors import Invalid
from daumoi.foundation.principal import acting, system
from daumoi.history.models import Act
from daumoi.scheme.actions.following import LOADED, load_recommendations
from daumoi.scheme.aftermath_rules import Heed, clause_for, heed_of
from daumoi.scheme.models import Recommendation
from daumoi.scheme.queries.following import followed, recommendation_of
from tests.cast import Cast

PACK = Path(__file__).resolve().parents[4] / "packs" / "vietnam"
LOADER = system("nạp gói dữ liệu")
CODE = "kien-toan-2011"


@pytest.fixture
def loaded(cast: Cast) -> Cast:
    with acting(LOADER):
        load_recommendations(folder=PACK, by=LOADER)
    return cast


def test_the_letter_of_2011_is_followed_body_by_body(loaded: Cast) -> None:
    with acting(loaded.principal(loaded.coordinator)):
        found = followed(recommendation=recommendation_of(code=CODE), today=date(2026, 11, 22))
    assert found.days[0] == date(2011, 9, 8)
    assert found.days[-1] == date(2026, 11, 22)
    assert len(found.rows) == 22
    assert sum(clause.bodies for clause in found.clauses) + found.unplaced == 22
    assert [(one.numerator, one.denominator) for one in found.aggregates] == [(8, 22)]


def test_what_the_register_does_not_know_is_not_counted_as_no(loaded: Cast) -> None:
    with acting(loaded.principal(loaded.coordinator)):
        found = followed(recommendation=recommendation_of(code=CODE), today=date(2026, 11, 22))
    unknown = [row for row in found.rows if not row.cells[0].form]
    assert unknown
    assert {row.clause for row in unknown} == {None}
    for row in found.rows:
        last = row.cells[-1]
        if not last.exists:
            assert row.clause is None or last.heed == Heed.GONE


def test_a_merged_ministry_says_what_became_of_it(loaded: Cast) -> None:
    with acting(loaded.principal(loaded.coordinator)):
        found = followed(recommendation=recommendation_of(code=CODE), today=date(2026, 11, 22))
    gone = {row.code: row.became for row in found.rows if not row.cells[-1].exists}
    assert gone
    assert any(became for became in gone.values())


def test_the_page_and_the_workbook_show_the_same_bodies(loaded: Cast) -> None:
    client = loaded.client(loaded.officer)
    page = client.get(f"/de-an/khuyen-nghi/{CODE}/")
    assert page.status_code == 200
    assert "chưa xác định" in page.content.decode()
    assert "8/22" in page.content.decode()
    workbook = load_workbook(io.BytesIO(client.get(f"/de-an/khuyen-nghi/{CODE}/bang.xlsx").content))
    sheet = workbook.active
    assert sheet is not None
    shown = {cell.value for row in sheet.iter_rows() for cell in row}
    assert {row.name for row in page.context["found"].rows} <= shown


def test_the_past_is_asked_as_of_the_readers_day(loaded: Cast) -> None:
    page = loaded.client(loaded.officer).get(f"/de-an/khuyen-nghi/{CODE}/?as_of=2018-01-01")
    assert page.context["found"].days == (date(2011, 9, 8), date(2017, 5, 31), date(2018, 1, 1))


def test_loading_twice_changes_nothing(loaded: Cast) -> None:
    with acting(LOADER):
        load_recommendations(folder=PACK, by=LOADER)
        assert Recommendation.objects.count() == 1
        assert Act.objects.filter(code=LOADED).count() == 1


def test_days_that_run_backwards_are_refused_by_name(cast: Cast, tmp_path: Path) -> None:
    text = (PACK / "recommendations.yaml").read_text(encoding="utf-8")
    (tmp_path / "recommendations.yaml").write_text(
        text.replace("2017-05-31, 2025-03-01", "2025-03-01, 2017-05-31"), encoding="utf-8"
    )
    with acting(LOADER), pytest.raises(Invalid, match=CODE):
        load_recommendations(folder=tmp_path, by=LOADER)


def test_a_clause_addresses_bodies_by_the_form_they_had() -> None:
    clauses: list[dict[str, object]] = [{"number": 1, "had": ["cuc"]}, {"number": 2, "had": []}]
    assert clause_for(clauses=clauses, at_start="cuc") == clauses[0]
    assert clause_for(clauses=clauses, at_start="trung_tam") == clauses[1]
    assert clause_for(clauses=clauses, at_start="") is None
    assert heed_of(wants=("cuc",), now="", exists=True) == Heed.UNKNOWN
    assert heed_of(wants=("cuc",), now="cuc", exists=False) == Heed.GONE
