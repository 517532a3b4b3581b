"""The way of an issued paper to its addressees, and of their news and answers back.

An addressee with a desk in this installation gets the paper straight into its register of arrivals; one with an exchange
address gets an edXML message; any other gets it on paper, and a clerk marks the line by hand. A ministry's step changes
the sender's line where the person acting may not write: that half is system work, as in the inbox.
"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from daumoi.documents.access import DocumentPermission
from daumoi.documents.actions import numbering
from daumoi.documents.actions.files import keep
from daumoi.documents.actions.steps import journal, renew_search, require
from daumoi.documents.events import LineAnswered, line_answered
from daumoi.documents.messages import address_of
from daumoi.documents.models import (
    Addressee,
    DeliveryState,
    ExchangeAddress,
    FileRole,
    Paper,
    PaperFile,
    PaperState,
    RegisterSide,
    Side,
    Steering,
)
from daumoi.documents.rules import ways
from daumoi.documents.rules.numbering import duplicate_key
from daumoi.foundation.errors import Conflict
from daumoi.foundation.principal import Principal, acting, system
from daumoi.inbox import actions as inbox
from daumoi.organisations.models import Organisation

_POST = system("chuyển văn bản")
INBOX_ARRIVED = "documents.arrived"
INBOX_ASSIGNED = "documents.assigned"


def send(*, by: Principal, paper: Paper, at: datetime) -> list[Addressee]:
    """Send an issued paper to every addressee within the caller's transaction; returns the lines without a desk here."""
    lines = list(
        Addressee.objects.filter(paper=paper, state=DeliveryState.PENDING).select_related("organisation")
    )
    outside: list[Addressee] = []
    for line in lines:
        if line.organisation is not None and _has_desk(line.organisation, at.date()):
            _hand_over(paper, line, at=at)
            line.state, line.arrived_at = DeliveryState.ARRIVED, at
        else:
            line.state = DeliveryState.SENT
            outside.append(line)
        line.sent_at = line.state_at = at
        line.save()
    if lines:
        journal(by, paper, "documents.paper.sent", details={"lines": len(lines)})
    return outside


def outside_lines(*, paper: Paper) -> list[Addressee]:
    """The lines of a sent paper whose addressees keep no register here: those reached by message or by post."""
    with acting(_POST):
        here = set(Paper.objects.filter(guid=paper.guid, side=Side.IN).values_list("owner_id", flat=True))
    lines = (
        Addressee.objects.filter(paper=paper)
        .exclude(state=DeliveryState.PENDING)
        .select_related("organisation")
    )
    return [line for line in lines if line.organisation_id not in here]


def _has_desk(organisation: Organisation, day: date) -> bool:
    """Whether the organisation keeps a register of arrivals in this installation."""
    with acting(_POST):
        return numbering.series_for(owner=organisation, kind=None, side=RegisterSide.IN, day=day) is not None


def _hand_over(paper: Paper, line: Addressee, *, at: datetime) -> Paper | None:
    """Put the paper into the addressee's register of arrivals, with its printed file."""
    organisation = line.organisation
    assert organisation is not None
    with acting(_POST):
        if Paper.objects.filter(guid=paper.guid, owner=organisation, side=Side.IN).exists():
            return None
        arrived = _arrive(
            source=paper, owner=organisation, due=line.due_date, asks=line.expects_answer, at=at
        )
        wanted = (FileRole.PDF, FileRole.SIGNED, FileRole.ANNEX)
        for file in PaperFile.objects.filter(paper=paper, role__in=wanted):
            keep(
                by=_POST, paper=arrived, role=FileRole(file.role), name=file.name, content=bytes(file.content)
            )
        settle_answer(answer=arrived, at=at)
    return arrived


