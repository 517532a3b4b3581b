"""Taking in a definition: hand a file over, read what it says, confirm."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from daumoi.indices import actions, queries
from daumoi.indices.forms import ConfirmForm, DefinitionForm, Handed
from daumoi.indices.presenters.intake import intake_page, version_url
from daumoi.indices.views.doors import attempted, posted, status_of, the_keeper
from daumoi.ui.requests import PageRequest

UNPROCESSABLE, CONFLICT = 422, 409


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def intake(request: PageRequest) -> HttpResponse:
    """Choose a file; then what it says, or every fault with its line; then, confirmed, it is taken in."""
    simulated = the_keeper(request).is_simulated
    if posted(request) and "text" in request.POST:
        return _confirm(request, simulated)
    form = DefinitionForm(request.POST or None, request.FILES or None)
    if posted(request) and form.is_valid():
        return _looked_at(request, form.cleaned_data["file"], simulated)
    return render(request, "indices/definition_form.html", {"form": form}, status=status_of(form))


def _looked_at(
    request: PageRequest, handed: Handed, simulated: bool, form: ConfirmForm | None = None
) -> HttpResponse:
    """The page of what was handed over; `form` is a confirmation that was refused."""
    page = intake_page(queries.read_intake(text=handed.text, simulated=simulated), file_name=handed.name)
    if page.about is None:
        context = {"form": DefinitionForm(), "page": page}
        return render(request, "indices/definition_form.html", context, status=UNPROCESSABLE)
    shown = form or ConfirmForm(initial={"name": handed.name, "text": handed.text})
    status = status_of(shown) if page.may_be_taken or page.is_same else CONFLICT
    return render(request, "indices/definition_seen.html", {"form": shown, "page": page}, status=status)


def _confirm(request: PageRequest, simulated: bool) -> HttpResponse:
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return render(
            request, "indices/definition_form.html", {"form": DefinitionForm()}, status=UNPROCESSABLE
        )
    handed = form.handed()
    made = attempted(
        form,
        lambda: actions.adopt_definition(
            by=request.principal, text=handed.text, file_name=handed.name, is_simulated=simulated
        ),
    )
    if made is None:
        return _looked_at(request, handed, simulated, form)
    messages.success(request, _("Đã đưa định nghĩa vào sử dụng; từ nay lập kỳ đánh giá theo nó được."))
    return redirect(version_url(made))
