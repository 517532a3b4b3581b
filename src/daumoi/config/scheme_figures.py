"""Live figures of schemes and of survey analyses, for the port of documents: each opens at the page of its cells."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from daumoi.documents.access import DocumentPermission
from daumoi.documents.ports import FigureChoice, FigureSource, FigureValue
from daumoi.foundation.errors import Invalid
from daumoi.foundation.owned import Owned
from daumoi.foundation.principal import Principal, acting, system
from daumoi.scheme.access import SchemePermission, access_scheme
from daumoi.scheme.models import Scheme
from daumoi.scheme.queries import papers_figures as figures
from daumoi.scheme.queries.schemes import schemes
from daumoi.surveys import queries as surveys
from daumoi.surveys.access import SurveyPermission, access_round
from daumoi.surveys.models import Round
from daumoi.ui.formats import written_number
from daumoi.ui.wording import short_date

_AT_DESK = system("đọc số liệu cho văn bản")
_MOST_ROUNDS = 3
"""Newest rounds whose figures are offered when a figure is chosen by hand; older ones stay reachable by code."""


def _halves(code: str, place: str) -> tuple[str, str]:
    """“đề án/số liệu” taken apart."""
    first, slash, second = code.partition("/")
    if not (first and slash and second):
        raise Invalid(
            "figures.code",
            _("Mã số liệu “%s” không đọc được.") % code,
            remedy=_("Chọn trong danh sách."),
            place=place,
        )
    return first, second


class SchemeFigureSource:
    """A count or sum of a scheme: proposals, sums against ceilings, the chosen plan. Money in triệu đồng."""

    code = "scheme.figure"
    title = "Số liệu của đề án (đề xuất, trần, phương án chọn)"
    parameter = "Đề án và số liệu"

    def choices(self, *, principal: Principal) -> Sequence[FigureChoice]:
        """Every known figure of the schemes that the person writes."""
        return [
            FigureChoice(f"{scheme.code}/{one.name}", f"{scheme.code}: {one.label}")
            for scheme in _written_by(principal)
            for one in figures.known_figures(principal=principal, scheme=scheme)
        ]

    def value(self, *, principal: Principal, parameters: Mapping[str, str], as_of: date) -> FigureValue:
        """The figure as the scheme stands now."""
        code, name = _halves(parameters.get("code", ""), self.parameter)
        scheme = access_scheme(principal=principal, code=code)
        with _reading(principal, SchemePermission.COORDINATE, scheme) as reader:
            one = figures.figure_named(principal=reader, scheme=scheme, name=name)
        return FigureValue(
            value=figures.written(one),
            address=reverse(one.page, args=[scheme.code]),
            label=_("%(label)s (Đề án %(code)s)%(unit)s")
            % {
                "label": one.label,
                "code": scheme.code,
                "unit": _(", triệu đồng") if figures.is_money(one) else "",
            },
        )


class OpinionFigureSource:
    """A count over the opinions on the drafts of a scheme's papers."""

    code = "scheme.opinions"
    title = "Số ý kiến về dự thảo hồ sơ đề án"
    parameter = "Đề án và số liệu"

    def choices(self, *, principal: Principal) -> Sequence[FigureChoice]:
        """The counts of every scheme that the person writes."""
        return [
            FigureChoice(f"{scheme.code}/{one.name}", f"{scheme.code}: {one.label}")
            for scheme in _written_by(principal)
            for one in figures.opinion_counts(principal=principal, scheme=scheme).values()
        ]

    def value(self, *, principal: Principal, parameters: Mapping[str, str], as_of: date) -> FigureValue:
        """The count as it stands now; it opens at the table of opinions."""
        code, name = _halves(parameters.get("code", ""), self.parameter)
        scheme = access_scheme(principal=principal, code=code)
        with _reading(principal, SchemePermission.COORDINATE, scheme) as reader:
            one = figures.opinion_counts(principal=reader, scheme=scheme).get(name)
        if one is None:
            raise Invalid(
                "figures.code",
                _("Không có số liệu “%s” về ý kiến.") % name,
                remedy=_("Chọn trong danh sách."),
                place=self.parameter,
            )
        address = (
            reverse("documents:consultation", args=[one.consultation])
            if one.consultation is not None
            else reverse("scheme:papers", args=[scheme.code])
        )
        return FigureValue(
            value=written_number(one.value),
            address=address,
            label=_("%(label)s (Đề án %(code)s)") % {"label": one.label, "code": scheme.code},
        )


