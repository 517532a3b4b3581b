"""The official papers of a session: invitation, minutes, notice of conclusions, as values of the press.

They are drafts until the body's document system gives number and date; from the room's pages they are printed as
PDF, and the register of documents can take the same values as the draft of a document.
"""

from django.utils.translation import gettext as _

from daumoi.council.models import Attendance as Present
from daumoi.council.models import OpinionKind, SessionState
from daumoi.council.presenters import words
from daumoi.council.presenters.papers import change_words
from daumoi.council.queries import InvitationLine, SessionView
from daumoi.documents.rendering.model import (
    Attendees,
    Block,
    Heading,
    Issuer,
    Items,
    Meeting,
    Paper,
    Paragraph,
    Person,
    Runs,
    Signature,
)
from daumoi.ui.formats import written_date
from daumoi.ui.wording import long_date

ABBREVIATION = "HĐ"


def invitation_paper(view: SessionView) -> Paper:
    """Giấy mời: what the session is about, when, where, with what papers."""
    session = view.session
    blocks: list[Block] = [Heading(1, _("Chương trình"))]
    blocks.append(Items(tuple(_agenda_line(view, item.pk) for item in view.items), marker="number"))
    if view.papers:
        blocks.append(Heading(1, _("Tài liệu kèm theo")))
        blocks.append(
            Items(
                tuple(
                    (_("%(title)s (mã băm %(hash)s)") % {
                        "title": line.current.title, "hash": line.current.sha256[:16]
                    },)
                    for line in view.papers
                )
            )
        )  # fmt: skip
    return Paper(
        issuer=Issuer(name=view.council_name),
        kind=_("GIẤY MỜI"),
        subject=session.title,
        notation=f"GM-{ABBREVIATION}",
        number=_number(session.letter_number),
        issued=session.letter_date,
        blocks=tuple(blocks),
        addressees=(_("các thành viên %s") % view.council_name,),
        meeting=_meeting(view, with_people=False),
        signature=_chair_signature(view),
        recipients=(_("Các thành viên Hội đồng"), _("Lưu: VT")),
        draft=session.letter_date is None,
        simulated=session.is_simulated,
    )


def minutes_paper(view: SessionView) -> Paper:
    """Biên bản: who was there, the quorum, what was told, asked for and concluded, in the order of the agenda."""
    session = view.session
    blocks: list[Block] = [Paragraph((words.quorum_sentence(view.quorum, written=session.is_written),))]
    if view.items:
        blocks += [
            Heading(1, _("Chương trình")),
            Items(tuple(_agenda_line(view, item.pk) for item in view.items), marker="number"),
        ]
    if session.minutes:
        blocks.append(Heading(1, _("Diễn biến")))
        blocks += [Paragraph((line.strip(),)) for line in session.minutes.splitlines() if line.strip()]
    blocks += _spoken(view, OpinionKind.INFORMATION, _("Thông tin tại phiên"))
    blocks += _spoken(view, OpinionKind.OPINION, _("Ý kiến, kiến nghị"))
    blocks += _spoken(view, OpinionKind.CONCLUSION, _("Kết luận của Chủ tịch"))
    return Paper(
        issuer=Issuer(name=view.council_name),
        kind=_("BIÊN BẢN"),
        subject=session.title,
        notation=f"BB-{ABBREVIATION}",
        blocks=tuple(blocks),
        meeting=_meeting(view, with_people=True),
        signature=_chair_signature(view),
        cosignature=Signature(position=_("THƯ KÝ")),
        recipients=(_("Các thành viên Hội đồng"), _("Lưu: VT")),
        draft=session.state not in (SessionState.CONCLUDED, SessionState.ISSUED),
        simulated=session.is_simulated,
    )


