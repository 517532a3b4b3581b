"""What a văn thư types about one line of following."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from daumoi.documents.forms.fields import words_field
from daumoi.documents.models import DeliveryState, Paper

_BY_HAND = (
    DeliveryState.SENT,
    DeliveryState.ARRIVED,
    DeliveryState.REFUSED,
    DeliveryState.ACCEPTED,
    DeliveryState.ASSIGNED,
    DeliveryState.WORKING,
    DeliveryState.DONE,
)


class LineForm(forms.Form):
    """How far a paper came, told by telephone or seen on paper; or the arrived paper that answers it."""

    told = forms.ChoiceField(
        label=_("Tình trạng mới"),
        required=False,
        choices=[("", _("Không đổi")), *((state.value, state.label) for state in _BY_HAND)],
    )
    answer = forms.ChoiceField(
        label=_("Văn bản trả lời"),
        required=False,
        help_text=_("Văn bản đến đã vào sổ; chưa thấy thì vào sổ văn bản đến trước."),
    )
    words = words_field(label=_("Ghi chú"), help_text=_("Ai cho biết, ngày nào; ghi vào nhật ký."))

    def __init__(self, *args: object, arrivals: Sequence[Paper], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._arrivals = {str(paper.pk): paper for paper in arrivals}
        field = self.fields["answer"]
        assert isinstance(field, forms.ChoiceField)
        named = [
            (key, f"{one.code} · {one.organ_name} · {one.subject[:80]}")
            for key, one in self._arrivals.items()
        ]
        field.choices = [("", _("Chưa có văn bản trả lời")), *named]

    def clean(self) -> dict[str, object]:
        """Something must be said: a state or an answer."""
        typed = super().clean() or {}
        if not self.errors and not typed.get("told") and not typed.get("answer"):
            raise forms.ValidationError(_("Chọn tình trạng mới hoặc văn bản trả lời."))
        return typed

    def chosen(self) -> Paper | None:
        """The arrived paper that answers, if one was chosen."""
        return self._arrivals.get(self.cleaned_data["answer"])


class RemindForm(forms.Form):
    """One letter for each who is late, or one for all of them."""

    APART, TOGETHER = "rieng", "chung"
    how = forms.ChoiceField(
        label=_("Cách đôn đốc"),
        choices=[
            (TOGETHER, _("Một công văn gửi chung các cơ quan chậm")),
            (APART, _("Mỗi cơ quan chậm một công văn")),
        ],
        widget=forms.RadioSelect,
        initial=TOGETHER,
    )
