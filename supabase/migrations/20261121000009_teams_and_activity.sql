-- Who owns a goal, and who did what.

-- ── Teams and owners ─────────────────────────────────────────────────────────────────────────────

create table public.teams (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  name text not null check (private.is_full_text(name, 100)),
  created_by uuid not null references public.memberships (id) on delete restrict,
  created_at timestamptz not null default now(),
  unique (organization_id, name)
);
create index teams_by_creator on public.teams (created_by);
comment on table public.teams is 'Groups of members that own goals together.';

create table public.team_members (
  id uuid primary key default gen_random_uuid(),
  team_id uuid not null references public.teams (id) on delete cascade,
  membership_id uuid not null references public.memberships (id) on delete cascade,
  organization_id uuid not null references public.organizations (id) on delete restrict,
  unique (team_id, membership_id)
);
create index team_members_by_membership on public.team_members (membership_id);
create index team_members_by_organization on public.team_members (organization_id);
comment on table public.team_members is 'Who is on a team.';

create table public.goal_owners (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  goal_id uuid not null references public.goals (id) on delete cascade,
  team_id uuid references public.teams (id) on delete cascade,
  membership_id uuid references public.memberships (id) on delete cascade,
  constraint a_team_or_a_person check (num_nonnulls(team_id, membership_id) = 1),
  unique (goal_id, team_id),
  unique (goal_id, membership_id)
);
create index goal_owners_by_organization on public.goal_owners (organization_id);
create index goal_owners_by_team on public.goal_owners (team_id);
create index goal_owners_by_membership on public.goal_owners (membership_id);
comment on table public.goal_owners is 'The teams and people that post progress on a goal. Never public.';

-- Rows join things of one organization, or a leader could reach into another.
create function private.same_team(organization uuid, team uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.teams t where t.id = team and t.organization_id = organization);
$$;
-- Reviewers are outsiders: they own nothing.
create function private.can_own(organization uuid, membership uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.memberships m
    where m.id = membership and m.organization_id = organization and m.removed_at is null
      and m.role in ('leader', 'contributor'));
$$;
revoke all on function private.same_team(uuid, uuid), private.can_own(uuid, uuid) from public;
grant execute on function private.same_team(uuid, uuid), private.can_own(uuid, uuid) to authenticated;

alter table public.teams enable row level security;
create policy members_see_teams on public.teams
  for select to authenticated using (private.role_in(organization_id) is not null);
create policy leaders_make_teams on public.teams
  for insert to authenticated
  with check (private.role_in(organization_id) = 'leader' and created_by = private.my_membership(organization_id));
create policy leaders_rename_teams on public.teams
  for update to authenticated
  using (private.role_in(organization_id) = 'leader') with check (private.role_in(organization_id) = 'leader');
create policy leaders_remove_teams on public.teams
  for delete to authenticated using (private.role_in(organization_id) = 'leader');
revoke all on table public.teams from public, anon, authenticated, service_role;
grant select, delete on table public.teams to authenticated;
grant insert (organization_id, name, created_by), update (name) on table public.teams to authenticated;
grant select on table public.teams to service_role;

alter table public.team_members enable row level security;
create policy members_see_team_members on public.team_members
  for select to authenticated using (private.role_in(organization_id) is not null);
create policy leaders_add_to_teams on public.team_members
  for insert to authenticated
  with check (private.role_in(organization_id) = 'leader'
    and private.same_team(organization_id, team_id) and private.can_own(organization_id, membership_id));
create policy leaders_take_from_teams on public.team_members
  for delete to authenticated using (private.role_in(organization_id) = 'leader');
revoke all on table public.team_members from public, anon, authenticated, service_role;
grant select, delete on table public.team_members to authenticated;
grant insert (organization_id, team_id, membership_id) on table public.team_members to authenticated;
grant select on table public.team_members to service_role;

alter table public.goal_owners enable row level security;
create policy members_see_owners on public.goal_owners
  for select to authenticated using (private.role_in(organization_id) is not null);
create policy leaders_name_owners on public.goal_owners
  for insert to authenticated
  with check (private.role_in(organization_id) = 'leader'
    and private.same_organization(organization_id, goal_id)
    and (team_id is null or private.same_team(organization_id, team_id))
    and (membership_id is null or private.can_own(organization_id, membership_id)));
create policy leaders_remove_owners on public.goal_owners
  for delete to authenticated using (private.role_in(organization_id) = 'leader');
revoke all on table public.goal_owners from public, anon, authenticated, service_role;
grant select, delete on table public.goal_owners to authenticated;
grant insert (organization_id, goal_id, team_id, membership_id) on table public.goal_owners to authenticated;
grant select on table public.goal_owners to service_role;