def notice_paper(view: SessionView) -> Paper:
    """Thông báo kết luận: the chair's conclusions, and which opinions were taken up."""
    session = view.session
    opening = _(
        "Ngày %(day)s, %(council)s đã %(how)s về nội dung “%(title)s”. Chủ tịch kết luận như sau:"
    ) % {
        "day": written_date(session.held_on),
        "council": view.council_name,
        "how": _("lấy ý kiến bằng phiếu") if session.is_written else _("họp"),
        "title": session.title,
    }
    lines: tuple[Runs, ...] = tuple((one.text,) for one in view.conclusions)
    blocks: list[Block] = [Paragraph((opening,)), Items(lines, marker="number")]
    taken: tuple[Runs, ...] = tuple(
        (f"{one.speaker}: {one.text} — {change_words(one)}",) for one in view.asked if one.change_made
    )
    if taken:
        blocks += [Paragraph((_("Các ý kiến đã tiếp thu:"),)), Items(taken)]
    return Paper(
        issuer=Issuer(name=view.council_name),
        kind=_("THÔNG BÁO"),
        subject=_("Kết luận của Chủ tịch tại %s") % session.title,
        notation=f"TB-{ABBREVIATION}",
        number=_number(session.notice_number),
        issued=session.notice_date,
        blocks=tuple(blocks),
        signature=_chair_signature(view, name=session.notice_signer),
        recipients=(_("Các thành viên Hội đồng"), _("Lưu: VT")),
        draft=session.state != SessionState.ISSUED,
        simulated=session.is_simulated,
    )


def _number(written: str) -> int | None:
    """The figure of a number as the registry wrote it (“12/TB-HĐ”); None leaves the place blank."""
    figure = written.split("/")[0].strip()
    return int(figure) if figure.isdigit() else None


def _agenda_line(view: SessionView, item_id: int) -> Runs:
    item = next(one for one in view.items if one.pk == item_id)
    presenter = f"; {item.presenter}" if item.presenter else ""
    return (f"{item.title} ({item.get_kind_display()}{presenter})",)


def _spoken(view: SessionView, kind: OpinionKind, title: str) -> list[Block]:
    lines: tuple[Runs, ...] = tuple((f"{one.speaker}: {one.text}",) for one in view.of_kind(kind))
    return [Heading(1, title), Items(lines, marker="number")] if lines else []


def _meeting(view: SessionView, *, with_people: bool) -> Meeting:
    session = view.session
    return Meeting(
        about=session.title,
        starts=", ".join(part for part in (session.starts_at, long_date(session.held_on)) if part),
        place=session.place or (_("lấy ý kiến bằng phiếu") if session.is_written else ""),
        chair=_chair_words(view),
        attendance=_attendance(view) if with_people else (),
    )


def _chair(view: SessionView) -> InvitationLine | None:
    return next((line for line in view.invitations if line.invitation.seat.is_chair), None)


def _chair_words(view: SessionView) -> str:
    line = _chair(view)
    if line is None:
        return _("Chủ tịch Hội đồng")
    return ", ".join(part for part in (line.invitation.holder, line.invitation.position) if part)


def _chair_signature(view: SessionView, *, name: str = "") -> Signature:
    line = _chair(view)
    return Signature(
        position=_("CHỦ TỊCH"), name=name or (line.invitation.holder if line is not None else "")
    )


def _attendance(view: SessionView) -> tuple[Attendees, ...]:
    """Those present, substitutes and those absent with their reasons; by forms in a written consultation."""
    if view.session.is_written:
        valid = [line for line in view.invitations if line.invitation.form_state == "valid"]
        others = [line for line in view.invitations if line.invitation.form_state != "valid"]
        return _group(_("Đã gửi phiếu hợp lệ"), valid), _group(_("Không có phiếu hợp lệ"), others)
    groups = {one: [ln for ln in view.invitations if ln.invitation.attendance == one] for one in Present}
    found = [_group(_("Thành viên có mặt"), groups[Present.PRESENT])]
    if groups[Present.SUBSTITUTE]:
        found.append(_group(_("Người dự thay"), groups[Present.SUBSTITUTE]))
    absent = [*groups[Present.ABSENT], *groups[Present.NONE]]
    if absent:
        found.append(_group(_("Vắng mặt"), absent))
    return tuple(found)


def _group(label: str, lines: list[InvitationLine]) -> Attendees:
    return Attendees(
        label=label, people=tuple(_person(line) for line in lines), note="" if lines else _("không có")
    )


def _person(line: InvitationLine) -> Person:
    row = line.invitation
    if row.attendance == Present.SUBSTITUTE:
        return Person(row.attended_by, _("dự thay %s") % (row.holder or line.organisation))
    position = ", ".join(part for part in (row.position, line.organisation) if part)
    if row.attendance == Present.ABSENT:
        position = f"{position} ({row.absence_reason})"
    return Person(row.holder or line.organisation, position)
