"""Putting right what was recorded wrongly: when a state may be changed in place, and what must not follow from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from daumoi.foundation.errors import Conflict
from daumoi.foundation.periods import Period
from daumoi.organisations.rules import checks
from daumoi.organisations.rules.values import Draft, Standing, StateFacts
from daumoi.ui.formats import written_date


@dataclass(frozen=True)
class Corrected:
    """How the state should have been recorded."""

    draft: Draft
    valid_from: date
    valid_to: date | None
    from_known: bool
    to_known: bool


def check_correction(
    recorded: StateFacts,
    *,
    corrected: Corrected,
    others: Sequence[StateFacts],
    children: Sequence[StateFacts],
    unit: Standing,
    parent: Standing | None,
) -> None:
    """Refuse a correction that overlaps another state, leaves a child without parent, or makes a circle.

    `others` are the other states of the organisation, `children` all states that ever stood under it.
    """
    period = Period(corrected.valid_from, corrected.valid_to)
    checks.named(corrected.draft.name)
    _no_overlap(period, others)
    _no_orphans(Period(recorded.valid_from, recorded.valid_to), period, children)
    if corrected.draft.parent is not None and corrected.draft.parent != recorded.draft.parent:
        assert parent is not None
        checks.same_register([unit, parent])
        checks.no_cycle(unit, parent)
        checks.holds_throughout(parent, start=corrected.valid_from, end=corrected.valid_to)


def _no_overlap(period: Period, others: Sequence[StateFacts]) -> None:
    for other in others:
        if period.overlaps(Period(other.valid_from, other.valid_to)):
            raise Conflict(
                "organisations.overlap",
                _("Khoảng thời gian mới trùng với “%(name)s” ghi từ ngày %(day)s.")
                % {"name": other.draft.name, "day": written_date(other.valid_from)},
                remedy=_("Đính chính khoảng thời gian của trạng thái kia trước, hoặc chọn ngày không trùng."),
            )


def _no_orphans(before: Period, after: Period, children: Sequence[StateFacts]) -> None:
    """Days that the correction takes away must not be days on which something stands under the organisation."""
    lost: list[Period] = []
    if after.start > before.start:
        lost.append(Period(before.start, min(after.start, before.end or after.start)))
    if after.end is not None and (before.end is None or after.end < before.end):
        lost.append(Period(max(after.end, before.start), before.end))
    for child in children:
        held = Period(child.valid_from, child.valid_to)
        if any(held.overlaps(days) for days in lost):
            raise Conflict(
                "organisations.orphans",
                _("“%(child)s” đang được ghi trực thuộc trong những ngày bị bỏ ra.")
                % {"child": child.draft.name},
                remedy=_("Chuyển hoặc đính chính đơn vị đó trước."),
            )
