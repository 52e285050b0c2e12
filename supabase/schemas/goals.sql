-- Goals: what is drafted of them, until it is published. What is published of a goal, and of its revisions, is in
-- the record alone; a row of `goals` with `published_seq` stands for it, and cannot change.

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
comment on table public.goals is 'What the organization promises; its text is in goal_drafts until it is published, and then in the record.';

create table public.goal_drafts (
  goal_id uuid primary key references public.goals (id) on delete cascade,
  organization_id uuid not null references public.organizations (id) on delete restrict,
  title text not null check (private.is_short_text(title)),
  statement text not null default '' check (private.is_free_text(statement)),
  criteria text[] not null default '{}',
  target_on date check (private.is_day(target_on)),
  target_basis text check (target_basis in ('stated', 'derived')),
  target_note text check (private.is_free_text(target_note)),
  outlook text check (outlook in ('likely', 'feasible', 'unlikely')),
  source text check (private.is_full_text(source, 8000)),
  effective_on date check (private.is_day(effective_on)),
  translation jsonb check (translation is null or private.is_draft_translation(translation)),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint target_is_whole check ((target_on is null) = (target_basis is null)
    and (target_note is null or target_on is not null)),
  constraint criteria_are_full check (private.are_criteria(criteria))
);
create index goal_drafts_by_organization on public.goal_drafts (organization_id);
comment on table public.goal_drafts is 'What a goal says that is not published yet; gone once it is.';
comment on column public.goal_drafts.translation is 'The text in another language, or null; published with the goal.';
create trigger touch before update on public.goal_drafts
  for each row execute function private.touch();
create trigger refuse_unseen before insert or update of title, statement, criteria, target_note, source, translation
  on public.goal_drafts
  for each row when (current_user = 'authenticated')
  execute function private.refuse_unseen('title', 'statement', 'criteria', 'target_note', 'source', 'translation');
create trigger refuse_far_days before insert or update of effective_on, target_on on public.goal_drafts
  for each row when (current_user = 'authenticated')
  execute function private.refuse_far_days('effective_on', 'target_on');

-- A row's organization must be its goal's, or a member of one organization could write into another.
create function private.same_organization(organization uuid, goal uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.goals g where g.id = goal and g.organization_id = organization);
$$;
grant execute on function private.same_organization(uuid, uuid) to authenticated;

-- The same of a goal that is not published yet.
create function private.is_draft_goal(organization uuid, goal uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.goals g
    where g.id = goal and g.organization_id = organization and g.published_seq is null);
$$;
grant execute on function private.is_draft_goal(uuid, uuid) to authenticated;

-- The entry with the revision that is in force on a day: the latest effective by then. Of 'infinity' it is the last.
create function private.revision_in_force(goal uuid, day date) returns public.record_entries
language sql stable set search_path = '' as $$
  select e.* from public.goals g
    join public.record_entries e on e.organization_id = g.organization_id and e.goal = g.key
      and e.kind in ('goal.published', 'goal.revised')
  where g.id = revision_in_force.goal and e.effective_on <= day
  order by e.effective_on desc, e.seq desc limit 1;
$$;

-- The number of a revision: 1 for the entry that published the goal, and so on.
create function private.revision_number(e public.record_entries) returns integer
language sql stable set search_path = '' as $$
  select count(*)::integer from public.record_entries x
  where x.organization_id = e.organization_id and x.goal = e.goal and x.kind in ('goal.published', 'goal.revised')
    and x.seq <= e.seq;
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

alter table public.goal_drafts enable row level security;
create policy members_see_goal_drafts on public.goal_drafts
  for select to authenticated using (private.sees_drafts(organization_id));
create policy leaders_write_goal_drafts on public.goal_drafts
  for insert to authenticated
  with check (private.role_in(organization_id) = 'leader' and private.is_draft_goal(organization_id, goal_id));
create policy leaders_edit_goal_drafts on public.goal_drafts
  for update to authenticated
  using (private.role_in(organization_id) = 'leader')
  with check (private.role_in(organization_id) = 'leader');
create policy leaders_delete_goal_drafts on public.goal_drafts
  for delete to authenticated
  using (private.role_in(organization_id) = 'leader');
grant select, delete on table public.goal_drafts to authenticated;
grant insert (organization_id, goal_id, title, statement, criteria, target_on, target_basis, target_note, outlook,
    source, effective_on, translation),
  update (title, statement, criteria, target_on, target_basis, target_note, outlook, source, effective_on,
    translation, updated_at)
  on table public.goal_drafts to authenticated;
grant select on table public.goal_drafts to service_role;


-- ── Saving drafts ────────────────────────────────────────────────────────────────────────────────

-- These run as the caller: row-level security decides. They exist because a draft spans two tables.

-- Creates a draft of a goal. `draft` has the columns of both tables. Returns the goal's id.
create function public.create_goal(organization uuid, draft jsonb) returns uuid
language plpgsql set search_path = '' as $$
declare
  goal uuid;
begin
  insert into public.goals (organization_id, key, area, created_by)
  values (organization, draft ->> 'key', draft ->> 'area', private.my_membership(organization))
  returning id into goal;
  insert into public.goal_drafts (organization_id, goal_id, title, statement, criteria, target_on,
    target_basis, target_note, outlook, effective_on, translation)
  values (organization, goal, draft ->> 'title', coalesce(draft ->> 'statement', ''),
    array(select jsonb_array_elements_text(draft -> 'criteria')), (draft ->> 'target_on')::date,
    draft ->> 'target_basis', draft ->> 'target_note', draft ->> 'outlook',
    (draft ->> 'effective_on')::date, nullif(draft -> 'translation', 'null'));
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
  select d.updated_at into stored from public.goal_drafts d where d.goal_id = goal for update;
  perform private.require_seen(stored, seen);
  update public.goals g set key = draft ->> 'key', area = draft ->> 'area' where g.id = goal;
  if not found then
    perform private.refuse('not_editable.goal');
  end if;
  update public.goal_drafts d
  set title = draft ->> 'title', statement = coalesce(draft ->> 'statement', ''),
    criteria = array(select jsonb_array_elements_text(draft -> 'criteria')),
    target_on = (draft ->> 'target_on')::date, target_basis = draft ->> 'target_basis',
    target_note = draft ->> 'target_note', outlook = draft ->> 'outlook',
    effective_on = (draft ->> 'effective_on')::date, translation = nullif(draft -> 'translation', 'null'),
    updated_at = now()
  where d.goal_id = goal;
end;
$$;
grant execute on function public.save_draft_goal(uuid, jsonb, timestamptz) to authenticated;
