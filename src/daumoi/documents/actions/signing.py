"""The signing chain: five acts kept apart, each by somebody, each on a known version of the words."""

from datetime import datetime

from django.db import transaction

from daumoi.documents.access import DocumentPermission
from daumoi.documents.actions.drafting import newest_version
from daumoi.documents.actions.figures import freeze_figures
from daumoi.documents.actions.steps import journal, require
from daumoi.documents.models import ChainAct, OwnRoute, Paper, Route, Step, StepState
from daumoi.documents.rules import ways
from daumoi.documents.rules.chain import RouteStep, route_steps
from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import Principal
from daumoi.inbox import actions as inbox

INBOX_STEP = "documents.step"


def routes_for(*, paper: Paper) -> list[tuple[str, str, list[RouteStep]]]:
    """The routes a paper may take: the body's own for its kind, then the pack's; key, name, steps."""
    own = [
        (f"own-{route.pk}", route.name, route_steps(route.steps, place=route.name))
        for route in OwnRoute.objects.filter(root_id=paper.root_id, is_active=True)
        if not route.kinds or paper.kind.code in route.kinds
    ]
    common = [
        (route.code, str(route), route_steps(route.steps, place=route.code))
        for route in Route.objects.all()
        if not route.kinds or paper.kind.code in route.kinds
    ]
    return own + common


@transaction.atomic
def submit_paper(*, by: Principal, paper: Paper, route: str, note: str, at: datetime) -> list[Step]:
    """Submit a draft along a route (trình): the first step is done by this act, the next person is told."""
    require(by, paper, DocumentPermission.DRAFT)
    paper.state = ways.next_state(paper.state, ways.Act.SUBMIT)
    chosen = {key: steps for key, _, steps in routes_for(paper=paper)}
    if route not in chosen:
        raise Invalid(
            "documents.route.unknown",
            "Không có quy trình ký này cho loại văn bản.",
            remedy="Chọn trong danh sách quy trình.",
            place="Quy trình ký",
        )
    lap = (Step.objects.filter(paper=paper).order_by("-lap").values_list("lap", flat=True).first() or 0) + 1
    made = Step.objects.bulk_create(
        Step(
            paper=paper,
            owner_id=paper.owner_id,
            root_id=paper.root_id,
            lap=lap,
            order=order,
            act=step.act,
            title=step.title,
            permission=step.permission,
            is_outside=step.outside,
        )
        for order, step in enumerate(chosen[route], start=1)
    )
    paper.save()
    _finish(made[0], by=by, opinion=note, at=at)
    _call_next(paper, lap=lap)
    journal(by, paper, "documents.paper.submitted", reason=note, details={"route": route, "lap": lap})
    return made


@transaction.atomic
def advise(*, by: Principal, paper: Paper, opinion: str, at: datetime, agrees: bool = True) -> Step:
    """Take the current step of giving an opinion or checking: agree and pass on, or send back with the reason.

    :raises Conflict: the current step is not one of these.
    :raises Invalid: sending back without saying why.
    """
    step = current_step(paper=paper)
    _require_step(by, step)
    if step.act not in (ChainAct.ADVISE, ChainAct.CHECK):
        raise Conflict(
            "documents.step.act",
            f"Bước hiện tại là “{step.get_act_display()}”, không phải cho ý kiến hay thẩm định.",
            remedy="Tải lại trang của văn bản.",
        )
    if not agrees:
        return _send_back(by, paper, step, opinion, at)
    _finish(step, by=by, opinion=opinion, at=at)
    _call_next(paper, lap=step.lap)
    code = "documents.paper.checked" if step.act == ChainAct.CHECK else "documents.paper.advised"
    journal(by, paper, code, reason=opinion)
    return step


@transaction.atomic
def approve(*, by: Principal, paper: Paper, opinion: str, at: datetime, outside: str = "") -> Step:
    """Approve and sign (phê duyệt): the words and the figures in them stand still from here.

    `outside` names the signer when the paper was signed in the body's own system and a clerk records it.
    """
    step = current_step(paper=paper)
    if outside.strip():
        require(by, paper, DocumentPermission.CLERK)
    else:
        _require_step(by, step)
    if step.act != ChainAct.APPROVE:
        raise Conflict(
            "documents.step.act",
            f"Chưa đến bước phê duyệt; đang chờ “{step.title}”.",
            remedy="Chờ các bước trước hoặc liên hệ người đang giữ văn bản.",
        )
    _finish(step, by=by, opinion=opinion, at=at, done_by=outside)
    freeze_figures(by=by, paper=paper, at=at)
    paper.state = ways.next_state(paper.state, ways.Act.SIGN)
    _name_signer(paper, outside)
    paper.save()
    _call_next(paper, lap=step.lap)
    journal(by, paper, "documents.paper.approved", reason=opinion, details={"signer": outside or by.name})
    return step


