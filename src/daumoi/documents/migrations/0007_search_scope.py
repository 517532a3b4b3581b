"""The vector that papers are found by also holds whose paper it is, and the search narrows by register, kind and day.

Without the body's own word in the index, common words were first found in every body's papers and then thrown away.
A word that stands in every other paper is found fastest by reading the newest ones, any other by the index. The
function of the previous release stays beside the new one.
"""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models
from django.db.models import F, Value
from django.db.models.functions import Cast, Concat

SEARCH = """
create or replace function documents_search(
  words text, most integer, book text, kind bigint, since date, until date
) returns setof bigint
language plpgsql stable security definer set search_path = public as $$
declare
  wanted tsquery := to_tsquery('simple'::regconfig, words);
  homes bigint[] := daumoi_homes();
  mine text;
  newest bigint[];
begin
  if not daumoi_is_system() then
    select string_agg(word, ' | ') into mine from (
      select 'xroot' || id as word from unnest(homes) id
      union all select 'xunit' || id from unnest(daumoi_units()) id
    ) scope;
    if mine is null then
      return;
    end if;
    wanted := wanted && to_tsquery('simple'::regconfig, mine);
    if cardinality(homes) = 1 then
      execute
        $q$select array(
          select w.paper_id
            from (select paper_id, vector from documents_paperwords where root_id = $7
                   order by paper_id desc limit 1500) w
            join documents_paper p on p.id = w.paper_id
           where w.vector @@ $1
             and ($3 = '' or p.side = $3)
             and ($4 is null or p.kind_id = $4)
             and ($5 is null or (case when p.side = 'in' then p.arrival_date
                                      else coalesce(p.issued_date, p.created_at::date) end) between $5 and $6)
           order by w.paper_id desc limit $2)$q$
        into newest using wanted, most, book, kind, since, until, homes[1];
      if cardinality(newest) >= most then
        return query select unnest(newest);
        return;
      end if;
    end if;
  end if;
  return query execute
    $q$select w.paper_id from documents_paperwords w join documents_paper p on p.id = w.paper_id
      where w.vector @@ $1
        and ($3 = '' or p.side = $3)
        and ($4 is null or p.kind_id = $4)
        and ($5 is null or (case when p.side = 'in' then p.arrival_date
                                 else coalesce(p.issued_date, p.created_at::date) end) between $5 and $6)
      order by w.paper_id desc limit $2$q$
    using wanted, most, book, kind, since, until;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0006_search_guard")]

    operations = [
        migrations.RemoveIndex(model_name="paperwords", name="documents_words"),
        migrations.RemoveField(model_name="paperwords", name="vector"),
        migrations.AddField(
            model_name="paperwords",
            name="vector",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.contrib.postgres.search.SearchVector(
                    Concat(
                        "folded",
                        Value(" xroot"),
                        Cast("root_id", models.TextField()),
                        Value(" xunit"),
                        Cast("owner_id", models.TextField()),
                        output_field=models.TextField(),
                    ),
                    config="simple",
                ),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddIndex(
            model_name="paperwords",
            index=django.contrib.postgres.indexes.GinIndex(F("vector"), name="documents_words"),
        ),
        migrations.RunSQL(SEARCH, migrations.RunSQL.noop),
    ]