class SurveyFigureSource:
    """A figure of a survey's analysis; it opens at the cells it was made of."""

    code = "surveys.figure"
    title = "Số liệu phân tích khảo sát (mở tới từng ô trả lời)"
    parameter = "Đợt khảo sát và số liệu"

    def choices(self, *, principal: Principal) -> Sequence[FigureChoice]:
        """The figures that papers cite, of the newest rounds that the person analyses."""
        return [
            FigureChoice(f"{round_.code}/{one.code}", f"{round_.title}: {one.label}")
            for round_ in _analysed_by(principal)[:_MOST_ROUNDS]
            for one in figures.survey_figures(principal=principal, round_=round_)
        ]

    def value(self, *, principal: Principal, parameters: Mapping[str, str], as_of: date) -> FigureValue:
        """The figure as the replies give it now."""
        code, name = _halves(parameters.get("code", ""), self.parameter)
        round_ = access_round(principal=principal, code=code)
        with _reading(principal, SurveyPermission.ANALYSE, round_) as reader:
            one = figures.survey_figure(principal=reader, round_=round_, code=name)
        unit = f", {one.unit}" if one.unit else ""
        return FigureValue(
            value=written_number(one.value),
            address=reverse("surveys:figure", args=[round_.code, one.code]),
            label=f"{one.label}{unit}: {round_.title}",
        )


class SurveyAskedSource:
    """How many bodies a round asked: the denominator of its shares."""

    code = "surveys.asked"
    title = "Số cơ quan được hỏi trong đợt khảo sát"
    parameter = "Đợt khảo sát"

    def choices(self, *, principal: Principal) -> Sequence[FigureChoice]:
        """The rounds within the person's reach, newest first."""
        return [FigureChoice(row.round.code, row.round.title) for row in surveys.rounds(principal=principal)]

    def value(self, *, principal: Principal, parameters: Mapping[str, str], as_of: date) -> FigureValue:
        """Those who must answer, waivers taken off."""
        round_ = access_round(principal=principal, code=parameters.get("code", ""))
        with _reading(principal, SurveyPermission.COORDINATE, round_) as reader:
            standing = surveys.standing_of(principal=reader, round_=round_, day=as_of)
        return FigureValue(
            value=written_number(standing.asked),
            address=reverse("surveys:round", args=[round_.code]),
            label=_("%(title)s: %(round)s, đến hết ngày %(day)s")
            % {"title": self.title, "round": round_.title, "day": short_date(as_of)},
        )


@contextmanager
def _reading(principal: Principal, permission: str, thing: Owned) -> Iterator[Principal]:
    """Who reads a figure: whoever holds the permission over the thing, else somebody at the desk of its body.

    A leader who signs and a clerk who numbers ask every figure once more. They do not write schemes or analyse rounds,
    so the value itself is read as system work; everybody else is refused.
    """
    reach = {"body_id": thing.root_id, "owner_id": thing.owner_id}
    if principal.may(permission, **reach):
        yield principal
        return
    principal.require_at_home(DocumentPermission.VIEW, body_id=thing.root_id, owner_id=thing.owner_id)
    with acting(_AT_DESK) as reader:
        yield reader


def _written_by(principal: Principal) -> list[Scheme]:
    rows = [
        row.scheme for simulated in (False, True) for row in schemes(principal=principal, simulated=simulated)
    ]
    return [
        one
        for one in rows
        if principal.may(SchemePermission.COORDINATE, body_id=one.root_id, owner_id=one.owner_id)
    ]


def _analysed_by(principal: Principal) -> list[Round]:
    return [
        row.round
        for row in surveys.rounds(principal=principal)
        if row.round.state != "draft"
        and principal.may(SurveyPermission.ANALYSE, body_id=row.round.root_id, owner_id=row.round.owner_id)
    ]


SCHEME_FIGURES: tuple[FigureSource, ...] = (
    SchemeFigureSource(),
    OpinionFigureSource(),
    SurveyFigureSource(),
    SurveyAskedSource(),
)
