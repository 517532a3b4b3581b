"""Sentences of this room's pages: how a scheme stands, what a proposal means, what a plan does."""

from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from daumoi.organisations.models import StaffKind
from daumoi.scheme.models import Proposal, ProposalState, Scheme, SchemeState
from daumoi.scheme.presenters.figures import figure, joined
from daumoi.scheme.queries import MoneySum, PlanPicture, PostSum, ProposalView, SchemeRow, Sheet, Sums
from daumoi.scheme.rules import Financing, FinancingKind, Sum
from daumoi.ui.formats import written_date, written_number

TONES: dict[str, str] = {
    SchemeState.DRAFTING: "none",
    SchemeState.CONSULTING: "soon",
    SchemeState.SUBMITTED: "act",
    SchemeState.RETURNED: "late",
    SchemeState.UNANSWERED: "soon",
    SchemeState.DECIDED: "done",
    SchemeState.STOPPED: "none",
}
PROPOSAL_TONES: dict[str, str] = {
    ProposalState.DRAFT: "soon",
    ProposalState.SENT: "act",
    ProposalState.TAKEN: "done",
    ProposalState.WITHDRAWN: "none",
}


def trieu(dong: int) -> str:
    """Money in triệu đồng, in words."""
    return _("%s triệu đồng") % written_number(Decimal(dong) / 1_000_000)


def index_sentence(rows: list[SchemeRow], kept: str = "") -> SafeString:
    """How many schemes there are and where the newest stands."""
    if not rows:
        return format_html("{}", _("Chưa có đề án nào bạn được xem."))
    newest = rows[0].scheme
    n = len(rows)
    return joined(
        [
            format_html("{}", ngettext("%d đề án", "%d đề án", n) % n),
            format_html(
                _("gần nhất: {}, {}"),
                figure(newest.title, reverse("scheme:scheme", args=[newest.code]), kept),
                newest.get_state_display(),
            ),
        ]
    )


def scheme_sentence(sheet: Sheet, sums: Sums, kept: str = "") -> SafeString:
    """“22 bộ, 19 đã đề xuất; 9 đề nghị lập Cục; cần thêm 84 biên chế, trần 0.”"""
    code = sheet.scheme.code
    page, totals = reverse("scheme:sheet", args=[code]), reverse("scheme:sums", args=[code])
    n = len(sheet.rows)
    if not sheet.sent:
        words = ngettext("%d bộ, cơ quan ngang bộ", "%d bộ, cơ quan ngang bộ", n) % n
        return joined([format_html("{}", words), format_html("{}", _("chưa bộ nào gửi đề xuất"))])
    sent = figure(_("%d đã đề xuất") % len(sheet.sent), page, kept)
    parts = [
        format_html("{}, {}", ngettext("%d bộ, cơ quan ngang bộ", "%d bộ, cơ quan ngang bộ", n) % n, sent)
    ]
    if sheet.departments:
        words = _("%d đề nghị lập Cục trước nhất") % len(sheet.departments)
        parts.append(figure(words, f"{page}?mo-hinh=cuc", kept))
    civil = next((one for one in sums.posts if one.kind == StaffKind.CIVIL_SERVANT), None)
    if civil is not None and civil.net.known:
        parts.append(figure(_civil_words(civil), totals, kept, "is-late" if civil.over else ""))
    if sheet.incomplete:
        words = _("%d phương án chưa nêu đủ số biên chế") % len(sheet.incomplete)
        parts.append(figure(words, f"{page}?loc=thieu", kept, "is-soon"))
    return joined(parts)


def _civil_words(civil: PostSum) -> str:
    if civil.net.total > 0:
        words = _("cần thêm %d biên chế công chức") % civil.net.total
    elif civil.net.total < 0:
        words = _("giảm %d biên chế công chức") % -civil.net.total
    else:
        words = _("không tăng biên chế công chức")
    if civil.limit is None:
        return _("%s, chưa đặt trần") % words
    return _("%(words)s, trần %(limit)d") % {"words": words, "limit": civil.limit}


def own_sentence(sheet: Sheet) -> str:
    """What a body reads about its own part."""
    if not sheet.rows:
        return _("Bạn xem được đề án nhưng không được phân công đề xuất cho bộ nào.")
    row = sheet.rows[0]
    if not row.proposed:
        return _("%s chưa có phương án nào.") % row.present.name
    said = "; ".join(
        _("Phương án %(option)d: %(what)s (%(state)s)")
        % {
            "option": cell.proposal.option,
            "what": proposed_words(cell.proposal),
            "state": cell.proposal.get_state_display(),
        }
        for cell in row.proposed
    )
    return f"{row.present.name}. {said}."


def proposed_words(proposal: Proposal) -> str:
    """“Cục, giai đoạn 1”."""
    form = str(proposal.get_form_display())
    return f"{form}, {proposal.phase.name}" if proposal.phase is not None else form


def net_words(found: Sum) -> str:
    """By how much the posts of one kind grow."""
    if found.unknown:
        return _("chưa nêu đủ")
    return f"+{found.total}" if found.total > 0 else str(found.total).replace("-", "−")


# Next step ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class NextStep:
    """The one thing to do now."""

    words: str
    url: str
    verb: str


