"""Pages of schemes: the list, one scheme, a new one, its phases, opening it, taking replies."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from daumoi.foundation.errors import Forbidden, NotFound
from daumoi.scheme import actions, queries
from daumoi.scheme.access import SchemePermission, may_coordinate
from daumoi.scheme.actions import NewPhase
from daumoi.scheme.forms import EditSchemeForm, OpenForm, PhaseForm, SchemeForm
from daumoi.scheme.presenters import pictures, words
from daumoi.scheme.views.doors import (
    attempted,
    changing,
    kept,
    moment,
    posted,
    seen_scheme,
    shows_simulated,
    status_of,
    step_page,
)
from daumoi.ui.requests import PageRequest


@require_safe
@login_required
def index(request: PageRequest) -> HttpResponse:
    """The schemes one may know of."""
    request.principal.require(SchemePermission.VIEW)
    simulated = shows_simulated(request)
    rows = queries.schemes(principal=request.principal, simulated=simulated)
    context = {
        "rows": [(row, words.TONES[row.scheme.state]) for row in rows],
        "sentence": words.index_sentence(rows, kept(request)),
        "has_simulated": simulated or queries.has_simulated(principal=request.principal),
        "shows_simulated": simulated,
        "may_create": bool(queries.coordinating_organisations(principal=request.principal)),
    }
    return render(request, "scheme/index.html", context)


@require_safe
@login_required
def scheme(request: PageRequest, code: str) -> HttpResponse:
    """One scheme: how it stands in a sentence, what to do next, proposals, chosen plan."""
    found = seen_scheme(request, code)
    principal = request.principal
    sheet = queries.sheet(principal=principal, scheme=found)
    coordinates = may_coordinate(principal=principal, scheme=found)
    parts = queries.phases_of(principal=principal, scheme=found)
    context = {
        "scheme": found,
        "tone": words.TONES[found.state],
        "sheet": sheet,
        "coordinates": coordinates,
        "phases": parts,
        "due": words.due_words(found),
    }
    if coordinates:
        sums = queries.sums(principal=principal, scheme=found)
        runs = queries.runs_of(principal=principal, scheme=found)
        choice = queries.chosen_of(principal=principal, scheme=found)
        picture = queries.picture_of(run=choice.run, variant=choice.variant) if choice is not None else None
        context |= {
            "sentence": words.scheme_sentence(sheet, sums, kept(request)),
            "next": words.next_step(
                found,
                sheet,
                sums,
                phases=len(parts),
                chosen=choice is not None,
                runs=len(runs),
            ),
            "choice": choice,
            "chosen_words": words.picture_sentence(picture) if picture is not None else "",
            "chart": pictures.phases_picture(picture) if picture is not None else None,
            "runs": runs[:5],
            "silent": sheet.silent,
        }
    else:
        context |= {"sentence": words.own_sentence(sheet), "own": sheet.rows}
    return render(request, "scheme/scheme.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def scheme_new(request: PageRequest) -> HttpResponse:
    """Begin a scheme, from a survey round or by itself."""
    request.principal.require(SchemePermission.COORDINATE)
    keepers = queries.coordinating_organisations(principal=request.principal)
    if not keepers:
        raise Forbidden(
            "scheme.coordinator",
            _("Bạn chưa được phân công điều phối."),
            remedy=_("Đề nghị người quản trị phân công."),
        )
    keeper = keepers[0]
    rounds = queries.rounds_to_build_on(principal=request.principal, simulated=keeper.is_simulated)
    sets = queries.duty_sets()
    form = SchemeForm(
        request.POST or None,
        rounds=[(row.code, row.title) for row in rounds],
        sets=[(row.code, str(row)) for row in sets],
        initial={"as_of": request.as_of},
    )
    if posted(request) and form.is_valid():
        data = dict(form.cleaned_data)
        codes = data.pop("round"), data.pop("duty_set")
        round_ = next((row for row in rounds if row.code == codes[0]), None)
        wanted = next((row for row in sets if row.code == codes[1]), None)
        made = attempted(
            form,
            lambda: actions.create_scheme(
                by=request.principal, coordinator=keeper, round_=round_, duty_set=wanted, **data
            ),
        )
        if made is not None:
            messages.success(request, _("Đã lập đề án. Việc tiếp theo: chia giai đoạn."))
            return redirect("scheme:phases", made.code)
    return render(request, "scheme/scheme_form.html", {"form": form}, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def scheme_edit(request: PageRequest, code: str) -> HttpResponse:
    """Change what the scheme says of itself."""
    found = changing(request, code)
    names = ("title", "title_then", "purpose", "due_on", "contact")
    form = EditSchemeForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    if posted(request) and form.is_valid():
        done = attempted(
            form, lambda: actions.edit_scheme(by=request.principal, scheme=found, **form.cleaned_data)
        )
        if done is not None:
            messages.success(request, _("Đã sửa đề án."))
            return redirect("scheme:scheme", code)
    return step_page(request, found, form, title=_("Sửa đề án"), verb=_("Lưu"))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def scheme_open(request: PageRequest, code: str) -> HttpResponse:
    """Let the bodies see the scheme and propose."""
    found = changing(request, code)
    form = OpenForm(request.POST or None)
    if posted(request) and form.is_valid():
        done = attempted(
            form, lambda: actions.open_to_bodies(by=request.principal, scheme=found, **form.cleaned_data)
        )
        if done is not None:
            messages.success(request, _("Các bộ đã thấy đề án và đề xuất được."))
            return redirect("scheme:scheme", code)
    lead = _("Bộ thấy tên, mục đích, giai đoạn, trần chung và phần của mình; không thấy đề xuất của bộ khác.")
    return step_page(
        request, found, form, title=_("Mở cho các bộ đề xuất"), verb=_("Mở cho các bộ"), lead=lead
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def phases(request: PageRequest, code: str) -> HttpResponse:
    """The phases of a scheme, and one more."""
    found = changing(request, code)
    form = PhaseForm(request.POST or None)
    if posted(request) and form.is_valid():
        made = attempted(
            form,
            lambda: actions.add_phase(
                by=request.principal, scheme=found, phase=NewPhase(**form.cleaned_data)
            ),
        )
        if made is not None:
            messages.success(request, _("Đã thêm %s.") % made.name)
            return redirect("scheme:phases", code)
    rows = queries.phases_of(principal=request.principal, scheme=found)
    context = {"scheme": found, "form": form, "rows": rows}
    return render(request, "scheme/phases.html", context, status=status_of(form))


@require_POST
@login_required
def phase_remove(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Take the last phase away again."""
    found = changing(request, code)
    phase = queries.phase_of(principal=request.principal, scheme=found, number=number)
    if phase is None:
        raise NotFound("scheme.phase", _("Đề án không có giai đoạn %d.") % number)
    actions.remove_phase(by=request.principal, scheme=found, phase=phase)
    messages.success(request, _("Đã bỏ %s.") % phase.name)
    return redirect("scheme:phases", code)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def take(request: PageRequest, code: str) -> HttpResponse:
    """Take proposals from the accepted replies of the scheme's round."""
    found = changing(request, code)
    form = forms.Form(request.POST if posted(request) else None)
    if posted(request) and form.is_valid():
        taken = attempted(form, lambda: actions.take_replies(by=request.principal, scheme=found, at=moment()))
        if taken is not None:
            said = _("Đã lấy %(made)d đề xuất; %(known)d bộ đã có đề xuất từ trước.") % {
                "made": taken.made,
                "known": taken.known,
            }
            if taken.unclear:
                said += " " + _("Chưa rõ mô hình hoặc phương án, cần hỏi lại: %s.") % ", ".join(taken.unclear)
            messages.success(request, said)
            return redirect("scheme:sheet", code)
    notes = (
        _("Chỉ lấy trả lời đã chốt; mỗi ô giữ đường dẫn về câu trả lời của bộ."),
        _("Số biên chế cần có theo loại và kinh phí thêm không có trong phiếu thì để trống, chờ bộ bổ sung."),
        _("Bộ đã có đề xuất thì giữ nguyên, không ghi đè."),
    )
    return step_page(
        request,
        found,
        form,
        title=_("Lấy đề xuất từ trả lời khảo sát"),
        verb=_("Lấy đề xuất"),
        lead=found.round.title if found.round is not None else "",
        notes=notes,
    )
