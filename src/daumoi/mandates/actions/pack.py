"""Loading the room's part of a data pack: brings rows up to date, all of it or nothing."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from daumoi.foundation.errors import Conflict
from daumoi.foundation.periods import Period
from daumoi.foundation.principal import Principal
from daumoi.history import actions as history
from daumoi.history.models import Act
from daumoi.law.access import LawPermission
from daumoi.law.models import Instrument, Provision, Source
from daumoi.mandates import pack
from daumoi.mandates.models import Assignment, Duty, DutySet
from daumoi.organisations.models import Level, Organisation, OrganisationState

LOADED = "mandates.pack.loaded"
_SET_FIELDS = ("name", "name_en", "is_proposal", "number", "source")
_DUTY_FIELDS = (
    *("group", "set", "hat", "name", "name_en", "short", "short_en", "may_sit_elsewhere", "number"),
    *("valid_from", "valid_to", "source", "locator", "confidence", "note"),
)
_EVIDENCE_FIELDS = (
    *("owner_id", "holding", "holder_text", "instrument_id", "document", "valid_to", "is_published"),
    *("source_id", "locator", "confidence", "note"),
)


@transaction.atomic
def load_pack(*, folder: Path, by: Principal) -> dict[str, int]:
    """Bring duty sets, duties and evidence up to date with the pack; loading twice changes nothing.

    Law and organisations of the same pack must have been loaded before. Evidence gives way to what bodies
    recorded themselves. One line of the journal says what was loaded, unless the same rows were before.

    :raises Invalid: a row is malformed or refers to something the pack does not have.
    :raises Conflict: a duty vanished from the pack although records refer to it.
    """
    by.require(LawPermission.LOAD)
    rows = pack.read_pack(folder)
    sources = {source.code: source for source in Source.objects.all()}
    sets = _load_sets(rows.sets, sources)
    duties = _load_duties(rows.duties, sets, sources)
    evidence = _load_evidence(rows.evidence, duties, sources)
    _remove_vanished(rows)
    counts = {"duty_sets": len(sets), "duties": len(duties), "duty_evidence": evidence}
    last = Act.objects.filter(code=LOADED).order_by("-id").first()
    if last is None or last.details.get("digest") != rows.digest:
        history.record(
            by=by,
            code=LOADED,
            label=_("Gói dữ liệu %s: nhiệm vụ") % folder.name,
            details={"digest": rows.digest, **counts},
        )
    return counts


def _load_sets(rows: list[pack.SetRow], sources: dict[str, Source]) -> dict[str, DutySet]:
    made = [
        DutySet(
            code=row.code,
            name=row.name.vi,
            name_en=row.name.en or "",
            is_proposal=row.is_proposal,
            number=row.number,
            source=_source(pack.SETS_FILE, number, row.code, row.source, sources),
        )
        for number, row in enumerate(rows, start=1)
    ]
    DutySet.objects.bulk_create(
        made, update_conflicts=True, unique_fields=["code"], update_fields=list(_SET_FIELDS)
    )
    return {found.code: found for found in DutySet.objects.filter(code__in=[row.code for row in rows])}


def _load_duties(
    rows: list[pack.DutyRow], sets: dict[str, DutySet], sources: dict[str, Source]
) -> dict[str, Duty]:
    wanted = {code for row in rows for code in row.provisions}
    provisions = dict(Provision.objects.filter(code__in=wanted).values_list("code", "pk"))
    for number, row in enumerate(rows, start=1):
        missing = [code for code in row.provisions if code not in provisions]
        if missing:
            problem = _("không có điều khoản %s.") % ", ".join(missing)
            raise pack.refuse(
                pack.DUTIES_FILE, number, row.code, problem, _("Khai điều khoản trong provisions.yaml.")
            )
    made = [_duty(number, row, sets, sources) for number, row in enumerate(rows, start=1)]
    Duty.objects.bulk_create(
        made, update_conflicts=True, unique_fields=["code"], update_fields=list(_DUTY_FIELDS)
    )
    duties = {found.code: found for found in Duty.objects.filter(code__in=[row.code for row in rows])}
    _link_provisions({(duties[row.code].pk, provisions[code]) for row in rows for code in row.provisions})
    return duties


def _duty(number: int, row: pack.DutyRow, sets: dict[str, DutySet], sources: dict[str, Source]) -> Duty:
    return Duty(
        code=row.code,
        group=row.group,
        set=sets[row.set],
        hat=row.hat or "",
        name=row.name.vi,
        name_en=row.name.en or "",
        short=row.short.vi,
        short_en=row.short.en or "",
        may_sit_elsewhere=row.may_sit_elsewhere,
        number=number,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        source=_source(pack.DUTIES_FILE, number, row.code, row.source, sources),
        locator=row.locator or "",
        confidence=row.confidence,
        note=row.note or "",
    )


def _link_provisions(wanted: set[tuple[int, int]]) -> None:
    through = Duty.provisions.through
    known = set(through.objects.values_list("duty_id", "provision_id"))
    for duty_id, provision_id in known - wanted:
        through.objects.filter(duty_id=duty_id, provision_id=provision_id).delete()
    through.objects.bulk_create(
        through(duty_id=duty_id, provision_id=provision_id)
        for duty_id, provision_id in sorted(wanted - known)
    )


def _load_evidence(rows: list[pack.EvidenceRow], duties: dict[str, Duty], sources: dict[str, Source]) -> int:
    """Write what sources say, except where a body's own record covers the time; returns rows written."""
    wanted = {}
    for number, row in enumerate(rows, start=1):
        made = _evidence(number, row, duties, sources)
        wanted[(made.root_id, made.duty_id, made.valid_from)] = made
    kept = {
        (row.root_id, row.duty_id, row.valid_from): row for row in Assignment.objects.filter(from_pack=True)
    }
    for key in kept.keys() - wanted.keys():
        kept[key].delete()
    own = list(Assignment.objects.filter(from_pack=False, duty__in=duties.values()))
    written = 0
    for key, made in wanted.items():
        if _is_covered(made, own):
            if key in kept:
                kept[key].delete()
            continue
        written += 1
        _bring_up_to_date(kept.get(key), made)
    return written


