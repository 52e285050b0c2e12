-- A returned draft can be discarded and stays with its comments; a notice says what happened and to which kind of
-- entry, so that what a kind's notices say stands with the kind.

-- ── Discarding what was returned ─────────────────────────────────────────────────────────────────

alter table public.drafts drop constraint drafts_status_check;
alter table public.drafts add constraint drafts_status_check
  check (status in ('draft', 'submitted', 'returned', 'discarded'));
drop index public.one_draft_of_each;
create unique index one_draft_of_each on public.drafts (organization_id, kind, subject,
  (case when seen_by = 'author' then created_by else organization_id end))
  where published_seq is null and status <> 'discarded';

create or replace function private.can_edit_draft(draft uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.drafts d
    where d.id = draft and d.published_seq is null and d.status in ('draft', 'returned') and private.may_draft(d));
$$;

drop policy members_edit_drafts on public.drafts;
create policy members_edit_drafts on public.drafts
  for update to authenticated
  -- The columns too, not only the function: of a row that is being submitted or published, only they are read again.
  using (published_seq is null and status in ('draft', 'returned') and private.can_edit_draft(id))
  with check (published_seq is null and status in ('draft', 'returned') and private.can_edit_draft(id));
drop policy members_discard_drafts on public.drafts;
create policy members_discard_drafts on public.drafts
  for delete to authenticated
  using (published_seq is null and status in ('draft', 'returned') and private.can_edit_draft(id));

-- Stores a draft; returns its id. `seen` is the version that was edited, null for a new one; `draft` may name the
-- id that a new one shall have, so that what is sent twice, because no answer came, is one draft. Runs as the
-- caller: row-level security decides.
create or replace function public.save_draft(organization uuid, kind text, facts jsonb, draft uuid default null,
  seen timestamptz default null) returns uuid
language plpgsql set search_path = '' as $$
declare
  made uuid := coalesce(draft, gen_random_uuid());
  stored timestamptz;
begin
  if private.drafters(kind) is null then
    perform private.refuse('unknown_kind', jsonb_build_object('kind', left(kind, 100)));
  elsif not private.is_draft(facts) then
    perform private.refuse('draft_unusable');
  elsif seen is null then
    begin
      insert into public.drafts (id, organization_id, kind, facts, created_by)
      values (made, organization, save_draft.kind, save_draft.facts, private.my_membership(organization));
    exception when unique_violation then
      if exists (select from public.drafts d where d.id = made and d.status = 'discarded') then
        perform private.refuse('draft_discarded');
      elsif not exists (select from public.drafts d where d.id = made and d.facts = save_draft.facts) then
        perform private.refuse('drafted_already');
      end if;
    end;
    return made;
  end if;
  select d.updated_at into stored from public.drafts d where d.id = draft for update;
  if stored is null then
    perform private.refuse('not_editable.draft');
  end if;
  perform private.require_seen(stored, seen);
  begin
    update public.drafts d set facts = save_draft.facts, updated_at = now() where d.id = draft;
  exception when unique_violation then
    perform private.refuse('drafted_already');
  end;
  return draft;
end;
$$;

-- The entry that a draft makes, or the first thing in its way as a refusal. `added` is what is only known when it
-- is published. Each kind has a function of its own for it: entry_of_scorecard_certified() …
create or replace function private.entry_of(d public.drafts, added jsonb) returns private.draft_entry
language plpgsql set search_path = '' as $$
declare
  made private.draft_entry;
begin
  if d.status = 'discarded' then
    perform private.refuse('draft_discarded');
  end if;
  execute format('select e.* from private.%I($1, $2) as e', 'entry_of_' || replace(d.kind, '.', '_'))
    into made using d, coalesce(added, '{}');
  return made;
end;
$$;