def _arrive(*, source: Paper, owner: Organisation, due: date | None, asks: bool, at: datetime) -> Paper:
    address = address_of(source)
    arrived = Paper(
        guid=source.guid,
        side=Side.IN,
        kind=source.kind,
        state=PaperState.ARRIVED,
        owner=owner,
        root_id=owner.root_pk,
        organ_id=address.organ_id if address else source.organ_id,
        organ_name=source.organ_name,
        code_number=source.code_number,
        code_notation=source.code_notation,
        issued_date=source.issued_date,
        subject=source.subject,
        page_amount=source.page_amount,
        signer_position=source.signer_position,
        signer_full_name=source.signer_full_name,
        priority=source.priority,
        due_date=due,
        steering=Steering.DIRECTIVE if asks else source.steering,
        response_to=source.response_to,
        about_kind=source.about_kind,
        about_id=source.about_id,
        about_address=source.about_address,
        is_simulated=source.is_simulated,
    )
    register(paper=arrived, at=at)
    return arrived


def register(*, paper: Paper, at: datetime) -> None:
    """Give an arriving paper its arrival number and save it; the văn thư is told."""
    series = numbering.series_for(owner=paper.owner, kind=None, side=RegisterSide.IN, day=at.date())
    paper.arrival_date = at.date()
    if series is not None:
        paper.series = series
        paper.arrival_number = numbering.next_number(series=series, year=at.year)
    paper.save()
    renew_search(paper)
    asks = paper.steering == Steering.DIRECTIVE
    inbox.post(
        kind=INBOX_ARRIVED,
        thing_id=paper.pk,
        owner=paper.owner,
        permission=DocumentPermission.CLERK,
        title=(f"Văn bản đến: {paper.subject}" if paper.subject else f"Văn bản đến số {paper.code}"),
        detail=f"{paper.organ_name} · {paper.code}" + (" · đề nghị trả lời" if asks else ""),
        document=paper.code,
        verb="Tiếp nhận",
        address=f"/van-ban/{paper.pk}/",
        due_on=paper.due_date,
    )


def duplicate_of(*, paper: Paper) -> Paper | None:
    """Another paper of the same desk with the same number, notation and issuer, however they were typed."""
    key = duplicate_key(number=paper.code_number, code_notation=paper.code_notation, issuer=paper.organ_name)
    year = paper.issued_date.year if paper.issued_date else None
    near = Paper.objects.filter(root_id=paper.root_id, side=paper.side).exclude(pk=paper.pk)
    near = near.exclude(code_number="").filter(
        code_number__in={paper.code_number, paper.code_number.lstrip("0")}
    )
    for other in near[:200]:
        same = duplicate_key(
            number=other.code_number, code_notation=other.code_notation, issuer=other.organ_name
        )
        if same == key and (year is None or other.issued_date is None or other.issued_date.year == year):
            return other
    return None


def report(*, arrived: Paper, told: str, words: str, at: datetime) -> int:
    """Tell the sender how far its paper came; 0 when the sender's desk is not in this installation."""
    with acting(_POST):
        lines = _lines_of(arrived)
        for line in lines:
            move_line(line=line, told=told, words=words, at=at)
    return len(lines)


def _lines_of(arrived: Paper) -> list[Addressee]:
    """The sender's lines about this copy: the body addressed, or the unit it was addressed to."""
    mine = Q(organisation_id=arrived.owner_id) | Q(organisation_id=arrived.root_id)
    lines = Addressee.objects.filter(mine, paper__guid=arrived.guid, paper__side=Side.OUT)
    return list(lines.select_related("paper", "organisation"))


def move_line(*, line: Addressee, told: str, words: str = "", staff: str = "", at: datetime) -> None:
    """Move a line of following forward by news; news that comes late changes nothing."""
    after = ways.later_delivery(line.state, told)
    if line.state == DeliveryState.ANSWERED or (after == line.state and not words):
        return
    line.state, line.state_at = after, at
    line.state_words, line.staff_words = words.strip()[:300], staff.strip()[:300] or line.staff_words
    if told == "arrived" and line.arrived_at is None:
        line.arrived_at = at
    line.save()


