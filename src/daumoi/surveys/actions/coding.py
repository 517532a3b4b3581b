"""Coding open texts: a codebook, and what each coder says of each text, with the words quoted."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from daumoi.foundation.errors import Conflict, Invalid
from daumoi.foundation.principal import Principal
from daumoi.history import actions as history
from daumoi.surveys.access import SurveyPermission
from daumoi.surveys.models import Answer, Codebook, CodeEntry, Coding, Reply, ReplyState, Round
from daumoi.surveys.queries.definitions import compiled_of

_CODE = re.compile(r"[a-z][a-z0-9_]{1,39}")


@dataclass(frozen=True)
class NewEntry:
    """A group of opinions to add to a codebook."""

    code: str
    label: str
    label_en: str = ""
    definition: str = ""


@transaction.atomic
def create_codebook(*, by: Principal, round_: Round, title: str, entries: Sequence[NewEntry]) -> Codebook:
    """The codebook of a round, with its first groups; a round has one."""
    by.require(SurveyPermission.ANALYSE, body_id=round_.root_id, owner_id=round_.owner_id)
    try:
        with transaction.atomic():
            made = Codebook.objects.create(
                owner=round_.owner, root_id=round_.root_id, round=round_, title=title
            )
    except IntegrityError as error:
        raise Conflict(
            "surveys.codebook", "Đợt này đã có bảng mã.", remedy="Thêm nhóm ý kiến vào bảng mã đang dùng."
        ) from error
    _record(by, round_, "surveys.codebook.created", details={"entries": [entry.code for entry in entries]})
    for entry in entries:
        _add(made, entry)
    return made


@transaction.atomic
def add_entry(*, by: Principal, codebook: Codebook, entry: NewEntry) -> CodeEntry:
    """One more group of opinions."""
    round_ = codebook.round
    by.require(SurveyPermission.ANALYSE, body_id=round_.root_id, owner_id=round_.owner_id)
    made = _add(codebook, entry)
    _record(by, round_, "surveys.codebook.entry_added", details={"entry": entry.code, "label": entry.label})
    return made


@transaction.atomic
def add_group(*, by: Principal, round_: Round, entry: NewEntry) -> CodeEntry:
    """One more group of opinions for a round; the first one opens its codebook."""
    codebook = Codebook.objects.filter(round=round_).select_related("round").first()
    if codebook is None:
        codebook = create_codebook(by=by, round_=round_, title=f"Bảng mã: {round_.title}"[:200], entries=[])
    return add_entry(by=by, codebook=codebook, entry=entry)


@transaction.atomic
def remove_entry(*, by: Principal, entry: CodeEntry) -> None:
    """Take out a group that no text was given."""
    round_ = entry.codebook.round
    by.require(SurveyPermission.ANALYSE, body_id=round_.root_id, owner_id=round_.owner_id)
    used = entry.codings.count()
    if used:
        raise Conflict(
            "surveys.codebook.used",
            f"Nhóm “{entry}” đang được gán {used} lần.",
            remedy="Bỏ gán ở các ý kiến trước rồi xóa nhóm.",
        )
    _record(by, round_, "surveys.codebook.entry_removed", details={"entry": entry.code})
    entry.delete()


def _add(codebook: Codebook, entry: NewEntry) -> CodeEntry:
    if not _CODE.fullmatch(entry.code) or not entry.label.strip():
        raise Invalid(
            "surveys.codebook.entry",
            f"Nhóm ý kiến “{entry.code}” thiếu tên hoặc mã không hợp lệ.",
            remedy="Mã gồm chữ thường không dấu, số, gạch dưới (ví dụ thieu_bien_che); tên ghi bằng tiếng Việt.",
            place="Bảng mã",
        )
    try:
        with transaction.atomic():
            return CodeEntry.objects.create(
                owner_id=codebook.owner_id,
                root_id=codebook.root_id,
                codebook=codebook,
                code=entry.code,
                label=entry.label.strip(),
                label_en=entry.label_en.strip(),
                definition=entry.definition.strip(),
            )
    except IntegrityError as error:
        raise Conflict(
            "surveys.codebook.entry_known",
            f"Mã “{entry.code}” đã có.",
            remedy="Đặt mã khác.",
            place="Bảng mã",
        ) from error


@transaction.atomic
def code_text(
    *,
    by: Principal,
    reply: Reply,
    variable: str,
    codes: Collection[str],
    row: int = 0,
    quote: str = "",
    is_quotable: bool = False,
) -> list[Coding]:
    """Say which groups a text belongs to: exactly these, as far as this coder is concerned (none takes all back).

    The quote must stand in the text word for word; only one marked quotable may appear in a report.
    """
    round_ = reply.round
    by.require(SurveyPermission.ANALYSE, body_id=round_.root_id, owner_id=round_.owner_id)
    quote = quote.strip()
    _check_text(by, reply, variable, row, quote)
    entries = {entry.code: entry for entry in CodeEntry.objects.filter(codebook__round=round_)}
    unknown = sorted(set(codes) - set(entries))
    if unknown:
        raise Invalid(
            "surveys.coding.entry",
            f"Bảng mã không có nhóm “{unknown[0]}”.",
            remedy="Chọn nhóm trong bảng mã.",
            place="Nhóm ý kiến",
        )
    own = Coding.objects.select_for_update().filter(
        reply=reply, variable=variable, row=row, coder=by.name, entry__codebook__round=round_
    )
    own.exclude(entry__code__in=codes).delete()
    made = [
        Coding.objects.update_or_create(
            entry=entries[code],
            reply=reply,
            variable=variable,
            row=row,
            coder=by.name,
            defaults={
                "owner_id": round_.owner_id,
                "root_id": round_.root_id,
                "quote": quote,
                "is_quotable": is_quotable and bool(quote),
            },
        )[0]
        for code in sorted(codes)
    ]
    _record(
        by,
        round_,
        "surveys.text.coded",
        details={"reply": reply.pk, "variable": variable, "row": row, "codes": sorted(codes)},
    )
    return made


def _check_text(by: Principal, reply: Reply, variable: str, row: int, quote: str) -> None:
    field = compiled_of(reply).variables.get(variable)
    answer = Answer.objects.visible_to(by).filter(reply=reply, variable=variable, row=row).first()
    if reply.state == ReplyState.OPEN or field is None or answer is None or not isinstance(answer.value, str):
        raise Invalid(
            "surveys.coding.text", "Không có ý kiến nào ở câu này.", remedy="Tải lại trang.", place=variable
        )
    if quote and quote not in answer.value:
        raise Invalid(
            "surveys.coding.quote",
            "Đoạn trích không có nguyên văn trong ý kiến.",
            remedy="Chép đúng từng chữ từ ý kiến của cơ quan.",
            place=f"{field.place}, đoạn trích",
        )


def _record(by: Principal, round_: Round, code: str, *, details: dict[str, object]) -> None:
    history.record(
        by=by,
        code=code,
        thing=round_,
        label=round_.title,
        root_id=round_.root_id,
        owner_id=round_.owner_id,
        details=details,
    )
