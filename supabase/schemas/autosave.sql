-- What members type, kept until they save it: a crash, a sign-out or another machine loses nothing.

create table public.autosaves (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  membership_id uuid not null references public.memberships (id) on delete cascade,
  -- The address of the form within the workspace, without a language.
  form text not null check (form like '/workspace/%' and length(form) <= 500),
  title text not null check (private.is_short_text(title)),
  typed jsonb not null check (length(typed::text) <= 1000000),
  -- To the millisecond, as clients see it: it is also the version.
  saved_at timestamptz(3) not null default now(),
  unique (membership_id, form)
);
create index autosaves_by_organization on public.autosaves (organization_id);
comment on table public.autosaves is 'Forms begun and not saved. Each is seen by who typed it alone.';

alter table public.autosaves enable row level security;
create policy members_see_what_they_typed on public.autosaves
  for select to authenticated using (membership_id = private.my_membership(organization_id));
create policy members_keep_what_they_type on public.autosaves
  for insert to authenticated with check (membership_id = private.my_membership(organization_id));
create policy members_go_on_typing on public.autosaves
  for update to authenticated
  using (membership_id = private.my_membership(organization_id))
  with check (membership_id = private.my_membership(organization_id));
create policy members_drop_what_they_typed on public.autosaves
  for delete to authenticated using (membership_id = private.my_membership(organization_id));
grant select, delete on table public.autosaves to authenticated;
grant insert (organization_id, membership_id, form, title, typed), update (title, typed, saved_at)
  on table public.autosaves to authenticated;

-- Saves a form as it is typed, over the version that it goes on from; never over one that was saved by
-- another tab or machine meanwhile. The same again is saved already. Returns the version.
create function public.autosave(organization uuid, form text, title text, typed jsonb, based_on timestamptz default null)
returns timestamptz
language plpgsql set search_path = '' as $$
declare
  version timestamptz(3);
begin
  if length(autosave.typed::text) > 1000000 then
    perform private.refuse('form_too_large');
  end if;
  insert into public.autosaves as a (organization_id, membership_id, form, title, typed)
  values (organization, private.my_membership(organization), autosave.form, autosave.title, autosave.typed)
  on conflict on constraint autosaves_membership_id_form_key do update
  set title = excluded.title, typed = excluded.typed, saved_at = clock_timestamp()
  where a.saved_at = based_on or a.typed = excluded.typed
  returning a.saved_at into version;
  if version is null then
    perform private.refuse('changed_meanwhile.form');
  end if;
  return version;
end;
$$;
grant execute on function public.autosave(uuid, text, text, jsonb, timestamptz) to authenticated;
