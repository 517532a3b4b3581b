"""One form per act of reorganisation. `wishes()` gives the keyword arguments of the plan and of the action alike."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from daumoi.organisations.forms.fields import (
    BasisFields,
    DayField,
    FoundField,
    finder,
    organisation_field,
    yes_no_unknown,
)
from daumoi.organisations.models import Form, Kind, Level, Organisation, UnitRole
from daumoi.organisations.queries import NewOrganisation

FORMS = [("", _("Chọn hình thức"))] + [(form.value, form.label) for form in Form if form is not Form.NONE]
KINDS = [("", _("Chọn loại cơ quan"))] + [(kind.value, kind.label) for kind in Kind if kind is not Kind.NONE]
ROLES = [(role.value, role.label) for role in sorted(UnitRole, key=lambda role: role is not UnitRole.UNKNOWN)]
THREE_WAY = [("", _("chưa xác định")), ("yes", _("phải")), ("no", _("không phải"))]
MOST_SOURCES = 4
MOST_PARTS = 4


def _name(label: Any, **options: Any) -> forms.CharField:
    options.setdefault("help_text", _("Đầy đủ, đúng chữ trong văn bản."))
    return forms.CharField(label=label, max_length=300, **options)


class ActForm(BasisFields):
    """What every act asks: the day and the paper."""

    on = DayField(label=_("Ngày có hiệu lực"), help_text=_("Ngày đầu tiên của tình trạng mới, theo văn bản."))

    first_fields: tuple[str, ...] = ()
    simulated: bool

    def __init__(self, *args: Any, day: date, simulated: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.simulated = simulated
        find = finder(day=day, simulated=simulated)
        for name, field in self.fields.items():
            if isinstance(field, FoundField) and name != "instrument":
                field.find = find
        self.order_fields([*self.first_fields, "on", "instrument", "document", "confidence", "note"])

    def wishes(self) -> dict[str, Any]:
        """The act's own keyword arguments, without the paper."""
        raise NotImplementedError

    def touched(self) -> list[Organisation]:
        """The organisations that the act touches, for the check of rights."""
        found = [value for value in self.cleaned_data.values() if isinstance(value, Organisation)]
        return list(dict.fromkeys(found))

    @property
    def own_fields(self) -> list[forms.BoundField]:
        """The fields of this act, before the day and the paper."""
        common = {"on", *BasisFields.base_fields}
        return [bound for bound in self if bound.name not in common]

    @property
    def paper_fields(self) -> list[forms.BoundField]:
        """The day and the paper."""
        return [self["on"], *(self[name] for name in BasisFields.base_fields)]


class EstablishForm(ActForm):
    """A new unit, or a new body."""

    parent = organisation_field(
        label=_("Trực thuộc"), required=False, help_text=_("Để trống khi lập bộ, cơ quan ngang bộ mới.")
    )
    name = _name(_("Tên"))
    short_name = forms.CharField(label=_("Tên gọi tắt"), max_length=150, required=False)
    abbreviation = forms.CharField(
        label=_("Chữ viết tắt trong ký hiệu văn bản"),
        max_length=40,
        required=False,
        help_text=_("Ví dụ BTTTT."),
    )
    form = forms.ChoiceField(label=_("Hình thức của đơn vị"), choices=FORMS, required=False)
    kind = forms.ChoiceField(label=_("Loại cơ quan (khi lập bộ mới)"), choices=KINDS, required=False)
    is_it_unit = forms.BooleanField(
        label=_("Là đơn vị chuyên trách CNTT, chuyển đổi số của bộ"), required=False, initial=True
    )
    role = forms.ChoiceField(label=_("Phục vụ"), choices=ROLES, required=False)
    is_public_service_unit = forms.ChoiceField(
        label=_("Đơn vị sự nghiệp công lập"), choices=THREE_WAY, required=False
    )
    code = forms.RegexField(
        r"^[a-z0-9][a-z0-9.-]*$",
        label=_("Mã trong sổ"),
        max_length=80,
        required=False,
        help_text=_("Chữ thường không dấu, số, dấu chấm, gạch nối. Để trống thì hệ thống tự đặt."),
        error_messages={"invalid": _("Chỉ dùng chữ thường không dấu, số, dấu chấm, gạch nối.")},
    )
    first_fields = ("parent", "name", "short_name", "abbreviation", "form", "kind", "is_it_unit", "role")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "parent" in self.errors:
            return cleaned
        if cleaned.get("parent") is not None and not cleaned.get("form"):
            self.add_error("form", _("Chọn hình thức; nếu văn bản không nói thì chọn “chưa xác định”."))
        if cleaned.get("parent") is None and not cleaned.get("kind"):
            self.add_error("kind", _("Chọn bộ hay cơ quan ngang bộ, hoặc ghi cơ quan mà đơn vị trực thuộc."))
        return cleaned

    def wishes(self) -> dict[str, Any]:
        given = self.cleaned_data
        new = NewOrganisation(
            name=given["name"],
            form=given["form"],
            kind=given["kind"],
            short_name=given["short_name"],
            abbreviation=given["abbreviation"],
            code=given["code"],
            role=given["role"],
            is_public_service_unit=yes_no_unknown(given["is_public_service_unit"]),
            is_it_unit=given["is_it_unit"],
        )
        return {"new": new, "parent": given["parent"], "on": given["on"], "simulated": self.simulated}


