-- Tries at getting in, counted for all servers together; accounts and what becomes of them.

-- ── Tries ────────────────────────────────────────────────────────────────────────────────────────

create table private.tries (
  -- What they have in common, made unreadable with the server's secret: no address stands here.
  key text primary key check (char_length(key) <= 200),
  failed integer not null,
  ends_at timestamptz not null
);
create index tries_by_end on private.tries (ends_at);
comment on table private.tries is 'How many tries at getting in failed lately. For the functions below alone.';
alter table private.tries enable row level security;
create policy nobody_reaches_tries on private.tries for all using (false);
revoke all on table private.tries from public, anon, authenticated, service_role;

-- Counts one try under each key, in that order, and stops at the first that has more than its ceiling: gives
-- it, and for how many seconds. Only the server may: anybody else could keep people out with it.
create function public.count_tries(keys text[], ceilings integer[], seconds integer)
returns table (over text, wait integer)
language plpgsql security definer set search_path = '' as $$
declare
  counted private.tries;
begin
  delete from private.tries t where t.ends_at <= now();
  for i in 1 .. cardinality(keys) loop
    insert into private.tries as t (key, failed, ends_at)
    values (keys[i], 1, now() + seconds * interval '1 second')
    on conflict (key) do update set failed = least(t.failed + 1, 1000000)
    returning * into counted;
    if counted.failed > ceilings[i] then
      return query select counted.key, greatest(1, ceil(extract(epoch from counted.ends_at - now()))::integer);
      return;
    end if;
  end loop;
end;
$$;

-- After a try that did not fail.
create function public.forget_tries(others text[], own text default null) returns void
language sql security definer set search_path = '' as $$
  delete from private.tries t where t.key = own;
  update private.tries t set failed = greatest(t.failed - 1, 0) where t.key = any (others);
$$;
revoke all on function public.count_tries(text[], integer[], integer), public.forget_tries(text[], text)
  from public, anon, authenticated, service_role;
grant execute on function public.count_tries(text[], integer[], integer), public.forget_tries(text[], text)
  to service_role;


-- ── Accounts ─────────────────────────────────────────────────────────────────────────────────────

-- The account of an address, for the server: `confirmed` where its person proved that the address is theirs,
-- `has_password` where a password can be right.
create function public.account_of(address text) returns table (id uuid, confirmed boolean, has_password boolean)
language sql stable security definer set search_path = '' as $$
  select u.id, u.email_confirmed_at is not null, coalesce(u.encrypted_password, '') <> ''
  from auth.users u where u.email = lower(address) and not u.is_sso_user;
$$;

-- The present address of the account that a link for another one belongs to; null for none.
create function public.address_before(token_hash text) returns text
language sql stable security definer set search_path = '' as $$
  select u.email from auth.users u
  where token_hash in (u.email_change_token_new, u.email_change_token_current) and token_hash <> '';
$$;

-- Members keep their address beside their role; it follows that of the account, whoever changes it.
create function private.follow_address() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.memberships m set email = lower(new.email) where m.user_id = new.id;
  return null;
end;
$$;
revoke all on function private.follow_address() from public;
create trigger follow_address after update of email on auth.users
  for each row when (new.email is distinct from old.email) execute function private.follow_address();


-- ── Deleting an account ──────────────────────────────────────────────────────────────────────────

-- A member whose account is gone keeps the row, so that what they did keeps its author.
alter table public.memberships
  drop constraint memberships_user_id_fkey,
  add constraint memberships_user_id_fkey foreign key (user_id) references auth.users (id) on delete set null,
  alter column user_id drop not null,
  alter column email drop not null,
  add constraint without_account_without_address
    check (user_id is not null or email is null and removed_at is not null),
  -- What they certify scorecards as. Proposed to them in forms; what is published keeps its own.
  add column office text check (private.is_short_text(office));

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
  delete from public.kept_forms k where k.membership_id = new.id;
  delete from public.notice_preferences p where p.membership_id = new.id;
  delete from public.notices n where n.membership_id = new.id;
  delete from public.access_tokens t where t.membership_id = new.id;
  delete from public.reviews r where r.created_by = new.id and r.published_seq is null;
  delete from public.invitations i where i.email = old.email;
  update public.activity a set name = null
  where split_part(a.action, '.', 1) = 'invitations' and a.name = old.email;
  return null;
end;
$$;
revoke all on function private.lose_account(), private.forget_person() from public;
create trigger forget_person after update of user_id on public.memberships
  for each row when (new.user_id is null and old.user_id is not null) execute function private.forget_person();

-- Deletes an account with all that Auth knows of its person. Whoever deletes their own is named in the log.
create function public.delete_account(person uuid, by_themselves boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  address text := (select u.email from auth.users u where u.id = person);
begin
  if address is null then
    perform private.refuse('unknown_person', 'There is no such organization or account. Try another e-mail address.');
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

-- Own name and office. What is published keeps those that it was published with.
create function public.change_my_details(organization uuid, name text, office text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if not coalesce(private.is_short_text(change_my_details.name), false) then
    perform private.refuse('name_missing', 'Say your name.');
  end if;
  update public.memberships m
  set name = change_my_details.name, office = nullif(change_my_details.office, '')
  where m.organization_id = organization and m.user_id = (select auth.uid()) and m.removed_at is null;
  if not found then
    perform private.refuse('not_allowed', 'You are no member of this organization.');
  end if;
end;
$$;
grant select (office) on table public.memberships to authenticated;

revoke all on function public.account_of(text), public.address_before(text), public.delete_account(uuid, boolean),
  public.change_my_details(uuid, text, text) from public, anon, authenticated, service_role;
grant execute on function public.account_of(text), public.address_before(text), public.delete_account(uuid, boolean)
  to service_role;
grant execute on function public.change_my_details(uuid, text, text) to authenticated;

-- As before; that the account behind a member changes is no doing in the organization.
create or replace function private.happened(tablename text, was jsonb, is_now jsonb, actor uuid) returns text
language sql stable set search_path = '' as $$
  select case
    -- An import makes rows that nobody wrote; it is one line of its own.
    when coalesce(is_now, was) @> '{"created_by": null}' then null
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
    when tablename <> 'progress_updates'
      and is_now - array['updated_at', 'user_id', 'email'] = was - array['updated_at', 'user_id', 'email'] then null
    else 'changed' end;
$$;


-- ── Sequences ────────────────────────────────────────────────────────────────────────────────────

-- Hosted projects hand out rights on new sequences to the API's roles; nobody but functions draws numbers.
alter default privileges in schema public revoke all on sequences from anon, authenticated, service_role;
revoke all on all sequences in schema public from public, anon, authenticated, service_role;
