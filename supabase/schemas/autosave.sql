-- What members type, kept until they save it: a crash, a sign-out or another machine loses nothing.

create table public.kept_forms (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  membership_id uuid not null references public.memberships (id) on delete cascade,
  -- The address of the form within the workspace, without a language.
  form text not null check (form like '/workspace/%' and length(form) <= 500),
  title text not null check (private.is_short_text(title)),
  typed jsonb not null check (length(typed::text) <= 1000000),
  -- To the millisecond, as clients see it: it is also the version.
  kept_at timestamptz(3) not null default now(),
  unique (membership_id, form)
);
create index kept_forms_by_organization on public.kept_forms (organization_id);
comment on table public.kept_forms is 'Forms begun and not saved. Each is seen by who typed it alone.';

alter table public.kept_forms enable row level security;
create policy members_see_what_they_typed on public.kept_forms
  for select to authenticated using (membership_id = private.my_membership(organization_id));
create policy members_keep_what_they_type on public.kept_forms
  for insert to authenticated with check (membership_id = private.my_membership(organization_id));
create policy members_go_on_typing on public.kept_forms
  for update to authenticated
  using (membership_id = private.my_membership(organization_id))
  with check (membership_id = private.my_membership(organization_id));
create policy members_drop_what_they_typed on public.kept_forms
  for delete to authenticated using (membership_id = private.my_membership(organization_id));
grant select, delete on table public.kept_forms to authenticated;
grant insert (organization_id, membership_id, form, title, typed), update (title, typed, kept_at)
  on table public.kept_forms to authenticated;

-- Keeps a form as it is typed, over the version that it goes on from; never over one that was kept by
-- another tab or machine meanwhile. The same again is kept already. Returns the version.
create function public.keep_form(organization uuid, form text, title text, typed jsonb, based_on timestamptz default null)
returns timestamptz
language plpgsql set search_path = '' as $$
declare
  version timestamptz(3);
begin
  if length(keep_form.typed::text) > 1000000 then
    perform private.refuse('form_too_large');
  end if;
  insert into public.kept_forms as k (organization_id, membership_id, form, title, typed)
  values (organization, private.my_membership(organization), keep_form.form, keep_form.title, keep_form.typed)
  on conflict on constraint kept_forms_membership_id_form_key do update
  set title = excluded.title, typed = excluded.typed, kept_at = clock_timestamp()
  where k.kept_at = based_on or k.typed = excluded.typed
  returning k.kept_at into version;
  if version is null then
    perform private.refuse('changed_meanwhile.form');
  end if;
  return version;
end;
$$;
grant execute on function public.keep_form(uuid, text, text, jsonb, timestamptz) to authenticated;
