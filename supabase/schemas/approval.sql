-- How an update comes to be published: drafted, submitted, returned with a comment or published.

-- ── Comments ─────────────────────────────────────────────────────────────────────────────────────

create table public.update_comments (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  update_id uuid not null references public.progress_updates (id) on delete restrict,
  -- True for the one with which the update was returned.
  returns boolean not null default false,
  -- With the comment, and so for whom the comment is: leaders and contributors, and nobody else.
  returned_version jsonb,
  body text not null check (private.is_full_text(body)),
  created_by uuid not null references public.memberships (id) on delete restrict,
  created_at timestamptz not null default now(),
  constraint version_is_of_a_return check (returned_version is null or returns)
);
create index update_comments_by_update on public.update_comments (update_id);
create index update_comments_by_organization on public.update_comments (organization_id);
create index update_comments_by_creator on public.update_comments (created_by);
comment on table public.update_comments is 'What teams say to each other about an update. Never public.';
comment on column public.update_comments.returned_version is
  'Of a return: what the entry would have said, had the update been published instead. Never public.';

-- Nobody edits or deletes a comment: there is no policy for it, and no grant.
alter table public.update_comments enable row level security;
-- Reviewers are outsiders: what a team says to itself is not theirs to read.
create policy teams_see_comments on public.update_comments
  for select to authenticated using (private.role_in(organization_id) in ('leader', 'contributor'));
create policy teams_comment on public.update_comments
  for insert to authenticated
  with check (private.role_in(organization_id) in ('leader', 'contributor') and not returns
    and created_by = private.my_membership(organization_id)
    and exists (select from public.progress_updates u
      where u.id = update_id and u.organization_id = update_comments.organization_id));
grant select on table public.update_comments to authenticated, service_role;
grant insert (organization_id, update_id, body, created_by) on table public.update_comments to authenticated;

-- With its draft, its author would delete what the others said of it.
create function private.keep_comments() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.update_comments c where c.update_id = old.id) then
    perform private.refuse('comments_kept');
  end if;
  return old;
end;
$$;
create trigger keep_comments before delete on public.progress_updates
  for each row execute function private.keep_comments();
create trigger refuse_unseen before insert on public.update_comments
  for each row execute function private.refuse_unseen('body');


-- ── Submitting, taking back, returning ───────────────────────────────────────────────────────────

-- What an update must have before somebody else looks at it, and before the public does.
create function private.require_publishable(u public.progress_updates) returns void
language plpgsql stable set search_path = '' as $$
declare
  r public.record_entries;
  uncovered integer;
begin
  perform private.require_past(u.effective_on);
  if not private.is_full_text(u.narrative) then
    perform private.refuse('narrative_missing');
  end if;
  perform private.require_no_leak(u.id);
  if not private.is_update_translation(u.translation) then
    perform private.refuse('translation_unfinished');
  end if;
  -- Reviews do not carry over to a correction, so an empty one would be a way to be rid of them.
  if exists (select from public.progress_updates c where c.id = u.corrects_id and c.grade = u.grade
      and btrim(c.narrative, E' \t\n') = btrim(u.narrative, E' \t\n')
      and c.met is not distinct from u.met and c.translation is not distinct from u.translation
      and private.evidence_facts(c.id)::text = private.evidence_facts(u.id)::text) then
    perform private.refuse('nothing_changed.correction');
  end if;
  if u.grade = 4 then
    r := private.revision_in_force(u.goal_id, (private.original_update(u.id)).effective_on);
    if r.criteria = 0 then
      uncovered := case when exists (select from public.evidence e where e.update_id = u.id) then null else 1 end;
    else
      select min(i) into uncovered from generate_series(1, r.criteria) as i
      where not exists (select from public.evidence e where e.update_id = u.id and i - 1 = any (e.criteria));
    end if;
    if uncovered is not null then
      perform private.refuse('criterion_without_evidence', jsonb_build_object('criterion', uncovered));
    end if;
  end if;
end;
$$;

-- Hands a draft to the leaders. Submitting it again changes nothing.
create function public.submit_progress_update(progress_update uuid, seen timestamptz default null) returns void
language plpgsql security definer set search_path = '' as $$
declare
  u public.progress_updates;
begin
  select * into u from public.progress_updates where id = progress_update for update;
  if u.status = 'submitted' and u.published_seq is null and private.role_in(u.organization_id) in ('leader', 'contributor') then
    return;
  elsif not private.can_edit_update(u.id) then
    perform private.refuse('not_editable.submit');
  end if;
  perform private.require_seen(u.updated_at, seen);
  perform private.require_publishable(u);
  update public.progress_updates set status = 'submitted', submitted_at = now() where id = u.id;
end;
$$;
grant execute on function public.submit_progress_update(uuid, timestamptz) to authenticated;

-- The author takes back what no leader has answered yet, to go on editing.
create function public.take_back_progress_update(progress_update uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  u public.progress_updates;
begin
  select * into u from public.progress_updates where id = progress_update for update;
  if u.status is distinct from 'submitted' or u.published_seq is not null
    or private.role_in(u.organization_id) is null
    or private.my_membership(u.organization_id) is distinct from u.created_by then
    perform private.refuse('not_submitted.take_back');
  end if;
  update public.progress_updates set status = 'draft', submitted_at = null where id = u.id;
end;
$$;
grant execute on function public.take_back_progress_update(uuid) to authenticated;

-- What an update would make public; `revision` is the number of the one that it grades.
create function private.update_version(u public.progress_updates) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'effective_on', u.effective_on,
    'revision', private.revision_number(private.revision_in_force(u.goal_id, (private.original_update(u.id)).effective_on)),
    'grade', u.grade,
    'narrative', u.narrative,
    'met', to_jsonb(u.met),
    'translation', private.translation_facts(u.translation),
    'evidence', private.evidence_facts(u.id));
$$;

-- A leader sends a submitted update back and says what is missing. What was returned is kept, so that whoever
-- approves it later sees what was changed.
create function public.return_progress_update(progress_update uuid, comment text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  u public.progress_updates;
begin
  select * into u from public.progress_updates where id = progress_update for update;
  perform private.require_leader(u.organization_id);
  if u.status is distinct from 'submitted' or u.published_seq is not null then
    perform private.refuse('not_submitted.return');
  elsif not coalesce(private.is_full_text(comment), false) then
    perform private.refuse('comment_missing');
  end if;
  insert into public.update_comments (organization_id, update_id, returns, body, created_by, returned_version)
  values (u.organization_id, u.id, true, comment, private.my_membership(u.organization_id), private.update_version(u));
  update public.progress_updates set status = 'returned', submitted_at = null where id = u.id;
end;
$$;
grant execute on function public.return_progress_update(uuid, text) to authenticated;
