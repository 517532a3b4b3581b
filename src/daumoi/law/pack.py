"""The law room's part of a data pack: its rows as typed structs, checked against each other before anything is written.

Every refusal is an `Invalid` that names the file, the row, the reason and the remedy.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

import msgspec

from daumoi.foundation.errors import Invalid
from daumoi.foundation.yaml_rows import read_rows
from daumoi.law.models import Confidence, DeadlineKind, InstrumentKind, InstrumentRelation, InstrumentStatus
from daumoi.law.rules import Standing, contradiction, month_day, read_clock, read_month_day

FILES = (
    "pack.yaml",
    "sources.yaml",
    "subjects.yaml",
    "instruments.yaml",
    "provisions.yaml",
    "regimes.yaml",
    "roles.yaml",
    "calendar.yaml",
)
"""The files of a pack that this room reads, in the order in which they refer to each other."""


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
    """Everything the room reads from a pack, already checked."""

    identity: IdentityRow
    digest: str
    sources: list[SourceRow]
    subjects: list[NamedRow]
    roles: list[NamedRow]
    instruments: list[InstrumentRow]
    provisions: list[ProvisionRow]
    regimes: list[RegimeRow]
    deadlines: list[DeadlineRow]


def read_pack(folder: Path) -> LawPack:
    """Read and check the room's files in `folder`; raises `Invalid` at the first row that cannot stand."""
    found = LawPack(
        identity=_read_identity(folder / "pack.yaml"),
        digest=_digest(folder),
        sources=read_rows(folder / "sources.yaml", SourceRow),
        subjects=read_rows(folder / "subjects.yaml", NamedRow),
        roles=read_rows(folder / "roles.yaml", NamedRow),
        instruments=read_rows(folder / "instruments.yaml", InstrumentRow),
        provisions=read_rows(folder / "provisions.yaml", ProvisionRow),
        regimes=read_rows(folder / "regimes.yaml", RegimeRow),
        deadlines=read_rows(folder / "calendar.yaml", DeadlineRow),
    )
    _Check(found).all()
    return found


def _read_identity(file: Path) -> IdentityRow:
    try:
        return msgspec.yaml.decode(file.read_bytes(), type=IdentityRow)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Invalid(
            "pack.identity",
            f"Không đọc được thẻ nhận dạng của gói: {error}",
            place=file.name,
            remedy="Tệp cần có code, name (vi, en), version và retrieved (ngày đọc nguồn).",
        ) from error


