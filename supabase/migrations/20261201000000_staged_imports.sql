-- Imports are staged (docs/decisions/0020), and the record is written by sets of entries.

-- ── The record ───────────────────────────────────────────────────────────────────────────────────

-- The same checks without functions.
alter table public.record_entries
  drop constraint record_entries_effective_on_check,
  drop constraint envelope_is_of_the_entry,
  drop constraint leaf_hash_is_of_the_envelope,
  add constraint record_entries_effective_on_check check (effective_on between date '0001-01-01' and date '9999-12-31'),
  add constraint envelope_is_of_the_entry check (envelope =
    '{"body":"' || encode(sha256(convert_to(body, 'UTF8')), 'hex')
    || '","effective_on":"' || to_char(effective_on, 'YYYY-MM-DD')
    || '","kind":"' || kind
    || '","organization":"' || (envelope::json ->> 'organization')
    || '","recorded_at":"' || to_char(recorded_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    || '","seq":' || seq || '}'),
  add constraint leaf_hash_is_of_the_envelope check (
    leaf_hash = encode(sha256('\x00'::bytea || convert_to(envelope, 'UTF8')), 'hex'));

create type private.new_entry as (ahead integer, kind text, effective_on date, facts text);



-- ── Imports: the tables ──────────────────────────────────────────────────────────────────────────

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

-- Whether something of an organization is public that its workspace does not have yet. Nothing else of it is
-- published meanwhile.
create function private.is_settling(organization uuid) returns boolean
language sql stable set search_path = '' as $$
  select exists (select from public.imports i where i.organization_id = organization and i.state = 'settling');
$$;


-- ── The one writer ───────────────────────────────────────────────────────────────────────────────

-- The one writer of the record, for append_entry() and for imports, which append what append_entry() took
-- before. Returns the number that the new ones come after. A failure after this call takes the entries, and
-- their numbers, back with it.
create function private.append_entries(organization uuid, entries private.new_entry[]) returns bigint
language plpgsql set search_path = '' as $$
declare
  slug text := (select o.slug from public.organizations o where o.id = organization);
  last bigint;
  moment timestamptz;
  written text;
begin
  perform private.lock_record();
  if private.is_settling(organization) then
    perform private.refuse('import_settling');
  end if;
  select e.seq, e.recorded_at into last, moment from public.record_entries e order by e.seq desc limit 1;
  last := coalesce(last, 0);
  -- Never before the last entry, even where the server's clock was set back.
  moment := greatest(clock_timestamp(), moment);
  written := private.written_moment(moment);
  -- Each text is made once, not once for each use of it: hence the offsets. What the table checks is written
  -- out here as it is there.
  insert into public.record_entries
    (seq, organization_id, kind, recorded_at, effective_on, body, envelope, leaf_hash)
  select e.seq, organization, e.kind, moment, e.effective_on, e.body, e.envelope,
    encode(sha256('\x00'::bytea || convert_to(e.envelope, 'UTF8')), 'hex')
  from (
    select b.*, '{"body":"' || encode(sha256(convert_to(b.body, 'UTF8')), 'hex')
      || '","effective_on":"' || b.day || '","kind":"' || b.kind || '","organization":"' || slug
      || '","recorded_at":"' || written || '","seq":' || b.seq || '}' as envelope
    from (
      select n.seq, n.kind, n.effective_on, n.day,
        -- What every entry says, then its own. With 122 random bits nobody can guess a text that was taken
        -- away and prove it by its hash.
        '{"seq":' || n.seq || ',"organization":"' || slug || '","kind":"' || n.kind || '","recorded_at":"' || written
          || '","effective_on":"' || n.day || '","nonce":"' || gen_random_uuid() || '",' || n.facts as body
      from (
        select last + x.ahead as seq, x.kind, x.effective_on, to_char(x.effective_on, 'YYYY-MM-DD') as day, x.facts
        from unnest(entries) as x offset 0
      ) as n offset 0
    ) as b offset 0
  ) as e;
  return last;
end;
$$;

-- Appends one entry and returns its number; nulls in `facts` are left out. Nothing is appended that its shape
-- refuses.
create or replace function private.append_entry(organization uuid, kind text, effective_on date, facts json)
returns bigint
language plpgsql set search_path = '' as $$
declare
  number bigint := 1 + private.append_entries(organization,
    array[row(1, kind, effective_on, substr(json_strip_nulls(facts)::text, 2))::private.new_entry]);
begin
  perform private.check_shape(kind, (select e.body from public.record_entries e where e.seq = number));
  return number;
end;
$$;

-- The facts that an entry was made of, from its text, as above.
create function private.facts_of(body text) returns text
language sql immutable set search_path = '' as $$
  -- What every entry says first has neither a quote nor a brace in it.
  select regexp_replace(body, '^\{"seq":\d+(,"(organization|kind|recorded_at|effective_on|nonce)":"[^"]*")*,', '');
$$;

drop function private.envelope(text, date, text, text, timestamptz, bigint);
drop function private.leaf_hash(text);


-- ── Imports: in one transaction no more ──────────────────────────────────────────────────────────

drop function public.import_roadmap(uuid, bigint, jsonb);
drop function public.operator_import_roadmap(text, jsonb, bigint, jsonb);
drop function private.import_steps(uuid, bigint, jsonb);


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
      where s.import_id = i.id and s.kind in ('progress.reported', 'progress.corrected')) then
    perform private.refuse('second_person_for_import');
  elsif o.kept_by = 'self' and exists (select from public.import_steps s
      where s.import_id = i.id and s.kind = 'review.published') then
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


