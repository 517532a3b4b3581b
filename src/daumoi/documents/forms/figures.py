"""Taking a live figure into a text: how the text calls it, what it is of, on which day."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from daumoi.documents.ports import FigureChoice
from daumoi.ui.inputs import day_field


class FigureForm(forms.Form):
    """One live figure of a chosen query; `parameter` names what the query needs, empty when nothing."""

    choice = forms.ChoiceField(
        error_messages={"required": _("Chọn một mục."), "invalid_choice": _("Không có mục này.")}
    )
    as_of = day_field(label=_("Tính đến ngày"))
    key = forms.CharField(
        label=_("Tên số liệu"),
        max_length=60,
        help_text=_(
            "Chữ thường không dấu, số, gạch dưới; trong lời văn viết [[ten_so_lieu]]. Ví dụ da_nhan."
        ),
        error_messages={"required": _("Đặt tên số liệu.")},
    )

    def __init__(
        self, *args: object, parameter: str, choices: Sequence[FigureChoice], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not parameter:
            del self.fields["choice"]
            return
        field = self.fields["choice"]
        assert isinstance(field, forms.ChoiceField)
        field.label = parameter
        field.choices = [("", _("Chọn")), *((one.code, one.name) for one in choices)]

    def parameters(self) -> dict[str, str]:
        """What the query is asked with."""
        return {"code": self.cleaned_data["choice"]} if "choice" in self.fields else {}
