-- Goals with their revisions: what is drafted, and what is published of it. A row with `published_seq` is
-- what that entry of the record says and cannot change.

create table public.goals (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  key text not null check (private.is_key(key)),
  area text not null check (area in ('security', 'alignment', 'safeguards', 'policy')),
  -- The goal that was superseded by this one or split into it. One at most, as the column allows.
  predecessor_id uuid references public.goals (id) on delete restrict,
  created_by uuid references public.memberships (id) on delete restrict,
  created_at timestamptz not null default now(),
  published_seq bigint unique references public.record_entries (seq) on delete restrict,
  unique (organization_id, key)
);
create index goals_by_predecessor on public.goals (predecessor_id);
create index goals_by_creator on public.goals (created_by);
comment on table public.goals is 'What the organization promises; its text is in goal_revisions.';

create table public.goal_revisions (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  goal_id uuid not null references public.goals (id) on delete cascade,
  -- 1, 2, 3 … given when published.
  number integer check (number > 0),
  change text not null check (change in ('published', 'editorial', 'strengthened', 'date_moved', 'reworded', 'narrowed')),
  title text not null check (private.is_short_text(title)),
  statement text not null default '' check (private.is_free_text(statement)),
  criteria text[] not null default '{}',
  target_on date check (private.is_day(target_on)),
  target_basis text check (target_basis in ('stated', 'derived')),
  target_note text check (private.is_free_text(target_note)),
  outlook text check (outlook in ('likely', 'feasible', 'unlikely')),
  reason text check (private.is_free_text(reason)),
  source text check (private.is_full_text(source, 8000)),
  effective_on date check (private.is_day(effective_on)),
  translation jsonb check (translation is null or private.is_draft_translation(translation)),
  created_by uuid references public.memberships (id) on delete restrict,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  published_seq bigint unique references public.record_entries (seq) on delete restrict,
  unique (goal_id, number),
  constraint target_is_whole check ((target_on is null) = (target_basis is null)
    and (target_note is null or target_on is not null)),
  constraint criteria_are_full check (private.are_criteria(criteria)),
  constraint published_is_whole check (published_seq is null
    or (number is not null and effective_on is not null and (change = 'published') = (number = 1)))
);
create unique index one_draft_revision_per_goal on public.goal_revisions (goal_id) where published_seq is null;
create index goal_revisions_by_organization on public.goal_revisions (organization_id);
create index goal_revisions_by_creator on public.goal_revisions (created_by);
comment on table public.goal_revisions is 'A goal''s text, criteria and target date from a day on.';
comment on column public.goal_revisions.translation is 'The text in another language, or null; published with the revision.';
create trigger touch before update on public.goal_revisions
  for each row execute function private.touch();
-- Members only: what an import brings was looked at before.
create trigger refuse_unseen before insert or update of title, statement, criteria, target_note, reason, source, translation
  on public.goal_revisions
  for each row when (current_user = 'authenticated')
  execute function private.refuse_unseen('title', 'statement', 'criteria', 'target_note', 'reason', 'source', 'translation');
create trigger refuse_far_days before insert or update of effective_on, target_on on public.goal_revisions
  for each row when (current_user = 'authenticated')
  execute function private.refuse_far_days('effective_on', 'target_on');

-- A row's organization must be its goal's, or a member of one organization could write into another.
create function private.same_organization(organization uuid, goal uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.goals g where g.id = goal and g.organization_id = organization);
$$;
grant execute on function private.same_organization(uuid, uuid) to authenticated;

-- The revision in force on a day: the latest published one effective by then.
create function private.revision_in_force(goal uuid, day date) returns public.goal_revisions
language sql stable set search_path = '' as $$
  select r.* from public.goal_revisions r
  where r.goal_id = goal and r.published_seq is not null and r.effective_on <= day
  order by r.effective_on desc, r.published_seq desc limit 1;
$$;

-- The entry that closed a goal; nulls of one that is open.
create function private.closing_of(goal uuid) returns public.record_entries
language sql stable set search_path = '' as $$
  select e.* from public.goals g
    join public.record_entries e on e.organization_id = g.organization_id and e.goal = g.key and e.kind = 'goal.closed'
  where g.id = closing_of.goal;
$$;
grant execute on function private.closing_of(uuid) to authenticated;


-- ── Who may see and draft what ───────────────────────────────────────────────────────────────────

alter table public.goals enable row level security;
create policy members_see_goals on public.goals
  for select to authenticated using (private.role_in(organization_id) is not null
    and (published_seq is not null or private.sees_drafts(organization_id)));
