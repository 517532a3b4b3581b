"""The pack's definitions and quoted results: loaded once, told as published, checked as far as they allow."""

from pathlib import Path

import pytest
from django.conf import settings

from daumoi.foundation.errors import Invalid
from daumoi.foundation.principal import Principal, acting, system
from daumoi.indices import actions, queries
from daumoi.indices.access import access_edition
from daumoi.indices.definition import outline_of
from daumoi.indices.models import Edition, Index, IndexVersion
from daumoi.indices.queries.quoted import check_quoted
from tests.cast import Cast

FOLDER = settings.PACKS / "vietnam"
LOADER = system("nạp gói dữ liệu")


@pytest.fixture
def loaded(cast: Cast) -> Cast:
    with acting(LOADER) as by:
        actions.load_pack(folder=FOLDER, by=by)
    return cast


def _edition(index: str, code: str, by: Principal) -> Edition:
    return access_edition(principal=by, index=index, code=code)


def test_every_definition_of_the_pack_becomes_a_version(loaded: Cast) -> None:
    with acting(LOADER):
        assert IndexVersion.objects.filter(from_pack=True).count() == len(
            list((FOLDER / "indices").glob("*.yaml"))
        )
        assert IndexVersion.objects.filter(index__code="egdi").count() == 4
        assert Index.objects.get(code="gtmi").presentation == "groups"


def test_loading_twice_changes_nothing(loaded: Cast) -> None:
    with acting(LOADER) as by:
        before = list(Edition.objects.order_by("pk").values_list("pk", "result"))
        actions.load_pack(folder=FOLDER, by=by)
        assert list(Edition.objects.order_by("pk").values_list("pk", "result")) == before


def test_the_real_table_of_2019_is_told_as_published(loaded: Cast) -> None:
    with acting(LOADER) as by:
        view = queries.result_view(edition=_edition("aita", "2019", by))
        assert [(row.place, row.name, row.printed) for row in view.rows[:2]] == [
            ("1", "Bộ Tài chính", "0.9291"),
            ("2", "Bộ Công Thương", "0.8914"),
        ]
        assert len(view.rows) == 17
        assert not view.has_intervals
        checked = check_quoted(edition=view.edition)
    assert (checked.checked, checked.total) == (0, 17)
    page = loaded.client(loaded.outsider).get("/chi-so/aita/2019/").content.decode()
    assert "không tính lại được từ số liệu gốc" in page
    assert "không có gì để tính lại" in page
    assert loaded.client(loaded.outsider).get("/chi-so/aita/2019/kiem-tra/").status_code == 409


def test_the_misprint_of_2022_is_found(loaded: Cast) -> None:
    with acting(LOADER) as by:
        checked = check_quoted(edition=_edition("ict-index", "2022-trich", by))
    assert checked.checked == 3
    assert len(checked.mismatches) == 1
    assert "Văn hóa" in checked.mismatches[0]
    assert "0,9164" in checked.mismatches[0]


def test_egdi_of_2008_does_not_follow_and_the_others_do(loaded: Cast) -> None:
    wrong = {}
    with acting(LOADER) as by:
        for year in (2003, 2004, 2005, 2008, 2010, 2012, 2014, 2016, 2018, 2020):
            wrong[year] = len(check_quoted(edition=_edition("egdi", str(year), by)).mismatches)
        assert check_quoted(edition=_edition("egdi", "2024", by)).checked == 0
    assert {year for year, count in wrong.items() if count} == {2008}


def test_no_line_crosses_a_break_of_method(loaded: Cast) -> None:
    with acting(LOADER) as by:
        history = queries.history_of(principal=by, index=Index.objects.get(code="egdi"))
    assert len(history.editions) == 12
    reasons = [segment.break_reason for segment in history.segments]
    assert reasons[0] == ""
    assert all(reasons[1:])
    assert any("đổi phương pháp: phiên bản 2010 sang 2012" in reason for reason in reasons)
    page = loaded.client(loaded.officer).get("/chi-so/egdi/qua-cac-nam/").content.decode()
    assert "Có 11 chỗ đứt" in page


def test_every_shipped_index_has_its_page(loaded: Cast) -> None:
    client = loaded.client(loaded.outsider)
    with acting(LOADER):
        versions = list(IndexVersion.objects.values_list("index__code", "version"))
    for code, version in versions:
        page = client.get(f"/chi-so/{code}/?ban={version}")
        assert page.status_code == 200, (code, version)
        text = page.content.decode()
        assert "Dành cho lãnh đạo" in text
        assert "Dành cho nhà thống kê" in text
        assert "chưa xác nhận" in text or "đã xác nhận" in text


def test_groups_are_shown_without_places(loaded: Cast, tmp_path: Path) -> None:
    (tmp_path / "indices").symlink_to(FOLDER / "indices")
    (tmp_path / "index_results.yaml").write_text(
        "- {index: gtmi, version: '2022', code: '2022', title: GTMI 2022, year: 2022, cut_off: 2022-12-31,"
        " keeper: btttt-cuc-chuyen-doi-so-quoc-gia, source: SOURCE, published_under: Bảng GTMI,"
        " units: [{name: Nước Một, score: '0.8000', rank: 1}, {name: Nước Hai, score: '0.3000', rank: 2}]}\n",
        encoding="utf-8",
    )
    with acting(LOADER) as by:
        version = IndexVersion.objects.get(index__code="gtmi", version="2022")
        source = outline_of(version.definition).definition.sources[0].code
        file = tmp_path / "index_results.yaml"
        file.write_text(file.read_text(encoding="utf-8").replace("SOURCE", source), encoding="utf-8")
        actions.load_pack(folder=tmp_path, by=by)
    page = loaded.client(loaded.officer).get("/chi-so/gtmi/2022/").content.decode()
    assert "Thứ hạng</th>" not in page
    assert "1 đơn vị" in page


def test_a_row_that_means_nothing_is_refused_by_its_number(loaded: Cast, tmp_path: Path) -> None:
    (tmp_path / "index_results.yaml").write_text(
        "- {index: aita, version: '1999', code: x, title: X, year: 1999, cut_off: 1999-12-31, keeper: btttt,"
        " source: aita, published_under: X, units: [{name: A, score: '0.5'}]}\n",
        encoding="utf-8",
    )
    with acting(LOADER) as by, pytest.raises(Invalid, match=r"Dòng 1 aita x.*1999"):
        actions.load_pack(folder=tmp_path, by=by)


def test_the_list_shows_the_newest_quoted_result_of_each_index(loaded: Cast) -> None:
    page = loaded.client(loaded.outsider).get("/chi-so/?realm=that").content.decode()
    assert "14 kết quả đã công bố" in page
    assert page.count("Việt Nam</a>") == 1
    assert "còn 11 kỳ trước" in page


def test_a_point_index_shows_what_its_pillars_weigh(loaded: Cast) -> None:
    page = loaded.client(loaded.outsider).get("/chi-so/dti-bo/?ban=2022").content.decode()
    assert "Hoạt động chuyển đổi số" in page
    assert "50 %" in page
