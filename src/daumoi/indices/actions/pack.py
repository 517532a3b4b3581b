"""Loading the room's part of a data pack: brings rows up to date, all of it or nothing."""

from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from daumoi.foundation.principal import Principal
from daumoi.history import actions as history
from daumoi.history.models import Act
from daumoi.indices import pack
from daumoi.indices.actions.definitions import adopt_definition
from daumoi.indices.definition import outline_of
from daumoi.indices.models import Edition, EditionState, IndexVersion
from daumoi.law.access import LawPermission
from daumoi.organisations.models import Organisation

LOADED = "indices.pack.loaded"


@transaction.atomic
def load_pack(*, folder: Path, by: Principal) -> dict[str, int]:
    """Bring definitions and quoted results up to date with the pack; loading twice changes nothing.

    Organisations of the same pack must have been loaded before. Quoted results carry no inputs: they are
    told as published, and only what their own figures allow is computed again.

    :raises Invalid: a definition or a row is malformed, or refers to something the pack does not have.
    :raises Conflict: a definition in use came with another text under the same version.
    """
    by.require(LawPermission.LOAD)
    definitions, results = pack.read_definitions(folder), pack.read_results(folder)
    for name, text in definitions:
        adopt_definition(by=by, text=text, file_name=name, from_pack=True)
    kept = [_quote(number, row) for number, row in enumerate(results, start=1)]
    Edition.objects.filter(from_pack=True).exclude(pk__in=kept).delete()
    counts = {"index_definitions": len(definitions), "index_results": len(results)}
    digest = pack.digest_of(definitions, results)
    last = Act.objects.filter(code=LOADED).order_by("-id").first()
    if (definitions or results) and (last is None or last.details.get("digest") != digest):
        label = _("Gói dữ liệu %s: chỉ số") % folder.name
        history.record(by=by, code=LOADED, label=label, details={"digest": digest, **counts})
    return counts


def _quote(number: int, row: pack.ResultRow) -> int:
    version = IndexVersion.objects.filter(index__code=row.index, version=row.version).first()
    if version is None:
        problem = _("không có phiên bản %(version)s của chỉ số %(index)s.")
        raise pack.refuse(
            number,
            row,
            problem % {"version": row.version, "index": row.index},
            _("Thêm định nghĩa vào thư mục indices của gói."),
        )
    keeper = Organisation.objects.filter(code=row.keeper).first()
    known_sources = {source.code: source for source in outline_of(version.definition).definition.sources}
    source = known_sources.get(row.source)
    if keeper is None or source is None:
        missing = row.keeper if keeper is None else row.source
        raise pack.refuse(
            number,
            row,
            _("không có “%s” trong gói.") % missing,
            _("Khai cơ quan; nguồn phải có trong định nghĩa."),
        )
    codes = {unit.code for unit in row.units if unit.code}
    known = set(Organisation.objects.filter(code__in=codes).values_list("code", flat=True))
    if codes - known:
        unknown = ", ".join(sorted(codes - known))
        raise pack.refuse(number, row, _("không có cơ quan mã “%s”.") % unknown, _("Bỏ mã, giữ tên đã in."))
    values: dict[str, Any] = {
        "title": row.title,
        "year": row.year,
        "cut_off": row.cut_off,
        "state": EditionState.QUOTED,
        "is_published": True,
        "from_pack": True,
        "published_on": row.published_on,
        "published_under": row.published_under,
        "result": _as_result(row, version),
        "note": row.note or "",
        "letter": f"{source.title}, {row.locator}"[:200] if row.locator else source.title[:200],
        "owner_id": keeper.pk,
        "root_id": keeper.root_pk,
        "desk_id": keeper.root_pk,
    }
    found = Edition.objects.filter(version__index=version.index, code=row.code).first()
    if found is None:
        return int(Edition.objects.create(version=version, code=row.code, **values).pk)
    changed = [
        name for name, value in {**values, "version_id": version.pk}.items() if getattr(found, name) != value
    ]
    for name in changed:
        setattr(found, name, version.pk if name == "version_id" else values[name])
    if changed:
        found.save()
    return int(found.pk)


def _as_result(row: pack.ResultRow, version: IndexVersion) -> dict[str, Any]:
    """Published figures in the shape of a computed result; what was not published is None."""
    outline = outline_of(version.definition)
    definition = outline.definition
    codes = [(part.code, part.name.vi) for part in definition.tree.children]
    units = []
    for unit in row.units:
        score = float(unit.score)
        band = definition.presentation.band_of(score)
        parts = {name: float(value) for name, value in unit.parts.items()}
        units.append(
            {
                "code": unit.code or unit.name,
                "name": unit.name,
                "registered": bool(unit.code),
                "group": unit.group,
                "score": score,
                "printed": unit.score,
                "rank": unit.rank if outline.gives_places else None,
                "band": {"code": band.code, "name": band.name.vi} if band is not None else None,
                "nodes": {**parts, definition.tree.code: score},
                "parts": parts,
                "printed_parts": dict(unit.parts),
            }
        )
    return {
        "units": units,
        "pillars": [
            {"code": code, "name": name}
            for code, name in codes
            if any(code in one.parts for one in row.units)
        ],
        "indicators": [],
        "nodes": [{"code": definition.tree.code, "name": definition.tree.name.vi}],
        "flags": [],
        "out_of": row.out_of,
    }
