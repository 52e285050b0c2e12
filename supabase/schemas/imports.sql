-- Imports of a roadmap file, however long it is (docs/decisions/0020). A file becomes planned steps (see
-- src/lib/roadmap/plan/steps.ts), which are added, rehearsed a few at a time, published all at once, and then
-- settled in the workspace a few at a time. Until it is published, nobody but those who import sees it.

-- What a rehearsal goes by: every shape and every rule. Another version of this program may have others.
create function private.rules() returns text
language sql stable set search_path = '' as $$
  select encode(sha256(convert_to(concat(
    (select string_agg(p.prosrc, '' order by p.oid) from pg_catalog.pg_proc p
      where p.pronamespace = 'private'::regnamespace),
    (select string_agg(s.schema::text, '' order by s.kind) from private.entry_shapes s)), 'UTF8')), 'hex');
$$;

create table public.imports (
  id uuid primary key default gen_random_uuid(),
  -- Null until the import has registered it.
  organization_id uuid references public.organizations (id) on delete restrict,
  slug text not null check (private.is_key(slug)),
  -- What registers an organization that the record does not have.
  registration jsonb,
  -- The leader who imports; null for whoever runs the instance.
  created_by uuid references public.memberships (id) on delete restrict,
  created_at timestamptz not null default now(),
  -- When the last step of it was taken.
  touched_at timestamptz not null default now(),
  -- The organization's last number when the file was compared with the record; 0 for none.
  expected bigint not null check (expected >= 0),
  -- How many steps there are to be, and how many were added, rehearsed and settled, in their order.
  total integer not null check (total between 0 and 100000),
  added integer not null default 0 check (added between 0 and total),
  rehearsed integer not null default 0 check (rehearsed between 0 and added),
  settled integer not null default 0 check (settled between 0 and rehearsed),
  -- What those were rehearsed by.
  rules text not null default private.rules(),
  -- The number that those of its steps come after; null until it is published.
  published_after bigint,
  -- Why it cannot be published, as an error of the API, and by which step where it is one step's doing.
  refusal jsonb,
  -- What a person should know of the file, in the language in which they sent it.
  notes text[] not null default '{}' check (array_position(notes, null) is null),
  state text not null generated always as (case
    when refusal is not null then 'refused'
    when published_after is null then case when added < total then 'adding' else 'ready' end
    when settled < total then 'settling'
    else 'settled' end) stored
);
create index imports_by_organization on public.imports (organization_id);
create index imports_by_creator on public.imports (created_by);
comment on table public.imports is 'Roadmap files on their way into the record.';

