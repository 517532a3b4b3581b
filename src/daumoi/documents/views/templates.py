"""Mẫu Word của cơ quan: list, upload with a check, starting templates, switch off."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from daumoi.documents import queries
from daumoi.documents.access import DocumentPermission, access_kind, access_template
from daumoi.documents.actions.templates import add_template, switch_template
from daumoi.documents.forms.own import TemplateForm
from daumoi.documents.models import Template
from daumoi.documents.queries import drafts
from daumoi.documents.views.door import DOCX, attempted, desk_of, download, posted, sent, status_of, uploaded
from daumoi.documents.word import PLACEHOLDERS, Problem, check_template, starting_template
from daumoi.ui.requests import PageRequest


@dataclass(frozen=True)
class _Row:
    """A template, and whether this person may switch it."""

    template: Template
    may_switch: bool


@require_safe
@login_required
def templates(request: PageRequest) -> HttpResponse:
    """The own templates and, per kind, one to begin with."""
    desk_of(request, DocumentPermission.VIEW)
    found = drafts.templates_of(principal=request.principal)
    rows = [_Row(one, _may(request, one)) for one in found]
    context = {
        "rows": rows,
        "in_use": sum(1 for one in found if one.is_active),
        "kinds": queries.kinds(),
        "placeholders": PLACEHOLDERS.values(),
        "may_add": request.principal.holds(DocumentPermission.CONFIGURE),
    }
    return render(request, "documents/own/templates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def template_new(request: PageRequest) -> HttpResponse:
    """Upload a Word template; what is wrong with it is listed with its place, and nothing is kept."""
    owner = desk_of(request, DocumentPermission.CONFIGURE)
    form = TemplateForm(sent(request), request.FILES or None, kinds=queries.kinds())
    problems: list[Problem] = []
    if posted(request) and form.is_valid():
        file = uploaded(form.cleaned_data["file"])
        assert file is not None
        checked = attempted(form, lambda: check_template(file[1]))
        problems = checked or []
        if problems:
            form.add_error("file", _("Mẫu có %(n)d chỗ cần sửa, liệt kê ở dưới.") % {"n": len(problems)})
        elif checked is not None:
            name = form.cleaned_data["name"]
            made = attempted(
                form,
                lambda: add_template(
                    by=request.principal, owner=owner, kind=form.chosen, name=name, file=file
                ),
            )
            if made is not None:
                messages.success(request, _("Đã thêm mẫu “%(name)s”.") % {"name": made.name})
                return redirect("documents:templates")
    context = {"form": form, "problems": problems}
    return render(request, "documents/own/template_new.html", context, status=status_of(form))


@require_safe
@login_required
def template_start(request: PageRequest, kind: str) -> HttpResponse:
    """Our own layout of a kind as a Word file with its places, to be edited and uploaded."""
    desk_of(request, DocumentPermission.VIEW)
    found = access_kind(principal=request.principal, code=kind)
    data = starting_template(name=found.name, family=found.family, fonts=settings.FONTS)  # type: ignore[arg-type]
    return download(data, name=f"mau-{found.code.replace('_', '-')}.docx", media_type=DOCX)


@require_safe
@login_required
def template_file(request: PageRequest, number: int) -> HttpResponse:
    """An own template as it was uploaded."""
    template = access_template(principal=request.principal, number=number)
    return download(bytes(template.content), name=f"mau-{template.pk}.docx", media_type=DOCX)


@require_POST
@login_required
def template_switch(request: PageRequest, number: int) -> HttpResponse:
    """Stop offering a template, or offer it again."""
    template = access_template(principal=request.principal, number=number)
    made = switch_template(by=request.principal, template=template, active=request.POST.get("active") == "1")
    words = _("Đang dùng mẫu “%(name)s”.") if made.is_active else _("Đã thôi dùng mẫu “%(name)s”.")
    messages.success(request, words % {"name": made.name})
    return redirect("documents:templates")


def _may(request: PageRequest, template: Template) -> bool:
    return request.principal.may_at_home(
        DocumentPermission.CONFIGURE, body_id=template.root_id, owner_id=template.owner_id
    )
