"""What every request asks first, in one statement: the appointments of one person on a day.

The appointments are owned rows, so reading them used to need a transaction entered as the system, before the
request's own. This function opens exactly the rows of the person who signed in and nothing else; how far they
reach is worked out by the application (`organisations.queries.principals`) and, apart from it, by `enter_as`.
"""

from django.db import migrations

APPOINTMENTS = """
create function appointments_of(person bigint, day date) returns setof organisations_appointment
language sql stable security definer set search_path = public as $$
  select a.* from organisations_appointment a
   where a.person_id = person and a.valid_from <= day and (a.valid_to is null or a.valid_to > day) $$;
"""


class Migration(migrations.Migration):
    dependencies = [("organisations", "0003_homes")]

    operations = [migrations.RunSQL(APPOINTMENTS, "drop function appointments_of(bigint, date)")]
