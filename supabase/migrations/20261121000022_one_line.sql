-- What tests on a server with many connections found: two at once who waited for each other, and two who
-- did not see each other. On the embedded database's one connection neither can happen.

-- Becoming a leader can publish (the two-person rule), so it is in line with those who publish before it
-- locks a row: keep_a_leader() locks the organization, which every entry refers to.
create function private.record_first() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.lock_record();
  return null;
end;
$$;
revoke all on function private.record_first() from public;
create trigger record_first before insert or update on public.memberships
  for each statement execute function private.record_first();

-- As before, with the lock that lets others refer to the organization: their lines in the log do, while a
-- removed leader's goals are given to others.
create or replace function private.keep_a_leader() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform 1 from public.organizations where id = old.organization_id for no key update;
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

-- As before, in the same line: who accepts locks the invitation and then the member, who removes somebody
-- the member and then the invitation.
create or replace function public.accept_invitation(token text, name text) returns text
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

-- As before, one at a time for each address: two at once would each find none open.
create or replace function private.one_invitation() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('one_invitation ' || new.organization_id || new.email, 0));
  update public.invitations i set revoked_at = now()
  where i.organization_id = new.organization_id and i.email = new.email
    and i.accepted_at is null and i.revoked_at is null;
  return new;
end;
$$;

-- A file is not forgotten while evidence takes it in: either it stays, or whoever saves is told that it is gone.
-- Runs as whoever saves, so that outsiders learn nothing of files by trying.
create function private.hold_file_still() returns trigger
language plpgsql set search_path = '' as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('evidence_files ' || new.organization_id, 0));
  if not exists (select from public.evidence_files f
      where f.organization_id = new.organization_id and f.sha256 = new.file_sha256) then
    perform private.refuse('file_missing', 'A file of the evidence is not there any more. Remove its item and upload it again.');
  end if;
  return new;
end;
$$;
revoke all on function private.hold_file_still() from public;
create trigger hold_file_still before insert on public.evidence
  for each row when (new.file_sha256 is not null) execute function private.hold_file_still();

create or replace function public.forget_unused_files(organization uuid) returns setof text
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
