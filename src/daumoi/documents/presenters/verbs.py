"""Which verbs a person may use on a paper now, and which of them is the one next step."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from daumoi.documents.access import DocumentPermission
from daumoi.documents.models import ChainAct, NumberingMode, Paper, PaperState, Series, Side, Step
from daumoi.documents.rules.ways import Act, allows
from daumoi.foundation.principal import Principal


@dataclass(frozen=True)
class Verb:
    """One thing to do with a paper: its words, where, and its sign."""

    code: str
    label: str
    url: str
    icon: str


_STEP_WORDS = {
    ChainAct.ADVISE: ("message", "advise"),
    ChainAct.CHECK: ("zoom-check", "advise"),
    ChainAct.APPROVE: ("signature", "approve"),
}


def may(principal: Principal, paper: Paper, permission: str) -> bool:
    """Whether the permission is held at the paper's desk."""
    return principal.may_at_home(permission, body_id=paper.root_id, owner_id=paper.owner_id)


def verbs_of(
    *, principal: Principal, paper: Paper, step: Step | None, series: Series | None, has_words: bool
) -> list[Verb]:
    """What the person may do now; the first is the next step, when anything is theirs to do."""
    if paper.side != Side.OUT:
        return []
    found: list[Verb] = []
    if paper.state == PaperState.DRAFT:
        found += _drafting(principal, paper, has_words=has_words)
    if paper.state == PaperState.SUBMITTED and step is not None:
        found += _step(principal, paper, step)
    if may(principal, paper, DocumentPermission.CLERK):
        found += _clerk(paper, step, series)
    if allows(paper.state, Act.CANCEL) and may(principal, paper, DocumentPermission.DRAFT):
        found.append(
            _verb("cancel", _("Huỷ dự thảo") if paper.state == PaperState.DRAFT else _("Huỷ"), "ban", paper)
        )
    return list({verb.code: verb for verb in found}.values())


def _drafting(principal: Principal, paper: Paper, *, has_words: bool) -> list[Verb]:
    if not may(principal, paper, DocumentPermission.DRAFT):
        return []
    write = _verb("write", _("Soạn tiếp"), "pencil", paper)
    submit = _verb("submit", _("Trình"), "send", paper)
    consult = _verb("consultation_new", _("Lấy ý kiến"), "message", paper)
    return [submit, write, consult] if has_words else [write, submit]


def _step(principal: Principal, paper: Paper, step: Step) -> list[Verb]:
    if not may(principal, paper, step.permission) or ChainAct(step.act) not in _STEP_WORDS:
        return []
    if step.is_outside:
        return [_verb("signed_outside", _("Ghi nhận đã ký"), "rubber-stamp", paper)]
    icon, route = _STEP_WORDS[ChainAct(step.act)]
    label = str(ChainAct(step.act).label)
    return [_verb(route, label[0].upper() + label[1:], icon, paper)]


def _clerk(paper: Paper, step: Step | None, series: Series | None) -> list[Verb]:
    found = []
    if allows(paper.state, Act.ISSUE):
        external = series is None or series.mode == NumberingMode.EXTERNAL
        own = series is not None and series.mode == NumberingMode.OWN
        found += [_verb("issue", _("Cấp số, ban hành"), "rubber-stamp", paper)] if own else []
        found += [_verb("record_issue", _("Ghi số đã cấp"), "rubber-stamp", paper)] if external else []
    elif allows(paper.state, Act.SIGN):
        found.append(_verb("signed_outside", _("Ghi nhận ký ngoài hệ thống"), "rubber-stamp", paper))
    if allows(paper.state, Act.RECALL):
        found.append(_verb("recall", _("Thu hồi"), "arrow-left", paper))
    return found


def _verb(code: str, label: str, icon: str, paper: Paper) -> Verb:
    return Verb(code, label, reverse(f"documents:{code}", args=[paper.pk]), icon)
