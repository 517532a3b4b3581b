"""Row-level security of the council, papers that stay as they were sent, and conclusions that only a chair draws."""

from django.db import migrations

PROTECT = """
-- Owned rows as everywhere, and besides: the secretariat's body (desk_id) works on rows that members own, and
-- `opened` says which other readers a row has.
create function council_protect(target regclass, opened text) returns void language plpgsql as $$
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
  execute format('create policy daumoi_read on %s for select using (%s or %s)', target, mine, opened);
  execute format('create policy daumoi_insert on %s for insert with check (%s)', target, mine);
  execute format('create policy daumoi_update on %s for update using (%s) with check (%s)', target, mine, mine);
  execute format('create policy daumoi_delete on %s for delete using (%s)', target, mine);
end $$;

do $$
declare
  shared text := 'is_published or readers && (select daumoi_roots())::bigint[]'
                 || ' or readers && (select daumoi_units())::bigint[]';
  of_council text := 'council_id in (select id from council_council)';
  of_session text := 'session_id in (select id from council_session)';
  part text;
begin
  foreach part in array array['', 'event'] loop
    perform council_protect(('council_council' || part)::regclass, shared);
    perform council_protect(('council_session' || part)::regclass, shared);
    perform council_protect(('council_matter' || part)::regclass, shared || ' or ' || of_session);
    perform council_protect(('council_councilstate' || part)::regclass, of_council);
    perform council_protect(('council_seat' || part)::regclass, of_council);
    perform council_protect(('council_agendaitem' || part)::regclass, of_session);
    perform council_protect(('council_invitation' || part)::regclass, of_session);
    perform council_protect(('council_opinion' || part)::regclass, of_session);
    perform council_protect(('council_question' || part)::regclass, of_session);
    perform council_protect(('council_matterentry' || part)::regclass,
                            'matter_id in (select id from council_matter)');
  end loop;
  perform council_protect('council_paper'::regclass, of_session);
  perform council_protect('council_choice'::regclass,
                          'is_released and question_id in (select id from council_question)');
end $$;
"""

FROZEN = """
create function council_paper_stays() returns trigger language plpgsql as $$
begin
  if old.frozen_at is not null and (tg_op = 'DELETE'
      or (new.title, new.name, new.content, new.sha256, new.size, new.document_code, new.version, new.frozen_at)
         is distinct from
         (old.title, old.name, old.content, old.sha256, old.size, old.document_code, old.version, old.frozen_at))
  then
    raise exception 'a paper that was sent does not change' using errcode = 'DM002',
      hint = 'add the changed paper as the next version';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger council_paper_stays before update or delete on council_paper
  for each row execute function council_paper_stays();
"""

CHAIR = """
create function council_chair_concludes() returns trigger language plpgsql security definer
set search_path = public as $$
begin
  if new.kind = 'conclusion' and not exists (
      select 1 from council_seat s join council_session n on n.council_id = s.council_id
       where s.id = new.seat_id and n.id = new.session_id and s.role = 'chair') then
    raise exception 'only the chair of the council concludes' using errcode = 'DM003';
  end if;
  return new;
end $$;
create trigger council_chair_concludes before insert or update on council_opinion
  for each row execute function council_chair_concludes();
"""


class Migration(migrations.Migration):
    dependencies = [("council", "0001_initial"), ("organisations", "0002_guard")]

    operations = [
        migrations.RunSQL(PROTECT, migrations.RunSQL.noop),
        migrations.RunSQL(FROZEN, migrations.RunSQL.noop),
        migrations.RunSQL(CHAIR, migrations.RunSQL.noop),
    ]
