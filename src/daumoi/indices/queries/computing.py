"""From verified marks to a result and back: the table, the computation, and the check that it comes out the same."""

import csv
import io
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from daumoi.foundation.errors import Invalid
from daumoi.indices.definition import outline_of
from daumoi.indices.models import Edition, Entry, MarkKind, Sheet
from daumoi.indices.queries.uncertain import place_intervals
from daumoi.organisations.queries import names_as_of
from daumoi_calc.indices import IndexFault, Result, compute, read_table
from daumoi_calc.indices.definition import Definition, Indicator, Node, walk

NAME_COLUMN = "ten"
DOES_NOT_APPLY = "không áp dụng"


@dataclass(frozen=True)
class Computed:
    """What publication stores: the table as CSV, the result, intervals and recipe as JSON, the digest."""

    inputs: str
    result: dict[str, Any]
    intervals: dict[str, Any]
    recipe: dict[str, Any]
    digest: str


@dataclass(frozen=True)
class Recomputed:
    """An edition computed again from what is stored; `moved` names units whose score or place came out otherwise."""

    stored: str
    now: str
    moved: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """Whether the digest is the one that was published."""
        return self.stored == self.now and not self.moved


def inputs_of(*, edition: Edition) -> str:
    """The verified marks of an edition as the table (CSV) that the definition reads; units in order of code."""
    definition = outline_of(edition.version.definition).definition
    sheets = list(Sheet.objects.filter(edition=edition).select_related("owner"))
    names = names_as_of(ids={sheet.owner_id for sheet in sheets}, day=edition.cut_off)
    marks: dict[int, dict[str, str]] = {sheet.pk: {} for sheet in sheets}
    rows = Entry.objects.filter(sheet__edition=edition).values_list(
        "sheet_id", "column", "verified_kind", "verified_value"
    )
    for sheet_id, column, kind, value in rows:
        marks[sheet_id][column] = _written(kind, value)
    unit, name = definition.layout.unit, definition.layout.name or NAME_COLUMN
    texts = definition.text_columns
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([unit, name, *texts, *definition.columns])
    for sheet in sorted(sheets, key=lambda one: one.owner.code):
        cells = [marks[sheet.pk].get(column, "") for column in definition.columns]
        own = names.get(sheet.owner_id, sheet.owner.code)
        writer.writerow([sheet.owner.code, own, *(sheet.group for _text in texts), *cells])
    return out.getvalue()


def _written(kind: str, value: Decimal | None) -> str:
    if kind == MarkKind.NOT_APPLICABLE:
        return DOES_NOT_APPLY
    if kind != MarkKind.VALUE or value is None:
        return ""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def names_in(*, definition: Definition, inputs: str) -> dict[str, str]:
    """Unit codes to names, as the stored table has them."""
    rows = csv.DictReader(io.StringIO(inputs))
    name = definition.layout.name or NAME_COLUMN
    return {row[definition.layout.unit]: row.get(name) or row[definition.layout.unit] for row in rows}


def compute_inputs(*, definition: str, inputs: str) -> Result:
    """Compute a table with a definition, both as they are stored.

    :raises Invalid: the table cannot be computed; the message names row and column.
    """
    read = outline_of(definition).definition
    try:
        return compute(definition=read, table=read_table(inputs, definition=read))
    except IndexFault as fault:
        first = fault.problems[0]
        raise Invalid(
            "indices.compute",
            f"{first.place}: {first.message}",
            place=_("Tính chỉ số"),
            remedy=first.remedy or _("Xem lại điểm thẩm định của cơ quan đó."),
        ) from fault


def compute_edition(*, edition: Edition) -> Computed:
    """What would be published if the edition were published now; same errors as `compute_inputs`."""
    inputs = inputs_of(edition=edition)
    return computed(definition=edition.version.definition, inputs=inputs)


def computed(*, definition: str, inputs: str) -> Computed:
    """The result of a table as publication stores it."""
    result = compute_inputs(definition=definition, inputs=inputs)
    return Computed(
        inputs=inputs,
        result=as_json(result=result, names=names_in(definition=result.definition, inputs=inputs)),
        intervals=place_intervals(result),
        recipe=result.recipe.as_json(),
        digest=result.digest(),
    )


def recompute(*, edition: Edition) -> Recomputed:
    """Compute a published edition again from its stored table and definition, and compare."""
    result = compute_inputs(definition=edition.version.definition, inputs=edition.inputs)
    stored = {row["code"]: (row["printed"], row["rank"]) for row in (edition.result or {}).get("units", [])}
    again = as_json(result=result, names={})
    moved = [
        row["code"] for row in again["units"] if stored.get(row["code"]) != (row["printed"], row["rank"])
    ]
    return Recomputed(stored=edition.digest, now=result.digest(), moved=tuple(moved))


def as_json(*, result: Result, names: dict[str, str]) -> dict[str, Any]:
    """The result as plain JSON: units with scores by node, parts on their common scale, places, groups, notices."""
    definition = result.definition
    printed, bands, ranks = result.printed(), result.bands(), result.rank()
    groups = result.peer_groups or ("",) * len(result.units)
    units = []
    for place, code in enumerate(result.units):
        band = bands[place]
        units.append(
            {
                "code": code,
                "name": names.get(code, code),
                "group": groups[place],
                "score": _number(result.score()[place]),
                "printed": printed[place],
                "rank": None if np.isnan(ranks[place]) else float(ranks[place]),
                "band": {"code": band.code, "name": band.name.vi} if band is not None else None,
                "nodes": {
                    node: _number(result.scores[place, number]) for number, node in enumerate(result.nodes)
                },
                "parts": _parts(result, place),
            }
        )
    return {
        "units": units,
        "nodes": [{"code": node.code, "name": node.name.vi} for node in definition.nodes],
        "pillars": [{"code": part.code, "name": part.name.vi} for part in definition.tree.children],
        "indicators": [
            {"code": part.code, "name": part.name.vi} for part in walk(definition.tree) if _leaf(part)
        ],
        "flags": [{"code": flag.code, "place": flag.place, "message": flag.message} for flag in result.flags],
        "filled": sum(line.stage == "imputed" for line in result.audit),
    }


def _leaf(part: Node | Indicator) -> bool:
    return isinstance(part, Indicator)


def _parts(result: Result, place: int) -> dict[str, Any]:
    """Each indicator on its common scale; “na” where it does not apply, None where there is nothing."""
    values = result.stages["normalised"][place]
    return {
        code: _number(values[number]) if result.applies[place, number] else "na"
        for number, code in enumerate(result.indicators)
    }


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
