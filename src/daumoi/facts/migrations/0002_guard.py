"""Row-level security of facts."""

from django.db import migrations

PROTECT = """
select daumoi_protect('facts_fact');
select daumoi_protect('facts_factevent');
"""


class Migration(migrations.Migration):
    dependencies = [("facts", "0001_initial"), ("organisations", "0002_guard")]

    operations = [migrations.RunSQL(PROTECT, migrations.RunSQL.noop)]
