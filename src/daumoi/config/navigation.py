"""The menu: the rooms of practice in the officers' order, shown as far as an appointment uses them."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from daumoi.accounts.rules import role
from daumoi.foundation.principal import Principal
from daumoi.inbox import queries as inbox
from daumoi.ui.ports import NavigationItem

ENTRIES: tuple[tuple[str, str, str, str], ...] = (
    ("inbox", gettext_noop("Việc của tôi"), "home", "list-check"),
    ("surveys", gettext_noop("Khảo sát, báo cáo"), "surveys:rounds", "clipboard-list"),
    ("documents", gettext_noop("Văn bản"), "documents:register", "mail"),
    ("scheme", gettext_noop("Đề án"), "scheme:index", "target"),
    ("indices", gettext_noop("Chỉ số, xếp hạng"), "indices:index", "chart-bar"),
    ("council", gettext_noop("Hội đồng, kiến nghị"), "council:index", "users-group"),
    ("mandates", gettext_noop("Nhiệm vụ theo bốn nhóm"), "mandates:matrix", "layout-grid"),
    ("organisations", gettext_noop("Tổ chức, nhân lực"), "organisations:index", "hierarchy-3"),
    ("law", gettext_noop("Căn cứ pháp lý"), "law:index", "scale"),
    ("history", gettext_noop("Nhật ký"), "history:journal", "history"),
)


def navigation(*, request: HttpRequest) -> Sequence[NavigationItem]:
    """The entries that the person's roles work with, the current one marked, with what waits counted."""
    principal: Principal = request.principal  # type: ignore[attr-defined]
    wanted = {code for grant in principal.grants for code in role(grant.role).menu}
    if principal.is_signed_in and not wanted:
        wanted = {"inbox", "law"}
    items = []
    for code, title, route, icon in ENTRIES:
        if code not in wanted:
            continue
        url = reverse(route)
        count = inbox.open_count(principal=principal) if code == "inbox" else None
        items.append(
            NavigationItem(
                code=code,
                title=_(title),
                url=url,
                icon=icon,
                count=count or None,
                count_words=ngettext("%d việc đang chờ", "%d việc đang chờ", count) % count if count else "",
                is_current=_is_current(request.path, url),
            )
        )
    return items


def _is_current(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith("/" + url.strip("/").split("/")[0] + "/")
