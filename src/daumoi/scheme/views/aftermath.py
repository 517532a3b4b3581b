"""After the decision: the steps towards a Cục of every body, the work given to bodies, their results."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from daumoi.foundation.errors import NotFound
from daumoi.organisations.access import OrganisationPermission
from daumoi.scheme.access import may_coordinate, may_propose
from daumoi.scheme.actions import aftermath as actions
from daumoi.scheme.actions import establishing
from daumoi.scheme.forms.aftermath import DepartmentForm, DesignateForm, FinishForm, TermsForm
from daumoi.scheme.models import FollowTask, FollowTaskKind, SchemeState
from daumoi.scheme.presenters import papers as words
from daumoi.scheme.presenters.papers_sheets import aftermath_workbook, paths_workbook
from daumoi.scheme.queries import aftermath as queries
from daumoi.scheme.queries.establishing import PathRow, path_of, paths, units_of
from daumoi.scheme.views.doors import (
    attempted,
    coordinated,
    download,
    moment,
    posted,
    seen_scheme,
    status_of,
    step_page,
)
from daumoi.ui.requests import PageRequest


@require_safe
@login_required
def path_table(request: PageRequest, code: str) -> HttpResponse:
    """Every body with its steps, the next one, who takes it."""
    scheme = seen_scheme(request, code)
    everything = paths(principal=request.principal, scheme=scheme, day=request.as_of)
    going = [row for row in everything if row.is_foreseen or row.is_recorded]
    shows_all = request.GET.get("loc") == "tat-ca"
    context = {
        "scheme": scheme,
        "rows": [_path_line(request, row) for row in (everything if shows_all else going)],
        "sentence": words.paths_sentence(everything, day=request.as_of),
        "shows_all": shows_all,
        "counts": (len(going), len(everything)),
        "writes": may_coordinate(principal=request.principal, scheme=scheme),
    }
    return render(request, "scheme/papers/paths.html", context)


def _path_line(request: PageRequest, row: PathRow) -> dict[str, object]:
    reach = {"body_id": row.body.pk, "owner_id": row.holder.pk}
    return {
        "row": row,
        "cells": [(step, words.STEP_TONES[step.state]) for step in row.steps],
        "may_record": row.wants_record and request.principal.may(OrganisationPermission.REORGANISE, **reach),
        "may_edit": request.principal.may(OrganisationPermission.EDIT_STAFF, **reach),
    }


@require_safe
@login_required
def path_workbook(request: PageRequest, code: str) -> HttpResponse:
    """The table as a workbook."""
    scheme = seen_scheme(request, code)
    rows = paths(principal=request.principal, scheme=scheme, day=request.as_of)
    content = paths_workbook(scheme=scheme, rows=rows, day=request.as_of)
    return download(content, name=f"cac-buoc-lap-cuc-{scheme.code}.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def department_record(request: PageRequest, code: str, body: str) -> HttpResponse:
    """All steps are done: the Cục goes into the register of organisations."""
    scheme = seen_scheme(request, code)
    path = path_of(principal=request.principal, scheme=scheme, body_code=body, day=request.today)
    if path is None:
        raise NotFound(
            "scheme.body", _("Không có cơ quan mã “%s”.") % body, remedy=_("Mở bảng các bước lập Cục.")
        )
    request.principal.require(
        OrganisationPermission.REORGANISE, body_id=path.body.pk, owner_id=path.holder.pk
    )
    proposed = (
        path.plan.proposal.unit_name if path.plan is not None and path.plan.proposal is not None else ""
    )
    form = DepartmentForm(
        request.POST or None, initial={"name": proposed, "on": path.last_day or request.today}
    )
    if posted(request) and form.is_valid():
        act = attempted(
            form,
            lambda: establishing.record_department(
                by=request.principal, path=path, today=request.today, **form.cleaned_data
            ),
        )
        if act is not None:
            messages.success(request, _("Sổ đăng ký đã ghi %s là Cục.") % form.cleaned_data["name"])
            return redirect("scheme:paths", scheme.code)
    return step_page(
        request,
        scheme,
        form,
        title=_("Ghi Cục vào sổ đăng ký"),
        verb=_("Ghi vào sổ đăng ký"),
        lead=_("%(unit)s (%(body)s) đã đủ các bước. Căn cứ: %(papers)s.")
        % {"unit": path.unit_name, "body": path.name, "papers": establishing.basis_words(path=path) or "…"},
        back=reverse("scheme:paths", args=[scheme.code]),
    )


@require_safe
@login_required
def aftermath(request: PageRequest, code: str) -> HttpResponse:
    """What was decided beside what stands in the register on the reader's day, body by body, with its tasks."""
    scheme = seen_scheme(request, code)
    found = queries.aftermath(principal=request.principal, scheme=scheme, day=request.as_of)
    writes = may_coordinate(principal=request.principal, scheme=scheme)
    context = {
        "scheme": scheme,
        "found": found,
        "sentence": words.aftermath_sentence(found),
        "rows": [
            (
                row,
                words.progress_words(row.progress),
                words.PROGRESS_TONES[row.progress],
                row.late(request.as_of),
            )
            for row in found.rows
        ],
        "may_open": writes and scheme.state == SchemeState.DECIDED and request.as_of_is_today,
        "writes": writes,
    }
    return render(request, "scheme/papers/aftermath.html", context)


