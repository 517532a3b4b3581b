"""Entering a transaction as somebody: the database reads the person's appointments by itself."""

from django.db import migrations

ENTER = """
create function enter_as(known boolean, person bigint, work text, day date) returns void
language plpgsql security definer set search_path = public as $$
declare
  network boolean := false;
  roots bigint[] := '{}';
  units bigint[] := '{}';
begin
  if not known then
    perform set_config('daumoi.entered', '', true), set_config('daumoi.all', '', true),
            set_config('daumoi.roots', '', true), set_config('daumoi.units', '', true);
    return;
  end if;
  if work <> '' then
    network := true;
  elsif person is not null then
    select coalesce(bool_or(a.scope = 'network'), false),
           coalesce(array_agg(a.root_id) filter (where a.scope = 'body'), '{}'),
           coalesce(array_agg(a.owner_id) filter (where a.scope = 'unit'), '{}')
      into network, roots, units
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
          set_config('daumoi.units', units::text, true);
end $$;

select daumoi_protect('organisations_appointment');
select daumoi_protect('organisations_appointmentevent');
select daumoi_protect('organisations_staffcount');
select daumoi_protect('organisations_staffcountevent');
select daumoi_protect('organisations_establishmentstep');
select daumoi_protect('organisations_establishmentstepevent');
"""


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial"), ("history", "0002_guard")]

    operations = [migrations.RunSQL(ENTER, migrations.RunSQL.noop)]
