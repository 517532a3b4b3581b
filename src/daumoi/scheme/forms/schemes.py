"""What the coordinator types: the scheme, its phases, ceilings, rules, weights."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from daumoi.organisations.models import StaffKind
from daumoi.scheme.forms.fields import (
    Choices,
    CodeField,
    MillionField,
    choices,
    select_field,
    text_field,
    whole_field,
)
from daumoi.scheme.models import MoneySource, ProposedForm, RuleKind, Weight
from daumoi.ui.inputs import day_field


def _choose(form: forms.Form, name: str, pairs: Choices) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = pairs


class SchemeForm(forms.Form):
    """A new scheme; `rounds` and `sets` are what it may be built on."""

    title = text_field(_("Tên đề án"), most=500, rows=2)
    title_then = text_field(
        _("Tên khác"), most=500, required=False, hint=_("Tên cũ hoặc tên khi trình, nếu khác tên trên.")
    )
    code = CodeField(label=_("Mã"), hint=_("Đi trong địa chỉ trang; không đổi được về sau."))
    purpose = text_field(_("Mục đích"), rows=3, required=False)
    round = select_field(
        _("Đợt khảo sát"),
        [],
        required=False,
        hint=_("Trả lời đã chốt của đợt này sẽ thành đề xuất của các bộ."),
    )
    duty_set = select_field(
        _("Danh mục nhiệm vụ thống nhất"),
        [],
        required=False,
        hint=_("Nhiệm vụ mà đề án muốn bộ nào cũng có đơn vị giữ."),
    )
    as_of = day_field(
        label=_("Ngày lấy số liệu"), help_text=_("Tổ chức, nhiệm vụ, quy định lấy theo ngày này.")
    )
    due_on = day_field(label=_("Hạn gửi đề xuất"), required=False)
    contact = text_field(
        _("Đầu mối liên hệ"), most=300, required=False, hint=_("Họ tên, điện thoại, thư điện tử.")
    )

    def __init__(
        self,
        *args: Any,
        rounds: Iterable[tuple[str, str]] = (),
        sets: Iterable[tuple[str, str]] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        _choose(self, "round", choices(rounds, empty=gettext("không gắn với đợt khảo sát nào")))
        _choose(
            self,
            "duty_set",
            choices(sets, empty=gettext("mọi nhiệm vụ có hiệu lực vào ngày lấy số liệu")),
        )


class EditSchemeForm(forms.Form):
    """What may change of a scheme."""

    title = text_field(_("Tên đề án"), most=500, rows=2)
    title_then = text_field(_("Tên khác"), most=500, required=False)
    purpose = text_field(_("Mục đích"), rows=3, required=False)
    due_on = day_field(label=_("Hạn gửi đề xuất"), required=False)
    contact = text_field(_("Đầu mối liên hệ"), most=300, required=False)


class OpenForm(forms.Form):
    """The letter that asks the bodies to propose."""

    document = text_field(
        _("Văn bản"), most=300, hint=_("Số, ký hiệu, ngày của công văn đề nghị các bộ đề xuất.")
    )


class PhaseForm(forms.Form):
    """One phase more."""

    name = text_field(_("Tên giai đoạn"), most=200)
    first_year = whole_field(_("Từ năm"), required=True, least=2000)
    last_year = whole_field(_("Đến hết năm"), required=True, least=2000)
    most_changes = whole_field(
        _("Nhiều nhất bao nhiêu đơn vị thay đổi"), hint=_("Để trống nếu không giới hạn.")
    )
    basis = text_field(_("Căn cứ của giới hạn"), most=500, required=False)


class PostCeilingForm(forms.Form):
    """A ceiling of posts, over all bodies or in one."""

    kind = select_field(_("Loại biên chế"), choices(StaffKind.choices))
    body = select_field(_("Phạm vi"), [], required=False)
    amount = whole_field(
        _("Được tăng thêm nhiều nhất"), required=True, least=None, hint=_("0: không tăng. Số âm: phải giảm.")
    )
    basis = text_field(_("Căn cứ"), most=500, hint=_("Văn bản giao biên chế hoặc yêu cầu không tăng."))

    def __init__(self, *args: Any, bodies: Iterable[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, "body", choices(bodies, empty=gettext("Tất cả các bộ cộng lại")))


class MoneyCeilingForm(forms.Form):
    """A ceiling of money of one source and year."""

    source = select_field(_("Nguồn"), choices(MoneySource.choices))
    year = whole_field(_("Năm"), required=True, least=2000)
    body = select_field(_("Phạm vi"), [], required=False)
    amount = MillionField(label=_("Mức trần"), required=True, hint=_("Triệu đồng."))
    basis = text_field(_("Căn cứ"), most=500)

    def __init__(self, *args: Any, bodies: Iterable[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, "body", choices(bodies, empty=gettext("Tất cả các bộ cộng lại")))


class ReasonForm(forms.Form):
    """A reason, where an act needs one and nothing else."""

    reason = text_field(_("Lý do"), rows=3, most=1000)


class RuleForm(forms.Form):
    """A rule with the parts that its kind needs."""

    kind = select_field(_("Loại ràng buộc"), choices(RuleKind.choices))
    first = select_field(_("Bộ thứ nhất"), [], required=False)
    first_form = select_field(
        _("Chọn mô hình"), choices(ProposedForm.choices, empty=_("mọi thay đổi")), required=False
    )
    second = select_field(_("Bộ thứ hai"), [], required=False)
    second_form = select_field(
        _("Bộ thứ hai chọn mô hình"), choices(ProposedForm.choices, empty=_("mọi thay đổi")), required=False
    )
    phase = select_field(
        _("Giai đoạn"), [], required=False, hint=_("Chỉ cho loại bắt buộc, không được chọn.")
    )
    duty = select_field(
        _("Nhiệm vụ"), [], required=False, hint=_("Cho bộ phận cứng, chỉ định đúng một đơn vị.")
    )
    sentence = text_field(_("Viết thành câu"), rows=2, most=1000, hint=_("Câu này hiện ở trang phương án."))
    basis = text_field(_("Căn cứ"), most=500)

    def __init__(
        self,
        *args: Any,
        bodies: Iterable[tuple[str, str]] = (),
        phases: Iterable[tuple[str, str]] = (),
        duties: Iterable[tuple[str, str]] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        bodies = list(bodies)
        _choose(self, "first", choices(bodies, empty=gettext("không áp dụng")))
        _choose(self, "second", choices(bodies, empty=gettext("không áp dụng")))
        _choose(self, "phase", choices(phases, empty=gettext("giai đoạn nào cũng vậy")))
        _choose(self, "duty", choices(duties, empty=gettext("không áp dụng")))


class WeightsForm(forms.Form):
    """Points of each thing, and why."""

    def __init__(self, *args: Any, weights: Iterable[Weight], **options: Any) -> None:
        super().__init__(*args, **options)
        for weight in weights:
            field = whole_field(weight.get_code_display(), required=True)
            field.initial = weight.points
            self.fields[weight.code] = field
        self.fields["basis"] = text_field(_("Lý do"), rows=2, most=500)

    def points(self) -> dict[str, int]:
        """Points by code."""
        return {code: value for code, value in self.cleaned_data.items() if code != "basis"}
