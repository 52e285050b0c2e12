-- Teams, and who owns a goal.

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

-- The people who own a goal, by themselves or on a team.
create function private.owners_of(goal uuid) returns uuid[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(distinct coalesce(o.membership_id, t.membership_id)), '{}')
  from public.goal_owners o left join public.team_members t on t.team_id = o.team_id
  where o.goal_id = goal and coalesce(o.membership_id, t.membership_id) is not null;
$$;


-- ── Who may see and name whom ────────────────────────────────────────────────────────────────────

-- Rows join things of one organization, or a leader could reach into another.
create function private.same_team(organization uuid, team uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.teams t where t.id = team and t.organization_id = organization);
$$;
grant execute on function private.same_team(uuid, uuid) to authenticated;

-- Reviewers are outsiders: they own nothing.
create function private.can_own(organization uuid, membership uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.memberships m
    where m.id = membership and m.organization_id = organization and m.removed_at is null
      and m.role in ('leader', 'contributor'));
$$;
grant execute on function private.can_own(uuid, uuid) to authenticated;

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
create trigger leave_teams after update on public.memberships
  for each row when (new.removed_at is not null or new.role = 'reviewer')
  execute function private.leave_teams();
create trigger refuse_unseen before insert or update of name on public.teams
  for each row execute function private.refuse_unseen('name');
