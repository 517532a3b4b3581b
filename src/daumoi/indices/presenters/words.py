"""Words and tones of this room: states, marks, the one next step, sentences that open pages."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from daumoi.indices.models import Edition, EditionState, MarkKind, Sheet, SheetState
from daumoi.indices.queries import EditionRow, EditionView, ResultView, SheetView
from daumoi.indices.rules import written
from daumoi.ui.formats import written_date, written_number

EDITION_TONES: dict[str, str] = {
    EditionState.COLLECTING: "act",
    EditionState.VERIFYING: "act",
    EditionState.APPEALS: "soon",
    EditionState.PUBLISHED: "done",
    EditionState.QUOTED: "none",
}
SHEET_TONES: dict[str, str] = {
    SheetState.OPEN: "none",
    SheetState.SENT: "act",
    SheetState.RECEIVED: "act",
    SheetState.CLARIFY: "soon",
    SheetState.VERIFIED: "done",
}
APPEAL_TONES: dict[str, str] = {"": "soon", "accepted": "done", "partly": "act", "kept": "none"}


@dataclass(frozen=True)
class Step:
    """The one thing to do next: words, verb, address; `posts` when the verb is a button that acts."""

    words: str
    verb: str
    url: str
    posts: bool = False


def address(name: str, edition: Edition, *more: str | int) -> str:
    """The address of a page of an edition."""
    return reverse(f"indices:{name}", args=[edition.version.index.code, edition.code, *more])


def decimal_text(text: str) -> str:
    """A printed score with the decimal comma."""
    return text.replace(".", ",")


def mark_text(kind: str, value: Decimal | None) -> str:
    """A mark in figures or words."""
    if kind == MarkKind.VALUE and value is not None:
        return written(value)
    return str(MarkKind(kind).label)


def points_text(points: float | Decimal | None) -> str:
    """Points with at most two decimals; empty when they are not known."""
    return "" if points is None else written_number(round(float(points), 2))


def list_sentence(rows: list[EditionRow]) -> SafeString:
    """How the editions stand, for whoever reads the list."""
    under_way = [row for row in rows if not row.edition.is_frozen]
    published = len(rows) - len(under_way)
    if not rows:
        return format_html("{}", _("Chưa có kỳ đánh giá nào bạn được xem."))
    parts = []
    if under_way:
        waiting = sum(row.with_bodies for row in under_way)
        words = ngettext("%d kỳ đang làm", "%d kỳ đang làm", len(under_way)) % len(under_way)
        if waiting:
            words += ", " + ngettext("%d phiếu còn ở cơ quan", "%d phiếu còn ở cơ quan", waiting) % waiting
        parts.append(words)
    parts.append(
        ngettext("%d kết quả đã công bố", "%d kết quả đã công bố", published) % published
        if published
        else _("chưa có kết quả nào công bố")
    )
    return format_html("{}.", "; ".join(parts))


def row_step(row: EditionRow) -> Step:
    """What the reader does next with an edition of the list."""
    edition = row.edition
    if edition.is_frozen:
        return Step("", _("Xem kết quả"), address("edition", edition))
    own = next((sheet for sheet in row.own_sheets if sheet.is_with_body and edition.takes_marks), None)
    if own is not None and not row.may_coordinate:
        return Step("", _("Điền tiếp"), address("sheet", edition, own.owner.code))
    if row.may_coordinate and row.open_appeals:
        return Step("", _("Trả lời kiến nghị"), address("appeals", edition))
    return Step("", _("Mở"), address("edition", edition))


def shown_rows(rows: list[EditionRow]) -> list[tuple[EditionRow, int]]:
    """The rows of the list: of results quoted from elsewhere only the newest of each index, with how many lie before
    it (the page over the years has them all)."""
    quoted = Counter(row.edition.version.index_id for row in rows if row.edition.state == EditionState.QUOTED)
    shown: list[tuple[EditionRow, int]] = []
    seen: set[int] = set()
    for row in rows:
        index = row.edition.version.index_id
        if row.edition.state != EditionState.QUOTED:
            shown.append((row, 0))
        elif index not in seen:
            seen.add(index)
            shown.append((row, quoted[index] - 1))
    return shown


def row_words(row: EditionRow, earlier: int = 0) -> str:
    """What an edition waits for, in words; `earlier` editions of it are left to the page over the years."""
    edition = row.edition
    if edition.state == EditionState.QUOTED:
        told = _("số đã công bố, không tính lại được từ gốc")
        return told + (_("; còn %d kỳ trước ở trang Qua các năm") % earlier if earlier else "")
    if edition.state == EditionState.PUBLISHED:
        return _("công bố ngày %s") % written_date(edition.published_on) if edition.published_on else ""
    if edition.state == EditionState.APPEALS:
        until = written_date(edition.appeals_until) if edition.appeals_until else ""
        return _("nhận kiến nghị đến hết %(day)s; %(count)d chờ trả lời") % {
            "day": until,
            "count": row.open_appeals,
        }
    return _("%(here)d/%(all)d phiếu đã gửi; %(verified)d đã thẩm định") % {
        "here": row.sheets - row.with_bodies,
        "all": row.sheets,
        "verified": row.verified,
    }


def edition_sentence(view: EditionView) -> str:
    """How an edition under way stands."""
    lines, edition = view.lines, view.edition
    if not lines:
        return _("Kỳ này %s.") % edition.get_state_display()
    if not view.may_coordinate and view.own:
        line = view.own[0]
        return _("Phiếu của %(body)s %(state)s: %(done)d/%(all)d tiêu chí đã xác nhận.") % {
            "body": line.name,
            "state": line.sheet.get_state_display(),
            "done": line.confirmed,
            "all": line.total,
        }
    waiting = view.in_states(SheetState.OPEN, SheetState.CLARIFY)
    verified = view.in_states(SheetState.VERIFIED)
    words = _("Đã nhận %(here)d/%(all)d phiếu, thẩm định xong %(verified)d.") % {
        "here": len(lines) - len(waiting),
        "all": len(lines),
        "verified": len(verified),
    }
    if edition.state == EditionState.APPEALS:
        count = view.open_appeals
        words = ngettext(
            "Đang nhận kiến nghị đến hết ngày %(day)s; %(count)d kiến nghị chờ trả lời.",
            "Đang nhận kiến nghị đến hết ngày %(day)s; %(count)d kiến nghị chờ trả lời.",
            count,
        ) % {"day": written_date(edition.appeals_until) if edition.appeals_until else "", "count": count}
    return words


def edition_step(view: EditionView) -> Step | None:
    """The next step of an edition for this reader."""
    edition = view.edition
    if not view.may_coordinate:
        return _own_step(view)
    if edition.state == EditionState.COLLECTING:
        here = len(view.lines) - len(view.in_states(SheetState.OPEN, SheetState.CLARIFY))
        words = _("Việc tiếp theo: khi phần lớn phiếu đã về (%(here)d/%(all)d), bắt đầu thẩm định.")
        return Step(
            words % {"here": here, "all": len(view.lines)},
            _("Bắt đầu thẩm định"),
            address("start_verifying", edition),
            posts=True,
        )
    if edition.state == EditionState.VERIFYING:
        left = [line for line in view.lines if line.sheet.state != SheetState.VERIFIED]
        if left:
            words = _("Việc tiếp theo: thẩm định phiếu của %(body)s; còn %(count)d phiếu.")
            first = next((line for line in left if not line.sheet.is_with_body), left[0])
            return Step(
                words % {"body": first.name, "count": len(left)},
                _("Thẩm định"),
                address("verify", edition, first.sheet.owner.code),
            )
        return Step(
            _("Mọi phiếu đã thẩm định. Việc tiếp theo: thông báo điểm, nhận kiến nghị."),
            _("Thông báo điểm"),
            address("open_appeals", edition),
        )
    if view.open_appeals:
        return Step(
            _("Việc tiếp theo: trả lời %d kiến nghị.") % view.open_appeals,
            _("Trả lời kiến nghị"),
            address("appeals", edition),
        )
    return Step(
        _("Không còn kiến nghị chờ. Việc tiếp theo: công bố."), _("Công bố"), address("publish", edition)
    )


def _own_step(view: EditionView) -> Step | None:
    if not view.own:
        return None
    line, edition = view.own[0], view.edition
    url = address("sheet", edition, line.sheet.owner.code)
    if line.sheet.is_with_body and edition.takes_marks:
        return Step(_("Việc tiếp theo: điền và gửi phiếu tự chấm."), _("Điền tiếp"), url)
    if edition.state == EditionState.APPEALS:
        return Step(_("Việc tiếp theo: xem điểm thẩm định; chưa đồng ý thì kiến nghị."), _("Xem điểm"), url)
    return Step(_("Phiếu đang ở cơ quan điều phối."), _("Xem phiếu"), url)


def sheet_sentence(view: SheetView) -> str:
    """How far a sheet is, for its body or for the coordinator."""
    done, all_ = view.count("confirmed"), len(view.rows)
    points = points_text(sum(block.self_points or 0 for block in view.blocks))
    most = points_text(view.outline.most)
    words = _("%(done)d/%(all)d tiêu chí đã xác nhận") % {"done": done, "all": all_}
    if most:
        words += _("; điểm tự chấm %(points)s/%(most)s") % {"points": points, "most": most}
    waiting = view.count("unconfirmed")
    if waiting:
        words += _("; %d số điền sẵn chờ xác nhận") % waiting
    if view.shows_verified and any(row.entry.verified_kind for row in view.rows):
        differing = sum(row.entry.differs for row in view.rows)
        verified = points_text(sum(block.verified_points or 0 for block in view.blocks))
        words += _("; điểm thẩm định %(points)s, %(count)d tiêu chí lệch") % {
            "points": verified,
            "count": differing,
        }
    return f"{words}."


def result_sentence(view: ResultView) -> str:
    """What a published result says in one or two sentences, without more certainty than it has."""
    rows = [row for row in view.rows if row.score is not None]
    if not rows:
        return _("Chưa có đơn vị nào có điểm.")
    if len(rows) == 1:
        row = rows[0]
        words = _("%(name)s đạt %(score)s") % {"name": row.name, "score": decimal_text(row.printed)}
        out_of = (view.edition.result or {}).get("out_of")
        if row.place and out_of:
            words += _(", thứ %(place)s trong %(all)d") % {"place": row.place, "all": out_of}
        return f"{words}."
    if not view.gives_places:
        bands = dict.fromkeys(row.band for row in rows if row.band)
        if not bands:
            return _("%d đơn vị có điểm; nguồn không nêu thứ hạng.") % len(rows)
        counts = {band: sum(row.band == band for row in rows) for band in bands}
        return "; ".join(f"{band}: {_('%d đơn vị') % count}" for band, count in counts.items()) + "."
    first, last = rows[0], rows[-1]
    words = _("%(count)d đơn vị, từ %(first)s (%(high)s) đến %(last)s (%(low)s).") % {
        "count": len(rows),
        "first": first.name,
        "high": decimal_text(first.printed),
        "last": last.name,
        "low": decimal_text(last.printed),
    }
    if view.has_intervals:
        close = sum(
            1 for row in rows if row.low is not None and row.high is not None and row.high - row.low >= 2
        )
        words += (
            " "
            + _(
                "%(close)d đơn vị có thể lệch từ hai bậc khi đổi trọng số: đừng đọc thứ hạng như con số chắc chắn."
            )
            % {"close": close}
            if close
            else ""
        )
    return words


def sheet_address(edition: Edition, sheet: Sheet) -> str:
    """The page of a sheet."""
    return address("sheet", edition, sheet.owner.code)
