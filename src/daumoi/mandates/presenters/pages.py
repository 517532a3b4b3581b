"""Sentences and shapes of the room's smaller pages: a cell, a body, a duty, the catalogue, a comparison."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from daumoi.mandates.models import Duty, DutySet, Group
from daumoi.mandates.presenters import words
from daumoi.mandates.queries import (
    BodyLine,
    Cell,
    CellBasis,
    Coverage,
    CoverageChange,
    DutyHolder,
    unit_words,
)
from daumoi.mandates.rules import Standing, Verdict
from daumoi.ui.formats import written_date


@dataclass(frozen=True)
class CellView:
    """A cell in words, with the sign it carries."""

    cell: Cell
    css: str
    words: str
    meaning: str
    icon: str


def cell_view(cell: Cell) -> CellView:
    """The words of a cell."""
    return CellView(
        cell=cell,
        css=cell.standing.value.replace("_", "-"),
        words=str(words.STANDINGS[cell.standing]),
        meaning=str(words.MEANINGS[cell.standing]),
        icon=words.ICONS[cell.standing],
    )


# A cell ------------------------------------------------------------------------------------------------


def cell_sentence(basis: CellBasis) -> str:
    """How the duty stands in the body on the day, in one sentence that claims no more than the records."""
    day = written_date(basis.day)
    if basis.row is None:
        return _("Ngày %(day)s sổ đăng ký không có cơ quan này.") % {"day": day}
    if not basis.duty_holds:
        return _("Ngày %(day)s nhiệm vụ này không có hiệu lực (%(period)s).") % {
            "day": day,
            "period": period(basis.duty.valid_from, basis.duty.valid_to),
        }
    cell = basis.cell
    holder = cell.holder or unit_words([basis.duty.hat])
    name = basis.row.state.display_short
    sentence = {
        Standing.LEAD: _("Ngày %(day)s, tại %(body)s, %(holder)s chủ trì nhiệm vụ này."),
        Standing.PARTIAL: _("Ngày %(day)s, tại %(body)s, %(holder)s chỉ giữ một phần nhiệm vụ này."),
        Standing.NONE: _("Ngày %(day)s, %(body)s không giao nhiệm vụ này cho đơn vị nào."),
        Standing.ELSEWHERE: _("Ngày %(day)s, tại %(body)s, nhiệm vụ này do đơn vị khác giữ: %(holder)s."),
        Standing.NO_DATA: _("Ngày %(day)s, chưa có số liệu về việc %(body)s giao nhiệm vụ này."),
    }[cell.standing]
    return sentence % {"day": day, "holder": holder, "body": name}


def record_period(basis: CellBasis) -> str:
    """The time of the present record in words; nothing where there is none."""
    return period(basis.current.valid_from, basis.current.valid_to) if basis.current else ""


def assign_initial(basis: CellBasis) -> dict[str, object]:
    """What the form of a cell begins with: the present record, from the day being looked at."""
    current = basis.current
    if current is None:
        return {"since": basis.day, "published": False}
    named = {unit.code for unit in basis.row.units} if basis.row else set()
    return {
        "holding": current.holding,
        "unit": current.owner.code if current.owner.code in named else "",
        "holder_text": current.holder_text,
        "document": current.basis_text,
        "since": basis.day,
        "published": current.is_published,
    }


def period(start: date, end: date | None) -> str:
    """A half-open period in words; the last day is named, since readers count it in."""
    if end is None:
        return _("từ %s") % written_date(start)
    return _("từ %(start)s đến trước %(end)s") % {"start": written_date(start), "end": written_date(end)}


# A body ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class DutyLine:
    """One duty of a body's page."""

    duty: Duty
    view: CellView


@dataclass(frozen=True)
class GroupCard:
    """One group of a body's page with its verdict in words."""

    title: str
    css: str
    verdict: str
    tone: str
    meaning: str
    lines: tuple[DutyLine, ...]


def group_cards(found: Coverage, line: BodyLine) -> tuple[GroupCard, ...]:
    """The duties of a body by group."""
    pairs = list(zip(found.duties, line.cells, strict=True))
    cards = []
    for block in found.groups:
        verdict = line.verdicts.get(block.group)
        cards.append(
            GroupCard(
                title=str(block.group.label),
                css=words.group_css(block.group),
                verdict=str(words.VERDICTS[verdict]) if verdict else _("đề xuất, không tính"),
                tone=words.VERDICT_TONES[verdict] if verdict else "none",
                meaning=str(words.VERDICT_MEANINGS[verdict]) if verdict else "",
                lines=tuple(
                    DutyLine(duty, cell_view(cell)) for duty, cell in pairs if duty.group == block.group
                ),
            )
        )
    return tuple(cards)


