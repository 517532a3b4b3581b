"""Taking a definition in: from a pack, or by a coordinator's own file."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import Principal
from daumoi.history import actions as history
from daumoi.indices.access import IndexPermission
from daumoi.indices.definition import keeping_problems, outline_of
from daumoi.indices.models import Edition, EditionState, Index, IndexVersion
from daumoi.indices.queries import Placed, Standing, placed
from daumoi.surveys.actions.papers import refuse_secret
from daumoi_calc.indices.definition import Definition
from daumoi_calc.indices.faults import DefinitionFault, Problem


@transaction.atomic
def adopt_definition(
    *, by: Principal, text: str, file_name: str = "", is_simulated: bool = False, from_pack: bool = False
) -> IndexVersion:
    """Take in a definition in YAML as a version of its index; the same content a second time changes nothing.

    A pack brings its versions up to date while no edition used them; a version by a coordinator's file is written once.

    :raises Invalid: the text cannot be used; the message names the place in the file.
    :raises Conflict: the version is there with other content, its years overlap another version's, or the index
        belongs to the other realm (real, simulated).
    """
    by.require(IndexPermission.COORDINATE)
    definition = _read(text, file_name)
    if not from_pack:
        refuse_secret(text=text, place=file_name or _("Định nghĩa"))
        known = placed(definition=definition, simulated=is_simulated)
        if known.standing is Standing.SAME and known.version is not None:
            return known.version
        _refuse_standing(known, definition, file_name)
    index = _index(definition, is_simulated=is_simulated, from_pack=from_pack)
    _rename(index, definition)
    regime = definition.regime
    values = {
        "name": definition.name.vi,
        "definition": text,
        "digest": definition.digest,
        "file_name": file_name,
        "first_year": regime.first_year,
        "end_year": regime.last_year + 1 if regime.last_year is not None else None,
        "from_pack": from_pack,
    }
    found = IndexVersion.objects.filter(index=index, version=definition.version).first()
    if found is not None and all(getattr(found, name) == value for name, value in values.items()):
        return found
    if found is not None and found.digest != definition.digest:
        _refuse_used(found)
    try:
        with transaction.atomic():
            made = _kept(index, definition.version, values, from_pack=from_pack)
    except IntegrityError as error:
        raise _years_overlap(definition, file_name) from error
    history.record(
        by=by,
        code="indices.definition.adopted",
        thing=made,
        label=str(made),
        details={"digest": definition.digest, "version": definition.version},
    )
    return made


def _kept(index: Index, version: str, values: dict[str, Any], *, from_pack: bool) -> IndexVersion:
    """A pack's version brought up to date; any other is written once, also when two people confirm at one moment."""
    if not from_pack:
        return IndexVersion.objects.create(index=index, version=version, **values)
    made, _new = IndexVersion.objects.update_or_create(index=index, version=version, defaults=values)
    return made


def _read(text: str, file_name: str) -> Definition:
    try:
        definition = outline_of(text).definition
    except DefinitionFault as fault:
        raise _unusable(fault.problems[0], file_name) from fault
    for problem in keeping_problems(definition):
        raise _unusable(problem, file_name)
    return definition


def _unusable(problem: Problem, file_name: str) -> Invalid:
    return Invalid(
        "indices.definition",
        f"{problem.place}: {problem.message}",
        place=file_name or _("Định nghĩa"),
        remedy=problem.remedy or _("Xem tài liệu định dạng của chỉ số."),
    )


def _refuse_standing(known: Placed, definition: Definition, file_name: str) -> None:
    """Refuse what may not be taken in beside the definitions already here."""
    if known.standing is Standing.TAKEN and known.version is not None:
        _refuse_used(known.version)
        raise Conflict(
            "indices.definition.taken",
            _("Đã có phiên bản “%(version)s” của chỉ số “%(index)s” với nội dung khác.")
            % {"version": definition.version, "index": definition.code},
            place=file_name,
            remedy=_("Đặt số phiên bản mới cho định nghĩa đã sửa."),
        )
    if known.standing is Standing.REALM:
        raise Conflict(
            "indices.definition.realm",
            _("Mã “%s” đã dùng cho chỉ số ở phần kia (thật, mô phỏng).") % definition.code,
            place=file_name,
            remedy=_("Đặt mã khác cho chỉ số."),
        )
    if known.standing is Standing.YEARS:
        raise _years_overlap(definition, file_name)


def _years_overlap(definition: Definition, file_name: str) -> Conflict:
    return Conflict(
        "indices.definition.years",
        _("Năm áp dụng của phiên bản “%s” chồng lên phiên bản khác của cùng chỉ số.") % definition.version,
        place=file_name,
        remedy=_("Ghi last_year cho phiên bản trước, hoặc sửa first_year."),
    )


def _index(definition: Definition, *, is_simulated: bool, from_pack: bool) -> Index:
    made, _new = Index.objects.get_or_create(
        code=definition.code,
        defaults={
            "name": definition.name.vi,
            "name_en": definition.name.en,
            "owner_text": definition.owner,
            "presentation": definition.presentation.form,
            "is_simulated": is_simulated,
            "from_pack": from_pack,
        },
    )
    return made


def _rename(index: Index, definition: Definition) -> None:
    """The index is called and shown as its newest version says."""
    later = IndexVersion.objects.filter(index=index, first_year__gt=definition.regime.first_year).exists()
    values = {
        "name": definition.name.vi,
        "name_en": definition.name.en,
        "owner_text": definition.owner,
        "presentation": definition.presentation.form,
    }
    if later or all(getattr(index, name) == value for name, value in values.items()):
        return
    for name, value in values.items():
        setattr(index, name, value)
    index.save()


def _refuse_used(version: IndexVersion) -> None:
    if Edition.objects.filter(version=version).exclude(state=EditionState.QUOTED).exists():
        raise Conflict(
            "indices.definition.used",
            _("Phiên bản “%s” đã có kỳ đánh giá dùng nên không sửa định nghĩa được.") % version.version,
            place=version.file_name,
            remedy=_("Đặt số phiên bản mới cho định nghĩa đã sửa."),
        )
