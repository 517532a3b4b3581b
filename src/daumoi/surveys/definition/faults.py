"""What can be wrong with a questionnaire before any of its expressions is read: codes, lists, limits."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from daumoi.surveys.definition.structure import (
    Check,
    Definition,
    Field,
    Grid,
    Question,
    Roster,
    Section,
    variables,
)
from daumoi_calc.expressions import LANGUAGE_VERSION, name_fault

MAX_VARIABLES: Final = 3_000
MAX_CHOICES: Final = 5_000
MAX_ROSTER_ROWS: Final = 1_000
MAX_TEXT: Final = 20_000
MAX_DECIMALS: Final = 10

_CODE = re.compile(r"[a-z0-9_]{1,60}")
_TAKEN: Final = frozenset({"row", "choice", "previous", "registry"})
"""Words that begin the names of other things in rules, and so cannot be codes."""


@dataclass(frozen=True, slots=True)
class DefinitionProblem:
    """One fault (or warning): where it is, what is wrong, what to do. `source` is the expression, if any."""

    place: str
    message: str
    remedy: str = ""
    source: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.message} {self.remedy}".strip()


class DefinitionError(ValueError):
    """A questionnaire that cannot be used, with every fault found in one pass."""

    def __init__(self, problems: Iterable[DefinitionProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def item_place(item: Question | Grid | Roster) -> str:
    """How a message calls a question or a table."""
    return f"{'Câu' if isinstance(item, Question) else 'Bảng'} {item.code.upper()}"


def fields_of(item: Question | Grid | Roster) -> tuple[Field, ...]:
    """The question itself, or the columns of a table."""
    return (item,) if isinstance(item, Question) else item.columns


def checks_of(definition: Definition) -> Iterator[tuple[str, Check]]:
    """Every check with the place it stands at."""
    for section in definition.sections:
        for item in section.items:
            if not isinstance(item, Question):
                yield from ((item_place(item), check) for check in item.checks)
            for field in fields_of(item):
                yield from ((_column_place(item, field), check) for check in field.checks)


def _column_place(item: Question | Grid | Roster, field: Field) -> str:
    return item_place(item) if item is field else f"{item_place(item)}, cột “{field.label}”"


def structural_problems(definition: Definition) -> Iterator[DefinitionProblem]:
    """Everything wrong with codes, lists and limits, in the order of the paper."""
    if definition.language_version != LANGUAGE_VERSION:
        yield DefinitionProblem(
            "Mẫu phiếu",
            f"Biểu thức viết cho phiên bản ngôn ngữ {definition.language_version}, "
            f"máy này đọc phiên bản {LANGUAGE_VERSION}.",
            "Soạn lại bằng phiên bản phần mềm này.",
        )
    if not any(section.items for section in definition.sections):
        yield DefinitionProblem("Mẫu phiếu", "Chưa có câu hỏi nào.", "Thêm ít nhất một phần có câu hỏi.")
    yield from _codelist_problems(definition)
    yield from _duplicates("Mẫu phiếu", "phần", (section.code for section in definition.sections))
    yield from _duplicates(
        "Mẫu phiếu", "câu hoặc bảng", (item.code for section in definition.sections for item in section.items)
    )
    for section in definition.sections:
        yield from _section_problems(section, definition)
    yield from _check_problems(definition)
    yield from _name_problems(definition)


def _codelist_problems(definition: Definition) -> Iterator[DefinitionProblem]:
    for name, entries in definition.codelists.items():
        place = f"Danh sách lựa chọn “{name}”"
        yield from _code_problems(place, name)
        if not entries:
            yield DefinitionProblem(place, "Danh sách trống.", "Thêm lựa chọn hoặc bỏ danh sách.")
        if len(entries) > MAX_CHOICES:
            yield DefinitionProblem(
                place, f"Có {len(entries)} lựa chọn, tối đa {MAX_CHOICES}.", "Chia danh sách theo cấp."
            )
        yield from _duplicates(place, "lựa chọn", (entry.code for entry in entries))
        for entry in entries:
            if not entry.code or any(letter.isspace() for letter in entry.code):
                yield DefinitionProblem(
                    place, f"Mã lựa chọn “{entry.code}” để trống hoặc có dấu cách.", "Dùng mã liền."
                )
            if not entry.label.vi.strip():
                yield DefinitionProblem(
                    place, f"Lựa chọn “{entry.code}” chưa có nhãn.", "Ghi nhãn tiếng Việt."
                )


def _section_problems(section: Section, definition: Definition) -> Iterator[DefinitionProblem]:
    place = f"Phần {section.code.upper()}"
    yield from _code_problems(place, section.code)
    if not section.title.vi.strip():
        yield DefinitionProblem(place, "Phần chưa có tên.", "Ghi tên phần bằng tiếng Việt.")
    for item in section.items:
        yield from _code_problems(item_place(item), item.code)
        if item.code in _TAKEN:
            yield DefinitionProblem(item_place(item), f"“{item.code}” là từ dành riêng.", "Đặt mã khác.")
        if isinstance(item, Grid):
            yield from _grid_problems(item)
        if isinstance(item, Roster) and not 1 <= item.max_rows <= MAX_ROSTER_ROWS:
            yield DefinitionProblem(
                item_place(item),
                f"Số dòng tối đa {item.max_rows} không dùng được.",
                f"Chọn từ 1 đến {MAX_ROSTER_ROWS}.",
            )
        if not isinstance(item, Question):
            yield from _columns_problems(item)
        for field in fields_of(item):
            yield from _field_problems(_column_place(item, field), field, definition)


def _grid_problems(grid: Grid) -> Iterator[DefinitionProblem]:
    if not grid.rows:
        yield DefinitionProblem(item_place(grid), "Bảng chưa có dòng.", "Thêm dòng, hoặc dùng bảng dòng mở.")
    yield from _duplicates(item_place(grid), "dòng", (row.code for row in grid.rows))
    for row in grid.rows:
        yield from _code_problems(f"{item_place(grid)}, dòng “{row.label}”", row.code)


def _columns_problems(table: Grid | Roster) -> Iterator[DefinitionProblem]:
    if not table.columns:
        yield DefinitionProblem(item_place(table), "Bảng chưa có cột.", "Thêm ít nhất một cột.")
    yield from _duplicates(item_place(table), "cột", (column.code for column in table.columns))
    for column in table.columns:
        place = _column_place(table, column)
        yield from _code_problems(place, column.code)
        if fault := name_fault(f"row.{column.code}"):
            yield DefinitionProblem(
                place, f"Mã cột “{column.code}” không dùng được trong biểu thức: {fault}.", "Đổi mã cột."
            )


def _field_problems(place: str, field: Field, definition: Definition) -> Iterator[DefinitionProblem]:
    if not field.label.vi.strip():
        yield DefinitionProblem(place, "Chưa có câu hỏi bằng chữ.", "Ghi nhãn tiếng Việt.")
    is_choice = field.type in ("choice", "choices")
    if is_choice and field.choices not in definition.codelists:
        yield DefinitionProblem(
            place,
            f"Không có danh sách lựa chọn “{field.choices}”.",
            "Khai báo danh sách này hoặc sửa tên danh sách.",
        )
    if not is_choice and (field.choices or field.choice_filter):
        yield DefinitionProblem(
            place, "Chỉ câu lựa chọn mới có danh sách và bộ lọc.", "Bỏ danh sách hoặc đổi kiểu câu."
        )
    if not 0 <= field.decimals <= MAX_DECIMALS:
        yield DefinitionProblem(
            place, f"Số chữ số thập phân {field.decimals} không dùng được.", "Chọn từ 0 đến 10."
        )
    if not 1 <= field.max_length <= MAX_TEXT:
        yield DefinitionProblem(
            place, f"Độ dài tối đa {field.max_length} không dùng được.", f"Chọn từ 1 đến {MAX_TEXT}."
        )
    if field.calculation and field.prefill:
        yield DefinitionProblem(place, "Ô tính không thể đồng thời được điền sẵn.", "Bỏ một trong hai.")


def _check_problems(definition: Definition) -> Iterator[DefinitionProblem]:
    found = list(checks_of(definition))
    yield from _duplicates("Mẫu phiếu", "kiểm tra", (check.code for _, check in found))
    for place, check in found:
        yield from _code_problems(f"{place}, kiểm tra", check.code)
        if not check.message.vi.strip():
            yield DefinitionProblem(
                place, f"Kiểm tra “{check.code}” chưa có lời giải thích.", "Ghi điều cần sửa."
            )


def _name_problems(definition: Definition) -> Iterator[DefinitionProblem]:
    names = Counter[str]()
    for variable in variables(definition):
        names[variable.name] += 1
        if names[variable.name] == 2:
            yield DefinitionProblem(
                variable.place,
                f"Tên “{variable.name}” trùng với một câu hoặc ô khác.",
                "Đổi mã câu, dòng hoặc cột.",
            )
        if fault := name_fault(variable.name):
            yield DefinitionProblem(
                variable.place, f"Tên “{variable.name}” không dùng được: {fault}.", "Đổi mã."
            )
    if names.total() > MAX_VARIABLES:
        yield DefinitionProblem(
            "Mẫu phiếu",
            f"Có {names.total()} câu và ô, tối đa {MAX_VARIABLES}.",
            "Chia thành nhiều mẫu phiếu.",
        )


def _code_problems(place: str, code: str) -> Iterator[DefinitionProblem]:
    if not _CODE.fullmatch(code):
        yield DefinitionProblem(
            place, f"Mã “{code}” không dùng được.", "Mã gồm 1–60 chữ thường không dấu, chữ số và gạch dưới."
        )


def _duplicates(place: str, what: str, codes: Iterable[str]) -> Iterator[DefinitionProblem]:
    for code, times in Counter(codes).items():
        if times > 1:
            yield DefinitionProblem(
                place, f"Mã {what} “{code}” dùng {times} lần.", "Đặt cho mỗi chỗ một mã riêng."
            )
