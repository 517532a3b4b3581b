"""The rows of a pack's law files, as typed structs."""

from dataclasses import dataclass
from datetime import date

import msgspec

from daumoi.law.models import Confidence, DeadlineKind, InstrumentKind, InstrumentRelation, InstrumentStatus
from daumoi.law.rules import month_day


class Row(msgspec.Struct, forbid_unknown_fields=True):
    """A row of a file. A key that the row does not know is a typing mistake, not a comment."""


class Text(Row):
    """A text in Vietnamese and, where there is one, in English."""

    vi: str
    en: str | None = None


class Stated(Row):
    """What every statement carries: where it was read and how sure it is."""

    source: str
    confidence: Confidence
    locator: str | None = None
    note: str | None = None


class IdentityRow(Row):
    """`pack.yaml`: which pack this is."""

    code: str
    name: Text
    version: str
    retrieved: date


class SourceRow(Row):
    """`sources.yaml`."""

    code: str
    title: str
    where: str | None = None
    note: str | None = None


class NamedRow(Row):
    """`subjects.yaml`, `roles.yaml`: a code with its name."""

    code: str
    name: Text


class Issuer(Row):
    """Who issued an instrument; `code` is the body's code where the register of organisations has one."""

    name: str | None = None
    code: str | None = None


class RelationRow(Stated, kw_only=True):
    """What an instrument does to another."""

    type: InstrumentRelation.Kind
    target: str
    on: date | None = None
    provision: str | None = None


class InstrumentRow(Stated, kw_only=True):
    """`instruments.yaml`."""

    code: str
    kind: InstrumentKind
    status: InstrumentStatus
    issuer: Issuer
    number: str | None = None
    number_as_printed: str | None = None
    title: Text | None = None
    title_as_printed: str | None = None
    issued: date | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    subjects: list[str] = []
    relations: list[RelationRow] = []


class ProvisionRow(Row):
    """`provisions.yaml`. `locator` is the place in the instrument (“Điều 46 khoản 1”)."""

    code: str
    instrument: str
    locator: str
    text: Text
    source: str
    confidence: Confidence
    valid_from: date | None = None
    valid_to: date | None = None
    note: str | None = None


class PeriodRow(Stated, kw_only=True):
    """One period of `regimes.yaml`."""

    code: str
    title: Text
    body: str | None = None
    since: date | None = msgspec.field(name="from", default=None)
    until: date | None = msgspec.field(name="to", default=None)
    instruments: list[str] = []


class RegimeRow(Row):
    """A subject with its periods."""

    subject: str
    periods: list[PeriodRow]
    name: Text | None = None


class DueRow(Row):
    """A day of every year, or of one year where `year` is given."""

    month: int
    day: int
    year: int | None = None

    def on_day(self) -> date:
        """The calendar day of a limit that comes once; `ValueError` when there is none such."""
        return date(self.year or 1, self.month, self.day)

    def exists(self) -> bool:
        """Whether the calendar has such a day."""
        if self.year is None:
            return month_day(month=self.month, day=self.day) is not None
        try:
            self.on_day()
        except ValueError:
            return False
        return True


class DataPeriodRow(Row):
    """The time whose figures a report covers, as MM-DD."""

    first: str = msgspec.field(name="from")
    last: str = msgspec.field(name="to")


class DeadlineRow(Stated, kw_only=True):
    """`calendar.yaml`."""

    code: str
    subject: str
    name: Text
    kind: DeadlineKind
    due: DueRow | str
    data_period: DataPeriodRow | None = None
    from_role: str | None = None
    to_role: str | None = None
    provision: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class LawPack:
    """Everything the room reads from a pack."""

    identity: IdentityRow
    digest: str
    sources: list[SourceRow]
    subjects: list[NamedRow]
    roles: list[NamedRow]
    instruments: list[InstrumentRow]
    provisions: list[ProvisionRow]
    regimes: list[RegimeRow]
    deadlines: list[DeadlineRow]
