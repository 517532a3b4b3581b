"""Live figures of a draft: asked together, kept all or none, and what is refused stands in its place."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import pytest

from daumoi.documents import actions, queries
from daumoi.documents.actions import NamedFigure
from daumoi.documents.models import Figure
from daumoi.documents.ports import (
    Asked,
    FigureChoice,
    FigureValue,
    bind_figures,
    figure_sources,
    figure_values,
)
from daumoi.documents.tests.desk import AT, DAY, draft, open_registers
from daumoi.foundation.errors import DomainError, Invalid, NotFound
from daumoi.foundation.principal import Principal, acting
from daumoi.history.models import Act
from tests.cast import Cast


class _Counts:
    """Figures of the tests: the number that the code ends with; remembers how often it was asked."""

    code = "thu.so"
    title = "Số thử"
    parameter = "Mã"
    more = 0

    def __init__(self) -> None:
        self.times: list[int] = []

    def choices(self, *, principal: Principal) -> list[FigureChoice]:
        return [FigureChoice("so-1", "Số 1")]

    def value(self, *, principal: Principal, parameters: Mapping[str, str], as_of: date) -> FigureValue:
        found = self.values(principal=principal, codes=[parameters["code"]], as_of=as_of)[0]
        if isinstance(found, DomainError):
            raise found
        return found

    def values(
        self, *, principal: Principal, codes: Sequence[str], as_of: date
    ) -> list[FigureValue | DomainError]:
        self.times.append(len(codes))
        return [
            FigureValue(str(int(code[-1]) + self.more), "/thu/", f"Số {code}")
            if code[-1].isdigit()
            else NotFound("thu.so", f"Không có {code}.")
            for code in codes
        ]


@pytest.fixture
def counts() -> Iterator[_Counts]:
    before = figure_sources()
    made = _Counts()
    bind_figures([made])
    yield made
    bind_figures(before)


def _named(*codes: str) -> list[NamedFigure]:
    return [NamedFigure(code.replace("-", "_"), "thu.so", {"code": code}) for code in codes]


def test_figures_of_one_query_and_day_are_asked_once(cast: Cast, counts: _Counts) -> None:
    with acting(cast.principal(cast.officer)) as by:
        asked = [Asked("thu.so", {"code": code}, DAY) for code in ("so-1", "so-x", "so-3")]
        answers = figure_values(principal=by, asked=[*asked, Asked("thu.khong-co", {}, DAY)])
    assert counts.times == [3]
    assert [one.value if isinstance(one, FigureValue) else one.code for one in answers] == [
        "1",
        "thu.so",
        "3",
        "documents.figure.query",
    ]


def test_figures_are_kept_together_under_one_line_of_the_journal(cast: Cast, counts: _Counts) -> None:
    open_registers(cast, body=cast.body_a, agency="BA")
    paper = draft(cast)
    with acting(cast.principal(cast.officer)) as by:
        for more in (0, 5):
            counts.more = more
            made = actions.set_figures(by=by, paper=paper, figures=_named("so-2", "so-1"), as_of=DAY, at=AT)
            assert [(one.key, one.value) for one in made] == [
                ("so_2", str(2 + more)),
                ("so_1", str(1 + more)),
            ]
        assert Figure.objects.filter(paper=paper).count() == 2
        lines = Act.objects.filter(code="documents.figure.set").order_by("sequence")
        assert [one.details["figures"] for one in lines] == [
            {"so_2": "2", "so_1": "1"},
            {"so_2": "7", "so_1": "6"},
        ]


def test_one_figure_refused_leaves_none_behind(cast: Cast, counts: _Counts) -> None:
    open_registers(cast, body=cast.body_a, agency="BA")
    paper = draft(cast)
    with acting(cast.principal(cast.officer)) as by:
        with pytest.raises(NotFound, match="so-x"):
            actions.set_figures(by=by, paper=paper, figures=_named("so-1", "so-x"), as_of=DAY, at=AT)
        many = [NamedFigure(f"so_{n}", "thu.so", {"code": "so-1"}) for n in range(61)]
        with pytest.raises(Invalid, match="tối đa"):
            actions.set_figures(by=by, paper=paper, figures=many, as_of=DAY, at=AT)
        assert not Figure.objects.filter(paper=paper).exists()


def test_a_figure_whose_query_refuses_today_says_why_beside_the_others(cast: Cast, counts: _Counts) -> None:
    open_registers(cast, body=cast.body_a, agency="BA")
    paper = draft(cast)
    with acting(cast.principal(cast.officer)) as by:
        actions.set_figures(by=by, paper=paper, figures=_named("so-1", "so-2"), as_of=DAY, at=AT)
        Figure.objects.filter(paper=paper, key="so_1").update(parameters={"code": "so-x"})
        counts.more = 1
        rows = {row.figure.key: row for row in queries.figures_of(principal=by, paper=paper, day=DAY)}
    assert (rows["so_1"].problem, rows["so_1"].is_changed) == ("Không có so-x.", False)
    assert (rows["so_2"].today, rows["so_2"].is_changed) == ("3", True)
