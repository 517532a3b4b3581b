"""Issuing: the number, the printed paper, and its way out to every addressee."""

import secrets
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from daumoi.documents.access import DocumentPermission
from daumoi.documents.actions import delivery, exchange, numbering
from daumoi.documents.actions.drafting import newest_content
from daumoi.documents.actions.files import keep, keep_signed
from daumoi.documents.actions.steps import journal, renew_search, require
from daumoi.documents.composition import print_paper
from daumoi.documents.edxml.model import BusinessType
from daumoi.documents.events import PaperIssued, paper_issued
from daumoi.documents.models import (
    FileRole,
    Number,
    NumberingMode,
    Paper,
    PaperFile,
    RegisterSide,
    Series,
    Step,
    StepState,
)
from daumoi.documents.rules import ways
from daumoi.documents.rules.numbering import notation, split_code, written_number
from daumoi.documents.signatures import SigningService
from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import Principal
from daumoi.inbox import actions as inbox

_CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@transaction.atomic
def issue_paper(
    *,
    by: Principal,
    paper: Paper,
    at: datetime,
    fonts: Path,
    unit: str = "",
    reserved: Number | None = None,
    verify_at: str = "",
    signer: SigningService | None = None,
) -> Paper:
    """Give a signed paper its number from the body's own series, print it, and send it on its way.

    :param unit: abbreviation of the drafting unit, for letters.
    :param fonts: folder of the typefaces that the press uses.
    :param verify_at: address before which the verification code stands on the paper's QR code; none when empty.
    :param signer: signs the printed file in the body's name; none when the installation has no key.
    :raises Conflict: not signed yet, no series, or the series takes its numbers from another system.
    """
    require(by, paper, DocumentPermission.CLERK)
    paper.state = ways.next_state(paper.state, ways.Act.ISSUE)
    series = _series(paper, at.date())
    number = numbering.give_number(by=by, series=series, paper=paper, year=at.year, at=at, reserved=reserved)
    kind = paper.kind
    paper.series = series
    paper.code_number = written_number(number.number)
    paper.code_notation = paper.code_notation or notation(
        abbreviation=kind.abbreviation, agency=series.agency, unit=unit
    )
    paper.issued_date = at.date()
    _finish_issue(by=by, paper=paper, at=at, verify_at=verify_at)
    printed = _print(by=by, paper=paper, at=at, fonts=fonts, verify_at=verify_at)
    if signer is not None:
        place = newest_content(paper=paper).place
        signed = signer.sign(bytes(printed.content), reason="Phát hành văn bản", place=place)
        keep_signed(by=by, paper=paper, name=printed.name, content=signed)
    exchange.queue_for(paper=paper, lines=delivery.send(by=by, paper=paper, at=at))
    _announce(paper)
    return paper


@transaction.atomic
def record_issue(
    *,
    by: Principal,
    paper: Paper,
    code: str,
    on: date,
    at: datetime,
    fonts: Path,
    signed_file: tuple[str, bytes] | None = None,
) -> Paper:
    """Take back number, notation and date that the body's own document system gave; then it counts as issued.

    :param signed_file: name and bytes of the signed PDF, when it came back too.
    :raises Conflict: the body numbers here, or another paper of the desk has this number already.
    """
    require(by, paper, DocumentPermission.CLERK)
    paper.state = ways.next_state(paper.state, ways.Act.ISSUE)
    series = numbering.series_for(owner=paper.owner, kind=paper.kind, side=RegisterSide.OUT, day=on)
    if series is not None and series.mode == NumberingMode.OWN:
        raise Conflict(
            "documents.series.own",
            f"Sổ “{series.name}” cấp số tại đây.",
            remedy="Dùng “Cấp số, ban hành” để lấy số tiếp theo.",
            place="Số, ký hiệu",
        )
    if on > at.date():
        raise Invalid(
            "documents.issue.future",
            f"Ngày ban hành {on:%d/%m/%Y} ở sau hôm nay.",
            remedy="Ghi đúng ngày trên văn bản.",
            place="Ngày ban hành",
        )
    paper.code_number, paper.code_notation = split_code(code)
    twin = delivery.duplicate_of(paper=paper)
    if twin is not None:
        raise Conflict(
            "documents.issue.twice",
            f"Số, ký hiệu {paper.code} đã ghi cho văn bản “{twin.subject}”.",
            remedy="Kiểm tra lại số trên văn bản đã ký.",
            place="Số, ký hiệu",
        )
    paper.series, paper.issued_date = series, on
    _finish_issue(by=by, paper=paper, at=at, verify_at="")
    if signed_file is not None:
        keep_signed(by=by, paper=paper, name=signed_file[0], content=signed_file[1])
    _print(by=by, paper=paper, at=at, fonts=fonts, verify_at="")
    exchange.queue_for(paper=paper, lines=delivery.send(by=by, paper=paper, at=at))
    _announce(paper)
    return paper


