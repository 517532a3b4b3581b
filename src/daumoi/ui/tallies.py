"""Counts by kind drawn as bars on one common scale."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from daumoi.ui.marks import TONE_ICONS

_WHOLE = 100
_KEYS = ("label", "count", "tone", "url")


@dataclass(frozen=True)
class Bar:
    """One line: `share` is the length of the bar in percent of the scale, at least a sliver when not zero."""

    label: str
    count: int
    tone: str
    url: str
    share: int


def bars(*, rows: Iterable[Sequence[Any] | Mapping[str, Any]], total: int | None = None) -> list[Bar]:
    """Rows of (label, count, tone, address), later parts optional, against `total` or else the largest."""
    lines = [_complete(row) for row in rows]
    scale = total or max((count for _label, count, _tone, _url in lines), default=0)
    return [Bar(label, count, tone, url, _share(count, scale)) for label, count, tone, url in lines]


def _complete(row: Sequence[Any] | Mapping[str, Any]) -> tuple[str, int, str, str]:
    values = [row.get(key) for key in _KEYS] if isinstance(row, Mapping) else list(row)
    label, count, tone, url = [*values, *[None] * len(_KEYS)][: len(_KEYS)]
    tone = tone or "none"
    if tone not in TONE_ICONS:
        raise ValueError(f"unknown tone {tone!r}; known: {', '.join(TONE_ICONS)}")
    return str(label), int(count or 0), str(tone), str(url or "")


def _share(count: int, scale: int) -> int:
    if not count or not scale:
        return 0
    return max(1, min(_WHOLE, round(count * _WHOLE / scale)))
