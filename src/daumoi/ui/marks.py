"""The small vocabularies that pages show as a sign with a word: absence, holding of a duty, confidence, tone.

Codes are stable English words used by queries and templates; words are for people. A sign never stands
alone: its word is either printed beside it or read out in its place.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Mark:
    """One entry of a vocabulary: `word` is shown, `meaning` explains it, `icon` is its sign in the sprite."""

    code: str
    word: str | Promise
    meaning: str | Promise
    icon: str = ""


def _vocabulary(*marks: Mark) -> dict[str, Mark]:
    return {mark.code: mark for mark in marks}


ABSENCE = _vocabulary(
    Mark(
        "none_arisen",
        _("không phát sinh"),
        _("Đơn vị đã xác nhận kỳ này không có việc nào."),
        "circle-minus",
    ),
    Mark(
        "no_data",
        _("chưa có số liệu"),
        _("Chưa ai cung cấp số liệu; không được hiểu là bằng không."),
        "question-mark",
    ),
    Mark(
        "out_of_scope",
        _("không thuộc phạm vi"),
        _("Câu hỏi này không đặt ra cho đơn vị."),
        "ban",
    ),
    Mark(
        "unconfirmed",
        _("chưa xác nhận"),
        _("Số liệu lấy sẵn từ nguồn khác, đơn vị chưa xác nhận."),
        "circle-dashed",
    ),
)
"""The four kinds of absence, told apart everywhere. A plain zero is none of them."""

HOLDING = _vocabulary(
    Mark("lead", _("chủ trì"), _("Đơn vị chuyên trách được giao chủ trì."), "holding-lead"),
    Mark("partial", _("một phần"), _("Đơn vị chuyên trách chỉ được giao một phần."), "holding-partial"),
    Mark("none", pgettext_lazy("giữ nhiệm vụ", "không"), _("Không giao cho đơn vị nào."), "holding-none"),
    Mark("elsewhere", _("đơn vị khác giữ"), _("Nhiệm vụ đặt tại đơn vị khác."), "arrow-up-right"),
    Mark("no_data", _("chưa có số liệu"), _("Chưa có nguồn nào cho biết."), "question-mark"),
)
"""How a unit holds a duty, for the coverage matrix."""

CONFIDENCE = _vocabulary(
    Mark("A", _("đã đọc nguyên văn"), _("Đã đọc chính điều khoản của văn bản gốc.")),
    Mark("B", _("nguồn chính thức nêu"), _("Trang chính thức, báo lớn hoặc văn bản khác nêu lại.")),
    Mark("C", _("nguồn thứ cấp"), _("Mới thấy ở bản tóm tắt, trang hỏi đáp.")),
    Mark("?", _("chưa kiểm chứng"), _("Chưa đối chiếu với nguồn nào.")),
)
"""How sure a statement is, by the kind of source that was read."""

TONE_ICONS = {
    "act": "circle-dot",
    "done": "circle-check",
    "soon": "clock",
    "late": "alert-triangle",
    "none": "circle",
}
"""What a colour means, with the sign that goes with it: `act` (ink) in hand or held, `done` (green),
`soon` (amber) near or unknown, `late` (red) overdue or in breach, `none` (grey) nothing yet."""


def mark_of(vocabulary: dict[str, Mark], code: str) -> Mark:
    """The mark named `code`; an unknown code is a programming error and names the codes that exist."""
    try:
        return vocabulary[code]
    except KeyError:
        known = ", ".join(vocabulary)
        raise ValueError(f"unknown mark {code!r}; known: {known}") from None
