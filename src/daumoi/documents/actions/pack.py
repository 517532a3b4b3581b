"""Loading kinds of paper and signing chains from a data pack; loading twice changes nothing."""

from pathlib import Path

from django.db import transaction
from django.db.models import ProtectedError

from daumoi.documents import pack
from daumoi.documents.models import Kind, Route
from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import Principal
from daumoi.history import actions as history
from daumoi.history.models import Act
from daumoi.law.access import LawPermission
from daumoi.law.models import Source

LOADED = "documents.pack.loaded"
_KIND_FIELDS = (
    *("abbreviation", "name", "name_en", "family", "model_number", "is_daily", "parts", "number"),
    *("source", "locator", "confidence", "note"),
)


@transaction.atomic
def load_pack(*, folder: Path, by: Principal) -> dict[str, int]:
    """Bring kinds and routes up to date with the pack.

    :raises Invalid: a row is malformed or names a source the pack does not have.
    :raises Conflict: a kind vanished from the pack although papers are of that kind.
    """
    by.require(LawPermission.LOAD)
    rows = pack.read_pack(folder)
    sources = {source.code: source for source in Source.objects.all()}
    Kind.objects.bulk_create(
        [_kind(number, row, sources) for number, row in enumerate(rows.kinds, start=1)],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=list(_KIND_FIELDS),
    )
    try:
        Kind.objects.exclude(code__in=[row.code for row in rows.kinds]).delete()
    except ProtectedError as error:
        raise Conflict(
            "documents.pack.kind",
            "Một loại văn bản không còn trong gói nhưng đã có văn bản thuộc loại ấy.",
            place=pack.KINDS_FILE,
            remedy="Giữ lại loại văn bản đó trong gói.",
        ) from error
    Route.objects.bulk_create(
        [
            Route(
                code=row.code,
                name=row.name.vi,
                name_en=row.name.en or "",
                kinds=row.kinds,
                steps=row.steps,
                note=row.note or "",
                number=number,
            )
            for number, row in enumerate(rows.routes, start=1)
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "name_en", "kinds", "steps", "note", "number"],
    )
    Route.objects.exclude(code__in=[row.code for row in rows.routes]).delete()
    counts = {"document_kinds": len(rows.kinds), "signing_routes": len(rows.routes)}
    last = Act.objects.filter(code=LOADED).order_by("-id").first()
    if last is None or last.details.get("digest") != rows.digest:
        history.record(
            by=by,
            code=LOADED,
            label=f"Gói dữ liệu {folder.name}: loại văn bản",
            details={"digest": rows.digest, **counts},
        )
    return counts


def _kind(number: int, row: pack.KindRow, sources: dict[str, Source]) -> Kind:
    if row.source and row.source not in sources:
        raise Invalid(
            "documents.pack",
            f"Dòng {number} {row.code}: không có nguồn “{row.source}”.",
            place=pack.KINDS_FILE,
            remedy="Khai nguồn trong sources.yaml.",
        )
    return Kind(
        code=row.code,
        abbreviation=row.abbreviation,
        name=row.name.vi,
        name_en=row.name.en or "",
        family=row.family,
        model_number=row.model,
        is_daily=row.daily,
        parts=[{"title": part.title, "guidance": part.guidance} for part in row.parts],
        number=number,
        source=sources.get(row.source or ""),
        locator=row.locator or "",
        confidence=row.confidence,
        note=row.note or "",
    )
