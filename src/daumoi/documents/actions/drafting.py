"""Drafting: a paper begins, its words change version by version, its figures live."""

from datetime import date

from django.db import transaction

from daumoi.documents.access import DocumentPermission
from daumoi.documents.actions.steps import journal, renew_search, require
from daumoi.documents.models import (
    Addressee,
    AddresseeRole,
    Figure,
    Kind,
    Link,
    LinkKind,
    Paper,
    Side,
    Steering,
    Urgency,
    Version,
)
from daumoi.documents.rules import numbering, ways
from daumoi.documents.rules.content import Content, Part, content_of, stored
from daumoi.documents.rules.secrecy import refuse_secret_mark
from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import Principal
from daumoi.organisations import queries as organisations
from daumoi.organisations.models import Organisation


@transaction.atomic
def begin_paper(
    *,
    by: Principal,
    owner: Organisation,
    kind: Kind,
    subject: str,
    day: date,
    content: Content | None = None,
    agency: str = "",
    unit: str = "",
    priority: int = Urgency.NORMAL,
    due_date: date | None = None,
    steering: int = Steering.NONE,
    about: tuple[str, int, str] = ("", 0, ""),
    answers: Paper | None = None,
) -> Paper:
    """Begin a draft at the desk of `owner`; its parts are those the kind offers unless `content` is given.

    :param agency: abbreviation that ends the notation; the open series of the desk gives it when empty.
    :param unit: abbreviation of the drafting unit, for letters ("THH").
    :param about: kind, id and address of what the paper speaks for in another room.
    :param answers: an incoming paper of the same desk that this one answers.
    :raises Invalid: no subject, too long, or a mark of state secrecy in the words.
    """
    by.require_at_home(DocumentPermission.DRAFT, body_id=owner.root_pk, owner_id=owner.pk)
    paper = Paper(
        owner=owner,
        root_id=owner.root_pk,
        side=Side.OUT,
        kind=kind,
        code_notation=numbering.notation(abbreviation=kind.abbreviation, agency=agency, unit=unit)
        if agency
        else "",
        organ_name=_name(owner, day),
        subject=checked_subject(subject=subject),
        priority=priority,
        due_date=due_date,
        steering=steering,
        about_kind=about[0],
        about_id=about[1],
        about_address=about[2],
        is_simulated=owner.is_simulated,
        author_id=by.person_id,
    )
    if answers is not None:
        paper.response_to = answers.guid
        paper.steering = Steering.REPORT if answers.steering == Steering.DIRECTIVE else paper.steering
    words = content or Content(parts=[Part(title=part.get("title", "")) for part in kind.parts])
    paper.save()
    renew_search(paper, words=words.plain)
    _add_version(paper, words, by=by, note="")
    if answers is not None:
        _answer_lines(paper, answers)
    journal(by, paper, "documents.paper.begun")
    return paper


def checked_subject(*, subject: str) -> str:
    """The subject as it is kept; refuses an empty one, one too long, and a mark of state secrecy."""
    bare = " ".join(subject.split())
    if not bare or len(bare) > 500:
        raise Invalid(
            "documents.subject",
            "Trích yếu trống hoặc dài quá 500 ký tự.",
            remedy="Ghi trích yếu ngắn gọn, nêu đúng nội dung chính.",
            place="Trích yếu",
        )
    refuse_secret_mark(text=bare, place="Trích yếu")
    return bare


def _name(owner: Organisation, day: date) -> str:
    return organisations.names_as_of(ids={owner.pk}, day=day).get(owner.pk, owner.code)[:200]


def _answer_lines(paper: Paper, answers: Paper) -> None:
    """An answer is linked to what it answers and goes back to its sender."""
    Link.objects.create(
        paper=paper, target=answers, kind=LinkKind.ANSWERS, owner_id=paper.owner_id, root_id=paper.root_id
    )
    Addressee.objects.create(
        paper=paper,
        owner_id=paper.owner_id,
        root_id=paper.root_id,
        organ_id=answers.organ_id,
        organ_name=answers.organ_name,
        organisation=_sender(answers),
        role=AddresseeRole.MAIN,
        number=1,
    )


def _sender(incoming: Paper) -> Organisation | None:
    return (
        Organisation.objects.filter(exchange_address__organ_id=incoming.organ_id).first()
        if incoming.organ_id
        else None
    )


