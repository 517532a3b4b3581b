"""Asking the planner: every question is stored with what it was computed from, and one plan is chosen."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import Principal
from daumoi.scheme.actions.steps import journal, lock, require_coordinator, require_open, said
from daumoi.scheme.models import Ceiling, PlanChoice, PlanRun, RunKind, Scheme
from daumoi.scheme.queries.computing import choices_of, compute, versions
from daumoi.scheme.queries.planning import KEEP, Prepared, ceiling_code, prepare
from daumoi_calc import optimisation as calc

MOST_STEPS = 12
"""A table of moved ceilings longer than this is not read by anybody."""


@dataclass(frozen=True)
class Wanted:
    """What becomes of one body: an option of the problem, in a phase (None: as it is)."""

    unit: str
    option: str
    phase: str | None = None


@transaction.atomic
def solve_plan(*, by: Principal, scheme: Scheme, at: datetime) -> PlanRun:
    """The plan of the most points under ceilings and rules; where none exists, the run says why."""
    return _ask(by, scheme, RunKind.OPTIMUM, _("Phương án nào được nhiều điểm nhất?"), {}, at)


@transaction.atomic
def find_alternatives(
    *, by: Principal, scheme: Scheme, at: datetime, within_percent: int = 2, count: int = 5, differ: int = 2
) -> PlanRun:
    """Plans within some percent of the best that differ from each other in at least `differ` choices."""
    if not 0 <= within_percent <= 50 or not 2 <= count <= 10:
        raise Invalid(
            "scheme.alternatives",
            _("Chỉ so từ 2 đến 10 phương án, kém nhau không quá 50 %%."),
            remedy=_("Sửa lại hai số."),
        )
    question = _("Có phương án nào khác gần ngang (kém không quá %d %%)?") % within_percent
    asked = {"within_percent": within_percent, "count": count, "differ": differ}
    return _ask(by, scheme, RunKind.ALTERNATIVES, question, asked, at)


@transaction.atomic
def ask_why_not(*, by: Principal, scheme: Scheme, wanted: Wanted, at: datetime) -> PlanRun:
    """Force a choice in: what falls out, what it costs, or why it cannot be."""
    prepared = _prepared(by, scheme)
    names = _words(prepared.problem, wanted)
    return _ask(
        by,
        scheme,
        RunKind.WHY_NOT,
        _("Vì sao không chọn %s?") % names,
        {"unit": wanted.unit, "option": wanted.option, "phase": wanted.phase},
        at,
        prepared=prepared,
    )


@transaction.atomic
def move_ceiling(
    *, by: Principal, scheme: Scheme, ceiling: Ceiling, steps: Sequence[int], at: datetime
) -> PlanRun:
    """What a ceiling moved by each of `steps` (posts or đồng) would buy. The present ceiling is always among them."""
    chosen = sorted({0, *steps})
    if len(chosen) < 2 or len(chosen) > MOST_STEPS:
        raise Invalid(
            "scheme.steps",
            _("Cần từ một đến %d mức nới khác nhau.") % (MOST_STEPS - 1),
            place=_("Các mức nới"),
            remedy=_("Ghi các số cách nhau bằng dấu cách, ví dụ 5 10 20."),
        )
    asked = {"ceiling": ceiling_code(ceiling), "steps": chosen}
    question = _("Nới trần “%s” thì được gì?") % ceiling
    return _ask(by, scheme, RunKind.PARAMETRIC, question, asked, at)


@transaction.atomic
def score_manual(*, by: Principal, scheme: Scheme, choices: Sequence[Wanted], at: datetime) -> PlanRun:
    """A plan made by hand, scored beside the planner's, with everything it breaks in words."""
    prepared = _prepared(by, scheme)
    given = {choice.unit: choice for choice in choices}
    whole = [
        given.get(unit.code, Wanted(unit.code, unit.options[0].code))
        for unit in prepared.problem.units
        if unit.options
    ]
    rows = [{"unit": one.unit, "option": one.option, "phase": one.phase} for one in whole]
    changed = sum(1 for one in whole if one.option != KEEP and one.phase is not None)
    question = _("Phương án lập bằng tay: %d đơn vị thay đổi.") % changed
    return _ask(by, scheme, RunKind.MANUAL, question, {"choices": rows}, at, prepared=prepared)


