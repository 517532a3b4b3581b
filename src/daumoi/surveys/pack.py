"""The room's part of a data pack: questionnaires as YAML, one file each, checked whole before anything is written."""

from dataclasses import dataclass
from pathlib import Path

import msgspec
from django.utils.translation import gettext as _

from daumoi.foundation.errors import Invalid
from daumoi.surveys.definition import Definition
from daumoi.surveys.definition.compile import compiled
from daumoi.surveys.definition.faults import DefinitionError

FOLDER = "questionnaires"


@dataclass(frozen=True)
class PackedQuestionnaire:
    """One file of the pack."""

    file: str
    definition: Definition


def read_questionnaires(folder: Path) -> list[PackedQuestionnaire]:
    """The questionnaires of the pack in `folder`, in the order of file names; `Invalid` names file and place."""
    found = [
        PackedQuestionnaire(file.name, _definition(file)) for file in sorted((folder / FOLDER).glob("*.yaml"))
    ]
    seen: dict[tuple[str, str], str] = {}
    for one in found:
        key = (one.definition.code, one.definition.version)
        if key in seen:
            raise Invalid(
                "pack.questionnaire.twice",
                _("Mẫu phiếu “%(code)s” bản %(version)s đã có trong %(file)s.")
                % {"code": key[0], "version": key[1], "file": seen[key]},
                place=one.file,
                remedy=_("Tăng số bản hoặc bỏ một tệp."),
            )
        seen[key] = one.file
    return found


def _definition(file: Path) -> Definition:
    try:
        definition = msgspec.yaml.decode(file.read_bytes(), type=Definition, strict=True)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise Invalid(
            "pack.questionnaire.shape",
            _("Không đọc được mẫu phiếu: %(reason)s") % {"reason": error},
            place=file.name,
            remedy=_("Sửa tệp theo các mẫu phiếu khác trong gói."),
        ) from error
    try:
        compiled(definition)
    except DefinitionError as error:
        more = f" (và {len(error.problems) - 1} lỗi khác)" if len(error.problems) > 1 else ""
        raise Invalid(
            "pack.questionnaire.rules",
            f"{error.problems[0]}{more}",
            place=file.name,
            remedy="Sửa tệp rồi nạp lại.",
        ) from error
    return definition
