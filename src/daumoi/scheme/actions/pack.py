"""Loading the room's part of a data pack: the regimes of public service units."""

from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from daumoi.foundation.errors import Invalid
from daumoi.foundation.principal import Principal
from daumoi.history import actions as history
from daumoi.history.models import Act
from daumoi.law.access import LawPermission
from daumoi.law.models import Instrument, Provision, Source
from daumoi.scheme import pack
from daumoi.scheme.models import FinancingRegime, FinancingStep

LOADED = "scheme.pack.loaded"


@transaction.atomic
def load_pack(*, folder: Path, by: Principal) -> dict[str, int]:
    """Bring the regimes up to date with the pack; loading twice changes nothing. Law must have been loaded before.

    :raises Invalid: a row is malformed or refers to something the pack does not have.
    """
    by.require(LawPermission.LOAD)
    rows = pack.read_pack(folder)
    counts = {"financing_regimes": len(rows), "financing_steps": sum(len(row.steps) for row in rows)}
    digest = pack.digest_of(rows)
    last = Act.objects.filter(code=LOADED).order_by("-id").first()
    if last is not None and last.details.get("digest") == digest:
        return counts
    for row in rows:
        _write(row)
    FinancingRegime.objects.exclude(code__in=[row.code for row in rows]).delete()
    if rows:
        label = _("Gói dữ liệu %s: cơ chế tài chính của đơn vị sự nghiệp") % folder.name
        history.record(by=by, code=LOADED, label=label, details={"digest": digest, **counts})
    return counts


def _write(row: pack.RegimeRow) -> None:
    instrument = Instrument.objects.filter(code=row.instrument).first()
    if instrument is None:
        raise _missing(row.code, row.instrument)
    source = Source.objects.filter(code=row.source).first()
    if source is None:
        raise _missing(row.code, row.source)
    regime, _made = FinancingRegime.objects.update_or_create(
        code=row.code,
        defaults={
            "name": row.name.vi,
            "name_en": row.name.en,
            "instrument": instrument,
            "valid_from": row.since,
            "valid_to": row.until,
            "source": source,
            "locator": row.locator or "",
            "confidence": row.confidence,
            "note": row.note or "",
        },
    )
    regime.steps.all().delete()
    for number, step in enumerate(row.steps, start=1):
        provision = None
        if step.provision is not None:
            provision = Provision.objects.filter(code=step.provision).first()
            if provision is None:
                raise _missing(row.code, step.provision)
        FinancingStep.objects.create(
            regime=regime,
            number=number,
            code=step.code,
            name=step.name.vi,
            name_en=step.name.en,
            level=step.level,
            at_least=step.at_least,
            below=step.below,
            provision=provision,
        )


def _missing(code: str, wanted: str) -> Invalid:
    return Invalid(
        "scheme.pack",
        _("Dòng %(code)s nhắc tới “%(wanted)s” nhưng gói không có.") % {"code": code, "wanted": wanted},
        place=pack.FILE,
        remedy=_("Khai văn bản, điều khoản, nguồn ấy trước."),
    )
