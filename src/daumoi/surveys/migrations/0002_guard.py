"""Row-level security of surveys; an issued round is open to its addressees."""

from django.db import migrations

PROTECT = """
select daumoi_protect('surveys_round', 'is_published');
select daumoi_protect('surveys_roundevent', 'is_published');
select daumoi_protect(name::regclass) from unnest(array[
  'surveys_extension', 'surveys_reminder', 'surveys_reply', 'surveys_replyevent', 'surveys_answer',
  'surveys_answerevent', 'surveys_explanation', 'surveys_sectionmark', 'surveys_clarification', 'surveys_replyfile',
  'surveys_codebook', 'surveys_codeentry', 'surveys_coding']) as name;
"""


class Migration(migrations.Migration):
    dependencies = [("surveys", "0001_initial"), ("organisations", "0002_guard")]

    operations = [migrations.RunSQL(PROTECT, migrations.RunSQL.noop)]
