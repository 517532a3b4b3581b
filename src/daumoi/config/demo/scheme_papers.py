"""The simulated scheme goes up: six papers, opinions, one return, a signed decision; then steps, work and results."""

from dataclasses import dataclass
from datetime import date, timedelta

import msgspec
from django.conf import settings
from django.urls import reverse

from daumoi.config.demo.government import BECAME_CUC_AFTER, BODIES
from daumoi.config.demo.people import leader, officer, principal
from daumoi.config.demo.replying import moment
from daumoi.documents import actions as documents
from daumoi.documents.actions.consulting import Contact, open_consultation
from daumoi.documents.actions.deciding import Decided, close_consultation, decide_opinions, publish_table
from daumoi.documents.actions.opinions import Said, answer_consultation
from daumoi.documents.models import Consultation, ConsultedBody, DraftOpinion, Paper
from daumoi.documents.rules.content import Signing
from daumoi.foundation.principal import Principal, acting
from daumoi.organisations import actions as organisations
from daumoi.organisations.models import EstablishmentStep, Organisation
from daumoi.scheme.access import access_scheme
from daumoi.scheme.actions import aftermath, papers, submission
from daumoi.scheme.actions.submission import NewEvent
from daumoi.scheme.models import EventKind, FollowTask, FollowTaskKind, PaperRole, Scheme, SchemePaper

DRAFTED, ASKED, ANSWER_BY = date(2017, 1, 9), date(2017, 1, 12), date(2017, 2, 15)
COMPOSED, SUBMITTED, RETURNED = date(2017, 4, 10), date(2017, 4, 24), date(2017, 6, 12)
RESUBMITTED, DECIDED, GIVEN = date(2017, 8, 21), date(2018, 1, 15), date(2018, 1, 22)
FIRST_NUMBER, SECOND_NUMBER, DECISION_NUMBER = "17/TTr-BP", "31/TTr-BP", "05/QĐ-CPMP"
_ASKED = (1, 4, 7, 8, 9, 11, 12, 18)
_SILENT = 12
_SAID: dict[int, tuple[str, str, str, str]] = {
    4: (
        "Đề nghị nêu rõ số biên chế điều chuyển trong nội bộ từng bộ.",
        "accepted",
        "",
        "Bổ sung bảng biên chế theo từng loại ở Phụ lục",
    ),
    7: (
        "Đề nghị quy định thêm nhiệm vụ quản lý dữ liệu dùng chung.",
        "partly",
        "Danh mục nhiệm vụ giữ theo luật hiện hành; phần dữ liệu hướng dẫn sau.",
        "Thêm câu dẫn chiếu nhiệm vụ khác theo quy định của pháp luật",
    ),
    11: (
        "Đề nghị tăng thêm biên chế cho bộ chưa có đơn vị chuyên trách.",
        "refused",
        "Đề án thực hiện trong trần biên chế đã thống nhất.",
        "",
    ),
    18: ("Đề nghị giãn thời gian hoàn thành đề án riêng.", "accepted", "", "Tính theo giai đoạn của từng bộ"),
}
_WRITTEN = (
    ("Bộ H (tổ chức, biên chế)", "to_chuc", "co_y_kien", "214/BH-TC", "Làm rõ nguồn điều chuyển biên chế."),
    ("Bộ I (tài chính, ngân sách)", "tai_chinh", "nhat_tri", "88/BI-NS", ""),
    ("Bộ K", "khac", "khac", "61/BK-VP", "Chưa nên giao nhiệm vụ an toàn thông tin cho đơn vị chuyên trách."),
)
_STEPS = tuple(EstablishmentStep.Step.values)


@dataclass(frozen=True)
class WentUp:
    """The scheme after its decision, with the papers of the set and the tasks given."""

    scheme: Scheme
    papers: int
    tasks: int


def build(*, scheme: Scheme, places: dict[str, Organisation]) -> WentUp:
    """Play the scheme from its drafts to what follows the decision; nothing happens when it was played before."""
    by = principal("dieuphoi", DRAFTED)
    with acting(by):
        played = SchemePaper.objects.filter(scheme=scheme).exists()
    if not played:
        _opinions(scheme, places)
        _go_up(scheme)
        _come_back(scheme)
        _follow(scheme, places)
    with acting(by):
        return WentUp(
            scheme=access_scheme(principal=by, code=scheme.code),
            papers=SchemePaper.objects.filter(scheme=scheme).count(),
            tasks=FollowTask.objects.filter(scheme=scheme).count(),
        )


def _draft(by: Principal, scheme: Scheme, role: PaperRole, day: date) -> Paper:
    made = papers.draft_paper(
        by=by,
        scheme=scheme,
        role=role,
        address=reverse("scheme:papers", args=[scheme.code]),
        day=day,
        at=moment(day, 10),
    )
    return made.paper


def _happens(by: Principal, scheme: Scheme, event: NewEvent) -> None:
    submission.record_event(by=by, scheme=scheme, event=event, today=event.on, at=moment(event.on, 16))


