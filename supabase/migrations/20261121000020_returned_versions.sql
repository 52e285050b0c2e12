-- What an update said when a leader returned it, so that whoever approves it later sees what was changed;
-- and a form that is too large to be kept is told so.

-- With the comment, and so for whom the comment is: leaders and contributors, and nobody else.
alter table public.update_comments
  add column returned_version jsonb,
  add constraint version_is_of_a_return check (returned_version is null or returns);
comment on column public.update_comments.returned_version is
  'Of a return: what the entry would have said, had the update been published instead. Never public.';

-- What an update would make public; `revision` is the number of the one that it grades.
create function private.update_version(u public.progress_updates) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'effective_on', u.effective_on,
    'revision', (private.revision_in_force(u.goal_id, (private.original_update(u.id)).effective_on)).number,
    'grade', u.grade,
    'narrative', u.narrative,
    'translation', private.translation_facts(u.translation),
    'evidence', private.evidence_facts(u.id));
$$;
revoke all on function private.update_version(public.progress_updates) from public;

-- As before, and keeps what was returned.
create or replace function public.return_progress_update(progress_update uuid, comment text) returns void
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
  insert into public.update_comments (organization_id, update_id, returns, body, created_by, returned_version)
  values (u.organization_id, u.id, true, comment, private.my_membership(u.organization_id), private.update_version(u));
  update public.progress_updates set status = 'returned', submitted_at = null where id = u.id;
end;
$$;

-- As before, and says so of a form that is larger than the table takes.
create or replace function public.keep_form(organization uuid, form text, title text, typed jsonb, based_on timestamptz default null)
returns timestamptz
language plpgsql set search_path = '' as $$
declare
  version timestamptz(3);
begin
  if length(keep_form.typed::text) > 1000000 then
    perform private.refuse('form_too_large', 'This form is too large to be kept on the server.');
  end if;
  insert into public.kept_forms as k (organization_id, membership_id, form, title, typed)
  values (organization, private.my_membership(organization), keep_form.form, keep_form.title, keep_form.typed)
  on conflict on constraint kept_forms_membership_id_form_key do update
  set title = excluded.title, typed = excluded.typed, kept_at = clock_timestamp()
  where k.kept_at = based_on or k.typed = excluded.typed
  returning k.kept_at into version;
  if version is null then
    perform private.refuse('changed_meanwhile', 'This form was kept from elsewhere meanwhile. Compare the two, then decide.');
  end if;
  return version;
end;
$$;
