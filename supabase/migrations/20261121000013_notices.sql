-- Notices by e-mail: an outbox filled in the transaction in which something happens, and emptied by any
-- number of mailers. A mail is handed to a mail server once: what may have left is never sent again.

-- ── Preferences ──────────────────────────────────────────────────────────────────────────────────

create table public.notice_preferences (
  membership_id uuid primary key references public.memberships (id) on delete cascade,
  organization_id uuid not null references public.organizations (id) on delete restrict,
  delivery text not null default 'immediate' check (delivery in ('immediate', 'digest', 'none')),
  language text not null default 'en' check (language in ('en', 'zh')),
  updated_at timestamptz not null default now()
);
create index notice_preferences_by_organization on public.notice_preferences (organization_id);
comment on table public.notice_preferences is
  'How each member is told of what happens; without a row, at once and in English.';

alter table public.notice_preferences enable row level security;
create policy members_see_their_preference on public.notice_preferences
  for select to authenticated using (membership_id = private.my_membership(organization_id));
create policy members_choose on public.notice_preferences
  for insert to authenticated with check (membership_id = private.my_membership(organization_id));
create policy members_choose_again on public.notice_preferences
  for update to authenticated
  using (membership_id = private.my_membership(organization_id))
  with check (membership_id = private.my_membership(organization_id));
revoke all on table public.notice_preferences from public, anon, authenticated, service_role;
grant select on table public.notice_preferences to authenticated, service_role;
grant insert (organization_id, membership_id, delivery, language), update (delivery, language, updated_at)
  on table public.notice_preferences to authenticated;

create function public.choose_notices(organization uuid, delivery text, language text) returns void
language sql set search_path = '' as $$
  insert into public.notice_preferences as p (organization_id, membership_id, delivery, language)
  values (organization, private.my_membership(organization), choose_notices.delivery, choose_notices.language)
  on conflict (membership_id) do update
  set delivery = excluded.delivery, language = excluded.language, updated_at = now();
$$;
revoke all on function public.choose_notices(uuid, text, text) from public, anon, authenticated, service_role;
grant execute on function public.choose_notices(uuid, text, text) to authenticated;

-- In the name of the member, also where they did it by the link in a mail and without a session.
create function private.log_preference() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' or new.delivery <> old.delivery then
    insert into public.activity (organization_id, membership_id, action, name)
    values (new.organization_id, new.membership_id, 'notice_preferences.changed', new.delivery);
  end if;
  return null;
end;
$$;
revoke all on function private.log_preference() from public;
create trigger log_preference after insert or update on public.notice_preferences
  for each row execute function private.log_preference();


-- ── The outbox ───────────────────────────────────────────────────────────────────────────────────

create table public.notices (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  membership_id uuid not null references public.memberships (id) on delete cascade,
  kind text not null check (kind in ('due_soon', 'overdue', 'submitted', 'returned', 'published', 'reviewed')),
  goal_id uuid not null references public.goals (id) on delete cascade,
  update_id uuid references public.progress_updates (id) on delete cascade,
  review_id uuid references public.reviews (id) on delete cascade,
  -- What tells this time from another of the same kind: the day that an update is due, the moment of
  -- submitting or returning, the number of the entry.
  occasion text not null,
  created_at timestamptz not null default now(),
  -- The mail that a mailer is making of it, since when, and whether that is somebody's digest.
  mail uuid,
  claimed_at timestamptz,
  digest boolean not null default false,
  -- Set right before the mail server gets the mail. From then on it may have left.
  handed_over_at timestamptz,
  sent_at timestamptz,
  attempts integer not null default 0,
  retry_at timestamptz,
  -- Given up: refused for good, refused too often, or handed over and never confirmed.
  failed_at timestamptz,
  last_error text,
  -- SHA-256 of the token in the mail's link; the token itself is in the mail alone.
  unsubscribe_hash text,
  unique nulls not distinct (membership_id, kind, goal_id, update_id, review_id, occasion)
);
create index notices_by_organization on public.notices (organization_id);
create index notices_by_goal on public.notices (goal_id);
create index notices_by_update on public.notices (update_id);
create index notices_by_review on public.notices (review_id);
create index notices_by_mail on public.notices (mail);
create index notices_by_unsubscribe_hash on public.notices (unsubscribe_hash);
create index notices_to_send on public.notices (membership_id) where handed_over_at is null and failed_at is null;
create index notices_on_their_way on public.notices (handed_over_at) where sent_at is null and failed_at is null;
comment on table public.notices is 'The outbox: what each member is to be told by e-mail, and what became of it.';

