"""Drafting the set that goes to the Prime Minister: each paper composed from the data, figures live, versions kept."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from daumoi.documents import actions as documents
from daumoi.documents.actions.writing import Addressing, address_paper
from daumoi.documents.models import Figure, Kind, Paper, PaperState, RegisterSide
from daumoi.documents.rules.content import Content, Signing
from daumoi.foundation.errors import Conflict
from daumoi.foundation.principal import Principal
from daumoi.organisations import queries as organisations
from daumoi.scheme.actions.steps import journal, lock, require_coordinator
from daumoi.scheme.models import PaperRole, Scheme, SchemePaper, SchemeState
from daumoi.scheme.papers_composition import COMPOSERS, HEAD_OF_GOVERNMENT, Composed
from daumoi.scheme.queries.papers_material import material_of

ABOUT = "scheme.paper"
"""What a paper says it is about when it belongs to the set of a scheme."""
_NEEDS_PLAN = frozenset({PaperRole.SUBMISSION, PaperRole.DECISION, PaperRole.IMPACT})
_TO_THE_HEAD = frozenset({PaperRole.SUBMISSION, PaperRole.EXPLANATION})
"""Papers that begin with “Kính gửi: Thủ tướng Chính phủ”."""
_GONE = (PaperState.CANCELLED, PaperState.RECALLED)
_ENDED = (SchemeState.DECIDED, SchemeState.STOPPED)


@dataclass(frozen=True)
class Redrawn:
    """A paper composed anew: the number of its newest version, and whether the words changed at all."""

    version: int
    changed: bool


def compose(*, by: Principal, scheme: Scheme, role: str, day: date) -> Composed:
    """The words of a paper as the data make them today; nothing is written. Always in Vietnamese.

    :raises Conflict: the paper speaks of the chosen plan and none is chosen.
    """
    require_coordinator(by, scheme)
    with override("vi"):
        material = material_of(principal=by, scheme=scheme, day=day)
        if material.plan is None and role in _NEEDS_PLAN:
            raise Conflict(
                "scheme.paper.no_plan",
                _("%s cần phương án tổng thể, đề án này chưa chọn.") % PaperRole(role).label,
                remedy=_("Tính phương án ở trang Phương án của đề án, chọn một phương án rồi soạn."),
            )
        return COMPOSERS[role](material)


@transaction.atomic
def draft_paper(
    *, by: Principal, scheme: Scheme, role: str, address: str, day: date, at: datetime
) -> SchemePaper:
    """Draft one paper of the set at the desk of the body that submits, composed from the data of the moment.

    The set goes up in the body's name, under its seal, also where a unit without one writes the scheme.

    :param address: the page of the set, to which the paper points back.
    :raises Conflict: that paper stands already, the scheme came to its end, or (see `compose`) lacks its plan.
    """
    require_coordinator(by, scheme)
    scheme = lock(scheme)
    _require_running(scheme)
    _make_room(scheme, role, at)
    composed = compose(by=by, scheme=scheme, role=role, day=day)
    kind = Kind.objects.get(code=composed.kind)
    series = documents.series_for(owner=scheme.root, kind=kind, side=RegisterSide.OUT, day=day)
    paper = documents.begin_paper(
        by=by,
        owner=scheme.root,
        kind=kind,
        subject=composed.subject[:500],
        day=day,
        content=composed.content,
        agency=series.agency if series is not None else _abbreviation(scheme, day),
        about=(ABOUT, scheme.pk, address),
    )
    if role in _TO_THE_HEAD:
        address_paper(by=by, paper=paper, addressing=Addressing(others=(HEAD_OF_GOVERNMENT,)), day=day)
    _bind(by, paper, composed, day, at)
    newest = documents.newest_version(paper=paper)
    made = SchemePaper.objects.create(
        scheme=scheme,
        owner_id=scheme.owner_id,
        root_id=scheme.root_id,
        role=role,
        paper=paper,
        drawn_digest=newest.digest,
        drawn_version=newest.number,
        drawn_at=at,
    )
    journal(by, "scheme.paper.drafted", made, of=scheme, label=str(made), details={"paper": paper.pk})
    return made


@transaction.atomic
def redraw_paper(*, by: Principal, held: SchemePaper, day: date, at: datetime, seen: int) -> Redrawn:
    """Compose a paper anew over its draft, as a new version beside all earlier ones; figures are asked again.

    Who signs, place and recipients that people wrote stay.

    :param seen: number of the version whose differences were looked at.
    :raises Conflict: signed already, or somebody wrote a newer version meanwhile.
    """
    scheme = lock(held.scheme)
    require_coordinator(by, scheme)
    _require_running(scheme)
    paper = held.paper
    if not paper.is_editable:
        raise Conflict(
            "scheme.paper.signed",
            _("Văn bản đang ở trạng thái “%s” nên không soạn lại được.") % paper.get_state_display(),
            remedy=_("Rút về dự thảo (trả lại) hoặc huỷ văn bản trước."),
        )
    composed = compose(by=by, scheme=scheme, role=held.role, day=day)
    before = documents.newest_version(paper=paper)
    _bind(by, paper, composed, day, at)
    content = kept_by_people(composed=composed.content, standing=documents.newest_content(paper=paper))
    note = _("Soạn lại theo số liệu ngày %s") % f"{day:%d/%m/%Y}"
    version = documents.write_version(
        by=by, paper=paper, content=content, seen=seen, note=note, subject=composed.subject[:500]
    )
    _drop_unused(by, paper, content)
    held.drawn_digest, held.drawn_version, held.drawn_at = version.digest, version.number, at
    held.save()
    changed = version.number != before.number
    journal(
        by,
        "scheme.paper.redrawn",
        held,
        of=scheme,
        label=str(held),
        details={"paper": paper.pk, "version": version.number, "changed": changed},
    )
    return Redrawn(version.number, changed)


def kept_by_people(*, composed: Content, standing: Content) -> Content:
    """The composed words with what only people write: signature, recipients, place, drafter."""
    return Content(
        parts=composed.parts,
        grounds=composed.grounds,
        closing=composed.closing,
        recipients=standing.recipients or composed.recipients,
        signing=standing.signing if standing.signing != Signing() else composed.signing,
        contact=standing.contact,
        annexes=composed.annexes,
        place=standing.place,
        drafter=standing.drafter,
        details={**composed.details, **standing.details},
    )


def _abbreviation(scheme: Scheme, day: date) -> str:
    """What ends the notation where no series is open: the abbreviation that the register gives the body."""
    row = organisations.body_row(organisation=scheme.root, day=day)
    return row.state.abbreviation if row is not None else ""


def _bind(by: Principal, paper: Paper, composed: Composed, day: date, at: datetime) -> None:
    figures = [documents.NamedFigure(one.key, one.query, {"code": one.code}) for one in composed.figures]
    documents.set_figures(by=by, paper=paper, figures=figures, as_of=day, at=at)


def _drop_unused(by: Principal, paper: Paper, content: Content) -> None:
    """Figures of earlier versions that no word uses any more would only puzzle whoever checks the paper."""
    used = set(content.figure_keys())
    for key in Figure.objects.filter(paper=paper).exclude(key__in=used).values_list("key", flat=True):
        documents.remove_figure(by=by, paper=paper, key=key)


def _require_running(scheme: Scheme) -> None:
    if scheme.state in _ENDED:
        raise Conflict(
            "scheme.paper.ended",
            _("Đề án đã ở trạng thái “%s”; hồ sơ trình không soạn thêm nữa.") % scheme.get_state_display(),
            remedy=_("Xem các văn bản đã có ở trang hồ sơ trình."),
        )


def _make_room(scheme: Scheme, role: str, at: datetime) -> None:
    """End the place of a paper that was given up, or that went out and came back with the scheme.

    Refuses a second paper beside a standing one.
    """
    known = (
        SchemePaper.objects.filter(scheme=scheme, role=role, ended_at__isnull=True)
        .select_related("paper__kind")
        .first()
    )
    if known is None:
        return
    came_back = scheme.is_open and known.paper.state == PaperState.ISSUED
    if known.paper.state not in _GONE and not came_back:
        raise Conflict(
            "scheme.paper.twice",
            _("%(what)s đã được soạn, đang ở trạng thái “%(state)s”.")
            % {"what": known.get_role_display(), "state": known.paper.get_state_display()},
            remedy=_("Mở văn bản ấy, hoặc “Soạn lại” để lấy số liệu mới."),
        )
    known.ended_at = at
    known.save()
