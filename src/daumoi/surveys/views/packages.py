"""A reply that arrived as a signed package: what it is and whether it holds, then entering it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from daumoi.foundation import clock
from daumoi.surveys import actions, queries
from daumoi.surveys.actions.packages import import_package, is_trusted
from daumoi.surveys.forms.review import FingerprintForm, PackageForm
from daumoi.surveys.views.coordinating import attempted, coordinated_round, posted, reviewed_reply, status_of
from daumoi.ui.requests import PageRequest


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def package_import(request: PageRequest, code: str) -> HttpResponse:
    """Hand a package over; one that does not hold is refused here."""
    round_ = coordinated_round(request, code)
    form = PackageForm(request.POST, request.FILES) if posted(request) else PackageForm()
    if posted(request) and form.is_valid():
        data = form.content()
        digest = attempted(form, lambda: actions.keep_package(by=request.principal, data=data))
        if digest is not None:
            return redirect("surveys:package_enter", round_.code, digest)
    return render(
        request, "surveys/review/package_import.html", {"form": form, "round": round_}, status=status_of(form)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def package_enter(request: PageRequest, code: str, digest: str) -> HttpResponse:
    """Show what the package is, compare its key, then enter it as a sent reply."""
    round_ = coordinated_round(request, code)
    package, data = actions.kept_package(by=request.principal, digest=digest)
    reply = reviewed_reply(request, code, package.manifest.organisation)
    form = FingerprintForm(request.POST or None)
    if posted(request) and form.is_valid():
        typed = form.cleaned_data["fingerprint"]
        done = attempted(
            form,
            lambda: import_package(
                by=request.principal, reply=reply, data=data, compared_fingerprint=typed, at=clock.now()
            ),
        )
        if done is not None:
            actions.drop_package(by=request.principal, digest=digest)
            messages.success(request, _("Đã nhập gói; trả lời được ghi nhận là đã gửi."))
            return redirect("surveys:review", code, reply.owner.code)
    context = {
        "form": form,
        "package": package,
        "manifest": package.manifest,
        "digest": digest,
        "trusted": is_trusted(package=package),
        "same_round": package.manifest.round == round_.code,
        "same_questionnaire": package.manifest.questionnaire_digest == round_.questionnaire.digest,
        "reply": reply,
        "round": round_,
        "sheet": queries.reply_sheet(principal=request.principal, reply=reply),
    }
    return render(request, "surveys/review/package_enter.html", context, status=status_of(form))
