-- Posting from where teams work: personal access tokens, and posting a progress update with one.

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
revoke all on table public.access_tokens from public, anon, authenticated, service_role;
grant select (id, organization_id, membership_id, name, scopes, created_at, expires_at, last_used_at, revoked_at)
  on table public.access_tokens to authenticated;
grant update (revoked_at) on table public.access_tokens to authenticated;

-- Returns the token, which cannot be shown again.
create function public.create_access_token(organization uuid, name text, scopes text[], days integer) returns text
language plpgsql security definer set search_path = '' as $$
declare
  token text := 'wmk_' || private.new_token();
begin
  perform private.require_team(organization);
  if days is null or days not in (7, 30, 90, 365) then
    perform private.refuse('token_days', 'A token lasts 7, 30, 90 or 365 days. Choose one of these.');
  end if;
  insert into public.access_tokens (organization_id, membership_id, name, scopes, token_hash, expires_at)
  values (organization, private.my_membership(organization), create_access_token.name, create_access_token.scopes,
    private.token_hash(token), now() + days * interval '1 day');
  return token;
end;
$$;
revoke all on function public.create_access_token(uuid, text, text[], integer) from public, anon, authenticated, service_role;
grant execute on function public.create_access_token(uuid, text, text[], integer) to authenticated;

-- Who is removed, or becomes an outsider, posts no more; coming back brings no token back.
create function private.end_tokens() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.access_tokens t set revoked_at = now() where t.membership_id = new.id and t.revoked_at is null;
  return null;
end;
$$;
revoke all on function private.end_tokens() from public;
create trigger end_tokens after update on public.memberships
  for each row when (new.removed_at is not null or new.role = 'reviewer')
  execute function private.end_tokens();

create function private.log_access_token() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.activity (organization_id, membership_id, action, subject, name, detail)
  values (new.organization_id, private.acting(new.organization_id),
    case tg_op when 'INSERT' then 'access_tokens.created' else 'access_tokens.revoked' end, new.id, new.name,
    (select m.name from public.memberships m where m.id = new.membership_id));
  return null;
end;
$$;
revoke all on function private.log_access_token() from public;
create trigger log_made after insert on public.access_tokens
  for each row execute function private.log_access_token();
create trigger log_revoked after update on public.access_tokens
  for each row when (old.revoked_at is null and new.revoked_at is not null)
  execute function private.log_access_token();


-- ── Posting ──────────────────────────────────────────────────────────────────────────────────────

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
revoke all on table private.posted_updates from public, anon, authenticated, service_role;

-- The token, where it is good for that organization and for what is asked of it.
create function private.usable_token(token text, organization text, submit boolean) returns public.access_tokens
language plpgsql security definer set search_path = '' as $$
declare
  t public.access_tokens;
  scope text := case when submit then 'updates:submit' else 'updates:draft' end;
begin
  select * into t from public.access_tokens a where a.token_hash = private.token_hash(token);
  if t.id is null then
    perform private.refuse('token_unknown', 'This token is not known. Make one in the workspace, and send it whole.');
  elsif t.revoked_at is not null or not exists (select from public.memberships m
      where m.id = t.membership_id and m.removed_at is null and m.role in ('leader', 'contributor')) then
    perform private.refuse('token_revoked', 'This token was revoked. Make another one in the workspace.');
  elsif t.expires_at <= now() then
    perform private.refuse('token_expired', 'This token has expired. Make another one in the workspace.');
  elsif organization is distinct from (select o.slug from public.organizations o where o.id = t.organization_id) then
    perform private.refuse('token_organization', 'This token is for another organization. Use one that was made in this one’s workspace.');
  elsif scope <> all (t.scopes) then
    perform private.refuse('token_scope', format('This token lacks the scope %s. Make one that has it.', scope));
  end if;
  update public.access_tokens a set last_used_at = now()
  where a.id = t.id and (a.last_used_at is null or a.last_used_at < now() - interval '1 minute');
  return t;
end;
$$;
revoke all on function private.usable_token(text, text, boolean) from public;

