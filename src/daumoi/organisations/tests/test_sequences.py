"""Whatever acts are recorded in whatever order: no day has two states, the past stays, the tree stays a tree."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daumoi.foundation.errors import DomainError
from daumoi.foundation.principal import acting, system
from daumoi.organisations.models import Organisation, OrganisationState
from daumoi.organisations.tests.scene import Scene, unit
from tests.cast import START

DAYS = [date(2012, 1, 1) + timedelta(days=200 * n) for n in range(12)]
PROBES = sorted({START, *DAYS, *(day - timedelta(days=1) for day in DAYS), date(2030, 1, 1)})
CODES = ("m1", "m2", "m1.tt", "m1.kh", "m1.at", "m2.cuc")

acts = st.lists(
    st.tuples(
        st.sampled_from(
            ["rename", "upgrade", "transfer", "merge", "merge_new", "split", "establish", "dissolve"]
        ),
        st.sampled_from(CODES),
        st.sampled_from(CODES),
        st.sampled_from(DAYS),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=8,
)
Snapshot = dict[date, dict[str, tuple[str, str, str]]]


def _snapshot() -> Snapshot:
    """Name, form and parent of everything, on every probe day."""
    seen: Snapshot = {day: {} for day in PROBES}
    rows = OrganisationState.objects.filter(organisation__is_simulated=True).select_related(
        "organisation", "parent"
    )
    for state in rows:
        for day in PROBES:
            if state.valid_from <= day and (state.valid_to is None or day < state.valid_to):
                assert state.organisation.code not in seen[day], "two states on one day"
                parent = state.parent.code if state.parent is not None else ""
                seen[day][state.organisation.code] = (state.name, state.form, parent)
    return seen


def _assert_tree(snapshot: Snapshot) -> None:
    """Every unit hangs, in finitely many steps, from a body that exists that day."""
    for day, there in snapshot.items():
        for code, (_name, _form, parent) in there.items():
            steps = 0
            while parent:
                assert parent in there, f"{code} hangs on nothing on {day}"
                parent = there[parent][2]
                steps += 1
                assert steps <= len(there), f"{code} hangs on itself on {day}"


def _wishes(scene: Scene, verb: str, one: str, two: str, on: date, number: int) -> tuple[str, dict[str, Any]]:
    by_code = Organisation.objects.in_bulk([one, two], field_name="code")
    first, second = by_code[one], by_code[two]
    name = f"Tên {number}"
    match verb:
        case "rename":
            return verb, {"organisation": first, "name": name, "on": on}
        case "upgrade":
            return verb, {
                "organisation": first,
                "form": ("cuc", "vu", "trung_tam", "phong")[number],
                "on": on,
            }
        case "transfer":
            return verb, {"organisation": first, "parent": second, "on": on}
        case "merge":
            return verb, {"sources": [first], "into": second, "on": on}
        case "merge_new":
            parent = scene.m2 if first.body_id else None
            new = unit(name, form="cuc", code=f"moi-{number}")
            return "merge", {"sources": [first, second], "into": new, "parent": parent, "on": on}
        case "split":
            parts = [unit(f"{name} A", code=f"a{number}"), unit(f"{name} B", code=f"b{number}")]
            return verb, {"organisation": first, "parts": parts, "continues": number % 2 == 0, "on": on}
        case "establish":
            return verb, {"new": unit(name), "parent": second, "on": on}
    return verb, {"organisation": first, "on": on}


@pytest.mark.django_db
@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(history=acts)
def test_random_histories_never_overlap_and_never_rewrite_the_past(history: list[Any]) -> None:
    with acting(system("thử nghiệm")), transaction.atomic():
        scene = Scene()
        before = _snapshot()
        for verb, one, two, on, number in history:
            action, wishes = _wishes(scene, verb, one, two, on, number)
            refused: DomainError | None = None
            try:
                with transaction.atomic():
                    scene.act(action, **wishes)
            except DomainError as refusal:
                refused = refusal
            if refused is not None:
                assert refused.message
                assert refused.remedy
                assert _snapshot() == before, "a refused act changed something"
                continue
            after = _snapshot()
            for day in PROBES:
                if day < on:
                    assert after[day] == before[day], f"{action} on {on} changed {day}"
            assert after[on] != before[on], f"{action} on {on} changed nothing"
            _assert_tree(after)
            before = after
        transaction.set_rollback(True)