-- Who is removed, or becomes an outsider, leaves their teams and owns nothing more.
create function private.leave_teams() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.team_members t where t.membership_id = new.id;
  delete from public.goal_owners o where o.membership_id = new.id;
  return null;
end;
$$;
revoke all on function private.leave_teams() from public;
create trigger leave_teams after update on public.memberships
  for each row when (new.removed_at is not null or new.role = 'reviewer')
  execute function private.leave_teams();


-- ── Activity ─────────────────────────────────────────────────────────────────────────────────────

create table public.activity (
  id bigint generated always as identity primary key,
  organization_id uuid not null references public.organizations (id) on delete restrict,
  -- Null for whoever runs the instance.
  membership_id uuid references public.memberships (id) on delete restrict,
  at timestamptz not null default now(),
  -- The table and what happened to its row: `progress_updates.submitted`, `goals.deleted` …
  action text not null,
  -- The row itself, which may be gone, and the goal that it belongs to.
  subject uuid,
  goal_id uuid,
  -- What it was called then, and what else the line says: a role, a team, how a goal was closed.
  name text,
  detail text
);
create index activity_by_organization on public.activity (organization_id, id desc);
create index activity_by_member on public.activity (membership_id);
create index activity_by_goal on public.activity (goal_id);
comment on table public.activity is 'What each member did and when. Internal; only grows.';

alter table public.activity enable row level security;
-- Who was invited, and how others are told of things or let programs in, are for leaders to read elsewhere too.
create policy teams_see_activity on public.activity
  for select to authenticated using (private.role_in(organization_id) = 'leader'
    or private.role_in(organization_id) = 'contributor'
      and (split_part(action, '.', 1) not in ('invitations', 'access_tokens', 'notice_preferences')
        or membership_id = private.my_membership(organization_id)));
revoke all on table public.activity from public, anon, authenticated, service_role;
grant select on table public.activity to authenticated, service_role;

