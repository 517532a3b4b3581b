import json
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given as drawn
from hypothesis import settings as drawing
from hypothesis import strategies as st

from daumoi.foundation.errors import Conflict, Forbidden, Invalid
from daumoi.foundation.principal import acting
from daumoi.mandates.models import Duty
from daumoi.organisations.models import Organisation
from daumoi.scheme import actions, queries
from daumoi.scheme.actions import Wanted
from daumoi.scheme.models import PlanChoice, PlanRun, ProposalPost, Rule, Scheme
from daumoi.scheme.queries.computing import digest_of
from daumoi.scheme.tests.core_scene import AT, CORE, CoreScene, make_core_scene, page, post
from daumoi_calc import optimisation as calc
from tests.cast import Cast


@pytest.fixture
def scene(cast: Cast) -> CoreScene:
    made = make_core_scene(cast)
    made.planned()
    return made


def _solve(scene: CoreScene) -> PlanRun:
    with acting(scene.coordinator):
        return actions.solve_plan(by=scene.coordinator, scheme=scene.scheme(), at=AT)


def _picture(scene: CoreScene, run: PlanRun) -> queries.PlanPicture:
    with acting(scene.coordinator):
        found = queries.picture_of(run=run)
    assert found is not None
    return found


def _rule(scene: CoreScene, kind: str, **parts: object) -> Rule:
    with acting(scene.coordinator):
        return actions.add_rule(
            by=scene.coordinator,
            scheme=scene.scheme(),
            kind=kind,
            sentence="Một ràng buộc để thử.",
            basis="Kiểm thử",
            **parts,  # type: ignore[arg-type]
        )


def test_without_a_ceiling_the_body_gets_what_it_wishes_as_early_as_it_wishes(scene: CoreScene) -> None:
    run = _solve(scene)
    picture = _picture(scene, run)
    (line,) = picture.changed
    assert (line.body, line.form, line.phase) == ("bo-a", "cuc", "gd1")
    assert (run.is_feasible, run.gap, run.value == run.bound) == (True, 0, True)


def test_the_ceiling_on_posts_keeps_the_body_as_it_is_and_the_plan_says_so(scene: CoreScene) -> None:
    scene.ceiling(1)  # the Cục needs 24 - 5 - 17 = 2 more
    picture = _picture(scene, _solve(scene))
    assert picture.changed == ()
    (unmet,) = picture.unmet
    assert unmet.wished == "Phương án 1: Cục"
    seen = page(scene.cast.client(scene.cast.coordinator), "plan")
    assert "1 bộ chưa được phương án đề nghị trước nhất" in seen


@pytest.mark.parametrize(("ceiling", "changes"), [(1, 0), (2, 1)])
def test_the_ceiling_counts_posts_net_of_those_given_up(scene: CoreScene, ceiling: int, changes: int) -> None:
    scene.ceiling(ceiling)
    assert len(_picture(scene, _solve(scene)).changed) == changes


def test_an_impossible_scheme_is_explained_with_its_figures(scene: CoreScene) -> None:
    scene.ceiling(0)
    with acting(scene.coordinator):
        duty = Duty.objects.get(code=CORE)
    _rule(scene, "required_duty", duty=duty)
    run = _solve(scene)
    assert not run.is_feasible
    assert run.value is None
    with acting(scene.coordinator):
        conflicts = queries.answer_of(run, queries.Optimum).conflicts
    said = " ".join(one.sentence for one in conflicts)
    assert "cần tăng ít nhất 2" in said
    seen = page(scene.cast.client(scene.cast.coordinator), "run", run.number)
    assert "Không có phương án nào giữ được mọi ràng buộc" in seen
    assert conflicts[0].sentence in seen
    with acting(scene.coordinator), pytest.raises(Conflict, match="không có phương án"):
        actions.choose_plan(by=scene.coordinator, run=run, reason="Cứ chọn", at=AT)


def test_a_suspended_rule_no_longer_binds(scene: CoreScene) -> None:
    rule = _rule(scene, "forbidden", first=scene.cast.body_a, first_form="cuc")
    assert _picture(scene, _solve(scene)).changed == ()
    with acting(scene.coordinator):
        actions.suspend_rule(
            by=scene.coordinator, scheme=scene.scheme(), number=rule.number, reason="Đã thống nhất lại"
        )
    assert len(_picture(scene, _solve(scene)).changed) == 1


def test_a_forced_choice_waits_for_its_phase(scene: CoreScene) -> None:
    with acting(scene.coordinator):
        later = scene.scheme().phases.get(number=2)
    _rule(scene, "forced", first=scene.cast.body_a, first_form="cuc", phase=later)
    (line,) = _picture(scene, _solve(scene)).changed
    assert line.phase == "gd2"


def test_a_rule_about_what_nobody_proposed_is_told_and_does_not_bind(scene: CoreScene) -> None:
    _rule(scene, "before", first=scene.cast.body_a, first_form="cuc", second=scene.cast.body_b)
    run = _solve(scene)
    assert "chưa có tác dụng" in run.asked["notes"][0]
    assert len(_picture(scene, run).changed) == 1


