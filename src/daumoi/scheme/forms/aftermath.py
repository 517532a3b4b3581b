"""What is typed after the decision: terms of the work, results of a task, the Cục that now stands."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from daumoi.mandates.models import Duty
from daumoi.organisations.models import Organisation
from daumoi.scheme.actions.aftermath import Terms
from daumoi.scheme.forms.fields import text_field, whole_field
from daumoi.scheme.queries.aftermath import ProposedDuty
from daumoi.ui.inputs import day_field


class TermsForm(forms.Form):
    """The days that follow from the decision."""

    designate_by = day_field(
        label=_("Hạn chỉ định đơn vị chuyên trách"), help_text=_("Hạn chung cho mọi bộ trong phương án.")
    )
    own_scheme_months = whole_field(
        _("Số tháng hoàn thành đề án riêng"),
        required=True,
        least=1,
        hint=_("Tính từ ngày bắt đầu giai đoạn của bộ, không muộn hơn ngày cuối giai đoạn."),
    )

    def terms(self) -> Terms:
        """As given."""
        return Terms(**self.cleaned_data)


class FinishForm(forms.Form):
    """A task is done: the paper that says so."""

    on = day_field(label=_("Ngày"))
    document = text_field(_("Văn bản"), most=300, hint=_("Số, ký hiệu, ngày của văn bản do bộ ban hành."))


class DesignateForm(FinishForm):
    """The body names its unit, and which duties go into the register with it."""

    def __init__(
        self, *args: Any, units: list[tuple[Organisation, str]], duties: list[ProposedDuty], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self._units = {unit.code: unit for unit, _name in units}
        self._duties = {one.duty.code: one.duty for one in duties}
        self.fields["unit"] = forms.ChoiceField(
            label=_("Đơn vị chuyên trách"),
            choices=[(unit.code, name) for unit, name in units],
            widget=forms.RadioSelect,
            error_messages={"required": _("Chọn đơn vị được chỉ định.")},
        )
        self.fields["duties"] = forms.MultipleChoiceField(
            label=_("Nhiệm vụ ghi vào sổ"),
            choices=[(one.duty.code, one.duty.name) for one in duties],
            initial=[one.duty.code for one in duties if one.is_unit and not one.is_held],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Đơn vị chủ trì các nhiệm vụ được đánh dấu, kể từ ngày của văn bản."),
        )

    def unit(self) -> Organisation:
        """The unit chosen."""
        return self._units[self.cleaned_data["unit"]]

    def duties(self) -> list[Duty]:
        """The duties marked."""
        return [self._duties[code] for code in self.cleaned_data["duties"]]


class DepartmentForm(forms.Form):
    """The Cục as the register will call it."""

    name = text_field(_("Tên Cục"), most=300)
    on = day_field(label=_("Từ ngày"), help_text=_("Ngày quyết định có hiệu lực."))
