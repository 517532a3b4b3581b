"""What an act would change, read and decided but not written: shown as a preview, carried out by the actions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from daumoi.foundation.errors import Invalid
from daumoi.foundation.folding import fold
from daumoi.organisations import rules
from daumoi.organisations.models import Level, Organisation
from daumoi.organisations.queries.standing import standing
from daumoi.organisations.rules import Draft, Newcomer, Plan, Standing

_LONGEST_CODE = 80


@dataclass(frozen=True)
class NewOrganisation:
    """What is said of an organisation to be created. Without `code` one is made from its parent and name."""

    name: str
    form: str = ""
    kind: str = ""
    short_name: str = ""
    abbreviation: str = ""
    code: str = ""
    role: str = ""
    is_public_service_unit: bool | None = None
    is_it_unit: bool = True


def plan_establish(
    *, new: NewOrganisation, parent: Organisation | None, on: date, simulated: bool = False
) -> Plan:
    """A new unit under `parent`, or a new body."""
    above = standing(organisation=parent, day=on) if parent is not None else None
    newcomer = _newcomer(new, above, simulated=above.is_simulated if above else simulated, taken=set())
    return rules.establish(newcomer, parent=above, on=on)


def plan_rename(
    *, organisation: Organisation, name: str, short_name: str = "", abbreviation: str = "", on: date
) -> Plan:
    """A new name."""
    unit = standing(organisation=organisation, day=on)
    return rules.rename(unit, name=name.strip(), short_name=short_name, abbreviation=abbreviation, on=on)


def plan_upgrade(
    *,
    organisation: Organisation,
    form: str,
    name: str = "",
    role: str | None = None,
    is_public_service_unit: bool | None = None,
    on: date,
) -> Plan:
    """Another organisational form."""
    unit = standing(organisation=organisation, day=on)
    return rules.upgrade(
        unit, form=form, name=name, role=role, is_public_service_unit=is_public_service_unit, on=on
    )


def plan_transfer(*, organisation: Organisation, parent: Organisation, name: str = "", on: date) -> Plan:
    """Another parent."""
    unit = standing(organisation=organisation, day=on)
    return rules.transfer(unit, parent=standing(organisation=parent, day=on), name=name, on=on)


def plan_merge(
    *,
    sources: Sequence[Organisation],
    into: Organisation | NewOrganisation,
    parent: Organisation | None = None,
    name: str = "",
    on: date,
) -> Plan:
    """Several become one: `into` exists (perhaps with a new `name`), or is created under `parent`."""
    merging = [standing(organisation=source, day=on) for source in sources]
    if isinstance(into, Organisation):
        return rules.merge(merging, into=standing(organisation=into, day=on), name=name, on=on)
    above = standing(organisation=parent, day=on) if parent is not None else None
    simulated = any(source.is_simulated for source in sources)
    newcomer = _newcomer(into, above, simulated=simulated, taken=set())
    return rules.merge(merging, into=newcomer, parent=above, on=on)


def plan_split(
    *, organisation: Organisation, parts: Sequence[NewOrganisation], continues: bool, on: date
) -> Plan:
    """New organisations out of one, standing where it stands."""
    unit = standing(organisation=organisation, day=on)
    parent_id = unit.state.draft.parent if unit.state is not None else None
    parent = Organisation.objects.filter(pk=parent_id).first() if isinstance(parent_id, int) else None
    above = standing(organisation=parent, day=on) if parent is not None else None
    taken: set[str] = set()
    newcomers = [_newcomer(part, above, simulated=unit.is_simulated, taken=taken) for part in parts]
    return rules.split(unit, parts=newcomers, continues=continues, parent=above, on=on)


def plan_dissolve(*, organisation: Organisation, on: date) -> Plan:
    """The end of an organisation."""
    return rules.dissolve(standing(organisation=organisation, day=on), on=on)


def _newcomer(new: NewOrganisation, parent: Standing | None, *, simulated: bool, taken: set[str]) -> Newcomer:
    code = _free_code(new, parent, taken)
    taken.add(code)
    return Newcomer(
        code=code,
        level=Level.UNIT.value if parent is not None else Level.MINISTRY.value,
        draft=Draft(
            name=new.name.strip(),
            short_name=new.short_name.strip(),
            abbreviation=new.abbreviation.strip(),
            kind=new.kind if parent is None else "",
            form=new.form if parent is not None else "",
            role=new.role,
            is_public_service_unit=new.is_public_service_unit,
            parent=parent.pk if parent is not None else None,
        ),
        root=parent.root if parent is not None else None,
        is_it_unit=new.is_it_unit and parent is not None,
        is_simulated=simulated,
    )


def _free_code(new: NewOrganisation, parent: Standing | None, taken: set[str]) -> str:
    """The code given, when nobody has it; otherwise one made of the parent's code and the letters of the name."""
    given = new.code.strip()
    if given:
        if given in taken or Organisation.objects.filter(code=given).exists():
            raise Invalid(
                "organisations.code_taken",
                _("Mã “%(code)s” đã dùng cho cơ quan, đơn vị khác.") % {"code": given},
                remedy=_("Chọn mã khác, hoặc để trống để hệ thống tự đặt."),
            )
        return given
    initials = "".join(word[0] for word in fold(new.name).split() if word[0].isalnum()) or "dv"
    stem = f"{parent.code}.{initials}" if parent is not None else initials
    stem = stem[: _LONGEST_CODE - 4]
    used = set(Organisation.objects.filter(code__startswith=stem).values_list("code", flat=True)) | taken
    return next(
        code for code in (stem, *(f"{stem}-{n}" for n in range(2, len(used) + 3))) if code not in used
    )
