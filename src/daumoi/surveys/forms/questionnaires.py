"""What a designer of questionnaires types: a workbook to read, the number of a next version."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from daumoi.surveys.xlsform.guard import check_size
from daumoi.surveys.xlsform.problems import Refusal

_VERSION = RegexValidator(
    r"^[A-Za-z0-9][A-Za-z0-9.\-]*$",
    _("Số bản chỉ gồm chữ không dấu, chữ số, dấu chấm, gạch nối, ví dụ 2016.2."),
)


def _version_field(*, required: bool, help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=_("Số bản"),
        max_length=20,
        required=required,
        validators=[_VERSION],
        help_text=help_text,
        error_messages={"required": _("Ghi số của bản mới, ví dụ 2016.2.")},
    )


class ImportForm(forms.Form):
    """An XLSForm to read."""

    file = forms.FileField(
        label=_("Tệp XLSForm (.xlsx)"),
        help_text=_("Có các tờ survey, choices, settings; tối đa 20 MB, không macro, không công thức."),
        widget=forms.ClearableFileInput(
            attrs={"accept": ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
        ),
        error_messages={"required": _("Chọn tệp biểu mẫu."), "empty": _("Tệp trống.")},
    )
    version = _version_field(
        required=False,
        help_text=_("Để trống thì lấy ô version của tờ settings. Bản đã ban hành không ghi đè được."),
    )

    def clean_file(self) -> UploadedFile:
        """The file, refused unread when it is too heavy."""
        file: UploadedFile = self.cleaned_data["file"]
        try:
            check_size(file.size or 0)
        except Refusal as refusal:
            raise forms.ValidationError(f"{refusal.message} {refusal.remedy}") from refusal
        return file


class NextVersionForm(forms.Form):
    """The number of a draft made from a version that stands."""

    version = _version_field(required=True, help_text=_("Bản mới là dự thảo với nội dung của bản này."))
