"""What a coordinator types about one reply. Plain forms: they read and never save."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from daumoi.ui.inputs import day_field

_REASON = {"required": _("Nêu lý do trong một câu.")}


class ExtendForm(forms.Form):
    """A later day for one addressee."""

    due_on = day_field(label=_("Hạn mới"))
    reason = forms.CharField(
        label=_("Lý do"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Ai đề nghị, vì sao; ghi vào nhật ký."),
        error_messages=_REASON,
    )
    document = forms.CharField(
        label=_("Văn bản đề nghị"),
        required=False,
        max_length=200,
        help_text=_("Số, ký hiệu, ngày; bỏ trống khi đề nghị qua điện thoại."),
    )


class WaiveForm(forms.Form):
    """Why an addressee need not answer."""

    reason = forms.CharField(
        label=_("Lý do"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Ví dụ: cơ quan đã hợp nhất vào cơ quan khác từ ngày…; mẫu số của đợt giảm đi một."),
        error_messages=_REASON,
    )
    document = forms.CharField(label=_("Văn bản làm căn cứ"), required=False, max_length=200)


class ContactForm(forms.Form):
    """Whom to call at an addressee."""

    name = forms.CharField(
        label=_("Người làm phiếu"), max_length=150, error_messages={"required": _("Ghi tên người làm phiếu.")}
    )
    phone = forms.CharField(
        label=_("Điện thoại"),
        max_length=50,
        widget=forms.TextInput(attrs={"type": "tel"}),
        error_messages={"required": _("Ghi số điện thoại.")},
    )


class DueForm(forms.Form):
    """Until when questions are to be answered."""

    due_on = day_field(label=_("Hạn trả lời"), help_text=_("Chỉ những câu đã chọn được mở lại đến ngày này."))


class ReminderForm(forms.Form):
    """The words of a reminder."""

    text = forms.CharField(
        label=_("Nội dung công văn"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Mỗi đoạn cách nhau một dòng trống. Sửa thoải mái trước khi lấy số."),
        error_messages={"required": _("Công văn chưa có nội dung.")},
    )


class NumberForm(forms.Form):
    """The number and day that the document system gave to a reminder."""

    number = forms.CharField(
        label=_("Số, ký hiệu"), max_length=80, error_messages={"required": _("Ghi số, ký hiệu đã cấp.")}
    )
    sent_on = day_field(label=_("Ngày gửi"))


class PaperForm(forms.Form):
    """A reply that came on paper: its scan, and what the letter says."""

    scan = forms.FileField(
        label=_("Bản quét"),
        help_text=_("PDF, tối đa 20 MB. Không đưa tài liệu có dấu chỉ độ mật vào hệ thống."),
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={
            "required": _("Chọn tệp PDF bản quét."),
            "empty": _("Tệp rỗng; chọn lại tệp PDF bản quét."),
            "invalid": _("Chưa nhận được tệp; chọn lại."),
        },
    )
    number = forms.CharField(
        label=_("Số, ký hiệu công văn"),
        max_length=80,
        error_messages={"required": _("Ghi số, ký hiệu như trên giấy.")},
    )
    letter_date = day_field(label=_("Ngày công văn"))
    signer = forms.CharField(
        label=_("Người ký"), max_length=200, error_messages={"required": _("Ghi người ký như trên giấy.")}
    )

    def content(self) -> tuple[str, bytes]:
        """Name and bytes of the scan."""
        return _uploaded(self.cleaned_data["scan"])


class DifferenceForm(forms.Form):
    """What the second person found different from the scan."""

    text = forms.CharField(
        label=_("Chỗ khác bản giấy"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ghi câu hoặc bảng, giá trị trên bản giấy; người nhập sẽ sửa rồi nhờ đối chiếu lại."),
        error_messages={"required": _("Ghi chỗ khác bản giấy.")},
    )


class PackageForm(forms.Form):
    """A package from another installation."""

    package = forms.FileField(
        label=_("Gói trả lời"),
        help_text=_("Tệp .zip do bản cài đặt của bộ xuất ra, tối đa 60 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".zip,application/zip"}),
        error_messages={
            "required": _("Chọn tệp gói trả lời."),
            "empty": _("Tệp rỗng; chọn lại gói."),
            "invalid": _("Chưa nhận được tệp; chọn lại."),
        },
    )

    def content(self) -> bytes:
        """The bytes of the package."""
        return _uploaded(self.cleaned_data["package"])[1]


class FingerprintForm(forms.Form):
    """The fingerprint of a key as read over the telephone."""

    fingerprint = forms.CharField(
        label=_("Vân tay khóa"),
        max_length=200,
        required=False,
        help_text=_(
            "Gọi đầu mối của cơ quan, nghe đọc vân tay khóa hiện trên bản cài đặt của họ, gõ lại đúng như nghe được."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


def _uploaded(file: UploadedFile) -> tuple[str, bytes]:
    return file.name or "", file.read()