-- Whoever may edit a draft discards it. One with comments stays with them, as it was returned, and is no more in any
-- list: nobody deletes what others said. Discarding it again changes nothing.
create function public.discard_draft(draft uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  d public.drafts;
begin
  select * into d from public.drafts where id = draft for update;
  if d.status = 'discarded' and private.may_draft(d) then
    return;
  elsif not private.can_edit_draft(d.id) then
    perform private.refuse('not_editable.draft');
  elsif exists (select from public.draft_comments c where c.draft_id = d.id) then
    update public.drafts set status = 'discarded' where id = d.id;
  else
    delete from public.drafts where id = d.id;
  end if;
end;
$$;
grant execute on function public.discard_draft(uuid) to authenticated;


-- ── What kinds say of themselves ─────────────────────────────────────────────────────────────────

-- Of most that two people publish: who wrote it and who proposed it.
create function private.told_of_proposal(d public.drafts, goal uuid) returns uuid[]
language sql stable set search_path = '' as $$
  select array[d.created_by, d.submitted_by];
$$;

alter table private.draft_kinds add column told text, add column logged text;
update private.draft_kinds set
  told = case when by_two then 'told_of_proposal' else 'told_of_' || replace(kind, '.', '_') end,
  logged = case when kind = 'goal.closed' then 'as' end;
alter table private.draft_kinds alter column told set not null, drop column notice;
drop function private.told_of_scorecard_certified(public.drafts, uuid);
drop function private.told_of_goal_closed(public.drafts, uuid);

-- Only drafts are saved while they are typed: of all else each change is a line.
create or replace function private.log_activity() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  was jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  is_now jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  line jsonb := coalesce(is_now, was);
  organization uuid := (line ->> 'organization_id')::uuid;
  actor uuid := private.acting(organization);
  happened text := private.happened(tg_table_name, was, is_now, actor);
  -- A goal's first revision is its text, and no revision to those who read the log.
  of_goal boolean := tg_table_name = 'goal_revisions' and line ->> 'change' = 'published' and tg_op <> 'DELETE';
  what text := case when of_goal then 'goals' else tg_table_name end || '.' || happened;
  row_id uuid := (line ->> case when of_goal then 'goal_id' else 'id' end)::uuid;
  changed jsonb := private.small_changes(tg_table_name, was, is_now);
  member text;
  team text;
  facts jsonb;
  u record;
  last record;
begin
  if happened is null then
    return null;
  end if;
  -- A draft is saved while it is typed; that is one change, not a hundred.
  if happened = 'changed' and tg_table_name in ('goals', 'goal_revisions', 'progress_updates', 'drafts') then
    select a.* into last from public.activity a where a.organization_id = organization and a.membership_id = actor
    order by a.id desc limit 1;
    if last.subject = row_id and last.action = what and last.at > now() - interval '10 minutes' then
      if changed is not null then
        update public.activity a set changes = private.joined_changes(a.changes, changed),
          name = case tg_table_name when 'progress_updates' then line ->> 'effective_on' else a.name end
        where a.id = last.id;
      end if;
      return null;
    end if;
  end if;
  member := (select m.name from public.memberships m where m.id = (line ->> 'membership_id')::uuid);
  team := (select t.name from public.teams t where t.id = (line ->> 'team_id')::uuid);
  if tg_table_name = 'drafts' then
    facts := private.draft_says(jsonb_populate_record(null::public.drafts, line));
    select g.id as goal_id, x.effective_on into u
    from public.goals g left join public.progress_updates x on x.goal_id = g.id and x.key = facts ->> 'of'
    where g.organization_id = organization and g.key = facts ->> 'goal';
  else
    select x.goal_id, x.effective_on into u
    from public.progress_updates x where x.id = (line ->> 'update_id')::uuid;
  end if;
  insert into public.activity (organization_id, membership_id, action, subject, goal_id, name, detail, changes)
  values (organization, actor, what, row_id,
    case tg_table_name when 'goals' then row_id else coalesce((line ->> 'goal_id')::uuid, u.goal_id) end,
    case tg_table_name
      when 'goals' then line ->> 'key'
      when 'goal_revisions' then line ->> 'title'
      when 'invitations' then line ->> 'email'
      when 'progress_updates' then line ->> 'effective_on'
      when 'team_members' then member
      when 'goal_owners' then coalesce(team, member)
      -- Of a publication what its kind says, as of a closing how the goal ended: the goal stands beside it.
      when 'drafts' then coalesce(u.effective_on::text,
        case when happened = 'published' then facts ->>
          (select k.logged from private.draft_kinds k where k.kind = line ->> 'kind') end, line ->> 'subject')
      else coalesce(line ->> 'name', u.effective_on::text) end,
    case
      when happened = 'access_changed' then line ->> 'review_access'
      when tg_table_name = 'progress_updates' then case when line ->> 'corrects_id' is not null then 'correction' end
      when tg_table_name = 'drafts' then line ->> 'kind'
      when tg_table_name = 'teams' then nullif(was ->> 'name', line ->> 'name')
      when tg_table_name = 'team_members' then team
      when tg_table_name = 'goal_owners' then case when team is null then 'person' else 'team' end
      else line ->> 'role' end,
    changed);
  return null;
end;
$$;


-- ── The outbox ───────────────────────────────────────────────────────────────────────────────────

alter table public.notices
  drop constraint notices_kind_check, drop constraint notices_once, drop constraint notices_are_of_something,
  add column event text;
-- What waits to be sent keeps its place.
update public.notices n set
  event = case
    when n.kind in ('due_soon', 'overdue', 'submitted', 'returned', 'published') then n.kind
    when n.kind = 'proposed' then 'submitted'
    when n.kind = 'declined' then 'returned'
    else 'published' end,
  kind = coalesce((select d.kind from public.drafts d where d.id = n.draft_id), 'progress.reported');
alter table public.notices
  alter column event set not null,
  add constraint notices_event_check check (event in ('due_soon', 'overdue', 'submitted', 'returned', 'published')),
  add constraint notices_once unique nulls not distinct
    (membership_id, event, kind, goal_id, update_id, draft_id, occasion),
  add constraint notices_are_of_something check (goal_id is not null or draft_id is not null);
grant select (event) on table public.notices to service_role;


-- ── Who is told ──────────────────────────────────────────────────────────────────────────────────

drop function private.queue_notices(uuid[], text, uuid, uuid, uuid, text, uuid);
drop function private.may_be_told(uuid, text);

-- Asked when a notice is queued and again before it leaves. Reviewers are outsiders: theirs is what is
-- public. A draft that waits for a second leader is the leaders' to know; what became public, anybody may know.
create function private.may_be_told(member uuid, event text, of_draft boolean) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.memberships m left join public.notice_preferences p on p.membership_id = m.id
    where m.id = member and m.removed_at is null and coalesce(p.delivery, 'immediate') <> 'none'
      and (m.role <> 'reviewer' or event = 'published')
      and (m.role = 'leader' or event = 'published' or not of_draft));
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

