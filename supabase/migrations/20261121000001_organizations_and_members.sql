-- Organizations, their members and invitations.
-- House rules: explicit grants, row-level security on every table, fixed search_path, nothing
-- executable by default. Names are those of the design: organization, leader, contributor, reviewer.

-- Hosted projects and plain Postgres both hand out execute on new functions; take that back first.
alter default privileges revoke execute on functions from public;

-- Helpers that the API must not offer.
create schema if not exists private;
revoke all on schema private from public;
grant usage on schema private to authenticated, service_role;

-- One way to refuse: a sentence for a person, and in `detail` a stable code for the server. The embedded
-- library passes both on only for the classes it knows, 22 among them; PostgREST does for any.
create function private.refuse(code text, message text) returns void
language plpgsql set search_path = '' as $$
begin
  raise exception using errcode = '22W01', message = message, detail = code;
end;
$$;
revoke all on function private.refuse(text, text) from public;
grant execute on function private.refuse(text, text) to authenticated, service_role;

create function private.today() returns date
language sql stable set search_path = '' as $$
  select (now() at time zone 'utc')::date;
$$;
revoke all on function private.today() from public;
grant execute on function private.today() to authenticated, service_role;

-- What a value must be to stand in an entry: exactly what src/lib/record/parts.ts reads back. JavaScript
-- knows more white space than some Postgres locales do, so it is spelt out. Tests compare the two.
create function private.is_free_text(value text, longest integer default 100000) returns boolean
language sql immutable set search_path = '' as $$
  select char_length(value) <= longest;
$$;
create function private.is_full_text(value text, longest integer default 100000) returns boolean
language sql immutable set search_path = '' as $$
  select private.is_free_text(value, longest)
    and value ~ '[^\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]';
$$;
create function private.is_short_text(value text) returns boolean
language sql immutable set search_path = '' as $$
  select private.is_full_text(value, 1000);
$$;
create function private.is_web_address(value text) returns boolean
language sql immutable set search_path = '' as $$
  select private.is_free_text(value, 8000)
    and value ~* '^https?://[^\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+$';
$$;
create function private.is_key(value text) returns boolean
language sql immutable set search_path = '' as $$
  select value ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(value) <= 60;
$$;
-- A date also holds infinity, years before 1 and after 9999; a day written YYYY-MM-DD does not.
create function private.is_day(value date) returns boolean
language sql immutable set search_path = '' as $$
  select value between date '0001-01-01' and date '9999-12-31';
$$;
-- A plain list: an array column also holds arrays of arrays.
create function private.are_criteria(value text[]) returns boolean
language sql immutable set search_path = '' as $$
  select coalesce(array_ndims(value), 1) = 1 and cardinality(value) <= 1000
    and coalesce((select bool_and(coalesce(private.is_full_text(c), false)) from unnest(value) as c), true);
$$;
-- A CHECK runs with the rights of whoever writes the row.
revoke all on function private.is_free_text(text, integer), private.is_full_text(text, integer),
  private.is_short_text(text), private.is_web_address(text), private.is_key(text), private.is_day(date),
  private.are_criteria(text[]) from public;
grant execute on function private.is_free_text(text, integer), private.is_full_text(text, integer),
  private.is_short_text(text), private.is_web_address(text), private.is_key(text), private.is_day(date),
  private.are_criteria(text[]) to authenticated, service_role;


-- ── Organizations ────────────────────────────────────────────────────────────────────────────────

create table public.organizations (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique
    constraint slug_is_a_key check (private.is_key(slug))
    -- /{slug} would hide a page of the app itself. A test compares this list with src/routes.
    constraint slug_is_not_an_address check (slug <> all (array[
      'account', 'api', 'app', 'assets', 'auth', 'changes', 'compare', 'en', 'feed', 'feeds',
      'favicon', 'invitations', 'methodology', 'record', 'robots', 'search', 'set-up', 'sign-in',
      'sign-out', 'sitemap', 'static', 'unsubscribe', 'well-known', 'workspace', 'zh'
    ])),
  name text not null check (private.is_short_text(name)),
  url text not null check (private.is_web_address(url)),
  kept_by text not null check (kept_by in ('self', 'transcriber')),
  kept_by_note text check (private.is_full_text(kept_by_note)),
  roadmap_title text not null check (private.is_short_text(roadmap_title)),
  roadmap_url text not null check (private.is_web_address(roadmap_url)),
  cadence_days integer not null check (cadence_days > 0),
  created_at timestamptz not null default now(),
  constraint transcriber_says_so check (kept_by = 'self' or kept_by_note is not null)
);
comment on table public.organizations is 'The public facts of each organization whose roadmap is kept here.';

