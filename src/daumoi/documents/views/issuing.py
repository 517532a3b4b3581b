"""Cấp số, ban hành; ghi số đã cấp ở hệ thống khác; thu hồi."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from daumoi.documents import actions
from daumoi.documents.access import DocumentPermission
from daumoi.documents.actions.outside import check_signed_pdf
from daumoi.documents.errors import RenderingError
from daumoi.documents.forms.verbs import IssueForm, ReasonForm, RecordIssueForm
from daumoi.documents.models import NumberingMode, Paper
from daumoi.documents.presenters import consequences
from daumoi.documents.queries import drafts
from daumoi.documents.rules.ways import Act, next_state
from daumoi.documents.signatures import configured_service
from daumoi.documents.views.chain import VerbPage, sheet_of, verb_page
from daumoi.documents.views.door import opened_paper, sent, uploaded
from daumoi.documents.views.paper import out_series
from daumoi.foundation import clock
from daumoi.foundation.errors import Invalid
from daumoi.ui.requests import PageRequest

VERIFY = "documents:verify"
"""The page that anybody opens by the code on a printed paper."""


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def issue(request: PageRequest, number: int) -> HttpResponse:
    """Give the next number of the series, or a reserved one; print and send."""
    paper = opened_paper(request, number, DocumentPermission.CLERK)
    next_state(paper.state, Act.ISSUE)
    series = out_series(request, paper)
    if series is None or series.mode != NumberingMode.OWN:
        return redirect("documents:record_issue", paper.pk)
    coming = drafts.upcoming(series=series, day=request.today)
    form = IssueForm(
        sent(request),
        following=coming.number,
        reserved=coming.reserved,
        asks_unit=paper.kind.is_letter and not paper.code_notation,
    )
    page = VerbPage(
        title=_("Cấp số, ban hành"),
        lead=_("Số sẽ cấp: %(number)s/%(notation)s.")
        % {"number": coming.number, "notation": paper.code_notation or "…"},
        verb=_("Cấp số, ban hành"),
        icon="rubber-stamp",
        done=_("Đã cấp số, ban hành."),
        will=consequences.issuing(paper, sheet_of(request, paper), coming),
    )

    def act() -> Paper:
        with _printing():
            return actions.issue_paper(
                by=request.principal,
                paper=paper,
                at=clock.now(),
                fonts=settings.FONTS,
                unit=form.cleaned_data.get("unit", ""),
                reserved=form.number,
                verify_at=_verify_at(request),
                signer=configured_service(),
            )

    return verb_page(request, paper, form, page, act)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def record_issue(request: PageRequest, number: int) -> HttpResponse:
    """Take back the number that the body's own document system gave, with the signed PDF."""
    paper = opened_paper(request, number, DocumentPermission.CLERK)
    next_state(paper.state, Act.ISSUE)
    form = RecordIssueForm(sent(request), request.FILES or None, initial={"on": request.today})
    page = VerbPage(
        title=_("Ghi số đã cấp"),
        lead=_("Số do hệ thống văn bản của cơ quan cấp; ghi đúng như trên bản đã ký."),
        verb=_("Ghi số, ban hành"),
        icon="rubber-stamp",
        done=_("Đã ghi số; văn bản đã ban hành."),
        will=[
            _("Văn bản vào sổ văn bản đi với số này; cùng số, ký hiệu không ghi được lần thứ hai."),
            consequences.sending(sheet_of(request, paper)),
        ],
    )

    def act() -> Paper:
        given = form.cleaned_data
        file = uploaded(given["file"])
        if file is not None:
            check_signed_pdf(file=file)
        with _printing():
            return actions.record_issue(
                by=request.principal,
                paper=paper,
                code=given["code"],
                on=given["on"],
                at=clock.now(),
                fonts=settings.FONTS,
                signed_file=file,
            )

    return verb_page(request, paper, form, page, act)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def recall(request: PageRequest, number: int) -> HttpResponse:
    """Recall an issued paper; its number stays, every addressee is told."""
    paper = opened_paper(request, number, DocumentPermission.CLERK)
    next_state(paper.state, Act.RECALL)
    form = ReasonForm(sent(request))
    page = VerbPage(
        title=_("Thu hồi văn bản %(code)s") % {"code": paper.code},
        lead=_("Văn bản hết giá trị sử dụng từ khi thu hồi."),
        verb=_("Thu hồi"),
        icon="arrow-left",
        done=_("Đã thu hồi văn bản."),
        will=consequences.recalling(sheet_of(request, paper)),
        is_dangerous=True,
    )

    def act() -> Paper:
        reason = form.cleaned_data["reason"]
        return actions.recall_paper(by=request.principal, paper=paper, reason=reason, at=clock.now())

    return verb_page(request, paper, form, page, act)


@contextmanager
def _printing() -> Iterator[None]:
    """What the press misses (the place of a meeting) is a mistake in the words: shown on the page of the verb."""
    try:
        yield
    except RenderingError as error:
        raise Invalid(error.code, error.message, remedy=error.remedy, place=error.place) from error


def _verify_at(request: PageRequest) -> str:
    """The address before a verification code: the installation's public one, else the one the clerk works at."""
    path = reverse(VERIFY, args=["0"]).removesuffix("0/")
    public = settings.PUBLIC_ADDRESS.rstrip("/")
    return f"{public}{path}" if public else request.build_absolute_uri(path)
