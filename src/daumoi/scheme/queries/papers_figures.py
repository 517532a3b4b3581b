"""The figures that papers of a scheme may bind: the scheme's own by name, the survey's by code."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from daumoi.documents.models import (
    Consultation,
    ConsultedBody,
    ConsultedState,
    DraftOpinion,
    OpinionDecision,
)
from daumoi.foundation.principal import Principal
from daumoi.scheme.models import MoneySource, Scheme, SchemePaper
from daumoi.scheme.queries.figures import SchemeFigure, figures
from daumoi.scheme.queries.runs import chosen_plan
from daumoi.scheme.queries.sheet import net_of
from daumoi.surveys.models import Round
from daumoi.surveys.queries import analysis
from daumoi.ui.formats import written_number, written_trieu

SCHEME_FIGURE, OPINION_FIGURE = "scheme.figure", "scheme.opinions"
SURVEY_FIGURE, SURVEY_ASKED = "surveys.figure", "surveys.asked"
"""Codes of the stored queries that papers of a scheme bind."""
_MARKED = (
    *("scheme_schemeevent", "scheme_proposalevent", "scheme_proposalpostevent", "scheme_proposalmoneyevent"),
    *("scheme_ceilingevent", "scheme_planchoiceevent", "scheme_phaseevent", "scheme_proposalquestionevent"),
    "organisations_organisationstateevent",
)
_REPLIES = ("surveys_replyevent", "surveys_roundevent")
_KEPT: dict[tuple[object, ...], dict[str, SchemeFigure]] = {}
_SURVEYED: dict[tuple[object, ...], "list[SurveyFigure]"] = {}
_MOST = 64


def all_figures(*, principal: Principal, scheme: Scheme) -> dict[str, SchemeFigure]:
    """Every figure of a scheme, by name. Its pages ask often: they are reckoned anew only after something changed."""
    key = (scheme.pk, *_reach(principal), get_language(), _mark())
    found = _KEPT.get(key)
    if found is None:
        found = dict(figures(principal=principal, scheme=scheme))
        found |= {one.name: one for one in _plan_sums(principal, scheme)}
        if len(_KEPT) >= _MOST:
            _KEPT.clear()
        _KEPT[key] = found
    return found


def _reach(principal: Principal) -> tuple[object, ...]:
    """Whose rows the figures were counted over."""
    return principal.person_id, principal.system, principal.sees_network, principal.bodies


def _plan_sums(principal: Principal, scheme: Scheme) -> Iterable[SchemeFigure]:
    """What the chosen plan comes to: posts by kind, money by source and year (đồng)."""
    taken = [
        one.proposal
        for one in chosen_plan(principal=principal, scheme=scheme)
        if one.proposal is not None and one.line.changes
    ]
    posts = [row for proposal in taken for row in proposal.posts.all()]
    for kind in dict.fromkeys(row.kind for row in posts):
        mine = [row for row in posts if row.kind == kind]
        words = _("theo phương án chọn: %s") % mine[0].get_kind_display()
        net = sum(one for row in mine if (one := net_of(row)) is not None)
        moved = sum(row.given_up for row in mine)
        yield SchemeFigure(f"pa_them_{kind}", net, _("người"), _("tăng thêm %s") % words, "scheme:plan")
        yield SchemeFigure(
            f"pa_dieu_chuyen_{kind}", moved, _("người"), _("điều chuyển nội bộ %s") % words, "scheme:plan"
        )
    money: dict[tuple[str, int], int] = {}
    for proposal in taken:
        for row in proposal.money.all():
            asked = (row.running or 0) + (row.one_off or 0)
            money[row.source, row.year] = money.get((row.source, row.year), 0) + asked
    for (source, year), amount in sorted(money.items()):
        label = _("kinh phí tăng thêm theo phương án chọn, nguồn %(source)s, năm %(year)d")
        told = label % {"source": MoneySource(source).label, "year": year}
        yield SchemeFigure(f"pa_kinh_phi_{source}_{year}", amount, _("đồng"), told, "scheme:plan")
    if taken:
        whole = _("kinh phí tăng thêm theo phương án chọn, cả thời kỳ")
        yield SchemeFigure("pa_kinh_phi", sum(money.values()), _("đồng"), whole, "scheme:plan")


def _mark(tables: tuple[str, ...] = _MARKED) -> tuple[object, ...]:
    """How far the row histories have come that the figures rest on: one statement on their newest rows."""
    parts = ", ".join(f"(select max(pgh_id) from {name})" for name in tables)  # noqa: S608 - our own tables
    with connection.cursor() as cursor:
        cursor.execute(f"select {parts}")
        row: tuple[object, ...] = cursor.fetchone()
    return row


def known_figures(*, principal: Principal, scheme: Scheme) -> list[SchemeFigure]:
    """Those with a value."""
    found = all_figures(principal=principal, scheme=scheme)
    return [one for one in found.values() if one.value is not None]


def written(one: SchemeFigure) -> str:
    """A figure as it stands in a text: money in triệu đồng."""
    value = one.value or 0
    return written_trieu(value) if is_money(one) else written_number(value)


def is_money(one: SchemeFigure) -> bool:
    """Whether it is kept in đồng."""
    return one.unit == _("đồng")


def readings(*, principal: Principal, scheme: Scheme) -> dict[tuple[str, str], str]:
    """Every figure that papers of the scheme bind, by query and code, as a text reads it today; asked all at once."""
    found = {
        (SCHEME_FIGURE, f"{scheme.code}/{one.name}"): written(one)
        for one in known_figures(principal=principal, scheme=scheme)
    }
    for count in opinion_counts(principal=principal, scheme=scheme).values():
        found[OPINION_FIGURE, f"{scheme.code}/{count.name}"] = written_number(count.value)
    rows = survey_figures(principal=principal, round_=scheme.round)
    if scheme.round is not None:
        for row in rows:
            found[SURVEY_FIGURE, f"{scheme.round.code}/{row.code}"] = written_number(row.value)
        if rows:
            found[SURVEY_ASKED, scheme.round.code] = written_number(rows[0].asked)
    return found


@dataclass(frozen=True)
class SurveyFigure:
    """One figure of the survey's analysis: as written in a text, and out of how many."""

    code: str
    label: str
    value: Decimal | int
    unit: str
    asked: int


