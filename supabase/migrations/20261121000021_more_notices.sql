-- Notices of certified scorecards and of answers to reviews; files posted with an access token; and an
-- object in Storage that is not what its name says can be replaced.

-- ── Notices ──────────────────────────────────────────────────────────────────────────────────────

-- A notice is of a goal or of a proposal.
alter table public.notices
  add column proposal_id uuid references public.certification_proposals (id) on delete cascade,
  alter column goal_id drop not null,
  drop constraint notices_kind_check,
  add constraint notices_kind_check check (kind in ('due_soon', 'overdue', 'submitted', 'returned', 'published',
    'reviewed', 'answered', 'proposed', 'declined', 'certified')),
  add constraint notices_are_of_one_thing check (num_nonnulls(goal_id, proposal_id) = 1
    and (proposal_id is not null) = (kind in ('proposed', 'declined', 'certified'))),
  drop constraint notices_membership_id_kind_goal_id_update_id_review_id_occa_key,
  add constraint notices_once unique nulls not distinct
    (membership_id, kind, goal_id, update_id, review_id, proposal_id, occasion);
create index notices_by_proposal on public.notices (proposal_id);
grant select (proposal_id) on table public.notices to service_role;

-- As before. Proposals are the leaders'; that one is certified, anybody may know.
create or replace function private.may_be_told(member uuid, kind text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.memberships m left join public.notice_preferences p on p.membership_id = m.id
    where m.id = member and m.removed_at is null and coalesce(p.delivery, 'immediate') <> 'none'
      and (m.role <> 'reviewer' or kind in ('published', 'answered', 'certified'))
      and (m.role = 'leader' or kind not in ('proposed', 'declined')));
$$;

-- As before, also of a proposal.
drop function private.queue_notices(uuid[], text, uuid, uuid, uuid, uuid, text);
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
revoke all on function private.queue_notices(uuid[], text, uuid, uuid, uuid, uuid, text, uuid) from public;

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
revoke all on function private.tell_of_answer() from public;
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
revoke all on function private.tell_of_proposal() from public;
create trigger tell_of_proposal after insert or update on public.certification_proposals
  for each row execute function private.tell_of_proposal();

-- As before. Who proposed the quarter again knows that the first proposal was declined.
create or replace function private.still_holds(n public.notices) returns boolean
language sql stable security definer set search_path = '' as $$
  select case n.kind
    when 'submitted' then exists (select from public.progress_updates u where u.id = n.update_id
      and u.published_seq is null and u.status = 'submitted' and private.moment(u.submitted_at) = n.occasion)
    when 'returned' then exists (select from public.progress_updates u where u.id = n.update_id
      and u.published_seq is null and u.status = 'returned')
    when 'due_soon' then private.update_due_on(n.goal_id)::text = n.occasion and n.occasion::date >= private.today()
    when 'overdue' then private.update_due_on(n.goal_id)::text = n.occasion
    when 'proposed' then exists (select from public.certification_proposals p where p.id = n.proposal_id
      and p.published_seq is null and p.status = 'proposed')
    when 'declined' then not exists (select from public.certification_proposals p
      where p.organization_id = n.organization_id and p.period = n.occasion and p.created_by = n.membership_id
        and p.created_at > (select d.created_at from public.certification_proposals d where d.id = n.proposal_id))
    else true end;
$$;

-- As before, with the quarter of a proposal, and without a goal for those.
drop function public.claim_notices();
create function public.claim_notices()
returns table (mail uuid, notice uuid, email text, name text, language text, organization_name text,
  organization_slug text, kind text, goal_key text, goal_title text, due_on date, who text, update_id uuid,
  review_seq bigint, proposal_id uuid, period text)
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
        when 'reviewed' then v.reviewer_name
        when 'proposed' then (select a.name from public.memberships a where a.id = c.created_by)
        when 'declined' then (select a.name from public.memberships a where a.id = c.answered_by) end,
      n.update_id, v.published_seq, c.id, c.period
    from public.notices n
      join public.memberships m on m.id = n.membership_id
      join public.organizations o on o.id = n.organization_id
      left join public.goals g on g.id = n.goal_id
      left join public.certification_proposals c on c.id = n.proposal_id
      left join public.notice_preferences p on p.membership_id = m.id
      left join public.reviews v on v.id = n.review_id
    where n.mail = claimed and n.claimed_at is not null
    -- Of what was queued at once, the longest overdue first.
    order by n.created_at, n.occasion, n.id;
end;
$$;
revoke all on function public.claim_notices() from public, anon, authenticated, service_role;
grant execute on function public.claim_notices() to service_role;
