"""Charts stand inside the page, so nothing but drawing may come in with them."""

import pytest

from daumoi.ui import drawings
from daumoi.ui.samples import SampleChart, SampleTable
from daumoi.ui.tests.conftest import Reader

HEAD = 'xmlns="http://www.w3.org/2000/svg" width="100" height="50"'


def test_scripts_styles_and_addresses_are_left_out() -> None:
    drawn = drawings.inline_svg(
        f'<svg {HEAD} onload="x()" style="width:9px"><script>x()</script><a href="http://x"><rect/></a>'
        '<foreignObject/><image href="http://x/y.png"/>'
        '<rect fill="url(http://x)" onclick="x()" width="5"/></svg>'
    )
    assert not any(
        word in drawn for word in ("script", "on", "style", "http://x", "<a", "foreignObject", "image")
    )
    assert 'width="5"' in drawn


def test_names_inside_two_drawings_never_meet() -> None:
    first, second = (
        drawings.inline_svg(
            f'<svg {HEAD}><clipPath id="clip0"><rect width="{width}"/></clipPath>'
            '<g clip-path="url(#clip0)"/></svg>'
        )
        for width in (1, 2)
    )
    name = first.split('clipPath id="')[1].split('"')[0]
    assert f"url(#{name})" in first
    assert name not in second


def test_a_drawing_shrinks_with_its_column_and_stays_silent() -> None:
    drawn = drawings.inline_svg(f"<svg {HEAD}><text>Bộ A</text></svg>")
    assert 'viewBox="0 0 100 50"' in drawn
    assert "height=" not in drawn
    assert 'aria-hidden="true"' in drawn
    assert "Bộ A" in drawn


@pytest.mark.parametrize("source", ["", "<svg", "<p>không phải hình</p>", "<svg/>"])
def test_what_is_not_a_drawing_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match="not an SVG document"):
        drawings.inline_svg(source)


def test_a_chart_comes_with_its_sentence_and_its_table(reader: Reader) -> None:
    chart = SampleChart(
        title="Hình thức",
        summary="Một nửa là Trung tâm.",
        svg=f"<svg {HEAD}/>",
        table=SampleTable(("Hình thức", "Số"), (("Trung tâm", 1100), ("Cục", "8"))),
    )
    html = reader.piece("{% chart c level=2 %}", c=chart, simulated=True)
    assert 'role="img" aria-label="Hình thức. Một nửa là Trung tâm."' in html
    assert '<th scope="row">Trung tâm</th><td class="is-number">1.100</td>' in html
    assert "<h2" in html
    assert "mô phỏng" in html
