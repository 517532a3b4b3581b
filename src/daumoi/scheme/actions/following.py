"""Loading the recommendations of a data pack: brings rows up to date, all of it or nothing."""

from pathlib import Path

import msgspec
from django.db import transaction
from django.utils.translation import gettext as _

from daumoi.foundation.errors import Invalid
from daumoi.foundation.principal import Principal
from daumoi.history import actions as history
from daumoi.history.models import Act
from daumoi.law.access import LawPermission
from daumoi.law.models import Instrument, Source
from daumoi.scheme import following_pack as pack
from daumoi.scheme.models import Recommendation

LOADED = "scheme.recommendations.loaded"


@transaction.atomic
def load_recommendations(*, folder: Path, by: Principal) -> dict[str, int]:
    """Bring recommendations to what the pack says; loading twice changes nothing.

    :raises Invalid: a row is malformed, or names an instrument or source that the pack does not have.
    """
    by.require(LawPermission.LOAD)
    rows = pack.read_recommendations(folder)
    instruments = {
        one.code: one for one in Instrument.objects.filter(code__in=[row.instrument for row in rows])
    }
    sources = {one.code: one for one in Source.objects.filter(code__in=[row.source for row in rows])}
    for row in rows:
        for code, known in ((row.instrument, instruments), (row.source, sources)):
            if code not in known:
                raise Invalid(
                    "pack.reference",
                    _("Gói dữ liệu không có “%s”.") % code,
                    place=f"{pack.FILE}: {row.code}",
                    remedy=_("Sửa mã hoặc thêm dòng tương ứng vào gói."),
                )
        Recommendation.objects.update_or_create(
            code=row.code,
            defaults={
                "title": row.title.vi,
                "title_en": row.title.en,
                "instrument": instruments[row.instrument],
                "on": row.on,
                "days": [day.isoformat() for day in row.days],
                "clauses": msgspec.to_builtins(row.clauses),
                "source": sources[row.source],
                "locator": row.locator,
                "confidence": row.confidence,
                "note": row.note,
            },
        )
    Recommendation.objects.exclude(code__in=[row.code for row in rows]).delete()
    digest = pack.digest_of(rows)
    last = Act.objects.filter(code=LOADED).order_by("-id").first()
    if rows and (last is None or last.details.get("digest") != digest):
        label = _("Gói dữ liệu %s: khuyến nghị") % folder.name
        history.record(by=by, code=LOADED, label=label, details={"digest": digest, "rows": len(rows)})
    return {"recommendations": len(rows)}
