"""Files of a paper: as PDF, as Word, its phiếu trình, its words as JSON, and what was attached."""

import msgspec
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from daumoi.documents import actions, queries
from daumoi.documents.access import access_file, access_kind, access_template
from daumoi.documents.actions.beginning import TEMPLATE
from daumoi.documents.composition import compose, layout_of, print_paper
from daumoi.documents.errors import RenderingError
from daumoi.documents.models import ChainAct, FileRole, Paper, PaperState, Side
from daumoi.documents.presenters.slip import slip_of
from daumoi.documents.queries import PaperSheet, drafts
from daumoi.documents.rendering import render_paper
from daumoi.documents.rules.content import content_of
from daumoi.documents.views.door import DOCX, PDF, UNPROCESSABLE, download, opened_paper
from daumoi.documents.word import render_docx, render_template, values_of
from daumoi.foundation import clock
from daumoi.foundation.errors import Conflict, Invalid
from daumoi.ui.requests import PageRequest

FRAMED = "frame-ancestors 'self'"
"""What a PDF shown inside our own page allows: our page around it, nothing else."""
_PRINTED = (FileRole.PDF, FileRole.SIGNED, FileRole.SCAN)
_FIXED = frozenset({PaperState.ISSUED, PaperState.RECALLED})
SLIP = "phieu_trinh"
OWN_TEMPLATE = "mau"
"""The own Word template asked for in the address; 0 asks for the common layout."""


@require_safe
@login_required
@xframe_options_sameorigin
def paper_pdf(request: PageRequest, number: int) -> HttpResponse:
    """The paper as printed: the kept file once it is issued or arrived, else the newest words with their mark."""
    paper = opened_paper(request, number)
    if paper.side == Side.IN or paper.state in _FIXED:
        kept = drafts.newest_file(paper=paper, roles=_PRINTED)
        if kept is None:
            return _unprintable(request, paper, _("Văn bản này không có bản PDF trong hệ thống."))
        return _framed(download(bytes(kept.content), name=kept.name, media_type=PDF, inline=True))
    try:
        printed = print_paper(
            paper=paper, content=actions.newest_content(paper=paper), at=clock.now(), fonts=settings.FONTS
        )
    except (RenderingError, Invalid) as error:
        return _unprintable(request, paper, f"{error}")
    return _framed(download(printed.pdf, name=f"{_name(paper)}.pdf", media_type=PDF, inline=True))


@require_safe
@login_required
def paper_docx(request: PageRequest, number: int) -> HttpResponse:
    """The words as an editable Word file, in the common layout or in the body's own template."""
    paper = _own(opened_paper(request, number))
    content = actions.newest_content(paper=paper)
    made = compose(paper=paper, content=content)
    template = request.GET.get(OWN_TEMPLATE, content.details.get(TEMPLATE, ""))
    if template.isdecimal() and int(template):
        own = access_template(principal=request.principal, number=int(template))
        data = render_template(
            bytes(own.content), values=values_of(made, kind_layout=layout_of(paper), at=clock.now())
        )
    else:
        data = render_docx(made, kind_layout=layout_of(paper), at=clock.now(), fonts=settings.FONTS)
    return download(data, name=f"{_name(paper)}.docx", media_type=DOCX)


@require_safe
@login_required
@xframe_options_sameorigin
def slip_pdf(request: PageRequest, number: int) -> HttpResponse:
    """The phiếu trình that goes with the paper, as its chain stands now."""
    paper = _own(opened_paper(request, number))
    sheet = queries.paper_sheet(principal=request.principal, paper=paper)
    kind = access_kind(principal=request.principal, code=SLIP)
    slip = slip_of(
        sheet=sheet, content=content_of(sheet.versions[0].content), leader=_leader(sheet), kind_name=kind.name
    )
    data = render_paper(slip, kind_layout="routing", at=clock.now(), fonts=settings.FONTS)
    return _framed(download(data, name=f"phieu-trinh-{_name(paper)}.pdf", media_type=PDF, inline=True))


@require_safe
@login_required
def paper_json(request: PageRequest, number: int) -> HttpResponse:
    """The words of the newest version, with what the register knows of the paper."""
    paper = _own(opened_paper(request, number))
    version = actions.newest_version(paper=paper)
    values = {
        "guid": str(paper.guid),
        "kind": paper.kind.code,
        "code": paper.code,
        "issued_date": paper.issued_date,
        "subject": paper.subject,
        "organ_name": paper.organ_name,
        "simulated": paper.is_simulated,
        "version": version.number,
        "digest": version.digest,
        "author": version.author_name,
        "written_at": version.written_at,
        "content": version.content,
    }
    data = msgspec.json.format(msgspec.json.encode(values), indent=2)
    return download(data, name=f"{_name(paper)}.json", media_type="application/json; charset=utf-8")


@require_safe
@login_required
def paper_file(request: PageRequest, number: int, file: int) -> HttpResponse:
    """One attached file, as it was kept."""
    paper = opened_paper(request, number)
    found = access_file(paper=paper, number=file)
    return download(bytes(found.content), name=found.name, media_type=found.media_type)


def _own(paper: Paper) -> Paper:
    """A paper of this desk's own words; an arrived one has files, no words."""
    if paper.side != Side.OUT:
        raise Conflict(
            "documents.words.none",
            _("Văn bản đến không có lời văn để xuất."),
            remedy=_("Tải tệp của văn bản ở trang văn bản."),
        )
    return paper


def _leader(sheet: PaperSheet) -> str:
    """Whom the paper is submitted to: the step of approval says “… ký”."""
    title = next((step.title for step in reversed(sheet.steps) if step.act == ChainAct.APPROVE), "")
    return title.partition(" ký")[0]


def _name(paper: Paper) -> str:
    code = slugify(paper.code.replace("Đ", "D").replace("/", "-")) if paper.code_number else ""
    return f"{paper.kind.code.replace('_', '-')}-{code or paper.pk}"


def _framed(answer: HttpResponse) -> HttpResponse:
    answer.headers["Content-Security-Policy"] = FRAMED
    return answer


def _unprintable(request: PageRequest, paper: Paper, why: str) -> HttpResponse:
    """The reason instead of the print, readable inside the frame of the page."""
    context = {"paper": paper, "why": why}
    answer = render(request, "documents/paper/unprintable.html", context, status=UNPROCESSABLE)
    answer.headers["Content-Security-Policy"] = "default-src 'self'; frame-ancestors 'self'"
    return answer
