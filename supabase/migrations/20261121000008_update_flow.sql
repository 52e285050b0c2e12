-- How an update comes to be published: draft, submitted, returned with comments or published; and the
-- two-person rule, under which nobody publishes what they wrote.

-- ── The two-person rule ──────────────────────────────────────────────────────────────────────────

-- Null until the organization has a second leader: alone, nobody could publish.
alter table public.organizations add column two_person_rule boolean;
comment on column public.organizations.two_person_rule is
  'Whether an update needs a publisher who did not write it. Each change of it is an entry of the record.';

create function private.record_two_person_rule(organization uuid, enforced boolean) returns bigint
language plpgsql security definer set search_path = '' as $$
begin
  perform private.lock_record();
  update public.organizations o set two_person_rule = enforced where o.id = organization;
  return private.append_entry(organization, 'organization.amended', private.today(),
    json_build_object('two_person_rule', enforced));
end;
$$;
revoke all on function private.record_two_person_rule(uuid, boolean) from public;

create function private.count_leaders(organization uuid) returns bigint
language sql stable security definer set search_path = '' as $$
  select count(*) from public.memberships m
  where m.organization_id = organization and m.role = 'leader' and m.removed_at is null;
$$;
revoke all on function private.count_leaders(uuid) from public;

-- On by default from the second leader on. Once somebody has decided, their decision stands.
create function private.second_leader() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.role = 'leader' and new.removed_at is null then
    -- First: whoever publishes holds this lock when they refer to the organization.
    perform private.lock_record();
    if (select o.two_person_rule is null from public.organizations o where o.id = new.organization_id)
      and private.count_leaders(new.organization_id) > 1 then
      perform private.record_two_person_rule(new.organization_id, true);
    end if;
  end if;
  return null;
end;
$$;
revoke all on function private.second_leader() from public;
create trigger second_leader after insert or update on public.memberships
  for each row execute function private.second_leader();

-- Leaders may switch the rule, in public. Returns the entry's number.
create function public.set_two_person_rule(organization uuid, enforced boolean) returns bigint
language plpgsql security definer set search_path = '' as $$
begin
  perform private.lock_record();
  if private.role_in(organization) is distinct from 'leader' then
    perform private.refuse('not_allowed', 'Only a leader of this organization can change that.');
  elsif enforced is not distinct from (select coalesce(o.two_person_rule, false) from public.organizations o where o.id = organization) then
    perform private.refuse('nothing_changed', 'The rule is set that way already.');
  elsif coalesce(enforced, true) and private.count_leaders(organization) < 2 then
    perform private.refuse('too_few_leaders', 'The rule needs a second leader, or nobody could publish. Invite one first.');
  end if;
  return private.record_two_person_rule(organization, enforced);
end;
$$;
revoke all on function public.set_two_person_rule(uuid, boolean) from public, anon, authenticated, service_role;
grant execute on function public.set_two_person_rule(uuid, boolean) to authenticated;


-- ── Draft, submitted, returned ───────────────────────────────────────────────────────────────────

-- `published` is not among them: published_seq says it.
alter table public.progress_updates
  add column status text not null default 'draft' check (status in ('draft', 'submitted', 'returned')),
  add column submitted_at timestamptz,
  add column edited_by uuid references public.memberships (id) on delete restrict,
  add column editors uuid[] not null default '{}';
create index progress_updates_by_editor on public.progress_updates (edited_by);
comment on column public.progress_updates.edited_by is 'Who last changed what it says; null where only its author did.';
comment on column public.progress_updates.editors is 'Every membership but the author''s that ever changed what it says: none of them publishes it alone.';

-- What is submitted is nobody's to edit until it is returned or taken back.
create or replace function private.can_edit_update(update_id uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.progress_updates u
    where u.id = update_id and u.published_seq is null and u.status <> 'submitted'
      and (private.role_in(u.organization_id) = 'leader'
        or (private.role_in(u.organization_id) = 'contributor'
          and u.created_by = private.my_membership(u.organization_id)))
  );
$$;

-- Each change makes another version, whatever its writer says of the time: who looked at the last one has
-- not seen this one. In milliseconds, as they reach readers.
create function private.touch() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.updated_at := greatest(date_trunc('milliseconds', clock_timestamp()),
    date_trunc('milliseconds', old.updated_at) + interval '1 millisecond');
  return new;
