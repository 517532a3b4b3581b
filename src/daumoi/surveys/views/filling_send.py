"""From the finished content to the coordinator: print, sign or approve, send; and what is asked afterwards."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from daumoi.foundation import clock
from daumoi.foundation.errors import Conflict, DomainError
from daumoi.surveys import actions
from daumoi.surveys.access import SurveyPermission
from daumoi.surveys.actions.packages import export_package
from daumoi.surveys.exchange.annex import annex_pdf
from daumoi.surveys.forms.filling import LetterForm
from daumoi.surveys.forms.filling_clarify import GivenClarification, read_clarification
from daumoi.surveys.presenters import filling, filling_clarify, filling_send
from daumoi.surveys.queries import ReplySheet
from daumoi.surveys.queries.reply_files import reply_file
from daumoi.surveys.views.filling_door import address, open_reply, read_again
from daumoi.ui.requests import PageRequest

PDF = "application/pdf"
_ABOUT_THE_CODE = frozenset({"surveys.letter.typed_code", "surveys.letter.no_text"})


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@login_required
@require_GET
def send_page(request: PageRequest, round_code: str, organisation_code: str) -> HttpResponse:
    """Ký và gửi: what will be sent, the annex with its code, the letter or the approval, the last button."""
    return _send_page(request, open_reply(request, round_code, organisation_code), LetterForm())


def _send_page(request: PageRequest, sheet: ReplySheet, form: LetterForm) -> HttpResponse:
    now = filling.standing(sheet)
    context = {
        "sheet": sheet,
        "now": now,
        "way": filling.way(sheet, now),
        "sending": filling_send.sending(sheet, now),
        "form": form,
    }
    return render(request, "surveys/filling/send.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def prepare(request: PageRequest, round_code: str, organisation_code: str) -> HttpResponse:
    """Fix the content for signing."""
    sheet = open_reply(request, round_code, organisation_code, SurveyPermission.FILL)
    code = actions.prepare_annex(by=request.principal, reply=sheet.reply, at=clock.now())
    messages.success(
        request,
        _("Phụ lục mang mã nội dung %(code)s. Tải về, trình ký rồi đính kèm bản đã ký.") % {"code": code},
    )
    return HttpResponseRedirect(address(sheet, "reply_send"))


@login_required
@require_GET
def annex(request: PageRequest, round_code: str, organisation_code: str) -> HttpResponse:
    """The annex as PDF, with the content code on every page; only of content that was fixed for signing."""
    sheet = open_reply(request, round_code, organisation_code)
    reply = sheet.reply
    code = actions.current_code(sheet=sheet)
    if not sheet.content_visible or not reply.content_code or reply.content_code != code:
        raise Conflict(
            "surveys.annex.not_prepared",
            _("Chưa chốt nội dung để in, hoặc nội dung đã thay đổi sau khi in."),
            remedy=_("Bấm “Chốt nội dung, in phụ lục” ở trang Ký và gửi."),
        )
    content = annex_pdf(sheet=sheet, code=code, at=reply.printed_at or clock.now(), fonts=settings.FONTS)
    return _download(content, PDF, f"phu-luc-{reply.round.code}-{reply.owner.code}-{code}.pdf")


@login_required
@require_POST
def letter(request: PageRequest, round_code: str, organisation_code: str) -> HttpResponse:
    """Attach the signed letter; its code is compared with the content."""
    sheet = open_reply(request, round_code, organisation_code, SurveyPermission.FILL)
    form = LetterForm(request.POST, request.FILES)
    if not form.is_valid():
        return _send_page(request, sheet, form)
    given = form.cleaned_data
    try:
        actions.attach_signed_letter(
            by=request.principal,
            reply=sheet.reply,
            name=given["file"].name,
            content=given["file"].read(),
            number=given["number"],
            letter_date=given["letter_date"],
            signer=given["signer"],
            typed_code=given["typed_code"],
            at=clock.now(),
        )
    except DomainError as error:
        form.add_error("typed_code" if error.code in _ABOUT_THE_CODE else "file", str(error))
        return _send_page(request, sheet, form)
    messages.success(
        request,
        _("Đã đính kèm công văn %(number)s; mã trên văn bản khớp nội dung.") % {"number": given["number"]},
    )
    return HttpResponseRedirect(address(sheet, "reply_send"))


@login_required
@require_POST
def approve(request: PageRequest, round_code: str, organisation_code: str) -> HttpResponse:
    """Approve exactly the content whose code was on the page."""
    sheet = open_reply(request, round_code, organisation_code, SurveyPermission.APPROVE)
    code = request.POST.get("code", "")
    actions.approve_by_click(by=request.principal, reply=sheet.reply, seen_code=code, at=clock.now())
    messages.success(request, _("Đã phê duyệt nội dung mang mã %(code)s.") % {"code": code})
    return HttpResponseRedirect(address(sheet, "reply"))


@login_required
@require_POST
def send(request: PageRequest, round_code: str, organisation_code: str) -> HttpResponse:
    """Send the approved content to the coordinator."""
    sheet = open_reply(request, round_code, organisation_code, SurveyPermission.FILL)
    actions.send_reply(by=request.principal, reply=sheet.reply, at=clock.now())
    messages.success(request, _("Đã gửi trả lời. Cơ quan điều phối sẽ ghi nhận đã tiếp nhận."))
    return HttpResponseRedirect(address(sheet, "reply"))


@login_required
@require_http_methods(["GET", "POST"])
def clarify(request: PageRequest, round_code: str, organisation_code: str) -> HttpResponse:
    """The questions the coordinator asks, each with the value that was sent and the place for the answer."""
    if request.method == "GET":
        return _clarify_page(request, open_reply(request, round_code, organisation_code), None)
    sheet = open_reply(request, round_code, organisation_code, SurveyPermission.FILL)
    given = read_clarification(request.POST, sheet)
    if not given.problem and not given.typed and given.clarification is not None:
        try:
            actions.answer_clarification(
                by=request.principal,
                clarification=given.clarification,
                text=given.text,
                new=given.answer,
                at=clock.now(),
            )
        except actions.AnswerChanged as changed:
            given.clash(changed.theirs)
        except DomainError as error:
            given.problem = str(error)
    sheet = read_again(request, sheet)
    if given.problem or given.typed:
        return _clarify_page(request, sheet, given)
    messages.success(request, _("Đã ghi câu trả lời."))
    return HttpResponseRedirect(address(sheet, "reply_clarify"))


def _clarify_page(request: PageRequest, sheet: ReplySheet, given: GivenClarification | None) -> HttpResponse:
    now = filling.standing(sheet)
    page = filling_clarify.clarify_page(sheet, given)
    context = {"sheet": sheet, "now": now, "way": filling.way(sheet, now), "page": page}
    return render(request, "surveys/filling/clarify.html", context, status=422 if page.mistakes else 200)


@login_required
@require_GET
def file(request: PageRequest, round_code: str, organisation_code: str, number: int) -> HttpResponse:
    """A paper of the reply as it was uploaded."""
    sheet = open_reply(request, round_code, organisation_code)
    found = reply_file(sheet=sheet, number=number)
    return _download(bytes(found.content), PDF, f"{found.kind}-{sheet.reply.owner.code}-{found.pk}.pdf")


@login_required
@require_POST
def package(request: PageRequest, round_code: str, organisation_code: str) -> HttpResponse:
    """The approved reply as a signed package for another installation."""
    sheet = open_reply(request, round_code, organisation_code, SurveyPermission.FILL)
    content = export_package(by=request.principal, reply=sheet.reply)
    return _download(content, "application/zip", f"tra-loi-{round_code}-{organisation_code}.zip")