@transaction.atomic
def recall_paper(*, by: Principal, paper: Paper, reason: str, at: datetime) -> Paper:
    """Recall an issued paper: it is frozen with its number and data, and every addressee is told."""
    require(by, paper, DocumentPermission.CLERK)
    if not reason.strip():
        raise Invalid(
            "documents.reason", "Thu hồi văn bản phải ghi lý do.", remedy="Ghi lý do.", place="Lý do"
        )
    paper.state = ways.next_state(paper.state, ways.Act.RECALL)
    paper.state_reason = reason.strip()[:300]
    paper.save()
    delivery.tell_recall(by=by, paper=paper, at=at)
    exchange.queue_for(paper=paper, lines=delivery.outside_lines(paper=paper), business=BusinessType.RECALL)
    journal(by, paper, "documents.paper.recalled", reason=reason)
    return paper


def _series(paper: Paper, day: date) -> Series:
    series = numbering.series_for(owner=paper.owner, kind=paper.kind, side=RegisterSide.OUT, day=day)
    if series is None:
        raise Conflict(
            "documents.series.none",
            f"Chưa có sổ số văn bản đi nào đang mở cho loại “{paper.kind.name}”.",
            remedy="Mở sổ số ở trang “Sổ số”, hoặc ghi số do hệ thống văn bản của cơ quan cấp.",
            place="Sổ số",
        )
    if series.mode != NumberingMode.OWN:
        raise Conflict(
            "documents.series.external",
            f"Sổ “{series.name}” lấy số của hệ thống văn bản của cơ quan.",
            remedy="Tải bản Word hoặc PDF, cho số ở hệ thống ấy rồi dùng “Ghi số đã cấp”.",
            place="Sổ số",
        )
    return series


def _finish_issue(*, by: Principal, paper: Paper, at: datetime, verify_at: str) -> None:
    content = newest_content(paper=paper)
    signing = content.signer
    if not paper.signer_full_name:  # what a clerk read on the signed paper goes before what the draft foresaw
        paper.signer_position, paper.signer_full_name = signing.position[:100], signing.name[:50]
    paper.verification_code = "".join(secrets.choice(_CODE_ALPHABET) for _ in range(20)) if verify_at else ""
    paper.save()
    renew_search(paper, words=content.plain)
    Step.objects.filter(paper=paper, state=StepState.CURRENT).update(
        state=StepState.DONE, done_by=by.name, done_at=at, person_id=by.person_id
    )
    inbox.close(kind="documents.step", thing_id=paper.pk, at=at)
    journal(by, paper, "documents.paper.issued", details={"code": paper.code, "on": str(paper.issued_date)})


def _print(*, by: Principal, paper: Paper, at: datetime, fonts: Path, verify_at: str) -> PaperFile:
    printed = print_paper(
        paper=paper, content=newest_content(paper=paper), at=at, fonts=fonts, verify_at=verify_at
    )
    paper.page_amount = printed.pages
    paper.save(update_fields=["page_amount"])
    name = f"{paper.code_number}-{paper.code_notation}".replace("/", "-")
    return keep(by=by, paper=paper, role=FileRole.PDF, name=f"{name}.pdf", content=printed.pdf)


def _announce(paper: Paper) -> None:
    assert paper.issued_date is not None
    paper_issued.announce(
        PaperIssued(
            paper_id=paper.pk,
            kind=paper.kind.code,
            about_kind=paper.about_kind,
            about_id=paper.about_id,
            code=paper.code,
            on=paper.issued_date,
            signer=paper.signer_full_name,
        )
    )
