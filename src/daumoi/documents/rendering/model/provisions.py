"""What stands in the body of a paper that rules, minutes, invites or asks to be signed.

Parts, chapters, articles, clauses and points as Annex I to Decree 30/2020/NĐ-CP (part I, II.6) lays them
out; lines with a label; the people present; the parties of a contract; the boxes of a phiếu trình.
"""

from datetime import date
from typing import Literal

from daumoi.documents.rendering.model.inline import Part, Runs

Level = Literal["part", "chapter", "section", "subsection"]


class Division(Part, frozen=True, tag="division"):
    """ "Phần I", "Chương I", "Mục 1" or "Tiểu mục 1" on a line of its own, its title in capitals below.

    Each counts for itself; sections restart in a chapter, subsections in a section.
    """

    level: Level
    title: str


class Article(Part, frozen=True, tag="article"):
    """ "Điều 1." With a ``title`` the text follows on a line of its own, without one on the same line.

    Articles are counted through the whole paper, and from 1 again in a paper enclosed with a decision.
    """

    runs: Runs = ()
    title: str = ""


class Clause(Part, frozen=True, tag="clause"):
    """ "1." A clause, counted from 1 after each article, division or heading; ``title`` is bold."""

    runs: Runs = ()
    title: str = ""


class Point(Part, frozen=True, tag="point"):
    """ "a)" A point of a clause, in the order of the Vietnamese alphabet."""

    runs: Runs


class Detail(Part, frozen=True, tag="detail"):
    """One line of :class:`Details`: "Thời gian: …"."""

    label: str
    runs: Runs


class Details(Part, frozen=True, tag="details"):
    """Lines that begin with what they are about: time, place, chair, position…"""

    rows: tuple[Detail, ...]


class Person(Part, frozen=True, tag="person"):
    """A person on a paper. ``title`` is "Ông" or "Bà", ``position`` with the body when it is needed."""

    name: str
    position: str = ""
    title: str = ""

    @property
    def words(self) -> str:
        """Name and position as one phrase.

        >>> Person("Trần Văn Mẫu", "Phó Cục trưởng", "Ông").words
        'Ông Trần Văn Mẫu, Phó Cục trưởng'
        """
        named = f"{self.title} {self.name}".strip()
        return f"{named}, {self.position}" if self.position else named


class Attendees(Part, frozen=True, tag="attendees"):
    """One group of those who came or did not come to a session; ``note`` is a reason or a head count."""

    label: str
    people: tuple[Person, ...] = ()
    note: str = ""


class Attendance(Part, frozen=True, tag="attendance"):
    """Who was present, who was absent, group by group."""

    groups: tuple[Attendees, ...]


class Party(Part, frozen=True, tag="party"):
    """A side of a contract, an agreement or an authorisation: "BÊN A", its name, and lines about it."""

    role: str
    name: str
    rows: tuple[Detail, ...] = ()


class FormRow(Part, frozen=True, tag="form_row"):
    """A box of a :class:`Form`: its title at the left, paragraphs at the right.

    ``lines`` empty lines are kept for writing by hand.
    """

    label: str
    paragraphs: tuple[Runs, ...] = ()
    lines: int = 0


class Form(Part, frozen=True, tag="form"):
    """A table of titled boxes, as a phiếu trình has them: matter, grounds, proposal, papers attached."""

    rows: tuple[FormRow, ...]


class Opinion(Part, frozen=True, tag="opinion"):
    """What one level said on the matter; an empty text leaves room to write by hand."""

    level: str
    text: str = ""
    name: str = ""
    on: date | None = None


class Opinions(Part, frozen=True, tag="opinions"):
    """The table of opinions of the levels a matter passes: level, opinion, name with signature and date."""

    rows: tuple[Opinion, ...]
    title: str = "Ý kiến của các cấp"
