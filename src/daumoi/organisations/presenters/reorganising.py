"""The acts as choices, and a plan as what will change."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from daumoi.accounts.rules import role
from daumoi.organisations.models import Kind
from daumoi.organisations.presenters.words import day_text, form_word
from daumoi.organisations.queries import Outcome, Planned, Touched
from daumoi.organisations.rules import Draft, Ref


@dataclass(frozen=True)
class ActKind:
    """One kind of act: its word in the address, its title and when it is used."""

    slug: str
    code: str
    title: str | Promise
    when: str | Promise
    icon: str


KINDS: tuple[ActKind, ...] = (
    ActKind(
        "thanh-lap",
        "establish",
        gettext_lazy("Thành lập"),
        gettext_lazy("Lập đơn vị mới trong một bộ, hoặc lập bộ, cơ quan ngang bộ mới."),
        "plus",
    ),
    ActKind(
        "doi-ten",
        "rename",
        gettext_lazy("Đổi tên"),
        gettext_lazy("Tên đổi, hình thức và cơ quan chủ quản giữ nguyên."),
        "pencil",
    ),
    ActKind(
        "doi-hinh-thuc",
        "upgrade",
        gettext_lazy("Nâng cấp, đổi hình thức"),
        gettext_lazy("Ví dụ Trung tâm thành Cục; có thể đổi tên cùng lúc."),
        "certificate",
    ),
    ActKind(
        "sap-nhap",
        "merge",
        gettext_lazy("Hợp nhất, sáp nhập"),
        gettext_lazy("Nhiều cơ quan, đơn vị thành một: nhập vào nơi đang có hoặc lập mới."),
        "git-merge",
    ),
    ActKind(
        "chia-tach",
        "split",
        gettext_lazy("Chia, tách"),
        gettext_lazy("Từ một cơ quan, đơn vị lập ra đơn vị mới; nơi cũ còn (tách) hoặc hết (chia)."),
        "arrows-split-2",
    ),
    ActKind(
        "chuyen",
        "transfer",
        gettext_lazy("Chuyển cơ quan chủ quản"),
        gettext_lazy("Đơn vị sang trực thuộc nơi khác, cùng mọi đơn vị bên trong."),
        "exchange",
    ),
    ActKind(
        "giai-the",
        "dissolve",
        gettext_lazy("Giải thể"),
        gettext_lazy("Đơn vị thôi hoạt động, không có nơi kế tục."),
        "circle-x",
    ),
)


@dataclass(frozen=True)
class Change:
    """What becomes of one organisation: `before` and `after` in words, empty where it did not or does not exist."""

    name: str
    what: str
    tone: str
    before: str
    after: str


@dataclass(frozen=True)
class AppointmentChange:
    """What becomes of one person's appointment."""

    person: str
    role: str
    what: str
    tone: str


@dataclass(frozen=True)
class Preview:
    """A plan before it is confirmed."""

    on: date
    digest: str
    changes: tuple[Change, ...]
    appointments: tuple[AppointmentChange, ...]


def preview(*, planned: Planned) -> Preview:
    """The plan in words, organisation by organisation, then person by person."""
    plan = planned.plan
    names = planned.names | {newcomer.code: newcomer.draft.name for newcomer in plan.newcomers}
    ends: dict[Ref, Draft] = {c.state.organisation: c.state.draft for c in plan.closings}
    begins = {opening.organisation: opening.draft for opening in plan.openings}
    order = [
        ref for ref in dict.fromkeys([*plan.before, *plan.after, *begins, *ends]) if ref in {*begins, *ends}
    ]
    return Preview(
        on=plan.on,
        digest=plan.digest,
        changes=tuple(_change(ends.get(ref), begins.get(ref), names) for ref in order),
        appointments=tuple(_appointment(row) for row in planned.touched),
    )


def _change(before: Draft | None, after: Draft | None, names: dict[Ref, str]) -> Change:
    if before is None and after is not None:
        return Change(after.name, pgettext("tổ chức lại", "bắt đầu"), "done", "", _said(after, names))
    if after is None and before is not None:
        return Change(before.name, pgettext("tổ chức lại", "kết thúc"), "soon", _said(before, names), "")
    assert before is not None
    assert after is not None
    return Change(
        before.name,
        pgettext("tổ chức lại", "thay đổi"),
        "act",
        _said(before, names, than=after),
        _said(after, names, than=before),
    )


def _said(draft: Draft, names: dict[Ref, str], *, than: Draft | None = None) -> str:
    """The state in words; beside another one only what differs."""
    parts = []
    if than is None or draft.name != than.name:
        parts.append(draft.name)
    if draft.parent is None:
        if draft.kind and (than is None or draft.kind != than.kind):
            parts.append(str(Kind(draft.kind).label))
    elif than is None or draft.form != than.form:
        parts.append(form_word(draft.form))
    if draft.parent is not None and (than is None or draft.parent != than.parent):
        parts.append(_("trực thuộc %(parent)s") % {"parent": names.get(draft.parent, "")})
    if than is not None and not parts:
        parts.append(_("tên gọi tắt, chữ viết tắt hoặc tính chất"))
    return "; ".join(parts)


def _appointment(row: Touched) -> AppointmentChange:
    held = row.appointment
    ended = row.outcome is Outcome.ENDED
    return AppointmentChange(
        person=str(held.person),
        role=role(held.role).title,
        what=_("kết thúc, cần phân công lại") if ended else _("chuyển theo"),
        tone="soon" if ended else "act",
    )


def done_words(*, title: str | Promise, on: date) -> str:
    """What is said when an act was recorded."""
    return _("Đã ghi nhận: %(title)s, hiệu lực từ %(day)s.") % {"title": title, "day": day_text(on)}
