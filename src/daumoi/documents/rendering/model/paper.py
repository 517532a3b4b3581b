"""The paper itself: who issues it, who signs, who receives it, and the kinds reports and letters share."""

from datetime import date
from typing import Literal

import msgspec

from daumoi.documents.rendering.model.blocks import (
    Callout,
    Figure,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Quote,
    Table,
)
from daumoi.documents.rendering.model.inline import Part
from daumoi.documents.rendering.model.provisions import (
    Article,
    Attendance,
    Clause,
    Details,
    Division,
    Form,
    Opinions,
    Party,
    Point,
)

Confidence = Literal["", "A", "B", "C", "?"]
Provision = Division | Article | Clause | Point | Details | Attendance | Party | Form | Opinions
Block = Heading | Paragraph | Items | Quote | Callout | PageBreak | Table | Figure | Provision


class Annex(Part, frozen=True, tag="annex"):
    """A "Phụ lục" with page numbers of its own; wide tables lie in a ``landscape`` one."""

    title: str
    blocks: tuple[Block, ...]
    orientation: Literal["portrait", "landscape"] = "portrait"


class SourceNote(Part, frozen=True, tag="source"):
    """Where a statement comes from: a document, an article, or cells of the register.

    ``locator`` is the place inside it ("Điều 46", "Bảng B2, dòng 3"), ``confidence`` the grade of the law
    page: A read in the original, B in a reliable copy, C second-hand, "?" not verified.
    """

    id: str
    title: str
    locator: str = ""
    url: str = ""
    dated: date | None = None
    confidence: Confidence = ""


# --- the paper ---------------------------------------------------------------------------------------


class Issuer(Part, frozen=True, tag="issuer"):
    """The body that issues, and the body above it when there is one."""

    name: str
    parent: str = ""


class Signature(Part, frozen=True, tag="signature"):
    """Who signs. ``on_behalf`` holds the lines with TM., KT., TL. or TUQ. above the signer's position.

    ``acting`` puts "Q." before the position of somebody who holds it for the time being; ``remark`` is a
    line in brackets below the position ("Ký, ghi rõ họ tên"), where the kind of paper has one.

    >>> Signature(position="THỨ TRƯỞNG", on_behalf=("KT. BỘ TRƯỞNG",)).lines
    ('KT. BỘ TRƯỞNG', 'THỨ TRƯỞNG')
    >>> Signature(position="Cục trưởng", acting=True).lines
    ('Q. Cục trưởng',)
    """

    position: str
    name: str = ""
    on_behalf: tuple[str, ...] = ()
    other_position: str = ""
    acting: bool = False
    remark: str = ""

    def __post_init__(self) -> None:
        for line in self.on_behalf:
            if not line.startswith(("TM. ", "KT. ", "TL. ", "TUQ. ")):
                raise ValueError(f"«{line}» must begin with TM., KT., TL. or TUQ. (Decree 30/2020, Art. 13)")

    @property
    def lines(self) -> tuple[str, ...]:
        return (*self.on_behalf, f"Q. {self.position}" if self.acting else self.position)


class Contact(Part, frozen=True, tag="contact"):
    """The person who answers questions about a letter."""

    name: str
    telephone: str
    unit: str = ""
    email: str = ""


class OfficialPaper(msgspec.Struct, frozen=True, kw_only=True):
    """What reports and letters share.

    ``number`` None leaves the place for it blank, as does ``issued`` None for the date: most bodies get
    both from their own document system. ``content_code`` and ``journal_head`` stand in the footer of
    every page and tie the paper to the data it was made from; ``simulated`` puts the striped mark on
    every page and must be set whenever any figure is invented.
    """

    issuer: Issuer
    subject: str
    blocks: tuple[Block, ...]
    notation: str
    number: int | None = None
    place: str = "Hà Nội"
    issued: date | None = None
    addressees: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    sources: tuple[SourceNote, ...] = ()
    signature: Signature | None = None
    recipients: tuple[str, ...] = ()
    urgency: Literal["", "KHẨN", "THƯỢNG KHẨN", "HỎA TỐC"] = ""
    circulation: str = ""
    draft: bool = False
    simulated: bool = False
    as_of: date | None = None
    content_code: str = ""
    journal_head: str = ""


class Document(OfficialPaper, frozen=True, kw_only=True):
    """A paper with a name of its kind: "BÁO CÁO", "TỜ TRÌNH", "KẾ HOẠCH"…"""

    kind: str = "BÁO CÁO"
    grounds: tuple[str, ...] = ()


class Letter(OfficialPaper, frozen=True, kw_only=True):
    """A "công văn": its subject stands under the number, and it may ask for an answer by a date.

    Deadline and contact are worded and printed after the blocks; ``closing`` ("Trân trọng cảm ơn") after
    them, with the sign that ends a letter.
    """

    deadline: date | None = None
    contact: Contact | None = None
    closing: str = ""
