"""All answers of a round as one table, read in one pass."""

from collections.abc import Iterator

from daumoi.foundation.principal import Principal
from daumoi.organisations import queries as organisations
from daumoi.surveys.definition import variables
from daumoi.surveys.definition.compile import CompiledDefinition
from daumoi.surveys.definition.structure import NUMERIC
from daumoi.surveys.definition.values import show
from daumoi.surveys.models import Answer, AnswerStatus, Reply, ReplyState, Round
from daumoi.surveys.queries.definitions import compiled_questionnaire

ORGANISATION, STATE, NATURE = "Cơ quan", "Tình trạng", "Dữ liệu"
SIMULATED = "mô phỏng"
_ABSENCE = {
    AnswerStatus.NO_DATA: "chưa có số liệu",
    AnswerStatus.NOT_APPLICABLE: "không thuộc phạm vi",
    AnswerStatus.NOT_ARISEN: "không phát sinh",
}


def export_columns(*, round_: Round) -> list[str]:
    """The columns of the table: organisation, state, then every question of the questionnaire by its code.

    A simulated round says so on every line, since lines are copied out of the table. Calculated cells are left
    out: they are no answers, and whoever analyses the table computes them from its columns.
    """
    compiled = compiled_questionnaire(round_.questionnaire)
    first = [ORGANISATION, STATE, NATURE] if round_.is_simulated else [ORGANISATION, STATE]
    return [*first, *(one.name for one in variables(compiled.definition) if not one.field.calculation)]


def export_lines(*, principal: Principal, round_: Round) -> Iterator[dict[str, object]]:
    """One line a reply that was sent; rows of open tables are joined by a semicolon. Two queries in all."""
    compiled = compiled_questionnaire(round_.questionnaire)
    replies = {
        reply.pk: reply
        for reply in Reply.objects.visible_to(principal)
        .filter(round=round_)
        .exclude(state__in=[ReplyState.OPEN, ReplyState.WAIVED])
        .select_related("owner")
        .order_by("owner__number", "id")
    }
    names = organisations.names_as_of(
        ids={reply.owner_id for reply in replies.values()}, day=round_.cutoff_on
    )
    answers = (
        Answer.objects.filter(reply_id__in=list(replies))
        .order_by("reply_id", "row")
        .values_list("reply_id", "variable", "status", "value")
    )
    lines: dict[int, dict[str, object]] = {
        pk: {
            ORGANISATION: names.get(reply.owner_id, reply.owner.code),
            STATE: str(reply.get_state_display()),
            **({NATURE: SIMULATED} if round_.is_simulated else {}),
        }
        for pk, reply in replies.items()
    }
    for reply_id, name, status, value in answers.iterator(chunk_size=5000):
        _put(lines[reply_id], compiled, name, status, value)
    yield from lines.values()


def _put(
    line: dict[str, object], compiled: CompiledDefinition, name: str, status: str, value: object
) -> None:
    variable = compiled.variables.get(name)
    shown: object
    if variable is None:
        return
    if status in _ABSENCE:
        shown = _ABSENCE[AnswerStatus(status)]
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        shown = value
    elif variable.field.type in NUMERIC and isinstance(value, str):
        shown = float(value)
    else:
        shown = show(variable, value, compiled.definition)
    line[name] = f"{line[name]}; {shown}" if variable.roster and name in line else shown
