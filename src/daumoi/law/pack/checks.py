"""Rows of a pack against each other: codes are unique, references lead somewhere, dates can be true.

Every refusal is an `Invalid` that names the file, the row, the reason and the remedy.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from daumoi.foundation.errors import Invalid
from daumoi.law.pack.rows import (
    DeadlineRow,
    InstrumentRow,
    LawPack,
    PeriodRow,
    ProvisionRow,
    RegimeRow,
    Row,
)
from daumoi.law.rules import Standing, contradiction, read_clock, read_month_day

R = TypeVar("R", bound=Row)


def check(pack: LawPack) -> None:
    """Raise `Invalid` at the first row that cannot stand."""
    _Check(pack).all()


class _Check:
    """The checks with the place they have reached, for the message."""

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