alter table public.organizations enable row level security;
create policy organizations_are_public on public.organizations
  for select to anon, authenticated using (true);
revoke all on table public.organizations from public, anon, authenticated, service_role;
grant select on table public.organizations to anon, authenticated, service_role;


-- ── Memberships ──────────────────────────────────────────────────────────────────────────────────

create table public.memberships (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  user_id uuid not null references auth.users (id) on delete restrict,
  role text not null check (role in ('leader', 'contributor', 'reviewer')),
  name text not null check (private.is_short_text(name)),
  email text not null,
  created_at timestamptz not null default now(),
  -- A removed member keeps the row, so that what they wrote keeps its author.
  removed_at timestamptz,
  unique (organization_id, user_id)
);
create index memberships_by_user on public.memberships (user_id);
comment on table public.memberships is 'Who works for an organization, in which role.';

-- The caller's role in an organization; null for strangers and removed members.
create function private.role_in(organization uuid) returns text
language sql stable security definer set search_path = '' as $$
  select role from public.memberships
  where organization_id = organization and user_id = (select auth.uid()) and removed_at is null;
$$;
revoke all on function private.role_in(uuid) from public;
grant execute on function private.role_in(uuid) to authenticated;

alter table public.memberships enable row level security;
create policy members_see_each_other on public.memberships
  for select to authenticated using (private.role_in(organization_id) is not null);
create policy leaders_manage_members on public.memberships
  for update to authenticated
  using (private.role_in(organization_id) = 'leader')
  with check (private.role_in(organization_id) = 'leader');
revoke all on table public.memberships from public, anon, authenticated, service_role;
grant select on table public.memberships to authenticated, service_role;
grant update (role, removed_at) on table public.memberships to authenticated;

-- An organization without a leader could never publish again.
create function private.keep_a_leader() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform 1 from public.organizations where id = old.organization_id for update;
  if not exists (
    select from public.memberships
    where organization_id = old.organization_id and role = 'leader' and removed_at is null
  ) then
    perform private.refuse('last_leader',
      'This is the last leader. Make somebody else a leader first, then change this membership.');
  end if;
  return null;
end;
$$;
revoke all on function private.keep_a_leader() from public;
create trigger keep_a_leader after update on public.memberships
  for each row when (old.role = 'leader' and old.removed_at is null)
  execute function private.keep_a_leader();


-- ── Invitations ──────────────────────────────────────────────────────────────────────────────────

create table public.invitations (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  email text not null check (email ~ '^\S+@\S+$' and char_length(email) <= 320),
  role text not null check (role in ('leader', 'contributor', 'reviewer')),
  -- SHA-256 of the token in the link; the link itself is shown once and kept nowhere.
  token_hash text not null unique,
  created_by uuid not null references public.memberships (id) on delete restrict,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '7 days',
  accepted_at timestamptz,
  revoked_at timestamptz
);
create index invitations_by_organization on public.invitations (organization_id);
create index invitations_by_creator on public.invitations (created_by);
comment on table public.invitations is 'Single-use, expiring invitations by link.';

alter table public.invitations enable row level security;
create policy leaders_see_invitations on public.invitations
  for select to authenticated using (private.role_in(organization_id) = 'leader');
create policy leaders_revoke_invitations on public.invitations
  for update to authenticated
  using (private.role_in(organization_id) = 'leader')
  with check (private.role_in(organization_id) = 'leader');
revoke all on table public.invitations from public, anon, authenticated, service_role;
grant select (id, organization_id, email, role, created_by, created_at, expires_at, accepted_at, revoked_at)
  on table public.invitations to authenticated;
