"""The question put to an edition, the pairs, the window around dated changes. Plain GET forms: they save nothing."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from daumoi.indices.queries import ResultView
from daumoi.organisations.models import Form
from daumoi.scheme.forms.fields import require_valid
from daumoi.scheme.presenters.schemas_past import EvidenceQuery
from daumoi.scheme.queries.evidence import MOST_COVARIATES, Question
from daumoi.scheme.queries.evidence_labels import FORMS, Coding, Label, Side
from daumoi.scheme.queries.evidence_outcomes import outcome_choices
from daumoi.ui.inputs import day_field

Choices = Sequence[tuple[str, str]]


def _form_choices() -> list[tuple[str, str]]:
    return [(form.value, str(Form(form).label)) for form in FORMS]


class QuestionForm(forms.Form):
    """Day, forms of the two groups, peer group, primary outcome, what is held fixed. Nothing is preselected as outcome."""

    ngay = day_field(
        label=_("Ngày đọc hình thức tổ chức"),
        help_text=_(
            "Mặc định là ngày chốt số liệu của kỳ; hình thức lấy từ sổ đăng ký tổ chức vào ngày này."
        ),
    )
    hinh_thuc = forms.MultipleChoiceField(
        label=_("Nhóm 1: hình thức cần xem"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Chọn ít nhất một hình thức cho nhóm 1.")},
    )
    nhom_2 = forms.MultipleChoiceField(
        label=_("Nhóm 2: so với"),
        help_text=_("Để trống: mọi hình thức khác đã xác định."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    nhom = forms.ChoiceField(
        label=_("Nhóm so sánh của chỉ số"),
        help_text=_("Các cơ quan ở nhóm khác không đưa vào cùng một phép so."),
        required=False,
    )
    ket_qua_chinh = forms.ChoiceField(
        label=_("Kết quả chính, nêu trước khi xem số"),
        help_text=_("Các kết quả khác vẫn hiện ở cuối trang, với giá trị p đã điều chỉnh."),
        widget=forms.RadioSelect,
        error_messages={"required": _("Nêu một kết quả chính trước khi xem số.")},
    )
    giu_co_dinh = forms.MultipleChoiceField(
        label=_("Đặc điểm giữ cố định"),
        help_text=_("Nhiều nhất hai; cần số liệu của mọi cơ quan được so."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    chi_xac_nhan = forms.BooleanField(label=_("Để ngoài các hình thức mới ở mức suy đoán"), required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        outcomes: Choices,
        groups: Choices,
        covariates: Choices,
        cut_off: date,
        group: str,
    ) -> None:
        super().__init__(
            data,
            initial={"ngay": cut_off, "hinh_thuc": [Form.DEPARTMENT.value], "nhom": group},
            auto_id="id_%s",
        )
        self.order_fields(
            ("ket_qua_chinh", "hinh_thuc", "nhom_2", "ngay", "nhom", "giu_co_dinh", "chi_xac_nhan")
        )
        self._choices("hinh_thuc", _form_choices())
        self._choices("nhom_2", _form_choices())
        self._choices("ket_qua_chinh", outcomes)
        self._choices("nhom", groups)
        self._choices("giu_co_dinh", covariates)
        if len(groups) < 2:
            del self.fields["nhom"]
        if not covariates:
            del self.fields["giu_co_dinh"]

    def _choices(self, name: str, choices: Choices) -> None:
        found = self.fields[name]
        assert isinstance(found, forms.ChoiceField)
        found.choices = list(choices)

    def clean_giu_co_dinh(self) -> list[str]:
        """At most two: with some twenty units a third would leave nothing to compare."""
        chosen: list[str] = self.cleaned_data["giu_co_dinh"]
        if len(chosen) > MOST_COVARIATES:
            raise forms.ValidationError(gettext("Chọn nhiều nhất %d đặc điểm.") % MOST_COVARIATES)
        return chosen

    def clean(self) -> dict[str, Any]:
        """The two groups have no form in common."""
        found = super().clean() or self.cleaned_data
        if set(found.get("hinh_thuc", ())) & set(found.get("nhom_2", ())):
            self.add_error("nhom_2", gettext("Một hình thức không thể thuộc cả hai nhóm. Bỏ ở một nhóm."))
        return found

    def question(self, *, group: str) -> Question:
        """The question of a valid form; `group` is the only peer group where the form asks for none."""
        found = self.cleaned_data
        return Question(
            coding=Coding(
                day=found["ngay"],
                forms=tuple(found["hinh_thuc"]),
                others=tuple(found["nhom_2"]),
                firm_only=found["chi_xac_nhan"],
            ),
            primary=found["ket_qua_chinh"],
            group=found.get("nhom") or group,
            covariates=tuple(found.get("giu_co_dinh", ())),
        )


def sent_question(sent: EvidenceQuery, *, view: ResultView, usual: Question) -> Question:
    """The question by the rules of the form. Whether the edition has the covariates is judged with the answer.

    :raises Invalid: an unknown form, group or outcome; one form in both groups.
    """
    data = {
        "ngay": sent.day or usual.coding.day,
        "hinh_thuc": sent.forms,
        "nhom_2": sent.others,
        "nhom": sent.group or usual.group,
        "ket_qua_chinh": sent.primary,
        "giu_co_dinh": sent.covariates,
        "chi_xac_nhan": sent.firm_only,
    }
    form = QuestionForm(
        data,
        outcomes=[(one.code, one.name) for one in outcome_choices(view=view)],
        groups=view.groups,
        covariates=[(code, code) for code in sent.covariates],
        cut_off=view.edition.cut_off,
        group=usual.group,
    )
    require_valid(form)
    return form.question(group=usual.group)


class PairsForm(forms.Form):
    """For each body of group 1 its partner of group 2, or none."""

    def __init__(self, data: Any = None, *, rows: Sequence[Label]) -> None:
        super().__init__(data)
        partners = [
            ("", gettext("không ghép")),
            *((one.code, one.name) for one in rows if one.side is Side.OTHERS),
        ]
        for one in rows:
            if one.side is Side.FIRST:
                self.fields[f"cap-{one.code}"] = forms.ChoiceField(
                    label=one.name, choices=partners, required=False
                )

    @property
    def chosen(self) -> dict[str, str]:
        """Code of a body of group 1 to the code of its partner."""
        return {name.removeprefix("cap-"): code for name, code in self.cleaned_data.items() if code}


class ChangesForm(forms.Form):
    """Which form, how many years around its beginning, and which bodies are set aside beforehand."""

    hinh_thuc = forms.ChoiceField(label=_("Chuyển sang hình thức"))
    truoc = forms.IntegerField(
        label=_("Số năm trước"),
        min_value=2,
        max_value=10,
        help_text=_("Ít nhất hai năm, để có năm giả định."),
    )
    sau = forms.IntegerField(label=_("Số năm từ năm chuyển"), min_value=1, max_value=10)
    khong_xet = forms.CharField(
        label=_("Cơ quan không xét, nêu trước khi xem số"),
        help_text=_("Mỗi dòng một cơ quan, ghi mã rồi dấu hai chấm rồi giải thích."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def __init__(self, data: Any = None, *, codes: Sequence[str]) -> None:
        super().__init__(data)
        self.codes = frozenset(codes)
        self.fields["hinh_thuc"] = forms.ChoiceField(
            label=_("Chuyển sang hình thức"), choices=_form_choices()
        )
        self.order_fields(("hinh_thuc", "truoc", "sau", "khong_xet"))

    def clean_khong_xet(self) -> dict[str, str]:
        """Bodies with their reasons."""
        found: dict[str, str] = {}
        for line in self.cleaned_data["khong_xet"].splitlines():
            code, _colon, reason = (part.strip() for part in line.partition(":"))
            if not code:
                continue
            if code not in self.codes:
                raise forms.ValidationError(
                    gettext("Không có cơ quan mã “%s” trong các kỳ của chỉ số.") % code
                )
            if not reason:
                raise forms.ValidationError(gettext("Dòng “%s” chưa ghi giải thích sau dấu hai chấm.") % code)
            found[code] = reason
        return found
