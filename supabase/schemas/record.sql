-- The record: one append-only table of entries, numbered without gaps, each the exact text that was
-- published. Only the functions that publish write to it; supabase/schemas/kinds has them.

-- ── The entries ──────────────────────────────────────────────────────────────────────────────────

-- An entry stands in the log as a small envelope: what its text says of itself, and the text's hash. So a
-- text can be taken away one day, by order of a court, and the log still verifies. Keys are sorted and all
-- is ASCII, written as RFC 8785 has it; src/lib/log/hash.ts makes the same bytes.
--
-- What is checked here is checked of thousands of entries in one statement: no function is called for it.
create table public.record_entries (
  seq bigint primary key check (seq > 0),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  -- As it stands in the envelope, without a character that JSON would have to escape.
  kind text not null constraint kind_is_plain check (kind ~ '^[a-z0-9_]+(\.[a-z0-9_]+)+$'),
  recorded_at timestamptz not null,
  effective_on date not null check (effective_on between date '0001-01-01' and date '9999-12-31'),
  -- The entry itself: one line of JSON. These very bytes are handed out.
  body text not null,
  envelope text not null,
  leaf_hash text not null,
  -- What rules look up, apart from the text, which may be taken away one day: the goal that it is of, of a
  -- closing how the goal ended, and of a goal's text how many criteria it has. As the text has them.
  goal text,
  closed_as text,
  criteria integer,
  constraint says_how_it_closed check (case kind
    when 'goal.closed' then goal is not null and closed_as is not null else closed_as is null end),
  constraint says_how_many_criteria check (case when kind in ('goal.published', 'goal.revised')
    then goal is not null and criteria is not null else criteria is null end),
  constraint envelope_is_of_the_entry check (envelope =
    '{"body":"' || encode(sha256(convert_to(body, 'UTF8')), 'hex')
    || '","effective_on":"' || to_char(effective_on, 'YYYY-MM-DD')
    || '","kind":"' || kind
    || '","organization":"' || (envelope::json ->> 'organization')
    || '","recorded_at":"' || to_char(recorded_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    || '","seq":' || seq || '}'),
  -- RFC 6962, section 2.1, in lower-case hex: the zero byte keeps a leaf's hash apart from an inner node's.
  constraint leaf_hash_is_of_the_envelope check (
    leaf_hash = encode(sha256('\x00'::bytea || convert_to(envelope, 'UTF8')), 'hex'))
);
create index record_entries_by_organization on public.record_entries (organization_id, seq);
create unique index one_closing_of_each_goal on public.record_entries (organization_id, goal) where kind = 'goal.closed';
create index revisions_of_goals on public.record_entries (organization_id, goal, effective_on, seq)
  where kind in ('goal.published', 'goal.revised');
comment on table public.record_entries is 'The public, append-only record. Nothing in it is ever changed or removed.';

alter table public.record_entries enable row level security;
create policy the_record_is_public on public.record_entries
  for select to anon, authenticated using (true);
grant select on table public.record_entries to anon, authenticated, service_role;

-- The grants above refuse already; the triggers also stop the table's owner and bypassing roles.
create function private.refuse_change_of_record() returns trigger
language plpgsql set search_path = '' as $$
begin
  perform private.refuse('append_only');
  return null;
end;
$$;
create trigger record_is_append_only before update or delete on public.record_entries
  for each statement execute function private.refuse_change_of_record();
create trigger record_is_never_emptied before truncate on public.record_entries
  for each statement execute function private.refuse_change_of_record();

-- The files that entries of any kind name as public: anybody may have their bytes.
create table private.published_files (
  organization_id uuid not null references public.organizations (id) on delete restrict,
  sha256 text not null,
  primary key (organization_id, sha256)
);
comment on table private.published_files is 'The SHA-256 of each file that an entry names in an item with the visibility “public”.';
alter table private.published_files enable row level security;
create policy nobody_reaches_published_files on private.published_files for all using (false);


-- ── Appending ────────────────────────────────────────────────────────────────────────────────────

-- Every publish function takes this lock first, before any row lock: publishing is one at a time, so
-- numbers have no gaps and no two publishers can wait for each other. Held to the transaction's end.
create function private.lock_record() returns void
language sql set search_path = '' as $$
  select pg_advisory_xact_lock(7203651);
$$;

-- An entry before it has its number: how many numbers it comes after the record's last, and its own fields as
-- JSON without the opening brace, never none. To take that brace off thousands of texts would take long, and so
-- would finding goal, end and criteria in them.
create type private.new_entry as (ahead integer, kind text, effective_on date, facts text, goal text, closed_as text,
  criteria integer);

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
    (seq, organization_id, kind, recorded_at, effective_on, body, envelope, leaf_hash, goal, closed_as, criteria)
  select e.seq, organization, e.kind, moment, e.effective_on, e.body, e.envelope,
    encode(sha256('\x00'::bytea || convert_to(e.envelope, 'UTF8')), 'hex'), e.goal, e.closed_as, e.criteria
  from (
    select b.*, '{"body":"' || encode(sha256(convert_to(b.body, 'UTF8')), 'hex')
      || '","effective_on":"' || b.day || '","kind":"' || b.kind || '","organization":"' || slug
      || '","recorded_at":"' || written || '","seq":' || b.seq || '}' as envelope
    from (
      select n.seq, n.kind, n.effective_on, n.day, n.goal, n.closed_as, n.criteria,
        -- What every entry says, then its own. With 122 random bits nobody can guess a text that was taken
        -- away and prove it by its hash.
        '{"seq":' || n.seq || ',"organization":"' || slug || '","kind":"' || n.kind || '","recorded_at":"' || written
          || '","effective_on":"' || n.day || '","nonce":"' || gen_random_uuid() || '",' || n.facts as body
      from (
        select last + x.ahead as seq, x.kind, x.effective_on, to_char(x.effective_on, 'YYYY-MM-DD') as day, x.facts,
          x.goal, x.closed_as, x.criteria
        from unnest(entries) as x offset 0
      ) as n offset 0
    ) as b offset 0
  ) as e;
  insert into private.published_files (organization_id, sha256)
  select organization, f #>> '{}'
  from public.record_entries e, jsonb_path_query(e.body::jsonb, '$.**?(@.visibility == "public").sha256') as f
  where e.seq > last and e.body like '%"sha256"%'
  on conflict do nothing;
  return last;
end;
$$;

-- How many criteria a goal's text has; null of other entries.
create function private.criteria_in(kind text, facts jsonb) returns integer
language sql immutable set search_path = '' as $$
  select case when kind in ('goal.published', 'goal.revised') then
    case jsonb_typeof(facts -> 'criteria') when 'array' then jsonb_array_length(facts -> 'criteria') else 0 end end;
$$;

-- Appends one entry and returns its number; nulls in `facts` are left out. Nothing is appended that its shape
-- refuses.
create function private.append_entry(organization uuid, kind text, effective_on date, facts json)
returns bigint
language plpgsql set search_path = '' as $$
declare
  number bigint := 1 + private.append_entries(organization,
    array[row(1, kind, effective_on, substr(json_strip_nulls(facts)::text, 2), facts ->> 'goal',
      case when kind = 'goal.closed' then facts ->> 'as' end,
      private.criteria_in(kind, facts::jsonb))::private.new_entry]);
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
