-- Files as evidence: what is known of each, who may read its bytes, and what an entry says of it.

create function private.require_team(organization uuid) returns void
language plpgsql stable set search_path = '' as $$
begin
  if coalesce(private.role_in(organization) not in ('leader', 'contributor'), true) then
    perform private.refuse('not_allowed', 'Only leaders and contributors of this organization can do this.');
  end if;
end;
$$;
revoke all on function private.require_team(uuid) from public;

create table public.evidence_files (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  -- As its bytes show; the name and what the browser said are not believed.
  media_type text not null check (media_type in
    ('application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'text/csv', 'text/plain')),
  bytes integer not null check (bytes between 1 and 10485760),
  -- As it was first uploaded; each evidence item has a name of its own.
  name text not null check (name ~ '^[^/\\\u0001-\u001f\u007f-\u009f]{1,150}$'),
  created_by uuid not null references public.memberships (id) on delete restrict,
  created_at timestamptz not null default now(),
  -- When these bytes were last sent.
  uploaded_at timestamptz not null default now(),
  unique (organization_id, sha256)
);
create index evidence_files_by_creator on public.evidence_files (created_by);
comment on table public.evidence_files is 'Files that were uploaded as evidence. The bytes are in the storage bucket “evidence”, under the organization''s slug and the SHA-256.';

-- `sha256` stays what the item makes public; of a redacted file it may be left out.
alter table public.evidence
  add column file_sha256 text,
  add column file_name text check (file_name ~ '^[^/\\\u0001-\u001f\u007f-\u009f]{1,150}$'),
  add constraint file_is_held foreign key (organization_id, file_sha256)
    references public.evidence_files (organization_id, sha256) on delete restrict,
  add constraint file_has_a_name check ((file_sha256 is null) = (file_name is null)),
  add constraint file_is_the_one_named check (file_sha256 is null
    or (kind = 'file' and (sha256 is null or sha256 = file_sha256)));
create index evidence_by_file on public.evidence (organization_id, file_sha256);
grant insert (file_sha256, file_name) on table public.evidence to authenticated;

alter table public.evidence_files enable row level security;
-- A reviewer sees the files of the evidence that its own policy shows them.
create policy members_see_files on public.evidence_files
  for select to authenticated using (
    private.role_in(organization_id) in ('leader', 'contributor')
    or exists (select from public.evidence e
      where e.organization_id = evidence_files.organization_id and e.file_sha256 = evidence_files.sha256));
revoke all on table public.evidence_files from public, anon, authenticated, service_role;
grant select on table public.evidence_files to authenticated, service_role;

create trigger log_activity after insert on public.evidence_files
  for each row execute function private.log_activity();


-- ── The bytes ────────────────────────────────────────────────────────────────────────────────────

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('evidence', 'evidence', false, 10485760,
  array['application/pdf', 'image/png', 'image/jpeg', 'image/webp', 'text/csv', 'text/plain'])
on conflict (id) do nothing;

-- What the caller is in the organization that an object's name begins with.
create function private.role_at_object(object text) returns text
language sql stable security definer set search_path = '' as $$
  select private.role_in(o.id) from public.organizations o where o.slug = split_part(object, '/', 1);
$$;
revoke all on function private.role_at_object(text) from public;
grant execute on function private.role_at_object(text) to authenticated;

-- Whether the record names the object in an item that is not redacted: then anybody may have it.
create function private.is_published_object(object text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.organizations o
      join public.evidence e on e.organization_id = o.id
      join public.progress_updates u on u.id = e.update_id
    where o.slug = split_part(object, '/', 1) and e.file_sha256 = split_part(object, '/', 2)
      and object = o.slug || '/' || e.file_sha256
      and e.visibility = 'public' and u.published_seq is not null);
$$;
revoke all on function private.is_published_object(text) from public;
grant execute on function private.is_published_object(text) to anon, authenticated;

-- Whether something is known of the object: only what is not may be removed.
create function private.is_known_object(object text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.organizations o join public.evidence_files f on f.organization_id = o.id
    where o.slug = split_part(object, '/', 1) and f.sha256 = split_part(object, '/', 2));
$$;
revoke all on function private.is_known_object(text) from public;
grant execute on function private.is_known_object(text) to authenticated;

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

-- Takes in the file whose bytes are in the bucket, which says of what type and size they are. Sent again,
-- it is the same file, and no older than a new one. Returns its type: the one that it was first sent as.
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
    perform private.refuse('file_missing', 'A file of the evidence is not there any more. Remove its item and upload it again.');
  end if;
  insert into public.evidence_files as f (organization_id, sha256, media_type, bytes, name, created_by)
  values (organization, hold_file.sha256, object ->> 'mimetype', (object ->> 'size')::integer, hold_file.name,
    private.my_membership(organization))
  on conflict on constraint evidence_files_organization_id_sha256_key do update set uploaded_at = now()
  returning f.media_type into held;
  return held;
end;
$$;
revoke all on function public.hold_file(uuid, text, text) from public, anon, authenticated, service_role;
grant execute on function public.hold_file(uuid, text, text) to authenticated;

-- Forgets files that were last uploaded a day ago or more and that no update and no kept form names. Returns
-- the names of the objects of which nothing is known any more, for the caller to remove.
create function public.forget_unused_files(organization uuid) returns setof text
language plpgsql security definer set search_path = '' as $$
begin
  perform private.require_team(organization);
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
revoke all on function public.forget_unused_files(uuid) from public, anon, authenticated, service_role;
grant execute on function public.forget_unused_files(uuid) to authenticated;


-- ── Saving and publishing ────────────────────────────────────────────────────────────────────────

-- As before, with what there is to say of a file. Of a redacted one neither name nor size nor type.
create or replace function private.evidence_facts(of_update uuid) returns json
language sql stable set search_path = '' as $$
  select coalesce(json_agg(json_build_object(
    'kind', e.kind,
    'visibility', e.visibility,
    'title', e.title,
    'url', case when e.visibility = 'public' then e.url end,
    'archived_url', case when e.visibility = 'public' then e.archived_url end,
    'sha256', e.sha256,
    'name', case when e.visibility = 'public' then e.file_name end,
    'media_type', case when e.visibility = 'public' then f.media_type end,
    'bytes', case when e.visibility = 'public' then f.bytes end,
    'criteria', to_json(e.criteria),
    'redaction', case when e.visibility = 'redacted' then json_build_object(
      'category', e.redaction_category, 'description', e.redaction_description) end
  ) order by e.position), '[]'::json)
  from public.evidence e
    left join public.evidence_files f on f.organization_id = e.organization_id and f.sha256 = e.file_sha256
  where e.update_id = of_update;
$$;

-- As before, with the files of the evidence, and with the id that a new draft shall have where `draft` names
-- one: what is sent twice, because no answer came, is one draft.
create or replace function public.save_progress_update(goal uuid, draft jsonb, evidence jsonb, corrects uuid default null,
  progress_update uuid default null, seen timestamptz default null) returns uuid
language plpgsql set search_path = '' as $$
declare
  id uuid := progress_update;
  stored timestamptz;
  organization uuid := (select g.organization_id from public.goals g where g.id = goal);
begin
  if exists (select from jsonb_array_elements(evidence) as item
      where item #>> '{file,sha256}' is not null and not exists (select from public.evidence_files f
        where f.organization_id = organization and f.sha256 = item #>> '{file,sha256}')) then
    perform private.refuse('file_missing', 'A file of the evidence is not there any more. Remove its item and upload it again.');
  end if;
  if id is null then
    insert into public.progress_updates (id, organization_id, goal_id, corrects_id, effective_on, grade, narrative,
      translation, created_by)
    values (coalesce((draft ->> 'id')::uuid, gen_random_uuid()), organization, goal, corrects,
      (draft ->> 'effective_on')::date, (draft ->> 'grade')::smallint,
      coalesce(draft ->> 'narrative', ''), nullif(draft -> 'translation', 'null'), private.my_membership(organization))
    returning progress_updates.id into id;
  else
    select u.updated_at into stored from public.progress_updates u where u.id = progress_update for update;
    perform private.require_seen(stored, seen);
    update public.progress_updates u
    set effective_on = (draft ->> 'effective_on')::date, grade = (draft ->> 'grade')::smallint,
      narrative = coalesce(draft ->> 'narrative', ''), translation = nullif(draft -> 'translation', 'null'),
      updated_at = now()
    where u.id = progress_update;
    if not found then
      perform private.refuse('not_editable', 'This update is published or not yours, so it cannot be edited. Correct it instead.');
    end if;
    delete from public.evidence e where e.update_id = progress_update;
  end if;
  insert into public.evidence (organization_id, update_id, position, kind, visibility, title, url, archived_url,
    sha256, file_sha256, file_name, criteria, redaction_category, redaction_description)
  select organization, id, item.ordinality - 1, item.value ->> 'kind', item.value ->> 'visibility',
    item.value ->> 'title', item.value ->> 'url', item.value ->> 'archived_url', item.value ->> 'sha256',
    item.value #>> '{file,sha256}', item.value #>> '{file,name}',
    array(select jsonb_array_elements_text(item.value -> 'criteria')::integer),
    item.value #>> '{redaction,category}', item.value #>> '{redaction,description}'
  from jsonb_array_elements(evidence) with ordinality as item;
  return id;
end;
$$;
grant insert (id) on table public.progress_updates to authenticated;