@transaction.atomic
def send_back(*, by: Principal, paper: Paper, reason: str, at: datetime) -> Step:
    """Send a submitted paper back to its drafter from whatever step it waits at, with the reason."""
    step = current_step(paper=paper)
    _require_step(by, step)
    return _send_back(by, paper, step, reason, at)


@transaction.atomic
def record_signed_outside(*, by: Principal, paper: Paper, signer: str, at: datetime) -> Paper:
    """A draft that went no way in this program came back signed: its figures stand still, it waits for its number."""
    require(by, paper, DocumentPermission.CLERK)
    if not signer.strip():
        raise Invalid(
            "documents.signer",
            "Chưa ghi người ký.",
            remedy="Ghi chức vụ và họ tên người ký.",
            place="Người ký",
        )
    paper.state = ways.next_state(paper.state, ways.Act.SIGN)
    inbox.close(kind=INBOX_STEP, thing_id=paper.pk, at=at)
    Step.objects.filter(paper=paper, state__in=(StepState.CURRENT, StepState.WAITING)).update(
        state=StepState.SKIPPED, done_at=at, done_by=by.name
    )
    freeze_figures(by=by, paper=paper, at=at)
    _name_signer(paper, signer)
    paper.save()
    journal(by, paper, "documents.paper.signed_outside", details={"signer": signer})
    return paper


def _name_signer(paper: Paper, written: str) -> None:
    """Keep who signed as the clerk read it on the paper: position, comma, name (or the name alone)."""
    if not written.strip():
        return
    position, comma, name = written.strip().rpartition(",")
    paper.signer_position = position.strip()[:100] if comma else ""
    paper.signer_full_name = name.strip()[:50]


def current_step(*, paper: Paper) -> Step:
    """The step that waits; `Conflict` when none does."""
    step = Step.objects.select_for_update().filter(paper=paper, state=StepState.CURRENT).first()
    if step is None:
        raise Conflict(
            "documents.step.none",
            "Văn bản không chờ bước ký nào.",
            remedy="Tải lại trang để xem bước tiếp theo của văn bản.",
        )
    step.paper = paper
    return step


def _require_step(by: Principal, step: Step) -> None:
    paper = step.paper
    by.require_at_home(step.permission, body_id=paper.root_id, owner_id=paper.owner_id)


def _send_back(by: Principal, paper: Paper, step: Step, reason: str, at: datetime) -> Step:
    if not reason.strip():
        raise Invalid(
            "documents.return.reason",
            "Trả lại dự thảo phải ghi cần sửa gì.",
            remedy="Ghi ý kiến để người soạn sửa.",
            place="Ý kiến",
        )
    paper.state = ways.next_state(paper.state, ways.Act.RETURN)
    paper.save()
    _finish(step, by=by, opinion=reason, at=at, state=StepState.RETURNED)
    Step.objects.filter(paper=paper, lap=step.lap, state=StepState.WAITING).update(state=StepState.SKIPPED)
    inbox.post(
        kind="documents.returned",
        thing_id=paper.pk,
        owner=paper.owner,
        permission=DocumentPermission.DRAFT,
        title=f"Sửa dự thảo: {paper.subject}",
        detail=f"{by.name}: {reason}",
        verb="Sửa dự thảo",
        address=f"/van-ban/{paper.pk}/soan/",
        due_on=paper.due_date,
    )
    journal(by, paper, "documents.paper.returned", reason=reason)
    return step


def _finish(
    step: Step,
    *,
    by: Principal,
    opinion: str,
    at: datetime,
    state: StepState = StepState.DONE,
    done_by: str = "",
) -> None:
    step.state, step.opinion = state, opinion.strip()
    step.version = newest_version(paper=step.paper)
    step.person_id = by.person_id
    step.done_by, step.done_at = (done_by.strip() or by.name)[:200], at
    step.save()
    inbox.close_all(kinds=(INBOX_STEP, "documents.returned"), things=(step.paper_id,), at=at)


def _call_next(paper: Paper, *, lap: int) -> None:
    step = Step.objects.filter(paper=paper, lap=lap, state=StepState.WAITING).order_by("order").first()
    if step is None:
        return
    step.state = StepState.CURRENT
    step.save(update_fields=["state"])
    inbox.post(
        kind=INBOX_STEP,
        thing_id=paper.pk,
        owner=paper.owner,
        permission=step.permission,
        title=f"{step.get_act_display().capitalize()}: {paper.kind.name} {paper.subject}",
        detail=step.title,
        verb=_VERBS[ChainAct(step.act)],
        address=f"/van-ban/{paper.pk}/",
        due_on=paper.due_date,
    )


_VERBS = {
    ChainAct.SUBMIT: "Trình",
    ChainAct.ADVISE: "Cho ý kiến",
    ChainAct.CHECK: "Thẩm định",
    ChainAct.APPROVE: "Phê duyệt",
    ChainAct.ISSUE: "Cấp số, ban hành",
}
