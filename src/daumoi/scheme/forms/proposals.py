"""A body's Phương án as it is typed: words, posts, money, duties, skills."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from daumoi.mandates.models import Duty
from daumoi.organisations.models import StaffKind
from daumoi.scheme.actions import Given, MoneyGiven, PostGiven
from daumoi.scheme.forms.fields import (
    CommaField,
    MillionField,
    choices,
    select_field,
    text_field,
    whole_field,
)
from daumoi.scheme.models import (
    AUTONOMY_WORDS,
    DutyHolder,
    MoneySource,
    Phase,
    Proposal,
    ProposedForm,
    SecurityPlace,
    Skill,
)
from daumoi.scheme.rules import million
from daumoi.ui.inputs import day_field

if TYPE_CHECKING:
    from daumoi.ui.inputs import Words


@dataclass(frozen=True)
class FieldRow:
    """One row of a table of inputs."""

    label: str
    cells: tuple[BoundField, ...]
    note: str = ""


class ProposalForm(forms.Form):
    """One Phương án. Empty figures mean that nothing is said; a zero is a zero."""

    form = select_field(_("Mô hình đề nghị"), choices(ProposedForm.choices))
    unit_name = text_field(
        _("Tên đơn vị"), most=300, required=False, hint=_("Tên dự kiến sau khi kiện toàn.")
    )
    merge_with = text_field(_("Sáp nhập với"), most=300, required=False, hint=_("Chỉ khi chọn sáp nhập."))
    phase = select_field(_("Giai đoạn"), [], required=False)
    security = select_field(
        _("An toàn, an ninh mạng"), choices(SecurityPlace.choices, empty=_("chưa nêu")), required=False
    )
    security_unit = text_field(_("Tên đơn vị riêng về an toàn, an ninh mạng"), most=300, required=False)
    reason = text_field(_("Lý do đề xuất"), rows=4, required=False)
    legal_basis = text_field(_("Căn cứ pháp lý"), rows=2, required=False)
    autonomy = select_field(
        _("Mức tự bảo đảm chi"),
        choices([(level.value, words) for level, words in AUTONOMY_WORDS.items()], empty=_("chưa nêu")),
        required=False,
        hint=_("Chỉ đơn vị sự nghiệp công lập."),
    )
    self_financing = CommaField(
        label=_("Tỷ lệ tự bảo đảm chi thường xuyên (%)"),
        required=False,
        min_value=0,
        max_value=100,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"invalid": _("Ghi một số từ 0 đến 100.")},
    )
    people_more = whole_field(
        _("Số người cần bổ sung"), hint=_("Khi chưa phân được theo loại biên chế ở bảng dưới.")
    )
    document = text_field(
        _("Văn bản của bộ"),
        most=300,
        required=False,
        hint=_("Số, ký hiệu, ngày công văn. Bắt buộc khi sửa phương án đã gửi hoặc nhập thay bộ."),
    )

    is_suggestion = forms.BooleanField(
        label=_("Đây là gợi ý của cơ quan điều phối, bộ chưa đề xuất"),
        required=False,
        help_text=_("Gợi ý không cần công văn của bộ; mọi trang ghi rõ phương án từ đâu đến."),
    )

    def __init__(
        self,
        *args: Any,
        phases: Sequence[Phase],
        duties: Sequence[Duty],
        held: Proposal | None = None,
        may_suggest: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.may_suggest = may_suggest
        if not may_suggest:
            del self.fields["is_suggestion"]
        self.phases = {str(phase.number): phase for phase in phases}
        self.years = sorted({year for phase in phases for year in phase.years})
        self.duties = list(duties)
        self.held = held
        field = self.fields["phase"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices(
            ((number, phase.name) for number, phase in self.phases.items()),
            empty=gettext("không thay đổi mô hình"),
        )
        for kind, label in StaffKind.choices:
            self._add(f"needed-{kind}", whole_field(label), _("cần có"))
            self._add(f"present-{kind}", whole_field(label), _("hiện được giao"))
            self._add(f"given-{kind}", whole_field(label), _("điều chuyển đến"))
            giver = text_field(label, most=500, required=False)
            self._add(f"giver-{kind}", giver, _("đơn vị chuyển sang"))
        for year in self.years:
            for source, label in MoneySource.choices:
                self._add(
                    f"running-{source}-{year}", MillionField(label=label), _("chi thường niên %d") % year
                )
                self._add(f"once-{source}-{year}", MillionField(label=label), _("chi một lần %d") % year)
        for duty in self.duties:
            holder = select_field(
                duty.display_short,
                choices(DutyHolder.choices, empty=gettext("chưa đưa vào")),
                required=False,
            )
            self._add(f"duty-{duty.pk}", holder, _("đơn vị giữ"))
        for skill, label in Skill.choices:
            self._add(f"people-{skill}", whole_field(label), _("cần có"))
            self._add(f"have-{skill}", whole_field(label), _("hiện có"))

    def _add(self, name: str, field: forms.Field, column: "Words") -> None:
        css = "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
        field.widget.attrs.update({"class": css, "aria-label": f"{field.label}: {column}"})
        self.fields[name] = field

    @staticmethod
    def initial_of(held: Proposal) -> dict[str, Any]:
        """What stands written, for its form."""
        names = ("form", "unit_name", "merge_with", "security", "security_unit", "reason", "legal_basis")
        found: dict[str, Any] = {name: getattr(held, name) for name in (*names, "autonomy", "people_more")}
        rate = held.self_financing
        found["self_financing"] = "" if rate is None else f"{rate.normalize():f}"
        found["phase"] = str(held.phase.number) if held.phase is not None else ""
        for post in held.posts.all():
            found |= {
                f"needed-{post.kind}": post.needed,
                f"present-{post.kind}": post.present,
                f"given-{post.kind}": post.given_up or None,
                f"giver-{post.kind}": post.giver_text,
            }
        for money in held.money.all():
            for stem, amount in (("running", money.running), ("once", money.one_off)):
                if amount is not None:
                    found[f"{stem}-{money.source}-{money.year}"] = f"{million(amount).normalize():f}"
        for duty in held.duties.all():
            found[f"duty-{duty.duty_id}"] = duty.holder
        for skill in held.skills.all():
            found |= {f"people-{skill.skill}": skill.needed, f"have-{skill.skill}": skill.present}
        return found

    # Tables for the page ------------------------------------------------------------------------------------

    PLAIN = (
        *("form", "phase", "unit_name", "merge_with", "security", "security_unit", "reason", "legal_basis"),
        *("autonomy", "self_financing", "people_more"),
    )

    def plain_fields(self) -> list[BoundField]:
        """The words."""
        return [self[name] for name in self.PLAIN]

    def post_rows(self) -> list[FieldRow]:
        """Posts by kind."""
        return [
            FieldRow(str(label), self._cells(kind, "needed", "present", "given", "giver"))
            for kind, label in StaffKind.choices
        ]

    def money_rows(self) -> list[FieldRow]:
        """Money by year and source."""
        return [
            FieldRow(str(label), self._cells(f"{source}-{year}", "running", "once"), str(year))
            for year in self.years
            for source, label in MoneySource.choices
        ]

    def duty_rows(self) -> list[FieldRow]:
        """Duties with who would hold them."""
        return [FieldRow(duty.display_name, (self[f"duty-{duty.pk}"],)) for duty in self.duties]

    def skill_rows(self) -> list[FieldRow]:
        """People by skill."""
        return [FieldRow(str(label), self._cells(skill, "people", "have")) for skill, label in Skill.choices]

    def _cells(self, stem: str, *names: str) -> tuple[BoundField, ...]:
        return tuple(self[f"{name}-{stem}"] for name in names)

    # What the action takes ----------------------------------------------------------------------------------

    def given(self) -> Given:
        """The whole Phương án. What the form does not show (present money, names of other holders) is kept."""
        data = self.cleaned_data
        kept_money = {(row.source, row.year): row.present for row in self._rows("money")}
        kept_texts = {row.duty_id: (row.holder, row.holder_text) for row in self._rows("duties")}
        money = {
            (source, year): MoneyGiven(
                present=kept_money.pop((source, year), None),
                running=data[f"running-{source}-{year}"],
                one_off=data[f"once-{source}-{year}"],
            )
            for year in self.years
            for source in MoneySource.values
        }
        money |= {key: MoneyGiven(present=amount) for key, amount in kept_money.items()}
        return Given(
            **{name: data[name] or "" for name in self.PLAIN if name not in self._OTHER},
            phase=self.phases.get(data["phase"]),
            self_financing=data["self_financing"],
            people_more=data["people_more"],
            posts={
                kind: PostGiven(
                    needed=data[f"needed-{kind}"],
                    present=data[f"present-{kind}"],
                    given_up=data[f"given-{kind}"] or 0,
                    giver_text=data[f"giver-{kind}"],
                )
                for kind in StaffKind.values
            },
            money=money,
            duties=self._duties(data, kept_texts),
            skills={s: (data[f"people-{s}"], data[f"have-{s}"]) for s in Skill.values},
        )

    _OTHER = frozenset({"phase", "self_financing", "people_more"})

    def _rows(self, name: str) -> Iterable[Any]:
        return getattr(self.held, name).all() if self.held is not None else ()

    def _duties(
        self, data: Mapping[str, Any], kept: Mapping[int, tuple[str, str]]
    ) -> dict[Duty, tuple[str, str]]:
        found = {}
        for duty in self.duties:
            holder = data[f"duty-{duty.pk}"]
            if holder:
                before, words = kept.get(duty.pk, ("", ""))
                found[duty] = (holder, words if before == holder else "")
        return found


class SendForm(forms.Form):
    """The letter under which a Phương án goes out."""

    document = text_field(
        _("Số, ký hiệu, ngày công văn"), most=300, hint=_("Lãnh đạo ký ngoài hệ thống; ghi công văn đã ký.")
    )


class WithdrawForm(forms.Form):
    """Why a Phương án is taken back."""

    reason = text_field(_("Lý do rút"), rows=3, most=1000)
    document = text_field(_("Văn bản"), most=300, required=False)


class QuestionForm(forms.Form):
    """What is to be made clear, by when."""

    text = text_field(_("Nội dung cần làm rõ"), rows=4, most=2000)
    due_on = day_field(label=_("Hạn trả lời"), required=False)


class AnswerForm(forms.Form):
    """The body's answer."""

    text = text_field(_("Trả lời"), rows=4, most=4000)
