"""Góp ý dự thảo: rounds of a desk, work that waits for the asked, one round with its opinions, what changed and why."""

from dataclasses import dataclass
from datetime import date

from daumoi.documents.access import DocumentPermission
from daumoi.documents.models import (
    Consultation,
    ConsultedBody,
    ConsultedState,
    DraftOpinion,
    OpinionDecision,
    Paper,
    PaperState,
    Side,
)
from daumoi.documents.rules.consulting import DraftPart, Line, PartChange, changes_of, line_on, read_parts
from daumoi.foundation.errors import NotFound
from daumoi.foundation.principal import Principal


@dataclass(frozen=True)
class RoundRow:
    """One round in the asker's list."""

    consultation: Consultation
    asked: int
    answered: int
    late: int
    opinions: int
    undecided: int


@dataclass(frozen=True)
class ConsultedLine:
    """One asked organisation on a day, with how many opinions it sent."""

    line: ConsultedBody
    standing: Line
    days_late: int
    opinions: int


@dataclass(frozen=True)
class OpinionRow:
    """One opinion with the name of the part it is about."""

    opinion: DraftOpinion
    giver: str
    part_name: str


@dataclass(frozen=True)
class Sheet:
    """One round as its asker sees it: parts, lines, opinions in the order of the draft."""

    consultation: Consultation
    parts: tuple[DraftPart, ...]
    lines: tuple[ConsultedLine, ...]
    opinions: tuple[OpinionRow, ...]

    def count(self, *wanted: Line) -> int:
        """How many lines stand so."""
        return sum(1 for one in self.lines if one.standing in wanted)

    def decided(self, *wanted: OpinionDecision) -> int:
        """How many opinions were decided so."""
        return sum(1 for one in self.opinions if one.opinion.decision in wanted)


@dataclass(frozen=True)
class Explained:
    """One part of two rounds with the opinions that led to its change."""

    change: PartChange
    opinions: tuple[OpinionRow, ...]


def opened_consultation(*, principal: Principal, number: int) -> Consultation:
    """A round that the principal's desk asks in, or is asked in; any other is not found."""
    found = (
        Consultation.objects.visible_to(principal)
        .select_related("owner", "root", "previous")  # never the paper: only its own desk may read that
        .filter(pk=number)
        .first()
    )
    if found is None or not principal.holds(DocumentPermission.VIEW):
        raise NotFound(
            "documents.consultation",
            "Không có lần lấy ý kiến đó.",
            remedy="Chọn trong danh sách góp ý dự thảo.",
        )
    return found


def is_asker(*, principal: Principal, consultation: Consultation, permission: str) -> bool:
    """Whether the principal works with the permission at the desk that asks."""
    return principal.may_at_home(permission, body_id=consultation.root_id, owner_id=consultation.owner_id)


def asked_consultation(
    *, principal: Principal, number: int, permission: DocumentPermission = DocumentPermission.VIEW
) -> Consultation:
    """A round of the principal's own desk; those who are only asked do not find it here."""
    found = opened_consultation(principal=principal, number=number)
    if not is_asker(principal=principal, consultation=found, permission=DocumentPermission.VIEW):
        raise NotFound(
            "documents.consultation",
            "Không có lần lấy ý kiến đó.",
            remedy="Chọn trong danh sách góp ý dự thảo.",
        )
    if permission is not DocumentPermission.VIEW:
        principal.require_at_home(permission, body_id=found.root_id, owner_id=found.owner_id)
    return found


def own_lines(*, principal: Principal, consultation: Consultation) -> list[ConsultedBody]:
    """The lines of a round that name an organisation at whose desk the principal may answer."""
    rows = ConsultedBody.objects.addressed_to(principal).filter(consultation=consultation)
    return [row for row in rows.select_related("consultation", "organisation") if may_answer(principal, row)]


def may_answer(principal: Principal, line: ConsultedBody) -> bool:
    """Whether the principal may answer in the name of the asked organisation."""
    return (
        line.body_id is not None
        and line.organisation_id is not None
        and principal.may_at_home(
            DocumentPermission.DRAFT, body_id=line.body_id, owner_id=line.organisation_id
        )
    )


def line_of(*, consultation: Consultation, number: int) -> ConsultedBody:
    """One line of a round that was itself obtained for its asker or the asked."""
    found = (
        ConsultedBody.objects.select_related("consultation", "organisation")
        .filter(consultation=consultation, pk=number)
        .first()
    )
    if found is None:
        raise NotFound(
            "documents.consulted", "Lần lấy ý kiến này không hỏi nơi đó.", remedy="Mở lại trang góp ý."
        )
    return found


def opinions_of(*, line: ConsultedBody) -> list[DraftOpinion]:
    """What one asked organisation sent."""
    return list(DraftOpinion.objects.filter(line=line).order_by("number"))


def rounds(*, principal: Principal, day: date, most: int = 200) -> list[RoundRow]:
    """The rounds of the principal's desks, open ones first, then the newest (three questions in all)."""
    found = [
        one
        for one in Consultation.objects.visible_to(principal).defer("parts").select_related("owner")[:most]
        if is_asker(principal=principal, consultation=one, permission=DocumentPermission.VIEW)
    ]
    ids = [one.pk for one in found]
    lines: dict[int, list[str]] = {}
    for number, state in ConsultedBody.objects.filter(consultation__in=ids).values_list(
        "consultation_id", "state"
    ):
        lines.setdefault(number, []).append(state)
    decisions: dict[int, list[str]] = {}
    for number, decision in DraftOpinion.objects.filter(consultation__in=ids).values_list(
        "consultation_id", "decision"
    ):
        decisions.setdefault(number, []).append(decision)
    rows = [_round(one, lines.get(one.pk, []), decisions.get(one.pk, []), day) for one in found]
    return sorted(rows, key=lambda row: row.consultation.closed_at is not None)


