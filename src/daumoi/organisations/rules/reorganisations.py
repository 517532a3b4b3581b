"""The seven acts as decisions: from how things stand to everything that changes. Nothing is read or written here."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from daumoi.foundation.errors import Invalid
from daumoi.organisations.rules import checks
from daumoi.organisations.rules.values import (
    Closing,
    Draft,
    Link,
    Newcomer,
    Opening,
    Plan,
    Ref,
    Standing,
    close_and_open,
    moved_under,
)

MERGE, SPLIT, TRANSFER_OF_FUNCTIONS = "merge", "split", "transfer_of_functions"
"""Kinds of succession; the same words as `Succession.Kind`."""


def establish(newcomer: Newcomer, *, parent: Standing | None, on: date) -> Plan:
    """A new unit under `parent`, or a new body (no parent)."""
    checks.can_receive(newcomer, parent=parent, on=on)
    return Plan(
        kind="establish",
        on=on,
        newcomers=(newcomer,),
        openings=(Opening(newcomer.code, newcomer.draft),),
        after=(newcomer.code,),
    )


def rename(unit: Standing, *, name: str, short_name: str = "", abbreviation: str = "", on: date) -> Plan:
    """A new name from `on`; everything else stays."""
    state = checks.changeable(unit, on=on)
    checks.named(name)
    draft = replace(state.draft, name=name, short_name=short_name, abbreviation=abbreviation)
    if draft == state.draft:
        raise Invalid(
            "organisations.nothing_changes",
            _("Tên mới trùng tên đang dùng: “%(name)s”.") % {"name": name},
            remedy=_("Ghi tên mới đúng như trong văn bản."),
        )
    return _one_goes_on("rename", unit, draft=draft, on=on)


def upgrade(
    unit: Standing,
    *,
    form: str,
    name: str = "",
    role: str | None = None,
    is_public_service_unit: bool | None = None,
    on: date,
) -> Plan:
    """Another organisational form (Trung tâm → Cục), often with another name."""
    checks.is_unit(unit)
    state = checks.changeable(unit, on=on)
    if form == state.draft.form:
        raise Invalid(
            "organisations.same_form",
            _("“%(name)s” đã có hình thức này.") % {"name": unit.label},
            remedy=_("Chọn hình thức mới; nếu chỉ đổi tên thì dùng Đổi tên."),
        )
    draft = replace(
        state.draft,
        form=form,
        name=name.strip() or state.draft.name,
        short_name="" if name.strip() else state.draft.short_name,
        role=state.draft.role if role is None else role,
        is_public_service_unit=is_public_service_unit,
    )
    return _one_goes_on("upgrade", unit, draft=draft, on=on)


def transfer(unit: Standing, *, parent: Standing, name: str = "", on: date) -> Plan:
    """The unit goes to another parent, with everything below it."""
    checks.is_unit(unit)
    state = checks.changeable(unit, on=on)
    checks.same_register([unit, parent])
    checks.no_cycle(unit, parent)
    if state.draft.parent == parent.pk:
        raise Invalid(
            "organisations.same_parent",
            _("“%(name)s” đã trực thuộc “%(parent)s”.") % {"name": unit.label, "parent": parent.label},
            remedy=_("Chọn cơ quan chủ quản mới."),
        )
    checks.holds_throughout(parent, start=on, end=state.valid_to)
    checks.new_name(parent, name or state.draft.name)
    draft = replace(state.draft, parent=parent.pk, name=name.strip() or state.draft.name)
    plan = _one_goes_on("transfer", unit, draft=draft, on=on)
    return replace(plan, moved=(unit.pk,) if parent.root != unit.root else ())


def merge(
    sources: Sequence[Standing],
    *,
    into: Standing | Newcomer,
    parent: Standing | None = None,
    name: str = "",
    on: date,
) -> Plan:
    """Several organisations become one: an existing one (perhaps renamed) or a new one under `parent`.

    What stood in them moves along.
    """
    _check_merge(sources, into)
    target: Ref = into.pk if isinstance(into, Standing) else into.code
    closings: list[Closing] = []
    openings: list[Opening] = []
    ending = {source.pk for source in sources}
    for source in sources:
        state = checks.ends(source, on=on)
        checks.no_later_children(source, on=on)
        closings.append(Closing(state, vanishes=state.valid_from == on, ends_organisation=True))
        for child in source.children:
            if child.organisation not in ending:
                closing, opening = moved_under(child, on=on, parent=target)
                closings.append(closing)
                openings.append(opening)
    before: list[Ref] = [source.pk for source in sources]
    if isinstance(into, Newcomer):
        checks.can_receive(into, parent=parent, on=on, leaving=ending)
        openings.insert(0, Opening(into.code, into.draft))
    else:
        before.append(into.pk)
        changed = _renamed_target(into, name=name, on=on)
        if changed is not None:
            closings.append(changed[0])
            openings.insert(0, changed[1])
    return Plan(
        kind="merge",
        on=on,
        newcomers=(into,) if isinstance(into, Newcomer) else (),
        closings=tuple(closings),
        openings=tuple(openings),
        links=tuple(Link(source.pk, target, MERGE, inherits=True) for source in sources),
        before=tuple(before),
        after=(target,),
        moved=tuple(
            child.organisation
            for source in sources
            for child in source.children
            if child.organisation not in ending and source.root != into.root
        ),
    )


def split(
    unit: Standing, *, parts: Sequence[Newcomer], continues: bool, parent: Standing | None = None, on: date
) -> Plan:
    """New organisations come out of one. `continues`: it goes on beside them (tách); otherwise it ends (chia)."""
    state = checks.changeable(unit, on=on) if continues else checks.ends(unit, on=on)
    _check_parts(unit, parts, continues=continues)
    for part in parts:
        checks.can_receive(part, parent=parent, on=on, leaving=() if continues else (unit.pk,))
    closings: list[Closing] = []
    openings = [Opening(part.code, part.draft) for part in parts]
    links = [Link(unit.pk, part.code, TRANSFER_OF_FUNCTIONS, inherits=False) for part in parts]
    moved: tuple[int, ...] = ()
    if not continues:
        checks.no_later_children(unit, on=on)
        closings.append(Closing(state, vanishes=state.valid_from == on, ends_organisation=True))
        heir = parts[0].code
        for child in unit.children:
            closing, opening = moved_under(child, on=on, parent=heir)
            closings.append(closing)
            openings.append(opening)
        links = [Link(unit.pk, part.code, SPLIT, inherits=part.code == heir) for part in parts]
        moved = tuple(child.organisation for child in unit.children if unit.root != parts[0].root)
    return Plan(
        kind="split",
        on=on,
        newcomers=tuple(parts),
        closings=tuple(closings),
        openings=tuple(openings),
        links=tuple(links),
        before=(unit.pk,),
        after=(*((unit.pk,) if continues else ()), *(part.code for part in parts)),
        moved=moved,
    )


def dissolve(unit: Standing, *, on: date) -> Plan:
    """The organisation ends; nothing may still stand in it."""
    state = checks.ends(unit, on=on)
    checks.no_children(unit, on=on)
    closing = Closing(state, vanishes=state.valid_from == on, ends_organisation=True)
    return Plan(kind="dissolve", on=on, closings=(closing,), before=(unit.pk,))


def _one_goes_on(kind: str, unit: Standing, *, draft: Draft, on: date) -> Plan:
    closing, opening = close_and_open(unit, on=on, draft=draft)
    return Plan(
        kind=kind, on=on, closings=(closing,), openings=(opening,), before=(unit.pk,), after=(unit.pk,)
    )


def _check_merge(sources: Sequence[Standing], into: Standing | Newcomer) -> None:
    if not sources:
        raise Invalid(
            "organisations.merge_nothing",
            _("Chưa chọn đơn vị nào để sáp nhập."),
            remedy=_("Chọn ít nhất một đơn vị."),
        )
    pks = [source.pk for source in sources]
    if len(set(pks)) < len(pks) or (isinstance(into, Standing) and into.pk in pks):
        raise Invalid(
            "organisations.merge_into_itself",
            _("Không thể sáp nhập một đơn vị vào chính nó."),
            remedy=_("Bỏ đơn vị nhận ra khỏi danh sách được sáp nhập, mỗi đơn vị chỉ chọn một lần."),
        )
    if isinstance(into, Newcomer) and len(sources) < 2:
        raise Invalid(
            "organisations.merge_one",
            _("Hợp nhất thành đơn vị mới cần ít nhất hai đơn vị."),
            remedy=_("Chọn thêm đơn vị, hoặc dùng Đổi tên, Đổi hình thức nếu chỉ có một."),
        )
    checks.same_level([*sources, into])
    checks.same_register([*sources, into])
    if isinstance(into, Standing):
        for source in sources:
            checks.no_cycle(source, into)


def _renamed_target(into: Standing, *, name: str, on: date) -> tuple[Closing, Opening] | None:
    """The receiving organisation must go on from the day; with a new name it begins a new state."""
    checks.holds_throughout(into, start=on, end=None)
    assert into.state is not None
    if not name.strip() or name.strip() == into.state.draft.name:
        return None
    state = checks.changeable(into, on=on)
    draft = replace(state.draft, name=name.strip(), short_name="", abbreviation="")
    return close_and_open(into, on=on, draft=draft)


def _check_parts(unit: Standing, parts: Sequence[Newcomer], *, continues: bool) -> None:
    needed = 1 if continues else 2
    if len(parts) < needed:
        raise Invalid(
            "organisations.split_parts",
            _("Chia cần ít nhất hai đơn vị mới; tách cần ít nhất một."),
            remedy=_("Ghi thêm tên đơn vị mới."),
        )
    checks.same_level([unit, *parts])
    checks.same_register([unit, *parts])
    names = [part.draft.name for part in parts]
    if len({name.casefold() for name in names}) < len(names):
        raise Invalid(
            "organisations.split_names",
            _("Các đơn vị mới phải có tên khác nhau."),
            remedy=_("Sửa tên cho phân biệt được."),
        )