# Opinions ----------------------------------------------------------------------------------------------


def _opinions(scheme: Scheme, places: dict[str, Organisation]) -> None:
    by = principal("dieuphoi", ASKED)
    with acting(by):
        _draft(by, scheme, PaperRole.REPORT, DRAFTED)
        draft = _draft(by, scheme, PaperRole.SCHEME, DRAFTED)
        asked = open_consultation(
            by=by,
            paper=draft,
            bodies=[places[BODIES[number - 1].code] for number in _ASKED],
            due_on=ANSWER_BY,
            contact=Contact("Nguyễn Thu Hà", "024 3900 0101"),
            request="Đề nghị cho ý kiến về phương án tổ chức và lộ trình (mô phỏng).",
            day=ASKED,
        )
        _happens(
            by,
            scheme,
            NewEvent(EventKind.CONSULTED, ASKED, body_name=f"{len(_ASKED)} bộ, cơ quan", document="45/BP-ĐP"),
        )
    for place, number in enumerate(_ASKED):
        if number != _SILENT:
            _answer(asked, number, date(2017, 1, 20 + place))
    with acting(by):
        _decide(by, asked)
        for place, (body, field, verdict, document, words) in enumerate(_WRITTEN):
            _happens(
                by,
                scheme,
                NewEvent(EventKind.OPINION, date(2017, 2, 20 + place), body, field, verdict, document, words),
            )


def _answer(asked: Consultation, number: int, day: date) -> None:
    by = principal(officer(number).username, day)
    with acting(by):
        line = ConsultedBody.objects.select_related("consultation", "organisation").get(
            consultation=asked, organisation__code=BODIES[number - 1].code
        )
        said = [Said("", _SAID[number][0])] if number in _SAID else []
        answer_consultation(by=by, line=line, said=said, at=moment(day, 14))


def _decide(by: Principal, asked: Consultation) -> None:
    rows = DraftOpinion.objects.filter(consultation=asked)
    told = {text: (decision, reason, change) for text, decision, reason, change in _SAID.values()}
    decisions = [Decided(row.pk, *told[row.text]) for row in rows]
    decide_opinions(by=by, consultation=asked, decisions=decisions, at=moment(COMPOSED, 9))
    close_consultation(by=by, consultation=asked, at=moment(COMPOSED, 9, 10))
    publish_table(by=by, consultation=Consultation.objects.get(pk=asked.pk), at=moment(COMPOSED, 9, 20))


# The way -----------------------------------------------------------------------------------------------


def _go_up(scheme: Scheme) -> None:
    by = principal("dieuphoi", COMPOSED)
    with acting(by):
        for held in SchemePaper.objects.filter(scheme=scheme).select_related("paper__kind", "scheme"):
            newest = documents.newest_version(paper=held.paper)
            papers.redraw_paper(by=by, held=held, day=COMPOSED, at=moment(COMPOSED, 10), seen=newest.number)
        for role in (PaperRole.EXPLANATION, PaperRole.IMPACT, PaperRole.SUBMISSION, PaperRole.DECISION):
            _draft(by, scheme, role, COMPOSED)
    _sign(scheme, PaperRole.REPORT, "84/BC-BP", SUBMITTED)
    _sign(scheme, PaperRole.EXPLANATION, "85/BC-BP", SUBMITTED)
    _sign(scheme, PaperRole.IMPACT, "86/BC-BP", SUBMITTED)
    _sign(scheme, PaperRole.SCHEME, "02/ĐA-BP", SUBMITTED)
    _submit(scheme, EventKind.SUBMITTED, FIRST_NUMBER, SUBMITTED)
    with acting(by):
        _happens(
            by,
            scheme,
            NewEvent(
                EventKind.RETURNED,
                RETURNED,
                body_name="Văn phòng Chính phủ (mô phỏng)",
                document="1203/VPMP-TH",
                words="Bổ sung lộ trình theo giai đoạn và ý kiến về biên chế của từng bộ trước khi trình lại.",
            ),
        )


def _come_back(scheme: Scheme) -> None:
    by = principal("dieuphoi", RESUBMITTED)
    with acting(by):
        fresh = access_scheme(principal=by, code=scheme.code)
        _draft(by, fresh, PaperRole.SUBMISSION, RESUBMITTED)
    _submit(scheme, EventKind.RESUBMITTED, SECOND_NUMBER, RESUBMITTED)
    with acting(by):
        _happens(
            by,
            scheme,
            NewEvent(EventKind.UNANSWERED, date(2017, 11, 20), body_name="Văn phòng Chính phủ (mô phỏng)"),
        )
    signed = _sign(scheme, PaperRole.DECISION, DECISION_NUMBER, DECIDED, signer="Thủ tướng, Mai Văn Mẫu")
    with acting(by):
        _happens(
            by,
            scheme,
            NewEvent(
                EventKind.DECIDED,
                DECIDED,
                body_name="Thủ tướng Chính phủ (mô phỏng)",
                document=DECISION_NUMBER,
                paper=signed,
            ),
        )


