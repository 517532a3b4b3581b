"""Reading what a section's form posts: which controls were touched, what they mean, who was faster."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from daumoi.foundation.errors import Invalid
from daumoi.foundation.periods import parse_day
from daumoi.surveys.actions import NewAnswer
from daumoi.surveys.definition import Variable
from daumoi.surveys.definition.values import ABSENCES, ParseProblem, parse_absence, parse_input
from daumoi.surveys.models import AnswerStatus
from daumoi.surveys.presenters.filling_cells import Typed, canonical_text, fingerprint
from daumoi.surveys.queries.replies import Key, ReplySheet

SHORTHAND = {"?": AnswerStatus.NO_DATA}
"""Typed alone into a cell: chưa có số liệu."""


@dataclass
class SectionInput:
    """What a posted section asks for: answers to write, and what cannot be written as typed."""

    answers: list[NewAnswer] = field(default_factory=list)
    typed: dict[Key, Typed] = field(default_factory=dict)
    explanations: list[tuple[str, int, str]] = field(default_factory=list)
    refused: dict[tuple[str, int], tuple[str, str]] = field(default_factory=dict)
    """Explanations that were refused: the text and why."""

    @property
    def problems(self) -> dict[Key, Typed]:
        """What stays on the screen with a message."""
        return {key: one for key, one in self.typed.items() if one.problem or one.theirs is not None}


def read_section(data: QueryDict, sheet: ReplySheet) -> SectionInput:
    """Every touched control of the posted form, judged against what stands in the reply now.

    An untouched control (its text still has the fingerprint the page carried) is passed over. A touched one
    whose answer a colleague changed meanwhile is a clash unless `keep` says which value stays.
    """
    result = SectionInput()
    kept = dict(_keeping(value) for value in data.getlist("keep"))
    for name in data:
        if not name.startswith("seen:"):
            continue
        key = _key(name.removeprefix("seen:"))
        variable = sheet.compiled.variables.get(key[0]) if key is not None else None
        if key is not None and variable is not None and sheet.may_edit(*key):
            _read_one(result, data, sheet, variable, key, kept.get(key, ""))
    result.explanations = list(_explanations(data, sheet))
    return result


def _key(text: str) -> Key | None:
    name, colon, row = text.rpartition(":")
    return (name, int(row)) if colon and row.isdecimal() and len(row) < 6 else None


def _keeping(value: str) -> tuple[Key | None, str]:
    who, _colon, name = value.partition(":")
    return _key(name), who


def _read_one(
    result: SectionInput, data: QueryDict, sheet: ReplySheet, variable: Variable, key: Key, keep: str
) -> None:
    version, _colon, mark = str(data[f"seen:{key[0]}:{key[1]}"]).partition(":")
    seen = int(version) if version.isdecimal() and len(version) < 9 else 0
    current = sheet.answers.get(key)
    now = canonical_text(variable, current, sheet)
    text = posted(data, key, now if current is not None and current.version == seen else "")
    if keep == "theirs" or (not keep and fingerprint(text) == mark) or (current is not None and text == now):
        return
    stands = current.version if current is not None else 0
    if stands != seen and keep != "mine":
        result.typed[key] = Typed(text, theirs=current)
        return
    answer = meaning(variable, key, text, sheet, seen=stands)
    if isinstance(answer, ParseProblem):
        result.typed[key] = Typed(text, problem=str(answer))
    else:
        result.answers.append(answer)


def posted(data: QueryDict, key: Key, before: str) -> str:
    """The canonical text of a posted control.

    Control and absence boxes can contradict each other when no script keeps them apart: then what was
    changed against `before` counts.
    """
    name = f"{key[0]}:{key[1]}"
    values = [value.replace("\r\n", "\n").strip() for value in data.getlist(f"value:{name}")]
    text = ";".join(value for value in values if value)
    absent = next((value for value in reversed(data.getlist(f"absent:{name}")) if value), "")
    if absent and text:
        return text if absent == before else absent
    text = absent or text
    status = SHORTHAND.get(text) or (None if text.startswith("@") else parse_absence(text)) if text else None
    return f"@{status}" if status else text


def meaning(
    variable: Variable, key: Key, text: str, sheet: ReplySheet, *, seen: int
) -> NewAnswer | ParseProblem:
    """The answer that a canonical text stands for."""
    if text.startswith("@") and text[1:] in ABSENCES:
        return NewAnswer(key[0], None, key[1], text[1:], seen)
    value = parse_input(variable, text, sheet.compiled.definition)
    if isinstance(value, ParseProblem):
        return value
    return NewAnswer(key[0], value, key[1], AnswerStatus.ANSWERED, seen)


def _explanations(data: QueryDict, sheet: ReplySheet) -> list[tuple[str, int, str]]:
    """Reasons that were written or changed; `same` is the quick “đã kiểm tra, số liệu đúng”."""
    if not any(name.startswith("explain:") for name in data):
        return []  # judging the whole reply is only for those who explain
    found = []
    soft = {(one.code, one.row) for one in sheet.evaluation.violations if one.kind == "soft"}
    for name in data:
        key = _key(name.removeprefix("explain:")) if name.startswith("explain:") else None
        if key is None or key not in soft:
            continue
        text = str(data[name]).replace("\r\n", "\n").strip()
        held = sheet.explanations.get(key)
        if text and (held is None or held.text != text):
            found.append((key[0], key[1], text))
    return found


def read_block(
    text: str, variables: Mapping[str, Variable], sheet: ReplySheet
) -> list[dict[str, NewAnswer | Typed]]:
    """Rows pasted from a spreadsheet: one line a row, tabs between cells, calculated columns left out.

    Cells that cannot be read stay as typed, with their problem.
    """
    rows: list[dict[str, NewAnswer | Typed]] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        if not line.strip():
            continue
        row: dict[str, NewAnswer | Typed] = {}
        for (name, variable), cell in zip(variables.items(), line.split("\t"), strict=False):
            words = cell.strip()
            status = SHORTHAND.get(words) or parse_absence(words) if words else None
            read = meaning(variable, (name, 0), f"@{status}" if status else words, sheet, seen=0)
            row[name] = Typed(words, problem=str(read)) if isinstance(read, ParseProblem) else read
        rows.append(row)
    return rows


class DayField(forms.CharField):
    """A day written 08/9/2016 or 2016-09-08."""

    def to_python(self, value: object) -> date | None:  # type: ignore[override]
        """The day, None for an empty field."""
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return parse_day(text, default=date.min)
        except Invalid as error:
            raise forms.ValidationError(str(error)) from error


class LetterForm(forms.Form):
    """The signed letter: the file, and what stands on it."""

    number = forms.CharField(
        label=gettext_lazy("Số, ký hiệu công văn"),
        max_length=80,
        help_text=gettext_lazy("Như văn thư đã cấp, ví dụ 88/BA-CNTT."),
        error_messages={"required": gettext_lazy("Số, ký hiệu công văn: ghi như trên văn bản đã ký.")},
    )
    letter_date = DayField(
        label=gettext_lazy("Ngày ký"),
        help_text=gettext_lazy("Ví dụ 10/8/2016."),
        error_messages={"required": gettext_lazy("Ngày ký: ghi ngày trên văn bản.")},
    )
    signer = forms.CharField(
        label=gettext_lazy("Người ký"),
        max_length=200,
        help_text=gettext_lazy("Chức vụ, họ tên, ví dụ KT. BỘ TRƯỞNG, Thứ trưởng Trần Văn A."),
        error_messages={"required": gettext_lazy("Người ký: ghi chức vụ, họ tên người đã ký.")},
    )
    file = forms.FileField(
        label=gettext_lazy("Bản PDF đã ký"),
        help_text=gettext_lazy(
            "PDF, tối đa 20 MB, có trang phụ lục mang mã nội dung. Không tải tài liệu mật."
        ),
        error_messages={
            "required": gettext_lazy("Bản PDF đã ký: chọn tệp."),
            "empty": gettext_lazy("Bản PDF đã ký: tệp rỗng, chọn tệp khác."),
        },
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
    )
    typed_code = forms.CharField(
        label=gettext_lazy("Mã nội dung in trên phụ lục"),
        required=False,
        max_length=30,
        help_text=gettext_lazy("Chỉ cần khi tệp là bản quét ảnh: hệ thống không tự đọc được mã."),
    )


class WorkbookForm(forms.Form):
    """The filled workbook that comes back."""

    file = forms.FileField(
        label=gettext_lazy("Tệp Excel đã điền"),
        help_text=gettext_lazy("Tệp .xlsx tải từ trang này, tối đa 20 MB."),
        error_messages={
            "required": gettext_lazy("Tệp Excel đã điền: chọn tệp."),
            "empty": gettext_lazy("Tệp Excel đã điền: tệp rỗng, chọn tệp khác."),
        },
        widget=forms.FileInput(
            attrs={"accept": ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
        ),
    )
