"""Row-level security of assignments; published rows are open to every reader."""

from django.db import migrations

PROTECT = """
select daumoi_protect('mandates_assignment', 'is_published');
select daumoi_protect('mandates_assignmentevent', 'is_published');
"""


class Migration(migrations.Migration):
    dependencies = [("mandates", "0001_initial"), ("organisations", "0002_guard")]

    operations = [migrations.RunSQL(PROTECT, migrations.RunSQL.noop)]
