"""The pack's successions, and the acts of reorganisation they tell of."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from daumoi.law.models import Instrument, Source
from daumoi.organisations.models import (
    Organisation,
    OrganisationState,
    Reorganisation,
    ReorganisationKind,
    ReorganisationPart,
    Succession,
)
from daumoi.organisations.pack import OrganisationsPack, SuccessionRow

_KINDS = {
    Succession.Kind.MERGE: ReorganisationKind.MERGE,
    Succession.Kind.RENAME: ReorganisationKind.RENAME,
    Succession.Kind.SPLIT: ReorganisationKind.SPLIT,
}
"""Successions that are an act. Functions that moved are no act of their own."""

_INHERITING = (Succession.Kind.MERGE, Succession.Kind.RENAME)


@dataclass
class Acts:
    """The pack's acts by (kind, day, successor), and how many changed."""

    by_key: dict[tuple[str, date, int], Reorganisation] = field(default_factory=dict)
    changed: int = 0


Wanted = tuple[str, date, int, int | None, int, str, tuple[int, ...], tuple[int, ...]]


def bring_acts(
    *,
    pack: OrganisationsPack,
    rows: dict[str, Organisation],
    instruments: dict[str, Instrument],
    sources: dict[str, Source],
) -> Acts:
    """Write the acts that the pack's successions tell of; nothing is touched when they stand already."""
    wanted = _wanted(pack, rows, instruments, sources)
    there = {
        _known(act): act for act in Reorganisation.objects.filter(from_pack=True).prefetch_related("parts")
    }
    acts = Acts()
    for key, act in there.items():
        if key not in wanted:
            OrganisationState.objects.filter(opened_by=act).update(opened_by=None)
            OrganisationState.objects.filter(closed_by=act).update(closed_by=None)
            act.delete()
            acts.changed += 1
    for key in sorted(wanted, key=repr):
        act = there.get(key) or _create(key)
        acts.changed += key not in there
        acts.by_key[key[:3]] = act
        _sign_states(key, act)
    return acts


def _wanted(
    pack: OrganisationsPack,
    rows: dict[str, Organisation],
    instruments: dict[str, Instrument],
    sources: dict[str, Source],
) -> set[Wanted]:
    grouped: dict[tuple[str, date, str], list[SuccessionRow]] = {}
    for row in pack.successions:
        kind = _KINDS.get(row.kind)
        if kind is not None and row.instrument is not None:
            grouped.setdefault((kind.value, row.on, row.successor), []).append(row)
    wanted: set[Wanted] = set()
    for (kind_code, on, code), group in grouped.items():
        successor, first = rows[code], group[0]
        assert first.instrument is not None
        before = {rows[predecessor].pk for row in group for predecessor in row.predecessors}
        if successor.states.filter(valid_from__lt=on).exists():
            before.add(successor.pk)
        wanted.add(
            (
                *(kind_code, on, successor.pk, instruments[first.instrument].pk),
                *(sources[first.source].pk, first.confidence.value, tuple(sorted(before)), (successor.pk,)),
            )
        )
    return wanted


def _known(act: Reorganisation) -> Wanted:
    sides = ReorganisationPart.Side
    before = tuple(sorted(part.organisation_id for part in act.parts.all() if part.side == sides.BEFORE))
    after = tuple(sorted(part.organisation_id for part in act.parts.all() if part.side == sides.AFTER))
    successor = after[0] if after else 0
    return (act.kind, act.on, successor, act.instrument_id, act.source_id or 0, act.confidence, before, after)


def _create(key: Wanted) -> Reorganisation:
    kind, on, _successor, instrument, source, confidence, before, after = key
    act = Reorganisation.objects.create(
        kind=kind,
        on=on,
        instrument_id=instrument,
        source_id=source,
        confidence=confidence,
        from_pack=True,
    )
    sides = ReorganisationPart.Side
    ReorganisationPart.objects.bulk_create(
        ReorganisationPart(reorganisation=act, organisation_id=pk, side=side)
        for side, ids in ((sides.BEFORE, before), (sides.AFTER, after))
        for pk in ids
    )
    return act


def _sign_states(key: Wanted, act: Reorganisation) -> None:
    """Let the states that ended or began by the act say so."""
    _kind, on, successor, *_rest, before, _after = key
    ending = set(before) - {successor}
    ended = OrganisationState.objects.filter(organisation_id__in=ending, valid_to=on, closed_by=None)
    ended.update(closed_by=act)
    OrganisationState.objects.filter(organisation_id=successor, valid_from=on, opened_by=None).update(
        opened_by=act
    )


def bring_successions(
    *,
    pack: OrganisationsPack,
    rows: dict[str, Organisation],
    acts: Acts,
    instruments: dict[str, Instrument],
    sources: dict[str, Source],
) -> int:
    """Write the pack's successions; returns how many rows changed. Those recorded by hand stay as they are."""
    known = {(s.predecessor_id, s.successor_id, s.kind): s for s in Succession.objects.all()}
    changed = 0
    for row in pack.successions:
        successor = rows[row.successor]
        act_kind = _KINDS.get(row.kind)
        act = acts.by_key.get((act_kind.value, row.on, successor.pk)) if act_kind is not None else None
        values: dict[str, Any] = {
            "on": row.on,
            "inherits": row.kind in _INHERITING,
            "instrument": instruments[row.instrument] if row.instrument else None,
            "reorganisation": act,
            "source": sources[row.source],
            "confidence": row.confidence.value,
            "note": row.note.vi if row.note else "",
            "from_pack": True,
        }
        for code in row.predecessors:
            key = (rows[code].pk, successor.pk, row.kind.value)
            changed += _bring(known.pop(key, None), key, values)
    for vanished in known.values():
        if vanished.from_pack:
            vanished.delete()
            changed += 1
    return changed


def _bring(there: Succession | None, key: tuple[int, int, str], values: dict[str, Any]) -> int:
    if there is not None and not there.from_pack:
        return 0
    made = there or Succession(predecessor_id=key[0], successor_id=key[1], kind=key[2])
    if there is not None and all(getattr(there, name) == value for name, value in values.items()):
        return 0
    for name, value in values.items():
        setattr(made, name, value)
    made.save()
    return 1
