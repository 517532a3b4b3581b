"""The five acts of the chain, each on a page that says what will happen before it happens."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from daumoi.documents import actions, queries
from daumoi.documents.access import DocumentPermission
from daumoi.documents.actions.outside import take_back_signed
from daumoi.documents.actions.signing import current_step
from daumoi.documents.forms.verbs import JudgeForm, ReasonForm, SignedForm, SubmitForm
from daumoi.documents.models import ChainAct, Paper, PaperState, Step
from daumoi.documents.presenters import consequences
from daumoi.documents.queries import PaperSheet
from daumoi.documents.rules.ways import Act, next_state
from daumoi.documents.views.door import attempted, opened_paper, posted, sent, status_of, uploaded
from daumoi.foundation import clock
from daumoi.foundation.errors import Conflict
from daumoi.ui.requests import PageRequest


@dataclass(frozen=True)
class VerbPage:
    """One verb on one paper: its words, what it will do, its form."""

    title: str
    lead: str
    verb: str
    done: str
    icon: str = "check"
    will: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    is_dangerous: bool = False


def verb_page(
    request: PageRequest,
    paper: Paper,
    form: forms.Form,
    page: VerbPage,
    act: Callable[[], Any],
    *,
    to: str = "paper",
) -> HttpResponse:
    """Show a verb, or do it and go back to the paper; a refusal is shown on the page."""
    if posted(request) and form.is_valid() and attempted(form, act) is not None:
        messages.success(request, page.done)
        return redirect(f"documents:{to}", paper.pk)
    context = {"paper": paper, "form": form, "page": page, "has_file": form.is_multipart()}
    return render(request, "documents/verbs/verb.html", context, status=status_of(form))


def sheet_of(request: PageRequest, paper: Paper) -> PaperSheet:
    """The paper with everything around it."""
    return queries.paper_sheet(principal=request.principal, paper=paper)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def submit(request: PageRequest, number: int) -> HttpResponse:
    """Trình: choose the route; the phiếu trình is made."""
    paper = opened_paper(request, number, DocumentPermission.DRAFT)
    next_state(paper.state, Act.SUBMIT)
    sheet = sheet_of(request, paper)
    routes = actions.routes_for(paper=paper)
    form = SubmitForm(sent(request), routes=consequences.route_choices(routes))
    page = VerbPage(
        title=_("Trình"),
        lead=_("Chọn quy trình; bước đầu của quy trình xong ngay khi trình."),
        verb=_("Trình"),
        icon="send",
        done=_("Đã trình. Phiếu trình tải được ở trang này."),
        will=consequences.submitting(sheet),
        stale=_stale(request, paper),
    )

    def act() -> list[Step]:
        given = form.cleaned_data
        return actions.submit_paper(
            by=request.principal, paper=paper, route=given["route"], note=given["note"], at=clock.now()
        )

    return verb_page(request, paper, form, page, act)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def advise(request: PageRequest, number: int) -> HttpResponse:
    """Cho ý kiến, thẩm định: agree and pass on, or send back with the reason."""
    paper, step = _stepped(request, number)
    if step.act not in (ChainAct.ADVISE, ChainAct.CHECK):
        raise _other_turn(step)
    is_check = step.act == ChainAct.CHECK
    form = JudgeForm(sent(request), agree=_("Đạt, chuyển tiếp") if is_check else _("Nhất trí, chuyển tiếp"))
    page = VerbPage(
        title=_("Thẩm định") if is_check else _("Cho ý kiến"),
        lead=step.title,
        verb=_("Ghi ý kiến"),
        done=_("Đã ghi ý kiến."),
        will=consequences.judging(step, sheet_of(request, paper)),
        stale=_stale(request, paper),
    )

    def act() -> Step:
        opinion = form.cleaned_data["opinion"]
        return actions.advise(
            by=request.principal, paper=paper, opinion=opinion, at=clock.now(), agrees=form.agrees
        )

    return verb_page(request, paper, form, page, act)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def approve(request: PageRequest, number: int) -> HttpResponse:
    """Phê duyệt: from here the words and their figures stand still; or send back."""
    paper, step = _stepped(request, number)
    if step.act != ChainAct.APPROVE or step.is_outside:
        raise _other_turn(step)
    form = JudgeForm(sent(request), agree=_("Phê duyệt"))
    page = VerbPage(
        title=_("Phê duyệt"),
        lead=step.title,
        verb=_("Ghi quyết định"),
        icon="signature",
        done=_("Đã ghi quyết định."),
        will=consequences.judging(step, sheet_of(request, paper)),
        stale=_stale(request, paper),
    )

    def act() -> Step:
        opinion = form.cleaned_data["opinion"]
        if form.agrees:
            return actions.approve(by=request.principal, paper=paper, opinion=opinion, at=clock.now())
        return actions.send_back(by=request.principal, paper=paper, reason=opinion, at=clock.now())

    return verb_page(request, paper, form, page, act)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def signed_outside(request: PageRequest, number: int) -> HttpResponse:
    """Record a signature given in the body's own system, with the signed PDF."""
    paper = opened_paper(request, number, DocumentPermission.CLERK)
    next_state(paper.state, Act.SIGN)
    form = SignedForm(sent(request), request.FILES or None, initial={"signer": _signer(paper)})
    page = VerbPage(
        title=_("Ghi nhận ký ngoài hệ thống"),
        lead=_("Văn bản đã ký trên giấy hoặc ở hệ thống văn bản của cơ quan."),
        verb=_("Ghi nhận đã ký"),
        done=_("Đã ghi nhận chữ ký. Việc tiếp theo: cấp số."),
        icon="rubber-stamp",
        will=[
            _("Lời văn và số liệu chốt theo bản đang có; kiểm tra bản ký đúng là bản này."),
            _("Các bước còn lại của quy trình ghi là bỏ qua, trừ bước đang chờ ký ngoài hệ thống."),
        ],
        stale=_stale(request, paper),
    )

    def act() -> Paper:
        given = form.cleaned_data
        return take_back_signed(
            by=request.principal,
            paper=paper,
            signer=given["signer"],
            at=clock.now(),
            file=uploaded(given["file"]),
        )

    return verb_page(request, paper, form, page, act)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def cancel(request: PageRequest, number: int) -> HttpResponse:
    """Give a draft up, with the reason."""
    paper = opened_paper(request, number, DocumentPermission.DRAFT)
    next_state(paper.state, Act.CANCEL)
    form = ReasonForm(sent(request))
    page = VerbPage(
        title=_("Huỷ văn bản"),
        lead=_("Văn bản không được ban hành nữa."),
        verb=_("Huỷ văn bản"),
        icon="ban",
        done=_("Đã huỷ văn bản."),
        will=[_("Lời văn, các bản và ý kiến giữ nguyên để tra cứu; không mở lại được.")],
        is_dangerous=True,
    )
    reason = "reason"
    return verb_page(
        request,
        paper,
        form,
        page,
        lambda: actions.cancel_paper(by=request.principal, paper=paper, reason=form.cleaned_data[reason]),
    )


def _stepped(request: PageRequest, number: int) -> tuple[Paper, Step]:
    """A submitted paper and the step it waits at, for somebody who may take that step."""
    paper = opened_paper(request, number)
    if paper.state != PaperState.SUBMITTED:
        next_state(paper.state, Act.RETURN)
    step = current_step(paper=paper)
    request.principal.require_at_home(step.permission, body_id=paper.root_id, owner_id=paper.owner_id)
    return paper, step


def _other_turn(step: Step) -> Conflict:
    return Conflict(
        "documents.step.act",
        _("Văn bản đang chờ bước “%(step)s” (%(act)s).")
        % {"step": step.title, "act": step.get_act_display()},
        remedy=_("Mở trang văn bản để làm đúng bước."),
    )


def _stale(request: PageRequest, paper: Paper) -> list[str]:
    rows = queries.figures_of(principal=request.principal, paper=paper, day=request.today)
    return consequences.stale_figures(rows)


def _signer(paper: Paper) -> str:
    signing = actions.newest_content(paper=paper).signing
    return " ".join(part for part in (signing.position.capitalize(), signing.name) if part)