create or replace function private.tell_of_update() returns trigger
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

-- Of a draft: the leaders whom it waits for, and who made it why it came back; once it is published, whoever the
-- function says that its kind names.
create or replace function private.tell_of_draft() returns trigger
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

-- Queues what is due within a week and what is overdue, for the goal's owners, or for the leaders where
-- it has none. Once for each goal, day and event, however often it is called. Returns how many are new.
create or replace function public.queue_due_notices() returns integer
language sql security definer set search_path = '' as $$
  select coalesce(sum(private.queue_notices(
    case when cardinality(d.owners) > 0 then d.owners else private.members_as(d.organization_id, 'leader') end,
    case when d.due_on < private.today() then 'overdue' else 'due_soon' end,
    'progress.reported', d.organization_id, d.id, null, d.due_on::text)), 0)::integer
  from (select g.id, g.organization_id, private.update_due_on(g.id) as due_on, private.owners_of(g.id) as owners
    from public.goals g where g.published_seq is not null) as d
  where d.due_on <= private.today() + 7;
$$;


-- ── How notices leave ────────────────────────────────────────────────────────────────────────────

-- Whether what the notice says still holds, or came of it already.
create or replace function private.still_holds(n public.notices) returns boolean
language sql stable security definer set search_path = '' as $$
  select case n.event
    when 'submitted' then exists (select from public.progress_updates u where n.draft_id is null and u.id = n.update_id
        and u.published_seq is null and u.status = 'submitted' and private.moment(u.submitted_at) = n.occasion)
      or exists (select from public.drafts d where d.id = n.draft_id
        and d.published_seq is null and d.status = 'submitted' and private.moment(d.submitted_at) = n.occasion)
    when 'returned' then exists (select from public.progress_updates u where n.draft_id is null and u.id = n.update_id
        and u.published_seq is null and u.status = 'returned')
      or exists (select from public.drafts d where d.id = n.draft_id
        and d.published_seq is null and d.status = 'returned')
    when 'due_soon' then private.update_due_on(n.goal_id)::text = n.occasion and n.occasion::date >= private.today()
    when 'overdue' then private.update_due_on(n.goal_id)::text = n.occasion
    else true end;
$$;

