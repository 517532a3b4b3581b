"""The choices sheet as code lists; columns beyond name and label become attributes for cascades."""

from dataclasses import dataclass, field
from typing import Final

from daumoi.surveys.definition import Choice, Text
from daumoi.surveys.xlsform.problems import Log
from daumoi.surveys.xlsform.sheets import Row, Sheet
from daumoi.surveys.xlsform.words import Speech, code_of
from daumoi_calc.expressions import Type, choice

_NOT_ATTRIBUTES: Final = frozenset(
    {
        "list_name",
        "name",
        "label",
        "image",
        "big-image",
        "big_image",
        "audio",
        "video",
        "note",
        "notes",
        "geometry",
    }
)


@dataclass
class ChoiceList:
    """One list as the sheet has it."""

    name: str
    code: str
    entries: list[Choice] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)

    @property
    def attributes(self) -> dict[str, Type]:
        """The types of `choice.code` and of the attributes, for choice filters."""
        values: dict[str, set[str]] = {"code": {entry.code for entry in self.entries}}
        for entry in self.entries:
            for name, value in entry.attributes.items():
                values.setdefault(name, set()).add(value)
        return {name: choice(*found) for name, found in values.items()}

    @property
    def codes(self) -> frozenset[str]:
        """The codes of the entries."""
        return frozenset(self.rows)


def choice_lists(sheet: Sheet, speech: Speech, log: Log) -> dict[str, ChoiceList]:
    """The lists by the name used in the survey sheet."""
    found: dict[str, ChoiceList] = {}
    codes: dict[str, str] = {}
    for row in sheet.rows:
        name = row.text("list_name")
        if not name:
            column = sheet.headings.get("list_name", "list_name")
            log.problem(
                "Lựa chọn chưa có tên danh sách.",
                "Ghi list_name.",
                sheet="choices",
                row=row.number,
                column=column,
            )
            continue
        if name not in found:
            code = code_of(name)
            if code in codes:
                log.problem(
                    f"Danh sách “{name}” trùng mã với “{codes[code]}”.",
                    "Không phân biệt chữ hoa, chữ thường; đặt tên khác.",
                    sheet="choices",
                    row=row.number,
                    column="list_name",
                )
            codes[code] = name
            found[name] = ChoiceList(name, code)
        _add(found[name], row, speech, log)
    return found


def _add(to: ChoiceList, row: Row, speech: Speech, log: Log) -> None:
    code = row.text("name")
    if not code or any(letter.isspace() for letter in code):
        log.problem(
            f"Mã lựa chọn “{code}” có dấu cách." if code else "Lựa chọn chưa có mã.",
            "Mã viết liền, không dấu cách.",
            sheet="choices",
            row=row.number,
            column="name",
        )
        return
    if code in to.rows:
        log.problem(
            f"Mã “{code}” của danh sách “{to.name}” đã có ở dòng {to.rows[code]}.",
            "Đặt cho mỗi lựa chọn một mã riêng.",
            sheet="choices",
            row=row.number,
            column="name",
        )
        return
    label = speech.text(row, "label")
    if not label.vi:
        log.note("Một số lựa chọn chưa có nhãn; dùng mã làm nhãn.", sheet="choices", column="label")
        label = Text(vi=code)
    attributes = {
        code_of(name): text
        for (name, language), text in row.cells.items()
        if name not in _NOT_ATTRIBUTES and not language
    }
    to.rows[code] = row.number
    to.entries.append(Choice(code=code, label=label, attributes=attributes))