@transaction.atomic
def choose_plan(
    *, by: Principal, run: PlanRun, reason: str, at: datetime, variant: int = 0, document: str = ""
) -> PlanChoice:
    """The plan of a run becomes the scheme's plan (phương án tổng thể được chọn), with the reason.

    :raises Conflict: the run has no plan that keeps every rule, or the scheme was submitted.
    """
    require_coordinator(by, run.scheme)
    scheme = lock(run.scheme)
    require_open(scheme)
    if not choices_of(run, variant):
        raise Conflict(
            "scheme.no_plan",
            _("Lần tính %d không có phương án nào giữ được mọi ràng buộc để chọn.") % run.number,
            remedy=_("Chọn phương án của một lần tính khác, hoặc sửa trần, ràng buộc rồi tính lại."),
        )
    reason = said(
        reason,
        place=_("Lý do chọn"),
        message=_("Chưa nêu lý do chọn phương án này."),
        remedy=_("Máy chỉ tính, người chọn: nêu ý kiến của lãnh đạo, hội đồng hoặc cuộc họp."),
    )
    PlanChoice.objects.filter(scheme=scheme, ended_at__isnull=True).update(ended_at=at)
    made = PlanChoice.objects.create(
        scheme=scheme,
        owner_id=scheme.owner_id,
        root_id=scheme.root_id,
        run=run,
        variant=variant,
        reason=reason,
        document=document.strip(),
        chosen_by=by.name,
        chosen_at=at,
    )
    journal(
        by,
        "scheme.plan.chosen",
        made,
        of=scheme,
        label=run.question,
        reason=reason,
        document=made.document,
        details={"run": run.number, "variant": variant, "digest": run.result_digest},
    )
    return made


def _prepared(by: Principal, scheme: Scheme) -> Prepared:
    prepared = prepare(principal=by, scheme=scheme)
    if not prepared.problem.phases:
        raise Conflict(
            "scheme.no_phase",
            _("Đề án chưa chia giai đoạn nên chưa tính được phương án."),
            remedy=_("Thêm giai đoạn ở trang đề án."),
        )
    if not prepared.has_choices:
        raise Conflict(
            "scheme.nothing_to_choose",
            _("Chưa có đề xuất nào đủ số liệu để tính: %s")
            % (" ".join(prepared.notes) or _("chưa bộ nào gửi.")),
            remedy=_("Lấy đề xuất từ trả lời khảo sát, hoặc đề nghị bộ bổ sung số biên chế."),
        )
    return prepared


def _words(problem: calc.Problem, wanted: Wanted) -> str:
    """The choice in words. Raises `Invalid` when the problem has no such option."""
    unit = next((one for one in problem.units if one.code == wanted.unit), None)
    option = next((one for one in unit.options if one.code == wanted.option), None) if unit else None
    if unit is None or option is None:
        raise Invalid(
            "scheme.why_not",
            _("Bộ này không có phương án ấy trong bài toán."),
            place=_("Phương án"),
            remedy=_("Chọn trong danh sách; phương án thiếu số liệu chưa tính được."),
        )
    body = next(one.name for one in problem.bodies if one.code == unit.body)
    phase = next((one.name for one in problem.phases if one.code == wanted.phase), "")
    return f"{body}: {option.name}{f', {phase}' if phase else ''}"


def _ask(
    by: Principal,
    scheme: Scheme,
    kind: RunKind,
    question: str,
    asked: Mapping[str, Any],
    at: datetime,
    prepared: Prepared | None = None,
) -> PlanRun:
    require_coordinator(by, scheme)
    prepared = prepared or _prepared(by, scheme)
    try:
        found = compute(kind=kind, problem=prepared.problem, asked=asked)
    except calc.NoPlan as none:
        raise Conflict(
            "scheme.no_plan_yet",
            str(none),
            remedy=_(
                "Tính “phương án nhiều điểm nhất” trước để xem những ràng buộc nào không cùng giữ được."
            ),
        ) from none
    except calc.ProblemError as error:
        raise Conflict(
            "scheme.problem", str(error), remedy=_("Sửa trần, ràng buộc theo câu trên.")
        ) from error
    scheme = lock(scheme)
    last = PlanRun.objects.filter(scheme=scheme).aggregate(last=Max("number"))["last"]
    distance = None
    if found.value is not None and found.bound is not None:
        distance = (found.bound - found.value) / max(1, abs(found.value))
    made = PlanRun.objects.create(
        scheme=scheme,
        owner_id=scheme.owner_id,
        root_id=scheme.root_id,
        number=(last or 0) + 1,
        kind=kind,
        question=question,
        problem=json.loads(calc.to_json(prepared.problem)),
        problem_digest=calc.digest(prepared.problem),
        result=found.result,
        result_digest=found.digest,
        asked={**asked, "notes": list(prepared.notes)},
        is_feasible=found.is_feasible,
        value=found.value,
        bound=found.bound,
        gap=distance,
        versions=versions(),
        is_simulated=scheme.is_simulated,
        made_by=by.name or by.system,
        made_at=at,
    )
    journal(
        by,
        "scheme.plan.computed",
        made,
        of=scheme,
        label=question,
        details={"problem": made.problem_digest, "result": made.result_digest},
    )
    return made
