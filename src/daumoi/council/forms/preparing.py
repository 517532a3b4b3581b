"""What the secretariat types before a session goes out: council, seats, session, agenda, papers."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from daumoi.council.forms.fields import (
    CodeField,
    FindingForm,
    FoundField,
    choice_field,
    choices,
    text_field,
)
from daumoi.council.models import AgendaKind, Channel, CouncilKind, CouncilState, Mode, SeatRole
from daumoi.ui.inputs import day_field


class CouncilForm(forms.Form):
    """A new council with its founding act and its quorum."""

    name = text_field(_("Tên"), most=300, hint=_("Như trong quyết định thành lập."))
    short_name = text_field(_("Tên gọi tắt"), most=150, required=False)
    code = CodeField(label=_("Mã"), hint=_("Đi trong địa chỉ trang; không đổi được về sau."))
    kind = choice_field(_("Loại"), choices(CouncilKind.choices))
    founding_text = text_field(
        _("Văn bản thành lập"), most=300, hint=_("Số, ký hiệu, ngày của quyết định thành lập.")
    )
    since = day_field(label=_("Từ ngày"), help_text=_("Ngày quyết định có hiệu lực."))
    standing_text = text_field(_("Cơ quan thường trực"), most=300, required=False)
    quorum_numerator = forms.IntegerField(
        label=_("Tỷ lệ cần có: tử số"), required=False, min_value=1, max_value=100,
        help_text=_("Ví dụ 2 của hai phần ba. Chưa đọc được quy chế thì để trống cả hai ô."),
    )  # fmt: skip
    quorum_denominator = forms.IntegerField(
        label=_("Tỷ lệ cần có: mẫu số"), required=False, min_value=1, max_value=100
    )
    quorum_inclusive = choice_field(
        _("Cách tính"), [("1", _("Ít nhất bằng tỷ lệ ấy")), ("0", _("Phải quá tỷ lệ ấy"))]
    )
    substitutes_count = forms.BooleanField(label=_("Người dự thay được tính"), required=False)
    quorum_basis = text_field(_("Điều khoản của quy chế"), most=300, required=False)

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        given = dict(self.cleaned_data)
        given["quorum_inclusive"] = given["quorum_inclusive"] == "1"
        return given


class RenewForm(forms.Form):
    """A council from another day on: name, quorum, standing body."""

    since = day_field(label=_("Từ ngày"))
    document = text_field(
        _("Văn bản"), most=300, hint=_("Quyết định kiện toàn, quy chế mới: số, ký hiệu, ngày.")
    )
    name = text_field(_("Tên"), most=300)
    short_name = text_field(_("Tên gọi tắt"), most=150, required=False)
    standing_text = text_field(_("Cơ quan thường trực"), most=300, required=False)
    quorum_numerator = forms.IntegerField(
        label=_("Tỷ lệ cần có: tử số"), required=False, min_value=1, max_value=100
    )
    quorum_denominator = forms.IntegerField(
        label=_("Tỷ lệ cần có: mẫu số"), required=False, min_value=1, max_value=100
    )
    quorum_inclusive = choice_field(
        _("Cách tính"), [("1", _("Ít nhất bằng tỷ lệ ấy")), ("0", _("Phải quá tỷ lệ ấy"))]
    )
    substitutes_count = forms.BooleanField(label=_("Người dự thay được tính"), required=False)
    quorum_basis = text_field(_("Điều khoản của quy chế"), most=300, required=False)

    @staticmethod
    def initial_of(state: CouncilState | None, day: date) -> dict[str, Any]:
        """What holds now, to be changed."""
        if state is None:
            return {"since": day, "quorum_inclusive": "1"}
        names = ("name", "short_name", "standing_text", "quorum_numerator", "quorum_denominator")
        kept = {name: getattr(state, name) for name in (*names, "substitutes_count", "quorum_basis")}
        return {**kept, "since": day, "quorum_inclusive": "1" if state.quorum_inclusive else "0"}

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return {**self.cleaned_data, "quorum_inclusive": self.cleaned_data["quorum_inclusive"] == "1"}


class SeatForm(FindingForm):
    """A member's seat with its holder."""

    organisation = FoundField(label=_("Cơ quan, đơn vị có ghế"))
    role = choice_field(_("Vai trò"), choices(SeatRole.choices))
    holder = text_field(_("Họ và tên"), most=150)
    position = text_field(_("Chức vụ"), most=200, required=False)
    substitute = text_field(_("Người dự thay thường xuyên"), most=150, required=False)
    since = day_field(label=_("Từ ngày"))
    until = day_field(
        label=_("Đến trước ngày"), required=False, help_text=_("Để trống khi nhiệm kỳ chưa định ngày hết.")
    )
    document = text_field(_("Văn bản cử thành viên"), most=300)


