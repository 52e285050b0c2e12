-- Who owns a goal, and who did what.

-- ── Teams and owners ─────────────────────────────────────────────────────────────────────────────

create table public.teams (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  name text not null check (private.is_short_text(name)),
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
create function private.is_member(organization uuid, membership uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.memberships m
    where m.id = membership and m.organization_id = organization and m.removed_at is null);
$$;
revoke all on function private.same_team(uuid, uuid), private.is_member(uuid, uuid) from public;
grant execute on function private.same_team(uuid, uuid), private.is_member(uuid, uuid) to authenticated;

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
    and private.same_team(organization_id, team_id) and private.is_member(organization_id, membership_id));
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
    and (membership_id is null or private.is_member(organization_id, membership_id)));
create policy leaders_remove_owners on public.goal_owners
  for delete to authenticated using (private.role_in(organization_id) = 'leader');
revoke all on table public.goal_owners from public, anon, authenticated, service_role;
grant select, delete on table public.goal_owners to authenticated;
grant insert (organization_id, goal_id, team_id, membership_id) on table public.goal_owners to authenticated;
grant select on table public.goal_owners to service_role;


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
  -- What it was called then.
  name text
);
create index activity_by_organization on public.activity (organization_id, id desc);
create index activity_by_member on public.activity (membership_id);
comment on table public.activity is 'What each member did and when. Internal; only grows.';

alter table public.activity enable row level security;
create policy teams_see_activity on public.activity
  for select to authenticated using (private.role_in(organization_id) in ('leader', 'contributor'));
revoke all on table public.activity from public, anon, authenticated, service_role;
grant select on table public.activity to authenticated, service_role;

-- One line for each row that a person writes, changes or deletes, whichever way they reach the table.
create function private.log_activity() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  was jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  is_now jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  line jsonb := coalesce(is_now, was);
  organization uuid := (line ->> 'organization_id')::uuid;
  happened text;
begin
  happened := case
    when tg_op = 'INSERT' then 'created'
    when tg_op = 'DELETE' then 'deleted'
    -- Its revisions and its closing say what else becomes of a goal.
    when tg_table_name = 'goals' and row(is_now ->> 'key', is_now ->> 'area') is not distinct from row(was ->> 'key', was ->> 'area') then null
    when is_now ->> 'published_seq' is distinct from was ->> 'published_seq' then 'published'
    when is_now ->> 'status' is distinct from was ->> 'status' then
      case is_now ->> 'status' when 'draft' then 'taken_back' else is_now ->> 'status' end
    when is_now ->> 'removed_at' is not null and was ->> 'removed_at' is null then 'removed'
    when is_now ->> 'removed_at' is null and was ->> 'removed_at' is not null then 'returned'
    when is_now ->> 'role' is distinct from was ->> 'role' then 'role_changed'
    when is_now ->> 'revoked_at' is not null and was ->> 'revoked_at' is null then 'revoked'
    when is_now ->> 'accepted_at' is not null and was ->> 'accepted_at' is null then 'accepted'
    when is_now - '{updated_at}'::text[] = was - '{updated_at}'::text[] then null
    else 'changed' end;
  -- A draft is saved while it is typed; that is one change, not a hundred.
  if happened = 'changed' and (
    select a.subject = (line ->> 'id')::uuid and a.action = tg_table_name || '.changed' and a.at > now() - interval '10 minutes'
    from public.activity a
    where a.organization_id = organization and a.membership_id = private.my_membership(organization)
    order by a.id desc limit 1) then
    return null;
  end if;
  if happened is not null then
    insert into public.activity (organization_id, membership_id, action, subject, goal_id, name)
    values (organization, private.my_membership(organization), tg_table_name || '.' || happened,
      (line ->> 'id')::uuid,
      case tg_table_name when 'goals' then line ->> 'id' else line ->> 'goal_id' end::uuid,
      case tg_table_name when 'invitations' then line ->> 'email'
        when 'progress_updates' then line ->> 'effective_on'
        when 'memberships' then line ->> 'name' || ' · ' || (line ->> 'role')
        else coalesce(line ->> 'title', line ->> 'name', line ->> 'key') end);
  end if;
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
create trigger log_activity after insert or update on public.closings
  for each row execute function private.log_activity();
create trigger log_activity after insert or update on public.memberships
  for each row execute function private.log_activity();
create trigger log_activity after insert or update on public.invitations
  for each row execute function private.log_activity();
create trigger log_activity after insert on public.update_comments
  for each row execute function private.log_activity();
create trigger log_activity after insert or update or delete on public.teams
  for each row execute function private.log_activity();
create trigger log_activity after insert or delete on public.goal_owners
  for each row execute function private.log_activity();
-- Of a review only its publication: a draft is the reviewer's alone, that there is one included.
create trigger log_activity after update on public.reviews
  for each row when (old.published_seq is null and new.published_seq is not null)
  execute function private.log_activity();
