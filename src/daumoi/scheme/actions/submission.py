"""The only writers of a scheme's way: a line of the log, a mistake voided; the scheme's state follows from the log."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from daumoi.documents.models import Paper
from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import Principal, acting, system
from daumoi.inbox import actions as inbox
from daumoi.scheme.access import SchemePermission
from daumoi.scheme.actions.steps import journal, lock, require_coordinator, said
from daumoi.scheme.models import EventKind, OpinionField, Scheme, SubmissionEvent, Verdict
from daumoi.scheme.queries.submission import events_of, happened
from daumoi.scheme.submission_rules import Happened, check_log, check_next, missing_fields, standing_on

INBOX_WAY = "scheme.way"
_TAKING = system("hệ thống, theo văn bản phát hành,")
_NAMES_PAPER = frozenset({EventKind.SUBMITTED, EventKind.RESUBMITTED, EventKind.DECIDED})
_SAYS_WHY = frozenset({EventKind.RETURNED, EventKind.STOPPED})


@dataclass(frozen=True)
class NewEvent:
    """What happened, as its page gives it."""

    kind: str
    on: date
    body_name: str = ""
    field: str = ""
    verdict: str = ""
    document: str = ""
    words: str = ""
    paper: Paper | None = None


@transaction.atomic
def record_event(
    *, by: Principal, scheme: Scheme, event: NewEvent, today: date, at: datetime
) -> SubmissionEvent:
    """Write one line of the log; the scheme takes the state that the log then gives.

    :raises Invalid: a line lacks its paper, its reason, its body or verdict; its day does not fit.
    :raises Conflict: the state does not allow it.
    """
    require_coordinator(by, scheme)
    scheme = lock(scheme)
    known = happened(events_of(principal=by, scheme=scheme))
    _check_said(event, known)
    state = check_next(events=known, new=Happened(event.kind, event.on, event.field), today=today)
    made = SubmissionEvent.objects.create(
        scheme=scheme,
        owner_id=scheme.owner_id,
        root_id=scheme.root_id,
        kind=event.kind,
        on=event.on,
        body_name=event.body_name.strip(),
        field=event.field if event.kind == EventKind.OPINION else "",
        verdict=event.verdict if event.kind == EventKind.OPINION else "",
        document=event.document.strip(),
        words=event.words.strip(),
        paper=event.paper,
        recorded_by=by.name,
        recorded_at=at,
    )
    _take_state(scheme, state)
    inbox.close(kind=INBOX_WAY, thing_id=scheme.pk, at=at)
    journal(
        by,
        "scheme.event.recorded",
        made,
        of=scheme,
        label=str(made.get_kind_display()),
        reason=made.words,
        document=made.document,
        details={"kind": made.kind, "on": made.on.isoformat(), "state": state},
    )
    return made


@transaction.atomic
def void_event(
    *, by: Principal, event: SubmissionEvent, reason: str, today: date, at: datetime
) -> SubmissionEvent:
    """Take a line that was written by mistake out of the log: it stays readable, crossed out, with the reason.

    :raises Conflict: voided already, or what follows could not have happened without it.
    """
    scheme = lock(event.scheme)
    require_coordinator(by, scheme)
    rows = events_of(principal=by, scheme=scheme)
    if event.kind == EventKind.VOIDED or any(one.voids_id == event.pk for one in rows):
        raise Conflict(
            "scheme.event.voided",
            _("Dòng này đã được gỡ."),
            remedy=_("Tải lại trang đường đi của đề án."),
        )
    reason = said(reason, place=_("Lý do"), message=_("Gỡ một dòng phải nêu lý do."))
    left = happened(one for one in rows if one.pk != event.pk)
    try:
        check_log(events=left)
    except Conflict as error:
        raise Conflict(
            "scheme.event.holds",
            _("Các dòng sau dòng này dựa vào nó nên chưa gỡ được."),
            remedy=_("Gỡ lần lượt từ dòng mới nhất."),
        ) from error
    made = SubmissionEvent.objects.create(
        scheme=scheme,
        owner_id=scheme.owner_id,
        root_id=scheme.root_id,
        kind=EventKind.VOIDED,
        on=event.on,
        words=reason,
        voids=event,
        recorded_by=by.name,
        recorded_at=at,
    )
    _take_state(scheme, standing_on(events=left, day=today).state)
    journal(by, "scheme.event.voided", made, of=scheme, label=str(event), reason=reason)
    return made


def take_submission(
    *, scheme_id: int, paper_id: int, code: str, on: date, at: datetime, verb: str
) -> SubmissionEvent | None:
    """The submission's paper got its number: the scheme counts as submitted under it. System work.

    Where the log does not allow the line (an opinion is missing, the state is another), issuing goes on and the desk
    is asked to write the line by hand.
    """
    with acting(_TAKING):
        scheme = Scheme.objects.select_related("owner", "root").filter(pk=scheme_id).first()
        if scheme is None:
            return None
        known = happened(events_of(principal=_TAKING, scheme=scheme))
        laps = standing_on(events=known, day=on).laps
        event = NewEvent(
            kind=EventKind.RESUBMITTED if laps else EventKind.SUBMITTED,
            on=on,
            document=code,
            paper=Paper.objects.get(pk=paper_id),
        )
        try:
            with transaction.atomic():
                return record_event(by=_TAKING, scheme=scheme, event=event, today=on, at=at)
        except (Invalid, Conflict) as refusal:
            inbox.post(
                kind=INBOX_WAY,
                thing_id=scheme.pk,
                owner=scheme.owner,
                permission=SchemePermission.COORDINATE,
                title=_("Ghi ngày trình của Đề án: %s") % scheme.title,
                detail=str(refusal),
                document=code,
                verb=verb,
                address=scheme_way(code=scheme.code),
            )
            return None


def scheme_way(*, code: str) -> str:
    """The page of a scheme's way."""
    return f"/de-an/{code}/duong-di/"