def _is_covered(made: Assignment, own: Iterable[Assignment]) -> bool:
    period = Period(made.valid_from, made.valid_to)
    return any(
        (row.root_id, row.duty_id) == (made.root_id, made.duty_id)
        and Period(row.valid_from, row.valid_to).overlaps(period)
        for row in own
    )


def _bring_up_to_date(known: Assignment | None, made: Assignment) -> None:
    if known is None:
        made.save()
        return
    changed = [name for name in _EVIDENCE_FIELDS if getattr(known, name) != getattr(made, name)]
    for name in changed:
        setattr(known, name, getattr(made, name))
    if changed:
        known.save(update_fields=changed)


def _evidence(
    number: int, row: pack.EvidenceRow, duties: dict[str, Duty], sources: dict[str, Source]
) -> Assignment:
    place = f"{pack.EVIDENCE_FILE}, {pack.EVIDENCE_KEY}"
    if row.duty not in duties:
        problem = _("không có nhiệm vụ này.")
        raise pack.refuse(place, number, row.duty, problem, _("Khai nhiệm vụ trong %s.") % pack.DUTIES_FILE)
    owner, root_id = _holder(place, number, row)
    instrument, locator = _ground(place, number, row)
    words = row.holder.vi if row.holder else ""
    remarks = [text for text in (words if row.unit else "", row.note or "") if text]
    return Assignment(
        root_id=root_id,
        owner=owner,
        duty=duties[row.duty],
        holding=row.holding,
        holder_text="" if row.unit else words,
        instrument=instrument,
        locator=locator,
        document="",
        source=_source(place, number, row.duty, row.source, sources),
        confidence=row.confidence,
        note=" ".join(remarks),
        valid_from=row.since,
        valid_to=row.until,
        is_published=True,
        from_pack=True,
    )