def next_step(
    scheme: Scheme, sheet: Sheet, sums: Sums, *, phases: int, chosen: bool, runs: int
) -> NextStep | None:
    """What the coordinator does next; None once the scheme was submitted."""

    def step(words: str, page: str, verb: str) -> NextStep:
        return NextStep(words, reverse(f"scheme:{page}", args=[scheme.code]), verb)

    if not scheme.is_open:
        return None
    if not phases:
        return step(_("Đề án chưa chia giai đoạn."), "phases", _("Chia giai đoạn"))
    if not sheet.sent and scheme.round_id is not None:
        return step(
            _("Trả lời khảo sát đã chốt có thể lấy làm đề xuất."), "take", _("Lấy đề xuất từ trả lời")
        )
    if not scheme.is_published:
        return step(_("Các bộ chưa thấy đề án để đề xuất, bổ sung."), "open", _("Mở cho các bộ"))
    if sheet.untaken:
        words = _("%d phương án đã gửi chưa tổng hợp.") % sheet.untaken
        return step(words, "sheet", _("Xem và tổng hợp"))
    if not any(one.ceiling for one in sums.posts):
        return step(_("Chưa đặt trần biên chế."), "limits", _("Đặt trần"))
    if not chosen and not runs:
        return step(_("Đề xuất và trần đã có, chưa tính phương án nào."), "plan", _("Tính phương án"))
    if not chosen:
        return step(_("Đã tính, chưa chọn phương án tổng thể."), "plan", _("Xem và chọn"))
    return None


# One proposal ------------------------------------------------------------------------------------------


def proposal_sentence(view: ProposalView) -> str:
    """What is proposed, when, by how much posts grow, what waits."""
    parts = [capfirst(proposed_words(view.proposal))]
    civil = view.nets.get(StaffKind.CIVIL_SERVANT)
    if civil is not None and not civil.unknown:
        parts.append(_("biên chế công chức %s") % net_words(civil))
    elif view.nets:
        parts.append(_("chưa nêu đủ số biên chế"))
    asked = sum((row.running or 0) + (row.one_off or 0) for row in view.proposal.money.all())
    if asked:
        parts.append(_("đề nghị %s") % trieu(asked))
    if view.open_questions:
        n = len(view.open_questions)
        parts.append(ngettext("%d nội dung chờ làm rõ", "%d nội dung chờ làm rõ", n) % n)
    return "; ".join(parts) + "."


def financing_words(financing: Financing) -> str:
    """By what the unit would live, or what must be known first."""
    if financing.kind is FinancingKind.ADMINISTRATIVE:
        return _("Kinh phí quản lý hành chính; không áp dụng cơ chế của đơn vị sự nghiệp công lập.")
    if financing.kind is FinancingKind.UNKNOWN_STATUS:
        return _("Chưa rõ: sổ đăng ký chưa ghi đơn vị hiện nay có phải đơn vị sự nghiệp công lập không.")
    if financing.kind is FinancingKind.NO_REGIME or financing.regime is None:
        return _("Chưa rõ: gói dữ liệu chưa có quy định về đơn vị sự nghiệp công lập vào ngày này.")
    if len(financing.steps) == 1:
        words = {"regime": financing.regime.name, "step": financing.steps[0].name}
        return _("%(regime)s: %(step)s.") % words
    names = " · ".join(step.name for step in financing.steps)
    return _("%(regime)s; chưa xác định được loại, cần mức tự bảo đảm chi. Có thể là: %(names)s.") % {
        "regime": financing.regime.name,
        "names": names,
    }


# Sums --------------------------------------------------------------------------------------------------


def sums_sentence(sums: Sums) -> str:
    """How many ceilings the wishes keep and break."""
    if not sums.counted:
        return _("Chưa có phương án nào được gửi để cộng.")
    words = _("Cộng phương án đề nghị trước nhất của %d bộ.") % sums.counted
    limits = sums.ceilings
    if not limits:
        return f"{words} {_('Chưa đặt trần nào.')}"
    if not sums.exceeded:
        return f"{words} {_('Cả %d trần đều giữ được.') % limits}"
    broken = _("%(broken)d trên %(limits)d trần bị vượt.") % {"broken": sums.exceeded, "limits": limits}
    return f"{words} {broken}"


def post_verdict(one: PostSum) -> str:
    """A kind of posts against its ceiling, in words."""
    if one.limit is None:
        return _("chưa đặt trần")
    if one.over:
        return _("vượt trần %d") % one.over
    return _("trong trần, còn %d") % (one.limit - one.net.total)


def money_verdict(one: MoneySum) -> str:
    """A source and year against its ceiling, in words."""
    if one.limit is None:
        return _("chưa đặt trần")
    if one.over:
        return _("vượt trần %s") % trieu(one.over)
    return _("trong trần, còn %s") % trieu(one.limit - one.asked)


def more_words(found: Sum) -> str:
    """People asked for without a kind."""
    if not found.known:
        return ""
    words = _("%(known)d bộ nêu cần bổ sung cộng %(total)d người, chưa phân theo loại biên chế") % {
        "known": found.known,
        "total": found.total,
    }
    if found.unknown:
        words += _("; %d bộ chưa nêu") % found.unknown
    return f"{words}."


# Plans -------------------------------------------------------------------------------------------------


def picture_sentence(found: PlanPicture) -> str:
    """How many change in which phase, and how many stay."""
    parts = [
        _("%(count)d bộ thay đổi trong %(phase)s") % {"count": len(lines), "phase": phase.name.lower()}
        for phase, lines in found.by_phase
    ]
    parts.append(_("%d bộ giữ nguyên") % len(found.kept))
    if found.unmet:
        parts.append(_("%d bộ chưa được phương án đề nghị trước nhất") % len(found.unmet))
    return "; ".join(parts) + "."


def due_words(scheme: Scheme) -> str:
    """The day to propose by, in words."""
    return written_date(scheme.due_on) if scheme.due_on is not None else _("chưa đặt")
