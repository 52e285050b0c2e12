-- Drafts of any kind (docs/decisions/0021): certified scorecards, reviews and answers leave the tables that they
-- had, and go the way that every new kind of entry goes.

-- ── Kinds ────────────────────────────────────────────────────────────────────────────────────────

create table private.draft_kinds (
  kind text primary key references private.entry_shapes (kind),
  -- The roles that draft it.
  drafted_by text[] not null check (drafted_by <@ '{leader,contributor,reviewer}'::text[]),
  -- Who sees it until it is published: its author, who publishes it alone, or the leaders, who publish it.
  seen_by text not null check (seen_by in ('author', 'leaders')),
  -- The names of the facts that say what it is of. Of each there is one draft at a time.
  subject text[] not null,
  -- Whether the two-person rule holds for it.
  by_two boolean not null
);
comment on table private.draft_kinds is 'The kinds of entries that are drafted as drafts, and how.';
alter table private.draft_kinds enable row level security;
create policy nobody_reaches_draft_kinds on private.draft_kinds for all using (false);

create function private.drafters(kind text) returns text[]
language sql stable security definer set search_path = '' as $$
  select k.drafted_by from private.draft_kinds k where k.kind = drafters.kind;
$$;
grant execute on function private.drafters(text) to authenticated;


-- ── The table ────────────────────────────────────────────────────────────────────────────────────

-- What a draft may be at all: an object of at most 1 MB, nested no deeper than 32. Told in one walk, however wide it is.
create function private.is_draft(facts jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select coalesce(jsonb_typeof(facts) = 'object' and octet_length(facts::text) <= 1048576
    and not jsonb_path_exists(facts, 'strict $.**{32} ? (@.type() == "array" || @.type() == "object")'), false);
$$;
grant execute on function private.is_draft(jsonb) to authenticated;

create table public.drafts (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  kind text not null references private.draft_kinds (kind),
  -- As they would stand in the entry, `effective_on` among them where its author says the day. A draft may be
  -- unfinished and of any shape. Once it is published the entry has them, and the draft has none.
  facts jsonb not null check (private.is_draft(facts)),
  -- Both from the kind and the facts; see describe_draft().
  seen_by text not null,
  subject text,
  -- `published` is not among them: published_seq says it.
  status text not null default 'draft' check (status in ('draft', 'submitted', 'returned')),
  -- By whoever stands behind it now, who need not be its author.
  submitted_by uuid references public.memberships (id) on delete restrict,
  submitted_at timestamptz,
  created_by uuid not null references public.memberships (id) on delete restrict,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  editors uuid[] not null default '{}',
  published_seq bigint unique references public.record_entries (seq) on delete restrict,
  constraint published_is_emptied check (published_seq is null or facts = '{}')
);
create unique index one_draft_of_each on public.drafts (organization_id, kind, subject,
  (case when seen_by = 'author' then created_by else organization_id end)) where published_seq is null;
create index drafts_by_subject on public.drafts (organization_id, kind, subject);
create index drafts_by_creator on public.drafts (created_by);
create index drafts_by_submitter on public.drafts (submitted_by);
create index drafts_by_kind on public.drafts (kind);
comment on table public.drafts is 'What is going to be an entry of the record, of any kind but those with tables of their own.';
comment on column public.drafts.editors is 'Every membership but the author''s that ever changed what it says: none of them publishes it alone.';

create function private.describe_draft() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  select k.seen_by, left((select string_agg(new.facts ->> s.name, '/' order by s.place)
    from unnest(k.subject) with ordinality as s (name, place)), 200)
  into new.seen_by, new.subject
  from private.draft_kinds k where k.kind = new.kind;
  return new;
end;
$$;
create trigger describe_draft before insert or update of facts on public.drafts
  for each row when (new.published_seq is null) execute function private.describe_draft();

-- Set here and not by the caller, who could name somebody else and then publish alone.
create function private.mark_draft_editor() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  editor uuid := private.my_membership(new.organization_id);
begin
  if editor <> new.created_by then
    new.editors := array_remove(new.editors, editor) || editor;
  end if;
  return new;
end;
$$;
create trigger mark_draft_editor before update of facts on public.drafts
  for each row when (new.seen_by <> 'author' and new.published_seq is null and new.facts <> old.facts)
  execute function private.mark_draft_editor();
create trigger touch before update on public.drafts
  for each row execute function private.touch();


-- ── Comments ─────────────────────────────────────────────────────────────────────────────────────

create table public.draft_comments (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  draft_id uuid not null references public.drafts (id) on delete restrict,
  body text not null check (private.is_full_text(body)),
  -- What the draft said when it was returned with this comment.
  returned_facts jsonb not null,
  created_by uuid not null references public.memberships (id) on delete restrict,
  created_at timestamptz not null default now()
);
create index draft_comments_by_draft on public.draft_comments (draft_id);
create index draft_comments_by_organization on public.draft_comments (organization_id);
create index draft_comments_by_creator on public.draft_comments (created_by);
comment on table public.draft_comments is 'Why drafts were returned. Never public.';

-- With its draft, its author would delete what the others said of it.
create function private.keep_draft_comments() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.draft_comments c where c.draft_id = old.id) then
    perform private.refuse('comments_kept');
  end if;
  return old;
end;
$$;
create trigger keep_draft_comments before delete on public.drafts
  for each row execute function private.keep_draft_comments();


-- ── Who may see and draft what ───────────────────────────────────────────────────────────────────

-- Leaders edit each other's drafts, others their own. What is published is nobody's to edit, what is submitted
-- neither, until it is returned or taken back.
create function private.may_draft(d public.drafts) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(private.role_in(d.organization_id) = any (private.drafters(d.kind))
    and (d.created_by = private.my_membership(d.organization_id)
      or (d.seen_by = 'leaders' and private.role_in(d.organization_id) = 'leader')), false);
$$;
create function private.can_edit_draft(draft uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.drafts d
    where d.id = draft and d.published_seq is null and d.status <> 'submitted' and private.may_draft(d));
$$;
grant execute on function private.can_edit_draft(uuid) to authenticated;