class EndSeatForm(forms.Form):
    """The end of a term."""

    on = day_field(label=_("Thôi giữ ghế từ ngày"))
    document = text_field(_("Văn bản thôi cử"), most=300)


class SessionForm(forms.Form):
    """A meeting or a written consultation before it is sent."""

    title = text_field(_("Tên phiên"), most=300, hint=_("Như trích yếu của giấy mời."))
    code = CodeField(label=_("Mã phiên"), hint=_("Đi trong địa chỉ trang, ví dụ hdcds-2026-12-10."))
    mode = choice_field(_("Hình thức"), choices(Mode.choices))
    held_on = day_field(label=_("Ngày họp, ngày gửi phiếu"))
    due_on = day_field(
        label=_("Hạn gửi phiếu"), required=False, help_text=_("Chỉ khi lấy ý kiến bằng phiếu.")
    )
    starts_at = text_field(_("Giờ họp"), most=60, required=False, hint=_("Ví dụ 08 giờ 30."))
    place = text_field(_("Địa điểm"), most=300, required=False)
    purpose = text_field(_("Mục đích"), rows=2, required=False)
    contact = text_field(_("Đầu mối liên hệ"), most=200, required=False, hint=_("Họ tên, điện thoại."))


class ItemForm(forms.Form):
    """One item of the agenda."""

    title = text_field(_("Nội dung"), rows=2, most=1000)
    kind = choice_field(_("Loại nội dung"), choices(AgendaKind.choices))
    presenter = text_field(_("Người trình bày"), most=200, required=False)


class QuestionForm(forms.Form):
    """One question, one box."""

    text = text_field(
        _("Câu hỏi"), rows=3, most=2000, hint=_("Mỗi câu hỏi một việc, trả lời được bằng một ô.")
    )
    is_anonymous = forms.BooleanField(label=_("Trả lời không ghi tên"), required=False)


class PaperForm(forms.Form):
    """A paper of a session: a PDF, or a document by code and hash."""

    title = text_field(_("Tên tài liệu"), most=300)
    file = forms.FileField(
        label=_("Tệp PDF"),
        required=False,
        help_text=_("Tối đa 20 MB, không có mật khẩu, không phải tài liệu mật."),
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf"}),
    )
    document_code = text_field(
        _("Hoặc văn bản đã có số"), most=120, required=False, hint=_("Số, ký hiệu của văn bản trong sổ.")
    )
    sha256 = text_field(_("Mã băm SHA-256 của văn bản"), most=64, required=False)
    replaces = forms.TypedChoiceField(
        label=_("Thay cho"), required=False, coerce=int, empty_value=None, widget=forms.Select
    )
    change_reason = text_field(
        _("Lý do thay"), most=300, required=False, hint=_("Bắt buộc khi tài liệu cũ đã gửi thành viên.")
    )

    def __init__(self, *args: Any, papers: Sequence[tuple[int, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["replaces"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [
            ("", gettext("không thay, tài liệu mới")),
            *[(str(n), title) for n, title in papers],
        ]


class SendForm(forms.Form):
    """The letter under which a session goes out."""

    letter_number = text_field(
        _("Số, ký hiệu"), most=80, hint=_("Của giấy mời hoặc công văn lấy ý kiến, do hệ thống văn bản cấp.")
    )
    letter_date = day_field(label=_("Ngày văn bản"))


def read_channels(posted: QueryDict, seats: Iterable[int]) -> dict[int, tuple[str, str]]:
    """How each member was reached outside this system, with its proof, from the sending page."""
    found = {}
    for seat in seats:
        channel = posted.get(f"channel-{seat}", "")
        if channel in Channel.values and channel != Channel.HERE:
            found[seat] = (channel, posted.get(f"proof-{seat}", "").strip())
    return found
