"""What a văn thư types about series of numbers and the body's address in the exchange."""

from collections.abc import Sequence
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from daumoi.documents.forms.fields import words_field
from daumoi.documents.models import ExchangeAddress, Kind, NumberingMode, RegisterSide
from daumoi.ui.inputs import day_field


class SeriesForm(forms.Form):
    """A series of numbers to open."""

    name = forms.CharField(
        label=_("Tên sổ"),
        max_length=200,
        help_text=_("Ví dụ: Văn bản đi; Quyết định; Văn bản đến."),
        error_messages={"required": _("Đặt tên sổ.")},
    )
    side = forms.ChoiceField(
        label=_("Sổ của"), choices=RegisterSide.choices, widget=forms.RadioSelect, initial=RegisterSide.OUT
    )
    mode = forms.ChoiceField(
        label=_("Cách cấp số"),
        choices=[
            (
                NumberingMode.OWN,
                _("Đánh số tại đây: số liên tục trong năm, mỗi văn bản một số, không bỏ trống số nào"),
            ),
            (
                NumberingMode.EXTERNAL,
                _(
                    "Lấy số của hệ thống văn bản của cơ quan: xuất Word, PDF; ký, cho số ở hệ thống ấy; "
                    "ghi số, ký hiệu, ngày trở lại đây"
                ),
            ),
        ],
        widget=forms.RadioSelect,
        initial=NumberingMode.OWN,
    )
    agency = forms.CharField(
        label=_("Chữ viết tắt"),
        max_length=20,
        required=False,
        help_text=_("Tên cơ quan viết tắt ở cuối ký hiệu, ví dụ BTTTT. Sổ văn bản đến không cần."),
    )
    kinds = forms.MultipleChoiceField(
        label=_("Loại văn bản"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Không chọn loại nào: sổ chung cho mọi loại chưa có sổ riêng."),
    )
    first_number = forms.IntegerField(
        label=_("Số đầu tiên trong năm"),
        min_value=1,
        max_value=99_999,
        initial=1,
        help_text=_("Khác 1 khi chuyển từ sổ giấy giữa năm."),
    )
    valid_from = day_field(label=_("Mở từ ngày"))

    def __init__(self, *args: object, kinds: Sequence[Kind], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["kinds"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(kind.code, kind.display_name) for kind in kinds]


class CloseForm(forms.Form):
    """The day from which something counts no more."""

    on = day_field(
        label=_("Ngày đóng"), help_text=_("Từ ngày này sổ không cấp số nữa; các số đã cấp giữ nguyên.")
    )


class ReserveForm(forms.Form):
    """Why the next number is kept."""

    reason = words_field(
        label=_("Lý do"),
        help_text=_("Giữ cho văn bản nào, ví dụ: quyết định ký cuối ngày."),
        required=_("Ghi số giữ cho văn bản nào."),
    )


class CancelForm(forms.Form):
    """Why a reserved number is given up."""

    reason = words_field(label=_("Lý do"), required=_("Ghi lý do huỷ số."))


class YearForm(forms.Form):
    """Which year of a series is open."""

    nam = forms.TypedChoiceField(label=_("Năm"), coerce=int, required=False, empty_value=None)

    def __init__(self, *args: object, today: date, first: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._today = today
        field = self.fields["nam"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(year, str(year)) for year in range(today.year, min(first, today).year - 1, -1)]

    def year(self) -> int:
        """The chosen year, this one when none can be read."""
        return int(self.cleaned_data.get("nam") or self._today.year) if self.is_valid() else self._today.year


class ExchangeAddressForm(forms.Form):
    """Under which code the own body sends and receives."""

    organ_id = forms.CharField(
        label=_("Mã định danh"),
        max_length=13,
        help_text=_("Mã định danh điện tử của cơ quan trên trục liên thông, ví dụ 000.00.00.G14."),
        error_messages={"required": _("Ghi mã định danh của cơ quan.")},
    )
    address = forms.CharField(label=_("Địa chỉ"), max_length=250, required=False)
    email = forms.EmailField(
        label=_("Thư điện tử"),
        required=False,
        error_messages={"invalid": _("Thư điện tử chưa đúng dạng, ví dụ vanthu@coquan.gov.vn.")},
    )
    telephone = forms.CharField(
        label=_("Điện thoại"), max_length=50, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
    website = forms.CharField(label=_("Trang thông tin"), max_length=100, required=False)

    @staticmethod
    def initial_of(found: ExchangeAddress | None) -> dict[str, str]:
        """What stands in the address book now."""
        names = ("organ_id", "address", "email", "telephone", "website")
        return {name: getattr(found, name) for name in names} if found is not None else {}