end;
$$;
create trigger touch before update on public.progress_updates
  for each row execute function private.touch();
create trigger touch before update on public.goal_revisions
  for each row execute function private.touch();

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
-- Changed evidence is a changed update. Nothing to do where this transaction has changed the row already.
create function private.mark_evidence_editor() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.progress_updates u set updated_at = u.updated_at + interval '1 millisecond'
  where u.id in (select c.update_id from changed c) and u.published_seq is null
    and (u.xmin is distinct from pg_current_xact_id()::xid
      or private.my_membership(u.organization_id) <> all (array_prepend(u.created_by, u.editors)));
  return null;
end;
$$;
create trigger mark_added_evidence after insert on public.evidence
  referencing new table as changed for each statement execute function private.mark_evidence_editor();
create trigger mark_removed_evidence after delete on public.evidence
  referencing old table as changed for each statement execute function private.mark_evidence_editor();
revoke all on function private.touch(), private.mark_editor(), private.mark_evidence_editor() from public;

-- Comments on an update that is not published yet. Nobody edits or deletes one.
create table public.update_comments (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  update_id uuid not null references public.progress_updates (id) on delete restrict,
  -- True for the one with which the update was returned.
  returns boolean not null default false,
  body text not null check (private.is_full_text(body)),
  created_by uuid not null references public.memberships (id) on delete restrict,
  created_at timestamptz not null default now()
);
create index update_comments_by_update on public.update_comments (update_id);
create index update_comments_by_organization on public.update_comments (organization_id);
create index update_comments_by_creator on public.update_comments (created_by);
comment on table public.update_comments is 'What teams say to each other about an update. Never public.';

alter table public.update_comments enable row level security;
-- Reviewers are outsiders: what a team says to itself is not theirs to read.
create policy teams_see_comments on public.update_comments
  for select to authenticated using (private.role_in(organization_id) in ('leader', 'contributor'));
create policy teams_comment on public.update_comments
  for insert to authenticated
  with check (private.role_in(organization_id) in ('leader', 'contributor') and not returns
    and created_by = private.my_membership(organization_id)
    and exists (select from public.progress_updates u
      where u.id = update_id and u.organization_id = update_comments.organization_id));
revoke all on table public.update_comments from public, anon, authenticated, service_role;
grant select on table public.update_comments to authenticated, service_role;
grant insert (organization_id, update_id, body, created_by) on table public.update_comments to authenticated;

-- With its draft, its author would delete what the others said of it.
create function private.keep_comments() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.update_comments c where c.update_id = old.id) then
    perform private.refuse('comments_kept', 'This draft has comments, and nobody deletes what was said. Go on with it, or leave it unpublished.');
  end if;
  return old;
end;
$$;
revoke all on function private.keep_comments() from public;
create trigger keep_comments before delete on public.progress_updates
  for each row execute function private.keep_comments();

-- What an update must have before somebody else looks at it, and before the public does.
create function private.require_publishable(u public.progress_updates) returns void
language plpgsql stable set search_path = '' as $$
declare
  r public.goal_revisions;
  uncovered integer;
begin
  perform private.require_past(u.effective_on);
  if not private.is_full_text(u.narrative) then
    perform private.refuse('narrative_missing', 'The update has no narrative yet. Say what was done, then publish.');
  end if;
  if not private.is_update_translation(u.translation) then
    perform private.refuse('translation_unfinished', 'The translation has no narrative. Translate it, or take the translation away.');
  end if;
  -- Reviews do not carry over to a correction, so an empty one would be a way to be rid of them.
  if exists (select from public.progress_updates c where c.id = u.corrects_id and c.grade = u.grade
      and btrim(c.narrative, E' \t\n') = btrim(u.narrative, E' \t\n')
      and c.translation is not distinct from u.translation
      and private.evidence_facts(c.id)::text = private.evidence_facts(u.id)::text) then
    perform private.refuse('nothing_changed', 'The correction says what the update says already. Change something, or discard the draft.');
  end if;
  if u.grade = 4 then
    r := private.revision_in_force(u.goal_id, (private.original_update(u.id)).effective_on);
    if cardinality(r.criteria) = 0 then
      uncovered := case when exists (select from public.evidence e where e.update_id = u.id) then null else 1 end;
    else
      select min(i) into uncovered from generate_series(1, cardinality(r.criteria)) as i
      where not exists (select from public.evidence e where e.update_id = u.id and i - 1 = any (e.criteria));
    end if;
    if uncovered is not null then
      perform private.refuse('criterion_without_evidence', format(
        'Grade 4 needs evidence for every criterion; criterion %s has none. Add evidence for it or choose a lower grade.', uncovered));
    end if;
  end if;
