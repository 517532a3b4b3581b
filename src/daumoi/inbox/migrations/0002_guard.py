"""Row-level security of inbox items."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("inbox", "0001_initial"), ("organisations", "0002_guard")]

    operations = [migrations.RunSQL("select daumoi_protect('inbox_item')", migrations.RunSQL.noop)]
