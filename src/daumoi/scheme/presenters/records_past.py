"""Recommendations and comparable editions as plain values, for programs."""

from collections.abc import Iterable
from typing import Any

from daumoi.indices.models import Edition
from daumoi.scheme.models import Recommendation
from daumoi.scheme.queries.following import Followed, FollowedBody


def recommendation_data(one: Recommendation) -> dict[str, Any]:
    """One recommendation."""
    instrument = one.instrument.code if one.instrument is not None else None
    return {"code": one.code, "title": one.title, "on": one.on, "instrument": instrument}


def followed_data(found: Followed) -> dict[str, Any]:
    """One recommendation, body by body through the days."""
    names = ("number", "text", "provision", "bodies", "followed", "not_followed", "unknown", "gone")
    return {
        **recommendation_data(found.recommendation),
        "clauses": [{name: getattr(one, name) for name in names} for one in found.clauses],
        "unplaced": found.unplaced,
        "bodies": [_body(row) for row in found.rows],
        "newcomers": [_body(row) for row in found.newcomers],
    }


def _body(row: FollowedBody) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name,
        "clause": row.clause,
        "became": list(row.became),
        "days": [
            {
                "day": cell.day,
                "exists": cell.exists,
                "form": cell.form,
                "form_name": str(cell.words),
                "unit": cell.unit,
                "source": cell.source,
                "is_presumed": cell.is_presumed,
                "heed": cell.heed.value,
            }
            for cell in row.cells
        ],
    }


def editions_data(editions: Iterable[Edition]) -> list[dict[str, Any]]:
    """Editions that can be looked at."""
    return [
        {
            "index": one.version.index.code,
            "edition": one.code,
            "title": one.title,
            "year": one.year,
            "is_simulated": one.is_simulated,
        }
        for one in editions
    ]
