"""Questionnaires: the list, one version as paper, reading an XLSForm, publishing, a next version."""

from pathlib import PurePath
from urllib.parse import quote

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from daumoi.foundation import clock
from daumoi.surveys import actions, queries
from daumoi.surveys.access import SurveyPermission, access_questionnaire
from daumoi.surveys.forms.questionnaires import ImportForm, NextVersionForm
from daumoi.surveys.models import Questionnaire
from daumoi.surveys.presenters import questionnaires as presenters
from daumoi.surveys.views.coordinating import attempted, posted, status_of
from daumoi.surveys.xlsform import write_xlsform
from daumoi.ui.requests import PageRequest

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST_NOTES = 6
UNPROCESSABLE = 422


@require_safe
@login_required
def questionnaires(request: PageRequest) -> HttpResponse:
    """Every questionnaire with its versions."""
    page = presenters.questionnaires_page(rows=queries.questionnaires(principal=request.principal))
    return render(
        request, "surveys/questionnaires/index.html", {"page": page, "may_design": _may_design(request)}
    )


@require_safe
@login_required
def questionnaire(request: PageRequest, code: str, version: str) -> HttpResponse:
    """One version as paper, its rules as sentences."""
    found = _questionnaire(request, code, version)
    page = presenters.paper(questionnaire=found, ready=queries.compiled_questionnaire(found))
    context = {"page": page, "may_design": _may_design(request), "next_form": NextVersionForm()}
    return render(request, "surveys/questionnaires/paper.html", context)


@require_safe
@login_required
def questionnaire_xlsform(request: PageRequest, code: str, version: str) -> HttpResponse:
    """The version as an XLSForm workbook."""
    found = _questionnaire(request, code, version)
    content = write_xlsform(queries.compiled_questionnaire(found).definition)
    response = HttpResponse(content, content_type=_WORKBOOK)
    name = quote(f"{found.code}-{found.version}.xlsx")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def questionnaire_import(request: PageRequest) -> HttpResponse:
    """Read an XLSForm into a draft; every fault is shown with its sheet, row and column."""
    request.principal.require(SurveyPermission.DESIGN)
    form = ImportForm(request.POST, request.FILES) if posted(request) else ImportForm()
    refused: list[presenters.ProblemLine] = []
    if posted(request) and form.is_valid():
        file = form.cleaned_data["file"]

        def read() -> actions.ImportedForm | None:
            try:
                return actions.import_form(
                    by=request.principal,
                    content=file.read(),
                    name=PurePath(file.name).name,
                    version=form.cleaned_data["version"],
                )
            except actions.FormRefused as error:
                refused.extend(presenters.problem_lines(error.problems))
                return None

        made = attempted(form, read)
        if made is not None:
            _tell(request, made)
            return redirect("surveys:questionnaire", made.questionnaire.code, made.questionnaire.version)
    status = UNPROCESSABLE if refused else status_of(form)
    context = {"form": form, "refused": refused}
    return render(request, "surveys/questionnaires/import.html", context, status=status)


@require_POST
@login_required
def questionnaire_publish(request: PageRequest, code: str, version: str) -> HttpResponse:
    """Close a draft against change, so that rounds may use it."""
    found = _questionnaire(request, code, version, SurveyPermission.DESIGN)
    actions.publish(by=request.principal, questionnaire=found, at=clock.now())
    messages.success(
        request, _("Đã ban hành bản %(version)s. Từ nay bản này không thay đổi.") % {"version": version}
    )
    return redirect("surveys:questionnaire", code, version)


@require_POST
@login_required
def questionnaire_next(request: PageRequest, code: str, version: str) -> HttpResponse:
    """A draft with the content of a version that stands."""
    found = _questionnaire(request, code, version, SurveyPermission.DESIGN)
    form = NextVersionForm(request.POST)
    if form.is_valid():
        wanted = form.cleaned_data["version"]
        made = attempted(
            form, lambda: actions.next_version(by=request.principal, questionnaire=found, version=wanted)
        )
        if made is not None:
            words = _("Đã lập dự thảo bản %(version)s. Tải XLSForm về sửa rồi nhập lại.")
            messages.success(request, words % {"version": made.version})
            return redirect("surveys:questionnaire", made.code, made.version)
    page = presenters.paper(questionnaire=found, ready=queries.compiled_questionnaire(found))
    context = {"page": page, "may_design": True, "next_form": form}
    return render(request, "surveys/questionnaires/paper.html", context, status=UNPROCESSABLE)


def _questionnaire(
    request: PageRequest, code: str, version: str, permission: SurveyPermission = SurveyPermission.VIEW
) -> Questionnaire:
    return access_questionnaire(
        principal=request.principal, code=code, version=version, permission=permission
    )


def _may_design(request: PageRequest) -> bool:
    return request.principal.holds(SurveyPermission.DESIGN)


def _tell(request: PageRequest, made: actions.ImportedForm) -> None:
    words = _("Đã nhập thành dự thảo bản %(version)s. Đọc lại rồi ban hành.")
    messages.success(request, words % {"version": made.questionnaire.version})
    for note in made.notes[:_MOST_NOTES]:
        messages.info(request, str(note))
    if len(made.notes) > _MOST_NOTES:
        messages.info(request, _("Và %(n)d lưu ý khác.") % {"n": len(made.notes) - _MOST_NOTES})
