"""Replacing one answer in one statement, as saving does at every pause of the keyboard."""

from django.db import connection

from daumoi.surveys.models import Answer

_OVERWRITE = """
update surveys_answer
set status = %s, value = %s, version = %s, author_name = %s, source_text = '', updated_at = now()
where reply_id = %s and variable = %s and row = %s and version = %s
returning id
"""


def overwrite(*, answer: Answer) -> Answer | None:
    """Write `answer` over the version just before its own; None when that version no longer stands there."""
    stored = Answer._meta.get_field("value").get_db_prep_save(answer.value, connection)
    place = (answer.reply_id, answer.variable, answer.row, answer.version - 1)
    with connection.cursor() as cursor:
        cursor.execute(_OVERWRITE, (answer.status, stored, answer.version, answer.author_name, *place))
        found = cursor.fetchone()
    if found is None:
        return None
    answer.pk = found[0]
    return answer
