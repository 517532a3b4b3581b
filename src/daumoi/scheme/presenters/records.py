"""Schemes, proposals, runs and the way as plain values, for programs."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from daumoi.scheme import queries
from daumoi.scheme.models import Ceiling, Phase, PlanChoice, PlanRun, RunKind, Scheme, SubmissionEvent
from daumoi.scheme.presenters import words
from daumoi.scheme.queries import Moved, Optimum, ProposalView, SchemeRow, Several, Sheet, SheetCell, SheetRow
from daumoi.scheme.queries.submission import WayView
from daumoi.scheme.rules import Sum
from daumoi_calc import optimisation as calc


def scheme_data(row: SchemeRow) -> dict[str, Any]:
    """One scheme of the list."""
    return {**_scheme(row.scheme), "bodies": row.proposed}


def _scheme(scheme: Scheme) -> dict[str, Any]:
    return {
        "code": scheme.code,
        "title": scheme.title,
        "state": scheme.state,
        "as_of": scheme.as_of,
        "due_on": scheme.due_on,
        "is_open_to_bodies": scheme.is_published,
        "is_simulated": scheme.is_simulated,
    }


def scheme_detail(scheme: Scheme, phases: list[Phase], ceilings: list[Ceiling]) -> dict[str, Any]:
    """One scheme with its phases and ceilings."""
    return {
        **_scheme(scheme),
        "title_then": scheme.title_then,
        "purpose": scheme.purpose,
        "contact": scheme.contact,
        "survey_round": scheme.round.code if scheme.round is not None else None,
        "duty_set": scheme.duty_set.code if scheme.duty_set is not None else None,
        "phases": [
            {
                "number": one.number,
                "name": one.name,
                "starts": one.starts,
                "ends": one.ends,
                "most_changes": one.most_changes,
            }
            for one in phases
        ],
        "ceilings": [
            {
                "kind": one.kind,
                "post_kind": one.post_kind,
                "source": one.source,
                "year": one.year,
                "body": one.body.code if one.body is not None else None,
                "amount": one.amount,
                "basis": one.basis,
            }
            for one in ceilings
        ],
    }


# Proposals -----------------------------------------------------------------------------------------------


def rows_data(sheet: Sheet) -> list[dict[str, Any]]:
    """Every body that the reader may see, with its proposals."""
    return [_row(row) for row in sheet.rows]


def _row(row: SheetRow) -> dict[str, Any]:
    return {
        "body": row.present.body.code,
        "name": row.present.name,
        "unit_name": row.present.unit_name,
        "form": row.present.form,
        "may_propose": row.may_propose,
        "proposals": [_cell(cell) for cell in row.proposed],
    }


def _cell(cell: SheetCell) -> dict[str, Any]:
    proposal = cell.proposal
    return {
        "option": proposal.option,
        "form": proposal.form,
        "unit_name": proposal.unit_name,
        "phase": proposal.phase.number if proposal.phase is not None else None,
        "state": proposal.state,
        "nets": _nets(cell.nets),
        "open_questions": cell.questions,
        "is_suggested": cell.is_suggested,
    }


def _nets(nets: Mapping[str, Sum]) -> list[dict[str, Any]]:
    return [{"kind": kind, "total": one.total, "unknown": one.unknown} for kind, one in nets.items()]


def proposal_data(view: ProposalView) -> dict[str, Any]:
    """One Phương án whole."""
    one = view.proposal
    names = (
        *("option", "state", "origin", "form", "unit_name", "merge_with", "security", "security_unit"),
        *("reason", "legal_basis", "self_financing", "autonomy", "people_more", "document", "sent_at"),
    )
    return {
        **{name: getattr(one, name) for name in names},
        "scheme": one.scheme.code,
        "body": one.root.code,
        "body_name": view.body_name,
        "phase": one.phase.number if one.phase is not None else None,
        "financing": words.financing_words(view.financing),
        "nets": _nets(view.nets),
        "posts": [
            {
                "kind": post.kind,
                "needed": post.needed,
                "present": post.present,
                "given_up": post.given_up,
                "giver": post.giver_text,
                "is_suggested": post.is_suggested,
            }
            for post in one.posts.all()
        ],
        "money": [
            {
                "source": row.source,
                "year": row.year,
                "present": row.present,
                "running": row.running,
                "one_off": row.one_off,
            }
            for row in one.money.all()
        ],
        "duties": [
            {"duty": row.duty.code, "holder": row.holder, "holder_name": row.holder_text}
            for row in one.duties.all()
        ],
        "skills": [
            {"skill": row.skill, "needed": row.needed, "present": row.present} for row in one.skills.all()
        ],
        "questions": [
            {
                "number": row.pk,
                "text": row.text,
                "due_on": row.due_on,
                "answer": row.answer,
                "answered_at": row.answered_at,
            }
            for row in view.questions
        ],
        "sources": {name: cited.place for name, cited in view.cited.items()},
    }


# Runs ----------------------------------------------------------------------------------------------------


def runs_data(runs: Iterable[PlanRun], choice: PlanChoice | None) -> list[dict[str, Any]]:
    """Every computation, with the one that the scheme follows."""
    return [run_data(run, choice) for run in runs]


def run_data(run: PlanRun, choice: PlanChoice | None) -> dict[str, Any]:
    """One computation without its answer."""
    names = (
        *("number", "kind", "question", "is_feasible", "value", "bound", "gap", "problem_digest"),
        *("result_digest", "is_simulated", "made_by", "made_at"),
    )
    chosen = choice.variant if choice is not None and choice.run_id == run.pk else None
    return {**{name: getattr(run, name) for name in names}, "chosen": chosen}


def run_detail(run: PlanRun, choice: PlanChoice | None) -> dict[str, Any]:
    """One computation with the plans it found, or why there is none."""
    problem = queries.problem_of(run)
    plans = [_plan(problem, plan, variant) for variant, plan in enumerate(queries.plans_of(run))]
    told: dict[str, Any] = {"sentence": "", "conflicts": [], "breaks": [], "plans": plans, "steps": []}
    told |= _ANSWERS[RunKind(run.kind)](run, problem)
    notes = list(run.asked.get("notes", ()))
    return {**run_data(run, choice), "asked": run.asked, "versions": run.versions, "notes": notes, **told}


def _optimum(run: PlanRun, _problem: calc.Problem) -> dict[str, Any]:
    return {"conflicts": _sentences(queries.answer_of(run, Optimum).conflicts)}


def _several(run: PlanRun, _problem: calc.Problem) -> dict[str, Any]:
    return {"conflicts": _sentences(queries.answer_of(run, Several).conflicts)}


def _why_not(run: PlanRun, _problem: calc.Problem) -> dict[str, Any]:
    found = queries.answer_of(run, calc.WhyNot)
    return {"sentence": found.sentence, "conflicts": _sentences(found.conflicts)}


def _moved(run: PlanRun, _problem: calc.Problem) -> dict[str, Any]:
    steps = queries.answer_of(run, Moved).steps
    return {
        "steps": [
            {
                "extra": one.extra,
                "value": one.plan.value if one.plan is not None else None,
                "gain": one.gain,
                "gap": float(one.plan.gap) if one.plan is not None else None,
            }
            for one in steps
        ]
    }


def _manual(run: PlanRun, problem: calc.Problem) -> dict[str, Any]:
    found = queries.answer_of(run, calc.ManualScore)
    plan = {
        **_picture(queries.picture(problem=problem, choices=found.choices)),
        "variant": 0,
        "value": found.value,
        "bound": found.machine.bound if found.machine is not None else None,
        "gap": run.gap,
        "proof": "",
        **_figures(found.parts, found.usage),
    }
    return {"breaks": [one.sentence for one in found.violations], "plans": [plan]}


_ANSWERS = {
    RunKind.OPTIMUM: _optimum,
    RunKind.ALTERNATIVES: _several,
    RunKind.WHY_NOT: _why_not,
    RunKind.PARAMETRIC: _moved,
    RunKind.MANUAL: _manual,
}


def _sentences(conflicts: Iterable[calc.Conflict]) -> list[str]:
    return [one.sentence for one in conflicts]


def _plan(problem: calc.Problem, plan: calc.Plan, variant: int) -> dict[str, Any]:
    return {
        **_picture(queries.picture(problem=problem, choices=plan.choices)),
        "variant": variant,
        "value": plan.value,
        "bound": plan.bound,
        "gap": float(plan.gap),
        "proof": calc.describe(plan),
        **_figures(plan.parts, plan.usage),
    }


def _picture(found: queries.PlanPicture) -> dict[str, Any]:
    return {
        "assigned": [
            {
                "body": line.body,
                "body_name": line.body_name,
                "unit_name": line.unit_name,
                "option": line.option,
                "option_name": line.option_name,
                "form": line.form,
                "phase": line.phase,
                "preference": line.preference,
            }
            for line in found.lines
        ],
        "unmet": {one.line.body: one.wished_code for one in found.unmet},
    }


def _figures(parts: Iterable[calc.Part], usage: Iterable[calc.Usage]) -> dict[str, Any]:
    return {
        "parts": [{"code": one.code, "name": one.name, "points": one.points} for one in parts],
        "use": [
            {
                "kind": one.kind.value,
                "code": one.code,
                "name": one.name,
                "moment": one.moment,
                "used": one.used,
                "limit": one.limit,
            }
            for one in usage
        ],
    }


# The way -------------------------------------------------------------------------------------------------


def way_data(view: WayView, *, day: date) -> dict[str, Any]:
    """The log as of a day."""
    return {
        "scheme": view.scheme.code,
        "day": day,
        "state": view.standing.state,
        "sent_up_on": view.standing.sent_up_on,
        "waiting_days": view.standing.waiting_days,
        "times_sent_up": view.standing.laps,
        "may_follow": list(view.may_follow),
        "missing": list(view.missing),
        "lines": [_way_line(one, is_voided=one.pk in view.voided) for one in view.lines],
    }


def _way_line(event: SubmissionEvent, *, is_voided: bool) -> dict[str, Any]:
    names = ("kind", "on", "body_name", "field", "verdict", "document", "words", "recorded_by", "recorded_at")
    return {
        **{name: getattr(event, name) for name in names},
        "number": event.pk,
        "voids": event.voids_id,
        "is_voided": is_voided,
    }