alter table public.drafts enable row level security;
create policy members_see_drafts on public.drafts
  for select to authenticated using (private.role_in(organization_id) is not null
    and (published_seq is not null
      or (seen_by = 'author' and created_by = private.my_membership(organization_id))
      or (seen_by = 'leaders' and private.role_in(organization_id) = 'leader')));
create policy members_draft on public.drafts
  for insert to authenticated
  with check (private.role_in(organization_id) = any (private.drafters(kind))
    and created_by = private.my_membership(organization_id));
create policy members_edit_drafts on public.drafts
  for update to authenticated
  -- The columns too, not only the function: of a row that is being submitted or published, only they are read again.
  using (published_seq is null and status <> 'submitted' and private.can_edit_draft(id))
  with check (published_seq is null and status <> 'submitted' and private.can_edit_draft(id));
create policy members_discard_drafts on public.drafts
  for delete to authenticated
  using (published_seq is null and status <> 'submitted' and private.can_edit_draft(id));
grant select, delete on table public.drafts to authenticated;
grant insert (id, organization_id, kind, facts, created_by), update (facts, updated_at)
  on table public.drafts to authenticated;
grant select on table public.drafts to service_role;

alter table public.draft_comments enable row level security;
-- Also once it is published: what leaders said to each other stays among them.
create policy leaders_see_draft_comments on public.draft_comments
  for select to authenticated using (private.role_in(organization_id) = 'leader');
grant select on table public.draft_comments to authenticated, service_role;


-- ── Saving ───────────────────────────────────────────────────────────────────────────────────────