alter table public.notices enable row level security;
-- Nobody else has a policy, nor a grant.
create policy the_service_reads_the_outbox on public.notices for select to service_role using (true);
revoke all on table public.notices from public, anon, authenticated, service_role;
-- Without the hash: whoever reads the outbox need not be able to try tokens on it.
grant select (id, organization_id, membership_id, kind, goal_id, update_id, review_id, occasion, created_at, mail,
    claimed_at, digest, handed_over_at, sent_at, attempts, retry_at, failed_at, last_error)
  on table public.notices to service_role;


-- ── Who is told what ─────────────────────────────────────────────────────────────────────────────

-- Asked when a notice is queued and again before it leaves. Reviewers are outsiders: theirs is what is public.
create function private.may_be_told(member uuid, kind text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.memberships m left join public.notice_preferences p on p.membership_id = m.id
    where m.id = member and m.removed_at is null and coalesce(p.delivery, 'immediate') <> 'none'
      and (m.role <> 'reviewer' or kind = 'published'));
$$;
create function private.members_as(organization uuid, member_role text) returns uuid[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(m.id), '{}') from public.memberships m
  where m.organization_id = organization and m.role = member_role and m.removed_at is null;
$$;
-- The people who own a goal, by themselves or on a team.
create function private.owners_of(goal uuid) returns uuid[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(distinct coalesce(o.membership_id, t.membership_id)), '{}')
  from public.goal_owners o left join public.team_members t on t.team_id = o.team_id
  where o.goal_id = goal and coalesce(o.membership_id, t.membership_id) is not null;
$$;

-- Queues a notice once for each of them; returns how many are new.
create function private.queue_notices(recipients uuid[], kind text, organization uuid, goal uuid,
  progress_update uuid, review uuid, occasion text) returns integer
language sql security definer set search_path = '' as $$
  with queued as (
    insert into public.notices (organization_id, membership_id, kind, goal_id, update_id, review_id, occasion)
    select distinct organization, r, queue_notices.kind, goal, progress_update, review, queue_notices.occasion
    from unnest(recipients) as r where private.may_be_told(r, queue_notices.kind)
    on conflict do nothing returning id)
  select count(*)::integer from queued;
$$;

-- A moment as an occasion; its text would differ with the session's time zone.
create function private.moment(at timestamptz) returns text
language sql immutable set search_path = '' as $$
  select extract(epoch from at)::text;
$$;

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


-- ── Sending ──────────────────────────────────────────────────────────────────────────────────────

-- Whether what the notice says still holds, or came of it already.
create function private.still_holds(n public.notices) returns boolean
language sql stable security definer set search_path = '' as $$
  select case n.kind
    when 'submitted' then exists (select from public.progress_updates u where u.id = n.update_id
      and u.published_seq is null and u.status = 'submitted' and private.moment(u.submitted_at) = n.occasion)
    when 'returned' then exists (select from public.progress_updates u where u.id = n.update_id
      and u.published_seq is null and u.status = 'returned')
    when 'due_soon' then private.update_due_on(n.goal_id)::text = n.occasion and n.occasion::date >= private.today()
    when 'overdue' then private.update_due_on(n.goal_id)::text = n.occasion
    else true end;
$$;

