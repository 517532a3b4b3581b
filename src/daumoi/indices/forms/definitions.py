"""A definition handed over as a file, and the same text when it is confirmed. Nothing is saved by reading."""

from dataclasses import dataclass
from pathlib import PurePath

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

MOST_BYTES = 1024 * 1024
MOST_NAME = 200


@dataclass(frozen=True)
class Handed:
    """The text of a definition with the name of its file; every line ends with one and the same sign."""

    name: str
    text: str


class DefinitionForm(forms.Form):
    """A definition to look at."""

    file = forms.FileField(
        label=_("Tệp định nghĩa (.yaml)"),
        help_text=_("Mã UTF-8, tối đa 1 MB. Tệp được đọc và kiểm tra trước; chưa ghi gì."),
        widget=forms.ClearableFileInput(attrs={"accept": ".yaml,.yml"}),
        error_messages={"required": _("Chưa chọn tệp."), "empty": _("Tệp trống.")},
    )

    def clean_file(self) -> Handed:
        """The text; a heavy file is refused unread, one in another coding with the line where it stops being UTF-8."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(gettext("Tệp quá 1 MB. Bỏ bớt phần ghi chú rồi nộp lại."))
        data: bytes = file.read()
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise forms.ValidationError(
                gettext("Dòng %d có ký tự không phải mã UTF-8. Lưu lại tệp ở mã UTF-8.") % line
            ) from error
        return Handed(PurePath(file.name or "").name[:MOST_NAME], _plain_lines(text))


class ConfirmForm(forms.Form):
    """The text that was looked at, sent back to be taken in."""

    name = forms.CharField(max_length=MOST_NAME, required=False, widget=forms.HiddenInput)
    text = forms.CharField(max_length=MOST_BYTES, strip=False, widget=forms.HiddenInput)

    def handed(self) -> Handed:
        """The text as it was shown, however the browser wrote the ends of its lines."""
        return Handed(self.cleaned_data["name"], _plain_lines(self.cleaned_data["text"]))


def _plain_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
