"""A body's own Word templates, its own signing chains, and a file to check."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from daumoi.documents.access import DocumentPermission
from daumoi.documents.forms.fields import file_field
from daumoi.documents.models import ChainAct, Kind
from daumoi.documents.rules.chain import RouteStep

MOST_STEPS = 20
LEAST_STEPS = 3
PERMISSIONS = (
    (str(DocumentPermission.DRAFT), _("người soạn thảo")),
    (str(DocumentPermission.ADVISE), _("người cho ý kiến")),
    (str(DocumentPermission.SIGN), _("người ký")),
    (str(DocumentPermission.CLERK), _("văn thư, văn phòng")),
)


class TemplateForm(forms.Form):
    """A Word template for one kind of paper."""

    kind = forms.ChoiceField(label=_("Loại văn bản"), error_messages={"required": _("Chọn loại văn bản.")})
    name = forms.CharField(
        label=_("Tên mẫu"),
        max_length=200,
        help_text=_("Ví dụ: Công văn của Trung tâm, có biểu trưng."),
        error_messages={"required": _("Đặt tên mẫu.")},
    )
    file = file_field(
        label=_("Tệp mẫu"),
        help_text=_("Tệp .docx có các chỗ {{ ten }}; tải mẫu khởi đầu ở dưới để sửa trong Word."),
        required=_("Chọn tệp Word."),
    )

    def __init__(self, *args: object, kinds: Sequence[Kind], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._kinds = {kind.code: kind for kind in kinds}
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Chọn loại")), *((kind.code, kind.display_name) for kind in kinds)]

    @property
    def chosen(self) -> Kind:
        """The kind of paper."""
        return self._kinds[self.cleaned_data["kind"]]


class RouteForm(forms.Form):
    """An own signing chain: a name, the kinds it is for, and its steps in order."""

    name = forms.CharField(
        label=_("Tên quy trình"), max_length=200, error_messages={"required": _("Đặt tên quy trình.")}
    )
    kinds = forms.MultipleChoiceField(
        label=_("Loại văn bản"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Không chọn loại nào thì dùng cho mọi loại."),
    )

    def __init__(self, *args: object, offered: Sequence[Kind], steps: int, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        kinds = self.fields["kinds"]
        assert isinstance(kinds, forms.MultipleChoiceField)
        kinds.choices = [(kind.code, kind.display_name) for kind in offered]
        self.step_count = max(LEAST_STEPS, min(steps, MOST_STEPS))
        for number in range(self.step_count):
            self.fields[f"step_{number}_act"] = forms.ChoiceField(
                label=_("Việc"), required=False, choices=[("", _("(bỏ bước này)")), *ChainAct.choices]
            )
            self.fields[f"step_{number}_title"] = forms.CharField(
                label=_("Ai làm"), required=False, max_length=200
            )
            self.fields[f"step_{number}_permission"] = forms.ChoiceField(
                label=_("Quyền"), required=False, choices=PERMISSIONS
            )
            self.fields[f"step_{number}_outside"] = forms.BooleanField(
                label=_("Làm ngoài hệ thống"), required=False
            )

    def clean(self) -> dict[str, Any]:
        """A step with an act needs somebody who takes it."""
        given = super().clean() or {}
        for number in range(self.step_count):
            if given.get(f"step_{number}_act") and not given.get(f"step_{number}_title"):
                self.add_error(f"step_{number}_title", _("Ghi ai làm bước này."))
        return given

    def steps(self) -> list[RouteStep]:
        """The steps that were filled in, in order."""
        given = self.cleaned_data
        return [
            RouteStep(
                act=given[f"step_{number}_act"],
                title=given[f"step_{number}_title"].strip(),
                permission=given[f"step_{number}_permission"],
                outside=given[f"step_{number}_outside"],
            )
            for number in range(self.step_count)
            if given[f"step_{number}_act"]
        ]


def route_initial(*, name: str, kinds: Sequence[str], steps: Sequence[RouteStep]) -> dict[str, Any]:
    """What stands in a chain, as the form shows it."""
    found: dict[str, Any] = {"name": name, "kinds": list(kinds)}
    for number, step in enumerate(steps):
        for part in ("act", "title", "permission", "outside"):
            found[f"step_{number}_{part}"] = getattr(step, part)
    return found


def steps_sent(data: Mapping[str, Any]) -> int:
    """How many steps a sent form has."""
    number = 0
    while number < MOST_STEPS and f"step_{number}_act" in data:
        number += 1
    return number


class CheckForm(forms.Form):
    """A file whose layout is to be checked; nothing of it is kept."""

    file = file_field(
        label=_("Tệp văn bản"),
        help_text=_(
            "Word (.docx) hoặc PDF có lớp chữ, tối đa 30 MB. Tệp chỉ được đọc rồi bỏ; không tải văn bản mật."
        ),
        required=_("Chọn tệp cần kiểm tra."),
    )
