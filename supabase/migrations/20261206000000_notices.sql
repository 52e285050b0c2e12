-- A returned draft can be discarded and stays with its comments; a notice says what happened and to which kind of
-- entry, so that what a kind's notices say stands with the kind.

-- ── Discarding what was returned ─────────────────────────────────────────────────────────────────

alter table public.drafts drop constraint drafts_status_check;
alter table public.drafts add constraint drafts_status_check
  check (status in ('draft', 'submitted', 'returned', 'discarded'));
drop index public.one_draft_of_each;
create unique index one_draft_of_each on public.drafts (organization_id, kind, subject,
  (case when seen_by = 'author' then created_by else organization_id end))
  where published_seq is null and status <> 'discarded';

create or replace function private.can_edit_draft(draft uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.drafts d
    where d.id = draft and d.published_seq is null and d.status in ('draft', 'returned') and private.may_draft(d));
$$;

drop policy members_edit_drafts on public.drafts;
create policy members_edit_drafts on public.drafts
  for update to authenticated
  -- The columns too, not only the function: of a row that is being submitted or published, only they are read again.
  using (published_seq is null and status in ('draft', 'returned') and private.can_edit_draft(id))
  with check (published_seq is null and status in ('draft', 'returned') and private.can_edit_draft(id));
drop policy members_discard_drafts on public.drafts;
create policy members_discard_drafts on public.drafts
  for delete to authenticated
  using (published_seq is null and status in ('draft', 'returned') and private.can_edit_draft(id));

-- Stores a draft; returns its id. `seen` is the version that was edited, null for a new one; `draft` may name the
-- id that a new one shall have, so that what is sent twice, because no answer came, is one draft. Runs as the
-- caller: row-level security decides.
create or replace function public.save_draft(organization uuid, kind text, facts jsonb, draft uuid default null,
  seen timestamptz default null) returns uuid
language plpgsql set search_path = '' as $$
declare
  made uuid := coalesce(draft, gen_random_uuid());
  stored timestamptz;
begin
  if private.drafters(kind) is null then
    perform private.refuse('unknown_kind', jsonb_build_object('kind', left(kind, 100)));
  elsif not private.is_draft(facts) then
    perform private.refuse('draft_unusable');
  elsif seen is null then
    begin
      insert into public.drafts (id, organization_id, kind, facts, created_by)
      values (made, organization, save_draft.kind, save_draft.facts, private.my_membership(organization));
    exception when unique_violation then
      if exists (select from public.drafts d where d.id = made and d.status = 'discarded') then
        perform private.refuse('draft_discarded');
      elsif not exists (select from public.drafts d where d.id = made and d.facts = save_draft.facts) then
        perform private.refuse('drafted_already');
      end if;
    end;
    return made;
  end if;
  select d.updated_at into stored from public.drafts d where d.id = draft for update;
  if stored is null then
    perform private.refuse('not_editable.draft');
  end if;
  perform private.require_seen(stored, seen);
  begin
    update public.drafts d set facts = save_draft.facts, updated_at = now() where d.id = draft;
  exception when unique_violation then
    perform private.refuse('drafted_already');
  end;
  return draft;
end;
$$;

-- The entry that a draft makes, or the first thing in its way as a refusal. `added` is what is only known when it
-- is published. Each kind has a function of its own for it: entry_of_scorecard_certified() …
create or replace function private.entry_of(d public.drafts, added jsonb) returns private.draft_entry
language plpgsql set search_path = '' as $$
declare
  made private.draft_entry;
begin
  if d.status = 'discarded' then
    perform private.refuse('draft_discarded');
  end if;
  execute format('select e.* from private.%I($1, $2) as e', 'entry_of_' || replace(d.kind, '.', '_'))
    into made using d, coalesce(added, '{}');
  return made;
end;
$$;

-- Whoever may edit a draft discards it. One with comments stays with them, as it was returned, and is no more in any
-- list: nobody deletes what others said. Discarding it again changes nothing.
create function public.discard_draft(draft uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  d public.drafts;
begin
  select * into d from public.drafts where id = draft for update;
  if d.status = 'discarded' and private.may_draft(d) then
    return;
  elsif not private.can_edit_draft(d.id) then
    perform private.refuse('not_editable.draft');
  elsif exists (select from public.draft_comments c where c.draft_id = d.id) then
    update public.drafts set status = 'discarded' where id = d.id;
  else
    delete from public.drafts where id = d.id;
  end if;
end;
$$;
grant execute on function public.discard_draft(uuid) to authenticated;
