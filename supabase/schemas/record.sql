-- The record: one append-only table of entries, numbered without gaps, each the exact text that was
-- published. Only the functions that publish write to it; supabase/schemas/kinds has them.

-- ── What is hashed ───────────────────────────────────────────────────────────────────────────────

-- An entry stands in the log as a small envelope: what its text says of itself, and the text's hash. So a
-- text can be taken away one day, by order of a court, and the log still verifies. Keys are sorted and all
-- is ASCII, written as RFC 8785 has it; src/lib/record/hash.ts makes the same bytes.
create function private.envelope(body text, effective_on date, kind text, organization text,
  recorded_at timestamptz, seq bigint) returns text
language sql immutable set search_path = '' as $$
  select format('{"body":"%s","effective_on":"%s","kind":"%s","organization":"%s","recorded_at":"%s","seq":%s}',
    encode(sha256(convert_to(body, 'UTF8')), 'hex'), private.written_day(effective_on), kind, organization,
    private.written_moment(recorded_at), seq);
$$;

-- RFC 6962, section 2.1, in lower-case hex: the zero byte keeps a leaf's hash apart from an inner node's.
create function private.leaf_hash(envelope text) returns text
language sql immutable set search_path = '' as $$
  select encode(sha256('\x00'::bytea || convert_to(envelope, 'UTF8')), 'hex');
$$;


-- ── The entries ──────────────────────────────────────────────────────────────────────────────────

create table public.record_entries (
  seq bigint primary key check (seq > 0),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  -- As it stands in the envelope, without a character that JSON would have to escape.
  kind text not null constraint kind_is_plain check (kind ~ '^[a-z0-9_]+(\.[a-z0-9_]+)+$'),
  recorded_at timestamptz not null,
  effective_on date not null check (private.is_day(effective_on)),
  -- The entry itself: one line of JSON. These very bytes are handed out.
  body text not null,
  envelope text not null,
  leaf_hash text not null,
  constraint envelope_is_of_the_entry check (envelope = private.envelope(body, effective_on, kind,
    envelope::json ->> 'organization', recorded_at, seq)),
  constraint leaf_hash_is_of_the_envelope check (leaf_hash = private.leaf_hash(envelope))
);
create index record_entries_by_organization on public.record_entries (organization_id, seq);
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


-- ── Appending ────────────────────────────────────────────────────────────────────────────────────

-- Every publish function takes this lock first, before any row lock: publishing is one at a time, so
-- numbers have no gaps and no two publishers can wait for each other. Held to the transaction's end.
create function private.lock_record() returns void
language sql set search_path = '' as $$
  select pg_advisory_xact_lock(7203651);
$$;

-- Appends one entry and returns its number. `facts` are the entry's own fields, never empty; nulls in
-- it are left out. A failure after this call takes the entry, and its number, back with it.
create function private.append_entry(organization uuid, kind text, effective_on date, facts json)
returns bigint
language plpgsql set search_path = '' as $$
declare
  slug text := (select o.slug from public.organizations o where o.id = organization);
  number bigint;
  moment timestamptz;
  head text;
  body text;
  envelope text;
begin
  perform private.lock_record();
  select e.seq + 1, e.recorded_at into number, moment
    from public.record_entries e order by e.seq desc limit 1;
  number := coalesce(number, 1);
  -- Never before the last entry, even where the server's clock was set back.
  moment := greatest(clock_timestamp(), moment);
  head := json_strip_nulls(json_build_object(
    'seq', number,
    'organization', slug,
    'kind', kind,
    'recorded_at', private.written_moment(moment),
    'effective_on', private.written_day(effective_on),
    -- 122 random bits, so that nobody can guess a text that was taken away and prove it by its hash.
    'nonce', gen_random_uuid()
  ))::text;
  -- Two objects into one: drop the closing and the opening brace between them.
  body := left(head, -1) || ',' || substr(json_strip_nulls(facts)::text, 2);
  envelope := private.envelope(body, effective_on, kind, slug, moment, number);
  insert into public.record_entries
    (seq, organization_id, kind, recorded_at, effective_on, body, envelope, leaf_hash)
  values (number, organization, kind, moment, effective_on, body, envelope, private.leaf_hash(envelope));
  return number;
end;
$$;