@transaction.atomic
def write_version(
    *, by: Principal, paper: Paper, content: Content, seen: int, note: str = "", subject: str | None = None
) -> Version:
    """Keep the words as a new version; `seen` is the number of the version the writer started from.

    Writing what already stands adds nothing.

    :raises Conflict: somebody wrote a newer version meanwhile; both stay readable, none is lost.
    """
    require(by, paper, DocumentPermission.DRAFT)
    paper.state = ways.next_state(paper.state, ways.Act.EDIT)
    refuse_secret_mark(text=content.plain, place="Lời văn")
    Paper.objects.select_for_update().only("pk").get(pk=paper.pk)
    newest = newest_version(paper=paper)
    if newest.number != seen and newest.digest != content.digest:
        raise Conflict(
            "documents.version.newer",
            f"{newest.author_name} đã lưu bản {newest.number} trong lúc bạn soạn từ bản {seen}.",
            remedy="So sánh hai bản ở khung “Các bản”, chép phần cần giữ rồi lưu lại.",
            place="Nội dung",
        )
    unknown = set(content.figure_keys()) - set(
        Figure.objects.filter(paper=paper).values_list("key", flat=True)
    )
    if unknown:
        raise Invalid(
            "documents.figure.unknown",
            f"Số liệu [[{sorted(unknown)[0]}]] chưa được khai báo.",
            remedy="Thêm số liệu ấy ở khung “Số liệu trong văn bản” hoặc xoá khỏi lời văn.",
            place="Lời văn",
        )
    if subject is not None:
        paper.subject = checked_subject(subject=subject)
    paper.save()
    renew_search(paper, words=content.plain)
    if newest.digest == content.digest:
        return newest
    made = _add_version(paper, content, by=by, note=note)
    journal(by, paper, "documents.paper.written", details={"version": made.number})
    return made


def newest_version(*, paper: Paper) -> Version:
    """The version that stands."""
    return Version.objects.filter(paper=paper).latest("number")


def newest_content(*, paper: Paper) -> Content:
    """The words that stand."""
    return content_of(newest_version(paper=paper).content)


def _add_version(paper: Paper, content: Content, *, by: Principal, note: str) -> Version:
    last = (
        Version.objects.filter(paper=paper).order_by("-number").values_list("number", flat=True).first() or 0
    )
    return Version.objects.create(
        paper=paper,
        owner_id=paper.owner_id,
        root_id=paper.root_id,
        number=last + 1,
        content=stored(content),
        digest=content.digest,
        author_name=by.name,
        note=note.strip()[:300],
    )


@transaction.atomic
def set_addressees(
    *,
    by: Principal,
    paper: Paper,
    main: list[Organisation],
    copies: list[Organisation] | None = None,
    expects_answer: bool = False,
    due_date: date | None = None,
    day: date,
) -> list[Addressee]:
    """Say who receives the paper; one line of following each. Replaces the lines of a draft.

    :raises Invalid: an answer is expected without a day to answer by.
    """
    require(by, paper, DocumentPermission.DRAFT)
    ways.next_state(paper.state, ways.Act.EDIT)
    if expects_answer and due_date is None:
        raise Invalid(
            "documents.addressee.due",
            "Văn bản đề nghị trả lời thì phải có hạn gửi.",
            remedy="Chọn hạn gửi.",
            place="Hạn gửi",
        )
    Addressee.objects.filter(paper=paper).delete()
    copies = [one for one in copies or [] if one not in main]
    names = organisations.names_as_of(ids={one.pk for one in (*main, *copies)}, day=day)
    lines = [(one, AddresseeRole.MAIN, expects_answer) for one in main]
    lines += [(one, AddresseeRole.COPY, False) for one in copies]
    made = Addressee.objects.bulk_create(
        Addressee(
            paper=paper,
            owner_id=paper.owner_id,
            root_id=paper.root_id,
            organisation=organisation,
            organ_name=names.get(organisation.pk, organisation.code)[:200],
            role=role,
            expects_answer=asked,
            due_date=due_date if asked else None,
            number=number,
        )
        for number, (organisation, role, asked) in enumerate(lines, start=1)
    )
    paper.due_date = due_date
    paper.steering = Steering.DIRECTIVE if expects_answer else paper.steering
    paper.to_places = "; ".join(names.get(one.pk, one.code) for one in main)[:1000]
    paper.save()
    journal(by, paper, "documents.paper.addressed", details={"main": len(main), "copies": len(copies)})
    return made


@transaction.atomic
def cancel_paper(*, by: Principal, paper: Paper, reason: str) -> Paper:
    """Give a draft up, with the reason; it stays in the list of cancelled drafts."""
    require(by, paper, DocumentPermission.DRAFT)
    if not reason.strip():
        raise Invalid("documents.reason", "Huỷ văn bản phải ghi lý do.", remedy="Ghi lý do.", place="Lý do")
    paper.state = ways.next_state(paper.state, ways.Act.CANCEL)
    paper.state_reason = reason.strip()[:300]
    paper.save()
    journal(by, paper, "documents.paper.cancelled", reason=reason)
    return paper