-- Who acts. Somebody who has just removed themselves is no member any more, and did it all the same.
create function private.acting(organization uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select id from public.memberships where organization_id = organization and user_id = (select auth.uid());
$$;
revoke all on function private.acting(uuid) from public;

-- What became of a row, in one word; null where that is no line of its own.
create function private.happened(tablename text, was jsonb, is_now jsonb, actor uuid) returns text
language sql stable set search_path = '' as $$
  select case
    -- An import makes rows that nobody wrote; it is one line of its own.
    when coalesce(is_now, was) @> '{"created_by": null}' then null
    when tablename = 'goal_revisions' and was is null and is_now ->> 'change' = 'published' then null
    when tablename = 'update_comments' and (is_now ->> 'returns')::boolean then null
    when was is null then 'created'
    -- What goes with the goal or the team that it belongs to.
    when is_now is null and tablename in ('goal_revisions', 'goal_owners')
      and not exists (select from public.goals g where g.id = (was ->> 'goal_id')::uuid) then null
    when is_now is null and was ->> 'team_id' is not null
      and not exists (select from public.teams t where t.id = (was ->> 'team_id')::uuid) then null
    when is_now is null then 'deleted'
    -- Its revisions and its closing say what else becomes of a goal.
    when tablename = 'goals' and row(is_now ->> 'key', is_now ->> 'area') is not distinct from row(was ->> 'key', was ->> 'area') then null
    when is_now ->> 'published_seq' is distinct from was ->> 'published_seq' then 'published'
    when is_now ->> 'status' is distinct from was ->> 'status' then
      case is_now ->> 'status' when 'draft' then 'taken_back' else is_now ->> 'status' end
    when is_now ->> 'removed_at' is not null and was ->> 'removed_at' is null then 'removed'
    -- Only an invitation makes somebody more than they were by their own hand.
    when tablename = 'memberships' and (was ->> 'removed_at' is not null and is_now ->> 'removed_at' is null
        or was ->> 'role' <> 'leader' and was ->> 'role' <> is_now ->> 'role')
      and (is_now ->> 'id')::uuid = actor then 'created'
    when is_now ->> 'removed_at' is null and was ->> 'removed_at' is not null then 'returned'
    when is_now ->> 'role' is distinct from was ->> 'role' then 'role_changed'
    when is_now ->> 'review_access' is distinct from was ->> 'review_access' then 'access_changed'
    when is_now ->> 'revoked_at' is not null and was ->> 'revoked_at' is null then 'revoked'
    -- Who accepts an invitation joins.
    when tablename = 'invitations' then null
    -- The evidence of an update is saved with it and stands elsewhere.
    when tablename <> 'progress_updates' and is_now - 'updated_at' = was - 'updated_at' then null
    else 'changed' end;
$$;
revoke all on function private.happened(text, jsonb, jsonb, uuid) from public;

-- One line for each thing that a person does, whichever way they reach the table.
create function private.log_activity() returns trigger
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
  member text;
  team text;
  u record;
begin
  if happened is null then
    return null;
  end if;
  -- A draft is saved while it is typed; that is one change, not a hundred.
  if happened = 'changed' and (
    select a.subject = row_id and a.action = what and a.at > now() - interval '10 minutes'
    from public.activity a where a.organization_id = organization and a.membership_id = actor
    order by a.id desc limit 1) then
    return null;
  end if;
  member := (select m.name from public.memberships m where m.id = (line ->> 'membership_id')::uuid);
  team := (select t.name from public.teams t where t.id = (line ->> 'team_id')::uuid);
  select x.goal_id, x.effective_on into u from public.progress_updates x where x.id = coalesce(
    line ->> 'update_id',
    (select v.update_id::text from public.reviews v where v.id = (line ->> 'review_id')::uuid))::uuid;
  insert into public.activity (organization_id, membership_id, action, subject, goal_id, name, detail)
  values (organization, actor, what, row_id,
    case tg_table_name when 'goals' then row_id else coalesce((line ->> 'goal_id')::uuid, u.goal_id) end,
    case tg_table_name
      when 'goals' then line ->> 'key'
      when 'goal_revisions' then line ->> 'title'
      when 'invitations' then line ->> 'email'
      when 'progress_updates' then line ->> 'effective_on'
      when 'team_members' then member
      when 'goal_owners' then coalesce(team, member)
      else coalesce(line ->> 'name', u.effective_on::text) end,
    case
      when happened = 'access_changed' then line ->> 'review_access'
      when tg_table_name = 'progress_updates' then case when line ->> 'corrects_id' is not null then 'correction' end
      when tg_table_name = 'closings' then line ->> 'closed_as'
      when tg_table_name = 'teams' then nullif(was ->> 'name', line ->> 'name')
      when tg_table_name = 'team_members' then team
      when tg_table_name = 'goal_owners' then case when team is null then 'person' else 'team' end
      else line ->> 'role' end);
  return null;
end;
$$;
revoke all on function private.log_activity() from public;

create trigger log_activity after insert or update or delete on public.goals
  for each row execute function private.log_activity();
create trigger log_activity after insert or update or delete on public.goal_revisions
  for each row execute function private.log_activity();
create trigger log_activity after insert or update or delete on public.progress_updates
  for each row execute function private.log_activity();
-- A closing is made and published in one step.
create trigger log_activity after update on public.closings
  for each row execute function private.log_activity();
create trigger log_activity after insert or update on public.memberships
  for each row execute function private.log_activity();
create trigger log_activity after insert or update on public.invitations
  for each row execute function private.log_activity();
create trigger log_activity after insert on public.update_comments
  for each row execute function private.log_activity();
create trigger log_activity after insert or update or delete on public.teams
  for each row execute function private.log_activity();
create trigger log_activity after insert or delete on public.team_members
  for each row execute function private.log_activity();
create trigger log_activity after insert or delete on public.goal_owners
  for each row execute function private.log_activity();
-- Of a review only its publication: a draft is the reviewer's alone, that there is one included.
create trigger log_activity after update on public.reviews
  for each row when (old.published_seq is null and new.published_seq is not null)
  execute function private.log_activity();

-- What is no row of the workspace: the two-person rule and certified scorecards.
create function private.log_entry() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.activity (organization_id, membership_id, action, name)
  values (new.organization_id, private.acting(new.organization_id), new.kind,
    coalesce(new.body::jsonb ->> 'period', new.body::jsonb ->> 'two_person_rule'));
  return null;
end;
$$;
revoke all on function private.log_entry() from public;
create trigger log_entry after insert on public.record_entries
  for each row when (new.kind in ('organization.amended', 'scorecard.certified'))
  execute function private.log_entry();

-- As before, with the one line that an import is.
create or replace function private.import_steps(organization uuid, expected bigint, steps jsonb) returns integer
language plpgsql set search_path = '' as $$
declare
  step jsonb;
  added integer := 0;
begin
  perform private.lock_record();
  if expected is distinct from (select coalesce(max(e.seq), 0) from public.record_entries e
      where e.organization_id = organization) then
    perform private.refuse('plan_outdated', 'The record grew since the preview. Look at the preview again, then import.');
  end if;
  for step in select value from jsonb_array_elements(steps) with ordinality order by ordinality loop
    perform private.import_step(organization, step);
    added := added + 1;
  end loop;
  if added > 0 then
    insert into public.activity (organization_id, membership_id, action, name)
    values (organization, private.acting(organization), 'record.imported', added);
  end if;
  return added;
end;
$$;
