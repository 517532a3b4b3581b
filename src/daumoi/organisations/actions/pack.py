"""Loading the register's part of a data pack: all of it or nothing, as often as one likes.

What people recorded in this installation prevails: an organisation on which an act or a correction was recorded
here keeps its states, and the journal says which ones were kept.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError, Q

from daumoi.foundation.errors import Conflict
from daumoi.foundation.principal import Principal
from daumoi.history import actions as history
from daumoi.law.access import LawPermission
from daumoi.law.models import Instrument, Source
from daumoi.organisations.actions.pack_links import bring_acts, bring_successions
from daumoi.organisations.models import (
    Aggregate,
    Attestation,
    Level,
    Organisation,
    OrganisationState,
    Succession,
)
from daumoi.organisations.pack import (
    FILE,
    BodyRow,
    OrganisationsPack,
    StateRow,
    UnitRow,
    UnitStateRow,
    read_pack,
)


@transaction.atomic
def load_pack(*, folder: Path, by: Principal) -> dict[str, int]:
    """Bring the register to what the pack in `folder` says; returns how many rows each kind now has.

    Rows are matched by code. Organisations the pack no longer has are removed, unless something rests on one
    (`Conflict`). A bad row is `Invalid`, with nothing written. One act is journalled when anything changed.
    """
    by.require(LawPermission.LOAD)
    sources = {row.code: row for row in Source.objects.all()}
    instruments = {row.code: row for row in Instrument.objects.all()}
    pack = read_pack(folder, sources=sources, instruments=instruments)
    return _Load(pack, sources, instruments).run(by)


class _Load:
    """One run over a checked pack."""

    def __init__(
        self, pack: OrganisationsPack, sources: dict[str, Source], instruments: dict[str, Instrument]
    ) -> None:
        self.pack = pack
        self.sources = sources
        self.instruments = instruments
        self.rows: dict[str, Organisation] = {}
        self.changes: Counter[str] = Counter()
        self.kept: list[str] = []

    def run(self, by: Principal) -> dict[str, int]:
        present = {row.code: row for row in Organisation.objects.all()}
        first = {row.code: number for number, row in enumerate(self.pack.bodies, start=1)}
        for body in self.pack.bodies:
            self.organisation(present, body, number=self.place(first, body.code))
        for unit in self.pack.units:
            self.organisation(present, unit, number=0)
        self.states()
        acts = bring_acts(pack=self.pack, rows=self.rows, instruments=self.instruments, sources=self.sources)
        self.changes["reorganisations"] += acts.changed
        self.changes["successions"] += bring_successions(
            pack=self.pack, rows=self.rows, acts=acts, instruments=self.instruments, sources=self.sources
        )
        self.aggregates()
        self.remove_vanished(present)
        counts = self.counts()
        if any(self.changes.values()):
            history.record(
                by=by,
                code="organisations.pack.loaded",
                label=FILE,
                details={
                    "digest": self.pack.digest,
                    "counts": counts,
                    "changes": {kind: number for kind, number in self.changes.items() if number},
                    "kept": self.kept,
                },
            )
        return counts

    def place(self, first: dict[str, int], code: str) -> int:
        """The place in the official list: a body made of others stands where the first of them stood."""
        before = [
            first[predecessor]
            for row in self.pack.successions
            if row.successor == code and row.kind == Succession.Kind.MERGE
            for predecessor in row.predecessors
            if predecessor in first
        ]
        return min([first[code], *before])

    def organisation(self, present: dict[str, Organisation], row: BodyRow | UnitRow, *, number: int) -> None:
        known = present.get(row.code)
        if known is not None and not known.from_pack:
            raise Conflict(
                "pack.code_taken",
                f"Mã “{row.code}” đã dùng cho cơ quan, đơn vị do người dùng ghi nhận.",
                place=FILE,
                remedy="Đổi mã trong gói, hoặc đổi mã của đơn vị đã ghi nhận.",
            )
        wanted: dict[str, Any] = {"level": Level.MINISTRY, "body": None, "number": number}
        if isinstance(row, BodyRow):
            wanted["unit_note"] = row.unit_slot or ""
        else:
            wanted = {"level": Level.UNIT, "body": self.rows[row.body], "number": 0, "is_it_unit": True}
        if known is None:
            self.rows[row.code] = Organisation.objects.create(code=row.code, from_pack=True, **wanted)
            self.changes["organisations"] += 1
            return
        self.rows[row.code] = known
        if (
            any(getattr(known, name) != value for name, value in wanted.items())
            and known.pk not in self.touched
        ):
            for name, value in wanted.items():
                setattr(known, name, value)
            known.save()
            self.changes["organisations"] += 1

    @property
    def touched(self) -> set[int]:
        """Organisations with an act or a correction recorded in this installation."""
        if not hasattr(self, "_touched"):
            by_hand = (
                Q(opened_by__from_pack=False) | Q(closed_by__from_pack=False) | Q(corrections__isnull=False)
            )
            self._touched = set(
                OrganisationState.objects.filter(by_hand).values_list("organisation_id", flat=True)
            )
        return self._touched

    def states(self) -> None:
        """First remove every state that differs from the pack, then write: no day ever has two states."""
        wanted: list[OrganisationState] = []
        evidence: list[tuple[OrganisationState, StateRow]] = []
        known: dict[int, dict[date, OrganisationState]] = {}
        ids = [row.pk for row in self.rows.values()]
        for state in OrganisationState.objects.filter(organisation_id__in=ids).prefetch_related(
            "attestations"
        ):
            known.setdefault(state.organisation_id, {})[state.valid_from] = state
        for row in self.pack.organisations:
            organisation = self.rows[row.code]
            if organisation.pk in self.touched:
                self.kept.append(row.code)
                continue
            there = known.get(organisation.pk, {})
            for state_row in row.states:
                state = self.state(organisation, row, state_row)
                before = there.pop(state.valid_from, None)
                if before is not None and _same(before, state):
                    evidence.append((before, state_row))
                    continue
                if before is not None:
                    self.remove(before)
                wanted.append(state)
                evidence.append((state, state_row))
            for vanished in there.values():
                self.remove(vanished)
        for state in wanted:
            state.save()
        self.changes["states"] += len(wanted)
        for state, state_row in evidence:
            self.attest(state, state_row)

    def remove(self, state: OrganisationState) -> None:
        state.delete()
        self.changes["states"] += 1

    def state(self, organisation: Organisation, row: BodyRow | UnitRow, state: StateRow) -> OrganisationState:
        assert state.start is not None
        made = OrganisationState(
            organisation=organisation,
            name=state.name,
            short_name=state.short_name or "",
            abbreviation=state.abbreviation or "",
            valid_from=state.start,
            valid_to=state.until,
            from_known=state.since is not None,
            to_known=state.until is not None,
            source=self.sources[state.source],
            confidence=state.confidence.value,
            note=state.note or "",
        )
        if isinstance(row, BodyRow):
            made.kind = row.kind.value
            made.basis = (
                self.instruments[row.founded_by] if row.founded_by and state is row.states[0] else None
            )
        elif isinstance(state, UnitStateRow):
            made.parent = self.rows[row.body]
            made.form = state.form.value
            made.role = state.role.value if state.role is not None else ""
            made.is_public_service_unit = state.is_public_service_unit
            made.from_known, made.to_known = state.from_known, state.to_known
            made.basis = self.instruments[state.basis] if state.basis else None
        return made

    def attest(self, state: OrganisationState, row: StateRow) -> None:
        wanted = [
            (item.on, self.sources[item.source].pk, item.locator or "", item.confidence.value)
            for item in row.attested
        ]
        there = [(a.on, a.source_id, a.locator, a.confidence) for a in state.attestations.all()]
        if sorted(there) == sorted(wanted):
            return
        state.attestations.all().delete()
        Attestation.objects.bulk_create(
            Attestation(state=state, on=on, source_id=source, locator=locator, confidence=confidence)
            for on, source, locator, confidence in sorted(wanted)
        )
        self.changes["attestations"] += 1

    def aggregates(self) -> None:
        known = {row.code: row for row in Aggregate.objects.all()}
        for row in self.pack.aggregates:
            values: dict[str, Any] = {
                "statement": row.statement.vi,
                "statement_en": row.statement.en or "",
                "numerator": row.numerator,
                "denominator": row.denominator,
                "on": row.on,
                "form": row.form.value,
                "instrument": self.instruments[row.instrument] if row.instrument else None,
                "source": self.sources[row.source],
                "confidence": row.confidence.value,
                "note": row.note or "",
            }
            there = known.pop(row.code, None) or Aggregate(code=row.code)
            if there.pk is None or any(getattr(there, name) != value for name, value in values.items()):
                for name, value in values.items():
                    setattr(there, name, value)
                there.save()
                self.changes["aggregates"] += 1
        for vanished in known.values():
            vanished.delete()
            self.changes["aggregates"] += 1

    def remove_vanished(self, present: dict[str, Organisation]) -> None:
        """Units before bodies; what something rests on stays, and the pack is refused."""
        gone = [row for code, row in present.items() if row.from_pack and code not in self.rows]
        for row in sorted(gone, key=lambda row: row.level == Level.MINISTRY):
            try:
                with transaction.atomic():
                    row.states.all().delete()
                    row.delete()
            except ProtectedError as error:
                raise _in_use(row, list(error.protected_objects)) from error
            self.changes["organisations"] += 1

    def counts(self) -> dict[str, int]:
        counts = {
            "bodies": len(self.pack.bodies),
            "units": len(self.pack.units),
            "states": sum(len(row.states) for row in self.pack.organisations),
            "successions": sum(len(row.predecessors) for row in self.pack.successions),
            "aggregates": len(self.pack.aggregates),
        }
        return counts | ({"kept": len(self.kept)} if self.kept else {})


def _in_use(row: Organisation, users: Sequence[Any]) -> Conflict:
    user = users[0]
    return Conflict(
        "pack.in_use",
        f"Gói mới không còn “{row.code}” nhưng “{user}” ({user._meta.label_lower}) vẫn dẫn tới.",
        place=FILE,
        remedy="Giữ dòng trong gói và ghi ngày kết thúc, hoặc bỏ chỗ dẫn trước rồi mới bỏ dòng.",
    )


_COMPARED = (
    *("name", "short_name", "abbreviation", "kind", "form", "role", "is_public_service_unit", "parent_id"),
    *("basis_id", "valid_from", "valid_to", "from_known", "to_known", "source_id", "confidence", "note"),
)


def _same(known: OrganisationState, wanted: OrganisationState) -> bool:
    return all(getattr(known, name) == getattr(wanted, name) for name in _COMPARED)
