"""Forms for staff figures, the steps towards a Cục, appointments and corrections."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from daumoi.accounts.models import Person
from daumoi.accounts.rules import Role, roles
from daumoi.organisations import queries
from daumoi.organisations.actions import StepAnswer
from daumoi.organisations.forms.acts import FORMS, ROLES, THREE_WAY
from daumoi.organisations.forms.fields import DayField, FoundField, finder, organisation_field, yes_no_unknown
from daumoi.organisations.models import (
    EstablishmentStep,
    OrganisationState,
    StaffCount,
    StaffKind,
    StaffMeasure,
)
from daumoi.organisations.rules.corrections import Corrected
from daumoi.organisations.rules.values import Draft

PEOPLE_LIST = "people-list"
_NUMBER_MISTAKES = {
    "invalid": _("Ghi một số nguyên, ví dụ 12; chưa có số liệu thì để trống."),
    "min_value": _("Số người không thể nhỏ hơn 0."),
    "max_value": _("Số người không thể lớn hơn 100.000."),
}


def _number_name(kind: str, measure: str) -> str:
    return f"{kind}__{measure}"


class StaffForm(forms.Form):
    """Figures of a unit on one day: four kinds, each assigned and present. An empty box is not zero."""

    on = DayField(label=_("Ngày chốt số liệu"))
    document = forms.CharField(
        label=_("Văn bản làm căn cứ"),
        max_length=200,
        help_text=_("Quyết định giao biên chế, báo cáo nhân sự: số, ký hiệu, ngày."),
    )
    reason = forms.CharField(
        label=_("Lý do đính chính"),
        required=False,
        max_length=500,
        help_text=_("Chỉ ghi khi sửa số đã ghi cho chính ngày này."),
    )

    def __init__(
        self, *args: Any, known: Mapping[tuple[str, str], StaffCount] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for kind in StaffKind:
            for measure in StaffMeasure:
                row = (known or {}).get((kind.value, measure.value))
                self.fields[_number_name(kind, measure)] = forms.IntegerField(
                    label=measure.label,
                    required=False,
                    min_value=0,
                    max_value=100_000,
                    initial=row.people if row is not None else None,
                    widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                    error_messages=_NUMBER_MISTAKES,
                )

    @property
    def kinds(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Each kind with its two boxes."""
        return [
            (str(kind.label), [self[_number_name(kind, measure)] for measure in StaffMeasure])
            for kind in StaffKind
        ]

    def counts(self) -> dict[tuple[str, str], int]:
        """What was filled in."""
        given = {
            (kind.value, measure.value): self.cleaned_data[_number_name(kind, measure)]
            for kind in StaffKind
            for measure in StaffMeasure
        }
        return {key: people for key, people in given.items() if people is not None}


