"""The exchange box of a desk: messages both ways, one taken by hand, one tried again."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from daumoi.documents import actions, queries
from daumoi.documents.access import DocumentPermission, access_message
from daumoi.documents.forms.exchange import MessageForm
from daumoi.documents.models import MessageState
from daumoi.documents.views.door import attempted, desk_of, download, posted, status_of
from daumoi.foundation import clock
from daumoi.ui.requests import PageRequest

XML = "application/xml"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def box(request: PageRequest) -> HttpResponse:
    """What waits, what came, what was kept apart; a message handed over by hand is taken at once."""
    desk = desk_of(request, DocumentPermission.CLERK)
    form = MessageForm(request.POST if posted(request) else None, request.FILES if posted(request) else None)
    if posted(request) and form.is_valid():
        data = form.cleaned_data["file"].read(settings.EXCHANGE_MOST_BYTES + 1)
        taken = attempted(
            form, lambda: actions.take_message(by=request.principal, desk=desk, data=data, at=clock.now())
        )
        if taken is not None and taken.state == MessageState.TAKEN and taken.paper_id is not None:
            messages.success(request, _("Đã nhận thông điệp."))
            return redirect("documents:paper", taken.paper_id)
        if taken is not None:
            messages.warning(request, _("Thông điệp bị cách ly: %s") % taken.problem)
            return redirect("documents:exchange")
    context = {"form": form, "box": queries.message_box(principal=request.principal), "desk": desk}
    return render(request, "documents/exchange/box.html", context, status=status_of(form))


@require_safe
@login_required
def message_file(request: PageRequest, number: int) -> HttpResponse:
    """A message as it went or came, byte for byte."""
    found = access_message(principal=request.principal, number=number)
    return download(bytes(found.content), name=f"thong-diep-{found.pk}.edxml", media_type=XML)


@require_POST
@login_required
def message_retry(request: PageRequest, number: int) -> HttpResponse:
    """Put a message that could not be sent back among those that wait."""
    found = access_message(principal=request.principal, number=number)
    actions.retry_message(by=request.principal, message=found, at=clock.now())
    messages.success(request, _("Thông điệp sẽ được gửi lại ở lượt tới."))
    return redirect("documents:exchange")
