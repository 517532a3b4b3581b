"""What is typed around a session being held: answers, attendance, opinions, conclusions, minutes."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from daumoi.council.forms.fields import choice_field, choices, text_field
from daumoi.council.models import Answer, Attendance, OpinionKind, OpinionVerdict
from daumoi.ui.inputs import day_field


class AnswerForm(forms.Form):
    """A member's answer to the invitation."""

    answer = choice_field(_("Trả lời"), choices(Answer.choices))
    substitute = text_field(
        _("Người dự thay"), most=200, required=False, hint=_("Họ tên, chức vụ; chỉ khi cử người dự thay.")
    )
    reason = text_field(_("Lý do"), rows=2, most=500, required=False, hint=_("Bắt buộc khi vắng mặt."))


class AttendanceForm(forms.Form):
    """Who sat in one member's seat."""

    attendance = choice_field(_("Có mặt"), choices(Attendance.choices))
    attended_by = text_field(_("Người dự thay"), most=200, required=False)
    reason = text_field(_("Lý do vắng"), most=500, required=False)


class OpinionForm(forms.Form):
    """One thing told or asked for."""

    kind = choice_field(
        _("Loại"),
        choices((value, label) for value, label in OpinionKind.choices if value != OpinionKind.CONCLUSION),
        hint=_("Kết luận của Chủ tịch ghi ở trang kết luận."),
    )
    speaker = text_field(
        _("Người nêu"), most=300, required=False, hint=_("Để trống khi chọn thành viên bên dưới.")
    )
    seat = forms.TypedChoiceField(
        label=_("Thành viên"), required=False, coerce=int, empty_value=None, widget=forms.Select
    )
    text = text_field(_("Nội dung"), rows=4, hint=_("Ghi nguyên văn."))

    def __init__(self, *args: Any, seats: Sequence[tuple[int, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["seat"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [
            ("", gettext("không phải thành viên")),
            *[(str(pk), name) for pk, name in seats],
        ]


class OwnOpinionForm(forms.Form):
    """What a member hands in for their own organisation."""

    text = text_field(_("Nội dung"), rows=4, hint=_("Thành viên khác được mời cũng đọc được."))


class ExplainForm(forms.Form):
    """What became of an opinion."""

    verdict = choice_field(_("Tiếp thu"), choices(OpinionVerdict.choices))
    reason = text_field(
        _("Lý do"), rows=3, required=False, hint=_("Bắt buộc khi không hoặc chỉ tiếp thu một phần.")
    )
    change_made = text_field(_("Đã sửa"), rows=2, required=False, hint=_("Sửa thành thế nào."))
    change_place = text_field(
        _("Sửa ở đâu"), most=300, required=False, hint=_("Điểm, mục, trang của dự thảo.")
    )


class ConcludeForm(forms.Form):
    """The chair's conclusions, one a line."""

    conclusions = text_field(_("Kết luận"), rows=8, most=8000, hint=_("Mỗi dòng một kết luận."))
    document = text_field(
        _("Văn bản đã ký"),
        most=200,
        required=False,
        hint=_("Chủ tịch ký trên giấy thì ghi số, ký hiệu, ngày; Chủ tịch tự ghi ở đây thì để trống."),
    )

    def lines(self) -> list[str]:
        """One conclusion for each line that says something."""
        return [line.strip() for line in self.cleaned_data["conclusions"].splitlines() if line.strip()]


class NoticeForm(forms.Form):
    """What the document system gave to the notice of conclusions."""

    number = text_field(_("Số, ký hiệu"), most=80)
    on = day_field(label=_("Ngày"))
    signer = text_field(_("Người ký"), most=150)


class MinutesForm(forms.Form):
    """The running account of a session."""

    text = text_field(
        _("Diễn biến"), rows=10, most=20000, required=False,
        hint=_("Chương trình, điểm danh, ý kiến và kết luận tự vào biên bản; ở đây chỉ ghi diễn biến."),
    )  # fmt: skip


class StopForm(forms.Form):
    """Why a session is not held."""

    reason = text_field(_("Lý do"), rows=2, most=500)


class ExtendForm(forms.Form):
    """A later day for everybody."""

    due_on = day_field(label=_("Hạn mới"))
    reason = text_field(_("Lý do"), rows=2, most=500)
