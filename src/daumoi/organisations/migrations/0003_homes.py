"""What a body keeps to itself: a policy under which overseeing the network opens nothing.

`enter_as` now also tells the transaction which bodies the person works in (their homes), and whether a named piece
of system work has entered. Everything it told before it tells as before, so the previous release is not disturbed.
"""

from django.db import migrations

ENTER = """
create or replace function enter_as(known boolean, person bigint, work text, day date) returns void
language plpgsql security definer set search_path = public as $$
declare
  network boolean := false;
  roots bigint[] := '{}';
  units bigint[] := '{}';
  desks bigint[] := '{}';
begin
  if not known then
    perform set_config('daumoi.entered', '', true), set_config('daumoi.all', '', true),
            set_config('daumoi.roots', '', true), set_config('daumoi.units', '', true),
            set_config('daumoi.homes', '', true), set_config('daumoi.system', '', true);
    return;
  end if;
  if work <> '' then
    network := true;
  elsif person is not null then
    select coalesce(bool_or(a.scope = 'network'), false),
           coalesce(array_agg(a.root_id) filter (where a.scope = 'body'), '{}'),
           coalesce(array_agg(a.root_id) filter (where a.scope = 'network'), '{}'),
           coalesce(array_agg(a.owner_id) filter (where a.scope = 'unit'), '{}')
      into network, roots, desks, units
      from organisations_appointment a
     where a.person_id = person and a.valid_from <= day and (a.valid_to is null or a.valid_to > day);
    -- The papers of a body that was merged or renamed went to its successor, from that day on.
    if cardinality(roots) > 0 then
      with recursive inherited(id) as (
        select unnest(roots)
        union
        select s.predecessor_id from organisations_succession s join inherited i on s.successor_id = i.id
         where s.inherits and s."on" <= day)
      select array_agg(id) into roots from inherited;
    end if;
    if cardinality(units) > 0 then
      with recursive below(id) as (
        select unnest(units)
        union
        select s.organisation_id from organisations_organisationstate s join below b on s.parent_id = b.id
         where s.valid_from <= day and (s.valid_to is null or s.valid_to > day))
      select array_agg(id) into units from below;
    end if;
  end if;
  perform set_config('daumoi.entered', 'on', true),
          set_config('daumoi.all', case when network then 'on' else '' end, true),
          set_config('daumoi.roots', roots::text, true),
          set_config('daumoi.units', units::text, true),
          set_config('daumoi.homes', (roots || desks)::text, true),
          set_config('daumoi.system', case when work <> '' then 'on' else '' end, true);
end $$;

create function daumoi_is_system() returns boolean language plpgsql stable as $$
begin
  if coalesce(current_setting('daumoi.entered', true), '') = '' then
    raise exception 'no principal has entered this transaction'
      using errcode = 'DM001', hint = 'wrap the work in acting(principal)';
  end if;
  return coalesce(current_setting('daumoi.system', true), '') = 'on';
end $$;

create function daumoi_homes() returns bigint[] language sql stable as $$
  select coalesce(nullif(current_setting('daumoi.homes', true), ''), '{}')::bigint[] $$;

create function daumoi_protect_home(target regclass) returns void language plpgsql as $$
declare
  mine text := '(select daumoi_is_system()) or root_id = any ((select daumoi_homes())::bigint[])'
               || ' or owner_id = any ((select daumoi_units())::bigint[])';
begin
  perform daumoi_protect(target);
  execute format('alter policy daumoi_read on %s using (%s)', target, mine);
  execute format('alter policy daumoi_insert on %s with check (%s)', target, mine);
  execute format('alter policy daumoi_update on %s using (%s) with check (%s)', target, mine, mine);
  execute format('alter policy daumoi_delete on %s using (%s)', target, mine);
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_guard")]

    operations = [migrations.RunSQL(ENTER, migrations.RunSQL.noop)]
