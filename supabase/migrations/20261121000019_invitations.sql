-- One open invitation for each address: a newer one stands in its place.

create function private.one_invitation() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.invitations i set revoked_at = now()
  where i.organization_id = new.organization_id and i.email = new.email
    and i.accepted_at is null and i.revoked_at is null;
  return new;
end;
$$;
revoke all on function private.one_invitation() from public;
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
revoke all on function private.withdraw_invitations() from public;
create trigger withdraw_invitations after update on public.memberships
  for each row when (new.removed_at is not null and old.removed_at is null)
  execute function private.withdraw_invitations();
