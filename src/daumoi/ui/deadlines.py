"""How near a deadline is, in words and tone, as seen on a given day."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from daumoi.ui import formats

SOON_DAYS = 7
"""Within so many calendar days a deadline is shown as near."""


@dataclass(frozen=True)
class DeadlineView:
    """`tone` is late, soon, done or none; `words` how near; `day` the day as written in documents."""

    tone: str
    words: str
    day: str


def view(*, on: date | datetime, seen_on: date, done: bool = False, language: str = "vi") -> DeadlineView:
    """The deadline `on` as it stood on `seen_on`; a finished matter is never late."""
    day = on.date() if isinstance(on, datetime) else on
    left = (day - seen_on).days
    count = partial(formats.written_number, language=language)
    written = formats.written_date(day, language=language)
    if done:
        return DeadlineView("done", _("đã xong"), written)
    if left < 0:
        words = ngettext("quá %(n)s ngày", "quá %(n)s ngày", -left) % {"n": count(-left)}
        return DeadlineView("late", words, written)
    if left == 0:
        words = _("hôm nay %(hour)s") % {"hour": f"{on:%H:%M}"} if isinstance(on, datetime) else _("hôm nay")
        return DeadlineView("soon", words, written)
    words = ngettext("còn %(n)s ngày", "còn %(n)s ngày", left) % {"n": count(left)}
    return DeadlineView("soon" if left <= SOON_DAYS else "none", words, written)
