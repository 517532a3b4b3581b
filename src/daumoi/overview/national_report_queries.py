"""Everything the national report of a round says, read once."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from daumoi.foundation.errors import Invalid
from daumoi.foundation.principal import Principal
from daumoi.history import queries as history
from daumoi.organisations import queries as organisations
from daumoi.surveys.models import Round
from daumoi.surveys.queries import analysis
from daumoi.surveys.queries.analysis import Reading

CUC = "hinh-thuc.cuc"
"""The figure of the units that are a Cục; a questionnaire that does not ask it has another report."""


@dataclass(frozen=True)
class NationalReport:
    """A round with its themes; `issuer` and `issuer_parent` name the coordinating unit and its body."""

    reading: Reading
    issuer: str
    issuer_parent: str
    journal_head: str
    response: analysis.Response
    forms: tuple[analysis.Figure, ...]
    groups: tuple[analysis.GroupRow, ...]
    duties: tuple[analysis.DutyRow, ...]
    gaps: tuple[analysis.Gap, ...]
    staff: tuple[analysis.StaffRow, ...]
    cores: tuple[analysis.CoreRow, ...]
    money: tuple[analysis.MoneyRow, ...]
    wishes: tuple[tuple[str, tuple[analysis.Figure, ...]], ...]
    addressed: tuple[analysis.Addressed, ...]
    guidance: tuple[tuple[analysis.Voice, analysis.Source, str], ...]
    difficulties: analysis.Difficulties

    @property
    def round(self) -> Round:
        """The round reported on."""
        return self.reading.round

    @property
    def settled_at(self) -> datetime:
        """The last moment at which the replies changed: the moment the report speaks for."""
        return self.reading.settled_at

    @property
    def has_cuc(self) -> analysis.Figure:
        """How many units are a Cục."""
        return next(figure for figure in self.forms if figure.code == CUC)


def national_report(*, principal: Principal, round_: Round) -> NationalReport:
    """The report of a round; only for those who may analyse it."""
    reading = analysis.read_round(principal=principal, round_=round_)
    forms = analysis.form_figures(reading)
    if not any(figure.code == CUC for figure in forms):
        raise Invalid(
            "overview.national_report.questionnaire",
            _(
                "Mẫu phiếu của đợt này không hỏi hình thức đơn vị, nên không lập được báo cáo quốc gia theo mẫu có sẵn."
            ),
            remedy=_("Dùng trang Phân tích của đợt: tần suất, chéo, tải XLSX."),
        )
    owner = round_.owner
    names = organisations.names_as_of(ids={owner.pk, owner.root_pk}, day=round_.due_on)
    head = history.head(root_id=round_.root_id)
    return NationalReport(
        reading=reading,
        issuer=names.get(owner.pk, owner.code),
        issuer_parent=names.get(owner.root_pk, "") if owner.root_pk != owner.pk else "",
        journal_head=head.seal if head is not None else "",
        response=analysis.response(reading),
        forms=forms,
        groups=analysis.group_rows(reading),
        duties=analysis.duty_rows(reading),
        gaps=analysis.gaps(reading),
        staff=analysis.staff_rows(reading),
        cores=analysis.core_rows(reading),
        money=analysis.money_rows(reading),
        wishes=analysis.wish_table(reading),
        addressed=analysis.addressed(reading),
        guidance=analysis.asked_guidance(reading),
        difficulties=analysis.difficulties(principal=principal, reading=reading),
    )
