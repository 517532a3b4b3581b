"""Shapes of a result: tables by peer group, and one unit with what lifts it and what holds it back."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from daumoi.indices.presenters.words import decimal_text
from daumoi.indices.queries import ResultView, UnitRow
from daumoi.indices.queries.statistics import GroupStatistics
from daumoi.ui.formats import written_number


@dataclass(frozen=True)
class RowLine:
    """One unit of the table, everything as text; `apart` says that it has no score."""

    code: str
    name: str
    place: str
    interval: str
    keeps: str
    score: str
    band: str
    pillars: tuple[str, ...]


@dataclass(frozen=True)
class Block:
    """The units of one peer group."""

    title: str
    rows: tuple[RowLine, ...]


@dataclass(frozen=True)
class PartLine:
    """One indicator of a unit beside the median of its peers, in per cent of the scale."""

    name: str
    own: str
    middle: str
    gap: float


@dataclass(frozen=True)
class UnitPage:
    """One unit in a sentence, its pillars, and the indicators where it stands most above and below its peers."""

    sentence: str
    score: str
    pillars: tuple[tuple[str, str], ...]
    strengths: tuple[PartLine, ...]
    weaknesses: tuple[PartLine, ...]


def blocks(view: ResultView) -> tuple[Block, ...]:
    """The tables of a result: by peer group, or by group of scores where places are not to be shown."""
    if view.gives_places or not any(row.band for row in view.rows):
        return tuple(
            Block(name, tuple(_line(view, row) for row in view.of_group(code))) for code, name in view.groups
        )
    bands = dict.fromkeys(row.band for row in view.rows)
    return tuple(
        Block(band or _("chưa đủ số liệu"), tuple(_line(view, row) for row in view.rows if row.band == band))
        for band in bands
    )


def _line(view: ResultView, row: UnitRow) -> RowLine:
    interval = ""
    if row.low is not None and row.high is not None:
        interval = f"{_places(row.low)}–{_places(row.high)}" if row.high > row.low else _places(row.low)
    return RowLine(
        code=row.code,
        name=row.name,
        place=row.place,
        interval=interval,
        keeps="" if row.keeps is None else _percent(row.keeps),
        score=decimal_text(row.printed),
        band=row.band,
        pillars=tuple(_share(row.nodes.get(code, row.parts.get(code))) for code, _name in view.pillars),
    )


def tables(
    found: GroupStatistics,
) -> tuple[
    list[tuple[str, str, tuple[str, ...], str]], list[tuple[str, tuple[str, ...], str]], list[tuple[str, ...]]
]:
    """The statistician's three tables as texts: weights, pillars, sensitivity."""
    weights = [
        (
            line.name,
            line.code,
            (
                *figures(line.nominal, line.share, line.correlation, line.own_pillar),
                *figures(line.mean_shift, places=2),
                *figures(line.largest_shift, places=0),
            ),
            " ".join(line.remarks),
        )
        for line in found.weights
    ]
    pillars = [
        (line.name, figures(line.alpha, line.explained), " ".join(line.remarks)) for line in found.pillars
    ]
    sensitivity = [(line.name, *figures(line.first, line.total)) for line in found.sensitivity]
    return weights, pillars, sensitivity


def figures(*values: float | None, places: int = 3) -> tuple[str, ...]:
    """Numbers for the statistician's tables; a dash where there is none."""
    return tuple(
        "–" if value is None else written_number(round(value, places), places=places) for value in values
    )


def _places(value: float) -> str:
    return f"{value:g}".replace(".", ",")


def _percent(share: float) -> str:
    return f"{written_number(round(share * 100))} %"


def _share(value: object) -> str:
    if value == "na":
        return _("không thuộc phạm vi")
    return f"{float(value):.4f}".replace(".", ",") if isinstance(value, int | float) else ""


def unit_page(view: ResultView, row: UnitRow) -> UnitPage:
    """Everything the page of one unit says besides its picture."""
    peers = view.of_group(row.group)
    lines = []
    for part in (view.edition.result or {}).get("indicators", []):
        own = row.parts.get(part["code"])
        others = sorted(
            value for peer in peers if isinstance(value := peer.parts.get(part["code"]), int | float)
        )
        if not isinstance(own, int | float) or len(others) < 2:
            continue
        half = len(others) // 2
        middle = others[half] if len(others) % 2 else (others[half - 1] + others[half]) / 2
        lines.append(PartLine(part["name"], _percent(own), _percent(middle), own - middle))
    ordered = sorted(lines, key=lambda line: -line.gap)
    return UnitPage(
        sentence=_unit_sentence(view, row, len(peers)),
        score=decimal_text(row.printed),
        pillars=tuple(
            (name, _share(row.nodes.get(code, row.parts.get(code))) or _("không công bố"))
            for code, name in view.pillars
        ),
        strengths=tuple(line for line in ordered[:5] if line.gap > 0),
        weaknesses=tuple(line for line in reversed(ordered[-5:]) if line.gap < 0),
    )


def _unit_sentence(view: ResultView, row: UnitRow, peers: int) -> str:
    if row.score is None:
        return _("%s chưa đủ số liệu để có điểm.") % row.name
    words = _("%(name)s đạt %(score)s") % {"name": row.name, "score": decimal_text(row.printed)}
    if not view.gives_places:
        return words + (_(", thuộc nhóm %s.") % row.band if row.band else ".")
    out_of = (view.edition.result or {}).get("out_of") or peers
    words += _(", thứ %(place)s trong %(all)d.") % {"place": row.place, "all": out_of}
    if row.low is not None and row.high is not None and row.high > row.low:
        words += " " + _(
            "Đổi trọng số trong 25 %% thì thứ hạng nằm từ %(low)s đến %(high)s trong 90 %% trường hợp."
        ) % {
            "low": _places(row.low),
            "high": _places(row.high),
        }
    return words