def survey_figures(*, principal: Principal, round_: Round | None) -> list[SurveyFigure]:
    """The figures of a round that papers cite: who answered, forms, wishes, hard core, people, money."""
    if round_ is None:
        return []
    key = (round_.pk, *_reach(principal), get_language(), _mark(_REPLIES))
    found = _SURVEYED.get(key)
    if found is None:
        found = _survey_figures(principal, round_)
        if len(_SURVEYED) >= _MOST:
            _SURVEYED.clear()
        _SURVEYED[key] = found
    return found


def _survey_figures(principal: Principal, round_: Round) -> list[SurveyFigure]:
    reading = analysis.read_round(principal=principal, round_=round_)
    told = analysis.response(reading)
    rows = [told.arrived, told.on_time, told.late, told.missing, told.closed, *analysis.form_figures(reading)]
    rows += [one for row in analysis.core_rows(reading) for one in (row.present, row.absent, row.people)]
    rows += [one for row in analysis.staff_rows(reading) for one in (row.assigned, row.present)]
    rows += [one for row in analysis.money_rows(reading) for one in row.years.values()]
    rows += [one for _label, found in analysis.wish_table(reading) for one in found]
    return [SurveyFigure(one.code, one.label, one.value, one.unit, one.denominator) for one in rows]


def rare_survey_figure(*, principal: Principal, round_: Round, code: str) -> SurveyFigure:
    """A figure of the round that is none of `survey_figures`, by its code.

    :raises DomainError: the analysis knows no such figure.
    """
    reading = analysis.read_round(principal=principal, round_=round_)
    rare = analysis.find_figure(principal=principal, reading=reading, code=code)
    return SurveyFigure(rare.code, rare.label, rare.value, rare.unit, rare.denominator)


@dataclass(frozen=True)
class OpinionCount:
    """A count over the opinions on the drafts of a set. `consultation` is the round, where there is just one."""

    name: str
    label: str
    value: int
    consultation: int | None


def opinion_counts(*, principal: Principal, scheme: Scheme) -> dict[str, OpinionCount]:
    """Who was asked about drafts of the set, what came, what became of it (three statements)."""
    papers = SchemePaper.objects.visible_to(principal).filter(scheme=scheme, ended_at__isnull=True)
    rounds = list(
        Consultation.objects.visible_to(principal)
        .filter(paper_id__in=list(papers.values_list("paper_id", flat=True)))
        .values_list("pk", flat=True)
    )
    states = list(ConsultedBody.objects.filter(consultation__in=rounds).values_list("state", flat=True))
    decisions = list(
        DraftOpinion.objects.visible_to(principal)
        .filter(consultation__in=rounds)
        .values_list("decision", flat=True)
    )
    told = (
        ("co_quan_hoi", _("lượt cơ quan được hỏi ý kiến về dự thảo"), len(states)),
        (
            "co_quan_tra_loi",
            _("lượt cơ quan đã trả lời"),
            len(states) - states.count(ConsultedState.WAITING),
        ),
        ("y_kien", _("số ý kiến về dự thảo"), len(decisions)),
        ("tiep_thu", _("số ý kiến được tiếp thu"), decisions.count(OpinionDecision.ACCEPTED)),
        (
            "tiep_thu_mot_phan",
            _("số ý kiến được tiếp thu một phần"),
            decisions.count(OpinionDecision.PARTLY),
        ),
        ("khong_tiep_thu", _("số ý kiến không tiếp thu"), decisions.count(OpinionDecision.REFUSED)),
        ("chua_xu_ly", _("số ý kiến chưa xử lý"), decisions.count(OpinionDecision.OPEN)),
    )
    only = rounds[0] if len(rounds) == 1 else None
    return {name: OpinionCount(name, label, value, only) for name, label, value in told}
