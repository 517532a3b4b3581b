"""Users' own Word templates: what is checked, what is filled in, what never runs."""

import io
from pathlib import Path

import docx
import pytest

from daumoi.documents.tests.kinds.daily import LETTER
from daumoi.documents.tests.kinds.reading import kinds, layout, opened, word_text
from daumoi.documents.tests.kinds.samples import PAPERS
from daumoi.documents.tests.pdf import flat
from daumoi.documents.tests.samples import AT
from daumoi.documents.word import (
    PLACEHOLDERS,
    check_template,
    render_template,
    starting_template,
    values_of,
)
from daumoi.documents.word.placeholders import BOLD, PLAIN
from daumoi.foundation.errors import Invalid

MANDATORY = "Số: {{ so_ky_hieu }} {{ ngay_ban_hanh }} {{ trich_yeu }}"


def written(*lines: str, header: str = "", cell: str = "", alt: str = "") -> bytes:
    """A Word file as an officer might write it."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    if cell:
        document.add_table(rows=1, cols=1).cell(0, 0).text = cell
    if alt:
        document.core_properties.title = alt
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def codes(template: bytes) -> list[str]:
    return [problem.code.rsplit(".", 1)[-1] for problem in check_template(template)]


@pytest.mark.parametrize("code", sorted(PAPERS))
def test_our_starting_template_of_each_kind_is_a_good_one_and_takes_the_paper(code: str, fonts: Path) -> None:
    template = starting_template(name=kinds()[code].name.vi, family=layout(code), fonts=fonts)
    assert check_template(template) == []
    paper = PAPERS[code]
    values = values_of(paper, kind_layout=layout(code), at=AT)
    text = word_text(render_template(template, values=values))
    assert "{{" not in text
    assert paper.signature is not None
    assert paper.signature.name in text
    for line in values["noi_dung_chinh"]:
        assert flat(line.replace(BOLD, "").replace(PLAIN, "")) in text


def test_lines_become_paragraphs_of_the_same_look() -> None:
    template = written(MANDATORY, "{{ noi_dung }}")
    document = opened(render_template(template, values={"noi_dung": ("Đoạn một", "Đoạn hai")}))
    assert [paragraph.text for paragraph in document.paragraphs[-2:]] == ["Đoạn một", "Đoạn hai"]


def test_numbers_of_articles_and_titles_stay_bold_and_the_rest_does_not() -> None:
    template = written(MANDATORY, "{{ noi_dung_chinh }}")
    values = values_of(PAPERS["quyet_dinh"], kind_layout="decision", at=AT)
    document = opened(render_template(template, values=values))
    bold = [run.text for paragraph in document.paragraphs for run in paragraph.runs if run.bold]
    assert bold == ["Điều 1.", "Điều 2.", "Điều 3."]
    assert "Điều 1. Thành lập Tổ công tác" in word_text(render_template(template, values=values))


def test_a_paragraph_with_nothing_to_say_disappears() -> None:
    template = written(MANDATORY, "{{ du_thao }}", "{{ noi_dung }}")
    document = opened(render_template(template, values={"noi_dung": ("a",)}))
    assert len(document.paragraphs) == 2


def test_filled_in_words_are_never_read_as_template_or_markup() -> None:
    hostile = "{{ 7*7 }} {% for x in y %} <w:t>z</w:t> & {{ noi_dung }} \x00\x07"
    template = written(MANDATORY, "{{ noi_dung }}", header="{{ trich_yeu }}")
    data = render_template(template, values={"noi_dung": (hostile,), "trich_yeu": hostile})
    assert "{{ 7*7 }} {% for x in y %} <w:t>z</w:t> & {{ noi_dung }}" in word_text(data)
    assert "49" not in word_text(data)
    assert len(opened(data).paragraphs) == 2


def test_the_same_template_and_values_give_the_same_bytes(fonts: Path) -> None:
    template = starting_template(name="Công văn", family="letter", fonts=fonts)
    assert starting_template(name="Công văn", family="letter", fonts=fonts) == template
    values = values_of(LETTER, kind_layout="letter", at=AT)
    assert render_template(template, values=values) == render_template(template, values=values)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{{ ten_nguoi_ky }}", "unknown"),
        ("{{ 7*7 }}", "statement"),
        ("{{ noi_dung.__class__ }}", "statement"),
        ("{{ noi_dung|upper }}", "statement"),
        ("{% for x in range(9) %}", "statement"),
        ("{%p if noi_dung %}", "statement"),
        ("{{r noi_dung }}", "statement"),
        ("{# ghi chú #}", "statement"),
        ("{{ noi_dung", "unclosed"),
        ("hết %}", "unclosed"),
    ],
)
def test_anything_but_a_known_name_is_a_problem_with_its_place(line: str, code: str) -> None:
    template = written(MANDATORY, "{{ noi_dung }}", line)
    (problem,) = check_template(template)
    assert problem.code == f"documents.template.{code}"
    assert problem.place.startswith("Đoạn 3: “")
    assert problem.remedy
    with pytest.raises(Invalid, match="Đoạn 3"):
        render_template(template, values={})


def test_problems_are_found_in_headers_and_cells_too() -> None:
    template = written(MANDATORY, "{{ noi_dung }}", header="{{ sai }}", cell="{{ 1+1 }}")
    assert sorted(codes(template)) == ["statement", "unknown"]
    assert any("Đầu trang" in problem.place for problem in check_template(template))


def test_a_name_cut_into_runs_by_word_is_understood() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph(f"{MANDATORY} ")
    for piece in ("{", "{ noi", "_du", "ng }", "}"):
        paragraph.add_run(piece).bold = len(piece) > 3
    target = io.BytesIO()
    document.save(target)
    assert check_template(target.getvalue()) == []
    assert "Xong" in word_text(render_template(target.getvalue(), values={"noi_dung": "Xong"}))


def test_a_statement_where_no_reader_looks_is_found() -> None:
    template = written(MANDATORY, "{{ noi_dung }}", alt="{{ 7*7 }}")
    assert codes(template) == ["hidden"]


def test_what_every_paper_needs_must_have_its_place() -> None:
    assert codes(written("{{ noi_dung }}")) == ["missing"] * 3
    (problem,) = check_template(written(MANDATORY))
    assert "{{ noi_dung_chinh }}" in problem.message


def test_a_value_without_a_place_of_that_name_is_refused() -> None:
    with pytest.raises(Invalid, match="mat_khau"):
        render_template(written(MANDATORY, "{{ noi_dung }}"), values={"mat_khau": "x"})


def test_a_file_that_is_no_word_file_is_refused() -> None:
    with pytest.raises(Invalid):
        check_template(b"%PDF-1.7 no")


def test_every_place_is_explained_and_has_a_value(fonts: Path) -> None:
    assert all(str(place.meaning) for place in PLACEHOLDERS.values())
    assert set(values_of(LETTER, kind_layout="letter", at=AT)) == set(PLACEHOLDERS)
