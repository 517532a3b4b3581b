"""The page of a paper: where it stands in one sentence, the one next step, the chain, the versions."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from daumoi.documents.access import DocumentPermission
from daumoi.documents.models import (
    AddresseeRole,
    DeliveryState,
    Figure,
    Paper,
    PaperState,
    Series,
    Side,
    Step,
    StepState,
    Version,
)
from daumoi.documents.presenters.acts import ActLine, act_lines
from daumoi.documents.presenters.verbs import Verb, may, verbs_of
from daumoi.documents.queries import FigureRow, PaperSheet
from daumoi.documents.rules.content import Content
from daumoi.foundation.principal import Principal
from daumoi.history.models import Act
from daumoi.ui import formats

_STEP_TONES = {
    StepState.DONE: "done",
    StepState.CURRENT: "act",
    StepState.RETURNED: "late",
    StepState.SKIPPED: "none",
    StepState.WAITING: "none",
}


@dataclass(frozen=True)
class ChainRow:
    """One step of the chain as its page shows it."""

    step: Step
    tone: str
    version: int | None
    is_older: bool
    """Whether the words changed after this step."""
    figures: int
    """How many live figures were renewed after this step."""


@dataclass(frozen=True)
class PaperPage:
    """What the page of a paper says."""

    sentence: str
    next: Verb | None
    others: tuple[Verb, ...]
    waiting: str
    chain: tuple[ChainRow, ...]
    earlier: tuple[tuple[int, tuple[ChainRow, ...]], ...]
    changed: tuple[FigureRow, ...]
    main: tuple[str, ...]
    acts: tuple[ActLine, ...]
    is_out: bool
    has_words: bool


def paper_page(
    *,
    principal: Principal,
    sheet: PaperSheet,
    content: Content | None,
    series: Series | None,
    figures: list[FigureRow],
    acts: list[Act],
) -> PaperPage:
    """Everything of the page that is decided, not merely shown."""
    paper = sheet.paper
    has_words = content is not None and bool(
        content.ready or any(part.text.strip() for part in content.parts)
    )
    verbs = verbs_of(
        principal=principal,
        paper=paper,
        step=sheet.current_step,
        series=series,
        has_words=has_words and not _is_unchanged(sheet),
    )
    quiet = {"cancel", "recall"} | ({"signed_outside"} if _is_outside_unasked(sheet) else set())
    first = next((verb for verb in verbs if verb.code not in quiet), None)
    laps = sorted({step.lap for step in sheet.steps}, reverse=True)
    rows = {lap: _rows(sheet, lap) for lap in laps}
    return PaperPage(
        sentence=_sentence(sheet),
        next=first,
        others=tuple(verb for verb in verbs if verb != first),
        waiting=_waiting(principal, sheet, first),
        chain=rows[laps[0]] if laps else (),
        earlier=tuple((lap, rows[lap]) for lap in laps[1:]),
        changed=tuple(row for row in figures if row.is_changed),
        main=tuple(line.organ_name for line in sheet.addressees if line.role == AddresseeRole.MAIN),
        acts=tuple(_whole(line) for line in act_lines(acts)),
        is_out=paper.side == Side.OUT,
        has_words=has_words,
    )


_OPEN_ENDED = (" của", " về", " vào", " trong", " khỏi")


def _whole(line: ActLine) -> ActLine:
    """The journal's verb waits for the name of the thing; on the paper's own page that is this paper."""
    return replace(line, words=f"{line.words} văn bản này") if line.words.endswith(_OPEN_ENDED) else line


def _is_unchanged(sheet: PaperSheet) -> bool:
    """Whether the paper was sent back and nobody has touched its words since: writing comes before submitting."""
    last = sheet.steps[-1].lap if sheet.steps else 0
    returned = next(
        (step for step in sheet.steps if step.lap == last and step.state == StepState.RETURNED), None
    )
    newest = sheet.versions[0] if sheet.versions else None
    return returned is not None and newest is not None and returned.version_id == newest.pk


def _is_outside_unasked(sheet: PaperSheet) -> bool:
    """A signature outside may always be recorded; it is the next step only where the chain says so."""
    return not (sheet.current_step is not None and sheet.current_step.is_outside)


def _rows(sheet: PaperSheet, lap: int) -> tuple[ChainRow, ...]:
    newest = sheet.versions[0] if sheet.versions else None
    return tuple(_row(step, newest, sheet) for step in sheet.steps if step.lap == lap)


def _row(step: Step, newest: Version | None, sheet: PaperSheet) -> ChainRow:
    numbers = {version.pk: version.number for version in sheet.versions}
    return ChainRow(
        step=step,
        tone=_STEP_TONES[StepState(step.state)],
        version=numbers.get(step.version_id or 0),
        is_older=step.version_id is not None and newest is not None and step.version_id != newest.pk,
        figures=sum(1 for figure in sheet.figures if _renewed_after(figure, step.done_at)),
    )


def _renewed_after(figure: Figure, moment: datetime | None) -> bool:
    return moment is not None and figure.drafted_at > moment


def _sentence(sheet: PaperSheet) -> str:
    paper = sheet.paper
    match PaperState(paper.state):
        case PaperState.DRAFT:
            return _draft_sentence(sheet)
        case PaperState.SUBMITTED:
            step = sheet.current_step
            return _("Đang trình; đến lượt: %(step)s.") % {"step": step.title if step else ""}
        case PaperState.SIGNED:
            return _("Đã ký, chờ số. Lời văn và số liệu đã chốt.")
        case PaperState.ISSUED:
            return _issued_sentence(sheet)
        case PaperState.RECALLED:
            return _("Đã thu hồi: %(reason)s.") % {"reason": paper.state_reason.rstrip(".")}
        case PaperState.CANCELLED:
            return _("Đã huỷ: %(reason)s.") % {"reason": paper.state_reason.rstrip(".")}
    return _arrived_sentence(paper)


def _draft_sentence(sheet: PaperSheet) -> str:
    returned = next((step for step in reversed(sheet.steps) if step.state == StepState.RETURNED), None)
    newest = sheet.versions[0] if sheet.versions else None
    last_lap = max((step.lap for step in sheet.steps), default=0)
    if returned is not None and returned.lap == last_lap:
        return _("%(name)s trả lại: “%(opinion)s”. Sửa rồi trình lại.") % {
            "name": returned.done_by,
            "opinion": returned.opinion,
        }
    if newest is None:
        return _("Dự thảo chưa có lời văn.")
    return _("Dự thảo, bản %(number)d của %(name)s; chưa trình.") % {
        "number": newest.number,
        "name": newest.author_name,
    }


def _issued_sentence(sheet: PaperSheet) -> str:
    paper = sheet.paper
    lines = sheet.addressees
    told = ngettext("gửi %(n)d nơi", "gửi %(n)d nơi", len(lines)) % {"n": len(lines)}
    day = formats.written_date(paper.issued_date, language="vi") if paper.issued_date else ""
    sentence = _("Đã ban hành số %(code)s ngày %(day)s, %(told)s") % {
        "code": paper.code,
        "day": day,
        "told": told,
    }
    asked = [line for line in lines if line.expects_answer]
    if not asked:
        return f"{sentence}."
    answered = sum(1 for line in asked if line.state == DeliveryState.ANSWERED)
    return sentence + _("; đã trả lời %(n)d/%(all)d.") % {"n": answered, "all": len(asked)}


def _arrived_sentence(paper: Paper) -> str:
    state = str(PaperState(paper.state).label)
    words = {"state": state[0].upper() + state[1:], "code": paper.code, "organ": paper.organ_name}
    return _("%(state)s: văn bản số %(code)s của %(organ)s.") % words


def _waiting(principal: Principal, sheet: PaperSheet, first: Verb | None) -> str:
    """Whose turn it is, for somebody who has nothing to do here."""
    paper = sheet.paper
    if first is not None or paper.side != Side.OUT:
        return ""
    if paper.state == PaperState.SIGNED:
        return _("Việc tiếp theo của văn thư: cấp số, ban hành.")
    if paper.state == PaperState.SUBMITTED and sheet.current_step is not None:
        return _("Việc tiếp theo: %(act)s.") % {"act": sheet.current_step.get_act_display()}
    if paper.state == PaperState.DRAFT and not may(principal, paper, DocumentPermission.DRAFT):
        return _("Việc tiếp theo của người soạn: trình.")
    return ""
