"""The room's part of a data pack: duty sets, duties, and what sources say about who holds them."""

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import yaml
from django.utils.translation import gettext as _

from daumoi.foundation.errors import Invalid
from daumoi.foundation.yaml_rows import read_rows
from daumoi.mandates.models import Group, Hat, Holding

SETS_FILE = "duty_sets.yaml"
DUTIES_FILE = "duties.yaml"
EVIDENCE_FILE = "organisations.yaml"
EVIDENCE_KEY = "duty_evidence"
SHORT_LENGTH = 40


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text in Vietnamese and, where there is one, in English."""

    vi: str
    en: str | None = None


class SetRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where duties come from: a decree, an article, a scheme that only proposes."""

    code: str
    name: Words
    number: int
    is_proposal: bool = False
    source: str | None = None
    note: str | None = None


class DutyRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One duty of the catalogue. Dates are half-open: `valid_to` is the first day it no longer holds."""

    code: str
    group: str
    name: Words
    short: Words
    set: str
    valid_from: date
    provisions: list[str] = []
    hat: str | None = None
    valid_to: date | None = None
    may_sit_elsewhere: bool = False
    confidence: str = "?"
    source: str | None = None
    locator: str | None = None
    note: str | None = None


class EvidenceRow(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"since": "from", "until": "to"}
):
    """What a source says about who holds a duty: in a body, or in a unit of it where the source names one.

    `holder` names a holder outside the register; where `unit` is given it is a remark on the evidence.
    """

    duty: str
    holding: str
    since: date
    body: str | None = None
    unit: str | None = None
    holder: Words | None = None
    until: date | None = None
    provision: str | None = None
    instrument: str | None = None
    locator: str | None = None
    confidence: str = "?"
    source: str | None = None
    note: str | None = None


class MandatePack(msgspec.Struct, frozen=True):
    """Everything this room reads, checked row by row, and the digest it is known by."""

    sets: list[SetRow]
    duties: list[DutyRow]
    evidence: list[EvidenceRow]

    @property
    def digest(self) -> str:
        """SHA-256 of the rows in one canonical spelling: comments and layout of the files do not count."""
        return hashlib.sha256(msgspec.json.encode(self, order="deterministic")).hexdigest()


def read_pack(folder: Path) -> MandatePack:
    """The rows of the pack in `folder`.

    :raises Invalid: a row is malformed, repeated or contradicts itself; names file and row.
    """
    sets = read_rows(folder / SETS_FILE, SetRow)
    duties = read_rows(folder / DUTIES_FILE, DutyRow)
    evidence = _read_evidence(folder / EVIDENCE_FILE)
    _check_codes(SETS_FILE, [row.code for row in sets])
    _check_codes(DUTIES_FILE, [row.code for row in duties])
    known_sets = {row.code for row in sets}
    for number, duty in enumerate(duties, start=1):
        _check_duty(number, duty, known_sets)
    for number, row in enumerate(evidence, start=1):
        _check_evidence(number, row)
    return MandatePack(sets, duties, evidence)


def refuse(file: str, number: int, code: str, problem: str, remedy: str) -> Invalid:
    """The refusal of one row, with its file, its number and its code."""
    return Invalid("mandates.pack", _("Dòng %(number)d %(code)s: %(problem)s") % {
        "number": number, "code": code, "problem": problem,
    }, place=file, remedy=remedy)  # fmt: skip


def _read_evidence(file: Path) -> list[EvidenceRow]:
    """The rows under `duty_evidence` of the organisations file; the rest of it belongs to another room."""
    if not file.exists():
        return []
    try:
        whole: Any = yaml.load(file.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise Invalid(
            "pack.yaml",
            _("Không đọc được YAML: %s") % error,
            place=file.name,
            remedy=_("Sửa tệp theo đúng cú pháp YAML, mã UTF-8."),
        ) from error
    items = (whole or {}).get(EVIDENCE_KEY) if isinstance(whole, dict) else None
    rows = []
    for number, item in enumerate(items or [], start=1):
        try:
            rows.append(msgspec.convert(item, EvidenceRow, strict=True))
        except msgspec.ValidationError as error:
            raise refuse(
                f"{EVIDENCE_FILE}, {EVIDENCE_KEY}",
                number,
                "",
                str(error),
                _("Đối chiếu với mô tả cột trong README của gói dữ liệu."),
            ) from error
    return rows


def _check_codes(file: str, codes: list[str]) -> None:
    for number, code in enumerate(codes, start=1):
        if code in codes[: number - 1]:
            raise refuse(file, number, code, _("mã này đã dùng ở một dòng trên."), _("Mỗi dòng một mã."))


def _check_duty(number: int, row: DutyRow, sets: set[str]) -> None:
    if row.group not in Group.values:
        problem = _("không có nhóm “%s”.") % row.group
        raise refuse(DUTIES_FILE, number, row.code, problem, _("Dùng: %s.") % ", ".join(Group.values))
    if row.set not in sets:
        problem = _("không có danh mục “%s”.") % row.set
        raise refuse(DUTIES_FILE, number, row.code, problem, _("Khai danh mục trong %s.") % SETS_FILE)
    if (row.hat or "") not in Hat.values:
        problem = _("không có vai “%s”.") % row.hat
        raise refuse(
            DUTIES_FILE,
            number,
            row.code,
            problem,
            _("Dùng: %s, hoặc null.") % ", ".join(filter(None, Hat.values)),
        )
    if max(len(row.short.vi), len(row.short.en or "")) > SHORT_LENGTH:
        problem = _("tên ngắn dài quá %d ký tự.") % SHORT_LENGTH
        raise refuse(DUTIES_FILE, number, row.code, problem, _("Rút gọn tên ngắn."))
    _check_period(DUTIES_FILE, number, row.code, row.valid_from, row.valid_to)


def _check_evidence(number: int, row: EvidenceRow) -> None:
    file = f"{EVIDENCE_FILE}, {EVIDENCE_KEY}"
    if row.body is None and row.unit is None:
        problem = _("chưa nêu cơ quan hoặc đơn vị.")
        raise refuse(file, number, row.duty, problem, _("Điền body, unit hoặc cả hai."))
    if row.holding not in Holding.values:
        problem = _("không có cách giao “%s”.") % row.holding
        raise refuse(file, number, row.duty, problem, _("Dùng: %s.") % ", ".join(Holding.values))
    _check_period(file, number, row.duty, row.since, row.until)


def _check_period(file: str, number: int, code: str, start: date, end: date | None) -> None:
    if end is not None and end <= start:
        problem = _("ngày hết %(end)s không sau ngày bắt đầu %(start)s.") % {"end": end, "start": start}
        raise refuse(
            file, number, code, problem, _("Khoảng thời gian là nửa mở: ngày hết là ngày đầu tiên không còn.")
        )
