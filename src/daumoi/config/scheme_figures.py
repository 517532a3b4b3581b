"""Live figures of schemes and of survey analyses, for the port of documents: each opens at the page of its cells."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from daumoi.documents.access import DocumentPermission
from daumoi.documents.ports import FigureChoice, FigureSource, FigureValue
from daumoi.foundation.errors import DomainError, Invalid, NotFound
from daumoi.foundation.owned import Owned
from daumoi.foundation.principal import Principal, acting, system
from daumoi.scheme.access import SchemePermission, access_scheme
from daumoi.scheme.models import Scheme
from daumoi.scheme.queries import papers_figures as figures
from daumoi.scheme.queries.figures import SchemeFigure
from daumoi.scheme.queries.schemes import schemes
from daumoi.surveys import queries as surveys
from daumoi.surveys.access import SurveyPermission, access_round
from daumoi.surveys.models import Round
from daumoi.ui.formats import written_number
from daumoi.ui.wording import short_date

Answer = FigureValue | DomainError
_AT_DESK = system("đọc số liệu cho văn bản")
_MOST_ROUNDS = 3
"""Newest rounds whose figures are offered when a figure is chosen by hand; older ones stay reachable by code."""


class _Together(ABC):
    """Base of figures named “thing/figure”: the thing is read once for all figures of it that a text asks."""

    parameter = ""

    def value(self, *, principal: Principal, parameters: Mapping[str, str], as_of: date) -> FigureValue:
        """The figure as the thing stands now."""
        [found] = self.values(principal=principal, codes=[parameters.get("code", "")], as_of=as_of)
        if isinstance(found, DomainError):
            raise found
        return found

    def values(self, *, principal: Principal, codes: Sequence[str], as_of: date) -> list[Answer]:
        """The figures as their things stand now, in the order asked."""
        found: dict[str, Answer] = {}
        named: dict[str, dict[str, str]] = {}
        for code in codes:
            thing, slash, name = code.partition("/")
            if thing and slash and name:
                named.setdefault(thing, {})[code] = name
            else:
                found[code] = self._unknown(_("Mã số liệu “%s” không đọc được.") % code)
        for thing, names in named.items():
            try:
                answers = self._of(principal, thing, list(names.values()))
            except DomainError as error:
                answers = dict.fromkeys(names.values(), error)
            found.update((code, answers[name]) for code, name in names.items())
        return [found[code] for code in codes]

    @abstractmethod
    def _of(self, principal: Principal, thing: str, names: Sequence[str]) -> dict[str, Answer]:
        """The figures of one thing by name."""

    def _unknown(self, told: str) -> Invalid:
        return Invalid("figures.code", told, remedy=_("Chọn trong danh sách."), place=self.parameter)


class SchemeFigureSource(_Together):
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

    def _of(self, principal: Principal, thing: str, names: Sequence[str]) -> dict[str, Answer]:
        scheme = access_scheme(principal=principal, code=thing)
        with reading(principal, SchemePermission.COORDINATE, scheme) as reader:
            known = {one.name: one for one in figures.known_figures(principal=reader, scheme=scheme)}
        return {name: self._written(scheme, known.get(name), name) for name in names}

    def _written(self, scheme: Scheme, one: SchemeFigure | None, name: str) -> Answer:
        if one is None:
            return NotFound(
                "scheme.figure",
                _("Đề án chưa có số liệu “%s”.") % name,
                remedy=_("Chọn số liệu khác, hoặc hoàn thành phần việc cho ra số liệu này trước."),
            )
        unit = _(", triệu đồng") if figures.is_money(one) else ""
        told = _("%(label)s (Đề án %(code)s)%(unit)s")
        return FigureValue(
            value=figures.written(one),
            address=reverse(one.page, args=[scheme.code]),
            label=told % {"label": one.label, "code": scheme.code, "unit": unit},
        )


class OpinionFigureSource(_Together):
    """A count over the opinions on the drafts of a scheme's papers; it opens at the table of opinions."""

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

    def _of(self, principal: Principal, thing: str, names: Sequence[str]) -> dict[str, Answer]:
        scheme = access_scheme(principal=principal, code=thing)
        with reading(principal, SchemePermission.COORDINATE, scheme) as reader:
            counts = figures.opinion_counts(principal=reader, scheme=scheme)
        return {
            name: self._written(scheme, counts[name])
            if name in counts
            else self._unknown(_("Không có số liệu “%s” về ý kiến.") % name)
            for name in names
        }

    def _written(self, scheme: Scheme, one: figures.OpinionCount) -> FigureValue:
        address = (
            reverse("documents:consultation", args=[one.consultation])
            if one.consultation is not None
            else reverse("scheme:papers", args=[scheme.code])
        )
        told = _("%(label)s (Đề án %(code)s)") % {"label": one.label, "code": scheme.code}
        return FigureValue(value=written_number(one.value), address=address, label=told)


class SurveyFigureSource(_Together):
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

    def _of(self, principal: Principal, thing: str, names: Sequence[str]) -> dict[str, Answer]:
        round_ = access_round(principal=principal, code=thing)
        with reading(principal, SurveyPermission.ANALYSE, round_) as reader:
            known = {one.code: one for one in figures.survey_figures(principal=reader, round_=round_)}
            return {name: self._written(reader, round_, name, known.get(name)) for name in names}

    def _written(
        self, reader: Principal, round_: Round, name: str, one: figures.SurveyFigure | None
    ) -> Answer:
        try:
            found = one or figures.rare_survey_figure(principal=reader, round_=round_, code=name)
        except DomainError as error:
            return error
        unit = f", {found.unit}" if found.unit else ""
        return FigureValue(
            value=written_number(found.value),
            address=reverse("surveys:figure", args=[round_.code, found.code]),
            label=f"{found.label}{unit}: {round_.title}",
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
        with reading(principal, SurveyPermission.COORDINATE, round_) as reader:
            standing = surveys.standing_of(principal=reader, round_=round_, day=as_of)
        return FigureValue(
            value=written_number(standing.asked),
            address=reverse("surveys:round", args=[round_.code]),
            label=_("%(title)s: %(round)s, đến hết ngày %(day)s")
            % {"title": self.title, "round": round_.title, "day": short_date(as_of)},
        )


@contextmanager
def reading(principal: Principal, permission: str, thing: Owned) -> Iterator[Principal]:
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
