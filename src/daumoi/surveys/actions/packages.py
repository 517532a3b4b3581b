"""Replies travelling between installations as signed packages."""

import hashlib
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import Principal
from daumoi.inbox import actions as inbox
from daumoi.surveys.actions.handovers import close_parts
from daumoi.surveys.actions.paper import CHECKING
from daumoi.surveys.actions.replies import current_code
from daumoi.surveys.actions.steps import journal, require_coordinator
from daumoi.surveys.exchange import keys
from daumoi.surveys.exchange.package import (
    Content,
    Package,
    PackedAnswer,
    PackedExplanation,
    read_package,
    write_package,
)
from daumoi.surveys.models import Answer, Explanation, Reply, ReplyFile, ReplyState
from daumoi.surveys.queries.replies import reply_sheet


def keys_folder() -> Path:
    """Where this installation keeps its key and the keys it trusts."""
    return Path(settings.HOME) / "keys"


@transaction.atomic
def export_package(*, by: Principal, reply: Reply) -> bytes:
    """The reply as it was approved, signed by this installation; only approved content travels."""
    sheet = reply_sheet(principal=by, reply=reply)
    code = current_code(sheet=sheet)
    if not sheet.content_visible or reply.approved_code != code:
        raise Conflict(
            "surveys.package.not_approved",
            "Chỉ xuất gói khi nội dung hiện tại đã được ký hoặc phê duyệt.",
            remedy="In phụ lục, ký, đính kèm công văn rồi xuất gói.",
        )
    content = Content(
        answers=tuple(
            PackedAnswer(name, row, answer.status, answer.value)
            for (name, row), answer in sorted(sheet.answers.items())
        ),
        explanations=tuple(
            PackedExplanation(check, row, one.text)
            for (check, row), one in sorted(sheet.explanations.items())
        ),
    )
    letters = {file.name: bytes(file.content) for file in reply.files.all()}
    data = write_package(
        key=keys.signing_key(keys_folder()),
        round_code=reply.round.code,
        organisation_code=reply.owner.code,
        questionnaire_digest=reply.round.questionnaire.digest,
        code=code,
        content=content,
        letters=letters,
        letter_number=reply.letter_number,
        letter_date=reply.letter_date,
        letter_signer=reply.letter_signer or reply.approved_by_text,
        is_simulated=reply.round.is_simulated,
    )
    journal(by, reply, "surveys.reply.package_exported", details={"sha256": hashlib.sha256(data).hexdigest()})
    return data


def is_trusted(*, package: Package) -> bool:
    """Whether the key that signed the package is known to speak for its organisation."""
    return keys.trusted(keys_folder()).get(package.manifest.public_key) == package.manifest.organisation


@transaction.atomic
def import_package(
    *, by: Principal, reply: Reply, data: bytes, compared_fingerprint: str, at: datetime
) -> Reply:
    """Take in a reply that travelled as a package: it counts as sent.

    A key seen for the first time must have its fingerprint compared by telephone and typed in.
    """
    require_coordinator(by, reply)
    package = read_package(data)
    _check_addressed(package, reply)
    if not is_trusted(package=package):
        if compared_fingerprint.replace(" ", "").upper() != package.fingerprint.replace(" ", ""):
            raise Conflict(
                "surveys.package.unknown_key",
                f"Chưa biết khóa đã ký gói này (vân tay {package.fingerprint}).",
                remedy="Gọi đầu mối của cơ quan, đối chiếu vân tay rồi nhập lại vào ô Vân tay khóa.",
                place="Vân tay khóa",
            )
        keys.trust(
            keys_folder(), public=package.manifest.public_key, organisation=package.manifest.organisation
        )
    _enter_content(reply, package)
    manifest = package.manifest
    reply.content_code = reply.approved_code = manifest.content_code
    reply.letter_number, reply.letter_date = manifest.letter_number, manifest.letter_date
    reply.letter_signer = reply.approved_by_text = manifest.letter_signer
    reply.approved_at, reply.sent_at, reply.state = at, at, ReplyState.SENT
    reply.save()
    inbox.close_all(kinds=("surveys.reply", CHECKING), things=(reply.pk,), at=at)
    close_parts(reply=reply, at=at)
    journal(
        by,
        reply,
        "surveys.reply.package_imported",
        document=reply.letter_number,
        details={"sha256": hashlib.sha256(data).hexdigest(), "key": package.fingerprint},
    )
    return reply


def _check_addressed(package: Package, reply: Reply) -> None:
    manifest = package.manifest
    if reply.state != ReplyState.OPEN:
        raise Conflict(
            "surveys.package.state",
            "Trả lời này đã gửi rồi.",
            remedy="Dùng đề nghị làm rõ để mở lại từng câu.",
        )
    wrong = []
    if manifest.round != reply.round.code:
        wrong.append(f"đợt {manifest.round}")
    if manifest.organisation != reply.owner.code:
        wrong.append(f"cơ quan {manifest.organisation}")
    if manifest.questionnaire_digest != reply.round.questionnaire.digest:
        wrong.append("mẫu phiếu bản khác")
    if manifest.is_simulated != reply.round.is_simulated:
        wrong.append("dữ liệu mô phỏng" if manifest.is_simulated else "dữ liệu thật")
    if wrong:
        raise Invalid(
            "surveys.package.other",
            f"Gói này của {', '.join(wrong)}; đang mở đợt {reply.round.code}, cơ quan {reply.owner.code}.",
            remedy="Mở đúng trả lời rồi nhập gói.",
            place="Gói trả lời",
        )


def _enter_content(reply: Reply, package: Package) -> None:
    Answer.objects.filter(reply=reply).delete()
    Explanation.objects.filter(reply=reply).delete()
    own = {"reply": reply, "owner_id": reply.owner_id, "root_id": reply.root_id}
    source = f"gói trả lời, khóa {package.fingerprint[:9]}"
    Answer.objects.bulk_create(
        [
            Answer(
                **own,
                variable=one.variable,
                row=one.row,
                status=one.status,
                value=one.value,
                source_text=source,
            )
            for one in package.content.answers
        ]
    )
    Explanation.objects.bulk_create(
        [
            Explanation(**own, check_code=one.check, row=one.row, text=one.text)
            for one in package.content.explanations
        ]
    )
    for name, letter in package.letters.items():
        ReplyFile.objects.create(
            **own,
            kind=ReplyFile.Kind.SIGNED_LETTER,
            name=name,
            content=letter,
            sha256=hashlib.sha256(letter).hexdigest(),
            size=len(letter),
            content_code=package.manifest.content_code,
            uploaded_by=package.manifest.letter_signer,
        )
