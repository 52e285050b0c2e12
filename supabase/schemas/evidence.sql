-- Evidence: what a progress update rests on, as links and files.

-- ── Files ────────────────────────────────────────────────────────────────────────────────────────

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
  -- Null of one that whoever runs the instance brought with an import.
  created_by uuid references public.memberships (id) on delete restrict,
  created_at timestamptz not null default now(),
  -- When these bytes were last sent.
  uploaded_at timestamptz not null default now(),
  unique (organization_id, sha256)
);
create index evidence_files_by_creator on public.evidence_files (created_by);
comment on table public.evidence_files is 'Files that were uploaded as evidence. The bytes are in the storage bucket “evidence”, under the organization''s slug and the SHA-256.';


-- ── Items ────────────────────────────────────────────────────────────────────────────────────────

create table public.evidence (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  update_id uuid not null references public.progress_updates (id) on delete cascade,
  position integer not null check (position >= 0),
  kind text not null check (kind in ('link', 'file')),
  visibility text not null check (visibility in ('public', 'redacted')),
  title text not null check (private.is_short_text(title)),
  url text check (private.is_web_address(url)),
  archived_url text check (private.is_web_address(archived_url)),
  -- What the item makes public; of a redacted file it may be left out.
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  -- The file that is held, public or not.
  file_sha256 text,
  file_name text check (file_name ~ '^[^/\\\u0001-\u001f\u007f-\u009f]{1,150}$'),
  -- Indexes, from 0, into the criteria of the revision that was graded.
  criteria integer[] not null default '{}',
  redaction_category text
    check (redaction_category in ('legal', 'intellectual_property', 'public_safety', 'privacy')),
  redaction_description text check (private.is_full_text(redaction_description)),
  unique (update_id, position),
  constraint link_or_file check (case kind
    when 'link' then sha256 is null and (url is not null or visibility = 'redacted')
    else url is null and archived_url is null and (sha256 is not null or visibility = 'redacted') end),
  constraint redaction_is_explained check (case visibility
    when 'redacted' then redaction_category is not null and redaction_description is not null
    else redaction_category is null and redaction_description is null end),
  constraint criteria_are_indexes check (coalesce(array_ndims(criteria), 1) = 1
    and array_position(criteria, null) is null and 0 <= all (criteria)),
  constraint file_is_held foreign key (organization_id, file_sha256)
    references public.evidence_files (organization_id, sha256) on delete restrict,
  constraint file_has_a_name check ((file_sha256 is null) = (file_name is null)),
  constraint file_is_the_one_named check (file_sha256 is null
    or (kind = 'file' and (sha256 is null or sha256 = file_sha256)))
);
create index evidence_by_organization on public.evidence (organization_id);
create index evidence_by_file on public.evidence (organization_id, file_sha256);
comment on table public.evidence is 'What a progress update rests on. A redacted item''s address never leaves this table.';

-- What an entry says of it. A redacted item's addresses are left out: they never become public. Of a
-- redacted file neither name nor size nor type is said.
create function private.evidence_facts(of_update uuid) returns json
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


-- ── Who may see and add what ─────────────────────────────────────────────────────────────────────

alter table public.evidence enable row level security;
create policy members_see_evidence on public.evidence
  for select to authenticated using (
    private.role_in(organization_id) in ('leader', 'contributor')
    or (private.role_in(organization_id) = 'reviewer'
      and (visibility = 'public' or private.review_access(organization_id) = 'full')
      and (private.sees_drafts(organization_id) or private.is_published_update(organization_id, update_id))));
create policy teams_add_evidence on public.evidence
  for insert to authenticated
  with check (private.can_edit_update(update_id)
    and organization_id = (select u.organization_id from public.progress_updates u where u.id = update_id));
create policy teams_remove_evidence on public.evidence
  for delete to authenticated using (private.can_edit_update(update_id));
grant select, delete on table public.evidence to authenticated;
grant insert (organization_id, update_id, position, kind, visibility, title, url, archived_url, sha256,
  file_sha256, file_name, criteria, redaction_category, redaction_description)
  on table public.evidence to authenticated;
grant select on table public.evidence to service_role;

