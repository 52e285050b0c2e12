-- Progress updates: a self-grade for a day, with its narrative. Evidence is in evidence.sql, how an update
-- comes to be published in approval.sql.

create table public.progress_updates (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  goal_id uuid not null references public.goals (id) on delete restrict,
  -- Unique within the goal; given when published, unless the author gave one.
  key text check (private.is_key(key)),
  corrects_id uuid references public.progress_updates (id) on delete restrict,
  effective_on date not null check (private.is_day(effective_on)),
  grade smallint not null check (grade between 0 and 4),
  narrative text not null default '' check (private.is_free_text(narrative)),
  source text check (private.is_full_text(source, 8000)),
  translation jsonb check (translation is null or private.is_draft_translation(translation)),
  -- `published` is not among them: published_seq says it.
  status text not null default 'draft' check (status in ('draft', 'submitted', 'returned')),
  submitted_at timestamptz,
  created_by uuid references public.memberships (id) on delete restrict,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  edited_by uuid references public.memberships (id) on delete restrict,
  editors uuid[] not null default '{}',
  published_seq bigint unique references public.record_entries (seq) on delete restrict,
  unique (goal_id, key),
  constraint published_is_whole check (published_seq is null or key is not null)
);
create index progress_updates_by_organization on public.progress_updates (organization_id);
create index progress_updates_by_corrected on public.progress_updates (corrects_id);
create index progress_updates_by_creator on public.progress_updates (created_by);
create index progress_updates_by_editor on public.progress_updates (edited_by);
comment on table public.progress_updates is 'A self-grade for a day, with its narrative; evidence is in its own table.';
comment on column public.progress_updates.translation is 'The narrative in another language, or null; published with the update.';
comment on column public.progress_updates.edited_by is 'Who last changed what it says; null where only its author did.';
comment on column public.progress_updates.editors is 'Every membership but the author''s that ever changed what it says: none of them publishes it alone.';

-- The update that a chain of corrections began with; none where a chain comes back to itself, which whoever gives
-- an id of their own can write.
create function private.original_update(of_update uuid) returns public.progress_updates
language sql stable set search_path = '' as $$
  with recursive chain as (
    select u.* from public.progress_updates u where u.id = of_update
    union
    select u.* from public.progress_updates u join chain c on u.id = c.corrects_id
  )
  select * from chain where corrects_id is null;
$$;

create function private.is_published_update(organization uuid, of_update uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.progress_updates u
    where u.id = of_update and u.organization_id = organization and u.published_seq is not null);
$$;
grant execute on function private.is_published_update(uuid, uuid) to authenticated;


-- ── Who may see and draft what ───────────────────────────────────────────────────────────────────

-- Leaders edit any draft update, contributors their own. What is published is nobody's to edit, what is
-- submitted neither, until it is returned or taken back.
create function private.can_edit_update(update_id uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.progress_updates u
    where u.id = update_id and u.published_seq is null and u.status <> 'submitted'
      and (private.role_in(u.organization_id) = 'leader'
        or (private.role_in(u.organization_id) = 'contributor'
          and u.created_by = private.my_membership(u.organization_id)))
  );
$$;
grant execute on function private.can_edit_update(uuid) to authenticated;

alter table public.progress_updates enable row level security;
create policy members_see_updates on public.progress_updates
  for select to authenticated using (private.role_in(organization_id) is not null
    and (published_seq is not null or private.sees_drafts(organization_id)));
create policy teams_draft_updates on public.progress_updates
  for insert to authenticated
  with check (private.role_in(organization_id) in ('leader', 'contributor') and published_seq is null
    and private.same_organization(organization_id, goal_id)
    and created_by = private.my_membership(organization_id));
create policy teams_edit_draft_updates on public.progress_updates
  for update to authenticated
  -- The columns too, not only the function: of a row that is being submitted or published, only they are read again.
  using (published_seq is null and status <> 'submitted' and private.can_edit_update(id))
  with check (published_seq is null and status <> 'submitted' and private.can_edit_update(id));
create policy teams_delete_draft_updates on public.progress_updates
  for delete to authenticated
  using (published_seq is null and status <> 'submitted' and private.can_edit_update(id));
grant select, delete on table public.progress_updates to authenticated;
grant insert (id, organization_id, goal_id, key, corrects_id, effective_on, grade, narrative, source, translation,
    created_by),
  update (effective_on, grade, narrative, source, translation, updated_at)
  on table public.progress_updates to authenticated;
grant select on table public.progress_updates to service_role;


-- ── Who changed it ───────────────────────────────────────────────────────────────────────────────

-- Set here and not by the caller, who could name somebody else and then publish alone. Runs before
-- touch(): here the time still differs only where somebody saved the text or its evidence.
create function private.mark_editor() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  editor uuid := private.my_membership(new.organization_id);
begin
  if editor is not null and editor is distinct from new.created_by
    and row(new.effective_on, new.grade, new.narrative, new.source, new.translation, new.updated_at)
      is distinct from row(old.effective_on, old.grade, old.narrative, old.source, old.translation, old.updated_at) then
    new.edited_by := editor;
    new.editors := array_remove(new.editors, editor) || editor;
  end if;
  return new;
end;
$$;
create trigger mark_editor before update on public.progress_updates
  for each row execute function private.mark_editor();
create trigger touch before update on public.progress_updates
  for each row execute function private.touch();
create trigger refuse_unseen before insert or update of narrative, source, translation on public.progress_updates
  for each row when (current_user = 'authenticated') execute function private.refuse_unseen('narrative', 'source', 'translation');
create trigger refuse_far_days before insert or update of effective_on on public.progress_updates
  for each row when (current_user = 'authenticated') execute function private.refuse_far_days('effective_on');


-- ── Saving drafts ────────────────────────────────────────────────────────────────────────────────

-- Creates a draft update with its evidence, or (with an id) overwrites one. Returns the update's id. `draft`
-- may name the id that a new one shall have: what is sent twice, because no answer came, is one draft. Runs
-- as the caller: row-level security decides.
create function public.save_progress_update(goal uuid, draft jsonb, evidence jsonb, corrects uuid default null,
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
    perform private.refuse('file_missing');
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
      perform private.refuse('not_editable');
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
grant execute on function public.save_progress_update(uuid, jsonb, jsonb, uuid, uuid, timestamptz) to authenticated;
