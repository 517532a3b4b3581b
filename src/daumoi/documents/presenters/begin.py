"""The kinds of paper as cards: what each is for."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from daumoi.documents.models import Kind

PURPOSES = {
    "cong_van": gettext_noop("Hỏi, đề nghị, trả lời, đôn đốc giữa các cơ quan."),
    "to_trinh": gettext_noop("Xin cấp trên quyết định một việc, kèm phương án và ý kiến còn khác nhau."),
    "quyet_dinh": gettext_noop(
        "Quyết định một việc: thành lập, giao nhiệm vụ, phê duyệt, ban hành kèm theo."
    ),
    "de_an": gettext_noop("Luận chứng một thay đổi lớn: thực trạng, phương án, lộ trình, nguồn lực."),
    "ke_hoach": gettext_noop("Ai làm việc gì, đến ngày nào, bằng nguồn nào."),
    "bao_cao": gettext_noop("Kết quả đã làm, số liệu đến ngày chốt, khó khăn, kiến nghị."),
    "thong_bao": gettext_noop("Báo một việc cho nhiều nơi; thông báo kết luận cuộc họp."),
    "giay_moi": gettext_noop("Mời họp: nội dung, chủ trì, thời gian, địa điểm."),
    "bien_ban": gettext_noop("Ghi lại diễn biến và kết luận cuộc họp, buổi kiểm tra."),
    "phieu_trinh": gettext_noop("Tờ nội bộ đi kèm hồ sơ trình lãnh đạo."),
}


@dataclass(frozen=True)
class KindCard:
    """One kind: what it is for and where to begin one."""

    kind: Kind
    purpose: str
    url: str


@dataclass(frozen=True)
class KindsPage:
    """The daily kinds and the others."""

    daily: tuple[KindCard, ...]
    others: tuple[KindCard, ...]


def kinds_page(*, kinds: Sequence[Kind], query: str) -> KindsPage:
    """The kinds in the order of the pack; `query` (which paper is answered) is kept in every address."""
    cards = [
        KindCard(
            kind=kind,
            purpose=_(PURPOSES[kind.code]) if kind.code in PURPOSES else "",
            url=reverse("documents:begin_kind", args=[kind.code]) + (f"?{query}" if query else ""),
        )
        for kind in kinds
    ]
    return KindsPage(
        daily=tuple(card for card in cards if card.kind.is_daily),
        others=tuple(card for card in cards if not card.kind.is_daily),
    )