def _round(one: Consultation, states: list[str], decisions: list[str], day: date) -> RoundRow:
    waiting = states.count(ConsultedState.WAITING)
    return RoundRow(
        consultation=one,
        asked=len(states),
        answered=len(states) - waiting,
        late=waiting if day > one.due_on else 0,
        opinions=len(decisions),
        undecided=decisions.count(OpinionDecision.OPEN),
    )


def waiting_lines(*, principal: Principal, day: date, most: int = 200) -> list[ConsultedLine]:
    """The rounds that ask an organisation the principal works in: unanswered first, by their day."""
    rows = list(
        ConsultedBody.objects.addressed_to(principal)
        .select_related("consultation", "organisation")
        .defer("consultation__parts")
        .order_by("-consultation__opened_on", "-pk")[:most]
    )
    shown = [_line(row, row.consultation, 0, day) for row in rows]
    open_first = (Line.LATE, Line.WAITING)
    return sorted(
        shown,
        key=lambda one: (
            one.standing not in open_first or one.line.consultation.closed_at is not None,
            one.line.consultation.due_on if one.standing in open_first else date.max,
        ),
    )


def _line(row: ConsultedBody, consultation: Consultation, opinions: int, day: date) -> ConsultedLine:
    standing = line_on(state=row.state, due=consultation.due_on, day=day)
    late = (day - consultation.due_on).days if standing is Line.LATE else 0
    return ConsultedLine(line=row, standing=standing, days_late=late, opinions=opinions)


def sheet_of(*, principal: Principal, consultation: Consultation, day: date) -> Sheet:
    """A round with the lines and opinions the principal may see: all for its asker, one's own for the asked."""
    parts = read_parts(consultation.parts)
    opinions = _opinion_rows(principal, consultation, parts)
    counts: dict[int, int] = {}
    for one in opinions:
        counts[one.opinion.line_id] = counts.get(one.opinion.line_id, 0) + 1
    seen = ConsultedBody.objects.visible_to(principal).filter(consultation=consultation)
    rows = seen.select_related("organisation")
    lines = [_line(row, consultation, counts.get(row.pk, 0), day) for row in rows]
    urgency = (Line.LATE, Line.WAITING, Line.OPINED, Line.AGREED)
    lines.sort(key=lambda one: (urgency.index(one.standing), one.line.number))
    return Sheet(consultation, tuple(parts), tuple(lines), tuple(opinions))


def _opinion_rows(
    principal: Principal, consultation: Consultation, parts: list[DraftPart]
) -> list[OpinionRow]:
    """General opinions first, then in the order of the draft, within a part in the order of the asked."""
    names = {part.key: part.name for part in parts}
    order = {key: place for place, key in enumerate(names)}
    rows = DraftOpinion.objects.visible_to(principal).filter(consultation=consultation)
    found = [OpinionRow(row, row.giver, names.get(row.part, "Ý kiến chung")) for row in rows]
    return sorted(
        found,
        key=lambda one: (
            order.get(one.opinion.part, -1),
            one.opinion.line_id,
            one.opinion.number,
        ),
    )


def askable_papers(*, principal: Principal, most: int = 100) -> list[Paper]:
    """The drafts of the principal's desks that may be put out for opinions, newest first."""
    rows = Paper.objects.visible_to(principal).filter(
        side=Side.OUT, state__in=(PaperState.DRAFT, PaperState.SUBMITTED)
    )
    return list(rows.select_related("kind").order_by("-pk")[:most])


def asked_of(*, consultation: Consultation) -> list[ConsultedBody]:
    """The lines of a round in the order they were asked."""
    return list(ConsultedBody.objects.filter(consultation=consultation).select_related("organisation"))


def rounds_of(*, principal: Principal, paper: Paper) -> list[Consultation]:
    """The rounds of one paper that the principal may see, first to last."""
    rows = Consultation.objects.visible_to(principal).filter(paper=paper).defer("parts")
    return list(rows.order_by("round"))


def changes_explained(*, principal: Principal, consultation: Consultation) -> list[Explained]:
    """What changed since the round before, part by part, with the opinions that were accepted there."""
    before = consultation.previous
    if before is None:
        raise NotFound(
            "documents.consultation.first",
            "Không có lần lấy ý kiến trước để so sánh.",
            remedy="Mở lại trang góp ý.",
        )
    old, new = read_parts(before.parts), read_parts(consultation.parts)
    led = (OpinionDecision.ACCEPTED, OpinionDecision.PARTLY)
    by_part: dict[str, list[OpinionRow]] = {}
    for row in _opinion_rows(principal, before, old):
        if row.opinion.decision in led:
            by_part.setdefault(row.opinion.change_part or row.opinion.part, []).append(row)
    return [Explained(change, tuple(by_part.get(change.key, ()))) for change in changes_of(old, new)]