@pytest.mark.parametrize("kind", ["requires", "excludes", "same_phase", "before"])
def test_a_rule_between_bodies_needs_both(scene: CoreScene, kind: str) -> None:
    with pytest.raises(Invalid, match="bộ thứ hai"):
        _rule(scene, kind, first=scene.cast.body_a)


def test_a_proposal_without_figures_is_left_out_and_named(scene: CoreScene) -> None:
    with acting(scene.coordinator):
        ProposalPost.objects.filter(kind="cong_chuc").update(needed=None)
        prepared = queries.prepare(principal=scene.coordinator, scheme=scene.scheme())
        assert not prepared.has_choices
        assert "Bộ A, Phương án 1: chưa nêu đủ" in prepared.notes[0]
        with pytest.raises(Conflict, match="Bộ A"):
            actions.solve_plan(by=scene.coordinator, scheme=scene.scheme(), at=AT)


def test_a_run_is_stored_with_its_problem_and_comes_out_the_same(scene: CoreScene) -> None:
    run = _solve(scene)
    with acting(scene.coordinator):
        stored = PlanRun.objects.get(pk=run.pk)
        again = queries.recheck(run=stored)
        assert again.is_same
        assert stored.problem_digest == calc.digest(queries.problem_of(stored))
        assert set(stored.versions) == {"python", "highspy", "numpy"}


def test_a_planted_change_of_a_stored_answer_is_found(scene: CoreScene) -> None:
    run = _solve(scene)
    run.result = {**run.result, "conflicts": [{"planted": True}]}
    assert not queries.recheck(run=run).is_same


def test_the_database_keeps_runs_as_they_were_made(scene: CoreScene) -> None:
    _solve(scene)
    with acting(scene.coordinator):
        with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
            PlanRun.objects.update(value=1)
        with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
            PlanRun.objects.all().delete()


def test_later_changes_leave_an_earlier_run_alone(scene: CoreScene) -> None:
    run = _solve(scene)
    scene.ceiling(0)
    again = _solve(scene)
    assert again.problem_digest != run.problem_digest
    with acting(scene.coordinator):
        assert queries.recheck(run=PlanRun.objects.get(pk=run.pk)).is_same


def test_why_not_tells_the_price_or_what_stands_against_it(scene: CoreScene) -> None:
    scene.ceiling(1)
    with acting(scene.coordinator):
        run = actions.ask_why_not(
            by=scene.coordinator, scheme=scene.scheme(), wanted=Wanted("bo-a", "pa1", "gd1"), at=AT
        )
        assert not run.is_feasible
        assert "Không thể chọn" in run.result["sentence"]
        with pytest.raises(Invalid, match="không có phương án ấy"):
            actions.ask_why_not(
                by=scene.coordinator, scheme=scene.scheme(), wanted=Wanted("bo-b", "pa1"), at=AT
            )


def test_more_posts_buy_the_cuc(scene: CoreScene) -> None:
    scene.ceiling(0)
    with acting(scene.coordinator):
        (ceiling,) = queries.ceilings_of(principal=scene.coordinator, scheme=scene.scheme())
        run = actions.move_ceiling(
            by=scene.coordinator, scheme=scene.scheme(), ceiling=ceiling, steps=[1, 2, 10], at=AT
        )
        steps = queries.answer_of(run, queries.Moved).steps
    assert [step.extra for step in steps] == [0, 1, 2, 10]
    gains = [step.gain for step in steps]
    assert gains[:2] == [0, 0]
    assert gains[2] is not None
    assert gains[2] > 0
    assert gains[2] == gains[3]
    seen = page(scene.cast.client(scene.cast.coordinator), "run", run.number)
    assert "Nới trần thêm 2 người" in seen


def test_a_plan_by_hand_stands_beside_the_machines_with_what_it_breaks(scene: CoreScene) -> None:
    scene.ceiling(1)
    with acting(scene.coordinator):
        run = actions.score_manual(
            by=scene.coordinator, scheme=scene.scheme(), choices=[Wanted("bo-a", "pa1", "gd1")], at=AT
        )
        found = queries.answer_of(run, calc.ManualScore)
        assert {one.excess for one in found.violations} == {1}
        assert found.machine is not None
        with pytest.raises(Conflict):
            actions.choose_plan(by=scene.coordinator, run=run, reason="Vẫn chọn", at=AT)
    assert "không giữ được 2 ràng buộc" in page(scene.cast.client(scene.cast.coordinator), "run", run.number)


