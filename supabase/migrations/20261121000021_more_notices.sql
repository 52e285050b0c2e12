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


-- ── Files with an access token ───────────────────────────────────────────────────────────────────

-- Makes a member the one who acts until the end of the transaction.
create function private.act_as(member uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  m public.memberships;
begin
  select * into m from public.memberships x where x.id = member;
  perform set_config('request.jwt.claim.sub', m.user_id::text, true),
    set_config('request.jwt.claim.role', 'authenticated', true),
    set_config('request.jwt.claims',
      json_build_object('sub', m.user_id, 'role', 'authenticated', 'email', m.email)::text, true);
end;
$$;
revoke all on function private.act_as(uuid) from public;

-- As before.
create or replace function private.begin_post(token text, organization text, submit boolean, idempotency_key text, fingerprint text)
returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  t public.access_tokens := private.usable_token(token, organization, submit);
begin
  delete from private.posted_updates p where p.posted_at < now() - interval '2 days';
  insert into private.posted_updates (token_id, idempotency_key, fingerprint)
  values (t.id, begin_post.idempotency_key, begin_post.fingerprint) on conflict do nothing;
  if not found then
    return private.answer_before(t.id, idempotency_key, fingerprint);
  end if;
  perform private.act_as(t.membership_id);
  return null;
end;
$$;

-- The token, where it is good for that organization: any scope that there is lets files be posted.
create function private.token_for_files(token text, organization text) returns public.access_tokens
language sql security definer set search_path = '' as $$
  select private.usable_token(token, organization, not exists (
    select from public.access_tokens a
    where a.token_hash = private.token_hash(token) and 'updates:draft' = any (a.scopes))
    and exists (select from public.access_tokens a where a.token_hash = private.token_hash(token)));
$$;
revoke all on function private.token_for_files(text, text) from public;

-- What a token announced. Storage knows no token, but takes in for a few minutes what was announced, from
-- whoever sends it: to send something else, one would have to know the hash of a file that nobody has seen.
create table private.expected_files (
  organization_id uuid not null references public.organizations (id) on delete cascade,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  expected_at timestamptz not null default now(),
  primary key (organization_id, sha256)
);
create index expected_files_by_age on private.expected_files (expected_at);
comment on table private.expected_files is 'Files that were announced with an access token and are on their way to Storage.';
alter table private.expected_files enable row level security;
create policy nobody_reaches_expected_files on private.expected_files for all using (false);
revoke all on table private.expected_files from public, anon, authenticated, service_role;

create function private.is_expected_object(object text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from private.expected_files x join public.organizations o on o.id = x.organization_id
    where o.slug || '/' || x.sha256 = object and x.expected_at > now() - interval '5 minutes');
$$;
revoke all on function private.is_expected_object(text) from public;
grant execute on function private.is_expected_object(text) to anon;
-- To add, and neither to read, nor to replace, nor to remove.
create policy tokens_upload_expected_evidence on storage.objects
  for insert to anon with check (bucket_id = 'evidence' and private.is_expected_object(name));

-- Announces a file. Returns whether its bytes are wanted: false where the organization holds them. Without
-- a hash it says only that the token is good.
create function public.expect_file(token text, organization text, sha256 text default null) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  t public.access_tokens := private.token_for_files(token, organization);
begin
  if expect_file.sha256 is null or exists (select from public.evidence_files f
      where f.organization_id = t.organization_id and f.sha256 = expect_file.sha256) then
    return false;
  end if;
  delete from private.expected_files x where x.expected_at < now() - interval '5 minutes';
  insert into private.expected_files (organization_id, sha256) values (t.organization_id, expect_file.sha256)
  on conflict on constraint expected_files_pkey do update set expected_at = now();
  return true;
end;
$$;

-- Takes in, as the token's owner, the file that was announced and sent; `bytes` is how many were. Returns its
-- type, and whether it is new. The line in the log says the file's name besides the token's.
create function public.hold_posted_file(token text, organization text, sha256 text, name text, bytes integer)
returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  t public.access_tokens := private.token_for_files(token, organization);
  known boolean := exists (select from public.evidence_files f
    where f.organization_id = t.organization_id and f.sha256 = hold_posted_file.sha256);
  media_type text;
begin
  perform private.act_as(t.membership_id);
  media_type := public.hold_file(t.organization_id, hold_posted_file.sha256, hold_posted_file.name);
  -- Whoever comes with a token cannot read what is there. The size is what can be told without.
  if hold_posted_file.bytes is distinct from (select f.bytes from public.evidence_files f
      where f.organization_id = t.organization_id and f.sha256 = hold_posted_file.sha256) then
    perform private.refuse('file_differs', 'Something else stands under the hash of this file. Upload the file once in the workspace: that replaces it.');
  end if;
  insert into public.activity (organization_id, membership_id, action, subject, name, detail)
  values (t.organization_id, t.membership_id, 'access_tokens.used', t.id, t.name, hold_posted_file.name);
  return jsonb_build_object('media_type', media_type, 'is_new', not known);
end;
$$;
revoke all on function public.expect_file(text, text, text), public.hold_posted_file(text, text, text, text, integer)
  from public, anon, authenticated, service_role;
grant execute on function public.expect_file(text, text, text),
  public.hold_posted_file(text, text, text, text, integer) to anon;

-- A token reads nothing, so that knowing the hash of a file must not be enough to publish it. Whoever speaks
-- to the database directly can say that bytes were sent; so what counts is who was the first to have the file
-- held, for whom it had to be in Storage. What everybody may have already, everybody may name.
create function private.require_own_files(organization uuid, evidence jsonb) returns void
language plpgsql stable set search_path = '' as $$
declare
  named record;
  held text;
begin
  for named in
    select e.value #>> '{file,sha256}' as sha256, e.value #>> '{file,name}' as name
    from jsonb_array_elements(evidence) as e where e.value #>> '{file,sha256}' is not null
  loop
    select f.name into held
    from public.evidence_files f join public.organizations o on o.id = f.organization_id
    where f.organization_id = organization and f.sha256 = named.sha256
      and (f.created_by = private.my_membership(organization)
        or private.is_published_object(o.slug || '/' || f.sha256));
    -- One answer, whether or not the organization holds it.
    if not found then
      perform private.refuse('file_not_sent', 'A file that the evidence names was not sent with your tokens. Send it first. If another member sent it before you, attach it in the workspace.');
    end if;
    -- The ending was judged by the bytes when the file came.
    if lower(substring(named.name from '\.[^.]+$')) is distinct from lower(substring(held from '\.[^.]+$')) then
      perform private.refuse('file_renamed', 'A file of the evidence has another ending than it was sent with. Name it with that ending.');
    end if;
  end loop;
end;
$$;
revoke all on function private.require_own_files(uuid, jsonb) from public;
grant execute on function private.require_own_files(uuid, jsonb) to authenticated;

-- As before, with files of the owner alone.
create or replace function public.post_progress_update(token text, organization text, goal text, submit boolean, idempotency_key text,
  fingerprint text, draft jsonb, evidence jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  answer jsonb;
  graded uuid;
  organization_id uuid;
  id uuid;
begin
  -- Before the owner's own rights count; a function that is `security definer` would go past every policy.
  perform set_config('role', 'authenticated', true);
  answer := private.begin_post(token, organization, submit, idempotency_key, fingerprint);
  if answer is not null then
    return answer;
  end if;
  select g.id, o.id into graded, organization_id
  from public.goals g join public.organizations o on o.id = g.organization_id
  where o.slug = organization and g.key = goal and g.published_seq is not null;
  if graded is null then
    perform private.refuse('unknown_goal', format('The record has no goal “%s”.', goal));
  elsif exists (select from public.closings c where c.goal_id = graded) then
    perform private.refuse('goal_closed', 'This goal is closed. Only corrections of its updates can follow.');
  end if;
  perform private.require_own_files(organization_id, evidence);
  id := public.save_progress_update(graded, draft, evidence);
  if submit then
    perform public.submit_progress_update(id);
  end if;
  answer := jsonb_build_object('id', id, 'status', case when submit then 'submitted' else 'draft' end);
  perform private.finish_post(token, idempotency_key, answer);
  return answer;
end;
$$;


-- ── What is not what its name says ───────────────────────────────────────────────────────────────

-- As before. What is known of a file is always what Storage says of it, also where the server put the true
-- bytes in the place of others.
create or replace function public.hold_file(organization uuid, sha256 text, name text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  object jsonb;
  held text;
begin
  perform private.require_team(organization);
  select b.metadata into object from storage.objects b, public.organizations o
  where o.id = organization and b.bucket_id = 'evidence' and b.name = o.slug || '/' || hold_file.sha256;
  if object ->> 'size' is null then
    perform private.refuse('file_missing', 'A file of the evidence is not there any more. Remove its item and upload it again.');
  end if;
  insert into public.evidence_files as f (organization_id, sha256, media_type, bytes, name, created_by)
  values (organization, hold_file.sha256, object ->> 'mimetype', (object ->> 'size')::integer, hold_file.name,
    private.my_membership(organization))
  on conflict on constraint evidence_files_organization_id_sha256_key do update
    set uploaded_at = now(), media_type = excluded.media_type, bytes = excluded.bytes
  returning f.media_type into held;
  return held;
end;
$$;
