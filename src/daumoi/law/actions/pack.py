"""Loading the law part of a data pack: all of it or nothing, as often as one likes."""

from dataclasses import asdict
from pathlib import Path

from django.db import connection, transaction

from daumoi.foundation.principal import Principal
from daumoi.history import actions as history
from daumoi.law.access import LawPermission
from daumoi.law.actions.making import Maker
from daumoi.law.actions.upkeep import Change, fill_links
from daumoi.law.models import Instrument, Pack, RegimePeriod
from daumoi.law.pack import LawPack, read_pack

Changes = dict[str, Change]


@transaction.atomic
def load_pack(*, folder: Path, by: Principal) -> dict[str, int]:
    """Bring the register to what the pack in `folder` says; returns how many rows each kind now has.

    Rows are matched by code. Rows the pack no longer has are removed, unless another room rests on one
    (`Conflict`). A bad row is `Invalid`, with nothing written. One act is journalled when anything changed.
    """
    by.require(LawPermission.LOAD)
    pack = read_pack(folder)
    maker = Maker(pack)
    changes = _write(maker)
    counts = {name: len(table.rows) for name, table in maker.tables.items()}
    _journal(by, pack, counts, changes)
    return counts


def _write(maker: Maker) -> Changes:
    """Fill the tables downward, tie them together, then clear upward what the pack no longer has."""
    _let_periods_shift(True)
    for name, rows in maker.steps():
        maker.tables[name].fill(rows)
    links = _link(maker)
    for table in reversed(maker.tables.values()):
        table.clear()
    _let_periods_shift(False)
    return {name: table.change for name, table in maker.tables.items()} | {"links": links}


def _link(maker: Maker) -> Change:
    """The subjects of instruments and the instruments of regimes."""
    about = fill_links(
        through=Instrument.subjects.through,
        ends=("instrument_id", "subject_id"),
        wanted=maker.subject_links(),
    )
    under = fill_links(
        through=RegimePeriod.instruments.through,
        ends=("regimeperiod_id", "instrument_id"),
        wanted=maker.regime_links(),
    )
    return Change(added=about.added + under.added, removed=about.removed + under.removed)


def _let_periods_shift(allowed: bool) -> None:
    """While regimes are moved against each other their periods may overlap; afterwards they must not."""
    with connection.cursor() as cursor:
        cursor.execute(f"set constraints law_regime_no_overlap {'deferred' if allowed else 'immediate'}")


def _journal(by: Principal, pack: LawPack, counts: dict[str, int], changes: Changes) -> None:
    """One act with counts, changes and digest, unless everything was already so."""
    identity = pack.identity
    known = Pack.objects.filter(code=identity.code).first()
    if known is not None and known.digest == pack.digest and not any(changes.values()):
        return
    row, _made = Pack.objects.update_or_create(
        code=identity.code,
        defaults={
            "name": identity.name.vi,
            "name_en": identity.name.en or "",
            "version": identity.version,
            "retrieved": identity.retrieved,
            "digest": pack.digest,
        },
    )
    history.record(
        by=by,
        code="law.pack.loaded",
        thing=row,
        details={
            "version": identity.version,
            "retrieved": identity.retrieved.isoformat(),
            "digest": pack.digest,
            "counts": counts,
            "changes": {name: asdict(change) for name, change in changes.items() if change},
        },
    )
