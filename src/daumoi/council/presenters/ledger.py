"""The ledger and one matter of it: sentences and shapes of their pages."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from daumoi.council.presenters import words
from daumoi.council.presenters.figures import figure, joined
from daumoi.council.queries import Ledger, MatterRow, MatterView
from daumoi.ui.formats import written_date

FILTERS = ("qua-han", "da-trinh", "da-xong")


@dataclass(frozen=True)
class LedgerPage:
    """The ledger as one reader chose to see it."""

    found: Ledger
    rows: tuple[MatterRow, ...]
    chosen: str
    sentence: SafeString
    views: tuple[tuple[str, str, int], ...]


def ledger_page(found: Ledger, *, chosen: str, kept: str = "") -> LedgerPage:
    """The ledger, oldest first; `chosen` keeps the late, the submitted or the closed ones."""
    chosen = chosen if chosen in FILTERS else ""
    rows = {"": found.open, "qua-han": found.late, "da-trinh": found.waiting, "da-xong": found.closed}
    titles = {
        "": _("Đang chờ"),
        "qua-han": _("Quá hạn"),
        "da-trinh": _("Đã trình, chưa có kết quả"),
        "da-xong": _("Đã giải quyết, thôi theo dõi"),
    }
    return LedgerPage(
        found=found,
        rows=rows[chosen],
        chosen=chosen,
        sentence=_ledger_sentence(found, kept),
        views=tuple((key, titles[key], len(rows[key])) for key in titles),
    )


def _ledger_sentence(found: Ledger, kept: str) -> SafeString:
    if not (found.open or found.closed):
        return format_html(
            "{}", _("Ngày %s chưa có kiến nghị, vướng mắc nào trong sổ.") % written_date(found.day)
        )
    parts = [open_words(found, kept)]
    if found.waiting:
        n = len(found.waiting)
        parts.append(
            figure(
                ngettext("%d việc đã trình, chưa có kết quả", "%d việc đã trình, chưa có kết quả", n) % n,
                "?loc=da-trinh",
                kept,
                "is-soon",
            )
        )
    if found.late:
        n = len(found.late)
        parts.append(
            figure(ngettext("%d việc quá hạn", "%d việc quá hạn", n) % n, "?loc=qua-han", kept, "is-late")
        )
    return joined(parts)


def matter_sentence(view: MatterView) -> str:
    """Who raised it when, how it stands, how long it has waited."""
    row = view.row
    said = _("%(who)s nêu ngày %(day)s; %(state)s từ %(since)s") % {
        "who": row.matter.raised_by,
        "day": written_date(row.matter.raised_on),
        "state": str(row.state.label),
        "since": written_date(row.since),
    }
    age = words.days_words(row.age.days)
    return f"{said}; {_('đã chờ %s') % age if row.is_open else _('xong sau %s') % age}."


def open_words(found: Ledger, kept: str) -> SafeString:
    """How many wait and which has waited longest; `kept` is what links carry on."""
    if not found.open:
        return format_html("{}", _("Sổ kiến nghị không còn việc nào đang chờ"))
    oldest = found.open[0]
    return format_html(
        _("{} đang chờ, lâu nhất đã {} ({})"),
        figure(
            ngettext("%d kiến nghị, vướng mắc", "%d kiến nghị, vướng mắc", len(found.open)) % len(found.open),
            reverse("council:ledger"),
            kept,
        ),
        words.days_words(oldest.age.days),
        figure(oldest.matter.title, reverse("council:matter", args=[oldest.matter.code]), kept),
    )
