"""Tags of every page. Each is a thin door to a plain function; words and shapes live beside them.

Dates, numbers and money exist as tags and as filters, so that they fit into translated sentences.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import is_aware, localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from daumoi.foundation.clock import today
from daumoi.ui import addresses, choices, deadlines, drawings, fields, formats, marks, pieces, signs, tallies

register = template.Library()


def _language() -> str:
    return get_language() or "vi"


def _request(context: Context) -> HttpRequest | None:
    request = context.get("request")
    return request if isinstance(request, HttpRequest) else None


# Signs -------------------------------------------------------------------------------------------------

register.simple_tag(signs.icon, name="icon")
register.simple_tag(signs.status_mark, name="status_mark")
register.simple_tag(signs.holding_mark, name="holding_mark")
register.simple_tag(signs.state, name="state")
register.simple_tag(signs.provenance, name="provenance")
register.simple_tag(signs.confidence_words, name="confidence_words")


# Dates, numbers, money ---------------------------------------------------------------------------------


@register.simple_tag(name="vn_date")
def vn_date(day: date | None) -> str:
    """A day in administrative style (“08/9/2011”); nothing for an open end. Of a moment the day in Hà Nội."""
    if day is None:
        return ""
    return formats.written_date(_here(day) if isinstance(day, datetime) else day, language=_language())


@register.simple_tag(name="vn_moment")
def vn_moment(moment: datetime | None) -> str:
    """A moment (“14h05 ngày 08/9/2011”) as the clock in Hà Nội shows it, whatever zone it was kept in."""
    return formats.written_moment(_here(moment), language=_language()) if moment is not None else ""


def _here(moment: datetime) -> datetime:
    """The database gives moments in UTC; naive ones are what they say."""
    return localtime(moment) if is_aware(moment) else moment


@register.simple_tag(name="vn_number")
def vn_number(value: float | Decimal | None, places: int | None = None) -> str:
    """A number with grouped thousands; a missing one says so instead of showing zero."""
    if value is None:
        return signs.status_mark("no_data")
    return formats.written_number(value, places=places, language=_language())


@register.simple_tag(name="money_trieu")
def money_trieu(dong: float | Decimal | None, places: int | None = None, unit: bool = False) -> str:
    """An amount kept in đồng, shown in triệu đồng, with the exact amount under the pointer."""
    if dong is None:
        return signs.status_mark("no_data")
    written = formats.written_trieu(dong, places=places, language=_language())
    exact = formats.written_number(dong, language=_language())
    return format_html(
        '<data value="{}" title="{}">{}</data>',
        str(dong),
        _("%(amount)s đồng") % {"amount": exact},
        _("%(amount)s triệu đồng") % {"amount": written} if unit else written,
    )


register.filter("vn_date", vn_date)
register.filter("vn_moment", vn_moment)
register.filter("vn_number", vn_number)


@register.filter
def cell_text(value: Any) -> str:
    """A cell of a data table: numbers grouped, a missing value said, anything else as text."""
    if value is None or (isinstance(value, int | float | Decimal) and not isinstance(value, bool)):
        return vn_number(value)
    return str(value)


@register.simple_tag(takes_context=True)
def deadline(
    context: Context, on: date | datetime, basis: str = "", url: str = "", done: bool = False
) -> SafeString:
    """A deadline as seen on the page's date: how near, the day itself, and the document that sets it."""
    seen_on = context.get("as_of") or today()
    view = deadlines.view(on=on, seen_on=seen_on, done=done, language=_language())
    source = signs.provenance(basis, url) if basis else SafeString()
    return format_html(
        '<span class="dm-deadline is-{}"><span class="dm-deadline-words">{}{}</span> '
        '<time datetime="{}">{}</time>{}</span>',
        view.tone,
        signs.icon(marks.TONE_ICONS[view.tone]) if view.tone in {"soon", "late", "done"} else "",
        view.words,
        on.isoformat(),
        view.day,
        source,
    )


# Addresses ---------------------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def as_of_url(context: Context, route: str, *args: Any, **kwargs: Any) -> str:
    """The address of a route, with the reader's date kept."""
    address = reverse(route, args=args or None, kwargs=kwargs or None)
    return addresses.with_as_of(url=address, request=_request(context))


@register.simple_tag(takes_context=True)
def keep_as_of(context: Context, url: str) -> str:
    """A ready address, with the reader's date kept."""
    return addresses.with_as_of(url=url, request=_request(context))


@register.simple_tag(takes_context=True)
def page_with(context: Context, **changes: str | int | None) -> str:
    """This page's address with some parameters changed; None removes one."""
    request = _request(context)
    return addresses.with_parameters(request=request, **changes) if request is not None else "?"


