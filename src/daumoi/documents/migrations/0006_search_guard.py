"""Search over the stored vector, under the searcher's own scope.

Full-text matching is not leakproof: under a policy it would lose its index, so the function runs as owner and applies the
scope itself. Planned anew for each question, since a rare word wants the index and a common one the newest rows.
"""

from django.db import migrations

SEARCH = """
select daumoi_protect_home('documents_paperwords');

create or replace function documents_search(words text, most integer) returns setof bigint
language plpgsql stable security definer set search_path = public as $$
begin
  if daumoi_is_system() then
    return query execute
      'select paper_id from documents_paperwords where vector @@ to_tsquery(''simple''::regconfig, $1)
        order by paper_id desc limit $2' using words, most;
  else
    return query execute
      'select paper_id from documents_paperwords where vector @@ to_tsquery(''simple''::regconfig, $1)
          and (root_id = any ($3) or owner_id = any ($4))
        order by paper_id desc limit $2' using words, most, daumoi_homes(), daumoi_units();
  end if;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0005_search")]

    operations = [migrations.RunSQL(SEARCH, migrations.RunSQL.noop)]
