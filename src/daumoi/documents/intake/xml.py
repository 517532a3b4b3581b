"""XML from outside: no document type, no entities, no network, no huge trees."""

import re

from django.utils.translation import gettext as _
from lxml import etree

from daumoi.foundation.errors import Invalid

MOST_BYTES = 40 * 2**20
_DECLARATION = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


def parse_xml(data: bytes, *, place: str) -> etree._Element:
    """The root element of an XML part.

    A document type is refused even when it is empty: office formats and our exchange never need one, and
    with it come entities that swell or reach out.

    :param place: what a refusal names.
    :raises Invalid: a document type, more bytes than a paper needs, or XML that cannot be read.
    """
    if len(data) > MOST_BYTES:
        raise Invalid(
            "documents.intake.bomb",
            _("Nội dung XML lớn {size} MB, bất thường với một văn bản.").format(size=len(data) // 2**20),
            place=place,
            remedy=_("Chia văn bản thành nhiều tệp, hoặc hỏi lại nơi gửi nếu tệp từ nơi lạ."),
        )
    # In a wide encoding every second byte is zero; without them the declaration is seen all the same.
    if _DECLARATION.search(data) or (b"\x00" in data and _DECLARATION.search(data.replace(b"\x00", b""))):
        raise Invalid(
            "documents.intake.entities",
            _("Nội dung XML khai báo thực thể hoặc kiểu tài liệu (DTD), là cách tấn công thường gặp."),
            place=place,
            remedy=_("Không dùng tệp này; hỏi lại nơi gửi và báo đầu mối an ninh mạng nếu tệp từ nơi lạ."),
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Invalid(
            "documents.intake.xml",
            _("Nội dung XML bị hỏng hoặc không đúng mã chữ đã khai."),
            place=place,
            remedy=_("Lưu lại tệp từ phần mềm đã tạo ra nó rồi nộp lại."),
        ) from error
