"""Row-level security of the scheme's papers, its way and its tasks; a log that only grows."""

from django.db import migrations

PROTECT = """
select daumoi_protect_home(name::regclass) from unnest(array[
  'scheme_schemepaper', 'scheme_schemepaperevent', 'scheme_submissionevent']) as name;
select daumoi_protect(name::regclass) from unnest(array['scheme_followtask', 'scheme_followtaskevent']) as name;
"""

STAYS = """
create function scheme_event_stays() returns trigger language plpgsql as $$
begin
  raise exception 'a line of the log does not change' using errcode = 'DM002',
    hint = 'void it by a new line that says why';
end $$;
create trigger scheme_event_stays before update or delete on scheme_submissionevent
  for each row execute function scheme_event_stays();

-- A voided line is a line of the same scheme that does not void itself.
create function scheme_void_fits() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if new.voids_id is not null and not exists (
       select from scheme_submissionevent e
        where e.id = new.voids_id and e.scheme_id = new.scheme_id and e.kind <> 'go') then
    raise exception 'a line voids another line of the same scheme' using errcode = 'DM002';
  end if;
  return new;
end $$;
create trigger scheme_void_fits before insert on scheme_submissionevent
  for each row execute function scheme_void_fits();
"""


class Migration(migrations.Migration):
    dependencies = [("scheme", "0010_papers"), ("organisations", "0003_homes")]

    operations = [
        migrations.RunSQL(PROTECT, migrations.RunSQL.noop),
        migrations.RunSQL(STAYS, migrations.RunSQL.noop),
    ]