create table public.import_steps (
  import_id uuid not null references public.imports (id) on delete cascade,
  position integer not null check (position > 0),
  step jsonb not null,
  -- Days are compared as text, and PostgreSQL reads many another text as a day.
  constraint days_are_written_as_in_the_record check (coalesce(step ->> 'effective_on' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', false)
    and coalesce(step #>> '{target,on}' ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', true)),
  constraint updates_have_a_key check
    (step ->> 'update' is not null or coalesce(step ->> 'kind', '') not in ('progress.reported', 'progress.corrected')),
  constraint steps_are_short check (octet_length(step::text) <= 1048576),
  kind text generated always as (step ->> 'kind') stored,
  goal text generated always as (step ->> 'goal') stored check (private.is_key(goal)),
  -- Of an update, whatever other steps say: its key, and its day as text, which sorts as days do.
  update_key text generated always as (case when step ->> 'kind' in ('progress.reported', 'progress.corrected')
    then step ->> 'update' end) stored check (private.is_key(update_key)),
  update_day text generated always as (case when step ->> 'kind' in ('progress.reported', 'progress.corrected')
    then step ->> 'effective_on' end) stored,
  -- Found at the rehearsal: the fields of the entry to be, without their opening brace, the rows that the
  -- workspace gets, and of an update the key of the one that it goes back to, through corrections.
  facts text,
  rows jsonb,
  original text,
  primary key (import_id, position)
);
create index import_steps_by_goal on public.import_steps (import_id, goal, position);
-- A rehearsal puts other updates in place only where a rule asks for them, and would not see the second.
create unique index import_steps_by_update on public.import_steps (import_id, goal, update_key);
create index import_steps_by_day on public.import_steps (import_id, goal, update_day);
create index import_steps_by_original on public.import_steps (import_id, goal, original);
comment on table public.import_steps is 'What an import adds, entry by entry; gone once it is settled.';

alter table public.imports enable row level security;
create policy leaders_see_imports on public.imports
  for select to authenticated using (private.role_in(organization_id) = 'leader');
grant select on table public.imports to authenticated, service_role;

alter table public.import_steps enable row level security;
create policy leaders_see_import_steps on public.import_steps
  for select to authenticated
  using (exists (select from public.imports i where i.id = import_id and private.role_in(i.organization_id) = 'leader'));
grant select (import_id, position, step, kind, goal) on table public.import_steps to authenticated, service_role;


-- ── Who may ──────────────────────────────────────────────────────────────────────────────────────

-- The import, which nobody else goes on with meanwhile. Whoever runs the instance goes on with each.
create function private.import_at_work(import uuid) returns public.imports
language plpgsql set search_path = '' as $$
declare
  i public.imports;
begin
  select * into i from public.imports x where x.id = import for update;
  if current_setting('role', true) = 'service_role' then
    if i.id is null then
      perform private.refuse('import_gone');
    end if;
  else
    perform private.require_leader(i.organization_id);
    if i.created_by is null then
      perform private.refuse('not_allowed.import');
    end if;
  end if;
  return i;
end;
$$;

-- What needs two people, or an outsider, does not come in a file that one leader brings.
create function private.require_importable(i public.imports) returns void
language plpgsql set search_path = '' as $$
declare
  o public.organizations;
begin
  if i.created_by is null then
    return;
  end if;
  select * into o from public.organizations x where x.id = i.organization_id;
  if o.two_person_rule and exists (select from public.import_steps s
      where s.import_id = i.id and (s.kind in ('progress.reported', 'progress.corrected')
        or s.kind in (select k.kind from private.draft_kinds k where k.by_two))) then
    perform private.refuse('second_person_for_import');
  elsif o.kept_by = 'self' and exists (select from public.import_steps s
      where s.import_id = i.id and s.kind in ('review.published', 'revision.reviewed')) then
    perform private.refuse('review_in_import');
  end if;
end;
$$;


-- A goal whose key an import is about to bring into the workspace cannot be drafted any more.
create function private.keep_key_of_import() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- Until this transaction ends, no import of the organization is published; see publish_import().
  perform pg_advisory_xact_lock_shared(7203652, hashtext(new.organization_id::text));
  if exists (select from public.imports i join public.import_steps s on s.import_id = i.id
      where i.organization_id = new.organization_id and i.state = 'settling'
        and s.goal = new.key and s.kind = 'goal.published') then
    perform private.refuse('import_settling');
  end if;
  return new;
end;
$$;
create trigger keep_key_of_import before insert or update of key on public.goals
  for each row when (new.published_seq is null) execute function private.keep_key_of_import();


-- ── Beginning and ending ─────────────────────────────────────────────────────────────────────────

-- Why an import that was forgotten cannot be published, while its steps are still being taken away.
create function private.gone() returns jsonb
language sql immutable set search_path = '' as $$
  select '{"code": "22W01", "message": "import_gone", "details": "import_gone", "hint": "{}"}'::jsonb;
$$;

-- For leaders, into their own organization. Five of each person's that are not public are kept; of more, the one
-- that nobody touched for the longest is forgotten. `expected` is its last number when the file was compared with
-- the record (0: none), `total` how many steps are going to be added.
create function public.begin_import(organization uuid, expected bigint, total integer, notes text[] default '{}')
returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  begun uuid;
begin
  perform private.require_leader(organization);
  insert into public.imports (organization_id, slug, created_by, expected, total, notes)
  select o.id, o.slug, private.my_membership(o.id), begin_import.expected, begin_import.total, begin_import.notes
  from public.organizations o where o.id = organization
  returning imports.id into begun;
  update public.imports x set refusal = private.gone()
    where x.id in (select y.id from public.imports y
      where y.organization_id = organization and y.created_by = private.my_membership(organization)
        and y.published_after is null and y.id <> begun
      order by y.touched_at desc, y.id offset 4);
  return begun;
end;
$$;
grant execute on function public.begin_import(uuid, bigint, integer, text[]) to authenticated;

-- For whoever runs the instance. `registration`, where not null, is of an organization that the record does
-- not have.
create function public.operator_begin_import(slug text, registration jsonb, expected bigint, total integer)
returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  organization uuid := (select o.id from public.organizations o where o.slug = operator_begin_import.slug);
  id uuid;
begin
  if (organization is null) <> (registration is not null) then
    perform private.refuse('plan_outdated');
  end if;
  insert into public.imports (organization_id, slug, registration, expected, total)
  values (organization, operator_begin_import.slug, operator_begin_import.registration,
    operator_begin_import.expected, operator_begin_import.total)
  returning imports.id into id;
  return id;
end;
$$;
grant execute on function public.operator_begin_import(text, jsonb, bigint, integer) to service_role;

-- Adds steps, the first of them at that place of all. What was added before is not added again.
create function public.add_import_steps(import uuid, first integer, steps jsonb) returns public.imports
language plpgsql security definer set search_path = '' as $$
declare
  i public.imports := private.import_at_work(import);
begin
  if first = i.added + 1 and i.refusal is null then
    insert into public.import_steps (import_id, position, step)
    select i.id, first - 1 + s.ordinality, s.value from jsonb_array_elements(steps) with ordinality as s;
    update public.imports x set added = i.added + jsonb_array_length(steps), touched_at = now()
      where x.id = i.id returning * into i;
  end if;
  return i;
exception when unique_violation then
  perform private.refuse('import_update_twice');
end;
$$;
grant execute on function public.add_import_steps(uuid, integer, jsonb) to authenticated, service_role;

-- Forgets an import of which nothing is published, or all of it settled, so many steps at a time: `more` is
-- left, or it is `gone`, or it is `kept`, since it is being settled.
create function public.forget_import(import uuid, at_most integer) returns text
language plpgsql security definer set search_path = '' as $$
declare
  i public.imports := private.import_at_work(import);
begin
  if i.state = 'settling' then
    return 'kept';
  end if;
  delete from public.import_steps s where s.import_id = i.id
    and s.position in (select x.position from public.import_steps x where x.import_id = i.id limit least(at_most, 500));
  if exists (select from public.import_steps s where s.import_id = i.id) then
    -- What is left cannot be published.
    update public.imports x set refusal = coalesce(x.refusal, private.gone()) where x.id = i.id;
    return 'more';
  end if;
  delete from public.imports x where x.id = i.id;
  return 'gone';
end;
$$;
grant execute on function public.forget_import(uuid, integer) to authenticated, service_role;