alter table public.evidence_files enable row level security;
-- A reviewer sees the files of the evidence that its own policy shows them.
create policy members_see_files on public.evidence_files
  for select to authenticated using (
    private.role_in(organization_id) in ('leader', 'contributor')
    or exists (select from public.evidence e
      where e.organization_id = evidence_files.organization_id and e.file_sha256 = evidence_files.sha256));
grant select on table public.evidence_files to authenticated, service_role;


-- ── What holds of items ──────────────────────────────────────────────────────────────────────────

-- Evidence that arrives while its update is being published waits here, and then comes too late.
create function private.keep_published_evidence() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  item public.evidence := case tg_op when 'DELETE' then old else new end;
  seq bigint;
begin
  select u.published_seq into seq from public.progress_updates u where u.id = item.update_id for update;
  if seq is not null then
    perform private.refuse('not_editable.published');
  end if;
  return item;
end;
$$;
create trigger keep_published_evidence before insert or delete on public.evidence
  for each row execute function private.keep_published_evidence();

-- A file is not forgotten while evidence takes it in: either it stays, or whoever saves is told that it is gone.
-- Runs as whoever saves, so that outsiders learn nothing of files by trying.
create function private.hold_file_still() returns trigger
language plpgsql set search_path = '' as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('evidence_files ' || new.organization_id, 0));
  if not exists (select from public.evidence_files f
      where f.organization_id = new.organization_id and f.sha256 = new.file_sha256) then
    perform private.refuse('file_missing');
  end if;
  return new;
end;
$$;
create trigger refuse_unseen before insert on public.evidence
  for each row when (current_user = 'authenticated')
  execute function private.refuse_unseen('title', 'url', 'archived_url', 'file_name', 'redaction_description');
create trigger hold_file_still before insert on public.evidence
  for each row when (new.file_sha256 is not null) execute function private.hold_file_still();
create trigger refuse_unseen before insert on public.evidence_files
  for each row execute function private.refuse_unseen('name');

-- An address without what two of one page may differ in; the same stands in src/lib/record/leaks.ts.
create function private.bare_address(address text) returns text
language sql immutable set search_path = '' as $$
  select regexp_replace(regexp_replace(regexp_replace(lower(address collate "C"),
    '^https?://|#.*$', '', 'g'), '^([^/:]*):(80|443)(?=/|$)', '\1'), '/+$', '');
$$;
grant execute on function private.bare_address(text) to authenticated;

-- Refuses an update in which one item redacts what another one shows: the same file, or the same address.
create function private.require_no_leak(of_update uuid) returns void
language plpgsql stable set search_path = '' as $$
declare
  leak integer := (
    with shown (position, visibility, thing) as (
      select e.position, e.visibility, t.thing from public.evidence e
        cross join lateral unnest(array[e.sha256, e.file_sha256,
          private.bare_address(e.url), private.bare_address(e.archived_url)]) as t (thing)
      where e.update_id = of_update
    )
    select min(r.position) from shown r join shown p using (thing)
    where r.visibility = 'redacted' and p.visibility = 'public');
begin
  if leak is not null then
    perform private.refuse('redaction_leak', jsonb_build_object('item', leak + 1));
  end if;
end;
$$;
grant execute on function private.require_no_leak(uuid) to authenticated;

create function private.refuse_leaks() returns trigger
language plpgsql set search_path = '' as $$
begin
  perform private.require_no_leak(u.update_id) from (select distinct a.update_id from added a) as u;
  return null;
end;
$$;
create trigger refuse_leaks after insert on public.evidence
  referencing new table as added for each statement when (current_user = 'authenticated')
  execute function private.refuse_leaks();

-- Changed evidence is a changed update. Nothing to do where this transaction has changed the row already.
create function private.mark_evidence_editor() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.progress_updates u set updated_at = u.updated_at + interval '1 millisecond'
  where u.id in (select c.update_id from changed c) and u.published_seq is null and u.created_by is not null
    and (u.xmin is distinct from pg_current_xact_id()::xid
      or private.my_membership(u.organization_id) <> all (array_prepend(u.created_by, u.editors)));
  return null;
end;
$$;
create trigger mark_added_evidence after insert on public.evidence
  referencing new table as changed for each statement execute function private.mark_evidence_editor();
create trigger mark_removed_evidence after delete on public.evidence
  referencing old table as changed for each statement execute function private.mark_evidence_editor();
