"""Any of the kinds of paper: what its family of layout does not use stays empty."""

from datetime import date, datetime
from typing import Literal

import msgspec

from daumoi.documents.rendering.model.inline import Part
from daumoi.documents.rendering.model.paper import Block, Contact, Document, Issuer, Signature
from daumoi.documents.rendering.model.provisions import Attendees, Person
from daumoi.ui.wording import long_date

#: Families of layout, each one arrangement of the decree's components; a kind names its family in the pack.
Layout = Literal[
    "letter",
    "named",
    "decision",
    "telegram",
    "invitation",
    "introduction",
    "minutes",
    "leave",
    "agreement",
    "personal",
    "routing",
    "copy",
]
CopyForm = Literal["SAO Y", "SAO LỤC", "TRÍCH SAO"]


class Meeting(Part, frozen=True, tag="meeting"):
    """A session an invitation calls to or minutes tell of.

    ``starts`` and ``ends`` are words ("08 giờ 30, ngày 08 tháng 6 năm 2016"); :func:`clock_time` makes them
    from a moment. Minutes print ``attendance`` group by group; an invitation does not use it.
    """

    about: str
    starts: str
    place: str
    chair: str
    secretary: str = ""
    ends: str = ""
    attendance: tuple[Attendees, ...] = ()


class Leave(Part, frozen=True, tag="leave"):
    """What a leave paper grants: asked on ``applied``, so many days, from, to (both included), where."""

    applied: date
    days: int
    starts: date
    ends: date
    place: str
    counted_as: str
    confirmation: bool = False

    def __post_init__(self) -> None:
        if self.days < 1 or self.ends < self.starts:
            raise ValueError("a leave lasts at least one day and ends on or after its first day")


class Enclosed(Part, frozen=True, tag="enclosed"):
    """The paper a decision issues or approves (model 1.3): a head of its own, no number, pages from 1."""

    name_of_kind: str
    subject: str
    blocks: tuple[Block, ...]


class Seal(Part, frozen=True, tag="seal"):
    """What the body's invisible digital signature says in the upper right corner, 10 points upright.

    For an electronic copy: ``form``, ``issuer`` and the moment; for an annex or an enclosed paper in a
    file of its own: ``code`` (number and notation of the paper) and the moment. ``at`` knows its time zone.
    """

    at: datetime
    form: CopyForm | Literal[""] = ""
    issuer: str = ""
    code: str = ""

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("the moment of a digital signature needs a time zone")


class Copy(Part, frozen=True, tag="copy"):
    """A copy made on paper: below the last line of the original, under a rule across the page."""

    form: CopyForm
    issuer: Issuer
    notation: str
    number: int | None = None
    place: str = "Hà Nội"
    issued: date | None = None
    signature: Signature | None = None
    recipients: tuple[str, ...] = ()


class Paper(Document, frozen=True, kw_only=True):
    """A paper of any kind, for :func:`daumoi.documents.rendering.render_paper`.

    :param authority: who decides, above the grounds of a decision or resolution ("BỘ TRƯỞNG BỘ A").
    :param enacting: the line before the articles; empty takes the one that belongs to the kind.
    :param enclosed: the paper the decision issues or approves.
    :param cosignature: the second signature: the secretary of minutes, the first party of an agreement.
    :param bearer: the person an introduction or a leave paper is made out to.
    :param valid_until: the last day of an introduction.
    :param deadline, contact, closing: as in a letter.
    :param drafter: mark of the drafter and number of copies, below the recipients ("NVM. 30").
    :param address: address, telephone, e-mail of the body, at the foot of the first page.
    :param draft_note: which draft it is ("lần 2, ngày 12/11/2026"); prints with ``draft`` only.
    """

    authority: str = ""
    enacting: str = ""
    enclosed: Enclosed | None = None
    cosignature: Signature | None = None
    meeting: Meeting | None = None
    bearer: Person | None = None
    leave: Leave | None = None
    valid_until: date | None = None
    deadline: date | None = None
    contact: Contact | None = None
    closing: str = ""
    drafter: str = ""
    address: str = ""
    draft_note: str = ""
    seal: Seal | None = None
    copy: Copy | None = None


def clock_time(moment: datetime) -> str:
    """A moment of a session in the words of minutes and invitations, by the clock it carries.

    >>> clock_time(datetime(2016, 6, 8, 8, 30))
    '08 giờ 30, ngày 08 tháng 6 năm 2016'
    """
    return f"{moment:%H} giờ {moment:%M}, {long_date(moment.date())}"


def paper_from_json(data: bytes) -> Paper:
    """The paper written by :func:`paper_to_json`.

    :raises msgspec.ValidationError: the data are not a paper; the message names the place.
    """
    return msgspec.json.decode(data, type=Paper)


def paper_to_json(paper: Paper) -> bytes:
    """The paper as JSON with keys in a fixed order: what is stored, compared and hashed."""
    return msgspec.json.encode(paper, order="sorted")