def _take_state(scheme: Scheme, state: str) -> None:
    if scheme.state != state:
        scheme.state = state
        scheme.save()


def _check_said(event: NewEvent, known: list[Happened]) -> None:
    if event.kind not in EventKind.values or event.kind == EventKind.VOIDED:
        raise Invalid("scheme.event.kind", _("Chưa chọn việc đã diễn ra."), place=_("Việc"))
    if event.kind == EventKind.OPINION:
        said(event.body_name, place=_("Cơ quan"), message=_("Chưa ghi cơ quan cho ý kiến."))
        if event.field not in OpinionField.values:
            raise Invalid("scheme.event.field", _("Chưa chọn ý kiến về lĩnh vực nào."), place=_("Lĩnh vực"))
        if event.verdict not in Verdict.values:
            raise Invalid("scheme.event.verdict", _("Chưa chọn ý kiến."), place=_("Ý kiến"))
        if event.verdict != Verdict.AGREES:
            said(event.words, place=_("Nội dung"), message=_("Chưa ghi nội dung ý kiến."))
    if event.kind in _NAMES_PAPER:
        said(
            event.document,
            place=_("Văn bản"),
            message=_("Chưa ghi số, ký hiệu văn bản."),
            remedy=_("Ghi số, ký hiệu như trên văn bản."),
        )
    if event.kind in _SAYS_WHY:
        said(event.words, place=_("Nội dung"), message=_("Chưa ghi lý do, nội dung cần hoàn thiện."))
    if event.kind == EventKind.SUBMITTED and not event.words.strip() and missing_fields(events=known):
        fields = "; ".join(str(OpinionField(one).label) for one in missing_fields(events=known))
        raise Invalid(
            "scheme.event.unheard",
            _("Chưa ghi ý kiến về: %s.") % fields,
            place=_("Nội dung"),
            remedy=_("Ghi các ý kiến đã nhận trước, hoặc nêu ở đây lý do trình khi chưa có ý kiến."),
        )
