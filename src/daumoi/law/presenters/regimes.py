"""Shapes of the pages “law in force on a day about a subject”: all subjects, one, two days side by side."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from daumoi.law.models import RegimePeriod, Subject
from daumoi.law.presenters.calendar import Calendar, calendar
from daumoi.law.presenters.instruments import (
    InstrumentLine,
    ProvisionLine,
    instrument_line,
    instrument_lines,
    provision_line,
)
from daumoi.law.presenters.words import day_text, validity_words
from daumoi.law.queries import SubjectLine, SubjectOnDay


@dataclass(frozen=True)
class RegimeInstrumentLine:
    """An instrument of the regime with its provisions; `is_own` when the day compared with lacks it."""

    line: InstrumentLine
    provisions: tuple[ProvisionLine, ...]
    is_own: bool


@dataclass(frozen=True)
class PeriodLine:
    """A regime period in the line of time."""

    period: RegimePeriod
    validity: str
    is_present: bool


@dataclass(frozen=True)
class DayColumn:
    """What held on one day."""

    view: SubjectOnDay
    sentence: str
    validity: str
    instruments: tuple[RegimeInstrumentLine, ...]
    set_aside: tuple[InstrumentLine, ...]
    others: tuple[InstrumentLine, ...]
    periods: tuple[PeriodLine, ...]
    calendar: Calendar


@dataclass(frozen=True)
class Comparison:
    """Two days side by side with what changed between them, in one sentence."""

    earlier: DayColumn
    later: DayColumn
    differences: str

    @property
    def columns(self) -> tuple[DayColumn, DayColumn]:
        """The days from left to right."""
        return self.earlier, self.later


@dataclass(frozen=True)
class OverviewLine:
    """A subject in the overview of a day; `period` None where that time has not been studied."""

    subject: Subject
    period: RegimePeriod | None
    validity: str
    certain: bool
    after: RegimePeriod | None


@dataclass(frozen=True)
class Overview:
    """All subjects as of a day, those with a known regime first."""

    lines: tuple[OverviewLine, ...]

    @property
    def known(self) -> int:
        """Subjects whose regime of the day the register knows."""
        return sum(line.period is not None and line.certain for line in self.lines)


def overview(*, lines: Iterable[SubjectLine]) -> Overview:
    """The page of all subjects."""
    shown = [
        OverviewLine(line.subject, line.period, _validity(line.period), line.certain, line.after)
        for line in lines
    ]
    return Overview(tuple(sorted(shown, key=lambda line: line.period is None)))


def day_column(*, view: SubjectOnDay, other: SubjectOnDay | None = None) -> DayColumn:
    """One day's law; with `other`, instruments that the other day lacks are marked."""
    elsewhere = {row.instrument.pk for row in other.instruments} if other is not None else None
    return DayColumn(
        view=view,
        sentence=regime_sentence(view=view),
        validity=_validity(view.period),
        instruments=tuple(
            RegimeInstrumentLine(
                line=instrument_line(instrument=row.instrument, verdict=row.verdict, read=view.read),
                provisions=tuple(
                    provision_line(row=provision, instrument_force=row.verdict.force, read=view.read)
                    for provision in row.provisions
                ),
                is_own=elsewhere is not None and row.instrument.pk not in elsewhere,
            )
            for row in view.instruments
        ),
        set_aside=instrument_lines(rows=view.set_aside, read=view.read),
        others=instrument_lines(rows=view.others, read=view.read),
        periods=tuple(
            PeriodLine(period, _validity(period), view.period is not None and period.pk == view.period.pk)
            for period in reversed(view.periods)
        ),
        calendar=calendar(rows=view.deadlines, day=view.day),
    )


def comparison(*, one: SubjectOnDay, two: SubjectOnDay) -> Comparison:
    """Two days side by side, the earlier on the left."""
    earlier, later = sorted((one, two), key=lambda view: view.day)
    return Comparison(
        earlier=day_column(view=earlier, other=later),
        later=day_column(view=later, other=earlier),
        differences=_differences(earlier, later),
    )


def _differences(earlier: SubjectOnDay, later: SubjectOnDay) -> str:
    """What changed between two days, in one sentence."""
    days = {"one": day_text(earlier.day), "two": day_text(later.day)}
    if earlier.period is None or later.period is None:
        return _("Một trong hai ngày %(one)s, %(two)s chưa được nghiên cứu nên chưa so sánh được.") % days
    changes = [*_authority_change(earlier.period, later.period), *_instrument_changes(earlier, later)]
    if not changes:
        return _("Giữa %(one)s và %(two)s không đổi cơ quan quản lý, không đổi văn bản.") % days
    return _("Giữa %(one)s và %(two)s, %(changes)s.") % {**days, "changes": "; ".join(changes)}


def _authority_change(before: RegimePeriod, after: RegimePeriod) -> list[str]:
    if before.authority == after.authority:
        return []
    names = {"before": before.authority or _("chưa rõ"), "after": after.authority or _("chưa rõ")}
    return [_("cơ quan quản lý đổi từ %(before)s sang %(after)s") % names]


def _instrument_changes(earlier: SubjectOnDay, later: SubjectOnDay) -> list[str]:
    old = {row.instrument.pk: str(row.instrument) for row in earlier.instruments}
    new = {row.instrument.pk: str(row.instrument) for row in later.instruments}
    went = [name for pk, name in old.items() if pk not in new]
    came = [name for pk, name in new.items() if pk not in old]
    changes = []
    if went:
        said = ngettext(
            "không còn %(n)d văn bản (%(names)s)", "không còn %(n)d văn bản (%(names)s)", len(went)
        )
        changes.append(said % {"n": len(went), "names": ", ".join(went)})
    if came:
        said = ngettext("thêm %(n)d văn bản (%(names)s)", "thêm %(n)d văn bản (%(names)s)", len(came))
        changes.append(said % {"n": len(came), "names": ", ".join(came)})
    return changes


def _validity(period: RegimePeriod | None) -> str:
    return validity_words(period.valid_from, period.valid_to) if period is not None else ""


def regime_sentence(*, view: SubjectOnDay) -> str:
    """What held on the day, in words that tell apart “not studied” and “no law”."""
    day = day_text(view.day)
    if view.period is None:
        said = _(
            "Ngày %(day)s: sổ chưa nghiên cứu chế độ của thời gian này; không có nghĩa là không có luật."
        )
        return said % {"day": day}
    said = _("Ngày %(day)s: %(title)s (%(validity)s).") % {
        "day": day,
        "title": view.period.display_title,
        "validity": _validity(view.period),
    }
    if not view.certain:
        doubt = _("Chưa rõ chế độ này bắt đầu từ ngày nào nên chưa khẳng định được cho ngày này.")
        return f"{said} {doubt}"
    return said
