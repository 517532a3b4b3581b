"""The register's list finds its few dozen bodies and IT units among any number of other units."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("organisations", "0004_appointments_of")]

    operations = [
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(
                fields=["is_simulated", "number", "id"],
                condition=Q(level="ministry") | Q(is_it_unit=True),
                name="organisations_listed",
            ),
        ),
    ]
