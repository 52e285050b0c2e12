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
