"""The only writers of questionnaires: loading from a pack, importing a form, publishing, a next version."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import msgspec
from django.db import transaction
from django.utils.translation import gettext as _

from daumoi.facts import actions as facts
from daumoi.facts.actions import NewElement
from daumoi.foundation.clock import now
from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import Principal
from daumoi.history import actions as history
from daumoi.surveys.access import SurveyPermission
from daumoi.surveys.definition import Definition, Variable, digest, encode, from_data
from daumoi.surveys.definition.compile import CompiledDefinition, compiled
from daumoi.surveys.definition.faults import DefinitionError
from daumoi.surveys.models import Questionnaire, QuestionnaireState
from daumoi.surveys.pack import read_questionnaires
from daumoi.surveys.xlsform import read_xlsform
from daumoi.surveys.xlsform.problems import SheetProblem

_VERSION: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9.\-]{0,19}")


class FormRefused(Invalid):
    """A questionnaire that cannot be used: every fault, each with its place and remedy."""

    def __init__(self, problems: tuple[SheetProblem, ...]) -> None:
        more = " " + _("(và %(n)d lỗi khác)") % {"n": len(problems) - 1} if len(problems) > 1 else ""
        super().__init__(
            "surveys.questionnaire.refused",
            f"{problems[0].message}{more}",
            place=problems[0].place,
            remedy=problems[0].remedy,
        )
        self.problems = problems


@transaction.atomic
def load_questionnaires(*, folder: Path, by: Principal) -> dict[str, int]:
    """Bring in the questionnaires of the pack in `folder` and publish them; returns how many there are.

    A published version is never changed: a pack with other content under the same version is a `Conflict`.
    """
    by.require(SurveyPermission.DESIGN)
    packed = read_questionnaires(folder)
    for one in packed:
        made = _keep(by, one.definition, origin=one.file)
        if made.state == QuestionnaireState.DRAFT:
            publish(by=by, questionnaire=made)
    return {"questionnaires": len(packed)}


@dataclass(frozen=True)
class ImportedForm:
    """A draft that came of a workbook, and what was read differently from what stands there."""

    questionnaire: Questionnaire
    notes: tuple[SheetProblem, ...]


@transaction.atomic
def import_form(*, by: Principal, content: bytes, name: str, version: str = "") -> ImportedForm:
    """A draft from an XLSForm workbook; `FormRefused` holds every problem with sheet, row, column and remedy.

    A draft of the same code and version is replaced, a published version never. `version` overrides the form's.
    """
    by.require(SurveyPermission.DESIGN)
    read = read_xlsform(content, name=name)
    if read.definition is None:
        raise FormRefused(read.problems)
    wanted = _checked_version(version) if version.strip() else read.definition.version
    definition = msgspec.structs.replace(read.definition, version=wanted)
    return ImportedForm(_keep(by, definition, origin=name), read.notes)


def import_xlsform(*, by: Principal, content: bytes, name: str, version: str = "") -> Questionnaire:
    """The draft alone of `import_form`."""
    return import_form(by=by, content=content, name=name, version=version).questionnaire


def _checked_version(version: str) -> str:
    """A number of a version that can stand in an address."""
    wanted = version.strip()
    if not _VERSION.fullmatch(wanted):
        raise Invalid(
            "surveys.questionnaire.version",
            _("Số bản chỉ gồm chữ không dấu, chữ số, dấu chấm, gạch nối, tối đa 20 ký tự."),
            remedy=_("Ví dụ 2016.2."),
            place=_("Số bản"),
        )
    return wanted


def _keep(by: Principal, definition: Definition, origin: str) -> Questionnaire:
    """The row of this code and version, made or replaced as a draft."""
    held = (
        Questionnaire.objects.select_for_update()
        .filter(code=definition.code, version=definition.version)
        .first()
    )
    key = digest(definition)
    if held is not None and held.digest == key:
        return held
    if held is not None and held.state != QuestionnaireState.DRAFT:
        raise Conflict(
            "surveys.questionnaire.published",
            _("Mẫu phiếu “%(code)s” bản %(version)s đã ban hành với nội dung khác, nên không sửa được.")
            % {"code": held.code, "version": held.version},
            remedy=_("Đặt số bản mới (ô version của tờ settings, hoặc --version) rồi nhập lại."),
            place=origin,
        )
    row = held or Questionnaire(code=definition.code, version=definition.version)
    row.title, row.title_en = definition.title.vi, definition.title.en
    row.definition, row.digest, row.origin = msgspec.json.decode(encode(definition)), key, origin[:200]
    row.save()
    history.record(
        by=by, code="surveys.questionnaire.drafted", thing=row, details={"digest": key, "origin": origin}
    )
    return row


@transaction.atomic
def publish(*, by: Principal, questionnaire: Questionnaire, at: datetime | None = None) -> Questionnaire:
    """Check the whole questionnaire, enter its elements in the dictionary and close it against change."""
    by.require(SurveyPermission.DESIGN)
    if questionnaire.state != QuestionnaireState.DRAFT:
        raise Conflict(
            "surveys.questionnaire.state",
            _("Mẫu phiếu bản %(version)s không còn là dự thảo.") % {"version": questionnaire.version},
            remedy=_("Muốn thay đổi, lập bản mới."),
        )
    ready = _checked(from_data(questionnaire.definition))
    facts.define_elements(by=by, elements=_elements(ready))
    questionnaire.state, questionnaire.published_at = QuestionnaireState.PUBLISHED, at or now()
    questionnaire.digest = ready.digest
    questionnaire.save(update_fields=["state", "published_at", "digest"])
    history.record(
        by=by, code="surveys.questionnaire.published", thing=questionnaire, details={"digest": ready.digest}
    )
    return questionnaire


@transaction.atomic
def next_version(*, by: Principal, questionnaire: Questionnaire, version: str) -> Questionnaire:
    """A draft with the content of an existing version under a new number."""
    by.require(SurveyPermission.DESIGN)
    wanted = _checked_version(version)
    if Questionnaire.objects.filter(code=questionnaire.code, version=wanted).exists():
        raise Conflict(
            "surveys.questionnaire.version",
            _("Đã có bản %(version)s.") % {"version": wanted},
            remedy=_("Chọn số bản khác."),
            place=_("Số bản"),
        )
    definition = msgspec.structs.replace(from_data(questionnaire.definition), version=wanted)
    return _keep(by, definition, origin=_("bản %(version)s") % {"version": questionnaire.version})


def _checked(definition: Definition) -> CompiledDefinition:
    try:
        return compiled(definition)
    except DefinitionError as error:
        raise FormRefused(
            tuple(
                SheetProblem(message=one.message, remedy=one.remedy, column=one.place)
                for one in error.problems
            )
        ) from error


_VALUE_TYPES: Final = {
    "integer": "number",
    "decimal": "number",
    "money": "number",
    "percent": "number",
    "long_text": "text",
}


def _elements(ready: CompiledDefinition) -> Iterator[NewElement]:
    """The elements that the questionnaire's variables stand for, each once."""
    seen: set[str] = set()
    for name, variable in ready.variables.items():
        element = variable.field.element
        if element and element not in seen:
            seen.add(element)
            yield _element(element, ready.captions[name], variable, ready)


def _element(code: str, name: str, variable: Variable, ready: CompiledDefinition) -> NewElement:
    field = variable.field
    row_en = f"{variable.row.label.en} – " if variable.row and variable.row.label.en else ""
    return NewElement(
        code=code,
        name=name,
        name_en=f"{row_en}{field.label.en}" if field.label.en else "",
        value_type=_VALUE_TYPES.get(field.type, field.type),
        unit=field.unit,
        decimals=field.decimals,
        codes=tuple(entry.code for entry in ready.definition.codelists.get(field.choices, ())),
        aggregation=_aggregation(field.type),
    )


def _aggregation(kind: str) -> Any:
    """Amounts add up, choices are counted, shares and texts do neither."""
    if kind in ("integer", "money", "decimal"):
        return "sum"
    return "count" if kind in ("choice", "choices", "boolean") else "none"
