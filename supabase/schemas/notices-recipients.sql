-- Who is told what.

-- Asked when a notice is queued and again before it leaves. Reviewers are outsiders: theirs is what is
-- public. A draft that waits for a second leader is the leaders' to know, and so is a question that they decide;
-- what became public, anybody may know.
create function private.may_be_told(member uuid, event text, of_draft boolean) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.memberships m left join public.notice_preferences p on p.membership_id = m.id
    where m.id = member and m.removed_at is null and coalesce(p.delivery, 'immediate') <> 'none'
      and (m.role <> 'reviewer' or event = 'published')
      and (m.role = 'leader' or event = 'published' or not (of_draft or event = 'undecided')));
$$;

-- Queues a notice once for each of them; returns how many are new.
create function private.queue_notices(recipients uuid[], event text, kind text, organization uuid, goal uuid,
  progress_update uuid, occasion text, draft uuid default null) returns integer
language sql security definer set search_path = '' as $$
  with queued as (
    insert into public.notices (organization_id, membership_id, event, kind, goal_id, update_id, draft_id, occasion)
    select distinct organization, r, queue_notices.event, queue_notices.kind, goal, progress_update, draft,
      queue_notices.occasion
    from unnest(recipients) as r where private.may_be_told(r, queue_notices.event, draft is not null)
    on conflict do nothing returning id)
  select count(*)::integer from queued;
$$;

-- A moment as an occasion; its text would differ with the session's time zone.
create function private.moment(at timestamptz) returns text
language sql immutable set search_path = '' as $$
  select extract(epoch from at)::text;
$$;


-- ── When something happens ───────────────────────────────────────────────────────────────────────

create function private.tell_of_update() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  event text;
  recipients uuid[];
  occasion text;
begin
  if old.published_seq is null and new.published_seq is not null then
    event := 'published';
    recipients := private.owners_of(new.goal_id) || new.created_by
      || private.members_as(new.organization_id, 'reviewer');
    occasion := new.published_seq;
  elsif new.status is distinct from old.status and new.status = 'submitted' then
    event := 'submitted';
    recipients := array_remove(private.members_as(new.organization_id, 'leader'), new.created_by);
    occasion := private.moment(new.submitted_at);
  elsif new.status is distinct from old.status and new.status = 'returned' then
    event := 'returned';
    recipients := array[new.created_by];
    occasion := private.moment(now());
  else
    return null;
  end if;
  -- Nobody is told what they did themselves.
  perform private.queue_notices(array_remove(recipients, private.acting(new.organization_id)), event,
    'progress.reported', new.organization_id, new.goal_id, new.id, occasion);
  return null;
end;
$$;
-- What an import brings, nobody wrote and nobody waits for.
create trigger tell_of_update after update on public.progress_updates
  for each row when (new.created_by is not null) execute function private.tell_of_update();

-- Of most that two people publish: who wrote it and who proposed it.
create function private.told_of_proposal(d public.drafts, goal uuid) returns uuid[]
language sql stable set search_path = '' as $$
  select array[d.created_by, d.submitted_by];
$$;

-- Of a draft: the leaders whom it waits for, and who made it why it came back; once it is published, whoever the
-- function says that its kind names.
create function private.tell_of_draft() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  k private.draft_kinds;
  said jsonb := private.draft_says(new);
  goal uuid;
  event text;
  recipients uuid[];
