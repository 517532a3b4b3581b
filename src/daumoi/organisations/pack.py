"""The room's part of a data pack: `organisations.yaml` as typed rows, checked against each other.

Every refusal is an `Invalid` that names the file, the list, the row, the reason and the remedy.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import msgspec
import yaml

from daumoi.foundation.errors import Invalid
from daumoi.law.models import Confidence
from daumoi.organisations.models import Form, Kind, Succession, UnitRole

FILE = "organisations.yaml"
LISTS = ("bodies", "units", "succession", "aggregates")
"""The lists this room reads; `duty_evidence` in the same file belongs to the room of mandates."""


class Row(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A row of a list. A key that the row does not know is a typing mistake, not a comment."""


class Text(Row, kw_only=True):
    """A text in Vietnamese and, where there is one, in English."""

    vi: str
    en: str | None = None


class AttestedRow(Row, kw_only=True):
    """A day on which a source names the state."""

    on: date
    source: str
    confidence: Confidence
    locator: str | None = None


class StateRow(Row, kw_only=True):
    """Name and kind, or form, during `[from, to)`. Without `from` the first attestation is the beginning."""

    name: str
    confidence: Confidence
    source: str
    since: date | None = msgspec.field(name="from", default=None)
    until: date | None = msgspec.field(name="to", default=None)
    short_name: str | None = None
    abbreviation: str | None = None
    attested: list[AttestedRow] = []
    note: str | None = None

    @property
    def start(self) -> date | None:
        """The first day the register gives the state; None when nothing dates it."""
        return self.since or min((row.on for row in self.attested), default=None)


class UnitStateRow(StateRow, kw_only=True):
    """A state of a unit."""

    form: Form
    is_public_service_unit: bool | None = None
    from_known: bool = False
    to_known: bool = False
    role: UnitRole | None = None
    basis: str | None = None


class BodyRow(Row, kw_only=True):
    """A body with its states."""

    code: str
    kind: Kind
    level: str
    states: list[StateRow]
    founded_by: str | None = None
    ended_by: str | None = None
    unit_slot: str | None = None


class UnitRow(Row, kw_only=True):
    """An IT unit of a body with its states."""

    code: str
    body: str
    states: list[UnitStateRow]


class SuccessionRow(Row, kw_only=True):
    """What became of one or several organisations."""

    predecessors: list[str]
    successor: str
    kind: Succession.Kind
    on: date
    confidence: Confidence
    source: str
    instrument: str | None = None
    note: Text | None = None


class AggregateRow(Row, kw_only=True):
    """A published count that names nobody."""

    code: str
    statement: Text
    numerator: int
    denominator: int
    on: date
    source: str
    confidence: Confidence = Confidence.UNVERIFIED
    instrument: str | None = None
    form: Form = Form.NONE
    note: str | None = None


@dataclass(frozen=True)
class OrganisationsPack:
    """Everything the room reads from a pack, already checked."""

    digest: str
    bodies: list[BodyRow]
    units: list[UnitRow]
    successions: list[SuccessionRow]
    aggregates: list[AggregateRow]

    @property
    def organisations(self) -> "list[BodyRow | UnitRow]":
        """Bodies, then units."""
        return [*self.bodies, *self.units]


def read_pack(folder: Path, *, sources: Iterable[str], instruments: Iterable[str]) -> OrganisationsPack:
    """Read and check the file; `sources` and `instruments` are the codes that the law room already has."""
    file = folder / FILE
    if not file.exists():
        return OrganisationsPack("", [], [], [], [])
    content = file.read_bytes()
    lists = _lists(content)
    found = OrganisationsPack(
        digest=hashlib.sha256(content).hexdigest(),
        bodies=_rows(lists, "bodies", BodyRow),
        units=_rows(lists, "units", UnitRow),
        successions=_rows(lists, "succession", SuccessionRow),
        aggregates=_rows(lists, "aggregates", AggregateRow),
    )
    _Check(found, set(sources), set(instruments)).all()
    return found