def _holder(place: str, number: int, row: pack.EvidenceRow) -> tuple[Organisation, int]:
    """The organisation the row is about, and the body it stood in on the first day."""
    body = _organisation(place, number, row, row.body, Level.MINISTRY) if row.body else None
    unit = _organisation(place, number, row, row.unit, Level.UNIT) if row.unit else None
    if unit is None:
        assert body is not None  # the reader of the pack refuses a row with neither
        return body, body.pk
    root_id = _body_on(unit, row.since)
    if body is not None and body.pk != root_id:
        problem = _("đơn vị “%(unit)s” không thuộc “%(body)s” vào ngày %(day)s.")
        values = {"unit": unit.code, "body": body.code, "day": row.since}
        raise pack.refuse(place, number, row.duty, problem % values, _("Kiểm tra body, unit và from."))
    return unit, root_id


def _organisation(
    place: str, number: int, row: pack.EvidenceRow, code: str | None, level: Level
) -> Organisation:
    found = Organisation.objects.filter(code=code, level=level, is_simulated=False).first()
    if found is None:
        problem = _("không có cơ quan, đơn vị mã “%s”.") % code
        raise pack.refuse(place, number, row.duty, problem, _("Khai trong %s.") % pack.EVIDENCE_FILE)
    return found


def _body_on(unit: Organisation, day: date) -> int:
    state = OrganisationState.objects.filter(organisation=unit).as_of(day).select_related("parent").first()
    return state.parent.root_pk if state is not None and state.parent is not None else unit.root_pk


def _ground(place: str, number: int, row: pack.EvidenceRow) -> tuple[Instrument | None, str]:
    """The instrument the row rests on, and the place in it."""
    if row.provision:
        provision = Provision.objects.select_related("instrument").filter(code=row.provision).first()
        if provision is None:
            problem = _("không có điều khoản %s.") % row.provision
            raise pack.refuse(place, number, row.duty, problem, _("Khai điều khoản trong provisions.yaml."))
        return provision.instrument, row.locator or provision.place
    if row.instrument:
        instrument = Instrument.objects.filter(code=row.instrument).first()
        if instrument is None:
            problem = _("không có văn bản %s.") % row.instrument
            raise pack.refuse(place, number, row.duty, problem, _("Khai văn bản trong instruments.yaml."))
        return instrument, row.locator or ""
    return None, row.locator or ""


def _source(
    place: str, number: int, code: str, source: str | None, sources: dict[str, Source]
) -> Source | None:
    if source is None:
        return None
    if source not in sources:
        problem = _("không có nguồn “%s”.") % source
        raise pack.refuse(place, number, code, problem, _("Khai nguồn trong sources.yaml."))
    return sources[source]


def _remove_vanished(rows: pack.MandatePack) -> None:
    """Duties and sets that are no longer in the pack go, unless records refer to them."""
    gone = Duty.objects.exclude(code__in=[row.code for row in rows.duties])
    held = gone.filter(assignments__isnull=False).values_list("code", flat=True).distinct()
    if held:
        raise Conflict(
            "mandates.pack_duty_held",
            _("Nhiệm vụ %s không còn trong gói nhưng đã có ghi nhận giao nhiệm vụ.")
            % ", ".join(sorted(held)),
            place=pack.DUTIES_FILE,
            remedy=_("Giữ dòng đó và đặt valid_to là ngày nhiệm vụ thôi tồn tại."),
        )
    try:
        gone.delete()
        DutySet.objects.exclude(code__in=[row.code for row in rows.sets]).delete()
    except ProtectedError as error:
        raise Conflict(
            "mandates.pack_duty_held",
            _("Một nhiệm vụ không còn trong gói nhưng phòng khác của phần mềm còn dùng."),
            place=pack.DUTIES_FILE,
            remedy=_("Giữ dòng đó và đặt valid_to là ngày nhiệm vụ thôi tồn tại."),
        ) from error
