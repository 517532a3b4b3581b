"""Beginning a paper: its kind, subject, urgency. Plain forms: they read and never save."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from daumoi.documents.models import Kind, Template, Urgency
from daumoi.organisations.models import Organisation


class BeginForm(forms.Form):
    """What a draft is known by before a word is written."""

    subject = forms.CharField(
        label=_("Trích yếu"),
        max_length=500,
        help_text=_(
            "Một câu ngắn nêu nội dung chính, không ghi tên loại: “khảo sát hiện trạng và yêu cầu…”."
        ),
        error_messages={"required": _("Ghi trích yếu."), "max_length": _("Trích yếu dài quá 500 ký tự.")},
    )
    desk = forms.ChoiceField(label=_("Cơ quan ban hành"))
    unit = forms.CharField(
        label=_("Chữ viết tắt đơn vị soạn thảo"),
        required=False,
        max_length=20,
        help_text=_("Đứng cuối ký hiệu công văn và dòng “Lưu”, ví dụ THH, CNTT."),
    )
    priority = forms.TypedChoiceField(
        label=_("Mức độ khẩn"),
        choices=Urgency.choices,
        coerce=int,
        initial=Urgency.NORMAL,
        widget=forms.RadioSelect,
    )
    template = forms.ChoiceField(
        label=_("Mẫu Word"),
        required=False,
        help_text=_("Bản Word của văn bản sẽ theo mẫu này; bản PDF vẫn theo thể thức chung."),
    )

    def __init__(
        self,
        *args: object,
        kind: Kind,
        desks: Sequence[tuple[Organisation, str]],
        templates: Sequence[Template],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._desks = {str(one.pk): one for one, _name in desks}
        self._templates = {str(one.pk): one for one in templates}
        desk, template = self.fields["desk"], self.fields["template"]
        assert isinstance(desk, forms.ChoiceField)
        assert isinstance(template, forms.ChoiceField)
        desk.choices = [(str(one.pk), name) for one, name in desks]
        template.choices = [("", _("Mẫu chung")), *((key, one.name) for key, one in self._templates.items())]
        if not kind.is_letter:
            del self.fields["unit"]
        if not templates:
            del self.fields["template"]
        if len(desks) == 1:
            desk.widget = forms.HiddenInput()
            self.initial["desk"] = str(desks[0][0].pk)

    @property
    def owner(self) -> Organisation:
        """The organisation in whose name the paper goes out."""
        return self._desks[self.cleaned_data["desk"]]

    @property
    def own_template(self) -> Template | None:
        """The chosen Word template, when one was chosen."""
        return self._templates.get(self.cleaned_data.get("template", ""))
