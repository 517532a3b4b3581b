"""Row-level security of documents (a body's papers are its own), and search under it.

Full-text matching is not leakproof: under a policy it would lose its index. The search function runs as owner, applies
the same scope itself, and gives ids only; the rows are then read under the policy as usual.
"""

from django.db import migrations

PROTECT = """
select daumoi_protect_home(name::regclass) from unnest(array[
  'documents_series', 'documents_seriesevent', 'documents_counter', 'documents_number', 'documents_numberevent',
  'documents_folder', 'documents_paper', 'documents_paperevent', 'documents_link', 'documents_paperfile',
  'documents_version', 'documents_figure', 'documents_figureevent', 'documents_step', 'documents_stepevent',
  'documents_ownroute', 'documents_ownrouteevent', 'documents_template', 'documents_addressee',
  'documents_addresseeevent', 'documents_message']) as name;

create function documents_search(words text, most integer) returns setof bigint
language sql stable security definer set search_path = public as $$
  select id from documents_paper
   where to_tsvector('simple'::regconfig, coalesce(search_folded, '')) @@ to_tsquery('simple'::regconfig, words)
     and ((select daumoi_is_system()) or root_id = any ((select daumoi_homes())::bigint[])
          or owner_id = any ((select daumoi_units())::bigint[]))
   order by id desc limit most $$;
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial"), ("organisations", "0003_homes")]

    operations = [migrations.RunSQL(PROTECT, migrations.RunSQL.noop)]