def _lists(content: bytes) -> Mapping[str, Any]:
    try:
        raw: Any = yaml.load(content, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise Invalid(
            "pack.yaml",
            f"Không đọc được YAML: {error}",
            place=FILE,
            remedy="Sửa tệp theo đúng cú pháp YAML, mã UTF-8.",
        ) from error
    if not isinstance(raw, dict) or not all(isinstance(raw.get(name, []), list | None) for name in LISTS):
        raise Invalid(
            "pack.yaml",
            "Tệp phải là các danh sách bodies, units, succession, aggregates.",
            place=FILE,
            remedy="Đối chiếu với README của gói dữ liệu.",
        )
    return raw


R = TypeVar("R", bound=Row)


def _rows(lists: Mapping[str, Any], name: str, row: type[R]) -> list[R]:
    made: list[R] = []
    for number, item in enumerate(lists.get(name) or [], start=1):
        try:
            made.append(msgspec.convert(item, row, strict=True))
        except msgspec.ValidationError as error:
            code = item.get("code", "") if isinstance(item, dict) else ""
            _refuse(
                name, number, code, str(error), "Đối chiếu với mô tả cột ở đầu tệp; khóa on viết trong nháy."
            )
    return made


def _refuse(name: str, number: int, code: str, reason: str, remedy: str) -> NoReturn:
    raise Invalid("pack.row", f"{name}, dòng {number} {code}: {reason}", place=FILE, remedy=remedy)


class _Check:
    """Rows against each other: codes are unique, references lead somewhere, periods can be true."""

    def __init__(self, pack: OrganisationsPack, sources: set[str], instruments: set[str]) -> None:
        self.pack = pack
        self.sources = sources
        self.instruments = instruments
        self.at = ("", 0, "")

    def all(self) -> None:
        """Check list after list; every code is known before the first reference is looked up."""
        pack = self.pack
        self.bodies = {row.code: row for row in pack.bodies}
        self.codes: set[str] = set()
        for number, body in enumerate(pack.bodies, start=1):
            self.at = ("bodies", number, body.code)
            self.once(body.code)
            self.states(body.states)
            self.body(body)
        for number, unit in enumerate(pack.units, start=1):
            self.at = ("units", number, unit.code)
            self.once(unit.code)
            self.states(unit.states)
            self.unit(unit)
        for number, succession in enumerate(pack.successions, start=1):
            self.at = ("succession", number, succession.successor)
            self.succession(succession)
        for number, aggregate in enumerate(pack.aggregates, start=1):
            self.at = ("aggregates", number, aggregate.code)
            self.aggregate(aggregate)

    def refuse(self, reason: str, remedy: str) -> NoReturn:
        """Raise the refusal for the row at hand."""
        _refuse(*self.at, reason, remedy)

    def once(self, code: str) -> None:
        if not code.strip() or code in self.codes:
            self.refuse("mã để trống hoặc đã dùng ở dòng trước.", "Đặt cho mỗi cơ quan, đơn vị một mã riêng.")
        self.codes.add(code)

    def source(self, code: str) -> None:
        if code not in self.sources:
            self.refuse(f"nguồn “{code}” không có trong sources.yaml.", "Sửa mã, hoặc thêm nguồn trước.")

    def instrument(self, code: str | None) -> None:
        if code is not None and code not in self.instruments:
            self.refuse(
                f"văn bản “{code}” không có trong instruments.yaml.", "Sửa mã, hoặc thêm văn bản trước."
            )

    def states(self, rows: Sequence[StateRow]) -> None:
        if not rows:
            self.refuse("không có trạng thái nào.", "Ghi ít nhất một dòng ở states.")
        for row in rows:
            self.source(row.source)
            for attested in row.attested:
                self.source(attested.source)
            if row.start is None:
                self.refuse(
                    f"“{row.name}” không có from và không có mốc chứng thực nào.",
                    "Ghi from, hoặc ít nhất một dòng ở attested.",
                )
        self.in_turn(sorted(rows, key=lambda row: row.start or date.min))

    def in_turn(self, rows: Sequence[StateRow]) -> None:
        """Each state has a day, and the next begins when the one before has ended."""
        for row, following in zip(rows, [*rows[1:], None], strict=True):
            assert row.start is not None
            if row.until is not None and row.until <= row.start:
                self.refuse(
                    f"“{row.name}” kết thúc {row.until} không sau ngày bắt đầu {row.start}.",
                    "`to` là ngày đầu tiên không còn đúng.",
                )
            if following is None or following.start is None:
                continue
            if row.until is None or row.until > following.start:
                self.refuse(
                    f"“{row.name}” và “{following.name}” chồng ngày.",
                    "Sửa from, to để các trạng thái nối tiếp nhau.",
                )

    def body(self, row: BodyRow) -> None:
        if row.level != "ministry":
            self.refuse(f"level “{row.level}” chưa dùng.", "Cấp bộ ghi level: ministry.")
        self.instrument(row.founded_by)
        self.instrument(row.ended_by)

    def unit(self, row: UnitRow) -> None:
        body = self.bodies.get(row.body)
        if body is None:
            self.refuse(f"cơ quan “{row.body}” không có trong bodies.", "Sửa mã, hoặc thêm cơ quan trước.")
        for state in row.states:
            self.instrument(state.basis)
        ends = [state.until for state in body.states]
        last = max((end for end in ends if end is not None), default=None)
        if None in ends or last is None:
            return
        if any(state.until is None or state.until > last for state in row.states):
            self.refuse(
                f"đơn vị còn sau ngày {row.body} kết thúc ({last}).",
                "Ghi `to` của đơn vị không muộn hơn ngày cơ quan kết thúc.",
            )

    def succession(self, row: SuccessionRow) -> None:
        self.source(row.source)
        self.instrument(row.instrument)
        for code in (*row.predecessors, row.successor):
            if code not in self.codes:
                self.refuse(f"“{code}” không có trong bodies, units.", "Sửa mã.")
        if not row.predecessors or row.successor in row.predecessors:
            self.refuse("cơ quan kế thừa phải khác các cơ quan trước.", "Sửa predecessors hoặc successor.")

    def aggregate(self, row: AggregateRow) -> None:
        self.source(row.source)
        self.instrument(row.instrument)
        if not 0 <= row.numerator <= row.denominator or row.denominator == 0:
            self.refuse(
                f"{row.numerator}/{row.denominator} không phải một phần của tổng số.",
                "Sửa numerator, denominator.",
            )