-- Digests leave once a day, from this hour on (UTC).
create function private.last_digest_hour() returns timestamptz
language sql stable set search_path = '' as $$
  select (date_trunc('day', now() at time zone 'utc' - interval '7 hours') + interval '7 hours') at time zone 'utc';
$$;

-- Whether a mailer may take it now. A claim lasts ten minutes: its mailer may have been killed.
create function private.is_unclaimed(n public.notices) returns boolean
language sql stable set search_path = '' as $$
  select n.handed_over_at is null and n.failed_at is null
    and (n.claimed_at is null or n.claimed_at < now() - interval '10 minutes');
$$;
create function private.is_ready(n public.notices) returns boolean
language sql stable security definer set search_path = '' as $$
  select private.is_unclaimed(n) and (n.retry_at is null or n.retry_at <= now())
    and ((select p.delivery from public.notice_preferences p where p.membership_id = n.membership_id)
        is distinct from 'digest'
      or (n.created_at < private.last_digest_hour() and not exists (
        select from public.notices other
        where other.membership_id = n.membership_id and other.digest
          and coalesce(other.handed_over_at, other.claimed_at) >= private.last_digest_hour()
          and not private.is_unclaimed(other))));
$$;
revoke all on function private.may_be_told(uuid, text), private.members_as(uuid, text), private.owners_of(uuid),
  private.queue_notices(uuid[], text, uuid, uuid, uuid, uuid, text), private.moment(timestamptz),
  private.tell_of_update(), private.tell_of_review(), private.update_due_on(uuid),
  private.still_holds(public.notices), private.last_digest_hour(), private.is_unclaimed(public.notices),
  private.is_ready(public.notices) from public;

-- Claims one mail: everything that one member is to be told now. No rows: there is nothing to send.
create function public.claim_notices()
returns table (mail uuid, notice uuid, email text, name text, language text, organization_name text,
  organization_slug text, kind text, goal_key text, goal_title text, due_on date, who text, update_id uuid,
  review_seq bigint)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  recipient uuid;
  claimed uuid := gen_random_uuid();
begin
  -- Who left or wants none is told nothing, and nobody what is over.
  delete from public.notices n where private.is_unclaimed(n)
    and not (private.may_be_told(n.membership_id, n.kind) and private.still_holds(n));
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
      where n.membership_id = recipient and private.is_ready(n);
    -- None where another mailer was quicker.
    exit when found;
  end loop;
  return query
    select n.mail, n.id, m.email, m.name, coalesce(p.language, 'en'), o.name, o.slug, n.kind, g.key,
      (select r.title from public.goal_revisions r where r.goal_id = g.id and r.published_seq is not null
       order by r.number desc limit 1),
      case when n.kind in ('due_soon', 'overdue') then n.occasion::date end,
      case n.kind
        when 'submitted' then (select a.name from public.progress_updates u
          join public.memberships a on a.id = u.created_by where u.id = n.update_id)
        when 'returned' then (select a.name from public.update_comments c
          join public.memberships a on a.id = c.created_by
          where c.update_id = n.update_id and c.returns order by c.created_at desc limit 1)
        when 'reviewed' then v.reviewer_name end,
      n.update_id, v.published_seq
    from public.notices n
      join public.memberships m on m.id = n.membership_id
      join public.organizations o on o.id = n.organization_id
      join public.goals g on g.id = n.goal_id
      left join public.notice_preferences p on p.membership_id = m.id
      left join public.reviews v on v.id = n.review_id
    where n.mail = claimed and n.claimed_at is not null
    -- Of what was queued at once, the longest overdue first.
    order by n.created_at, n.occasion, n.id;
end;
$$;

