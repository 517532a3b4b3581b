"""Shapes of this room's pages: rows with their words, addresses and signs."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from daumoi.organisations.models import StaffKind
from daumoi.scheme.models import MoneySource, ProposalDuty
from daumoi.scheme.presenters import words
from daumoi.scheme.queries import (
    BodySum,
    Cited,
    MoneySum,
    PostSum,
    ProposalView,
    Sheet,
    SheetCell,
    SheetRow,
    Sums,
)
from daumoi.scheme.rules import Sum

# The sheet ---------------------------------------------------------------------------------------------

FILTERS = ("chua", "thieu", "cho")


@dataclass(frozen=True)
class CellShape:
    """One Phương án in the sheet."""

    option: int
    url: str
    form: str
    phase: str
    civil: str
    state: str
    tone: str
    flags: tuple[str, ...]


@dataclass(frozen=True)
class RowShape:
    """One body in the sheet."""

    row: SheetRow
    cells: tuple[tuple[int, CellShape | None], ...]


@dataclass(frozen=True)
class SheetPage:
    """The sheet as one reader chose to see it."""

    rows: tuple[RowShape, ...]
    chosen: str
    sentence: str
    views: tuple[tuple[str, str, int], ...]


def sheet_page(found: Sheet, *, chosen: str, form: str) -> SheetPage:
    """The sheet; `chosen` keeps the silent, the incomplete or the asked, `form` those whose first wish it is."""
    incomplete = {cell.proposal.root_id for cell in found.incomplete}
    waiting = tuple(row for row in found.rows if any(cell.questions for cell in row.proposed))
    kinds: dict[str, tuple[SheetRow, ...]] = {
        "": found.rows,
        "chua": found.silent,
        "thieu": tuple(row for row in found.rows if row.present.body.pk in incomplete),
        "cho": waiting,
    }
    titles = {
        "": _("Tất cả"),
        "chua": _("Chưa đề xuất"),
        "thieu": _("Thiếu số biên chế"),
        "cho": _("Chờ làm rõ"),
    }
    chosen = chosen if chosen in FILTERS else ""
    rows = found.wishing(form) if form and not chosen else kinds[chosen]
    return SheetPage(
        rows=tuple(_row(found, row) for row in rows),
        chosen=chosen,
        sentence=_sheet_sentence(found),
        views=tuple((key, titles[key], len(kinds[key])) for key in titles),
    )


def _sheet_sentence(found: Sheet) -> str:
    parts = [_("%(sent)d trên %(all)d bộ đã đề xuất") % {"sent": len(found.sent), "all": len(found.rows)}]
    if found.untaken:
        parts.append(_("%d phương án đã gửi chưa tổng hợp") % found.untaken)
    if found.questions:
        parts.append(_("%d nội dung chờ làm rõ") % found.questions)
    if found.incomplete:
        parts.append(_("%d phương án chưa nêu đủ số biên chế") % len(found.incomplete))
    return "; ".join(parts) + "."


def _row(found: Sheet, row: SheetRow) -> RowShape:
    return RowShape(
        row, tuple((option, _cell(found, row, cell)) for option, cell in enumerate(row.cells, start=1))
    )


def _cell(found: Sheet, row: SheetRow, cell: SheetCell | None) -> CellShape | None:
    if cell is None:
        return None
    proposal = cell.proposal
    flags = []
    if cell.questions:
        flags.append(_("chờ làm rõ"))
    if cell.is_suggested:
        flags.append(_("số gợi ý"))
    civil = cell.nets.get(StaffKind.CIVIL_SERVANT)
    return CellShape(
        option=proposal.option,
        url=reverse("scheme:proposal", args=[found.scheme.code, row.present.body.code, proposal.option]),
        form=capfirst(str(proposal.get_form_display())),
        phase=proposal.phase.name if proposal.phase is not None else "",
        civil=words.net_words(civil) if civil is not None else "",
        state=str(proposal.get_state_display()),
        tone=words.PROPOSAL_TONES[proposal.state],
        flags=tuple(flags),
    )


# One proposal ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Shown:
    """A value with the cell of the reply it came from, where it did."""

    value: str
    place: str = ""
    url: str = ""


@dataclass(frozen=True)
class PostShape:
    """Posts of one kind."""

    label: str
    needed: int | None
    present: int | None
    present_from: Shown
    given_up: int
    giver: Shown
    net: str
    is_suggested: bool


@dataclass(frozen=True)
class MoneyShape:
    """Money of one source and year, in đồng."""

    label: str
    year: int
    present: int | None
    present_from: Shown
    running: int | None
    one_off: int | None


@dataclass(frozen=True)
class ProposalPage:
    """The tables of one Phương án."""

    facts: tuple[tuple[str, Shown], ...]
    posts: tuple[PostShape, ...]
    money: tuple[MoneyShape, ...]
    duties: tuple[tuple[ProposalDuty, Shown], ...]
    skills: tuple[tuple[str, int | None, int | None, Shown], ...]


def proposal_page(view: ProposalView, *, coordinates: bool) -> ProposalPage:
    """The tables, each figure with the way to the ministry's answer."""
    proposal = view.proposal

    def source(name: str, value: str = "") -> Shown:
        cited = view.cited.get(name)
        return Shown(value, cited.place, _cell_url(view, cited, coordinates)) if cited else Shown(value)

    facts = [
        (_("Mô hình đề nghị"), source("form", str(proposal.get_form_display()))),
        (_("Tên đơn vị"), source("unit_name", proposal.unit_name)),
        (_("Sáp nhập với"), Shown(proposal.merge_with)),
        (_("Giai đoạn"), source("option", proposal.phase.name if proposal.phase is not None else "")),
        (_("An toàn, an ninh mạng"), source("security", _security_words(view))),
        (_("Lý do đề xuất"), source("reason", proposal.reason)),
        (_("Căn cứ pháp lý"), Shown(proposal.legal_basis)),
        (_("Mức tự bảo đảm chi"), source("autonomy", _autonomy_words(view))),
        (_("Số người cần bổ sung"), source("people_more", _number_words(proposal.people_more))),
    ]
    return ProposalPage(
        facts=tuple((label, shown) for label, shown in facts if shown.value),
        posts=tuple(
            PostShape(
                label=str(row.get_kind_display()),
                needed=row.needed,
                present=row.present,
                present_from=source(f"posts.{row.kind}.present"),
                given_up=row.given_up,
                giver=source(f"posts.{row.kind}.giver", row.giver_text),
                net=words.net_words(view.nets.get(row.kind, Sum())),
                is_suggested=row.is_suggested,
            )
            for row in sorted(proposal.posts.all(), key=lambda one: StaffKind.values.index(one.kind))
        ),
        money=tuple(
            MoneyShape(
                label=str(MoneySource(row.source).label),
                year=row.year,
                present=row.present,
                present_from=source(f"money.{row.source}.{row.year}.present"),
                running=row.running,
                one_off=row.one_off,
            )
            for row in sorted(
                proposal.money.all(), key=lambda one: (one.year, MoneySource.values.index(one.source))
            )
        ),
        duties=tuple(
            (row, source(f"duties.{row.duty.code}"))
            for row in sorted(proposal.duties.all(), key=lambda one: one.duty.number)
        ),
        skills=tuple(
            (str(row.get_skill_display()), row.needed, row.present, source(f"skills.{row.skill}.present"))
            for row in proposal.skills.all()
        ),
    )


