-- Drafts of what is going to be public, whatever its kind: saved, submitted, taken back, returned with a
-- comment, published, discarded. What differs from kind to kind stands in kinds/: a row that says who drafts
-- it, and a function that makes its entry.
--
-- Goals that are not published yet and progress updates have tables of their own.

-- ── Kinds ────────────────────────────────────────────────────────────────────────────────────────

create table private.draft_kinds (
  kind text primary key references private.entry_shapes (kind),
  -- The roles that draft it.
  drafted_by text[] not null check (drafted_by <@ '{leader,contributor,reviewer}'::text[]),
  -- Who sees it until it is published: its author, who publishes it alone; or the leaders, who publish it; or with
  -- them all who see what a team drafts.
  seen_by text not null check (seen_by in ('author', 'leaders', 'team')),
  -- The names of the facts that say what it is of. Of each there is one draft at a time.
  subject text[] not null,
  -- Whether the two-person rule holds for it.
  by_two boolean not null,
  -- The function that says who is told once it is published: told_of_proposal or one of the kind's own.
  told text not null,
  -- The fact that the activity log says of a publication, where that is more than its subject.
  logged text
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
  -- `published` is not among them: published_seq says it. One that was discarded stays with what was said of it.
  status text not null default 'draft' check (status in ('draft', 'submitted', 'returned', 'discarded')),
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
  (case when seen_by = 'author' then created_by else organization_id end))
  where published_seq is null and status <> 'discarded';
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
create trigger refuse_unseen before insert or update of facts on public.drafts
  for each row when (current_user = 'authenticated') execute function private.refuse_unseen('facts');


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
create trigger refuse_unseen before insert on public.draft_comments
  for each row execute function private.refuse_unseen('body');


-- ── Who may see and draft what ───────────────────────────────────────────────────────────────────

-- Leaders edit each other's drafts, others their own. What is published or discarded is nobody's to edit, what is
-- submitted neither, until it is returned or taken back.
create function private.may_draft(d public.drafts) returns boolean
language sql stable security definer set search_path = '' as $$
  select coalesce(private.role_in(d.organization_id) = any (private.drafters(d.kind))
    and (d.created_by = private.my_membership(d.organization_id)
      or (d.seen_by <> 'author' and private.role_in(d.organization_id) = 'leader')), false);
$$;
create function private.can_edit_draft(draft uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.drafts d
    where d.id = draft and d.published_seq is null and d.status in ('draft', 'returned') and private.may_draft(d));
$$;
grant execute on function private.can_edit_draft(uuid) to authenticated;

alter table public.drafts enable row level security;
create policy members_see_drafts on public.drafts
  for select to authenticated using (private.role_in(organization_id) is not null
    and (published_seq is not null
      or (seen_by = 'author' and created_by = private.my_membership(organization_id))
      or (seen_by = 'leaders' and private.role_in(organization_id) = 'leader')
      or (seen_by = 'team' and private.sees_drafts(organization_id))));
create policy members_draft on public.drafts
  for insert to authenticated
  with check (private.role_in(organization_id) = any (private.drafters(kind))
    and created_by = private.my_membership(organization_id));
create policy members_edit_drafts on public.drafts
  for update to authenticated
  -- The columns too, not only the function: of a row that is being submitted or published, only they are read again.
  using (published_seq is null and status in ('draft', 'returned') and private.can_edit_draft(id))
  with check (published_seq is null and status in ('draft', 'returned') and private.can_edit_draft(id));
create policy members_discard_drafts on public.drafts
  for delete to authenticated
  using (published_seq is null and status in ('draft', 'returned') and private.can_edit_draft(id));
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
  if d.status = 'discarded' then
    perform private.refuse('draft_discarded');
  end if;
  execute format('select e.* from private.%I($1, $2) as e', 'entry_of_' || replace(d.kind, '.', '_'))
    into made using d, coalesce(added, '{}');
  return made;
end;
$$;

-- The entry that publishing a draft would append, or the first thing in its way as a refusal; for all who see the
-- draft. Number, time and nonce come with publishing.
create function public.preview_draft(draft uuid, added jsonb default '{}') returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  d public.drafts;
  made private.draft_entry;
  said jsonb;
begin
  select * into d from public.drafts x where x.id = preview_draft.draft and x.published_seq is null;
  if not coalesce(private.may_draft(d) or (d.seen_by = 'team' and private.sees_drafts(d.organization_id)), false) then
    perform private.refuse('not_found');
  end if;
  made := private.entry_of(d, added);
  said := jsonb_strip_nulls(made.facts::jsonb)
    || jsonb_build_object('kind', d.kind, 'effective_on', private.written_day(made.effective_on));
  perform private.check_shape(d.kind, (said || jsonb_build_object('seq', 1, 'organization', 'preview',
    'recorded_at', '2000-01-01T00:00:00.000Z', 'nonce', gen_random_uuid()))::text);
  return said;
end;
$$;
grant execute on function public.preview_draft(uuid, jsonb) to authenticated;

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


-- ── Submitting, taking back, returning, discarding ───────────────────────────────────────────────

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
  confirmed boolean;
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
  -- Only here, where it is known: no file and no draft can say so.
  confirmed := by_two and not (me in (d.created_by, d.submitted_by) or me = any (d.editors))
    and (select s.schema #> '{properties,confirmed}' is not null from private.entry_shapes s where s.kind = d.kind);
  loop
    made := private.entry_of(d, added);
    -- Goals have tables of their own: those that carry on a closed one are begun here, before its closing.
    if d.kind = 'goal.closed' then
      perform private.begin_successors(d.organization_id, made.facts, made.effective_on, added -> 'successors');
    end if;
    if confirmed then
      made.facts := regexp_replace(made.facts::text, '\s*\}\s*$', '') || ',"confirmed":true}';
    end if;
    number := private.append_entry(d.organization_id, d.kind, made.effective_on, made.facts);
    -- Two revisions in one draft are published one after the other, each under the same rules.
    exit when d.kind <> 'goal.revised' or private.second_of(d.facts) is null;
    d.facts := private.second_of(d.facts);
  end loop;
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