class StepsForm(forms.Form):
    """The six steps, each with state, day and paper."""

    def __init__(self, *args: Any, steps: tuple[EstablishmentStep, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {step.step: step for step in steps}
        for step in EstablishmentStep.Step:
            row = known.get(step.value)
            self.fields[f"{step}__state"] = forms.ChoiceField(
                label=_("Tình trạng"),
                choices=EstablishmentStep.State.choices,
                initial=row.state if row else EstablishmentStep.State.UNKNOWN,
            )
            self.fields[f"{step}__on"] = DayField(
                label=_("Ngày"), required=False, initial=row.on if row else None
            )
            self.fields[f"{step}__document"] = forms.CharField(
                label=_("Văn bản"), required=False, max_length=200, initial=row.document if row else ""
            )

    @property
    def steps(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Each step with its three boxes."""
        return [
            (str(step.label), [self[f"{step}__{part}"] for part in ("state", "on", "document")])
            for step in EstablishmentStep.Step
        ]

    def answers(self) -> dict[str, StepAnswer]:
        """How far each step is."""
        given = self.cleaned_data
        return {
            step.value: StepAnswer(
                given[f"{step}__state"], given[f"{step}__on"], given[f"{step}__document"].strip()
            )
            for step in EstablishmentStep.Step
        }


class AppointForm(forms.Form):
    """A person, a role, an organisation, a period."""

    person = FoundField(
        suggestions=PEOPLE_LIST,
        label=_("Người được phân công"),
        help_text=_("Tên đăng nhập; người này phải có tài khoản trước."),
    )
    role = forms.ChoiceField(label=_("Vai trò"), widget=forms.RadioSelect)
    over = organisation_field(label=_("Tại cơ quan, đơn vị"))
    position = forms.CharField(
        label=_("Chức danh"),
        max_length=150,
        required=False,
        help_text=_("Ví dụ Chuyên viên chính; để trống thì dùng tên vai trò."),
    )
    document = forms.CharField(label=_("Văn bản phân công"), max_length=200, required=False)
    valid_from = DayField(label=_("Từ ngày"))
    valid_to = DayField(
        label=_("Đến trước ngày"),
        required=False,
        help_text=_("Ngày đầu tiên không còn giữ; để trống khi chưa biết."),
    )

    def __init__(self, *args: Any, day: date, simulated: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.available = {role.code: role for role in roles()}
        role_field = self.fields["role"]
        assert isinstance(role_field, forms.ChoiceField)
        role_field.choices = [
            (role.code, f"{role.title}: {role.description}") for role in self.available.values()
        ]
        person_field, over_field = self.fields["person"], self.fields["over"]
        assert isinstance(person_field, FoundField)
        assert isinstance(over_field, FoundField)
        person_field.find = _find_person
        over_field.find = finder(day=day, simulated=simulated)

    def chosen_role(self) -> Role:
        """The role itself."""
        return self.available[self.cleaned_data["role"]]


def _find_person(text: str) -> Person:
    return queries.find_person(text=text)


class EndForm(forms.Form):
    """When and why an appointment ends."""

    on = DayField(label=_("Kết thúc từ ngày"), help_text=_("Ngày đầu tiên không còn giữ vai trò."))
    document = forms.CharField(label=_("Văn bản"), max_length=200, required=False)
    reason = forms.CharField(label=_("Lý do"), max_length=500)


class CorrectForm(forms.Form):
    """How a state should have been recorded, and why it was wrong."""

    name = forms.CharField(label=_("Tên"), max_length=300)
    short_name = forms.CharField(label=_("Tên gọi tắt"), max_length=150, required=False)
    abbreviation = forms.CharField(label=_("Chữ viết tắt"), max_length=40, required=False)
    form = forms.ChoiceField(label=_("Hình thức"), choices=FORMS, required=False)
    role = forms.ChoiceField(label=_("Phục vụ"), choices=ROLES, required=False)
    is_public_service_unit = forms.ChoiceField(
        label=_("Đơn vị sự nghiệp công lập"), choices=THREE_WAY, required=False
    )
    parent = organisation_field(label=_("Trực thuộc"), required=False)
    valid_from = DayField(label=_("Từ ngày"))
    from_known = forms.BooleanField(label=_("Ngày bắt đầu có văn bản xác nhận"), required=False)
    valid_to = DayField(label=_("Đến trước ngày"), required=False)
    to_known = forms.BooleanField(label=_("Ngày kết thúc có văn bản xác nhận"), required=False)
    reason = forms.CharField(
        label=_("Đã ghi sai thế nào, vì sao biết"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": _("Đính chính phải nêu lý do.")},
    )
    document = forms.CharField(label=_("Văn bản chứng minh"), max_length=200, required=False)

    def __init__(self, *args: Any, state: OrganisationState, simulated: bool, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _initial(state))
        super().__init__(*args, **kwargs)
        self.state = state
        if state.parent_id is None:
            for name in ("parent", "form", "role", "is_public_service_unit"):
                del self.fields[name]
            return
        parent = self.fields["parent"]
        assert isinstance(parent, FoundField)
        parent.required = True
        parent.find = finder(day=state.valid_from, simulated=simulated)

    def corrected(self) -> Corrected:
        """The state as it should have been recorded."""
        given = self.cleaned_data
        recorded = Draft(name=self.state.name, kind=self.state.kind)
        draft = replace(
            recorded,
            name=given["name"],
            short_name=given["short_name"],
            abbreviation=given["abbreviation"],
            form=given.get("form", ""),
            role=given.get("role", ""),
            is_public_service_unit=yes_no_unknown(given.get("is_public_service_unit", "")),
            parent=given["parent"].pk if given.get("parent") is not None else None,
        )
        return Corrected(
            draft, given["valid_from"], given["valid_to"], given["from_known"], given["to_known"]
        )


def _initial(state: OrganisationState) -> dict[str, Any]:
    psu = {True: "yes", False: "no", None: ""}[state.is_public_service_unit]
    parent = state.parent
    return {
        "name": state.name,
        "short_name": state.short_name,
        "abbreviation": state.abbreviation,
        "form": state.form,
        "role": state.role,
        "is_public_service_unit": psu,
        "parent": parent.code if parent is not None else "",
        "valid_from": state.valid_from,
        "valid_to": state.valid_to,
        "from_known": state.from_known,
        "to_known": state.to_known,
    }
