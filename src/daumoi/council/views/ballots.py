"""Pages of a written consultation: the form, forms from paper, who is missing, extending, closing, the result."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from daumoi.council import actions, queries
from daumoi.council.access import access_invitation, access_own_invitation
from daumoi.council.forms import BallotForm, ExtendForm, PaperBallotForm
from daumoi.council.presenters import pages, words
from daumoi.council.queries import SessionView
from daumoi.council.rules import Step
from daumoi.council.views.doors import (
    SECRETARY,
    attempted,
    posted,
    seen_session,
    seen_view,
    status_of,
    stepping,
)
from daumoi.foundation import clock
from daumoi.foundation.errors import NotFound
from daumoi.ui.requests import PageRequest


def _written(view: SessionView) -> SessionView:
    """The session when it is asked by forms."""
    if not view.session.is_written:
        raise NotFound(
            "council.ballot.none",
            _("Phiên này họp trực tiếp, không có phiếu lấy ý kiến."),
            remedy=_("Xem trang của phiên."),
        )
    return view


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ballot(request: PageRequest, code: str) -> HttpResponse:
    """A member's form: one box for each question."""
    view = _written(seen_view(request, code))
    line = access_own_invitation(
        principal=request.principal, session=view.session, organisation_code=request.GET.get("co-quan", "")
    )
    form = BallotForm(request.POST or None, questions=view.questions)
    if posted(request) and form.is_valid():
        kept = attempted(
            form,
            lambda: actions.return_form(
                by=request.principal,
                invitation=line,
                boxes=form.boxes(),
                signed=form.cleaned_data["signed"],
                at=clock.now(),
            ),
        )
        if kept is not None:
            if kept.form_flaws:
                messages.warning(request, _("Đã nhận phiếu nhưng %s: phiếu được giữ lại, không tính vào kết quả.")
                                 % words.flaw_words(kept.form_flaws))  # fmt: skip
            else:
                messages.success(request, _("Đã gửi phiếu. Cảm ơn bạn."))
            return redirect("council:session", code)
    boxes = queries.own_boxes(principal=request.principal, session=view.session, invitation_id=line.pk)
    context = {"view": view, "line": line, "form": form, "boxes": boxes}
    return render(request, "council/ballot.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def paper_form(request: PageRequest, code: str, organisation: str) -> HttpResponse:
    """Enter a form that came on paper."""
    view = _written(stepping(request, code, Step.ANSWER))
    line = access_invitation(
        principal=request.principal, session=view.session, organisation_code=organisation
    )
    form = PaperBallotForm(
        request.POST or None, questions=view.questions, on_paper=True, initial={"returned_on": request.today}
    )
    if posted(request) and form.is_valid():
        names = ("signed", "signer", "returned_on", "document", "channel", "note")
        given = {name: form.cleaned_data[name] for name in names}
        kept = attempted(
            form,
            lambda: actions.enter_paper_form(
                by=request.principal, invitation=line, boxes=form.boxes(), at=clock.now(), **given
            ),
        )
        if kept is not None:
            said = (
                _("phiếu không hợp lệ: %s") % words.flaw_words(kept.form_flaws)
                if kept.form_flaws
                else _("phiếu hợp lệ")
            )
            messages.success(request, _("Đã nhập, %s.") % said)
            return redirect("council:board", code)
    context = {"view": view, "line": line, "form": form}
    return render(request, "council/paper_form.html", context, status=status_of(form))


@require_safe
@login_required
def board(request: PageRequest, code: str) -> HttpResponse:
    """Who was sent what how, who has answered, who has not."""
    view = _written(seen_view(request, code, SECRETARY))
    found = queries.board(view=view, day=request.today)
    context = {
        "view": view,
        "board": found,
        "sentence": pages.board_sentence(found),
        "quorum": words.quorum_sentence(view.quorum, written=True),
        "lines": [(line, words.flaw_words(line.invitation.form_flaws)) for line in found.lines],
    }
    return render(request, "council/board.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def extend(request: PageRequest, code: str) -> HttpResponse:
    """Give everybody a later day."""
    view = _written(stepping(request, code, Step.EXTEND))
    form = ExtendForm(request.POST or None)
    if posted(request) and form.is_valid():
        done = attempted(
            form,
            lambda: actions.extend_ballot(by=request.principal, session=view.session, **form.cleaned_data),
        )
        if done is not None:
            messages.success(request, _("Đã gia hạn cho các thành viên chưa gửi phiếu."))
            return redirect("council:board", code)
    context = {"view": view, "form": form, "title": _("Gia hạn gửi phiếu"), "verb": _("Gia hạn")}
    return render(request, "council/step_form.html", context, status=status_of(form))


@require_POST
@login_required
def close(request: PageRequest, code: str) -> HttpResponse:
    """Close the ballot."""
    session = seen_session(request, code, SECRETARY)
    actions.close_ballot(by=request.principal, session=session, at=clock.now())
    messages.success(request, _("Đã đóng phiếu; kết quả mở cho các thành viên."))
    return redirect("council:result", code)


@require_safe
@login_required
def result(request: PageRequest, code: str) -> HttpResponse:
    """The totals, once the ballot was closed with its quorum."""
    view = _written(seen_view(request, code))
    found = queries.result(principal=request.principal, view=view, day=request.today)
    context = {
        "view": view,
        "result": found,
        "sentence": pages.result_sentence(view, found),
        "lines": [(line, words.flaw_words(line.invitation.form_flaws)) for line in view.invitations],
    }
    return render(request, "council/result.html", context)