grant update (revoked_at) on table public.invitations to authenticated;

create function private.token_hash(token text) returns text
language sql stable set search_path = '' as $$
  select encode(sha256(convert_to(token, 'UTF8')), 'hex');
$$;
revoke all on function private.token_hash(text) from public;

-- Returns the token for the link, which cannot be shown again.
create function public.create_invitation(organization uuid, email text, role text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  -- Two version-4 UUIDs: 244 bits from the server's strong random source.
  token text := replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
  inviter uuid;
begin
  select m.id into inviter from public.memberships m
  where m.organization_id = organization and m.user_id = (select auth.uid())
    and m.role = 'leader' and m.removed_at is null;
  if inviter is null then
    perform private.refuse('not_allowed', 'Only a leader of this organization can invite people.');
  end if;
  insert into public.invitations (organization_id, email, role, token_hash, created_by)
  values (organization, lower(trim(email)), role, private.token_hash(token), inviter);
  return token;
end;
$$;
revoke all on function public.create_invitation(uuid, text, text) from public, anon, authenticated, service_role;
grant execute on function public.create_invitation(uuid, text, text) to authenticated;

-- What the holder of a link sees before signing in. No row: the link is unknown.
create function public.invitation_details(token text)
returns table (organization_name text, organization_slug text, email text, role text, status text)
language sql stable security definer set search_path = '' as $$
  select o.name, o.slug, i.email, i.role,
    case when i.revoked_at is not null then 'revoked'
         when i.accepted_at is not null then 'accepted'
         when m.role <> 'leader' or m.removed_at is not null then 'revoked'
         when i.expires_at <= now() then 'expired'
         else 'open' end
  from public.invitations i
    join public.organizations o on o.id = i.organization_id
    join public.memberships m on m.id = i.created_by
  where i.token_hash = private.token_hash(token);
$$;
revoke all on function public.invitation_details(text) from public, anon, authenticated, service_role;
grant execute on function public.invitation_details(text) to anon, authenticated;

-- Makes the caller a member and spends the invitation. Returns the organization's slug.
create function public.accept_invitation(token text, name text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  invitation public.invitations;
  person text := lower((select auth.jwt()) ->> 'email');
begin
  select * into invitation from public.invitations i
  where i.token_hash = private.token_hash(token) for update;
  if invitation.id is null then
    perform private.refuse('invitation_unknown', 'This invitation link is not known. Ask for a new one.');
  elsif invitation.revoked_at is not null then
    perform private.refuse('invitation_revoked', 'This invitation was withdrawn. Ask for a new one.');
  elsif invitation.accepted_at is not null then
    perform private.refuse('invitation_spent', 'This invitation was used already. Sign in instead.');
  elsif invitation.expires_at <= now() then
    perform private.refuse('invitation_expired', 'This invitation has expired. Ask for a new one.');
  elsif person is distinct from invitation.email then
    perform private.refuse('invitation_for_another',
      format('This invitation is for %s. Sign in with that address.', invitation.email));
  -- An invitation kept back must not let somebody in again who was removed, nor their guests.
  elsif not exists (select from public.memberships m
      where m.id = invitation.created_by and m.role = 'leader' and m.removed_at is null)
    or exists (select from public.memberships m where m.organization_id = invitation.organization_id
      and m.user_id = (select auth.uid()) and m.removed_at >= invitation.created_at) then
    perform private.refuse('invitation_revoked', 'This invitation was withdrawn. Ask for a new one.');
  end if;
  insert into public.memberships as m (organization_id, user_id, role, name, email)
  values (invitation.organization_id, (select auth.uid()), invitation.role, accept_invitation.name, person)
  on conflict (organization_id, user_id) do update
    set role = case when m.removed_at is null and m.role = 'leader' then m.role else excluded.role end,
        name = excluded.name, removed_at = null;
  update public.invitations set accepted_at = now() where id = invitation.id;
  return (select slug from public.organizations where id = invitation.organization_id);
end;
$$;
revoke all on function public.accept_invitation(text, text) from public, anon, authenticated, service_role;
grant execute on function public.accept_invitation(text, text) to authenticated;
