"""Charts: drawn in our typeface, the same each time, with words and a table, marked when invented."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import vl_convert
from fontTools.ttLib import TTFont

from daumoi.documents.charts import (
    Bar,
    ChartSpec,
    ChartTable,
    HeatCell,
    Interval,
    Series,
    Span,
    Stack,
    Variant,
    as_figure,
    heat_matrix,
    horizontal_bars,
    intervals,
    render_chart,
    stacked_bars,
    timeline,
)
from daumoi.documents.charts.palette import colour
from daumoi.documents.errors import RenderingError
from daumoi.documents.fonts import FontError
from daumoi.documents.rendering import render_report
from daumoi.documents.rendering.model import Document, Issuer
from daumoi.documents.tests.pdf import flat, font_descriptors, pages
from daumoi.documents.tests.samples import AT

FORMS = (Series("Cục", "held"), Series("Vụ", "held_2"), Series("Trung tâm", "held_3"))


def progress() -> ChartSpec:
    rows = [
        Bar("Đã chốt", 11, "done"),
        Bar("Chậm", 3, "overdue"),
        Bar("Bộ Ứng cứu", None),
        Bar("Chưa gửi", 0),
    ]
    return horizontal_bars(title="Tiến độ", rows=rows, unit="bộ", maximum=22)


def staff() -> ChartSpec:
    rows = [Stack("Bộ A", {"Cục": 1, "Vụ": 3}), Stack("Bộ B", {"Trung tâm": 4})]
    return stacked_bars(title="Nhân lực", rows=rows, series=FORMS, unit="người")


def ranks() -> ChartSpec:
    rows = [Interval("Bộ A", 1, 2, 5), Interval("Bộ B", 3, 4.5, 9, "soon")]
    return intervals(title="Hạng", rows=rows, unit="hạng", reference=(4, "trung vị"))


def forms() -> ChartSpec:
    rows = [
        Span("Đơn vị A", "Trung tâm", date(2008, 1, 1), date(2011, 5, 1)),
        Span("Đơn vị A", "Cục", date(2011, 5, 1)),
        Span("Đơn vị B", "Vụ", date(2009, 1, 1), date(2018, 6, 1)),
    ]
    return timeline(
        title="Hình thức", rows=rows, states=FORMS, start=date(2010, 1, 1), end=date(2026, 11, 22)
    )


def duties() -> ChartSpec:
    cells = [
        HeatCell(row, column, value)
        for row, column, value in (("Bộ A", "Kế hoạch", 8), ("Bộ A", "An ninh", None))
    ]
    return heat_matrix(title="Nhiệm vụ", cells=cells, unit="nhiệm vụ")


ALL = (progress, staff, ranks, forms, duties)


def texts(svg: str) -> list[str]:
    root = ElementTree.fromstring(svg)
    return ["".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize("build", ALL)
@pytest.mark.parametrize("variant", ["light", "dark", "print"])
def test_every_chart_is_drawn_whole_in_our_typeface(
    build: Callable[[], ChartSpec], variant: Variant, fonts: Path
) -> None:
    chart = render_chart(build(), fonts=fonts, variant=variant)
    assert "tone:" not in chart.svg
    assert set(re.findall(r'font-family="([^"]+)"', chart.svg)) == {"Be Vietnam Pro"}
    assert "NaN" not in chart.svg
    assert chart.summary.endswith(".")
    assert chart.table.rows


@pytest.mark.parametrize("build", ALL)
def test_the_picture_says_in_words_what_it_shows(build: Callable[[], ChartSpec], fonts: Path) -> None:
    chart = render_chart(build(), fonts=fonts)
    root = ElementTree.fromstring(chart.svg)
    assert root.get("role") == "img"
    assert root.get("aria-label") == chart.summary
    assert chart.svg.count("aria-label=") == 1
    assert " style=" not in chart.svg, "a strict content security policy forbids inline styles"


@pytest.mark.parametrize("build", ALL)
def test_the_same_chart_is_the_same_bytes_however_many_were_drawn_before(
    build: Callable[[], ChartSpec], fonts: Path
) -> None:
    first = render_chart(build(), fonts=fonts).svg
    render_chart(staff(), fonts=fonts, variant="dark")
    assert render_chart(build(), fonts=fonts).svg == first


def test_vietnamese_labels_take_the_width_of_our_typeface(fonts: Path) -> None:
    """The room left for names is measured with the face they are drawn in, not with a fallback."""
    plain = horizontal_bars(title="x", rows=[Bar("Ứng dụng công nghệ thông tin", 1)], unit="")
    other = replace(plain, spec={**plain.spec, "config": {"font": "No Such Face"}})
    ours, fallback = (
        float(re.findall(r"translate\(([\d.]+),", render_chart(spec, fonts=fonts).svg)[0])
        for spec in (plain, other)
    )
    words = TTFont(fonts / "BeVietnamPro-Regular.ttf")
    widths, characters = words["hmtx"], words.getBestCmap()
    measured = (
        sum(widths[characters[ord(letter)]][0] for letter in "Ứng dụng công nghệ thông tin") / 1000 * 12.5
    )
    assert ours == pytest.approx(measured + 8 + 4, abs=3), "label, its padding, the padding of the picture"
    assert abs(ours - fallback) > 3


def test_a_missing_value_is_a_word_and_never_a_zero(fonts: Path) -> None:
    chart = render_chart(progress(), fonts=fonts)
    shown = texts(chart.svg)
    assert "11/22" in shown
    assert "0/22" in shown
    assert shown.count("chưa có số liệu") == 1
    assert chart.table.rows[2] == ("Bộ Ứng cứu", "chưa có số liệu")
    assert chart.table.rows[3] == ("Chưa gửi", "0")
    assert "1 mục chưa có số liệu" in chart.summary


def test_two_rows_of_one_name_stay_two_rows(fonts: Path) -> None:
    rows = [Bar("Trung tâm Tin học", 1), Bar("Trung tâm Tin học", 2)]
    shown = texts(render_chart(horizontal_bars(title="x", rows=rows, unit=""), fonts=fonts).svg)
    assert len([text for text in shown if "Trung tâm Tin học" in text]) == 2


def test_a_long_name_is_wrapped_and_not_cut(fonts: Path) -> None:
    name = "Đề nghị bổ sung, làm rõ về số lượng người làm việc hưởng lương từ ngân sách"
    svg = render_chart(horizontal_bars(title="x", rows=[Bar(name, 1)], unit=""), fonts=fonts).svg
    assert "…" not in svg
    assert " ".join(" ".join(texts(svg)).split()).find("hưởng lương") >= 0


def test_numbers_are_written_the_vietnamese_way(fonts: Path) -> None:
    rows = [Bar("a", 1234567.5), Bar("b", 1000)]
    chart = render_chart(horizontal_bars(title="x", rows=rows, unit="triệu đồng"), fonts=fonts)
    assert {"1.234.567,5", "1.000"} <= set(texts(chart.svg))
    assert chart.table.headers == ("Mục", "Giá trị (triệu đồng)")


def test_shares_are_parts_of_each_whole_and_amounts_stay_in_the_table(fonts: Path) -> None:
    rows = [Stack("Bộ A", {"Cục": 30, "Vụ": 10}), Stack("Bộ B", {})]
    spec = stacked_bars(title="x", rows=rows, series=FORMS, unit="người", share=True)
    assert [(part["from"], part["to"]) for part in spec.spec["data"]["values"]] == [(0, 0.75), (0.75, 1)]
    assert spec.table.rows == (("Bộ A", "30", "10", "0", "40"), ("Bộ B", "0", "0", "0", "0"))
    assert "Cục 30 (75 %)" in spec.summary
    assert render_chart(spec, fonts=fonts).svg


@pytest.mark.parametrize("parts", [{"Phòng": 1}, {"Cục": -1}])
def test_a_part_outside_the_series_or_below_zero_is_refused(parts: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="Bộ A"):
        stacked_bars(title="x", rows=[Stack("Bộ A", parts)], series=FORMS, unit="")


def test_a_timeline_cuts_at_its_edges_and_counts_the_last_day() -> None:
    spec = forms()
    values = spec.spec["data"]["values"]
    assert [(value["from"], value["to"]) for value in values] == [
        ("2010-01-01", "2011-05-01"),
        ("2011-05-01", "2026-11-22"),
        ("2010-01-01", "2018-06-01"),
    ]
    assert spec.table.rows[0] == ("Đơn vị A", "Trung tâm", "01/01/2008", "30/4/2011")
    assert spec.table.rows[1][3] == "nay"
    assert spec.summary == "Đến ngày 22/11/2026: Cục 1; 1 lần thay đổi trong kỳ."


def test_a_timeline_refuses_states_without_a_tone_and_days_in_the_wrong_order() -> None:
    row = Span("A", "Phòng", date(2008, 1, 1))
    with pytest.raises(ValueError, match="Phòng"):
        timeline(title="x", rows=[row], states=FORMS, start=date(2008, 1, 1), end=date(2009, 1, 1))
    with pytest.raises(ValueError, match="after"):
        timeline(title="x", rows=[], states=FORMS, start=date(2009, 1, 1), end=date(2009, 1, 1))


def test_charts_without_data_say_so() -> None:
    empty: list[Any] = []
    specs = (
        horizontal_bars(title="x", rows=empty, unit=""),
        stacked_bars(title="x", rows=empty, series=FORMS, unit=""),
        intervals(title="x", rows=empty, unit=""),
        timeline(title="x", rows=empty, states=FORMS, start=date(2008, 1, 1), end=date(2009, 1, 1)),
        heat_matrix(title="x", cells=empty, unit=""),
    )
    assert {spec.summary for spec in specs} == {"Chưa có số liệu."}


def test_invented_data_carry_the_mark_in_the_picture_itself(fonts: Path) -> None:
    plain = render_chart(staff(), fonts=fonts)
    marked = render_chart(staff().marked_simulated(), fonts=fonts, png=True)
    assert "DỮ LIỆU MÔ PHỎNG" in texts(marked.svg)
    assert "DỮ LIỆU MÔ PHỎNG" not in texts(plain.svg)

    def height(svg: str) -> float:
        return float(ElementTree.fromstring(svg).get("height") or 0)

    assert height(marked.svg) > height(plain.svg), "the mark lies below the picture, not upon it"


def test_text_stands_out_against_its_ground_in_every_variant() -> None:
    grounds = {"light": ("#ffffff", "#f7f6f3"), "dark": ("#1d1f23",), "print": ("#ffffff",)}

    def luminance(code: str) -> float:
        parts = [int(code[index : index + 2], 16) / 255 for index in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(one: str, other: str) -> float:
        light, dark = sorted((luminance(one), luminance(other)), reverse=True)
        return (light + 0.05) / (dark + 0.05)

    variants: tuple[Variant, ...] = ("light", "dark", "print")
    for variant in variants:
        for ground in grounds[variant]:
            assert contrast(colour("text", variant=variant), ground) >= 7
            assert contrast(colour("quiet", variant=variant), ground) >= 4.5
        for tone in (
            "held",
            "held_2",
            "held_3",
            "held_4",
            "overdue",
            "soon",
            "done",
            "muted",
            "unknown",
            "track",
        ):
            upon = contrast(colour(f"on:{tone}", variant=variant), colour(tone, variant=variant))
            assert upon >= 4.5, (variant, tone, upon)


def test_a_drawn_chart_is_taken_from_the_cache(
    fonts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = render_chart(staff(), fonts=fonts, cache=tmp_path, png=True)

    def never(*args: object, **kwargs: object) -> str:
        raise AssertionError("drawn again")

    monkeypatch.setattr(vl_convert, "vegalite_to_svg", never)
    monkeypatch.setattr(vl_convert, "svg_to_png", never)
    assert render_chart(staff(), fonts=fonts, cache=tmp_path, png=True) == first
    with pytest.raises(AssertionError, match="drawn again"):
        render_chart(staff(), fonts=fonts, cache=tmp_path, variant="dark")
    assert {path.suffix for path in tmp_path.iterdir()} == {".svg", ".png"}


def test_the_picture_for_word_is_twice_the_size(fonts: Path) -> None:
    chart = render_chart(staff(), fonts=fonts, png=True)
    assert chart.png is not None
    assert chart.png.startswith(b"\x89PNG")
    width = int.from_bytes(chart.png[16:20], "big")
    assert width == pytest.approx(2 * float(ElementTree.fromstring(chart.svg).get("width") or 0), abs=2)


def test_markup_in_a_label_stays_text(fonts: Path) -> None:
    label = 'Bộ <script>alert(1)</script> & "C"'
    spec = horizontal_bars(title="x", rows=[Bar(label, 1)], unit="")
    chart = render_chart(spec, fonts=fonts)
    assert "<script" not in chart.svg
    assert ElementTree.fromstring(chart.svg).get("aria-label") == chart.summary
    assert 'Bộ <script>alert(1)</script> & "C"' in chart.summary


def test_a_description_vega_cannot_read_becomes_a_vietnamese_error(fonts: Path) -> None:
    broken = ChartSpec("Hỏng", {"mark": "no such mark", "data": 3}, "s.", ChartTable(("a",), (("b",),)))
    with pytest.raises(RenderingError, match="Không vẽ được biểu đồ «Hỏng»"):
        render_chart(broken, fonts=fonts)


def test_without_typefaces_the_remedy_is_named(tmp_path: Path) -> None:
    with pytest.raises(FontError, match="dev setup"):
        render_chart(staff(), fonts=tmp_path)


def test_a_table_row_needs_a_cell_under_each_header() -> None:
    with pytest.raises(ValueError, match="header"):
        ChartTable(("a", "b"), (("c",),))


def test_a_chart_becomes_a_figure_of_a_report_with_its_table(fonts: Path) -> None:
    chart = render_chart(staff().marked_simulated(), fonts=fonts, variant="print")
    document = Document(
        issuer=Issuer("Bộ A"),
        subject="thử",
        notation="BC-A",
        simulated=True,
        blocks=(as_figure(chart, caption="Nhân lực theo hình thức", with_table=True),),
    )
    pdf = render_report(document, at=AT, fonts=fonts)
    text = flat(pages(pdf)[0])
    assert "Hình 1. Nhân lực theo hình thức" in text
    assert chart.summary in text
    assert "Mục (người) Cục Vụ Trung tâm Cộng" in text
    assert any("BeVietnamPro" in name for name in font_descriptors(pdf))