-- ── The steps of an import ───────────────────────────────────────────────────────────────────────

-- What a step that was just recorded under that number left in the workspace: what place_steps() needs to
-- make the same rows again. Numbers and the organization are left out; they may be others then.
create function private.rows_of_step(seq bigint) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_object_agg(made.name, made.rows) filter (where made.rows is not null) from (values
    ('goal', (select to_jsonb(g) - '{organization_id,published_seq,predecessor_id}'::text[]
      from public.goals g where g.published_seq = seq)),
    ('revision', (select to_jsonb(r) - '{organization_id,published_seq}'::text[]
      from public.goal_revisions r where r.published_seq = seq)),
    -- Nobody wrote it, whoever seems to have when it is taken back and made again.
    ('update', (select to_jsonb(u) - '{organization_id,published_seq}'::text[] || '{"edited_by": null, "editors": []}'
      from public.progress_updates u where u.published_seq = seq)),
    ('evidence', (select jsonb_agg(to_jsonb(e) - 'organization_id' order by e.position)
      from public.evidence e join public.progress_updates u on u.id = e.update_id where u.published_seq = seq)),
    ('review', (select to_jsonb(v) - '{organization_id,published_seq}'::text[]
      from public.reviews v where v.published_seq = seq)),
    ('closing', (select to_jsonb(c) - '{organization_id,published_seq}'::text[]
      from public.closings c where c.published_seq = seq))
  ) as made (name, rows);
$$;

-- Puts the rows of rehearsed steps into the workspace, as recorded under the numbers that follow `after`.
create function private.place_steps(import uuid, organization uuid, after bigint, positions integer[])
returns void
language plpgsql set search_path = '' as $$
declare
  own jsonb := jsonb_build_object('organization_id', organization);
