"""Saving the page of drafting in one act: the words as a new version, and who receives the paper."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from daumoi.documents.access import DocumentPermission
from daumoi.documents.actions.drafting import set_addressees, write_version
from daumoi.documents.actions.steps import journal, require
from daumoi.documents.models import Addressee, AddresseeRole, Paper, Steering, Urgency, Version
from daumoi.documents.rules.content import Content
from daumoi.foundation.errors import Invalid
from daumoi.foundation.principal import Principal
from daumoi.organisations.models import Organisation

_LONGEST_NAME = 200  # characters of an addressee's name
_MOST_LINES = 300


@dataclass(frozen=True, kw_only=True)
class Addressing:
    """Who receives a paper: organisations of the register, others by name, and whether an answer is asked until when."""

    main: tuple[Organisation, ...] = ()
    others: tuple[str, ...] = ()
    expects_answer: bool = False
    due_date: date | None = None


@transaction.atomic
def save_draft(
    *,
    by: Principal,
    paper: Paper,
    content: Content,
    seen: int,
    subject: str,
    addressing: Addressing,
    day: date,
    note: str = "",
    priority: int | None = None,
) -> Version:
    """Keep words, urgency and addressees of a draft; what did not change leaves no trace.

    :param seen: number of the version the writer started from.
    :param priority: a mark of `Urgency`, None to leave it as it is.
    :raises Conflict: somebody saved a newer version meanwhile; nothing of this one is kept, the page shows both.
    :raises Invalid: as `write_version` and `set_addressees`, or far too many addressees.
    """
    version = write_version(by=by, paper=paper, content=content, seen=seen, note=note, subject=subject)
    if priority is not None and priority != paper.priority:
        paper.priority = Urgency(priority)
        paper.save(update_fields=["priority"])
        journal(by, paper, "documents.paper.urgency", details={"urgency": paper.get_priority_display()})
    if addressing != addressing_of(paper=paper):
        address_paper(by=by, paper=paper, addressing=addressing, day=day)
    return version


def addressing_of(*, paper: Paper) -> Addressing:
    """Who receives the paper as it stands."""
    lines = list(
        Addressee.objects.filter(paper=paper, role=AddresseeRole.MAIN)
        .select_related("organisation")
        .order_by("number", "id")
    )
    return Addressing(
        main=tuple(line.organisation for line in lines if line.organisation is not None),
        others=tuple(line.organ_name for line in lines if line.organisation is None),
        expects_answer=any(line.expects_answer for line in lines),
        due_date=paper.due_date,
    )


@transaction.atomic
def address_paper(*, by: Principal, paper: Paper, addressing: Addressing, day: date) -> list[Addressee]:
    """Replace the “Kính gửi” lines of a draft, those of organisations and those typed by name.

    A sender that is known by its exchange code only keeps that code when its line stays.
    """
    require(by, paper, DocumentPermission.DRAFT)
    if len(addressing.main) + len(addressing.others) > _MOST_LINES:
        raise Invalid(
            "documents.addressee.many",
            f"Một văn bản gửi tối đa {_MOST_LINES} nơi.",
            remedy="Tách thành nhiều văn bản.",
            place="Nơi khác",
        )
    before = Addressee.objects.filter(paper=paper)
    codes = dict(before.filter(organisation=None).values_list("organ_name", "organ_id"))
    copies = [
        line.organisation
        for line in before.filter(role=AddresseeRole.COPY).select_related("organisation")
        if line.organisation is not None
    ]
    if paper.steering == Steering.DIRECTIVE and not addressing.expects_answer:
        paper.steering = Steering.NONE
    made = set_addressees(
        by=by,
        paper=paper,
        main=list(addressing.main),
        copies=copies,
        expects_answer=addressing.expects_answer,
        due_date=addressing.due_date,
        day=day,
    )
    made += Addressee.objects.bulk_create(
        Addressee(
            paper=paper,
            owner_id=paper.owner_id,
            root_id=paper.root_id,
            organ_id=codes.get(name, ""),
            organ_name=name[:_LONGEST_NAME],
            role=AddresseeRole.MAIN,
            expects_answer=addressing.expects_answer,
            due_date=addressing.due_date if addressing.expects_answer else None,
            number=number,
        )
        for number, name in enumerate(addressing.others, start=len(made) + 1)
    )
    mains = [line.organ_name for line in made if line.role == AddresseeRole.MAIN]
    paper.to_places = "; ".join(mains)[:1000]
    paper.save(update_fields=["to_places"])
    return made
