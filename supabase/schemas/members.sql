-- Who works for an organization, and in which role.

create table public.memberships (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  -- Null once the account was deleted.
  user_id uuid references auth.users (id) on delete set null,
  role text not null check (role in ('leader', 'contributor', 'reviewer')),
  -- What the organization lets a reviewer see; published with each of their reviews.
  review_access text check (review_access in ('public', 'redacted', 'full')),
  -- Nobody reviews what is done where they belong, or did: a review is an outsider's.
  ever_in_team boolean not null default false,
  name text not null check (private.is_short_text(name)),
  -- What they certify scorecards as: proposed to them in forms. What is published keeps its own.
  office text check (private.is_short_text(office)),
  -- That of the account, and gone with it.
  email text,
  created_at timestamptz not null default now(),
  -- A removed member keeps the row, so that what they wrote keeps its author.
  removed_at timestamptz,
  unique (organization_id, user_id),
  constraint without_account_without_address check (case when user_id is null
    then email is null and removed_at is not null else email is not null end)
);
create index memberships_by_user on public.memberships (user_id);
comment on table public.memberships is 'Who works for an organization, in which role.';
comment on column public.memberships.ever_in_team is 'Whether this member ever was a leader or contributor here; then they review nothing here.';


-- ── Who is asking ────────────────────────────────────────────────────────────────────────────────

-- The caller's role in an organization; null for strangers and removed members.
create function private.role_in(organization uuid) returns text
language sql stable security definer set search_path = '' as $$
  select role from public.memberships
  where organization_id = organization and user_id = (select auth.uid()) and removed_at is null;
$$;
grant execute on function private.role_in(uuid) to authenticated;

-- The caller's own membership in an organization, for `created_by`; null for strangers.
create function private.my_membership(organization uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select id from public.memberships
  where organization_id = organization and user_id = (select auth.uid()) and removed_at is null;
$$;
grant execute on function private.my_membership(uuid) to authenticated;

-- Who acts. Somebody who has just removed themselves is no member any more, and did it all the same.
create function private.acting(organization uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select id from public.memberships where organization_id = organization and user_id = (select auth.uid());
$$;

-- What the caller may see as a reviewer; null for everybody else.
create function private.review_access(organization uuid) returns text
language sql stable security definer set search_path = '' as $$
  select review_access from public.memberships
  where organization_id = organization and user_id = (select auth.uid()) and removed_at is null;
$$;
grant execute on function private.review_access(uuid) to authenticated;

-- A reviewer with access to what is public sees nothing that waits to be published.
create function private.sees_drafts(organization uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.memberships m
    where m.organization_id = organization and m.user_id = (select auth.uid()) and m.removed_at is null
      and (m.role <> 'reviewer' or m.review_access <> 'public'));
$$;
grant execute on function private.sees_drafts(uuid) to authenticated;

create function private.require_leader(organization uuid) returns void
language plpgsql stable set search_path = '' as $$
begin
  if private.role_in(organization) is distinct from 'leader' then
    perform private.refuse('not_allowed.leader');
  end if;
end;
$$;

create function private.require_team(organization uuid) returns void
language plpgsql stable set search_path = '' as $$
begin
  if coalesce(private.role_in(organization) not in ('leader', 'contributor'), true) then
    perform private.refuse('not_allowed.team');
  end if;
end;
$$;


-- ── Who else is there ────────────────────────────────────────────────────────────────────────────

create function private.count_leaders(organization uuid) returns bigint
language sql stable security definer set search_path = '' as $$
  select count(*) from public.memberships m
  where m.organization_id = organization and m.role = 'leader' and m.removed_at is null;
$$;

create function private.members_as(organization uuid, member_role text) returns uuid[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(m.id), '{}') from public.memberships m
  where m.organization_id = organization and m.role = member_role and m.removed_at is null;
$$;

-- The addresses of an organization's members: to leaders all, to other members their own.
create function public.member_addresses(organization uuid) returns table (id uuid, email text)
language sql stable security definer set search_path = '' as $$
  select m.id, m.email from public.memberships m
  where m.organization_id = organization
    and (private.role_in(organization) = 'leader' or m.id = private.my_membership(organization));
$$;
grant execute on function public.member_addresses(uuid) to authenticated;

alter table public.memberships enable row level security;
-- Reviewers see who works there now, by name; who was removed stays a name to colleagues only.
create policy members_see_each_other on public.memberships
  for select to authenticated
  using (private.role_in(organization_id) in ('leader', 'contributor')
    or private.role_in(organization_id) = 'reviewer' and removed_at is null);
create policy leaders_manage_members on public.memberships
  for update to authenticated
  using (private.role_in(organization_id) = 'leader')
  with check (private.role_in(organization_id) = 'leader');
-- Without addresses, which reviewers, who are outsiders, do not learn.
grant select (id, organization_id, user_id, role, review_access, name, office, created_at, removed_at)
  on table public.memberships to authenticated;
grant update (role, review_access, removed_at) on table public.memberships to authenticated;
grant select on table public.memberships to service_role;


-- ── What holds of members ────────────────────────────────────────────────────────────────────────

-- Becoming a leader can publish (the two-person rule), so it is in line with those who publish before it
-- locks a row: keep_a_leader() locks the organization, which every entry refers to.
create function private.record_first() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.lock_record();
  return null;
end;
$$;
create trigger record_first before insert or update on public.memberships
  for each statement execute function private.record_first();

-- A member who is made a reviewer sees what is public until a leader says otherwise.
create function private.state_access() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.review_access := case when new.role = 'reviewer' then coalesce(new.review_access, 'public') end;
  new.ever_in_team := new.ever_in_team or new.role <> 'reviewer';
  return new;
end;
$$;
create trigger state_access before insert or update on public.memberships
  for each row execute function private.state_access();

-- An organization without a leader could never publish again. The lock lets others refer to the
-- organization: their lines in the log do, while a removed leader's goals are given to others.
create function private.keep_a_leader() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform 1 from public.organizations where id = old.organization_id for no key update;
  if not exists (
    select from public.memberships
    where organization_id = old.organization_id and role = 'leader' and removed_at is null
  ) then
    perform private.refuse('last_leader');
  end if;
  return null;
end;
$$;
create trigger keep_a_leader after update on public.memberships
  for each row when (old.role = 'leader' and old.removed_at is null)
  execute function private.keep_a_leader();
create trigger refuse_unseen before insert or update of name, office on public.memberships
  for each row execute function private.refuse_unseen('name', 'office');
