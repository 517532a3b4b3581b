"""What readers choose on the law pages. Plain forms over the address; nothing is saved."""

from collections.abc import Iterable, Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from daumoi.law.models import InstrumentKind, Subject
from daumoi.law.queries import EVERYTHING, Filters

_ISSUED = ("", _("Đã ban hành đến ngày này"))
_ALL = (EVERYTHING, _("Tất cả, kể cả ban hành sau"))


class RegisterForm(forms.Form):
    """Search and filters of the register."""

    q = forms.CharField(
        label=_("Tìm số, ký hiệu, tên"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"class": "form-control", "type": "search", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=_("Loại văn bản"), required=False)
    subject = forms.ChoiceField(label=_("Lĩnh vực"), required=False)
    force = forms.ChoiceField(label=_("Tình trạng"), required=False)

    def __init__(
        self, data: QueryDict, *, subjects: Iterable[Subject], forces: Sequence[tuple[str, object]]
    ) -> None:
        super().__init__(data)
        every = ("", _("Tất cả"))
        self._offer("kind", [every, *InstrumentKind.choices])
        self._offer("subject", [every, *((subject.code, subject.display_name) for subject in subjects)])
        self._offer("force", [_ISSUED, *forces, _ALL])

    def _offer(self, name: str, choices: list[tuple[str, object]]) -> None:
        self.fields[name] = forms.ChoiceField(
            label=self.fields[name].label,
            required=False,
            choices=choices,
            widget=forms.Select(attrs={"class": "form-select"}),
            error_messages={"invalid_choice": _("“%(value)s” không có trong danh sách; hãy chọn lại.")},
        )

    def filters(self) -> Filters:
        """What was chosen; a choice that does not exist filters nothing, its message stands at the field."""
        self.is_valid()
        chosen = self.cleaned_data
        return Filters(
            text=chosen.get("q", ""),
            kind=chosen.get("kind", ""),
            subject=chosen.get("subject", ""),
            force=chosen.get("force", ""),
        )


class CompareForm(forms.Form):
    """Which subject to look at, and the day to compare with."""

    subject = forms.ChoiceField(label=_("Lĩnh vực"), widget=forms.Select(attrs={"class": "form-select"}))
    compare = forms.CharField(
        label=_("So với ngày"),
        required=False,
        widget=forms.TextInput(attrs={"class": "form-control", "type": "date"}),
    )

    def __init__(self, data: QueryDict | dict[str, str] | None, *, subjects: Iterable[Subject]) -> None:
        super().__init__(data)
        self.fields["subject"] = forms.ChoiceField(
            label=self.fields["subject"].label,
            choices=[(subject.code, subject.display_name) for subject in subjects],
            widget=forms.Select(attrs={"class": "form-select"}),
        )
