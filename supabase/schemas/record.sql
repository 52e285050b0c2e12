-- The record: one append-only table of entries, numbered without gaps, each the exact text that was
-- published. Only the functions that publish write to it; supabase/schemas/kinds has them.

create table public.record_entries (
  seq bigint primary key check (seq > 0),
  organization_id uuid not null references public.organizations (id) on delete restrict,
  kind text not null,
  recorded_at timestamptz not null,
  effective_on date not null check (private.is_day(effective_on)),
  -- The entry itself: one line of JSON. These very bytes are what is hashed and handed out.
  body text not null,
  -- RFC 6962 leaf hash of the body: SHA-256(0x00 || UTF-8 bytes), lower-case hex.
  leaf_hash text not null check (leaf_hash ~ '^[0-9a-f]{64}$')
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
  perform private.refuse('append_only',
    'The record is append-only: publish a correction or a revision instead.');
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
  number bigint;
  moment timestamptz;
  head text;
  body text;
begin
  perform private.lock_record();
  select e.seq + 1, e.recorded_at into number, moment
    from public.record_entries e order by e.seq desc limit 1;
  number := coalesce(number, 1);
  -- Never before the last entry, even where the server's clock was set back.
  moment := greatest(clock_timestamp(), moment);
  head := json_strip_nulls(json_build_object(
    'seq', number,
    'organization', (select o.slug from public.organizations o where o.id = organization),
    'kind', kind,
    'recorded_at', to_char(moment at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'effective_on', to_char(effective_on, 'YYYY-MM-DD')
  ))::text;
  -- Two objects into one: drop the closing and the opening brace between them.
  body := left(head, -1) || ',' || substr(json_strip_nulls(facts)::text, 2);
  insert into public.record_entries (seq, organization_id, kind, recorded_at, effective_on, body, leaf_hash)
  values (number, organization, kind, moment, effective_on, body,
    encode(sha256('\x00'::bytea || convert_to(body, 'UTF8')), 'hex'));
  return number;
end;
$$;