def _submit(scheme: Scheme, kind: EventKind, number: str, day: date) -> None:
    """The submission is signed and numbered elsewhere; where its issue did not write the log, the officer does."""
    paper = _sign(scheme, PaperRole.SUBMISSION, number, day)
    by = principal("dieuphoi", day)
    with acting(by):
        fresh = access_scheme(principal=by, code=scheme.code)
        if fresh.is_open:
            _happens(
                by,
                fresh,
                NewEvent(kind, day, body_name="Thủ tướng Chính phủ (mô phỏng)", document=number, paper=paper),
            )


def _sign(scheme: Scheme, role: PaperRole, number: str, day: date, signer: str = "") -> Paper:
    """Signed in the body's own system, its number taken back."""
    clerk, by = principal("vanthu", day), principal("dieuphoi", day)
    head = leader(16)
    signing = Signing("THỦ TƯỚNG", signer.rpartition(", ")[2]) if signer else None
    with acting(by):
        _name_signer(by, scheme, role, signing or Signing("THỨ TRƯỞNG", head.full_name, ["KT. BỘ TRƯỞNG"]))
    with acting(clerk):
        held = SchemePaper.objects.select_related("paper__kind", "paper__owner").get(
            scheme=scheme, role=role, ended_at__isnull=True
        )
        paper = documents.record_signed_outside(
            by=clerk,
            paper=held.paper,
            signer=signer or f"{head.position}, {head.full_name}",
            at=moment(day, 9),
        )
        return documents.record_issue(
            by=clerk, paper=paper, code=number, on=day, at=moment(day, 11), fonts=settings.FONTS
        )


def _name_signer(by: Principal, scheme: Scheme, role: PaperRole, signing: Signing) -> None:
    held = SchemePaper.objects.select_related("paper__kind", "paper__owner").get(
        scheme=scheme, role=role, ended_at__isnull=True
    )
    newest = documents.newest_version(paper=held.paper)
    content = msgspec.structs.replace(documents.newest_content(paper=held.paper), signing=signing)
    documents.write_version(
        by=by, paper=held.paper, content=content, seen=newest.number, note="Thêm người ký"
    )


# After the decision ------------------------------------------------------------------------------------


def _follow(scheme: Scheme, places: dict[str, Organisation]) -> None:
    by = principal("dieuphoi", GIVEN)
    with acting(by):
        aftermath.open_tasks(
            by=by,
            scheme=access_scheme(principal=by, code=scheme.code),
            terms=aftermath.Terms(designate_by=date(2018, 6, 29), own_scheme_months=9),
            address=reverse("scheme:task", args=[scheme.code, 0]),
            today=GIVEN,
        )
    for number in BECAME_CUC_AFTER:
        _walk(number, places, done=len(_STEPS), last=BECAME_CUC_AFTER[number])
    _walk(5, places, done=2, last=date(2018, 11, 5))
    _walk(8, places, done=3, last=date(2018, 12, 3))
    for number in (1, 2, 3, 4, 7, 9, 16):
        _finish(scheme, number, places)


def _walk(number: int, places: dict[str, Organisation], *, done: int, last: date) -> None:
    """The steps of one body, the last of them on its day."""
    body = BODIES[number - 1]
    by = principal(officer(number).username, last)
    days = [last - timedelta(days=42 * (done - 1 - place)) for place in range(done)]
    answers = {
        step: organisations.StepAnswer("xong", day, f"Văn bản số {300 + 7 * place}/{body.abbreviation}")
        for place, (step, day) in enumerate(zip(_STEPS, days, strict=False))
    }
    if done < len(_STEPS):
        answers[_STEPS[done]] = organisations.StepAnswer(
            "da_trinh", last, f"Tờ trình số {12 + number}/TTr-{body.abbreviation}"
        )
    with acting(by):
        organisations.record_steps(by=by, organisation=places[body.unit_code], answers=answers, today=last)


def _finish(scheme: Scheme, number: int, places: dict[str, Organisation]) -> None:
    """One body names its unit; two hand in their own scheme too."""
    body, day = BODIES[number - 1], date(2018, 4, 2 + number)
    by = principal(officer(number).username, day)
    with acting(by):
        rows = {
            task.kind: task
            for task in FollowTask.objects.filter(scheme=scheme, owner=places[body.code]).select_related(
                "scheme", "owner", "root"
            )
        }
        paper = f"Quyết định số {400 + number}/QĐ-{body.abbreviation} (mô phỏng)"
        aftermath.designate(
            by=by,
            task=rows[FollowTaskKind.DESIGNATE],
            unit=places[body.unit_code],
            duties=[],
            on=day,
            document=paper,
            today=day,
            at=moment(day, 15),
        )
        if number in (1, 4) and FollowTaskKind.OWN_SCHEME in rows:
            aftermath.finish_task(
                by=by,
                task=rows[FollowTaskKind.OWN_SCHEME],
                on=day,
                document=f"Tờ trình số {30 + number}/TTr-{body.abbreviation} (mô phỏng)",
                today=day,
                at=moment(day, 16),
            )
