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
