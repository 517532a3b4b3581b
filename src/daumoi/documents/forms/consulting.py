"""Góp ý dự thảo as forms: putting out a draft, opinions by article, a Word table, deciding."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from daumoi.documents.actions.consulting import Contact
from daumoi.documents.actions.deciding import Decided
from daumoi.documents.actions.opinions import LONGEST_OPINION, Said
from daumoi.documents.forms.fields import file_field, lines_field, lines_of, words_field
from daumoi.documents.models import DraftOpinion, OpinionDecision
from daumoi.documents.rules.consulting import GENERAL, DraftPart
from daumoi.organisations.models import Organisation
from daumoi.ui.inputs import day_field

Named = Sequence[tuple[Organisation, str]]


class OpenForm(forms.Form):
    """Who is asked about a draft, until when, whom they may telephone."""

    bodies = forms.MultipleChoiceField(
        label=_("Chọn cơ quan"), required=False, widget=forms.CheckboxSelectMultiple
    )
    units = forms.MultipleChoiceField(
        label=_("Đơn vị thuộc cơ quan mình"), required=False, widget=forms.CheckboxSelectMultiple
    )
    everybody = forms.BooleanField(label=_("Tất cả bộ, cơ quan ngang bộ"), required=False)
    others = lines_field(
        label=_("Nơi khác"),
        help_text=_("Mỗi dòng một nơi ngoài hệ thống; góp ý của họ nhập từ công văn."),
        rows=2,
    )
    due_on = day_field(label=_("Hạn góp ý"))
    request = words_field(
        label=_("Nội dung đề nghị"),
        help_text=_("Điều cần cho ý kiến kỹ, ví dụ “Đề nghị tập trung vào Điều 2”."),
        most=2000,
    )
    contact_name = forms.CharField(
        label=_("Đầu mối liên hệ"), max_length=100, error_messages={"required": _("Ghi đầu mối liên hệ.")}
    )
    contact_telephone = forms.CharField(label=_("Điện thoại"), max_length=50, required=False)
    contact_email = forms.EmailField(label=_("Thư điện tử"), max_length=150, required=False)

    def __init__(self, *args: object, bodies: Named, units: Named, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._bodies = {one.code: one for one, _name in bodies}
        self._units = {one.code: one for one, _name in units}
        for name, rows in (("bodies", bodies), ("units", units)):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = [(one.code, words) for one, words in rows]
        for name, rows in (("bodies", bodies), ("units", units)):
            if not rows:
                del self.fields[name]

    def chosen(self) -> list[Organisation]:
        """The organisations to ask, bodies before units."""
        given = self.cleaned_data
        codes = set(self._bodies) if given["everybody"] else set(given.get("bodies", ()))
        found = [one for code, one in self._bodies.items() if code in codes]
        return [*found, *(one for code, one in self._units.items() if code in given.get("units", ()))]

    def other_places(self) -> list[str]:
        """Places outside the network, by name."""
        return lines_of(self.cleaned_data["others"])

    def contact(self) -> Contact:
        """Whom the asked may telephone."""
        given = self.cleaned_data
        return Contact(given["contact_name"], given["contact_telephone"], given["contact_email"])


class OpinionForm(forms.Form):
    """One box for each part of the draft and one for the whole."""

    def __init__(
        self, *args: object, parts: Sequence[DraftPart], before: Sequence[DraftOpinion] = (), **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._keys = [GENERAL, *(part.key for part in parts)]
        said: dict[str, list[str]] = {}
        for one in before:
            said.setdefault(one.part, []).append(one.text)
        names = {part.key: part.name for part in parts}
        for number, key in enumerate(self._keys):
            self.fields[f"y{number}"] = forms.CharField(
                label=_("Ý kiến về %(part)s") % {"part": names.get(key, "")}
                if key
                else _("Ý kiến chung về dự thảo"),
                required=False,
                max_length=LONGEST_OPINION,
                initial="\n\n".join(said.get(key, [])),
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def boxes(self) -> list[forms.BoundField]:
        """The boxes in the order of the parts, the one for the whole first."""
        return [self[f"y{number}"] for number in range(len(self._keys))]

    def said(self) -> list[Said]:
        """The opinions that were written."""
        written = [
            Said(key, str(self.cleaned_data[f"y{number}"]).strip()) for number, key in enumerate(self._keys)
        ]
        return [one for one in written if one.text]


class LetterForm(OpinionForm):
    """Opinions typed from a letter, with its number and date."""

    letter_code = forms.CharField(
        label=_("Số, ký hiệu công văn"),
        max_length=60,
        error_messages={"required": _("Ghi số, ký hiệu công văn góp ý.")},
    )
    letter_date = day_field(label=_("Ngày công văn"))
    agrees = forms.BooleanField(label=_("Công văn nhất trí, không có ý kiến"), required=False)

    def clean(self) -> dict[str, object]:
        """Either opinions or agreement."""
        given = super().clean() or {}
        if not self.errors:
            if given.get("agrees") and self.said():
                self.add_error("agrees", _("Đã ghi ý kiến thì không đánh dấu nhất trí."))
            elif not given.get("agrees") and not self.said():
                self.add_error("agrees", _("Ghi ý kiến vào ô của điều tương ứng, hoặc đánh dấu nhất trí."))
        return given


class TableForm(forms.Form):
    """A Word table of opinions."""

    file = file_field(
        label=_("Tệp Word góp ý"),
        help_text=_("Bảng hai cột “Điều, khoản” và “Nội dung góp ý”, tối đa 30 MB."),
        required=_("Chọn tệp Word."),
    )
    skip = forms.BooleanField(label=_("Bỏ qua dòng không nhận được, nhận các dòng còn lại"), required=False)


class DecisionsForm(forms.Form):
    """What is done with each opinion on a page of the table."""

    def __init__(
        self,
        *args: object,
        opinions: Sequence[DraftOpinion],
        parts: Sequence[DraftPart],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._opinions = list(opinions)
        places: list[tuple[str, Any]] = [
            ("", _("cùng điều được góp ý")),
            *((part.key, part.label) for part in parts),
        ]
        for one in self._opinions:
            self._add(one, places)

    def _add(self, one: DraftOpinion, places: Sequence[tuple[str, Any]]) -> None:
        self.fields[f"xu-ly-{one.pk}"] = forms.ChoiceField(
            label=_("Xử lý"),
            choices=OpinionDecision.choices,
            required=False,
            initial=one.decision,
            widget=forms.Select(attrs={"class": "form-select"}),
        )
        self.fields[f"ly-do-{one.pk}"] = forms.CharField(
            label=_("Giải trình, lý do"),
            required=False,
            max_length=5000,
            initial=one.reason,
            widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
        )
        self.fields[f"da-sua-{one.pk}"] = forms.CharField(
            label=_("Đã sửa gì"),
            required=False,
            max_length=5000,
            initial=one.change,
            widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
        )
        self.fields[f"sua-o-{one.pk}"] = forms.ChoiceField(
            label=_("Sửa ở đâu"),
            choices=places,
            required=False,
            initial=one.change_part,
            widget=forms.Select(attrs={"class": "form-select"}),
        )

    def cells(self, pk: int) -> tuple[forms.BoundField, ...]:
        """The four cells of one opinion."""
        return tuple(self[f"{name}-{pk}"] for name in ("xu-ly", "ly-do", "da-sua", "sua-o"))

    def decisions(self) -> list[Decided]:
        """Every opinion of the page with what the form says of it."""
        given = self.cleaned_data
        return [
            Decided(
                opinion_id=one.pk,
                decision=given[f"xu-ly-{one.pk}"],
                reason=given[f"ly-do-{one.pk}"].replace("\r\n", "\n"),
                change=given[f"da-sua-{one.pk}"].replace("\r\n", "\n"),
                change_part=given[f"sua-o-{one.pk}"],
            )
            for one in self._opinions
        ]


class ExtendForm(forms.Form):
    """A later day to answer by."""

    due_on = day_field(label=_("Hạn mới"))