class RenameForm(ActForm):
    """Another name."""

    organisation = organisation_field(label=_("Cơ quan, đơn vị"))
    name = _name(_("Tên mới"))
    short_name = forms.CharField(label=_("Tên gọi tắt mới"), max_length=150, required=False)
    abbreviation = forms.CharField(label=_("Chữ viết tắt mới"), max_length=40, required=False)
    first_fields = ("organisation", "name", "short_name", "abbreviation")

    def wishes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in (*self.first_fields, "on")}


class UpgradeForm(ActForm):
    """Another organisational form."""

    organisation = organisation_field(label=_("Đơn vị"))
    form = forms.ChoiceField(label=_("Hình thức mới"), choices=FORMS)
    name = _name(_("Tên mới"), required=False, help_text=_("Để trống khi tên không đổi."))
    is_public_service_unit = forms.ChoiceField(
        label=_("Sau khi đổi là đơn vị sự nghiệp công lập"), choices=THREE_WAY, required=False
    )
    first_fields = ("organisation", "form", "name", "is_public_service_unit")

    def wishes(self) -> dict[str, Any]:
        wishes = {name: self.cleaned_data[name] for name in ("organisation", "form", "name", "on")}
        return wishes | {
            "is_public_service_unit": yes_no_unknown(self.cleaned_data["is_public_service_unit"])
        }


class TransferForm(ActForm):
    """Another parent."""

    organisation = organisation_field(label=_("Đơn vị được chuyển"))
    parent = organisation_field(label=_("Cơ quan chủ quản mới"))
    name = _name(_("Tên mới"), required=False, help_text=_("Để trống khi tên không đổi."))
    first_fields = ("organisation", "parent", "name")

    def wishes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in (*self.first_fields, "on")}


