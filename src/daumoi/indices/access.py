"""The only way from user input to an index, an edition and what hangs on it."""

from enum import StrEnum
from typing import TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from daumoi.foundation.errors import Conflict, NotFound
from daumoi.foundation.principal import Principal
from daumoi.indices.models import Appeal, Edition, Entry, Evidence, Index, IndexVersion, Kept, Sheet

R = TypeVar("R", bound=Kept)


class IndexPermission(StrEnum):
    """What may be done in this room. FILL scores oneself; COORDINATE verifies, answers appeals and publishes."""

    VIEW = "indices.view"
    FILL = "indices.fill"
    COORDINATE = "indices.coordinate"


def open_versions(*, principal: Principal) -> QuerySet[IndexVersion]:
    """The definitions the principal may read: whoever is signed in all of them, a visitor those that came with a pack or
    that a published edition used. One that was only taken in here is the desk's own until then."""
    if principal.is_signed_in or principal.system:
        return IndexVersion.objects.all()
    published = Edition.objects.filter(version=OuterRef("pk"), is_published=True)
    return IndexVersion.objects.filter(Q(from_pack=True) | Exists(published))


def access_index(*, principal: Principal, code: str) -> Index:
    """An index of the product with a definition the principal may read."""
    found = Index.objects.filter(code=code).first()
    if found is not None and not principal.is_signed_in:
        found = found if open_versions(principal=principal).filter(index=found).exists() else None
    if found is None:
        raise NotFound(
            "indices.index",
            _("Không có chỉ số mã “%s”.") % code,
            remedy=_("Chọn trong danh sách ở trang Chỉ số, xếp hạng."),
        )
    return found


def access_version(*, principal: Principal, index: Index, version: str = "") -> IndexVersion:
    """One version of an index that was itself obtained through `access`; the newest when none is named."""
    rows = open_versions(principal=principal).filter(index=index).select_related("index")
    found = rows.filter(version=version).first() if version else rows.order_by("first_year", "version").last()
    if found is None:
        raise NotFound(
            "indices.version",
            _("Chỉ số này không có phiên bản “%s”.") % version,
            remedy=_("Chọn trong danh sách phiên bản của chỉ số."),
        )
    return found


def access_edition(
    *,
    principal: Principal,
    index: str,
    code: str,
    permission: IndexPermission = IndexPermission.VIEW,
) -> Edition:
    """An edition the principal keeps, takes part in, or finds published, which visitors do too; others are not found."""
    found = (
        Edition.objects.visible_to(principal)
        .select_related("version__index", "owner", "corrects")
        .filter(version__index__code=index, code=code)
        .first()
    )
    if found is None or not (found.is_published or principal.holds(IndexPermission.VIEW)):
        raise NotFound(
            "indices.edition",
            _("Không có kỳ “%(edition)s” của chỉ số “%(index)s”.") % {"edition": code, "index": index},
            remedy=_("Chọn trong danh sách kỳ đánh giá của chỉ số."),
        )
    if permission is not IndexPermission.VIEW:
        principal.require(permission, body_id=found.root_id, owner_id=found.owner_id)
    return found


def access_result(*, principal: Principal, index: str, code: str) -> Edition:
    """An edition as `access_edition`, once it has a result: published here or quoted."""
    found = access_edition(principal=principal, index=index, code=code)
    if not found.is_frozen:
        raise Conflict(
            "indices.result.none",
            _("Kỳ này chưa công bố nên chưa có kết quả."),
            remedy=_("Xem kỳ đã tới bước nào ở trang của kỳ."),
        )
    return found


def access_sheet(
    *,
    principal: Principal,
    edition: Edition,
    body: str,
    permission: IndexPermission = IndexPermission.VIEW,
) -> Sheet:
    """The sheet of a body in an edition that was itself obtained through `access`.

    FILL is asked over the body, COORDINATE over the edition.
    """
    found = (
        Sheet.objects.visible_to(principal)
        .select_related("owner", "edition__version__index")
        .filter(edition=edition, owner__code=body)
        .first()
    )
    if found is None:
        raise NotFound(
            "indices.sheet",
            _("Kỳ này không có phiếu của “%s”.") % body,
            remedy=_("Chọn trong danh sách cơ quan của kỳ đánh giá."),
        )
    over: Kept = edition if permission is IndexPermission.COORDINATE else found
    principal.require(permission, body_id=over.root_id, owner_id=over.owner_id)
    return found


def access_entry(*, principal: Principal, sheet: Sheet, column: str) -> Entry:
    """One cell of a sheet that was itself obtained through `access`."""
    found = (
        Entry.objects.visible_to(principal).select_related("sheet").filter(sheet=sheet, column=column).first()
    )
    if found is None:
        raise NotFound(
            "indices.entry", _("Phiếu không có tiêu chí “%s”.") % column, remedy=_("Mở lại phiếu.")
        )
    return found


def access_evidence(*, principal: Principal, sheet: Sheet, number: int) -> Evidence:
    """One piece of evidence of a sheet, with its content."""
    rows = Evidence.objects.visible_to(principal).select_related("entry__sheet")
    found = rows.filter(entry__sheet=sheet, pk=number).first()
    if found is None:
        raise NotFound("indices.evidence", _("Phiếu không có minh chứng đó."), remedy=_("Mở lại phiếu."))
    return found


def access_appeal(*, principal: Principal, sheet: Sheet, number: int) -> Appeal:
    """One appeal of a sheet that was itself obtained through `access`."""
    rows = Appeal.objects.visible_to(principal).select_related("sheet__owner", "entry")
    found = rows.filter(sheet=sheet, number=number).first()
    if found is None:
        raise NotFound(
            "indices.appeal", _("Không có kiến nghị đó."), remedy=_("Mở lại danh sách kiến nghị của kỳ.")
        )
    return found


def may(*, principal: Principal, row: Kept, permission: IndexPermission) -> bool:
    """Whether the principal may do `permission` with what the row belongs to."""
    return principal.may(permission, body_id=row.root_id, owner_id=row.owner_id)
