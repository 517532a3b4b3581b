"""Pure decisions about duties: how a record reads, what a group adds up to, how periods close."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.periods import Period


class Standing(StrEnum):
    """How a duty stands in a body on a day, as the matrix shows it."""

    LEAD = "lead"
    PARTIAL = "partial"
    NONE = "none"
    ELSEWHERE = "elsewhere"
    NO_DATA = "no_data"


class Weight(StrEnum):
    """What one cell contributes to the verdict on its group."""

    HELD = "held"  # the specialised unit leads, or a separate unit that may hold it is named
    SHARED = "shared"  # held in part, or by a unit outside the specialised ones
    GAP = "gap"  # given to nobody
    MISSING = "missing"  # nobody has said


class Verdict(StrEnum):
    """What the cells of one group in one body add up to."""

    FULL = "full"
    PART = "part"
    NONE = "none"
    UNCLEAR = "unclear"  # some cells are known, and the missing ones decide
    NO_DATA = "no_data"


def standing_of(*, holding: str | None, held_by_other_unit: bool) -> Standing:
    """The standing of one record; None when there is no record.

    A duty that the record gives to a unit outside the specialised ones is held elsewhere, whatever part of
    it that unit has.
    """
    if holding is None:
        return Standing.NO_DATA
    standing = Standing(holding)
    if held_by_other_unit and standing in (Standing.LEAD, Standing.PARTIAL):
        return Standing.ELSEWHERE
    return standing


def basis_words(*, instrument: str, locator: str, document: str) -> str:
    """The paper a record rests on: the instrument with its place, else the document as written."""
    if instrument:
        return f"{instrument}, {locator}" if locator else instrument
    return document


def source_words(*, title: str, locator: str) -> str:
    """Where a record was read, in one line; nothing when it names no source."""
    return f"{title}, {locator}" if title and locator else title


def weight_of(*, standing: Standing, may_sit_elsewhere: bool, is_named: bool) -> Weight:
    """How a cell counts: a duty that may sit in a separate unit is held when that unit is named."""
    if standing is Standing.ELSEWHERE:
        return Weight.HELD if may_sit_elsewhere and is_named else Weight.SHARED
    return {
        Standing.LEAD: Weight.HELD,
        Standing.PARTIAL: Weight.SHARED,
        Standing.NONE: Weight.GAP,
        Standing.NO_DATA: Weight.MISSING,
    }[standing]


def verdict_of(weights: Iterable[Weight]) -> Verdict:
    """The verdict on one group in one body.

    Never says more than the cells do: with cells missing, a group is "part" only when the known ones
    already show both something held and something not fully held; otherwise the verdict stays open.
    """
    counted = list(weights)
    known = [weight for weight in counted if weight is not Weight.MISSING]
    if not known:
        return Verdict.NO_DATA
    all_held = all(weight is Weight.HELD for weight in known)
    all_gaps = all(weight is Weight.GAP for weight in known)
    if not all_held and not all_gaps:
        return Verdict.PART
    if len(known) < len(counted):
        return Verdict.UNCLEAR
    return Verdict.FULL if all_held else Verdict.NONE


@dataclass(frozen=True)
class Recorded:
    """One record already made for a duty in a body."""

    key: int
    period: Period


@dataclass(frozen=True)
class Splice:
    """Where a new record fits among those already made.

    `closes` is the record to end on the first day of the new one, `replaces` one that starts on that very
    day (a correction of what was recorded wrongly), `end` the first day the new record no longer holds.
    """

    closes: int | None
    replaces: int | None
    end: date | None


def splice(*, recorded: Sequence[Recorded], since: date, duty: Period) -> Splice:
    """Fit a record from `since` on: the one before closes, the one after keeps its own start.

    :raises Invalid: the duty does not exist on that day.
    """
    if not duty.holds_on(since):
        raise Invalid(
            "mandates.outside_duty",
            _("Ngày %(day)s nằm ngoài thời gian nhiệm vụ này tồn tại (từ %(start)s%(end)s).")
            % {
                "day": f"{since:%d/%m/%Y}",
                "start": f"{duty.start:%d/%m/%Y}",
                "end": _(", thôi tồn tại từ %s") % f"{duty.end:%d/%m/%Y}" if duty.end else "",
            },
            remedy=_(
                "Chọn ngày trong thời gian đó, hoặc chọn nhiệm vụ tương ứng của văn bản đang có hiệu lực."
            ),
            place=_("Từ ngày"),
        )
    holding = next((row for row in recorded if row.period.holds_on(since)), None)
    later = min((row.period.start for row in recorded if row.period.start > since), default=None)
    ends = [day for day in (later, duty.end) if day is not None]
    same_day = holding is not None and holding.period.start == since
    return Splice(
        closes=holding.key if holding is not None and not same_day else None,
        replaces=holding.key if holding is not None and same_day else None,
        end=min(ends, default=None),
    )


def check_holder(*, holding: str, has_unit: bool, is_specialised: bool, holder_text: str) -> None:
    """Refuse a record whose holder does not fit how the duty is held.

    :raises Invalid: a holder is missing, superfluous, or not a specialised unit.
    """
    if holding in (Standing.LEAD, Standing.PARTIAL) and not (has_unit and is_specialised):
        raise Invalid(
            "mandates.holder_unit",
            _("Chủ trì hoặc giữ một phần phải là một đơn vị chuyên trách của chính cơ quan này."),
            remedy=_("Chọn đơn vị trong danh sách; nếu nhiệm vụ đặt ở nơi khác, chọn “đơn vị khác giữ”."),
            place=_("Đơn vị giữ nhiệm vụ"),
        )
    if holding == Standing.ELSEWHERE and not (has_unit or holder_text):
        raise Invalid(
            "mandates.holder_missing",
            _("Chưa nêu đơn vị nào đang giữ nhiệm vụ này."),
            remedy=_("Ghi tên đơn vị giữ; nếu không giao cho đơn vị nào, chọn “không giao”."),
            place=_("Đơn vị khác đang giữ"),
        )
    if holding == Standing.ELSEWHERE and is_specialised:
        raise Invalid(
            "mandates.holder_is_own",
            _("Đơn vị đã chọn chính là đơn vị chuyên trách, không phải đơn vị khác."),
            remedy=_("Chọn “chủ trì” hoặc “một phần”, hoặc ghi tên đơn vị khác."),
            place=_("Đơn vị giữ nhiệm vụ"),
        )
    if holding == Standing.NONE and (has_unit or holder_text):
        raise Invalid(
            "mandates.holder_superfluous",
            _("Đã chọn “không giao” nhưng lại nêu đơn vị giữ."),
            remedy=_("Bỏ tên đơn vị, hoặc chọn “đơn vị khác giữ”."),
            place=_("Cách giao"),
        )


def check_basis(*, document: str) -> None:
    """Refuse a record that names no paper.

    :raises Invalid: the document is empty.
    """
    if not document.strip():
        raise Invalid(
            "mandates.document",
            _("Chưa nêu văn bản giao nhiệm vụ."),
            remedy=_("Ghi số, ký hiệu, ngày của quyết định hoặc công văn làm căn cứ."),
            place=_("Văn bản làm căn cứ"),
        )


def check_replacement(*, replaces: int | None, reason: str) -> None:
    """A record that starts on the day of an earlier one corrects it, and must say why.

    :raises Conflict: no reason is given.
    """
    if replaces is not None and not reason.strip():
        raise Conflict(
            "mandates.same_day",
            _("Đã có ghi nhận bắt đầu đúng ngày này."),
            remedy=_("Ghi nhận cũ sai thì nêu lý do đính chính; nhiệm vụ được giao lại thì chọn ngày khác."),
            place=_("Lý do đính chính"),
        )


@dataclass(frozen=True)
class SetOnDay:
    """A duty set on a day: since when it holds, and whether it only proposes."""

    code: str
    is_proposal: bool
    since: date


def shown_by_default(sets: Iterable[SetOnDay]) -> frozenset[str]:
    """The sets shown unless one is chosen: the law, and proposals that no later law has overtaken."""
    known = list(sets)
    law = [found.since for found in known if not found.is_proposal]
    newest = max(law, default=date.min)
    return frozenset(found.code for found in known if not found.is_proposal or found.since >= newest)