create policy leaders_draft_goals on public.goals
  for insert to authenticated
  with check (private.role_in(organization_id) = 'leader' and published_seq is null
    and created_by = private.my_membership(organization_id));
create policy leaders_edit_draft_goals on public.goals
  for update to authenticated
  using (private.role_in(organization_id) = 'leader' and published_seq is null)
  with check (private.role_in(organization_id) = 'leader' and published_seq is null);
create policy leaders_delete_draft_goals on public.goals
  for delete to authenticated
  using (private.role_in(organization_id) = 'leader' and published_seq is null);
grant select, delete on table public.goals to authenticated;
grant insert (organization_id, key, area, created_by), update (key, area) on table public.goals to authenticated;
grant select on table public.goals to service_role;

alter table public.goal_revisions enable row level security;
create policy members_see_revisions on public.goal_revisions
  for select to authenticated using (private.role_in(organization_id) is not null
    and (published_seq is not null or private.sees_drafts(organization_id)));
create policy leaders_draft_revisions on public.goal_revisions
  for insert to authenticated
  with check (private.role_in(organization_id) = 'leader' and published_seq is null
    and private.same_organization(organization_id, goal_id)
    and created_by = private.my_membership(organization_id));
create policy leaders_edit_draft_revisions on public.goal_revisions
  for update to authenticated
  using (private.role_in(organization_id) = 'leader' and published_seq is null)
  with check (private.role_in(organization_id) = 'leader' and published_seq is null);
create policy leaders_delete_draft_revisions on public.goal_revisions
  for delete to authenticated
  using (private.role_in(organization_id) = 'leader' and published_seq is null);
grant select, delete on table public.goal_revisions to authenticated;
grant insert (organization_id, goal_id, change, title, statement, criteria, target_on, target_basis,
    target_note, outlook, reason, source, effective_on, translation, created_by),
  update (change, title, statement, criteria, target_on, target_basis, target_note, outlook, reason,
    source, effective_on, translation, updated_at)
  on table public.goal_revisions to authenticated;
grant select on table public.goal_revisions to service_role;


-- ── Saving drafts ────────────────────────────────────────────────────────────────────────────────

-- These run as the caller: row-level security decides. They exist because a draft spans two tables.

-- Creates a goal with its first draft revision. `draft` has the columns of both. Returns the goal's id.
create function public.create_goal(organization uuid, draft jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  goal uuid;
begin
  insert into public.goals (organization_id, key, area, created_by)
  values (organization, draft ->> 'key', draft ->> 'area', private.my_membership(organization))
  returning id into goal;
  insert into public.goal_revisions (organization_id, goal_id, change, title, statement, criteria, target_on,
    target_basis, target_note, outlook, effective_on, translation, created_by)
  values (organization, goal, 'published', draft ->> 'title', coalesce(draft ->> 'statement', ''),
    array(select jsonb_array_elements_text(draft -> 'criteria')), (draft ->> 'target_on')::date,
    draft ->> 'target_basis', draft ->> 'target_note', draft ->> 'outlook',
    (draft ->> 'effective_on')::date, nullif(draft -> 'translation', 'null'), private.my_membership(organization));
  return goal;
end;
$$;
grant execute on function public.create_goal(uuid, jsonb) to authenticated;

-- Overwrites the draft of a goal that is not published yet, key and area included.
create function public.save_draft_goal(goal uuid, draft jsonb, seen timestamptz default null) returns void
language plpgsql set search_path = '' as $$
declare
  stored timestamptz;
begin
  select r.updated_at into stored from public.goal_revisions r
    where r.goal_id = goal and r.published_seq is null for update;
  perform private.require_seen(stored, seen);
  update public.goals g set key = draft ->> 'key', area = draft ->> 'area' where g.id = goal;
  if not found then
    perform private.refuse('not_editable.goal');
  end if;
  update public.goal_revisions r
  set title = draft ->> 'title', statement = coalesce(draft ->> 'statement', ''),
    criteria = array(select jsonb_array_elements_text(draft -> 'criteria')),
    target_on = (draft ->> 'target_on')::date, target_basis = draft ->> 'target_basis',
    target_note = draft ->> 'target_note', outlook = draft ->> 'outlook',
    effective_on = (draft ->> 'effective_on')::date, translation = nullif(draft -> 'translation', 'null'),
    updated_at = now()
  where r.goal_id = goal and r.published_seq is null;
end;
$$;
grant execute on function public.save_draft_goal(uuid, jsonb, timestamptz) to authenticated;
