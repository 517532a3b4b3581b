"""Answers that come in a bunch: rows pasted from a spreadsheet, a filled workbook that was looked through."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from daumoi.foundation.principal import Principal
from daumoi.surveys.actions.answers import NewAnswer, add_row, declare_not_arisen, journal_save, save_answers
from daumoi.surveys.models import Answer, AnswerStatus, Reply


@transaction.atomic
def add_filled_rows(
    *, by: Principal, reply: Reply, roster: str, rows: Sequence[Mapping[str, NewAnswer]], at: datetime
) -> list[int]:
    """Open a row for each of `rows` (variable → answer) and write its cells; all of them or none.

    Returns the numbers of the new rows. Raises as `add_row` and `save_answers` do.
    """
    numbers: list[int] = []
    answers: list[NewAnswer] = []
    for row in rows:
        number = add_row(by=by, reply=reply, roster=roster)
        numbers.append(number)
        marker = Answer.objects.get(reply=reply, variable__startswith=f"{roster}.", row=number)
        answers += [
            replace(
                answer, row=number, seen_version=marker.version if answer.variable == marker.variable else 0
            )
            for answer in row.values()
        ]
    save_answers(by=by, reply=reply, answers=answers, at=at)
    return numbers


@transaction.atomic
def take_over_workbook(
    *,
    by: Principal,
    reply: Reply,
    answers: list[NewAnswer],
    not_arisen: Sequence[str],
    at: datetime,
    name: str,
    sha256: str,
) -> int:
    """Write what a filled workbook brings, as it was seen in the preview; all of it or none. Returns how many changed.

    Rows lift an earlier “không phát sinh” of their table. Raises `AnswerChanged` when an answer was changed
    after the preview.
    """
    filled = {answer.variable.split(".", 1)[0] for answer in answers if answer.row}
    Answer.objects.filter(reply=reply, variable__in=filled, row=0, status=AnswerStatus.NOT_ARISEN).delete()
    changed = save_answers(by=by, reply=reply, answers=answers, at=at, source=f"tệp {name}"[:300])
    for roster in not_arisen:
        declare_not_arisen(by=by, reply=reply, roster=roster)
    journal_save(
        by=by,
        reply=reply,
        changed=changed + len(not_arisen),
        details={"workbook": name[:200], "sha256": sha256},
    )
    return changed + len(not_arisen)
