"""Row-level security of góp ý and hướng dẫn: a desk's rows, of which the organisation named in them reads its own.

Only reading is opened. What the other side writes (its answer, its question) is written as system work after its
rights at its own desk were checked, so the policies of writing stay those of the desk.
"""

from django.db import migrations

PROTECT = """
select daumoi_protect_home(name::regclass) from unnest(array[
  'documents_consultation', 'documents_consultationevent', 'documents_consultedbody',
  'documents_consultedbodyevent', 'documents_draftopinion', 'documents_draftopinionevent',
  'documents_guidancerequest', 'documents_guidancerequestevent', 'documents_generalguidance',
  'documents_generalguidanceevent', 'documents_guidanceterm', 'documents_guidancetermevent']) as name;

do $$
declare
  mine text := '(select daumoi_is_system()) or root_id = any ((select daumoi_homes())::bigint[])'
               || ' or owner_id = any ((select daumoi_units())::bigint[])';
  named text := ' or body_id = any ((select daumoi_homes())::bigint[])'
                || ' or organisation_id = any ((select daumoi_units())::bigint[])';
  -- The rows of documents_consultedbody seen here are themselves those the reader may see.
  asked text := '(select c.consultation_id from documents_consultedbody c)';
begin
  execute 'alter policy daumoi_read on documents_consultedbody using (' || mine || named || ')';
  execute 'alter policy daumoi_read on documents_guidancerequest using (' || mine || named
          || ' or assigned_unit_id = any ((select daumoi_units())::bigint[]))';
  execute 'alter policy daumoi_read on documents_consultation using (' || mine || ' or id in ' || asked || ')';
  execute 'alter policy daumoi_read on documents_draftopinion using (' || mine || named
          || ' or (is_published and consultation_id in ' || asked || '))';
  execute 'alter policy daumoi_read on documents_generalguidance using (' || mine || ' or is_published)';
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_consulting"), ("organisations", "0003_homes")]

    operations = [migrations.RunSQL(PROTECT, migrations.RunSQL.noop)]
