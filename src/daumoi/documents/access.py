"""The only way from user input to a paper, a series, a file or a line of following."""

from enum import StrEnum

from daumoi.documents.models import (
    Addressee,
    Folder,
    Kind,
    Message,
    Number,
    Paper,
    PaperFile,
    Series,
    Template,
)
from daumoi.foundation.errors import NotFound
from daumoi.foundation.principal import Principal
from daumoi.organisations.models import Organisation


class DocumentPermission(StrEnum):
    """What may be done with papers, always at the desk of one's own body."""

    VIEW = "documents.view"
    DRAFT = "documents.draft"
    ADVISE = "documents.advise"
    SIGN = "documents.sign"
    CLERK = "documents.clerk"
    CONFIGURE = "documents.configure"


def access_paper(
    *, principal: Principal, number: int, permission: DocumentPermission = DocumentPermission.VIEW
) -> Paper:
    """A paper of the principal's own body; another body's is not found, whoever asks."""
    found = (
        Paper.objects.visible_to(principal)
        .select_related("kind", "series", "owner", "root", "folder", "author")
        .filter(pk=number)
        .first()
    )
    if found is None or not principal.holds(DocumentPermission.VIEW):
        raise NotFound(
            "documents.paper", f"Không có văn bản số thứ tự {number}.", remedy="Chọn trong sổ văn bản."
        )
    if permission is not DocumentPermission.VIEW:
        principal.require_at_home(permission, body_id=found.root_id, owner_id=found.owner_id)
    return found


def access_desk(
    *, principal: Principal, code: str, permission: DocumentPermission = DocumentPermission.CLERK
) -> Organisation:
    """An organisation at whose own desk the principal holds the permission."""
    found = Organisation.objects.filter(code=code).first()
    if found is None or not principal.may_at_home(permission, body_id=found.root_pk, owner_id=found.pk):
        raise NotFound(
            "documents.desk", f"Không có bàn văn bản “{code}”.", remedy="Dùng mã cơ quan trong sổ đăng ký."
        )
    return found


def access_kind(*, principal: Principal, code: str) -> Kind:
    """A kind of paper."""
    principal.require(DocumentPermission.VIEW)
    found = Kind.objects.filter(code=code).first()
    if found is None:
        raise NotFound(
            "documents.kind", f"Không có loại văn bản “{code}”.", remedy="Chọn trong danh sách loại văn bản."
        )
    return found


def access_series(
    *, principal: Principal, number: int, permission: DocumentPermission = DocumentPermission.VIEW
) -> Series:
    """A series of numbers of the principal's own body."""
    found = Series.objects.visible_to(principal).select_related("owner").filter(pk=number).first()
    if found is None or not principal.holds(DocumentPermission.VIEW):
        raise NotFound("documents.series", "Không có sổ số đó.", remedy="Chọn trong danh sách sổ số.")
    if permission is not DocumentPermission.VIEW:
        principal.require_at_home(permission, body_id=found.root_id, owner_id=found.owner_id)
    return found


def access_folder(
    *, principal: Principal, number: int, permission: DocumentPermission = DocumentPermission.VIEW
) -> Folder:
    """A file of the principal's own body."""
    found = Folder.objects.visible_to(principal).select_related("owner").filter(pk=number).first()
    if found is None or not principal.holds(DocumentPermission.VIEW):
        raise NotFound("documents.folder", "Không có hồ sơ đó.", remedy="Chọn trong danh sách hồ sơ.")
    if permission is not DocumentPermission.VIEW:
        principal.require_at_home(permission, body_id=found.root_id, owner_id=found.owner_id)
    return found


def access_number(*, series: Series, number: int) -> Number:
    """One number of a series that was itself obtained through `access`."""
    found = Number.objects.filter(series=series, pk=number).first()
    if found is None:
        raise NotFound("documents.number", "Sổ này không có số đó.", remedy="Mở lại trang sổ số.")
    return found


def access_file(*, paper: Paper, number: int) -> PaperFile:
    """One file of a paper that was itself obtained through `access`, with its content."""
    found = PaperFile.objects.filter(paper=paper, pk=number).first()
    if found is None:
        raise NotFound("documents.file", "Văn bản này không có tệp đó.", remedy="Mở lại trang văn bản.")
    return found


def access_addressee(*, paper: Paper, number: int) -> Addressee:
    """One line of following of a paper that was itself obtained through `access`."""
    found = Addressee.objects.select_related("organisation").filter(paper=paper, pk=number).first()
    if found is None:
        raise NotFound("documents.addressee", "Văn bản này không gửi nơi đó.", remedy="Mở lại trang văn bản.")
    found.paper = paper
    return found


def access_template(*, principal: Principal, number: int) -> Template:
    """A Word template of the principal's own body."""
    found = Template.objects.visible_to(principal).select_related("kind").filter(pk=number).first()
    if found is None or not principal.holds(DocumentPermission.VIEW):
        raise NotFound("documents.template", "Không có mẫu đó.", remedy="Chọn trong danh sách mẫu.")
    return found


def access_message(*, principal: Principal, number: int) -> Message:
    """A message of the exchange, for the văn thư of the body it belongs to."""
    found = Message.objects.visible_to(principal).filter(pk=number).first()
    if found is None or not principal.holds(DocumentPermission.CLERK):
        raise NotFound("documents.message", "Không có thông điệp đó.", remedy="Mở lại hộp trao đổi văn bản.")
    return found
