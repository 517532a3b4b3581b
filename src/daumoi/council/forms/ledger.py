"""What is typed into the ledger."""

from django import forms
from django.utils.translation import gettext_lazy as _

from daumoi.council.forms.fields import (
    FindingForm,
    FoundField,
    choice_field,
    choices,
    text_field,
)
from daumoi.council.models import LinkKind, MatterKind, MatterState
from daumoi.ui.inputs import day_field


class MatterForm(FindingForm):
    """A new matter of the ledger."""

    kind = choice_field(_("Loại"), choices(MatterKind.choices))
    title = text_field(_("Tên việc"), most=300)
    text = text_field(_("Nội dung"), rows=3, required=False)
    raised_by = text_field(_("Ai nêu"), most=300, required=False)
    raised_on = day_field(label=_("Ngày nêu"))
    responsible = FoundField(label=_("Cơ quan xử lý"), required=False)
    responsible_text = text_field(_("Hoặc ghi tên nơi xử lý"), most=200, required=False)
    due_on = day_field(label=_("Hạn"), required=False)


class AssignMatterForm(FindingForm):
    """Who acts on a matter until when."""

    responsible = FoundField(label=_("Cơ quan xử lý"), required=False)
    responsible_text = text_field(_("Hoặc ghi tên nơi xử lý"), most=200, required=False)
    due_on = day_field(label=_("Hạn"), required=False)
    reason = text_field(_("Lý do"), most=500, hint=_("Căn cứ giao việc, đổi hạn."))


class EntryForm(forms.Form):
    """What happened to a matter."""

    on = day_field(label=_("Ngày"))
    state = choice_field(_("Tình trạng"), choices(MatterState.choices))
    text = text_field(_("Diễn biến"), rows=3, hint=_("Ai đã làm gì, kết quả ra sao."))
    link_kind = forms.ChoiceField(label=_("Liên kết"), choices=LinkKind.choices, required=False)
    link_code = text_field(_("Số, mã"), most=120, required=False, hint=_("Số văn bản, mã đợt, mã nhiệm vụ."))
    link_label = text_field(_("Tên liên kết"), most=200, required=False)
    link_address = text_field(
        _("Địa chỉ"), most=300, required=False, hint=_("/… trong hệ thống, hoặc https://…")
    )
