"""Row-level security of the indices, and editions that stay as they were published."""

from django.db import migrations

PROTECT = """
-- Owned rows as everywhere; besides, the coordinator's body (desk_id) works on rows that bodies own.
create function indices_protect(target regclass, opened text) returns void language plpgsql as $$
declare
  mine text := '(select daumoi_sees_all()) or root_id = any ((select daumoi_roots())::bigint[])'
               || ' or owner_id = any ((select daumoi_units())::bigint[])'
               || ' or desk_id = any ((select daumoi_roots())::bigint[])';
begin
  perform daumoi_protect(target);
  execute format('drop policy daumoi_read on %s', target);
  execute format('drop policy daumoi_insert on %s', target);
  execute format('drop policy daumoi_update on %s', target);
  execute format('drop policy daumoi_delete on %s', target);
  execute format('create policy daumoi_read on %s for select using (%s%s)', target, mine, opened);
  execute format('create policy daumoi_insert on %s for insert with check (%s)', target, mine);
  execute format('create policy daumoi_update on %s for update using (%s) with check (%s)', target, mine, mine);
  execute format('create policy daumoi_delete on %s for delete using (%s)', target, mine);
end $$;

do $$
declare
  opened text := ' or is_published or readers && (select daumoi_roots())::bigint[]'
                 || ' or readers && (select daumoi_units())::bigint[]';
  part text;
begin
  foreach part in array array['', 'event'] loop
    perform indices_protect(('indices_edition' || part)::regclass, opened);
    perform indices_protect(('indices_sheet' || part)::regclass, '');
    perform indices_protect(('indices_entry' || part)::regclass, '');
    perform indices_protect(('indices_appeal' || part)::regclass, '');
  end loop;
  perform indices_protect('indices_evidence'::regclass, '');
end $$;
"""

FROZEN = """
-- A published edition is a closed book: it, its sheets, cells, evidence and appeals refuse every later write.
create function indices_edition_stays() returns trigger language plpgsql as $$
begin
  if old.state = 'published' then
    raise exception 'a published edition does not change' using errcode = 'DM002',
      hint = 'make a new edition that says what it corrects';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger indices_edition_stays before update or delete on indices_edition
  for each row execute function indices_edition_stays();

create function indices_part_stays() returns trigger language plpgsql security definer
set search_path = public as $$
declare
  touched jsonb := case when tg_op = 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
  frozen boolean;
begin
  if tg_table_name = 'indices_sheet' then
    select state = 'published' into frozen from indices_edition where id = (touched->>'edition_id')::bigint;
  elsif tg_table_name = 'indices_evidence' then
    select e.state = 'published' into frozen
      from indices_entry n join indices_sheet s on s.id = n.sheet_id join indices_edition e on e.id = s.edition_id
     where n.id = (touched->>'entry_id')::bigint;
  else
    select e.state = 'published' into frozen
      from indices_sheet s join indices_edition e on e.id = s.edition_id
     where s.id = (touched->>'sheet_id')::bigint;
  end if;
  if frozen then
    raise exception 'a published edition does not change' using errcode = 'DM002',
      hint = 'make a new edition that says what it corrects';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger indices_part_stays before insert or update or delete on indices_sheet
  for each row execute function indices_part_stays();
create trigger indices_part_stays before insert or update or delete on indices_entry
  for each row execute function indices_part_stays();
create trigger indices_part_stays before insert or update or delete on indices_evidence
  for each row execute function indices_part_stays();
create trigger indices_part_stays before insert or update or delete on indices_appeal
  for each row execute function indices_part_stays();

-- The definition an own edition was, or is being, worked with stays as it was.
create function indices_definition_stays() returns trigger language plpgsql security definer
set search_path = public as $$
begin
  if (tg_op = 'DELETE' or new.definition is distinct from old.definition or new.digest is distinct from old.digest)
     and exists (select 1 from indices_edition where version_id = old.id and state <> 'quoted') then
    raise exception 'a definition in use does not change' using errcode = 'DM002',
      hint = 'give the changed definition the next version';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger indices_definition_stays before update or delete on indices_indexversion
  for each row execute function indices_definition_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("indices", "0001_initial"), ("organisations", "0002_guard")]

    operations = [
        migrations.RunSQL(PROTECT, migrations.RunSQL.noop),
        migrations.RunSQL(FROZEN, migrations.RunSQL.noop),
    ]
