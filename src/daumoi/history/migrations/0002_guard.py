"""SQL of the database's own guard: scope functions, policies, the sealing of the journal."""

from django.db import migrations

SCOPE = """
-- Reads raise when nobody has entered the transaction: a forgotten principal must be loud, not empty.
create function daumoi_sees_all() returns boolean language plpgsql stable as $$
begin
  if coalesce(current_setting('daumoi.entered', true), '') = '' then
    raise exception 'no principal has entered this transaction'
      using errcode = 'DM001', hint = 'wrap the work in acting(principal)';
  end if;
  return coalesce(current_setting('daumoi.all', true), '') = 'on';
end $$;

-- An unset setting reads as NULL in a fresh session and as '' afterwards; both mean "none".
create function daumoi_roots() returns bigint[] language sql stable as $$
  select coalesce(nullif(current_setting('daumoi.roots', true), ''), '{}')::bigint[] $$;
create function daumoi_units() returns bigint[] language sql stable as $$
  select coalesce(nullif(current_setting('daumoi.units', true), ''), '{}')::bigint[] $$;

-- One recipe of row-level security for every owned table. `published` names a boolean column that opens
-- a row to every reader; writing stays with the owner.
create function daumoi_protect(target regclass, published text default null) returns void
language plpgsql as $$
declare
  mine text := '(select daumoi_sees_all()) or root_id = any ((select daumoi_roots())::bigint[])'
               || ' or owner_id = any ((select daumoi_units())::bigint[])';
  readable text := mine || case when published is null then '' else format(' or %I', published) end;
begin
  execute format('alter table %s enable row level security', target);
  execute format('drop policy if exists daumoi_read on %s', target);
  execute format('drop policy if exists daumoi_insert on %s', target);
  execute format('drop policy if exists daumoi_update on %s', target);
  execute format('drop policy if exists daumoi_delete on %s', target);
  execute format('create policy daumoi_read on %s for select using (%s)', target, readable);
  execute format('create policy daumoi_insert on %s for insert with check (%s)', target, mine);
  execute format('create policy daumoi_update on %s for update using (%s) with check (%s)', target, mine, mine);
  execute format('create policy daumoi_delete on %s for delete using (%s)', target, mine);
end $$;
"""

JOURNAL = """
create function history_act_seal(
  root_id bigint, owner_id bigint, sequence bigint, at timestamptz, person_id bigint, actor text, code text,
  thing_kind text, thing_id bigint, thing_label text, reason text, document text, details jsonb, previous text
) returns text language sql immutable as $$
  select encode(sha256(convert_to(jsonb_build_array(
    root_id, owner_id, sequence, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), person_id, actor,
    code, thing_kind, thing_id, thing_label, reason, document, details, previous)::text, 'UTF8')), 'hex') $$;

-- Locking the head orders the writers of one body; bodies do not wait for each other.
create function history_seal() returns trigger language plpgsql security definer set search_path = public as $$
declare head history_chain%rowtype;
begin
  insert into history_chain (root_id, sequence, seal) values (new.root_id, 0, '') on conflict do nothing;
  select * into head from history_chain where root_id = new.root_id for update;
  new.at := transaction_timestamp();
  new.sequence := head.sequence + 1;
  new.previous := head.seal;
  new.seal := history_act_seal(new.root_id, new.owner_id, new.sequence, new.at, new.person_id, new.actor, new.code,
    new.thing_kind, new.thing_id, new.thing_label, new.reason, new.document, new.details, new.previous);
  update history_chain set sequence = new.sequence, seal = new.seal, updated_at = new.at where root_id = new.root_id;
  return new;
end $$;
create trigger history_seal before insert on history_act for each row execute function history_seal();

select daumoi_protect('history_act');

-- Heads are seals, not contents: any signed-in reader may compare one with a printed report.
alter table history_chain enable row level security;
create policy daumoi_read on history_chain for select using (true);
"""


class Migration(migrations.Migration):
    dependencies = [("history", "0001_initial")]

    operations = [
        migrations.RunSQL(SCOPE, migrations.RunSQL.noop),
        migrations.RunSQL(JOURNAL, migrations.RunSQL.noop),
    ]