end;
$$;
revoke all on function private.require_publishable(public.progress_updates) from public;

-- Hands a draft to the leaders. Submitting it again changes nothing.
create function public.submit_progress_update(progress_update uuid, seen timestamptz default null) returns void
language plpgsql security definer set search_path = '' as $$
declare
  u public.progress_updates;
begin
  select * into u from public.progress_updates where id = progress_update for update;
  if u.status = 'submitted' and u.published_seq is null and private.role_in(u.organization_id) in ('leader', 'contributor') then
    return;
  elsif not private.can_edit_update(u.id) then
    perform private.refuse('not_editable', 'This update is published or not yours, so it cannot be submitted.');
  end if;
  perform private.require_seen(u.updated_at, seen);
  perform private.require_publishable(u);
  update public.progress_updates set status = 'submitted', submitted_at = now() where id = u.id;
end;
$$;
revoke all on function public.submit_progress_update(uuid, timestamptz) from public, anon, authenticated, service_role;
grant execute on function public.submit_progress_update(uuid, timestamptz) to authenticated;

-- The author takes back what no leader has answered yet, to go on editing.
create function public.take_back_progress_update(progress_update uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  u public.progress_updates;
begin
  select * into u from public.progress_updates where id = progress_update for update;
  if u.status is distinct from 'submitted' or u.published_seq is not null
    or private.role_in(u.organization_id) is null
    or private.my_membership(u.organization_id) is distinct from u.created_by then
    perform private.refuse('not_submitted', 'Only its author can take back an update, while it waits for a leader.');
  end if;
  update public.progress_updates set status = 'draft', submitted_at = null where id = u.id;
end;
$$;
revoke all on function public.take_back_progress_update(uuid) from public, anon, authenticated, service_role;
grant execute on function public.take_back_progress_update(uuid) to authenticated;

-- A leader sends a submitted update back and says what is missing.
create function public.return_progress_update(progress_update uuid, comment text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  u public.progress_updates;
begin
  select * into u from public.progress_updates where id = progress_update for update;
  perform private.require_leader(u.organization_id);
  if u.status is distinct from 'submitted' or u.published_seq is not null then
    perform private.refuse('not_submitted', 'This update is not waiting for a leader. Reload to see what became of it.');
  elsif not coalesce(private.is_full_text(comment), false) then
    perform private.refuse('comment_missing', 'Say what has to change, then return the update.');
  end if;
  insert into public.update_comments (organization_id, update_id, returns, body, created_by)
  values (u.organization_id, u.id, true, comment, private.my_membership(u.organization_id));
  update public.progress_updates set status = 'returned', submitted_at = null where id = u.id;
end;
$$;
revoke all on function public.return_progress_update(uuid, text) from public, anon, authenticated, service_role;
grant execute on function public.return_progress_update(uuid, text) to authenticated;

-- Publishes a submitted update, or one's own where the two-person rule is off. Publishing it again
-- returns the same number.
create or replace function public.publish_progress_update(progress_update uuid, seen timestamptz default null)
returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  u public.progress_updates;
  me uuid;
begin
  perform private.lock_record();
  select * into u from public.progress_updates where id = progress_update for update;
  perform private.require_leader(u.organization_id);
  me := private.my_membership(u.organization_id);
  if u.published_seq is null then
    perform private.require_seen(u.updated_at, seen);
    perform private.require_publishable(u);
    if u.status <> 'submitted' and me is distinct from u.created_by then
      perform private.refuse('not_submitted', 'Its author has not submitted this update yet.');
    elsif (select o.two_person_rule from public.organizations o where o.id = u.organization_id)
      and (me is not distinct from u.created_by or me = any (u.editors)) then
      perform private.refuse('second_person_needed', 'You wrote this update, and two people must stand behind each. Submit it; another leader publishes it.');
    end if;
  end if;
  return private.record_update(progress_update);
end;
$$;
