"""Pages of proposals: the sheet, one Phương án, writing, sending, asking, the sums."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from daumoi.foundation.errors import Conflict
from daumoi.scheme import actions, queries
from daumoi.scheme.access import (
    SchemePermission,
    access_proposal,
    access_proposing_body,
    may_coordinate,
)
from daumoi.scheme.actions.steps import require_open
from daumoi.scheme.forms import AnswerForm, ProposalForm, QuestionForm, SendForm, WithdrawForm
from daumoi.scheme.models import Proposal, ProposalState, Scheme
from daumoi.scheme.presenters import pages, pictures, sheets, words
from daumoi.scheme.views.doors import (
    attempted,
    changing,
    coordinated,
    download,
    kept,
    moment,
    posted,
    seen_scheme,
    status_of,
    step_page,
)
from daumoi.ui.requests import PageRequest


@require_safe
@login_required
def sheet(request: PageRequest, code: str) -> HttpResponse:
    """Bodies × Phương án 1, 2, 3."""
    scheme = seen_scheme(request, code)
    found = queries.sheet(principal=request.principal, scheme=scheme)
    chosen = request.GET.get("loc", "")
    form = request.GET.get("mo-hinh", "")
    context = {
        "scheme": scheme,
        "page": pages.sheet_page(found, chosen=chosen, form=form),
        "sheet": found,
        "coordinates": may_coordinate(principal=request.principal, scheme=scheme),
        "phases": queries.phases_of(principal=request.principal, scheme=scheme),
        "kept": kept(request),
    }
    return render(request, "scheme/sheet.html", context)


@require_safe
@login_required
def sheet_workbook(request: PageRequest, code: str) -> HttpResponse:
    """The sheet and the sums as a workbook."""
    scheme = seen_scheme(request, code)
    principal = request.principal
    found = queries.sheet(principal=principal, scheme=scheme)
    totals = queries.sums(principal=principal, scheme=scheme)
    content = sheets.proposals_workbook(found, totals, day=scheme.as_of)
    return download(content, name=f"de-xuat-{scheme.code}.xlsx")


@require_POST
@login_required
def take_sent(request: PageRequest, code: str) -> HttpResponse:
    """Take what was sent into the sums."""
    scheme = changing(request, code)
    count = actions.take_proposals(by=request.principal, scheme=scheme, at=moment())
    messages.success(request, _("Đã tổng hợp %d phương án.") % count)
    return redirect("scheme:sheet", code)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def suggest(request: PageRequest, code: str) -> HttpResponse:
    """Reckon the posts that nobody stated, so that nothing grows; marked until the body confirms them."""
    scheme = changing(request, code)
    found = queries.sheet(principal=request.principal, scheme=scheme)
    lacking = [cell.proposal for cell in found.incomplete]
    form = forms.Form(request.POST or None)
    if posted(request):
        made = actions.suggest_posts(by=request.principal, proposals=lacking)
        messages.success(request, _("Đã gợi ý %d ô, đánh dấu chờ bộ xác nhận.") % made)
        return redirect("scheme:sheet", code)
    notes = (
        _(
            "Cục, Vụ: nhận số người hưởng lương ngân sách thành biên chế công chức, đơn vị khác thuộc bộ giảm tương ứng."
        ),
        _("Hình thức khác: giữ số hiện được giao."),
        _("Ô gợi ý có dấu riêng trên mọi trang; bộ sửa phương án thì dấu mất."),
    )
    return step_page(
        request,
        scheme,
        form,
        title=_("Gợi ý số biên chế"),
        verb=_("Gợi ý cho %d phương án") % len(lacking),
        lead=_("%d phương án chưa nêu đủ số biên chế nên chưa tính được.") % len(lacking),
        back=reverse("scheme:sheet", args=[code]),
        notes=notes,
    )


def _proposal(
    request: PageRequest,
    code: str,
    body: str,
    option: int,
    permission: SchemePermission = SchemePermission.VIEW,
) -> tuple[Scheme, Proposal]:
    scheme = seen_scheme(request, code)
    found = access_proposal(
        principal=request.principal, scheme=scheme, body_code=body, option=option, permission=permission
    )
    found.scheme = scheme
    return scheme, found


@require_safe
@login_required
def proposal(request: PageRequest, code: str, body: str, option: int) -> HttpResponse:
    """One Phương án with where each figure came from."""
    scheme, found = _proposal(request, code, body, option)
    view = queries.proposal_view(principal=request.principal, proposal=found)
    coordinates = may_coordinate(principal=request.principal, scheme=scheme)
    context = {
        "scheme": scheme,
        "view": view,
        "proposal": found,
        "page": pages.proposal_page(view, coordinates=coordinates),
        "sentence": words.proposal_sentence(view),
        "tone": words.PROPOSAL_TONES[found.state],
        "financing": words.financing_words(view.financing),
        "is_draft": found.state == ProposalState.DRAFT,
    }
    return render(request, "scheme/proposal.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def proposal_edit(request: PageRequest, code: str, body: str, option: int) -> HttpResponse:
    """Write a Phương án: a new one, a draft, or a change of what was sent."""
    scheme = seen_scheme(request, code)
    require_open(scheme)
    owner = access_proposing_body(principal=request.principal, scheme=scheme, body_code=body)
    known = queries.held_proposal(principal=request.principal, scheme=scheme, body=owner, option=option)
    form = ProposalForm(
        request.POST or None,
        phases=queries.phases_of(principal=request.principal, scheme=scheme),
        duties=queries.duties_of(scheme=scheme),
        held=known,
        may_suggest=known is None and may_coordinate(principal=request.principal, scheme=scheme),
        initial=ProposalForm.initial_of(known) if known is not None else None,
    )
    if posted(request) and form.is_valid():
        made = attempted(
            form,
            lambda: actions.write_proposal(
                by=request.principal,
                scheme=scheme,
                body=owner,
                option=option,
                given=form.given(),
                at=moment(),
                document=form.cleaned_data["document"],
                is_suggestion=form.cleaned_data.get("is_suggestion", False),
            ),
        )
        if made is not None:
            messages.success(request, _("Đã ghi Phương án %d.") % option)
            return redirect("scheme:proposal", code, body, option)
    context = {
        "scheme": scheme,
        "form": form,
        "known": known,
        "option": option,
        "body_name": queries.body_name(scheme=scheme, body=owner),
        "back": reverse("scheme:proposal", args=[code, body, option])
        if known is not None
        else reverse("scheme:sheet", args=[code]),
    }
    return render(request, "scheme/proposal_form.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def proposal_send(request: PageRequest, code: str, body: str, option: int) -> HttpResponse:
    """Send a draft under an official letter."""
    scheme, found = _proposal(request, code, body, option, SchemePermission.PROPOSE)
    require_open(scheme)
    if found.state != ProposalState.DRAFT:
        raise Conflict("scheme.sent", _("Phương án này đã gửi rồi."))
    form = SendForm(request.POST or None)
    if posted(request) and form.is_valid():
        done = attempted(
            form,
            lambda: actions.send_proposal(
                by=request.principal, proposal=found, at=moment(), **form.cleaned_data
            ),
        )
        if done is not None:
            messages.success(request, _("Đã gửi Phương án %d.") % option)
            return redirect("scheme:proposal", code, body, option)
    return step_page(
        request,
        scheme,
        form,
        title=_("Gửi Phương án %d") % option,
        verb=_("Gửi phương án"),
        lead=_("Phương án gửi kèm công văn đã ký; từ đó cơ quan điều phối thấy và tổng hợp."),
        back=reverse("scheme:proposal", args=[code, body, option]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def proposal_withdraw(request: PageRequest, code: str, body: str, option: int) -> HttpResponse:
    """Take a Phương án back."""
    scheme, found = _proposal(request, code, body, option, SchemePermission.PROPOSE)
    require_open(scheme)
    form = WithdrawForm(request.POST or None)
    if posted(request) and form.is_valid():
        done = attempted(
            form,
            lambda: actions.withdraw_proposal(
                by=request.principal, proposal=found, at=moment(), **form.cleaned_data
            ),
        )
        if done is not None:
            messages.success(request, _("Đã rút Phương án %d.") % option)
            return redirect("scheme:sheet", code)
    return step_page(
        request,
        scheme,
        form,
        title=_("Rút Phương án %d") % option,
        verb=_("Rút phương án"),
        back=reverse("scheme:proposal", args=[code, body, option]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def proposal_ask(request: PageRequest, code: str, body: str, option: int) -> HttpResponse:
    """Đề nghị làm rõ."""
    scheme, found = _proposal(request, code, body, option, SchemePermission.COORDINATE)
    require_open(scheme)
    form = QuestionForm(request.POST or None)
    if posted(request) and form.is_valid():
        done = attempted(
            form,
            lambda: actions.ask_clarification(
                by=request.principal,
                proposal=found,
                address=reverse("scheme:proposal", args=[code, body, option]),
                at=moment(),
                **form.cleaned_data,
            ),
        )
        if done is not None:
            messages.success(request, _("Đã đề nghị bộ làm rõ."))
            return redirect("scheme:proposal", code, body, option)
    return step_page(
        request,
        scheme,
        form,
        title=_("Đề nghị làm rõ Phương án %d") % option,
        verb=_("Đề nghị làm rõ"),
        back=reverse("scheme:proposal", args=[code, body, option]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def proposal_answer(request: PageRequest, code: str, body: str, option: int, number: int) -> HttpResponse:
    """Answer what was asked."""
    scheme, found = _proposal(request, code, body, option, SchemePermission.PROPOSE)
    require_open(scheme)
    view = queries.proposal_view(principal=request.principal, proposal=found)
    question = next((one for one in view.open_questions if one.pk == number), None)
    if question is None:
        raise Conflict("scheme.question", _("Câu hỏi này không còn chờ trả lời."))
    form = AnswerForm(request.POST or None)
    if posted(request) and form.is_valid():
        done = attempted(
            form,
            lambda: actions.answer_clarification(
                by=request.principal, proposal=found, number=number, at=moment(), **form.cleaned_data
            ),
        )
        if done is not None:
            messages.success(request, _("Đã trả lời."))
            return redirect("scheme:proposal", code, body, option)
    return step_page(
        request,
        scheme,
        form,
        title=_("Trả lời nội dung làm rõ"),
        verb=_("Gửi trả lời"),
        lead=question.text,
        back=reverse("scheme:proposal", args=[code, body, option]),
    )


@require_safe
@login_required
def sums(request: PageRequest, code: str) -> HttpResponse:
    """What bodies ask for in all, against the ceilings."""
    scheme = coordinated(request, code)
    found = queries.sums(principal=request.principal, scheme=scheme)
    names = {one.body.code: one.name for one in queries.bodies_of(scheme=scheme)}
    context = {
        "scheme": scheme,
        "coordinates": True,
        "sentence": words.sums_sentence(found),
        "page": pages.sums_page(found, names),
        "more": words.more_words(found.people_more),
        "chart": pictures.growth_picture(found, names),
        "may_write": queries.may_write(principal=request.principal, scheme=scheme),
    }
    return render(request, "scheme/sums.html", context)
