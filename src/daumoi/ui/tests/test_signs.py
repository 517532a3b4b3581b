"""Signs never stand alone: each has its word, shown or read out."""

from datetime import date, datetime

import pytest
from django.utils import translation

from daumoi.ui import deadlines, icons, marks, signs, tallies
from daumoi.ui.tests.conftest import TODAY, Reader


def test_every_mark_uses_an_icon_that_is_collected() -> None:
    used = [mark.icon for mark in (*marks.ABSENCE.values(), *marks.HOLDING.values())]
    assert set(used) | set(marks.TONE_ICONS.values()) <= icons.KNOWN


def test_the_four_absences_differ_in_sign_and_word() -> None:
    rendered = {signs.status_mark(kind) for kind in marks.ABSENCE}
    assert len({mark.icon for mark in marks.ABSENCE.values()}) == 4
    assert len(rendered) == 4
    assert "chưa có số liệu" in signs.status_mark("no_data")


def test_an_absence_in_a_dense_table_keeps_its_word_for_screen_readers() -> None:
    assert '<span class="visually-hidden">không phát sinh</span>' in signs.status_mark(
        "none_arisen", words=False
    )


def test_a_cell_of_the_matrix_links_to_its_basis_and_says_whose_it_is() -> None:
    cell = signs.holding_mark("elsewhere", url="/can-cu/1/", subject="Bộ A, Kế hoạch năm")
    assert cell.startswith('<a class="dm-holding is-elsewhere" href="/can-cu/1/"')
    assert "Bộ A, Kế hoạch năm: đơn vị khác giữ" in cell


def test_none_and_no_data_are_told_apart_in_the_matrix() -> None:
    assert signs.holding_mark("none", words=True) != signs.holding_mark("no_data", words=True)
    assert "không" in signs.holding_mark("none", words=True)
    assert "chưa có số liệu" in signs.holding_mark("no_data", words=True)


def test_text_from_data_is_escaped() -> None:
    hostile = '"><script>alert(1)</script>'
    for rendered in (
        signs.holding_mark("lead", url="/x", subject=hostile),
        signs.provenance(hostile, "/x", "A"),
        signs.state(hostile, "late"),
    ):
        assert "<script" not in rendered


def test_confidence_is_explained_in_words() -> None:
    chip = signs.provenance("Nghị định 64/2007/NĐ-CP", confidence="?")
    assert "chưa kiểm chứng" in chip
    assert "is-unknown" in chip


@pytest.mark.parametrize("make", [signs.status_mark, signs.holding_mark, lambda code: signs.state("x", code)])
def test_an_unknown_code_is_named_together_with_the_known_ones(make) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=r"'green'.*known"):
        make("green")


def test_an_unknown_icon_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown icon"):
        signs.icon("unicorn")


def test_signs_kept_ready_follow_the_language() -> None:
    with translation.override("vi"):
        vietnamese = signs.status_mark("no_data")
    with translation.override("en"):
        signs.status_mark("no_data")
    with translation.override("vi"):
        assert signs.status_mark("no_data") == vietnamese


@pytest.mark.parametrize(
    ("on", "tone", "words"),
    [
        (date(2026, 11, 21), "late", "quá 1 ngày"),
        (date(2026, 11, 22), "soon", "hôm nay"),
        (datetime(2026, 11, 22, 17, 0), "soon", "hôm nay 17:00"),
        (date(2026, 11, 29), "soon", "còn 7 ngày"),
        (date(2026, 11, 30), "none", "còn 8 ngày"),
    ],
)
def test_a_deadline_says_how_near_it_is(on: date, tone: str, words: str) -> None:
    view = deadlines.view(on=on, seen_on=TODAY)
    assert (view.tone, view.words) == (tone, words)


def test_a_finished_matter_is_never_late() -> None:
    assert deadlines.view(on=date(2020, 1, 1), seen_on=TODAY, done=True).tone == "done"


def test_a_deadline_is_seen_from_the_day_of_the_page(reader: Reader) -> None:
    source = "{% deadline on basis='2234/BTTTT-THH' url='/vb/' %}"
    assert "quá 3.751 ngày" in reader.piece(source, on=date(2016, 8, 15))
    assert "còn 6 ngày" in reader.piece(source, on=date(2016, 8, 15), as_of=date(2016, 8, 9))
    assert '<a href="/vb/">2234/BTTTT-THH</a>' in reader.piece(source, on=date(2016, 8, 15))


def test_bars_share_one_scale_and_nothing_but_zero_has_no_bar() -> None:
    bars = tallies.bars(
        rows=[("Đã chốt", 11, "done"), ("Chậm", 1), {"label": "Chưa gửi", "count": 0}], total=2200
    )
    assert [bar.share for bar in bars] == [1, 1, 0]
    assert [bar.share for bar in tallies.bars(rows=[("a", 5), ("b", 10)])] == [50, 100]
    assert bars[1].tone == "none"


def test_a_bar_of_unknown_tone_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown tone"):
        tallies.bars(rows=[("a", 1, "purple")])
