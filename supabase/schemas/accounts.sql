-- Accounts, which Auth keeps, as far as members hang on them: their address, their name, and what becomes of
-- them when the account goes.

-- ── The account of an address ────────────────────────────────────────────────────────────────────

-- The account of an address, for the server: `confirmed` where its person proved that the address is theirs,
-- `has_password` where a password can be right.
create function public.account_of(address text) returns table (id uuid, confirmed boolean, has_password boolean)
language sql stable security definer set search_path = '' as $$
  select u.id, u.email_confirmed_at is not null, coalesce(u.encrypted_password, '') <> ''
  from auth.users u where u.email = lower(address) and not u.is_sso_user;
$$;
grant execute on function public.account_of(text) to service_role;

-- The account that the link in one of Auth's mails belongs to, by the token in the link, before it is followed.
create function public.account_of_link(token_hash text) returns table (email text, confirmed boolean)
language sql stable security definer set search_path = '' as $$
  select u.email, u.email_confirmed_at is not null from auth.users u
  where token_hash <> '' and token_hash in (u.confirmation_token, u.recovery_token,
    u.email_change_token_new, u.email_change_token_current);
$$;
grant execute on function public.account_of_link(text) to service_role;

-- Members keep their address beside their role; it follows that of the account, whoever changes it.
create function private.follow_address() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.memberships m set email = lower(new.email) where m.user_id = new.id;
  return null;
end;
$$;
create trigger follow_address after update of email on auth.users
  for each row when (new.email is distinct from old.email) execute function private.follow_address();


-- ── Own name and office ──────────────────────────────────────────────────────────────────────────

-- What is published keeps those that it was published with.
create function public.change_my_details(organization uuid, name text, office text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if not coalesce(private.is_short_text(change_my_details.name), false) then
    perform private.refuse('name_missing.own');
  end if;
  update public.memberships m
  set name = change_my_details.name, office = nullif(change_my_details.office, '')
  where m.organization_id = organization and m.user_id = (select auth.uid()) and m.removed_at is null;
  if not found then
    perform private.refuse('not_allowed.member');
  end if;
end;
$$;
grant execute on function public.change_my_details(uuid, text, text) to authenticated;


-- ── Deleting an account ──────────────────────────────────────────────────────────────────────────

-- A member whose account is gone keeps the row, so that what they did keeps its author; whoever deletes it.
create function private.lose_account() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.email := null;
  new.removed_at := coalesce(new.removed_at, now());
  return new;
end;
$$;
create trigger lose_account before update of user_id on public.memberships
  for each row when (new.user_id is null and old.user_id is not null) execute function private.lose_account();

-- What is of that person alone, or tells of their address, goes with the account.
create function private.forget_person() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.autosaves a where a.membership_id = new.id;
  delete from public.notice_preferences p where p.membership_id = new.id;
  delete from public.notices n where n.membership_id = new.id;
  delete from public.access_tokens t where t.membership_id = new.id;
  delete from public.drafts d where d.created_by = new.id and d.seen_by = 'author' and d.published_seq is null;
  delete from public.invitations i where i.email = old.email;
  update public.activity a set name = null
  where split_part(a.action, '.', 1) = 'invitations' and a.name = old.email;
  return null;
end;
$$;
create trigger forget_person after update of user_id on public.memberships
  for each row when (new.user_id is null and old.user_id is not null) execute function private.forget_person();

-- Deletes an account with all that Auth knows of its person. Whoever deletes their own is named in the log.
create function public.delete_account(person uuid, by_themselves boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  address text := (select u.email from auth.users u where u.id = person);
begin
  if address is null then
    perform private.refuse('unknown_person');
  end if;
  if by_themselves then
    perform set_config('request.jwt.claim.sub', person::text, true),
      set_config('request.jwt.claims', json_build_object('sub', person, 'role', 'authenticated')::text, true);
  end if;
  update public.memberships m set removed_at = now() where m.user_id = person and m.removed_at is null;
  delete from auth.users u where u.id = person;
  -- Where the project lets us: a hosted one may keep this log elsewhere, for a time that it states.
  if has_table_privilege('auth.audit_log_entries', 'delete') then
    execute 'delete from auth.audit_log_entries a where $1 in (a.payload ->> ''actor_id'', a.payload #>> ''{traits,user_id}'')
      or $2 in (a.payload ->> ''actor_username'', a.payload #>> ''{traits,user_email}'')' using person::text, address;
  end if;
end;
$$;
grant execute on function public.delete_account(uuid, boolean) to service_role;
