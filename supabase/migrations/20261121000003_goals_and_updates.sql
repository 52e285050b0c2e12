-- The workspace: goals with their revisions, progress updates with their evidence, closings, reviews.
-- Members only. A row with `published_seq` is what that entry of the record says and cannot change.

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
  change text not null check (change in ('published', 'editorial', 'strengthened', 'date_moved', 'narrowed')),
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
  created_by uuid references public.memberships (id) on delete restrict,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  published_seq bigint unique references public.record_entries (seq) on delete restrict,
  unique (goal_id, number),
  constraint target_is_whole check ((target_on is null) = (target_basis is null)
    and (target_note is null or target_on is not null)),
  constraint criteria_are_full check (private.are_criteria(criteria)),
  constraint published_is_whole check (published_seq is null
    or (number is not null and effective_on is not null and private.is_full_text(statement)
        and (change = 'published') = (number = 1)
        and (change = 'published' or coalesce(private.is_full_text(reason), false))))
);
create unique index one_draft_revision_per_goal on public.goal_revisions (goal_id) where published_seq is null;
create index goal_revisions_by_organization on public.goal_revisions (organization_id);
create index goal_revisions_by_creator on public.goal_revisions (created_by);
comment on table public.goal_revisions is 'A goal''s text, criteria and target date from a day on.';

create table public.progress_updates (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  goal_id uuid not null references public.goals (id) on delete restrict,
  -- Unique within the goal; given when published, unless the author gave one.
  key text check (private.is_key(key)),
  corrects_id uuid references public.progress_updates (id) on delete restrict,
  -- The revision that was graded: the one in force on the day, given when published.
  revision_id uuid references public.goal_revisions (id) on delete restrict,
  effective_on date not null check (private.is_day(effective_on)),
  grade smallint not null check (grade between 0 and 4),
  narrative text not null default '' check (private.is_free_text(narrative)),
  source text check (private.is_full_text(source, 8000)),
  created_by uuid references public.memberships (id) on delete restrict,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  published_seq bigint unique references public.record_entries (seq) on delete restrict,
  unique (goal_id, key),
  constraint published_is_whole check (published_seq is null
    or (key is not null and revision_id is not null and private.is_full_text(narrative)))
);
create index progress_updates_by_organization on public.progress_updates (organization_id);
create index progress_updates_by_corrected on public.progress_updates (corrects_id);
create index progress_updates_by_revision on public.progress_updates (revision_id);
create index progress_updates_by_creator on public.progress_updates (created_by);
comment on table public.progress_updates is 'A self-grade for a day, with its narrative; evidence is in its own table.';

create table public.evidence (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  update_id uuid not null references public.progress_updates (id) on delete cascade,
  position integer not null check (position >= 0),
  kind text not null check (kind in ('link', 'file')),
  visibility text not null check (visibility in ('public', 'redacted')),
  title text not null check (private.is_short_text(title)),
  url text check (private.is_web_address(url)),
  archived_url text check (private.is_web_address(archived_url)),
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  -- Indexes, from 0, into the criteria of the revision that was graded.
  criteria integer[] not null default '{}',
  redaction_category text
    check (redaction_category in ('legal', 'intellectual_property', 'public_safety', 'privacy')),
  redaction_description text check (private.is_full_text(redaction_description)),
  unique (update_id, position),
  constraint link_or_file check (case kind
    when 'link' then sha256 is null and (url is not null or visibility = 'redacted')
    else url is null and archived_url is null and (sha256 is not null or visibility = 'redacted') end),
  constraint redaction_is_explained check (case visibility
    when 'redacted' then redaction_category is not null and redaction_description is not null
    else redaction_category is null and redaction_description is null end),
  constraint criteria_are_indexes check (coalesce(array_ndims(criteria), 1) = 1
    and array_position(criteria, null) is null and 0 <= all (criteria))
);
create index evidence_by_organization on public.evidence (organization_id);
comment on table public.evidence is 'What a progress update rests on. A redacted item''s address never leaves this table.';

create table public.closings (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  goal_id uuid not null unique references public.goals (id) on delete restrict,
  closed_as text not null check (closed_as in ('delivered', 'withdrawn', 'superseded', 'split')),
  reason text not null check (private.is_full_text(reason)),
  source text check (private.is_full_text(source, 8000)),
  effective_on date not null check (private.is_day(effective_on)),
  created_by uuid references public.memberships (id) on delete restrict,
  created_at timestamptz not null default now(),
  -- A closing is made and published in one step; there is no draft of it.
  published_seq bigint unique references public.record_entries (seq) on delete restrict
);
create index closings_by_organization on public.closings (organization_id);
create index closings_by_creator on public.closings (created_by);
comment on table public.closings is 'How and why a goal ended; its successors point back with predecessor_id.';

create table public.reviews (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  update_id uuid not null references public.progress_updates (id) on delete restrict,
  effective_on date not null check (private.is_day(effective_on)),
  reviewer_name text not null check (private.is_short_text(reviewer_name)),
  reviewer_relation text not null check (private.is_free_text(reviewer_relation)),
  reviewer_conflicts text not null check (private.is_free_text(reviewer_conflicts)),
  reviewer_access text not null check (reviewer_access in ('public', 'redacted', 'full')),
  grade smallint not null check (grade between 0 and 4),
  agrees text not null check (agrees in ('yes', 'partly', 'no')),
  evidence text not null check (evidence in ('sufficient', 'partly', 'insufficient')),
  statement text not null check (private.is_free_text(statement)),
  created_at timestamptz not null default now(),
  published_seq bigint unique references public.record_entries (seq) on delete restrict
);
create index reviews_by_organization on public.reviews (organization_id);
create index reviews_by_update on public.reviews (update_id);
comment on table public.reviews is 'An outsider''s judgement of one published update.';


