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
create trigger refuse_unseen before insert on public.access_tokens
  for each row execute function private.refuse_unseen('name');

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
