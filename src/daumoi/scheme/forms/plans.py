"""What is typed to ask the planner something."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from daumoi.scheme.forms.fields import Choices, choices, select_field, text_field, whole_field

ANY = "any"


def _choose(form: forms.Form, name: str, pairs: Choices) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = pairs


class AlternativesForm(forms.Form):
    """How near, how many."""

    within_percent = whole_field(_("Kém phương án nhiều điểm nhất không quá (%)"), required=True)
    count = whole_field(_("Số phương án muốn xem"), required=True, least=2)


class WhyNotForm(forms.Form):
    """A choice to force in, as “body|option”."""

    choice = select_field(_("Phương án"), [])
    phase = select_field(_("Giai đoạn"), [], required=False)

    def __init__(
        self,
        *args: Any,
        options: Iterable[tuple[str, str]] = (),
        phases: Iterable[tuple[str, str]] = (),
        **others: Any,
    ) -> None:
        super().__init__(*args, **others)
        _choose(self, "choice", choices(options))
        _choose(self, "phase", choices(phases, empty=gettext("giai đoạn nào cũng được")))

    @property
    def wanted(self) -> tuple[str, str, str | None]:
        """Unit, option, phase."""
        unit, _bar, option = self.cleaned_data["choice"].partition("|")
        return unit, option, self.cleaned_data["phase"] or None


class CeilingStepsForm(forms.Form):
    """A ceiling and by how much to move it."""

    ceiling = select_field(_("Trần"), [])
    steps = text_field(
        _("Các mức nới"),
        most=200,
        hint=_(
            "Cách nhau bằng dấu cách; biên chế tính bằng người, kinh phí bằng triệu đồng. Số âm là siết lại."
        ),
    )

    def __init__(self, *args: Any, ceilings: Iterable[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, "ceiling", choices(ceilings))

    def clean_steps(self) -> list[int]:
        """Whole numbers."""
        words = self.cleaned_data["steps"].replace(";", " ").replace(",", " ").split()
        try:
            return [int(word) for word in words]
        except ValueError:
            raise forms.ValidationError(
                gettext("Ghi các số nguyên cách nhau bằng dấu cách, ví dụ 5 10 20.")
            ) from None


class ManualForm(forms.Form):
    """One row per body: which Phương án, in which phase, as “option|phase”."""

    def __init__(
        self, *args: Any, rows: Sequence[tuple[str, str, Choices, str]] = (), **options: Any
    ) -> None:
        """`rows` are code of the unit, name of the body, what it may choose, and what stands chosen."""
        super().__init__(*args, **options)
        for code, name, pairs, chosen in rows:
            field = select_field(name, pairs)
            field.initial = chosen
            self.fields[code] = field

    def chosen(self) -> list[tuple[str, str, str | None]]:
        """Unit, option, phase."""
        found = []
        for unit, value in self.cleaned_data.items():
            option, _bar, phase = value.partition("|")
            found.append((unit, option, phase or None))
        return found


class ChoosePlanForm(forms.Form):
    """Why this plan, under which paper."""

    reason = text_field(
        _("Lý do chọn"),
        rows=3,
        most=2000,
        hint=_("Ý kiến lãnh đạo, hội đồng, cuộc họp. Máy tính, người chọn."),
    )
    document = text_field(
        _("Văn bản"), most=300, required=False, hint=_("Thông báo kết luận, phiếu trình nếu có.")
    )
