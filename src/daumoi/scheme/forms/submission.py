"""What is typed into the log of a scheme's way: each kind of event asks only for what it has."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from daumoi.scheme.actions.submission import NewEvent
from daumoi.scheme.forms.fields import choices, text_field
from daumoi.scheme.models import EventKind, OpinionField, Verdict
from daumoi.ui.inputs import day_field

_DOCUMENT = {
    EventKind.CONSULTED: (_("Văn bản gửi lấy ý kiến"), False),
    EventKind.OPINION: (_("Văn bản trả lời"), False),
    EventKind.SUBMITTED: (_("Văn bản"), True),
    EventKind.RETURNED: (_("Văn bản trả lại"), False),
    EventKind.RESUBMITTED: (_("Văn bản"), True),
    EventKind.UNANSWERED: (_("Văn bản, nguồn xác nhận"), False),
    EventKind.DECIDED: (_("Văn bản"), True),
    EventKind.STOPPED: (_("Văn bản"), False),
}
_BODY = {
    EventKind.CONSULTED: (_("Gửi tới những cơ quan nào"), False),
    EventKind.OPINION: (_("Cơ quan"), True),
    EventKind.SUBMITTED: (_("Trình ai"), False),
    EventKind.RETURNED: (_("Cơ quan trả lại"), True),
    EventKind.RESUBMITTED: (_("Trình ai"), False),
    EventKind.UNANSWERED: (_("Ai xác nhận"), False),
    EventKind.DECIDED: (_("Ai ký ban hành"), False),
}
_WORDS = {
    EventKind.OPINION: (_("Nội dung"), False, _("Nhất trí thì có thể bỏ trống.")),
    EventKind.SUBMITTED: (
        _("Nội dung"),
        False,
        _("Nếu chưa đủ ý kiến của cơ quan quản lý về tổ chức và về tài chính, nêu lý do trình."),
    ),
    EventKind.RETURNED: (_("Nội dung"), True, _("Lý do trả lại, nội dung phải hoàn thiện.")),
    EventKind.RESUBMITTED: (_("Nội dung"), False, _("Đã hoàn thiện những gì.")),
    EventKind.STOPPED: (_("Nội dung"), True, _("Vì sao thôi.")),
}


class EventForm(forms.Form):
    """One line of the log."""

    on = day_field(label=_("Ngày"))

    def __init__(self, *args: Any, kind: EventKind, **options: Any) -> None:
        super().__init__(*args, **options)
        self.kind = kind
        if kind in _BODY:
            label, required = _BODY[kind]
            self.fields["body_name"] = text_field(label, most=300, required=required)
        if kind == EventKind.OPINION:
            self.fields["field"] = forms.ChoiceField(
                label=_("Lĩnh vực"), choices=choices(OpinionField.choices), widget=forms.RadioSelect
            )
            self.fields["verdict"] = forms.ChoiceField(
                label=_("Ý kiến"), choices=choices(Verdict.choices), widget=forms.RadioSelect
            )
        label, required = _DOCUMENT[kind]
        self.fields["document"] = text_field(
            label, most=300, required=required, hint=_("Số, ký hiệu như in trên văn bản.")
        )
        if kind in _WORDS:
            words, required, hint = _WORDS[kind]
            self.fields["words"] = text_field(words, rows=4, required=required, hint=hint)

    def event(self) -> NewEvent:
        """The line as given."""
        return NewEvent(kind=self.kind, **self.cleaned_data)


class VoidForm(forms.Form):
    """Why a line was a mistake."""

    reason = text_field(_("Lý do"), rows=3, hint=_("Dòng vẫn đọc được, gạch ngang, kèm lý do này."))