def _digest(folder: Path) -> str:
    """One digest over the room's files, so that two installations can compare what they loaded."""
    digest = hashlib.sha256()
    for name in FILES:
        file = folder / name
        if file.exists():
            digest.update(f"{name}\n".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


R = TypeVar("R", bound=Row)


class _Check:
    """Rows against each other: codes are unique, references lead somewhere, dates can be true."""

    def __init__(self, pack: LawPack) -> None:
        self.pack = pack
        self.file = ""
        self.row = 0
        self.code = ""

    def all(self) -> None:
        """Check file after file; every code is known before the first reference is looked up."""
        pack = self.pack
        self.sources = self.codes("sources.yaml", pack.sources, lambda row: row.code)
        self.subjects = self.codes("subjects.yaml", pack.subjects, lambda row: row.code)
        self.roles = self.codes("roles.yaml", pack.roles, lambda row: row.code)
        self.instruments = self.codes("instruments.yaml", pack.instruments, lambda row: row.code)
        self.provisions = self.codes("provisions.yaml", pack.provisions, lambda row: row.code)
        self.codes("calendar.yaml", pack.deadlines, lambda row: row.code)
        self.each("instruments.yaml", pack.instruments, lambda row: row.code, self.instrument)
        self.each("provisions.yaml", pack.provisions, lambda row: row.code, self.provision)
        self.each("regimes.yaml", pack.regimes, lambda row: row.subject, self.regime)
        self.codes("regimes.yaml", [p for row in pack.regimes for p in row.periods], lambda row: row.code)
        self.each("calendar.yaml", pack.deadlines, lambda row: row.code, self.deadline)

    def each(
        self, file: str, rows: Iterable[R], name: Callable[[R], str], check: Callable[[R], None]
    ) -> None:
        """Run one check over a file's rows, remembering where we are for the message."""
        self.file = file
        for self.row, row in enumerate(rows, start=1):
            self.code = name(row)
            check(row)

    def codes(self, file: str, rows: Iterable[R], name: Callable[[R], str]) -> set[str]:
        """The file's codes; one that comes twice is refused at its second row."""
        seen: set[str] = set()

        def once(row: R) -> None:
            if not name(row).strip() or name(row) in seen:
                self.refuse("mã để trống hoặc đã dùng ở dòng trước.", "Đặt cho mỗi dòng một mã riêng.")
            seen.add(name(row))

        self.each(file, rows, name, once)
        return seen

    def refuse(self, reason: str, remedy: str) -> None:
        """Raise the refusal for the row at hand."""
        raise Invalid("pack.row", f"Dòng {self.row} {self.code}: {reason}", place=self.file, remedy=remedy)

    def known(self, code: str | None, codes: set[str], what: str, file: str) -> None:
        """Refuse a reference that leads nowhere."""
        if code is not None and code not in codes:
            self.refuse(f"{what} “{code}” không có trong {file}.", f"Sửa mã, hoặc thêm dòng vào {file}.")

    def ordered(self, start: date | None, end: date | None, what: str) -> None:
        """Refuse a period without a day."""
        if start is not None and end is not None and end <= start:
            self.refuse(
                f"{what} kết thúc {end} không sau ngày bắt đầu {start}.",
                "Ngày kết thúc là ngày đầu tiên không còn hiệu lực.",
            )

    def instrument(self, row: InstrumentRow) -> None:
        if row.number is None and row.title is None:
            self.refuse(
                "văn bản không có cả số, ký hiệu lẫn tên.", "Ghi ít nhất một trong hai: number, title."
            )
        self.known(row.source, self.sources, "nguồn", "sources.yaml")
        for subject in row.subjects:
            self.known(subject, self.subjects, "lĩnh vực", "subjects.yaml")
        self.ordered(row.effective_from, row.effective_to, "hiệu lực")
        if contradiction(
            Standing(
                row.issued, row.effective_from, row.effective_to, row.status, self.pack.identity.retrieved
            )
        ):
            self.refuse(
                f"status “{row.status}” trái với ngày hiệu lực {row.effective_from} – {row.effective_to}.",
                "status nói về ngày đọc nguồn (retrieved trong pack.yaml); sửa status hoặc sửa ngày.",
            )
        done: set[tuple[str, str]] = set()
        for relation in row.relations:
            self.known(relation.target, self.instruments, "văn bản", "instruments.yaml")
            self.known(relation.source, self.sources, "nguồn", "sources.yaml")
            if relation.provision is not None and "#" in relation.provision:
                self.known(relation.provision, self.provisions, "điều khoản", "provisions.yaml")
            if (relation.type, relation.target) in done:
                self.refuse(
                    f"quan hệ {relation.type} với {relation.target} ghi hai lần.", "Giữ lại một dòng quan hệ."
                )
            done.add((relation.type, relation.target))

    def provision(self, row: ProvisionRow) -> None:
        self.known(row.instrument, self.instruments, "văn bản", "instruments.yaml")
        self.known(row.source, self.sources, "nguồn", "sources.yaml")
        instrument, _separator, place = row.code.partition("#")
        if instrument != row.instrument or not place:
            self.refuse(
                "mã điều khoản phải là mã văn bản, dấu #, rồi vị trí.", f"Ví dụ {row.instrument}#d1k2."
            )
        self.ordered(row.valid_from, row.valid_to, "điều khoản")

    def regime(self, row: RegimeRow) -> None:
        self.known(row.subject, self.subjects, "lĩnh vực", "subjects.yaml")
        before: PeriodRow | None = None
        for period in sorted(row.periods, key=lambda period: period.since or date.min):
            self.known(period.source, self.sources, "nguồn", "sources.yaml")
            for instrument in period.instruments:
                self.known(instrument, self.instruments, "văn bản", "instruments.yaml")
            self.ordered(period.since, period.until, f"chế độ {period.code}")
            if before is not None and (
                before.until is None or period.since is None or period.since < before.until
            ):
                self.refuse(
                    f"chế độ {before.code} và {period.code} chồng ngày.", "Sửa from, to để các kỳ nối tiếp."
                )
            before = period

    def deadline(self, row: DeadlineRow) -> None:
        self.known(row.subject, self.subjects, "lĩnh vực", "subjects.yaml")
        self.known(row.source, self.sources, "nguồn", "sources.yaml")
        self.known(row.provision, self.provisions, "điều khoản", "provisions.yaml")
        if self.pack.roles:
            self.known(row.from_role, self.roles, "vai trò", "roles.yaml")
            self.known(row.to_role, self.roles, "vai trò", "roles.yaml")
        self.ordered(row.valid_from, row.valid_to, "nghĩa vụ")
        if isinstance(row.due, str):
            if read_clock(row.due) is None:
                self.refuse(
                    f"không hiểu thời hạn “{row.due}”.",
                    "Ví dụ: at_once, on_request, +24h, +5wd, -7wd, every_3m.",
                )
        elif not row.due.exists():
            self.refuse(
                f"không có ngày {row.due.day}/{row.due.month} trong lịch.", "Sửa year, month, day của due."
            )
        period = row.data_period
        if period is not None and (
            read_month_day(period.first) is None or read_month_day(period.last) is None
        ):
            self.refuse("kỳ số liệu không phải là ngày dạng tháng-ngày.", "Ví dụ: from 12-15, to 12-14.")