-- Marks a claimed mail as about to leave, and returns the token for its link, which stands nowhere else.
-- Null: it is not this mailer's any more, or not wanted any more, and must not leave.
create function public.hand_over_notices(mail uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare
  token text := private.new_token();
begin
  update public.notices n set handed_over_at = now(), unsubscribe_hash = private.token_hash(token)
  where n.mail = hand_over_notices.mail and n.handed_over_at is null and n.failed_at is null
    and private.may_be_told(n.membership_id, n.kind);
  return case when found then token end;
end;
$$;

-- The mail server took the mail.
create function public.confirm_notices(mail uuid) returns void
language sql security definer set search_path = '' as $$
  update public.notices n set sent_at = now(), attempts = n.attempts + 1, last_error = null
  where n.mail = confirm_notices.mail and n.sent_at is null and n.failed_at is null;
$$;

-- It was certainly not taken. Tried again after 1, 2, 4 … minutes, six hours at most, for some three
-- days; unless `permanent`. Returns whether it is given up.
create function public.refuse_notices(mail uuid, reason text, permanent boolean) returns boolean
language sql security definer set search_path = '' as $$
  with refused as (
    update public.notices n set
      mail = null, claimed_at = null, digest = false, handed_over_at = null, unsubscribe_hash = null,
      attempts = n.attempts + 1, last_error = left(reason, 1000),
      retry_at = now() + least(interval '1 minute' * power(2, n.attempts), interval '6 hours'),
      failed_at = case when permanent or n.attempts >= 19 then now() end
    where n.mail = refuse_notices.mail and n.sent_at is null and n.failed_at is null
    returning n.failed_at)
  select coalesce(bool_or(failed_at is not null), false) from refused;
$$;

-- What was handed over and neither confirmed nor refused: it may have arrived, so it is never sent again.
-- Each is returned once, for the log. At once for a mail, or for all that have been so for ten minutes.
create function public.uncertain_notices(mail uuid default null)
returns table (notice uuid, kind text, handed_over_at timestamptz)
language sql security definer set search_path = '' as $$
  update public.notices n set failed_at = now(), last_error = 'handed over and never confirmed'
  where n.handed_over_at is not null and n.sent_at is null and n.failed_at is null
    and (n.mail = uncertain_notices.mail
      or (uncertain_notices.mail is null and n.handed_over_at < now() - interval '10 minutes'))
  returning n.id, n.kind, n.handed_over_at;
$$;

revoke all on function public.queue_due_notices(), public.claim_notices(), public.hand_over_notices(uuid),
  public.confirm_notices(uuid), public.refuse_notices(uuid, text, boolean), public.uncertain_notices(uuid)
  from public, anon, authenticated, service_role;
grant execute on function public.queue_due_notices(), public.claim_notices(), public.hand_over_notices(uuid),
  public.confirm_notices(uuid), public.refuse_notices(uuid, text, boolean), public.uncertain_notices(uuid)
  to service_role;


-- ── Without a password ───────────────────────────────────────────────────────────────────────────

-- What the link in a mail leads to. No row: the link is unknown.
create function public.notice_link(token text) returns table (organization_name text, delivery text)
language sql stable security definer set search_path = '' as $$
  select o.name, coalesce(p.delivery, 'immediate')
  from public.notices n
    join public.organizations o on o.id = n.organization_id
    left join public.notice_preferences p on p.membership_id = n.membership_id
  where n.unsubscribe_hash = private.token_hash(token) limit 1;
$$;

-- No more notices to whom the mail with this token went. False: the link is unknown.
create function public.stop_notices(token text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.notice_preferences as p (organization_id, membership_id, delivery)
  select n.organization_id, n.membership_id, 'none' from public.notices n
  where n.unsubscribe_hash = private.token_hash(token) limit 1
  on conflict (membership_id) do update set delivery = 'none', updated_at = now();
  return found;
end;
$$;
revoke all on function public.notice_link(text), public.stop_notices(text)
  from public, anon, authenticated, service_role;
grant execute on function public.notice_link(text), public.stop_notices(text) to anon, authenticated;


-- ── The clock ────────────────────────────────────────────────────────────────────────────────────

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