register.simple_tag(choices.options, name="options")


# Larger pieces -----------------------------------------------------------------------------------------


@register.inclusion_tag("ui/components/empty_state.html")
def empty_state(
    title: str, body: str = "", action_url: str = "", action_text: str = "", sign: str = "inbox"
) -> dict[str, Any]:
    """A page or card without content: what is missing and what to do first."""
    return {"title": title, "body": body, "action_url": action_url, "action_text": action_text, "sign": sign}


@register.inclusion_tag("ui/components/field.html")
def field(bound: BoundField, unit: str = "", width: str = "") -> dict[str, Any]:
    """One form field: label, hint, what is wrong, control."""
    return {"view": fields.field_view(field=bound, unit=unit, width=width)}


@register.inclusion_tag("ui/components/error_summary.html")
def error_summary(form: forms.BaseForm) -> dict[str, Any]:
    """Everything wrong with a form, each line a link to its place; nothing when all is well."""
    found = fields.mistakes(form=form) if form.is_bound else []
    title = ngettext("Có %(count)d chỗ cần sửa", "Có %(count)d chỗ cần sửa", len(found))
    return {"mistakes": found, "title": title % {"count": len(found)}}


@register.inclusion_tag("ui/components/pagination.html", takes_context=True)
def pagination(context: Context, page: Any) -> dict[str, Any]:
    """Steps through a list by cursor.

    `page` has `previous` and `next` (cursors or None), `shown` (rows on this page) and, if known, `total`.
    """
    request = _request(context)
    links = {
        name: addresses.with_parameters(request=request, cursor=cursor)
        for name in ("previous", "next")
        if request is not None and (cursor := getattr(page, name, None)) is not None
    }
    return {"links": links, "shown": page.shown, "total": getattr(page, "total", None)}


@register.inclusion_tag("ui/components/chart.html", takes_context=True)
def chart(context: Context, chart: Any, level: int = 3) -> dict[str, Any]:
    """A figure: its title, the sentence that says what it shows, the drawing, and the data as a table.

    `chart` has `svg`, `title`, `summary` and a `table` with `headers` and `rows`.
    """
    return {
        "chart": chart,
        "drawing": drawings.inline_svg(chart.svg),
        "simulated": bool(context.get("simulated")),
        "level": level,
    }


@register.inclusion_tag("ui/components/progress.html")
def progress(done: int, total: int, label: str = "", tone: str = "act") -> dict[str, Any]:
    """How far something has come: “41/60” with its share and a bar."""
    return {
        "done": done,
        "total": total,
        "label": label,
        "tone": tone,
        "share": formats.written_percent(done, total, language=_language()),
    }


@register.inclusion_tag("ui/components/tally.html")
def tally(
    rows: Iterable[Sequence[Any] | Mapping[str, Any]], caption: str, total: int | None = None
) -> dict[str, Any]:
    """Counts by kind as bars on one scale: rows of (label, count, tone, address)."""
    return {"rows": tallies.bars(rows=rows, total=total), "caption": caption}


@register.simple_tag
def fixed(template_name: str, values: Iterable[Any] = ()) -> SafeString:
    """A piece of the frame that depends on nothing but the language and, if given, `values` (`ui.pieces`)."""
    return pieces.fixed(template_name, (values,) if values and isinstance(values, str) else tuple(values))


@register.simple_block_tag
def remember(content: str) -> str:
    """The rendered content as it is; with `as name` it can be shown in several places."""
    return content


@register.simple_block_tag
def card(content: str, title: str = "", note: str = "", level: int = 2) -> SafeString:
    """A white card with an optional title and a quiet note beside it."""
    head = SafeString()
    if title:
        beside = format_html('<span class="dm-card-note">{}</span>', note) if note else ""
        heading = format_html('<h{} class="dm-card-title">{}</h{}>', level, title, level)
        head = format_html('<div class="dm-card-head">{}{}</div>', heading, beside)
    return format_html('<section class="dm-card">{}{}</section>', head, content)


@register.simple_block_tag
def table_scroll(content: str, label: str, fixed: bool = False) -> SafeString:
    """A place where a wide table scrolls by itself, with header and first column standing still.

    `label` names it for screen readers; `fixed` limits the height to the window, for long matrices.
    """
    css = "dm-table-scroll is-fixed" if fixed else "dm-table-scroll"
    return format_html(
        '<div class="{}" role="region" aria-label="{}" tabindex="0">{}</div>', css, label, content
    )