def settle_answer(*, answer: Paper, at: datetime) -> Addressee | None:
    """Close the line that an arriving paper answers: the one of its sender, on the paper it names.

    The organisation must be the one that was asked: a paper that only claims to answer closes nothing.
    """
    if not answer.response_to:
        return None
    sender = (
        ExchangeAddress.objects.filter(organ_id=answer.organ_id)
        .values_list("organisation_id", flat=True)
        .first()
        if answer.organ_id
        else None
    )
    asked = Addressee.objects.filter(
        paper__guid=answer.response_to,
        paper__side=Side.OUT,
        paper__root_id=answer.root_id,
        answer__isnull=True,
    )
    by_name = Q(organ_name=answer.organ_name)
    line = (
        asked.filter(Q(organisation_id=sender) | by_name if sender else by_name)
        .select_related("paper")
        .first()
    )
    if line is None:
        return None
    close_line(line=line, answer=answer, on=answer.issued_date or at.date(), at=at)
    return line


def close_line(*, line: Addressee, answer: Paper, on: date, at: datetime) -> None:
    """Write that a line is answered, and tell whoever listens."""
    line.state, line.answer, line.state_at = DeliveryState.ANSWERED, answer, at
    line.answered_on = line.answered_on or on
    line.save()
    still_late = Addressee.objects.filter(
        paper_id=line.paper_id, expects_answer=True, answered_on__isnull=True, due_date__lt=at.date()
    )
    if not still_late.exists():
        inbox.close(kind="documents.late", thing_id=line.paper_id, at=at)
    line_answered.announce(
        LineAnswered(
            paper_id=line.paper_id,
            about_kind=line.paper.about_kind,
            about_id=line.paper.about_id,
            addressee_id=line.pk,
            organisation_id=line.organisation_id,
            answer_id=answer.pk,
            answer_code=answer.code,
            on=on,
        )
    )


def answered_elsewhere(
    *, about_kind: str, about_id: int, organisation: Organisation, words: str, on: date, at: datetime
) -> int:
    """Close the line of an organisation whose answer came by another way than a paper (a survey's own pages).

    Called by the room that took the answer, after its own checks; returns how many lines were open.
    """
    with acting(_POST):
        lines = Addressee.objects.filter(
            paper__about_kind=about_kind,
            paper__about_id=about_id,
            paper__side=Side.OUT,
            organisation=organisation,
            expects_answer=True,
            answered_on__isnull=True,
        )
        count = 0
        for line in lines:
            line.state, line.answered_on, line.state_at = DeliveryState.ANSWERED, on, at
            line.state_words = words.strip()[:300]
            line.save()
            inbox.close(kind="documents.late", thing_id=line.paper_id, at=at)
            count += 1
    return count


def tell_recall(*, by: Principal, paper: Paper, at: datetime) -> None:
    """Freeze every copy of a recalled paper in the registers of this installation; data stay, work on it ends."""
    with acting(_POST):
        for copy in Paper.objects.filter(guid=paper.guid, side=Side.IN):
            copy.state, copy.state_reason = PaperState.RECALLED, paper.state_reason
            copy.save()
            inbox.close_all(kinds=(INBOX_ARRIVED, INBOX_ASSIGNED), things=(copy.pk,), at=at)


@transaction.atomic
def mark_line(
    *, by: Principal, line: Addressee, told: str, words: str, at: datetime, answer: Paper | None = None
) -> Addressee:
    """A clerk marks by hand how far a paper came (sent by post, answered on paper that was registered here).

    :raises Conflict: the answer given is not a paper of this desk's arrivals.
    """
    require(by, line.paper, DocumentPermission.CLERK)
    if answer is not None:
        if answer.root_id != line.root_id or answer.side != Side.IN:
            raise Conflict(
                "documents.line.answer",
                "Văn bản trả lời phải là văn bản đến đã vào sổ của cơ quan mình.",
                remedy="Vào sổ văn bản đến trước, rồi chọn làm trả lời.",
                place="Văn bản trả lời",
            )
        close_line(line=line, answer=answer, on=answer.issued_date or answer.arrival_date or at.date(), at=at)
    else:
        move_line(line=line, told=told, words=words, at=at)
    journal(
        by, line.paper, "documents.line.marked", reason=words, details={"line": line.organ_name, "told": told}
    )
    return line
