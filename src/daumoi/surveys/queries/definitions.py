"""The compiled questionnaire of a round, kept in memory by its digest (a published definition never changes)."""

from daumoi.surveys.definition import from_data
from daumoi.surveys.definition.compile import CompiledDefinition, compiled
from daumoi.surveys.models import Questionnaire, Reply

_KEPT: dict[str, CompiledDefinition] = {}
_MOST = 32


def compiled_questionnaire(questionnaire: Questionnaire) -> CompiledDefinition:
    """The questionnaire ready to evaluate."""
    found = _KEPT.get(questionnaire.digest)
    if found is None:
        if len(_KEPT) >= _MOST:
            _KEPT.clear()
        found = _KEPT[questionnaire.digest] = compiled(from_data(questionnaire.definition))
    return found


def compiled_of(reply: Reply) -> CompiledDefinition:
    """The compiled questionnaire that a reply answers."""
    return compiled_questionnaire(reply.round.questionnaire)
