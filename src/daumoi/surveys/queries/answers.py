"""The answers of one reply as plain rows: a page reads hundreds of them and changes none; and its finished sections."""

import json
from typing import Any, NamedTuple

from django.db import connection

from daumoi.surveys.models import Answer, Explanation, SectionMark
from daumoi.surveys.models.columns import Columns

_ANSWERS = """
select variable, row, status, value, version, author_name, source_text
from surveys_answer where reply_id = %s order by variable, row
"""

_EXPLANATION, _MARK = Columns(Explanation, "said"), Columns(SectionMark, "mark")
_EXPLANATIONS = f"""
select {_EXPLANATION.text} from surveys_explanation said where said.reply_id = %s order by said.id
"""  # noqa: S608 - column names come from the model
_MARKS = f"select {_MARK.text} from surveys_sectionmark mark where mark.reply_id = %s"  # noqa: S608 - column names come from the model


class HeldAnswer(NamedTuple):
    """One stored answer; the fields are those of `models.Answer` that pages read."""

    variable: str
    row: int
    status: str
    value: Any
    version: int
    author_name: str
    source_text: str


def held_answers(*, reply_id: int) -> dict[tuple[str, int], HeldAnswer]:
    """All answers of a reply that was itself obtained through `access` (1 statement)."""
    with connection.cursor() as cursor:
        cursor.execute(_ANSWERS, [reply_id])
        rows = cursor.fetchall()
    read = json.loads
    return {
        (variable, row): HeldAnswer(
            variable, row, status, None if value is None else read(value), version, author, source
        )
        for variable, row, status, value, version, author, source in rows
    }


def explanations(*, reply_id: int) -> dict[tuple[str, int], Explanation]:
    """What such a reply says about the checks that do not hold (1 statement)."""
    with connection.cursor() as cursor:
        cursor.execute(_EXPLANATIONS, [reply_id])
        found = [_EXPLANATION.read(row) for row in cursor.fetchall()]
    return {(one.check_code, one.row): one for one in found}


def section_marks(*, reply_id: int) -> list[SectionMark]:
    """Which sections of such a reply somebody declared finished (1 statement)."""
    with connection.cursor() as cursor:
        cursor.execute(_MARKS, [reply_id])
        return [_MARK.read(row) for row in cursor.fetchall()]


def held(answer: Answer) -> HeldAnswer:
    """An answer that an action has just written, as a page reads it."""
    return HeldAnswer(
        variable=answer.variable,
        row=answer.row,
        status=answer.status,
        value=answer.value,
        version=answer.version,
        author_name=answer.author_name,
        source_text=answer.source_text,
    )
