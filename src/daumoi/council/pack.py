"""The room's part of a data pack: councils with their dated acts, seats, sessions as sources tell them, and the ledger."""

import hashlib
from datetime import date
from pathlib import Path

import msgspec
from django.utils.translation import gettext as _

from daumoi.council.models import (
    AgendaKind,
    CouncilKind,
    LinkKind,
    MatterKind,
    MatterState,
    OpinionKind,
    SeatRole,
)
from daumoi.foundation.errors import Invalid
from daumoi.foundation.yaml_rows import read_rows

FILE = "council.yaml"


class Stated(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where a row was read and how sure it is."""

    source: str
    locator: str | None = None
    confidence: str = "?"
    note: str | None = None


class StateRow(
    Stated, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"since": "from", "until": "to"}
):
    """Name, founding act and standing body during a half-open period; `quorum` is [2, 3] for two thirds, or null."""

    name: str
    since: date
    until: date | None = None
    short_name: str | None = None
    founding: str | None = None
    statute: str | None = None
    standing_body: str | None = None
    standing_text: str | None = None
    quorum: list[int] | None = None
    quorum_basis: str | None = None


class SeatRow(
    Stated, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"since": "from", "until": "to"}
):
    """A seat of an organisation with its holder."""

    organisation: str
    role: str
    since: date
    until: date | None = None
    holder: str | None = None
    position: str | None = None
    number: int = 1


class ItemRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An item of the agenda."""

    title: str
    kind: str = "discuss"
    presenter: str | None = None


class OpinionRow(Stated, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One thing said, retold; `by_chair` links it to the chair's seat of the day."""

    kind: str
    speaker: str
    text: str
    by_chair: bool = False


class SessionRow(Stated, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A session as a source tells it."""

    code: str
    title: str
    held_on: date
    place: str | None = None
    purpose: str | None = None
    items: list[ItemRow] = []
    opinions: list[OpinionRow] = []


class LinkRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an entry points to: a kind, a code, words, an address inside the product or outside."""

    kind: str
    code: str
    label: str
    address: str | None = None


class EntryRow(Stated, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What happened to a matter on a day."""

    on: date
    state: str
    text: str
    session: str | None = None
    link: LinkRow | None = None


class MatterRow(Stated, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A matter of the ledger; `opinion` is the number of the opinion it grew out of, in its session."""

    code: str
    kind: str
    title: str
    text: str
    raised_on: date
    raised_by: str
    session: str | None = None
    opinion: int | None = None
    responsible: str | None = None
    responsible_text: str | None = None
    entries: list[EntryRow] = []


class CouncilRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One council with everything known of it."""

    code: str
    kind: str
    keeper: str
    presence: str
    states: list[StateRow]
    seats: list[SeatRow] = []
    sessions: list[SessionRow] = []
    matters: list[MatterRow] = []


def read_pack(folder: Path) -> list[CouncilRow]:
    """The councils of the pack in `folder`; none where it has no such file.

    :raises Invalid: a row is malformed, repeated, or out of order; names file, council and row.
    """
    rows = read_rows(folder / FILE, CouncilRow)
    for number, row in enumerate(rows, start=1):
        _check(number, row)
    return rows


def digest_of(rows: list[CouncilRow]) -> str:
    """SHA-256 of the rows in one canonical spelling."""
    return hashlib.sha256(msgspec.json.encode(rows, order="deterministic")).hexdigest()


def refuse(number: int, code: str, problem: str, remedy: str) -> Invalid:
    """The refusal of one council's row."""
    message = _("Dòng %(number)d %(code)s: %(problem)s") % {
        "number": number,
        "code": code,
        "problem": problem,
    }
    return Invalid("council.pack", message, place=FILE, remedy=remedy)


def _check(number: int, row: CouncilRow) -> None:
    _check_word(number, row.code, row.kind, CouncilKind.values)
    for seat in row.seats:
        _check_word(number, f"{row.code} · {seat.organisation}", seat.role, SeatRole.values)
    for session in row.sessions:
        for item in session.items:
            _check_word(number, session.code, item.kind, AgendaKind.values)
        for opinion in session.opinions:
            _check_opinion(number, session.code, opinion)
    sessions = {session.code: session for session in row.sessions}
    for matter in row.matters:
        _check_matter(number, matter, sessions)
    for codes in ([s.code for s in row.sessions], [m.code for m in row.matters]):
        repeated = {code for code in codes if codes.count(code) > 1}
        if repeated:
            raise refuse(
                number, row.code, _("mã %s dùng hai lần.") % ", ".join(repeated), _("Mỗi mã một dòng.")
            )


def _check_opinion(number: int, code: str, opinion: OpinionRow) -> None:
    _check_word(number, code, opinion.kind, OpinionKind.values)
    if opinion.kind == OpinionKind.CONCLUSION and not opinion.by_chair:
        raise refuse(
            number, code, _("kết luận không phải của Chủ tịch."), _("Đặt by_chair: true, hoặc loại khác.")
        )


def _check_matter(number: int, matter: MatterRow, sessions: dict[str, SessionRow]) -> None:
    _check_word(number, matter.code, matter.kind, MatterKind.values)
    session = sessions.get(matter.session or "")
    if matter.session is not None and session is None:
        raise refuse(number, matter.code, _("không có phiên %s.") % matter.session, _("Khai phiên đó trước."))
    if matter.opinion is not None and not (session and 0 < matter.opinion <= len(session.opinions)):
        raise refuse(
            number, matter.code, _("phiên không có ý kiến số %d.") % matter.opinion, _("Sửa số thứ tự.")
        )
    if not matter.entries or matter.entries[0].on != matter.raised_on:
        raise refuse(
            number, matter.code, _("diễn biến đầu không phải ngày nêu."), _("Ghi diễn biến đầu tiên.")
        )
    days = [entry.on for entry in matter.entries]
    if days != sorted(days):
        raise refuse(number, matter.code, _("diễn biến không theo thứ tự ngày."), _("Xếp lại theo ngày."))
    for entry in matter.entries:
        _check_word(number, matter.code, entry.state, MatterState.values)
        if entry.link is not None:
            _check_word(number, matter.code, entry.link.kind, LinkKind.values)


def _check_word(number: int, code: str, word: str, known: list[str]) -> None:
    if word not in known:
        raise refuse(
            number,
            code,
            _("không có từ “%s”.") % word,
            _("Dùng: %s.") % ", ".join(one for one in known if one),
        )
