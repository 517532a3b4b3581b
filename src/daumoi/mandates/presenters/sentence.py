"""The sentence that opens the matrix: how things stand, with every figure a link into its rows."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from daumoi.mandates.models import DutySet, Group
from daumoi.mandates.presenters import words
from daumoi.mandates.presenters.choice import Choice
from daumoi.mandates.queries import Coverage, unit_words
from daumoi.mandates.rules import Verdict
from daumoi.ui.formats import written_date


def matrix_sentence(found: Coverage, choice: Choice) -> SafeString:
    """How things stand, figures as links into their rows."""
    if not found.bodies:
        return format_html("{}", _("Không có cơ quan nào trong sổ vào ngày này."))
    if not found.duties:
        return format_html("{}", _("Không có nhiệm vụ nào trong danh mục có hiệu lực vào ngày này."))
    parts = [*_best_and_worst(found, choice), *_silent(found, choice)]
    grounds = _("Căn cứ: %s.") % "; ".join(
        _set_title(one) for one in dict.fromkeys(d.set for d in found.duties)
    )
    return format_html("{} {}", _joined(parts, found), grounds)


def _joined(parts: list[SafeString], found: Coverage) -> SafeString:
    day = _("Ngày %s") % written_date(found.day)
    return format_html("{}, {}.", day, format_html_join("; ", "{}", ((part,) for part in parts)))


def _best_and_worst(found: Coverage, choice: Choice) -> Iterable[SafeString]:
    blocks = [block for block in found.groups if block.is_counted and block.group is not Group.OTHER]
    total = len(found.bodies)
    known = [block for block in blocks if block.counts[Verdict.NO_DATA] < total]
    if not known:
        return
    first = known[0]
    yield format_html(
        _("{} giao đủ {} cho {}"),
        _figure(
            _("%(count)d/%(total)d cơ quan") % {"count": first.counts[Verdict.FULL], "total": total},
            choice.url(nhom=first.group.value, muc=Verdict.FULL.value),
        ),
        str(words.GROUP_IN_SENTENCE[first.group]),
        unit_words(found.hats),
    )
    worst = max(known, key=lambda block: block.counts[Verdict.NONE])
    if worst.counts[Verdict.NONE]:
        yield format_html(
            _("{} còn {} không giao cho đơn vị nào"),
            str(words.GROUP_IN_SENTENCE[worst.group]),
            _figure(
                ngettext("%d cơ quan", "%d cơ quan", worst.counts[Verdict.NONE]) % worst.counts[Verdict.NONE],
                choice.url(nhom=worst.group.value, muc=Verdict.NONE.value),
                "is-late",
            ),
        )


def _silent(found: Coverage, choice: Choice) -> Iterable[SafeString]:
    silent = len(found.without_data)
    if silent:
        text = _("%(count)d/%(total)d cơ quan chưa có số liệu") % {
            "count": silent,
            "total": len(found.bodies),
        }
        yield _figure(text, choice.url(nhom="", muc=Verdict.NO_DATA.value), "is-soon")
    else:
        yield format_html("{}", _("cơ quan nào cũng đã có số liệu"))


def _figure(text: str, url: str, css: str = "") -> SafeString:
    return format_html('<a class="dm-figure {}" href="{}">{}</a>', css, url, text)


def _set_title(duty_set: DutySet) -> str:
    return f"{duty_set} ({_('đề xuất')})" if duty_set.is_proposal else str(duty_set)
