"""Reading the answer to one question of the coordinator: words, and a corrected value when there is one."""

from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _

from daumoi.surveys.actions import NewAnswer
from daumoi.surveys.forms.filling import read_section
from daumoi.surveys.models import Answer, Clarification
from daumoi.surveys.presenters.filling_cells import Typed
from daumoi.surveys.queries.replies import Key, ReplySheet


@dataclass
class GivenClarification:
    """What was posted for one question asked."""

    clarification: Clarification | None
    text: str
    answer: NewAnswer | None = None
    typed: dict[Key, Typed] = field(default_factory=dict)
    problem: str = ""

    def clash(self, theirs: Answer) -> None:
        """A colleague changed the value in the meantime."""
        if self.answer is not None:
            key = (self.answer.variable, self.answer.row)
            self.typed[key] = Typed(str(self.answer.value or ""), theirs=theirs)


def read_clarification(data: QueryDict, sheet: ReplySheet) -> GivenClarification:
    """The posted answer to the question numbered `question`."""
    number = data.get("question", "")
    asked = next((one for one in sheet.clarifications if str(one.pk) == number), None)
    text = data.get("text", "").replace("\r\n", "\n").strip()
    if asked is None:
        return GivenClarification(None, text, problem=_("Không có câu hỏi này trong trả lời; tải lại trang."))
    entered = read_section(data, sheet)
    key = (asked.variable, asked.row)
    answer = next((one for one in entered.answers if (one.variable, one.row) == key), None)
    return GivenClarification(asked, text, answer, entered.problems)