def _cell_url(view: ProposalView, cited: Cited, coordinates: bool) -> str:
    """Where the answer stands: in the coordinator's review of the reply, or in the body's own questionnaire."""
    reply = view.proposal.reply
    if reply is None or not cited.variable:
        return ""
    place = [reply.round.code, view.proposal.owner.code]
    if coordinates:
        return f"{reverse('surveys:review', args=place)}#c-{cited.variable.replace('.', '--')}-0"
    return reverse("surveys:reply_question", args=[*place, cited.variable, 0])


def _security_words(view: ProposalView) -> str:
    proposal = view.proposal
    if not proposal.security:
        return ""
    said = str(proposal.get_security_display())
    return f"{said}: {proposal.security_unit}" if proposal.security_unit else said


def _autonomy_words(view: ProposalView) -> str:
    proposal = view.proposal
    said = str(proposal.get_autonomy_display()) if proposal.autonomy else ""
    if proposal.self_financing is not None:
        rate = _("%s %% chi thường xuyên") % f"{proposal.self_financing.normalize():f}".replace(".", ",")
        return f"{said}, {rate}" if said else rate
    return said


def _number_words(value: int | None) -> str:
    return "" if value is None else _("%d người") % value


# Sums --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SumsPage:
    """The sums with their verdicts."""

    posts: tuple[tuple[PostSum, str, str], ...]
    money: tuple[tuple[MoneySum, str], ...]
    of_bodies: tuple[tuple[BodySum, str, str], ...]


def sums_page(found: Sums, names: Mapping[str, str]) -> SumsPage:
    """Each sum with its verdict; ceilings of single bodies with their names."""
    return SumsPage(
        posts=tuple((one, words.net_words(one.net), words.post_verdict(one)) for one in found.posts),
        money=tuple((one, words.money_verdict(one)) for one in found.money),
        of_bodies=tuple(
            (
                one,
                names.get(one.body.code, one.body.code),
                _("vượt trần") if one.over else _("trong trần"),
            )
            for one in found.of_bodies
        ),
    )
