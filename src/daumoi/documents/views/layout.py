"""Kiểm tra thể thức: a file in, its deviations from the rules of layout out; nothing is kept."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from daumoi.documents.access import DocumentPermission
from daumoi.documents.actions.files import examine_upload
from daumoi.documents.forms.own import CheckForm
from daumoi.documents.layout import Report, check
from daumoi.documents.queries.layout import layout_rules
from daumoi.documents.views.door import attempted, desk_of, posted, sent, status_of, uploaded
from daumoi.ui.requests import PageRequest


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def layout_check(request: PageRequest) -> HttpResponse:
    """Upload a Word file or a PDF and read what differs from the rules, place by place."""
    desk_of(request, DocumentPermission.VIEW)
    request.simulated = False
    form = CheckForm(sent(request), request.FILES or None)
    report: Report | None = None
    name = ""
    if posted(request) and form.is_valid():
        file = uploaded(form.cleaned_data["file"])
        assert file is not None
        name = file[0]
        report = attempted(form, lambda: _checked(file, request))
    context = {
        "form": form,
        "report": report,
        "name": name,
        "remarks": [one for one in report.findings if one.severity == "remark"] if report is not None else [],
    }
    return render(request, "documents/layout/check.html", context, status=status_of(form))


def _checked(file: tuple[str, bytes], request: PageRequest) -> Report:
    name, content = file
    examine_upload(name=name, content=content)
    return check(name, content, rules=layout_rules(packs=settings.PACKS, on=request.today))