def test_choosing_ends_the_choice_before_and_needs_a_reason(scene: CoreScene) -> None:
    run = _solve(scene)
    with acting(scene.coordinator):
        with pytest.raises(Invalid, match="lý do"):
            actions.choose_plan(by=scene.coordinator, run=run, reason=" ", at=AT)
        actions.choose_plan(by=scene.coordinator, run=run, reason="Lãnh đạo đồng ý", at=AT)
        actions.choose_plan(by=scene.coordinator, run=run, reason="Theo kết luận họp", at=AT)
        assert PlanChoice.objects.filter(ended_at__isnull=True).get().reason == "Theo kết luận họp"
        (line,) = [
            one
            for one in queries.chosen_plan(principal=scene.coordinator, scheme=scene.scheme())
            if one.proposal is not None
        ]
        assert line.proposal is not None
        assert line.proposal.unit_name == "Cục CNTT Bộ A"


def test_a_scheme_chooses_only_among_its_own_runs(scene: CoreScene) -> None:
    run = _solve(scene)
    with acting(scene.coordinator):
        other = actions.create_scheme(
            by=scene.coordinator,
            coordinator=scene.cast.body_b,
            code="khac",
            title="Khác",
            as_of=scene.scheme().as_of,
        )
        made = actions.choose_plan(by=scene.coordinator, run=run, reason="Đồng ý", at=AT)
        with pytest.raises(DatabaseError, match="its own runs"), transaction.atomic():
            PlanChoice.objects.filter(pk=made.pk).update(scheme=other)


def test_ministries_compute_nothing_and_see_no_run(scene: CoreScene) -> None:
    _solve(scene)
    with acting(scene.officer):
        assert not PlanRun.objects.exists()
        assert not Rule.objects.exists()
        with pytest.raises(Forbidden):
            actions.solve_plan(by=scene.officer, scheme=scene.scheme(), at=AT)
    client = scene.cast.client(scene.cast.officer)
    for route in ("plan", "sums", "limits"):
        page(client, route, status=403)


def test_figures_by_name_follow_the_rows(scene: CoreScene) -> None:
    scene.ceiling(0)
    with acting(scene.coordinator):
        before = queries.figures(principal=scene.coordinator, scheme=scene.scheme())
    assert (before["co_quan"].value, before["da_de_xuat"].value, before["de_nghi_cuc"].value) == (2, 1, 1)
    assert (before["them_cong_chuc"].value, before["tran_cong_chuc"].value) == (2, 0)
    assert before["kinh_phi_thuong_xuyen_2018"].value == 2_000_000_000
    assert before["phuong_an_cuc"].value is None
    scene.ceiling(5)
    run = _solve(scene)
    with acting(scene.coordinator):
        actions.choose_plan(by=scene.coordinator, run=run, reason="Đồng ý", at=AT)
        after = queries.figures(principal=scene.coordinator, scheme=scene.scheme())
    assert (after["phuong_an_cuc"].value, after["phuong_an_gd1"].value) == (1, 1)


def test_asking_and_choosing_in_the_browser(scene: CoreScene) -> None:
    client = scene.cast.client(scene.cast.coordinator)
    post(client, "post_ceiling", kind="cong_chuc", amount="2", basis="Không tăng quá hai biên chế", body="")
    assert "Chưa tính phương án nào" in page(client, "plan")
    post(client, "solve")
    assert "khoảng cách 0" in page(client, "run", 1)
    post(client, "why_not", choice="bo-a|hien-trang", phase="")
    assert "Vì sao không chọn Bộ A" in page(client, "run", 2)
    post(client, "alternatives", within_percent="50", count="3")
    page(client, "run", 3)
    with acting(scene.coordinator):
        (ceiling,) = queries.ceilings_of(principal=scene.coordinator, scheme=scene.scheme())
    assert "số nguyên" in post(client, "move_ceiling", status=422, ceiling=str(ceiling.pk), steps="năm")
    post(client, "move_ceiling", ceiling=str(ceiling.pk), steps="5 10")
    assert "+10 người" in page(client, "run", 4)
    by_hand: dict[str, Any] = {"bo-a": "pa1|gd2"}
    post(client, "manual", **by_hand)
    assert "giữ được mọi ràng buộc" in page(client, "run", 5)
    post(client, "recheck", 1)
    assert "kết quả trùng khớp" in page(client, "run", 1)
    post(client, "choose", 1, 0, reason="Lãnh đạo đồng ý", document="Thông báo 5/TB")
    assert "Đã chọn phương án tổng thể" in page(client, "plan")
    assert "Phương án tổng thể được chọn" in page(client, "scheme")


@drawing(max_examples=25, deadline=None)
@drawn(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(10**18), 10**18) | st.text(max_size=8),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
        max_leaves=12,
    )
)
def test_the_digest_of_an_answer_survives_storing(value: object) -> None:
    assert digest_of(json.loads(json.dumps(value))) == digest_of(value)


def test_a_body_outside_the_scheme_is_no_part_of_it(scene: CoreScene) -> None:
    with acting(scene.coordinator):
        prepared = queries.prepare(principal=scene.coordinator, scheme=scene.scheme())
        assert {body.code for body in prepared.problem.bodies} == {"bo-a", "bo-b"}
        assert Organisation.objects.filter(level="ministry", is_simulated=False).exists()
        assert Scheme.objects.get().is_simulated
