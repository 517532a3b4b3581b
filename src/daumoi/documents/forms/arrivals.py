"""What a văn thư types about a paper that came in. Plain forms: they read and never save."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from daumoi.documents.actions import Arrival
from daumoi.documents.forms.fields import as_upload, file_field, words_field
from daumoi.documents.models import Kind, Paper, Urgency
from daumoi.organisations.models import Organisation
from daumoi.ui.inputs import day_field


class ArrivalForm(forms.Form):
    """A paper as it lies on the desk, before it stands in the register of arrivals."""

    kind = forms.ChoiceField(label=_("Loại văn bản"), error_messages={"required": _("Chọn loại văn bản.")})
    code = forms.CharField(
        label=_("Số, ký hiệu"),
        max_length=60,
        help_text=_("Như trên văn bản, ví dụ 2723/BTTTT-ƯDCNTT."),
        error_messages={"required": _("Ghi số, ký hiệu như trên văn bản.")},
    )
    issued_date = day_field(label=_("Ngày văn bản"))
    organ_name = forms.CharField(
        label=_("Cơ quan ban hành"),
        max_length=200,
        widget=forms.TextInput(attrs={"list": "known-bodies", "autocomplete": "off"}),
        help_text=_("Gõ vài chữ để chọn cơ quan đã biết; cơ quan khác thì ghi đủ tên."),
        error_messages={"required": _("Ghi cơ quan ban hành.")},
    )
    subject = forms.CharField(
        label=_("Trích yếu"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Bỏ trống nếu là văn bản mật."),
    )
    signer_position = forms.CharField(label=_("Chức vụ người ký"), max_length=100, required=False)
    signer_full_name = forms.CharField(label=_("Người ký"), max_length=50, required=False)
    priority = forms.TypedChoiceField(
        label=_("Mức độ khẩn"), choices=Urgency.choices, coerce=int, initial=Urgency.NORMAL
    )
    asks_answer = forms.BooleanField(label=_("Văn bản đề nghị cơ quan mình trả lời"), required=False)
    due_date = day_field(
        label=_("Hạn trả lời"),
        required=False,
        help_text=_("Hạn nêu trong văn bản; không nêu thì hạn do lãnh đạo giao."),
    )
    answers = forms.ChoiceField(
        label=_("Trả lời văn bản nào của cơ quan mình"),
        required=False,
        help_text=_("Chọn thì dòng theo dõi của cơ quan gửi tự đóng."),
    )
    file = file_field(
        label=_("Tệp văn bản"),
        help_text=_("PDF, Word hoặc ảnh quét, tối đa 30 MB. Tài liệu mật không được tải lên."),
    )
    is_secret = forms.BooleanField(
        label=_("Văn bản mật: chỉ ghi loại, số, ngày và cơ quan ban hành"), required=False
    )
    although_twice = forms.BooleanField(
        label=_("Vẫn vào sổ: đã xem, đây là văn bản khác trùng số, ký hiệu"), required=False
    )

    def __init__(
        self,
        *args: object,
        kinds: Sequence[Kind],
        asked: Sequence[Paper],
        bodies: Sequence[tuple[Organisation, str]],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._kinds = {kind.code: kind for kind in kinds}
        self._asked = {str(paper.pk): paper for paper in asked}
        self.bodies = [name for _body, name in bodies]
        self.is_twice = False
        _offer(self, "kind", [("", _("Chọn loại văn bản")), *((k.code, k.display_name) for k in kinds)])
        none = _("Không phải văn bản trả lời")
        _offer(self, "answers", [("", none), *((key, _asked_words(one)) for key, one in self._asked.items())])

    def arrival(self) -> Arrival:
        """What was typed, as the action takes it."""
        typed = self.cleaned_data
        answered = self._asked.get(typed["answers"])
        return Arrival(
            kind=self._kinds[typed["kind"]],
            code=typed["code"],
            issued_date=typed["issued_date"],
            organ_name=typed["organ_name"],
            subject=typed["subject"],
            signer_position=typed["signer_position"],
            signer_full_name=typed["signer_full_name"],
            priority=typed["priority"],
            due_date=typed["due_date"],
            asks_answer=typed["asks_answer"],
            response_to=answered.guid if answered else "",
        )

    def upload(self) -> tuple[str, bytes] | None:
        """The file that came with it."""
        return as_upload(self.cleaned_data["file"])

    def offer_twice(self) -> None:
        """From now on the form asks whether the paper is to be entered although it seems to stand there already."""
        self.is_twice = True


def _asked_words(paper: Paper) -> str:
    day = f"{paper.issued_date:%d/%m/%Y}" if paper.issued_date else ""
    return f"{paper.code} · {day} · {paper.subject[:90]}"


def _offer(form: forms.Form, name: str, choices: Sequence[tuple[object, object]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


class AssignForm(forms.Form):
    """Which unit works on an arrived paper."""

    unit = forms.ChoiceField(label=_("Đơn vị xử lý"), error_messages={"required": _("Chọn đơn vị xử lý.")})
    words = words_field(
        label=_("Ý kiến chỉ đạo"), help_text=_("Ví dụ: chủ trì tham mưu trả lời. Cơ quan gửi thấy câu này.")
    )

    def __init__(
        self, *args: object, units: Sequence[tuple[Organisation, str]], own: Organisation, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._units = {str(unit.pk): unit for unit, _name in units} | {str(own.pk): own}
        named = [(str(unit.pk), name) for unit, name in units]
        _offer(
            self, "unit", [("", _("Chọn đơn vị")), *named, (str(own.pk), _("Lãnh đạo, văn phòng cơ quan"))]
        )

    def chosen(self) -> Organisation:
        """The unit."""
        return self._units[self.cleaned_data["unit"]]


class FinishForm(forms.Form):
    """How an arrived paper was settled."""

    words = words_field(
        label=_("Kết quả xử lý"),
        help_text=_("Ví dụ: để biết, lưu hồ sơ; đã trả lời bằng công văn 12/BA-TTTT."),
        required=_("Ghi văn bản đã được xử lý thế nào."),
    )
