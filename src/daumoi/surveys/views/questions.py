"""Đề nghị bổ sung, làm rõ: choose questions on the paper, write what is unclear, send them with one day."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from daumoi.foundation import clock
from daumoi.foundation.errors import Invalid
from daumoi.surveys import actions, queries, rules
from daumoi.surveys.forms.review import DueForm
from daumoi.surveys.presenters.review import questions_to_ask
from daumoi.surveys.presenters.sheets import Paper, parse_key
from daumoi.surveys.views.coordinating import UNPROCESSABLE, attempted, posted, reviewed_reply
from daumoi.ui.requests import PageRequest

MOST_QUESTIONS = 50


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def clarify(request: PageRequest, code: str, organisation: str) -> HttpResponse:
    """First the paper with a box beside each answer, then the chosen ones with a text each."""
    reply = reviewed_reply(request, code, organisation)
    rules.next_state(reply.state, rules.Step.CLARIFY)
    sheet = queries.reply_sheet(principal=request.principal, reply=reply)
    data = request.POST if posted(request) else request.GET
    chosen = [key for text in data.getlist("cau") if (key := parse_key(text)) is not None]
    if len(chosen) > MOST_QUESTIONS:
        raise Invalid(
            "surveys.clarify.many",
            _("Đã chọn %(n)d câu, quá %(most)d câu trong một lần.")
            % {"n": len(chosen), "most": MOST_QUESTIONS},
            remedy=_("Chọn những câu cần thiết nhất, phần còn lại hỏi lần sau."),
        )
    context: dict[str, object] = {"reply": reply, "round": reply.round, "sheet": sheet}
    texts = {name.removeprefix("hoi:"): data.get(name, "") for name in data if name.startswith("hoi:")}
    asking = questions_to_ask(sheet=sheet, chosen=chosen, texts=texts, check=posted(request))
    if not asking:
        none = "chon" in data
        context |= {"sections": Paper(sheet).sections(), "none": none, "choosing": True}
        return render(request, "surveys/review/choose.html", context, status=UNPROCESSABLE if none else 200)
    form = DueForm(request.POST if posted(request) else None)
    problems = [one for one in asking if one.problem]
    if posted(request) and form.is_valid() and not problems:
        questions = [
            actions.Asked(variable=name, row=int(row), text=one.text)
            for one in asking
            for name, _colon, row in [one.cell.key.rpartition(":")]
        ]
        due_on = form.cleaned_data["due_on"]
        made = attempted(
            form,
            lambda: actions.ask_clarification(
                by=request.principal, reply=reply, questions=questions, due_on=due_on, at=clock.now()
            ),
        )
        if made is not None:
            words = ngettext("Đã đề nghị làm rõ %(n)d câu.", "Đã đề nghị làm rõ %(n)d câu.", len(made))
            messages.success(request, words % {"n": len(made)})
            return redirect("surveys:review", code, organisation)
    context |= {"asking": asking, "form": form, "problems": problems}
    wrong = posted(request) and (problems or form.errors)
    return render(request, "surveys/review/ask.html", context, status=UNPROCESSABLE if wrong else 200)
