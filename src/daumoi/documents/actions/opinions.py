"""Góp ý dự thảo, the giver's side: opinions by article on the web, from a Word table, from a letter typed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from lxml import etree

from daumoi.documents.access import DocumentPermission
from daumoi.documents.actions.consulting import INBOX_ASKED, require_open, tell
from daumoi.documents.actions.deciding import INBOX_OPINIONS
from daumoi.documents.intake import open_docx
from daumoi.documents.models import (
    Consultation,
    ConsultedBody,
    ConsultedState,
    DraftOpinion,
    OpinionDecision,
    OpinionSource,
)
from daumoi.documents.rules.consulting import DraftPart, part_named, read_parts
from daumoi.documents.rules.secrecy import refuse_secret_mark, refuse_secret_name
from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.folding import fold
from daumoi.foundation.principal import Principal, acting, system
from daumoi.history import actions as history
from daumoi.inbox import actions as inbox

MOST_OPINIONS = 500
LONGEST_OPINION = 20_000  # characters
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PART_TITLES = ("dieu", "khoan", "phan", "muc")
_WORDS_TITLES = ("noi dung gop y", "gop y", "y kien")
_TAKING = system("nhận góp ý dự thảo")


@dataclass(frozen=True)
class Said:
    """One opinion as its giver wrote it; `part` is the key of a part of the draft, empty for the whole."""

    part: str
    text: str


@dataclass(frozen=True)
class RefusedRow:
    """A row of a table that was not understood: which, what it said, why not."""

    number: int
    part: str
    text: str
    why: str


@dataclass(frozen=True)
class ReadTable:
    """What a Word table of opinions says, and the rows that could not be understood."""

    said: tuple[Said, ...]
    refused: tuple[RefusedRow, ...]


@transaction.atomic
def answer_consultation(
    *,
    by: Principal,
    line: ConsultedBody,
    said: Sequence[Said],
    at: datetime,
    source: OpinionSource = OpinionSource.WEB,
) -> ConsultedBody:
    """Give the asked organisation's opinions; none means it agrees. Until they are decided it may send them again.

    :raises Conflict: the round has ended, or the asker has begun to decide the opinions sent before.
    :raises Invalid: an opinion about a part the draft does not have, too long, or marked as state secret.
    """
    if line.organisation_id is None or line.body_id is None:
        raise Conflict(
            "documents.consulted.outside",
            _("Nơi này góp ý bằng công văn."),
            remedy=_("Chuyên viên của cơ quan soạn thảo nhập từ công văn."),
        )
    by.require_at_home(DocumentPermission.DRAFT, body_id=line.body_id, owner_id=line.organisation_id)
    with acting(_TAKING):
        _take(by=by, line=line, said=said, source=source, at=at, letter=("", None))
    history.record(
        by=by,
        code="documents.consultation.answered",
        thing=line,
        label=str(line.consultation)[:300],
        root_id=line.body_id,
        owner_id=line.organisation_id,
        details={"opinions": len(said)},
    )
    return line


@transaction.atomic
def record_opinions(
    *,
    by: Principal,
    line: ConsultedBody,
    said: Sequence[Said],
    source: OpinionSource,
    at: datetime,
    letter_code: str = "",
    letter_date: date | None = None,
) -> ConsultedBody:
    """Type in at the asker's desk what came by letter or as a Word table; none means the letter agrees.

    :raises Invalid: a letter without number and date, or as for :func:`answer_consultation`.
    :raises Conflict: as for :func:`answer_consultation`.
    """
    by.require_at_home(DocumentPermission.DRAFT, body_id=line.root_id, owner_id=line.owner_id)
    code = " ".join(letter_code.split())
    if source == OpinionSource.LETTER and not (code and letter_date):
        raise Invalid(
            "documents.opinion.letter",
            _("Nhập từ công văn thì ghi số, ký hiệu và ngày công văn."),
            remedy=_("Ghi như trên công văn góp ý."),
            place=_("Số, ký hiệu công văn"),
        )
    _take(by=by, line=line, said=said, source=source, at=at, letter=(code[:60], letter_date))
    return line


def _take(
    *,
    by: Principal,
    line: ConsultedBody,
    said: Sequence[Said],
    source: OpinionSource,
    at: datetime,
    letter: tuple[str, date | None],
) -> None:
    """Write an answer in the asker's rows: whoever calls has checked the rights and acts for them."""
    consultation = (
        Consultation.objects.select_for_update(of=("self",))
        .select_related("owner")
        .get(pk=line.consultation_id)
    )
    require_open(consultation=consultation)
    before = DraftOpinion.objects.filter(line=line)
    if before.exclude(decision=OpinionDecision.OPEN).exists():
        raise Conflict(
            "documents.opinion.decided",
            _("Cơ quan soạn thảo đã bắt đầu xử lý ý kiến gửi lần trước nên không gửi lại được."),
            remedy=_("Liên hệ %(name)s.") % {"name": consultation.contact_name},
        )
    words = _checked(said, read_parts(consultation.parts))
    before.delete()
    for number, one in enumerate(words, start=1):
        DraftOpinion.objects.create(
            owner_id=line.owner_id,
            root_id=line.root_id,
            consultation=consultation,
            line=line,
            organisation_id=line.organisation_id,
            body_id=line.body_id,
            giver=line.name,
            part=one.part,
            number=number,
            text=one.text,
            source=source,
        )
    line.state = ConsultedState.OPINED if words else ConsultedState.AGREED
    line.letter_code, line.letter_date = letter
    line.answered_on, line.answered_by = at.date(), by.name[:200]
    line.save()
    inbox.close(kind=INBOX_ASKED, thing_id=line.pk, at=at)
    _show_asker(consultation)
    tell(
        by=by,
        consultation=consultation,
        code="documents.consultation.received",
        details={"from": line.name, "opinions": len(words), "source": source},
    )


