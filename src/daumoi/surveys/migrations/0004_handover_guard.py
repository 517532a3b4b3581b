"""Row-level security of handed parts: a unit reads the reply it works on and writes the handed sections only.

The four policies of `daumoi_protect` are made anew with one more way in. What a body reaches by itself is decided first,
so that the functions below are asked for rows of a unit only.
"""

from django.db import migrations

FUNCTIONS = """
-- The replies of which a part is handed to one of the reader's units; evaluated once a statement.
create function daumoi_handed_replies() returns bigint[]
language sql stable security definer set search_path = public as $$
  select coalesce(array_agg(distinct h.reply_id), '{}') from surveys_handover h
   where h.withdrawn_at is null and h.owner_id = any (daumoi_units()) $$;

-- Whether a variable, table or check (“check:<code>”) of a reply belongs to such a part.
create function daumoi_is_handed(reply bigint, name text) returns boolean
language sql stable security definer set search_path = public as $$
  select exists (select from surveys_handover h
   where h.reply_id = reply and h.withdrawn_at is null and h.owner_id = any (daumoi_units())
     and name = any (h.names)) $$;
"""

POLICIES = """
do $guard$
declare
  network text := '(select daumoi_sees_all()) or root_id = any ((select daumoi_roots())::bigint[])';
  mine text := network || ' or owner_id = any ((select daumoi_units())::bigint[])';
  handed text := ' = any ((select daumoi_handed_replies())::bigint[])';
  target text;
  place text;
  writable text;
begin
  -- A unit reads what was handed to it; handing over, withdrawing and changing a part is the body's.
  perform daumoi_protect('surveys_handover');
  drop policy daumoi_insert on surveys_handover;
  drop policy daumoi_update on surveys_handover;
  drop policy daumoi_delete on surveys_handover;
  execute format('create policy daumoi_insert on surveys_handover for insert with check (%s)', network);
  execute format('create policy daumoi_update on surveys_handover for update using (%s) with check (%s)', network, network);
  execute format('create policy daumoi_delete on surveys_handover for delete using (%s)', network);

  -- Questions of a part depend on the others (a section may show only for some forms of unit): all is readable.
  drop policy daumoi_read on surveys_reply;
  execute format('create policy daumoi_read on surveys_reply for select using (%s or id %s)', mine, handed);
  foreach target in array array['surveys_answer', 'surveys_explanation', 'surveys_sectionmark', 'surveys_clarification',
                                'surveys_extension'] loop
    execute format('drop policy daumoi_read on %I', target);
    execute format('create policy daumoi_read on %I for select using (%s or reply_id %s)', target, mine, handed);
  end loop;

  -- Answers and explanations of the handed parts are writable; the triggers of row history write beside them.
  for target, place in values
      ('surveys_answer', 'variable'),
      ('surveys_explanation', $q$'check:' || split_part(check_code, '.', 1)$q$) loop
    writable := format('%s or daumoi_is_handed(reply_id, %s)', mine, place);
    execute format('drop policy daumoi_insert on %I', target);
    execute format('drop policy daumoi_update on %I', target);
    execute format('drop policy daumoi_delete on %I', target);
    execute format('create policy daumoi_insert on %I for insert with check (%s)', target, writable);
    execute format('create policy daumoi_update on %I for update using (%s) with check (%s)', target, writable, writable);
    execute format('create policy daumoi_delete on %I for delete using (%s)', target, writable);
  end loop;
  drop policy daumoi_insert on surveys_answerevent;
  execute format('create policy daumoi_insert on surveys_answerevent for insert with check '
                 || '(%s or daumoi_is_handed(reply_id, variable))', mine);
end $guard$;
"""


class Migration(migrations.Migration):
    dependencies = [("surveys", "0003_handover")]

    operations = [
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
    ]
