"""What anybody who holds an issued paper may ask: is it ours, is it still in force, is this file the one we issued?"""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from daumoi.documents import queries
from daumoi.documents.forms.verifying import CompareForm
from daumoi.documents.views.door import attempted, posted, status_of, uploaded
from daumoi.ui.requests import PageRequest


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: PageRequest, code: str) -> HttpResponse:
    """The issued paper behind the code of a QR mark, and a comparison with the file the reader holds.

    Open to everybody on purpose: the code is on the paper itself and cannot be guessed. Only what the paper prints on its
    first page is shown.
    """
    found = queries.verified_paper(code=code)
    form = CompareForm(request.POST if posted(request) else None, request.FILES if posted(request) else None)
    compared = None
    if found is not None and posted(request) and form.is_valid():
        file = uploaded(form.cleaned_data["file"])
        assert file is not None
        compared = attempted(form, lambda: queries.compare_file(verified=found, content=file[1]))
    request.simulated = bool(found and found.paper.is_simulated)
    context = {"found": found, "form": form, "compared": compared, "code": code}
    status = 404 if found is None else status_of(form)
    return render(request, "documents/verifying/verify.html", context, status=status)
