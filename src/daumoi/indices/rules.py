"""Pure decisions of this room: the way of an edition and of a sheet, what a mark may be, addresses."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

from daumoi.foundation.errors import Conflict, Invalid

INBOX_SHEET = "indices.sheet"
INBOX_VERIFY = "indices.verify"
INBOX_MARKS = "indices.marks"
INBOX_APPEAL = "indices.appeal"
RESERVED_CODES = frozenset({"lap", "nhan-dinh-nghia", "editions"})
"""Words that addresses of this room use where the code of an index stands."""


class Step(StrEnum):
    """What may be done with an edition; each names the states in which it may."""

    FILL = "fill"
    SEND = "send"
    RECEIVE = "receive"
    CLARIFY = "clarify"
    REMIND = "remind"
    START_VERIFYING = "start_verifying"
    VERIFY = "verify"
    OPEN_APPEALS = "open_appeals"
    APPEAL = "appeal"
    ANSWER = "answer"
    PUBLISH = "publish"


_ALLOWED: dict[Step, frozenset[str]] = {
    Step.FILL: frozenset({"collecting", "verifying"}),
    Step.SEND: frozenset({"collecting", "verifying"}),
    Step.RECEIVE: frozenset({"collecting", "verifying"}),
    Step.CLARIFY: frozenset({"collecting", "verifying"}),
    Step.REMIND: frozenset({"collecting", "verifying"}),
    Step.START_VERIFYING: frozenset({"collecting"}),
    Step.VERIFY: frozenset({"verifying"}),
    Step.OPEN_APPEALS: frozenset({"verifying"}),
    Step.APPEAL: frozenset({"appeals"}),
    Step.ANSWER: frozenset({"appeals"}),
    Step.PUBLISH: frozenset({"appeals"}),
}


def check_step(state: str, step: Step, *, words: str) -> None:
    """Refuse a step that the edition's state does not allow; `words` is that state for people."""
    if state not in _ALLOWED[step]:
        raise Conflict(
            "indices.state",
            _("Kỳ đánh giá %s nên không làm được việc này.") % words,
            remedy=_("Mở lại trang của kỳ để xem bước tiếp theo."),
        )


@dataclass(frozen=True)
class Mark:
    """What is said of one cell: its kind, its value where there is one, and words."""

    kind: str
    value: Decimal | None = None
    words: str = ""


def check_mark(mark: Mark, *, most: float | None, is_yes_no: bool, place: str) -> None:
    """Refuse a value outside what the criterion allows, or an absence that carries a value."""
    if mark.kind not in {"", "value", "missing", "not_applicable"}:
        raise Invalid("indices.mark.kind", _("Chưa chọn tình trạng số liệu."), place=place)
    if mark.kind != "value":
        return
    if mark.value is None:
        raise Invalid(
            "indices.mark.empty",
            _("Chưa ghi giá trị."),
            place=place,
            remedy=_("Ghi số, kể cả số 0; nếu không có thì chọn chưa có số liệu hoặc không thuộc phạm vi."),
        )
    if mark.value < 0 and most is not None:
        raise Invalid("indices.mark.negative", _("Giá trị không được âm."), place=place)
    if most is not None and mark.value > Decimal(str(most)):
        raise Invalid(
            "indices.mark.most",
            _("Giá trị vượt mức tối đa %s.") % written(Decimal(str(most))),
            place=place,
            remedy=_("Xem lại cách chấm của tiêu chí."),
        )
    if is_yes_no and mark.value not in {Decimal(0), Decimal(1)}:
        raise Invalid(
            "indices.mark.yes_no", _("Tiêu chí có/không chỉ ghi 1 hoặc 0."), place=place, remedy=_("1 là có.")
        )


def written(value: Decimal) -> str:
    """A number without useless zeros, with the decimal comma."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace(".", ",") or "0"


def edition_address(index: str, edition: str) -> str:
    """The page of an edition."""
    return f"/chi-so/{index}/{edition}/"


def sheet_address(index: str, edition: str, body: str) -> str:
    """The sheet of a body."""
    return f"/chi-so/{index}/{edition}/phieu/{body}/"


def verify_address(index: str, edition: str, body: str) -> str:
    """The page on which a sheet is verified."""
    return f"/chi-so/{index}/{edition}/tham-dinh/{body}/"


def appeals_address(index: str, edition: str) -> str:
    """The appeals of an edition."""
    return f"/chi-so/{index}/{edition}/kien-nghi/"
