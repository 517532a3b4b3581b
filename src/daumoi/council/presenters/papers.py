"""The working papers of a session: last time's matters, the opinion table, the result of a ballot.

Each is built from the same rows as its page. A session told by a source says so on its paper.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from daumoi.council.models import Opinion
from daumoi.council.presenters import pages, words
from daumoi.council.queries import Followed, LastTime, Ledger, Result, SessionView
from daumoi.documents.rendering.model import (
    Block,
    Callout,
    Cell,
    Column,
    Document,
    Heading,
    Inline,
    Issuer,
    Items,
    Paragraph,
    Quote,
    Row,
    Strong,
    Table,
)
from daumoi.foundation.clock import HANOI
from daumoi.ui.formats import written_date

NOTATION = "HĐ"


def moment_of(day: date) -> datetime:
    """The moment a paper of that day is dated with: the same content gives the same bytes."""
    return datetime.combine(day, time(0, 0), tzinfo=HANOI)


def _working_paper(
    *, council: str, subject: str, blocks: Iterable[Block], day: date, simulated: bool, kind: str
) -> Document:
    return Document(
        issuer=Issuer(name=council),
        kind=kind,
        subject=subject,
        notation=NOTATION,
        place=_("Số liệu đến"),
        issued=day,
        blocks=tuple(blocks),
        simulated=simulated,
        as_of=day,
    )


def _titled(title: str, blocks: Sequence[Block]) -> list[Block]:
    return [Heading(1, title), *blocks] if blocks else []


# Last time ---------------------------------------------------------------------------------------------


def last_time_paper(page: LastTime) -> Document:
    """“Lần trước đã kết luận gì, đến nay ra sao”, for the session it opens."""
    session = page.session
    blocks: list[Block] = [Paragraph((Strong(pages.last_time_sentence(page)),))]
    if page.before is not None:
        blocks += _titled(_("Kết luận của Chủ tịch tại phiên trước"), _said(page.conclusions))
        blocks += _titled(_("Ý kiến, kiến nghị tại phiên trước"), _said(page.asked))
        blocks += _titled(_("Đến nay ra sao"), [_followed_table(page.followed)] if page.followed else [])
    return _working_paper(
        council=page.council,
        kind=_("TÀI LIỆU MỞ PHIÊN"),
        subject=_("Lần trước đã kết luận gì, đến nay ra sao (phiên ngày %s)") % written_date(session.held_on),
        blocks=blocks,
        day=session.held_on,
        simulated=session.is_simulated,
    )


def _said(opinions: Sequence[Opinion]) -> list[Block]:
    lines: tuple[tuple[Inline, ...], ...] = tuple((f"{one.speaker}: {one.text}",) for one in opinions)
    return [Items(lines, marker="number")] if lines else []


def _followed_table(rows: Sequence[Followed]) -> Table:
    return Table(
        columns=(
            Column(_("Việc"), width="4fr"),
            Column(_("Phiên trước"), width="2fr"),
            Column(_("Đến nay"), width="2fr"),
            Column(_("Diễn biến ở giữa"), width="5fr"),
        ),
        rows=tuple(
            Row(
                (
                    Cell((Strong(one.now.matter.title), f" ({words.days_words(one.now.age.days)})")),
                    str(one.then.state.label) if one.then is not None else _("chưa nêu"),
                    Cell(
                        (str(one.now.state.label),),
                        tone="done" if not one.now.is_open else "soon" if not one.moved else "plain",
                    ),
                    "\n".join(f"{written_date(entry.on)}: {entry.text}" for entry in one.between)
                    or _("chưa có diễn biến"),
                )
            )
            for one in rows
        ),
        dense=True,
    )


# Opinions ----------------------------------------------------------------------------------------------


def opinions_paper(view: SessionView, *, day: date) -> Document:
    """The table of opinions with what became of each."""
    session = view.session
    blocks: list[Block] = [Paragraph((Strong(pages.opinions_sentence(view)),))]
    if not all(one.is_verbatim for one in view.asked):
        blocks.append(
            Callout(
                (_("Lời ghi trong bảng được thuật lại theo nguồn, không phải nguyên văn."),),
                title=_("Cách đọc"),
            )
        )
    if view.asked:
        blocks.append(_opinions_table(view.asked))
    return _working_paper(
        council=view.council_name,
        kind=_("BẢNG TỔNG HỢP, TIẾP THU, GIẢI TRÌNH"),
        subject=_("Ý kiến, kiến nghị tại %s") % session.title,
        blocks=blocks,
        day=day,
        simulated=session.is_simulated,
    )


def _opinions_table(opinions: Sequence[Opinion]) -> Table:
    return Table(
        columns=(
            Column(_("TT"), align="right", width="0.8cm"),
            Column(_("Người nêu"), width="3fr"),
            Column(_("Ý kiến, kiến nghị"), width="5fr"),
            Column(_("Tiếp thu"), width="2fr"),
            Column(_("Lý do"), width="3fr"),
            Column(_("Đã sửa gì, ở đâu"), width="3fr"),
        ),
        rows=tuple(
            Row(
                (
                    str(index),
                    one.speaker,
                    one.text,
                    str(one.get_verdict_display()),
                    one.reason,
                    change_words(one),
                )
            )
            for index, one in enumerate(opinions, start=1)
        ),
        dense=True,
    )


def change_words(opinion: Opinion) -> str:
    """What was changed and where, in one line."""
    if not opinion.change_made:
        return ""
    return f"{opinion.change_made} ({opinion.change_place})" if opinion.change_place else opinion.change_made


# Ballots -----------------------------------------------------------------------------------------------


def result_paper(view: SessionView, found: Result, *, day: date) -> Document:
    """The result of a written consultation: forms, totals by question, other opinions verbatim."""
    session = view.session
    blocks: list[Block] = [Paragraph((Strong(pages.result_sentence(view, found)),))]
    blocks += _titled(_("Kết quả theo câu hỏi"), [_totals_table(found)])
    for one in found.questions:
        if one.others:
            blocks.append(Heading(2, _("Ý kiến khác, câu %d") % one.question.number))
            blocks += [Quote(said.text, (said.who or _("phiếu không ghi tên"),)) for said in one.others]
    blocks += _titled(_("Phiếu"), [_forms_table(view)])
    return _working_paper(
        council=view.council_name,
        kind=_("KẾT QUẢ LẤY Ý KIẾN"),
        subject=session.title,
        blocks=blocks,
        day=day,
        simulated=session.is_simulated,
    )


def _totals_table(found: Result) -> Table:
    figures = (_("Đồng ý"), _("Không đồng ý"), _("Ý kiến khác"), _("Ô không rõ"))
    return Table(
        columns=(
            Column(_("Câu hỏi"), width="5fr"),
            *(Column(title, align="right", width="1fr") for title in figures),
        ),
        rows=tuple(
            Row(
                (
                    f"{one.question.number}. {one.question.text}"
                    + (f" ({_('không ghi tên')})" if one.question.is_anonymous else ""),
                    str(one.totals.agree),
                    str(one.totals.disagree),
                    str(one.totals.other),
                    str(one.totals.unclear),
                )
            )
            for one in found.questions
        ),
        note=(_("Chỉ cộng phiếu hợp lệ: có chữ ký hoặc xác nhận, đúng hạn, rõ ý kiến."),),
    )


def _forms_table(view: SessionView) -> Table:
    return Table(
        columns=(
            Column(_("Thành viên"), width="4fr"),
            Column(_("Cách gửi, chứng cứ đã gửi"), width="4fr"),
            Column(_("Ngày nhận"), width="2fr"),
            Column(_("Phiếu"), width="3fr"),
        ),
        rows=tuple(
            Row(
                (
                    f"{line.invitation.holder} ({line.organisation})",
                    f"{line.invitation.get_channel_display()}: {line.invitation.proof}",
                    written_date(line.invitation.returned_on) if line.invitation.returned_on else "",
                    form_words(line.invitation.form_flaws, str(line.invitation.get_form_state_display())),
                )
            )
            for line in view.invitations
        ),
        dense=True,
    )


def form_words(flaws: str, state: str) -> str:
    """The state of a form with why it does not count."""
    return f"{state}: {words.flaw_words(flaws)}" if flaws else state


# The ledger --------------------------------------------------------------------------------------------


def ledger_paper(found: Ledger, *, council: str) -> Document:
    """The ledger as of its day, oldest first."""
    rows = [*found.open, *found.closed]
    table = Table(
        columns=(
            Column(_("Việc"), width="4fr"),
            Column(_("Ai nêu, ngày nêu"), width="3fr"),
            Column(_("Ai xử lý"), width="2fr"),
            Column(_("Tình trạng"), width="2fr"),
            Column(_("Tuổi"), align="right", width="1.6fr", unit=_("ngày")),
            Column(_("Diễn biến gần nhất"), width="4fr"),
        ),
        rows=tuple(
            Row(
                (
                    row.matter.title,
                    f"{row.matter.raised_by}, {written_date(row.matter.raised_on)}",
                    row.responsible or _("chưa giao"),
                    Cell((str(row.state.label),), tone="overdue" if row.is_late else "plain"),
                    str(row.age.days),
                    f"{written_date(row.since)}: {row.last_words}",
                )
            )
            for row in rows
        ),
        dense=True,
    )
    blocks: list[Block] = [
        Paragraph((Strong(_("%d việc đang chờ, %d việc đã xong.") % (len(found.open), len(found.closed))),))
    ]
    return _working_paper(
        council=council,
        kind=_("SỔ THEO DÕI KIẾN NGHỊ"),
        subject=_("Tính đến ngày %s, việc lâu nhất trước") % written_date(found.day),
        blocks=[*blocks, table] if rows else blocks,
        day=found.day,
        simulated=found.is_simulated,
    )
