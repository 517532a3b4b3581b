"""The form of a written consultation, filled here or entered from paper."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from daumoi.council.actions import Box
from daumoi.council.forms.fields import choice_field, choices, text_field
from daumoi.council.models import Channel, ChoiceMark, Question
from daumoi.ui.inputs import day_field


class BallotForm(forms.Form):
    """The boxes of a form, and the confirmation in place of a signature."""

    signed = forms.BooleanField(
        label=_("Tôi xác nhận đây là ý kiến của thành viên; phiếu đã gửi không sửa được"), required=False
    )

    def __init__(
        self, *args: Any, questions: Sequence[Question], on_paper: bool = False, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.questions = tuple(questions)
        marks = choices(ChoiceMark.choices if on_paper else ChoiceMark.choices[:-1])
        for question in self.questions:
            name = f"mark-{question.number}"
            self.fields[name] = choice_field(
                gettext("Câu %(number)d. %(text)s") % {"number": question.number, "text": question.text},
                marks,
            )
            self.fields[f"text-{question.number}"] = text_field(
                gettext("Ý kiến khác, câu %d") % question.number, rows=2, required=False
            )

    def pairs(self) -> list[tuple[Any, Any, Question]]:
        """Box and words of each question, for the page."""
        return [(self[f"mark-{one.number}"], self[f"text-{one.number}"], one) for one in self.questions]

    def boxes(self) -> dict[int, Box]:
        """What the action takes."""
        given = self.cleaned_data
        return {
            one.number: Box(given.get(f"mark-{one.number}", ""), given.get(f"text-{one.number}", ""))
            for one in self.questions
        }


class PaperBallotForm(BallotForm):
    """A form that came on paper."""

    signed = forms.BooleanField(label=_("Phiếu có chữ ký"), required=False)
    signer = text_field(_("Người ký"), most=200, required=False)
    returned_on = day_field(label=_("Ngày nhận"), help_text=_("Theo dấu đến."))
    document = text_field(
        _("Số văn bản"), most=120, hint=_("Số, ký hiệu công văn gửi kèm, hoặc “phiếu rời”.")
    )
    channel = choice_field(
        _("Đường gửi"), choices(pair for pair in Channel.choices if pair[0] != Channel.HERE)
    )
    note = text_field(_("Ghi chú"), most=500, required=False)
