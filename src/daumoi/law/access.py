"""The only way from user input to an instrument, a provision or a subject."""

from enum import StrEnum

from daumoi.foundation.errors import NotFound
from daumoi.foundation.principal import Principal
from daumoi.law.models import Instrument, Provision, Subject


class LawPermission(StrEnum):
    """What may be done with the law register."""

    VIEW = "law.view"
    LOAD = "law.load"


def access_register(*, principal: Principal) -> None:
    """Law is public: whoever is signed in may read it, appointed or not; others meet `Forbidden`."""
    if not principal.is_signed_in:
        principal.require(LawPermission.VIEW)


def access_instrument(*, principal: Principal, code: str) -> Instrument:
    """The instrument of that code, with its source."""
    access_register(principal=principal)
    found = Instrument.objects.select_related("source").filter(code=code).first()
    if found is None:
        raise NotFound(
            "law.instrument",
            f"Không có văn bản mã “{code}” trong sổ căn cứ pháp lý.",
            remedy="Tìm theo số, ký hiệu hoặc tên văn bản ở trang Căn cứ pháp lý.",
        )
    return found


def access_provision(*, principal: Principal, code: str) -> Provision:
    """The provision of that code (`instrument#place`), with its instrument and source."""
    access_register(principal=principal)
    found = Provision.objects.select_related("instrument", "source").filter(code=code).first()
    if found is None:
        raise NotFound(
            "law.provision",
            f"Không có điều khoản mã “{code}” trong sổ căn cứ pháp lý.",
            remedy="Mở trang của văn bản để xem các điều khoản đã nhập.",
        )
    return found


def access_subject(*, principal: Principal, code: str) -> Subject:
    """The subject of that code."""
    access_register(principal=principal)
    found = Subject.objects.filter(code=code).first()
    if found is None:
        raise NotFound(
            "law.subject", f"Không có lĩnh vực mã “{code}”.", remedy="Chọn lĩnh vực trong danh sách."
        )
    return found
