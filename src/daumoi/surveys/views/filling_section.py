"""Filling a section: the whole page without script, one answer at a time with it, and question by question."""

from dataclasses import dataclass, field, replace

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from daumoi.foundation import clock
from daumoi.foundation.errors import DomainError, NotFound
from daumoi.surveys import actions
from daumoi.surveys.definition import Section
from daumoi.surveys.forms.filling import SectionInput, read_section
from daumoi.surveys.models import Answer, Explanation
from daumoi.surveys.presenters import filling_page
from daumoi.surveys.queries import ReplySheet
from daumoi.surveys.queries.answers import held
from daumoi.surveys.views.filling_buttons import press
from daumoi.surveys.views.filling_door import address, open_part, open_reply, read_again, section_of
from daumoi.ui.formats import written_moment
from daumoi.ui.requests import PageRequest

_TRIES = 3


@login_required
@require_http_methods(["GET", "POST"])
def section(request: PageRequest, round_code: str, organisation_code: str, section_code: str) -> HttpResponse:
    """One page of a section: its questions or one table."""
    sheet = _open(request, round_code, organisation_code)
    part = section_of(sheet, section_code)
    if request.method == "POST":
        return _save_page(request, sheet, part)
    return _page(request, sheet, part)


def _open(request: PageRequest, round_code: str, organisation_code: str) -> ReplySheet:
    opened = open_part if request.method == "POST" else open_reply
    return opened(request, round_code, organisation_code)


def _page(
    request: PageRequest, sheet: ReplySheet, part: Section, entered: SectionInput | None = None
) -> HttpResponse:
    page = filling_page.section_page(sheet, part, number=_number(request), entered=entered)
    wrong = bool(page.mistakes)
    context = {"sheet": sheet, "page": page, "saved_at": None, "is_wrong": wrong}
    return render(request, "surveys/filling/section.html", context, status=422 if wrong else 200)


def _number(request: PageRequest) -> int:
    text = request.GET.get("trang", "1")
    return int(text) if text.isdecimal() and len(text) < 4 else 1


def _save_page(request: PageRequest, sheet: ReplySheet, part: Section) -> HttpResponse:
    written = _write(request, sheet, request.POST)
    sheet, entered, saved = written.sheet, written.entered, written.saved
    pressed = press(request, sheet, part, entered=entered)
    sheet = read_again(request, sheet)
    if entered.problems or entered.refused:
        if saved:
            messages.info(request, _saved_words(saved))
        return _page(request, sheet, part, entered)
    if saved and not pressed.says:
        messages.success(request, _saved_words(saved))
    return HttpResponseRedirect(_onward(request, sheet, part, pressed.anchor))


def _saved_words(count: int) -> str:
    words = ngettext("Đã lưu %(n)d câu.", "Đã lưu %(n)d câu.", count)
    return words % {"n": count}


def _onward(request: PageRequest, sheet: ReplySheet, part: Section, anchor: str) -> str:
    number = _number(request)
    here = address(sheet, "reply_section", part.code)
    if request.POST.get("go") == "next":
        total = len(filling_page.pages_of(sheet, part))
        return f"{here}?trang={number + 1}" if number < total else address(sheet, "reply")
    tail = f"#{anchor}" if anchor else ""
    return f"{here}?trang={number}{tail}" if number > 1 else f"{here}{tail}"


@dataclass
class _Written:
    """What a posted form came to. `answers` and `explanations` are the rows it wrote."""

    sheet: ReplySheet
    entered: SectionInput
    saved: int = 0
    answers: list[Answer] = field(default_factory=list)
    explanations: list[Explanation] = field(default_factory=list)

    @property
    def after(self) -> ReplySheet:
        """The reply with what was written, for forms of a single answer."""
        written = {(one.variable, one.row): held(one) for one in self.answers}
        said = {(one.check_code, one.row): one for one in self.explanations}
        return replace(
            self.sheet,
            answers=self.sheet.answers | written,
            explanations=self.sheet.explanations | said,
        )