@require_safe
@login_required
def aftermath_file(request: PageRequest, code: str) -> HttpResponse:
    """The same rows as a workbook."""
    scheme = seen_scheme(request, code)
    found = queries.aftermath(principal=request.principal, scheme=scheme, day=request.as_of)
    return download(aftermath_workbook(found), name=f"sau-quyet-dinh-{scheme.code}.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def tasks_open(request: PageRequest, code: str) -> HttpResponse:
    """The decision becomes tasks of the bodies."""
    scheme = coordinated(request, code)
    form = TermsForm(request.POST or None)
    if posted(request) and form.is_valid():
        made = attempted(
            form,
            lambda: actions.open_tasks(
                by=request.principal,
                scheme=scheme,
                terms=form.terms(),
                address=reverse("scheme:task", args=[scheme.code, 0]),
                today=request.today,
            ),
        )
        if made is not None:
            messages.success(request, _("Đã giao %d việc; mỗi bộ thấy ở “Việc của tôi”.") % len(made))
            return redirect("scheme:aftermath", scheme.code)
    return step_page(
        request,
        scheme,
        form,
        title=_("Giao việc theo quyết định"),
        verb=_("Giao việc cho các bộ"),
        lead=_(
            "Mỗi bộ nhận: chỉ định đơn vị chuyên trách; bộ thay đổi hình thức còn đề án riêng, quyết định chức năng,"
            " điều chuyển biên chế. Hạn theo giai đoạn của bộ."
        ),
        back=reverse("scheme:aftermath", args=[scheme.code]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def task(request: PageRequest, code: str, number: int) -> HttpResponse:
    """One task of a body: what, from which decision, until when; its people write the result."""
    scheme = seen_scheme(request, code)
    held = queries.task_of(principal=request.principal, scheme=scheme, number=number)
    duties = (
        queries.proposed_duties(principal=request.principal, task=held, day=request.today)
        if held.kind == FollowTaskKind.DESIGNATE
        else []
    )
    may_finish = held.done_on is None and may_propose(principal=request.principal, body_id=held.root_id)
    form = _task_form(request, held, duties) if may_finish else None
    if form is not None and posted(request) and form.is_valid():
        done = attempted(form, lambda: _finish(request, held, form))
        if done is not None:
            messages.success(request, _("Đã ghi kết quả."))
            return redirect("scheme:task", scheme.code, held.pk)
    context = {
        "scheme": scheme,
        "task": held,
        "name": queries.body_name(task=held, day=request.as_of),
        "form": form,
        "duties": duties,
    }
    return render(
        request, "scheme/papers/task.html", context, status=status_of(form) if form is not None else 200
    )


def _task_form(request: PageRequest, held: FollowTask, duties: list[queries.ProposedDuty]) -> FinishForm:
    given = request.POST or None
    if held.kind != FollowTaskKind.DESIGNATE:
        return FinishForm(given, initial={"on": request.today})
    units = units_of(body=held.owner, day=request.today)
    initial = {"on": request.today} | ({"unit": units[0][0].code} if len(units) == 1 else {})
    return DesignateForm(given, units=units, duties=duties, initial=initial)


def _finish(request: PageRequest, held: FollowTask, form: FinishForm) -> object:
    told = form.cleaned_data
    if isinstance(form, DesignateForm):
        return actions.designate(
            by=request.principal,
            task=held,
            unit=form.unit(),
            duties=form.duties(),
            on=told["on"],
            document=told["document"],
            today=request.today,
            at=moment(),
        )
    return actions.finish_task(
        by=request.principal,
        task=held,
        on=told["on"],
        document=told["document"],
        today=request.today,
        at=moment(),
    )
