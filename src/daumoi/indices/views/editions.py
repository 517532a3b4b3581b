"""One edition: how far it is, its steps, and its result once it is published."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from daumoi.foundation.clock import now
from daumoi.foundation.errors import Conflict, Invalid
from daumoi.indices import actions, queries
from daumoi.indices.forms import AppealsForm, CorrectForm, PublishForm
from daumoi.indices.models import Edition, EditionState
from daumoi.indices.presenters import words
from daumoi.indices.rules import Step
from daumoi.indices.views.doors import (
    COORDINATE,
    attempted,
    open_once_published,
    posted,
    seen_edition,
    status_of,
    stepping,
)
from daumoi.indices.views.results import result_page
from daumoi.ui.requests import PageRequest


@require_safe
@open_once_published
def edition(request: PageRequest, index: str, edition: str) -> HttpResponse:
    """A published edition shows its result; one under way shows who is how far."""
    found = seen_edition(request, index, edition)
    if found.is_frozen:
        return result_page(request, found)
    view = queries.edition_view(principal=request.principal, edition=found)
    context = {
        "edition": found,
        "view": view,
        "sentence": words.edition_sentence(view),
        "step": words.edition_step(view),
        "lines": [(line, words.SHEET_TONES[line.sheet.state]) for line in view.lines],
        "path": _path(found),
    }
    return render(request, "indices/edition.html", context)


def _path(edition: Edition) -> list[tuple[str, str]]:
    """The stops of the way with done, now or ahead."""
    stops = (EditionState.COLLECTING, EditionState.VERIFYING, EditionState.APPEALS, EditionState.PUBLISHED)
    labels = (_("tự chấm"), _("thẩm định"), _("kiến nghị"), _("công bố"))
    here = stops.index(EditionState(edition.state))
    return [
        (label, "done" if place < here else "now" if place == here else "ahead")
        for place, label in enumerate(labels)
    ]


@require_POST
@login_required
def start_verifying(request: PageRequest, index: str, edition: str) -> HttpResponse:
    """Begin verification."""
    found = seen_edition(request, index, edition, COORDINATE)
    actions.start_verifying(by=request.principal, edition=found)
    messages.success(
        request, _("Đã chuyển sang thẩm định. Phiếu chưa gửi vẫn gửi được cho đến khi thẩm định xong.")
    )
    return redirect("indices:edition", index, edition)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def open_appeals(request: PageRequest, index: str, edition: str) -> HttpResponse:
    """Tell the verified marks, take appeals."""
    found = stepping(request, index, edition, Step.OPEN_APPEALS)
    form = AppealsForm(request.POST or None)
    if posted(request) and form.is_valid():
        done = attempted(
            form,
            lambda: actions.open_appeals(by=request.principal, edition=found, at=now(), **form.cleaned_data),
        )
        if done is not None:
            messages.success(request, _("Đã thông báo điểm thẩm định; các cơ quan có thể kiến nghị."))
            return redirect("indices:edition", index, edition)
    lead = _(
        "Từ lúc này mỗi cơ quan thấy điểm thẩm định của mình và lý do lệch, rồi có thể kiến nghị xem lại."
    )
    return _step_page(
        request, found, form, title=_("Thông báo điểm, nhận kiến nghị"), verb=_("Thông báo"), lead=lead
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def publish(request: PageRequest, index: str, edition: str) -> HttpResponse:
    """See what would be published and what still stands in the way; publish and freeze."""
    found = stepping(request, index, edition, Step.PUBLISH)
    form = PublishForm(request.POST or None, initial={"on": request.today})
    if posted(request) and form.is_valid():
        done = attempted(
            form,
            lambda: actions.publish_edition(
                by=request.principal, edition=found, at=now(), **form.cleaned_data
            ),
        )
        if done is not None:
            messages.success(request, _("Đã công bố. Kết quả, phiếu và minh chứng từ nay không sửa được."))
            return redirect("indices:edition", index, edition)
    view = queries.edition_view(principal=request.principal, edition=found)
    missing = []
    if view.open_appeals:
        missing.append(_("%d kiến nghị chưa trả lời") % view.open_appeals)
    ahead, problem = [], ""
    try:
        computed = queries.compute_edition(edition=found)
        units = computed.result["units"]
        ahead = sorted(
            units, key=lambda unit: (unit["group"], unit["rank"] is None, unit["rank"] or 0, unit["name"])
        )
    except Invalid as error:
        problem = f"{error.message} {error.remedy}"
    context = {
        "edition": found,
        "view": view,
        "form": form,
        "missing": missing,
        "problem": problem,
        "ahead": ahead,
        "gives_places": view.outline.gives_places,
    }
    return render(request, "indices/publish.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def correct(request: PageRequest, index: str, edition: str) -> HttpResponse:
    """Begin a correction of a published edition."""
    found = seen_edition(request, index, edition, COORDINATE)
    if found.state != EditionState.PUBLISHED:
        raise Conflict(
            "indices.edition.correct",
            _("Chỉ đính chính kỳ đã công bố ở đây."),
            remedy=_("Kỳ đang làm thì sửa điểm thẩm định."),
        )
    form = CorrectForm(request.POST or None, initial={"code": f"{found.code}-dinh-chinh"})
    if posted(request) and form.is_valid():
        made = attempted(
            form,
            lambda: actions.correct_edition(
                by=request.principal, edition=found, at=now(), **form.cleaned_data
            ),
        )
        if made is not None:
            messages.success(request, _("Đã lập kỳ đính chính với bản sao các phiếu; thẩm định lại chỗ sai."))
            return redirect("indices:edition", index, made.code)
    lead = _("Kỳ đã công bố giữ nguyên. Đính chính là một kỳ mới, ghi rõ sửa gì của kỳ nào.")
    return _step_page(
        request, found, form, title=_("Đính chính kết quả"), verb=_("Lập kỳ đính chính"), lead=lead
    )


def _step_page(
    request: PageRequest, edition: Edition, form: forms.Form, *, title: str, verb: str, lead: str
) -> HttpResponse:
    context = {"edition": edition, "form": form, "title": title, "verb": verb, "lead": lead}
    return render(request, "indices/step_form.html", context, status=status_of(form))