begin
  select * into k from private.draft_kinds x where x.kind = new.kind;
  -- Before it is published, its facts may name a goal that its entry will not, unless it is of the goal.
  select g.id into goal from public.goals g
  where g.organization_id = new.organization_id and g.key = said ->> 'goal'
    and (new.published_seq is not null or 'goal' = any (k.subject));
  if new.published_seq is not null then
    event := 'published';
    execute format('select private.%I($1, $2)', k.told) into recipients using new, goal;
  elsif k.by_two and new.status = 'submitted' then
    event := 'submitted';
    recipients := private.members_as(new.organization_id, 'leader');
  elsif k.by_two and new.status = 'returned' then
    event := 'returned';
    recipients := array[new.created_by, old.submitted_by];
  else
    return null;
  end if;
  -- Nobody is told what they did themselves.
  perform private.queue_notices(array_remove(recipients, private.acting(new.organization_id)), event, new.kind,
    new.organization_id, goal,
    (select u.id from public.progress_updates u where u.goal_id = goal and u.key = said ->> 'of'),
    case when new.published_seq is not null then new.published_seq::text else private.moment(now()) end, new.id);
  return null;
end;
$$;
create trigger tell_of_draft after update on public.drafts
  for each row when (new.status <> old.status or new.published_seq is not null)
  execute function private.tell_of_draft();

-- Whether two leaders or more are there, and none of them has decided yet on the two-person rule.
create function private.is_rule_open(organization uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select o.two_person_rule is null and private.count_leaders(o.id) > 1
  from public.organizations o where o.id = organization;
$$;

-- With the second leader all of them are asked, whoever made them so: each once, however long it stays open.
create function private.ask_about_rule() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if private.is_rule_open(new.organization_id) then
    perform private.queue_notices(private.members_as(new.organization_id, 'leader'), 'undecided',
      'organization.amended', new.organization_id, null, null, '');
  end if;
  return null;
end;
$$;
create trigger ask_about_rule after insert or update on public.memberships
  for each row when (new.role = 'leader' and new.removed_at is null) execute function private.ask_about_rule();


-- ── When something is due ────────────────────────────────────────────────────────────────────────

-- The day by which the cadence asks for the goal's next update, as src/lib/view/workspace/cadence.ts has it from
-- the record; null for one that is a draft, closed or not yet in force.
create function private.update_due_on(goal uuid) returns date
language sql stable security definer set search_path = '' as $$
  select coalesce(
      (select max(u.effective_on) from public.progress_updates u
       where u.goal_id = g.id and u.published_seq is not null and u.corrects_id is null
         and u.effective_on <= private.today()),
      first.effective_on) + least(o.cadence_days, 36500)
  from public.goals g
    join public.organizations o on o.id = g.organization_id
    join public.record_entries first on first.seq = g.published_seq
  where g.id = update_due_on.goal and first.effective_on <= private.today()
    and ((private.closing_of(g.id)).effective_on <= private.today()) is not true;
$$;

-- Queues what is due within a week and what is overdue, for the goal's owners, or for the leaders where
-- it has none. Once for each goal, day and event, however often it is called. Returns how many are new.
create function public.queue_due_notices() returns integer
language sql security definer set search_path = '' as $$
  select coalesce(sum(private.queue_notices(
    case when cardinality(d.owners) > 0 then d.owners else private.members_as(d.organization_id, 'leader') end,
    case when d.due_on < private.today() then 'overdue' else 'due_soon' end,
    'progress.reported', d.organization_id, d.id, null, d.due_on::text)), 0)::integer
  from (select g.id, g.organization_id, private.update_due_on(g.id) as due_on, private.owners_of(g.id) as owners
    from public.goals g where g.published_seq is not null) as d
  where d.due_on <= private.today() + 7;
$$;
grant execute on function public.queue_due_notices() to service_role;

-- Where the database has a clock of its own, as hosted Supabase does, it queues what is due without any
-- server of ours. Elsewhere the mailer does; both may.
do $$
begin
  if exists (select from pg_catalog.pg_available_extensions where name = 'pg_cron') then
    begin
      create extension if not exists pg_cron;
      perform cron.schedule('waymark-queue-due-notices', '17 * * * *', 'select public.queue_due_notices()');
    exception when others then
      -- Installed beside the server and not loaded into it, or not allowed.
      raise warning 'pg_cron cannot be used (%); the mailer queues what is due.', sqlerrm;
    end;
  end if;
end $$;
