"""What a văn thư hands over to the exchange box. A plain form: it reads and never saves."""

from django import forms
from django.utils.translation import gettext_lazy as _


class MessageForm(forms.Form):
    """One edXML message that came another way than by the transport."""

    file = forms.FileField(
        label=_("Tệp edXML"),
        help_text=_("Tệp .edxml hoặc .xml tải từ phần mềm của trục liên thông; tối đa 64 MB."),
        error_messages={"required": _("Chọn tệp edXML."), "empty": _("Tệp rỗng. Chọn lại tệp edXML.")},
    )
