"""What of a quoted result can be computed again: the total from the components that were printed with it."""

import csv
import io
from dataclasses import dataclass

from daumoi.foundation.errors import Invalid
from daumoi.indices.definition import outline_of
from daumoi.indices.models import Edition
from daumoi_calc.indices import IndexFault, check_published, read_published, read_table


@dataclass(frozen=True)
class Checked:
    """How many units could be checked, and in words what does not follow from the printed components."""

    checked: int
    total: int
    mismatches: tuple[str, ...]


def check_quoted(*, edition: Edition) -> Checked:
    """Check the printed totals of a quoted edition within the rounding they were printed with."""
    definition = outline_of(edition.version.definition).definition
    units = (edition.result or {}).get("units", [])
    wanted = {one.code: one.source_column for one in definition.indicators}
    root = definition.tree.source_column
    if root in wanted.values():
        return Checked(0, len(units), ())  # the only figure printed is the total itself
    complete = [unit for unit in units if set(wanted) <= set(unit.get("printed_parts", {}))]
    if not complete:
        return Checked(0, len(units), ())
    out = io.StringIO()
    writer = csv.writer(out)
    texts = definition.text_columns
    writer.writerow([definition.layout.unit, *texts, *wanted.values(), root])
    for unit in complete:
        printed = unit["printed_parts"]
        groups = [unit.get("group", "") for _text in texts]
        writer.writerow([unit["name"], *groups, *(printed[code] for code in wanted), unit["printed"]])
    try:
        found = check_published(
            definition=definition,
            table=read_table(out.getvalue(), definition=definition),
            published=read_published(out.getvalue(), definition=definition),
            complete=False,
        )
    except IndexFault as fault:
        raise Invalid("indices.quoted", str(fault.problems[0])) from fault
    return Checked(len(complete), len(units), tuple(one.message for one in found if one.kind == "score"))