begin
  insert into public.goals
  select r.* from public.import_steps s, jsonb_populate_record(null::public.goals,
    s.rows -> 'goal' || own || jsonb_build_object('published_seq', after + s.position)) as r
  where s.import_id = import and s.position = any (positions) and s.rows ? 'goal';
  insert into public.goal_revisions
  select r.* from public.import_steps s, jsonb_populate_record(null::public.goal_revisions,
    s.rows -> 'revision' || own || jsonb_build_object('published_seq', after + s.position)) as r
  where s.import_id = import and s.position = any (positions) and s.rows ? 'revision';
  -- Once it is published, an update takes in no more evidence.
  insert into public.progress_updates
  select r.* from public.import_steps s, jsonb_populate_record(null::public.progress_updates, s.rows -> 'update' || own) as r
  where s.import_id = import and s.position = any (positions) and s.rows ? 'update';
  insert into public.evidence
  select r.* from public.import_steps s, jsonb_array_elements(s.rows -> 'evidence') as e,
    jsonb_populate_record(null::public.evidence, e || own) as r
  where s.import_id = import and s.position = any (positions) and s.rows ? 'evidence';
  update public.progress_updates u set published_seq = after + s.position
  from public.import_steps s
  where s.import_id = import and s.position = any (positions) and s.rows ? 'update'
    and u.id = (s.rows #>> '{update,id}')::uuid;
  insert into public.reviews
  select r.* from public.import_steps s, jsonb_populate_record(null::public.reviews,
    s.rows -> 'review' || own || jsonb_build_object('published_seq', after + s.position)) as r
  where s.import_id = import and s.position = any (positions) and s.rows ? 'review';
  insert into public.closings
  select r.* from public.import_steps s, jsonb_populate_record(null::public.closings,
    s.rows -> 'closing' || own || jsonb_build_object('published_seq', after + s.position)) as r
  where s.import_id = import and s.position = any (positions) and s.rows ? 'closing';
  update public.goals g set predecessor_id = (s.rows #>> '{closing,goal_id}')::uuid
  from public.import_steps s, jsonb_array_elements_text(s.step -> 'successors') as successor
  where s.import_id = import and s.position = any (positions) and s.rows ? 'closing'
    and g.organization_id = organization and g.key = successor;
end;
$$;

-- Whether the goal of that key is closed as delivered, by the record or by a step of the import.
create function private.is_delivered(import uuid, goal text) returns boolean
language sql stable set search_path = '' as $$
  select exists (select from public.import_steps s
      where s.import_id = import and s.goal = is_delivered.goal and s.step ->> 'as' = 'delivered')
    or exists (select from public.imports i join public.goals g on g.organization_id = i.organization_id
      join public.closings c on c.goal_id = g.id
      where i.id = import and g.key = is_delivered.goal and c.closed_as = 'delivered');
$$;

-- The steps before `first` that the rules ask about when those from `first` to `last` are rehearsed: of the
-- goals that these name, every text and closing, and the updates that a rule looks at. All the others are left
-- out, or a goal with thousands of updates would take hours.
create function private.steps_asked_for(import uuid, first integer, last integer) returns integer[]
language sql stable set search_path = '' as $$
  with recursive part as (
    select s.kind, s.goal, s.update_day, s.step from public.import_steps s
    where s.import_id = import and s.position between first and last
  ), goals (key) as (
    select p.goal from part p
    union
    select successor from part p, jsonb_array_elements_text(p.step -> 'successors') as successor
    union
    -- What a goal succeeds, through others too.
    select s.goal from goals g join public.import_steps s
      on s.import_id = import and s.position < first and s.kind = 'goal.closed' and s.step -> 'successors' ? g.key
  ), updates as (
    -- Those that are named,
    select s.goal, s.original from part p join public.import_steps s
      on s.import_id = import and s.goal = p.goal and s.update_key = coalesce(p.step ->> 'corrects', p.step ->> 'of')
    union
    -- those of a day that a revision or a closing must not come before,
    select s.goal, s.original
    from (select p.goal, min(p.step ->> 'effective_on') as day from part p
      where p.kind in ('goal.revised', 'goal.closed') group by p.goal) as d
    join public.import_steps s on s.import_id = import and s.goal = d.goal and s.update_day >= d.day
    union
    -- and those that a closing as delivered may rest on.
    select s.goal, s.original from part p join public.import_steps s
      on s.import_id = import and s.goal = p.goal and s.step ->> 'grade' = '4'
    where p.step ->> 'as' = 'delivered' or p.kind = 'progress.corrected' and private.is_delivered(import, p.goal)
  )
  select coalesce(array_agg(asked.position), '{}') from (
    select s.position from goals g join public.import_steps s
      on s.import_id = import and s.goal = g.key and s.update_key is null and s.kind <> 'review.published'
    union
    -- With their corrections.
    select s.position from updates u join public.import_steps s
      on s.import_id = import and s.goal = u.goal and s.original = u.original
  ) as asked where asked.position < first;
$$;


-- ── Rehearsing, publishing, settling ─────────────────────────────────────────────────────────────

-- Refuses where something of the organization was added to the record since the file was compared with it.
create function private.require_expected(i public.imports) returns void
language plpgsql set search_path = '' as $$
begin
  if i.registration is not null then
    if exists (select from public.organizations o where o.slug = i.slug) then
      perform private.refuse('plan_outdated');
    end if;
  elsif i.expected is distinct from (select coalesce(max(e.seq), 0) from public.record_entries e
      where e.organization_id = i.organization_id) then
    perform private.refuse('plan_outdated');
  end if;
end;
$$;

-- The organization, registered first where it is new.
create function private.organization_of_import(i public.imports) returns uuid
language plpgsql set search_path = '' as $$
begin
  return case when i.registration is null then i.organization_id
    else private.register_organization(i.registration || jsonb_build_object('slug', i.slug),
      (i.registration ->> 'effective_on')::date) end;
end;
$$;

-- The steps of an import as new entries: those at these places, or all.
create function private.entries_of_import(import uuid, positions integer[] default null)
returns private.new_entry[]
language sql stable set search_path = '' as $$
  select array_agg(row(s.position, s.kind, (s.step ->> 'effective_on')::date, s.facts)::private.new_entry order by s.position)
  from public.import_steps s
  where s.import_id = import and (positions is null or s.position = any (positions));
$$;

-- Writes down why an import cannot be published; by the step at that place, where it is one step's doing.
create function private.refuse_import(import uuid, code text, message text, details text, hint text,
  at integer default null) returns public.imports
language sql set search_path = '' as $$
  update public.imports set touched_at = now(), refusal = jsonb_build_object(
    'code', code, 'message', message, 'details', details, 'hint', hint, 'position', at)
  where id = import returning *;
$$;

-- What the form asks of a person besides the rules of the record, of the step that was just recorded under that
-- number: a file that a leader brings is no way around it. That no text is missing, its shape has asked.
create function private.require_publishable_step(of_seq bigint) returns void
language plpgsql stable set search_path = '' as $$
declare
  u public.progress_updates;
begin
  perform private.require_past((select e.effective_on from public.record_entries e where e.seq = of_seq));
  if exists (select from public.goal_revisions r join public.closings c on c.goal_id = r.goal_id
      where r.published_seq = of_seq) then
    perform private.refuse('goal_closed.revision');
  end if;
  select * into u from public.progress_updates x where x.published_seq = of_seq;
  if u.id is not null then
    perform private.require_publishable(u);
  end if;
end;
$$;

-- Rehearses the next steps, five hundred at most; from the first where rules are others since. What is refused is
-- written down.
create function public.rehearse_import(import uuid, at_most integer) returns public.imports
language plpgsql security definer set search_path = '' as $$
declare
  i public.imports;
  last integer;
  organization uuid;
  by_leader_of_their_own boolean;
  asked integer[];
  s public.import_steps;
  taken public.import_steps[] := '{}';
  at integer;
  number bigint;
  refused_code text;
  refused_message text;
  refused_details text;
  refused_hint text;
begin
  perform private.lock_record();
  i := private.import_at_work(import);
  if i.published_after is null and i.rules <> private.rules() then
    update public.imports x set rehearsed = 0, rules = private.rules() where x.id = i.id returning * into i;
  end if;
  last := least(i.rehearsed + least(at_most, 500), i.total);
  if i.state <> 'ready' or last <= i.rehearsed then
    return i;
  end if;
  if private.is_settling(i.organization_id) then
    perform private.refuse('import_settling');
  end if;
  begin
    perform private.require_expected(i), private.require_importable(i);
    organization := private.organization_of_import(i);
    by_leader_of_their_own := i.created_by is not null
      and (select o.kept_by from public.organizations o where o.id = organization) = 'self';
    asked := private.steps_asked_for(i.id, i.rehearsed + 1, last);
    if cardinality(asked) > 0 then
      perform private.place_steps(i.id, organization,
        private.append_entries(organization, private.entries_of_import(i.id, asked)), asked);
    end if;
    for s in select * from public.import_steps x
        where x.import_id = i.id and x.position > i.rehearsed and x.position <= last order by x.position loop
      at := s.position;
      number := private.import_step(organization, s.step);
      -- What it is published as. A revision calls itself the first or a later one in another field too.
      if s.kind <> (select e.kind from public.record_entries e where e.seq = number) then
        perform private.refuse('wrong_change.first');
      end if;
      if by_leader_of_their_own then
        perform private.require_publishable_step(number);
      end if;
      s.facts := (select private.facts_of(e.body) from public.record_entries e where e.seq = number);
      s.rows := private.rows_of_step(number);
      s.original := case when s.kind = 'progress.corrected' then (select (private.original_update(u.id)).key
        from public.progress_updates u where u.published_seq = number) else s.update_key end;
      taken := taken || s;
    end loop;
    -- Takes all of it back.
    raise exception using errcode = 'WM001', message = 'rehearsed';
  exception
    when sqlstate 'WM001' then
      null;
    when data_exception or integrity_constraint_violation then
      get stacked diagnostics refused_code = returned_sqlstate, refused_message = message_text,
        refused_details = pg_exception_detail, refused_hint = pg_exception_hint;
      return private.refuse_import(i.id, refused_code, refused_message, refused_details, nullif(refused_hint, ''), at);
  end;
  update public.import_steps x set facts = t.facts, rows = t.rows, original = t.original
    from unnest(taken) as t where x.import_id = t.import_id and x.position = t.position;
  update public.imports x set rehearsed = last, touched_at = now() where x.id = i.id returning * into i;
  return i;
end;
$$;
grant execute on function public.rehearse_import(uuid, integer) to authenticated, service_role;

-- Publishes an import that is wholly rehearsed, or writes down why that is refused. Where rules are others
-- since, it has to be rehearsed again. In the log it is one line.
create function public.publish_import(import uuid) returns public.imports
language plpgsql security definer set search_path = '' as $$
declare
  i public.imports;
  organization uuid;
  after bigint;
  goal text;
  refused_message text;
  refused_details text;
  refused_hint text;
begin
  perform private.lock_record();
  i := private.import_at_work(import);
  -- Whoever drafts a goal of the organization meanwhile, see keep_key_of_import(), either is seen below or sees this.
  perform pg_advisory_xact_lock(7203652, hashtext(i.organization_id::text));
  if i.state <> 'ready' or i.rehearsed < i.total or i.rules <> private.rules() then
    return i;
  end if;
  begin
    perform private.require_expected(i), private.require_importable(i);
    select g.key into goal from public.goals g
      where g.organization_id = i.organization_id
        and g.key in (select s.goal from public.import_steps s
          where s.import_id = i.id and s.kind in ('goal.published', 'goal.revised'))
        and (g.published_seq is null
          or exists (select from public.goal_revisions r where r.goal_id = g.id and r.published_seq is null))
      limit 1;
    if goal is not null then
      perform private.refuse('draft_in_the_way', jsonb_build_object('goal', goal));
    end if;
  exception when sqlstate '22W01' then
    get stacked diagnostics refused_message = message_text, refused_details = pg_exception_detail,
      refused_hint = pg_exception_hint;
    return private.refuse_import(i.id, '22W01', refused_message, refused_details, refused_hint);
  end;
  organization := private.organization_of_import(i);
  after := private.append_entries(organization, private.entries_of_import(i.id));
  if i.total > 0 then
    insert into public.activity (organization_id, membership_id, action, name)
    values (organization, private.acting(organization), 'record.imported', i.total);
  end if;
  update public.imports x set organization_id = organization, published_after = after, touched_at = now()
    where x.id = i.id returning * into i;
  return i;
end;
$$;
grant execute on function public.publish_import(uuid) to authenticated, service_role;

-- Brings what is published into the workspace, five hundred steps at most.
create function public.settle_import(import uuid, at_most integer) returns public.imports
language plpgsql security definer set search_path = '' as $$
declare
  i public.imports;
  positions integer[];
begin
  perform private.lock_record();
  i := private.import_at_work(import);
  if i.state <> 'settling' then
    return i;
  end if;
  positions := array(select generate_series(i.settled + 1, least(i.settled + least(at_most, 500), i.total)));
  -- A draft that asked for the same key gets another when it is published.
  update public.progress_updates u set key = null
    from public.import_steps s join public.goals g on g.key = s.goal and g.organization_id = i.organization_id
    where s.import_id = i.id and s.position = any (positions)
      and u.goal_id = g.id and u.key = s.update_key and u.published_seq is null;
  perform private.place_steps(i.id, i.organization_id, i.published_after, positions);
  delete from public.import_steps s where s.import_id = i.id and s.position = any (positions);
  update public.imports x set settled = i.settled + cardinality(positions), touched_at = now()
    where x.id = i.id returning * into i;
  return i;
end;
$$;
grant execute on function public.settle_import(uuid, integer) to authenticated, service_role;


-- ── What thousands of rows made slow ─────────────────────────────────────────────────────────────

alter table public.goal_revisions drop constraint goal_revisions_translation_check,
  add constraint goal_revisions_translation_check
    check (translation is null or private.is_draft_translation(translation));
alter table public.progress_updates drop constraint progress_updates_translation_check,
  add constraint progress_updates_translation_check
    check (translation is null or private.is_draft_translation(translation));

-- What became of a row, in one word; null where that is no line of its own.
create or replace function private.happened(tablename text, was jsonb, is_now jsonb, actor uuid) returns text
language sql stable set search_path = '' as $$
  select case
    when tablename = 'goal_revisions' and was is null and is_now ->> 'change' = 'published' then null
    when tablename = 'update_comments' and (is_now ->> 'returns')::boolean then null
    when was is null then 'created'
    -- What goes with the goal or the team that it belongs to.
    when is_now is null and tablename in ('goal_revisions', 'goal_owners')
      and not exists (select from public.goals g where g.id = (was ->> 'goal_id')::uuid) then null
    when is_now is null and was ->> 'team_id' is not null
      and not exists (select from public.teams t where t.id = (was ->> 'team_id')::uuid) then null
    when is_now is null then 'deleted'
    -- Its revisions and its closing say what else becomes of a goal.
    when tablename = 'goals' and row(is_now ->> 'key', is_now ->> 'area') is not distinct from row(was ->> 'key', was ->> 'area') then null
    when is_now ->> 'published_seq' is distinct from was ->> 'published_seq' then 'published'
    when is_now ->> 'status' is distinct from was ->> 'status' then
      case is_now ->> 'status' when 'draft' then 'taken_back' else is_now ->> 'status' end
    when is_now ->> 'removed_at' is not null and was ->> 'removed_at' is null then 'removed'
    -- Only an invitation makes somebody more than they were by their own hand.
    when tablename = 'memberships' and (was ->> 'removed_at' is not null and is_now ->> 'removed_at' is null
        or was ->> 'role' <> 'leader' and was ->> 'role' <> is_now ->> 'role')
      and (is_now ->> 'id')::uuid = actor then 'created'
    when is_now ->> 'removed_at' is null and was ->> 'removed_at' is not null then 'returned'
    when is_now ->> 'role' is distinct from was ->> 'role' then 'role_changed'
    when is_now ->> 'review_access' is distinct from was ->> 'review_access' then 'access_changed'
    when is_now ->> 'revoked_at' is not null and was ->> 'revoked_at' is null then 'revoked'
    -- Who accepts an invitation joins.
    when tablename = 'invitations' then null
    -- The evidence of an update is saved with it and stands elsewhere.
    -- The account behind a member is no matter of the organization.
    when tablename <> 'progress_updates'
      and is_now - array['updated_at', 'user_id', 'email'] = was - array['updated_at', 'user_id', 'email'] then null
    else 'changed' end;
$$;

-- An import makes rows that nobody wrote; it is one line of its own.
drop trigger log_activity on public.goals;
create trigger log_activity after insert or update on public.goals
  for each row when (new.created_by is not null) execute function private.log_activity();
create trigger log_deletion after delete on public.goals
  for each row execute function private.log_activity();
drop trigger log_activity on public.goal_revisions;
create trigger log_activity after insert or update on public.goal_revisions
  for each row when (new.created_by is not null) execute function private.log_activity();
create trigger log_deletion after delete on public.goal_revisions
  for each row execute function private.log_activity();
drop trigger log_activity on public.progress_updates;
create trigger log_activity after insert or update on public.progress_updates
  for each row when (new.created_by is not null) execute function private.log_activity();
create trigger log_deletion after delete on public.progress_updates
  for each row execute function private.log_activity();
drop trigger log_activity on public.closings;
create trigger log_activity after update on public.closings
  for each row when (new.created_by is not null) execute function private.log_activity();
drop trigger log_activity on public.reviews;
create trigger log_activity after update on public.reviews
  for each row when (old.published_seq is null and new.published_seq is not null and new.created_by is not null)
  execute function private.log_activity();

-- Changed evidence is a changed update. Nothing to do where this transaction has changed the row already.
create or replace function private.mark_evidence_editor() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.progress_updates u set updated_at = u.updated_at + interval '1 millisecond'
  where u.id in (select c.update_id from changed c) and u.published_seq is null and u.created_by is not null
    and (u.xmin is distinct from pg_current_xact_id()::xid
      or private.my_membership(u.organization_id) <> all (array_prepend(u.created_by, u.editors)));
  return null;
end;
$$;

create or replace function private.record_update(of_update uuid) returns bigint
language plpgsql set search_path = '' as $$
declare
  u public.progress_updates;
  g public.goals;
  corrected public.progress_updates;
  original public.progress_updates;
  r public.goal_revisions;
  closed_on date;
  free_key text;
  seq bigint;
begin
  perform private.lock_record();
  select * into u from public.progress_updates where id = of_update for update;
  if u.id is null then
    perform private.refuse('not_found');
  end if;
  if u.published_seq is not null then
    return u.published_seq;
  end if;
  select * into g from public.goals where id = u.goal_id;
  if g.published_seq is null then
    perform private.refuse('goal_not_published');
  end if;
  if u.corrects_id is not null then
    select * into corrected from public.progress_updates where id = u.corrects_id;
    if corrected.goal_id <> u.goal_id or corrected.published_seq is null then
      perform private.refuse('wrong_correction');
    elsif corrected.effective_on > u.effective_on then
      perform private.refuse('out_of_order.correction', jsonb_build_object('day', corrected.effective_on));
    end if;
  end if;
  original := private.original_update(u.id);
  select c.effective_on into closed_on from public.closings c where c.goal_id = g.id;
  if u.corrects_id is null and closed_on < u.effective_on then
    perform private.refuse('goal_closed', jsonb_build_object('day', closed_on));
  end if;
  r := private.revision_in_force(g.id, original.effective_on);
  if r.id is null then
    perform private.refuse('before_the_goal');
  end if;
  if exists (select from public.evidence e where e.update_id = u.id and cardinality(r.criteria) <= any (e.criteria)) then
    perform private.refuse('unknown_criterion', jsonb_build_object('revision', r.number));
  end if;
  if u.key is null then
    -- The day, and on a second update of that day `-2`.
    select candidate into free_key from (
      select private.written_day(u.effective_on) || case when n = 1 then '' else '-' || n end as candidate, n
      from generate_series(1, 1 + (select count(*) from public.progress_updates x where x.goal_id = g.id)) as n
    ) as candidates
    where not exists (select from public.progress_updates x where x.goal_id = g.id and x.key = candidate)
    order by n limit 1;
  end if;
  seq := private.append_entry(g.organization_id,
    case when u.corrects_id is null then 'progress.reported' else 'progress.corrected' end,
    u.effective_on, json_build_object(
      'goal', g.key, 'update', coalesce(u.key, free_key), 'corrects', corrected.key, 'revision', r.number,
      'grade', u.grade, 'narrative', u.narrative, 'evidence', private.evidence_facts(u.id),
      'source', u.source, 'translation', private.translation_facts(u.translation)));
  update public.progress_updates
    set key = coalesce(u.key, free_key), revision_id = r.id, published_seq = seq where id = u.id;
  -- A correction of a day up to the closing must not take away what the closing rests on.
  if exists (select from public.closings c where c.goal_id = g.id and c.closed_as = 'delivered')
      and not private.has_delivered_update(g.id, closed_on) then
    perform private.refuse('not_delivered.correction', jsonb_build_object('day', closed_on));
  end if;
  return seq;
end;
$$;


-- ── No more at once than an API answers with ─────────────────────────────────────────────────────

-- Claims one mail: everything that one member is to be told now. No rows: there is nothing to send.
create or replace function public.claim_notices()
returns table (mail uuid, notice uuid, email text, name text, language text, organization_name text,
  organization_slug text, kind text, goal_key text, goal_title text, due_on date, who text, update_id uuid,
  review_seq bigint, proposal_id uuid, period text)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  recipient uuid;
  claimed uuid := gen_random_uuid();
begin
  -- Who left or wants none is told nothing, and nobody what is over.
  delete from public.notices n where private.is_unclaimed(n)
    and not (private.may_be_told(n.membership_id, n.kind) and private.still_holds(n));
  loop
    -- One mailer at a time makes a mail to somebody, so that a digest is one mail.
    select m.id into recipient from public.memberships m
    where exists (select from public.notices n where n.membership_id = m.id
      and n.handed_over_at is null and n.failed_at is null and private.is_ready(n))
    limit 1 for no key update skip locked;
    exit when recipient is null;
    update public.notices n
      set mail = claimed, claimed_at = now(), digest = coalesce((select p.delivery = 'digest'
        from public.notice_preferences p where p.membership_id = n.membership_id), false)
      -- No more than the API answers with, or what it cuts off would never be told: the rest is the next mail.
      where n.id in (select x.id from public.notices x where x.membership_id = recipient and private.is_ready(x)
        order by x.created_at, x.occasion, x.id limit 100);
    -- None where another mailer was quicker.
    exit when found;
  end loop;
  return query
    select n.mail, n.id, m.email, m.name, coalesce(p.language, 'en'), o.name, o.slug, n.kind, g.key,
      (select r.title from public.goal_revisions r where r.goal_id = g.id and r.published_seq is not null
       order by r.number desc limit 1),
      case when n.kind in ('due_soon', 'overdue') then n.occasion::date end,
      case n.kind
        when 'submitted' then (select a.name from public.progress_updates u
          join public.memberships a on a.id = u.created_by where u.id = n.update_id)
        when 'returned' then (select a.name from public.update_comments c
          join public.memberships a on a.id = c.created_by
          where c.update_id = n.update_id and c.returns order by c.created_at desc limit 1)
        when 'reviewed' then v.reviewer_name
        when 'proposed' then (select a.name from public.memberships a where a.id = c.created_by)
        when 'declined' then (select a.name from public.memberships a where a.id = c.answered_by) end,
      n.update_id, v.published_seq, c.id, c.period
    from public.notices n
      join public.memberships m on m.id = n.membership_id
      join public.organizations o on o.id = n.organization_id
      left join public.goals g on g.id = n.goal_id
      left join public.certification_proposals c on c.id = n.proposal_id
      left join public.notice_preferences p on p.membership_id = m.id
      left join public.reviews v on v.id = n.review_id
    where n.mail = claimed and n.claimed_at is not null
    -- Of what was queued at once, the longest overdue first.
    order by n.created_at, n.occasion, n.id;
end;
$$;

-- What was handed over and neither confirmed nor refused: it may have arrived, so it is never sent again.
-- Each is returned once, for the log. At once for a mail, or for all that have been so for ten minutes.
create or replace function public.uncertain_notices(mail uuid default null)
returns table (notice uuid, kind text, handed_over_at timestamptz)
language sql security definer set search_path = '' as $$
  update public.notices n set failed_at = now(), last_error = 'never_confirmed'
  where n.id in (select x.id from public.notices x
    where x.handed_over_at is not null and x.sent_at is null and x.failed_at is null
      and (x.mail = uncertain_notices.mail
        or (uncertain_notices.mail is null and x.handed_over_at < now() - interval '10 minutes'))
    -- No more than the API answers with, or what it cuts off would not be reported; the rest is the next call's.
    limit 100)
  returning n.id, n.kind, n.handed_over_at;
$$;
