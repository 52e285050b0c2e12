-- The baseline: supabase/schemas as it was on release, in order. Written by `npm run db:baseline`.

-- ▸ supabase/schemas/basics.sql

-- What everything else rests on: what nobody may do by default, how SQL refuses, days, versions of drafts
-- and secrets.
--
-- House rules: row-level security and explicit grants on every table, a fixed search_path on every
-- function, nothing executable by default. Names are those of the design: organization, leader,
-- contributor, reviewer.

-- ── What nobody may by default ───────────────────────────────────────────────────────────────────

-- Hosted projects and plain Postgres both hand out rights on what is new; take them back first. From here
-- on whatever is made is its owner's alone until a grant says otherwise.
alter default privileges revoke execute on functions from public;
alter default privileges in schema public revoke all on tables from anon, authenticated, service_role;
alter default privileges in schema public revoke all on sequences from anon, authenticated, service_role;
alter default privileges in schema public revoke all on functions from anon, authenticated, service_role;

-- Helpers that the API must not offer.
create schema private;
revoke all on schema private from public;
grant usage on schema private to authenticated, service_role;


-- ── Refusing ─────────────────────────────────────────────────────────────────────────────────────

-- One way to refuse: a stable code, with the case of it after a dot, and what its sentence names: days, keys,
-- counts. The sentences stand in messages/, in every language; src/lib/server/refusals.ts has one for each
-- code. The embedded library passes all fields on only for the classes it knows, 22 among them; PostgREST
-- does for any.
create function private.refuse(code text, parameters jsonb default '{}') returns void
language plpgsql set search_path = '' as $$
begin
  raise exception using errcode = '22W01', message = code || ' ' || parameters, detail = code,
    hint = parameters::text;
end;
$$;
grant execute on function private.refuse(text, jsonb) to authenticated, service_role;


-- ── Days ─────────────────────────────────────────────────────────────────────────────────────────

-- The server's day; organizations and readers are everywhere.
create function private.today() returns date
language sql stable set search_path = '' as $$
  select (now() at time zone 'utc')::date;
$$;
grant execute on function private.today() to authenticated, service_role;

-- As they stand in the record. A moment to the millisecond, which is what JavaScript can say.
create function private.written_day(day date) returns text
language sql immutable set search_path = '' as $$
  select to_char(day, 'YYYY-MM-DD');
$$;
create function private.written_moment(moment timestamptz) returns text
language sql immutable set search_path = '' as $$
  select to_char(moment at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
$$;

-- What is published speaks of a day that has come.
create function private.require_past(day date) returns void
language plpgsql stable set search_path = '' as $$
begin
  if day is null then
    perform private.refuse('day_missing');
  elsif day > private.today() then
    perform private.refuse('future_day');
  end if;
end;
$$;


-- ── Versions of drafts ───────────────────────────────────────────────────────────────────────────

-- Each change makes another version, whatever its writer says of the time: who looked at the last one has
-- not seen this one. In milliseconds, as they reach readers.
create function private.touch() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.updated_at := greatest(date_trunc('milliseconds', clock_timestamp()),
    date_trunc('milliseconds', old.updated_at) + interval '1 millisecond');
  return new;
end;
$$;

-- What a person has not seen, they neither publish nor overwrite. `seen` is the draft's updated_at as
-- they read it, which reaches them in milliseconds; null asks for no such check.
create function private.require_seen(updated_at timestamptz, seen timestamptz) returns void
language plpgsql set search_path = '' as $$
begin
  if date_trunc('milliseconds', updated_at) <> date_trunc('milliseconds', seen) then
    perform private.refuse('changed_meanwhile');
  end if;
end;
$$;
grant execute on function private.require_seen(timestamptz, timestamptz) to authenticated;


-- ── Secrets ──────────────────────────────────────────────────────────────────────────────────────

-- A secret: two version-4 UUIDs, 244 bits from the server's strong random source.
create function private.new_token() returns text
language sql volatile set search_path = '' as $$
  select replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '');
$$;

-- What is kept of a secret.
create function private.token_hash(token text) returns text
language sql stable set search_path = '' as $$
  select encode(sha256(convert_to(token, 'UTF8')), 'hex');
$$;

-- ▸ supabase/schemas/texts.sql

-- What a value must be to stand in an entry: exactly what src/lib/record/parts.ts reads back. JavaScript
-- knows more white space than some Postgres locales do, so it is spelt out. Tests compare the two.
--
-- All may be called by whoever writes a row: a CHECK runs with their rights.

create function private.is_free_text(value text, longest integer default 100000) returns boolean
language sql immutable set search_path = '' as $$
  select char_length(value) <= longest;
$$;
grant execute on function private.is_free_text(text, integer) to authenticated, service_role;

create function private.is_full_text(value text, longest integer default 100000) returns boolean
language sql immutable set search_path = '' as $$
  select private.is_free_text(value, longest)
    and value ~ '[^\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]';
$$;
grant execute on function private.is_full_text(text, integer) to authenticated, service_role;

create function private.is_short_text(value text) returns boolean
language sql immutable set search_path = '' as $$
  select private.is_full_text(value, 1000);
$$;
grant execute on function private.is_short_text(text) to authenticated, service_role;

create function private.is_web_address(value text) returns boolean
language sql immutable set search_path = '' as $$
  select private.is_free_text(value, 8000)
    and value ~* '^https?://[^\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]+$';
$$;
grant execute on function private.is_web_address(text) to authenticated, service_role;

create function private.is_key(value text) returns boolean
language sql immutable set search_path = '' as $$
  select value ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(value) <= 60;
$$;
grant execute on function private.is_key(text) to authenticated, service_role;

-- A date also holds infinity, years before 1 and after 9999; a day written YYYY-MM-DD does not.
create function private.is_day(value date) returns boolean
language sql immutable set search_path = '' as $$
  select value between date '0001-01-01' and date '9999-12-31';
$$;
grant execute on function private.is_day(date) to authenticated, service_role;

-- A plain list: an array column also holds arrays of arrays.
create function private.are_criteria(value text[]) returns boolean
language sql immutable set search_path = '' as $$
  select coalesce(array_ndims(value), 1) = 1 and cardinality(value) <= 1000
    and coalesce((select bool_and(coalesce(private.is_full_text(c), false)) from unnest(value) as c), true);
$$;
grant execute on function private.are_criteria(text[]) to authenticated, service_role;

-- ▸ supabase/schemas/translations.sql

-- A revision or a progress update may carry a translation: written by the organization, published with
-- the text it translates and in the same entry, so that neither can change without the other's day.