-- What was answered to that key before; null where it is new.
create function private.answer_before(token_id uuid, idempotency_key text, fingerprint text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  p private.posted_updates;
begin
  select * into p from private.posted_updates x
  where x.token_id = answer_before.token_id and x.idempotency_key = answer_before.idempotency_key;
  if p.fingerprint <> answer_before.fingerprint then
    perform private.refuse('key_reused', 'This Idempotency-Key was used for another post. Use another key for what is new, or send the same again.');
  end if;
  return p.answer;
end;
$$;
revoke all on function private.answer_before(uuid, text, text) from public;

-- For the server, before it looks at what is posted: refuses a token that is no good, and returns what
-- the same post was answered before.
create function public.posted_update(token text, organization text, submit boolean, idempotency_key text, fingerprint text)
returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  return private.answer_before((private.usable_token(token, organization, submit)).id, idempotency_key, fingerprint);
end;
$$;
revoke all on function public.posted_update(text, text, boolean, text, text) from public, anon, authenticated, service_role;
grant execute on function public.posted_update(text, text, boolean, text, text) to anon;

-- Takes the key, waiting for whoever else has it, and makes the token's owner the one who acts until the
-- end of the transaction. Returns the answer where there is one already.
create function private.begin_post(token text, organization text, submit boolean, idempotency_key text, fingerprint text)
returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  t public.access_tokens := private.usable_token(token, organization, submit);
  m public.memberships;
begin
  delete from private.posted_updates p where p.posted_at < now() - interval '2 days';
  insert into private.posted_updates (token_id, idempotency_key, fingerprint)
  values (t.id, begin_post.idempotency_key, begin_post.fingerprint) on conflict do nothing;
  if not found then
    return private.answer_before(t.id, idempotency_key, fingerprint);
  end if;
  select * into m from public.memberships x where x.id = t.membership_id;
  perform set_config('request.jwt.claim.sub', m.user_id::text, true),
    set_config('request.jwt.claim.role', 'authenticated', true),
    set_config('request.jwt.claims',
      json_build_object('sub', m.user_id, 'role', 'authenticated', 'email', m.email)::text, true);
  return null;
end;
$$;
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
revoke all on function private.begin_post(text, text, boolean, text, text), private.finish_post(text, text, jsonb) from public;
grant execute on function private.begin_post(text, text, boolean, text, text), private.finish_post(text, text, jsonb) to authenticated;

-- Drafts an update of a goal as the token's owner, and with `submit` hands it to the leaders. Whoever calls
-- it is nobody until the token has said who acts: only then do policies let anything be read or written.
create function public.post_progress_update(token text, organization text, goal text, submit boolean, idempotency_key text,
  fingerprint text, draft jsonb, evidence jsonb) returns jsonb
language plpgsql set search_path = '' as $$
declare
  answer jsonb;
  graded uuid;
  id uuid;
begin
  -- Before the owner's own rights count; a function that is `security definer` would go past every policy.
  perform set_config('role', 'authenticated', true);
  answer := private.begin_post(token, organization, submit, idempotency_key, fingerprint);
  if answer is not null then
    return answer;
  end if;
  select g.id into graded from public.goals g join public.organizations o on o.id = g.organization_id
  where o.slug = organization and g.key = goal and g.published_seq is not null;
  if graded is null then
    perform private.refuse('unknown_goal', format('The record has no goal “%s”.', goal));
  elsif exists (select from public.closings c where c.goal_id = graded) then
    perform private.refuse('goal_closed', 'This goal is closed. Only corrections of its updates can follow.');
  end if;
  id := public.save_progress_update(graded, draft, evidence);
  if submit then
    perform public.submit_progress_update(id);
  end if;
  answer := jsonb_build_object('id', id, 'status', case when submit then 'submitted' else 'draft' end);
  perform private.finish_post(token, idempotency_key, answer);
  return answer;
end;
$$;
revoke all on function public.post_progress_update(text, text, text, boolean, text, text, jsonb, jsonb)
  from public, anon, authenticated, service_role;
grant execute on function public.post_progress_update(text, text, text, boolean, text, text, jsonb, jsonb) to anon;
