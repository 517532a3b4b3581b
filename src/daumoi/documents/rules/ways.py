"""The way of a paper and of its steps: which act leads from which state to which."""

from enum import StrEnum

from daumoi.foundation.errors import Conflict


class Act(StrEnum):
    """What happens to a paper."""

    EDIT = "edit"
    SUBMIT = "submit"
    RETURN = "return"
    SIGN = "sign"
    ISSUE = "issue"
    RECALL = "recall"
    CANCEL = "cancel"
    ASSIGN = "assign"
    FINISH = "finish"


_WAYS: dict[Act, dict[str, str]] = {
    Act.EDIT: {"draft": "draft"},
    Act.SUBMIT: {"draft": "submitted"},
    Act.RETURN: {"submitted": "draft"},
    Act.SIGN: {"draft": "signed", "submitted": "signed"},
    Act.ISSUE: {"signed": "issued"},
    Act.RECALL: {"issued": "recalled"},
    Act.CANCEL: {"draft": "cancelled", "signed": "cancelled"},
    Act.ASSIGN: {"arrived": "assigned", "assigned": "assigned"},
    Act.FINISH: {"arrived": "done", "assigned": "done"},
}
_WORDS = {
    Act.EDIT: "sửa nội dung",
    Act.SUBMIT: "trình",
    Act.RETURN: "trả lại",
    Act.SIGN: "ghi nhận đã ký",
    Act.ISSUE: "ban hành",
    Act.RECALL: "thu hồi",
    Act.CANCEL: "huỷ",
    Act.ASSIGN: "giao xử lý",
    Act.FINISH: "kết thúc xử lý",
}
_STATES = {
    "draft": "dự thảo",
    "submitted": "đang trình",
    "signed": "đã ký, chờ số",
    "issued": "đã ban hành",
    "arrived": "đã đến",
    "assigned": "đã giao xử lý",
    "done": "đã giải quyết",
    "recalled": "đã thu hồi",
    "cancelled": "đã huỷ",
}


def next_state(state: str, act: Act) -> str:
    """The state after `act`; raises `Conflict` when the state does not allow it."""
    after = _WAYS[act].get(state)
    if after is None:
        raise Conflict(
            "documents.state",
            f"Văn bản ở trạng thái “{_STATES.get(state, state)}” nên không {_WORDS[act]} được.",
            remedy="Tải lại trang để xem bước tiếp theo của văn bản.",
        )
    return after


def allows(state: str, act: Act) -> bool:
    """Whether the state allows the act."""
    return state in _WAYS[act]


_DELIVERY_ORDER = ("pending", "sent", "arrived", "accepted", "assigned", "working", "done", "answered")
STATUS_TO_DELIVERY = {
    "01": "arrived",
    "02": "refused",
    "03": "accepted",
    "04": "assigned",
    "05": "working",
    "06": "done",
}
"""Status codes of the exchange that move a line of following (QCVN 102:2016); the others ask for agreement."""


def later_delivery(now: str, told: str) -> str:
    """The state of a line after the news `told`: messages overtake each other, a line never goes back.

    >>> later_delivery("assigned", "arrived"), later_delivery("sent", "refused")
    ('assigned', 'refused')
    """
    if now == "answered" or told == now:
        return now
    if told == "refused":
        return told if now in ("pending", "sent", "arrived") else now
    if now == "refused":
        return told
    return max(now, told, key=_DELIVERY_ORDER.index)
