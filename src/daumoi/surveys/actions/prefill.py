"""Asked once, reused: what the register knows on the cut-off day is filled in beforehand, to be confirmed."""

from datetime import date

from daumoi.organisations import queries as organisations
from daumoi.surveys.definition import from_data, variables
from daumoi.surveys.definition.values import value_problem
from daumoi.surveys.models import Answer, AnswerStatus, Reply
from daumoi.ui.wording import short_date


def registry_values(*, reply: Reply) -> dict[str, tuple[object, str]]:
    """What the register says of the addressee on the cut-off day: key → (value, source in words)."""
    day = reply.round.cutoff_on
    row = organisations.body_row(organisation=reply.owner, day=day)
    if row is None:
        return {}
    known: dict[str, tuple[object, str]] = {
        "registry.body_name": (row.state.name, _source("sổ đăng ký tổ chức", day, row.state.source_text))
    }
    unit = row.unit
    if unit.state is None:
        return known
    source = _source("sổ đăng ký tổ chức", day, unit.source)
    known["registry.unit_name"] = (unit.name, source)
    known["registry.form"] = (unit.form, source)
    if unit.state.is_public_service_unit is not None:
        known["registry.is_public_service_unit"] = (unit.state.is_public_service_unit, source)
    if unit.state.basis is not None:
        known["registry.legal_basis"] = (str(unit.state.basis), source)
    return known


def _source(where: str, day: date, origin: str) -> str:
    text = f"{where}, ngày {short_date(day)}"
    return f"{text} ({origin})"[:300] if origin else text


def prefill_reply(*, reply: Reply) -> int:
    """Write the known values as *unconfirmed* answers; returns how many.

    A value that its question cannot hold (“chưa xác định” where a form is asked for) is left for the officer.
    """
    definition = from_data(reply.round.questionnaire.definition)
    known = registry_values(reply=reply)
    answers = [
        Answer(
            reply=reply,
            owner_id=reply.owner_id,
            root_id=reply.root_id,
            variable=variable.name,
            status=AnswerStatus.PREFILLED,
            value=known[variable.field.prefill][0],
            author_name="",
            source_text=known[variable.field.prefill][1],
        )
        for variable in variables(definition)
        if variable.field.prefill in known
        and not variable.roster
        and value_problem(variable, known[variable.field.prefill][0], definition) is None
    ]
    Answer.objects.bulk_create(answers)
    return len(answers)