class MergeForm(ActForm):
    """Several become one."""

    source_1 = organisation_field(label=_("Được sáp nhập: thứ nhất"))
    source_2 = organisation_field(label=_("Được sáp nhập: thứ hai"), required=False, help_text="")
    source_3 = organisation_field(label=_("Được sáp nhập: thứ ba"), required=False, help_text="")
    source_4 = organisation_field(label=_("Được sáp nhập: thứ tư"), required=False, help_text="")
    into = organisation_field(
        label=_("Nhập vào cơ quan, đơn vị đang có"),
        required=False,
        help_text=_("Để trống khi hợp nhất thành cơ quan, đơn vị mới."),
    )
    name = _name(
        _("Tên của cơ quan, đơn vị nhận hoặc mới"),
        required=False,
        help_text=_("Bắt buộc khi lập mới; để trống khi nơi nhận giữ tên cũ."),
    )
    form = forms.ChoiceField(label=_("Hình thức của đơn vị mới"), choices=FORMS, required=False)
    parent = organisation_field(
        label=_("Đơn vị mới trực thuộc"), required=False, help_text=_("Để trống khi lập bộ mới.")
    )
    kind = forms.ChoiceField(label=_("Loại cơ quan của bộ mới"), choices=KINDS, required=False)
    first_fields = (
        *(f"source_{n}" for n in range(1, MOST_SOURCES + 1)),
        *("into", "name", "form", "parent", "kind"),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("into") is None and not cleaned.get("name") and "into" not in self.errors:
            self.add_error("into", _("Chọn nơi nhận, hoặc ghi tên cơ quan, đơn vị mới ở ô dưới."))
        is_new = cleaned.get("into") is None and bool(cleaned.get("name"))
        if is_new and cleaned.get("parent") is not None and not cleaned.get("form"):
            self.add_error("form", _("Chọn hình thức của đơn vị mới."))
        if is_new and cleaned.get("parent") is None and "parent" not in self.errors:
            self._check_new_body(cleaned)
        return cleaned

    def _check_new_body(self, cleaned: dict[str, Any]) -> None:
        first = cleaned.get("source_1")
        if first is not None and first.level == Level.UNIT:
            self.add_error("parent", _("Ghi cơ quan mà đơn vị mới trực thuộc."))
        elif not cleaned.get("kind"):
            self.add_error("kind", _("Chọn bộ hay cơ quan ngang bộ."))

    def sources(self) -> list[Organisation]:
        """The organisations that end."""
        given = (self.cleaned_data.get(f"source_{n}") for n in range(1, MOST_SOURCES + 1))
        return [source for source in given if source is not None]

    def wishes(self) -> dict[str, Any]:
        given = self.cleaned_data
        into = given["into"] or NewOrganisation(name=given["name"], form=given["form"], kind=given["kind"])
        return {
            "sources": self.sources(),
            "into": into,
            "parent": given["parent"] if given["into"] is None else None,
            "name": given["name"] if given["into"] is not None else "",
            "on": given["on"],
        }


class SplitForm(ActForm):
    """New ones out of one."""

    organisation = organisation_field(label=_("Cơ quan, đơn vị được chia, tách"))
    continues = forms.ChoiceField(
        label=_("Sau đó cơ quan, đơn vị cũ"),
        choices=[("yes", _("vẫn tồn tại (tách)")), ("no", _("không còn (chia)"))],
        widget=forms.RadioSelect,
        help_text=_("Khi chia, các đơn vị bên trong và hồ sơ thuộc về đơn vị mới thứ nhất."),
    )
    part_1_name = _name(_("Đơn vị mới thứ nhất"))
    part_1_form = forms.ChoiceField(label=_("Hình thức"), choices=FORMS, required=False)
    part_2_name = _name(_("Đơn vị mới thứ hai"), required=False, help_text="")
    part_2_form = forms.ChoiceField(label=_("Hình thức"), choices=FORMS, required=False)
    part_3_name = _name(_("Đơn vị mới thứ ba"), required=False, help_text="")
    part_3_form = forms.ChoiceField(label=_("Hình thức"), choices=FORMS, required=False)
    part_4_name = _name(_("Đơn vị mới thứ tư"), required=False, help_text="")
    part_4_form = forms.ChoiceField(label=_("Hình thức"), choices=FORMS, required=False)
    kind = forms.ChoiceField(label=_("Loại cơ quan (khi chia, tách bộ)"), choices=KINDS, required=False)
    first_fields = (
        *("organisation", "continues"),
        *(f"part_{n}_{what}" for n in range(1, MOST_PARTS + 1) for what in ("name", "form")),
        "kind",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        organisation = cleaned.get("organisation")
        if organisation is None:
            return cleaned
        if organisation.level == Level.MINISTRY and not cleaned.get("kind"):
            self.add_error("kind", _("Chọn bộ hay cơ quan ngang bộ."))
        if organisation.level == Level.UNIT:
            for number in range(1, MOST_PARTS + 1):
                if cleaned.get(f"part_{number}_name") and not cleaned.get(f"part_{number}_form"):
                    self.add_error(f"part_{number}_form", _("Chọn hình thức của đơn vị mới này."))
        return cleaned

    def wishes(self) -> dict[str, Any]:
        given = self.cleaned_data
        parts = [
            NewOrganisation(name=given[f"part_{n}_name"], form=given[f"part_{n}_form"], kind=given["kind"])
            for n in range(1, MOST_PARTS + 1)
            if given[f"part_{n}_name"]
        ]
        return {
            "organisation": given["organisation"],
            "parts": parts,
            "continues": given["continues"] == "yes",
            "on": given["on"],
        }


class DissolveForm(ActForm):
    """The end."""

    organisation = organisation_field(
        label=_("Cơ quan, đơn vị giải thể"), help_text=_("Bên trong không còn đơn vị nào.")
    )
    first_fields = ("organisation",)

    def wishes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("organisation", "on")}
