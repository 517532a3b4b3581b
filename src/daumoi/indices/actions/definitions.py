"""Taking a definition in: from a pack, or by a coordinator's own file."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import Principal
from daumoi.history import actions as history
from daumoi.indices.access import IndexPermission
from daumoi.indices.definition import outline_of
from daumoi.indices.models import Edition, EditionState, Index, IndexVersion
from daumoi_calc.indices.definition import Definition
from daumoi_calc.indices.faults import DefinitionFault


@transaction.atomic
def adopt_definition(
    *, by: Principal, text: str, file_name: str = "", is_simulated: bool = False, from_pack: bool = False
) -> IndexVersion:
    """Take in a definition in YAML as a version of its index; the same text a second time changes nothing.

    :raises Invalid: the text cannot be used; the message names the place in the file.
    :raises Conflict: the version is in use with another text, or its years overlap another version's.
    """
    by.require(IndexPermission.COORDINATE)
    definition = _read(text, file_name)
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
            made, _new = IndexVersion.objects.update_or_create(
                index=index, version=definition.version, defaults=values
            )
    except IntegrityError as error:
        raise Conflict(
            "indices.definition.years",
            _("Năm áp dụng của phiên bản “%s” chồng lên phiên bản khác của cùng chỉ số.")
            % definition.version,
            place=file_name,
            remedy=_("Ghi last_year cho phiên bản trước, hoặc sửa first_year."),
        ) from error
    history.record(
        by=by,
        code="indices.definition.adopted",
        thing=made,
        label=str(made),
        details={"digest": definition.digest, "version": definition.version},
    )
    return made


def _read(text: str, file_name: str) -> Definition:
    try:
        return outline_of(text).definition
    except DefinitionFault as fault:
        first = fault.problems[0]
        raise Invalid(
            "indices.definition",
            f"{first.place}: {first.message}",
            place=file_name or _("Định nghĩa"),
            remedy=first.remedy or _("Xem tài liệu định dạng của chỉ số."),
        ) from fault


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
