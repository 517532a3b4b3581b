"""A decided scheme becomes work: tasks of each body with their day, results with their paper, duties in the register."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import Principal
from daumoi.history import actions as history
from daumoi.inbox import actions as inbox
from daumoi.mandates import actions as mandates
from daumoi.mandates.models import Assignment, Duty, Holding
from daumoi.organisations.models import Organisation
from daumoi.scheme.access import SchemePermission
from daumoi.scheme.actions.steps import journal, lock, require_coordinator, said
from daumoi.scheme.aftermath_rules import months_after
from daumoi.scheme.models import FollowTask, FollowTaskKind, Phase, ProposedForm, Scheme, SchemeState
from daumoi.scheme.queries.runs import ChosenLine, chosen_plan
from daumoi.scheme.queries.schemes import phases_of
from daumoi.scheme.queries.submission import way_view

INBOX_TASK = "scheme.task"
_NEW_FORMS = frozenset({ProposedForm.DEPARTMENT, ProposedForm.ADVISORY, ProposedForm.CENTRE})


@dataclass(frozen=True)
class Terms:
    """The days that the coordinator sets when a decision becomes work.

    `own_scheme_months`: so many months after a phase begins a body of that phase hands in its own scheme. Functions
    are decided by the last day of the phase.
    """

    designate_by: date
    own_scheme_months: int


@transaction.atomic
def open_tasks(*, by: Principal, scheme: Scheme, terms: Terms, address: str, today: date) -> list[FollowTask]:
    """Give every body of the chosen plan its tasks and put them on its list; those that exist stay as they are.

    :param address: the page of one task, with `0` where its number goes.
    :raises Conflict: no decision in the log, or no chosen plan.
    :raises Invalid: the day to designate by has passed, or months that make no sense.
    """
    require_coordinator(by, scheme)
    scheme = lock(scheme)
    decision = way_view(principal=by, scheme=scheme, day=today).newest_decision
    if scheme.state != SchemeState.DECIDED or decision is None:
        raise Conflict(
            "scheme.task.undecided",
            _("Đề án chưa có quyết định nên chưa giao việc cho các bộ."),
            remedy=_("Ghi việc ban hành quyết định ở trang đường đi của đề án trước."),
        )
    lines = chosen_plan(principal=by, scheme=scheme)
    if not lines:
        raise Conflict(
            "scheme.task.no_plan",
            _("Đề án không có phương án được chọn."),
            remedy=_("Phương án được chọn trước khi trình; kiểm tra lại trang Phương án."),
        )
    _check_terms(terms, decision.on)
    phases = {f"gd{one.number}": one for one in phases_of(principal=by, scheme=scheme)}
    cited = _("Quyết định số %(code)s ngày %(day)s") % {
        "code": decision.document,
        "day": f"{decision.on:%d/%m/%Y}",
    }
    bodies = {one.code: one for one in Organisation.objects.filter(code__in=[one.line.body for one in lines])}
    known = set(FollowTask.objects.filter(scheme=scheme).values_list("owner__code", "kind"))
    made: list[FollowTask] = []
    for one in lines:
        body, phase = bodies[one.line.body], phases.get(one.line.phase or "")
        for kind, due_on in _wanted(one, phase, terms, decision.on):
            if (body.code, kind) not in known:
                made.append(_give(scheme, body, phase, one, kind, due_on, cited, address))
    if made:
        journal(
            by,
            "scheme.tasks.opened",
            scheme,
            of=scheme,
            label=scheme.title,
            document=cited,
            details={"tasks": len(made), "bodies": len({one.owner_id for one in made})},
        )
    return made


def _check_terms(terms: Terms, decided_on: date) -> None:
    if terms.designate_by <= decided_on:
        raise Invalid(
            "scheme.task.day",
            _("Hạn chỉ định đơn vị phải sau ngày ban hành quyết định."),
            place=_("Hạn chỉ định đơn vị chuyên trách"),
            remedy=_("Chọn ngày muộn hơn."),
        )
    if not 1 <= terms.own_scheme_months <= 36:
        raise Invalid(
            "scheme.task.months",
            _("Số tháng từ 1 đến 36."),
            place=_("Số tháng hoàn thành đề án riêng"),
            remedy=_("Ghi lại số tháng."),
        )


def _wanted(
    one: ChosenLine, phase: Phase | None, terms: Terms, decided_on: date
) -> Iterable[tuple[str, date]]:
    """What follows for one body, with its day: nothing falls due before the decision itself."""
    yield FollowTaskKind.DESIGNATE, terms.designate_by
    if phase is None or not one.line.changes:
        return
    begins, ends = max(phase.starts, decided_on), phase.ends - timedelta(days=1)
    if one.line.form in _NEW_FORMS:
        yield FollowTaskKind.OWN_SCHEME, min(months_after(begins, terms.own_scheme_months), ends)
    yield FollowTaskKind.FUNCTIONS, ends
    if one.proposal is not None and any(row.given_up for row in one.proposal.posts.all()):
        yield FollowTaskKind.POSTS, ends


def _give(
    scheme: Scheme,
    body: Organisation,
    phase: Phase | None,
    one: ChosenLine,
    kind: str,
    due_on: date,
    cited: str,
    address: str,
) -> FollowTask:
    task = FollowTask.objects.create(
        scheme=scheme,
        owner=body,
        root_id=body.root_pk,
        phase=phase,
        kind=kind,
        form=one.line.form if one.line.changes else ProposedForm.KEEP.value,
        due_on=due_on,
        decision=cited[:300],
        is_simulated=scheme.is_simulated,
    )
    inbox.post(
        kind=INBOX_TASK,
        thing_id=task.pk,
        owner=body,
        permission=SchemePermission.PROPOSE,
        title=str(task.get_kind_display()),
        detail=_("%(option)s; Đề án %(title)s") % {"option": one.line.option_name, "title": scheme.title},
        document=cited,
        verb=_("Ghi kết quả"),
        address=address.replace("/0/", f"/{task.pk}/"),
        due_on=due_on,
    )
    return task


@transaction.atomic
def finish_task(
    *, by: Principal, task: FollowTask, on: date, document: str, today: date, at: datetime
) -> FollowTask:
    """The body says that a task is done, on which day and by which paper.

    :raises Forbidden: not of the body.
    :raises Invalid: no paper, or a day to come.
    :raises Conflict: done already.
    """
    by.require(SchemePermission.PROPOSE, body_id=task.root_id, owner_id=task.owner_id)
    task = (
        FollowTask.objects.select_for_update(of=("self",)).select_related("scheme", "owner").get(pk=task.pk)
    )
    if task.done_on is not None:
        raise Conflict(
            "scheme.task.done",
            _("Việc này đã ghi xong ngày %s.") % f"{task.done_on:%d/%m/%Y}",
            remedy=_("Tải lại trang."),
        )
    if on > today:
        raise Invalid(
            "scheme.task.future",
            _("Ngày %s chưa tới.") % f"{on:%d/%m/%Y}",
            place=_("Ngày"),
            remedy=_("Ghi ngày của văn bản."),
        )
    task.document = said(
        document,
        place=_("Văn bản"),
        message=_("Chưa ghi văn bản hoàn thành việc này."),
        remedy=_("Ghi số, ký hiệu, ngày của văn bản."),
    )[:300]
    task.done_on, task.done_by = on, by.name[:200]
    task.save()
    inbox.close(kind=INBOX_TASK, thing_id=task.pk, at=at)
    history.record(
        by=by,
        code="scheme.task.finished",
        thing=task,
        label=str(task.get_kind_display()),
        root_id=task.root_id,
        owner_id=task.owner_id,
        document=task.document,
    )
    return task


@transaction.atomic
def designate(
    *,
    by: Principal,
    task: FollowTask,
    unit: Organisation,
    duties: Sequence[Duty],
    on: date,
    document: str,
    today: date,
    at: datetime,
) -> list[Assignment]:
    """The body names its unit: the task is done, and the chosen duties go into the register of mandates.

    Each record rests on the body's paper and names the decision that asked for it.

    :raises Invalid: as `finish_task` and `mandates.assign`.
    """
    if task.kind != FollowTaskKind.DESIGNATE:
        raise Conflict(
            "scheme.task.kind",
            _("Việc này không phải chỉ định đơn vị chuyên trách."),
            remedy=_("Ghi kết quả ở trang của việc."),
        )
    done = finish_task(by=by, task=task, on=on, document=document, today=today, at=at)
    basis = mandates.Basis(document=done.document, note=done.decision)
    return [
        mandates.assign(
            by=by,
            body=task.owner,
            duty=duty,
            holding=Holding.LEAD,
            basis=basis,
            since=on,
            unit=unit,
            reason=_("theo %s") % done.decision,
        )
        for duty in duties
    ]