-- Stores a draft; returns its id. `seen` is the version that was edited, null for a new one; `draft` may name the
-- id that a new one shall have, so that what is sent twice, because no answer came, is one draft. Runs as the
-- caller: row-level security decides.
create function public.save_draft(organization uuid, kind text, facts jsonb, draft uuid default null,
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
      if not exists (select from public.drafts d where d.id = made and d.facts = save_draft.facts) then
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
grant execute on function public.save_draft(uuid, text, jsonb, uuid, timestamptz) to authenticated;


-- ── What its entry would say ─────────────────────────────────────────────────────────────────────

-- An entry before it is appended: the day that it speaks of, and its own fields.
create type private.draft_entry as (effective_on date, facts json);

-- The entry that a draft makes, or the first thing in its way as a refusal. `added` is what is only known when it
-- is published. Each kind has a function of its own for it: entry_of_scorecard_certified() …
create function private.entry_of(d public.drafts, added jsonb) returns private.draft_entry
language plpgsql set search_path = '' as $$
declare
  made private.draft_entry;
begin
  execute format('select e.* from private.%I($1, $2) as e', 'entry_of_' || replace(d.kind, '.', '_'))
    into made using d, coalesce(added, '{}');
  return made;
end;
$$;

-- What a draft says, or once it is published its entry.
create function private.draft_says(d public.drafts) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce((select e.body::jsonb from public.record_entries e where e.seq = d.published_seq), d.facts);
$$;

-- A number among facts of any shape; null where there is none.
create function private.number_in(fact jsonb) returns bigint
language sql immutable set search_path = '' as $$
  select case when jsonb_typeof(fact) = 'number' and fact #>> '{}' ~ '^[0-9]{1,15}$' then (fact #>> '{}')::bigint end;
$$;

-- A day among facts of any shape; null where there is none.
create function private.day_in(fact jsonb) returns date
language sql immutable set search_path = '' as $$
  select case when private.is_written_day(fact #>> '{}') then (fact #>> '{}')::date end;
$$;


-- ── Submitting, taking back, returning ───────────────────────────────────────────────────────────

-- Hands a draft to the leaders. Submitting it again changes nothing.
create function public.submit_draft(draft uuid, seen timestamptz default null, added jsonb default '{}')
returns void
language plpgsql security definer set search_path = '' as $$
declare
  d public.drafts;
begin
  perform private.lock_record();
  select * into d from public.drafts where id = draft for update;
  if d.status = 'submitted' and d.published_seq is null and private.may_draft(d) then
    return;
  elsif d.seen_by = 'author' or not private.can_edit_draft(d.id) then
    perform private.refuse('not_editable.draft');
  end if;
  perform private.require_seen(d.updated_at, seen);
  perform private.entry_of(d, added);
  update public.drafts
  set status = 'submitted', submitted_by = private.my_membership(d.organization_id), submitted_at = now()
  where id = d.id;
end;
$$;
grant execute on function public.submit_draft(uuid, timestamptz, jsonb) to authenticated;

-- Whoever submitted it takes back what no leader has answered yet, to go on editing.
create function public.take_back_draft(draft uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  d public.drafts;
begin
  select * into d from public.drafts where id = draft for update;
  if d.status is distinct from 'submitted' or d.published_seq is not null or not private.may_draft(d)
    or private.my_membership(d.organization_id) is distinct from d.submitted_by then
    perform private.refuse('not_submitted.take_back_draft');
  end if;
  update public.drafts set status = 'draft', submitted_by = null, submitted_at = null where id = d.id;
end;
$$;
grant execute on function public.take_back_draft(uuid) to authenticated;

-- A leader sends a submitted draft back and says what is missing. What it said then is kept with the comment.
create function public.return_draft(draft uuid, comment text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  d public.drafts;
begin
  select * into d from public.drafts where id = draft for update;
  perform private.require_leader(d.organization_id);
  if d.status <> 'submitted' or d.published_seq is not null then
    perform private.refuse('not_submitted.return');
  elsif not coalesce(private.is_full_text(comment), false) then
    perform private.refuse('comment_missing');
  end if;
  insert into public.draft_comments (organization_id, draft_id, body, returned_facts, created_by)
  values (d.organization_id, d.id, comment, d.facts, private.my_membership(d.organization_id));
  update public.drafts set status = 'returned', submitted_by = null, submitted_at = null where id = d.id;
end;
$$;
grant execute on function public.return_draft(uuid, text) to authenticated;


-- ── Publishing ───────────────────────────────────────────────────────────────────────────────────

-- Whoever wrote it, a member still or not: by removing a reviewer an organization could hold a review back.
create function private.wrote_draft(d public.drafts) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.memberships m where m.id = d.created_by and m.user_id = (select auth.uid()));
$$;

create function private.publish_draft(draft uuid, seen timestamptz, added jsonb) returns bigint
language plpgsql set search_path = '' as $$
declare
  d public.drafts;
  by_two boolean;
  me uuid;
  made private.draft_entry;
  number bigint;
begin
  select * into d from public.drafts where id = draft for update;
  by_two := (select k.by_two from private.draft_kinds k where k.kind = d.kind);
  me := private.my_membership(d.organization_id);
  if d.seen_by = 'author' then
    if not private.wrote_draft(d) then
      perform private.refuse('not_allowed.draft');
    end if;
  else
    perform private.require_leader(d.organization_id);
  end if;
  if d.published_seq is not null then
    return d.published_seq;
  end if;
  perform private.require_seen(d.updated_at, seen);
  if by_two and d.status <> 'submitted' and me <> d.created_by then
    perform private.refuse('not_submitted');
  elsif by_two and (me in (d.created_by, d.submitted_by) or me = any (d.editors))
    and (select o.two_person_rule from public.organizations o where o.id = d.organization_id) then
    perform private.refuse('second_person_needed');
  end if;
  made := private.entry_of(d, added);
  number := private.append_entry(d.organization_id, d.kind, made.effective_on, made.facts);
  update public.drafts set published_seq = number, facts = '{}' where id = d.id;
  return number;
end;
$$;

-- Publishes drafts together, in that order, or none: `[{"id": …, "seen": …, "added": …}]`, with `seen` the version
-- that was looked at. Returns the numbers of their entries, also of those that were published before.
create function public.publish_drafts(drafts jsonb) returns bigint[]
language plpgsql security definer set search_path = '' as $$
declare
  numbers bigint[] := '{}';
  one jsonb;
begin
  -- Nobody else publishes meanwhile.
  if jsonb_array_length(drafts) > 100 then
    perform private.refuse('too_many_drafts', jsonb_build_object('most', 100));
  end if;
  perform private.lock_record();
  for one in select value from jsonb_array_elements(drafts) with ordinality order by ordinality loop
    numbers := numbers || private.publish_draft((one ->> 'id')::uuid, (one ->> 'seen')::timestamptz, one -> 'added');
  end loop;
  return numbers;
end;
$$;
grant execute on function public.publish_drafts(jsonb) to authenticated;

-- What the caller drafted for themselves in a role that they have no longer: their own words, and nothing else of
-- the workspace. They may still publish it.
create function public.drafts_of_former_role()
returns table (id uuid, organization_name text, kind text, facts jsonb, updated_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select d.id, o.name, d.kind, d.facts, d.updated_at
  from public.drafts d
    join public.memberships m on m.id = d.created_by
    join public.organizations o on o.id = d.organization_id
  where m.user_id = (select auth.uid()) and d.seen_by = 'author' and d.published_seq is null
    and (m.removed_at is not null or m.role <> all (private.drafters(d.kind)));
$$;
grant execute on function public.drafts_of_former_role() to authenticated;


-- ── Their kinds ──────────────────────────────────────────────────────────────────────────────────

insert into private.draft_kinds (kind, drafted_by, seen_by, subject, by_two)
values ('review.published', '{reviewer}', 'author', '{goal,of}', false);
insert into private.draft_kinds (kind, drafted_by, seen_by, subject, by_two)
values ('review.answered', '{leader}', 'leaders', '{review}', false);
insert into private.draft_kinds (kind, drafted_by, seen_by, subject, by_two)
values ('scorecard.certified', '{leader}', 'leaders', '{period}', true);


-- ── What there is ────────────────────────────────────────────────────────────────────────────────

-- Before any trigger tells of it or logs it. Of proposals the open ones come along, and of each quarter without
-- one the last that was declined, if the quarter was not certified after it; what was withdrawn, or declined
-- before, stands in the activity log.
insert into public.drafts (id, organization_id, kind, seen_by, facts, created_by, created_at, updated_at, published_seq)
select v.id, v.organization_id, 'review.published', 'author', case when v.published_seq is not null then '{}' else
    jsonb_strip_nulls(jsonb_build_object('goal', g.key, 'of', u.key, 'reviewer', jsonb_build_object(
      'name', v.reviewer_name, 'relation', v.reviewer_relation, 'conflicts', v.reviewer_conflicts,
      'access', v.reviewer_access), 'grade', v.grade, 'agrees', v.agrees, 'evidence', v.evidence,
    'material', v.material, 'statement', v.statement)) end,
  v.created_by, v.created_at, v.updated_at, v.published_seq
from public.reviews v
  join public.progress_updates u on u.id = v.update_id
  join public.goals g on g.id = u.goal_id
where v.created_by is not null;
insert into public.drafts (organization_id, kind, seen_by, facts, created_by, created_at, published_seq)
select a.organization_id, 'review.answered', 'leaders', '{}', a.created_by, a.created_at, a.published_seq
from public.review_answers a where a.published_seq is not null;
insert into public.drafts (id, organization_id, kind, seen_by, facts, status, submitted_by, submitted_at, created_by,
  created_at, published_seq)
select p.id, p.organization_id, 'scorecard.certified', 'leaders', case when p.published_seq is not null then '{}' else
    jsonb_strip_nulls(jsonb_build_object('effective_on', p.effective_on, 'period', p.period,
      'position', jsonb_build_object('seq', (select max(e.seq) from public.record_entries e)),
      'figures', p.figures, 'certifier', jsonb_build_object('name', p.certifier_name, 'office', p.certifier_office),
      'statement', p.statement, 'corrects', p.corrects, 'reason', p.reason)) end,
  case p.status when 'proposed' then 'submitted' else 'returned' end,
  case p.status when 'proposed' then p.created_by end, case p.status when 'proposed' then p.created_at end,
  p.created_by, p.created_at, p.published_seq
from public.certification_proposals p
where p.status = 'proposed' or p.status = 'declined' and p.id = (
  select q.id from public.certification_proposals q
  where q.organization_id = p.organization_id and q.period = p.period and q.status <> 'withdrawn' and q.published_seq is null
  order by q.status = 'proposed' desc, q.created_at desc limit 1)
  and not exists (select from public.record_entries e
    where e.organization_id = p.organization_id and e.kind = 'scorecard.certified'
      and e.body::json ->> 'period' = p.period and e.recorded_at > p.created_at);
-- What those say that were published already.
update public.drafts d set subject = case d.kind
    when 'scorecard.certified' then e.body::json ->> 'period'
    when 'review.answered' then e.body::json ->> 'review'
    else concat_ws('/', e.body::json ->> 'goal', e.body::json ->> 'of') end
from public.record_entries e where e.seq = d.published_seq;
insert into public.draft_comments (organization_id, draft_id, body, returned_facts, created_by)
select d.organization_id, d.id, p.comment, d.facts, coalesce(p.answered_by, p.created_by)
from public.certification_proposals p join public.drafts d on d.id = p.id where p.comment is not null;
update public.activity a set action = 'drafts.' || case a.action
    when 'certification_proposals.proposed' then 'submitted'
    when 'certification_proposals.declined' then 'returned'
    when 'certification_proposals.withdrawn' then 'taken_back'
    else 'published' end,
  detail = case a.action when 'reviews.published' then 'review.published'
    when 'review_answers.created' then 'review.answered' else 'scorecard.certified' end
where a.action in ('certification_proposals.proposed', 'certification_proposals.declined',
  'certification_proposals.withdrawn', 'scorecard.certified', 'reviews.published', 'review_answers.created');

-- What is not sent yet of what there is: notices are of drafts now.
alter table public.notices
  drop constraint notices_once,
  drop constraint notices_are_of_one_thing,
  add column draft_id uuid;
update public.notices n set draft_id = coalesce(n.proposal_id, case n.kind
    when 'answered' then (select d.id from public.drafts d where d.published_seq = n.occasion::bigint)
    else n.review_id end);
delete from public.notices n
where n.draft_id is not null and not exists (select from public.drafts d where d.id = n.draft_id);
update public.notices n set occasion = private.moment(d.submitted_at)
from public.drafts d where d.id = n.draft_id and n.kind = 'proposed' and d.submitted_at is not null;
update public.notices n set occasion = d.published_seq::text
from public.drafts d where d.id = n.draft_id and n.kind = 'certified' and d.published_seq is not null;


-- ── What was theirs alone ────────────────────────────────────────────────────────────────────────

drop function public.publish_review(uuid, timestamptz);
drop function public.drafts_of_former_reviewer();
drop function public.answer_review(uuid, text);
drop function public.certify_scorecard(uuid, text, date, bigint, jsonb, text, text, text, bigint, text);
drop function public.propose_certification(uuid, text, date, bigint, jsonb, text, text, text, bigint, text);
drop function public.certify_proposal(uuid, bigint, jsonb, text, text);
drop function public.decline_proposal(uuid, text);
drop function public.withdraw_proposal(uuid);
drop function private.record_certificate(uuid, text, date, bigint, jsonb, text, text, text, bigint, text, json, boolean);
drop function private.proposal_to_answer(uuid);
drop function private.record_review(uuid);
drop function private.wrote_review(public.reviews);
drop trigger log_entry on public.record_entries;
drop function public.claim_notices();
drop function private.queue_notices(uuid[], text, uuid, uuid, uuid, uuid, text, uuid);
alter table public.notices drop column review_id, drop column proposal_id;
drop table public.review_answers, public.reviews, public.certification_proposals;
drop function private.tell_of_review();
drop function private.tell_of_answer();
drop function private.tell_of_proposal();
drop function private.log_proposal();


-- ── What their kinds say ─────────────────────────────────────────────────────────────────────────

-- The update that a review names, once it is published.
create function private.reviewed_update(organization uuid, facts jsonb) returns public.progress_updates
language sql stable set search_path = '' as $$
  select u.* from public.goals g join public.progress_updates u on u.goal_id = g.id
  where g.organization_id = organization and g.key = facts ->> 'goal' and u.key = facts ->> 'of'
    and u.published_seq is not null;
$$;

-- Its fields, of a draft's facts or of an import's step.
create function private.review_facts(facts jsonb) returns json
language sql immutable set search_path = '' as $$
  select json_build_object('goal', facts -> 'goal', 'of', facts -> 'of',
    'reviewer', json_build_object('name', facts #> '{reviewer,name}', 'relation', facts #> '{reviewer,relation}',
      'conflicts', facts #> '{reviewer,conflicts}', 'access', facts #> '{reviewer,access}'),
    'grade', facts -> 'grade', 'agrees', facts -> 'agrees', 'evidence', facts -> 'evidence',
    'material', facts -> 'material', 'statement', facts -> 'statement');
$$;

-- Dated the day that it is published.
create function private.entry_of_review_published(d public.drafts, added jsonb) returns private.draft_entry
language plpgsql set search_path = '' as $$
begin
  if (private.reviewed_update(d.organization_id, d.facts)).id is null then
    perform private.refuse('update_not_published');
  -- Whoever was made a contributor after they began may publish, for that alone would hold the review back.
  elsif exists (select from public.progress_updates u where u.organization_id = d.organization_id
      and (u.created_by = d.created_by or d.created_by = any (u.editors))) then
    perform private.refuse('reviewer_of_team.author');
  elsif not coalesce(private.is_full_text(d.facts #>> '{reviewer,relation}')
      and private.is_full_text(d.facts #>> '{reviewer,conflicts}'), false) then
    perform private.refuse('relation_missing');
  elsif not coalesce(private.is_full_text(d.facts ->> 'statement'), false) then
    perform private.refuse('review_statement_missing');
  -- Who is no reviewer any more cannot write it, and an organization could hold the review back that way.
  elsif private.role_in(d.organization_id) = 'reviewer' and d.facts #>> '{reviewer,access}' <> 'public'
    and not coalesce(private.is_full_text(d.facts ->> 'material'), false) then
    perform private.refuse('material_missing');
  end if;
  return row(private.today(), private.review_facts(d.facts))::private.draft_entry;
end;
$$;


-- ── What holds of its drafts ─────────────────────────────────────────────────────────────────────

-- Not in the policy, which could not say why.
create or replace function private.require_outsider() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.memberships m where m.id = new.created_by and m.user_id = (select auth.uid())
      and m.removed_at is null and m.role = 'reviewer' and m.ever_in_team) then
    perform private.refuse('reviewer_of_team');
  elsif (private.reviewed_update(new.organization_id, new.facts)).id is null then
    perform private.refuse('update_not_published');
  end if;
  return new;
end;
$$;
create trigger require_outsider before insert on public.drafts
  for each row when (new.kind = 'review.published') execute function private.require_outsider();

-- A draft says the widest access that its reviewer had since they began it: what was seen stays seen, and
-- an organization that narrows access changes nothing of what the review says. Whatever its writer says.
create function private.state_review_access() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  before text := case when tg_op = 'UPDATE' then old.facts #>> '{reviewer,access}' end;
  now text := (select m.review_access from public.memberships m where m.id = new.created_by);
begin
  new.facts := new.facts || jsonb_build_object('reviewer',
    case jsonb_typeof(new.facts -> 'reviewer') when 'object' then new.facts -> 'reviewer' else '{}' end
    || jsonb_build_object('access', case
      when 'full' in (before, now) then 'full'
      when 'redacted' in (before, now) then 'redacted'
      else 'public' end));
  return new;
end;
$$;
create trigger state_review_access before insert or update of facts on public.drafts
  for each row when (new.kind = 'review.published' and new.published_seq is null)
  execute function private.state_review_access();

create or replace function private.pass_on_access() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  widths constant text[] := array['public', 'redacted', 'full'];
begin
  update public.drafts d set facts = d.facts
  where d.created_by = new.id and d.kind = 'review.published' and d.published_seq is null
    and array_position(widths, d.facts #>> '{reviewer,access}') < array_position(widths, new.review_access);
  return null;
end;
$$;

-- One answer to each review, dated the day that it is published.
create function private.entry_of_review_answered(d public.drafts, added jsonb) returns private.draft_entry
language plpgsql set search_path = '' as $$
declare
  review json := (select e.body::json from public.record_entries e
    where e.organization_id = d.organization_id and e.seq = private.number_in(d.facts -> 'review')
      and e.kind = 'review.published');
begin
  if review is null then
    perform private.refuse('not_found.review');
  elsif exists (select from public.drafts other
      where other.organization_id = d.organization_id and other.kind = d.kind and other.subject = d.subject
        and other.published_seq is not null) then
    perform private.refuse('answered_already');
  elsif (select o.kept_by from public.organizations o where o.id = d.organization_id) = 'transcriber' then
    perform private.refuse('answer_transcribed');
  elsif not coalesce(private.is_full_text(d.facts ->> 'statement'), false) then
    perform private.refuse('answer_missing');
  end if;
  return row(private.today(), json_build_object('goal', review -> 'goal', 'of', review -> 'of',
    'review', d.facts -> 'review', 'statement', d.facts -> 'statement'))::private.draft_entry;
end;
$$;

-- The figures of a quarter as of its last day, by method 1. Its draft has those that the record gave when it was
-- saved, and the number of the entry that the record ended with; `added` has both anew where the record has grown
-- since, and it is published only if the figures are still the same. `corrects` names the standing certified
-- scorecard of the same quarter, if there is one, and `reason` then says why it is certified again. Whoever
-- publishes what another leader submitted adds their own name and office as `confirmed_by`.
create function private.entry_of_scorecard_certified(d public.drafts, added jsonb) returns private.draft_entry
language plpgsql set search_path = '' as $$
declare
  facts jsonb := d.facts;
  day date := private.day_in(facts -> 'effective_on');
  as_of date;
  corrects bigint := private.number_in(facts -> 'corrects');
  confirmed_by jsonb;
  position_of public.record_entries;
  figures json;
  standing public.record_entries;
begin
  perform private.require_past(day);
  if not coalesce(private.is_quarter(facts ->> 'period'), false) then
    perform private.refuse('wrong_period');
  end if;
  as_of := private.last_day_of_quarter(facts ->> 'period');
  if day <= as_of then
    perform private.refuse('period_not_over', jsonb_build_object('day', as_of));
  elsif not coalesce(private.is_short_text(facts #>> '{certifier,name}'), false) then
    perform private.refuse('name_missing');
  elsif not coalesce(private.is_short_text(facts #>> '{certifier,office}'), false) then
    perform private.refuse('office_missing');
  elsif not coalesce(private.is_full_text(facts ->> 'statement'), false) then
    perform private.refuse('certified_statement_missing');
  elsif corrects is not null and not coalesce(private.is_full_text(facts ->> 'reason'), false) then
    perform private.refuse('certified_reason_missing');
  elsif (select o.kept_by from public.organizations o where o.id = d.organization_id) <> 'self' then
    perform private.refuse('transcribed_record');
  end if;

  if d.submitted_by <> private.my_membership(d.organization_id) then
    confirmed_by := added -> 'confirmed_by';
    if not exists (select from public.memberships m
        where m.id = d.submitted_by and m.role = 'leader' and m.removed_at is null) then
      perform private.refuse('proposer_left');
    elsif not coalesce(private.is_short_text(confirmed_by ->> 'name'), false) then
      perform private.refuse('name_missing');
    elsif not coalesce(private.is_short_text(confirmed_by ->> 'office'), false) then
      perform private.refuse('office_missing');
    end if;
  end if;

  figures := private.certified_figures(facts -> 'figures');
  if added ? 'position' and private.certified_figures(added -> 'figures')::text <> figures::text then
    perform private.refuse('figures_changed');
  end if;
  select * into position_of from public.record_entries e
  where e.seq = private.number_in(coalesce(added -> 'position', facts #> '{position,seq}'));
  if position_of.seq is null then
    perform private.refuse('wrong_position');
  end if;

  standing := private.standing_certificate(d.organization_id, facts ->> 'period');
  if corrects is distinct from standing.seq then
    if standing.seq is not null then
      perform private.refuse('certified_already', jsonb_build_object('entry', standing.seq));
    end if;
    perform private.refuse('nothing_to_correct');
  elsif standing.effective_on > day then
    perform private.refuse('out_of_order.certificate', jsonb_build_object('day', standing.effective_on));
  elsif standing.body::jsonb -> 'figures' = jsonb_strip_nulls(figures::jsonb)
    and standing.body::jsonb -> 'certifier' = jsonb_build_object(
      'name', facts #> '{certifier,name}', 'office', facts #> '{certifier,office}')
    and standing.body::jsonb -> 'statement' = facts -> 'statement' then
    perform private.refuse('certified_the_same');
  elsif not exists (select from public.record_entries e
      where e.organization_id = d.organization_id and e.effective_on <= as_of) then
    perform private.refuse('before_the_record');
  elsif exists (select from public.record_entries e
      where e.organization_id = d.organization_id and e.seq > position_of.seq) then
    perform private.refuse('record_grew');
  end if;

  return row(day, json_build_object(
    'period', facts -> 'period',
    'as_of', private.written_day(as_of),
    'method', 1,
    'position', json_build_object('seq', position_of.seq, 'leaf_hash', position_of.leaf_hash),
    'figures', figures,
    'certifier', json_build_object('name', facts #> '{certifier,name}', 'office', facts #> '{certifier,office}'),
    'confirmed_by', case when confirmed_by is not null then
      json_build_object('name', confirmed_by -> 'name', 'office', confirmed_by -> 'office') end,
    'statement', facts -> 'statement',
    'corrects', corrects,
    'reason', case when corrects is not null then facts -> 'reason' end))::private.draft_entry;
end;
$$;


-- ── Activity and notices ─────────────────────────────────────────────────────────────────────────

alter table public.notices
  add constraint notices_draft_id_fkey foreign key (draft_id) references public.drafts (id) on delete cascade,
  add constraint notices_once unique nulls not distinct
    (membership_id, kind, goal_id, update_id, draft_id, occasion),
  add constraint notices_are_of_something check ((goal_id is null) = (kind in ('proposed', 'declined', 'certified'))
    and (draft_id is not null) = (kind in ('reviewed', 'answered', 'proposed', 'declined', 'certified')));
create index notices_by_draft on public.notices (draft_id);
grant select (draft_id) on table public.notices to service_role;

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
      when 'drafts' then coalesce(u.effective_on::text, line ->> 'subject')
      else coalesce(line ->> 'name', u.effective_on::text) end,
    case
      when happened = 'access_changed' then line ->> 'review_access'
      when tg_table_name = 'progress_updates' then case when line ->> 'corrects_id' is not null then 'correction' end
      when tg_table_name = 'closings' then line ->> 'closed_as'
      when tg_table_name = 'drafts' then line ->> 'kind'
      when tg_table_name = 'teams' then nullif(was ->> 'name', line ->> 'name')
      when tg_table_name = 'team_members' then team
      when tg_table_name = 'goal_owners' then case when team is null then 'person' else 'team' end
      else line ->> 'role' end,
    changed);
  return null;
end;
$$;

-- Of what its author alone sees only the publication: that there is a draft is theirs alone, too.
create trigger log_activity after insert on public.drafts
  for each row when (new.seen_by <> 'author') execute function private.log_activity();
create trigger log_change after update on public.drafts
  for each row when (new.seen_by <> 'author' or new.published_seq is not null)
  execute function private.log_activity();
create trigger log_deletion after delete on public.drafts
  for each row when (old.seen_by <> 'author') execute function private.log_activity();
create or replace function private.log_entry() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.activity (organization_id, membership_id, action, name)
  values (new.organization_id, private.acting(new.organization_id), new.kind,
    new.body::jsonb ->> 'two_person_rule');
  return null;
end;
$$;

create trigger log_entry after insert on public.record_entries
  for each row when (new.kind = 'organization.amended')
  execute function private.log_entry();

create function private.queue_notices(recipients uuid[], kind text, organization uuid, goal uuid,
  progress_update uuid, occasion text, draft uuid default null) returns integer
language sql security definer set search_path = '' as $$
  with queued as (
    insert into public.notices (organization_id, membership_id, kind, goal_id, update_id, draft_id, occasion)
    select distinct organization, r, queue_notices.kind, goal, progress_update, draft, queue_notices.occasion
    from unnest(recipients) as r where private.may_be_told(r, queue_notices.kind)
    on conflict do nothing returning id)
  select count(*)::integer from queued;
$$;

create or replace function private.tell_of_update() returns trigger
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
    new.organization_id, new.goal_id, new.id, occasion);
  return null;
end;
$$;

create function private.tell_of_draft() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  said jsonb := private.draft_says(new);
  -- Before it is published, its facts may name a goal that its entry will not.
  goal uuid := (select g.id from public.goals g where g.organization_id = new.organization_id and g.key = said ->> 'goal'
    and new.published_seq is not null);
  kind text;
  recipients uuid[];
begin
  if new.published_seq is not null then
    case new.kind
      when 'review.published' then
        kind := 'reviewed';
        recipients := private.members_as(new.organization_id, 'leader') || private.owners_of(goal);
      when 'review.answered' then
        kind := 'answered';
        recipients := array(select r.created_by from public.drafts r
          where r.published_seq = private.number_in(said -> 'review'));
      when 'scorecard.certified' then
        kind := 'certified';
        recipients := array[new.created_by, new.submitted_by];
      else
        return null;
    end case;
  elsif new.kind = 'scorecard.certified' and new.status = 'submitted' then
    kind := 'proposed';
    recipients := private.members_as(new.organization_id, 'leader');
  elsif new.kind = 'scorecard.certified' and new.status = 'returned' then
    kind := 'declined';
    recipients := array[new.created_by, old.submitted_by];
  else
    return null;
  end if;
  -- Nobody is told what they did themselves.
  perform private.queue_notices(array_remove(recipients, private.acting(new.organization_id)), kind,
    new.organization_id, goal,
    (select u.id from public.progress_updates u where u.goal_id = goal and u.key = said ->> 'of'),
    case when new.published_seq is not null then new.published_seq::text else private.moment(now()) end, new.id);
  return null;
end;
$$;
create trigger tell_of_draft after update on public.drafts
  for each row when (new.status <> old.status or new.published_seq is not null)
  execute function private.tell_of_draft();

create or replace function public.queue_due_notices() returns integer
language sql security definer set search_path = '' as $$
  select coalesce(sum(private.queue_notices(
    case when cardinality(d.owners) > 0 then d.owners else private.members_as(d.organization_id, 'leader') end,
    case when d.due_on < private.today() then 'overdue' else 'due_soon' end,
    d.organization_id, d.id, null, d.due_on::text)), 0)::integer
  from (select g.id, g.organization_id, private.update_due_on(g.id) as due_on, private.owners_of(g.id) as owners
    from public.goals g where g.published_seq is not null) as d
  where d.due_on <= private.today() + 7;
$$;
grant execute on function public.queue_due_notices() to service_role;

create or replace function private.still_holds(n public.notices) returns boolean
language sql stable security definer set search_path = '' as $$
  select case n.kind
    when 'submitted' then exists (select from public.progress_updates u where u.id = n.update_id
      and u.published_seq is null and u.status = 'submitted' and private.moment(u.submitted_at) = n.occasion)
    when 'returned' then exists (select from public.progress_updates u where u.id = n.update_id
      and u.published_seq is null and u.status = 'returned')
    when 'due_soon' then private.update_due_on(n.goal_id)::text = n.occasion and n.occasion::date >= private.today()
    when 'overdue' then private.update_due_on(n.goal_id)::text = n.occasion
    when 'proposed' then exists (select from public.drafts d where d.id = n.draft_id
      and d.published_seq is null and d.status = 'submitted' and private.moment(d.submitted_at) = n.occasion)
    when 'declined' then exists (select from public.drafts d where d.id = n.draft_id
      and d.published_seq is null and d.status = 'returned')
    else true end;
$$;

create function public.claim_notices()
returns table (mail uuid, notice uuid, email text, name text, language text, organization_name text,
  organization_slug text, kind text, goal_key text, goal_title text, due_on date, who text, update_id uuid,
  review_seq bigint, draft_id uuid, period text)
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
      -- No more than the API answers with, or what it cuts off would never be told: the rest is the next mail.
      where n.id in (select x.id from public.notices x where x.membership_id = recipient and private.is_ready(x)
        order by x.created_at, x.occasion, x.id limit 100);
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
        when 'reviewed' then (select e.body::json #>> '{reviewer,name}' from public.record_entries e
          where e.seq = d.published_seq)
        when 'proposed' then (select a.name from public.memberships a where a.id = d.submitted_by)
        when 'declined' then (select a.name from public.draft_comments c
          join public.memberships a on a.id = c.created_by
          where c.draft_id = d.id order by c.created_at desc limit 1) end,
      n.update_id,
      case n.kind when 'reviewed' then d.published_seq when 'answered' then d.subject::bigint end,
      case when n.goal_id is null then d.id end, case when n.goal_id is null then d.subject end
    from public.notices n
      join public.memberships m on m.id = n.membership_id
      join public.organizations o on o.id = n.organization_id
      left join public.goals g on g.id = n.goal_id
      left join public.drafts d on d.id = n.draft_id
      left join public.notice_preferences p on p.membership_id = m.id
    where n.mail = claimed and n.claimed_at is not null
    -- Of what was queued at once, the longest overdue first.
    order by n.created_at, n.occasion, n.id;
end;
$$;
grant execute on function public.claim_notices() to service_role;


-- ── Accounts and imports ─────────────────────────────────────────────────────────────────────────

create or replace function private.forget_person() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.kept_forms k where k.membership_id = new.id;
  delete from public.notice_preferences p where p.membership_id = new.id;
  delete from public.notices n where n.membership_id = new.id;
  delete from public.access_tokens t where t.membership_id = new.id;
  delete from public.drafts d where d.created_by = new.id and d.seen_by = 'author' and d.published_seq is null;
  delete from public.invitations i where i.email = old.email;
  update public.activity a set name = null
  where split_part(a.action, '.', 1) = 'invitations' and a.name = old.email;
  return null;
end;
$$;

create or replace function private.import_step(organization uuid, step jsonb) returns bigint
language plpgsql set search_path = '' as $$
declare
  day date := (step ->> 'effective_on')::date;
  goal uuid := (select g.id from public.goals g where g.organization_id = organization and g.key = step ->> 'goal');
  id uuid := gen_random_uuid();
  corrected uuid;
  revision public.goal_revisions;
begin
  if step ->> 'kind' <> 'goal.published' and goal is null then
    perform private.refuse('unknown_goal', jsonb_build_object('goal', step ->> 'goal'));
  end if;
  case step ->> 'kind'
    when 'goal.published', 'goal.revised' then
      if goal is null then
        insert into public.goals (organization_id, key, area)
        values (organization, step ->> 'goal', step ->> 'area') returning goals.id into goal;
      elsif exists (select from public.goals g where g.id = goal and g.published_seq is null)
        or exists (select from public.goal_revisions r where r.goal_id = goal and r.published_seq is null) then
        perform private.refuse('draft_in_the_way', jsonb_build_object('goal', step ->> 'goal'));
      end if;
      insert into public.goal_revisions (id, organization_id, goal_id, change, title, statement, criteria,
        target_on, target_basis, target_note, outlook, reason, source, effective_on, translation)
      values (id, organization, goal, coalesce(step ->> 'change', 'published'), step ->> 'title',
        step ->> 'statement', array(select jsonb_array_elements_text(step -> 'criteria')),
        (step #>> '{target,on}')::date, step #>> '{target,basis}', step #>> '{target,note}',
        step ->> 'outlook', step ->> 'reason', step ->> 'source', day, step -> 'translation')
      returning * into revision;
      if (select o.kept_by from public.organizations o where o.id = organization) = 'self' then
        perform private.require_true_change(revision);
      end if;
      return private.record_revision(id);
    when 'progress.reported', 'progress.corrected' then
      corrected := (select u.id from public.progress_updates u where u.goal_id = goal and u.key = step ->> 'corrects');
      if (step ->> 'kind' = 'progress.corrected') <> (corrected is not null) then
        perform private.refuse('wrong_correction');
      end if;
      insert into public.progress_updates (id, organization_id, goal_id, key, corrects_id, effective_on,
        grade, narrative, source, translation)
      values (id, organization, goal, step ->> 'update', corrected, day, (step ->> 'grade')::smallint,
        step ->> 'narrative', step ->> 'source', step -> 'translation');
      insert into public.evidence (organization_id, update_id, position, kind, visibility, title, url,
        archived_url, sha256, criteria, redaction_category, redaction_description)
      select organization, id, item.ordinality - 1, item.value ->> 'kind', item.value ->> 'visibility',
        item.value ->> 'title', item.value ->> 'url', item.value ->> 'archived_url', item.value ->> 'sha256',
        array(select jsonb_array_elements_text(item.value -> 'criteria')::integer),
        item.value #>> '{redaction,category}', item.value #>> '{redaction,description}'
      from jsonb_array_elements(step -> 'evidence') with ordinality as item;
      return private.record_update(id);
    when 'review.published' then
      if (private.reviewed_update(organization, step)).id is null then
        perform private.refuse('update_not_published');
      end if;
      return private.append_entry(organization, 'review.published', day, private.review_facts(step));
    when 'goal.closed' then
      insert into public.closings (id, organization_id, goal_id, closed_as, reason, source, effective_on)
      values (id, organization, goal, step ->> 'as', step ->> 'reason', step ->> 'source', day);
      return private.record_closing(id, array(
        select g.id from jsonb_array_elements_text(step -> 'successors') with ordinality as s (key, n)
        left join public.goals g on g.organization_id = organization and g.key = s.key order by s.n));
    else
      perform private.refuse('unknown_kind', jsonb_build_object('kind', step ->> 'kind'));
  end case;
end;
$$;

create or replace function private.rows_of_step(seq bigint) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_object_agg(made.name, made.rows) filter (where made.rows is not null) from (values
    ('goal', (select to_jsonb(g) - '{organization_id,published_seq,predecessor_id}'::text[]
      from public.goals g where g.published_seq = seq)),
    ('revision', (select to_jsonb(r) - '{organization_id,published_seq}'::text[]
      from public.goal_revisions r where r.published_seq = seq)),
    -- Nobody wrote it, whoever seems to have when it is taken back and made again.
    ('update', (select to_jsonb(u) - '{organization_id,published_seq}'::text[] || '{"edited_by": null, "editors": []}'
      from public.progress_updates u where u.published_seq = seq)),
    ('evidence', (select jsonb_agg(to_jsonb(e) - 'organization_id' order by e.position)
      from public.evidence e join public.progress_updates u on u.id = e.update_id where u.published_seq = seq)),
    ('closing', (select to_jsonb(c) - '{organization_id,published_seq}'::text[]
      from public.closings c where c.published_seq = seq))
  ) as made (name, rows);
$$;

create or replace function private.place_steps(import uuid, organization uuid, after bigint, positions integer[])
returns void
language plpgsql set search_path = '' as $$
declare
  own jsonb := jsonb_build_object('organization_id', organization);
begin
  insert into public.goals
  select r.* from public.import_steps s, jsonb_populate_record(null::public.goals,
    s.rows -> 'goal' || own || jsonb_build_object('published_seq', after + s.position)) as r
  where s.import_id = import and s.position = any (positions) and s.rows ? 'goal';
  insert into public.goal_revisions
  select r.* from public.import_steps s, jsonb_populate_record(null::public.goal_revisions,
    s.rows -> 'revision' || own || jsonb_build_object('published_seq', after + s.position)) as r
  where s.import_id = import and s.position = any (positions) and s.rows ? 'revision';
  -- Once it is published, an update takes in no more evidence.
  insert into public.progress_updates
  select r.* from public.import_steps s, jsonb_populate_record(null::public.progress_updates, s.rows -> 'update' || own) as r
  where s.import_id = import and s.position = any (positions) and s.rows ? 'update';
  insert into public.evidence
  select r.* from public.import_steps s, jsonb_array_elements(s.rows -> 'evidence') as e,
    jsonb_populate_record(null::public.evidence, e || own) as r
  where s.import_id = import and s.position = any (positions) and s.rows ? 'evidence';
  update public.progress_updates u set published_seq = after + s.position
  from public.import_steps s
  where s.import_id = import and s.position = any (positions) and s.rows ? 'update'
    and u.id = (s.rows #>> '{update,id}')::uuid;
  insert into public.closings
  select r.* from public.import_steps s, jsonb_populate_record(null::public.closings,
    s.rows -> 'closing' || own || jsonb_build_object('published_seq', after + s.position)) as r
  where s.import_id = import and s.position = any (positions) and s.rows ? 'closing';
  update public.goals g set predecessor_id = (s.rows #>> '{closing,goal_id}')::uuid
  from public.import_steps s, jsonb_array_elements_text(s.step -> 'successors') as successor
  where s.import_id = import and s.position = any (positions) and s.rows ? 'closing'
    and g.organization_id = organization and g.key = successor;
end;
$$;


-- ── Updates ──────────────────────────────────────────────────────────────────────────────────────

-- The update that a chain of corrections began with; none where a chain comes back to itself, which whoever gives
-- an id of their own can write.
create or replace function private.original_update(of_update uuid) returns public.progress_updates
language sql stable set search_path = '' as $$
  with recursive chain as (
    select u.* from public.progress_updates u where u.id = of_update
    union
    select u.* from public.progress_updates u join chain c on u.id = c.corrects_id
  )
  select * from chain where corrects_id is null;
$$;

-- Of a row that is being submitted, only its columns are read again.
alter policy teams_edit_draft_updates on public.progress_updates
  using (published_seq is null and status <> 'submitted' and private.can_edit_update(id))
  with check (published_seq is null and status <> 'submitted' and private.can_edit_update(id));
alter policy teams_delete_draft_updates on public.progress_updates
  using (published_seq is null and status <> 'submitted' and private.can_edit_update(id));
