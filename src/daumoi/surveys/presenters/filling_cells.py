"""One answer as a page shows it: its control, what stands in it, what is wrong with it.

A control posts one text. The *canonical* text of an answer is what its control posts when nobody touches it
(absences are `@no_data`, `@not_applicable`); beside it the page carries the version its reader saw and a short
fingerprint of that text, so that an untouched control never overwrites what a colleague wrote meanwhile.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from daumoi.surveys.definition import Field, Question, Variable
from daumoi.surveys.definition.structure import NUMERIC
from daumoi.surveys.definition.values import ABSENCES, show, words
from daumoi.surveys.models import Answer, AnswerStatus
from daumoi.surveys.queries.answers import HeldAnswer
from daumoi.surveys.queries.replies import Key, ReplySheet

OFFERED_ABSENCES = (AnswerStatus.NO_DATA, AnswerStatus.NOT_APPLICABLE)
ABSENCE_MARKS = {
    AnswerStatus.NO_DATA: "no_data",
    AnswerStatus.NOT_APPLICABLE: "out_of_scope",
    AnswerStatus.NOT_ARISEN: "none_arisen",
}
"""The sign of the house that goes with each absence."""


@dataclass(frozen=True)
class Typed:
    """What somebody typed that was not saved: why not, and what stands there instead when a colleague was faster."""

    text: str
    problem: str = ""
    theirs: Answer | HeldAnswer | None = None


@dataclass(frozen=True)
class Option:
    """One choice of a control."""

    value: str
    label: str
    id: str
    chosen: bool


@dataclass(frozen=True)
class Clash:
    """Two people wrote the same answer: both values, for the second to choose."""

    author: str
    theirs: str
    mine: str


@dataclass(frozen=True)
class Cell:
    """One answer on a page. `kind` chooses the control; `text` is what the control holds."""

    key: Key
    kind: str
    label: str
    text: str
    shown: str
    status: str
    seen: str
    hint: str = ""
    unit: str = ""
    width: str = ""
    is_optional: bool = False
    is_shown: bool = True
    is_numeric: bool = False
    source: str = ""
    saved_by: str = ""
    options: tuple[Option, ...] = ()
    absences: tuple[Option, ...] = ()
    problem: str = ""
    """Why what was typed is no answer."""
    is_wrong: bool = False
    clash: Clash | None = None
    question: str = ""
    labelled_by: str = ""
    """In tables: ids of the headings of row and column."""
    column: str = ""
    """In tables: the heading of the column, for narrow screens."""

    @property
    def name(self) -> str:
        """How the posted fields of this answer end."""
        return f"{self.key[0]}:{self.key[1]}"

    @property
    def id(self) -> str:
        """The id of the control, where links to this answer lead."""
        return cell_id(self.key)

    @property
    def is_prefilled(self) -> bool:
        """Whether the value waits for somebody to confirm it."""
        return self.status == AnswerStatus.PREFILLED

    @property
    def absence_mark(self) -> str:
        """The sign of the absence that stands here; empty for a value."""
        return ABSENCE_MARKS.get(AnswerStatus(self.status), "") if self.status else ""

    @property
    def is_blank(self) -> bool:
        """Whether nobody has said anything here."""
        return not self.shown and not self.absence_mark

    @property
    def described_by(self) -> str:
        """Ids of hint and note, for assistive technology."""
        return f"goi-y-{self.id} ghi-chu-{self.id}" if self.hint else f"ghi-chu-{self.id}"


def cell_id(key: Key) -> str:
    """An id for a variable and row that needs no escaping."""
    return f"o-{key[0].replace('.', '--')}-{key[1]}"


def language() -> str:
    """The language pages are shown in, as questionnaires know it."""
    return (get_language() or "vi").split("-")[0]


def fingerprint(canonical: str) -> str:
    """A short mark of what a control held when it was shown."""
    return hashlib.blake2s(canonical.encode(), digest_size=6).hexdigest()


def canonical_text(variable: Variable, answer: HeldAnswer | None, sheet: ReplySheet) -> str:
    """What the control of this answer posts when nobody touches it."""
    if answer is None:
        return ""
    if answer.status in ABSENCE_MARKS:
        return f"@{answer.status}"
    return posted_text(variable, answer.value, sheet)


def posted_text(variable: Variable, value: object, sheet: ReplySheet) -> str:
    """A stored value as its control posts it: codes for choices, Vietnamese writing for the rest."""
    if value is None:
        return ""
    kind = variable.field.type
    if kind == "boolean":
        return "true" if value is True else "false"
    if kind == "choices":
        order = [entry.code for entry in sheet.compiled.definition.codelists.get(variable.field.choices, ())]
        chosen = {str(code) for code in value} if isinstance(value, (list, tuple, set)) else {str(value)}
        return ";".join([code for code in order if code in chosen] + sorted(chosen - set(order)))
    if kind in ("choice", "text", "long_text"):
        return str(value).replace("\r\n", "\n").strip()
    return show(variable, value, sheet.compiled.definition)


def shown_text(variable: Variable, status: str, value: object, sheet: ReplySheet) -> str:
    """An answer in words, with its unit; an absence by its name."""
    if status in ABSENCES:
        return words(ABSENCES[status], language())
    text = show(variable, value, sheet.compiled.definition, language())
    return f"{text} {variable.field.unit}" if text and variable.field.unit else text


def cell_of(
    *,
    sheet: ReplySheet,
    variable: Variable,
    row: int = 0,
    typed: Mapping[Key, Typed] | None = None,
    heading: str = "",
) -> Cell:
    """One answer ready for its template. `typed` holds what could not be saved: it is shown again as typed.
    `heading` is the id of the row's heading in a table.
    """
    key = (variable.name, row)
    one = variable.field
    in_table = bool(heading)
    answer = sheet.answers.get(key)
    canonical = canonical_text(variable, answer, sheet)
    attempt = (typed or {}).get(key)
    text = attempt.text if attempt is not None else canonical
    calculated = bool(one.calculation)
    editable = not calculated and sheet.may_edit(*key)
    status = answer.status if answer is not None else ""
    value = sheet.value(*key)
    kind = _kind(one, in_table) if editable else "output" if calculated else "value"
    code = one.code.upper() if isinstance(variable.item, Question) else ""
    return Cell(
        key=key,
        kind=kind,
        label=words(one.label, language()),
        text=_control_text(text, in_table and kind == "text"),
        shown=shown_text(variable, status, value, sheet)
        if status in ABSENCES
        else _plain(variable, value, sheet),
        status=status,
        seen=f"{answer.version if answer is not None else 0}:{fingerprint(canonical)}",
        hint=words(one.hint, language()) if one.hint else "",
        unit=one.unit,
        width=_width(one),
        is_optional=not one.required,
        is_shown=sheet.evaluation.relevant.get(key, True),
        is_numeric=one.type in NUMERIC,
        source=answer.source_text if answer is not None else "",
        saved_by=answer.author_name if answer is not None else "",
        options=_options(sheet, variable, key, text) if editable else (),
        absences=_absences(one, key, text) if editable and not in_table else (),
        problem=attempt.problem if attempt is not None else "",
        is_wrong=bool(attempt is not None and attempt.problem) or _is_wrong(sheet, key),
        clash=_clash(sheet, variable, attempt),
        question=code,
        labelled_by=f"{heading} cot-{variable.item.code}-{one.code}" if in_table else "",
        column=_column_heading(one) if in_table else "",
    )


def _column_heading(one: Field) -> str:
    label = words(one.label, language())
    return f"{label} ({one.unit})" if one.unit else label


def _plain(variable: Variable, value: object, sheet: ReplySheet) -> str:
    return show(variable, value, sheet.compiled.definition, language())


def _kind(one: Field, in_table: bool) -> str:
    if one.type == "long_text":
        return "text" if in_table else "long"
    if one.type in ("boolean", "choice"):
        return "select" if in_table else "radio"
    return "checks" if one.type == "choices" else "text"


def _width(one: Field) -> str:
    if one.type in NUMERIC or one.type == "date":
        return "short"
    return ""


def is_absence(text: str) -> bool:
    """Whether a canonical text stands for an absence."""
    return text.startswith("@") and text[1:] in ABSENCES


def _control_text(text: str, says_absence: bool) -> str:
    """What stands in a text control: in tables an absence in words, elsewhere nothing (a box beside it is ticked)."""
    return _typed_words(text) if says_absence or not is_absence(text) else ""


def _typed_words(text: str) -> str:
    return words(ABSENCES[text[1:]], language()) if is_absence(text) else text


def _options(sheet: ReplySheet, variable: Variable, key: Key, text: str) -> tuple[Option, ...]:
    one = variable.field
    if one.type == "boolean":
        entries = [("true", _("Có")), ("false", _("Không"))]
    elif one.type in ("choice", "choices"):
        left = sheet.evaluation.choices.get(key)
        entries = [
            (entry.code, words(entry.label, language()))
            for entry in sheet.compiled.definition.codelists.get(one.choices, ())
            if left is None or entry.code in left or entry.code in text.split(";")
        ]
    else:
        return ()
    chosen = set(text.split(";"))
    anchor = cell_id(key)
    return tuple(
        Option(value, label, anchor if number == 0 else f"{anchor}-{number}", value in chosen)
        for number, (value, label) in enumerate(entries)
    )


def _absences(one: Field, key: Key, text: str) -> tuple[Option, ...]:
    """“Chưa có số liệu”, “Không thuộc phạm vi” beside the control; an optional text may simply stay empty."""
    if not one.required and one.type in ("text", "long_text"):
        return ()
    return tuple(
        Option(
            f"@{status}",
            _capital(words(ABSENCES[status], language())),
            f"{cell_id(key)}-{status}",
            text == f"@{status}",
        )
        for status in OFFERED_ABSENCES
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _is_wrong(sheet: ReplySheet, key: Key) -> bool:
    """Whether a check that must hold points here; its message stands under the question or table."""
    return any(one.kind == "hard" and (one.name, one.row) == key for one in sheet.evaluation.violations)


def _clash(sheet: ReplySheet, variable: Variable, attempt: Typed | None) -> Clash | None:
    if attempt is None or attempt.theirs is None:
        return None
    theirs = attempt.theirs
    return Clash(
        author=theirs.author_name or _("Người khác"),
        theirs=shown_text(variable, theirs.status, theirs.value, sheet) or _("để trống"),
        mine=_in_words(attempt.text, _options(sheet, variable, (variable.name, 0), "")) or _("để trống"),
    )


def _in_words(text: str, options: tuple[Option, ...]) -> str:
    labels = {option.value: option.label for option in options}
    return _typed_words("; ".join(labels.get(code, code) for code in text.split(";")) if labels else text)
