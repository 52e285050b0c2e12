-- How notices leave: claimed by one mailer, handed over once, confirmed, refused or uncertain.

-- ── What is ready ────────────────────────────────────────────────────────────────────────────────

-- Whether what the notice says still holds, or came of it already.
create function private.still_holds(n public.notices) returns boolean
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
    when 'undecided' then private.is_rule_open(n.organization_id)
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

-- Whether it may leave now: not before it is tried again, and in a digest once a day.
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


-- ── What mailers call ────────────────────────────────────────────────────────────────────────────

-- The grade before an update: that of the update it corrects, or else of the newest published until its day.
create function private.grade_before(told public.progress_updates) returns smallint
language sql stable set search_path = '' as $$
  select case when told.corrects_id is not null
    then (select u.grade from public.progress_updates u where u.id = told.corrects_id)
    else (select u.grade
      from public.progress_updates u left join public.progress_updates o on o.id = u.corrects_id
      where u.goal_id = told.goal_id and u.published_seq is not null
        and coalesce(o.effective_on, u.effective_on) <= told.effective_on
        and (told.published_seq is null or u.published_seq < told.published_seq)
        and not exists (select from public.progress_updates c where c.corrects_id = u.id
          and c.published_seq is not null and (told.published_seq is null or c.published_seq < told.published_seq))
      order by coalesce(o.effective_on, u.effective_on) desc, u.published_seq desc
      limit 1) end;
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
      (private.revision_in_force(g.id, 'infinity')).body::jsonb ->> 'title',
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
create function public.hand_over_notices(mail uuid) returns text
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
grant execute on function public.hand_over_notices(uuid) to service_role;

-- The mail server took the mail.
create function public.confirm_notices(mail uuid) returns void
language sql security definer set search_path = '' as $$
  update public.notices n set sent_at = now(), attempts = n.attempts + 1, last_error = null
  where n.mail = confirm_notices.mail and n.sent_at is null and n.failed_at is null;
$$;
grant execute on function public.confirm_notices(uuid) to service_role;

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
grant execute on function public.refuse_notices(uuid, text, boolean) to service_role;

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
