"""The log of a scheme's way, and where the scheme stands on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from daumoi.foundation.errors import NotFound
from daumoi.foundation.principal import Principal
from daumoi.scheme.models import EventKind, Scheme, SubmissionEvent
from daumoi.scheme.submission_rules import Happened, Standing, missing_fields, possible, standing_on


@dataclass(frozen=True)
class WayView:
    """The log as of a day. `lines` holds every line recorded for days up to it, voided ones too."""

    scheme: Scheme
    lines: tuple[SubmissionEvent, ...]
    voided: frozenset[int]
    standing: Standing
    may_follow: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def newest_decision(self) -> SubmissionEvent | None:
        """The decision, once there is one."""
        rows = [one for one in self.lines if one.kind == EventKind.DECIDED and one.pk not in self.voided]
        return rows[-1] if rows else None


def events_of(*, principal: Principal, scheme: Scheme) -> list[SubmissionEvent]:
    """Every line, by day."""
    rows = SubmissionEvent.objects.visible_to(principal).filter(scheme=scheme)
    return list(rows.select_related("paper__kind").order_by("on", "id"))


def standing_events(*, principal: Principal, scheme: Scheme) -> list[SubmissionEvent]:
    """The lines that were not voided."""
    return standing_lines(events_of(principal=principal, scheme=scheme))


def standing_lines(rows: Iterable[SubmissionEvent]) -> list[SubmissionEvent]:
    """Those of the lines that neither void nor are voided."""
    found = list(rows)
    voided = {one.voids_id for one in found}
    return [one for one in found if one.pk not in voided and one.kind != EventKind.VOIDED]


def happened(rows: Iterable[SubmissionEvent]) -> list[Happened]:
    """The lines as the rules see them."""
    return [Happened(one.kind, one.on, one.field) for one in standing_lines(rows)]


def way_view(*, principal: Principal, scheme: Scheme, day: date) -> WayView:
    """The log as of a day (one statement)."""
    rows = [one for one in events_of(principal=principal, scheme=scheme) if one.on <= day]
    told = happened(rows)
    return WayView(
        scheme=scheme,
        lines=tuple(rows),
        voided=frozenset(one.voids_id for one in rows if one.voids_id is not None),
        standing=standing_on(events=told, day=day),
        may_follow=possible(events=told, day=day),
        missing=missing_fields(events=told),
    )


def event_of(*, principal: Principal, scheme: Scheme, number: int) -> SubmissionEvent:
    """One line of the log of a scheme obtained through `access`."""
    found = SubmissionEvent.objects.visible_to(principal).filter(scheme=scheme, pk=number).first()
    if found is None:
        raise NotFound(
            "scheme.event", "Nhật ký của đề án không có dòng đó.", remedy="Mở trang đường đi của đề án."
        )
    return found