def body_sentence(found: Coverage, line: BodyLine) -> str:
    """How many of the day's duties are known to be held in a body."""
    known = sum(cell.is_known for cell in line.cells)
    held = sum(cell.standing in (Standing.LEAD, Standing.PARTIAL) for cell in line.cells)
    values = {
        "day": written_date(found.day),
        "held": held,
        "total": len(line.cells),
        "missing": len(line.cells) - known,
        "unit": unit_words(found.hats),
    }
    if not known:
        return _("Ngày %(day)s chưa có số liệu về %(total)d nhiệm vụ của cơ quan.") % values
    return _("Ngày %(day)s, %(unit)s giữ %(held)d/%(total)d nhiệm vụ; %(missing)d chưa có số liệu.") % values


# A duty ------------------------------------------------------------------------------------------------


def duty_sentence(duty: Duty, holders: Sequence[DutyHolder], day: date) -> str:
    """How a duty stands over the bodies of the day."""
    if not (duty.valid_from <= day and (duty.valid_to is None or day < duty.valid_to)):
        return _("Ngày %(day)s nhiệm vụ này không có hiệu lực (%(period)s).") % {
            "day": written_date(day),
            "period": period(duty.valid_from, duty.valid_to),
        }
    counts = {standing: sum(holder.cell.standing is standing for holder in holders) for standing in Standing}
    said = [f"{count} {words.STANDINGS[standing]}" for standing, count in counts.items() if count]
    return _("Ngày %(day)s, trong %(total)d cơ quan: %(said)s.") % {
        "day": written_date(day),
        "total": len(holders),
        "said": ", ".join(said) or _("không có cơ quan nào"),
    }


@dataclass(frozen=True)
class CatalogueSet:
    """One duty set of the catalogue with its duties by group."""

    duty_set: DutySet
    note: str
    groups: tuple[tuple[str, str, tuple[Duty, ...]], ...]
    count: int


def catalogue_sets(duties: Iterable[Duty]) -> tuple[CatalogueSet, ...]:
    """The catalogue by set, and in each set by group."""
    by_set: dict[DutySet, list[Duty]] = {}
    for duty in duties:
        by_set.setdefault(duty.set, []).append(duty)
    return tuple(
        CatalogueSet(
            duty_set=duty_set,
            note=_("đề xuất, không phải quy định") if duty_set.is_proposal else _("theo luật"),
            groups=tuple(
                (str(group.label), words.group_css(group), tuple(d for d in held if d.group == group))
                for group in Group
                if any(d.group == group for d in held)
            ),
            count=len(held),
        )
        for duty_set, held in by_set.items()
    )


# A comparison ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class GroupComparison:
    """One group on two days, in words."""

    title: str
    css: str
    before: str
    after: str


def change_sentence(change: CoverageChange) -> str:
    """What happened between two days, in one sentence."""
    earlier, later = change.earlier, change.later
    values = {
        "one": written_date(earlier.day),
        "other": written_date(later.day),
        "bodies": _bodies_in_words(len(earlier.bodies), len(later.bodies)),
        "gone": len(change.duties_gone),
        "new": len(change.duties_new),
        "cells": ngettext("%d ô đổi", "%d ô đổi", len(change.cells)) % len(change.cells),
    }
    return (
        _("Từ %(one)s đến %(other)s: %(bodies)s; %(gone)d nhiệm vụ thôi áp dụng, %(new)d mới; %(cells)s.")
        % values
    )


def _bodies_in_words(before: int, after: int) -> str:
    if before == after:
        return _("vẫn %d cơ quan") % after
    fewer, more = _("từ %(before)d còn %(after)d cơ quan"), _("từ %(before)d thành %(after)d cơ quan")
    return (fewer if after < before else more) % {"before": before, "after": after}


def group_comparisons(change: CoverageChange) -> tuple[GroupComparison, ...]:
    """The groups on both days."""
    return tuple(
        GroupComparison(
            title=str(row.group.label),
            css=words.group_css(row.group),
            before=_counts_in_words(row.before),
            after=_counts_in_words(row.after),
        )
        for row in change.groups
    )


def _counts_in_words(counts: Mapping[Verdict, int] | None) -> str:
    if counts is None:
        return _("không có nhiệm vụ theo luật")
    return ", ".join(f"{count} {words.VERDICTS[verdict]}" for verdict, count in counts.items() if count)
