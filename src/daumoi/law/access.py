"""The only way from user input to an instrument or subject."""

from enum import StrEnum

from daumoi.foundation.errors import NotFound
from daumoi.foundation.principal import Principal
from daumoi.law.models import Instrument, Subject


class LawPermission(StrEnum):
    """What may be done with the law register."""

    VIEW = "law.view"
    LOAD = "law.load"


def access_instrument(*, principal: Principal, code: str) -> Instrument:
    """The instrument of that code; law is open to every signed-in person."""
    principal.require(LawPermission.VIEW)
    found = Instrument.objects.select_related("source").filter(code=code).first()
    if found is None:
        raise NotFound("law.instrument", f"Không có văn bản mã “{code}” trong sổ căn cứ pháp lý.", remedy="Tìm theo số, ký hiệu.")
    return found


def access_subject(*, principal: Principal, code: str) -> Subject:
    """The subject of that code."""
    principal.require(LawPermission.VIEW)
    found = Subject.objects.filter(code=code).first()
    if found is None:
        raise NotFound("law.subject", f"Không có lĩnh vực mã “{code}”.", remedy="Chọn lĩnh vực trong danh sách.")
    return found
