"""Row-level security of the scheme, computations that stay as they were made, proposals that rest once submitted."""

from django.db import migrations

PROTECT = """
-- Owned rows as everywhere; `opened` says which other readers a row has.
create function scheme_protect(target regclass, opened text) returns void language plpgsql as $$
begin
  perform daumoi_protect(target);
  execute format('drop policy daumoi_read on %s', target);
  execute format(
    'create policy daumoi_read on %s for select using ((select daumoi_sees_all())'
    ' or root_id = any ((select daumoi_roots())::bigint[]) or owner_id = any ((select daumoi_units())::bigint[])'
    ' or %s)', target, opened);
end $$;

select daumoi_protect('scheme_scheme', 'is_published');
select daumoi_protect('scheme_schemeevent', 'is_published');
do $$
declare
  opened text := 'scheme_id in (select id from scheme_scheme where is_published)';
  part text;
begin
  foreach part in array array['', 'event'] loop
    perform scheme_protect(('scheme_phase' || part)::regclass, opened);
    perform scheme_protect(('scheme_ceiling' || part)::regclass, opened
      || ' and (body_id is null or body_id = any ((select daumoi_roots())::bigint[]))');
  end loop;
end $$;
select daumoi_protect(name::regclass) from unnest(array[
  'scheme_rule', 'scheme_ruleevent', 'scheme_weight', 'scheme_weightevent',
  'scheme_proposal', 'scheme_proposalevent', 'scheme_proposalpost', 'scheme_proposalpostevent',
  'scheme_proposalmoney', 'scheme_proposalmoneyevent', 'scheme_proposalduty', 'scheme_proposaldutyevent',
  'scheme_proposalskill', 'scheme_proposalskillevent', 'scheme_proposalsource', 'scheme_proposalsourceevent',
  'scheme_proposalquestion', 'scheme_proposalquestionevent',
  'scheme_planrun', 'scheme_planchoice', 'scheme_planchoiceevent']) as name;
"""

STAYS = """
create function scheme_run_stays() returns trigger language plpgsql as $$
begin
  raise exception 'a computation that was made does not change' using errcode = 'DM002',
    hint = 'compute again: a new run';
end $$;
create trigger scheme_run_stays before update or delete on scheme_planrun
  for each row execute function scheme_run_stays();

-- The plan of a scheme is a plan that some run of the same scheme found.
create function scheme_choice_fits() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if not exists (select from scheme_planrun r
                  where r.id = new.run_id and r.scheme_id = new.scheme_id and r.is_feasible) then
    raise exception 'a scheme chooses a plan of its own runs' using errcode = 'DM002';
  end if;
  return new;
end $$;
create trigger scheme_choice_fits before insert or update on scheme_planchoice
  for each row execute function scheme_choice_fits();
"""

RESTS = """
-- What went up with a submission stays as it went up, until the scheme is returned.
create function scheme_is_open(target bigint) returns boolean language sql stable security definer
set search_path = public as $$
  select coalesce((select state in ('drafting', 'consulting', 'returned') from scheme_scheme where id = target), true)
$$;
create function scheme_proposal_rests() returns trigger language plpgsql as $$
begin
  if not scheme_is_open(case when tg_op = 'INSERT' then new.scheme_id else old.scheme_id end) then
    raise exception 'the scheme was submitted: its proposals, ceilings and rules rest' using errcode = 'DM002';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create function scheme_part_rests() returns trigger language plpgsql security definer set search_path = public as $$
declare
  held bigint := case when tg_op = 'INSERT' then new.proposal_id else old.proposal_id end;
begin
  if not coalesce((select scheme_is_open(scheme_id) from scheme_proposal where id = held), true) then
    raise exception 'the scheme was submitted: its proposals rest' using errcode = 'DM002';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
do $$
declare
  name text;
begin
  foreach name in array array['proposal', 'phase', 'ceiling', 'rule', 'weight'] loop
    execute format('create trigger scheme_%s_rests before insert or update or delete on scheme_%s'
                   ' for each row execute function scheme_proposal_rests()', name, name);
  end loop;
  foreach name in array array['post', 'money', 'duty', 'skill'] loop
    execute format('create trigger scheme_%s_rests before insert or update or delete on scheme_proposal%s'
                   ' for each row execute function scheme_part_rests()', name, name);
  end loop;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("scheme", "0001_initial"), ("organisations", "0002_guard")]

    operations = [
        migrations.RunSQL(PROTECT, migrations.RunSQL.noop),
        migrations.RunSQL(STAYS, migrations.RunSQL.noop),
        migrations.RunSQL(RESTS, migrations.RunSQL.noop),
    ]
