"""The coordinator's rounds: the list, a new one, issuing it under a letter, ending it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from daumoi.foundation import clock
from daumoi.foundation.errors import Conflict, Forbidden
from daumoi.surveys import actions, queries
from daumoi.surveys.access import SurveyPermission
from daumoi.surveys.forms.rounds import IssueForm, RoundForm
from daumoi.surveys.models import RoundState
from daumoi.surveys.presenters.rounds import rounds_page
from daumoi.surveys.views.coordinating import attempted, coordinated_round, may_coordinate, posted, status_of
from daumoi.ui.requests import PageRequest


@require_safe
@login_required
def rounds(request: PageRequest) -> HttpResponse:
    """“Khảo sát, báo cáo”: a coordinator's rounds; everybody else is led to the replies they work on."""
    if not may_coordinate(request.principal):
        request.principal.require(SurveyPermission.VIEW)
        return redirect("surveys:my_replies")
    page = rounds_page(rows=queries.rounds(principal=request.principal), day=request.as_of)
    request.simulated = page.is_simulated
    return render(request, "surveys/rounds/index.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def round_new(request: PageRequest) -> HttpResponse:
    """Prepare a round; nothing goes out yet."""
    request.principal.require(SurveyPermission.COORDINATE)
    organisations = queries.coordinating_organisations(principal=request.principal)
    if not organisations:
        raise Forbidden("surveys.round.owner", _("Chưa có phân công điều phối cho cơ quan nào."))
    offered = queries.published_questionnaires()
    own = organisations[0]
    initial = {"is_simulated": own.is_simulated, "contact_name": request.principal.name}
    form = RoundForm(request.POST or None, questionnaires=offered, initial=initial)
    if posted(request) and form.is_valid():
        values: dict[str, Any] = form.values()
        made = attempted(form, lambda: actions.create_round(by=request.principal, coordinator=own, **values))
        if made is not None:
            messages.success(request, _("Đã lập đợt. Việc tiếp theo: phát hành theo công văn."))
            return redirect("surveys:round", made.code)
    context = {"form": form, "questionnaires": offered}
    return render(request, "surveys/rounds/form.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def round_edit(request: PageRequest, code: str) -> HttpResponse:
    """Change a round that has not gone out."""
    round_ = coordinated_round(request, code)
    offered = queries.published_questionnaires()
    form = RoundForm(
        request.POST or None, questionnaires=offered, fixed=round_, initial=RoundForm.initial_of(round_)
    )
    if posted(request) and form.is_valid():
        values: dict[str, Any] = form.values()
        if (
            attempted(form, lambda: actions.edit_round(by=request.principal, round_=round_, **values))
            is not None
        ):
            messages.success(request, _("Đã lưu thay đổi của đợt."))
            return redirect("surveys:round", round_.code)
    context = {"form": form, "questionnaires": offered, "round": round_}
    return render(request, "surveys/rounds/form.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def round_issue(request: PageRequest, code: str) -> HttpResponse:
    """Send a round out under its letter, to exactly the addressees shown."""
    round_ = coordinated_round(request, code)
    if round_.state != RoundState.DRAFT:
        raise Conflict(
            "surveys.round.issued",
            _("Đợt này đã phát hành theo công văn %(number)s.") % {"number": round_.letter_number},
            remedy=_("Xem bảng theo dõi của đợt."),
        )
    addressees = queries.addressees(day=request.as_of, simulated=round_.is_simulated)
    initial = {"letter_date": request.as_of}
    form = IssueForm(request.POST or None, addressees=addressees, initial=initial)
    if posted(request) and form.is_valid():
        letter = {name: form.cleaned_data[name] for name in ("letter_number", "letter_date", "letter_signer")}
        replies = attempted(
            form,
            lambda: actions.issue_round(
                by=request.principal, round_=round_, addressees=form.chosen(), at=clock.now(), **letter
            ),
        )
        if replies is not None:
            words = _("Đã phát hành đợt tới %(n)d cơ quan theo công văn %(number)s.")
            messages.success(request, words % {"n": len(replies), "number": round_.letter_number})
            return redirect("surveys:round", round_.code)
    context = {"form": form, "round": round_, "total": len(addressees)}
    return render(request, "surveys/rounds/issue.html", context, status=status_of(form))


@require_POST
@login_required
def round_close(request: PageRequest, code: str) -> HttpResponse:
    """End a round."""
    round_ = coordinated_round(request, code)
    actions.close_round(by=request.principal, round_=round_, at=clock.now())
    messages.success(request, _("Đã kết thúc đợt. Cơ quan chưa gửi vẫn tính trong mẫu số."))
    return redirect("surveys:round", round_.code)
