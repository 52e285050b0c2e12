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
    select from public.organizations o join private.published_files f on f.organization_id = o.id
    where o.slug = split_part(object, '/', 1) and f.sha256 = split_part(object, '/', 2)
      and object = o.slug || '/' || f.sha256);
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

-- Forgets files that were last uploaded a day ago or more and that no update, no entry and no autosaved form names. Returns
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
    and not exists (select from private.published_files p
      where p.organization_id = organization and p.sha256 = f.sha256)
    and not exists (select from public.autosaves a
      where a.organization_id = organization and position(f.sha256 in a.typed::text) > 0);
  return query select b.name from storage.objects b, public.organizations o
    where o.id = organization and b.bucket_id = 'evidence' and starts_with(b.name, o.slug || '/')
      and b.created_at < now() - interval '1 day' and not private.is_known_object(b.name)
    limit 100;
end;
$$;
grant execute on function public.forget_unused_files(uuid) to authenticated;