def _write(request: PageRequest, sheet: ReplySheet, data: QueryDict) -> _Written:
    """Save what the form holds. A colleague who writes between reading and saving makes us read once more."""
    for attempt in range(1, _TRIES + 1):
        written = _Written(sheet, read_section(data, sheet))
        try:
            _save(request, written)
            break
        except actions.AnswerChanged:
            if attempt == _TRIES:
                raise
            sheet = read_again(request, sheet)
    for code, row, text in written.entered.explanations:
        try:
            made = actions.explain(
                by=request.principal, reply=sheet.reply, check_code=code, row=row, text=text
            )
        except DomainError as error:
            written.entered.refused[(code, row)] = (text, str(error))
        else:
            written.explanations.append(made)
            written.saved += 1
    return written


def _save(request: PageRequest, written: _Written) -> None:
    new, reply, at = written.entered.answers, written.sheet.reply, clock.now()
    if len(new) == 1:
        written.answers = [actions.save_answer(by=request.principal, reply=reply, answer=new[0], at=at)]
        written.saved = 1
    elif new:
        written.saved = actions.save_answers(by=request.principal, reply=reply, answers=new, at=at)


@login_required
@require_POST
def autosave(
    request: PageRequest, round_code: str, organisation_code: str, section_code: str
) -> HttpResponse:
    """Save what one control posts; answers with the pieces of the page that follow from it.

    Status 409 when a colleague was faster (both values are in the piece), 422 when the text is no answer.
    """
    sheet = open_part(request, round_code, organisation_code)
    part = section_of(sheet, section_code)
    written = _write(request, sheet, request.POST)
    entered, many = written.entered, written.saved > len(written.answers) + len(written.explanations)
    sheet = read_again(request, sheet) if many else written.after
    page = filling_page.section_page(sheet, part, number=_number(request), entered=entered)
    touched = {name.removeprefix("seen:") for name in request.POST if name.startswith("seen:")}
    context = {
        "sheet": sheet,
        "page": page,
        "saved_at": None if page.mistakes else clock.now(),
        "touched": [cell for cell in page.cells if cell.name in touched],
        "is_reshaped": request.POST.get("shape") != page.shape or _keeps_theirs(request),
    }
    status = 409 if any(one.theirs for one in entered.problems.values()) else 422 if page.mistakes else 200
    return render(request, "surveys/filling/saved.html", context, status=status)


def _keeps_theirs(request: PageRequest) -> bool:
    """The colleague's value must then appear in the control."""
    return any(value.startswith("theirs:") for value in request.POST.getlist("keep"))


@login_required
@require_http_methods(["GET", "POST"])
def question(
    request: PageRequest, round_code: str, organisation_code: str, variable: str, row: int
) -> HttpResponse:
    """One question by itself, over the same data as the tables."""
    sheet = _open(request, round_code, organisation_code)
    if variable not in sheet.compiled.variables:
        raise NotFound(
            "surveys.question", f"Mẫu phiếu không có câu “{variable}”.", remedy="Mở lại từ trang trả lời."
        )
    if request.method == "GET":
        return _question_page(request, sheet, variable, row)
    written = _write(request, sheet, request.POST)
    sheet, entered, saved = written.sheet, written.entered, written.saved
    if not entered.problems and not entered.refused:
        return _to_next_question(request, sheet, variable, row, saved)
    return _question_page(request, read_again(request, sheet), variable, row, entered)


def _to_next_question(
    request: PageRequest, sheet: ReplySheet, variable: str, row: int, saved: int
) -> HttpResponse:
    if request.POST.get("confirm"):
        actions.confirm_prefill(by=request.principal, reply=sheet.reply, variables=[variable])
    sheet = read_again(request, sheet)
    following = filling_page.question_page(sheet, (variable, row)).following
    if saved:
        moment = written_moment(clock.now())
        messages.success(request, _("Đã lưu lúc %(moment)s.") % {"moment": moment})
    if following is None:
        return HttpResponseRedirect(address(sheet, "reply_check"))
    return HttpResponseRedirect(address(sheet, "reply_question", *following))


def _question_page(
    request: PageRequest, sheet: ReplySheet, variable: str, row: int, entered: SectionInput | None = None
) -> HttpResponse:
    page = filling_page.question_page(sheet, (variable, row), entered=entered)
    context = {"sheet": sheet, "page": page, "saved_at": None}
    return render(request, "surveys/filling/question.html", context, status=422 if page.mistakes else 200)
