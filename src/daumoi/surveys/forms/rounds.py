"""What a coordinator types about a round. Plain forms: they read and never save."""

from collections.abc import Sequence
from datetime import date

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from daumoi.foundation.clock import today
from daumoi.organisations.models import Organisation
from daumoi.surveys.models import Questionnaire, Round
from daumoi.ui.inputs import day_field

_CODE = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*$",
    _("Mã đợt chỉ gồm chữ thường không dấu, chữ số và gạch nối, ví dụ hien-trang-2026."),
)
RESERVED = frozenset({"moi"})


class RoundForm(forms.Form):
    """A round before it is issued."""

    title = forms.CharField(
        label=_("Tên đợt"),
        max_length=300,
        help_text=_(
            "Như trích yếu của công văn, ví dụ “Khảo sát hiện trạng và yêu cầu về đơn vị chuyên trách CNTT”."
        ),
        error_messages={"required": _("Đặt tên đợt.")},
    )
    code = forms.CharField(
        label=_("Mã đợt"),
        max_length=60,
        validators=[_CODE],
        help_text=_(
            "Đi trong địa chỉ trang và mã nội dung của phụ lục; không đổi được về sau. Ví dụ hien-trang-2026."
        ),
        error_messages={"required": _("Đặt mã đợt.")},
    )
    questionnaire = forms.ChoiceField(
        label=_("Mẫu phiếu"),
        help_text=_("Chỉ mẫu đã ban hành mới dùng được; bản đã ban hành không thay đổi nữa."),
        error_messages={
            "required": _("Chọn mẫu phiếu."),
            "invalid_choice": _("Mẫu phiếu này không có trong danh sách."),
        },
    )
    purpose = forms.CharField(
        label=_("Mục đích, yêu cầu"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    cutoff_on = day_field(
        label=_("Thời điểm chốt số liệu"),
        help_text=_("Số liệu trong phiếu mô tả tình trạng đến hết ngày này."),
    )
    due_on = day_field(
        label=_("Hạn gửi"),
        help_text=_("Ngày cuối cùng cơ quan gửi trả lời; sau ngày chốt số liệu ít nhất một ngày làm việc."),
    )
    contact_name = forms.CharField(
        label=_("Đầu mối liên hệ"),
        max_length=150,
        help_text=_("Người trả lời thắc mắc của các bộ, ghi trong công văn."),
        error_messages={"required": _("Ghi họ tên đầu mối liên hệ.")},
    )
    contact_phone = forms.CharField(
        label=_("Điện thoại"),
        max_length=50,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        error_messages={"required": _("Ghi số điện thoại của đầu mối.")},
    )
    contact_email = forms.EmailField(label=_("Thư điện tử"), required=False, max_length=150)
    is_simulated = forms.BooleanField(
        label=_("Đợt mô phỏng: gửi cho các cơ quan mô phỏng, mọi trang và tệp mang dấu “mô phỏng”"),
        required=False,
    )

    def __init__(
        self,
        *args: object,
        questionnaires: Sequence[Questionnaire],
        fixed: Round | None = None,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._offered = {str(one.pk): one for one in questionnaires}
        field = self.fields["questionnaire"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Chọn mẫu phiếu"))] + [(key, str(one)) for key, one in self._offered.items()]
        if fixed is not None:
            del self.fields["code"], self.fields["is_simulated"]

    def clean_code(self) -> str:
        """Refuse codes that are addresses of the room."""
        code = str(self.cleaned_data["code"])
        if code in RESERVED:
            raise forms.ValidationError(
                _("“%(code)s” dành cho địa chỉ của trang; đặt mã khác."), params={"code": code}
            )
        return code

    def values(self) -> dict[str, object]:
        """What was typed, as the actions take it."""
        values = dict(self.cleaned_data)
        values["questionnaire"] = self._offered[values["questionnaire"]]
        return values

    @staticmethod
    def initial_of(round_: Round) -> dict[str, object]:
        """What stands in a round now."""
        names = ("title", "purpose", "cutoff_on", "due_on", "contact_name", "contact_phone", "contact_email")
        return {name: getattr(round_, name) for name in names} | {
            "questionnaire": str(round_.questionnaire_id)
        }


class IssueForm(forms.Form):
    """The letter that a round goes out under, and who gets it."""

    letter_number = forms.CharField(
        label=_("Số, ký hiệu công văn"),
        max_length=80,
        help_text=_("Số do hệ thống văn bản của cơ quan cấp sau khi ký, ví dụ 123/MP-KS."),
        error_messages={"required": _("Ghi số, ký hiệu công văn.")},
    )
    letter_date = day_field(label=_("Ngày công văn"))
    letter_signer = forms.CharField(
        label=_("Người ký"),
        max_length=200,
        help_text=_("Chức vụ và họ tên như trên văn bản."),
        error_messages={"required": _("Ghi người ký công văn.")},
    )
    addressees = forms.MultipleChoiceField(
        label=_("Nơi nhận"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Danh sách này chốt khi phát hành và là mẫu số của mọi tỷ lệ; về sau chỉ thay đổi bằng một ghi nhận có lý do."
        ),
        error_messages={
            "required": _("Chọn ít nhất một cơ quan nhận."),
            "invalid_choice": _("Có cơ quan không tồn tại vào ngày đang xem; tải lại danh sách."),
        },
    )

    def __init__(
        self, *args: object, addressees: Sequence[tuple[Organisation, str]], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._offered = {organisation.code: organisation for organisation, _name in addressees}
        field = self.fields["addressees"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(organisation.code, name) for organisation, name in addressees]
        field.initial = list(self._offered)

    def chosen(self) -> list[Organisation]:
        """The organisations that were ticked, in the order of the list."""
        ticked = set(self.cleaned_data["addressees"])
        return [organisation for code, organisation in self._offered.items() if code in ticked]

    def clean_letter_date(self) -> date:
        """A letter cannot be dated after the day it is entered."""
        day: date = self.cleaned_data["letter_date"]
        if day > today():
            raise forms.ValidationError(_("Ngày công văn ở tương lai; ghi đúng ngày trên văn bản đã ký."))
        return day
