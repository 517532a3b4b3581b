"""Files of papers: opened, filled, closed, exported, handed over to the archive."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from daumoi.documents import actions, queries
from daumoi.documents.access import DocumentPermission, access_folder, access_paper
from daumoi.documents.casefile import pack_folder
from daumoi.documents.forms.folders import AddPaperForm, CloseFolderForm, FolderForm
from daumoi.documents.models import Folder
from daumoi.documents.views.door import ZIP, attempted, desk_of, download, posted, status_of
from daumoi.foundation import clock
from daumoi.ui.requests import PageRequest


@require_safe
@login_required
def folders(request: PageRequest) -> HttpResponse:
    """The files of the desk: open ones, then those that wait for the archive."""
    desk_of(request, DocumentPermission.VIEW)
    rows = queries.folders(principal=request.principal, day=request.today)
    context = {
        "rows": rows,
        "open": sum(1 for row in rows if row.folder.end_date is None),
        "near": sum(1 for row in rows if row.is_near),
        "may_open": request.principal.holds(DocumentPermission.DRAFT),
    }
    return render(request, "documents/folders/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def folder_new(request: PageRequest) -> HttpResponse:
    """Open a file."""
    desk = desk_of(request, DocumentPermission.DRAFT)
    initial = {"file_catalog": request.today.year, "start_date": request.today}
    form = FolderForm(request.POST or None, initial=initial)
    if posted(request) and form.is_valid():
        made = attempted(
            form, lambda: actions.open_folder(by=request.principal, owner=desk, **form.cleaned_data)
        )
        if made is not None:
            messages.success(request, _("Đã mở hồ sơ. Việc tiếp theo: đưa văn bản vào hồ sơ."))
            return redirect("documents:folder", made.pk)
    return render(request, "documents/folders/form.html", {"form": form}, status=status_of(form))


@require_safe
@login_required
def folder(request: PageRequest, number: int) -> HttpResponse:
    """One file with its papers in order."""
    return _folder_page(request, _opened(request, number))


@require_POST
@login_required
def folder_add(request: PageRequest, number: int) -> HttpResponse:
    """Put a paper into the file."""
    found = _opened(request, number, DocumentPermission.DRAFT)
    form = _add_form(request, found, bound=True)
    if form.is_valid():
        done = attempted(
            form,
            lambda: actions.add_paper(
                by=request.principal,
                folder=found,
                paper=form.chosen(),
                ordinal=form.cleaned_data["ordinal"],
            ),
        )
        if done is not None:
            messages.success(request, _("Đã đưa văn bản %(code)s vào hồ sơ.") % {"code": done.code})
            return redirect("documents:folder", found.pk)
    return _folder_page(request, found, add=form)


@require_POST
@login_required
def folder_take_out(request: PageRequest, number: int, paper: int) -> HttpResponse:
    """Take a paper out of an open file."""
    found = _opened(request, number, DocumentPermission.DRAFT)
    taken = access_paper(principal=request.principal, number=paper)
    actions.take_out(by=request.principal, folder=found, paper=taken)
    messages.success(request, _("Đã đưa văn bản %(code)s ra khỏi hồ sơ.") % {"code": taken.code})
    return redirect("documents:folder", found.pk)


@require_POST
@login_required
def folder_close(request: PageRequest, number: int) -> HttpResponse:
    """Close a file and say until when it goes to the archive."""
    found = _opened(request, number, DocumentPermission.DRAFT)
    form = CloseFolderForm(request.POST)
    if form.is_valid():
        done = attempted(
            form, lambda: actions.close_folder(by=request.principal, folder=found, **form.cleaned_data)
        )
        if done is not None:
            messages.success(request, _("Đã đóng hồ sơ. Trước hạn nộp lưu 30 ngày sẽ có việc nhắc."))
            return redirect("documents:folder", found.pk)
    return _folder_page(request, found, close=form)


@require_POST
@login_required
def folder_hand_over(request: PageRequest, number: int) -> HttpResponse:
    """Write that the file went to the archive."""
    found = _opened(request, number, DocumentPermission.CLERK)
    actions.hand_over(by=request.principal, folder=found, at=clock.now())
    messages.success(request, _("Đã ghi nộp lưu hồ sơ."))
    return redirect("documents:folder", found.pk)


@require_safe
@login_required
def folder_zip(request: PageRequest, number: int) -> HttpResponse:
    """The file as a ZIP: PDF of each paper in the order of time, and their data as XML."""
    found = _opened(request, number)
    data = pack_folder(folder=found, papers=queries.filed_papers(folder=found))
    return download(data, name=f"ho-so-{found.file_catalog}-{found.pk}.zip", media_type=ZIP)


def _opened(
    request: PageRequest, number: int, permission: DocumentPermission = DocumentPermission.VIEW
) -> Folder:
    found = access_folder(principal=request.principal, number=number, permission=permission)
    request.simulated = found.owner.is_simulated
    return found


def _add_form(request: PageRequest, found: Folder, *, bound: bool = False) -> AddPaperForm:
    papers = queries.unfiled_papers(principal=request.principal, folder=found)
    return AddPaperForm(request.POST if bound else None, papers=papers)


def _folder_page(
    request: PageRequest,
    found: Folder,
    *,
    add: AddPaperForm | None = None,
    close: CloseFolderForm | None = None,
) -> HttpResponse:
    papers = queries.papers_in(folder=found)
    reach = {"body_id": found.root_id, "owner_id": found.owner_id}
    may_fill = request.principal.may_at_home(DocumentPermission.DRAFT, **reach) and found.end_date is None
    may_hand = request.principal.may_at_home(DocumentPermission.CLERK, **reach)
    refused = add or close
    context = {
        "folder": found,
        "row": queries.folder_row(folder=found, papers=papers, day=request.today),
        "papers": papers,
        "add": add or (_add_form(request, found) if may_fill else None),
        "close": close
        or (CloseFolderForm(initial={"end_date": request.today}) if may_fill and papers else None),
        "may_hand_over": may_hand and found.end_date is not None and found.handed_over_at is None,
    }
    status = status_of(refused) if refused is not None else 200
    return render(request, "documents/folders/folder.html", context, status=status)
