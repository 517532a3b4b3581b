"""Đề nghị hướng dẫn as forms."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from daumoi.documents.forms.fields import words_field
from daumoi.documents.models import GuidanceRequest, GuidanceState, Paper
from daumoi.organisations.models import Organisation
from daumoi.ui.inputs import day_field

Named = Sequence[tuple[Organisation, str]]


def _code(label: object) -> forms.CharField:
    return forms.CharField(label=label, max_length=60, required=False)  # type: ignore[arg-type]


def _provision() -> forms.CharField:
    return forms.CharField(
        label=_("Quy định liên quan"),
        max_length=300,
        required=False,
        help_text=_("Điều, khoản, văn bản đang vướng."),
    )


class QuestionForm(forms.Form):
    """What both ways of asking share: the question, the provision, the letter."""

    question = words_field(
        label=_("Nội dung đề nghị"),
        help_text=_("Vướng ở đâu, đang hiểu thế nào, đề nghị hướng dẫn điều gì."),
        required=_("Ghi nội dung đề nghị."),
        rows=6,
        most=20_000,
    )
    provision = _provision()
    letter_code = _code(_("Số, ký hiệu công văn đề nghị"))
    letter_date = day_field(label=_("Ngày công văn"), required=False)


class AskForm(QuestionForm):
    """Asking another body for guidance."""

    desk = forms.ChoiceField(
        label=_("Đề nghị cơ quan"), error_messages={"required": _("Chọn cơ quan hướng dẫn.")}
    )
    field_order = ("desk", "question", "provision", "letter_code", "letter_date")

    def __init__(self, *args: object, bodies: Named, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._bodies = {one.code: one for one, _name in bodies}
        field = self.fields["desk"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Chọn")), *((one.code, name) for one, name in bodies)]

    def chosen(self) -> Organisation:
        """The body that is asked."""
        return self._bodies[self.cleaned_data["desk"]]


class RecordForm(QuestionForm):
    """Typing in a request that came by letter or telephone."""

    asker = forms.ChoiceField(label=_("Cơ quan trong hệ thống"), required=False)
    name = forms.CharField(label=_("Nơi đề nghị khác"), max_length=200, required=False)
    field_order = ("asker", "name", "question", "provision", "letter_code", "letter_date")

    def __init__(self, *args: object, bodies: Named, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._bodies = {one.code: (one, name) for one, name in bodies}
        field = self.fields["asker"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Nơi khác, ghi tên ở ô dưới")), *((one.code, name) for one, name in bodies)]

    def clean(self) -> dict[str, object]:
        """Somebody must ask."""
        given = super().clean() or {}
        if not given.get("asker") and not str(given.get("name", "")).strip():
            self.add_error("name", _("Chọn cơ quan hoặc ghi tên nơi đề nghị."))
        return given

    def who(self) -> tuple[Organisation | None, str]:
        """The organisation that asks, if it is one of the network, and its name."""
        return self._bodies.get(self.cleaned_data["asker"], (None, self.cleaned_data["name"]))


class AssignForm(forms.Form):
    """Which unit prepares the answer."""

    unit = forms.ChoiceField(label=_("Đơn vị xử lý"), error_messages={"required": _("Chọn đơn vị.")})
    words = words_field(label=_("Ghi chú cho đơn vị"))

    def __init__(self, *args: object, units: Named, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._units = {one.code: one for one, _name in units}
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Chọn")), *((one.code, name) for one, name in units)]

    def chosen(self) -> Organisation:
        """The unit."""
        return self._units[self.cleaned_data["unit"]]


class AnswerForm(forms.Form):
    """The answer, and the letter it went out with."""

    answer = words_field(
        label=_("Nội dung trả lời"), required=_("Ghi nội dung trả lời."), rows=8, most=50_000
    )
    paper = forms.ChoiceField(
        label=_("Văn bản trả lời"),
        required=False,
        help_text=_("Văn bản đã ban hành trong sổ văn bản đi, nếu trả lời bằng văn bản."),
    )
    code = _code(_("Số, ký hiệu văn bản trả lời ngoài sổ"))

    def __init__(self, *args: object, papers: Sequence[Paper], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._papers = {str(one.pk): one for one in papers}
        field = self.fields["paper"]
        assert isinstance(field, forms.ChoiceField)
        named = [(key, f"{one.code} · {one.subject[:80]}") for key, one in self._papers.items()]
        field.choices = [("", _("Trả lời tại đây")), *named]

    def chosen(self) -> Paper | None:
        """The issued paper that answers."""
        return self._papers.get(self.cleaned_data["paper"])


class GeneralForm(forms.Form):
    """Guidance for all, and which requests it answers."""

    title = forms.CharField(
        label=_("Tên hướng dẫn"), max_length=300, error_messages={"required": _("Ghi tên hướng dẫn.")}
    )
    text = words_field(
        label=_("Nội dung hướng dẫn"), required=_("Ghi nội dung hướng dẫn."), rows=10, most=100_000
    )
    provision = _provision()
    code = _code(_("Số, ký hiệu văn bản hướng dẫn"))
    covers = forms.MultipleChoiceField(
        label=_("Các đề nghị được trả lời"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: object, requests: Sequence[GuidanceRequest], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._requests = {str(one.pk): one for one in requests}
        field = self.fields["covers"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [
            (key, f"{one.asker_name}: {one.question[:120]}") for key, one in self._requests.items()
        ]
        if not requests:
            del self.fields["covers"]

    def chosen(self) -> list[GuidanceRequest]:
        """The requests this guidance answers."""
        return [self._requests[key] for key in self.cleaned_data.get("covers", ())]


class TermForm(forms.Form):
    """Within how many working days the desk answers, and which paper says so."""

    days = forms.IntegerField(
        label=_("Số ngày làm việc"),
        min_value=1,
        max_value=365,
        error_messages={"required": _("Ghi số ngày.")},
    )
    ground = forms.CharField(
        label=_("Văn bản quy định"), max_length=300, error_messages={"required": _("Ghi văn bản quy định.")}
    )
    valid_from = day_field(label=_("Áp dụng từ ngày"))


class SearchForm(forms.Form):
    """Words and state to look for in the register."""

    tim = forms.CharField(label=_("Tìm"), required=False, max_length=200)
    tinh_trang = forms.ChoiceField(
        label=_("Tình trạng"), required=False, choices=[("", _("Tất cả")), *GuidanceState.choices]
    )

    def words(self) -> tuple[str, str]:
        """What to look for, and in which state; nothing when the form is not valid."""
        if not self.is_valid():
            return "", ""
        return self.cleaned_data["tim"], self.cleaned_data["tinh_trang"]