-- A draft may be half done; what is published is whole.
create function private.is_draft_translation(value jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select case when value is null then null when jsonb_typeof(value) <> 'object' then false
    else value - '{language,title,statement,criteria,target_note,reason,narrative}'::text[] = '{}'::jsonb
    and coalesce(value ->> 'language', '') in ('en', 'zh')
    and coalesce((select bool_and(jsonb_typeof(x.value) = 'string' and private.is_free_text(x.value #>> '{}'))
      from jsonb_each(value - 'criteria') as x), true)
    and char_length(coalesce(value ->> 'title', '')) <= 1000
    and case when value ? 'criteria' then case when jsonb_typeof(value -> 'criteria') = 'array'
      then jsonb_array_length(value -> 'criteria') <= 1000 and coalesce((
        select bool_and(jsonb_typeof(x.value) = 'string' and private.is_free_text(x.value #>> '{}'))
        from jsonb_array_elements(value -> 'criteria') as x (value)), true)
      else false end else true end end;
$$;
grant execute on function private.is_draft_translation(jsonb) to authenticated, service_role;

-- Whole: title, statement and as many criteria as the revision has; what it has not is not translated.
create function private.is_revision_translation(value jsonb, criteria text[], target_note text, reason text)
returns boolean
language sql immutable set search_path = '' as $$
  select case when value is null then null when not private.is_draft_translation(value) then false
    else not value ? 'narrative' and coalesce(private.is_short_text(value ->> 'title'), false)
    and coalesce(private.is_full_text(value ->> 'statement'), false)
    and coalesce(jsonb_array_length(value -> 'criteria'), -1) = cardinality(criteria)
    and coalesce((select bool_and(private.is_full_text(x.value))
      from jsonb_array_elements_text(value -> 'criteria') as x (value)), true)
    and (target_note is not null or not value ? 'target_note')
    and (reason is not null or not value ? 'reason') end;
$$;
grant execute on function private.is_revision_translation(jsonb, text[], text, text) to authenticated, service_role;

create function private.is_update_translation(value jsonb) returns boolean
language sql immutable set search_path = '' as $$
  select case when value is null then null when not private.is_draft_translation(value) then false
    else value - '{language,narrative}'::text[] = '{}'::jsonb
    and coalesce(private.is_full_text(value ->> 'narrative'), false) end;
$$;
grant execute on function private.is_update_translation(jsonb) to authenticated, service_role;

-- The fields in one order, whatever order they were typed in.
create function private.translation_facts(value jsonb) returns json
language sql immutable set search_path = '' as $$
  select case when value is not null then json_build_object('language', value -> 'language',
    'title', value -> 'title', 'statement', value -> 'statement', 'criteria', value -> 'criteria',
    'target_note', value -> 'target_note', 'reason', value -> 'reason', 'narrative', value -> 'narrative') end;
$$;

-- ▸ supabase/schemas/organizations.sql

-- Organizations, and who keeps their records.

create table public.organizations (
  id uuid primary key default gen_random_uuid(),
  slug text not null unique
    constraint slug_is_a_key check (private.is_key(slug))
    -- /{slug} would hide a page of the app itself. A test compares this list with src/routes.
    constraint slug_is_not_an_address check (slug <> all (array[
      'account', 'api', 'app', 'assets', 'auth', 'badge', 'badges', 'challenges', 'changes',
      'checkpoint', 'compare', 'data', 'documents', 'duties', 'embed', 'embeds', 'en', 'export',
      'favicon', 'feed', 'feeds', 'healthz', 'incidents', 'invitations', 'log', 'methodology',
      'metrics', 'models', 'oembed', 'og', 'readyz', 'record', 'regimes', 'robots', 'search',
      'set-up', 'sign-in', 'sign-out', 'sitemap', 'static', 'subscribe', 'thresholds', 'tile',
      'tiles', 'unsubscribe', 'verify', 'well-known', 'workspace', 'zh'
    ])),
  name text not null check (private.is_short_text(name)),
  url text not null check (private.is_web_address(url)),
  kept_by text not null check (kept_by in ('self', 'transcriber')),
  kept_by_note text check (private.is_full_text(kept_by_note)),
  roadmap_title text not null check (private.is_short_text(roadmap_title)),
  roadmap_url text not null check (private.is_web_address(roadmap_url)),
  cadence_days integer not null check (cadence_days > 0),
  created_at timestamptz not null default now(),
  -- Null until the organization has a second leader: alone, nobody could publish.
  two_person_rule boolean,
  constraint transcriber_says_so check (kept_by = 'self' or kept_by_note is not null)
);
comment on table public.organizations is 'The public facts of each organization whose roadmap is kept here.';
comment on column public.organizations.two_person_rule is
  'Whether an update needs a publisher who did not write it. Each change of it is an entry of the record.';

alter table public.organizations enable row level security;
create policy organizations_are_public on public.organizations
  for select to anon, authenticated using (true);
grant select on table public.organizations to anon, authenticated, service_role;

-- ▸ supabase/schemas/members.sql

-- Who works for an organization, and in which role.

create table public.memberships (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  user_id uuid not null references auth.users (id) on delete restrict,
  role text not null check (role in ('leader', 'contributor', 'reviewer')),
  -- What the organization lets a reviewer see; published with each of their reviews.
  review_access text check (review_access in ('public', 'redacted', 'full')),
  -- Nobody reviews what is done where they belong, or did: a review is an outsider's.
  ever_in_team boolean not null default false,
  name text not null check (private.is_short_text(name)),
  email text not null,
  created_at timestamptz not null default now(),
  -- A removed member keeps the row, so that what they wrote keeps its author.
  removed_at timestamptz,
  unique (organization_id, user_id)
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
grant select (id, organization_id, user_id, role, review_access, name, created_at, removed_at)
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

-- ▸ supabase/schemas/invitations.sql

-- Invitations by link: each is good once, for one address, for a week.

create table public.invitations (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  email text not null check (email ~ '^\S+@\S+$' and char_length(email) <= 320),
  role text not null check (role in ('leader', 'contributor', 'reviewer')),
  review_access text check (review_access in ('public', 'redacted', 'full')),
  -- SHA-256 of the token in the link; the link itself is shown once and kept nowhere.
  token_hash text not null unique,
  created_by uuid not null references public.memberships (id) on delete restrict,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '7 days',
  accepted_at timestamptz,
  revoked_at timestamptz,
  constraint access_is_a_reviewers check ((review_access is not null) = (role = 'reviewer'))
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
-- Without the hash, which is for nobody.
grant select (id, organization_id, email, role, review_access, created_by, created_at, expires_at, accepted_at,
  revoked_at) on table public.invitations to authenticated;
grant update (revoked_at) on table public.invitations to authenticated;


-- ── One at a time ────────────────────────────────────────────────────────────────────────────────

-- One open invitation for each address: a newer one stands in its place. One at a time for each address,
-- too: two at once would each find none open.
create function private.one_invitation() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('one_invitation ' || new.organization_id || new.email, 0));
  update public.invitations i set revoked_at = now()
  where i.organization_id = new.organization_id and i.email = new.email
    and i.accepted_at is null and i.revoked_at is null;
  return new;
end;
$$;
create trigger one_invitation before insert on public.invitations
  for each row execute function private.one_invitation();

-- Removing somebody withdraws what they were invited with and did not use.
create function private.withdraw_invitations() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.invitations i set revoked_at = now()
  where i.organization_id = new.organization_id and i.email = new.email
    and i.accepted_at is null and i.revoked_at is null;
  return null;
end;
$$;
create trigger withdraw_invitations after update on public.memberships
  for each row when (new.removed_at is not null and old.removed_at is null)
  execute function private.withdraw_invitations();


-- ── Inviting and accepting ───────────────────────────────────────────────────────────────────────

-- Returns the token for the link, which cannot be shown again.
create function public.create_invitation(organization uuid, email text, role text,
  review_access text default null) returns text
language plpgsql security definer set search_path = '' as $$
declare
  token text := private.new_token();
  inviter uuid;
begin
  select m.id into inviter from public.memberships m
  where m.organization_id = organization and m.user_id = (select auth.uid())
    and m.role = 'leader' and m.removed_at is null;
  if inviter is null then
    perform private.refuse('not_allowed.invite');
  end if;
  insert into public.invitations (organization_id, email, role, review_access, token_hash, created_by)
  values (organization, lower(trim(email)), role,
    case when create_invitation.role = 'reviewer' then coalesce(create_invitation.review_access, 'public') end,
    private.token_hash(token), inviter);
  return token;
end;
$$;
grant execute on function public.create_invitation(uuid, text, text, text) to authenticated;

-- What the holder of a link sees before signing in. No row: the link is unknown.
create function public.invitation_details(token text)
returns table (organization_name text, organization_slug text, email text, role text, review_access text, status text)
language sql stable security definer set search_path = '' as $$
  select o.name, o.slug, i.email, i.role, i.review_access,
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
grant execute on function public.invitation_details(text) to anon, authenticated;

-- Makes the caller a member and spends the invitation. Returns the organization's slug. In the same line as
-- those who remove somebody: who accepts locks the invitation and then the member, who removes the member
-- and then the invitation.
create function public.accept_invitation(token text, name text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  invitation public.invitations;
  person text := lower((select auth.jwt()) ->> 'email');
begin
  -- Before the rows, and so that nobody is removed between the look and the leap.
  perform private.lock_record();
  select * into invitation from public.invitations i
  where i.token_hash = private.token_hash(token) for update;
  if invitation.id is null then
    perform private.refuse('invitation_unknown');
  elsif invitation.revoked_at is not null then
    perform private.refuse('invitation_revoked');
  elsif invitation.accepted_at is not null then
    perform private.refuse('invitation_spent');
  elsif invitation.expires_at <= now() then
    perform private.refuse('invitation_expired');
  elsif person is distinct from invitation.email then
    perform private.refuse('invitation_for_another', jsonb_build_object('email', invitation.email));
  -- An invitation kept back must not let somebody in again who was removed, nor their guests.
  elsif not exists (select from public.memberships m
      where m.id = invitation.created_by and m.role = 'leader' and m.removed_at is null)
    or exists (select from public.memberships m where m.organization_id = invitation.organization_id
      and m.user_id = (select auth.uid()) and m.removed_at >= invitation.created_at) then
    perform private.refuse('invitation_revoked');
  end if;
  insert into public.memberships as m (organization_id, user_id, role, review_access, name, email)
  values (invitation.organization_id, (select auth.uid()), invitation.role, invitation.review_access, accept_invitation.name, person)
  on conflict (organization_id, user_id) do update
    set role = case when m.removed_at is null and m.role = 'leader' then m.role else excluded.role end,
        review_access = excluded.review_access,
        name = excluded.name, removed_at = null;
  update public.invitations set accepted_at = now() where id = invitation.id;
  return (select slug from public.organizations where id = invitation.organization_id);
end;
$$;
grant execute on function public.accept_invitation(text, text) to authenticated;

-- ▸ supabase/schemas/record.sql

-- The record: one append-only table of entries, numbered without gaps, each the exact text that was
-- published. Only the functions that publish write to it; supabase/schemas/kinds has them.

-- ── The entries ──────────────────────────────────────────────────────────────────────────────────

-- An entry stands in the log as a small envelope: what its text says of itself, and the text's hash. So a
-- text can be taken away one day, by order of a court, and the log still verifies. Keys are sorted and all
-- is ASCII, written as RFC 8785 has it; src/lib/record/hash.ts makes the same bytes.
--
-- What is checked here is checked of thousands of entries in one statement: no function is called for it.
create table public.record_entries (
  seq bigint primary key check (seq > 0),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  -- As it stands in the envelope, without a character that JSON would have to escape.
  kind text not null constraint kind_is_plain check (kind ~ '^[a-z0-9_]+(\.[a-z0-9_]+)+$'),
  recorded_at timestamptz not null,
  effective_on date not null check (effective_on between date '0001-01-01' and date '9999-12-31'),
  -- The entry itself: one line of JSON. These very bytes are handed out.
  body text not null,
  envelope text not null,
  leaf_hash text not null,
  constraint envelope_is_of_the_entry check (envelope =
    '{"body":"' || encode(sha256(convert_to(body, 'UTF8')), 'hex')
    || '","effective_on":"' || to_char(effective_on, 'YYYY-MM-DD')
    || '","kind":"' || kind
    || '","organization":"' || (envelope::json ->> 'organization')
    || '","recorded_at":"' || to_char(recorded_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    || '","seq":' || seq || '}'),
  -- RFC 6962, section 2.1, in lower-case hex: the zero byte keeps a leaf's hash apart from an inner node's.
  constraint leaf_hash_is_of_the_envelope check (
    leaf_hash = encode(sha256('\x00'::bytea || convert_to(envelope, 'UTF8')), 'hex'))
);
create index record_entries_by_organization on public.record_entries (organization_id, seq);
comment on table public.record_entries is 'The public, append-only record. Nothing in it is ever changed or removed.';

alter table public.record_entries enable row level security;
create policy the_record_is_public on public.record_entries
  for select to anon, authenticated using (true);
grant select on table public.record_entries to anon, authenticated, service_role;

-- The grants above refuse already; the triggers also stop the table's owner and bypassing roles.
create function private.refuse_change_of_record() returns trigger
language plpgsql set search_path = '' as $$
begin
  perform private.refuse('append_only');
  return null;
end;
$$;
create trigger record_is_append_only before update or delete on public.record_entries
  for each statement execute function private.refuse_change_of_record();
create trigger record_is_never_emptied before truncate on public.record_entries
  for each statement execute function private.refuse_change_of_record();


-- ── Appending ────────────────────────────────────────────────────────────────────────────────────

-- Every publish function takes this lock first, before any row lock: publishing is one at a time, so
-- numbers have no gaps and no two publishers can wait for each other. Held to the transaction's end.
create function private.lock_record() returns void
language sql set search_path = '' as $$
  select pg_advisory_xact_lock(7203651);
$$;

-- An entry before it has its number: how many numbers it comes after the record's last, and its own fields
-- as text, an object that is never empty.
create type private.new_entry as (ahead integer, kind text, effective_on date, facts text);

-- The one writer of the record. Returns the number that the new ones come after. A failure after this call
-- takes the entries, and their numbers, back with it.
create function private.append_entries(organization uuid, entries private.new_entry[]) returns bigint
language plpgsql set search_path = '' as $$
declare
  slug text := (select o.slug from public.organizations o where o.id = organization);
  last bigint;
  moment timestamptz;
  written text;
begin
  perform private.lock_record();
  if private.is_settling(organization) then
    perform private.refuse('import_settling', 'An import is being finished. Try again in a minute.');
  end if;
  select e.seq, e.recorded_at into last, moment from public.record_entries e order by e.seq desc limit 1;
  last := coalesce(last, 0);
  -- Never before the last entry, even where the server's clock was set back.
  moment := greatest(clock_timestamp(), moment);
  written := private.written_moment(moment);
  -- Each text is made once, not once for each use of it: hence the offsets. What the table checks is written
  -- out here as it is there.
  insert into public.record_entries
    (seq, organization_id, kind, recorded_at, effective_on, body, envelope, leaf_hash)
  select e.seq, organization, e.kind, moment, e.effective_on, e.body, e.envelope,
    encode(sha256('\x00'::bytea || convert_to(e.envelope, 'UTF8')), 'hex')
  from (
    select b.*, '{"body":"' || encode(sha256(convert_to(b.body, 'UTF8')), 'hex')
      || '","effective_on":"' || b.day || '","kind":"' || b.kind || '","organization":"' || slug
      || '","recorded_at":"' || written || '","seq":' || b.seq || '}' as envelope
    from (
      select n.seq, n.kind, n.effective_on, n.day,
        -- Two objects into one: what every entry says, and the facts without their opening brace. With 122
        -- random bits nobody can guess a text that was taken away and prove it by its hash.
        '{"seq":' || n.seq || ',"organization":"' || slug || '","kind":"' || n.kind || '","recorded_at":"' || written
          || '","effective_on":"' || n.day || '","nonce":"' || gen_random_uuid() || '",' || substr(n.facts, 2) as body
      from (
        select last + x.ahead as seq, x.kind, x.effective_on, to_char(x.effective_on, 'YYYY-MM-DD') as day, x.facts
        from unnest(entries) as x offset 0
      ) as n offset 0
    ) as b offset 0
  ) as e;
  return last;
end;
$$;

-- Appends one entry and returns its number; nulls in `facts` are left out.
create function private.append_entry(organization uuid, kind text, effective_on date, facts json)
returns bigint
language plpgsql set search_path = '' as $$
begin
  return 1 + private.append_entries(organization,
    array[row(1, kind, effective_on, json_strip_nulls(facts)::text)::private.new_entry]);
end;
$$;

-- The facts that an entry was made of, from its text.
create function private.facts_of(body text) returns text
language sql immutable set search_path = '' as $$
  -- What every entry says first has neither a quote nor a brace in it.
  select regexp_replace(body, '^\{"seq":\d+(,"(organization|kind|recorded_at|effective_on|nonce)":"[^"]*")*,', '{');
$$;

-- ▸ supabase/schemas/goals.sql

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
    or (number is not null and effective_on is not null and private.is_full_text(statement)
        and (change = 'published') = (number = 1)
        and (change = 'published' or coalesce(private.is_full_text(reason), false)))),
  constraint published_translation_is_whole check (published_seq is null or translation is null
    or private.is_revision_translation(translation, criteria, target_note, reason))
);
create unique index one_draft_revision_per_goal on public.goal_revisions (goal_id) where published_seq is null;
create index goal_revisions_by_organization on public.goal_revisions (organization_id);
create index goal_revisions_by_creator on public.goal_revisions (created_by);
comment on table public.goal_revisions is 'A goal''s text, criteria and target date from a day on.';
comment on column public.goal_revisions.translation is 'The text in another language, or null; published with the revision.';
create trigger touch before update on public.goal_revisions
  for each row execute function private.touch();

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

-- ▸ supabase/schemas/updates.sql

-- Progress updates: a self-grade for a day, with its narrative. Evidence is in evidence.sql, how an update
-- comes to be published in approval.sql.

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
  translation jsonb check (translation is null or private.is_draft_translation(translation)),
  -- `published` is not among them: published_seq says it.
  status text not null default 'draft' check (status in ('draft', 'submitted', 'returned')),
  submitted_at timestamptz,
  created_by uuid references public.memberships (id) on delete restrict,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  edited_by uuid references public.memberships (id) on delete restrict,
  editors uuid[] not null default '{}',
  published_seq bigint unique references public.record_entries (seq) on delete restrict,
  unique (goal_id, key),
  constraint published_is_whole check (published_seq is null
    or (key is not null and revision_id is not null and private.is_full_text(narrative))),
  constraint published_translation_is_whole check (published_seq is null or translation is null
    or private.is_update_translation(translation))
);
create index progress_updates_by_organization on public.progress_updates (organization_id);
create index progress_updates_by_corrected on public.progress_updates (corrects_id);
create index progress_updates_by_revision on public.progress_updates (revision_id);
create index progress_updates_by_creator on public.progress_updates (created_by);
create index progress_updates_by_editor on public.progress_updates (edited_by);
comment on table public.progress_updates is 'A self-grade for a day, with its narrative; evidence is in its own table.';
comment on column public.progress_updates.translation is 'The narrative in another language, or null; published with the update.';
comment on column public.progress_updates.edited_by is 'Who last changed what it says; null where only its author did.';
comment on column public.progress_updates.editors is 'Every membership but the author''s that ever changed what it says: none of them publishes it alone.';

-- The update that a chain of corrections began with.
create function private.original_update(of_update uuid) returns public.progress_updates
language sql stable set search_path = '' as $$
  with recursive chain as (
    select u.* from public.progress_updates u where u.id = of_update
    union all
    select u.* from public.progress_updates u join chain c on u.id = c.corrects_id
  )
  select * from chain where corrects_id is null;
$$;

create function private.is_published_update(organization uuid, of_update uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.progress_updates u
    where u.id = of_update and u.organization_id = organization and u.published_seq is not null);
$$;
grant execute on function private.is_published_update(uuid, uuid) to authenticated;


-- ── Who may see and draft what ───────────────────────────────────────────────────────────────────

-- Leaders edit any draft update, contributors their own. What is published is nobody's to edit, what is
-- submitted neither, until it is returned or taken back.
create function private.can_edit_update(update_id uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.progress_updates u
    where u.id = update_id and u.published_seq is null and u.status <> 'submitted'
      and (private.role_in(u.organization_id) = 'leader'
        or (private.role_in(u.organization_id) = 'contributor'
          and u.created_by = private.my_membership(u.organization_id)))
  );
$$;
grant execute on function private.can_edit_update(uuid) to authenticated;

alter table public.progress_updates enable row level security;
create policy members_see_updates on public.progress_updates
  for select to authenticated using (private.role_in(organization_id) is not null
    and (published_seq is not null or private.sees_drafts(organization_id)));
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
grant select, delete on table public.progress_updates to authenticated;
grant insert (id, organization_id, goal_id, key, corrects_id, effective_on, grade, narrative, source, translation,
    created_by),
  update (effective_on, grade, narrative, source, translation, updated_at)
  on table public.progress_updates to authenticated;
grant select on table public.progress_updates to service_role;


-- ── Who changed it ───────────────────────────────────────────────────────────────────────────────

-- Set here and not by the caller, who could name somebody else and then publish alone. Runs before
-- touch(): here the time still differs only where somebody saved the text or its evidence.
create function private.mark_editor() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  editor uuid := private.my_membership(new.organization_id);
begin
  if editor is not null and editor is distinct from new.created_by
    and row(new.effective_on, new.grade, new.narrative, new.source, new.translation, new.updated_at)
      is distinct from row(old.effective_on, old.grade, old.narrative, old.source, old.translation, old.updated_at) then
    new.edited_by := editor;
    new.editors := array_remove(new.editors, editor) || editor;
  end if;
  return new;
end;
$$;
create trigger mark_editor before update on public.progress_updates
  for each row execute function private.mark_editor();
create trigger touch before update on public.progress_updates
  for each row execute function private.touch();


-- ── Saving drafts ────────────────────────────────────────────────────────────────────────────────

-- Creates a draft update with its evidence, or (with an id) overwrites one. Returns the update's id. `draft`
-- may name the id that a new one shall have: what is sent twice, because no answer came, is one draft. Runs
-- as the caller: row-level security decides.
create function public.save_progress_update(goal uuid, draft jsonb, evidence jsonb, corrects uuid default null,
  progress_update uuid default null, seen timestamptz default null) returns uuid
language plpgsql set search_path = '' as $$
declare
  id uuid := progress_update;
  stored timestamptz;
  organization uuid := (select g.organization_id from public.goals g where g.id = goal);
begin
  if exists (select from jsonb_array_elements(evidence) as item
      where item #>> '{file,sha256}' is not null and not exists (select from public.evidence_files f
        where f.organization_id = organization and f.sha256 = item #>> '{file,sha256}')) then
    perform private.refuse('file_missing');
  end if;
  if id is null then
    insert into public.progress_updates (id, organization_id, goal_id, corrects_id, effective_on, grade, narrative,
      translation, created_by)
    values (coalesce((draft ->> 'id')::uuid, gen_random_uuid()), organization, goal, corrects,
      (draft ->> 'effective_on')::date, (draft ->> 'grade')::smallint,
      coalesce(draft ->> 'narrative', ''), nullif(draft -> 'translation', 'null'), private.my_membership(organization))
    returning progress_updates.id into id;
  else
    select u.updated_at into stored from public.progress_updates u where u.id = progress_update for update;
    perform private.require_seen(stored, seen);
    update public.progress_updates u
    set effective_on = (draft ->> 'effective_on')::date, grade = (draft ->> 'grade')::smallint,
      narrative = coalesce(draft ->> 'narrative', ''), translation = nullif(draft -> 'translation', 'null'),
      updated_at = now()
    where u.id = progress_update;
    if not found then
      perform private.refuse('not_editable');
    end if;
    delete from public.evidence e where e.update_id = progress_update;
  end if;
  insert into public.evidence (organization_id, update_id, position, kind, visibility, title, url, archived_url,
    sha256, file_sha256, file_name, criteria, redaction_category, redaction_description)
  select organization, id, item.ordinality - 1, item.value ->> 'kind', item.value ->> 'visibility',
    item.value ->> 'title', item.value ->> 'url', item.value ->> 'archived_url', item.value ->> 'sha256',
    item.value #>> '{file,sha256}', item.value #>> '{file,name}',
    array(select jsonb_array_elements_text(item.value -> 'criteria')::integer),
    item.value #>> '{redaction,category}', item.value #>> '{redaction,description}'
  from jsonb_array_elements(evidence) with ordinality as item;
  return id;
end;
$$;
grant execute on function public.save_progress_update(uuid, jsonb, jsonb, uuid, uuid, timestamptz) to authenticated;

-- ▸ supabase/schemas/evidence.sql

-- Evidence: what a progress update rests on, as links and files.

-- ── Files ────────────────────────────────────────────────────────────────────────────────────────

create table public.evidence_files (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- As its bytes show; the name and what the browser said are not believed.
  media_type text not null check (media_type in
    ('application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'text/csv', 'text/plain')),
  bytes integer not null check (bytes between 1 and 10485760),
  -- As it was first uploaded; each evidence item has a name of its own.
  name text not null check (name ~ '^[^/\\\u0001-\u001f\u007f-\u009f]{1,150}$'),
  created_by uuid not null references public.memberships (id) on delete restrict,
  created_at timestamptz not null default now(),
  -- When these bytes were last sent.
  uploaded_at timestamptz not null default now(),
  unique (organization_id, sha256)
);
create index evidence_files_by_creator on public.evidence_files (created_by);
comment on table public.evidence_files is 'Files that were uploaded as evidence. The bytes are in the storage bucket “evidence”, under the organization''s slug and the SHA-256.';


-- ── Items ────────────────────────────────────────────────────────────────────────────────────────

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
  -- What the item makes public; of a redacted file it may be left out.
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  -- The file that is held, public or not.
  file_sha256 text,
  file_name text check (file_name ~ '^[^/\\\u0001-\u001f\u007f-\u009f]{1,150}$'),
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
    and array_position(criteria, null) is null and 0 <= all (criteria)),
  constraint file_is_held foreign key (organization_id, file_sha256)
    references public.evidence_files (organization_id, sha256) on delete restrict,
  constraint file_has_a_name check ((file_sha256 is null) = (file_name is null)),
  constraint file_is_the_one_named check (file_sha256 is null
    or (kind = 'file' and (sha256 is null or sha256 = file_sha256)))
);
create index evidence_by_organization on public.evidence (organization_id);
create index evidence_by_file on public.evidence (organization_id, file_sha256);
comment on table public.evidence is 'What a progress update rests on. A redacted item''s address never leaves this table.';

-- What an entry says of it. A redacted item's addresses are left out: they never become public. Of a
-- redacted file neither name nor size nor type is said.
create function private.evidence_facts(of_update uuid) returns json
language sql stable set search_path = '' as $$
  select coalesce(json_agg(json_build_object(
    'kind', e.kind,
    'visibility', e.visibility,
    'title', e.title,
    'url', case when e.visibility = 'public' then e.url end,
    'archived_url', case when e.visibility = 'public' then e.archived_url end,
    'sha256', e.sha256,
    'name', case when e.visibility = 'public' then e.file_name end,
    'media_type', case when e.visibility = 'public' then f.media_type end,
    'bytes', case when e.visibility = 'public' then f.bytes end,
    'criteria', to_json(e.criteria),
    'redaction', case when e.visibility = 'redacted' then json_build_object(
      'category', e.redaction_category, 'description', e.redaction_description) end
  ) order by e.position), '[]'::json)
  from public.evidence e
    left join public.evidence_files f on f.organization_id = e.organization_id and f.sha256 = e.file_sha256
  where e.update_id = of_update;
$$;


-- ── Who may see and add what ─────────────────────────────────────────────────────────────────────

alter table public.evidence enable row level security;
create policy members_see_evidence on public.evidence
  for select to authenticated using (
    private.role_in(organization_id) in ('leader', 'contributor')
    or (private.role_in(organization_id) = 'reviewer'
      and (visibility = 'public' or private.review_access(organization_id) = 'full')
      and (private.sees_drafts(organization_id) or private.is_published_update(organization_id, update_id))));
create policy teams_add_evidence on public.evidence
  for insert to authenticated
  with check (private.can_edit_update(update_id)
    and organization_id = (select u.organization_id from public.progress_updates u where u.id = update_id));
create policy teams_remove_evidence on public.evidence
  for delete to authenticated using (private.can_edit_update(update_id));
grant select, delete on table public.evidence to authenticated;
grant insert (organization_id, update_id, position, kind, visibility, title, url, archived_url, sha256,
  file_sha256, file_name, criteria, redaction_category, redaction_description)
  on table public.evidence to authenticated;
grant select on table public.evidence to service_role;

alter table public.evidence_files enable row level security;
-- A reviewer sees the files of the evidence that its own policy shows them.
create policy members_see_files on public.evidence_files
  for select to authenticated using (
    private.role_in(organization_id) in ('leader', 'contributor')
    or exists (select from public.evidence e
      where e.organization_id = evidence_files.organization_id and e.file_sha256 = evidence_files.sha256));
grant select on table public.evidence_files to authenticated, service_role;


-- ── What holds of items ──────────────────────────────────────────────────────────────────────────

-- Evidence that arrives while its update is being published waits here, and then comes too late.
create function private.keep_published_evidence() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  item public.evidence := case tg_op when 'DELETE' then old else new end;
  seq bigint;
begin
  select u.published_seq into seq from public.progress_updates u where u.id = item.update_id for update;
  if seq is not null then
    perform private.refuse('not_editable.published');
  end if;
  return item;
end;
$$;
create trigger keep_published_evidence before insert or delete on public.evidence
  for each row execute function private.keep_published_evidence();

-- A file is not forgotten while evidence takes it in: either it stays, or whoever saves is told that it is gone.
-- Runs as whoever saves, so that outsiders learn nothing of files by trying.
create function private.hold_file_still() returns trigger
language plpgsql set search_path = '' as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('evidence_files ' || new.organization_id, 0));
  if not exists (select from public.evidence_files f
      where f.organization_id = new.organization_id and f.sha256 = new.file_sha256) then
    perform private.refuse('file_missing');
  end if;
  return new;
end;
$$;
create trigger hold_file_still before insert on public.evidence
  for each row when (new.file_sha256 is not null) execute function private.hold_file_still();

-- Changed evidence is a changed update. Nothing to do where this transaction has changed the row already.
create function private.mark_evidence_editor() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.progress_updates u set updated_at = u.updated_at + interval '1 millisecond'
  where u.id in (select c.update_id from changed c) and u.published_seq is null and u.created_by is not null
    and (u.xmin is distinct from pg_current_xact_id()::xid
      or private.my_membership(u.organization_id) <> all (array_prepend(u.created_by, u.editors)));
  return null;
end;
$$;
create trigger mark_added_evidence after insert on public.evidence
  referencing new table as changed for each statement execute function private.mark_evidence_editor();
create trigger mark_removed_evidence after delete on public.evidence
  referencing old table as changed for each statement execute function private.mark_evidence_editor();

-- ▸ supabase/schemas/storage.sql

-- The bytes of evidence files: a private bucket in which each is named by the organization's slug and its
-- SHA-256. What Storage takes is decided here; what is known of a file stands in public.evidence_files.

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('evidence', 'evidence', false, 10485760,
  array['application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'text/csv', 'text/plain'])
on conflict (id) do nothing;


-- ── What an object's name says ───────────────────────────────────────────────────────────────────

-- What the caller is in the organization that an object's name begins with.
create function private.role_at_object(object text) returns text
language sql stable security definer set search_path = '' as $$
  select private.role_in(o.id) from public.organizations o where o.slug = split_part(object, '/', 1);
$$;
grant execute on function private.role_at_object(text) to authenticated;

-- Whether the record names the object in an item that is not redacted: then anybody may have it.
create function private.is_published_object(object text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.organizations o
      join public.evidence e on e.organization_id = o.id
      join public.progress_updates u on u.id = e.update_id
    where o.slug = split_part(object, '/', 1) and e.file_sha256 = split_part(object, '/', 2)
      and object = o.slug || '/' || e.file_sha256
      and e.visibility = 'public' and u.published_seq is not null);
$$;
grant execute on function private.is_published_object(text) to anon, authenticated;

-- Whether something is known of the object: only what is not may be removed.
create function private.is_known_object(object text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.organizations o join public.evidence_files f on f.organization_id = o.id
    where o.slug = split_part(object, '/', 1) and f.sha256 = split_part(object, '/', 2));
$$;
grant execute on function private.is_known_object(text) to authenticated;


-- ── Who may read, send and remove bytes ──────────────────────────────────────────────────────────

create policy public_reads_published_evidence on storage.objects
  for select to anon using (bucket_id = 'evidence' and private.is_published_object(name));

create policy members_read_evidence on storage.objects
  for select to authenticated using (bucket_id = 'evidence' and (
    private.is_published_object(name)
    or private.role_at_object(name) in ('leader', 'contributor')
    or exists (select from public.evidence_files f join public.organizations o on o.id = f.organization_id
      where o.slug || '/' || f.sha256 = objects.name)));

create policy teams_upload_evidence on storage.objects
  for insert to authenticated with check (bucket_id = 'evidence'
    and name ~ '^[^/]+/[0-9a-f]{64}$'
    and private.role_at_object(name) in ('leader', 'contributor'));

create policy teams_remove_unknown_evidence on storage.objects
  for delete to authenticated using (bucket_id = 'evidence'
    and private.role_at_object(name) in ('leader', 'contributor') and not private.is_known_object(name));


-- ── Taking in and forgetting ─────────────────────────────────────────────────────────────────────

-- Takes in the file whose bytes are in the bucket, which says of what type and size they are, also where the
-- server put the true bytes in the place of others. Sent again, it is the same file, and no older than a new
-- one. Returns its type.
create function public.hold_file(organization uuid, sha256 text, name text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  object jsonb;
  held text;
begin
  perform private.require_team(organization);
  select b.metadata into object from storage.objects b, public.organizations o
  where o.id = organization and b.bucket_id = 'evidence' and b.name = o.slug || '/' || hold_file.sha256;
  if object ->> 'size' is null then
    perform private.refuse('file_missing');
  end if;
  insert into public.evidence_files as f (organization_id, sha256, media_type, bytes, name, created_by)
  values (organization, hold_file.sha256, object ->> 'mimetype', (object ->> 'size')::integer, hold_file.name,
    private.my_membership(organization))
  on conflict on constraint evidence_files_organization_id_sha256_key do update
    set uploaded_at = now(), media_type = excluded.media_type, bytes = excluded.bytes
  returning f.media_type into held;
  return held;
end;
$$;
grant execute on function public.hold_file(uuid, text, text) to authenticated;

-- Forgets files that were last uploaded a day ago or more and that no update and no kept form names. Returns
-- the names of the objects of which nothing is known any more, for the caller to remove.
create function public.forget_unused_files(organization uuid) returns setof text
language plpgsql security definer set search_path = '' as $$
begin
  perform private.require_team(organization);
  perform pg_advisory_xact_lock(hashtextextended('evidence_files ' || organization, 0));
  delete from public.evidence_files f
  where f.organization_id = organization and f.uploaded_at < now() - interval '1 day'
    and not exists (select from public.evidence e
      where e.organization_id = organization and e.file_sha256 = f.sha256)
    and not exists (select from public.kept_forms k
      where k.organization_id = organization and position(f.sha256 in k.typed::text) > 0);
  return query select b.name from storage.objects b, public.organizations o
    where o.id = organization and b.bucket_id = 'evidence' and starts_with(b.name, o.slug || '/')
      and b.created_at < now() - interval '1 day' and not private.is_known_object(b.name)
    limit 100;
end;
$$;
grant execute on function public.forget_unused_files(uuid) to authenticated;

-- ▸ supabase/schemas/approval.sql

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


-- ── Submitting, taking back, returning ───────────────────────────────────────────────────────────

-- What an update must have before somebody else looks at it, and before the public does.
create function private.require_publishable(u public.progress_updates) returns void
language plpgsql stable set search_path = '' as $$
declare
  r public.goal_revisions;
  uncovered integer;
begin
  perform private.require_past(u.effective_on);
  if not private.is_full_text(u.narrative) then
    perform private.refuse('narrative_missing');
  end if;
  if not private.is_update_translation(u.translation) then
    perform private.refuse('translation_unfinished');
  end if;
  -- Reviews do not carry over to a correction, so an empty one would be a way to be rid of them.
  if exists (select from public.progress_updates c where c.id = u.corrects_id and c.grade = u.grade
      and btrim(c.narrative, E' \t\n') = btrim(u.narrative, E' \t\n')
      and c.translation is not distinct from u.translation
      and private.evidence_facts(c.id)::text = private.evidence_facts(u.id)::text) then
    perform private.refuse('nothing_changed.correction');
  end if;
  if u.grade = 4 then
    r := private.revision_in_force(u.goal_id, (private.original_update(u.id)).effective_on);
    if cardinality(r.criteria) = 0 then
      uncovered := case when exists (select from public.evidence e where e.update_id = u.id) then null else 1 end;
    else
      select min(i) into uncovered from generate_series(1, cardinality(r.criteria)) as i
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
    'revision', (private.revision_in_force(u.goal_id, (private.original_update(u.id)).effective_on)).number,
    'grade', u.grade,
    'narrative', u.narrative,
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

-- ▸ supabase/schemas/reviews.sql

-- Reviews by the reviewers themselves: nobody else writes, sees or holds back what they draft.

create table public.reviews (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  update_id uuid not null references public.progress_updates (id) on delete restrict,
  effective_on date not null check (private.is_day(effective_on)),
  reviewer_name text not null check (private.is_short_text(reviewer_name)),
  reviewer_relation text not null default '' check (private.is_free_text(reviewer_relation)),
  reviewer_conflicts text not null default '' check (private.is_free_text(reviewer_conflicts)),
  reviewer_access text not null check (reviewer_access in ('public', 'redacted', 'full')),
  grade smallint not null check (grade between 0 and 4),
  agrees text not null check (agrees in ('yes', 'partly', 'no')),
  evidence text not null check (evidence in ('sufficient', 'partly', 'insufficient')),
  -- What the reviewer saw beyond what is public; null in reviews imported without it.
  material text check (private.is_free_text(material)),
  statement text not null default '' check (private.is_free_text(statement)),
  created_by uuid references public.memberships (id) on delete restrict,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  published_seq bigint unique references public.record_entries (seq) on delete restrict
);
create index reviews_by_organization on public.reviews (organization_id);
create index reviews_by_update on public.reviews (update_id);
create index reviews_by_creator on public.reviews (created_by);
create unique index one_draft_review on public.reviews (update_id, created_by) where published_seq is null;
comment on table public.reviews is 'An outsider''s judgement of one published update.';
create trigger touch before update on public.reviews
  for each row execute function private.touch();

alter table public.reviews enable row level security;
create policy members_see_published_reviews on public.reviews
  for select to authenticated using (private.role_in(organization_id) is not null
    and (published_seq is not null or created_by = private.my_membership(organization_id)));
create policy reviewers_draft_reviews on public.reviews
  for insert to authenticated
  with check (private.role_in(organization_id) = 'reviewer' and published_seq is null
    and created_by = private.my_membership(organization_id)
    and reviewer_access = private.review_access(organization_id)
    and private.is_published_update(organization_id, update_id));
create policy reviewers_edit_their_drafts on public.reviews
  for update to authenticated
  using (private.role_in(organization_id) = 'reviewer' and published_seq is null
    and created_by = private.my_membership(organization_id))
  with check (private.role_in(organization_id) = 'reviewer' and published_seq is null
    and created_by = private.my_membership(organization_id));
create policy reviewers_delete_their_drafts on public.reviews
  for delete to authenticated
  using (private.role_in(organization_id) = 'reviewer' and published_seq is null
    and created_by = private.my_membership(organization_id));
grant select, delete on table public.reviews to authenticated;
grant insert (organization_id, update_id, effective_on, reviewer_name, reviewer_relation, reviewer_conflicts,
    reviewer_access, grade, agrees, evidence, material, statement, created_by),
  update (reviewer_name, reviewer_relation, reviewer_conflicts, grade, agrees, evidence, material, statement)
  on table public.reviews to authenticated;
grant select on table public.reviews to service_role;


-- ── What holds of drafts ─────────────────────────────────────────────────────────────────────────

-- Not in the policy, which could not say why.
create function private.require_outsider() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.memberships m where m.organization_id = new.organization_id
      and m.user_id = (select auth.uid()) and m.removed_at is null and m.role = 'reviewer' and m.ever_in_team) then
    perform private.refuse('reviewer_of_team');
  end if;
  return new;
end;
$$;
create trigger require_outsider before insert on public.reviews
  for each row execute function private.require_outsider();

-- A draft says the widest access that its reviewer had since they began it: what was seen stays seen, and
-- an organization that narrows access changes nothing of what the review says.
create function private.pass_on_access() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  widths constant text[] := array['public', 'redacted', 'full'];
begin
  update public.reviews set reviewer_access = new.review_access
  where created_by = new.id and published_seq is null
    and array_position(widths, reviewer_access) < array_position(widths, new.review_access);
  return null;
end;
$$;
create trigger pass_on_access after update on public.memberships
  for each row execute function private.pass_on_access();


-- ── Reviewers who were removed ───────────────────────────────────────────────────────────────────

-- Whoever wrote it, a member still or not: by removing a reviewer an organization could hold a review back.
create function private.wrote_review(v public.reviews) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.memberships m where m.id = v.created_by and m.user_id = (select auth.uid()));
$$;

-- What the caller drafted as a reviewer of organizations whose reviewer they are no longer: their own words,
-- and nothing else of the workspace.
create function public.drafts_of_former_reviewer()
returns table (id uuid, organization_name text, goal text, of_update text, reviewer_name text, reviewer_relation text,
  reviewer_conflicts text, reviewer_access text, grade smallint, agrees text, evidence text, material text,
  statement text, updated_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select v.id, o.name, g.key, u.key, v.reviewer_name, v.reviewer_relation, v.reviewer_conflicts, v.reviewer_access,
    v.grade, v.agrees, v.evidence, v.material, v.statement, v.updated_at
  from public.reviews v
    join public.memberships m on m.id = v.created_by
    join public.organizations o on o.id = v.organization_id
    join public.progress_updates u on u.id = v.update_id
    join public.goals g on g.id = u.goal_id
  where m.user_id = (select auth.uid()) and v.published_seq is null
    and (m.removed_at is not null or m.role <> 'reviewer')
  order by v.updated_at desc;
$$;
grant execute on function public.drafts_of_former_reviewer() to authenticated;

-- ▸ supabase/schemas/kinds/organization.registered.sql

-- organization.registered: the first entry of each organization.

-- Registers an organization and records it. For the operator of the instance only (set-up, import).
create function private.register_organization(facts jsonb, effective_on date) returns uuid
language plpgsql set search_path = '' as $$
declare
  o public.organizations;
begin
  perform private.lock_record();
  insert into public.organizations
    (slug, name, url, kept_by, kept_by_note, roadmap_title, roadmap_url, cadence_days)
  values (
    facts ->> 'slug', facts ->> 'name', facts ->> 'url', facts ->> 'kept_by', facts ->> 'kept_by_note',
    facts #>> '{roadmap,title}', facts #>> '{roadmap,url}', (facts #>> '{roadmap,cadence_days}')::integer
  ) returning * into o;
  perform private.append_entry(o.id, 'organization.registered', effective_on, json_build_object(
    'name', o.name, 'url', o.url, 'kept_by', o.kept_by, 'kept_by_note', o.kept_by_note,
    'roadmap', json_build_object(
      'title', o.roadmap_title, 'url', o.roadmap_url, 'cadence_days', o.cadence_days)
  ));
  return o.id;
end;
$$;

-- ▸ supabase/schemas/kinds/organization.amended.sql

-- organization.amended: the two-person rule, under which nobody publishes what they wrote.

-- For the functions below, which say who may.
create function private.record_two_person_rule(organization uuid, enforced boolean) returns bigint
language plpgsql security definer set search_path = '' as $$
begin
  perform private.lock_record();
  update public.organizations o set two_person_rule = enforced where o.id = organization;
  return private.append_entry(organization, 'organization.amended', private.today(),
    json_build_object('two_person_rule', enforced));
end;
$$;

-- On by default from the second leader on. Once somebody has decided, their decision stands.
create function private.second_leader() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.role = 'leader' and new.removed_at is null then
    -- First: whoever publishes holds this lock when they refer to the organization.
    perform private.lock_record();
    if (select o.two_person_rule is null from public.organizations o where o.id = new.organization_id)
      and private.count_leaders(new.organization_id) > 1 then
      perform private.record_two_person_rule(new.organization_id, true);
    end if;
  end if;
  return null;
end;
$$;
create trigger second_leader after insert or update on public.memberships
  for each row execute function private.second_leader();

-- Leaders may switch the rule, in public. Returns the entry's number.
create function public.set_two_person_rule(organization uuid, enforced boolean) returns bigint
language plpgsql security definer set search_path = '' as $$
begin
  perform private.lock_record();
  if private.role_in(organization) is distinct from 'leader' then
    perform private.refuse('not_allowed.leader');
  elsif enforced is not distinct from (select coalesce(o.two_person_rule, false) from public.organizations o where o.id = organization) then
    perform private.refuse('nothing_changed.rule');
  elsif coalesce(enforced, true) and private.count_leaders(organization) < 2 then
    perform private.refuse('too_few_leaders');
  end if;
  return private.record_two_person_rule(organization, enforced);
end;
$$;
grant execute on function public.set_two_person_rule(uuid, boolean) to authenticated;

-- ▸ supabase/schemas/kinds/goal.published.sql

-- goal.published and goal.revised: a goal's first revision and later ones go the same way.
--
-- As of every kind, private.record_* checks the rules of the record and appends, for the import too;
-- public.publish_* adds who may do it, and what a person at a form must keep to besides.

-- The entry's own fields.
create function private.revision_facts(g public.goals, r public.goal_revisions, number integer) returns json
language sql stable set search_path = '' as $$
  select json_build_object(
    'goal', g.key,
    'area', case when r.change = 'published' then g.area end,
    'revision', number,
    'change', case when r.change <> 'published' then r.change end,
    'title', r.title,
    'statement', r.statement,
    'criteria', to_json(r.criteria),
    'target', case when r.target_on is not null then json_build_object(
      'on', private.written_day(r.target_on), 'basis', r.target_basis, 'note', r.target_note) end,
    'outlook', r.outlook,
    'reason', case when r.change <> 'published' then r.reason end,
    'source', r.source,
    'translation', private.translation_facts(r.translation));
$$;

create function private.record_revision(revision uuid) returns bigint
language plpgsql set search_path = '' as $$
declare
  r public.goal_revisions;
  g public.goals;
  last public.goal_revisions;
  cited date;
  seq bigint;
begin
  perform private.lock_record();
  select * into r from public.goal_revisions where id = revision for update;
  if r.id is null then
    perform private.refuse('not_found');
  end if;
  select * into g from public.goals where id = r.goal_id for update;
  if r.published_seq is not null then
    return r.published_seq;
  end if;
  if (r.change = 'published') <> (g.published_seq is null) then
    perform private.refuse('wrong_change.first');
  end if;
  if exists (select from public.closings c where c.goal_id = g.id and c.effective_on < r.effective_on) then
    perform private.refuse('goal_closed.revision');
  end if;
  select * into last from public.goal_revisions x
    where x.goal_id = g.id and x.published_seq is not null order by x.number desc limit 1;
  if last.effective_on > r.effective_on then
    perform private.refuse('out_of_order.revision', jsonb_build_object('day', last.effective_on));
  end if;
  select u.effective_on into cited
    from public.progress_updates u
    join public.progress_updates chain on chain.goal_id = u.goal_id
      and chain.published_seq is not null and (private.original_update(chain.id)).id = u.id
    join public.evidence e on e.update_id = chain.id
    where u.goal_id = g.id and u.corrects_id is null and u.effective_on >= r.effective_on
      and cardinality(r.criteria) <= any (e.criteria)
    order by u.effective_on desc limit 1;
  if cited is not null then
    perform private.refuse('criteria_cited', jsonb_build_object('day', cited));
  end if;
  seq := private.append_entry(g.organization_id,
    case when last.id is null then 'goal.published' else 'goal.revised' end,
    r.effective_on, private.revision_facts(g, r, coalesce(last.number, 0) + 1));
  update public.goal_revisions set number = coalesce(last.number, 0) + 1, published_seq = seq where id = r.id;
  if last.id is null then
    update public.goals set published_seq = seq where id = g.id;
  end if;
  return seq;
end;
$$;

-- Publishes a draft: a goal's first revision or a later one. Publishing it again returns the same number.
create function public.publish_revision(revision uuid, seen timestamptz default null) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  r public.goal_revisions;
begin
  perform private.lock_record();
  select * into r from public.goal_revisions where id = revision for update;
  perform private.require_leader(r.organization_id);
  if r.published_seq is null then
    perform private.require_seen(r.updated_at, seen);
    perform private.require_past(r.effective_on);
    if not private.is_full_text(r.statement) then
      perform private.refuse('statement_missing');
    elsif r.change <> 'published' and not coalesce(private.is_full_text(r.reason), false) then
      perform private.refuse('reason_missing');
    elsif exists (select from public.closings c where c.goal_id = r.goal_id) then
      perform private.refuse('goal_closed.revision');
    end if;
    perform private.require_true_change(r);
  end if;
  return private.record_revision(revision);
end;
$$;
grant execute on function public.publish_revision(uuid, timestamptz) to authenticated;

-- ▸ supabase/schemas/kinds/goal.revised.sql

-- goal.revised: a revision must be called what it is. What weakens a goal does not pass as editorial.

-- What a criterion says: without white space, punctuation and capitals. Before a digit both stay, or
-- “0.5” would be “05”; only white space between a word and a number goes. The same stands in
-- src/lib/workspace/true-change.ts; a test compares the two.
create function private.words_of(criterion text) returns text
language sql immutable set search_path = '' as $$
  select translate(
    regexp_replace(
      regexp_replace(criterion,
        '[\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff.,;:!?"''`\u00b7\u2010-\u2015\u2018-\u201f\u2026\u3001\u3002\u300a-\u300f\uff01\uff0c\uff0e\uff1a\uff1b\uff1f-](?![0-9\uff10-\uff19])',
        '', 'g'),
      '(?<![0-9\uff10-\uff19])[\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff](?=[0-9\uff10-\uff19])',
      '', 'g'),
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz');
$$;

-- The numbers, from 1, of the criteria that `after` does not have in the same words; each stands for one.
create function private.lost_criteria(before text[], after text[]) returns integer[]
language sql immutable set search_path = '' as $$
  select coalesce(array_agg(b.n::integer order by b.n), '{}')
  from (
    select n, words, row_number() over (partition by words order by n) as nth
    from (select n, private.words_of(c) as words from unnest(before) with ordinality as t (c, n)) as w
  ) as b
  left join (select private.words_of(c) as words, count(*) as times from unnest(after) as c group by 1) as a
    using (words)
  where b.nth > coalesce(a.times, 0);
$$;

-- Criteria are compared by what they say, and not only counted.
create function private.require_true_change(r public.goal_revisions) returns void
language plpgsql stable set search_path = '' as $$
declare
  last public.goal_revisions;
begin
  if not private.is_revision_translation(r.translation, r.criteria, r.target_note, r.reason) then
    perform private.refuse('translation_unfinished.revision');
  end if;
  select * into last from public.goal_revisions x
    where x.goal_id = r.goal_id and x.published_seq is not null order by x.number desc limit 1;
  if last.id is null or r.change = 'published' then
    return;
  end if;
  if row(last.title, last.statement, last.criteria, last.target_on, last.target_basis, last.target_note, last.outlook, last.translation)
      is not distinct from row(r.title, r.statement, r.criteria, r.target_on, r.target_basis, r.target_note, r.outlook, r.translation) then
    perform private.refuse('nothing_changed');
  elsif r.change = 'editorial' and r.target_on is distinct from last.target_on then
    perform private.refuse('wrong_change.date');
  elsif r.change = 'strengthened' and last.target_on is not null and coalesce(r.target_on > last.target_on, true) then
    perform private.refuse('wrong_change.later');
  elsif r.change <> 'narrowed' and cardinality(r.criteria) < cardinality(last.criteria) then
    perform private.refuse('wrong_change.fewer');
  elsif r.change in ('editorial', 'date_moved') and private.lost_criteria(last.criteria, r.criteria) <> '{}' then
    perform private.refuse('wrong_change.criterion');
  elsif r.change = 'editorial' and private.lost_criteria(r.criteria, last.criteria) <> '{}' then
    perform private.refuse('wrong_change.added');
  end if;
end;
$$;

-- ▸ supabase/schemas/kinds/goal.closed.sql

-- goal.closed: how and why a goal ended, and what succeeds it.

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

alter table public.closings enable row level security;
create policy members_see_closings on public.closings
  for select to authenticated using (private.role_in(organization_id) is not null);
grant select on table public.closings to authenticated, service_role;

-- True where the standing version of some update has grade 4 on that day.
create function private.has_delivered_update(goal uuid, day date) returns boolean
language sql stable set search_path = '' as $$
  select exists (
    select from (
      select distinct on ((private.original_update(u.id)).id) u.grade
      from public.progress_updates u
      where u.goal_id = goal and u.published_seq is not null and u.effective_on <= day
      order by (private.original_update(u.id)).id, u.effective_on desc, u.published_seq desc
    ) as standing where standing.grade = 4
  );
$$;

-- Closes a goal; the successors are published goals of the same area that begin on the closing's day.
create function private.record_closing(closing uuid, successors uuid[]) returns bigint
language plpgsql set search_path = '' as $$
declare
  c public.closings;
  g public.goals;
  later date;
  count_of_successors integer := cardinality(successors);
  s record;
  seq bigint;
begin
  perform private.lock_record();
  select * into c from public.closings where id = closing for update;
  select * into g from public.goals where id = c.goal_id for update;
  if g.published_seq is null then
    perform private.refuse('goal_not_published.closing');
  end if;
  later := (select max(r.effective_on) from public.goal_revisions r
    where r.goal_id = g.id and r.published_seq is not null and r.effective_on > c.effective_on);
  if later is not null then
    perform private.refuse('out_of_order.revised', jsonb_build_object('day', later));
  end if;
  later := (select max(u.effective_on) from public.progress_updates u
    where u.goal_id = g.id and u.published_seq is not null and u.corrects_id is null
      and u.effective_on > c.effective_on);
  if later is not null then
    perform private.refuse('out_of_order.reported', jsonb_build_object('day', later));
  end if;
  if c.closed_as = 'delivered' and not private.has_delivered_update(g.id, c.effective_on) then
    perform private.refuse('not_delivered');
  end if;
  if (c.closed_as = 'superseded' and count_of_successors <> 1)
    or (c.closed_as = 'split' and count_of_successors < 2)
    or (c.closed_as in ('delivered', 'withdrawn') and count_of_successors <> 0) then
    perform private.refuse('wrong_successors.count');
  end if;
  if (select count(distinct x) from unnest(successors) as x) <> count_of_successors or g.id = any (successors) then
    perform private.refuse('wrong_successors.twice');
  end if;
  for s in
    select x.ordinality, n.id, n.key, n.area, n.organization_id, n.predecessor_id, r.effective_on
    from unnest(successors) with ordinality as x (id, ordinality)
    left join public.goals n on n.id = x.id
    left join public.goal_revisions r on r.goal_id = n.id and r.number = 1
    order by x.ordinality
  loop
    if s.id is null or s.organization_id <> g.organization_id or s.effective_on is distinct from c.effective_on then
      perform private.refuse('wrong_successors.day');
    elsif s.area <> g.area then
      perform private.refuse('wrong_successors.area', jsonb_build_object('goal', s.key));
    elsif s.predecessor_id is not null then
      perform private.refuse('wrong_successors.taken', jsonb_build_object('goal', s.key));
    end if;
  end loop;
  if exists (
    with recursive ancestors as (
      select g.predecessor_id as id
      union select p.predecessor_id from public.goals p join ancestors a on p.id = a.id
    ) select from ancestors where id = any (successors)
  ) then
    perform private.refuse('wrong_successors.circle');
  end if;
  update public.goals set predecessor_id = g.id where id = any (successors);
  seq := private.append_entry(g.organization_id, 'goal.closed', c.effective_on, json_build_object(
    'goal', g.key, 'as', c.closed_as, 'reason', c.reason,
    'successors', coalesce((select json_agg(n.key order by x.ordinality)
      from unnest(successors) with ordinality as x (id, ordinality) join public.goals n on n.id = x.id), '[]'::json),
    'source', c.source));
  update public.closings set published_seq = seq where id = c.id;
  return seq;
end;
$$;

-- Closes a published goal. Successors may still be drafts: they are published with the closing's day.
create function public.close_goal(goal uuid, closed_as text, reason text, effective_on date, successors uuid[])
returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  g public.goals;
  closing uuid;
  draft uuid;
begin
  select * into g from public.goals where id = goal;
  perform private.require_leader(g.organization_id);
  perform private.require_past(close_goal.effective_on);
  if not coalesce(private.is_full_text(close_goal.reason), false) then
    perform private.refuse('reason_missing.closing');
  end if;
  perform private.lock_record();
  if exists (select from public.closings c where c.goal_id = g.id) then
    perform private.refuse('goal_closed.already');
  end if;
  for draft in
    select r.id from public.goal_revisions r join public.goals n on n.id = r.goal_id
    where n.id = any (close_goal.successors) and n.organization_id = g.organization_id and n.published_seq is null
    order by array_position(close_goal.successors, n.id)
  loop
    update public.goal_revisions set effective_on = close_goal.effective_on where id = draft;
    perform public.publish_revision(draft);
  end loop;
  insert into public.closings (organization_id, goal_id, closed_as, reason, effective_on, created_by)
  values (g.organization_id, g.id, close_goal.closed_as, close_goal.reason, close_goal.effective_on,
    private.my_membership(g.organization_id)) returning id into closing;
  return private.record_closing(closing, coalesce(close_goal.successors, '{}'));
end;
$$;
grant execute on function public.close_goal(uuid, text, text, date, uuid[]) to authenticated;

-- ▸ supabase/schemas/kinds/progress.reported.sql

-- progress.reported and progress.corrected: an update, and a correction of one, go the same way.

create function private.record_update(of_update uuid) returns bigint
language plpgsql set search_path = '' as $$
declare
  u public.progress_updates;
  g public.goals;
  corrected public.progress_updates;
  original public.progress_updates;
  r public.goal_revisions;
  closed_on date;
  free_key text;
  seq bigint;
begin
  perform private.lock_record();
  select * into u from public.progress_updates where id = of_update for update;
  if u.id is null then
    perform private.refuse('not_found');
  end if;
  if u.published_seq is not null then
    return u.published_seq;
  end if;
  select * into g from public.goals where id = u.goal_id;
  if g.published_seq is null then
    perform private.refuse('goal_not_published');
  end if;
  if u.corrects_id is not null then
    select * into corrected from public.progress_updates where id = u.corrects_id;
    if corrected.goal_id <> u.goal_id or corrected.published_seq is null then
      perform private.refuse('wrong_correction');
    elsif corrected.effective_on > u.effective_on then
      perform private.refuse('out_of_order.correction', jsonb_build_object('day', corrected.effective_on));
    end if;
  end if;
  original := private.original_update(u.id);
  select c.effective_on into closed_on from public.closings c where c.goal_id = g.id;
  if u.corrects_id is null and closed_on < u.effective_on then
    perform private.refuse('goal_closed', jsonb_build_object('day', closed_on));
  end if;
  r := private.revision_in_force(g.id, original.effective_on);
  if r.id is null then
    perform private.refuse('before_the_goal');
  end if;
  if exists (select from public.evidence e where e.update_id = u.id and cardinality(r.criteria) <= any (e.criteria)) then
    perform private.refuse('unknown_criterion', jsonb_build_object('revision', r.number));
  end if;
  if u.key is null then
    -- The day, and on a second update of that day `-2`.
    select candidate into free_key from (
      select private.written_day(u.effective_on) || case when n = 1 then '' else '-' || n end as candidate, n
      from generate_series(1, 1 + (select count(*) from public.progress_updates x where x.goal_id = g.id)) as n
    ) as candidates
    where not exists (select from public.progress_updates x where x.goal_id = g.id and x.key = candidate)
    order by n limit 1;
  end if;
  seq := private.append_entry(g.organization_id,
    case when u.corrects_id is null then 'progress.reported' else 'progress.corrected' end,
    u.effective_on, json_build_object(
      'goal', g.key, 'update', coalesce(u.key, free_key), 'corrects', corrected.key, 'revision', r.number,
      'grade', u.grade, 'narrative', u.narrative, 'evidence', private.evidence_facts(u.id),
      'source', u.source, 'translation', private.translation_facts(u.translation)));
  update public.progress_updates
    set key = coalesce(u.key, free_key), revision_id = r.id, published_seq = seq where id = u.id;
  -- A correction of a day up to the closing must not take away what the closing rests on.
  if exists (select from public.closings c where c.goal_id = g.id and c.closed_as = 'delivered')
      and not private.has_delivered_update(g.id, closed_on) then
    perform private.refuse('not_delivered.correction', jsonb_build_object('day', closed_on));
  end if;
  return seq;
end;
$$;

-- Publishes a submitted update, or one's own where the two-person rule is off. Publishing it again
-- returns the same number.
create function public.publish_progress_update(progress_update uuid, seen timestamptz default null)
returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  u public.progress_updates;
  me uuid;
begin
  perform private.lock_record();
  select * into u from public.progress_updates where id = progress_update for update;
  perform private.require_leader(u.organization_id);
  me := private.my_membership(u.organization_id);
  if u.published_seq is null then
    perform private.require_seen(u.updated_at, seen);
    perform private.require_publishable(u);
    if u.status <> 'submitted' and me is distinct from u.created_by then
      perform private.refuse('not_submitted');
    elsif (select o.two_person_rule from public.organizations o where o.id = u.organization_id)
      and (me is not distinct from u.created_by or me = any (u.editors)) then
      perform private.refuse('second_person_needed');
    end if;
  end if;
  return private.record_update(progress_update);
end;
$$;
grant execute on function public.publish_progress_update(uuid, timestamptz) to authenticated;

-- ▸ supabase/schemas/kinds/review.published.sql

-- review.published: an outsider's judgement of one published update.

create function private.record_review(review uuid) returns bigint
language plpgsql set search_path = '' as $$
declare
  v public.reviews;
  u public.progress_updates;
  seq bigint;
begin
  perform private.lock_record();
  select * into v from public.reviews where id = review for update;
  select * into u from public.progress_updates where id = v.update_id;
  if u.published_seq is null then
    perform private.refuse('update_not_published');
  end if;
  seq := private.append_entry(v.organization_id, 'review.published', v.effective_on, json_build_object(
    'goal', (select g.key from public.goals g where g.id = u.goal_id), 'of', u.key,
    'reviewer', json_build_object('name', v.reviewer_name, 'relation', v.reviewer_relation,
      'conflicts', v.reviewer_conflicts, 'access', v.reviewer_access),
    'grade', v.grade, 'agrees', v.agrees, 'evidence', v.evidence, 'material', v.material,
    'statement', v.statement));
  update public.reviews set published_seq = seq where id = v.id;
  return seq;
end;
$$;

-- Publishes the reviewer's own draft, dated today. Publishing it again returns the same number.
create function public.publish_review(review uuid, seen timestamptz default null) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v public.reviews;
begin
  perform private.lock_record();
  select * into v from public.reviews where id = review for update;
  if not coalesce(private.wrote_review(v), false) then
    perform private.refuse('not_allowed.review');
  end if;
  if v.published_seq is null then
    perform private.require_seen(v.updated_at, seen);
    -- Whoever was made a contributor after they began may publish, for that alone would hold the review back.
    if exists (select from public.progress_updates u where u.organization_id = v.organization_id
        and (u.created_by = v.created_by or v.created_by = any (u.editors))) then
      perform private.refuse('reviewer_of_team.author');
    elsif not private.is_full_text(v.reviewer_relation) or not private.is_full_text(v.reviewer_conflicts) then
      perform private.refuse('relation_missing');
    elsif not private.is_full_text(v.statement) then
      perform private.refuse('review_statement_missing');
    -- Who is no reviewer any more cannot write it, and an organization could hold the review back that way.
    elsif private.role_in(v.organization_id) = 'reviewer'
      and v.reviewer_access <> 'public' and not coalesce(private.is_full_text(v.material), false) then
      perform private.refuse('material_missing');
    end if;
    update public.reviews set effective_on = private.today() where id = v.id;
  end if;
  return coalesce(v.published_seq, private.record_review(review));
end;
$$;
grant execute on function public.publish_review(uuid, timestamptz) to authenticated;

-- ▸ supabase/schemas/kinds/review.answered.sql

-- review.answered: what the organization says to a published review.

create table public.review_answers (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  review_id uuid not null unique references public.reviews (id) on delete restrict,
  statement text not null check (private.is_full_text(statement)),
  created_by uuid not null references public.memberships (id) on delete restrict,
  created_at timestamptz not null default now(),
  published_seq bigint unique references public.record_entries (seq) on delete restrict
);
create index review_answers_by_organization on public.review_answers (organization_id);
create index review_answers_by_creator on public.review_answers (created_by);
comment on table public.review_answers is 'What an organization says to a published review. It is written and published in one step.';

alter table public.review_answers enable row level security;
create policy members_see_answers on public.review_answers
  for select to authenticated using (private.role_in(organization_id) is not null);
grant select on table public.review_answers to authenticated, service_role;

-- One answer to each review, published at once. The same answer again returns the same number.
create function public.answer_review(review uuid, statement text) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v public.reviews;
  u public.progress_updates;
  answered public.review_answers;
  seq bigint;
begin
  perform private.lock_record();
  select * into v from public.reviews where id = review for update;
  perform private.require_leader(v.organization_id);
  select * into answered from public.review_answers a where a.review_id = v.id;
  if answered.statement = answer_review.statement then
    return answered.published_seq;
  elsif answered.id is not null then
    perform private.refuse('answered_already');
  elsif v.published_seq is null then
    perform private.refuse('not_found.review');
  elsif (select o.kept_by from public.organizations o where o.id = v.organization_id) = 'transcriber' then
    perform private.refuse('answer_transcribed');
  elsif not coalesce(private.is_full_text(answer_review.statement), false) then
    perform private.refuse('answer_missing');
  end if;
  select * into u from public.progress_updates where id = v.update_id;
  seq := private.append_entry(v.organization_id, 'review.answered', private.today(), json_build_object(
    'goal', (select g.key from public.goals g where g.id = u.goal_id), 'of', u.key,
    'review', v.published_seq, 'statement', answer_review.statement));
  insert into public.review_answers (organization_id, review_id, statement, created_by, published_seq)
  values (v.organization_id, v.id, answer_review.statement, private.my_membership(v.organization_id), seq);
  return seq;
end;
$$;
grant execute on function public.answer_review(uuid, text) to authenticated;

-- ▸ supabase/schemas/kinds/scorecard.certified.sql

-- scorecard.certified: a leader puts name and office to a quarter's figures. The figures are computed by
-- the server from the record (src/lib/scoring/certified.ts); SQL sees to their shape and bounds, and that
-- they were computed from all that the organization has recorded. Whether they are true is public: every
-- reader can recompute them, and the certified page does. See docs/decisions/0006-certified-scorecards.md.

-- ── Quarters and figures ─────────────────────────────────────────────────────────────────────────

create function private.is_quarter(value text) returns boolean
language sql immutable set search_path = '' as $$
  select value ~ '^[0-9]{4}-Q[1-4]$' and value !~ '^0000';
$$;

create function private.last_day_of_quarter(quarter text) returns date
language sql immutable set search_path = '' as $$
  select (make_date(left(quarter, 4)::integer, 3 * right(quarter, 1)::integer, 1)
    + interval '1 month' - interval '1 day')::date;
$$;

-- A whole number of goals; null for anything else.
create function private.figure_count(value jsonb) returns integer
language sql immutable set search_path = '' as $$
  select case when jsonb_typeof(value) = 'number' then (
    select x::integer from (select (value #>> '{}')::numeric as x) as number
    where x between 0 and 1000000 and x = trunc(x)) end;
$$;

-- A score of 0 to 100 with at most two decimals; null for anything else.
create function private.figure_score(value jsonb) returns numeric
language sql immutable set search_path = '' as $$
  select case when jsonb_typeof(value) = 'number' then (
    select trim_scale(x) from (select (value #>> '{}')::numeric as x) as number
    where x between 0 and 100 and x = round(x, 2)) end;
$$;

-- One line of figures as its entry has it; null where it cannot be one. Scores are absent where there
-- is no goal, and only there.
create function private.area_figures(figures jsonb) returns json
language plpgsql immutable set search_path = '' as $$
declare
  n integer := private.figure_count(figures -> 'n');
  current integer := private.figure_count(figures -> 'current');
  reviewed integer := private.figure_count(figures -> 'reviewed');
  claimed numeric := private.figure_score(figures -> 'claimed');
  evidenced numeric := private.figure_score(figures -> 'evidenced');
  due integer := private.figure_count(figures #> '{delivery,n}');
  rate numeric := private.figure_score(figures #> '{delivery,rate}');
begin
  if n is null or current is null or reviewed is null or due is null
    or current > n or reviewed > n or evidenced > claimed
    or (n = 0) <> (claimed is null) or (n = 0) <> (evidenced is null) or (due = 0) <> (rate is null) then
    return null;
  end if;
  return json_build_object('n', n, 'current', current, 'reviewed', reviewed, 'claimed', claimed,
    'evidenced', evidenced, 'delivery', json_build_object('n', due, 'rate', rate));
end;
$$;

-- A scorecard's figures as its entry has them; refuses where they cannot be any.
create function private.certified_figures(figures jsonb) returns json
language plpgsql set search_path = '' as $$
declare
  overall json := private.area_figures(figures -> 'overall');
  security json := private.area_figures(figures #> '{areas,security}');
  alignment json := private.area_figures(figures #> '{areas,alignment}');
  safeguards json := private.area_figures(figures #> '{areas,safeguards}');
  policy json := private.area_figures(figures #> '{areas,policy}');
begin
  if overall is null or security is null or alignment is null or safeguards is null or policy is null then
    perform private.refuse('wrong_figures');
  end if;
  return json_build_object('overall', overall, 'areas', json_build_object(
    'security', security, 'alignment', alignment, 'safeguards', safeguards, 'policy', policy));
end;
$$;


-- ── Certifying ───────────────────────────────────────────────────────────────────────────────────

-- The organization's certified scorecard of a quarter that stands: the last one.
create function private.standing_certificate(organization uuid, quarter text) returns public.record_entries
language sql stable set search_path = '' as $$
  select e.* from public.record_entries e
  where e.organization_id = organization and e.kind = 'scorecard.certified'
    and e.body::json ->> 'period' = quarter
  order by e.seq desc limit 1;
$$;

-- Certifies, for whoever may, the figures of a quarter as of its last day, by method 1, computed from the
-- record up to entry number `position_seq`. `corrects` names the standing certified scorecard of the same
-- quarter, if there is one, and `reason` then says why it is certified again. Certifying the very same again
-- returns the same number. Where it is only proposed, it is checked alike and nothing is appended; returns
-- null then.
create function private.record_certificate(organization uuid, period text, effective_on date,
  position_seq bigint, figures jsonb, certifier_name text, certifier_office text, statement text,
  corrects bigint, reason text, confirmed_by json, proposed boolean) returns bigint
language plpgsql set search_path = '' as $$
declare
  as_of date;
  standing public.record_entries;
  hash text;
  facts json;
begin
  perform private.lock_record();
  perform private.require_past(record_certificate.effective_on);
  if not coalesce(private.is_quarter(period), false) then
    perform private.refuse('wrong_period');
  end if;
  as_of := private.last_day_of_quarter(period);
  if record_certificate.effective_on <= as_of then
    perform private.refuse('period_not_over', jsonb_build_object('day', as_of));
  end if;
  if not coalesce(private.is_short_text(certifier_name), false) then
    perform private.refuse('name_missing');
  elsif not coalesce(private.is_short_text(certifier_office), false) then
    perform private.refuse('office_missing');
  elsif not coalesce(private.is_full_text(record_certificate.statement), false) then
    perform private.refuse('certified_statement_missing');
  elsif corrects is not null and not coalesce(private.is_full_text(record_certificate.reason), false) then
    perform private.refuse('certified_reason_missing');
  end if;
  if (select o.kept_by from public.organizations o where o.id = organization) <> 'self' then
    perform private.refuse('transcribed_record');
  end if;

  hash := (select e.leaf_hash from public.record_entries e where e.seq = position_seq);
  if hash is null then
    perform private.refuse('wrong_position');
  end if;
  facts := json_strip_nulls(json_build_object(
    'period', period,
    'as_of', private.written_day(as_of),
    'method', 1,
    'position', json_build_object('seq', position_seq, 'leaf_hash', hash),
    'figures', private.certified_figures(record_certificate.figures),
    'certifier', json_build_object('name', certifier_name, 'office', certifier_office),
    'confirmed_by', confirmed_by,
    'statement', record_certificate.statement,
    'corrects', corrects,
    'reason', case when corrects is not null then record_certificate.reason end));

  standing := private.standing_certificate(organization, period);
  if not proposed and standing.effective_on = record_certificate.effective_on
    and right(standing.body, length(facts::text) - 1) = substr(facts::text, 2) then
    return standing.seq;
  elsif corrects is distinct from standing.seq then
    if standing.seq is not null then
      perform private.refuse('certified_already', jsonb_build_object('entry', standing.seq));
    end if;
    perform private.refuse('nothing_to_correct');
  elsif standing.effective_on > record_certificate.effective_on then
    perform private.refuse('out_of_order.certificate', jsonb_build_object('day', standing.effective_on));
  elsif standing.seq is not null and (standing.body::json -> 'figures')::text = (facts -> 'figures')::text
    and (standing.body::json -> 'certifier')::text = (facts -> 'certifier')::text
    and standing.body::json ->> 'statement' = record_certificate.statement then
    perform private.refuse('certified_the_same');
  elsif not exists (select from public.record_entries e
      where e.organization_id = organization and e.effective_on <= as_of) then
    perform private.refuse('before_the_record');
  elsif exists (select from public.record_entries e
      where e.organization_id = organization and e.seq > position_seq) then
    perform private.refuse('record_grew');
  elsif proposed then
    return null;
  end if;
  return private.append_entry(organization, 'scorecard.certified', record_certificate.effective_on, facts);
end;
$$;

-- One leader certifies; refused while the two-person rule is on, where proposing and certifying are two
-- people's.
create function public.certify_scorecard(organization uuid, period text, effective_on date,
  position_seq bigint, figures jsonb, certifier_name text, certifier_office text, statement text,
  corrects bigint default null, reason text default null) returns bigint
language plpgsql security definer set search_path = '' as $$
begin
  perform private.require_leader(organization);
  -- The rule is switched under the same lock.
  perform private.lock_record();
  if (select o.two_person_rule from public.organizations o where o.id = organization) then
    perform private.refuse('certified_alone');
  end if;
  return private.record_certificate(organization, period, certify_scorecard.effective_on, position_seq, figures,
    certifier_name, certifier_office, certify_scorecard.statement, corrects, certify_scorecard.reason, null, false);
end;
$$;
grant execute on function public.certify_scorecard(uuid, text, date, bigint, jsonb, text, text, text, bigint, text) to authenticated;

-- ▸ supabase/schemas/proposals.sql

-- Where the two-person rule is on, nobody certifies alone: one leader proposes a certified scorecard,
-- and another looks at exactly what will be public and certifies it, or declines and says why.

create table public.certification_proposals (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  period text not null check (private.is_quarter(period)),
  effective_on date not null,
  -- As the record gave them when it was proposed. They are certified only if it still does.
  figures jsonb not null,
  certifier_name text not null check (private.is_short_text(certifier_name)),
  certifier_office text not null check (private.is_short_text(certifier_office)),
  statement text not null check (private.is_full_text(statement)),
  corrects bigint references public.record_entries (seq) on delete restrict,
  reason text check (private.is_full_text(reason)),
  -- `certified` is not among them: published_seq says it.
  status text not null default 'proposed' check (status in ('proposed', 'declined', 'withdrawn')),
  comment text check (private.is_full_text(comment)),
  created_by uuid not null references public.memberships (id) on delete restrict,
  created_at timestamptz not null default now(),
  answered_by uuid references public.memberships (id) on delete restrict,
  published_seq bigint unique references public.record_entries (seq) on delete restrict,
  constraint who_declines_says_why check ((status = 'declined') = (comment is not null)),
  constraint certified_was_proposed check (published_seq is null or status = 'proposed')
);
create unique index one_open_proposal on public.certification_proposals (organization_id, period)
  where status = 'proposed' and published_seq is null;
create index certification_proposals_by_organization on public.certification_proposals (organization_id);
create index certification_proposals_by_creator on public.certification_proposals (created_by);
create index certification_proposals_by_answerer on public.certification_proposals (answered_by);
create index certification_proposals_by_corrected on public.certification_proposals (corrects);
comment on table public.certification_proposals is
  'Scorecards that one leader proposes to certify, for another to certify or decline. Their text never changes.';

alter table public.certification_proposals enable row level security;
create policy leaders_see_proposals on public.certification_proposals
  for select to authenticated using (private.role_in(organization_id) = 'leader');
grant select on table public.certification_proposals to authenticated, service_role;

-- That it is certified is said by the entry itself.
create function private.log_proposal() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.activity (organization_id, membership_id, action, subject, name)
  values (new.organization_id, private.acting(new.organization_id),
    'certification_proposals.' || new.status, new.id, new.period);
  return null;
end;
$$;
create trigger log_proposal after insert or update of status on public.certification_proposals
  for each row execute function private.log_proposal();


-- ── Proposing, certifying, declining, withdrawing ────────────────────────────────────────────────

-- Proposes a certified scorecard to the other leaders. Proposing the very same again returns the same id.
create function public.propose_certification(organization uuid, period text, effective_on date,
  position_seq bigint, figures jsonb, certifier_name text, certifier_office text, statement text,
  corrects bigint default null, reason text default null) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  me uuid := private.my_membership(organization);
  waiting public.certification_proposals;
  proposal uuid;
begin
  perform private.require_leader(organization);
  perform private.lock_record();
  select * into waiting from public.certification_proposals p
  where p.organization_id = organization and p.period = propose_certification.period
    and p.status = 'proposed' and p.published_seq is null;
  if waiting.id is not null then
    if waiting.created_by = me
      and row(waiting.effective_on, waiting.figures, waiting.certifier_name, waiting.certifier_office, waiting.statement, waiting.corrects, waiting.reason)
        is not distinct from row(propose_certification.effective_on, propose_certification.figures, propose_certification.certifier_name,
          propose_certification.certifier_office, propose_certification.statement, propose_certification.corrects,
          case when propose_certification.corrects is not null then propose_certification.reason end) then
      return waiting.id;
    end if;
    perform private.refuse('proposed_already');
  end if;
  perform private.record_certificate(organization, period, propose_certification.effective_on, position_seq, figures,
    certifier_name, certifier_office, propose_certification.statement, corrects, propose_certification.reason, null, true);
  insert into public.certification_proposals (organization_id, period, effective_on, figures, certifier_name,
    certifier_office, statement, corrects, reason, created_by)
  values (organization, period, propose_certification.effective_on, figures, certifier_name, certifier_office,
    propose_certification.statement, corrects,
    case when propose_certification.corrects is not null then propose_certification.reason end, me)
  returning id into proposal;
  return proposal;
end;
$$;
grant execute on function public.propose_certification(uuid, text, date, bigint, jsonb, text, text, text, bigint, text) to authenticated;

-- The proposal, locked, for a leader to answer who did not make it.
create function private.proposal_to_answer(proposal uuid) returns public.certification_proposals
language plpgsql set search_path = '' as $$
declare
  p public.certification_proposals;
begin
  perform private.lock_record();
  select * into p from public.certification_proposals where id = proposal for update;
  perform private.require_leader(p.organization_id);
  if p.published_seq is not null then
    return p;
  elsif p.status <> 'proposed' then
    perform private.refuse('proposal_answered');
  elsif p.created_by is not distinct from private.my_membership(p.organization_id) then
    perform private.refuse('certified_alone');
  end if;
  return p;
end;
$$;

-- Certifies what another leader proposed, with the figures as the record gives them now, up to entry
-- number `position_seq`. Certifying it again returns the same number.
create function public.certify_proposal(proposal uuid, position_seq bigint, figures jsonb,
  confirmer_name text, confirmer_office text) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  p public.certification_proposals := private.proposal_to_answer(proposal);
  seq bigint;
begin
  if p.published_seq is not null then
    return p.published_seq;
  elsif not exists (select from public.memberships m
      where m.id = p.created_by and m.role = 'leader' and m.removed_at is null) then
    perform private.refuse('proposer_left');
  elsif not coalesce(private.is_short_text(confirmer_name), false) then
    perform private.refuse('name_missing');
  elsif not coalesce(private.is_short_text(confirmer_office), false) then
    perform private.refuse('office_missing');
  elsif private.certified_figures(certify_proposal.figures)::text <> private.certified_figures(p.figures)::text then
    perform private.refuse('figures_changed');
  end if;
  seq := private.record_certificate(p.organization_id, p.period, p.effective_on, position_seq, p.figures,
    p.certifier_name, p.certifier_office, p.statement, p.corrects, p.reason,
    json_build_object('name', confirmer_name, 'office', confirmer_office), false);
  update public.certification_proposals
  set published_seq = seq, answered_by = private.my_membership(p.organization_id) where id = p.id;
  return seq;
end;
$$;
grant execute on function public.certify_proposal(uuid, bigint, jsonb, text, text) to authenticated;

create function public.decline_proposal(proposal uuid, comment text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  p public.certification_proposals := private.proposal_to_answer(proposal);
begin
  if p.published_seq is not null then
    perform private.refuse('proposal_certified');
  elsif not coalesce(private.is_full_text(decline_proposal.comment), false) then
    perform private.refuse('decline_unexplained');
  end if;
  update public.certification_proposals
  set status = 'declined', comment = decline_proposal.comment,
    answered_by = private.my_membership(p.organization_id)
  where id = p.id;
end;
$$;
grant execute on function public.decline_proposal(uuid, text) to authenticated;

-- Who proposed it takes it back. Taking it back again changes nothing.
create function public.withdraw_proposal(proposal uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  p public.certification_proposals;
begin
  perform private.lock_record();
  select * into p from public.certification_proposals where id = proposal for update;
  perform private.require_leader(p.organization_id);
  if p.created_by is distinct from private.my_membership(p.organization_id) then
    perform private.refuse('not_allowed.withdraw');
  elsif p.published_seq is not null then
    perform private.refuse('proposal_certified');
  elsif p.status = 'declined' then
    perform private.refuse('proposal_answered');
  end if;
  update public.certification_proposals set status = 'withdrawn' where id = p.id and status = 'proposed';
end;
$$;
grant execute on function public.withdraw_proposal(uuid) to authenticated;

-- ▸ supabase/schemas/teams.sql

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

-- ▸ supabase/schemas/activity.sql

-- What each member did and when: one line for each thing, whichever way they reach the table.

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
  detail text,
  changes jsonb
);
create index activity_by_organization on public.activity (organization_id, id desc);
create index activity_by_member on public.activity (membership_id);
create index activity_by_goal on public.activity (goal_id);
comment on table public.activity is 'What each member did and when. Internal; only grows, but a line of a draft goes on while the draft is typed.';
comment on column public.activity.changes is 'What small values were and what they became, by column: {"grade": [1, 3]}. Null where none changed.';

alter table public.activity enable row level security;
-- Who was invited, and how others are told of things or let programs in, are for leaders to read elsewhere too.
create policy teams_see_activity on public.activity
  for select to authenticated using (private.role_in(organization_id) = 'leader'
    or private.role_in(organization_id) = 'contributor'
      and (split_part(action, '.', 1) not in ('invitations', 'access_tokens', 'notice_preferences')
        or membership_id = private.my_membership(organization_id)));
grant select on table public.activity to authenticated, service_role;


-- ── What a line says ─────────────────────────────────────────────────────────────────────────────

-- What became of a row, in one word; null where that is no line of its own.
create function private.happened(tablename text, was jsonb, is_now jsonb, actor uuid) returns text
language sql stable set search_path = '' as $$
  select case
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

-- The columns of a row that are small enough to be told in a line, and that differ.
create function private.small_changes(tablename text, was jsonb, is_now jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_object_agg(c, jsonb_build_array(was -> c, is_now -> c))
  from unnest(case tablename
    when 'memberships' then array['name', 'role', 'review_access']
    when 'goals' then array['key', 'area']
    when 'goal_revisions' then array['title', 'effective_on', 'target_on', 'outlook', 'change']
    when 'progress_updates' then array['effective_on', 'grade']
    when 'teams' then array['name'] end) as c
  where was is not null and is_now is not null and was -> c is distinct from is_now -> c;
$$;

-- Two changes in a row as one; what came back to what it was is none.
create function private.joined_changes(earlier jsonb, later jsonb) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_object_agg(c, jsonb_build_array(coalesce(earlier #> array[c, '0'], later #> array[c, '0']),
    coalesce(later #> array[c, '1'], earlier #> array[c, '1'])))
  from (select jsonb_object_keys(coalesce(earlier, '{}') || coalesce(later, '{}')) as c) as columns
  where coalesce(earlier #> array[c, '0'], later #> array[c, '0'])
    is distinct from coalesce(later #> array[c, '1'], earlier #> array[c, '1']);
$$;


-- ── Rows of the workspace ────────────────────────────────────────────────────────────────────────

-- Only drafts are saved while they are typed: of all else each change is a line.
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
  changed jsonb := private.small_changes(tg_table_name, was, is_now);
  member text;
  team text;
  u record;
  last record;
begin
  if happened is null then
    return null;
  end if;
  -- A draft is saved while it is typed; that is one change, not a hundred.
  if happened = 'changed' and tg_table_name in ('goals', 'goal_revisions', 'progress_updates') then
    select a.* into last from public.activity a where a.organization_id = organization and a.membership_id = actor
    order by a.id desc limit 1;
    if last.subject = row_id and last.action = what and last.at > now() - interval '10 minutes' then
      if changed is not null then
        update public.activity a set changes = private.joined_changes(a.changes, changed),
          name = case tg_table_name when 'progress_updates' then line ->> 'effective_on' else a.name end
        where a.id = last.id;
      end if;
      return null;
    end if;
  end if;
  member := (select m.name from public.memberships m where m.id = (line ->> 'membership_id')::uuid);
  team := (select t.name from public.teams t where t.id = (line ->> 'team_id')::uuid);
  select x.goal_id, x.effective_on into u from public.progress_updates x where x.id = coalesce(
    line ->> 'update_id',
    (select v.update_id::text from public.reviews v where v.id = (line ->> 'review_id')::uuid))::uuid;
  insert into public.activity (organization_id, membership_id, action, subject, goal_id, name, detail, changes)
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
      else line ->> 'role' end,
    changed);
  return null;
end;
$$;

-- An import makes rows that nobody wrote; it is one line of its own.
create trigger log_activity after insert or update on public.goals
  for each row when (new.created_by is not null) execute function private.log_activity();
create trigger log_deletion after delete on public.goals
  for each row execute function private.log_activity();
create trigger log_activity after insert or update on public.goal_revisions
  for each row when (new.created_by is not null) execute function private.log_activity();
create trigger log_deletion after delete on public.goal_revisions
  for each row execute function private.log_activity();
create trigger log_activity after insert or update on public.progress_updates
  for each row when (new.created_by is not null) execute function private.log_activity();
create trigger log_deletion after delete on public.progress_updates
  for each row execute function private.log_activity();
-- A closing is made and published in one step.
create trigger log_activity after update on public.closings
  for each row when (new.created_by is not null) execute function private.log_activity();
create trigger log_activity after insert or update on public.memberships
  for each row execute function private.log_activity();
create trigger log_activity after insert or update on public.invitations
  for each row execute function private.log_activity();
create trigger log_activity after insert on public.update_comments
  for each row execute function private.log_activity();
create trigger log_activity after insert on public.evidence_files
  for each row execute function private.log_activity();
create trigger log_activity after insert or update or delete on public.teams
  for each row execute function private.log_activity();
create trigger log_activity after insert or delete on public.team_members
  for each row execute function private.log_activity();
create trigger log_activity after insert or delete on public.goal_owners
  for each row execute function private.log_activity();
-- Of a review only its publication: a draft is the reviewer's alone, that there is one included.
create trigger log_activity after update on public.reviews
  for each row when (old.published_seq is null and new.published_seq is not null and new.created_by is not null)
  execute function private.log_activity();
create trigger log_activity after insert on public.review_answers
  for each row execute function private.log_activity();


-- ── Entries that no row of the workspace stands for ──────────────────────────────────────────────

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
create trigger log_entry after insert on public.record_entries
  for each row when (new.kind in ('organization.amended', 'scorecard.certified'))
  execute function private.log_entry();

-- ▸ supabase/schemas/notices.sql

-- Notices by e-mail: an outbox filled in the transaction in which something happens, and emptied by any
-- number of mailers. A mail is handed to a mail server once: what may have left is never sent again.

-- ── Preferences ──────────────────────────────────────────────────────────────────────────────────

create table public.notice_preferences (
  membership_id uuid primary key references public.memberships (id) on delete cascade,
  organization_id uuid not null references public.organizations (id) on delete restrict,
  delivery text not null default 'immediate' check (delivery in ('immediate', 'digest', 'none')),
  language text not null default 'en' check (language in ('en', 'zh')),
  updated_at timestamptz not null default now()
);
create index notice_preferences_by_organization on public.notice_preferences (organization_id);
comment on table public.notice_preferences is
  'How each member is told of what happens; without a row, at once and in English.';

alter table public.notice_preferences enable row level security;
create policy members_see_their_preference on public.notice_preferences
  for select to authenticated using (membership_id = private.my_membership(organization_id));
create policy members_choose on public.notice_preferences
  for insert to authenticated with check (membership_id = private.my_membership(organization_id));
create policy members_choose_again on public.notice_preferences
  for update to authenticated
  using (membership_id = private.my_membership(organization_id))
  with check (membership_id = private.my_membership(organization_id));
grant select on table public.notice_preferences to authenticated, service_role;
grant insert (organization_id, membership_id, delivery, language), update (delivery, language, updated_at)
  on table public.notice_preferences to authenticated;

create function public.choose_notices(organization uuid, delivery text, language text) returns void
language sql set search_path = '' as $$
  insert into public.notice_preferences as p (organization_id, membership_id, delivery, language)
  values (organization, private.my_membership(organization), choose_notices.delivery, choose_notices.language)
  on conflict (membership_id) do update
  set delivery = excluded.delivery, language = excluded.language, updated_at = now();
$$;
grant execute on function public.choose_notices(uuid, text, text) to authenticated;

-- In the name of the member, also where they did it by the link in a mail and without a session.
create function private.log_preference() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'INSERT' or new.delivery <> old.delivery then
    insert into public.activity (organization_id, membership_id, action, name, changes)
    values (new.organization_id, new.membership_id, 'notice_preferences.changed', new.delivery,
      jsonb_build_object('delivery',
        jsonb_build_array(case when tg_op = 'UPDATE' then old.delivery end, new.delivery)));
  end if;
  return null;
end;
$$;
create trigger log_preference after insert or update on public.notice_preferences
  for each row execute function private.log_preference();


-- ── The outbox ───────────────────────────────────────────────────────────────────────────────────

create table public.notices (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  membership_id uuid not null references public.memberships (id) on delete cascade,
  kind text not null check (kind in ('due_soon', 'overdue', 'submitted', 'returned', 'published',
    'reviewed', 'answered', 'proposed', 'declined', 'certified')),
  -- A notice is of a goal or of a proposal.
  goal_id uuid references public.goals (id) on delete cascade,
  update_id uuid references public.progress_updates (id) on delete cascade,
  review_id uuid references public.reviews (id) on delete cascade,
  proposal_id uuid references public.certification_proposals (id) on delete cascade,
  -- What tells this time from another of the same kind: the day that an update is due, the moment of
  -- submitting or returning, the number of the entry.
  occasion text not null,
  created_at timestamptz not null default now(),
  -- The mail that a mailer is making of it, since when, and whether that is somebody's digest.
  mail uuid,
  claimed_at timestamptz,
  digest boolean not null default false,
  -- Set right before the mail server gets the mail. From then on it may have left.
  handed_over_at timestamptz,
  sent_at timestamptz,
  attempts integer not null default 0,
  retry_at timestamptz,
  -- Given up: refused for good, refused too often, or handed over and never confirmed.
  failed_at timestamptz,
  last_error text,
  -- SHA-256 of the token in the mail's link; the token itself is in the mail alone.
  unsubscribe_hash text,
  constraint notices_once unique nulls not distinct
    (membership_id, kind, goal_id, update_id, review_id, proposal_id, occasion),
  constraint notices_are_of_one_thing check (num_nonnulls(goal_id, proposal_id) = 1
    and (proposal_id is not null) = (kind in ('proposed', 'declined', 'certified')))
);
create index notices_by_organization on public.notices (organization_id);
create index notices_by_goal on public.notices (goal_id);
create index notices_by_update on public.notices (update_id);
create index notices_by_review on public.notices (review_id);
create index notices_by_proposal on public.notices (proposal_id);
create index notices_by_mail on public.notices (mail);
create index notices_by_unsubscribe_hash on public.notices (unsubscribe_hash);
create index notices_to_send on public.notices (membership_id) where handed_over_at is null and failed_at is null;
create index notices_on_their_way on public.notices (handed_over_at) where sent_at is null and failed_at is null;
comment on table public.notices is 'The outbox: what each member is to be told by e-mail, and what became of it.';

-- Nobody else has a policy, nor a grant.
alter table public.notices enable row level security;
create policy the_service_reads_the_outbox on public.notices for select to service_role using (true);
-- Without the hash: whoever reads the outbox need not be able to try tokens on it.
grant select (id, organization_id, membership_id, kind, goal_id, update_id, review_id, proposal_id, occasion,
    created_at, mail, claimed_at, digest, handed_over_at, sent_at, attempts, retry_at, failed_at, last_error)
  on table public.notices to service_role;


-- ── The link in a mail ───────────────────────────────────────────────────────────────────────────

-- Who follows it has no session: the token says who they are.

-- What the link in a mail leads to. No row: the link is unknown.
create function public.notice_link(token text) returns table (organization_name text, delivery text)
language sql stable security definer set search_path = '' as $$
  select o.name, coalesce(p.delivery, 'immediate')
  from public.notices n
    join public.organizations o on o.id = n.organization_id
    left join public.notice_preferences p on p.membership_id = n.membership_id
  where n.unsubscribe_hash = private.token_hash(token) limit 1;
$$;
grant execute on function public.notice_link(text) to anon, authenticated;

-- No more notices to whom the mail with this token went. False: the link is unknown.
create function public.stop_notices(token text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.notice_preferences as p (organization_id, membership_id, delivery)
  select n.organization_id, n.membership_id, 'none' from public.notices n
  where n.unsubscribe_hash = private.token_hash(token) limit 1
  on conflict (membership_id) do update set delivery = 'none', updated_at = now();
  return found;
end;
$$;
grant execute on function public.stop_notices(text) to anon, authenticated;

-- ▸ supabase/schemas/notices-recipients.sql

-- Who is told what.

-- Asked when a notice is queued and again before it leaves. Reviewers are outsiders: theirs is what is
-- public. Proposals are the leaders'; that one is certified, anybody may know.
create function private.may_be_told(member uuid, kind text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.memberships m left join public.notice_preferences p on p.membership_id = m.id
    where m.id = member and m.removed_at is null and coalesce(p.delivery, 'immediate') <> 'none'
      and (m.role <> 'reviewer' or kind in ('published', 'answered', 'certified'))
      and (m.role = 'leader' or kind not in ('proposed', 'declined')));
$$;

-- Queues a notice once for each of them; returns how many are new.
create function private.queue_notices(recipients uuid[], kind text, organization uuid, goal uuid,
  progress_update uuid, review uuid, occasion text, proposal uuid default null) returns integer
language sql security definer set search_path = '' as $$
  with queued as (
    insert into public.notices (organization_id, membership_id, kind, goal_id, update_id, review_id, proposal_id,
      occasion)
    select distinct organization, r, queue_notices.kind, goal, progress_update, review, proposal,
      queue_notices.occasion
    from unnest(recipients) as r where private.may_be_told(r, queue_notices.kind)
    on conflict do nothing returning id)
  select count(*)::integer from queued;
$$;

-- A moment as an occasion; its text would differ with the session's time zone.
create function private.moment(at timestamptz) returns text
language sql immutable set search_path = '' as $$
  select extract(epoch from at)::text;
$$;


-- ── When something happens ───────────────────────────────────────────────────────────────────────

create function private.tell_of_update() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  kind text;
  recipients uuid[];
  occasion text;
begin
  if old.published_seq is null and new.published_seq is not null then
    kind := 'published';
    recipients := private.owners_of(new.goal_id) || new.created_by
      || private.members_as(new.organization_id, 'reviewer');
    occasion := new.published_seq;
  elsif new.status is distinct from old.status and new.status = 'submitted' then
    kind := 'submitted';
    recipients := array_remove(private.members_as(new.organization_id, 'leader'), new.created_by);
    occasion := private.moment(new.submitted_at);
  elsif new.status is distinct from old.status and new.status = 'returned' then
    kind := 'returned';
    recipients := array[new.created_by];
    occasion := private.moment(now());
  else
    return null;
  end if;
  -- Nobody is told what they did themselves.
  perform private.queue_notices(array_remove(recipients, private.acting(new.organization_id)), kind,
    new.organization_id, new.goal_id, new.id, null, occasion);
  return null;
end;
$$;
-- What an import brings, nobody wrote and nobody waits for.
create trigger tell_of_update after update on public.progress_updates
  for each row when (new.created_by is not null) execute function private.tell_of_update();

create function private.tell_of_review() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  goal uuid := (select u.goal_id from public.progress_updates u where u.id = new.update_id);
begin
  perform private.queue_notices(
    array_remove(private.members_as(new.organization_id, 'leader') || private.owners_of(goal), new.created_by),
    'reviewed', new.organization_id, goal, new.update_id, new.id, new.published_seq::text);
  return null;
end;
$$;
create trigger tell_of_review after update on public.reviews
  for each row when (old.published_seq is null and new.published_seq is not null and new.created_by is not null)
  execute function private.tell_of_review();

create function private.tell_of_answer() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v public.reviews;
begin
  select * into v from public.reviews where id = new.review_id;
  perform private.queue_notices(array_remove(array[v.created_by], new.created_by), 'answered', new.organization_id,
    (select u.goal_id from public.progress_updates u where u.id = v.update_id), v.update_id, v.id,
    new.published_seq::text);
  return null;
end;
$$;
create trigger tell_of_answer after insert on public.review_answers
  for each row when (new.published_seq is not null) execute function private.tell_of_answer();

-- The other leaders that a proposal waits, and who made it what became of it.
create function private.tell_of_proposal() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  kind text;
  recipients uuid[] := array[new.created_by];
begin
  if tg_op = 'INSERT' then
    kind := 'proposed';
    recipients := array_remove(private.members_as(new.organization_id, 'leader'), new.created_by);
  elsif old.published_seq is null and new.published_seq is not null then
    kind := 'certified';
  elsif old.status <> new.status and new.status = 'declined' then
    kind := 'declined';
  else
    return null;
  end if;
  -- Nobody is told what they did themselves. A proposal is made, and answered, once.
  perform private.queue_notices(array_remove(recipients, private.acting(new.organization_id)), kind,
    new.organization_id, null, null, null, new.period, new.id);
  return null;
end;
$$;
create trigger tell_of_proposal after insert or update on public.certification_proposals
  for each row execute function private.tell_of_proposal();


-- ── When something is due ────────────────────────────────────────────────────────────────────────

-- The day by which the cadence asks for the goal's next update, as src/lib/view/cadence.ts has it from
-- the record; null for one that is a draft, closed or not yet in force.
create function private.update_due_on(goal uuid) returns date
language sql stable security definer set search_path = '' as $$
  select coalesce(
      (select max(u.effective_on) from public.progress_updates u
       where u.goal_id = g.id and u.published_seq is not null and u.corrects_id is null
         and u.effective_on <= private.today()),
      r.effective_on) + least(o.cadence_days, 36500)
  from public.goals g
    join public.organizations o on o.id = g.organization_id
    join public.goal_revisions r on r.goal_id = g.id and r.number = 1
  where g.id = goal and r.effective_on <= private.today()
    and not exists (select from public.closings c
      where c.goal_id = g.id and c.published_seq is not null and c.effective_on <= private.today());
$$;

-- Queues what is due within a week and what is overdue, for the goal's owners, or for the leaders where
-- it has none. Once for each goal, day and kind, however often it is called. Returns how many are new.
create function public.queue_due_notices() returns integer
language sql security definer set search_path = '' as $$
  select coalesce(sum(private.queue_notices(
    case when cardinality(d.owners) > 0 then d.owners else private.members_as(d.organization_id, 'leader') end,
    case when d.due_on < private.today() then 'overdue' else 'due_soon' end,
    d.organization_id, d.id, null, null, d.due_on::text)), 0)::integer
  from (select g.id, g.organization_id, private.update_due_on(g.id) as due_on, private.owners_of(g.id) as owners
    from public.goals g where g.published_seq is not null) as d
  where d.due_on <= private.today() + 7;
$$;
grant execute on function public.queue_due_notices() to service_role;

-- Where the database has a clock of its own, as hosted Supabase does, it queues what is due without any
-- server of ours. Elsewhere the mailer does; both may.
do $$
begin
  if exists (select from pg_catalog.pg_available_extensions where name = 'pg_cron') then
    begin
      create extension if not exists pg_cron;
      perform cron.schedule('waymark-queue-due-notices', '17 * * * *', 'select public.queue_due_notices()');
    exception when others then
      -- Installed beside the server and not loaded into it, or not allowed.
      raise warning 'pg_cron cannot be used (%); the mailer queues what is due.', sqlerrm;
    end;
  end if;
end $$;

-- ▸ supabase/schemas/notices-sending.sql

-- How notices leave: claimed by one mailer, handed over once, confirmed, refused or uncertain.

-- ── What is ready ────────────────────────────────────────────────────────────────────────────────

-- Whether what the notice says still holds, or came of it already. Who proposed the quarter again knows that
-- the first proposal was declined.
create function private.still_holds(n public.notices) returns boolean
language sql stable security definer set search_path = '' as $$
  select case n.kind
    when 'submitted' then exists (select from public.progress_updates u where u.id = n.update_id
      and u.published_seq is null and u.status = 'submitted' and private.moment(u.submitted_at) = n.occasion)
    when 'returned' then exists (select from public.progress_updates u where u.id = n.update_id
      and u.published_seq is null and u.status = 'returned')
    when 'due_soon' then private.update_due_on(n.goal_id)::text = n.occasion and n.occasion::date >= private.today()
    when 'overdue' then private.update_due_on(n.goal_id)::text = n.occasion
    when 'proposed' then exists (select from public.certification_proposals p where p.id = n.proposal_id
      and p.published_seq is null and p.status = 'proposed')
    when 'declined' then not exists (select from public.certification_proposals p
      where p.organization_id = n.organization_id and p.period = n.occasion and p.created_by = n.membership_id
        and p.created_at > (select d.created_at from public.certification_proposals d where d.id = n.proposal_id))
    else true end;
$$;

-- Digests leave once a day, from this hour on (UTC).
create function private.last_digest_hour() returns timestamptz
language sql stable set search_path = '' as $$
  select (date_trunc('day', now() at time zone 'utc' - interval '7 hours') + interval '7 hours') at time zone 'utc';
$$;

-- Whether a mailer may take it now. A claim lasts ten minutes: its mailer may have been killed.
create function private.is_unclaimed(n public.notices) returns boolean
language sql stable set search_path = '' as $$
  select n.handed_over_at is null and n.failed_at is null
    and (n.claimed_at is null or n.claimed_at < now() - interval '10 minutes');
$$;

-- Whether it may leave now: not before it is tried again, and in a digest once a day.
create function private.is_ready(n public.notices) returns boolean
language sql stable security definer set search_path = '' as $$
  select private.is_unclaimed(n) and (n.retry_at is null or n.retry_at <= now())
    and ((select p.delivery from public.notice_preferences p where p.membership_id = n.membership_id)
        is distinct from 'digest'
      or (n.created_at < private.last_digest_hour() and not exists (
        select from public.notices other
        where other.membership_id = n.membership_id and other.digest
          and coalesce(other.handed_over_at, other.claimed_at) >= private.last_digest_hour()
          and not private.is_unclaimed(other))));
$$;


-- ── What mailers call ────────────────────────────────────────────────────────────────────────────

-- Claims one mail: everything that one member is to be told now. No rows: there is nothing to send.
create function public.claim_notices()
returns table (mail uuid, notice uuid, email text, name text, language text, organization_name text,
  organization_slug text, kind text, goal_key text, goal_title text, due_on date, who text, update_id uuid,
  review_seq bigint, proposal_id uuid, period text)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  recipient uuid;
  claimed uuid := gen_random_uuid();
begin
  -- Who left or wants none is told nothing, and nobody what is over.
  delete from public.notices n where private.is_unclaimed(n)
    and not (private.may_be_told(n.membership_id, n.kind) and private.still_holds(n));
  loop
    -- One mailer at a time makes a mail to somebody, so that a digest is one mail.
    select m.id into recipient from public.memberships m
    where exists (select from public.notices n where n.membership_id = m.id
      and n.handed_over_at is null and n.failed_at is null and private.is_ready(n))
    limit 1 for no key update skip locked;
    exit when recipient is null;
    update public.notices n
      set mail = claimed, claimed_at = now(), digest = coalesce((select p.delivery = 'digest'
        from public.notice_preferences p where p.membership_id = n.membership_id), false)
      -- No more than the API answers with, or what it cuts off would never be told: the rest is the next mail.
      where n.id in (select x.id from public.notices x where x.membership_id = recipient and private.is_ready(x)
        order by x.created_at, x.occasion, x.id limit 100);
    -- None where another mailer was quicker.
    exit when found;
  end loop;
  return query
    select n.mail, n.id, m.email, m.name, coalesce(p.language, 'en'), o.name, o.slug, n.kind, g.key,
      (select r.title from public.goal_revisions r where r.goal_id = g.id and r.published_seq is not null
       order by r.number desc limit 1),
      case when n.kind in ('due_soon', 'overdue') then n.occasion::date end,
      case n.kind
        when 'submitted' then (select a.name from public.progress_updates u
          join public.memberships a on a.id = u.created_by where u.id = n.update_id)
        when 'returned' then (select a.name from public.update_comments c
          join public.memberships a on a.id = c.created_by
          where c.update_id = n.update_id and c.returns order by c.created_at desc limit 1)
        when 'reviewed' then v.reviewer_name
        when 'proposed' then (select a.name from public.memberships a where a.id = c.created_by)
        when 'declined' then (select a.name from public.memberships a where a.id = c.answered_by) end,
      n.update_id, v.published_seq, c.id, c.period
    from public.notices n
      join public.memberships m on m.id = n.membership_id
      join public.organizations o on o.id = n.organization_id
      left join public.goals g on g.id = n.goal_id
      left join public.certification_proposals c on c.id = n.proposal_id
      left join public.notice_preferences p on p.membership_id = m.id
      left join public.reviews v on v.id = n.review_id
    where n.mail = claimed and n.claimed_at is not null
    -- Of what was queued at once, the longest overdue first.
    order by n.created_at, n.occasion, n.id;
end;
$$;
grant execute on function public.claim_notices() to service_role;

-- Marks a claimed mail as about to leave, and returns the token for its link, which stands nowhere else.
-- Null: it is not this mailer's any more, or not wanted any more, and must not leave.
create function public.hand_over_notices(mail uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare
  token text := private.new_token();
begin
  update public.notices n set handed_over_at = now(), unsubscribe_hash = private.token_hash(token)
  where n.mail = hand_over_notices.mail and n.handed_over_at is null and n.failed_at is null
    and private.may_be_told(n.membership_id, n.kind);
  return case when found then token end;
end;
$$;
grant execute on function public.hand_over_notices(uuid) to service_role;

-- The mail server took the mail.
create function public.confirm_notices(mail uuid) returns void
language sql security definer set search_path = '' as $$
  update public.notices n set sent_at = now(), attempts = n.attempts + 1, last_error = null
  where n.mail = confirm_notices.mail and n.sent_at is null and n.failed_at is null;
$$;
grant execute on function public.confirm_notices(uuid) to service_role;

-- It was certainly not taken. Tried again after 1, 2, 4 … minutes, six hours at most, for some three
-- days; unless `permanent`. Returns whether it is given up.
create function public.refuse_notices(mail uuid, reason text, permanent boolean) returns boolean
language sql security definer set search_path = '' as $$
  with refused as (
    update public.notices n set
      mail = null, claimed_at = null, digest = false, handed_over_at = null, unsubscribe_hash = null,
      attempts = n.attempts + 1, last_error = left(reason, 1000),
      retry_at = now() + least(interval '1 minute' * power(2, n.attempts), interval '6 hours'),
      failed_at = case when permanent or n.attempts >= 19 then now() end
    where n.mail = refuse_notices.mail and n.sent_at is null and n.failed_at is null
    returning n.failed_at)
  select coalesce(bool_or(failed_at is not null), false) from refused;
$$;
grant execute on function public.refuse_notices(uuid, text, boolean) to service_role;

-- What was handed over and neither confirmed nor refused: it may have arrived, so it is never sent again.
-- Each is returned once, for the log. At once for a mail, or for all that have been so for ten minutes.
create function public.uncertain_notices(mail uuid default null)
returns table (notice uuid, kind text, handed_over_at timestamptz)
language sql security definer set search_path = '' as $$
  update public.notices n set failed_at = now(), last_error = 'never_confirmed'
  where n.id in (select x.id from public.notices x
    where x.handed_over_at is not null and x.sent_at is null and x.failed_at is null
      and (x.mail = uncertain_notices.mail
        or (uncertain_notices.mail is null and x.handed_over_at < now() - interval '10 minutes'))
    -- No more than the API answers with, or what it cuts off would not be reported; the rest is the next call's.
    limit 100)
  returning n.id, n.kind, n.handed_over_at;
$$;
grant execute on function public.uncertain_notices(uuid) to service_role;

-- ▸ supabase/schemas/autosave.sql

-- What members type, kept until they save it: a crash, a sign-out or another machine loses nothing.

create table public.kept_forms (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  membership_id uuid not null references public.memberships (id) on delete cascade,
  -- The address of the form within the workspace, without a language.
  form text not null check (form like '/workspace/%' and length(form) <= 500),
  title text not null check (private.is_short_text(title)),
  typed jsonb not null check (length(typed::text) <= 1000000),
  -- To the millisecond, as clients see it: it is also the version.
  kept_at timestamptz(3) not null default now(),
  unique (membership_id, form)
);
create index kept_forms_by_organization on public.kept_forms (organization_id);
comment on table public.kept_forms is 'Forms begun and not saved. Each is seen by who typed it alone.';

alter table public.kept_forms enable row level security;
create policy members_see_what_they_typed on public.kept_forms
  for select to authenticated using (membership_id = private.my_membership(organization_id));
create policy members_keep_what_they_type on public.kept_forms
  for insert to authenticated with check (membership_id = private.my_membership(organization_id));
create policy members_go_on_typing on public.kept_forms
  for update to authenticated
  using (membership_id = private.my_membership(organization_id))
  with check (membership_id = private.my_membership(organization_id));
create policy members_drop_what_they_typed on public.kept_forms
  for delete to authenticated using (membership_id = private.my_membership(organization_id));
grant select, delete on table public.kept_forms to authenticated;
grant insert (organization_id, membership_id, form, title, typed), update (title, typed, kept_at)
  on table public.kept_forms to authenticated;

-- Keeps a form as it is typed, over the version that it goes on from; never over one that was kept by
-- another tab or machine meanwhile. The same again is kept already. Returns the version.
create function public.keep_form(organization uuid, form text, title text, typed jsonb, based_on timestamptz default null)
returns timestamptz
language plpgsql set search_path = '' as $$
declare
  version timestamptz(3);
begin
  if length(keep_form.typed::text) > 1000000 then
    perform private.refuse('form_too_large');
  end if;
  insert into public.kept_forms as k (organization_id, membership_id, form, title, typed)
  values (organization, private.my_membership(organization), keep_form.form, keep_form.title, keep_form.typed)
  on conflict on constraint kept_forms_membership_id_form_key do update
  set title = excluded.title, typed = excluded.typed, kept_at = clock_timestamp()
  where k.kept_at = based_on or k.typed = excluded.typed
  returning k.kept_at into version;
  if version is null then
    perform private.refuse('changed_meanwhile.form');
  end if;
  return version;
end;
$$;
grant execute on function public.keep_form(uuid, text, text, jsonb, timestamptz) to authenticated;

-- ▸ supabase/schemas/tokens.sql

-- Personal access tokens: what members let programs post with, in their name.

create table public.access_tokens (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  -- Whoever made it, and whom it acts as.
  membership_id uuid not null references public.memberships (id) on delete cascade,
  name text not null check (private.is_short_text(name)),
  scopes text[] not null constraint scopes_are_known check (cardinality(scopes) > 0
    and array_ndims(scopes) = 1 and scopes <@ array['updates:draft', 'updates:submit']),
  -- SHA-256 of the token; the token itself is shown once and kept nowhere.
  token_hash text not null unique,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  -- Of the last post that it was good for, to the minute.
  last_used_at timestamptz,
  revoked_at timestamptz,
  constraint none_is_eternal check (expires_at <= created_at + interval '366 days')
);
create index access_tokens_by_organization on public.access_tokens (organization_id);
create index access_tokens_by_member on public.access_tokens (membership_id);
comment on table public.access_tokens is 'What members let programs post progress updates with, in their name.';

alter table public.access_tokens enable row level security;
create policy owners_and_leaders_see_tokens on public.access_tokens
  for select to authenticated
  using (private.role_in(organization_id) = 'leader' or membership_id = private.my_membership(organization_id));
-- Once and for good.
create policy owners_and_leaders_revoke_tokens on public.access_tokens
  for update to authenticated
  using (revoked_at is null
    and (private.role_in(organization_id) = 'leader' or membership_id = private.my_membership(organization_id)))
  with check (revoked_at is not null
    and (private.role_in(organization_id) = 'leader' or membership_id = private.my_membership(organization_id)));
-- Without the hash, which is for nobody.
grant select (id, organization_id, membership_id, name, scopes, created_at, expires_at, last_used_at, revoked_at)
  on table public.access_tokens to authenticated;
grant update (revoked_at) on table public.access_tokens to authenticated;


-- ── Making and ending ────────────────────────────────────────────────────────────────────────────

-- Returns the token, which cannot be shown again.
create function public.create_access_token(organization uuid, name text, scopes text[], days integer) returns text
language plpgsql security definer set search_path = '' as $$
declare
  token text := 'wmk_' || private.new_token();
begin
  perform private.require_team(organization);
  if days is null or days not in (7, 30, 90, 365) then
    perform private.refuse('token_days');
  end if;
  insert into public.access_tokens (organization_id, membership_id, name, scopes, token_hash, expires_at)
  values (organization, private.my_membership(organization), create_access_token.name, create_access_token.scopes,
    private.token_hash(token), now() + days * interval '1 day');
  return token;
end;
$$;
grant execute on function public.create_access_token(uuid, text, text[], integer) to authenticated;

-- Who is removed, or becomes an outsider, posts no more; coming back brings no token back.
create function private.end_tokens() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.access_tokens t set revoked_at = now() where t.membership_id = new.id and t.revoked_at is null;
  return null;
end;
$$;
create trigger end_tokens after update on public.memberships
  for each row when (new.removed_at is not null or new.role = 'reviewer')
  execute function private.end_tokens();

-- What a token may do is never changed: it is said where the token comes and where it goes.
create function private.log_access_token() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.activity (organization_id, membership_id, action, subject, name, detail, changes)
  values (new.organization_id, private.acting(new.organization_id),
    case tg_op when 'INSERT' then 'access_tokens.created' else 'access_tokens.revoked' end, new.id, new.name,
    (select m.name from public.memberships m where m.id = new.membership_id),
    jsonb_build_object('scopes', case tg_op
      when 'INSERT' then jsonb_build_array(null, to_jsonb(new.scopes))
      else jsonb_build_array(to_jsonb(new.scopes), null) end));
  return null;
end;
$$;
create trigger log_made after insert on public.access_tokens
  for each row execute function private.log_access_token();
create trigger log_revoked after update on public.access_tokens
  for each row when (old.revoked_at is null and new.revoked_at is not null)
  execute function private.log_access_token();


-- ── Being known by one ───────────────────────────────────────────────────────────────────────────

-- The token, where it is good for that organization and for what is asked of it.
create function private.usable_token(token text, organization text, submit boolean) returns public.access_tokens
language plpgsql security definer set search_path = '' as $$
declare
  t public.access_tokens;
  scope text := case when submit then 'updates:submit' else 'updates:draft' end;
begin
  select * into t from public.access_tokens a where a.token_hash = private.token_hash(token);
  if t.id is null then
    perform private.refuse('token_unknown');
  elsif t.revoked_at is not null or not exists (select from public.memberships m
      where m.id = t.membership_id and m.removed_at is null and m.role in ('leader', 'contributor')) then
    perform private.refuse('token_revoked');
  elsif t.expires_at <= now() then
    perform private.refuse('token_expired');
  elsif organization is distinct from (select o.slug from public.organizations o where o.id = t.organization_id) then
    perform private.refuse('token_organization');
  elsif scope <> all (t.scopes) then
    perform private.refuse('token_scope', jsonb_build_object('scope', scope));
  end if;
  update public.access_tokens a set last_used_at = now()
  where a.id = t.id and (a.last_used_at is null or a.last_used_at < now() - interval '1 minute');
  return t;
end;
$$;

-- Makes a member the one who acts until the end of the transaction.
create function private.act_as(member uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  m public.memberships;
begin
  select * into m from public.memberships x where x.id = member;
  perform set_config('request.jwt.claim.sub', m.user_id::text, true),
    set_config('request.jwt.claim.role', 'authenticated', true),
    set_config('request.jwt.claims',
      json_build_object('sub', m.user_id, 'role', 'authenticated', 'email', m.email)::text, true);
end;
$$;

-- ▸ supabase/schemas/posting.sql

-- Posting a progress update with an access token, once however often it is sent.

-- What each key was first used for, so that a post that is sent again is made once. Kept for two days.
create table private.posted_updates (
  token_id uuid not null references public.access_tokens (id) on delete cascade,
  idempotency_key text not null check (char_length(idempotency_key) between 1 and 255),
  -- SHA-256 of what was posted, and where.
  fingerprint text not null,
  answer jsonb,
  posted_at timestamptz not null default now(),
  primary key (token_id, idempotency_key)
);
create index posted_updates_by_age on private.posted_updates (posted_at);
comment on table private.posted_updates is 'Idempotency keys of posts with an access token. For the functions below alone.';
alter table private.posted_updates enable row level security;
create policy nobody_reaches_keys on private.posted_updates for all using (false);

-- What was answered to that key before; null where it is new.
create function private.answer_before(token_id uuid, idempotency_key text, fingerprint text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  p private.posted_updates;
begin
  select * into p from private.posted_updates x
  where x.token_id = answer_before.token_id and x.idempotency_key = answer_before.idempotency_key;
  if p.fingerprint <> answer_before.fingerprint then
    perform private.refuse('key_reused');
  end if;
  return p.answer;
end;
$$;

-- For the server, before it looks at what is posted: refuses a token that is no good, and returns what
-- the same post was answered before.
create function public.posted_update(token text, organization text, submit boolean, idempotency_key text, fingerprint text)
returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  return private.answer_before((private.usable_token(token, organization, submit)).id, idempotency_key, fingerprint);
end;
$$;
grant execute on function public.posted_update(text, text, boolean, text, text) to anon;

-- Takes the key, waiting for whoever else has it, and makes the token's owner the one who acts until the
-- end of the transaction. Returns the answer where there is one already.
create function private.begin_post(token text, organization text, submit boolean, idempotency_key text, fingerprint text)
returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  t public.access_tokens := private.usable_token(token, organization, submit);
begin
  delete from private.posted_updates p where p.posted_at < now() - interval '2 days';
  insert into private.posted_updates (token_id, idempotency_key, fingerprint)
  values (t.id, begin_post.idempotency_key, begin_post.fingerprint) on conflict do nothing;
  if not found then
    return private.answer_before(t.id, idempotency_key, fingerprint);
  end if;
  perform private.act_as(t.membership_id);
  return null;
end;
$$;
grant execute on function private.begin_post(text, text, boolean, text, text) to authenticated;

-- Keeps the answer with its key, and says in the log that the token was used.
create function private.finish_post(token text, idempotency_key text, answer jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
  t public.access_tokens;
begin
  select * into t from public.access_tokens a where a.token_hash = private.token_hash(token);
  update private.posted_updates p set answer = finish_post.answer
  where p.token_id = t.id and p.idempotency_key = finish_post.idempotency_key and p.answer is null;
  insert into public.activity (organization_id, membership_id, action, subject, goal_id, name)
  select t.organization_id, t.membership_id, 'access_tokens.used', t.id, u.goal_id, t.name
  from public.progress_updates u where u.id = (finish_post.answer ->> 'id')::uuid;
end;
$$;
grant execute on function private.finish_post(text, text, jsonb) to authenticated;

-- A token reads nothing, so that knowing the hash of a file must not be enough to publish it. Whoever speaks
-- to the database directly can say that bytes were sent; so what counts is who was the first to have the file
-- held, for whom it had to be in Storage. What everybody may have already, everybody may name.
create function private.require_own_files(organization uuid, evidence jsonb) returns void
language plpgsql stable set search_path = '' as $$
declare
  named record;
  held text;
begin
  for named in
    select e.value #>> '{file,sha256}' as sha256, e.value #>> '{file,name}' as name
    from jsonb_array_elements(evidence) as e where e.value #>> '{file,sha256}' is not null
  loop
    select f.name into held
    from public.evidence_files f join public.organizations o on o.id = f.organization_id
    where f.organization_id = organization and f.sha256 = named.sha256
      and (f.created_by = private.my_membership(organization)
        or private.is_published_object(o.slug || '/' || f.sha256));
    -- One answer, whether or not the organization holds it.
    if not found then
      perform private.refuse('file_not_sent');
    end if;
    -- The ending was judged by the bytes when the file came.
    if lower(substring(named.name from '\.[^.]+$')) is distinct from lower(substring(held from '\.[^.]+$')) then
      perform private.refuse('file_renamed');
    end if;
  end loop;
end;
$$;
grant execute on function private.require_own_files(uuid, jsonb) to authenticated;

-- Drafts an update of a goal as the token's owner, with files that they sent, and with `submit` hands it to
-- the leaders. Whoever calls it is nobody until the token has said who acts: only then do policies let
-- anything be read or written.
create function public.post_progress_update(token text, organization text, goal text, submit boolean, idempotency_key text,
  fingerprint text, draft jsonb, evidence jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  answer jsonb;
  graded uuid;
  closed_on date;
  organization_id uuid;
  id uuid;
begin
  -- Before the owner's own rights count; a function that is `security definer` would go past every policy.
  perform set_config('role', 'authenticated', true);
  answer := private.begin_post(token, organization, submit, idempotency_key, fingerprint);
  if answer is not null then
    return answer;
  end if;
  select g.id, o.id into graded, organization_id
  from public.goals g join public.organizations o on o.id = g.organization_id
  where o.slug = organization and g.key = goal and g.published_seq is not null;
  closed_on := (select c.effective_on from public.closings c where c.goal_id = graded);
  if graded is null then
    perform private.refuse('unknown_goal', jsonb_build_object('goal', goal));
  elsif closed_on is not null then
    perform private.refuse('goal_closed', jsonb_build_object('day', closed_on));
  end if;
  perform private.require_own_files(organization_id, evidence);
  id := public.save_progress_update(graded, draft, evidence);
  if submit then
    perform public.submit_progress_update(id);
  end if;
  answer := jsonb_build_object('id', id, 'status', case when submit then 'submitted' else 'draft' end);
  perform private.finish_post(token, idempotency_key, answer);
  return answer;
end;
$$;
grant execute on function public.post_progress_update(text, text, text, boolean, text, text, jsonb, jsonb) to anon;

-- ▸ supabase/schemas/posting-files.sql

-- Posting a file of evidence with an access token: announced, sent to Storage, taken in.

-- The token, where it is good for that organization: any scope that there is lets files be posted.
create function private.token_for_files(token text, organization text) returns public.access_tokens
language sql security definer set search_path = '' as $$
  select private.usable_token(token, organization, not exists (
    select from public.access_tokens a
    where a.token_hash = private.token_hash(token) and 'updates:draft' = any (a.scopes))
    and exists (select from public.access_tokens a where a.token_hash = private.token_hash(token)));
$$;

-- What a token announced. Storage knows no token, but takes in for a few minutes what was announced, from
-- whoever sends it: to send something else, one would have to know the hash of a file that nobody has seen.
create table private.expected_files (
  organization_id uuid not null references public.organizations (id) on delete cascade,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  expected_at timestamptz not null default now(),
  primary key (organization_id, sha256)
);
create index expected_files_by_age on private.expected_files (expected_at);
comment on table private.expected_files is 'Files that were announced with an access token and are on their way to Storage.';
alter table private.expected_files enable row level security;
create policy nobody_reaches_expected_files on private.expected_files for all using (false);

-- Whether Storage may take it in now.
create function private.is_expected_object(object text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from private.expected_files x join public.organizations o on o.id = x.organization_id
    where o.slug || '/' || x.sha256 = object and x.expected_at > now() - interval '5 minutes');
$$;
grant execute on function private.is_expected_object(text) to anon;

-- To add, and neither to read, nor to replace, nor to remove.
create policy tokens_upload_expected_evidence on storage.objects
  for insert to anon with check (bucket_id = 'evidence' and private.is_expected_object(name));

-- Announces a file. Returns whether its bytes are wanted: false where the organization holds them. Without
-- a hash it says only that the token is good.
create function public.expect_file(token text, organization text, sha256 text default null) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  t public.access_tokens := private.token_for_files(token, organization);
begin
  if expect_file.sha256 is null or exists (select from public.evidence_files f
      where f.organization_id = t.organization_id and f.sha256 = expect_file.sha256) then
    return false;
  end if;
  delete from private.expected_files x where x.expected_at < now() - interval '5 minutes';
  insert into private.expected_files (organization_id, sha256) values (t.organization_id, expect_file.sha256)
  on conflict on constraint expected_files_pkey do update set expected_at = now();
  return true;
end;
$$;
grant execute on function public.expect_file(text, text, text) to anon;

-- Takes in, as the token's owner, the file that was announced and sent; `bytes` is how many were. Returns its
-- type, and whether it is new. The line in the log says the file's name besides the token's.
create function public.hold_posted_file(token text, organization text, sha256 text, name text, bytes integer)
returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  t public.access_tokens := private.token_for_files(token, organization);
  known boolean := exists (select from public.evidence_files f
    where f.organization_id = t.organization_id and f.sha256 = hold_posted_file.sha256);
  media_type text;
begin
  perform private.act_as(t.membership_id);
  media_type := public.hold_file(t.organization_id, hold_posted_file.sha256, hold_posted_file.name);
  -- Whoever comes with a token cannot read what is there. The size is what can be told without.
  if hold_posted_file.bytes is distinct from (select f.bytes from public.evidence_files f
      where f.organization_id = t.organization_id and f.sha256 = hold_posted_file.sha256) then
    perform private.refuse('file_differs');
  end if;
  insert into public.activity (organization_id, membership_id, action, subject, name, detail)
  values (t.organization_id, t.membership_id, 'access_tokens.used', t.id, t.name, hold_posted_file.name);
  return jsonb_build_object('media_type', media_type, 'is_new', not known);
end;
$$;
grant execute on function public.hold_posted_file(text, text, text, text, integer) to anon;

-- ▸ supabase/schemas/imports.sql

-- Imports of a roadmap file, however long it is (docs/decisions/0020). A file becomes planned steps (see
-- src/lib/roadmap/steps.ts), which are added, rehearsed a few at a time, published all at once, and then
-- settled in the workspace a few at a time. Until it is published, nobody but those who import sees it.

create table public.imports (
  id uuid primary key default gen_random_uuid(),
  -- Null until the import has registered it.
  organization_id uuid references public.organizations (id) on delete restrict,
  slug text not null check (private.is_key(slug)),
  -- What registers an organization that the record does not have.
  registration jsonb,
  -- The leader who imports; null for whoever runs the instance.
  created_by uuid references public.memberships (id) on delete restrict,
  created_at timestamptz not null default now(),
  -- When the last step of it was taken.
  touched_at timestamptz not null default now(),
  -- The organization's last number when the file was compared with the record; 0 for none.
  expected bigint not null check (expected >= 0),
  -- How many steps there are to be, and how many were added, rehearsed and settled, in their order.
  total integer not null check (total between 0 and 100000),
  added integer not null default 0 check (added between 0 and total),
  rehearsed integer not null default 0 check (rehearsed between 0 and added),
  settled integer not null default 0 check (settled between 0 and rehearsed),
  -- The number that those of its steps come after; null until it is published.
  published_after bigint,
  -- Why it cannot be published, as an error of the API, and by which step where it is one step's doing.
  refusal jsonb,
  -- What a person should know of the file, in the language in which they sent it.
  notes text[] not null default '{}' check (array_position(notes, null) is null),
  state text not null generated always as (case
    when refusal is not null then 'refused'
    when published_after is null then case when added < total then 'adding' else 'ready' end
    when settled < total then 'settling'
    else 'settled' end) stored
);
create index imports_by_organization on public.imports (organization_id);
create index imports_by_creator on public.imports (created_by);
comment on table public.imports is 'Roadmap files on their way into the record.';

create table public.import_steps (
  import_id uuid not null references public.imports (id) on delete cascade,
  position integer not null check (position > 0),
  step jsonb not null,
  kind text generated always as (step ->> 'kind') stored,
  goal text generated always as (step ->> 'goal') stored check (private.is_key(goal)),
  -- Of an update: its key, and its day as text, which sorts as days do.
  update_key text generated always as (step ->> 'update') stored check (private.is_key(update_key)),
  update_day text generated always as (case when step ? 'update' then left(step ->> 'effective_on', 10) end) stored,
  -- Found at the rehearsal: the fields of the entry to be, the rows that the workspace gets, and of an
  -- update the key of the one that it goes back to, through corrections.
  facts text,
  rows jsonb,
  original text,
  primary key (import_id, position)
);
create index import_steps_by_goal on public.import_steps (import_id, goal, position);
create index import_steps_by_update on public.import_steps (import_id, goal, update_key);
create index import_steps_by_day on public.import_steps (import_id, goal, update_day);
create index import_steps_by_original on public.import_steps (import_id, goal, original);
comment on table public.import_steps is 'What an import adds, entry by entry; gone once it is settled.';

alter table public.imports enable row level security;
create policy leaders_see_imports on public.imports
  for select to authenticated using (private.role_in(organization_id) = 'leader');
grant select on table public.imports to authenticated, service_role;

alter table public.import_steps enable row level security;
create policy leaders_see_import_steps on public.import_steps
  for select to authenticated
  using (exists (select from public.imports i where i.id = import_id and private.role_in(i.organization_id) = 'leader'));
grant select (import_id, position, step, kind, goal) on table public.import_steps to authenticated, service_role;


-- ── Who may ──────────────────────────────────────────────────────────────────────────────────────

-- The import, which nobody else goes on with meanwhile. Whoever runs the instance goes on with each.
create function private.import_at_work(import uuid) returns public.imports
language plpgsql set search_path = '' as $$
declare
  i public.imports;
begin
  select * into i from public.imports x where x.id = import for update;
  if current_setting('role', true) = 'service_role' then
    if i.id is null then
      perform private.refuse('import_gone');
    end if;
  else
    perform private.require_leader(i.organization_id);
    if i.created_by is null then
      perform private.refuse('not_allowed.import');
    end if;
  end if;
  return i;
end;
$$;

-- What needs two people, or an outsider, does not come in a file that one leader brings.
create function private.require_importable(i public.imports) returns void
language plpgsql set search_path = '' as $$
declare
  o public.organizations;
begin
  if i.created_by is null then
    return;
  end if;
  select * into o from public.organizations x where x.id = i.organization_id;
  if o.two_person_rule and exists (select from public.import_steps s
      where s.import_id = i.id and s.kind in ('progress.reported', 'progress.corrected')) then
    perform private.refuse('second_person_for_import');
  elsif o.kept_by = 'self' and exists (select from public.import_steps s
      where s.import_id = i.id and s.kind = 'review.published') then
    perform private.refuse('review_in_import');
  end if;
end;
$$;


-- A goal whose key an import is about to bring into the workspace cannot be drafted any more.
create function private.keep_key_of_import() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.imports i join public.import_steps s on s.import_id = i.id
      where i.organization_id = new.organization_id and i.state = 'settling'
        and s.goal = new.key and s.kind = 'goal.published') then
    perform private.refuse('import_settling');
  end if;
  return new;
end;
$$;
create trigger keep_key_of_import before insert or update of key on public.goals
  for each row when (new.published_seq is null) execute function private.keep_key_of_import();


-- ── Beginning and ending ─────────────────────────────────────────────────────────────────────────

-- For leaders, into their own organization. `expected` is its last number when the file was compared with
-- the record (0: none), `total` how many steps are going to be added.
create function public.begin_import(organization uuid, expected bigint, total integer, notes text[] default '{}')
returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  id uuid;
begin
  perform private.require_leader(organization);
  insert into public.imports (organization_id, slug, created_by, expected, total, notes)
  select o.id, o.slug, private.my_membership(o.id), begin_import.expected, begin_import.total, begin_import.notes
  from public.organizations o where o.id = organization
  returning imports.id into id;
  return id;
end;
$$;
grant execute on function public.begin_import(uuid, bigint, integer, text[]) to authenticated;

-- For whoever runs the instance. `registration`, where not null, is of an organization that the record does
-- not have.
create function public.operator_begin_import(slug text, registration jsonb, expected bigint, total integer)
returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  organization uuid := (select o.id from public.organizations o where o.slug = operator_begin_import.slug);
  id uuid;
begin
  if (organization is null) <> (registration is not null) then
    perform private.refuse('plan_outdated');
  end if;
  insert into public.imports (organization_id, slug, registration, expected, total)
  values (organization, operator_begin_import.slug, operator_begin_import.registration,
    operator_begin_import.expected, operator_begin_import.total)
  returning imports.id into id;
  return id;
end;
$$;
grant execute on function public.operator_begin_import(text, jsonb, bigint, integer) to service_role;

-- Adds steps, the first of them at that place of all. What was added before is not added again.
create function public.add_import_steps(import uuid, first integer, steps jsonb) returns public.imports
language plpgsql security definer set search_path = '' as $$
declare
  i public.imports := private.import_at_work(import);
begin
  if first = i.added + 1 then
    insert into public.import_steps (import_id, position, step)
    select i.id, first - 1 + s.ordinality, s.value from jsonb_array_elements(steps) with ordinality as s;
    update public.imports x set added = i.added + jsonb_array_length(steps), touched_at = now()
      where x.id = i.id returning * into i;
  end if;
  return i;
end;
$$;
grant execute on function public.add_import_steps(uuid, integer, jsonb) to authenticated, service_role;

-- Forgets an import of which nothing is published, or all of it settled, so many steps at a time: `more` is
-- left, or it is `gone`, or it is `kept`, since it is being settled.
create function public.forget_import(import uuid, at_most integer) returns text
language plpgsql security definer set search_path = '' as $$
declare
  i public.imports := private.import_at_work(import);
begin
  if i.state = 'settling' then
    return 'kept';
  end if;
  delete from public.import_steps s where s.import_id = i.id
    and s.position in (select x.position from public.import_steps x where x.import_id = i.id limit at_most);
  if exists (select from public.import_steps s where s.import_id = i.id) then
    -- What is left cannot be published.
    update public.imports x set refusal = coalesce(x.refusal,
      '{"code": "22W01", "message": "import_gone", "details": "import_gone", "hint": "{}"}')
      where x.id = i.id;
    return 'more';
  end if;
  delete from public.imports x where x.id = i.id;
  return 'gone';
end;
$$;
grant execute on function public.forget_import(uuid, integer) to authenticated, service_role;

-- ▸ supabase/schemas/import-steps.sql

-- The steps of an import, one by one, and the rows that the workspace gets of each.

-- One step: makes the workspace rows that a person would have made, then records them. What the form refuses
-- is refused. Who transcribes says what the organization called a change.
create function private.import_step(organization uuid, step jsonb) returns bigint
language plpgsql set search_path = '' as $$
declare
  day date := (step ->> 'effective_on')::date;
  goal uuid := (select g.id from public.goals g where g.organization_id = organization and g.key = step ->> 'goal');
  id uuid := gen_random_uuid();
  corrected uuid;
  revision public.goal_revisions;
begin
  if step ->> 'kind' <> 'goal.published' and goal is null then
    perform private.refuse('unknown_goal', jsonb_build_object('goal', step ->> 'goal'));
  end if;
  case step ->> 'kind'
    when 'goal.published', 'goal.revised' then
      if goal is null then
        insert into public.goals (organization_id, key, area)
        values (organization, step ->> 'goal', step ->> 'area') returning goals.id into goal;
      elsif exists (select from public.goals g where g.id = goal and g.published_seq is null)
        or exists (select from public.goal_revisions r where r.goal_id = goal and r.published_seq is null) then
        perform private.refuse('draft_in_the_way', jsonb_build_object('goal', step ->> 'goal'));
      end if;
      insert into public.goal_revisions (id, organization_id, goal_id, change, title, statement, criteria,
        target_on, target_basis, target_note, outlook, reason, source, effective_on, translation)
      values (id, organization, goal, coalesce(step ->> 'change', 'published'), step ->> 'title',
        step ->> 'statement', array(select jsonb_array_elements_text(step -> 'criteria')),
        (step #>> '{target,on}')::date, step #>> '{target,basis}', step #>> '{target,note}',
        step ->> 'outlook', step ->> 'reason', step ->> 'source', day, step -> 'translation')
      returning * into revision;
      if (select o.kept_by from public.organizations o where o.id = organization) = 'self' then
        perform private.require_true_change(revision);
      end if;
      return private.record_revision(id);
    when 'progress.reported', 'progress.corrected' then
      corrected := (select u.id from public.progress_updates u where u.goal_id = goal and u.key = step ->> 'corrects');
      if (step ->> 'kind' = 'progress.corrected') <> (corrected is not null) then
        perform private.refuse('wrong_correction');
      end if;
      insert into public.progress_updates (id, organization_id, goal_id, key, corrects_id, effective_on,
        grade, narrative, source, translation)
      values (id, organization, goal, step ->> 'update', corrected, day, (step ->> 'grade')::smallint,
        step ->> 'narrative', step ->> 'source', step -> 'translation');
      insert into public.evidence (organization_id, update_id, position, kind, visibility, title, url,
        archived_url, sha256, criteria, redaction_category, redaction_description)
      select organization, id, item.ordinality - 1, item.value ->> 'kind', item.value ->> 'visibility',
        item.value ->> 'title', item.value ->> 'url', item.value ->> 'archived_url', item.value ->> 'sha256',
        array(select jsonb_array_elements_text(item.value -> 'criteria')::integer),
        item.value #>> '{redaction,category}', item.value #>> '{redaction,description}'
      from jsonb_array_elements(step -> 'evidence') with ordinality as item;
      return private.record_update(id);
    when 'review.published' then
      insert into public.reviews (id, organization_id, update_id, effective_on, reviewer_name,
        reviewer_relation, reviewer_conflicts, reviewer_access, grade, agrees, evidence, material, statement)
      values (id, organization,
        (select u.id from public.progress_updates u where u.goal_id = goal and u.key = step ->> 'of'), day,
        step #>> '{reviewer,name}', step #>> '{reviewer,relation}', step #>> '{reviewer,conflicts}',
        step #>> '{reviewer,access}', (step ->> 'grade')::smallint, step ->> 'agrees', step ->> 'evidence',
        step ->> 'material', step ->> 'statement');
      return private.record_review(id);
    when 'goal.closed' then
      insert into public.closings (id, organization_id, goal_id, closed_as, reason, source, effective_on)
      values (id, organization, goal, step ->> 'as', step ->> 'reason', step ->> 'source', day);
      return private.record_closing(id, array(
        select g.id from jsonb_array_elements_text(step -> 'successors') with ordinality as s (key, n)
        left join public.goals g on g.organization_id = organization and g.key = s.key order by s.n));
    else
      perform private.refuse('unknown_kind', jsonb_build_object('kind', step ->> 'kind'));
  end case;
end;
$$;

-- What a step that was just recorded under that number left in the workspace: what place_steps() needs to
-- make the same rows again. Numbers and the organization are left out; they may be others then.
create function private.rows_of_step(seq bigint) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_object_agg(made.name, made.rows) filter (where made.rows is not null) from (values
    ('goal', (select to_jsonb(g) - '{organization_id,published_seq,predecessor_id}'::text[]
      from public.goals g where g.published_seq = seq)),
    ('revision', (select to_jsonb(r) - '{organization_id,published_seq}'::text[]
      from public.goal_revisions r where r.published_seq = seq)),
    -- Nobody wrote it, whoever seems to have when it is taken back and made again.
    ('update', (select to_jsonb(u) - '{organization_id,published_seq}'::text[] || '{"edited_by": null, "editors": []}'
      from public.progress_updates u where u.published_seq = seq)),
    ('evidence', (select jsonb_agg(to_jsonb(e) - 'organization_id' order by e.position)
      from public.evidence e join public.progress_updates u on u.id = e.update_id where u.published_seq = seq)),
    ('review', (select to_jsonb(v) - '{organization_id,published_seq}'::text[]
      from public.reviews v where v.published_seq = seq)),
    ('closing', (select to_jsonb(c) - '{organization_id,published_seq}'::text[]
      from public.closings c where c.published_seq = seq))
  ) as made (name, rows);
$$;

-- Puts the rows of rehearsed steps into the workspace, as recorded under the numbers that follow `after`.
create function private.place_steps(import uuid, organization uuid, after bigint, positions integer[])
returns void
language plpgsql set search_path = '' as $$
declare
  own jsonb := jsonb_build_object('organization_id', organization);
begin
  insert into public.goals
  select r.* from public.import_steps s, jsonb_populate_record(null::public.goals,
    s.rows -> 'goal' || own || jsonb_build_object('published_seq', after + s.position)) as r
  where s.import_id = import and s.position = any (positions) and s.rows ? 'goal';
  insert into public.goal_revisions
  select r.* from public.import_steps s, jsonb_populate_record(null::public.goal_revisions,
    s.rows -> 'revision' || own || jsonb_build_object('published_seq', after + s.position)) as r
  where s.import_id = import and s.position = any (positions) and s.rows ? 'revision';
  -- Once it is published, an update takes in no more evidence.
  insert into public.progress_updates
  select r.* from public.import_steps s, jsonb_populate_record(null::public.progress_updates, s.rows -> 'update' || own) as r
  where s.import_id = import and s.position = any (positions) and s.rows ? 'update';
  insert into public.evidence
  select r.* from public.import_steps s, jsonb_array_elements(s.rows -> 'evidence') as e,
    jsonb_populate_record(null::public.evidence, e || own) as r
  where s.import_id = import and s.position = any (positions) and s.rows ? 'evidence';
  update public.progress_updates u set published_seq = after + s.position
  from public.import_steps s
  where s.import_id = import and s.position = any (positions) and s.rows ? 'update'
    and u.id = (s.rows #>> '{update,id}')::uuid;
  insert into public.reviews
  select r.* from public.import_steps s, jsonb_populate_record(null::public.reviews,
    s.rows -> 'review' || own || jsonb_build_object('published_seq', after + s.position)) as r
  where s.import_id = import and s.position = any (positions) and s.rows ? 'review';
  insert into public.closings
  select r.* from public.import_steps s, jsonb_populate_record(null::public.closings,
    s.rows -> 'closing' || own || jsonb_build_object('published_seq', after + s.position)) as r
  where s.import_id = import and s.position = any (positions) and s.rows ? 'closing';
  update public.goals g set predecessor_id = (s.rows #>> '{closing,goal_id}')::uuid
  from public.import_steps s, jsonb_array_elements_text(s.step -> 'successors') as successor
  where s.import_id = import and s.position = any (positions) and s.rows ? 'closing'
    and g.organization_id = organization and g.key = successor;
end;
$$;

-- Whether the goal of that key is closed as delivered, by the record or by a step of the import.
create function private.is_delivered(import uuid, goal text) returns boolean
language sql stable set search_path = '' as $$
  select exists (select from public.import_steps s
      where s.import_id = import and s.goal = is_delivered.goal and s.step ->> 'as' = 'delivered')
    or exists (select from public.imports i join public.goals g on g.organization_id = i.organization_id
      join public.closings c on c.goal_id = g.id
      where i.id = import and g.key = is_delivered.goal and c.closed_as = 'delivered');
$$;

-- The steps before `first` that the rules ask about when those from `first` to `last` are rehearsed: of the
-- goals that these name, every text and closing, and the updates that a rule looks at. All the others are left
-- out, or a goal with thousands of updates would take hours.
create function private.steps_asked_for(import uuid, first integer, last integer) returns integer[]
language sql stable set search_path = '' as $$
  with recursive part as (
    select s.kind, s.goal, s.update_day, s.step from public.import_steps s
    where s.import_id = import and s.position between first and last
  ), goals (key) as (
    select p.goal from part p
    union
    select successor from part p, jsonb_array_elements_text(p.step -> 'successors') as successor
    union
    -- What a goal succeeds, through others too.
    select s.goal from goals g join public.import_steps s
      on s.import_id = import and s.position < first and s.kind = 'goal.closed' and s.step -> 'successors' ? g.key
  ), updates as (
    -- Those that are named,
    select s.goal, s.original from part p join public.import_steps s
      on s.import_id = import and s.goal = p.goal and s.update_key = coalesce(p.step ->> 'corrects', p.step ->> 'of')
    union
    -- those of a day that a revision or a closing must not come before,
    select s.goal, s.original
    from (select p.goal, min(p.step ->> 'effective_on') as day from part p
      where p.kind in ('goal.revised', 'goal.closed') group by p.goal) as d
    join public.import_steps s on s.import_id = import and s.goal = d.goal and s.update_day >= d.day
    union
    -- and those that a closing as delivered may rest on.
    select s.goal, s.original from part p join public.import_steps s
      on s.import_id = import and s.goal = p.goal and s.step ->> 'grade' = '4'
    where p.step ->> 'as' = 'delivered' or p.kind = 'progress.corrected' and private.is_delivered(import, p.goal)
  )
  select coalesce(array_agg(asked.position), '{}') from (
    select s.position from goals g join public.import_steps s
      on s.import_id = import and s.goal = g.key and s.update_key is null and s.kind <> 'review.published'
    union
    -- With their corrections.
    select s.position from updates u join public.import_steps s
      on s.import_id = import and s.goal = u.goal and s.original = u.original
  ) as asked where asked.position < first;
$$;

-- ▸ supabase/schemas/import-rehearsal.sql

-- How an import goes on: rehearsed, published, settled.
--
-- A rehearsal takes some steps as if each were published by itself, under all the rules, writes down what
-- came of it, and takes it back. So publishing has nothing left to ask but whether the record still stands
-- where it stood, and needs one statement however many entries there are.

-- Whether something of an organization is public that its workspace does not have yet. Nothing else of it is
-- published meanwhile.
create function private.is_settling(organization uuid) returns boolean
language sql stable set search_path = '' as $$
  select exists (select from public.imports i where i.organization_id = organization and i.state = 'settling');
$$;

-- Refuses where something of the organization was added to the record since the file was compared with it.
create function private.require_expected(i public.imports) returns void
language plpgsql set search_path = '' as $$
begin
  if i.registration is not null then
    if exists (select from public.organizations o where o.slug = i.slug) then
      perform private.refuse('plan_outdated');
    end if;
  elsif i.expected is distinct from (select coalesce(max(e.seq), 0) from public.record_entries e
      where e.organization_id = i.organization_id) then
    perform private.refuse('plan_outdated');
  end if;
end;
$$;

-- The organization, registered first where it is new.
create function private.organization_of_import(i public.imports) returns uuid
language plpgsql set search_path = '' as $$
begin
  return case when i.registration is null then i.organization_id
    else private.register_organization(i.registration || jsonb_build_object('slug', i.slug),
      (i.registration ->> 'effective_on')::date) end;
end;
$$;

-- The steps of an import as new entries: those at these places, or all.
create function private.entries_of_import(import uuid, positions integer[] default null)
returns private.new_entry[]
language sql stable set search_path = '' as $$
  select array_agg(row(s.position, s.kind, (s.step ->> 'effective_on')::date, s.facts)::private.new_entry order by s.position)
  from public.import_steps s
  where s.import_id = import and (positions is null or s.position = any (positions));
$$;

-- Writes down why an import cannot be published; by the step at that place, where it is one step's doing.
create function private.refuse_import(import uuid, code text, message text, details text, hint text,
  at integer default null) returns public.imports
language sql set search_path = '' as $$
  update public.imports set touched_at = now(), refusal = jsonb_build_object(
    'code', code, 'message', message, 'details', details, 'hint', hint, 'position', at)
  where id = import returning *;
$$;

-- Rehearses the next steps, so many at most. What is refused is written down.
create function public.rehearse_import(import uuid, at_most integer) returns public.imports
language plpgsql security definer set search_path = '' as $$
declare
  i public.imports;
  last integer;
  organization uuid;
  asked integer[];
  s public.import_steps;
  taken public.import_steps[] := '{}';
  at integer;
  number bigint;
  refused_code text;
  refused_message text;
  refused_details text;
  refused_hint text;
begin
  perform private.lock_record();
  i := private.import_at_work(import);
  last := least(i.rehearsed + at_most, i.total);
  if i.state <> 'ready' or last <= i.rehearsed then
    return i;
  end if;
  if private.is_settling(i.organization_id) then
    perform private.refuse('import_settling');
  end if;
  begin
    perform private.require_expected(i), private.require_importable(i);
    organization := private.organization_of_import(i);
    asked := private.steps_asked_for(i.id, i.rehearsed + 1, last);
    if cardinality(asked) > 0 then
      perform private.place_steps(i.id, organization,
        private.append_entries(organization, private.entries_of_import(i.id, asked)), asked);
    end if;
    for s in select * from public.import_steps x
        where x.import_id = i.id and x.position > i.rehearsed and x.position <= last order by x.position loop
      at := s.position;
      number := private.import_step(organization, s.step);
      s.facts := (select private.facts_of(e.body) from public.record_entries e where e.seq = number);
      s.rows := private.rows_of_step(number);
      s.original := case when s.kind = 'progress.corrected' then (select (private.original_update(u.id)).key
        from public.progress_updates u where u.published_seq = number) else s.update_key end;
      taken := taken || s;
    end loop;
    raise exception using errcode = 'WM001', message = 'The rehearsal is over: all of it is taken back.';
  exception
    when sqlstate 'WM001' then
      null;
    when data_exception or integrity_constraint_violation then
      get stacked diagnostics refused_code = returned_sqlstate, refused_message = message_text,
        refused_details = pg_exception_detail, refused_hint = pg_exception_hint;
      return private.refuse_import(i.id, refused_code, refused_message, refused_details, nullif(refused_hint, ''), at);
  end;
  update public.import_steps x set facts = t.facts, rows = t.rows, original = t.original
    from unnest(taken) as t where x.import_id = t.import_id and x.position = t.position;
  update public.imports x set rehearsed = last, touched_at = now() where x.id = i.id returning * into i;
  return i;
end;
$$;
grant execute on function public.rehearse_import(uuid, integer) to authenticated, service_role;

-- Publishes an import that is wholly rehearsed, or writes down why that is refused. In the log it is one line.
create function public.publish_import(import uuid) returns public.imports
language plpgsql security definer set search_path = '' as $$
declare
  i public.imports;
  organization uuid;
  after bigint;
  goal text;
  refused_message text;
  refused_details text;
  refused_hint text;
begin
  perform private.lock_record();
  i := private.import_at_work(import);
  if i.state <> 'ready' or i.rehearsed < i.total then
    return i;
  end if;
  begin
    perform private.require_expected(i), private.require_importable(i);
    select g.key into goal from public.goals g
      where g.organization_id = i.organization_id
        and g.key in (select s.goal from public.import_steps s
          where s.import_id = i.id and s.kind in ('goal.published', 'goal.revised'))
        and (g.published_seq is null
          or exists (select from public.goal_revisions r where r.goal_id = g.id and r.published_seq is null))
      limit 1;
    if goal is not null then
      perform private.refuse('draft_in_the_way', jsonb_build_object('goal', goal));
    end if;
  exception when sqlstate '22W01' then
    get stacked diagnostics refused_message = message_text, refused_details = pg_exception_detail,
      refused_hint = pg_exception_hint;
    return private.refuse_import(i.id, '22W01', refused_message, refused_details, refused_hint);
  end;
  organization := private.organization_of_import(i);
  after := private.append_entries(organization, private.entries_of_import(i.id));
  if i.total > 0 then
    insert into public.activity (organization_id, membership_id, action, name)
    values (organization, private.acting(organization), 'record.imported', i.total);
  end if;
  update public.imports x set organization_id = organization, published_after = after, touched_at = now()
    where x.id = i.id returning * into i;
  return i;
end;
$$;
grant execute on function public.publish_import(uuid) to authenticated, service_role;

-- Brings what is published into the workspace, so many steps at most.
create function public.settle_import(import uuid, at_most integer) returns public.imports
language plpgsql security definer set search_path = '' as $$
declare
  i public.imports := private.import_at_work(import);
  positions integer[];
begin
  if i.state <> 'settling' then
    return i;
  end if;
  positions := array(select generate_series(i.settled + 1, least(i.settled + at_most, i.total)));
  -- A draft that asked for the same key gets another when it is published.
  update public.progress_updates u set key = null
    from public.import_steps s join public.goals g on g.key = s.goal and g.organization_id = i.organization_id
    where s.import_id = i.id and s.position = any (positions)
      and u.goal_id = g.id and u.key = s.update_key and u.published_seq is null;
  perform private.place_steps(i.id, i.organization_id, i.published_after, positions);
  delete from public.import_steps s where s.import_id = i.id and s.position = any (positions);
  update public.imports x set settled = i.settled + cardinality(positions), touched_at = now()
    where x.id = i.id returning * into i;
  return i;
end;
$$;
grant execute on function public.settle_import(uuid, integer) to authenticated, service_role;

-- ▸ supabase/schemas/sheets.sql

-- Drafts from a spreadsheet: all or nothing.

-- Makes draft goals, then draft updates of goals by their key; nothing that is stored already changes.
-- `newest` is when the caller last drafted an update (corrections aside) as of the preview, null for never, so
-- that sending the same sheet twice at once makes one set. Runs as the caller: row-level security decides.
-- Returns the number of drafts.
create function public.import_drafts(organization uuid, goals jsonb, updates jsonb, newest timestamptz default null)
returns integer
language plpgsql set search_path = '' as $$
declare
  me uuid := private.my_membership(organization);
  item jsonb;
  goal uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended('import_drafts ' || me, 0));
  if exists (select from public.progress_updates u where u.organization_id = organization and u.created_by = me
      and u.corrects_id is null and (newest is null or date_trunc('milliseconds', u.created_at) > date_trunc('milliseconds', newest))) then
    perform private.refuse('drafts_added');
  end if;
  for item in select value from jsonb_array_elements(goals) with ordinality order by ordinality loop
    perform public.create_goal(organization, item);
  end loop;
  for item in select value from jsonb_array_elements(updates) with ordinality order by ordinality loop
    goal := (select g.id from public.goals g where g.organization_id = organization and g.key = item ->> 'goal');
    if goal is null then
      perform private.refuse('unknown_goal', jsonb_build_object('goal', item ->> 'goal'));
    end if;
    perform public.save_progress_update(goal, item - 'evidence', item -> 'evidence');
  end loop;
  return jsonb_array_length(goals) + jsonb_array_length(updates);
end;
$$;
grant execute on function public.import_drafts(uuid, jsonb, jsonb, timestamptz) to authenticated;

-- ▸ supabase/schemas/set-up.sql

-- How an instance begins: its first organization and first leader. For whoever runs the instance.

-- Whether nobody can work here yet, so that the first leader may be set up.
create function public.needs_set_up() returns boolean
language sql stable security definer set search_path = '' as $$
  select not exists (select from public.memberships);
$$;
grant execute on function public.needs_set_up() to service_role;

-- Makes the first leader, of a new organization (registered here) or of one imported before. Once only.
create function public.operator_set_up(slug text, registration jsonb, leader uuid, leader_name text)
returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  organization uuid;
begin
  perform private.lock_record();
  if exists (select from public.memberships) then
    perform private.refuse('set_up_already');
  end if;
  organization := (select o.id from public.organizations o where o.slug = operator_set_up.slug);
  if organization is null then
    organization := private.register_organization(registration || jsonb_build_object('slug', slug), private.today());
  end if;
  perform public.operator_add_member(slug, leader, 'leader', leader_name);
  return organization;
end;
$$;
grant execute on function public.operator_set_up(text, jsonb, uuid, text) to service_role;

-- Adds a person without an invitation (set-up, demonstration data).
create function public.operator_add_member(slug text, person uuid, role text, person_name text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.memberships (organization_id, user_id, role, name, email)
  select o.id, u.id, operator_add_member.role, person_name, lower(u.email)
  from public.organizations o, auth.users u
  where o.slug = operator_add_member.slug and u.id = person;
  if not found then
    perform private.refuse('unknown_person');
  end if;
end;
$$;
grant execute on function public.operator_add_member(text, uuid, text, text) to service_role;