def _show_asker(consultation: Consultation) -> None:
    lines = list(ConsultedBody.objects.filter(consultation=consultation))
    answered = sum(1 for one in lines if one.state != ConsultedState.WAITING)
    inbox.post(
        kind=INBOX_OPINIONS,
        thing_id=consultation.pk,
        owner=consultation.owner,
        permission=DocumentPermission.DRAFT,
        title=f"Tổng hợp góp ý: {consultation.subject}",
        detail=f"Đã trả lời {answered}/{len(lines)}, lần {consultation.round}",
        verb="Xem góp ý",
        address=f"/van-ban/gop-y/{consultation.pk}/",
        due_on=consultation.due_on,
    )


def _checked(said: Sequence[Said], parts: list[DraftPart]) -> list[Said]:
    names = {part.key: part.name for part in parts} | {"": _("Ý kiến chung")}
    kept = [Said(one.part, one.text.replace("\r\n", "\n").strip()) for one in said]
    kept = [one for one in kept if one.text]
    if len(kept) > MOST_OPINIONS:
        raise Invalid(
            "documents.opinion.many",
            _("Một cơ quan gửi tối đa %(n)d ý kiến.") % {"n": MOST_OPINIONS},
            remedy=_("Gộp các ý kiến về cùng một điều."),
        )
    for one in kept:
        if one.part not in names:
            raise Invalid(
                "documents.opinion.part",
                _("Dự thảo không có phần “%(part)s”.") % {"part": one.part[:80]},
                remedy=_("Tải lại trang góp ý."),
            )
        if len(one.text) > LONGEST_OPINION:
            raise Invalid(
                "documents.opinion.long",
                _("Ý kiến dài quá %(n)d ký tự.") % {"n": LONGEST_OPINION},
                remedy=_("Tách thành nhiều ý kiến."),
                place=names[one.part],
            )
        refuse_secret_mark(text=one.text, place=names[one.part])
    return kept


def read_opinion_table(*, data: bytes, name: str, parts: Sequence[DraftPart]) -> ReadTable:
    """The opinions in a Word table with the columns “Điều, khoản” and “Nội dung góp ý”; rows left empty are passed over.

    :raises Invalid: what :func:`daumoi.documents.intake.open_docx` refuses, a secret by its name, no such table.
    """
    refuse_secret_name(name=name)
    word = open_docx(data, name=name)
    for table in word.xml(word.main).iter(f"{_W}tbl"):
        rows = [[_cell(cell) for cell in row.findall(f"{_W}tc")] for row in table.findall(f"{_W}tr")]
        columns = _columns(rows[0]) if rows else None
        if columns is not None:
            return _read_rows(rows[1:], columns, parts)
    raise Invalid(
        "documents.opinion.table",
        _("Tệp không có bảng với hai cột “Điều, khoản” và “Nội dung góp ý”."),
        remedy=_("Tải mẫu bảng góp ý ở trang này, điền rồi gửi lại."),
        place=f"Tệp {name[:120]}",
    )


def _columns(titles: list[str]) -> tuple[int, int] | None:
    bare = [fold(title) for title in titles]
    words = next(
        (at for at, title in enumerate(bare) if any(title.startswith(w) for w in _WORDS_TITLES)), None
    )
    part = next((at for at, title in enumerate(bare) if any(title.startswith(p) for p in _PART_TITLES)), None)
    return (part, words) if part is not None and words is not None and part != words else None


def _read_rows(rows: list[list[str]], columns: tuple[int, int], parts: Sequence[DraftPart]) -> ReadTable:
    said: list[Said] = []
    refused: list[RefusedRow] = []
    part_at, words_at = columns
    for number, row in enumerate(rows, start=1):
        part = row[part_at] if part_at < len(row) else ""
        text = row[words_at] if words_at < len(row) else ""
        if not text:
            continue
        key = part_named(parts, part)
        if key is None:
            refused.append(RefusedRow(number, part, text, _("Dự thảo không có điều, khoản này.")))
        elif len(text) > LONGEST_OPINION:
            refused.append(RefusedRow(number, part, text[:200], _("Ý kiến dài quá 20.000 ký tự.")))
        else:
            said.append(Said(key, text))
    return ReadTable(tuple(said), tuple(refused))


def _cell(cell: etree._Element) -> str:
    lines = []
    for paragraph in cell.iter(f"{_W}p"):
        pieces = []
        for node in paragraph.iter(f"{_W}t", f"{_W}br", f"{_W}tab"):
            pieces.append(node.text or "" if node.tag == f"{_W}t" else "\n" if node.tag == f"{_W}br" else " ")
        lines.append("".join(pieces).strip())
    return "\n".join(line for line in lines if line)
