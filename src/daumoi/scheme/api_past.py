"""The part of the interface that looks back: recommendations followed over the years, and whether the form matters."""

from datetime import date
from typing import Any

from ninja import Query, Router

from daumoi.foundation.principal import Principal
from daumoi.scheme.access import SchemePermission, access_compared
from daumoi.scheme.forms.evidence import sent_question
from daumoi.scheme.presenters import records_past as records
from daumoi.scheme.presenters.evidence_files import record
from daumoi.scheme.presenters.schemas_past import (
    EvidenceEditionOut,
    EvidenceFindingsOut,
    EvidenceQuery,
    RecommendationDetailOut,
    RecommendationOut,
)
from daumoi.scheme.queries import evidence, evidence_outcomes, following
from daumoi.ui.requests import PageRequest

router = Router(tags=["scheme"])


def _reader(request: PageRequest) -> Principal:
    principal = request.principal
    principal.require(SchemePermission.VIEW)
    return principal


@router.get(
    "/recommendations", response=list[RecommendationOut], summary="Các khuyến nghị về mô hình tổ chức"
)
def recommendations(request: PageRequest) -> list[dict[str, Any]]:
    """The recommendations of the pack."""
    _reader(request)
    return [records.recommendation_data(one) for one in following.recommendations()]


@router.get(
    "/recommendations/{code}",
    response=RecommendationDetailOut,
    summary="Một khuyến nghị: từng bộ qua các mốc, đến một ngày",
)
def recommendation(request: PageRequest, code: str, as_of: date | None = None) -> dict[str, Any]:
    """Body by day, from the dated register."""
    _reader(request)
    today = request.today
    found = following.recommendation_of(code=code)
    return records.followed_data(following.followed(recommendation=found, today=as_of or today))


@router.get(
    "/evidence", response=list[EvidenceEditionOut], summary="Các kỳ chỉ số đã công bố có thể xem bằng chứng"
)
def evidence_editions(request: PageRequest, simulated: bool = False) -> list[dict[str, Any]]:
    """The editions that can be looked at."""
    principal = _reader(request)
    rows = evidence_outcomes.comparable_editions(principal=principal, simulated=simulated)
    return records.editions_data(rows)


@router.get(
    "/evidence/{index}/{edition}",
    response=EvidenceFindingsOut,
    summary="Hình thức tổ chức có liên quan tới điểm không: câu hỏi, số liệu, kết quả, câu được nói",
)
def evidence_findings(
    request: PageRequest, index: str, edition: str, asked: Query[EvidenceQuery]
) -> dict[str, Any]:
    """What was found, after the primary outcome and the two groups were named."""
    principal = _reader(request)
    found = access_compared(principal=principal, index=index, code=edition)
    view = evidence_outcomes.view_of(edition=found)
    question = sent_question(asked, view=view, usual=evidence.default_question(view=view))
    return record(evidence.answer(principal=principal, edition=found, question=question))
