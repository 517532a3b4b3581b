"""What a reader of a printed paper hands over to compare. A plain form: it reads and never saves."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CompareForm(forms.Form):
    """The PDF the reader holds."""

    file = forms.FileField(
        label=_("Tệp PDF bạn đang giữ"),
        help_text=_("Tệp chỉ được so sánh rồi bỏ, không lưu lại."),
        error_messages={"required": _("Chọn tệp PDF."), "empty": _("Tệp rỗng. Chọn lại tệp PDF.")},
    )
