"""Searching papers: words without marks, the last from its beginning, within one's own desk, register and year."""

import pytest

from daumoi.documents.models import Paper
from daumoi.documents.queries import search_papers
from daumoi.documents.queries.register import Within
from daumoi.documents.tests.desk import draft, kind, open_registers
from daumoi.foundation.principal import acting
from tests.cast import Cast


@pytest.fixture
def papers(cast: Cast) -> dict[str, Paper]:
    """Three drafts of Bộ A, the oldest begun in 2024."""
    open_registers(cast, body=cast.body_a, agency="BA")
    made = {name: draft(cast, subject=f"{name} rà soát hệ thống thông tin") for name in ("cũ", "giữa", "mới")}
    with acting(cast.principal(cast.officer)):
        Paper.objects.filter(pk=made["cũ"].pk).update(created_at="2024-05-02T08:00:00+07:00")
    return made


def _found(cast: Cast, text: str, within: Within | None = None, most: int = 500) -> list[int]:
    with acting(cast.principal(cast.officer)):
        return search_papers(text=text, within=within, most=most)


def test_all_words_must_stand_in_the_paper_and_the_last_may_be_begun(
    cast: Cast, papers: dict[str, Paper]
) -> None:
    assert len(_found(cast, "ra soat he thong tho")) == 3
    assert _found(cast, "giua ra soat") == [papers["giữa"].pk]
    assert _found(cast, "ra soat ngan sach") == []
    assert _found(cast, "  ?! ") == []


def test_the_newest_come_first_and_no_more_than_asked(cast: Cast, papers: dict[str, Paper]) -> None:
    assert _found(cast, "ra soat", most=2) == [papers["mới"].pk, papers["giữa"].pk]


@pytest.mark.parametrize("most", [1, 500], ids=["from the newest", "from the index"])
def test_the_year_is_looked_for_before_anything_is_cut_off(
    cast: Cast, papers: dict[str, Paper], most: int
) -> None:
    assert _found(cast, "ra soat", Within(side="out", year=2024), most) == [papers["cũ"].pk]
    assert _found(cast, "ra soat", Within(side="in", year=2024), most) == []


def test_the_kind_narrows(cast: Cast, papers: dict[str, Paper]) -> None:
    with acting(cast.principal(cast.officer)):
        Paper.objects.filter(pk=papers["mới"].pk).update(kind=kind("bao_cao"))
    assert _found(cast, "ra soat", Within(kind="bao_cao")) == [papers["mới"].pk]


@pytest.mark.parametrize("most", [1, 500], ids=["from the newest", "from the index"])
def test_a_foreign_desk_finds_nothing_even_by_the_words_of_the_scope(
    cast: Cast, papers: dict[str, Paper], most: int
) -> None:
    with acting(cast.principal(cast.officer_b)):
        assert search_papers(text="ra soat", most=most) == []
        assert search_papers(text=f"xroot{cast.body_a.pk}", most=most) == []