-- ── Who may see and draft what ───────────────────────────────────────────────────────────────────

-- The caller's own membership in an organization, for `created_by`; null for strangers.
create function private.my_membership(organization uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select id from public.memberships
  where organization_id = organization and user_id = (select auth.uid()) and removed_at is null;
$$;
revoke all on function private.my_membership(uuid) from public;
grant execute on function private.my_membership(uuid) to authenticated;

-- Leaders edit any draft update, contributors their own. Published ones are nobody's to edit.
create function private.can_edit_update(update_id uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.progress_updates u
    where u.id = update_id and u.published_seq is null
      and (private.role_in(u.organization_id) = 'leader'
        or (private.role_in(u.organization_id) = 'contributor'
          and u.created_by = private.my_membership(u.organization_id)))
  );
$$;
revoke all on function private.can_edit_update(uuid) from public;
grant execute on function private.can_edit_update(uuid) to authenticated;

-- A row's organization must be its goal's, or a member of one organization could write into another.
create function private.same_organization(organization uuid, goal uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.goals g where g.id = goal and g.organization_id = organization);
$$;
revoke all on function private.same_organization(uuid, uuid) from public;
grant execute on function private.same_organization(uuid, uuid) to authenticated;

alter table public.goals enable row level security;
create policy members_see_goals on public.goals
  for select to authenticated using (private.role_in(organization_id) is not null);
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
revoke all on table public.goals from public, anon, authenticated, service_role;
grant select, delete on table public.goals to authenticated;
grant insert (organization_id, key, area, created_by), update (key, area) on table public.goals to authenticated;
grant select on table public.goals to service_role;

alter table public.goal_revisions enable row level security;
create policy members_see_revisions on public.goal_revisions
  for select to authenticated using (private.role_in(organization_id) is not null);
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
revoke all on table public.goal_revisions from public, anon, authenticated, service_role;
grant select, delete on table public.goal_revisions to authenticated;
grant insert (organization_id, goal_id, change, title, statement, criteria, target_on, target_basis,
    target_note, outlook, reason, source, effective_on, created_by),
  update (change, title, statement, criteria, target_on, target_basis, target_note, outlook, reason,
    source, effective_on, updated_at)
  on table public.goal_revisions to authenticated;
grant select on table public.goal_revisions to service_role;

alter table public.progress_updates enable row level security;
create policy members_see_updates on public.progress_updates
  for select to authenticated using (private.role_in(organization_id) is not null);
create policy teams_draft_updates on public.progress_updates
  for insert to authenticated
  with check (private.role_in(organization_id) in ('leader', 'contributor') and published_seq is null
    and private.same_organization(organization_id, goal_id)
    and created_by = private.my_membership(organization_id));
create policy teams_edit_draft_updates on public.progress_updates
  for update to authenticated
  -- The column too, not only the function: of a row that is being published, only the column is read again.
  using (published_seq is null and private.can_edit_update(id))
  with check (published_seq is null and private.can_edit_update(id));
create policy teams_delete_draft_updates on public.progress_updates
  for delete to authenticated using (published_seq is null and private.can_edit_update(id));
revoke all on table public.progress_updates from public, anon, authenticated, service_role;
grant select, delete on table public.progress_updates to authenticated;
grant insert (organization_id, goal_id, key, corrects_id, effective_on, grade, narrative, source, created_by),
  update (effective_on, grade, narrative, source, updated_at)
  on table public.progress_updates to authenticated;
grant select on table public.progress_updates to service_role;

alter table public.evidence enable row level security;
create policy members_see_evidence on public.evidence
  for select to authenticated using (private.role_in(organization_id) is not null);
create policy teams_add_evidence on public.evidence
  for insert to authenticated
  with check (private.can_edit_update(update_id)
    and organization_id = (select u.organization_id from public.progress_updates u where u.id = update_id));
create policy teams_remove_evidence on public.evidence
  for delete to authenticated using (private.can_edit_update(update_id));
revoke all on table public.evidence from public, anon, authenticated, service_role;
grant select, delete on table public.evidence to authenticated;
grant insert (organization_id, update_id, position, kind, visibility, title, url, archived_url, sha256,
  criteria, redaction_category, redaction_description) on table public.evidence to authenticated;
grant select on table public.evidence to service_role;

-- Evidence that arrives while its update is being published waits here, and then comes too late.
create function private.keep_published_evidence() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  item public.evidence := case tg_op when 'DELETE' then old else new end;
  seq bigint;
begin
  select u.published_seq into seq from public.progress_updates u where u.id = item.update_id for update;
  if seq is not null then
    perform private.refuse('not_editable', 'This update is published, so it cannot be edited. Correct it instead.');
  end if;
  return item;
end;
$$;
revoke all on function private.keep_published_evidence() from public;
create trigger keep_published_evidence before insert or delete on public.evidence
  for each row execute function private.keep_published_evidence();

alter table public.closings enable row level security;
create policy members_see_closings on public.closings
  for select to authenticated using (private.role_in(organization_id) is not null);
revoke all on table public.closings from public, anon, authenticated, service_role;
grant select on table public.closings to authenticated, service_role;

alter table public.reviews enable row level security;
create policy members_see_reviews on public.reviews
  for select to authenticated using (private.role_in(organization_id) is not null);
revoke all on table public.reviews from public, anon, authenticated, service_role;
grant select on table public.reviews to authenticated, service_role;
