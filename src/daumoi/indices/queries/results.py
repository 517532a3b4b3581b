"""Readers of results: a published edition, one unit beside its peers, and the years of an index with their breaks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from daumoi.foundation.errors import NotFound
from daumoi.foundation.principal import Principal
from daumoi.indices.access import open_versions
from daumoi.indices.definition import Outline, outline_of
from daumoi.indices.models import Edition, EditionState, Index, IndexVersion


@dataclass(frozen=True)
class UnitRow:
    """One unit of a result. `low`, `high` bound its place with 90 % of the weightings; None where not computed."""

    code: str
    name: str
    group: str
    score: float | None
    printed: str
    rank: float | None
    band: str
    nodes: Mapping[str, float | None]
    parts: Mapping[str, Any]
    low: float | None = None
    high: float | None = None
    keeps: float | None = None
    first: float | None = None

    @property
    def place(self) -> str:
        """The place in figures; empty for a unit without one."""
        return "" if self.rank is None else f"{self.rank:g}".replace(".", ",")


@dataclass(frozen=True)
class ResultView:
    """A published result in the order it may be shown: by place, else by group and name."""

    edition: Edition
    outline: Outline
    rows: tuple[UnitRow, ...]
    groups: tuple[tuple[str, str], ...]
    pillars: tuple[tuple[str, str], ...]
    flags: tuple[str, ...]
    interval_note: str

    @property
    def gives_places(self) -> bool:
        """Whether places are shown."""
        return self.outline.gives_places and any(row.rank is not None for row in self.rows)

    @property
    def is_quoted(self) -> bool:
        """Whether the result was published elsewhere."""
        return self.edition.state == EditionState.QUOTED

    @property
    def has_intervals(self) -> bool:
        """Whether places come with how sure they are."""
        return any(row.low is not None for row in self.rows)

    def of_group(self, group: str) -> tuple[UnitRow, ...]:
        """The units of one peer group."""
        return tuple(row for row in self.rows if row.group == group)

    def unit(self, code: str) -> UnitRow | None:
        """One unit by its code."""
        return next((row for row in self.rows if row.code == code), None)


def result_view(*, edition: Edition) -> ResultView:
    """The stored result of an edition; no statement of its own."""
    outline = outline_of(edition.version.definition)
    stored: dict[str, Any] = edition.result or {"units": []}
    intervals: dict[str, Any] = (edition.intervals or {}).get("units", {})
    rows = [_row(unit, intervals.get(unit["code"], {})) for unit in stored["units"]]
    bands = [band.name.vi for band in outline.definition.presentation.bands]
    if outline.gives_places:
        rows.sort(key=lambda row: (row.rank is None, row.rank or 0, row.name))
    else:
        rows.sort(key=lambda row: (bands.index(row.band) if row.band in bands else len(bands), row.name))
    peers = outline.definition.peers
    groups = [(code, text.vi) for code, text in peers.groups.items()] if peers is not None else [("", "")]
    return ResultView(
        edition=edition,
        outline=outline,
        rows=tuple(rows),
        groups=tuple(one for one in groups if any(row.group == one[0] for row in rows)),
        pillars=tuple((part["code"], part["name"]) for part in stored.get("pillars", [])),
        flags=tuple(flag["message"] for flag in stored.get("flags", [])),
        interval_note=(edition.intervals or {}).get("reason", ""),
    )


def unit_of(*, view: ResultView, code: str) -> UnitRow:
    """One unit of a result by its code."""
    found = view.unit(code)
    if found is None:
        raise NotFound(
            "indices.unit", _("Kỳ này không có “%s”.") % code, remedy=_("Chọn trong bảng kết quả.")
        )
    return found


def _row(unit: Mapping[str, Any], interval: Mapping[str, Any]) -> UnitRow:
    band = unit.get("band")
    return UnitRow(
        code=unit["code"],
        name=unit["name"],
        group=unit.get("group", ""),
        score=unit["score"],
        printed=unit["printed"],
        rank=unit["rank"],
        band=band["name"] if band else "",
        nodes=unit.get("nodes", {}),
        parts=unit.get("parts", {}),
        low=interval.get("low"),
        high=interval.get("high"),
        keeps=interval.get("keeps"),
        first=interval.get("first"),
    )


# Over the years ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Segment:
    """Editions in a row whose scores may be joined by a line, and why the line begins here (empty for the first)."""

    editions: tuple[Edition, ...]
    break_reason: str


@dataclass(frozen=True)
class History:
    """An index over the years: the editions that count (corrections replace what they correct), cut at breaks."""

    index: Index
    segments: tuple[Segment, ...]

    @property
    def editions(self) -> tuple[Edition, ...]:
        """Every edition in order."""
        return tuple(edition for segment in self.segments for edition in segment.editions)


def history_of(*, principal: Principal, index: Index, simulated: bool | None = None) -> History:
    """The published and quoted editions of an index that the reader may see, in the order of years."""
    rows = Edition.objects.visible_to(principal).filter(version__index=index, is_published=True)
    if simulated is not None:
        rows = rows.filter(is_simulated=simulated)
    found = list(rows.select_related("version__index", "owner").order_by("year", "published_on", "id"))
    corrected = {edition.corrects_id for edition in found}
    return History(index, tuple(_segments([edition for edition in found if edition.pk not in corrected])))


def _segments(editions: Sequence[Edition]) -> list[Segment]:
    found: list[Segment] = []
    running: list[Edition] = []
    reason = ""
    for edition in editions:
        why = break_between(running[-1].version, edition.version) if running else ""
        if why:
            found.append(Segment(tuple(running), reason))
            running, reason = [], why
        running.append(edition)
    if running:
        found.append(Segment(tuple(running), reason))
    return found


def break_between(before: IndexVersion, after: IndexVersion) -> str:
    """Why scores of two versions may not be joined by a line; empty where they may."""
    old, new = outline_of(before.definition).definition, outline_of(after.definition).definition
    joined = (
        old.version == new.version or old.version in new.comparable_with or new.version in old.comparable_with
    )
    if not joined:
        return f"đổi phương pháp: phiên bản {old.version} sang {new.version}"
    if "sample" in {old.goalpost_policy.ends, new.goalpost_policy.ends}:
        return "thang điểm tính theo các đơn vị của từng năm, không phải mốc cố định"
    return ""


def previous_of(*, principal: Principal, edition: Edition) -> Edition | None:
    """The edition before, when its scores may be joined by a line with this one's."""
    history = history_of(principal=principal, index=edition.version.index, simulated=edition.is_simulated)
    for segment in history.segments:
        ids = [one.pk for one in segment.editions]
        if edition.pk in ids and ids.index(edition.pk) > 0:
            return segment.editions[ids.index(edition.pk) - 1]
    return None


def versions_of(*, principal: Principal, index: Index) -> list[IndexVersion]:
    """The versions of an index that the reader may see, newest first."""
    rows = open_versions(principal=principal).filter(index=index).select_related("index")
    return list(rows.defer("definition").order_by("-first_year", "-version"))


def editions_of(*, principal: Principal, index: Index) -> list[Edition]:
    """Every edition of an index that the reader may see, newest first."""
    rows = Edition.objects.visible_to(principal).filter(version__index=index)
    rows = rows.select_related("version__index", "corrects")
    heavy = ("inputs", "result", "intervals")
    return list(rows.defer(*heavy, *(f"corrects__{name}" for name in heavy)).order_by("-year", "-id"))
