"""Parsing what people type into the pages of this room."""

from collections.abc import Iterable
from datetime import date

from django import forms
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from daumoi.foundation.errors import DomainError, Invalid
from daumoi.foundation.periods import parse_day
from daumoi.mandates.models import Holding
from daumoi.organisations.queries import UnitRow


class DayField(forms.CharField):
    """A day written 08/9/2011 or 2011-09-08."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def to_python(self, value: object) -> date | None:  # type: ignore[override]
        """The day, None for an empty field."""
        if isinstance(value, date):
            return value
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return parse_day(text, default=date.min)
        except Invalid as error:
            raise forms.ValidationError(str(error)) from error


class AssignForm(forms.Form):
    """How a duty is held in a body, on which paper, from which day."""

    holding = forms.ChoiceField(
        label=_("Cách giao"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Cách giao: chọn một trong bốn phương án.")},
    )
    unit = forms.ChoiceField(
        label=_("Đơn vị giữ nhiệm vụ"),
        required=False,
        help_text=_("Chọn khi đơn vị chuyên trách chủ trì hoặc giữ một phần."),
    )
    holder_text = forms.CharField(
        label=_("Đơn vị khác đang giữ"),
        required=False,
        max_length=300,
        help_text=_("Ghi tên khi nhiệm vụ đặt ở đơn vị khác, ví dụ Văn phòng bộ."),
    )
    document = forms.CharField(
        label=_("Văn bản làm căn cứ"),
        max_length=300,
        help_text=_("Số, ký hiệu, ngày, ví dụ Quyết định số 123/QĐ-BA ngày 05/02/2026."),
        error_messages={
            "required": _("Văn bản làm căn cứ: ghi số, ký hiệu, ngày của văn bản giao nhiệm vụ.")
        },
    )
    since = DayField(
        label=_("Từ ngày"),
        help_text=_("Ngày cách giao này bắt đầu có hiệu lực; ghi nhận trước đó khép lại vào ngày này."),
        error_messages={"required": _("Từ ngày: nhập ngày bắt đầu, ví dụ 08/9/2011.")},
    )
    published = forms.BooleanField(label=_("Công bố cho mọi người dùng của mạng lưới"), required=False)
    reason = forms.CharField(
        label=_("Lý do đính chính"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Chỉ cần khi sửa một ghi nhận bắt đầu đúng ngày này."),
    )

    def __init__(self, *args: object, units: Iterable[UnitRow] = (), **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        named = [(unit.code, unit.name) for unit in units if unit.code]
        self._offer("holding", [(value, capfirst(label)) for value, label in Holding.choices])
        self._offer("unit", [("", _("không chọn đơn vị")), *named])

    def _offer(self, name: str, choices: list[tuple[str, str | Promise]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def place_refusal(self, error: DomainError) -> None:
        """Put a refusal of the rules beside the field it is about."""
        labels = {str(field.label): name for name, field in self.fields.items()}
        text = f"{error.message} {error.remedy}".strip()
        self.add_error(labels.get(error.place), text)
