-- Who is told what.

-- Asked when a notice is queued and again before it leaves. Reviewers are outsiders: theirs is what is
-- public. Proposals are the leaders'; that one is certified, anybody may know.
create function private.may_be_told(member uuid, kind text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.memberships m left join public.notice_preferences p on p.membership_id = m.id
    where m.id = member and m.removed_at is null and coalesce(p.delivery, 'immediate') <> 'none'
      and (m.role <> 'reviewer' or kind in ('published', 'answered', 'certified'))
      and (m.role = 'leader' or kind not in ('proposed', 'declined')));
$$;

-- Queues a notice once for each of them; returns how many are new.
create function private.queue_notices(recipients uuid[], kind text, organization uuid, goal uuid,
  progress_update uuid, review uuid, occasion text, proposal uuid default null) returns integer
language sql security definer set search_path = '' as $$
  with queued as (
    insert into public.notices (organization_id, membership_id, kind, goal_id, update_id, review_id, proposal_id,
      occasion)
    select distinct organization, r, queue_notices.kind, goal, progress_update, review, proposal,
      queue_notices.occasion
    from unnest(recipients) as r where private.may_be_told(r, queue_notices.kind)
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
  kind text;
  recipients uuid[];
  occasion text;
begin
  if old.published_seq is null and new.published_seq is not null then
    kind := 'published';
    recipients := private.owners_of(new.goal_id) || new.created_by
      || private.members_as(new.organization_id, 'reviewer');
    occasion := new.published_seq;
  elsif new.status is distinct from old.status and new.status = 'submitted' then
    kind := 'submitted';
    recipients := array_remove(private.members_as(new.organization_id, 'leader'), new.created_by);
    occasion := private.moment(new.submitted_at);
  elsif new.status is distinct from old.status and new.status = 'returned' then
    kind := 'returned';
    recipients := array[new.created_by];
    occasion := private.moment(now());
  else
    return null;
  end if;
  -- Nobody is told what they did themselves.
  perform private.queue_notices(array_remove(recipients, private.acting(new.organization_id)), kind,
    new.organization_id, new.goal_id, new.id, null, occasion);
  return null;
end;
$$;
-- What an import brings, nobody wrote and nobody waits for.
create trigger tell_of_update after update on public.progress_updates
  for each row when (new.created_by is not null) execute function private.tell_of_update();

create function private.tell_of_review() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  goal uuid := (select u.goal_id from public.progress_updates u where u.id = new.update_id);
begin
  perform private.queue_notices(
    array_remove(private.members_as(new.organization_id, 'leader') || private.owners_of(goal), new.created_by),
    'reviewed', new.organization_id, goal, new.update_id, new.id, new.published_seq::text);
  return null;
end;
$$;
create trigger tell_of_review after update on public.reviews
  for each row when (old.published_seq is null and new.published_seq is not null and new.created_by is not null)
  execute function private.tell_of_review();

create function private.tell_of_answer() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v public.reviews;
begin
  select * into v from public.reviews where id = new.review_id;
  perform private.queue_notices(array_remove(array[v.created_by], new.created_by), 'answered', new.organization_id,
    (select u.goal_id from public.progress_updates u where u.id = v.update_id), v.update_id, v.id,
    new.published_seq::text);
  return null;
end;
$$;
create trigger tell_of_answer after insert on public.review_answers
  for each row when (new.published_seq is not null) execute function private.tell_of_answer();

-- The other leaders that a proposal waits, and who made it what became of it.
create function private.tell_of_proposal() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  kind text;
  recipients uuid[] := array[new.created_by];
begin
  if tg_op = 'INSERT' then
    kind := 'proposed';
    recipients := array_remove(private.members_as(new.organization_id, 'leader'), new.created_by);
  elsif old.published_seq is null and new.published_seq is not null then
    kind := 'certified';
  elsif old.status <> new.status and new.status = 'declined' then
    kind := 'declined';
  else
    return null;
  end if;
  -- Nobody is told what they did themselves. A proposal is made, and answered, once.
  perform private.queue_notices(array_remove(recipients, private.acting(new.organization_id)), kind,
    new.organization_id, null, null, null, new.period, new.id);
  return null;
end;
$$;
create trigger tell_of_proposal after insert or update on public.certification_proposals
  for each row execute function private.tell_of_proposal();


-- ── When something is due ────────────────────────────────────────────────────────────────────────

-- The day by which the cadence asks for the goal's next update, as src/lib/view/cadence.ts has it from
-- the record; null for one that is a draft, closed or not yet in force.
create function private.update_due_on(goal uuid) returns date
language sql stable security definer set search_path = '' as $$
  select coalesce(
      (select max(u.effective_on) from public.progress_updates u
       where u.goal_id = g.id and u.published_seq is not null and u.corrects_id is null
         and u.effective_on <= private.today()),
      r.effective_on) + least(o.cadence_days, 36500)
  from public.goals g
    join public.organizations o on o.id = g.organization_id
    join public.goal_revisions r on r.goal_id = g.id and r.number = 1
  where g.id = goal and r.effective_on <= private.today()
    and not exists (select from public.closings c
      where c.goal_id = g.id and c.published_seq is not null and c.effective_on <= private.today());
$$;

-- Queues what is due within a week and what is overdue, for the goal's owners, or for the leaders where
-- it has none. Once for each goal, day and kind, however often it is called. Returns how many are new.
create function public.queue_due_notices() returns integer
language sql security definer set search_path = '' as $$
  select coalesce(sum(private.queue_notices(
    case when cardinality(d.owners) > 0 then d.owners else private.members_as(d.organization_id, 'leader') end,
    case when d.due_on < private.today() then 'overdue' else 'due_soon' end,
    d.organization_id, d.id, null, null, d.due_on::text)), 0)::integer
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
