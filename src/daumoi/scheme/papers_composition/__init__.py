"""The words of each paper of the set, from plain values to a draft with live figures. Pure."""

from collections.abc import Callable, Mapping

from daumoi.scheme.papers_composition.decision import compose_decision
from daumoi.scheme.papers_composition.explanation import compose_explanation
from daumoi.scheme.papers_composition.impact import compose_impact
from daumoi.scheme.papers_composition.report import compose_report
from daumoi.scheme.papers_composition.scheme import compose_scheme
from daumoi.scheme.papers_composition.submission import compose_submission
from daumoi.scheme.papers_composition.words import HEAD_OF_GOVERNMENT, Binding, Composed
from daumoi.scheme.papers_material import Material

COMPOSERS: Mapping[str, Callable[[Material], Composed]] = {
    "bao_cao_khao_sat": compose_report,
    "de_an": compose_scheme,
    "tiep_thu": compose_explanation,
    "to_trinh": compose_submission,
    "quyet_dinh": compose_decision,
    "tac_dong": compose_impact,
}
"""By role of the paper."""

__all__ = ["COMPOSERS", "HEAD_OF_GOVERNMENT", "Binding", "Composed", "Material"]
