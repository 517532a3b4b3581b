"""Đôn đốc: reminder letters drafted from what is late, and a line on the sender's desk each day while something is."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from daumoi.documents import queries
from daumoi.documents.access import DocumentPermission
from daumoi.documents.actions.drafting import begin_paper, newest_content
from daumoi.documents.actions.steps import journal
from daumoi.documents.models import Addressee, AddresseeRole, Kind, Link, LinkKind, Paper, PaperState, Side
from daumoi.documents.rules.content import Content, Part
from daumoi.foundation.errors import Conflict
from daumoi.foundation.principal import Principal, acting, system
from daumoi.inbox import actions as inbox
from daumoi.inbox.models import Item

INBOX_LATE = "documents.late"
LETTER = "cong_van"
_ON_ITS_WAY = (PaperState.DRAFT, PaperState.SUBMITTED, PaperState.SIGNED)
_DAILY = system("đôn đốc trả lời")
_NAMED = 3  # names spelled out on the desk before “và n nơi khác”


@transaction.atomic
def draft_reminders(*, by: Principal, paper: Paper, day: date, together: bool = False) -> list[Paper]:
    """Draft reminders for everybody who is late with an answer to `paper` on `day`; nothing is sent yet.

    Each is a letter with the signing block and contact of the paper it reminds of, linked to it. Whoever already has a
    reminder on its way is left out.

    :param together: one letter to all who are late, instead of one letter each.
    :raises Conflict: nobody is late, or every late addressee has a reminder on its way.
    """
    late = [line.addressee for line in queries.lines_of(paper=paper, day=day) if line.days_late]
    if not late or paper.state != PaperState.ISSUED:
        raise Conflict(
            "documents.remind.nobody",
            _("Văn bản %(code)s không còn nơi nào chậm trả lời.") % {"code": paper.code},
            remedy=_("Tải lại trang theo dõi."),
        )
    reminded = _reminded(paper)
    waiting = [line for line in late if _who(line) not in reminded]
    if not waiting:
        raise Conflict(
            "documents.remind.drafted",
            _("Các nơi chậm trả lời đều đã có công văn đôn đốc đang soạn hoặc đang trình."),
            remedy=_("Mở dự thảo ở sổ “Dự thảo, đang trình”."),
        )
    groups = [waiting] if together else [[line] for line in waiting]
    made = [_letter(by=by, paper=paper, lines=lines, day=day) for lines in groups]
    names = [line.organ_name for line in waiting]
    journal(by, paper, "documents.paper.reminders_drafted", details={"letters": len(made), "to": names})
    return made


def _who(line: Addressee) -> tuple[int | None, str]:
    return line.organisation_id, line.organ_name


def _reminded(paper: Paper) -> set[tuple[int | None, str]]:
    """Whom a reminder on its way already speaks to."""
    links = Link.objects.filter(target=paper, kind=LinkKind.REMINDS, paper__state__in=_ON_ITS_WAY)
    lines = Addressee.objects.filter(paper__in=links.values("paper"))
    return set(lines.values_list("organisation_id", "organ_name"))


def _letter(*, by: Principal, paper: Paper, lines: list[Addressee], day: date) -> Paper:
    kind = paper.kind if paper.kind.is_letter else Kind.objects.get(code=LETTER)
    made = begin_paper(
        by=by,
        owner=paper.owner,
        kind=kind,
        subject=_("đôn đốc trả lời văn bản số %(code)s") % {"code": paper.code},
        day=day,
        content=_words(paper, lines, day),
        priority=paper.priority,
    )
    if paper.kind.is_letter:
        made.code_notation = paper.code_notation
    made.to_places = "; ".join(line.organ_name for line in lines)[:1000]
    made.save()
    Addressee.objects.bulk_create(
        Addressee(
            paper=made,
            owner_id=made.owner_id,
            root_id=made.root_id,
            organisation=line.organisation,
            organ_id=line.organ_id,
            organ_name=line.organ_name,
            role=AddresseeRole.MAIN,
            number=number,
        )
        for number, line in enumerate(lines, start=1)
    )
    Link.objects.create(
        paper=made, target=paper, kind=LinkKind.REMINDS, owner_id=made.owner_id, root_id=made.root_id
    )
    return made


def _words(paper: Paper, lines: list[Addressee], day: date) -> Content:
    """A first wording, for the officer to change: what was asked, until when, who has not answered."""
    before = newest_content(paper=paper)
    dues = sorted({line.due_date for line in lines if line.due_date})
    facts = {
        "issuer": paper.organ_name,
        "kind": paper.kind.name,
        "code": paper.code,
        "on": f"{paper.issued_date:%d/%m/%Y}",
        "subject": paper.subject,
        "due": " và ".join(f"{due:%d/%m/%Y}" for due in dues),
        "day": f"{day:%d/%m/%Y}",
    }
    text = (
        "{issuer} đã gửi {kind} số {code} ngày {on} về việc “{subject}”, hạn trả lời là ngày {due}.\n\n"
        "Đến ngày {day}, {issuer} chưa nhận được văn bản trả lời của quý cơ quan.\n\n"
        "Đề nghị quý cơ quan quan tâm, sớm gửi văn bản trả lời để kịp tổng hợp. Trường hợp đã gửi, đề nghị cho biết"
        " số, ngày của văn bản để đối chiếu."
    ).format(**facts)
    return Content(
        parts=[Part(text=text)],
        closing="Trân trọng cảm ơn.",
        recipients=before.recipients or ["Như trên", "Lưu: VT."],
        signing=before.signing,
        contact=before.contact,
        place=before.place,
        drafter=before.drafter,
    )


@dataclass(frozen=True)
class Reminded:
    """What one day's run did: papers with late lines, and lines on desks that were closed because nothing is late."""

    papers: int
    closed: int


@transaction.atomic
def remind_late(*, day: date, at: datetime) -> Reminded:
    """Put “Đôn đốc …” on the sender's desk for each paper with late answers; close it where nothing is late any more.

    System work of every morning; running it twice changes nothing.
    """
    with acting(_DAILY):
        late: dict[int, list[Addressee]] = {}
        for line in queries.late_lines(day=day):
            if line.paper.side == Side.OUT:
                late.setdefault(line.paper_id, []).append(line)
        for lines in late.values():
            _post(lines)
        open_items = Item.objects.filter(kind=INBOX_LATE, done_at__isnull=True)
        gone = set(open_items.values_list("thing_id", flat=True)) - set(late)
        closed = inbox.close_all(kinds=(INBOX_LATE,), things=gone, at=at)
    return Reminded(papers=len(late), closed=closed)


def _post(lines: list[Addressee]) -> None:
    paper = lines[0].paper
    names = ", ".join(line.organ_name for line in lines[:_NAMED])
    rest = len(lines) - _NAMED
    inbox.post(
        kind=INBOX_LATE,
        thing_id=paper.pk,
        owner=paper.owner,
        permission=DocumentPermission.DRAFT,
        title=f"Đôn đốc: {len(lines)} nơi chậm trả lời {paper.code}",
        detail=f"{names} và {rest} nơi khác" if rest > 0 else names,
        document=paper.code,
        verb="Soạn đôn đốc",
        address=f"/van-ban/{paper.pk}/theo-doi/",
        due_on=min(line.due_date for line in lines if line.due_date),
    )
