"""The page of drafting: everything of a draft that people write, in one form that reads and never saves."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from daumoi.documents.actions.writing import Addressing
from daumoi.documents.forms.fields import lines_field, lines_of
from daumoi.documents.models import Paper, Urgency
from daumoi.documents.rules.content import AnnexText, ContactPerson, Content, Part, Signing
from daumoi.organisations.models import Organisation
from daumoi.ui.inputs import day_field

MOST_PARTS = 40
PREFIXES = ("TM.", "KT.", "TL.", "TUQ.")
SECOND_FAMILIES = frozenset({"minutes", "agreement"})
ANNEX = "annex"
PART = "part"
_CONTACT = ("name", "telephone", "unit", "email")
_MEETING = {
    "about": gettext_noop("Nội dung cuộc họp"),
    "starts": gettext_noop("Thời gian bắt đầu"),
    "place": gettext_noop("Địa điểm"),
    "chair": gettext_noop("Chủ trì"),
    "secretary": gettext_noop("Thư ký"),
    "ends": gettext_noop("Thời gian kết thúc"),
}
_BEARER = {
    "bearer_title": gettext_noop("Ông hoặc bà"),
    "bearer_name": gettext_noop("Họ tên người được cấp"),
    "bearer_position": gettext_noop("Chức vụ, đơn vị"),
}
_LEAVE = {
    "leave_applied": gettext_noop("Ngày đơn xin nghỉ"),
    "leave_starts": gettext_noop("Nghỉ từ ngày"),
    "leave_ends": gettext_noop("Đến hết ngày"),
    "leave_place": gettext_noop("Nơi nghỉ"),
    "leave_counted_as": gettext_noop("Tính vào thời gian"),
}
NAMED = {
    "invitation": _MEETING,
    "minutes": _MEETING,
    "introduction": _BEARER | {"valid_until": gettext_noop("Có giá trị đến hết ngày")},
    "leave": _BEARER | _LEAVE,
}
"""Named lines that papers of a family print, kept as details of the content."""
_DAYS = frozenset({"leave_applied", "leave_starts", "leave_ends", "valid_until"})


def _line(label: Any, help_text: Any = "", most: int = 300) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=most, help_text=help_text)


class WordsForm(forms.Form):
    """Subject, addressees, words and signing of one draft; `kind`, `parts` and `annexes` say which fields it has."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    subject = forms.CharField(
        label=_("Trích yếu"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Ghi trích yếu."), "max_length": _("Trích yếu dài quá 500 ký tự.")},
    )
    priority = forms.TypedChoiceField(
        label=_("Mức độ khẩn"), choices=Urgency.choices, coerce=int, required=False, empty_value=None
    )
    everybody = forms.BooleanField(label=_("Tất cả bộ, cơ quan ngang bộ"), required=False)
    main = forms.MultipleChoiceField(
        label=_("Chọn từng cơ quan"), required=False, widget=forms.CheckboxSelectMultiple
    )
    others = lines_field(
        label=_("Nơi khác"), help_text=_("Mỗi dòng một nơi, ví dụ Thủ tướng Chính phủ."), rows=2
    )
    expects_answer = forms.BooleanField(
        label=_("Đề nghị trả lời: theo dõi từng nơi nhận đến khi có văn bản trả lời"), required=False
    )
    due_date = day_field(label=_("Hạn gửi"), required=False)
    grounds = lines_field(
        label=_("Căn cứ"),
        help_text=_("Mỗi dòng một căn cứ, bắt đầu bằng “Căn cứ…” hoặc “Theo đề nghị của…”."),
        rows=3,
    )
    closing = _line(_("Lời kết"), _("Ví dụ “Trân trọng cảm ơn.”"))
    recipients = lines_field(
        label=_("Nơi nhận"),
        help_text=_("Mỗi dòng một nơi; dòng cuối là “Lưu: VT, …”. Dấu câu tự thêm khi in."),
        rows=3,
    )
    place = _line(_("Địa danh"), most=60)
    authority = _line(_("Thẩm quyền ban hành"), _("Dòng trên các căn cứ, ví dụ BỘ TRƯỞNG BỘ A."), most=200)
    prefix_1 = forms.ChoiceField(label=_("Quyền hạn ký"), required=False)
    behalf_1 = _line(_("Ký thay, thừa lệnh ai"), _("Ví dụ BỘ TRƯỞNG."), most=100)
    prefix_2 = forms.ChoiceField(label=_("Quyền hạn ký, dòng thứ hai"), required=False)
    behalf_2 = _line(_("Dòng thứ hai"), most=100)
    position = _line(_("Chức vụ người ký"), most=100)
    signer = _line(_("Họ tên người ký"), most=50)
    second_position = _line(_("Chức vụ người ký bên cạnh"), _("Thư ký cuộc họp, hoặc bên kia."), most=100)
    second_name = _line(_("Họ tên người ký bên cạnh"), most=50)
    contact_name = _line(_("Đầu mối liên hệ"), most=100)
    contact_telephone = _line(_("Điện thoại"), most=50)
    contact_unit = _line(_("Đơn vị của đầu mối"), most=150)
    contact_email = forms.EmailField(label=_("Thư điện tử"), required=False, max_length=150)
    note = _line(_("Ghi chú của bản này"), _("Đã sửa gì, theo ý kiến ai; hiện ở danh sách các bản."))

    def __init__(
        self,
        *args: object,
        paper: Paper,
        content: Content,
        bodies: Sequence[tuple[Organisation, str]],
        parts: int,
        annexes: int,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.paper, self.before = paper, content
        self._bodies = {one.code: one for one, _name in bodies}
        self._fill_choices(bodies)
        self.part_count = self.annex_count = 0
        if content.ready:
            self._keep_only(
                *("seen", "subject", "priority", "everybody", "main", "others"),
                *("expects_answer", "due_date", "note"),
            )
        else:
            self.part_count, self.annex_count = min(parts, MOST_PARTS), min(annexes, MOST_PARTS)
            self._add_rows()
            self._fit_kind(paper.kind.family, is_letter=paper.kind.is_letter)

    def _fill_choices(self, bodies: Sequence[tuple[Organisation, str]]) -> None:
        main = self.fields["main"]
        assert isinstance(main, forms.MultipleChoiceField)
        main.choices = [(one.code, name) for one, name in bodies]
        for name in ("prefix_1", "prefix_2"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", _("Không có")), *((prefix, prefix) for prefix in PREFIXES)]

    def _keep_only(self, *names: str) -> None:
        for name in set(self.fields) - set(names):
            del self.fields[name]

    def _add_rows(self) -> None:
        for number in range(self.part_count):
            self.fields[f"part_{number}_title"] = _line(_("Đề mục"), most=300)
            self.fields[f"part_{number}_text"] = forms.CharField(
                label=_("Lời văn"),
                required=False,
                widget=forms.Textarea(attrs={"rows": 8, "data-figures": ""}),
            )
        for number in range(self.annex_count):
            self.fields[f"annex_{number}_title"] = _line(_("Tên phụ lục"), most=300)
            self.fields[f"annex_{number}_text"] = forms.CharField(
                label=_("Nội dung phụ lục"),
                required=False,
                widget=forms.Textarea(attrs={"rows": 6, "data-figures": ""}),
            )
            self.fields[f"annex_{number}_landscape"] = forms.BooleanField(
                label=_("Trang ngang"), required=False
            )

    def _fit_kind(self, family: str, *, is_letter: bool) -> None:
        """Only the fields that papers of this family print."""
        unused = set() if is_letter else {"closing", *(f"contact_{name}" for name in _CONTACT)}
        if family != "decision":
            unused.add("authority")
        if family not in SECOND_FAMILIES:
            unused |= {"second_position", "second_name"}
        for name, label in NAMED.get(family, {}).items():
            is_day = name in _DAYS
            self.fields[f"named_{name}"] = (
                day_field(label=_(label), required=False) if is_day else _line(_(label))
            )
        for name in unused:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """What only makes sense together."""
        given = super().clean() or {}
        for number in ("1", "2"):
            prefix, words = given.get(f"prefix_{number}"), given.get(f"behalf_{number}", "")
            if bool(prefix) != bool(words.strip()) and f"prefix_{number}" in self.fields:
                self.add_error(
                    f"behalf_{number}",
                    _("Chọn quyền hạn ký và ghi ký thay, thừa lệnh ai, hoặc bỏ trống cả hai."),
                )
        if given.get("expects_answer") and not given.get("due_date") and "due_date" not in self.errors:
            self.add_error("due_date", _("Văn bản đề nghị trả lời thì phải có hạn gửi."))
        starts, ends = given.get("named_leave_starts"), given.get("named_leave_ends")
        if starts and ends and ends < starts:
            self.add_error("named_leave_ends", _("Ngày cuối phải từ ngày đầu trở đi."))
        return given

    def content(self) -> Content:
        """The words as the room keeps them; what this kind has no field for stays as it was."""
        if self.before.ready:
            return self.before
        given = self.cleaned_data
        return msgspec.structs.replace(
            self.before,
            parts=[one for number in range(self.part_count) if (one := self._part(number)) is not None],
            annexes=[made for number in range(self.annex_count) if (made := self._annex(number)) is not None],
            grounds=lines_of(given["grounds"]),
            recipients=lines_of(given["recipients"]),
            place=given["place"].strip() or self.before.place,
            closing=given["closing"].strip() if "closing" in given else self.before.closing,
            contact=self._contact(),
            signing=Signing(
                position=given["position"].strip(), name=given["signer"].strip(), on_behalf=self._behalf()
            ),
            details=self._details(),
        )

    def move_on(self, *, seen: int) -> None:
        """The next saving starts from this version: its words were shown beside the ones in the form."""
        assert isinstance(self.data, QueryDict)
        data = self.data.copy()
        data["seen"] = str(seen)
        self.data = data

    def addressing(self) -> Addressing:
        """Who receives the paper."""
        given = self.cleaned_data
        ticked = set(self._bodies) if given["everybody"] else set(given["main"])
        own = self.paper.root.code if given["everybody"] else ""
        return Addressing(
            main=tuple(body for code, body in self._bodies.items() if code in ticked and code != own),
            others=tuple(dict.fromkeys(line[:200] for line in lines_of(given["others"]))),
            expects_answer=given["expects_answer"],
            due_date=given["due_date"],
        )

    def _part(self, number: int) -> Part | None:
        title, text = self._text(f"part_{number}_title"), self._text(f"part_{number}_text")
        kept = number < len(self.before.parts) or title or text
        return Part(title=title, text=text) if kept and (title or text or not self._dropped(number)) else None

    def _dropped(self, number: int) -> bool:
        """A part beyond those the kind offers vanishes when it is emptied."""
        return number >= max(1, len(self.paper.kind.parts))

    def _annex(self, number: int) -> AnnexText | None:
        before = self.before.annexes[number] if number < len(self.before.annexes) else None
        title, text = self._text(f"annex_{number}_title"), self._text(f"annex_{number}_text")
        if not title and not text:
            return None
        return AnnexText(
            title=title,
            text=text,
            blocks=before.blocks if before is not None else [],
            landscape=bool(self.cleaned_data[f"annex_{number}_landscape"]),
        )

    def _contact(self) -> ContactPerson | None:
        if "contact_name" not in self.fields:
            return self.before.contact
        found = ContactPerson(**{name: self._text(f"contact_{name}") for name in _CONTACT})
        return found if found.name else None

    def _behalf(self) -> list[str]:
        given = self.cleaned_data
        pairs = [
            (given[f"prefix_{number}"], given[f"behalf_{number}"].strip().upper()) for number in ("1", "2")
        ]
        return [f"{prefix} {words}" for prefix, words in pairs if prefix and words]

    def _details(self) -> dict[str, str]:
        names = [name for name in ("authority", "second_position", "second_name") if name in self.fields]
        found = self.before.details | {name: self._text(name) for name in names}
        for name in NAMED.get(self.paper.kind.family, {}):
            value = self.cleaned_data.get(f"named_{name}")
            found[name] = value.isoformat() if isinstance(value, date) else str(value or "").strip()
        return found

    def _text(self, name: str) -> str:
        return str(self.cleaned_data.get(name, "")).replace("\r\n", "\n").strip()


def initial_of(*, paper: Paper, content: Content, addressing: Addressing, seen: int) -> dict[str, Any]:
    """What stands in a draft now, as the form shows it."""
    signing, contact = content.signing, content.contact or ContactPerson()
    found: dict[str, Any] = {
        "seen": seen,
        "subject": paper.subject,
        "priority": paper.priority,
        "main": [one.code for one in addressing.main],
        "others": "\n".join(addressing.others),
        "expects_answer": addressing.expects_answer,
        "due_date": addressing.due_date,
        "grounds": "\n".join(content.grounds),
        "closing": content.closing,
        "recipients": "\n".join(content.recipients),
        "place": content.place,
        "position": signing.position,
        "signer": signing.name,
    }
    for number, line in enumerate(signing.on_behalf[:2], start=1):
        found[f"prefix_{number}"], _space, found[f"behalf_{number}"] = line.partition(" ")
    found |= {f"contact_{name}": getattr(contact, name) for name in _CONTACT}
    found |= {f"named_{name}": content.details.get(name, "") for name in NAMED.get(paper.kind.family, {})}
    found |= {name: content.details.get(name, "") for name in ("authority", "second_position", "second_name")}
    for number, part in enumerate(content.parts):
        found[f"part_{number}_title"], found[f"part_{number}_text"] = part.title, part.text
    for number, annex in enumerate(content.annexes):
        found[f"annex_{number}_title"], found[f"annex_{number}_text"] = annex.title, annex.text
        found[f"annex_{number}_landscape"] = annex.landscape
    return found


def counted(data: Mapping[str, Any], *, kind: str, at_least: int) -> int:
    """How many parts or annexes a sent form has."""
    number = at_least
    while number < MOST_PARTS and f"{kind}_{number}_text" in data:
        number += 1
    return number
