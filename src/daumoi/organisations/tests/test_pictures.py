"""The timeline and the organisation chart as geometry, and the words beside them."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from daumoi.foundation.principal import acting, system
from daumoi.law.models import Source
from daumoi.organisations import queries
from daumoi.organisations.models import Attestation, Organisation, OrganisationState
from daumoi.organisations.presenters.chart import COLUMNS, chart, chart_rows, wrap
from daumoi.organisations.presenters.timeline import timeline
from daumoi.organisations.presenters.words import period_words, unit_certainty
from daumoi.organisations.queries import Certainty, Line, TreeNode
from tests.cast import Cast

TODAY = date(2026, 11, 22)


def _state(cast: Cast, **changes: object) -> OrganisationState:
    state = cast.unit_a.states.get()
    for name, value in changes.items():
        setattr(state, name, value)
    return state


def _attest(state: OrganisationState, *days: tuple[date, str]) -> None:
    source = Source.objects.first()
    for on, confidence in days:
        Attestation.objects.create(state=state, on=on, source=source, confidence=confidence)


def test_a_bar_is_sure_as_far_as_firm_sources_reach(cast: Cast) -> None:
    state = _state(cast, from_known=False)
    _attest(state, (date(2014, 1, 1), "A"), (date(2018, 1, 1), "C"))
    picture = timeline(lines=[Line(cast.unit_a, (state,))], day=date(2017, 5, 31), today=TODAY)
    bar = picture.tracks[0].bars[0]
    assert bar.start == 0
    assert bar.width == 100
    years = (date(2027, 1, 1) - date(2011, 1, 1)).days
    assert bar.sure == round(100 * (date(2014, 1, 1) - date(2011, 1, 1)).days / years, 2)
    assert len(bar.dots) == 2
    assert bar.open_start
    assert bar.holds


def test_states_that_follow_each_other_touch_and_do_not_overlap(cast: Cast) -> None:
    change = date(2018, 7, 1)
    first, second = _state(cast, valid_to=change, to_known=True), _state(cast, valid_from=change)
    picture = timeline(lines=[Line(cast.unit_a, (first, second))], day=TODAY, today=TODAY)
    one, two = picture.tracks[0].bars
    assert one.start + one.width == pytest.approx(two.start, abs=0.01)
    assert two.start + two.width == pytest.approx(100, abs=0.01)
    assert (one.holds, two.holds) == (False, True)
    assert all(0 <= tick.at < 100 for tick in picture.ticks)
    assert len(picture.ticks) <= 9


def test_the_scale_reaches_the_day_asked_for(cast: Cast) -> None:
    line = Line(cast.unit_a, (_state(cast),))
    for day in (date(1990, 6, 1), date(2040, 6, 1)):
        assert 0 <= timeline(lines=[line], day=day, today=TODAY).today <= 100


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "từ 01/01/2011 đến nay"),
        ({"from_known": False}, "chậm nhất từ 01/01/2011 (lần đầu nguồn nêu) đến nay"),
        ({"valid_to": date(2018, 7, 1), "to_known": True}, "từ 01/01/2011 đến trước 01/7/2018"),
        (
            {"valid_to": date(2018, 7, 1), "to_known": False},
            "từ 01/01/2011 đến khoảng trước 01/7/2018 (ngày thay đổi chưa rõ)",
        ),
    ],
)
def test_a_period_says_what_is_not_known(cast: Cast, changes: dict[str, object], words: str) -> None:
    assert period_words(_state(cast, **changes)) == words


def test_a_unit_is_presumed_after_the_last_source_and_says_so(cast: Cast) -> None:
    state = _state(cast, from_known=False)
    state.save()
    _attest(state, (date(2014, 1, 1), "B"))
    sure, later = (queries.unit_row(organisation=cast.unit_a, day=day) for day in (date(2013, 1, 1), TODAY))
    assert sure is not None
    assert later is not None
    assert (sure.certainty, later.certainty) == (Certainty.CONFIRMED, Certainty.PRESUMED)
    assert unit_certainty(row=later, day=TODAY).why.startswith("Nguồn cuối nêu 01/01/2014")


def _tree(cast: Cast, sizes: list[int]) -> TreeNode:
    """Body A with a unit per entry, each with so many divisions, one of them with a team."""
    with acting(system("dựng")), transaction.atomic():
        for number, size in enumerate(sizes):
            unit = _under(
                cast, cast.body_a, f"bo-a.{number}", f"Cục Quản lý và Phát triển lĩnh vực số {number}"
            )
            for n in range(size):
                division = _under(cast, unit, f"bo-a.{number}.{n}", f"Phòng {n}")
                if n == 0:
                    _under(cast, division, f"bo-a.{number}.{n}.to", "Tổ công tác")
    top = queries.tree(organisation_id=cast.body_a.pk, day=TODAY)
    assert top is not None
    return top


def _under(cast: Cast, parent: Organisation, code: str, name: str) -> Organisation:
    made = Organisation.objects.create(code=code, level="unit", body=cast.body_a, is_simulated=True)
    OrganisationState.objects.create(
        organisation=made, parent=parent, name=name, form="khac", valid_from=date(2011, 1, 1)
    )
    return made


def _url(node: TreeNode) -> str:
    return f"/{node.state.organisation.code}/"


@pytest.mark.parametrize("sizes", [[], [3], [0, 0, 0, 0, 0, 0, 0], [5, 2, 9, 0, 1, 4, 4, 4, 4, 4, 7]])
def test_boxes_of_the_chart_stay_inside_and_apart(cast: Cast, sizes: list[int]) -> None:
    top = _tree(cast, sizes)
    drawn = chart(top=top, url=_url)
    assert (
        len(drawn.nodes)
        == len(chart_rows(top=top, url=_url))
        == len(queries.descendants(organisation_id=cast.body_a.pk, day=TODAY)) + 1
    )
    for node in drawn.nodes:
        assert node.x >= 0
        assert node.x + node.width <= drawn.width
        assert node.y + node.height <= drawn.height
    for number, one in enumerate(drawn.nodes):
        for two in drawn.nodes[number + 1 :]:
            apart = (
                one.x + one.width <= two.x
                or two.x + two.width <= one.x
                or one.y + one.height <= two.y
                or two.y + two.height <= one.y
            )
            assert apart, f"{one.code} overlaps {two.code}"


def test_a_large_body_wraps_into_bands_of_a_page_width(cast: Cast) -> None:
    drawn = chart(top=_tree(cast, [1] * 23), url=_url)
    assert drawn.width < 1120
    heads = [node for node in drawn.nodes if node.depth == 1]
    assert len({node.y for node in heads}) == -(-len(heads) // COLUMNS)


def test_long_names_are_broken_and_cut_with_a_sign() -> None:
    name = (
        "Cục Công nghệ thông tin và Dữ liệu tài nguyên môi trường của cả nước và các vùng kinh tế trọng điểm"
    )
    lines = wrap(name, letters=26)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert all(len(line) <= 27 for line in lines)
    assert wrap("Vụ Pháp chế", letters=26) == ("Vụ Pháp chế",)
    assert wrap("", letters=26) == ("",)


def test_the_tree_is_that_of_the_day(cast: Cast) -> None:
    with acting(system("dựng")), transaction.atomic():
        late = Organisation.objects.create(code="bo-a.moi", level="unit", body=cast.body_a, is_simulated=True)
        born, gone = date(2015, 1, 1), date(2020, 1, 1)
        OrganisationState.objects.create(
            organisation=late,
            parent=cast.unit_a,
            name="Phòng Mới",
            form="phong",
            valid_from=born,
            valid_to=gone,
        )
    days = (born - timedelta(days=1), born, gone - timedelta(days=1), gone)
    seen = [late.pk in queries.descendants(organisation_id=cast.body_a.pk, day=day) for day in days]
    assert seen == [False, True, True, False]
    over = queries.bodies_over(ids=[late.pk, cast.unit_a.pk], day=born)
    assert over == {late.pk: cast.body_a.pk, cast.unit_a.pk: cast.body_a.pk}
    assert queries.bodies_over(ids=[late.pk], day=gone) == {}