-- What an entry says, short enough for a mail: long texts are cut, and lists left out.
create function private.in_short(fact jsonb) returns jsonb
language plpgsql immutable set search_path = '' as $$
begin
  return case jsonb_typeof(fact)
    when 'string' then to_jsonb(case when length(fact #>> '{}') > 500 then left(fact #>> '{}', 499) || '…'
      else fact #>> '{}' end)
    when 'object' then (select jsonb_object_agg(f.key, private.in_short(f.value)) from jsonb_each(fact) as f)
    when 'array' then null
    else fact end;
end;
$$;

drop function public.claim_notices();
-- Claims one mail: everything that one member is to be told now. No rows: there is nothing to send. `facts` are what
-- the entry of a published draft says; `seq` is its number.
create function public.claim_notices()
returns table (mail uuid, notice uuid, email text, name text, language text, organization_name text,
  organization_slug text, event text, kind text, goal_key text, goal_title text, due_on date, who text,
  update_id uuid, update_on date, grade smallint, grade_before smallint, corrects boolean, draft_id uuid,
  subject text, seq bigint, facts jsonb)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  recipient uuid;
  claimed uuid := gen_random_uuid();
begin
  -- Who left or wants none is told nothing, and nobody what is over.
  delete from public.notices n where private.is_unclaimed(n)
    and not (private.may_be_told(n.membership_id, n.event, n.draft_id is not null) and private.still_holds(n));
  loop
    -- One mailer at a time makes a mail to somebody, so that a digest is one mail.
    select m.id into recipient from public.memberships m
    where exists (select from public.notices n where n.membership_id = m.id
      and n.handed_over_at is null and n.failed_at is null and private.is_ready(n))
    limit 1 for no key update skip locked;
    exit when recipient is null;
    update public.notices n
      set mail = claimed, claimed_at = now(), digest = coalesce((select p.delivery = 'digest'
        from public.notice_preferences p where p.membership_id = n.membership_id), false)
      -- No more than the API answers with, or what it cuts off would never be told: the rest is the next mail.
      where n.id in (select x.id from public.notices x where x.membership_id = recipient and private.is_ready(x)
        order by x.created_at, x.occasion, x.id limit 100);
    -- None where another mailer was quicker.
    exit when found;
  end loop;
  return query
    select n.mail, n.id, m.email, m.name, coalesce(p.language, 'en'), o.name, o.slug, n.event, n.kind, g.key,
      (select r.title from public.goal_revisions r where r.goal_id = g.id and r.published_seq is not null
       order by r.number desc limit 1),
      case when n.event in ('due_soon', 'overdue') then n.occasion::date end,
      (select a.name from public.memberships a where a.id = case
        when n.event = 'returned' and n.draft_id is null then (select c.created_by from public.update_comments c
          where c.update_id = n.update_id and c.returns order by c.created_at desc limit 1)
        when n.event = 'returned' then (select c.created_by from public.draft_comments c
          where c.draft_id = d.id order by c.created_at desc limit 1)
        when n.event = 'submitted' and n.draft_id is not null then d.submitted_by
        when n.draft_id is not null then d.created_by
        else told.created_by end),
      n.update_id, told.effective_on, told.grade, private.grade_before(told), told.corrects_id is not null,
      d.id, d.subject, d.published_seq,
      case when d.published_seq is not null then private.in_short(private.draft_says(d)) end
    from public.notices n
      join public.memberships m on m.id = n.membership_id
      join public.organizations o on o.id = n.organization_id
      left join public.goals g on g.id = n.goal_id
      left join public.drafts d on d.id = n.draft_id
      left join public.progress_updates told on told.id = n.update_id
      left join public.notice_preferences p on p.membership_id = m.id
    where n.mail = claimed and n.claimed_at is not null
    -- Of what was queued at once, the longest overdue first.
    order by n.created_at, n.occasion, n.id;
end;
$$;
grant execute on function public.claim_notices() to service_role;

-- Marks a claimed mail as about to leave, and returns the token for its link, which stands nowhere else.
-- Null: it is not this mailer's any more, or not wanted any more, and must not leave.
create or replace function public.hand_over_notices(mail uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare
  token text := private.new_token();
begin
  update public.notices n set handed_over_at = now(), unsubscribe_hash = private.token_hash(token)
  where n.mail = hand_over_notices.mail and n.handed_over_at is null and n.failed_at is null
    and private.may_be_told(n.membership_id, n.event, n.draft_id is not null);
  return case when found then token end;
end;
$$;

drop function public.uncertain_notices(uuid);
-- What was handed over and neither confirmed nor refused: it may have arrived, so it is never sent again.
-- Each is returned once, for the log. At once for a mail, or for all that have been so for ten minutes.
create function public.uncertain_notices(mail uuid default null)
returns table (notice uuid, event text, kind text, handed_over_at timestamptz)
language sql security definer set search_path = '' as $$
  update public.notices n set failed_at = now(), last_error = 'never_confirmed'
  where n.id in (select x.id from public.notices x
    where x.handed_over_at is not null and x.sent_at is null and x.failed_at is null
      and (x.mail = uncertain_notices.mail
        or (uncertain_notices.mail is null and x.handed_over_at < now() - interval '10 minutes'))
    -- No more than the API answers with, or what it cuts off would not be reported; the rest is the next call's.
    limit 100)
  returning n.id, n.event, n.kind, n.handed_over_at;
$$;
grant execute on function public.uncertain_notices(uuid) to service_role;
