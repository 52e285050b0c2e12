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
  closed_on := (private.closing_of(graded)).effective_on;
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
